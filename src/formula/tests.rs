//! Formulas from text to value: tables of results and of faults.

use chrono::NaiveDate;
use rstest::rstest;

use super::*;
use crate::number::{Base, Currency, Endpoint, Interval, Rational};

/// A plain operand.
fn plain() -> Operand {
    Operand {
        dimension: Dimension::NONE,
        absolute: false,
        offset: Rational::ZERO,
        whole: false,
        counts: false,
        period: None,
    }
}

fn of(base: Base) -> Operand {
    Operand {
        dimension: Dimension::of(base),
        ..plain()
    }
}

fn during(year: i32, operand: Operand) -> Operand {
    let first = |year| NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
    Operand {
        period: crate::number::Period::new(first(year), first(year + 1)),
        ..operand
    }
}

fn day(year: i32, month: u32, day: u32) -> Rational {
    calendar::number(NaiveDate::from_ymd_opt(year, month, day).expect("a date"))
}

/// What the ids of the tests stand for: the letter says the unit, the rest a value.
fn known(id: &str) -> (Operand, Rational) {
    let usd = of(Base::Money(Currency::USD));
    let (operand, value) = match id {
        "a" => (plain(), Rational::from(6)),
        "b" => (plain(), Rational::from(4)),
        "c" => (plain(), Rational::from(-3)),
        "usd_2015" => (during(2015, usd), Rational::from(68)),
        "usd_2022" => (during(2022, usd), Rational::from(195)),
        "usd" => (usd, Rational::from(10)),
        "eur" => (
            of(Base::Money(Currency::from_code("EUR").expect("a code"))),
            Rational::from(9),
        ),
        "kg" => (of(Base::Mass), Rational::from(50)),
        "area" => (
            Operand {
                dimension: Dimension::of(Base::Length).pow(2),
                ..plain()
            },
            Rational::from(16),
        ),
        "decade" => (of(Base::Time), Rational::from(315_569_520)),
        "warm" => (
            Operand {
                absolute: true,
                ..of(Base::Temperature)
            },
            Rational::from(300),
        ),
        "cold" => (
            Operand {
                absolute: true,
                ..of(Base::Temperature)
            },
            Rational::from(290),
        ),
        "kelvin" => (of(Base::Temperature), Rational::from(5)),
        "point" => (of(Base::Points), Rational::new(2, 100)),
        "born" => (of(Base::Date), day(1952, 10, 7)),
        "today" => (of(Base::Date), day(2023, 6, 14)),
        "cities_2015" => (
            Operand {
                whole: true,
                ..during(2015, plain())
            },
            Rational::from(21),
        ),
        "cities" => (
            Operand {
                whole: true,
                ..plain()
            },
            Rational::from(21),
        ),
        _ => unreachable!("no operand {id}"),
    };
    (operand, value)
}

fn bound(text: &str) -> Result<(Program, Vec<Rational>), Vec<FormulaError>> {
    let formula = Formula::parse(text, &Settings::default())?;
    let known: Vec<_> = formula.names.iter().map(|name| known(&name.id)).collect();
    let quoted = formula.quoted.iter().map(|figure| {
        let dimension = figure.unit.dimension().clone();
        (
            Operand {
                dimension,
                ..plain()
            },
            figure.nominal(),
        )
    });
    let (operands, values): (Vec<_>, Vec<_>) = known.into_iter().chain(quoted).unzip();
    Ok((formula.bind(&operands)?, values))
}

fn value(text: &str) -> Interval {
    let (program, point) = bound(text).expect(text);
    program.at(&point).expect("a value")
}

