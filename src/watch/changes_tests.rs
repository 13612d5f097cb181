//! Which changes are told of, of reports on real claim files.

use super::{Changes, Claimed, History};
use crate::check::{self, Report};
use crate::claim::ClaimSet;
use crate::source::Sources;

const ARTICLE: &str = "Sales rose from 40 to 50, an increase of 25%, in 12 shops.\n";

/// Checks a folder of claim files, `name` and text, about one article.
fn report(files: &[(&str, &str)]) -> Report {
    let mut sources = Sources::default();
    let article = Some(("article.md", ARTICLE));
    let claims = ClaimSet::from_parts(&mut sources, "x", article, files);
    check::check(&sources, &claims, &check::Options::default())
}

/// What the last of several states of one claim file changes.
fn last(states: &[&str]) -> Changes {
    let mut history = History::default();
    let mut changes = Changes::default();
    for text in states {
        changes = history.take(&report(&[("a", text)]), &[]);
    }
    changes
}

fn names(claims: &[Claimed]) -> Vec<&str> {
    claims.iter().map(|claim| claim.id.as_str()).collect()
}

const RIGHT: &str = "claims:\n  sum: { stated: 5, source: counted, formula: 2 + 3 }\n";
const WRONG: &str = "claims:\n  sum: { stated: 6, source: counted, formula: 2 + 3 }\n";
const BROKEN: &str =
    "claims:\n  before: [\n  sum: { stated: 6, source: counted, formula: 2 + 3 }\n";
const NOTHING: &str = "inputs: { a: { stated: 1, source: us } }\nclaims: {}\n";

#[test]
fn a_claim_that_fails_and_one_that_is_mended() {
    let changes = last(&[RIGHT, WRONG]);
    assert_eq!(names(&changes.failing), ["sum"]);
    assert_eq!(changes.to_string(), "1 claim now fails");
    assert!(changes.is_worse());
    let changes = last(&[WRONG, RIGHT]);
    assert_eq!(names(&changes.mended), ["sum"]);
    assert_eq!(changes.to_string(), "1 claim mended");
    assert!(!changes.is_worse());
    assert!(last(&[WRONG, WRONG]).is_empty());
    assert_eq!(last(&[RIGHT, RIGHT]).to_string(), "no verdict has changed");
}

#[test]
fn both_in_one_line() {
    let three = |a, b, c| {
        format!(
            "claims:\n  a: {{ stated: {a}, source: us, formula: 1 + 1 }}\n  b: {{ stated: {b}, source: us, formula: 1 + 1 }}\n  \
             c: {{ stated: {c}, source: us, formula: 1 + 1 }}\n"
        )
    };
    let changes = last(&[&three(2, 2, 3), &three(3, 3, 2)]);
    assert_eq!(changes.to_string(), "2 claims now fail, 1 mended");
}

#[test]
fn claims_come_and_go() {
    let changes = last(&[NOTHING, RIGHT]);
    assert_eq!(names(&changes.new), ["sum"]);
    assert_eq!(changes.to_string(), "1 claim new");
    let changes = last(&[NOTHING, WRONG]);
    assert_eq!(names(&changes.failing), ["sum"]);
    assert!(changes.new.is_empty());
    let changes = last(&[WRONG, NOTHING]);
    assert_eq!(changes.to_string(), "1 claim gone");
    assert!(changes.mended.is_empty());
}

#[test]
fn a_file_that_is_half_written_mends_nothing() {
    let changes = last(&[WRONG, BROKEN]);
    assert_eq!(names(&changes.mended), [""; 0]);
    assert_eq!(names(&changes.gone), [""; 0]);
    assert_eq!(changes.faults.len(), 1);
    assert!(changes.is_worse());
    // While it stays so, nothing is told twice; then all is compared with what was known before.
    assert!(last(&[WRONG, BROKEN, BROKEN]).is_empty());
    let changes = last(&[WRONG, BROKEN, WRONG]);
    assert_eq!(changes.to_string(), "1 fault mended");
    let changes = last(&[RIGHT, BROKEN, WRONG]);
    assert_eq!(changes.to_string(), "1 claim now fails, 1 fault mended");
    let changes = last(&[RIGHT, BROKEN, NOTHING]);
    assert_eq!(changes.to_string(), "1 claim gone, 1 fault mended");
}

#[test]
fn a_file_that_is_empty_for_a_moment_loses_nothing() {
    let changes = last(&[WRONG, ""]);
    assert_eq!(names(&changes.unchecked), ["sum"]);
    assert_eq!(names(&changes.gone), [""; 0]);
    assert_eq!(last(&[WRONG, "", WRONG]).to_string(), "1 fault mended");
}

