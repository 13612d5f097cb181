//! Tables as data: rows with their labels, columns with their headers, and what each cell says.
//!
//! ```text
//! prose::Grid  a table of the markup
//! cell         what one cell says
//! find         a cell by its labels
//! unit         what a header, or the line above, says that the cells are in
//! labelled     the figures of an article as JSON, with the labels of their cells
//! Table        which rows are headers, which columns hold amounts, what names a row and a column
//! ```

mod cell;
mod find;
mod labelled;
mod unit;

pub use cell::{Amount, Content, Share, Unit};
pub use find::NoCell;
pub use labelled::scan_json;

use std::borrow::Cow;

use crate::prose::{Grid, Visible};
use crate::source::Span;

/// The most places of a table, whose cells may span many, that are laid out.
const MOST_PLACES: usize = 2_000_000;

/// A table of an article.
#[derive(Clone, Debug)]
pub struct Table<'t> {
    text: &'t str,
    /// From its first cell to its last, in the visible text.
    pub span: Span,
    /// Its caption, or the line above it.
    pub caption: Option<Span>,
    /// Its rows below the headers.
    pub rows: Vec<Row>,
    /// Its columns that hold amounts.
    pub columns: Vec<Column>,
}

/// A row of the body.
#[derive(Clone, Debug)]
pub struct Row {
    /// What names it, in the visible text; empty where nothing does.
    pub label: Span,
    /// What it is.
    pub kind: RowKind,
    /// What its cells say, one for each column that holds amounts.
    pub cells: Vec<Cell>,
}

/// A cell of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its text, in the visible text.
    pub span: Span,
    /// What it says.
    pub content: Content,
}

/// What a row of the body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// It has amounts.
    Data,
    /// It names a group of those below.
    Heading,
    /// It heads the columns anew, or parts two blocks.
    Break,
}

/// A column that holds amounts.
#[derive(Clone, Debug)]
pub struct Column {
    /// The cells of the headers above it, from the top.
    pub headers: Vec<Span>,
}

impl<'t> Table<'t> {
    /// The tables of an article.
    ///
    /// ```
    /// use addsup::prose::{Markup, Visible};
    /// use addsup::table::{Content, Table};
    /// let text = "| Item | 2023 |\n|---|---|\n| Wages | (900) |\n";
    /// let visible = Visible::new(text, Markup::Markdown);
    /// let table = &Table::all(&visible)[0];
    /// assert_eq!((table.label(0), &*table.header(0)), ("Wages", "2023"));
    /// assert!(matches!(&table.rows[0].cells[0].content, Content::Amount(it) if it.digits == -900));
    /// ```
    #[must_use]
    pub fn all(visible: &'t Visible<'_>) -> Vec<Table<'t>> {
        let text = visible.text();
        let grids = visible.tables().iter();
        grids.filter_map(|grid| Table::new(text, grid)).collect()
    }

    fn new(text: &'t str, grid: &Grid) -> Option<Self> {
        let laid = laid_out(grid)?;
        let width = laid.first().map_or(0, Vec::len);
        let cell = |place: Option<(usize, usize)>| place.map(|(row, at)| &grid.rows[row][at]);
        let mut contents: Vec<Vec<Content>> = laid
            .iter()
            .map(|row| {
                row.iter()
                    .map(|place| match cell(*place) {
                        Some(cell) => cell::read(&text[cell.span.clone()], cell.span.start),
                        None => Content::Empty,
                    })
                    .collect()
            })
            .collect();
        one_unit(text, &mut contents);
        let heads = heading_rows(grid, &contents);
        // A column that holds amounts more often than words; the first is a label where it can be.
        let holds = |column: usize| {
            let (mut amounts, mut words, mut noughts) = (0_usize, 0_usize, 0_usize);
            for row in &contents[heads..] {
                match row[column] {
                    Content::Amount(_) | Content::Share(_) => amounts += 1,
                    Content::Words => words += 1,
                    Content::Nought | Content::Missing => noughts += 1,
                    Content::Empty => {}
                }
            }
            amounts > 0 && amounts + noughts >= words
        };
        let valued: Vec<usize> = (0..width).filter(|&column| holds(column)).collect();
        let valued = without_numbering(&contents[heads..], valued);
        if valued.is_empty() {
            return None;
        }
        let columns = valued
            .iter()
            .map(|&column| {
                let cells = laid[..heads].iter().filter_map(|row| cell(row[column]));
                let mut headers: Vec<Span> = cells
                    .map(|cell| cell.span.clone())
                    .filter(|span| !text[span.clone()].trim().is_empty())
                    .collect();
                headers.dedup();
                Column { headers }
            })
            .collect();
        let mut is_valued = vec![false; width];
        for &column in &valued {
            is_valued[column] = true;
        }
        let rows = (heads..laid.len())
            .map(|row| {
                let label = laid[row]
                    .iter()
                    .enumerate()
                    .filter(|(column, _)| !is_valued[*column])
                    .filter(|(column, _)| matches!(contents[row][*column], Content::Words))
                    .find_map(|(_, place)| cell(*place))
                    .map_or(0..0, |cell| cell.span.clone());
                let cells: Vec<Cell> = valued
                    .iter()
                    .map(|&column| Cell {
                        span: cell(laid[row][column]).map_or(0..0, |cell| cell.span.clone()),
                        content: std::mem::replace(&mut contents[row][column], Content::Empty),
                    })
                    .collect();
                let kind = kind_of(&text[label.clone()], &cells);
                Row { label, kind, cells }
            })
            .collect();
        let caption = grid
            .caption
            .clone()
            .or_else(|| line_above(text, grid.span.start));
        Some(Table {
            text,
            span: grid.span.clone(),
            caption,
            rows,
            columns,
        })
    }

    /// How many amounts it has.
    #[must_use]
    pub fn amounts(&self) -> usize {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let amounts = cells.map(|cell| match &cell.content {
            Content::Amount(_) => 1,
            Content::Share(share) => 2 + usize::from(share.whole.is_some()),
            _ => 0,
        });
        amounts.sum()
    }

    /// The words of a passage of the table.
    #[must_use]
    pub fn words(&self, span: &Span) -> &'t str {
        self.text.get(span.clone()).unwrap_or_default().trim()
    }

    /// The rows that have amounts, by their places.
    pub fn data_rows(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.rows.len()).filter(|&row| self.rows[row].kind == RowKind::Data)
    }

    /// What names a row.
    #[must_use]
    pub fn label(&self, row: usize) -> &'t str {
        self.words(&self.rows[row].label)
    }

    /// What names a column: its headers from the top, on one line.
    #[must_use]
    pub fn header(&self, column: usize) -> String {
        let words = self.columns[column]
            .headers
            .iter()
            .map(|span| self.words(span));
        words.collect::<Vec<_>>().join(" ")
    }

    /// What its caption or the line above it says.
    #[must_use]
    pub fn caption(&self) -> &'t str {
        self.caption.as_ref().map_or("", |span| self.words(span))
    }
}