#[rstest]
#[case("1 + 2 * 3", 7, 1)]
#[case("(1 + 2) * 3", 9, 1)]
#[case("2 ^ 3 ^ 2", 512, 1)]
#[case("-2 ^ 2", -4, 1)]
#[case("(-2) ^ 2", 4, 1)]
#[case("2 ^ -1", 1, 2)]
#[case("2 * -3", -6, 1)]
#[case("7 - 4 - 2", 1, 1)]
#[case("8 / 4 / 2", 1, 1)]
#[case("1_000.5", 2001, 2)]
#[case("1.5e3", 1500, 1)]
#[case("25e-2", 1, 4)]
#[case("20%", 1, 5)]
#[case("20 % * a", 6, 5)]
#[case(".5", 1, 2)]
#[case("6 − 2 × 3 ÷ 4 · 2", 3, 1)]
#[case("-a - -b", -2, 1)]
#[case("+a", 6, 1)]
#[case("a - b", 2, 1)]
#[case("(a - b) / b", 1, 2)]
#[case("(b + a) / b", 5, 2)]
#[case("(b - a) / b", -1, 2)]
#[case("a + a * 50%", 9, 1)]
#[case("a - 50% * a", 3, 1)]
#[case("a * (a - 1)", 30, 1)]
#[case("usd_2022 / usd_2015 - 1", 127, 68)]
#[case("growth(usd_2015, usd_2022)", 127, 68)]
#[case("change(usd_2015, usd_2022)", 127, 1)]
#[case("points(a, b)", -2, 1)]
#[case("points(20%, 30%) + point", 12, 100)]
#[case("share(b, a)", 2, 3)]
#[case("ratio(usd, kg)", 1, 5)]
#[case("base(usd, 25%)", 8, 1)]
#[case("project(usd, 10%, 2)", 121, 10)]
#[case("project(usd, 100%, decade)", 10240, 1)]
#[case("annualise(usd_2015)", 68, 1)]
#[case("years(usd_2015, usd_2022)", 7, 1)]
#[case("years(2015, 2023)", 8, 1)]
#[case("years(usd_2015, 2023)", 8, 1)]
#[case("age(born, today)", 70, 1)]
#[case("weekday(today)", 3, 1)]
#[case("today - born", 2_230_588_800, 1)]
#[case("sum(a, b, c)", 7, 1)]
#[case("mean(a, b, c)", 7, 3)]
#[case("mean(warm, cold)", 295, 1)]
#[case("warm - cold", 10, 1)]
#[case("cold + kelvin", 295, 1)]
#[case("median(a, b, c)", 4, 1)]
#[case("median(a, b, c, 5)", 9, 2)]
#[case("min(a, b, c)", -3, 1)]
#[case("max(a, b, c)", 6, 1)]
#[case("max(usd, 0)", 10, 1)]
#[case("count(a, usd, b)", 3, 1)]
#[case("abs(c)", 3, 1)]
#[case("sqrt(b)", 2, 1)]
#[case("sqrt(area)", 4, 1)]
#[case("root(-27, 3)", -3, 1)]
#[case("8 ^ (2/3)", 4, 1)]
#[case("a ^ 0", 1, 1)]
#[case("ln(1)", 0, 1)]
#[case("exp(0)", 1, 1)]
#[case("round(2.5)", 3, 1)]
#[case("round(-2.5)", -3, 1)]
#[case("round(usd / 3, 2)", 333, 100)]
#[case("round(1234, -2)", 1200, 1)]
#[case("rank(b, a, c)", 2, 1)]
#[case("rank(b, a, b, c)", 2, 1)]
#[case("decade + years(2000, 2001)", 347_126_472, 1)]
fn formulas_have_their_value(#[case] text: &str, #[case] numerator: i64, #[case] denominator: i64) {
    let expected = Rational::new(numerator, denominator);
    assert_eq!(value(text), Interval::point(expected));
}

