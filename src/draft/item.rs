//! A figure of the article, as a draft sees it.

use super::label::Label;
use super::quote::Quote;
use crate::claim::CellName;
use crate::number::{Direction, Figure, Period};
use crate::source::Span;

/// What a figure can be in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// An amount, a count or a quantity.
    Amount,
    /// A percentage.
    Percent,
    /// Percentage points.
    Points,
    /// A multiple: `doubled`, `three times`.
    Multiple,
    /// A common fraction in words: `a third`.
    Fraction,
    /// A length of time.
    Duration,
    /// A rank, an age, a vague number.
    Other,
}

impl Class {
    /// Its letter in skeletons.
    pub(super) fn letter(self) -> char {
        match self {
            Class::Amount => 'a',
            Class::Percent => 'p',
            Class::Points => 'q',
            Class::Multiple => 'm',
            Class::Fraction => 'f',
            Class::Duration => 'd',
            Class::Other => 'o',
        }
    }
}

/// What becomes of a figure in the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is an input, or what a claim states.
    Stated,
    /// It is ignored, for a reason.
    Ignored(&'static str),
    /// A claim file cannot say it.
    LeftOut,
}

/// A figure of the article.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its name in the claim file.
    pub(super) id: String,
    /// What that name says, without its period.
    pub(super) label: Label,
    /// How the claim file states it.
    pub(super) stated: String,
    pub(super) figure: Figure,
    pub(super) class: Class,
    pub(super) direction: Option<Direction>,
    pub(super) period: Option<Period>,
    /// `None` where its words alone do not say it, or cannot be found again.
    pub(super) quote: Option<Quote>,
    /// The cell of a table that it stands in, in place of a quote.
    pub(super) cell: Option<CellName>,
    /// Its place in the visible text.
    pub(super) span: Span,
    /// Which sentence it is in.
    pub(super) sentence: usize,
    pub(super) fate: Fate,
}

impl Item {
    /// Whether two figures measure the same, so that one may be a part of the other, or grow into
    /// it.
    pub(super) fn is_like(&self, other: &Item) -> bool {
        let (a, b) = (&self.figure.unit, &other.figure.unit);
        let is_share = |item: &Item| matches!(item.class, Class::Percent | Class::Fraction);
        a.dimension() == b.dimension()
            && is_share(self) == is_share(other)
            && [self, other]
                .iter()
                .all(|item| !matches!(item.class, Class::Multiple | Class::Points | Class::Other))
    }

    /// Whether they measure the same, and count the same things if they count: what one may become.
    pub(super) fn is_same(&self, other: &Item) -> bool {
        let (a, b) = (&self.figure.unit, &other.figure.unit);
        let same_things = !a.is_counted() || !b.is_counted() || a.name() == b.name();
        self.is_like(other) && same_things
    }

    /// Whether it is there for claims to use.
    pub(super) fn is_stated(&self) -> bool {
        self.fate == Fate::Stated
    }
}
