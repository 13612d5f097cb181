//! Claims on their way to being linked: read, and their ids not yet all known.

use std::collections::HashMap;

use super::model::{QuantityId, Reading};
use super::raw::RawClaim;

/// What an id stands for.
#[derive(Clone, Copy)]
pub(super) enum Target {
    Quantity(QuantityId),
    /// A figure that a formula gives.
    Derived(u32),
    /// A claim that states no figure.
    Comparison,
    /// Something with a fault, which is reported where it is.
    Faulty,
}

/// What the ids of a file, or of a claim's own inputs, stand for.
pub(super) type Names = HashMap<Box<str>, Target>;

/// A claim on its way to being linked.
pub(super) struct Pending {
    pub(super) file: usize,
    pub(super) claim: RawClaim,
    /// Its own inputs.
    pub(super) own: Names,
    pub(super) statement: Option<QuantityId>,
    /// Its formulas, bound; empty where something about the claim is faulty.
    pub(super) readings: Vec<Reading>,
}
