//! Patterns of language and fits of numbers, through the whole draft.

use rstest::rstest;

use super::*;

fn options() -> Options {
    Options {
        article: "article.md".to_owned(),
        published: NaiveDate::from_ymd_opt(2023, 6, 14),
        settings: Settings::default(),
    }
}

/// The claims of an article's draft: their formulas with the figures put in, and their verdicts.
fn claims(article: &str) -> Vec<(String, Verdict)> {
    let text = draft(article, &options());
    let report = checked(article, &text, &options());
    for file in &report.files {
        assert_eq!(
            file.diagnostics
                .iter()
                .map(|fault| &fault.message)
                .collect::<Vec<_>>(),
            [""; 0],
            "{text}"
        );
    }
    assert_eq!(report.summary.uncovered, 0, "{text}");
    let claims = report.files.into_iter().flat_map(|file| file.claims);
    claims
        .map(|claim| {
            (
                claim
                    .readings
                    .iter()
                    .map(|reading| reading.substituted.as_str())
                    .collect::<Vec<_>>()
                    .join(" or "),
                claim.verdict,
            )
        })
        .collect()
}

/// Those that rest on a figure of the article, and not on unknown amounts alone.
fn claims_on_figures(article: &str) -> Vec<(String, Verdict)> {
    let mut claims = claims(article);
    let is_figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    claims.retain(|(formula, _)| {
        let mut words = formula.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        words.any(is_figure)
    });
    claims
}

use Verdict::{Ambiguous, Consistent, Inconsistent, Undetermined};

