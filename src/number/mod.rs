//! Numbers as articles write them: exact arithmetic, units, and what a written figure means.

mod accounts;
mod counts;
mod currency;
mod currency_table;
mod dimension;
mod directed;
mod fault;
mod figure;
mod format;
mod hedge;
mod interval;
mod ladder;
mod lexicon;
mod meaning;
mod noun;
mod numeral;
mod operand;
mod period;
mod period_written;
mod prose;
mod prose_noun;
mod range;
mod rational;
mod settings;
#[cfg(test)]
mod tests;
mod unit;
mod unit_table;
mod unit_written;
mod words;
mod written;

pub use currency::Currency;
pub use dimension::{Base, Dimension};
pub use fault::FigureError;
pub use figure::{Direction, Figure, Grain, Kind, Override, RangeEnd, Strength};
pub use format::{show_interval, show_number, show_pair};
pub use hedge::Hedge;
pub use interval::{Endpoint, Interval, Pieces};
pub use meaning::{Company, ValueSet};
pub use period::{Period, date_of_number, number_of_date};
pub use rational::Rational;
pub use settings::{Measures, Settings};
pub use unit::Unit;
pub use written::{Written, match_at};

pub(crate) use lexicon::WordMap;
pub(crate) use noun::is_plural;
pub(crate) use prose::{Join, match_with, next_start};
