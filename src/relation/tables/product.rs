//! Columns that are the product of two others: so many, at so much each.

use super::part;
use super::ratio::{Rounded, amount};
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::rule::Rule;
use crate::table::Table;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::TableProduct,
    why: "A column of what is paid is worked out from how many at how much each.",
    found: "| Item | Units | Price | Paid |\n|---|---|---|---|\n| Tea | 104 | 12.50 | 1,300.00 |\n| Milk | 250 | 1.20 | 300.00 |\n\
            | Rice | 315 | 4.40 | 1,386.00 |\n| Salt | 170 | 2.50 | 452.00 |\n",
    unfound: "| Item | Units | Price | Paid |\n|---|---|---|---|\n| Tea | 104 | 12.50 | 1,300.00 |\n| Milk | 250 | 1.20 | 300.00 |\n\
              | Rice | 315 | 4.40 | 1,386.00 |\n| Salt | 170 | 2.50 | 425.00 |\n",
    most: Severity::Error,
    measured: [0, 0],
    read: |article, all| article.tables.iter().for_each(|table| read(table, all)),
};

/// How many columns before its own a product's factors may stand.
const NEAR: usize = 4;
/// How many rows are looked at first.
const FIRST: usize = 8;
/// How many rows must hold for each that does not.
const ROWS: usize = 3;
/// How many digits all products that hold must have together.
const DIGITS: f64 = 6.0;

fn read(table: &Table<'_>, all: &mut Vec<Relation>) {
    let rows: Vec<usize> = table.data_rows().collect();
    for column in 2..table.columns.len() {
        let near = column.saturating_sub(NEAR)..column;
        for first in near.clone() {
            for second in first + 1..near.end {
                let of = |row: usize| of_row(table, row, (first, second, column));
                // What does not hold among the first rows is looked at no further.
                let early: Vec<Product> =
                    rows.iter().filter_map(|&row| of(row)).take(FIRST).collect();
                if early.iter().filter(|it| it.holds).count() * 2 < early.len() {
                    continue;
                }
                let held: Vec<f64> = rows
                    .iter()
                    .filter_map(|&row| of(row).filter(|it| it.holds).map(|it| it.digits))
                    .collect();
                let wrong = rows
                    .iter()
                    .filter(|&&row| of(row).is_some_and(|it| it.wrong))
                    .count();
                let enough = held.len() >= ROWS && held.len() >= ROWS * wrong;
                if enough && held.iter().sum::<f64>() >= DIGITS {
                    for &row in &rows {
                        tell(table, row, (first, second, column), all);
                    }
                    return;
                }
            }
        }
    }
}

/// How a row's product agrees.
struct Product {
    gives: f64,
    holds: bool,
    wrong: bool,
    digits: f64,
}

fn of_row(
    table: &Table<'_>,
    row: usize,
    (first, second, column): (usize, usize, usize),
) -> Option<Product> {
    let a = amount(table, row, first)?;
    let b = amount(table, row, second)?;
    let c = amount(table, row, column)?;
    // One times something is no product to speak of.
    let trivial = |it: Rounded| it.value.abs() <= 1.0;
    if trivial(a) || trivial(b) {
        return None;
    }
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for x in a.exact_if_whole().ends() {
        for y in b.ends() {
            least = least.min(x * y);
            most = most.max(x * y);
        }
    }
    let [low, high] = c.ends();
    let slack = 1e-9 * most.abs();
    let holds = low - slack <= most && least - slack <= high;
    let gives = a.value * b.value;
    let wrong = !holds && (gives - c.value).abs() > 0.02 * c.value.abs();
    Some(Product {
        gives,
        holds,
        wrong,
        digits: c.digits(),
    })
}

fn tell(table: &Table<'_>, row: usize, columns: (usize, usize, usize), all: &mut Vec<Relation>) {
    let Some(product) = of_row(table, row, columns).filter(|it| it.holds || it.wrong) else {
        return;
    };
    let part = |name, column| part::of_cell(table, name, row, column);
    let (a, b, stated) = (
        part("a", columns.0),
        part("b", columns.1),
        part("stated", columns.2),
    );
    let gives = format!("{:.2}", product.gives);
    let gives = gives.trim_end_matches('0').trim_end_matches('.').to_owned();
    let place = part::within(table.label(row));
    let message = format!(
        "{} times {} is {gives}{place}, and the table says {}",
        a.text, b.text, stated.text
    );
    let verdict = Verdict::of(product.holds);
    let mut relation = Relation::told(
        RULE.name(),
        Kind::Product,
        Strength::Says,
        Some(stated),
        vec![a, b],
        verdict,
        message,
    );
    relation.computed = Some(gives);
    all.push(relation);
}