#[rstest]
#[case("cagr(usd_2015, usd_2022)", 0.162_414_0)]
#[case("cagr(usd_2015, usd_2022, 7)", 0.162_414_0)]
#[case("cagr(usd_2015, usd_2022, decade)", 0.111_098_5)]
#[case("sqrt(2)", std::f64::consts::SQRT_2)]
#[case("ln(10)", std::f64::consts::LN_10)]
#[case("exp(1)", std::f64::consts::E)]
#[case("a ^ b ^ 0.1", 7.831_790_5)]
fn inexact_values_are_narrow(#[case] text: &str, #[case] expected: f64) {
    let set = value(text);
    let width = set.width().expect("bounded");
    assert!(width * Rational::power_of_ten(15) < Rational::ONE);
    let middle = set.mid().expect("bounded").to_f64();
    assert!((middle - expected).abs() < 1e-6, "{middle}");
}

#[rstest]
#[case("a > b", true)]
#[case("a < b", false)]
#[case("a >= 6 and b <= 4", true)]
#[case("c < b < a", true)]
#[case("c < a < b", false)]
#[case("4 <= b <= 4 = 4 != 5", true)]
#[case("not a < b", true)]
#[case("not (a > b and b > c)", false)]
#[case("a < b or b > c", true)]
#[case("a < b or not b > c", false)]
#[case("a ≥ 6", true)]
#[case("a ≠ 6", false)]
#[case("a == 6", true)]
#[case("usd > 0", true)]
#[case("0 < kg", true)]
#[case("today > born", true)]
#[case("warm > cold", true)]
#[case("years(2000, 2011) > decade", true)]
#[case("decade <= years(2000, 2010) <= decade", true)]
#[case("1/0 > 2 or 3 > 2", true)]
fn comparisons_hold_or_not(#[case] text: &str, #[case] expected: bool) {
    // A constant part without a value is a fault, so the last case is about an operand.
    let text = text.replace("1/0", "1/(a-6)");
    let (program, point) = bound(&text).expect("binds");
    assert_eq!(program.holds_at(&point), Some(expected));
}

use FormulaErrorKind::{Arguments, Domain, Limit, Period, Syntax, Unit, UnknownFunction};

