//! What a report means for the process that asked for it.

use crate::check::{Conflict, DiagnosticReport, Report};
use crate::claim::Verdict;
use crate::diagnostic::Severity;

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
    /// The outcome, of which the program's exit status and the harness's are made: what could not
    /// be read weighs more than what was read and fails, be it a claim or several that cannot
    /// all be true.
    #[must_use]
    pub fn status(&self) -> Status {
        let mut faults = self.files.iter().flat_map(|file| &file.diagnostics);
        let is_unreadable =
            |fault: &DiagnosticReport| fault.is_error() && !fault.code.is_of_article();
        if !self.unread.is_empty() || faults.clone().any(is_unreadable) {
            Status::Unreadable
        } else if self.summary.failed > 0
            || faults.clone().any(DiagnosticReport::is_error)
            || self.conflicts.iter().any(|it| self.is_failure(it))
            || (self.strict && faults.any(|fault| fault.severity >= Severity::Warning))
        {
            Status::Failed
        } else {
            Status::Clean
        }
    }

    /// Whether a conflict fails the run. What only the close reading shows is a warning, as a
    /// strained claim is.
    #[must_use]
    pub fn is_failure(&self, conflict: &Conflict) -> bool {
        conflict.verdict == Verdict::Inconsistent
            || (self.strict && conflict.verdict == Verdict::Strained)
    }
}

impl DiagnosticReport {
    /// Whether what it is about could not be read; otherwise it is a warning, or a note.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
