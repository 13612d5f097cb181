//! The solver on systems written as text.

use proptest::prelude::*;

use super::component::{
    Component, Constraint, ConstraintId, Origin, Relation, Sentence, SentenceId, Target, Variable,
    VariableId,
};
use super::conflict::shrink;
use super::decide::{Answer, decide};
use super::linear_program::Side;
use super::narrow::{Narrowing, Steps};
use crate::claim::{ClaimId, QuantityId};
use crate::formula::{Formula, Operand, Program};
use crate::number::{Dimension, Endpoint, Interval, Rational, Settings, Strength};

const BUDGET: u64 = 3_000;

/// A system under construction: figures and claims by name.
#[derive(Default)]
struct Model {
    variables: Vec<(String, Variable)>,
    sentences: Vec<Sentence>,
    claims: Vec<Claim>,
}

struct Claim {
    sentence: SentenceId,
    result: Option<VariableId>,
    /// Programs with the variables they use.
    readings: Vec<(Program, Vec<VariableId>)>,
    set: Option<Interval>,
}

impl Model {
    fn unknown(mut self, name: &str) -> Self {
        self.push(name, None, Interval::at_least(Rational::ZERO), false);
        self
    }

    fn figure(self, name: &str, set: &str) -> Self {
        self.stated(name, interval(set), false)
    }

    fn count(self, name: &str, set: &str) -> Self {
        self.stated(name, interval(set), true)
    }

    fn stated(mut self, name: &str, set: Interval, whole: bool) -> Self {
        let origin = Origin::Input(QuantityId(self.variables.len() as u32));
        self.sentences.push(Sentence {
            origin,
            at_close: true,
        });
        self.push(
            name,
            Some(SentenceId::new(self.sentences.len() - 1)),
            set,
            whole,
        );
        self
    }

    fn push(&mut self, name: &str, sentence: Option<SentenceId>, set: Interval, whole: bool) {
        let variable = Variable {
            quantity: Some(QuantityId(self.variables.len() as u32)),
            sentence,
            always: if sentence.is_none() {
                set.clone()
            } else {
                Interval::ENTIRE
            },
            nominal: set.mid(),
            close: set.clone(),
            loose: set,
            whole,
            definition: None,
        };
        self.variables.push((name.to_owned(), variable));
    }

    fn claim(self, formula: &str, set: &str) -> Self {
        let set = interval(set);
        self.claim_of(&[formula], Some(set), None)
    }

    fn comparison(self, formula: &str) -> Self {
        self.claim_of(&[formula], None, None)
    }

    fn either(self, formulas: &[&str], set: &str) -> Self {
        let set = interval(set);
        self.claim_of(formulas, Some(set), None)
    }

    /// A claim whose stated figure has a name that other formulas use.
    fn named_claim(mut self, name: &str, formula: &str, set: &str) -> Self {
        let sentence = SentenceId::new(self.sentences.len());
        self.push(name, Some(sentence), interval(set), false);
        let result = VariableId::new(self.variables.len() - 1);
        self.claim_of(&[formula], None, Some(result))
    }

    fn claim_of(
        mut self,
        formulas: &[&str],
        set: Option<Interval>,
        result: Option<VariableId>,
    ) -> Self {
        let readings = formulas.iter().map(|formula| {
            let formula = Formula::parse(formula, &Settings::default()).expect("a formula");
            let operands: Vec<VariableId> = formula
                .names
                .iter()
                .map(|name| {
                    let at = self
                        .variables
                        .iter()
                        .position(|(other, _)| *other == name.id);
                    VariableId::new(at.expect("a known name"))
                })
                .collect();
            let known = |&at: &VariableId| Operand {
                dimension: Dimension::NONE,
                absolute: false,
                offset: Rational::ZERO,
                whole: self.variables[at.index()].1.whole,
                counts: false,
                period: None,
            };
            let known: Vec<Operand> = operands.iter().map(known).collect();
            (formula.bind(&known).expect("units that fit"), operands)
        });
        let readings = readings.collect();
        let sentence = SentenceId::new(self.sentences.len());
        self.sentences.push(Sentence {
            origin: Origin::Claim(ClaimId(self.sentences.len() as u32)),
            at_close: true,
        });
        if let Some(result) = result {
            self.variables[result.index()].1.definition =
                Some(ConstraintId::new(self.claims.len()));
        }
        self.claims.push(Claim {
            sentence,
            result,
            readings,
            set,
        });
        self
    }

