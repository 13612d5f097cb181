//! A cell as a part of a relation.

use crate::relation::model::Part;
use crate::source::Span;
use crate::table::Table;

/// A cell by its row and column, under a name of its relation.
pub(super) fn of_cell(table: &Table<'_>, name: &'static str, row: usize, column: usize) -> Part {
    at(table, name, table.rows[row].cells[column].span.clone())
}

/// A passage of a table under a name.
pub(super) fn at(table: &Table<'_>, name: &'static str, span: Span) -> Part {
    Part {
        name,
        text: table.words(&span).to_owned(),
        span,
    }
}

/// Where something stands, by the name of its row or column: ` in “Wages”`; nothing where it has none.
pub(super) fn within(name: &str) -> String {
    match name {
        "" => String::new(),
        name => format!(" in “{name}”"),
    }
}
