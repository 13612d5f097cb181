//! Columns of changes in per cent, from one column of amounts to another, and of multiples.

use super::part;
use super::ratio::{Fit, Rounded, amount, fit, gives, multiple, multiples, percent, percents};
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::rule::Rule;
use crate::table::Table;

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
    /// Changes in per cent; `bare` where its header alone says so, and `falls` where it counts what
    /// is less, as a reduction does.
    Change { bare: bool, falls: bool },
    /// Multiples: a speedup.
    Multiple,
}

impl What {
    /// What a cell of the column says, in per cent.
    fn of(self, table: &Table<'_>, row: usize, column: usize) -> Option<Rounded> {
        match self {
            What::Change { bare, falls } => {
                let stated = percent(table, row, column, bare)?;
                Some(if falls { stated.turned() } else { stated })
            }
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

/// Headers of columns that count what is less.
const FALLS: &[&str] = &[
    "reduction",
    "decrease",
    "saved",
    "saving",
    "drop",
    "decline",
    "loss",
];
/// How far from a column of changes its amounts may stand.
const NEAR: usize = 4;
/// How many rows must hold for each that does not, and how many at least.
const ROWS: usize = 3;
/// How many digits all percentages that hold must have together.
const DIGITS: f64 = 4.0;

fn read(table: &Table<'_>, all: &mut Vec<Relation>) {
    let rows: Vec<usize> = table.data_rows().collect();
    for column in 0..table.columns.len() {
        let what = match percents(table, column) {
            Some(bare) => {
                let header = table.header(column).to_lowercase();
                let falls = FALLS.iter().any(|word| header.contains(word));
                What::Change { bare, falls }
            }
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
            if matches!(what, What::Multiple) {
                of_baseline(table, &rows, column, near, all);
            }
            continue;
        };
        for &row in &rows {
            tell(table, row, (from, to, column), what, holds, all);
        }
    }
}

/// A column of multiples of one row, that of `1.0x`: how many times as fast, or as much, as it.
fn of_baseline(
    table: &Table<'_>,
    rows: &[usize],
    column: usize,
    near: std::ops::Range<usize>,
    all: &mut Vec<Relation>,
) {
    let of = |row: usize| multiple(table, row, column);
    let Some(&base) = rows
        .iter()
        .find(|&&row| of(row).is_some_and(|it| it.value == 100.0))
    else {
        return;
    };
    for amounts in near.filter(|near| *near != column) {
        for inverse in [false, true] {
            let fit_of = |row: usize| match (
                of(row),
                amount(table, row, amounts),
                amount(table, base, amounts),
            ) {
                (Some(stated), Some(own), Some(first)) if row != base => {
                    let (part, whole) = if inverse { (first, own) } else { (own, first) };
                    (fit(stated, part, whole, 0.0), Some((part, whole)))
                }
                _ => (Fit::Silent, None),
            };
            let count = |wanted: Fit| rows.iter().filter(|&&row| fit_of(row).0 == wanted).count();
            let (holds, wrong) = (count(Fit::Holds), count(Fit::Wrong));
            if holds < 2 || holds < 2 * wrong {
                continue;
            }
            for &row in rows {
                let (found, Some((part, whole))) = fit_of(row) else {
                    continue;
                };
                let verdict = match found {
                    Fit::Holds => Verdict::Consistent,
                    Fit::Wrong => Verdict::Inconsistent,
                    Fit::Near => Verdict::Strained,
                    Fit::Silent => continue,
                };
                let cell = |name, row, column| part::of_cell(table, name, row, column);
                let stated = cell("stated", row, column);
                let (a, b) = (cell("a", base, amounts), cell("b", row, amounts));
                let times = gives(part, whole, 0.0) / 100.0;
                let (first, second) = if inverse { (&a, &b) } else { (&b, &a) };
                let message = format!(
                    "{} is {times:.2} times {} in “{}”, and the table says {}",
                    first.text,
                    second.text,
                    table.label(row),
                    stated.text
                );
                let strength = if holds >= ROWS {
                    Strength::Says
                } else {
                    Strength::Suggests
                };
                let mut relation = Relation::told(
                    RULE.name(),
                    Kind::Multiple,
                    strength,
                    Some(stated),
                    vec![a, b],
                    verdict,
                    message,
                );
                relation.computed = Some(format!("{times:.2}"));
                all.push(relation);
            }
            return;
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
    let part = |name, column| part::of_cell(table, name, row, column);
    let (stated, a_part, b_part) = (part("stated", column), part("a", from), part("b", to));
    let gives = gives(b, a, what.less());
    let place = part::within(table.label(row));
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
