//! Figures as people write them: what is read, what is refused, and what always holds.

use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn figure(text: &str) -> Figure {
    Figure::parse(text, &Settings::default()).unwrap_or_else(|error| panic!("`{text}`: {error:?}"))
}

fn number(text: &str) -> Rational {
    let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
    let (whole, decimals) = numerator.split_once('.').unwrap_or((numerator, ""));
    let (negative, whole) = whole
        .strip_prefix('-')
        .map_or((false, whole), |whole| (true, whole));
    let digits = Rational::from_digits(&format!("{whole}{decimals}")).expect("digits");
    let places = u32::try_from(decimals.len()).expect("few decimals");
    let size = digits
        / Rational::power_of_ten(places)
        / Rational::from_digits(denominator).expect("digits");
    if negative { -size } else { size }
}

// Numerals.
#[rstest]
#[case("7", "7")]
#[case("1,234,567", "1234567")]
#[case("12,34,567", "1234567")]
#[case("1,00,000", "100000")]
#[case("1 234 567", "1234567")]
#[case("1\u{a0}234\u{a0}567", "1234567")]
#[case("1\u{202f}234", "1234")]
#[case("1\u{2009}234.5", "1234.5")]
#[case("1'234'567", "1234567")]
#[case("1’234’567", "1234567")]
#[case("1_000", "1000")]
#[case("12.5", "12.5")]
#[case("12·5", "12.5")]
#[case(".5", "0.5")]
#[case("-5", "-5")]
#[case("−5", "-5")]
#[case("–5", "-5")]
#[case("minus 5", "-5")]
#[case("negative 5", "-5")]
#[case("minus five", "-5")]
#[case("+5", "5")]
#[case("1.2e6", "1200000")]
#[case("1.2E-3", "0.0012")]
#[case("3 × 10^8", "300000000")]
#[case("3×10⁸", "300000000")]
#[case("3x10^8", "300000000")]
#[case("3·10^8", "300000000")]
#[case("2.5 × 10⁻³", "0.0025")]
#[case("10^6", "1000000")]
#[case("10⁶", "1000000")]
#[case("1/3", "1/3")]
#[case("1½", "1.5")]
#[case("½", "0.5")]
#[case("2 3/4", "2.75")]
#[case("2-3/4", "2.75")]
#[case("1,234½", "1234.5")]
#[case("007", "7")]
// Scales.
#[case("5 thousand", "5000")]
#[case("5 million", "5000000")]
#[case("5-million", "5000000")]
#[case("5mn", "5000000")]
#[case("5 mn", "5000000")]
#[case("1.2m", "1200000")]
#[case("3bn", "3000000000")]
#[case("3b", "3000000000")]
#[case("2 trillion", "2000000000000")]
#[case("2tn", "2000000000000")]
#[case("10k", "10000")]
#[case("10K", "10000")]
#[case("3 lakh", "300000")]
#[case("4 crore", "40000000")]
#[case("5 lakh crore", "5000000000000")]
#[case("1.5 dozen", "18")]
#[case("2 hundred thousand", "200000")]
// Words.
#[case("zero", "0")]
#[case("seven", "7")]
#[case("twenty-one", "21")]
#[case("a dozen", "12")]
#[case("twenty-one hundred", "2100")]
#[case("one hundred and five", "105")]
#[case("two and a half million", "2500000")]
#[case("2 and a half million", "2500000")]
#[case("two point five", "2.5")]
#[case("half a million", "500000")]
#[case("half a dozen", "6")]
#[case("a quarter of a million", "250000")]
#[case("three quarters", "0.75")]
#[case("two-thirds", "2/3")]
fn plain_numbers(#[case] text: &str, #[case] value: &str) {
    let figure = figure(text);
    assert_eq!(figure.numbers, [number(value), number(value)]);
    assert!(
        figure.unit.is_none() && figure.kind == Kind::Number && figure.hedge == Hedge::Plain,
        "{figure:?}"
    );
}

