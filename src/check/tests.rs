//! Verdicts from the text of a claim file.

use rstest::rstest;

use super::*;
use crate::diagnostic::Code;

/// Checks one claim file.
fn report(text: &str) -> Report {
    let mut sources = Sources::default();
    let set = ClaimSet::from_texts(&mut sources, "claims/x", None, &[("a.yaml", text)]);
    check(&sources, &set, &Options::default())
}

/// Checks one claim file about an article.
fn report_on(article: String, text: &str) -> Report {
    let mut sources = Sources::default();
    let article = Some(("article.md", article.as_str()));
    let set = ClaimSet::from_texts(&mut sources, "claims/x", article, &[("a.yaml", text)]);
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
#[case::difference_of_counts("359", "a - b", &["5051", "4694"], Verdict::Inconsistent)]
#[case::difference_of_rounded("358", "a - b", &["5051", "4694"], Verdict::Strained)]
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

/// Where the words say that something fell, what is stated is a fall.
#[rstest]
#[case::fall(
    "40%",
    "down 40% from £125m",
    "growth('£125m', '£75m')",
    Verdict::Consistent
)]
#[case::fall_of_a_rise(
    "10%",
    "it fell 10%",
    "growth('£100m', '£110m')",
    Verdict::Inconsistent
)]
#[case::rise("10%", "it rose 10%", "growth('£100m', '£110m')", Verdict::Consistent)]
#[case::rise_of_a_fall("10%", "it rose 10%", "growth('£100m', '£90m')", Verdict::Inconsistent)]
#[case::bound(
    "more than 30%",
    "it fell by more than 30%",
    "growth('£125m', '£75m')",
    Verdict::Consistent
)]
#[case::written_out("40%", "down 40%", "('£75m' - '£125m') / '£125m'", Verdict::Consistent)]
#[case::size_of_the_fall("40%", "down 40%", "('£125m' - '£75m') / '£125m'", Verdict::Consistent)]
#[case::size_of_a_rise(
    "40%",
    "down 40%",
    "('£75m' - '£125m') / '£75m'",
    Verdict::Inconsistent
)]
#[case::amount("£50m", "fell by £50m", "'£125m' - '£75m'", Verdict::Consistent)]
#[case::amount_negative("£50m", "fell by £50m", "'£75m' - '£125m'", Verdict::Consistent)]
#[case::change(
    "£50m",
    "fell by £50m",
    "change('£75m', '£125m')",
    Verdict::Inconsistent
)]
#[case::level("€21", "rose to €21", "'€20' + '€1'", Verdict::Consistent)]
#[case::own_words(
    "down 40%",
    "down 40% from £125m",
    "growth('£125m', '£75m')",
    Verdict::Consistent
)]
#[case::own_words_wrong(
    "down 40%",
    "down 40% from £125m",
    "growth('£75m', '£105m')",
    Verdict::Inconsistent
)]
#[case::own_size(
    "down 40%",
    "down 40% from £125m",
    "('£125m' - '£75m') / '£125m'",
    Verdict::Consistent
)]
fn directions(
    #[case] stated: &str,
    #[case] quote: &str,
    #[case] formula: &str,
    #[case] expected: Verdict,
) {
    let formula = formula.replace('\'', "\"");
    let text = format!(
        "claims:\n  it:\n    quote: {quote}\n    stated: {stated}\n    formula: '{formula}'\n"
    );
    let report = report_on("It was said: ".to_owned() + quote, &text);
    let claim = report.files[0].claims.first();
    let claim = claim.unwrap_or_else(|| panic!("{:?}", report.files[0].diagnostics));
    assert_eq!(claim.verdict, expected, "{claim:#?}");
}

