//! Exact arithmetic: no rounding anywhere, and what has no exact value is enclosed.
//!
//! | file | what it owns |
//! | --- | --- |
//! | `rational` | rational numbers, small ones without an allocation |
//! | `interval` | sets of them, open or closed at either end, and what formulas make of such sets |
//! | `digits` | a number's digits as people group them |

pub(in crate::number) mod digits;
mod interval;
mod rational;

pub use interval::{Endpoint, Interval, Pieces};
pub use rational::Rational;
