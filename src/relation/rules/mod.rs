//! The rules, one a file: what each reads, why, and an example that it finds and one that it must
//! not.

pub(super) mod age;
pub(super) mod average;
pub(super) mod change;
pub(super) mod conversion;
pub(super) mod count;
pub(super) mod currency;
pub(super) mod doubled;
pub(super) mod headline;
mod level;
pub(super) mod majority;
pub(super) mod malformed;
mod moves;
pub(super) mod multiple;
pub(super) mod order;
pub(super) mod parts;
pub(super) mod points;
pub(super) mod product;
pub(super) mod remainder;
pub(super) mod repeated;
pub(super) mod share;
pub(super) mod total;
pub(super) mod weekday;