/// Per cent for percentage points is the article's slip, however the claim is written.
#[rstest]
#[case::difference("2%", "7% - 5%", Verdict::Consistent, true)]
#[case::growth("2%", "growth(5%, 7%)", Verdict::Inconsistent, true)]
#[case::points("2%", "points(5%, 7%)", Verdict::Inconsistent, true)]
#[case::growth_in_points("40 percentage points", "points(5%, 7%)", Verdict::Inconsistent, true)]
#[case::points_of_growth("40 percentage points", "growth(5%, 7%)", Verdict::Inconsistent, true)]
#[case::right_points("2 percentage points", "points(5%, 7%)", Verdict::Consistent, false)]
#[case::right_growth("40%", "growth(5%, 7%)", Verdict::Consistent, false)]
#[case::bare_points("3 points", "points(45%, 48%)", Verdict::Consistent, false)]
#[case::bare_points_wrong("9 points", "points(45%, 48%)", Verdict::Inconsistent, false)]
#[case::of_a_hundred("5%", "growth(100%, 105%)", Verdict::Consistent, false)]
fn percent_and_points(
    #[case] stated: &str,
    #[case] formula: &str,
    #[case] verdict: Verdict,
    #[case] noted: bool,
) {
    let found = claim(stated, formula, &[]);
    let has_note = codes(&found).contains(&NoteCode::PercentOrPoints);
    assert_eq!((found.verdict, has_note), (verdict, noted), "{found:#?}");
    let shares: Vec<&str> = formula
        .split(['(', ')', ',', '-', ' '])
        .filter(|it| it.ends_with('%'))
        .collect();
    let named = formula.replace(shares[0], "a").replace(shares[1], "b");
    let found = claim(stated, &named, &shares);
    let has_note = codes(&found).contains(&NoteCode::PercentOrPoints);
    assert_eq!(
        (found.verdict, has_note),
        (verdict, noted),
        "{named}: {found:#?}"
    );
}

/// "Fell $4.4bn, or 2.1%, to $206.3bn": the base is unknown, and each sentence decides the other.
#[test]
fn what_other_sentences_decide_is_decided() {
    let text = |percent: &str| {
        format!(
            "inputs:\n  before: {{ unknown: USD }}\n  after: $206.3bn\nclaims:\n  \
             amount: {{ stated: $4.4bn, formula: before - after }}\n  \
             rate: {{ stated: {percent}, formula: (before - after) / before }}\n"
        )
    };
    let right = report(&text("2.1%"));
    let claims = &right.files[0].claims;
    assert_eq!(claims[0].verdict, Verdict::Consistent, "{:#?}", claims[0]);
    assert_eq!(claims[1].verdict, Verdict::Consistent);
    assert!(
        claims[1].given.contains(&"amount".to_owned()),
        "{:?}",
        claims[1].given
    );
    assert!(right.conflicts.is_empty() && claims.iter().all(|claim| claim.passes && !claim.warns));
    let wrong = report(&text("21%"));
    assert_eq!(wrong.conflicts.len(), 1);
    assert_eq!(wrong.files[0].claims[1].verdict, Verdict::Undetermined);
    // What nothing else speaks of stays open.
    let alone = report(
        "inputs:\n  b: { unknown: USD }\n  a: $5\nclaims:\n  it: { stated: 3%, formula: a / b }\n",
    );
    assert_eq!(alone.files[0].claims[0].verdict, Verdict::Undetermined);
}

/// A figure that follows from others stands for them, however deep, and depends on what they depend
/// on.
#[test]
fn a_figure_that_a_formula_gives_is_those_it_is_made_of() {
    let text = |stated: &str| {
        format!(
            "inputs:\n  june: US$68 billion\n  fall: US$8 billion\n  may: {{ formula: june + fall }}\n  \
             twice: {{ formula: 2 * may }}\nclaims:\n  a: {{ stated: {stated}, formula: june / may }}\n  \
             b: {{ stated: exactly 2, formula: twice / may }}\n"
        )
    };
    let right = report(&text("89.5%"));
    assert!(
        right.files[0].diagnostics.is_empty(),
        "{:?}",
        right.files[0].diagnostics
    );
    let verdicts: Vec<_> = right.files[0]
        .claims
        .iter()
        .map(|claim| claim.verdict)
        .collect();
    assert_eq!(verdicts, [Verdict::Consistent; 2]);
    assert_eq!(
        report(&text("79.5%")).files[0].claims[0].verdict,
        Verdict::Inconsistent
    );
    let faults = report(
        "inputs:\n  a: { formula: b + 1 }\n  b: { formula: a + 1 }\n  c: { formula: d }\n  e: { formula: 1 km + 2, quote: x }\nclaims: {}\n",
    );
    let codes: Vec<_> = faults.files[0]
        .diagnostics
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    assert_eq!(
        codes,
        ["cycle", "unknown-id", "unit-mismatch", "conflicting-keys"]
    );
}