    fn component(&self) -> Component<'_> {
        let mut component = Component {
            sentences: self.sentences.clone(),
            variables: self
                .variables
                .iter()
                .map(|(_, variable)| variable.clone())
                .collect(),
            ..Component::default()
        };
        for claim in &self.claims {
            let mut constraint = Constraint {
                sentence: claim.sentence,
                variables: claim.result.into_iter().collect(),
                repeats: false,
                readings: smallvec::SmallVec::new(),
            };
            for (program, operands) in &claim.readings {
                let mut place = |variable: VariableId| {
                    let known = constraint
                        .variables
                        .iter()
                        .position(|&other| other == variable);
                    known.unwrap_or_else(|| {
                        constraint.variables.push(variable);
                        constraint.variables.len() - 1
                    }) as u32
                };
                let operands: smallvec::SmallVec<[u32; 6]> =
                    operands.iter().map(|&variable| place(variable)).collect();
                constraint.repeats |= program.occurrences() > operands.len();
                let target = match (&claim.set, claim.result) {
                    (_, Some(_)) => Target::Is(0),
                    (Some(set), _) => Target::In {
                        close: set.clone(),
                        loose: set.clone(),
                    },
                    (None, None) => Target::True,
                };
                constraint.readings.push(Relation {
                    program,
                    operands,
                    target,
                });
            }
            component.constraints.push(constraint);
        }
        component.index();
        component
    }

    fn decide(&self) -> Answer {
        let component = self.component();
        let active = vec![true; self.sentences.len()];
        decide(&component, Strength::Close, &active, &mut BUDGET.clone())
    }

    /// The smallest conflict found, if there is one.
    fn conflict(&self) -> Option<(Vec<u32>, bool)> {
        match self.decide() {
            Answer::Holds => None,
            Answer::Undecided => panic!("undecided"),
            Answer::Fails(conflict) => {
                let component = self.component();
                let core = shrink(&component, Strength::Close, &conflict, &mut BUDGET.clone());
                let sentences = core
                    .sentences
                    .iter()
                    .map(|sentence| sentence.index() as u32);
                Some((sentences.collect(), core.minimal))
            }
        }
    }
}

/// `[1, 2)`, `(, 5]`
fn interval(text: &str) -> Interval {
    let inner = &text[1..text.len() - 1];
    let (lower, upper) = inner.split_once(',').expect("two ends");
    let end = |text: &str, open: bool| match text.trim() {
        "" => Endpoint::Unbounded,
        number if open => Endpoint::Open(decimal(number)),
        number => Endpoint::Closed(decimal(number)),
    };
    Interval::new(
        end(lower, text.starts_with('(')),
        end(upper, text.ends_with(')')),
    )
}

fn decimal(text: &str) -> Rational {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let number = Rational::from_digits(&format!("{whole}{fraction}")).expect("digits");
    number * Rational::from(sign) / Rational::power_of_ten(fraction.len() as u32)
}

#[test]
fn an_unknown_ties_two_claims() {
    let model = |second: &str| {
        Model::default()
            .unknown("total")
            .figure("part", "[194.5, 195.5]")
            .claim("part / total", "[0.025, 0.035]")
            .claim("total / 1000", second)
    };
    assert_eq!(model("[6, 7]").conflict(), None);
    assert_eq!(model("[8, 9]").conflict(), Some((vec![0, 1, 2], true)));
}

#[test]
fn a_chain_of_claims_conflicts_only_as_a_whole() {
    let model = Model::default()
        .unknown("x")
        .unknown("y")
        .unknown("z")
        .claim("x - y", "[1, 2]")
        .claim("y - z", "[1, 2]")
        .claim("x + y", "[0, 100]")
        .claim("z - x", "[-1.5, 5]");
    assert_eq!(model.conflict(), Some((vec![0, 1, 3], true)));
}

#[test]
fn cycles_that_narrowing_cannot_close_are_decided_by_linear_programming() {
    let model = |sum: &str| {
        Model::default()
            .unknown("x")
            .unknown("y")
            .claim("x - y", "[0, 0]")
            .claim("x + y", sum)
            .claim("x - 2 * y", "[-5, 10]")
            .claim("2 * x - y", "[3, 10]")
    };
    assert_eq!(model("[6, 100]").conflict(), None);
    assert_eq!(model("[10.5, 100]").conflict(), Some((vec![0, 1, 2], true)));
}

