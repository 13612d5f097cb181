//! A unit as it was read, before it is made: names found, and nothing allocated.

use crate::number::exact::Rational;
use crate::number::units::currency::MoneyWord;
use crate::number::units::unit_data::UnitData;
use crate::number::units::unit_table::registry;
use crate::number::units::{Kind, Settings, Unit};

/// What a figure is measured in, as read: nothing is looked up twice and nothing allocated.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named<'t> {
    /// A unit of the table.
    Table(&'static UnitData),
    /// Money.
    Money(MoneyWord),
    /// The thing that is counted.
    Noun(&'t str),
}

/// A unit as read, with what it is `per`.
#[derive(Clone, Debug)]
pub(super) struct Written<'t> {
    /// `None`: a plain number (of `3 per person`).
    pub(super) top: Option<Named<'t>>,
    /// What it is multiplied by: the kilometres of `tonne-kilometres`.
    pub(super) times: Option<Named<'t>>,
    pub(super) per: [Option<Per<'t>>; 2],
}

/// A divisor of a unit: `per 100,000 people`.
#[derive(Clone, Debug)]
pub(super) struct Per<'t> {
    pub(super) many: Option<Rational>,
    /// `None`: of whatever there is, `17.4 per 100,000`.
    pub(super) of: Option<Named<'t>>,
}

/// How a text is read: a claim's figure is all of its text, while prose goes on behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Whole,
    Prose,
}

impl Named<'_> {
    pub(super) fn unit(self, settings: &Settings) -> Unit {
        match self {
            Named::Table(data) => Unit::table(data).measured_by(settings.measures),
            Named::Money(word @ MoneyWord::Minor(minor)) => {
                Unit::table(registry().minor(minor, word.resolve(settings)))
            }
            Named::Money(word) => Unit::money(word.resolve(settings)),
            Named::Noun(noun) => Unit::counted(noun),
        }
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            Named::Table(data) => data.kind,
            Named::Money(_) => Kind::Money,
            Named::Noun(_) => Kind::Number,
        }
    }
}

impl<'t> Written<'t> {
    pub(super) fn none() -> Self {
        Written {
            top: None,
            times: None,
            per: [None, None],
        }
    }

    pub(super) fn of(top: Named<'t>) -> Self {
        Written {
            top: Some(top),
            ..Self::none()
        }
    }

    pub(super) fn is_none(&self) -> bool {
        self.top.is_none() && self.per[0].is_none()
    }

    pub(super) fn unit(&self, settings: &Settings) -> Unit {
        let mut unit = self.top.map_or_else(Unit::none, |top| top.unit(settings));
        if let Some(times) = self.times {
            unit = unit.times(&times.unit(settings));
        }
        for per in self.per.iter().flatten() {
            let of = per.of.map_or_else(Unit::none, |of| of.unit(settings));
            unit = match &per.many {
                Some(many) => unit.per_many(&of, many.clone()),
                None => unit.per(&of),
            };
        }
        unit
    }
}
