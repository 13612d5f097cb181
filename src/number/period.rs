//! Periods and dates.

use chrono::NaiveDate;

use super::Rational;

/// A stretch of the calendar that a figure speaks of: a year, a quarter, a month, a span of months, a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
}

impl Period {
    /// From `start` up to but not including `end`; `None` where that is no time at all.
    #[must_use]
    pub fn new(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        (start < end).then_some(Period { start, end })
    }

    /// The first day.
    #[must_use]
    pub fn start(&self) -> NaiveDate {
        self.start
    }

    /// The day after the last.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        self.end
    }

    /// How many years from the start of this period to the start of `later`.
    #[must_use]
    pub fn years_until(&self, later: &Period) -> Rational {
        Rational::from((later.start - self.start).num_days()) / Rational::from(365)
    }
}