#[test]
fn strict_ends_that_touch_conflict() {
    let model = |first: &str| {
        Model::default()
            .unknown("x")
            .unknown("y")
            .claim("x + y", first)
            .claim("(x + y) * 2", "[10, 20]")
    };
    assert_eq!(model("[0, 5]").conflict(), None);
    assert_eq!(model("[0, 5)").conflict(), Some((vec![0, 1], true)));
}

#[test]
fn whole_numbers_stay_whole() {
    let people = |half: &str| {
        Model::default()
            .count("a", "[1, 9]")
            .count("b", "[1, 9]")
            .claim("a - b", half)
    };
    assert_eq!(people("[0.4, 1.2]").conflict(), None);
    assert_eq!(people("[0.4, 0.6]").conflict(), Some((vec![0, 1, 2], true)));
}

#[test]
fn a_claim_of_two_readings_holds_if_one_does() {
    let model = |level: &str| {
        Model::default()
            .unknown("x")
            .claim("x", level)
            .either(&["x + 1", "x * 10"], "[50, 60]")
    };
    assert_eq!(model("[50, 55]").conflict(), None);
    assert_eq!(model("[5, 6]").conflict(), None);
    assert_eq!(model("[10, 20]").conflict(), Some((vec![0, 1], true)));
}

#[test]
fn a_stated_figure_that_others_use_is_what_its_formula_gives() {
    let model = |third: &str| {
        Model::default()
            .figure("a", "[10, 11]")
            .figure("b", "[5, 6]")
            .named_claim("sum", "a + b", "[14, 20]")
            .claim("sum * 2", third)
    };
    assert_eq!(model("[33, 50]").conflict(), None);
    assert_eq!(model("[35, 39]").conflict(), Some((vec![0, 1, 2, 3], true)));
}

#[test]
fn comparisons_take_part() {
    let model = |last: &str| {
        Model::default()
            .unknown("x")
            .unknown("y")
            .unknown("z")
            .comparison("x > y")
            .comparison("y >= z and z > 0")
            .comparison(last)
    };
    assert_eq!(model("x > z").conflict(), None);
    assert_eq!(model("z > x").conflict(), Some((vec![0, 1, 2], true)));
    assert_eq!(model("z >= x").conflict(), Some((vec![0, 1, 2], true)));
}

#[test]
fn products_of_unknowns_are_told_apart_by_cases() {
    let model = |sum: &str| {
        Model::default()
            .unknown("x")
            .unknown("y")
            .claim("x * y", "[10, 11]")
            .claim("x + y", sum)
    };
    // The least sum of two numbers of product 10 is 2·√10, some 6.32.
    assert_eq!(model("[6, 6.4]").conflict(), None);
    assert_eq!(model("[6, 6.3]").conflict(), Some((vec![0, 1], true)));
}

#[test]
fn growth_of_an_unknown() {
    let model = |change: &str| {
        Model::default()
            .unknown("x")
            .unknown("y")
            .claim("(x - y) / y", "[0.185, 0.195]")
            .claim("x - y", change)
    };
    assert_eq!(model("[10, 11]").conflict(), None);
    assert_eq!(model("[-11, -10]").conflict(), Some((vec![0, 1], true)));
}

/// A figure of a made-up article: its true value and how it is rounded.
#[derive(Clone, Debug)]
struct Made {
    value: i64,
    /// Half the width of its set; nought of an unknown.
    half: i64,
    known: bool,
}

/// Formulas of three names, which are put in for `a`, `b` and `c`.
const FORMULAS: [&str; 12] = [
    "a + b",
    "a - b",
    "a + b + c",
    "a - b + c",
    "a / b",
    "(a - b) / b",
    "a / (a + b)",
    "a * b",
    "(a + b) / 2",
    "2 * a - c",
    "(a - b) / (a + c)",
    "a * b / c",
];

/// A made-up article: figures, and claims that are true of them.
fn articles() -> impl Strategy<Value = (Vec<Made>, Vec<(usize, [usize; 3])>)> {
    (3_usize..7).prop_flat_map(|figures| {
        let made = (2_i64..1000, 1_i64..20, prop::bool::weighted(0.6))
            .prop_map(|(value, half, known)| Made { value, half, known });
        let three = (0..figures, 0..figures, 0..figures).prop_map(|(a, b, c)| [a, b, c]);
        let claims = prop::collection::vec((0..FORMULAS.len(), three), 1..7);
        (prop::collection::vec(made, figures), claims)
    })
}

fn name(figure: usize) -> String {
    format!("f{figure}")
}

