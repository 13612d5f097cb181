//! What a rule is.

use std::fmt;

use super::article::Article;
use super::model::Relation;
use crate::diagnostic::{Code, Severity};

/// A rule: what it finds, and how it is read.
#[non_exhaustive]
pub struct Rule {
    /// Its name in reports.
    pub code: Code,
    /// Why what it finds matters.
    pub why: &'static str,
    /// A sentence in which it finds a slip.
    pub found: &'static str,
    /// A sentence like it, in which there is none.
    pub unfound: &'static str,
    /// How grave a finding of it may be at most.
    pub most: Severity,
    /// How often it told something of the 5,551 news articles that it was measured on, and how often
    /// that was right.
    pub measured: [u32; 2],
    pub(super) read: fn(&Article<'_>, &mut Vec<Relation>),
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.code).finish()
    }
}

impl Rule {
    /// Its name, and how grave it may be.
    pub(super) fn name(&self) -> (Code, Severity) {
        (self.code, self.most)
    }
}
