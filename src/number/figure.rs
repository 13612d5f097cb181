//! Figures.

use std::ops::Range;

use super::{Hedge, Interval, Period, Rational, Settings, Unit};

/// How strictly a figure's words are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strength {
    /// Read as exactly as written.
    Close,
    /// Read as people round.
    Loose,
}

/// What a figure counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A plain number or a count.
    Number,
}

/// Which way a verb says that a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// "Rose 5 %".
    Up,
    /// "Fell 5 %".
    Down,
}

/// The numbers a figure may stand for, in base units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueSet {
    /// The ends.
    pub interval: Interval,
    /// Whether only whole numbers are meant.
    pub whole: bool,
}

/// What an editor wrote beside a figure to overrule the table of hedges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Override {
    /// Half the width, in base units.
    pub tolerance: Option<Rational>,
    /// The unit of rounding, in base units.
    pub round_to: Option<Rational>,
}

/// One number as written: value, unit, hedge, precision.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number, or the two ends of a range, in the figure's own unit with the scale word applied.
    pub numbers: [Rational; 2],
    /// How the words bound or widen it.
    pub hedge: Hedge,
    /// What it is measured in.
    pub unit: Unit,
    /// What it counts or measures.
    pub kind: Kind,
    /// Whether it counts what cannot be divided.
    pub whole: bool,
    /// The period its own words name.
    pub period: Option<Period>,
}

/// Why a text is no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureError {
    /// Where in the text, in bytes.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

impl Figure {
    /// Reads a text that is one figure and nothing else.
    ///
    /// # Errors
    /// Where and why the text is no figure.
    pub fn parse(text: &str, _settings: &Settings) -> Result<Self, FigureError> {
        let number = Rational::from_digits(text).ok_or_else(|| FigureError {
            at: 0..text.len(),
            message: "no figure".to_owned(),
            help: None,
        })?;
        Ok(Figure {
            numbers: [number.clone(), number],
            hedge: Hedge::Plain,
            unit: Unit::none(),
            kind: Kind::Number,
            whole: false,
            period: None,
        })
    }

    /// The number as printed, hedges aside, in base units; the middle of a range.
    #[must_use]
    pub fn nominal(&self) -> Rational {
        self.numbers[0].clone() * self.unit.factor()
    }

    /// The values the words allow.
    #[must_use]
    pub fn values(&self, _strength: Strength, _overrule: &Override) -> ValueSet {
        ValueSet {
            interval: Interval::point(self.nominal()),
            whole: self.whole,
        }
    }
}
