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
//! Each claim is then a test of its own, `folder::file::claim`, under `cargo test` and nextest, and
//! fails with its part of the report. Each file is a test too, `folder::file`, that fails if the
//! file cannot be read, and so is each set of sentences that cannot all be true. All tests pass
//! exactly where `addsup check` on the folder ends with status 0; [`run_with`] is for what
//! `--strict` fails.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::check::{self, ClaimReport, Conflict, DiagnosticReport, FileReport, Report};
use crate::diagnostic::Severity;
use crate::load::{self, Loaded};
use crate::report;

/// How the tests are run.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Whether warnings fail too, as under `addsup check --strict`.
    pub strict: bool,
}

impl Options {
    /// Warnings fail too.
    ///
    /// ```no_run
    /// fn main() -> std::process::ExitCode {
    ///     addsup::harness::run_with("claims", addsup::harness::Options::strict())
    /// }
    /// ```
    #[must_use]
    pub fn strict() -> Self {
        Options { strict: true }
    }
}

/// Runs every claim in `folder` as a test: the whole of a test target's `main`.
///
/// The folder is relative to the crate's root, where cargo runs tests. The arguments are those that
/// test targets take.
#[must_use]
pub fn run(folder: impl AsRef<Path>) -> ExitCode {
    run_with(folder, Options::default())
}

/// As [`run`], with options.
#[must_use]
pub fn run_with(folder: impl AsRef<Path>, options: Options) -> ExitCode {
    let arguments = Arguments::from_args();
    let tests = asked_for(tests(folder.as_ref(), options), &arguments);
    let trial = |test: Test| Trial::test(test.name, test.run);
    libtest_mimic::run(&arguments, tests.into_iter().map(trial).collect()).exit_code()
}

/// A test: it gives why it fails.
struct Test {
    name: String,
    /// Whether it is about something that could not be read, so that claims may be missing.
    is_broken: bool,
    run: Box<dyn FnOnce() -> Result<(), Failed> + Send>,
}

impl Test {
    fn new(name: String, run: impl FnOnce() -> Result<(), Failed> + Send + 'static) -> Self {
        Test {
            name,
            is_broken: false,
            run: Box::new(run),
        }
    }
}

/// The tests, and one that fails where the filter asks for a claim that there is none of while
/// something could not be read: no test at all would look like success.
fn asked_for(mut tests: Vec<Test>, arguments: &Arguments) -> Vec<Test> {
    let Some(filter) = &arguments.filter else {
        return tests;
    };
    let fits = |test: &Test| {
        if arguments.exact {
            test.name == *filter
        } else {
            test.name.contains(filter.as_str())
        }
    };
    let broken = tests.iter().filter(|test| test.is_broken);
    let broken: Vec<&str> = broken.map(|test| test.name.as_str()).collect();
    if !broken.is_empty() && !tests.iter().any(fits) {
        let message = format!(
            "no test has this name, and not everything could be read; why is told by: {}",
            broken.join(", ")
        );
        tests.push(Test::new(filter.clone(), move || Err(message.into())));
    }
    tests
}

/// A test for each thing that could not be read, each claim file, each claim and each conflict.
fn tests(folder: &Path, options: Options) -> Vec<Test> {
    let unreadable = |path: &str, message: &str| {
        let message = message.to_owned();
        Test {
            is_broken: true,
            ..Test::new(format!("{path} can be read"), move || Err(message.into()))
        }
    };
    let loaded = match load::load(&[folder]) {
        Ok(loaded) => loaded,
        Err(failure) => return vec![unreadable("the current folder", &failure.to_string())],
    };
    let report = loaded.check(&check::Options {
        strict: options.strict,
        ..check::Options::default()
    });
    let unread = report.unread.iter();
    let mut tests: Vec<Test> = unread.map(|it| unreadable(&it.path, &it.message)).collect();
    let checked = Arc::new(Checked { loaded, report });
    for (file_index, file) in checked.report.files.iter().enumerate() {
        let name = test_name(&file.path, folder);
        let its = Arc::clone(&checked);
        tests.push(Test {
            is_broken: file.diagnostics.iter().any(DiagnosticReport::is_error),
            ..Test::new(name.clone(), move || its.file(file_index))
        });
        for (claim_index, claim) in file.claims.iter().enumerate() {
            let its = Arc::clone(&checked);
            let name = format!("{name}::{}", claim.id);
            tests.push(Test::new(name, move || its.claim(file_index, claim_index)));
        }
    }
    for (index, conflict) in checked.report.conflicts.iter().enumerate() {
        // What says no more than a claim's verdict is told by that claim.
        if !conflict.repeats || checked.report.summary.failed == 0 {
            let its = Arc::clone(&checked);
            let folder = test_name(&format!("{}/conflict", conflict.path), folder);
            let name = format!("{folder}::{}", conflict.members.join("+"));
            tests.push(Test::new(name, move || its.conflict(index)));
        }
    }
    tests
}