#[rstest]
// Money.
#[case("US$68 billion", "68000000000", "USD", Kind::Money)]
#[case("$5", "5", "USD", Kind::Money)]
#[case("$ 5", "5", "USD", Kind::Money)]
#[case("A$5", "5", "AUD", Kind::Money)]
#[case("C$5", "5", "CAD", Kind::Money)]
#[case("HK$5", "5", "HKD", Kind::Money)]
#[case("€1.5bn", "1500000000", "EUR", Kind::Money)]
#[case("1.5bn €", "1500000000", "EUR", Kind::Money)]
#[case("5€", "5", "EUR", Kind::Money)]
#[case("£5m", "5000000", "GBP", Kind::Money)]
#[case("£5 m", "5000000", "GBP", Kind::Money)]
#[case("¥500", "500", "JPY", Kind::Money)]
#[case("₹5 lakh", "500000", "INR", Kind::Money)]
#[case("Rs. 500", "500", "INR", Kind::Money)]
#[case("₽500", "500", "RUB", Kind::Money)]
#[case("₩500", "500", "KRW", Kind::Money)]
#[case("USD 5", "5", "USD", Kind::Money)]
#[case("5 USD", "5", "USD", Kind::Money)]
#[case("USD5bn", "5000000000", "USD", Kind::Money)]
#[case("$5 USD", "5", "USD", Kind::Money)]
#[case("$5 CAD", "5", "CAD", Kind::Money)]
#[case("US$5 billion dollars", "5000000000", "USD", Kind::Money)]
#[case("5 dollars", "5", "USD", Kind::Money)]
#[case("33.6 billion US dollars", "33600000000", "USD", Kind::Money)]
#[case("5 U.S. dollars", "5", "USD", Kind::Money)]
#[case("5 euros", "5", "EUR", Kind::Money)]
#[case("5 pounds sterling", "5", "GBP", Kind::Money)]
#[case("5 million pounds", "5000000", "GBP", Kind::Money)]
#[case("5 yuan", "5", "CNY", Kind::Money)]
#[case("RMB 5", "5", "CNY", Kind::Money)]
#[case("5 renminbi", "5", "CNY", Kind::Money)]
#[case("5 roubles", "5", "RUB", Kind::Money)]
#[case("5 rubles", "5", "RUB", Kind::Money)]
#[case("5 yen", "5", "JPY", Kind::Money)]
#[case("5 rupees", "5", "INR", Kind::Money)]
#[case("5 won", "5", "KRW", Kind::Money)]
#[case("5 Swiss francs", "5", "CHF", Kind::Money)]
#[case("42 cents", "42", "cent", Kind::Money)]
#[case("42 pence", "42", "penny", Kind::Money)]
#[case("a dollar and 42 cents", "1.42", "USD", Kind::Money)]
#[case("-$5", "-5", "USD", Kind::Money)]
#[case("$-5", "-5", "USD", Kind::Money)]
#[case("US$5 per person", "5", "USD per person", Kind::Money)]
#[case("$5 per capita", "5", "USD per person", Kind::Money)]
#[case("$5 a share", "5", "USD per share", Kind::Money)]
#[case("$5/barrel", "5", "USD per barrel", Kind::Money)]
#[case("$5 million a year", "5000000", "USD per year", Kind::Money)]
#[case("$50 each", "50", "USD", Kind::Money)]
#[case("millions of dollars", "2000000", "USD", Kind::Money)]
// Percent and points.
#[case("33.2%", "33.2", "percent", Kind::Percent)]
#[case("33.2 %", "33.2", "percent", Kind::Percent)]
#[case("33.2 percent", "33.2", "percent", Kind::Percent)]
#[case("33.2 per cent", "33.2", "percent", Kind::Percent)]
#[case("half a per cent", "0.5", "percent", Kind::Percent)]
#[case("5% a year", "5", "percent", Kind::Percent)]
#[case("5 per cent annually", "5", "percent", Kind::Percent)]
#[case("5 percentage points", "5", "percentage point", Kind::Percent)]
#[case("5 pp", "5", "percentage point", Kind::Percent)]
#[case("5 %-points", "5", "percentage point", Kind::Percent)]
#[case(
    "a third of a percentage point",
    "1/3",
    "percentage point",
    Kind::Percent
)]
#[case("25 basis points", "25", "basis point", Kind::Percent)]
#[case("25bps", "25", "basis point", Kind::Percent)]
// Counted things.
#[case("21 cities", "21", "city", Kind::Number)]
#[case("21 Russian cities", "21", "Russian city", Kind::Number)]
#[case("463,000 ballots", "463000", "ballot", Kind::Number)]
#[case("1 million people", "1000000", "person", Kind::Number)]
#[case("five more cities", "5", "city", Kind::Number)]
#[case("thousands of people", "2000", "person", Kind::Number)]
#[case("a 12-person jury", "12", "person jury", Kind::Number)]
#[case(
    "12 deaths per 100,000 people",
    "12",
    "death per 100,000 people",
    Kind::Number
)]
#[case("3 per person", "3", "per person", Kind::Number)]
// Ranks and multiples.
#[case("10th", "10", "", Kind::Ordinal)]
#[case("tenth", "10", "", Kind::Ordinal)]
#[case("the twenty-first", "21", "", Kind::Ordinal)]
#[case("No. 3", "3", "", Kind::Ordinal)]
#[case("doubled", "2", "", Kind::Ratio)]
#[case("tripled", "3", "", Kind::Ratio)]
#[case("twice", "2", "", Kind::Ratio)]
#[case("three times", "3", "", Kind::Ratio)]
#[case("2.3 times", "2.3", "", Kind::Ratio)]
#[case("tenfold", "10", "", Kind::Ratio)]
#[case("10-fold", "10", "", Kind::Ratio)]
#[case("10x", "10", "", Kind::Ratio)]
#[case("3:1", "3", "", Kind::Ratio)]
#[case("one in five", "0.2", "", Kind::Ratio)]
#[case("one in five people", "0.2", "", Kind::Ratio)]
#[case("9 out of 10", "0.9", "", Kind::Ratio)]
// Times and ages.
#[case("seven years", "7", "year", Kind::Duration)]
#[case("seven consecutive years", "7", "year", Kind::Duration)]
#[case("3 months", "3", "month", Kind::Duration)]
#[case("12-month", "12", "month", Kind::Duration)]
#[case("2 h 30 min", "150", "minute", Kind::Duration)]
#[case("an hour and 45 minutes", "105", "minute", Kind::Duration)]
#[case("a year and a half", "1.5", "year", Kind::Duration)]
#[case("half an hour", "0.5", "hour", Kind::Duration)]
#[case("35 years old", "35", "year", Kind::Age)]
#[case("35-year-old", "35", "year", Kind::Age)]
#[case("aged 35", "35", "year", Kind::Age)]
// Quantities.
#[case("110 million metric tonnes", "110000000", "metric ton", Kind::Quantity)]
#[case(
    "110 million tonnes of grain",
    "110000000",
    "metric ton",
    Kind::Quantity
)]
#[case("5 tons", "5", "ton", Kind::Quantity)]
#[case("5 kg", "5", "kilogram", Kind::Quantity)]
#[case("5kg", "5", "kilogram", Kind::Quantity)]
#[case("5 pounds", "5", "pound", Kind::Quantity)]
#[case("14 nanometres", "14", "nanometer", Kind::Quantity)]
#[case("14-nanometer", "14", "nanometer", Kind::Quantity)]
#[case("6 feet 6 inches", "6.5", "foot", Kind::Quantity)]
#[case("5'6\"", "5.5", "foot", Kind::Quantity)]
#[case("12 m", "12", "meter", Kind::Quantity)]
#[case("100 km²", "100", "square kilometer", Kind::Quantity)]
#[case("24,000 sq ft", "24000", "square foot", Kind::Quantity)]
#[case("50 hectares", "50", "hectare", Kind::Quantity)]
#[case("2.0 l", "2", "liter", Kind::Quantity)]
#[case("3m barrels", "3000000", "barrel", Kind::Quantity)]
#[case(
    "1.2 million barrels a day",
    "1200000",
    "barrel per day",
    Kind::Quantity
)]
#[case("5 million-barrel-a-day", "5000000", "barrel per day", Kind::Quantity)]
#[case(
    "15 billion cubic metres per year",
    "15000000000",
    "cubic meter per year",
    Kind::Quantity
)]
#[case("15 bcm", "15", "billion cubic meters", Kind::Quantity)]
#[case("90 km/h", "90", "kilometer per hour", Kind::Quantity)]
#[case("60mph", "60", "mile per hour", Kind::Quantity)]
#[case("60 miles an hour", "60", "mile per hour", Kind::Quantity)]
#[case("3 kWh", "3", "kilowatt hour", Kind::Quantity)]
#[case("5 GW", "5", "gigawatt", Kind::Quantity)]
#[case("100 GB", "100", "gigabyte", Kind::Quantity)]
#[case("2.4 GHz", "2.4", "gigahertz", Kind::Quantity)]
#[case("1013 hPa", "1013", "hectopascal", Kind::Quantity)]
#[case("30 psi", "30", "pound per square inch", Kind::Quantity)]
#[case("8 litres per 100 km", "8", "liter per 100 kilometers", Kind::Quantity)]
#[case("250 g CO2 per km", "250", "gram per kilometer", Kind::Quantity)]
#[case("1.5 MtCO2e", "1.5", "megaton", Kind::Quantity)]
#[case("20 °C", "20", "degree Celsius", Kind::Temperature)]
#[case("-5°C", "-5", "degree Celsius", Kind::Temperature)]
#[case("72 degrees Fahrenheit", "72", "degree Fahrenheit", Kind::Temperature)]
#[case("300 K", "300", "kelvin", Kind::Temperature)]
fn figures_with_units(
    #[case] text: &str,
    #[case] value: &str,
    #[case] unit: &str,
    #[case] kind: Kind,
) {
    let figure = figure(text);
    assert_eq!(figure.numbers, [number(value), number(value)]);
    assert_eq!((figure.unit.name(), figure.kind), (unit, kind));
}

