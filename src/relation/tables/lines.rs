//! A table as items along one way and lanes along the other: its rows with its columns as lanes, or
//! its columns with its rows.

use super::labels::{Role, role};
use crate::source::Span;
use crate::table::{Amount, Content, RowKind, Table, Unit};

/// Which way items are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Items are rows: sums go down.
    Down,
    /// Items are columns: sums go across.
    Across,
}

/// A cell's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing stands there: nought in a sum.
    Empty,
    /// A dash: nought in a sum, and no more than that as a total.
    Nought,
    /// Unknown, or not to be added.
    Unknown,
    /// In units of the table's smallest place.
    Known {
        value: i64,
        /// One unit of its last digit.
        grain: i64,
    },
}

/// One item.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its row or column in the table.
    pub(super) place: usize,
    pub(super) role: Role,
    /// Whether a block ends before it.
    pub(super) begins: bool,
    /// Whether a heading of a group stands right before it.
    pub(super) heads: bool,
    /// Its value in each lane.
    pub(super) values: Vec<Value>,
}

/// A table along one way.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    pub(super) way: Way,
    pub(super) items: Vec<Item>,
    /// For each lane its column or row in the table.
    pub(super) lanes: Vec<usize>,
    /// How many decimals the values have.
    pub(super) places: u8,
}

/// The most decimals that values are brought to.
const MOST_PLACES: u8 = 8;

impl Lines {
    pub(super) fn of(table: &Table<'_>, way: Way) -> Self {
        let places = table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter_map(|cell| match &cell.content {
                Content::Amount(amount) => Some(amount.decimals),
                _ => None,
            })
            .max()
            .unwrap_or(0)
            .min(MOST_PLACES);
        let rows: Vec<usize> = table.data_rows().collect();
        let row_roles: Vec<Role> = rows.iter().map(|&row| role(table.label(row))).collect();
        let columns: Vec<usize> = (0..table.columns.len()).collect();
        let mut column_roles: Vec<Role> = columns
            .iter()
            .map(|&column| role(&table.header(column)))
            .collect();
        // Under a header of several columns that the markup puts above the first alone.
        for column in 1..columns.len() {
            let headers = |column: usize| table.columns[column].headers.len();
            if column_roles[column - 1] == Role::Rate && headers(column) < headers(column - 1) {
                column_roles[column] = Role::Rate;
            }
        }
        let value = |row: usize, column: usize| value(table, row, column, places);
        let (items, lanes) = match way {
            Way::Down => {
                // What has no rate as its header, and is no percentage, can be added up.
                let lanes: Vec<usize> = columns
                    .iter()
                    .copied()
                    .filter(|&column| column_roles[column] != Role::Rate)
                    .filter(|&column| !is_numbering(table, column))
                    .collect();
                let items = rows
                    .iter()
                    .zip(&row_roles)
                    .map(|(&row, &role)| Item {
                        place: row,
                        role,
                        begins: row > 0 && table.rows[row - 1].kind == RowKind::Break,
                        heads: row > 0 && table.rows[row - 1].kind == RowKind::Heading,
                        values: lanes.iter().map(|&column| value(row, column)).collect(),
                    })
                    .collect::<Vec<Item>>();
                (items, lanes)
            }
            Way::Across => {
                let lanes: Vec<usize> = rows
                    .iter()
                    .zip(&row_roles)
                    .filter(|(_, role)| **role != Role::Rate)
                    .map(|(&row, _)| row)
                    .collect();
                let items = columns
                    .iter()
                    .map(|&column| Item {
                        place: column,
                        role: match column_roles[column] {
                            // A column without a header is one of the header before it.
                            Role::Bare => Role::Plain,
                            role => role,
                        },
                        begins: false,
                        heads: false,
                        values: lanes.iter().map(|&row| value(row, column)).collect(),
                    })
                    .collect::<Vec<Item>>();
                (items, lanes)
            }
        };
        Lines {
            way,
            items,
            lanes,
            places,
        }
    }

    /// Where the cell of an item in a lane stands.
    pub(super) fn span(&self, table: &Table<'_>, item: usize, lane: usize) -> Span {
        let (row, column) = self.place(item, lane);
        let cell = &table.rows[row].cells[column];
        match &cell.content {
            Content::Amount(amount) => amount.span.clone(),
            _ => cell.span.clone(),
        }
    }

    /// The row and the column of an item in a lane.
    pub(super) fn place(&self, item: usize, lane: usize) -> (usize, usize) {
        match self.way {
            Way::Down => (self.items[item].place, self.lanes[lane]),
            Way::Across => (self.lanes[lane], self.items[item].place),
        }
    }
}

/// Whether a column only numbers what stands beside it: 1, 2, 3 or 2019, 2020, 2021.
fn is_numbering(table: &Table<'_>, column: usize) -> bool {
    let digits = table
        .rows
        .iter()
        .filter_map(|row| match &row.cells[column].content {
            Content::Amount(amount) => Some((amount.digits, amount.decimals)),
            _ => None,
        });
    let digits: Vec<(i64, u8)> = digits.collect();
    let next = digits
        .windows(2)
        .filter(|pair| pair[0].1 == 0 && (pair[1].0 - pair[0].0).abs() == 1)
        .count();
    digits.len() >= 4 && next * 5 >= (digits.len() - 1) * 4
}

fn value(table: &Table<'_>, row: usize, column: usize, places: u8) -> Value {
    let known = |amount: &Amount| match amount.scaled(places) {
        Some(value) => Value::Known {
            value,
            grain: 10_i64.pow(places.saturating_sub(amount.decimals).into()),
        },
        None => Value::Unknown,
    };
    match &table.rows[row].cells[column].content {
        Content::Empty => Value::Empty,
        Content::Nought => Value::Nought,
        Content::Amount(amount) if matches!(amount.unit, Unit::None | Unit::Money) => known(amount),
        Content::Share(share) => known(&share.part),
        _ => Value::Unknown,
    }
}