#[rstest]
#[case::growth(
    "Sales rose from $40m to $50m, an increase of 25%.",
    "growth($40m, $50m)",
    Consistent
)]
#[case::wrong_growth(
    "Sales rose from $40.0m to $50.0m, an increase of 35%.",
    "growth($40.0m, $50.0m)",
    Inconsistent
)]
#[case::by(
    "Sales rose by 25% from $40m in 2021 to $50m in 2022.",
    "growth($40m, $50m)",
    Consistent
)]
#[case::fall(
    "Output fell from 80 tonnes to 60 tonnes, a drop of 25 per cent.",
    "-growth(80 tonnes, 60 tonnes)",
    Consistent
)]
#[case::wrong_fall(
    "Output fell from 80.0 tonnes to 60.0 tonnes, a drop of 33 per cent.",
    "-growth(80.0 tonnes, 60.0 tonnes)",
    Inconsistent
)]
#[case::to_from(
    "Profit fell to $60.0m from $80.0m, down 25%.",
    "-growth($80.0m, $60.0m)",
    Consistent
)]
#[case::up_from(
    "Profit was $50m, up 25% from $40m a year earlier.",
    "growth($40m, $50m)",
    Consistent
)]
#[case::more_than(
    "It had 45,100 visitors, 12.75% more than the 40,000 in 2018.",
    "growth(40,000, 45,100 visitors)",
    Consistent
)]
#[case::up_from_by(
    "It set aside £62.4bn for schools in 2024, up from £61.2bn in 2023, an increase of 2 per cent.",
    "growth(£61.2bn, £62.4bn)",
    Consistent
)]
#[case::now(
    "In 2019 the index stood at 98.3 points; now it is at 91.2 points, a loss of 7.2 per cent.",
    "-growth(98.3 points, 91.2 points)",
    Consistent
)]
#[case::over_years(
    "It promised 2.5 billion euros over five years, or 500 million euros a year.",
    "2.5 billion euros / five years",
    Consistent
)]
#[case::each(
    "The 24 new schools will cost £240m, or £10m each.",
    "£240m / 24 new schools",
    Consistent
)]
#[case::of_them(
    "It sold 1.2 million cars, 300,000 of them electric, or 25 per cent.",
    "share(300,000, 1.2 million cars)",
    Consistent
)]
#[case::both_ways(
    "Costs increased $11.0 million, or 15.5%, to $82.0 million in 2000 from $71.0 million in 1999.",
    "change($71.0 million, $82.0 million)",
    Consistent
)]
#[case::both_ways_growth(
    "Costs increased $11.0 million, or 15.5%, to $82.0 million in 2000 from $71.0 million in 1999.",
    "growth($71.0 million, $82.0 million)",
    Consistent
)]
#[case::both_ways_wrong(
    "Costs increased by $13.0 million (15.5%) from $71.0 million to $82.0 million.",
    "change($71.0 million, $82.0 million)",
    Inconsistent
)]
#[case::points(
    "The rate went from 5.0% to 7.0%, up by 2 percentage points.",
    "points(5.0%, 7.0%)",
    Consistent
)]
#[case::two_changes(
    "Sales rose from $40.0m to $50.0m, an increase of $10.0m, or 25%.",
    "growth($40.0m, $50.0m)",
    Consistent
)]
#[case::change(
    "The price rose from $2.10 to $2.50, up 40 cents.",
    "change($2.10, $2.50)",
    Consistent
)]
#[case::change_before(
    "The price was up 40 cents from $2.10 to $2.50.",
    "change($2.10, $2.50)",
    Consistent
)]
#[case::doubled(
    "Sales doubled from $20m in 2019 to $40m in 2022.",
    "ratio($40m, $20m)",
    Consistent
)]
#[case::tripled(
    "Sales tripled from $20.0m to $40.0m.",
    "ratio($40.0m, $20.0m)",
    Inconsistent
)]
#[case::halved("Ticket sales halved from 400 to 200.", "ratio(200, 400)", Consistent)]
#[case::twice(
    "It sold 40 cars in 2022, twice the 20 of 2021.",
    "ratio(40 cars, 20)",
    Consistent
)]
#[case::share(
    "Of the 400 pupils, 100 (25%) failed.",
    "share(100, 400 pupils)",
    Consistent
)]
#[case::wrong_share(
    "Of the 400 pupils, 100 (35%) failed and 300 (75%) passed.",
    "share(100, 400 pupils)",
    Inconsistent
)]
#[case::second_share(
    "Of the 400 pupils, 100 (25%) failed and 300 (75%) passed.",
    "share(300, 400 pupils)",
    Consistent
)]
#[case::share_or(
    "In all 12 of the 48 trees, or 25 per cent, had to go.",
    "share(12, 48 trees)",
    Consistent
)]
#[case::share_fraction(
    "The town gave 120 of its 480 flats, a quarter of them, to workers.",
    "share(120, 480 flats)",
    Consistent
)]
#[case::share_of(
    "About 110 million tonnes were bought, of which only 10 million tonnes came by ship, about 9%.",
    "share(only 10 million tonnes, About 110 million tonnes)",
    Consistent
)]
#[case::of_or(
    "It lost 20% of its 500 shops, or 100.",
    "share(100, 500 shops)",
    Consistent
)]
#[case::sum(
    "The firm has 12 plants: five in China, four in Mexico and three in Poland.",
    "sum(five, four, three)",
    Consistent
)]
#[case::wrong_sum(
    "The firm has 1,300 shops: 501 in China, 402 in Mexico and 303 in Poland.",
    "sum(501, 402, 303)",
    Inconsistent
)]
#[case::in_all(
    "It built 410 flats, 212 houses and 101 villas, 723 homes in all.",
    "sum(410 flats, 212 houses, 101 villas)",
    Consistent
)]
#[case::difference(
    "Some 45,123 people came, 5,120 more than the 40,003 of 2018.",
    "change(40,003, Some 45,123 people)",
    Consistent
)]
#[case::fewer(
    "In all 39,000 people came, 1,003 fewer than the 40,003 of 2018.",
    "change(39,000 people, 40,003)",
    Consistent
)]
#[case::yearly(
    "Trade grew from $68 billion in 2015 to $195 billion in 2022, on average by 16.2% a year.",
    "cagr($68 billion, $195 billion)",
    Consistent
)]
#[case::between(
    "Between 2010 and 2020 the town grew from 20,000 people to 25,000 people, 2.3% a year on average.",
    "cagr(20,000 people, 25,000 people)",
    Consistent
)]
#[case::simple(
    "Trade grew from $68.0 billion in 2015 to $195.0 billion in 2022, on average by 26.7% a year.",
    "cagr($68.0 billion, $195.0 billion) or growth($68.0 billion, $195.0 billion) / years($68.0 billion, $195.0 billion)",
    Ambiguous
)]
#[case::in_years(
    "Trade grew from $68.0 billion to $195.0 billion in seven years, or by 16.2% a year.",
    "cagr($68.0 billion, $195.0 billion, seven years)",
    Consistent
)]
#[case::base(
    "Exports came to $33.6 billion, up 67% from a year earlier.",
    "growth(exports_year_earlier, $33.6 billion)",
    Undetermined
)]
#[case::more_than_then(
    "Of the 400 pupils, 100 (30% more than in 2019) failed.",
    "growth(pupils_2_before, 100)",
    Undetermined
)]
#[case::rose_to(
    "Exports rose 5 per cent to $68 million.",
    "growth(exports_before, $68 million)",
    Undetermined
)]
#[case::rose_down(
    "Sales rose from $50m in 2021 to $40m in 2022.",
    "$50m < $40m",
    Inconsistent
)]
fn language_suggests_formulas(
    #[case] article: &str,
    #[case] formula: &str,
    #[case] verdict: Verdict,
) {
    let claims = claims(article);
    assert!(
        claims
            .iter()
            .any(|(text, found)| text.contains(formula) && *found == verdict),
        "{claims:?}\n{}",
        draft(article, &options())
    );
}

