//! Figures in running text: the longest that begins at a place.
//!
//! It is the grammar of claim files read place by place, so that an article and its claims cannot be read
//! differently. Whether what it finds is a figure of the article, and not a version or a pronoun, is for
//! the module `prose` to say: it sees the words around.

use super::Settings;
use super::unit_written::Mode;
use super::written::{Reader, Written};

/// Whether two numbers may be read as the ends of one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// `5 to 7 %` is a range.
    Ranges,
    /// `5 % to 7` is two figures.
    Nothing,
}

/// The longest figure that begins at `at`, which must be the beginning of a word, number or sign.
pub(super) fn match_with<'t>(
    text: &'t str,
    at: usize,
    settings: &Settings,
    join: Join,
) -> Option<Written<'t>> {
    let reader = Reader {
        text,
        settings,
        mode: Mode::Prose,
        join,
    };
    reader.figure(at).ok().flatten()
}
