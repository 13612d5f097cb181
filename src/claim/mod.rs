//! Claim files: from YAML to claims whose figures, formulas, units and quotes are known to fit.

mod model;

pub use model::{
    Citation, Claim, ClaimFile, ClaimSet, Content, Expectation, Folder, Ignored, Quantity,
    QuantityId, Quote, Reading, Verdict,
};
