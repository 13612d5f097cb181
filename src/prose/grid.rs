//! Tables as an article's markup has them: rows of cells, each with its place in the visible text.

use crate::source::Span;

/// A table of the markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// From its first cell to its last, in the visible text.
    pub span: Span,
    /// Its caption.
    pub caption: Option<Span>,
    /// Its rows, whose cells may span several.
    pub rows: Vec<Vec<GridCell>>,
    /// Whether another table stands in one of its cells, so that it only lays out a page.
    pub is_layout: bool,
}

/// A cell of the markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Its text, in the visible text.
    pub span: Span,
    /// Whether the markup makes a header of it.
    pub is_head: bool,
    /// How many columns it takes.
    pub columns: u32,
    /// How many rows it takes.
    pub rows: u32,
}

/// How many cells of an article are kept; what comes behind is read as prose alone.
const MOST_CELLS: usize = 1_000_000;
/// How many tables may stand in one another.
const DEEPEST: usize = 32;
/// The most columns and rows that a cell spans, as HTML has it
/// (<https://html.spec.whatwg.org/multipage/tables.html#attributes-common-to-td-and-th-elements>).
const MOST_COLUMNS: u32 = 1_000;
const MOST_ROWS: u32 = 65_534;

/// Puts tables together, from left to right; `at` is always how much visible text there is so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Grids {
    done: Vec<Grid>,
    /// The tables that are open, the innermost last.
    open: Vec<Open>,
    cells: usize,
    /// How many tables are open beyond those that are kept.
    beyond: usize,
}

#[derive(Clone, Debug)]
struct Open {
    grid: Grid,
    in_cell: bool,
    in_caption: bool,
}

impl Grids {
    pub(super) fn open_table(&mut self, at: usize) {
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        if let Some(outer) = self.open.last_mut() {
            outer.grid.is_layout = true;
        }
        let grid = Grid {
            span: at..at,
            ..Grid::default()
        };
        self.open.push(Open {
            grid,
            in_cell: false,
            in_caption: false,
        });
    }

    pub(super) fn close_table(&mut self, at: usize) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        self.close_cell(at);
        if let Some(mut open) = self.open.pop() {
            open.grid.span.end = at;
            if !open.grid.is_layout && !open.grid.rows.is_empty() {
                self.done.push(open.grid);
            }
        }
    }

    pub(super) fn open_row(&mut self, at: usize) {
        self.close_cell(at);
        if let Some(open) = self.open.last_mut() {
            open.grid.rows.push(Vec::new());
        }
    }

    pub(super) fn open_cell(&mut self, at: usize, is_head: bool) {
        self.close_cell(at);
        if self.cells >= MOST_CELLS {
            return;
        }
        if let Some(open) = self.open.last_mut() {
            if open.grid.rows.is_empty() {
                open.grid.rows.push(Vec::new());
            }
            if let Some(row) = open.grid.rows.last_mut() {
                row.push(GridCell {
                    span: at..at,
                    is_head,
                    columns: 1,
                    rows: 1,
                });
                open.in_cell = true;
                self.cells += 1;
            }
        }
    }

    /// How far the open cell spans.
    pub(super) fn stretch(&mut self, columns: Option<u32>, rows: Option<u32>) {
        let open = self.open.last_mut().filter(|open| open.in_cell);
        if let Some(cell) = open.and_then(|open| open.grid.rows.last_mut()?.last_mut()) {
            if let Some(columns) = columns {
                cell.columns = columns.clamp(1, MOST_COLUMNS);
            }
            if let Some(rows) = rows {
                cell.rows = rows.clamp(1, MOST_ROWS);
            }
        }
    }

    pub(super) fn close_cell(&mut self, at: usize) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        if std::mem::take(&mut open.in_cell)
            && let Some(cell) = open.grid.rows.last_mut().and_then(|row| row.last_mut())
        {
            cell.span.end = at;
        }
        if std::mem::take(&mut open.in_caption)
            && let Some(caption) = &mut open.grid.caption
        {
            caption.end = at;
        }
    }

    pub(super) fn open_caption(&mut self, at: usize) {
        self.close_cell(at);
        if let Some(open) = self.open.last_mut() {
            open.grid.caption = Some(at..at);
            open.in_caption = true;
        }
    }

    /// The tables, in the order in which they begin.
    pub(super) fn finish(mut self, at: usize) -> Vec<Grid> {
        while !self.open.is_empty() {
            self.beyond = 0;
            self.close_table(at);
        }
        self.done.sort_by_key(|grid| grid.span.start);
        self.done
    }
}