#[rstest]
#[case("Sales rose from $40m in 2021 to $50m in 2022.")]
#[case("He sold 5 cars, 6 boats and 7 planes.")]
#[case("In 2022, 21 cities took part, more than 30 reporters came, and 40 talks were held.")]
#[case("The club has 400 members. It paid $3 for 7 balls, and 12% of the money was lost.")]
#[case("Turnout was 45% in the north and 55% in the south, where 30 people queued for 20 minutes.")]
#[case("She ran from 5 pm to 7 pm, 10 km in all.")]
#[case(
    "From 3 shops in 1990 it grew to a chain that employs 500 people, pays $20 an hour and gives 5% to charity."
)]
#[case("The firm has 300 staff and lost 20 in 2019 on 40 sites.")]
#[case("The rate rose from 5.0% to 7.0%, and profits rose 12%.")]
#[case("Sales went from $5.0m to $7.0m, with a drop of 3% in Asia.")]
#[case("Five of the 20 firms went bankrupt, 30% more than in 2019.")]
#[case("Last year it sold 500 cars: 20 in May and 30 in June.")]
#[case("Five of the 20 firms closed, 12% of staff say.")]
#[case("Of the 12 members, 7 voted for and 5% of nobody cared.")]
fn nothing_is_proposed_without_a_reason(#[case] article: &str) {
    assert_eq!(
        claims_on_figures(article),
        [],
        "{}",
        draft(article, &options())
    );
}

#[rstest]
#[case(
    "Exports rose by 12% in 2020.",
    "growth(exports_before, exports_after)"
)]
#[case("Imports fell by 4%.", "-growth(imports_before, imports_after)")]
#[case("Energy had a share of 75%.", "share(energy_part, energy_whole)")]
#[case(
    "The village has 10 times the rain.",
    "ratio(village_one, village_other)"
)]
#[case(
    "It paid €5 million, which is 2% of its income.",
    "share(€5 million, income_whole)"
)]
fn what_is_said_of_amounts_that_are_not_given_is_proposed_with_unknowns(
    #[case] article: &str,
    #[case] formula: &str,
) {
    let text = draft(article, &options());
    assert_eq!(
        claims(article),
        [(formula.to_owned(), Undetermined)],
        "{text}"
    );
}