#[test]
fn what_words_amount_to_is_calculated_with() {
    let text = |means: &str| {
        format!(
            "claims:\n  it:\n    quote: by half a point\n    stated: half a point\n    means: {means}\n    \
                 formula: points(4.5%, 5%)\n"
        )
    };
    let article = || "Rates rose by half a point.".to_owned();
    let right = report_on(article(), &text("0.5 percentage points"));
    assert!(
        right.files[0].diagnostics.is_empty(),
        "{:?}",
        right.files[0].diagnostics
    );
    assert_eq!(right.files[0].claims[0].verdict, Verdict::Consistent);
    let wrong = report_on(article(), &text("0.8 percentage points"));
    assert_eq!(wrong.files[0].claims[0].verdict, Verdict::Inconsistent);
}

/// Where there is an article, every figure has a home.
#[rstest]
#[case("$999 trillion", true)]
#[case("£75m", false)]
#[case("£75 million", false)]
#[case("{ stated: £80m, source: the annual report }", false)]
#[case("{ unknown: GBP }", false)]
#[case("{ formula: profit + profit }", false)]
fn a_figure_that_is_nowhere_is_told(#[case] input: &str, #[case] told: bool) {
    let text =
        format!("inputs:\n  profit: £75m\n  it: {input}\nclaims:\n  a: {{ formula: it = it }}\n");
    let report = report_on("Profit was £75m.".to_owned(), &text);
    let codes: Vec<_> = report.files[0]
        .diagnostics
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    assert_eq!(codes, if told { vec!["unsourced"] } else { vec![] });
}

/// A range of which a formula takes an end is checked, also through a figure that follows from it.
#[rstest]
#[case("a: { formula: 6% in band }")]
#[case("a: { stated: 2 percentage points, formula: 'points(low(band), high(band))' }")]
#[case("a: { formula: width > 1% }")]
fn a_range_is_checked_by_its_ends(#[case] claim: &str) {
    let text = format!(
        "inputs:\n  band: between 5% and 7%\n  width: {{ formula: high(band) - low(band) }}\n\
         claims:\n  {claim}\n"
    );
    let report = report_on("Rates lay between 5% and 7%.".to_owned(), &text);
    assert!(report.files[0].claims[0].passes, "{report:#?}");
    assert_eq!(report.coverage[0].covered, 1, "{report:#?}");
}

/// Coverage counts what a claim states or uses; an input alone is a note.
#[test]
fn coverage_counts_what_is_checked() {
    let article =
        "Sales rose 5% to $7 million in 21 cities, and $0.16 per diluted share was paid on page 9.";
    let text = "inputs:\n  sales: { stated: $7 million, quote: Sales rose 5% to $7 million in 21 cities }\n  \
                paid: $0.16 per diluted share\n  cities: 21 cities\nclaims:\n  \
                a: { formula: sales > 0 }\nignore:\n  - { quote: page 9, because: a page }\n";
    let report = report_on(article.to_owned(), text);
    assert!(
        report.files[0].diagnostics.is_empty(),
        "{:?}",
        report.files[0].diagnostics
    );
    let coverage = &report.coverage[0];
    let left: Vec<&str> = coverage
        .uncovered
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!((coverage.covered, coverage.noted, left), (1, 2, vec!["5%"]));
}