#[test]
fn a_file_that_cannot_be_read_mends_nothing() {
    for unread in ["x", "x/a.yaml", "."] {
        let mut history = History::default();
        history.take(&report(&[("a", WRONG), ("b", RIGHT)]), &[]);
        let changes = history.take(&report(&[("b", RIGHT)]), &[unread.to_owned()]);
        assert_eq!(names(&changes.unchecked), ["sum"], "{unread}");
        assert_eq!(changes.to_string(), "1 claim cannot be checked", "{unread}");
        let changes = history.take(&report(&[("a", WRONG), ("b", RIGHT)]), &[]);
        assert!(changes.is_empty(), "{unread}: {changes}");
    }
    // What lies elsewhere hides nothing here.
    for unread in ["y", "x2", "xy/a.yaml", "x/sub/a.yaml"] {
        let mut history = History::default();
        history.take(&report(&[("a", WRONG), ("b", RIGHT)]), &[]);
        let changes = history.take(&report(&[("b", RIGHT)]), &[unread.to_owned()]);
        assert_eq!(names(&changes.gone), ["sum"], "{unread}");
    }
}

#[test]
fn a_claim_may_fail_in_another_way() {
    let readings = "claims:\n  sum:\n    stated: 6\n    source: us\n    readings: { one: 2 + 3, other: 3 + 3 }\n";
    let changes = last(&[WRONG, readings]);
    assert_eq!(changes.to_string(), "1 claim with another verdict");
    assert_eq!(changes.moved[0].from.as_str(), "inconsistent");
    assert_eq!(changes.moved[0].to.as_str(), "ambiguous");
    let changes = last(&[WRONG, &WRONG.replace('6', "7")]);
    assert_eq!(changes.to_string(), "1 claim with other figures");
    assert_eq!(names(&changes.retold), ["sum"]);
    // Of what passes, only another verdict is told.
    let other = "claims:\n  sum: { stated: 7, source: counted, formula: 2 + 5 }\n";
    assert!(last(&[RIGHT, other]).is_empty());
}

#[test]
fn a_warning_is_not_a_failure() {
    let doubtful = "inputs:\n  total: { unknown: number }\nclaims:\n  sum: { stated: 41%, source: counted, formula: \"share(12, total)\" }\n";
    let changes = last(&[RIGHT, doubtful]);
    assert_eq!(changes.to_string(), "1 claim now warns");
    assert!(!changes.is_worse());
    assert_eq!(last(&[doubtful, RIGHT]).to_string(), "1 claim mended");
    assert_eq!(last(&[WRONG, doubtful]).to_string(), "1 claim now warns");
}

#[test]
fn faults_are_told_by_what_they_say() {
    let faulty = "claims:\n  right: { stated: 5, source: counted, formula: 2 + 3 }\n  sum: { stated: 5, source: counted, formula: 2 + missing }\n";
    let changes = last(&[RIGHT, faulty]);
    assert_eq!(names(&changes.unchecked), ["sum"]);
    assert_eq!(
        changes.to_string(),
        "1 claim cannot be checked, 1 new, 1 new fault"
    );
    // The same fault some lines further down is the same.
    assert!(last(&[RIGHT, faulty, &format!("\n\n{faulty}")]).is_empty());
    // A file that cannot be read to its end hides its faults.
    let changes = last(&[faulty, BROKEN]);
    assert_eq!((changes.faults.len(), changes.faults_mended), (1, 0));
}

#[test]
fn conflicts_come_and_go() {
    let system = |third: &str| {
        format!(
            "inputs: {{ total: {{ unknown: number }} }}\nclaims:\n  low: {{ formula: total > 10 }}\n  \
             high: {{ formula: total < {third} }}\n"
        )
    };
    let (fit, clash) = (system("20"), system("9"));
    let changes = last(&[&fit, &clash]);
    assert_eq!(changes.conflicts, [0]);
    assert!(changes.to_string().contains("1 new conflict"), "{changes}");
    assert!(changes.is_worse());
    let changes = last(&[&clash, &fit]);
    assert_eq!(changes.resolved, 1);
    assert!(changes.to_string().contains("1 conflict resolved"));
    assert!(last(&[&clash, &clash]).is_empty());
    // While a file is broken, nobody knows.
    let changes = last(&[&clash, BROKEN]);
    assert_eq!(changes.resolved, 0);
}

#[test]
fn figures_that_nothing_accounts_for() {
    let quoting = "claims:\n  rise:\n    quote: an increase of 25%\n    stated: 25%\n    formula: growth(40, 50)\n";
    let changes = last(&[quoting, RIGHT]);
    assert!(!changes.uncovered.is_empty());
    assert!(
        changes.to_string().contains("1 figure newly uncovered"),
        "{changes}"
    );
    let changes = last(&[RIGHT, quoting]);
    assert_eq!(changes.covered, 1);
    let changes = last(&[quoting, BROKEN]);
    assert_eq!(changes.uncovered, []);
    assert_eq!(last(&[quoting, BROKEN, quoting]).uncovered, []);
}
