//! Units of measure and currencies: what can be added to what, and how large each is.
//!
//! | file | what it owns |
//! | --- | --- |
//! | `kind` | what a figure counts or measures |
//! | `dimension` | products of base units |
//! | `currency`, `currency_table` | currencies by their codes, and the words and signs for them |
//! | `unit_data` | what is known of a unit |
//! | `unit_table` | every unit with its names and symbols: what is read comes from here |
//! | `unit` | one unit, plain or made of others |
//! | `settings` | the conventions that decide what a bare `$`, a comma or a pint means |

pub(in crate::number) mod currency;
pub(in crate::number) mod currency_table;
mod dimension;
mod kind;
mod settings;
pub(in crate::number) mod unit;
pub(in crate::number) mod unit_data;
pub(in crate::number) mod unit_table;

pub use currency::Currency;
pub use dimension::{Base, Dimension};
pub use kind::Kind;
pub use settings::{Measures, Settings};
pub use unit::Unit;
pub use unit_table::SECONDS_PER_YEAR;
