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
    /// Fails if something in the file could not be read.
    fn file(&self, index: usize) -> Result<(), Failed> {
        let file = &self.report.files[index];
        let errors = file
            .diagnostics
            .iter()
            .filter(|fault| fault.severity == "error");
        let shown: Vec<String> = errors.map(|fault| self.show_fault(file, fault)).collect();
        if shown.is_empty() {
            Ok(())
        } else {
            Err(shown.join("\n\n").into())
        }
    }

    /// Fails if the claim does not pass.
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

/// `claims/trade/figures.yaml`, found in `claims`, as `trade::figures`.
fn test_name(path: &str, folder: &Path) -> String {
    let folder = folder.to_string_lossy().replace('\\', "/");
    let folder = folder.trim_start_matches("./").trim_end_matches('/');
    // A folder elsewhere is shown by its own name alone.
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let below = |folder: &str| path.strip_prefix(folder)?.strip_prefix('/');
    let inside = below(folder).or_else(|| below(name)).unwrap_or(path);
    let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
    stem.replace('/', "::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_named_after_folder_file_and_claim() {
        let name = |path, folder: &str| test_name(path, Path::new(folder));
        assert_eq!(
            name("claims/trade/figures.yaml", "claims"),
            "trade::figures"
        );
        assert_eq!(
            name("claims/trade/figures.yaml", "./claims/"),
            "trade::figures"
        );
        assert_eq!(name("claims/figures.yaml", "/srv/news/claims"), "figures");
        assert_eq!(name("trade/figures.yml", "."), "trade::figures");
    }

    #[test]
    fn claims_and_files_are_tests() {
        let folder = std::env::temp_dir().join(format!("addsup-harness-{}", std::process::id()));
        let paper = folder.join("paper");
        std::fs::create_dir_all(&paper).expect("a temporary folder");
        let claims = "claims:\n  wrong: { stated: 9, formula: 2 + 2 }\n  right: { stated: 4, formula: 2 + 2 }\n";
        std::fs::write(paper.join("figures.yaml"), claims).expect("a file");
        std::fs::write(paper.join("faulty.yaml"), "claims: 5\n").expect("a file");

        let trials = trials(&folder);
        let names: Vec<&str> = trials.iter().map(Trial::name).collect();
        assert_eq!(
            names,
            [
                "paper::faulty",
                "paper::figures",
                "paper::figures::wrong",
                "paper::figures::right"
            ]
        );
        let loaded = load::load(&[&folder]).expect("it can be read");
        let report = loaded.check(&Options::default());
        let checked = Checked { loaded, report };
        std::fs::remove_dir_all(&folder).expect("it was there");
        let text = |outcome: Result<(), Failed>| {
            outcome.map_err(|failed| failed.message().unwrap_or("").to_owned())
        };
        assert!(text(checked.file(0)).is_err_and(|it| it.starts_with("error[wrong-type]: ")));
        assert!(
            text(checked.claim(1, 0))
                .is_err_and(|it| it.starts_with("error[inconsistent]: wrong: "))
        );
        assert_eq!(text(checked.file(1)), Ok(()));
        assert_eq!(text(checked.claim(1, 1)), Ok(()));
    }
}