#[rstest]
#[case("", Syntax, 0..0, "expected a number, an id, a figure in quotes or `(`, but the formula ends")]
#[case("a +", Syntax, 3..3, "expected a number, an id, a figure in quotes or `(`, but the formula ends")]
#[case("(a + b", Syntax, 6..6, "expected `)`, but the formula ends")]
#[case("a b", Syntax, 2..3, "expected an operator or the end, but found `b`")]
#[case("a + * b", Syntax, 4..5, "expected a number, an id, a figure in quotes or `(`, but found `*`")]
#[case("sum(a, )", Syntax, 7..8, "expected a number, an id, a figure in quotes or `(`, but found `)`")]
#[case("sum(a b)", Syntax, 6..7, "expected `,` or `)`, but found `b`")]
#[case("5km", Syntax, 0..3, "a number runs into `km`")]
#[case("a ** 2", Syntax, 2..4, "`**` means nothing in a formula")]
#[case("a & b", Syntax, 2..3, "`&` means nothing in a formula")]
#[case("a%", Syntax, 1..2, "`%` stands after a number only")]
#[case("$5 + a", Syntax, 0..1, "`$` means nothing in a formula")]
#[case("\"5 + a", Syntax, 0..1, "this quote is not closed")]
#[case("growht(a, b)", UnknownFunction, 0..6, "there is no function `growht`")]
#[case("a(b)", UnknownFunction, 0..1, "there is no function `a`")]
#[case("growth(a)", Arguments, 0..9, "`growth` takes 2 arguments, but has 1")]
#[case("sum()", Arguments, 0..5, "`sum` takes 1 or more arguments, but has 0")]
#[case("cagr(a, b, 2, 3)", Arguments, 0..16, "`cagr` takes 2 or 3 arguments, but has 4")]
#[case("root(a, b)", Arguments, 8..9, "the last argument of `root` is a whole number from 1 to 60, written out")]
#[case("1e400 + a", Limit, 0..5, "a power of ten above 300 is beyond what addsup reads")]
#[case("2 ^ 100000", Limit, 0..10, "`2 ^ 100000` is too large to compute")]
#[case("usd + kg", Unit, 0..8, "`usd + kg` adds a mass to USD")]
#[case("usd - eur", Unit, 0..9, "`usd - eur` subtracts EUR from USD")]
#[case("usd < 5", Unit, 0..7, "`usd < 5` compares USD with a plain number")]
#[case("20% + point", Unit, 0..11, "`20% + point` adds percentage points to a plain number")]
#[case("growth(usd, eur)", Unit, 0..16, "`growth` takes amounts of one unit, but `usd` is USD and `eur` is EUR")]
#[case("growth(cold, warm)", Unit, 13..17, "`warm` is a temperature, and a quotient with a temperature means nothing")]
#[case("kelvin < cold", Unit, 0..13, "`kelvin < cold` compares a difference of temperatures with a temperature")]
#[case("cold > 0", Unit, 0..8, "`cold > 0` compares a temperature with a plain number")]
#[case("today + born", Unit, 0..12, "`today + born` adds a date to a date")]
#[case("today * 2", Unit, 0..5, "`today` is a date, and a product with a date means nothing")]
#[case("age(a, today)", Unit, 4..5, "`age` takes dates, but `a` is a plain number")]
#[case("2 ^ usd", Unit, 4..7, "an exponent is a plain number, but `usd` is in USD")]
#[case("usd ^ a", Unit, 0..7, "`usd` is in USD, which has no such power")]
#[case("sqrt(usd)", Unit, 5..8, "`usd` is in USD, which has no such root")]
#[case("ln(usd)", Unit, 3..6, "`ln` takes a share or a plain number here, but `usd` is USD")]
#[case("(a < b) + 1", Unit, 1..6, "`a < b` is true or false, not a number")]
#[case("a and b < c", Unit, 0..1, "`and` takes comparisons, but `a` is a number")]
#[case("cagr(usd, usd_2022)", Period, 5..8, "`cagr` needs the period of `usd`, which has none")]
#[case("cagr(usd_2022, usd_2015)", Period, 0..24, "`usd_2015` does not come after `usd_2022`, so no years lie between them")]
#[case("annualise(usd)", Period, 10..13, "`annualise` needs the period of `usd`, which has none")]
#[case("years(usd, 2015)", Period, 6..9, "`years` needs the period of `usd`, which has none")]
#[case("a + 1 / 0", Domain, 4..9, "`1 / 0` has no value")]
#[case("sqrt(-4)", Domain, 0..8, "`sqrt(-4)` has no value")]
#[case("ln(0)", Domain, 0..5, "`ln(0)` has no value")]
fn faults_are_said_at_their_place(
    #[case] text: &str,
    #[case] kind: FormulaErrorKind,
    #[case] span: std::ops::Range<usize>,
    #[case] message: &str,
) {
    let errors = bound(text).expect_err("a fault");
    let found: Vec<_> = errors
        .iter()
        .map(|error| (error.kind, error.span.clone(), error.message.as_str()))
        .collect();
    assert_eq!(found, [(kind, span, message)]);
}

#[test]
fn faults_are_reported_together() {
    let errors = bound("growht(a) + 5km * $3").expect_err("faults");
    let kinds: Vec<_> = errors.iter().map(|error| error.kind).collect();
    assert_eq!(kinds, [UnknownFunction, Syntax, Syntax]);
    let errors = bound("(usd + kg) * (eur - kelvin) + 1/0").expect_err("faults");
    let kinds: Vec<_> = errors.iter().map(|error| error.kind).collect();
    assert_eq!(kinds, [Unit, Unit, Domain]);
}

