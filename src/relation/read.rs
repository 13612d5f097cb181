//! A figure as a rule takes it: what it says, and what its clause knows of it.

use super::article::Article;
use super::model::Part;
use crate::claim::Typed;
use crate::number::{Direction, Figure, Period};
use crate::source::Span;

/// A figure that a rule read, with what its clause knows.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) span: Span,
    pub(super) typed: Typed,
}

impl Read {
    pub(super) fn new(article: &Article<'_>, figure: usize) -> Self {
        Read {
            span: article.found(figure).span.clone(),
            typed: Typed {
                text: article.words(&article.found(figure).span).to_owned(),
                figure: article.figure(figure),
                direction: None,
                period: None,
            },
        }
    }

    /// A number as its digits alone have it: one side of a score, or one that a bound hides.
    pub(super) fn bare(article: &Article<'_>, span: &Span) -> Option<Self> {
        let text = article.words(span);
        let figure = Figure::parse(text, &article.options.settings).ok()?;
        Some(Read {
            span: span.clone(),
            typed: Typed {
                text: text.to_owned(),
                figure,
                direction: None,
                period: None,
            },
        })
    }

    /// The same figure, which the words say went that way.
    pub(super) fn going(mut self, direction: Option<Direction>) -> Self {
        self.typed.direction = direction;
        self
    }

    pub(super) fn at(mut self, period: Option<Period>) -> Self {
        self.typed.period = period;
        self
    }

    /// A figure of the reader's own making, such as one end of a range.
    pub(super) fn with(mut self, figure: Figure) -> Self {
        self.typed.figure = figure;
        self
    }

    pub(super) fn part(self, name: &'static str) -> Part {
        Part {
            name,
            span: self.span,
            text: self.typed.text,
        }
    }
}
