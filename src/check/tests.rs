//! Verdicts from the text of a claim file.

use rstest::rstest;

use super::*;
use crate::claim::RawFile;
use crate::source::SourceFile;

/// Checks one claim file.
fn report(text: &str) -> Report {
    let mut sources = Sources::default();
    let set = ClaimSet::from_texts(&mut sources, "claims/x", None, &[("a.yaml", text)]);
    check(&sources, &set, &Options::default())
}

/// Checks `stated` against `formula` over the inputs `a`, `b` and `c`.
fn claim(stated: &str, formula: &str, inputs: &[&str]) -> ClaimReport {
    let names = ["a", "b", "c"];
    let inputs: String = names
        .iter()
        .zip(inputs)
        .map(|(name, figure)| format!("      {name}: {}\n", serde_json::json!(figure)))
        .collect();
    let stated = if stated.is_empty() {
        String::new()
    } else {
        format!("    stated: {}\n", serde_json::json!(stated))
    };
    let text = format!(
        "claims:\n  it:\n{stated}    formula: {}\n    inputs:\n{inputs}",
        serde_json::json!(formula)
    );
    let report = report(&text);
    let faults: Vec<_> = report.files[0]
        .diagnostics
        .iter()
        .map(|fault| &fault.message)
        .collect();
    assert!(faults.is_empty(), "{faults:?} in\n{text}");
    report.files[0].claims[0].clone()
}

fn codes(claim: &ClaimReport) -> Vec<NoteCode> {
    claim.notes.iter().map(|note| note.code).collect()
}

#[rstest]
#[case::sum("73", "a + b", &["35.4", "37.6"], Verdict::Consistent)]
#[case::difference_of_rounded("359", "a - b", &["5051", "4694"], Verdict::Strained)]
#[case::far_off("400", "a - b", &["5051", "4694"], Verdict::Inconsistent)]
#[case::one_number_twice("-13.5%", "(a - b) / b", &["164.2", "189.6"], Verdict::Strained)]
#[case::share("34%", "share(a, b)", &["177.3", "521.3"], Verdict::Consistent)]
#[case::about("about 80%", "a / b", &["79", "100"], Verdict::Consistent)]
#[case::bound_kept("more than 20%", "growth(a, b)", &["US$100 million", "US$125 million"], Verdict::Consistent)]
#[case::bound_broken("more than 20%", "growth(a, b)", &["US$103 million", "US$114 million"], Verdict::Inconsistent)]
#[case::bound_within_rounding("more than 20%", "a / b", &["20", "100"], Verdict::Strained)]
#[case::range("between 30% and 35%", "a / b", &["31", "100"], Verdict::Consistent)]
#[case::counts("five levels", "a + b", &["3 levels", "2 levels"], Verdict::Consistent)]
#[case::miscount("six levels", "a + b", &["3 levels", "2 levels"], Verdict::Inconsistent)]
#[case::average_of_counts("21 cities", "mean(a, b)", &["20 cities", "21 cities"], Verdict::Consistent)]
#[case::fraction("about a quarter", "a / b", &["26", "100"], Verdict::Consistent)]
#[case::comparison("", "a < b", &["10 km", "12 km"], Verdict::Consistent)]
#[case::comparison_false("", "a < b", &["12 km", "10 km"], Verdict::Inconsistent)]
#[case::equal_as_printed("", "a < b", &["9.6", "9.6"], Verdict::Strained)]
#[case::equality("", "a = b", &["US$9.6 billion", "US$9.6 billion"], Verdict::Consistent)]
#[case::bounds_that_agree("", "a > 10,000", &["more than 10,000"], Verdict::Consistent)]
#[case::hours_and_minutes("90 minutes", "a + b", &["1 hour", "30 minutes"], Verdict::Consistent)]
fn verdicts(
    #[case] stated: &str,
    #[case] formula: &str,
    #[case] inputs: &[&str],
    #[case] expected: Verdict,
) {
    let formula = formula.replace("10,000", "10000");
    let claim = claim(stated, &formula, inputs);
    assert_eq!(claim.verdict, expected, "{}", claim.message);
}

#[rstest]
#[case::weak_bound("more than 10%", "growth(a, b)", &["100", "150"], &[NoteCode::WeakBound])]
#[case::fair_bound("more than 10%", "growth(a, b)", &["1000", "1120"], &[])]
#[case::points("5%", "growth(a, b)", &["41%", "46%"], &[NoteCode::PercentOrPoints])]
#[case::percent("12.5 percentage points", "points(a, b)", &["40%", "45%"], &[NoteCode::PercentOrPoints])]
#[case::cut_off("35%", "a / b", &["358", "1000"], &[NoteCode::OnlyIfTruncated])]
#[case::rounded_further("500", "a + b", &["240", "250"], &[NoteCode::OnlyIfRoundedFurther])]
#[case::by_rounding("more than 20%", "a / b", &["20", "100"], &[NoteCode::OnlyByRounding])]
#[case::false_precision("50.00%", "a / b", &["1", "2"], &[NoteCode::FalsePrecision])]
fn notes(
    #[case] stated: &str,
    #[case] formula: &str,
    #[case] inputs: &[&str],
    #[case] expected: &[NoteCode],
) {
    let claim = claim(stated, formula, inputs);
    assert_eq!(
        codes(&claim),
        expected,
        "{:?}: {}",
        claim.verdict,
        claim.message
    );
}

