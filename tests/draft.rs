//! Drafts of articles: what is in them, and that every one is a claim file without a fault.

use addsup::check::{self, Report};
use addsup::claim::{ClaimSet, RawFile, Verdict};
use addsup::draft::{Options, draft};
use addsup::source::Sources;
use chrono::NaiveDate;
use proptest::prelude::*;

fn options(article: &str) -> Options {
    Options {
        article: article.to_owned(),
        published: NaiveDate::from_ymd_opt(2023, 6, 14),
        ..Options::default()
    }
}

/// Reads a draft back as `addsup check` does, and checks it.
fn checked(article: &str, draft: &str, options: &Options) -> Report {
    let mut sources = Sources::default();
    let article = Some((options.article.as_str(), article));
    let set = ClaimSet::from_texts(&mut sources, "draft", article, &[("draft.yaml", draft)]);
    let id = set.folders[0].files[0].source;
    let raw = RawFile::parse(id, sources.get(id));
    assert_eq!(raw.article(), Some(options.article.as_str()));
    check::check(&sources, &set, &check::Options::default())
}

/// The draft of an article, known to have no fault, and its report.
fn drafted(article: &str, name: &str) -> (String, Report) {
    let options = options(name);
    let text = draft(article, &options);
    let report = checked(article, &text, &options);
    let faults: Vec<_> = report
        .files
        .iter()
        .flat_map(|file| &file.diagnostics)
        .map(|fault| format!("{}:{}: {}", fault.line, fault.column, fault.message))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}\n{text}");
    (text, report)
}

const ARTICLE: &str = "\
# The harbour's year

The port of Lenham handled **4.20 million tonnes** of freight last year, up 5% from 4.00 million tonnes a year earlier.
Revenue rose from £68.3 million in 2015 to £195.1 million in 2022, an increase of 185.7%, or 16.2% a year on average.
Of the 1,240 employees, 310 (35%) are women and 930 (75%) are men.

| pier | ships |
| --- | --- |
| east | 512 |
| west | 307 |

All in all 819 ships came: \"a record\", says Anna Bell, 45. Exports came to £33.6 million, up 67% from a year earlier.
";

#[test]
fn an_article_gets_claims_inputs_and_what_it_may_have_wrong() {
    let (text, report) = drafted(ARTICLE, "article.md");
    let verdicts: Vec<(&str, Verdict)> = report.files[0]
        .claims
        .iter()
        .map(|claim| (claim.readings[0].formula.as_str(), claim.verdict))
        .collect();
    assert_eq!(
        verdicts,
        [
            ("share(employees_2, employees)", Verdict::Inconsistent),
            ("growth(port_2021, freight_2022)", Verdict::Consistent),
            ("growth(revenue_2015, revenue_2022)", Verdict::Consistent),
            ("cagr(revenue_2015, revenue_2022)", Verdict::Consistent),
            ("sum(employees_2, employees_3)", Verdict::Consistent),
            ("share(employees_3, employees)", Verdict::Consistent),
            ("sum(east_ships, west_ships)", Verdict::Consistent),
            (
                "growth(exports_year_earlier, exports)",
                Verdict::Undetermined
            ),
        ],
        "{text}"
    );
    assert_eq!(report.summary.uncovered, 0, "{text}");
    assert!(text.contains("LOOK FIRST at share_employees:"), "{text}");
}

/// What the README opens with, from the article alone.
#[test]
fn the_average_growth_is_proposed_with_both_readings() {
    let article = "Trade was worth US$68 billion in 2015 and US$107 billion in 2018; it reached approximately \
                   US$195 billion in 2022. They call this growth of more than 20% on average.\n";
    let (draft, report) = drafted(article, "article.md");
    assert!(draft.contains("compound: cagr("), "{draft}");
    assert!(draft.contains("simple: growth("), "{draft}");
    let claims = report.files.iter().flat_map(|file| &file.claims);
    let average = claims
        .filter(|claim| claim.id.ends_with("average_growth"))
        .collect::<Vec<_>>();
    assert_eq!(average.len(), 1, "{draft}");
    assert_eq!(average[0].verdict, Verdict::Ambiguous, "{draft}");
}

