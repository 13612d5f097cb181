//! Columns of changes in per cent, from one column of amounts to another.

use super::ratio::{Fit, amount, fit, gives, percent, percents};
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
        let Some(bare) = percents(table, column) else {
            continue;
        };
        let near = column.saturating_sub(NEAR)..(column + 3).min(table.columns.len());
        let mut best: Option<(usize, usize, usize, usize)> = None;
        for from in near.clone().filter(|from| *from != column) {
            for to in near.clone().filter(|to| *to != column && *to != from) {
                let (mut holds, mut wrong, mut digits) = (0, 0, 0.0);
                for &row in &rows {
                    match of_row(table, row, (from, to, column), bare) {
                        Fit::Holds => {
                            holds += 1;
                            let stated = percent(table, row, column, bare);
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
            tell(table, row, (from, to, column), bare, holds, all);
        }
    }
}

fn of_row(
    table: &Table<'_>,
    row: usize,
    (from, to, column): (usize, usize, usize),
    bare: bool,
) -> Fit {
    match (
        percent(table, row, column, bare),
        amount(table, row, from),
        amount(table, row, to),
    ) {
        (Some(stated), Some(a), Some(b)) => fit(stated, b, a, 1.0),
        _ => Fit::Silent,
    }
}

fn tell(
    table: &Table<'_>,
    row: usize,
    columns: (usize, usize, usize),
    bare: bool,
    holds: usize,
    all: &mut Vec<Relation>,
) {
    let (from, to, column) = columns;
    let verdict = match of_row(table, row, columns, bare) {
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
    let rise = gives(b, a, 1.0);
    let way = if rise < 0.0 { "a fall" } else { "a rise" };
    let label = table.label(row);
    let place = if label.is_empty() {
        String::new()
    } else {
        format!(" in “{label}”")
    };
    let message = format!(
        "from {} to {} is {way} of {:.1} %{place}, and the table says {}",
        a_part.text,
        b_part.text,
        rise.abs(),
        stated.text
    );
    let mut relation = Relation::told(
        RULE.name(),
        Kind::Growth,
        Strength::Says,
        Some(stated),
        vec![a_part, b_part],
        verdict,
        message,
    );
    relation.computed = Some(format!("{rise:.1} %"));
    all.push(relation);
}
