//! Numbers as articles write them: exact arithmetic, units, and what a written figure means.
//!
//! Five rooms; each takes from those above it alone, which `tests/architecture.rs` holds.
//!
//! | room | what it owns |
//! | --- | --- |
//! | `exact` | rational numbers and intervals of them |
//! | `lexicon` | words: of numbers, of time, of nouns |
//! | `units` | units of measure and currencies |
//! | `figures` | what a figure means: the set of values its words allow |
//! | `reading` | from text to figures |

mod exact;
mod figures;
mod lexicon;
mod reading;
#[cfg(test)]
mod tests;
mod units;

pub(crate) use exact::digits::{group_digits, write_digits};
pub use exact::{Endpoint, Interval, Pieces, Rational};
pub use figures::{
    Company, Figure, Grain, Hedge, Override, Period, RangeEnd, Strength, ValueSet, date_of_number,
    number_of_date, show_interval, show_number, show_pair,
};
pub use lexicon::Direction;
pub(crate) use lexicon::words::cardinal_word;
pub(crate) use lexicon::{MONTHS, WEEKDAYS, WordClass, class_of, is_determiner, is_plural};
pub use reading::{FigureError, Written, match_at};
pub(crate) use reading::{Join, match_with, next_start};
pub use units::{Base, Currency, Dimension, Kind, Measures, SECONDS_PER_YEAR, Settings, Unit};
