//! What a report means for the process that asked for it.

use crate::check::Report;

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
    /// The outcome: what could not be read weighs more than what was read and fails.
    #[must_use]
    pub fn status(&self) -> Status {
        let unreadable = |fault: &crate::check::DiagnosticReport| fault.severity == "error";
        if self
            .files
            .iter()
            .any(|file| file.diagnostics.iter().any(unreadable))
        {
            Status::Unreadable
        } else if self.summary.failed > 0 {
            Status::Failed
        } else {
            Status::Clean
        }
    }
}
