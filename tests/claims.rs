//! The gate: one named test for each claim file of this repository. Each asserts that its claims
//! pass and that all of it could be read; the snapshot beside it is the report a reviewer reads in
//! the diff, and accepting it can never accept a wrong fact.

use std::path::{Path, PathBuf};

use addsup::check::Options;
use addsup::load::load;
use addsup::report::{self, Format, Status};
use rstest::rstest;

#[rstest]
fn claims(#[files("claims/*/*.yaml")] path: PathBuf) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inside = path
        .strip_prefix(root)
        .expect("claims are in this repository");
    let loaded = load(&[inside]).expect("the current folder is known");
    assert!(
        loaded.failures.is_empty(),
        "not read: {:?}",
        loaded.failures
    );

    let result = loaded.check(&Options::default());
    let options = report::Options {
        detail: report::Detail::Everything,
        ..report::Options::default()
    };
    let text = report::render(&result, &loaded.sources, Format::Terminal, &options);
    assert_eq!(
        result.status(),
        Status::Clean,
        "the figures do not add up:\n{text}"
    );
    assert!(
        result.summary.claims > 0,
        "a claim file without claims:\n{text}"
    );

    let folder = inside
        .parent()
        .and_then(Path::file_name)
        .expect("a folder of claims");
    let file = inside.file_stem().expect("a file's name");
    let name = format!("{}__{}", folder.display(), file.display());
    insta::assert_snapshot!(name, text);
}

/// The report that reviewers read in the diff of every change.
#[test]
fn the_report_beside_the_claims_is_that_of_the_claims() {
    let loaded = load(&["claims"]).expect("the current folder is known");
    let result = loaded.check(&Options::default());
    let options = report::Options {
        detail: report::Detail::List,
        ..report::Options::default()
    };
    let text = report::render(&result, &loaded.sources, Format::Markdown, &options);
    let kept = std::fs::read_to_string("claims/report.md").unwrap_or_default();
    let differs = text
        .lines()
        .zip(kept.lines())
        .find(|(now, then)| now != then);
    assert!(
        text == kept,
        "claims/report.md says something else, first in {differs:#?}; write it anew and read what changed:\n\
         cargo run -- check -v --output claims/report.md"
    );
}

/// The verdicts that the article is known for, stated here and not only in a snapshot.
#[rstest]
#[case("trade", "average_growth", "ambiguous")]
#[case("trade", "reaches_250_billion_in_2023", "ambiguous")]
#[case("trade", "meets_target_in_2023", "consistent")]
#[case("trade", "share_of_china_trade", "consistent")]
#[case("trade", "trade_of_2022_by_customs", "strained")]
#[case("trade", "biggest_partner_of_russia", "ambiguous")]
#[case("trade", "high_tech_growth_2022", "undetermined")]
#[case("energy", "pipeline_increase", "ambiguous")]
#[case("politics", "strongest_currency", "inconsistent")]
#[case("politics", "inflation_lower", "ambiguous")]
#[case("agriculture", "farm_exports_of_2022", "ambiguous")]
#[case("agriculture", "more_arable_land", "ambiguous")]
#[case("investment", "fourth_railway", "undetermined")]
#[case("agriculture", "farm_average_growth", "consistent")]
#[case("agriculture", "grain_share", "consistent")]
#[case("politics", "cities_again", "consistent")]
#[case("structure", "suggestions_counted", "consistent")]
fn known_verdicts(#[case] part: &str, #[case] id: &str, #[case] verdict: &str) {
    let loaded = load(&["claims/china-russia-trade"]).expect("the current folder is known");
    let result = loaded.check(&Options::default());
    let files = result
        .files
        .iter()
        .filter(|file| file.path.ends_with(&format!("/{part}.yaml")));
    let claims: Vec<_> = files
        .flat_map(|file| &file.claims)
        .filter(|claim| claim.id == id)
        .collect();
    let [claim] = claims.as_slice() else {
        panic!("{part}.{id} is one claim")
    };
    assert_eq!(
        serde_json::json!(claim.verdict),
        verdict,
        "{}",
        claim.message
    );
}

/// What is left open is little, and each says what was looked for.
#[test]
fn few_claims_are_left_open() {
    let loaded = load(&["claims"]).expect("the current folder is known");
    let result = loaded.check(&Options::default());
    let claims = result.files.iter().flat_map(|file| &file.claims);
    let open: Vec<_> = claims
        .filter(|claim| claim.verdict.as_str() == "undetermined")
        .collect();
    assert!(open.len() <= 8, "{}", open.len());
    for claim in open {
        let because = claim.because.as_deref().unwrap_or_default();
        assert!(because.contains("found"), "{}: {because}", claim.id);
    }
}

/// A figure of the articles is quoted, or stands under `ignore` with a reason.
#[test]
fn every_figure_of_the_articles_is_accounted_for() {
    let loaded = load(&["claims"]).expect("the current folder is known");
    let result = loaded.check(&Options::default());
    assert!(!result.coverage.is_empty(), "no article is checked");
    for coverage in &result.coverage {
        assert!(coverage.figures > 0, "{coverage:?}");
        assert!(coverage.uncovered.is_empty(), "{coverage:?}");
    }
}

#[test]
fn the_compound_rate_is_what_it_is() {
    let loaded =
        load(&["claims/china-russia-trade/trade.yaml"]).expect("the current folder is known");
    let result = loaded.check(&Options::default());
    let claim = result
        .files
        .iter()
        .flat_map(|file| &file.claims)
        .find(|claim| claim.id == "average_growth");
    let reading = &claim.expect("the claim").readings[0];
    let computed = reading.computed.as_ref().expect("a range");
    assert_eq!(computed.nominal_text.as_deref(), Some("16.2%"));
}