#[test]
fn a_table_is_drafted_by_the_labels_of_its_cells() {
    let article = "| (in thousands) | 2022 | 2023 |\n|---|---|---|\n| Revenue | 1,250 | 1,100 |\n| Returns | (50) | (40) |\n\
                   | Net revenue | 1,200 | 1,060 |\n| Cost of sales | 700 | 640 |\n| Gross profit | 500 | 402 |\n";
    let text = draft(article, &options());
    for line in [
        "LOOK FIRST at gross_profit_2023:",
        "cell: { table: 1, row: Net revenue, column: 2022 }",
        "formula: revenue_2022 + returns_2022",
        "formula: net_revenue_2023 - cost_sales_2023",
        "stated: \"-50\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("occurrence"), "{text}");
    // A new row leaves the names of the cells what they mean.
    let longer = article.replace("| Returns", "| Gifts | 0 | 0 |\n| Returns");
    let report = checked(&longer, &text, &options());
    let faults: Vec<&str> = report
        .files
        .iter()
        .flat_map(|file| &file.diagnostics)
        .map(|fault| &*fault.message)
        .collect();
    assert_eq!(faults, Vec::<&str>::new(), "{text}");
}

#[test]
fn figures_of_no_use_are_ignored_once_for_their_kind() {
    let article = "The first man left. The first woman came. The first child slept. Sales rose 5% to €6 million.";
    let text = draft(article, &options());
    assert_eq!(text.matches("first: a rank").count(), 1, "{text}");
    assert!(text.contains("- quote: first\n"), "{text}");
    claims(article);
}

#[test]
fn numbers_suggest_what_no_chance_explains() {
    let article = "The old terminal cost £1,234,567. For the new terminal the town paid £2,345,678. The books show £3,580,245.";
    let [(formula, verdict)] = &claims(article)[..] else {
        panic!("{}", draft(article, &options()))
    };
    assert_eq!(
        (formula.as_str(), *verdict),
        ("sum(£1,234,567, £2,345,678)", Consistent)
    );
    let text = draft(article, &options());
    assert!(text.contains("From the numbers alone."), "{text}");
    assert!(text.contains("expected by chance"), "{text}");
}

#[test]
fn numbers_that_may_fit_by_chance_suggest_nothing() {
    // 30 + 40 = 70, 300 / 400 = 75 %: round numbers do that all the time.
    let article = "It sold £30 of tea, £40 of milk and £70 of cake. Of the guests 300 had tea. Some 400 guests came. Happy were 75%.";
    assert_eq!(
        claims_on_figures(article),
        [],
        "{}",
        draft(article, &options())
    );
}

#[test]
fn what_is_contradicted_comes_first() {
    let text = draft(
        "Sales rose from $40.0m to $50.0m, an increase of 25%. Costs rose from $20.0m to $30.0m, an increase of 60%.",
        &options(),
    );
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("no {words}\n{text}"))
    };
    assert!(
        place("LOOK FIRST at increase_costs:") < place("claims:"),
        "{text}"
    );
    assert!(
        place("\n  increase_costs:") < place("\n  increase_sales:"),
        "{text}"
    );
}

#[test]
fn names_and_periods_read_well() {
    let text = draft(
        "The trade of China with Russia was worth US$68 billion in 2015. Chinese exports to Russia came to US$33.6 billion in the first quarter of 2023. \
         Last year the town had 21 schools, 5% more than in 2021.",
        &options(),
    );
    for words in [
        "  trade_2015:",
        "  exports_q1_2023:",
        "  schools_2022:",
        "period: 2015",
        "period: Q1 2023",
        "period: 2022",
    ] {
        assert!(text.contains(words), "no {words}\n{text}");
    }
}

#[test]
fn ranks_ages_and_vague_numbers_are_ignored() {
    let text = draft(
        "Jane Doe, 45, came 12th and won several prizes.",
        &options(),
    );
    for words in [
        "45: an age",
        "12th: a rank",
        "several prizes: too vague",
        "inputs:\n\nignore:",
    ] {
        assert!(text.contains(words), "no {words}\n{text}");
    }
}

#[test]
fn chance_is_as_rare_as_it_is_said_to_be() {
    // Amounts and percentages that have nothing to do with one another, with three or four digits
    // each.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    const ARTICLES: usize = 100;
    let mut fits = 0;
    for _ in 0..ARTICLES {
        let mut article = String::new();
        for sentence in 0..12 {
            // As Benford's law has them: powers of ten with exponents spread evenly.
            let mut amount = |digits: i32| {
                10_f64
                    .powf(f64::from(digits) + random(1_000) as f64 / 1_000.0)
                    .round()
            };
            let (first, second) = (amount(2), amount(3));
            let percent = random(900) as f64 / 10.0 + 5.0;
            let end = if sentence % 4 == 3 { "\n\n" } else { " " };
            article += &format!(
                "It paid ${first} here and ${second} there, and {percent:.1}% of nothing.{end}"
            );
        }
        let visible = Visible::new(&article, Markup::Markdown);
        let reading = Reading::new(&article, &visible, &[], &options());
        let mut proposals = Vec::new();
        numbers::propose(&reading, &mut proposals);
        fits += proposals.len();
    }
    let expected = 4.0 * numbers::LIMIT * ARTICLES as f64;
    assert!(
        fits as f64 <= expected,
        "{fits} fits where {expected} are to be expected at most"
    );
}