#[test]
fn help_names_what_would_be_right() {
    let help = |text| {
        bound(text).expect_err("a fault")[0]
            .help
            .clone()
            .unwrap_or_default()
    };
    assert_eq!(help("growht(a, b)"), "did you mean `growth(from, to)`?");
    assert_eq!(help("growth(a)"), "growth(from, to) = to / from − 1");
    assert_eq!(
        help("5km"),
        "write a figure with its unit in quotes: `\"5 km\"`"
    );
    assert!(help("20% + point").contains("percentage points differ"));
    assert!(help("usd + eur").contains("two currencies"));
    assert!(help("usd > 5").contains("in quotes"));
    assert!(help("decade > 5").contains("\"5 years\""));
    assert!(help("cold > kelvin").contains("change(from, to)"));
}

#[test]
fn limits_hold() {
    let settings = Settings::default();
    let kind = |text: &str| Formula::parse(text, &settings).expect_err("a fault")[0].kind;
    assert_eq!(kind(&"(".repeat(100_000)), Limit);
    assert_eq!(kind(&"(".repeat(1000)), Limit);
    assert_eq!(kind(&"-".repeat(1000)), Limit);
    assert_eq!(kind(&"2^".repeat(1000)), Limit);
    assert_eq!(kind(&"1".repeat(201)), Limit);
    // Long is not deep.
    let long = vec!["a"; 10_000].join(" + ");
    let (program, point) = bound(&long).expect("binds");
    assert_eq!(
        program.at(&point),
        Some(Interval::point(Rational::from(60_000)))
    );
}

#[test]
fn what_a_formula_gives_is_known_before_its_value() {
    let output = |text| bound(text).expect("binds").0.output;
    let whole = |text| matches!(output(text), Output::Number { whole: true, .. });
    assert!(whole("cities + 3 * cities - count(a, b)"));
    assert!(whole("rank(a, b, c)") && whole("round(a)") && whole("age(born, today)"));
    assert!(whole("cities ^ 2") && whole("cities ^ 0"));
    assert!(!whole("cities ^ (-1)") && !whole("cities ^ a") && !whole("cities ^ 0.5"));
    assert!(!whole("median(cities, cities)") && !whole("annualise(cities_2015)"));
    assert!(bound("annualise(annualise(cities_2015))").is_err());
    assert!(!whole("cities / 3") && !whole("cities + a") && !whole("mean(cities, cities)"));
    let years = |text| matches!(output(text), Output::Number { years: true, .. });
    assert!(years("years(2000, 2010)") && years("years(2000, 2010) + 1"));
    assert!(!years("years(2000, 2010) * 2") && !years("today - born"));
    assert_eq!(output("a < b"), Output::Truth);
}

#[test]
fn times_are_added_to_days() {
    let on = |year, month, date| Interval::point(day(year, month, date));
    assert_eq!(value("born + \"30 days\""), on(1952, 11, 6));
    assert_eq!(value("\"30 days\" + born"), on(1952, 11, 6));
    assert_eq!(value("today - \"2 weeks\""), on(2023, 5, 31));
    assert_eq!(value("born + years(2000, 2400)"), on(2352, 10, 7));
    assert!(bound("\"30 days\" - born").is_err());
    assert!(bound("born + a").is_err());
}

/// A value among the others that is the value itself never exceeds it, whatever it is.
#[test]
fn a_rank_leaves_out_the_value_itself() {
    let ranks = |text: &str| {
        let (program, _) = bound(text).expect(text);
        let all = Interval::closed(Rational::from(0), Rational::from(10));
        let range = program.range(&vec![all; 2]);
        range
            .pieces
            .iter()
            .fold(Interval::EMPTY, |hull, piece| hull.hull(piece))
    };
    assert_eq!(ranks("rank(a + 1, a + 1, b)"), closed(1, 2));
    assert_eq!(ranks("rank(a + 1, a + 2, b)"), closed(2, 3));
    assert_eq!(ranks("rank(abs(a), abs(a), b)"), closed(1, 2));
    assert_eq!(ranks("rank(a * b, a * b, b * 0 - 1)"), closed(1, 1));
}

