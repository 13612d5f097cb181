//! Prose: articles, the figures in them, and the passages that claims quote.

mod article;
mod context;
mod coverage;
mod dates;
mod delimited;
mod direction;
mod grid;
mod html;
mod json;
mod looks;
mod malformed;
mod markdown;
mod normal;
mod quote;
mod scan;
pub(crate) mod sentence;
mod visible;
mod words;

pub use coverage::{Figures, Stated};
pub use grid::{Grid, GridCell};
pub(crate) use json::write_json;
pub use json::{CellOf, LineError, answer_line, answer_lines, scan_json};
pub use malformed::Malformed;
pub use quote::{Nearest, QuoteIndex, holds};
pub use scan::{Found, Scanner, changes_by_degrees, direction_in, scan};
pub use visible::{Markup, Visible};