/// Units whose words have several sizes, rates of so many, temperatures that differ.
#[rstest]
#[case::imperial_pints("5.7 litres", "a", &["10 pints"], Verdict::Consistent)]
#[case::american_pints("4.7 litres", "a", &["10 pints"], Verdict::Consistent)]
#[case::no_pints("7 litres", "a", &["10 pints"], Verdict::Inconsistent)]
#[case::short_tons("91 tonnes", "a", &["100 tons"], Verdict::Consistent)]
#[case::imperial_gallons("30 miles per gallon", "a / b", &["300.0 miles", "45.46 litres"], Verdict::Consistent)]
#[case::rate_of_a_million("174 deaths per million people", "a / b", &["174 deaths", "1 million people"], Verdict::Consistent)]
#[case::rate_in_other_words("174 per million people", "a", &["17.4 per 100,000 people"], Verdict::Consistent)]
#[case::rate_wrong("17.4 per million people", "a", &["17.4 per 100,000 people"], Verdict::Inconsistent)]
#[case::rate_of_whatever("0.0174%", "a", &["17.4 per 100,000"], Verdict::Consistent)]
#[case::per_thousand("0.5%", "a", &["5 per thousand"], Verdict::Consistent)]
#[case::money_per_million("$0.60", "a * b", &["$0.20 per million requests", "3 million requests"], Verdict::Consistent)]
#[case::flops("2,400 GFLOPS", "a", &["2.4 TFLOPS"], Verdict::Consistent)]
#[case::flops_wrong("2.4 GFLOPS", "a", &["2.4 TFLOPS"], Verdict::Inconsistent)]
#[case::barrels("0.159 cubic metres per day", "a", &["1.0 b/d"], Verdict::Consistent)]
#[case::warming("1.6 °C of warming", "a", &["2.9 °F of warming"], Verdict::Consistent)]
#[case::warming_wrong("1.6 °C of warming", "a", &["34.9 °F of warming"], Verdict::Inconsistent)]
#[case::levels("43 °C", "a", &["109 °F"], Verdict::Consistent)]
#[case::sum_of_degrees("15 °C", "a + b", &["10 °C", "5 °C"], Verdict::Consistent)]
#[case::difference_of_degrees("5 degrees", "a - b", &["15 °C", "10 °C"], Verdict::Consistent)]
#[case::product("$2.30", "a * b * c", &["$0.023 per GB-month", "100 GB", "1 month"], Verdict::Consistent)]
#[case::product_wrong("$23.00", "a * b * c", &["$0.023 per GB-month", "100 GB", "1 month"], Verdict::Inconsistent)]
#[case::product_of_two("100 tonne-kilometres", "a * b", &["10 tonnes", "10 km"], Verdict::Consistent)]
#[case::torque("85 N·m", "a * b", &["170 N", "0.50 m"], Verdict::Consistent)]
#[case::sign_of_its_own("-5 °C", "a", &["23.0 ℉"], Verdict::Consistent)]
fn units(
    #[case] stated: &str,
    #[case] formula: &str,
    #[case] inputs: &[&str],
    #[case] expected: Verdict,
) {
    let claim = claim(stated, formula, inputs);
    assert_eq!(claim.verdict, expected, "{claim:#?}");
}

#[test]
fn which_size_of_a_unit_fits_is_said() {
    let imperial = claim("5.7 litres", "a", &["10 pints"]);
    let note = imperial
        .notes
        .iter()
        .find(|note| note.code == NoteCode::UnitSize);
    assert!(
        note.is_some_and(|note| note.message.contains("imperial")),
        "{imperial:#?}"
    );
    assert!(!codes(&claim("4.7 litres", "a", &["10 pints"])).contains(&NoteCode::UnitSize));
}

/// A quote says whether degrees are a level or a change.
#[test]
fn warming_in_a_quote_is_a_difference() {
    let quote = "it has warmed by 1.6 °C (2.9 °F)";
    let text = format!(
        "inputs:\n  f: {{ stated: 2.9 °F, quote: {quote} }}\nclaims:\n  \
         it: {{ stated: 1.6 °C, quote: {quote}, formula: f }}\n"
    );
    let report = report_on(quote.to_owned(), &text);
    assert_eq!(
        report.files[0].claims[0].verdict,
        Verdict::Consistent,
        "{report:#?}"
    );
}

