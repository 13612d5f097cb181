//! The check: from claims to verdicts that explain themselves.

mod joint;
mod report;

pub use report::{
    ClaimReport, Conflict, Coverage, DiagnosticReport, Evaluated, FileReport, Implied, Mend, Need,
    Note, NoteCode, Places, ReadingReport, Report, Shape, Stated, Summary, Uncovered,
};
