//! Linear programmes against independent arithmetic.

use proptest::prelude::*;

use super::*;

const BUDGET: u64 = 10_000;

fn form(coefficients: &[i64]) -> Form {
    let terms = coefficients.iter().enumerate().filter(|(_, c)| **c != 0);
    terms
        .map(|(variable, c)| (variable as u32, Rational::from(*c)))
        .collect()
}

fn value_at(form: &Form, point: &[Rational]) -> Rational {
    form.iter()
        .fold(Rational::ZERO, |sum, (variable, coefficient)| {
            sum + coefficient * &point[*variable as usize]
        })
}

fn end() -> impl Strategy<Value = Endpoint> {
    prop_oneof![
        2 => Just(Endpoint::Unbounded),
        3 => (-6_i64..=6).prop_map(|n| Endpoint::Closed(Rational::from(n))),
        3 => (-6_i64..=6).prop_map(|n| Endpoint::Open(Rational::from(n))),
    ]
}

fn rows(variables: usize) -> impl Strategy<Value = Vec<Row>> {
    let row =
        (prop::collection::vec(-3_i64..=3, variables), end(), end()).prop_map(|(form_of, a, b)| {
            Row {
                form: form(&form_of),
                set: Interval::new(a, b),
            }
        });
    prop::collection::vec(row, 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_answer_is_proved(rows in rows(4)) {
        match solve(4, &rows, &mut BUDGET.clone()) {
            Feasibility::Feasible(point) => {
                for row in &rows {
                    prop_assert!(row.set.contains(&value_at(&row.form, &point)), "{row:?} at {point:?}");
                }
            }
            Feasibility::Infeasible(certificate) => prop_assert!(certificate.proves(&rows)),
            Feasibility::Undecided => prop_assert!(false, "the budget ran out"),
        }
    }

    #[test]
    fn ranges_end_where_no_point_is_beyond(rows in rows(3)) {
        if let Some(extremes) = extremes(3, &rows, &[0, 1, 2], &mut BUDGET.clone()) {
            for (variable, [lower, upper]) in extremes.iter().enumerate() {
                let range = &Interval::new(lower.0.clone(), upper.0.clone());
                let holds_with = |set: Interval| {
                    let mut rows = rows.clone();
                    rows.push(Row { form: form_of_one(variable), set });
                    matches!(solve(3, &rows, &mut BUDGET.clone()), Feasibility::Feasible(_))
                };
                // Up to `end` and beyond it, seen from the inside.
                let beyond = |side: Side, end: Rational| match side {
                    Side::Lower => Interval::less_than(end),
                    Side::Upper => Interval::more_than(end),
                };
                for side in [Side::Lower, Side::Upper] {
                    let outward = Rational::from(if side == Side::Lower { -1 } else { 1 });
                    let Some(end) = side.of(range).value() else {
                        prop_assert!(holds_with(beyond(side, outward * Rational::from(1000))));
                        continue;
                    };
                    prop_assert_eq!(holds_with(Interval::point(end.clone())), !side.of(range).is_open());
                    prop_assert!(!holds_with(beyond(side, end.clone())));
                    let near = end - &(outward * Rational::new(1, 1000));
                    prop_assert!(holds_with(beyond(side, near)));
                }
            }
        }
    }
}

fn form_of_one(variable: usize) -> Form {
    std::iter::once((variable as u32, Rational::ONE)).collect()
}

fn row(coefficients: &[i64], set: Interval) -> Row {
    Row {
        form: form(coefficients),
        set,
    }
}

#[test]
fn strict_ends_that_touch_conflict_and_closed_ones_do_not() {
    let five = || Rational::from(5);
    let rows = |upper: Interval| {
        vec![
            row(&[1, 1], Interval::at_least(five())),
            row(&[1, 1], upper),
        ]
    };
    let closed = solve(2, &rows(Interval::at_most(five())), &mut BUDGET.clone());
    assert!(matches!(closed, Feasibility::Feasible(_)));
    let open = solve(2, &rows(Interval::less_than(five())), &mut BUDGET.clone());
    let Feasibility::Infeasible(certificate) = open else {
        panic!("5 ≤ x + y < 5 holds nowhere")
    };
    assert!(certificate.proves(&rows(Interval::less_than(five()))));
    assert!(!certificate.proves(&rows(Interval::at_most(five()))));
}

#[test]
fn a_certificate_names_only_the_rows_at_fault() {
    let rows = [
        row(&[0, 0, 1], Interval::at_least(Rational::from(7))),
        row(&[1, -1, 0], Interval::more_than(Rational::ZERO)),
        row(&[0, 1, -1], Interval::at_least(Rational::ZERO)),
        row(&[-1, 0, 1], Interval::at_least(Rational::ZERO)),
    ];
    let Feasibility::Infeasible(certificate) = solve(3, &rows, &mut BUDGET.clone()) else {
        panic!("x > y ≥ z ≥ x holds nowhere")
    };
    let mut at_fault: Vec<usize> = certificate.terms.iter().map(|term| term.row).collect();
    at_fault.sort_unstable();
    assert_eq!(at_fault, [1, 2, 3]);
}

#[test]
fn a_forged_certificate_proves_nothing() {
    let rows = [
        row(&[1], Interval::at_least(Rational::ZERO)),
        row(&[1], Interval::at_most(Rational::ONE)),
    ];
    let term = |row, side, factor| Term {
        row,
        side,
        factor: Rational::from(factor),
    };
    for terms in [
        vec![],
        vec![term(0, Side::Lower, 1), term(1, Side::Upper, 1)],
        vec![term(0, Side::Upper, 1)],
        vec![term(0, Side::Lower, -1), term(1, Side::Upper, -1)],
    ] {
        assert!(!Certificate { terms }.proves(&rows));
    }
}

#[test]
fn a_budget_that_runs_out_says_so() {
    let rows = [row(&[1, 1], Interval::at_least(Rational::ONE))];
    assert!(matches!(solve(2, &rows, &mut 0), Feasibility::Undecided));
}