/// A range in words shares the scale of its second end.
#[rstest]
#[case("two to three million", "2,500,000", "500")]
#[case("between one and two million", "1.5 million", "5")]
#[case("five to six thousand", "5,500", "50")]
#[case("two to three hundred", "250", "20")]
#[case("between 2 and three million", "2.5 million", "250")]
#[case("twenty to three hundred", "50", "10")]
fn a_range_in_words_has_one_scale(
    #[case] range: &str,
    #[case] inside: &str,
    #[case] outside: &str,
) {
    let verdict = |stated: &str| claim(&format!("exactly {stated}"), "a", &[range]).verdict;
    assert_eq!(verdict(inside), Verdict::Consistent);
    assert_eq!(verdict(outside), Verdict::Inconsistent);
}

/// A claim at the margin is told where it belongs.
#[test]
fn a_claim_beside_the_claims_is_told() {
    let report =
        report("claims:\n  a: { stated: 5, formula: 2 + 3 }\nb: { stated: 5, formula: 2 + 3 }\n");
    let fault = &report.files[0].diagnostics[0];
    assert!(fault.message.contains("beside `claims:`"), "{fault:?}");
    assert_eq!(report.files[0].claims.len(), 1);
}

/// No other number mends per cent for percentage points.
#[test]
fn the_unit_mends_what_the_unit_breaks() {
    let found = claim("2%", "points(5%, 7%)", &[]);
    let mends: Vec<&str> = found
        .mends
        .iter()
        .map(|mend| mend.message.as_str())
        .collect();
    assert_eq!(
        mends,
        ["the stated figure would have to be in percentage points"]
    );
}

/// What doubled has grown by 100%, and a growth of 200% is three times as much.
#[rstest]
#[case("doubled", "growth(a, b)", &["£100m", "£200m"], true)]
#[case("200%", "growth(a, b)", &["£100m", "£200m"], true)]
#[case("doubled", "ratio(b, a)", &["£100m", "£200m"], false)]
#[case("100%", "growth(a, b)", &["£100m", "£200m"], false)]
#[case("80%", "growth(a, b)", &["£100m", "£200m"], false)]
fn multiples_and_growth(
    #[case] stated: &str,
    #[case] formula: &str,
    #[case] inputs: &[&str],
    #[case] noted: bool,
) {
    let claim = claim(stated, formula, inputs);
    assert_eq!(
        codes(&claim).contains(&NoteCode::MultipleOrGrowth),
        noted,
        "{claim:#?}"
    );
}

/// What editors could not say.
#[rstest]
#[case("unchanged", "growth(a, b)", &["$5.0 million", "$5.0 million"], Verdict::Consistent)]
#[case("unchanged", "growth(a, b)", &["$5.0 million", "$5.5 million"], Verdict::Inconsistent)]
#[case("twice as many", "ratio(a, b)", &["40 cars", "20 cars"], Verdict::Consistent)]
#[case("a factor of three", "ratio(a, b)", &["61 cars", "20 cars"], Verdict::Consistent)]
#[case("a factor of three", "ratio(a, b)", &["90 cars", "20 cars"], Verdict::Inconsistent)]
#[case("three fields", "count('education', 'crime', 'economic development')", &[], Verdict::Consistent)]
#[case("four fields", "count('education', 'crime', 'economic development')", &[], Verdict::Inconsistent)]
#[case("third lowest", "rank(a, b, c)", &["5 km", "7 km", "9 km"], Verdict::Consistent)]
#[case("P < 0.001", "a", &["0.0004"], Verdict::Consistent)]
#[case("P < 0.001", "a", &["0.04"], Verdict::Inconsistent)]
#[case("6.3 million a year", "a / b", &["12.6 million", "2.0 years"], Verdict::Consistent)]
#[case("250 ns/op", "a / b", &["2.5 ms", "10,000 ops"], Verdict::Consistent)]
#[case("12.5 per 1,000", "a", &["1.25%"], Verdict::Consistent)]
#[case("", "a > 16 years", &["20 years"], Verdict::Consistent)]
#[case("", "a > 16 years", &["12 years"], Verdict::Inconsistent)]
#[case("", "a < 1 billion", &["900 million"], Verdict::Consistent)]
#[case("", "a < 1 billion and a > 1 million", &["900 million"], Verdict::Consistent)]
fn words_of_editors(
    #[case] stated: &str,
    #[case] formula: &str,
    #[case] inputs: &[&str],
    #[case] expected: Verdict,
) {
    let claim = claim(stated, &formula.replace('\'', "\""), inputs);
    assert_eq!(claim.verdict, expected, "{claim:#?}");
}

