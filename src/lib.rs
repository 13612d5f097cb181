//! addsup: do the numbers add up?

pub mod number;
pub mod source;