#[rstest]
#[case("between 5% and 7%", "5", "7", "percent")]
#[case("between 5 and 7 per cent", "5", "7", "percent")]
#[case("from 5 to 7 per cent", "5", "7", "percent")]
#[case("5 to 7 per cent", "5", "7", "percent")]
#[case("5–7%", "5", "7", "percent")]
#[case("5%-7%", "5", "7", "percent")]
#[case("5 - 7 %", "5", "7", "percent")]
#[case("$5–7 million", "5000000", "7000000", "USD")]
#[case("$5 million to $7 million", "5000000", "7000000", "USD")]
#[case("$900,000 to $1.2 million", "900000", "1200000", "USD")]
#[case("900 to 2 million", "900", "2000000", "")]
#[case("21-25 cities", "21", "25", "city")]
#[case("two or three years", "2", "3", "year")]
#[case("5 km to 7,000 m", "5", "7", "kilometer")]
#[case("-18 °C to -3 °C", "-18", "-3", "degree Celsius")]
#[case("between one hundred and two hundred", "100", "200", "")]
#[case("between one hundred and fifty and two hundred", "150", "200", "")]
#[case("between a hundred and fifty", "100", "50", "")]
#[case("5 ± 0.2 kg", "4.8", "5.2", "kilogram")]
#[case("±5 %", "-5", "5", "percent")]
#[case("more than 40 and less than 60", "40", "60", "")]
#[case("at most 100 but at least 20", "20", "100", "")]
#[case("2010–2020", "2010", "2020", "")]
#[case("between the tenth and the fifteenth", "10", "15", "")]
fn ranges(#[case] text: &str, #[case] low: &str, #[case] high: &str, #[case] unit: &str) {
    let figure = figure(text);
    assert_eq!(figure.numbers, [number(low), number(high)]);
    assert_eq!((figure.hedge, figure.unit.name()), (Hedge::Between, unit));
}

