//! Claim files: from YAML to claims whose figures, formulas, units and quotes are known to fit.

mod company;
mod cycle;
mod fit;
mod keys;
mod link;
mod load;
mod model;
mod named;
mod pending;
mod place;
mod quotes;
mod raw;
mod schema;
#[cfg(test)]
mod tests;
mod typed;
mod yaml;

pub(crate) use load::period_seen_from;
pub use model::{
    CellName, Citation, Claim, ClaimFile, ClaimId, ClaimSet, Content, Expectation, Folder, Ignored,
    Quantity, QuantityId, Quote, Reading, Verdict,
};
pub use raw::RawFile;
pub use schema::schema;
pub(crate) use typed::{NAMES, Typed};
