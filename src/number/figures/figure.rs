//! Figures: one number as written, with its unit, its hedge and its precision.

use chrono::NaiveDate;

use super::{Hedge, Period};
use crate::number::exact::Rational;
use crate::number::lexicon::{Direction, Form};
use crate::number::units::{Kind, Unit};

/// How strictly a figure's words are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strength {
    /// Read as exactly as written.
    Close,
    /// Read as people round.
    Loose,
}

/// Which end of a range: `low(x)` and `high(x)` in formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RangeEnd {
    /// The lesser.
    Low,
    /// The greater.
    High,
}

/// What an editor wrote beside a figure to overrule the table of hedges.
///
/// Either replaces both widths. A bound stays a bound: at [`Strength::Loose`] it moves outward by
/// that much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Override {
    /// Half the width, in base units.
    pub tolerance: Option<Rational>,
    /// The unit of rounding, in base units.
    pub round_to: Option<Rational>,
}

/// One number as written: value, unit, hedge, precision.
///
/// ```
/// use addsup::number::{Figure, Override, Rational, Settings, Strength};
/// let figure = Figure::parse("about US$1.5 billion", &Settings::default()).expect("a figure");
/// assert_eq!(figure.nominal(), Rational::from(1_500_000_000));
/// let close = figure.values(Strength::Close, &Override::default()).interval;
/// assert!(close.contains(&Rational::from(1_540_000_000)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number, or the two ends of a range, in the figure's own unit with the scale word
    /// applied.
    pub numbers: [Rational; 2],
    /// How the words bound or widen it.
    pub hedge: Hedge,
    /// What it is measured in.
    pub unit: Unit,
    /// What it counts or measures.
    pub kind: Kind,
    /// Whether it counts what cannot be divided.
    pub whole: bool,
    /// The period its own words name: of `US$68 billion in 2015` the year.
    pub period: Option<Period>,
    /// Which way its own words say that something went: of `down 40%` downward. The numbers are as
    /// written.
    pub direction: Option<Direction>,
    pub(in crate::number) precision: Precision,
}

/// How exactly a figure was written.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::number) struct Precision {
    /// `u` of either end.
    pub(in crate::number) places: [Rational; 2],
    /// How many zeros end the number before any decimal point.
    pub(in crate::number) zeros: u8,
    /// What the number was written in.
    pub(in crate::number) scale: Rational,
    /// Whether a scale word was part of it.
    pub(in crate::number) scaled: bool,
    pub(in crate::number) form: Form,
    /// Whether the bound is a rough one: `at least about 5`.
    pub(in crate::number) rough: bool,
    pub(in crate::number) ends: [End; 2],
}

/// What an end of a range is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::number) enum End {
    /// A rounded figure itself: `from 5 to 7`.
    Rounded,
    /// A bound that is reached: `at least 5 …`.
    Reached,
    /// A bound that is not: `more than 5 …`.
    Strict,
}

/// The grains of a written number, in base units (DESIGN's `u`, `U` and `G`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grain {
    /// The unit of its last written digit, times the scale word.
    pub last_digit: Rational,
    /// The unit of its last digit that is not nought; zeros behind a decimal point are written on
    /// purpose.
    pub rounded: Rational,
    /// The grain people speak in: the coarsest of 1 and 5 times a power of ten that divides it.
    pub spoken: Rational,
}

impl Figure {
    /// The number as printed, hedges aside, in base units; the middle of a range. What its own
    /// words say went down is negative.
    #[must_use]
    pub fn nominal(&self) -> Rational {
        let [first, second] = &self.numbers;
        let nominal = if first == second {
            self.to_base(first)
        } else {
            self.to_base(&((first + second) * Rational::new(1, 2)))
        };
        if self.goes_down() { -nominal } else { nominal }
    }

    /// One end of a range as a figure of its own, as exact as that end is written; `None` of a
    /// single number.
    ///
    /// ```
    /// use addsup::number::{Figure, Rational, RangeEnd, Settings};
    /// let range = Figure::parse("between 5 and 9 tonnes", &Settings::default()).expect("a figure");
    /// let low = range.range_end(RangeEnd::Low).expect("a range");
    /// assert_eq!(low.numbers, [Rational::from(5), Rational::from(5)]);
    /// ```
    #[must_use]
    pub fn range_end(&self, end: RangeEnd) -> Option<Self> {
        let [low, high] = &self.numbers;
        if self.hedge != Hedge::Between || low == high {
            return None;
        }
        let at = match end {
            RangeEnd::Low => 0,
            RangeEnd::High => 1,
        };
        let number = &self.numbers[at];
        let place = &self.precision.places[at];
        Some(Figure {
            numbers: [number.clone(), number.clone()],
            hedge: match (self.precision.ends[at], end) {
                (End::Rounded, _) => Hedge::Plain,
                (End::Reached, RangeEnd::Low) => Hedge::AtLeast,
                (End::Strict, RangeEnd::Low) => Hedge::MoreThan,
                (End::Reached, RangeEnd::High) => Hedge::AtMost,
                (End::Strict, RangeEnd::High) => Hedge::LessThan,
            },
            precision: Precision {
                places: [place.clone(), place.clone()],
                ends: [End::Rounded; 2],
                ..self.precision.clone()
            },
            ..self.clone()
        })
    }

    /// Whether its own words say that something went down.
    pub(super) fn goes_down(&self) -> bool {
        self.direction == Some(Direction::Down)
    }

    /// A number of this figure's unit in base units.
    #[must_use]
    pub fn to_base(&self, number: &Rational) -> Rational {
        let (factor, offset) = (self.unit.factor(), self.unit.offset());
        let scaled = if *factor == Rational::ONE {
            number.clone()
        } else {
            number * factor
        };
        if offset.is_zero() {
            scaled
        } else {
            scaled + offset
        }
    }

    /// A number of base units in this figure's unit.
    #[must_use]
    pub fn from_base(&self, number: &Rational) -> Rational {
        let shifted = number - self.unit.offset();
        &shifted / self.unit.factor()
    }

    /// The same figure read as a difference of temperatures; any other figure as it is.
    ///
    /// ```
    /// use addsup::number::{Figure, Rational, Settings};
    /// let warming = Figure::parse("1.5 °C", &Settings::default()).expect("a figure");
    /// assert_eq!(warming.as_difference().nominal(), Rational::new(3, 2));
    /// ```
    #[must_use]
    pub fn as_difference(&self) -> Self {
        Figure {
            unit: self.unit.as_difference(),
            ..self.clone()
        }
    }

    /// The same number in another unit, as a figure of its kind.
    #[must_use]
    pub(crate) fn in_unit(&self, unit: Unit) -> Self {
        Figure {
            kind: unit.kind(),
            unit,
            whole: false,
            ..self.clone()
        }
    }

    /// The days that a figure of [`Kind::Date`] names.
    #[must_use]
    pub fn dates(&self) -> Option<[NaiveDate; 2]> {
        if self.precision.form != Form::Date {
            return None;
        }
        let [first, last] = &self.numbers;
        Some([
            super::period::date_of_number(first)?,
            super::period::date_of_number(last)?,
        ])
    }
}