#[rstest]
#[case("exactly 20%", Hedge::Exactly)]
#[case("about 20%", Hedge::About)]
#[case("20% or so", Hedge::About)]
#[case("~20%", Hedge::About)]
#[case("c. 20%", Hedge::About)]
#[case("ca. 20%", Hedge::About)]
#[case("≈ 20%", Hedge::About)]
#[case("only about 20%", Hedge::About)]
#[case("some 20 %", Hedge::About)]
#[case("more than 20%", Hedge::MoreThan)]
#[case("well over 20%", Hedge::MoreThan)]
#[case("exceeding 20%", Hedge::MoreThan)]
#[case("> 20%", Hedge::MoreThan)]
#[case("at least 20%", Hedge::AtLeast)]
#[case("no fewer than 20", Hedge::AtLeast)]
#[case("20% or more", Hedge::AtLeast)]
#[case("20+", Hedge::AtLeast)]
#[case("20+ cities", Hedge::AtLeast)]
#[case("20 or more cities", Hedge::AtLeast)]
#[case(">= 20%", Hedge::AtLeast)]
#[case("≥20%", Hedge::AtLeast)]
#[case("less than 20%", Hedge::LessThan)]
#[case("<20%", Hedge::LessThan)]
#[case("up to 20%", Hedge::AtMost)]
#[case("as many as 20", Hedge::AtMost)]
#[case("does not exceed 20%", Hedge::AtMost)]
#[case("20% or less", Hedge::AtMost)]
#[case("≤ 20%", Hedge::AtMost)]
#[case("just over 20%", Hedge::JustOver)]
#[case("slightly more than 20%", Hedge::JustOver)]
#[case("a little less than 20%", Hedge::JustUnder)]
#[case("nearly 20%", Hedge::JustUnder)]
#[case("at least about 20%", Hedge::AtLeast)]
#[case("nearly doubled", Hedge::JustUnder)]
#[case("more than half", Hedge::MoreThan)]
fn hedges(#[case] text: &str, #[case] hedge: Hedge) {
    assert_eq!(figure(text).hedge, hedge);
}

