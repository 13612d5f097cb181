//! How gravely a relation is told: calling a true sentence false loses a reader for good.

use crate::claim::Verdict;
use crate::diagnostic::Severity;
use crate::relation::{Relation, Strength};

/// Why a relation that is not told may be of interest to the curious: it looks wrong, but something
/// about its reading is in doubt; or it holds only by rounding, or under one reading.
#[must_use]
pub fn remark(relation: &Relation) -> Option<&'static str> {
    match (relation.verdict, relation.doubt) {
        (Verdict::Inconsistent, doubt) => doubt,
        (Verdict::Strained, None) => Some("it holds only as people round"),
        (Verdict::Ambiguous, None) => Some("it holds under one reading of the words alone"),
        _ => None,
    }
}

/// How gravely a relation is told; `None` where it is not.
///
/// An error needs the words to say it, every figure to be read without doubt, and every reading to
/// be refuted; what words or structure only suggest is a warning, and what is in doubt is not told.
#[must_use]
pub fn severity(relation: &Relation) -> Option<Severity> {
    if relation.verdict != Verdict::Inconsistent || relation.doubt.is_some() {
        return None;
    }
    match relation.strength {
        Strength::Says => Some(relation.most),
        Strength::Suggests => Some(Severity::Warning),
        Strength::Fits => None,
    }
}
