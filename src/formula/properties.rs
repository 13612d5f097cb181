//! Properties of formulas made up at random: ranges contain what is taken and reach it, contraction
//! loses nothing, and no text breaks the parser.

use proptest::prelude::*;

use super::*;
use crate::number::{Endpoint, Interval, Rational};

const NAMES: [&str; 3] = ["x", "y", "z"];

fn operand() -> Operand {
    Operand {
        dimension: Dimension::NONE,
        absolute: false,
        offset: Rational::ZERO,
        whole: false,
        counts: false,
        period: None,
    }
}

fn bound(text: &str) -> Result<(Formula, Program), Vec<FormulaError>> {
    let formula = Formula::parse(text, &Settings::default())?;
    let operands = vec![operand(); formula.names.len()];
    let program = formula.bind(&operands)?;
    Ok((formula, program))
}

/// The values of the names of a formula among those of `NAMES`.
fn chosen<T: Clone>(formula: &Formula, all: &[T]) -> Vec<T> {
    let place = |name: &Name| NAMES.iter().position(|known| *known == name.id);
    let places = formula.names.iter().filter_map(place);
    places.map(|place| all[place].clone()).collect()
}

/// Formulas over x, y and z of arithmetic only.
fn arithmetic() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => proptest::sample::select(NAMES.to_vec()).prop_map(str::to_owned),
        1 => (1_i64..9).prop_map(|n| n.to_string()),
    ];
    leaf.prop_recursive(4, 12, 2, |inner| {
        (
            inner.clone(),
            proptest::sample::select(vec!["+", "-", "*", "/"]),
            inner,
        )
            .prop_map(|(a, sign, b)| format!("({a} {sign} {b})"))
    })
}

/// Formulas over x, y and z of all kinds.
fn any_formula() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => proptest::sample::select(NAMES.to_vec()).prop_map(str::to_owned),
        1 => (1_i64..9).prop_map(|n| n.to_string()),
    ];
    leaf.prop_recursive(4, 12, 3, |inner| {
        let two = (inner.clone(), inner.clone());
        let three = (inner.clone(), inner.clone(), inner.clone());
        let pair = proptest::sample::select(vec![
            "({a} + {b})",
            "({a} - {b})",
            "{a} * {b}",
            "{a} / {b}",
            "growth({a}, {b})",
            "min({a}, {b})",
            "max({a}, {b})",
            "mean({a}, {b})",
            "abs({a} - {b})",
            "base({a}, {b})",
            "rank({a}, {b})",
            "({a} + {b}) ^ 2",
            "({a}) ^ -1 + {b}",
            "abs({a}) ^ ({b})",
        ]);
        let single = proptest::sample::select(vec![
            "sqrt({a})",
            "root({a}, 3)",
            "round({a})",
            "exp({a})",
            "ln({a})",
            "-({a})",
            "abs({a})",
        ]);
        let fill = |shape: &str, a: &str, b: &str| shape.replace("{a}", a).replace("{b}", b);
        prop_oneof![
            4 => (pair, two).prop_map(move |(shape, (a, b))| fill(shape, &a, &b)),
            1 => (single, inner).prop_map(move |(shape, a)| fill(shape, &a, "")),
            1 => three.prop_map(|(a, b, c)| format!("median({a}, {b}, {c})")),
        ]
    })
}

fn number() -> impl Strategy<Value = Rational> {
    (-12_i64..=12, 1_i64..4).prop_map(|(n, d)| Rational::new(n, d))
}

/// A set with a number that is in it.
fn inhabited() -> impl Strategy<Value = (Interval, Rational)> {
    let end = || {
        prop_oneof![
            1 => Just(Endpoint::Unbounded),
            5 => number().prop_map(Endpoint::Closed),
            2 => number().prop_map(Endpoint::Open),
        ]
    };
    let set = (end(), end(), number()).prop_map(|(a, b, x)| {
        let (a, b) = match (a.value(), b.value()) {
            (Some(low), Some(high)) if low > high => (b, a),
            _ => (a, b),
        };
        let x = match (a.value(), b.value()) {
            (Some(low), Some(high)) => (low + high) * Rational::new(1, 2),
            (Some(low), None) => low + &x.abs() + Rational::new(1, 7),
            (None, Some(high)) => high - &x.abs() - Rational::new(1, 7),
            (None, None) => x,
        };
        (Interval::new(a, b), x)
    });
    set.prop_filter("inhabited", |(set, x)| set.contains(x))
}

fn positive() -> impl Strategy<Value = Interval> {
    (1_i64..60, 0_i64..30, 1_i64..4).prop_map(|(low, width, d)| {
        Interval::closed(Rational::new(low, d), Rational::new(low + width, d))
    })
}