#[test]
fn the_average_growth_depends_on_what_is_meant() {
    let report = report(
        "inputs:
  trade_2015: { stated: US$68 billion, period: 2015 }
  trade_2022: { stated: approximately US$195 billion, period: 2022 }
claims:
  average_growth:
    stated: more than 20%
    readings:
      compound: cagr(trade_2015, trade_2022)
      simple: growth(trade_2015, trade_2022) / years(trade_2015, trade_2022)
    expect: ambiguous
    because: only the simple average reaches 20%
",
    );
    let claim = &report.files[0].claims[0];
    assert_eq!(claim.verdict, Verdict::Ambiguous);
    assert!(claim.passes);
    let computed = claim.readings[0].computed.as_ref().expect("a range");
    assert_eq!(computed.nominal_text.as_deref(), Some("16.2%"));
    assert_eq!(
        claim.readings[0].substituted,
        "cagr(US$68 billion, approximately US$195 billion)"
    );
    assert_eq!(claim.readings[0].verdict, Verdict::Inconsistent);
}

#[test]
fn an_unknown_leaves_a_claim_undetermined_and_the_report_says_what_would_decide() {
    let report = report(
        "inputs:
  part: US$195 billion
  whole: { unknown: USD }
claims:
  share: { stated: 3%, formula: 'share(part, whole)' }
  nonsense: { stated: -3%, formula: 'share(part, whole)' }
",
    );
    let [share, nonsense] = report.files[0].claims.as_slice() else {
        panic!("two claims")
    };
    assert_eq!(share.verdict, Verdict::Undetermined);
    assert!(share.passes && share.warns);
    assert_eq!(
        share.readings[0].needs[0].text,
        "US$5.5 trillion to US$7.9 trillion"
    );
    assert_eq!(
        nonsense.verdict,
        Verdict::Inconsistent,
        "no amount makes a share negative"
    );
}

#[rstest]
#[case::growth("%", "-5%", true)]
#[case::points("percentage points", "-5 percentage points", true)]
#[case::temperature("°C", "-5 °C", true)]
#[case::amount("US$", "-US$5", false)]
#[case::count("people", "-5 people", false)]
#[case::plain("number", "-5", false)]
fn an_unknown_may_be_negative_only_where_its_unit_allows_it(
    #[case] unit: &str,
    #[case] below: &str,
    #[case] may: bool,
) {
    let text = format!(
        "inputs:\n  change: {{ unknown: \"{unit}\" }}\n  below: \"{below}\"\nclaims:\n  fell: {{ formula: change < below }}\n"
    );
    let report = report(&text);
    let claim = &report.files[0].claims[0];
    let expected = if may {
        Verdict::Undetermined
    } else {
        Verdict::Inconsistent
    };
    assert_eq!(claim.verdict, expected, "{text}");
}

#[test]
fn strict_turns_warnings_into_failures() {
    let text = "claims:\n  it: { stated: 359, formula: a - b, inputs: { a: 5051, b: 4694 } }\n";
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("a.yaml", text.as_bytes().to_vec()));
    let raw = RawFile::parse(id, sources.get(id));
    let set = ClaimSet {
        folders: vec![Folder::link("x", vec![(raw, None)], &sources)],
    };
    let failed = |strict| {
        check(
            &sources,
            &set,
            &Options {
                strict,
                ..Options::default()
            },
        )
        .summary
        .failed
    };
    assert_eq!((failed(false), failed(true)), (0, 1));
}

#[test]
fn what_no_longer_matches_its_expectation_fails() {
    let report = report(
        "claims:
  stale: { stated: 5, formula: 2 + 3, expect: inconsistent, because: it was wrong once }
",
    );
    let claim = &report.files[0].claims[0];
    assert_eq!((claim.verdict, claim.passes), (Verdict::Consistent, false));
}

#[test]
fn a_formula_without_value_is_a_fault_of_the_file() {
    let report =
        report("claims:\n  it: { stated: 5, formula: a / b, inputs: { a: 1, b: exactly 0 } }\n");
    assert!(report.files[0].claims.is_empty());
    assert_eq!(report.files[0].diagnostics[0].code, "no-value");
}
