//! What a rule is, and all of them.

use std::fmt;

use super::article::Article;
use super::model::Relation;
use super::rules;
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
    /// What is known of how often it is right.
    pub precision: &'static str,
    pub(super) read: fn(&Article<'_>, &mut Vec<Relation>),
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.code).finish()
    }
}

/// The rules, in the order of what they found in real texts.
pub static RULES: &[&Rule] = &[
    &rules::malformed::RULE,
    &rules::doubled::RULE,
    &rules::weekday::RULE,
    &rules::conversion::RULE,
    &rules::currency::RULE,
    &rules::change::RULE,
    &rules::points::RULE,
    &rules::share::RULE,
    &rules::total::RULE,
    &rules::remainder::RULE,
    &rules::multiple::RULE,
    &rules::average::RULE,
    &rules::product::RULE,
    &rules::age::RULE,
    &rules::count::RULE,
    &rules::repeated::RULE,
    &rules::majority::RULE,
    &rules::parts::RULE,
];
