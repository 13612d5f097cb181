//! One folder of `tests/cases` for each diagnostic code and each feature: a small folder of claims,
//! with what must be found in it. `expect.txt` is asserted; the snapshot beside it is only how that
//! reads.
//!
//! A line of `expect.txt` is, in the order of the files and with each file's faults in front:
//!
//! - `fault CODE FILE:LINE:COLUMN TEXT`, the text being what the caret stands under;
//! - `claim ID VERDICT OUTCOME NOTES`, where the outcome is `passes`, `warns` or `fails`.
//!
//! Behind those come what all claims say together:
//!
//! - `implied ID RANGE`;
//! - `conflict VERDICT MEMBERS`, of those that say more than a claim's own verdict; `not minimal`
//!   behind it where that is not known;
//! - `left out` and `undecided`, each with claims.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use addsup::check::{self, ClaimReport, DiagnosticReport, FileReport, NoteCode, Report};
use addsup::claim::Verdict;
use addsup::diagnostic::Code;
use addsup::load::{Loaded, load};
use addsup::report::{self, Format};
use rstest::rstest;

#[rstest]
fn case(
    #[base_dir = "tests/cases"]
    #[files("*")]
    #[dirs]
    folder: PathBuf,
) {
    let loaded = load(&[&folder]).expect("the current folder is known");
    assert!(loaded.failures.is_empty(), "{:?}", loaded.failures);
    let report = loaded.check(&check::Options::default());
    let expected = fs::read_to_string(folder.join("expect.txt")).expect("`expect.txt` is text");
    assert_eq!(found(&loaded, &report), expected);
    let text = report::render(
        &report,
        &loaded.sources,
        Format::Terminal,
        &report::Options::default(),
    );
    // How a run ends is not what a case is about; `tests/formats.rs` has it in every format.
    let end = report::render_summary(&report, &loaded.sources, &report::Options::default());
    let text = text.strip_suffix(&end).unwrap_or(&text);
    insta::with_settings!({
        snapshot_path => &folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!("report", text) });
}

/// What was found, in the words of `expect.txt`.
fn found(loaded: &Loaded, report: &Report) -> String {
    let mut lines = String::new();
    for file in &report.files {
        let faults = file
            .diagnostics
            .iter()
            .map(|fault| fault_line(loaded, file, fault));
        let claims = file.claims.iter().map(claim_line);
        lines.extend(
            faults
                .chain(claims)
                .map(|line| line.trim_end().to_owned() + "\n"),
        );
    }
    for implied in &report.implied {
        lines += &format!("implied {} {}\n", implied.id, implied.text);
    }
    for conflict in report.telling_conflicts() {
        let minimal = if conflict.minimal { "" } else { " not minimal" };
        let verdict = conflict.verdict.as_str();
        let members = conflict.members.join(" ");
        lines += &format!("conflict {verdict} {members}{minimal}\n");
    }
    for (what, apart) in [
        ("left out", &report.left_out),
        ("undecided", &report.undecided),
    ] {
        for apart in apart {
            lines += &format!("{what} {}\n", apart.claims.join(" "));
        }
    }
    lines
}

fn fault_line(loaded: &Loaded, file: &FileReport, fault: &DiagnosticReport) -> String {
    let text = loaded.sources.get(file.source).text();
    let marked = text[fault.span.clone()].escape_debug();
    let name = Path::new(&file.path)
        .file_name()
        .and_then(|name| name.to_str());
    let name = name.expect("cases have plain names");
    format!(
        "fault {} {name}:{}:{} {marked}",
        fault.code, fault.line, fault.column
    )
}

fn claim_line(claim: &ClaimReport) -> String {
    let outcome = match (claim.passes, claim.warns) {
        (false, _) => "fails",
        (true, true) => "warns",
        (true, false) => "passes",
    };
    let notes: String = claim
        .notes
        .iter()
        .map(|note| format!(" {}", name(note.code)))
        .collect();
    format!(
        "claim {} {} {outcome}{notes}",
        claim.id,
        claim.verdict.as_str()
    )
}

/// A note's name as reports have it.
fn name(code: NoteCode) -> String {
    let value = serde_json::to_value(code).expect("a note's code is a name");
    value.as_str().expect("a note's code is a name").to_owned()
}

/// The words at this place of all lines of all cases that begin with `kind`.
fn covered(kind: &str, places: std::ops::Range<usize>) -> BTreeSet<String> {
    let mut covered = BTreeSet::new();
    for folder in fs::read_dir("tests/cases").expect("the cases") {
        let expect = folder.expect("a case").path().join("expect.txt");
        let expect = fs::read_to_string(expect).expect("every case has its `expect.txt`");
        for line in expect.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            if words[0] == kind {
                let end = places.end.min(words.len());
                covered.extend(
                    words[places.start.min(end)..end]
                        .iter()
                        .map(|&word| word.to_owned()),
                );
            }
        }
    }
    covered
}

#[test]
fn every_diagnostic_code_has_a_case() {
    let mut covered = covered("fault", 1..2);
    // Files of that size have no place in a repository; `tests/hostile.rs` makes them.
    for code in [Code::FileTooLarge, Code::TooManyFaults] {
        covered.insert(code.as_str().to_owned());
    }
    // What is told of articles has its examples at its rules.
    for code in Code::ALL.iter().filter(|code| !code.is_of_article()) {
        assert!(
            covered.contains(code.as_str()),
            "no case for {}",
            code.as_str()
        );
    }
}

#[test]
fn every_verdict_and_outcome_has_a_case() {
    let covered = covered("claim", 2..4);
    let verdicts = Verdict::ALL.map(Verdict::as_str);
    for word in verdicts.into_iter().chain(["passes", "warns", "fails"]) {
        assert!(covered.contains(word), "no case for {word}");
    }
}

#[test]
fn every_note_has_a_case() {
    let covered = covered("claim", 4..usize::MAX);
    let schema = report::schema();
    let notes = schema["$defs"]["NoteCode"]["oneOf"]
        .as_array()
        .expect("notes by their names");
    assert!(!notes.is_empty());
    for note in notes {
        let name = note["const"].as_str().expect("a note's name");
        // No small case makes the search run out of budget; the check's own tests do.
        assert!(
            covered.contains(name) || name == "budget",
            "no case for {name}"
        );
    }
}
