//! addsup: do the numbers add up?

pub mod check;
pub mod claim;
pub mod diagnostic;
pub mod formula;
pub mod number;
pub mod prose;
pub mod report;
pub mod source;
