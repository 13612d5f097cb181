//! Faults in what users write: what is wrong, where, and what would be right.
//!
//! Diagnostics are collected, never thrown: a file's faults are reported together.

use crate::source::{SourceId, Span};

/// How grave a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something to look at; the claims concerned are still checked.
    Warning,
    /// Something could not be read; the claims concerned have no verdict.
    Error,
}

/// Which fault: stable names that tests and suppressions may rely on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// An id that no input or claim has.
    UnknownId,
}

impl Code {
    /// Every code.
    pub const ALL: &[Code] = &[Code::UnknownId];

    /// The name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Code::UnknownId => "unknown-id",
        }
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which fault.
    pub code: Code,
    /// How grave.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The file it is in.
    pub source: SourceId,
    /// The text it is about.
    pub span: Span,
    /// A few words to stand under the caret; empty for none.
    pub label: String,
    /// Other places that matter ("first defined here").
    pub related: Vec<(Span, String)>,
    /// What would be right.
    pub help: Option<String>,
}