#[rstest]
#[case("12 March 1980", "1980-03-12", "1980-03-12")]
#[case("2023-06-14", "2023-06-14", "2023-06-14")]
#[case("March 2023", "2023-03-01", "2023-03-31")]
#[case("first quarter of 2023", "2023-01-01", "2023-03-31")]
#[case("the 1990s", "1990-01-01", "1999-12-31")]
fn dates(#[case] text: &str, #[case] first: &str, #[case] last: &str) {
    let figure = figure(text);
    let date = |text: &str| text.parse::<chrono::NaiveDate>().expect("a date");
    assert_eq!(figure.dates(), Some([date(first), date(last)]));
    assert_eq!(
        (figure.kind, figure.unit.dimension()),
        (Kind::Date, &Dimension::of(Base::Date))
    );
}

#[test]
fn a_figure_s_own_words_may_name_its_period() {
    assert_eq!(figure("US$68 billion in 2015").period, Period::year(2015));
    assert_eq!(
        figure("5% for the first quarter of 2023").period,
        Period::parse("Q1 2023").ok()
    );
    assert_eq!(figure("2015").period, None);
    assert_eq!(figure("2015").kind, Kind::Number);
    assert_eq!(figure("Monday").numbers[0], Rational::ONE);
}

#[rstest]
#[case("", 0..0, "no figure")]
#[case("   ", 0..3, "no figure")]
#[case("growth", 0..6, "does not begin a figure")]
#[case("about", 0..5, "no number follows `about`")]
#[case("$5 €", 3..6, "two currencies")]
#[case("US$5 billion euros", 13..18, "two currencies")]
#[case("1,23,4", 0..6, "unevenly")]
#[case("12,3456", 0..7, "not at the thousands")]
#[case("3,14", 0..4, "not at the thousands")]
#[case("1.2.3", 0..5, "more than one decimal point")]
#[case("5 %  of", 5..7, "`of` follows the figure")]
#[case("5 % and no more", 4..15, "follows the figure")]
#[case("(1,234)", 0..7, "parenthesis")]
#[case("1e401", 2..5, "power of ten")]
#[case("1e999999999999", 2..14, "power of ten")]
#[case("3 × 10^500", 8..11, "power of ten")]
#[case("1/0", 0..3, "divides by zero")]
#[case("١٢٣", 0..6, "digits 0 to 9")]
#[case("between 5", 0..9, "no second end")]
#[case("5 kg to 7 dollars", 0..17, "do not compare")]
fn refusals(#[case] text: &str, #[case] at: std::ops::Range<usize>, #[case] message: &str) {
    let error = Figure::parse(text, &Settings::default()).expect_err("no figure");
    assert!(error.message.contains(message), "{}", error.message);
    assert_eq!(error.at, at);
}