/// Counts and coins are exact; what a quotient gives, and a bare number beside others alike, may be
/// rounded.
#[rstest]
#[case::share_of_a_sample("50%", "share(a, b)", &["3 patients", "7 patients"], Verdict::Inconsistent)]
#[case::bare_share_of_a_sample("50%", "share(a, b)", &["3", "7 patients"], Verdict::Inconsistent)]
#[case::share_holds("43%", "share(a, b)", &["3", "7 patients"], Verdict::Consistent)]
#[case::fraction("80.1%", "a", &["17/21"], Verdict::Inconsistent)]
#[case::fraction_holds("81%", "a", &["17/21"], Verdict::Consistent)]
#[case::fraction_in_words("80.1%", "a", &["17 of every 21"], Verdict::Inconsistent)]
#[case::parts("8 developers", "a + b", &["3", "4"], Verdict::Inconsistent)]
#[case::parts_hold("8 developers", "a + b", &["3", "5"], Verdict::Consistent)]
#[case::sample_with_a_nought("36%", "a / b", &["42", "120 patients"], Verdict::Inconsistent)]
#[case::rounded_ballots("48%", "a / b", &["463,000 ballots", "965,250 ballots"], Verdict::Consistent)]
#[case::bare_sum("136", "a + b + c", &["42", "78", "15"], Verdict::Strained)]
#[case::bare_sum_holds("135", "a + b + c", &["42", "78", "15"], Verdict::Consistent)]
#[case::bare_sum_far_off("140", "a + b + c", &["42", "78", "15"], Verdict::Inconsistent)]
#[case::sum_of_decimals("73", "a + b", &["35.4", "37.3"], Verdict::Consistent)]
#[case::bare_ratio("5", "a / b", &["23", "5"], Verdict::Consistent)]
#[case::average("20 cities", "mean(a, b)", &["19 cities", "20 cities"], Verdict::Consistent)]
#[case::coins("$461,335.20", "a + b", &["$461,000.10", "$335.15"], Verdict::Inconsistent)]
#[case::cents_that_miss("$0.31", "a + b + c", &["$0.10", "$0.10", "$0.10"], Verdict::Inconsistent)]
#[case::cents_that_multiply("$0.31", "a * b", &["$0.10", "exactly 3"], Verdict::Consistent)]
#[case::coins_hold("$461,335.25", "a + b", &["$461,000.10", "$335.15"], Verdict::Consistent)]
#[case::price_that_multiplies("$24,152", "a * b", &["$24.15", "1,000 shares"], Verdict::Consistent)]
#[case::power("1,048,576", "a", &["2^20"], Verdict::Consistent)]
#[case::power_missed("1,048,578", "a", &["2^20"], Verdict::Inconsistent)]
fn counts_and_coins(
    #[case] stated: &str,
    #[case] formula: &str,
    #[case] inputs: &[&str],
    #[case] expected: Verdict,
) {
    let claim = claim(stated, formula, inputs);
    assert_eq!(claim.verdict, expected, "{claim:#?}");
}

/// One claim that shows a figure to be a count shows it for all of the article.
#[test]
fn a_count_is_a_count_in_every_claim() {
    let text = "inputs:\n  ill: 3\n  all: 7 patients\n  other: 4\nclaims:\n  \
                share: { stated: 43%, formula: 'share(ill, all)' }\n  \
                rest: { stated: '8', formula: ill + other }\n";
    let report = report(text);
    assert_eq!(report.files[0].claims[0].verdict, Verdict::Consistent);
    assert_eq!(report.files[0].claims[1].verdict, Verdict::Strained);
}

