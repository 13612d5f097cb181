//! What the grammar of figures reads by, and a figure as it stands in a text.

use std::ops::Range;

use super::fault::Fault;
use super::unit::{self, Mode};
use crate::number::figures::figure::{End, Precision};
use crate::number::figures::{Figure, Hedge, Period};
use crate::number::lexicon::{Form, Number};
use crate::number::units::{Kind, Settings, Unit};

/// Whether two numbers may be read as the ends of one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// `5 to 7 %` is a range.
    Ranges,
    /// `5 % to 7` is two figures.
    Nothing,
}

/// The grammar over one text.
pub(super) struct Reader<'t, 's> {
    pub(super) text: &'t str,
    pub(super) settings: &'s Settings,
    pub(super) mode: Mode,
    /// Whether two numbers may be the ends of one figure.
    pub(super) join: Join,
}

pub(super) type Read<T> = Result<Option<T>, Fault>;

/// A figure as it stands in a text.
#[derive(Clone, Debug)]
pub struct Written<'t> {
    /// All of it, hedges included.
    pub span: Range<usize>,
    /// The (first) number alone, without sign, scale and unit.
    pub number: Range<usize>,
    /// The hedge of all of it.
    pub hedge: Hedge,
    /// Whether a bound is a rough one.
    pub(super) rough: bool,
    pub(super) ends: [End; 2],
    pub(super) first: Number,
    /// The other end of a range.
    pub(super) second: Option<Number>,
    pub(super) unit: unit::Written<'t>,
    /// What it counts or measures.
    pub kind: Kind,
    /// The period its own words name.
    pub period: Option<Period>,
}

impl Written<'_> {
    /// The figure it stands for.
    #[must_use]
    pub fn figure(self, settings: &Settings) -> Figure {
        let unit = match (self.kind, self.first.form) {
            (Kind::Date, Form::Date) => Unit::date(),
            (Kind::Date, Form::Ordinal) => Unit::weekday(),
            _ => self.unit.unit(settings),
        };
        let whole = match self.kind {
            Kind::Ordinal | Kind::Date => true,
            Kind::Number => {
                unit.is_counted()
                    && self.first.counts_whole()
                    && self.second.as_ref().is_none_or(Number::counts_whole)
            }
            _ => false,
        };
        let (second, place) = match self.second {
            Some(second) => (second.value, second.place),
            None => (self.first.value.clone(), self.first.place.clone()),
        };
        Figure {
            numbers: [self.first.value, second],
            hedge: self.hedge,
            unit,
            kind: self.kind,
            whole,
            period: self.period,
            direction: None,
            precision: Precision {
                places: [self.first.place, place],
                zeros: self.first.zeros,
                scale: self.first.scale,
                scaled: self.first.scaled,
                form: self.first.form,
                rough: self.rough,
                ends: self.ends,
            },
        }
    }
}