/// Quotients whose divisor vanishes inside the box: exactly what lies on either side.
#[rstest]
#[case("(a - 20) / (a - 3)", (-10, 7), (20, 3))]
#[case("(a + 20) / (a - 3)", (-20, 3), (30, 7))]
#[case("(20 - a) / (3 - a)", (-10, 7), (20, 3))]
#[case("(a + 20) / (3 - a)", (-30, 7), (20, 3))]
fn a_gap_about_nought_is_exact(
    #[case] text: &str,
    #[case] below: (i64, i64),
    #[case] above: (i64, i64),
) {
    let (program, _) = bound(text).expect(text);
    let range = program.range(&[Interval::closed(Rational::ZERO, Rational::from(10))]);
    let below = Interval::at_most(Rational::new(below.0, below.1));
    let above = Interval::at_least(Rational::new(above.0, above.1));
    assert_eq!(range.pieces.as_slice(), [below, above]);
    assert!(range.partial);
}

fn closed(low: i64, high: i64) -> Interval {
    Interval::closed(Rational::from(low), Rational::from(high))
}

fn open(low: i64, high: i64) -> Interval {
    let end = |value| Endpoint::Open(Rational::from(value));
    Interval::new(end(low), end(high))
}

/// An end belongs to a range just where some point of the box has it.
#[rstest]
#[case(
    "(a + b) / (a - b)",
    closed(3, 4),
    closed(1, 2),
    Endpoint::Closed(Rational::new(5, 3)),
    Endpoint::Closed(Rational::from(5))
)]
#[case(
    "(a + b) / (a - b)",
    open(3, 4),
    closed(1, 2),
    Endpoint::Open(Rational::new(5, 3)),
    Endpoint::Open(Rational::from(5))
)]
#[case(
    "(a + b) / (a - b)",
    closed(3, 4),
    open(1, 2),
    Endpoint::Open(Rational::new(5, 3)),
    Endpoint::Open(Rational::from(5))
)]
#[case("a * b / (a * b + 10)", closed(-1, 1), closed(-1, 1), Endpoint::Closed(Rational::new(-1, 9)), Endpoint::Closed(Rational::new(1, 11)))]
#[case("a * b / (a * b + 10)", open(-1, 1), open(-1, 1), Endpoint::Open(Rational::new(-1, 9)), Endpoint::Open(Rational::new(1, 11)))]
#[case("a * b / (a * b + 10)", open(-1, 1), closed(0, 1), Endpoint::Open(Rational::new(-1, 9)), Endpoint::Open(Rational::new(1, 11)))]
fn an_end_belongs_to_a_range_where_it_is_reached(
    #[case] text: &str,
    #[case] a: Interval,
    #[case] b: Interval,
    #[case] lower: Endpoint,
    #[case] upper: Endpoint,
) {
    let (program, _) = bound(text).expect(text);
    let range = program.range(&[a, b]);
    assert_eq!(range.pieces.as_slice(), [Interval::new(lower, upper)]);
}

#[test]
fn years_from_an_open_end_are_open() {
    let (program, _) = bound("years(born, today)").expect("binds");
    let born = Interval::new(
        Endpoint::Open(day(2000, 1, 1)),
        Endpoint::Closed(day(2001, 1, 1)),
    );
    let range = program.range(&[born, Interval::point(day(2010, 1, 1))]);
    let years = Interval::new(
        Endpoint::Closed(Rational::from(9)),
        Endpoint::Open(Rational::from(10)),
    );
    assert_eq!(range.pieces.as_slice(), [years]);
}

