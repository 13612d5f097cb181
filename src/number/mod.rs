//! Numbers as articles write them: exact arithmetic, units, and what a written figure means.

mod currency;
mod dimension;
mod figure;
mod hedge;
mod interval;
mod period;
mod rational;
mod settings;
mod unit;

pub use currency::Currency;
pub use dimension::{Base, Dimension};
pub use figure::{Direction, Figure, FigureError, Kind, Override, Strength, ValueSet};
pub use hedge::Hedge;
pub use interval::{Endpoint, Interval, Pieces};
pub use period::Period;
pub use rational::Rational;
pub use settings::Settings;
pub use unit::Unit;
