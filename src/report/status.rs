//! What a report means for the process that asked for it.

use crate::check::{Conflict, Report};
use crate::claim::Verdict;

/// The outcome of a run, as its exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Every claim passes.
    Clean = 0,
    /// A claim fails.
    Failed = 1,
    /// Something could not be read.
    Unreadable = 2,
}

impl Status {
    /// The exit status.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }
}

impl Report {
    /// The outcome: what could not be read weighs more than what was read and fails, be it a claim or
    /// several that cannot all be true.
    #[must_use]
    pub fn status(&self) -> Status {
        // What only the close reading shows is a warning, as a strained claim is.
        let cannot_be = |conflict: &Conflict| conflict.verdict == Verdict::Inconsistent;
        let unreadable = |fault: &crate::check::DiagnosticReport| fault.severity == "error";
        if self
            .files
            .iter()
            .any(|file| file.diagnostics.iter().any(unreadable))
        {
            Status::Unreadable
        } else if self.summary.failed > 0 || self.conflicts.iter().any(cannot_be) {
            Status::Failed
        } else {
            Status::Clean
        }
    }
}