/// The least of `a³ − 7a` is −14√21/9 at √(7/3), which no number of the machine is.
#[test]
fn an_extreme_inside_the_box_is_found_closely() {
    let (program, _) = bound("a ^ 3 - 7 * a").expect("binds");
    let range = program.range(&[closed(0, 5)]);
    let least = range.pieces[0].inf().expect("an end").to_f64();
    let exact = -14.0 * 21f64.sqrt() / 9.0;
    assert!(
        range.tight && (least - exact).abs() < 1e-6,
        "{least} {exact}"
    );
}

/// Whole operands alone make steps.
#[test]
fn values_of_whole_operands_come_in_steps() {
    let (program, _) = bound("2 * cities + 1").expect("binds");
    let lattice = program.range(&[closed(0, 9)]).lattice.expect("steps");
    assert!(lattice.within(&closed(4, 4)).is_empty());
    assert_eq!(lattice.within(&closed(4, 8)), closed(5, 7));
    let (program, _) = bound("2 * a + 1").expect("binds");
    assert!(program.range(&[closed(0, 9)]).lattice.is_none());
}

#[test]
fn names_are_kept_once_with_all_their_places() {
    let text = "part.x + y * part.x";
    let formula = Formula::parse(text, &Settings::default()).expect("parses");
    let ids: Vec<_> = formula.names.iter().map(|name| name.id.as_str()).collect();
    assert_eq!(ids, ["part.x", "y"]);
    assert_eq!(formula.names[0].span, 0..6);
    let places: Vec<_> = formula.uses(0).collect();
    assert_eq!(places, [0..6, 13..19]);
    // Many names take another way.
    let many: Vec<_> = (0..100).map(|n| format!("x{}", n % 50)).collect();
    let formula = Formula::parse(&many.join("+"), &Settings::default()).expect("parses");
    assert_eq!(formula.names.len(), 50);
    assert_eq!(formula.uses(49).count(), 2);
}

#[rstest]
#[case("z + median(z, x, sqrt(x))")]
#[case("sqrt(x * z) - z")]
#[case("sqrt(x * z) + z")]
fn a_root_of_nought_hides_no_other_change(#[case] text: &str) {
    let formula = Formula::parse(text, &Settings::default()).expect("a formula");
    let operand = Operand {
        dimension: Dimension::NONE,
        absolute: false,
        offset: Rational::ZERO,
        whole: false,
        counts: false,
        period: None,
    };
    let names = formula.names.iter();
    let nought = Interval::point(Rational::ZERO);
    let domain: Vec<Interval> = names
        .map(|name| match &*name.id {
            "x" => nought.clone(),
            _ => Interval::ENTIRE,
        })
        .collect();
    let program = formula.bind(&vec![operand; domain.len()]).expect("it fits");
    let range = program.range(&domain);
    assert_eq!(range.pieces.as_slice(), [Interval::ENTIRE], "{range:?}");
}

/// Whoever sets an operand to an end that no point of the box reaches may meet a jump or a pole
/// there.
#[test]
fn an_end_that_is_not_reached_may_be_another_matter() {
    let half_open = Interval::new(
        Endpoint::Open(Rational::new(-1, 2)),
        Endpoint::Closed(Rational::ZERO),
    );
    let (program, _) = bound("round(a) * max(1, b) - max(a, 1)").expect("binds");
    let range = program.range(&[half_open.clone(), Interval::ENTIRE]);
    assert!(
        range
            .pieces
            .iter()
            .any(|piece| piece.contains(&Rational::from(-1))),
        "{range:?}"
    );
    let (program, _) = bound("round(a) * max(1, b) < max(a, 1)").expect("binds");
    assert_ne!(program.truth(&[half_open, Interval::ENTIRE]), Truth::Never);

    let (program, _) = bound("rank(a, b) / b").expect("binds");
    let positive = Interval::more_than(Rational::ZERO);
    let range = program.range(&[Interval::at_least(Rational::ONE), positive]);
    assert!(
        range
            .pieces
            .iter()
            .any(|piece| piece.contains(&Rational::from(7))),
        "{range:?}"
    );
}
