//! The cells of tables: figures that are named by their labels, and not quoted.

use super::item::Item;
use super::label::Label;
use crate::claim::CellName;
use crate::number::{Figure, Period, Settings};
use crate::source::Span;
use crate::table::{Content, Table};

/// The longest name of a row or a column that goes into a figure's.
const LONGEST: usize = 32;

/// Names the figures that stand in cells by the labels of these, where the labels mean no other.
pub(super) fn place(items: &mut [Item], tables: &[Table<'_>], settings: &Settings) {
    let mut cells: Vec<(Span, usize, usize, usize)> = Vec::new();
    for (number, table) in tables.iter().enumerate() {
        for (row, line) in table.rows.iter().enumerate() {
            for (column, cell) in line.cells.iter().enumerate() {
                if matches!(cell.content, Content::Amount(_)) {
                    cells.push((cell.span.clone(), number, row, column));
                }
            }
        }
    }
    cells.sort_by_key(|(span, ..)| span.start);
    for item in items {
        let after = cells.partition_point(|(span, ..)| span.start <= item.span.start);
        let Some((span, number, row, column)) = after.checked_sub(1).map(|at| &cells[at]) else {
            continue;
        };
        if item.span.end > span.end || !item.is_stated() {
            continue;
        }
        let table = &tables[*number];
        let (row_name, header) = (table.row_name(*row), table.header(*column));
        let is_it = table
            .find(&row_name, &header)
            .is_ok_and(|cell| cell.span == *span);
        let Content::Amount(amount) = &table.rows[*row].cells[*column].content else {
            continue;
        };
        if !is_it || row_name.is_empty() || header.is_empty() {
            continue;
        }
        // `(900)` is below nought.
        if amount.digits < 0 && item.figure.nominal().signum() > 0 {
            let stated = format!("-{}", item.stated);
            let Ok(figure) = Figure::parse(&stated, settings) else {
                continue;
            };
            (item.stated, item.figure) = (stated, figure);
        }
        item.period = Period::parse(&header).ok().or(item.period);
        let thing = slug(table.label(*row));
        item.label = Label::amount(match Period::parse(&header) {
            Ok(_) => thing,
            Err(_) => format!("{thing}_{}", slug(&header)),
        });
        item.quote = None;
        item.cell = Some(CellName {
            table: u32::try_from(number + 1).unwrap_or(u32::MAX),
            row: row_name,
            column: header,
        });
    }
}

/// A label as a part of a name: `total_revenues`.
fn slug(label: &str) -> String {
    let lower = label.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !matches!(*word, "of" | "the" | "and" | "in"));
    let mut name = String::new();
    for word in words {
        if name.len() + word.len() > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(word);
    }
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        format!("amount_{name}").trim_end_matches('_').to_owned()
    }
}