fn holds(range: &Range, value: &Interval) -> bool {
    range.pieces.iter().any(|piece| piece.meets(value))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_range_contains_every_value(text in any_formula(), sets in [inhabited(), inhabited(), inhabited()]) {
        let Ok((formula, program)) = bound(&text) else { return Ok(()) };
        let (boxes, points): (Vec<_>, Vec<_>) = sets.into_iter().unzip();
        let (domain, point) = (chosen(&formula, &boxes), chosen(&formula, &points));
        let range = program.range(&domain);
        match program.at(&point) {
            Some(value) => prop_assert!(holds(&range, &value), "{} {:?} {:?}", text, range, value),
            None => prop_assert!(range.partial, "{} {:?}", text, range),
        }
    }

    #[test]
    fn the_range_at_a_point_is_the_value(text in any_formula(), point in [number(), number(), number()]) {
        let Ok((formula, program)) = bound(&text) else { return Ok(()) };
        let point = chosen(&formula, &point);
        let domain: Vec<_> = point.iter().cloned().map(Interval::point).collect();
        let range = program.range(&domain);
        match program.at(&point) {
            None => prop_assert!(range.partial || range.pieces.is_empty(), "{} {:?}", text, range),
            Some(value) => {
                let hull = eval::hull(&range.pieces);
                prop_assert!(hull.meets(&value));
                if value.as_point().is_some() && !text.contains('^') {
                    prop_assert_eq!(hull, value, "{}", text);
                }
            }
        }
    }

    #[test]
    fn tight_ends_are_reached(text in arithmetic(), sets in [positive(), positive(), positive()]) {
        let Ok((formula, program)) = bound(&text) else { return Ok(()) };
        let domain = chosen(&formula, &sets);
        let range = program.range(&domain);
        prop_assume!(range.tight && !range.partial);
        let [set] = range.pieces.as_slice() else { return Ok(()) };
        let (Some(inf), Some(sup)) = (set.inf(), set.sup()) else { return Ok(()) };
        // Samples on a grid, corners among them, come close to both ends.
        const STEPS: i64 = 12;
        let mut points = vec![Vec::new()];
        for side in &domain {
            let (low, width) = (side.inf().expect("bounded"), side.width().expect("bounded"));
            let steps = (0..=STEPS).map(|step| low + &(&width * &Rational::new(step, STEPS)));
            let steps: Vec<_> = steps.collect();
            points = points.iter().flat_map(|point: &Vec<Rational>| {
                steps.iter().map(move |step| {
                    let mut point = point.clone();
                    point.push(step.clone());
                    point
                })
            }).collect();
        }
        let values: Vec<_> = points.iter().filter_map(|point| program.at(point)).collect();
        let least = values.iter().filter_map(Interval::inf).min().expect("values");
        let most = values.iter().filter_map(Interval::sup).max().expect("values");
        let slack = (sup - inf) * Rational::new(1, 10);
        prop_assert!(least - inf <= slack && sup - most <= slack, "{} {:?} {} {}", text, range, least, most);
    }

    #[test]
    fn ways_of_writing_growth_agree(a in positive(), b in positive()) {
        let range = |text: &str| {
            let (formula, program) = bound(text).expect("binds");
            program.range(&chosen(&formula, &[a.clone(), b.clone()]))
        };
        let growth = range("growth(y, x)");
        prop_assert_eq!(&range("(x - y) / y"), &growth);
        prop_assert_eq!(&range("x / y - 1"), &growth);
        prop_assert_eq!(&range("x / y - y / y"), &growth);
        prop_assert_eq!(&range("(x * y - y * y) / (y * y)"), &growth);
        prop_assert_eq!(&range("1 / (y / (x - y))").pieces, &range("1 / (1 / growth(y, x))").pieces);
    }

    #[test]
    fn shares_of_a_total_lie_between_their_corners(a in positive(), b in positive()) {
        let (formula, program) = bound("x / (x + y)").expect("binds");
        let range = program.range(&chosen(&formula, &[a.clone(), b.clone()]));
        let end = |x: Option<&Rational>, y: Option<&Rational>| {
            let (x, y) = (x.expect("bounded"), y.expect("bounded"));
            x / &(x + y)
        };
        let expected = Interval::closed(end(a.inf(), b.sup()), end(a.sup(), b.inf()));
        prop_assert_eq!(range.pieces.as_slice(), [expected]);
        prop_assert!(range.tight && !range.partial);
    }

    #[test]
    fn truth_over_a_box_agrees_with_its_points(
        left in any_formula(),
        right in any_formula(),
        test in proptest::sample::select(vec!["<", "<=", "=", "!=", ">=", ">"]),
        sets in [inhabited(), inhabited(), inhabited()],
    ) {
        let text = format!("{left} {test} {right}");
        let Ok((formula, program)) = bound(&text) else { return Ok(()) };
        let (boxes, points): (Vec<_>, Vec<_>) = sets.into_iter().unzip();
        let (domain, point) = (chosen(&formula, &boxes), chosen(&formula, &points));
        match (program.truth(&domain), program.holds_at(&point)) {
            (Truth::Always, held) => prop_assert_ne!(held, Some(false), "{}", text),
            (Truth::Never, held) => prop_assert_ne!(held, Some(true), "{}", text),
            _ => {}
        }
    }

    #[test]
    fn no_text_breaks_the_parser(text in "[ -~−×≤“”é\\n]{0,40}") {
        if let Ok((formula, program)) = bound(&text) {
            let _ = program.range(&vec![Interval::ENTIRE; formula.names.len()]);
        }
    }

    #[test]
    fn no_tokens_break_the_parser(parts in proptest::collection::vec(proptest::sample::select(vec![
        "x", "y", "1", "20%", "1e9", "\"5\"", "+", "-", "*", "/", "^", "<", "<=", "=", "and", "or", "not", "(", ")",
        ",", "sum(", "cagr(", "years(", "round(", "rank(", "p.q",
    ]), 0..24)) {
        let text = parts.join(" ");
        match Formula::parse(&text, &Settings::default()) {
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                for error in errors {
                    prop_assert!(error.span.end <= text.len() && error.span.start <= error.span.end);
                }
            }
            Ok(formula) => {
                let operands = vec![operand(); formula.names.len() + formula.quoted.len()];
                if let Ok(program) = formula.bind(&operands) {
                    let domain = vec![Interval::closed(Rational::new(-1, 2), Rational::from(3)); operands.len()];
                    let _ = program.range(&domain);
                    let _ = program.truth(&domain);
                }
            }
        }
    }
}