#[test]
fn digits_and_exponents_have_limits() {
    let digits = "7".repeat(400);
    assert_eq!(
        figure(&digits).numbers[0],
        Rational::from_digits(&digits).expect("digits")
    );
    for count in [401, 100_000, 10_000_000] {
        let error = Figure::parse(&"7".repeat(count), &Settings::default()).expect_err("too long");
        assert_eq!(
            error.message,
            "a number of more than 400 digits is too long"
        );
    }
    assert_eq!(figure("1e400").numbers[0], Rational::power_of_ten(400));
}

#[test]
fn the_article_s_settings_decide_what_is_ambiguous() {
    let settings = Settings {
        measures: None,
        currency: Currency::from_code("GBP").expect("a currency"),
        decimal_comma: true,
    };
    let parse = |text: &str| Figure::parse(text, &settings).expect("a figure");
    assert_eq!(parse("1.234,5").numbers[0], number("1234.5"));
    assert_eq!(parse("3,14 %").numbers[0], number("3.14"));
    assert_eq!(parse("5 pounds").unit, Unit::money(settings.currency));
    assert_eq!(parse("$5").unit, Unit::money(Currency::USD));
    assert_eq!(parse("20 cents").unit.currency(), Some(Currency::USD));
}

#[test]
fn units_compare_across_their_names() {
    let base = |text: &str| figure(text).nominal();
    assert_eq!(base("1 mile"), base("1,609.344 m"));
    assert_eq!(base("1 t"), base("1000 kg"));
    assert_eq!(base("1 kWh"), base("3.6 MJ"));
    assert_eq!(base("60 mph"), base("26.8224 m/s"));
    assert_eq!(base("20 °C"), base("68 °F"));
    assert_eq!(base("0 °C"), number("273.15"));
    assert_eq!(base("1 barrel"), base("158.987294928 litres"));
    assert_eq!(base("12 months"), base("1 year"));
    assert_eq!(base("100 cents"), base("1 dollar"));
    assert_eq!(base("100 basis points"), base("1 percentage point"));
    assert_eq!(base("24 barrels a day"), base("1 barrel an hour"));
    assert_eq!(
        figure("5 dollars").unit.dimension(),
        figure("$5").unit.dimension()
    );
    assert_ne!(
        figure("5 dollars").unit.dimension(),
        figure("€5").unit.dimension()
    );
    assert_ne!(
        figure("5 %").unit.dimension(),
        figure("5 percentage points").unit.dimension()
    );
    assert_eq!(
        figure("1.5 °C").as_difference().nominal(),
        figure("2.7 °F").as_difference().nominal()
    );
}

#[test]
fn reports_call_units_by_their_names() {
    let name = |text: &str| figure(text).unit.report_name().to_owned();
    assert_eq!(
        [
            "5 %",
            "$5",
            "42 cents",
            "5 percentage points",
            "21 cities",
            "5 km"
        ]
        .map(name),
        ["%", "USD", "USD", "percentage point", "city", "kilometer"]
    );
}

#[test]
fn what_is_looked_at_in_prose_does_not_grow_with_the_text() {
    #[rustfmt::skip]
    let patterns = [
        "9", "1.", "1,", "111 ", "1,111,", "5-", "a-", "5 a-", "twenty-", "one hundred and ", "one thousand ", "between ", "5 to ", "half a ", "about ", "5 feet and ",
        "$", "5 kg per ", "1 in ", "\u{a0}", "é", "1/", "10^", "5 ± ", "more than 5 and ", "5 é", "5 aa", "5 a-a-a",
    ];
    let settings = Settings::default();
    for pattern in patterns {
        let text = pattern.repeat(4_000_000 / pattern.len());
        let started = std::time::Instant::now();
        for at in (0..50).map(|call| call * pattern.len()) {
            let _ = match_at(&text, at, &settings);
        }
        assert!(
            started.elapsed().as_millis() < 500,
            "`{pattern}` takes {:?}",
            started.elapsed()
        );
    }
}