#[test]
fn articles_without_figures_have_a_draft_that_says_so() {
    for (article, name) in [
        ("", "article.md"),
        ("Nothing to count.\n", "article.txt"),
        ("<p>Nothing</p>", "a \"strange\" näme: #1.html"),
        (&"No figure in it. ".repeat(60_000), "article.md"),
    ] {
        let (text, _) = drafted(article, name);
        assert!(text.contains("states no figure"), "{text}");
    }
}

#[test]
fn an_article_of_nothing_but_figures_is_drafted_in_time() {
    // One sentence of 1,000 amounts, a table of 1,000 rows, and lists that could go on for ever.
    let amounts: String = (1..=1_000)
        .map(|n| format!("${}.{} million, ", n * 7919 % 9973, n % 10))
        .collect();
    let table: String = (1..=1_000)
        .map(|n| format!("| row | {} |\n", n * 104_729 % 999_983))
        .collect();
    let growth: String = (1..=400)
        .map(|n| format!("Sales rose from ${n}0m to ${n}5m, up {n}%. "))
        .collect();
    for article in [
        amounts,
        format!("| a | b |\n| --- | --- |\n{table}"),
        growth,
    ] {
        let (text, _) = drafted(&article, "article.md");
        assert!(
            text.contains("to either side of each figure"),
            "no cap told"
        );
    }
}

#[test]
fn figures_beyond_the_most_are_counted() {
    let article: String = (1..=6_000).map(|n| format!("It sold {n} cars. ")).collect();
    let text = draft(&article, &options("article.txt"));
    assert!(
        text.contains(
            "Only the first 5000 figures of the article were read, and 1000 more were not."
        ),
        "{}",
        &text[..1_000]
    );
}

/// Pieces of sentences, many of them with figures or with what YAML reads its own way.
fn piece() -> impl Strategy<Value = String> {
    let figures = "[1-9][0-9]{0,3}(,[0-9]{3})?(\\.[0-9])?";
    let units = prop::sample::select(vec![
        "%",
        " per cent",
        " million",
        " people",
        " tonnes",
        "m",
        " km",
        " percentage points",
        " years",
        "th",
        " cars",
        " a year",
        "",
    ]);
    let words = prop::sample::select(vec![
        "rose from",
        "fell from",
        "to",
        ", an increase of",
        "of the",
        "(",
        ")",
        ", or",
        "in 2019",
        "last year",
        "from a year earlier",
        ", up",
        ", down",
        "and",
        ":",
        ";",
        ". The",
        ".\n\n",
        "a third",
        "doubled",
        "Sales",
        "more than",
        "fewer than",
        "about",
        "“",
        "”",
        "\"",
        "'",
        "#",
        "- ",
        "**",
        "`5`",
        "key: value",
        "[x](y)",
        "| 5 |",
        "&amp;",
        "<b>",
        "{",
        "}",
        "@",
        "\\",
        "%",
        "~",
        "null",
        "\u{a0}",
        "\u{7}",
        "\u{feff}",
        "\u{202e}",
        "é",
        "年",
        "Jane Doe, 45,",
        "$",
        "£",
        "in the first quarter of 2023",
        "between 2010 and 2020",
        "several",
        "on average",
        "a total of",
        "in all",
    ]);
    prop_oneof![
        (figures, units).prop_map(|(figure, unit)| format!("{figure}{unit}")),
        (figures).prop_map(|figure| format!("${figure}")),
        words.prop_map(str::to_owned),
        "\\PC{0,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_draft_loads_and_checks(
        pieces in prop::collection::vec((piece(), prop::bool::weighted(0.9)), 0..40),
        name in prop::sample::select(vec!["article.md", "article.txt", "article.html"]),
    ) {
        let article: String = pieces.iter().map(|(piece, gap)| piece.clone() + if *gap { " " } else { "" }).collect();
        let (text, report) = drafted(&article, name);
        let told = text.contains("`addsup check` lists them");
        prop_assert_eq!(report.summary.uncovered > 0, told, "{}\n{}", article, text);
    }
}
