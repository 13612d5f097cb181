//! The figures of an article as JSON, those of tables with the labels of their cells.

use super::Table;
use crate::number::Settings;
use crate::prose::{CellOf, Markup, Visible, write_json};
use crate::source::Span;

/// The article's figures as [`scan_json`](crate::prose::scan_json) has them; those of tables with
/// `"cell":{"table":1,"row":…,"column":…,"unit":…}`: which table it is, from 1, the row's label, the
/// column's header, and the unit or the scale that the header or the caption gives, as written.
///
/// ```
/// use addsup::number::Settings;
/// use addsup::prose::Markup;
/// use addsup::table::scan_json;
/// let text = "| Input | Time (ms) |\n|---|---|\n| random | 812 |\n";
/// let json = scan_json(text, Markup::Markdown, &Settings::default());
/// assert!(json.contains(r#""cell":{"table":1,"row":"random","column":"Time (ms)","unit":"ms"}"#), "{json}");
/// ```
#[must_use]
pub fn scan_json(article: &str, markup: Markup, settings: &Settings) -> String {
    let visible = Visible::new(article, markup);
    let tables = Table::all(&visible);
    let mut cells: Vec<(Span, usize, usize, usize)> = Vec::new();
    for (number, table) in tables.iter().enumerate() {
        for (row, line) in table.rows.iter().enumerate() {
            for (column, cell) in line.cells.iter().enumerate() {
                cells.push((cell.span.clone(), number, row, column));
            }
        }
    }
    cells.sort_by_key(|(span, ..)| span.start);
    let cell = |figure: &Span| {
        let after = cells.partition_point(|(span, ..)| span.start <= figure.start);
        let (span, number, row, column) = cells.get(after.checked_sub(1)?)?;
        let table = &tables[*number];
        (figure.end <= span.end).then(|| CellOf {
            table: number + 1,
            row: table.row_name(*row),
            column: table.header(*column),
            unit: table.unit(*column).map(str::to_owned),
        })
    };
    write_json(article, &visible, settings, &cell)
}