/// A figure as its parts, for round trips.
#[derive(Clone, Debug)]
struct Parts {
    hedge: (&'static str, Hedge),
    negative: bool,
    mantissa: u32,
    decimals: u32,
    scale: (&'static str, u32),
    unit: (&'static str, &'static str, &'static str),
}

impl Parts {
    fn text(&self) -> String {
        let digits = format!(
            "{:0>width$}",
            self.mantissa,
            width = self.decimals as usize + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - self.decimals as usize);
        let point = if fraction.is_empty() { "" } else { "." };
        let sign = if self.negative { "−" } else { "" };
        let (before, behind, _) = self.unit;
        format!(
            "{}{sign}{before}{}{point}{fraction}{}{behind}",
            self.hedge.0,
            super::exact::digits::group_digits(whole),
            self.scale.0
        )
    }

    fn value(&self) -> Rational {
        let size = Rational::from(i64::from(self.mantissa)) / Rational::power_of_ten(self.decimals);
        let size = size * Rational::power_of_ten(self.scale.1);
        if self.negative { -size } else { size }
    }

    fn place(&self) -> Rational {
        Rational::power_of_ten(self.scale.1) / Rational::power_of_ten(self.decimals)
    }
}

prop_compose! {
    fn any_parts()(
        hedge in prop::sample::select(vec![
            ("", Hedge::Plain), ("about ", Hedge::About), ("exactly ", Hedge::Exactly), ("more than ", Hedge::MoreThan),
            ("at least ", Hedge::AtLeast), ("fewer than ", Hedge::LessThan), ("up to ", Hedge::AtMost),
            ("just over ", Hedge::JustOver), ("nearly ", Hedge::JustUnder),
        ]),
        negative in any::<bool>(),
        mantissa in prop_oneof![0_u32..1_000, any::<u32>()],
        decimals in 0_u32..6,
        scale in prop::sample::select(vec![("", 0), (" thousand", 3), (" million", 6), (" billion", 9), (" lakh", 5), (" crore", 7)]),
        unit in prop::sample::select(vec![
            ("", "", ""), ("", "%", "percent"), ("", " per cent", "percent"), ("US$", "", "USD"), ("€", "", "EUR"),
            ("", " roubles", "RUB"), ("", " percentage points", "percentage point"), ("", " km", "kilometer"),
            ("", " tonnes", "metric ton"), ("", " barrels a day", "barrel per day"), ("", " years", "year"),
            ("", " °C", "degree Celsius"), ("US$", " a share", "USD per share"), ("", " cities", "city"),
            ("", " kWh", "kilowatt hour"),
        ]),
    ) -> Parts {
        Parts { hedge, negative, mantissa, decimals, scale, unit }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(parts in any_parts()) {
        let figure = figure(&parts.text());
        prop_assert_eq!(&figure.numbers[0], &parts.value());
        prop_assert_eq!(figure.hedge, parts.hedge.1);
        prop_assert_eq!(figure.unit.name(), parts.unit.2);
        prop_assert_eq!(figure.grain().last_digit, parts.place() * figure.unit.factor().clone());
    }

    #[test]
    fn the_loose_set_holds_the_close_one(parts in any_parts(), width in 0_i64..100, overruled in any::<bool>()) {
        let figure = figure(&parts.text());
        let overrule = Override {
            tolerance: overruled.then(|| Rational::new(width, 7)),
            round_to: None,
        };
        let close = figure.values(Strength::Close, &overrule).interval;
        let loose = figure.values(Strength::Loose, &overrule).interval;
        prop_assert!(close.is_subset(&loose), "{} {:?} {:?}", parts.text(), close, loose);
        prop_assert!(figure.truncated(Company::default()).interval.is_subset(&loose) || overruled);
        if matches!(figure.hedge, Hedge::Plain | Hedge::About | Hedge::Exactly) && figure.nominal().is_whole() {
            prop_assert!(close.contains(&figure.nominal()), "{} {:?}", parts.text(), close);
        }
    }

    #[test]
    fn a_hedged_figure_allows_what_the_plain_one_does(parts in any_parts()) {
        let plain = figure(&Parts { hedge: ("", Hedge::Plain), ..parts.clone() }.text());
        let about = figure(&Parts { hedge: ("about ", Hedge::About), ..parts }.text());
        for strength in [Strength::Close, Strength::Loose] {
            let allowed = about.values(strength, &Override::default()).interval;
            prop_assert!(plain.values(strength, &Override::default()).interval.is_subset(&allowed));
        }
    }

    #[test]
    fn any_text_is_answered(text in "\\PC*") {
        check_any(&text);
    }

    #[test]
    fn any_text_of_figures_words_is_answered(words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..12)) {
        check_any(&words.concat());
    }

    #[test]
    fn mutated_figures_are_answered(parts in any_parts(), at in any::<prop::sample::Index>(), with in any::<char>()) {
        let text = parts.text();
        let place = text.char_indices().map(|(place, _)| place).nth(at.index(text.chars().count())).unwrap_or(0);
        let mut mutated = text[..place].to_owned();
        mutated.push(with);
        mutated.push_str(&text[place..]);
        check_any(&mutated);
    }
}

/// What figures are made of, to be put together in every wrong way.
const WORDS: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    "\u{a0}",
    "-",
    "–",
    "−",
    ",",
    ".",
    "'",
    "\"",
    "’",
    "/",
    ":",
    "+",
    "±",
    "%",
    "°",
    "º",
    "²",
    "^",
    "½",
    "×",
    "10",
    "5",
    "0",
    "007",
    "1,234",
    "3.14",
    "1e5",
    "10^8",
    "99999999999999999999",
    "two",
    "half",
    "a",
    "an",
    "third",
    "thirds",
    "quarter",
    "hundred",
    "thousand",
    "million",
    "and",
    "point",
    "dozen",
    "dozens",
    "of",
    "few",
    "several",
    "between",
    "from",
    "to",
    "or",
    "more",
    "less",
    "than",
    "about",
    "just",
    "over",
    "under",
    "nearly",
    "at",
    "least",
    "not",
    "even",
    "$",
    "US$",
    "€",
    "USD",
    "dollars",
    "cents",
    "pounds",
    "percent",
    "per cent",
    "points",
    "per",
    "person",
    "people",
    "year",
    "years",
    "old",
    "month",
    "km",
    "m",
    "m2",
    "k",
    "bn",
    "°C",
    "feet",
    "'",
    "in",
    "out of",
    "times",
    "fold",
    "x",
    "doubled",
    "first",
    "th",
    "st",
    "2023",
    "March",
    "June",
    "Monday",
    "Q1",
    "1990s",
    "c.",
    "~",
    "<",
    ">=",
    "minus",
    "aged",
    "CO2",
    "the",
    "(",
    ")",
];

fn check_any(text: &str) {
    let settings = Settings::default();
    match Figure::parse(text, &settings) {
        Ok(figure) => {
            let overrule = Override::default();
            let close = figure.values(Strength::Close, &overrule).interval;
            let loose = figure.values(Strength::Loose, &overrule).interval;
            assert!(
                close.is_subset(&loose),
                "`{text}`: {close:?} is not in {loose:?}"
            );
            assert!(!loose.is_empty(), "`{text}` allows nothing");
            assert!(!show_number(&figure.nominal(), &figure.unit).is_empty());
            assert!(!show_pair(&close, &loose, &figure.unit).0.is_empty());
        }
        Err(error) => {
            assert!(
                text.get(error.at.clone()).is_some(),
                "`{text}`: {:?}",
                error.at
            );
        }
    }
    for (at, _) in text.char_indices() {
        if let Some(written) = match_at(text, at, &settings) {
            assert!(
                text.get(written.span.clone()).is_some() && written.span.end > at,
                "`{text}`: {:?}",
                written.span
            );
            assert!(text.get(written.number.clone()).is_some());
            let _ = written
                .figure(&settings)
                .values(Strength::Loose, &Override::default());
        }
    }
}
