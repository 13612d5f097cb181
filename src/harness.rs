//! Named tests from claim files, for crates that hold an article and its claims.
//!
//! In `Cargo.toml`:
//!
//! ```toml
//! [dev-dependencies]
//! addsup = "0.1"
//!
//! [[test]]
//! name = "claims"
//! harness = false
//! ```
//!
//! and in `tests/claims.rs`:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     addsup::harness::run("claims")
//! }
//! ```
//!
//! Each claim is then a test of its own, `folder::file::claim`, under `cargo test` and nextest, and fails
//! with its part of the report. Each file is a test too, `folder::file`, that fails if the file cannot be read.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::check::{ClaimReport, DiagnosticReport, FileReport, Options, Report};
use crate::load::{self, LoadError, Loaded};
use crate::report;

/// Runs every claim in `folder` as a test: the whole of a test target's `main`.
///
/// The folder is relative to the crate's root, where cargo runs tests. The arguments are those that test
/// targets take.
#[must_use]
pub fn run(folder: impl AsRef<Path>) -> ExitCode {
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials(folder.as_ref())).exit_code()
}

/// A test for each claim, each claim file, and each thing that could not be read.
fn trials(folder: &Path) -> Vec<Trial> {
    let loaded = match load::load(&[folder]) {
        Ok(loaded) => loaded,
        Err(failure) => return vec![unreadable(&failure)],
    };
    let report = loaded.check(&Options::default());
    let mut trials: Vec<Trial> = loaded.failures.iter().map(unreadable).collect();
    let checked = Arc::new(Checked { loaded, report });
    for (file_index, file) in checked.report.files.iter().enumerate() {
        let name = test_name(&file.path, folder);
        let its = Arc::clone(&checked);
        trials.push(Trial::test(name.clone(), move || its.file(file_index)));
        for (claim_index, claim) in file.claims.iter().enumerate() {
            let its = Arc::clone(&checked);
            let name = format!("{name}::{}", claim.id);
            trials.push(Trial::test(name, move || {
                its.claim(file_index, claim_index)
            }));
        }
    }
    trials
}

/// What the tests look their outcome up in.
struct Checked {
    loaded: Loaded,
    report: Report,
}

impl Checked {
    fn file(&self, index: usize) -> Result<(), Failed> {
        let file = &self.report.files[index];
        let is_error = |fault: &&DiagnosticReport| fault.severity == "error";
        let faults = file.diagnostics.iter().filter(is_error);
        let shown: Vec<String> = faults.map(|fault| self.show_fault(file, fault)).collect();
        if shown.is_empty() {
            Ok(())
        } else {
            Err(shown.join("\n").into())
        }
    }

    fn claim(&self, file: usize, claim: usize) -> Result<(), Failed> {
        let file = &self.report.files[file];
        let claim = &file.claims[claim];
        if claim.passes {
            Ok(())
        } else {
            Err(self.show_claim(file, claim).into())
        }
    }

    fn show_fault(&self, file: &FileReport, fault: &DiagnosticReport) -> String {
        report::render_fault(
            &self.loaded.sources,
            file,
            fault,
            &report::Options::default(),
        )
    }

    fn show_claim(&self, file: &FileReport, claim: &ClaimReport) -> String {
        report::render_claim(
            &self.loaded.sources,
            file,
            claim,
            &report::Options::default(),
        )
    }
}

/// A test that fails because something could not be read.
fn unreadable(failure: &LoadError) -> Trial {
    let message = failure.to_string();
    Trial::test("claims can be read", move || Err(message.into()))
}

/// `claims/trade/figures.yaml` below `claims` as `trade::figures`.
fn test_name(path: &str, folder: &Path) -> String {
    let folder = folder.to_string_lossy().replace('\\', "/");
    let folder = folder.trim_start_matches("./").trim_end_matches('/');
    let inside = path
        .strip_prefix(folder)
        .unwrap_or(path)
        .trim_start_matches('/');
    let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
    stem.replace('/', "::")
}