/// Chains, connectives, gaps and empty ranges: each of these was once told wrongly, or not at all.
#[rstest]
// A chain compares what stands in it, however the links are simplified.
#[case::chain_of_a_rise("", "a < a * (1 + b) < c", &["exactly 10", "exactly 20%", "exactly 9"], Verdict::Inconsistent)]
#[case::chain_of_a_rise_holds("", "a < a * (1 + b) < c", &["exactly 10", "exactly 20%", "exactly 13"], Verdict::Consistent)]
#[case::chain_of_a_fall("", "a > a * (1 - b) > c", &["exactly 10", "exactly 50%", "exactly 2"], Verdict::Consistent)]
#[case::chain_of_sums("", "a < a + a * b < c", &["exactly 10", "exactly 20%", "exactly 9"], Verdict::Inconsistent)]
#[case::chain_of_growth("", "c < (b - a) / a < 1", &["exactly 10", "exactly 15", "exactly 0.4"], Verdict::Consistent)]
#[case::chain_of_constants("", "1 <= 5 <= 2 and a > 0", &["3"], Verdict::Inconsistent)]
#[case::chain_of_constants_holds("", "1 < 5 < 10 and a > 0", &["3"], Verdict::Consistent)]
#[case::chain_ended_by_constants("", "a < 2 + 3 < 4", &["3"], Verdict::Inconsistent)]
#[case::not_a_chain("", "not (1 < a < 5)", &["exactly 3"], Verdict::Inconsistent)]
#[case::not_a_chain_holds("", "not (1 < a < 5)", &["exactly 7"], Verdict::Consistent)]
// Gaps.
#[case::rounded_is_whole("exactly 2.5", "round(a)", &["between 2 and 3"], Verdict::Inconsistent)]
#[case::rounded("exactly 2", "round(a)", &["between 2 and 3"], Verdict::Consistent)]
#[case::half_of_rounded("exactly 1.25", "round(a) / 2", &["between 2 and 3"], Verdict::Inconsistent)]
#[case::rounded_to_tens("exactly 15", "round(a, -1)", &["between 0 and 100"], Verdict::Inconsistent)]
#[case::rank_between_equals("exactly 2", "rank(a, b, c)", &["between 0 and 10", "exactly 5", "exactly 5"], Verdict::Inconsistent)]
#[case::rank_of_equals("exactly 3", "rank(a, b, c)", &["between 0 and 10", "exactly 5", "exactly 5"], Verdict::Consistent)]
#[case::rank_is_whole("exactly 1.5", "rank(a, b)", &["between 0 and 10", "exactly 5"], Verdict::Inconsistent)]
#[case::about_nought("exactly 0.5", "1 / a", &["between -1 and 1"], Verdict::Inconsistent)]
#[case::beyond_nought("exactly -2", "1 / a", &["between -1 and 1"], Verdict::Consistent)]
#[case::twice_a_count("401 people", "2 * a", &["about 200 people"], Verdict::Inconsistent)]
#[case::twice_a_count_holds("402 people", "2 * a", &["about 200 people"], Verdict::Consistent)]
#[case::product_of_counts("exactly 401", "a * b", &["about 20 people", "about 20 rows"], Verdict::Inconsistent)]
#[case::count_equation("", "2 * a = 401", &["about 200 people"], Verdict::Inconsistent)]
#[case::count_inequality("", "200 < a < 201", &["about 200 people"], Verdict::Inconsistent)]
// Several conditions on one figure.
#[case::between("", "3 < a < 4", &["between 2 and 5"], Verdict::Consistent)]
#[case::either("", "a > 3 or b > 4", &["between 2 and 5", "between 3 and 6"], Verdict::Consistent)]
#[case::both_impossible("", "a < 3 and a > 4", &["exactly 3.5"], Verdict::Inconsistent)]
#[case::both_impossible_in_a_range("", "a < 3 and a > 4", &["between 2 and 5"], Verdict::Inconsistent)]
#[case::one_or_the_other("", "a < 4 or a > 3", &["between 2 and 5"], Verdict::Consistent)]
#[case::neither("", "not (a < 4 or a > 3)", &["between 2 and 5"], Verdict::Inconsistent)]
#[case::two_figures("", "a < b and b < a", &["between 2 and 5", "between 2 and 5"], Verdict::Inconsistent)]
#[case::two_figures_the_other_way("", "a > b and b > a", &["between 2 and 5", "between 2 and 5"], Verdict::Inconsistent)]
#[case::two_figures_that_may_be_equal("", "a >= b and b >= a", &["between 2 and 5", "between 2 and 5"], Verdict::Consistent)]
#[case::three_in_a_circle("", "a < b and b < c and c < a", &["between 2 and 5", "between 2 and 5", "between 2 and 5"], Verdict::Inconsistent)]
fn chains_gaps_and_connectives(
    #[case] stated: &str,
    #[case] formula: &str,
    #[case] inputs: &[&str],
    #[case] expected: Verdict,
) {
    let claim = claim(stated, formula, inputs);
    assert_eq!(claim.verdict, expected, "{claim:#?}");
}