/// What the tests look their outcome up in.
struct Checked {
    loaded: Loaded,
    report: Report,
}

impl Checked {
    /// Fails if something in the file could not be read; where warnings fail, also if it has any.
    fn file(&self, index: usize) -> Result<(), Failed> {
        let file = &self.report.files[index];
        let errors = file.diagnostics.iter().filter(|fault| {
            fault.is_error() || self.report.strict && fault.severity == Severity::Warning
        });
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

    /// Fails if sentences that cannot all be true fail the run.
    fn conflict(&self, index: usize) -> Result<(), Failed> {
        let conflict: &Conflict = &self.report.conflicts[index];
        if self.report.is_failure(conflict) {
            Err(report::conflict_text(conflict).into())
        } else {
            Ok(())
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

/// `claims/trade/figures.yaml`, found in `claims`, as `trade::figures`.
fn test_name(path: &str, folder: &Path) -> String {
    let folder = folder.to_string_lossy().replace('\\', "/");
    let folder = folder.trim_start_matches("./").trim_end_matches('/');
    // A folder elsewhere is shown by its own name alone.
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let below = |folder: &str| path.strip_prefix(folder)?.strip_prefix('/');
    let inside = below(folder).or_else(|| below(name)).unwrap_or(path);
    let is_file = inside.ends_with(".yaml") || inside.ends_with(".yml");
    let stem = inside.rsplit_once('.').filter(|_| is_file);
    let stem = stem.map_or(inside, |(stem, _)| stem);
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

        let trials = tests(&folder, Options::default());
        let names: Vec<&str> = trials.iter().map(|test| test.name.as_str()).collect();
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
        let report = loaded.check(&check::Options::default());
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

    /// The same rule decides here and in `addsup check`: over every case of the suite, strictly and
    /// not.
    #[test]
    fn all_tests_pass_exactly_where_check_ends_with_0() {
        let mut outcomes = std::collections::BTreeSet::new();
        for case in std::fs::read_dir("tests/cases").expect("the cases") {
            let folder = case.expect("a case").path();
            for strict in [false, true] {
                let loaded = load::load(&[&folder]).expect("the current folder is known");
                let report = loaded.check(&check::Options {
                    strict,
                    ..check::Options::default()
                });
                let tests = tests(&folder, Options { strict });
                let passes = tests.into_iter().all(|test| (test.run)().is_ok());
                let clean = report.status() == report::Status::Clean;
                assert_eq!(passes, clean, "{} strict: {strict}", folder.display());
                outcomes.insert((strict, clean));
            }
        }
        assert_eq!(outcomes.len(), 4, "both outcomes occur, strictly and not");
    }

    #[test]
    fn a_filter_that_finds_nothing_among_what_could_not_be_read_fails() {
        let arguments = |filter: &str| Arguments::from_iter(["claims", filter]);
        let broken = || {
            let broken = Test::new("a".to_owned(), || Err("unread".into()));
            vec![
                Test {
                    is_broken: true,
                    ..broken
                },
                Test::new("b::sum".to_owned(), || Ok(())),
            ]
        };
        let last = asked_for(broken(), &arguments("product")).pop();
        let last = last.expect("a test");
        assert_eq!(last.name, "product");
        let failed = (last.run)().expect_err("it fails");
        assert!(failed.message().is_some_and(|it| it.ends_with(": a")));
        assert_eq!(asked_for(broken(), &arguments("sum")).len(), 2);
        let sound = vec![Test::new("b::sum".to_owned(), || Ok(()))];
        assert_eq!(asked_for(sound, &arguments("product")).len(), 1);
    }
}