/// The article as a model; the claim `broken` states what is far from true.
fn model(figures: &[Made], claims: &[(usize, [usize; 3])], broken: Option<usize>) -> Option<Model> {
    let mut model = Model::default();
    for (at, made) in figures.iter().enumerate() {
        let (value, half) = (Rational::from(made.value), Rational::new(made.half, 10));
        let set = Interval::closed(&value - &half, &value + &half);
        model = if made.known {
            model.stated(&name(at), set, false)
        } else {
            model.unknown(&name(at))
        };
    }
    for (at, (formula, operands)) in claims.iter().enumerate() {
        let text: String = FORMULAS[*formula]
            .chars()
            .map(|c| match c {
                'a'..='c' => name(operands[c as usize - 'a' as usize]),
                other => other.to_string(),
            })
            .collect();
        let parsed = Formula::parse(&text, &Settings::default()).expect("a formula");
        let at_names =
            |name: &crate::formula::Name| name.id[1..].parse::<usize>().expect("a number");
        let used: Vec<usize> = parsed.names.iter().map(at_names).collect();
        let plain = Operand {
            dimension: Dimension::NONE,
            absolute: false,
            offset: Rational::ZERO,
            whole: false,
            counts: false,
            period: None,
        };
        let program = parsed.bind(&vec![plain; used.len()]).ok()?;
        let point: Vec<Rational> = used
            .iter()
            .map(|&at| Rational::from(figures[at].value))
            .collect();
        let value = program.at(&point)?.as_point()?.clone();
        let half = value.abs() * Rational::new(1, 50) + Rational::new(1, 100);
        let mut set = Interval::closed(&value - &half, &value + &half);
        if broken == Some(at) {
            let far = Interval::point(&half * &Rational::from(1000));
            set = set.add(&far);
        }
        model = model.claim_of(&[&text], Some(set), None);
    }
    Some(model)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_has_a_solution_never_conflicts((figures, claims) in articles()) {
        let Some(model) = model(&figures, &claims, None) else { return Ok(()) };
        let answer = model.decide();
        prop_assert!(!matches!(answer, Answer::Fails(_)), "{answer:?}");
    }

    #[test]
    fn an_end_rests_on_what_going_over_every_cut_gives((figures, claims) in articles()) {
        let Some(model) = model(&figures, &claims, None) else { return Ok(()) };
        let component = model.component();
        let active = vec![true; component.sentences.len()];
        let mut narrowing = Narrowing::new(&component, Strength::Close, &active);
        let _ = narrowing.run(&mut BUDGET.clone());
        let steps = Steps::of(&narrowing);
        for variable in (0..component.variables.len()).map(VariableId::new) {
            for side in [Side::Lower, Side::Upper] {
                let mut whole = vec![false; component.sentences.len()];
                narrowing.explain_constraints(std::iter::empty(), &[(variable, side)], &mut whole);
                let nearest = narrowing.nearest_grounds(&steps, variable, side);
                let mut found = vec![false; component.sentences.len()];
                nearest.sentences.iter().for_each(|&sentence| found[sentence.index()] = true);
                prop_assert!(!nearest.cut_short);
                prop_assert_eq!(found, whole);
            }
        }
    }

    #[test]
    fn one_changed_figure_is_in_every_conflict((figures, claims) in articles(), broken in any::<prop::sample::Index>()) {
        let broken = broken.index(claims.len());
        let Some(model) = model(&figures, &claims, Some(broken)) else { return Ok(()) };
        let changed = figures.iter().filter(|made| made.known).count() + broken;
        if let Answer::Fails(conflict) = model.decide() {
            prop_assert!(conflict.contains(&SentenceId::new(changed)));
            let component = model.component();
            let core = shrink(&component, Strength::Close, &conflict, &mut BUDGET.clone());
            prop_assert!(core.sentences.contains(&SentenceId::new(changed)), "{core:?} without {changed}");
            prop_assert!(core.sentences.iter().all(|sentence| conflict.contains(sentence)));
            // What is left without any one of them cannot conflict if the core says that it is minimal.
            if core.minimal {
                for &sentence in &core.sentences {
                    let mut rest = component.only(&core.sentences);
                    rest[sentence.index()] = false;
                    let answer = decide(&component, Strength::Close, &rest, &mut BUDGET.clone());
                    prop_assert!(!matches!(answer, Answer::Fails(_)), "{answer:?} without {sentence:?}");
                }
            }
        }
    }
}