#[test]
fn what_holds_everywhere_is_certain() {
    assert!(claim("", "a < 4 or a > 3", &["between 2 and 5"]).certain);
    assert!(!claim("", "a < 3 or a > 4", &["between 2 and 5"]).certain);
}

/// Nobody printed the middle of a range.
#[test]
fn a_range_as_printed_is_its_two_ends() {
    let nominal = |claim: &ClaimReport| claim.readings[0].computed.as_ref().map(|it| it.nominal);
    let double = claim("more than 5", "2 * a", &["between 2 and 5"]);
    assert_eq!(
        (double.verdict, nominal(&double)),
        (Verdict::Consistent, Some(None))
    );
    let strained = claim("", "a < 2", &["between 2 and 5"]);
    assert_eq!(strained.verdict, Verdict::Strained);
}

#[rstest]
#[case("a / a", "exactly 1")]
#[case("a / a - 1", "exactly 0")]
#[case("growth(a, a)", "0%")]
#[case("1 / a", "more than 5")]
fn a_formula_without_any_value_says_so(#[case] formula: &str, #[case] stated: &str) {
    let text = format!(
        "inputs:\n  a: exactly 0\nclaims:\n  it: {{ stated: {stated}, formula: '{formula}' }}\n"
    );
    let report = report(&text);
    let codes: Vec<&str> = report.files[0]
        .diagnostics
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    assert_eq!(codes, ["no-value"]);
    assert!(report.files[0].claims.is_empty());
}

#[test]
fn a_comparison_without_any_value_says_so() {
    let report =
        report("inputs:\n  a: exactly 0\nclaims:\n  it: { formula: 1 / a > 0 or a < 5 }\n");
    assert_eq!(report.files[0].diagnostics[0].code, Code::NoValue);
}

#[test]
fn a_claim_that_is_met_is_not_off_by_anything() {
    let claim = claim("more than 20%", "a / b", &["20", "100"]);
    assert_eq!(claim.verdict, Verdict::Strained);
    assert_eq!(claim.readings[0].distance, None);
}

#[rstest]
#[case::weak_bound("more than 10%", "growth(a, b)", &["100", "150"], &[NoteCode::WeakBound])]
#[case::fair_bound("more than 10%", "growth(a, b)", &["1000", "1120"], &[])]
#[case::points("5%", "growth(a, b)", &["41%", "46%"], &[NoteCode::PercentOrPoints])]
#[case::percent("12.5 percentage points", "points(a, b)", &["40%", "45%"], &[NoteCode::PercentOrPoints])]
#[case::cut_off("35%", "a / b", &["358", "1000"], &[NoteCode::OnlyIfTruncated])]
#[case::rounded_further("500 km", "a + b", &["240 km", "250 km"], &[NoteCode::OnlyIfRoundedFurther])]
#[case::by_rounding("more than 20%", "a / b", &["20.0", "100.0"], &[NoteCode::OnlyByRounding])]
#[case::false_precision("50.00%", "a / b", &["1.0", "2.0"], &[NoteCode::FalsePrecision])]
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
    let text = "claims:\n  it: { stated: 358, formula: a - b, inputs: { a: 5051, b: 4694 } }\n";
    let mut sources = Sources::default();
    let set = ClaimSet::from_texts(&mut sources, "x", None, &[("a.yaml", text)]);
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
    assert_eq!(report.files[0].diagnostics[0].code, Code::NoValue);
}