/// Takes amounts with units of their own for words, but for columns where all have the same.
fn one_unit(text: &str, contents: &mut [Vec<Content>]) {
    let width = contents.first().map_or(0, Vec::len);
    for column in 0..width {
        let suffix = |content: &Content| match content {
            Content::Amount(amount) => {
                let behind = text.get(amount.span.end..).unwrap_or_default().trim_start();
                Some(behind.get(..usize::from(amount.suffix)).unwrap_or_default())
            }
            _ => None,
        };
        let mut suffixes = contents.iter().filter_map(|row| suffix(&row[column]));
        // Years of a header have none.
        let Some(first) = suffixes.clone().find(|suffix| !suffix.is_empty()) else {
            continue;
        };
        let is_same = suffixes.all(|suffix| suffix == first || suffix.is_empty());
        for row in contents.iter_mut() {
            if let Content::Amount(amount) = &row[column]
                && amount.suffix > 0
                && !is_same
            {
                row[column] = Content::Words;
            }
        }
    }
}

/// A text with blanks for what stands in its tables, but for cells that hold whole sentences.
pub(crate) fn without<'t>(text: &'t str, tables: &[Table<'_>]) -> Cow<'t, str> {
    if tables.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for table in tables {
        if table.span.start < at {
            continue;
        }
        kept.push_str(&text[at..table.span.start]);
        // Line ends stay, so that blocks stay apart.
        for cell in text[table.span.clone()].split_inclusive("\n\n") {
            if is_prose(cell) {
                kept.push_str(cell);
            } else {
                kept.extend(
                    cell.bytes()
                        .map(|byte| if byte == b'\n' { '\n' } else { ' ' }),
                );
            }
        }
        at = table.span.end;
    }
    kept.push_str(&text[at..]);
    Cow::Owned(kept)
}

/// Whether a cell holds a sentence.
fn is_prose(cell: &str) -> bool {
    const WORDS: usize = 8;
    let cell = cell.trim();
    cell.ends_with(['.', '!', '?']) && cell.split_whitespace().count() >= WORDS
}

/// The line right above a table, where it is a short one.
fn line_above(text: &str, start: usize) -> Option<Span> {
    let before = text[..start].trim_end();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (1..200)
        .contains(&line.len())
        .then(|| before.len() - line.len()..before.len())
}

/// For each place of a table the row and the number in it of the cell that covers it.
type Laid = Vec<Vec<Option<(usize, usize)>>>;

/// The places of a table, in rows of one length. `None` where that were too many.
fn laid_out(grid: &Grid) -> Option<Laid> {
    let mut laid: Laid = Vec::with_capacity(grid.rows.len());
    // For each column, down to which row a cell above takes it.
    let mut taken: Vec<(usize, (usize, usize))> = Vec::new();
    let mut places = 0_usize;
    for (row, cells) in grid.rows.iter().enumerate() {
        let mut line: Vec<Option<(usize, usize)>> = Vec::with_capacity(cells.len());
        let mut cells = cells.iter().enumerate().peekable();
        while cells.peek().is_some() || line.len() < taken.len() {
            let column = line.len();
            if let Some(&(below, place)) = taken.get(column).filter(|(below, _)| *below > row) {
                let _ = below;
                line.push(Some(place));
                continue;
            }
            let Some((at, cell)) = cells.next() else {
                line.push(None);
                continue;
            };
            if places + line.len() + cell.columns as usize > MOST_PLACES {
                return None;
            }
            for offset in 0..cell.columns as usize {
                // A cell that spans columns holds its amount in the first of them.
                let place = (row, at);
                line.push((offset == 0 || cell.is_head || row == 0).then_some(place));
                let end = row + cell.rows as usize;
                let column = column + offset;
                if cell.rows > 1 {
                    if taken.len() <= column {
                        taken.resize(column + 1, (0, (0, 0)));
                    }
                    taken[column] = (end, place);
                }
            }
        }
        places += line.len();
        if places > MOST_PLACES {
            return None;
        }
        laid.push(line);
    }
    let width = laid.iter().map(Vec::len).max().unwrap_or(0);
    if width.checked_mul(laid.len())? > MOST_PLACES {
        return None;
    }
    for line in &mut laid {
        line.resize(width, None);
    }
    Some(laid)
}

/// How many rows at the top are headers: those that the markup says, where they hold no amounts but
/// years, and those behind without any.
fn heading_rows(grid: &Grid, contents: &[Vec<Content>]) -> usize {
    let mut heads = 0;
    for (row, cells) in contents.iter().enumerate() {
        let marked = grid.rows[row].iter().all(|cell| cell.is_head) && !grid.rows[row].is_empty();
        let amounts = cells
            .iter()
            .filter(|content| match content {
                Content::Amount(amount) => !amount.is_year,
                Content::Share(_) => true,
                _ => false,
            })
            .count();
        let years = cells
            .iter()
            .filter(|content| matches!(content, Content::Amount(amount) if amount.is_year))
            .count();
        // The first cell of a header of years is empty, or names the rows.
        let named = matches!(cells.first(), Some(Content::Words)) && !marked;
        let is_head = amounts == 0
            && (marked || years == 0 || !named || years > 1)
            && cells
                .iter()
                .any(|content| !matches!(content, Content::Empty));
        // A row of words alone below a header may name a group of those below it.
        let group = row > 0
            && years == 0
            && cells
                .iter()
                .filter(|content| !matches!(content, Content::Empty))
                .count()
                == 1
            && matches!(cells.first(), Some(Content::Words));
        if !is_head || group && !marked {
            break;
        }
        heads = row + 1;
    }
    heads
}

/// The columns without one that only numbers the rows: 1, 2, 3.
fn without_numbering(rows: &[Vec<Content>], mut valued: Vec<usize>) -> Vec<usize> {
    let counts = |column: usize| {
        let mut next = 1;
        let mut rows = rows
            .iter()
            .filter(|row| !matches!(row[column], Content::Empty | Content::Words));
        rows.all(|row| {
            let is_next = matches!(&row[column], Content::Amount(amount) if amount.digits == next && amount.decimals == 0);
            next += 1;
            is_next
        }) && next > 3
    };
    if valued.first() == Some(&0) && valued.len() > 1 && counts(0) {
        valued.remove(0);
    }
    valued
}

fn kind_of(label: &str, cells: &[Cell]) -> RowKind {
    let mut words = 0;
    let mut years = 0;
    let mut amounts = 0;
    for cell in cells {
        match &cell.content {
            Content::Amount(amount) if amount.is_year => years += 1,
            Content::Amount(_) | Content::Share(_) | Content::Nought | Content::Missing => {
                amounts += 1
            }
            Content::Words => words += 1,
            Content::Empty => {}
        }
    }
    let blank = label.trim().is_empty();
    match (amounts, years, words) {
        (0, 0, 0) if blank => RowKind::Break,
        (0, 0, 0) => RowKind::Heading,
        (0, years, _) if years > 1 || years == 1 && blank => RowKind::Break,
        (0, 0, _) => RowKind::Break,
        (0, _, words) if words > 0 => RowKind::Break,
        _ => RowKind::Data,
    }
}
