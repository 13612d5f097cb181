//! A cell by its labels: which of a table's rows and columns a name means.

use super::{Cell, RowKind, Table};

/// Why no cell has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCell {
    /// No row is called so; those that there are.
    Row(Vec<String>),
    /// No column is called so; those that there are.
    Column(Vec<String>),
    /// Several rows are called so; what tells them apart.
    Rows(Vec<String>),
    /// Several columns are called so; what tells them apart.
    Columns(Vec<String>),
}

impl Table<'_> {
    /// The cell of a row and a column. A row is named by its label, or by its group and its label,
    /// `Goods > Subtotal`; a column by its headers, or by the lowest of them.
    ///
    /// ```
    /// use addsup::prose::{Markup, Visible};
    /// use addsup::table::Table;
    /// let text = "| Item | 2022 | 2023 |\n|---|---|---|\n| Wages | 410 | 250 |\n";
    /// let visible = Visible::new(text, Markup::Markdown);
    /// let table = &Table::all(&visible)[0];
    /// let cell = table.find("wages", "2023").expect("a cell");
    /// assert_eq!(table.words(&cell.span), "250");
    /// ```
    ///
    /// # Errors
    ///
    /// If no row or column is called so, or several are.
    pub fn find(&self, row: &str, column: &str) -> Result<&Cell, NoCell> {
        let rows: Vec<(usize, String)> = self
            .data_rows()
            .map(|row| (row, self.row_name(row)))
            .collect();
        let names = |found: &[usize]| -> Vec<String> {
            let of = |place: &usize| rows.iter().find(|(row, _)| row == place);
            found
                .iter()
                .filter_map(of)
                .map(|(_, name)| name.clone())
                .collect()
        };
        let matching = |by: &dyn Fn(usize, &str) -> bool| -> Vec<usize> {
            let matched = rows.iter().filter(|(row, name)| by(*row, name));
            matched.map(|(row, _)| *row).collect()
        };
        let mut found = matching(&|_, name| same(name, row));
        if found.is_empty() {
            found = matching(&|place, _| same(self.label(place), row));
        }
        let place = match found[..] {
            [place] => place,
            [] => {
                return Err(NoCell::Row(
                    rows.iter().map(|(_, name)| name.clone()).collect(),
                ));
            }
            _ => return Err(NoCell::Rows(names(&found))),
        };
        let headers: Vec<String> = (0..self.columns.len())
            .map(|column| self.header(column))
            .collect();
        let lowest = |column: usize| {
            let header = self.columns[column].headers.last();
            header.map_or("", |span| self.words(span))
        };
        let all = || 0..self.columns.len();
        let mut found: Vec<usize> = all()
            .filter(|&place| same(&headers[place], column))
            .collect();
        if found.is_empty() {
            found = all().filter(|&place| same(lowest(place), column)).collect();
        }
        match found[..] {
            [column] => Ok(&self.rows[place].cells[column]),
            [] => Err(NoCell::Column(headers)),
            _ => {
                let several = found.iter().map(|&column| headers[column].clone());
                Err(NoCell::Columns(several.collect()))
            }
        }
    }

    /// What names a row among all: its label, behind that of its group.
    #[must_use]
    pub fn row_name(&self, row: usize) -> String {
        let label = self.label(row);
        match self.group(row) {
            Some(group) if !label.is_empty() => format!("{group} > {label}"),
            _ => label.to_owned(),
        }
    }

    /// The heading that a row stands under.
    fn group(&self, row: usize) -> Option<&str> {
        let above = self.rows[..row]
            .iter()
            .rposition(|row| row.kind != RowKind::Data)?;
        let heading = self.rows[above].kind == RowKind::Heading;
        heading
            .then(|| self.label(above).trim_end_matches(':'))
            .filter(|group| !group.is_empty())
    }
}

/// Whether two names are one, but for case, blanks and the marks of Markdown around them.
fn same(a: &str, b: &str) -> bool {
    let plain = |name: &str| -> String {
        let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
        words.trim_matches([':', '*', '_']).to_lowercase()
    };
    plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::{Markup, Visible};

    const TEXT: &str = "\
| | Men | Women |
|---|---|---|
| Goods | | |
| Farms | 5 | 6 |
| Subtotal | 5 | 6 |
| Services: | | |
| Trade | 7 | 8 |
| Subtotal | 7 | 8 |
";

    #[test]
    fn groups_tell_rows_of_one_label_apart() {
        let visible = Visible::new(TEXT, Markup::Markdown);
        let table = &Table::all(&visible)[0];
        let cell = table.find("Services > Subtotal", "women").expect("a cell");
        assert_eq!(table.words(&cell.span), "8");
        let several = table.find("Subtotal", "Men").expect_err("two");
        let names = ["Goods > Subtotal", "Services > Subtotal"].map(str::to_owned);
        assert_eq!(several, NoCell::Rows(names.to_vec()));
        assert!(matches!(table.find("Mines", "Men"), Err(NoCell::Row(names)) if names.len() == 4));
        let columns = ["Men", "Women"].map(str::to_owned);
        assert_eq!(
            table.find("Trade", "All"),
            Err(NoCell::Column(columns.to_vec()))
        );
    }
}
