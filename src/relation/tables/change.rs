//! Columns of changes in per cent, from one column of amounts to another, and of multiples.

use super::ratio::{Fit, Rounded, amount, fit, gives, multiple, multiples, percent, percents};
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::rule::Rule;
use crate::table::{RowKind, Table};

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::TableChange,
    why: "A column of changes is worked out from two others: where the other rows are, the odd one is wrong.",
    found: "| Sales | 2022 | 2023 | Change |\n|---|---|---|---|\n| Ale | 400 | 450 | 12.5% |\n| Beer | 320 | 400 | 25.0% |\n\
            | Cider | 210 | 231 | 10.0% |\n| Wine | 150 | 180 | 25.0% |\n",
    unfound: "| Sales | 2022 | 2023 | Change |\n|---|---|---|---|\n| Ale | 400 | 450 | 12.5% |\n| Beer | 320 | 400 | 25.0% |\n\
              | Cider | 210 | 231 | 10.0% |\n| Wine | 150 | 180 | 20.0% |\n",
    most: Severity::Error,
    measured: [0, 0],
    read: |article, all| article.tables.iter().for_each(|table| read(table, all)),
};

/// What a column holds.
#[derive(Clone, Copy, Debug)]
enum What {
    /// Changes in per cent; `bare` where its header alone says so.
    Change { bare: bool },
    /// Multiples: a speedup.
    Multiple,
}

impl What {
    /// What a cell of the column says, in per cent.
    fn of(self, table: &Table<'_>, row: usize, column: usize) -> Option<Rounded> {
        match self {
            What::Change { bare } => percent(table, row, column, bare),
            What::Multiple => multiple(table, row, column),
        }
    }

    /// How many times the base is taken from the amount: once for a change.
    fn less(self) -> f64 {
        match self {
            What::Change { .. } => 1.0,
            What::Multiple => 0.0,
        }
    }
}

/// How far from a column of changes its amounts may stand.
const NEAR: usize = 4;
/// How many rows must hold for each that does not, and how many at least.
const ROWS: usize = 3;
/// How many digits all percentages that hold must have together.
const DIGITS: f64 = 4.0;

fn read(table: &Table<'_>, all: &mut Vec<Relation>) {
    let rows: Vec<usize> = (0..table.rows.len())
        .filter(|&row| table.rows[row].kind == RowKind::Data)
        .collect();
    for column in 0..table.columns.len() {
        let what = match percents(table, column) {
            Some(bare) => What::Change { bare },
            None if multiples(table, column) => What::Multiple,
            None => continue,
        };
        let near = column.saturating_sub(NEAR)..(column + 3).min(table.columns.len());
        let mut best: Option<(usize, usize, usize, usize)> = None;
        for from in near.clone().filter(|from| *from != column) {
            for to in near.clone().filter(|to| *to != column && *to != from) {
                let (mut holds, mut wrong, mut digits) = (0, 0, 0.0);
                for &row in &rows {
                    match of_row(table, row, (from, to, column), what) {
                        Fit::Holds => {
                            holds += 1;
                            let stated = what.of(table, row, column);
                            digits += stated.map_or(0.0, |stated| stated.digits());
                        }
                        Fit::Wrong => wrong += 1,
                        Fit::Near | Fit::Silent => {}
                    }
                }
                let believed = holds >= 2 && holds >= ROWS * wrong && digits >= DIGITS;
                if believed && best.is_none_or(|(.., most, least)| (holds, least) > (most, wrong)) {
                    best = Some((from, to, holds, wrong));
                }
            }
        }
        let Some((from, to, holds, _)) = best else {
            continue;
        };
        for &row in &rows {
            tell(table, row, (from, to, column), what, holds, all);
        }
    }
}

fn of_row(
    table: &Table<'_>,
    row: usize,
    (from, to, column): (usize, usize, usize),
    what: What,
) -> Fit {
    match (
        what.of(table, row, column),
        amount(table, row, from),
        amount(table, row, to),
    ) {
        (Some(stated), Some(a), Some(b)) => fit(stated, b, a, what.less()),
        _ => Fit::Silent,
    }
}

fn tell(
    table: &Table<'_>,
    row: usize,
    columns: (usize, usize, usize),
    what: What,
    holds: usize,
    all: &mut Vec<Relation>,
) {
    let (from, to, column) = columns;
    let verdict = match of_row(table, row, columns, what) {
        Fit::Holds => Verdict::Consistent,
        Fit::Wrong if holds >= ROWS => Verdict::Inconsistent,
        Fit::Near => Verdict::Strained,
        Fit::Wrong | Fit::Silent => return,
    };
    let (Some(a), Some(b)) = (amount(table, row, from), amount(table, row, to)) else {
        return;
    };
    let part = |name: &'static str, column: usize| {
        let span = table.rows[row].cells[column].span.clone();
        Part {
            name,
            text: table.words(&span).to_owned(),
            span,
        }
    };
    let (stated, a_part, b_part) = (part("stated", column), part("a", from), part("b", to));
    let gives = gives(b, a, what.less());
    let label = table.label(row);
    let place = if label.is_empty() {
        String::new()
    } else {
        format!(" in “{label}”")
    };
    let (kind, computed, gives) = match what {
        What::Change { .. } => {
            let way = if gives < 0.0 { "a fall" } else { "a rise" };
            let rise = format!(
                "from {} to {} is {way} of {:.1} %",
                a_part.text,
                b_part.text,
                gives.abs()
            );
            (Kind::Growth, format!("{gives:.1} %"), rise)
        }
        What::Multiple => {
            let times = format!("{:.2}", gives / 100.0);
            let said = format!("{} is {times} times {}", b_part.text, a_part.text);
            (Kind::Multiple, times, said)
        }
    };
    let message = format!("{gives}{place}, and the table says {}", stated.text);
    let mut relation = Relation::told(
        RULE.name(),
        kind,
        Strength::Says,
        Some(stated),
        vec![a_part, b_part],
        verdict,
        message,
    );
    relation.computed = Some(computed);
    all.push(relation);
}
