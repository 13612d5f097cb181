//! Deciding whether sentences can all be true. Either answer is a proof: a witness, or that nothing
//! is left of some figure's set in every case that was told apart.
//!
//! ```text
//! narrow → witness? → linear relaxation: a proof or a witness? → split into cases, and again for each
//! ```

use super::component::{Component, ConstraintId, SentenceId, VariableId};
use super::linear_program::{self, Feasibility};
use super::narrow::{Grounds, Narrowing, Stop};
use super::relax::Relaxation;
use crate::number::{Endpoint, Interval, Rational, Strength};

/// The most constraints that linear programming and telling cases apart are tried on.
const MANY: usize = 400;

/// From how many bits on a set's ends are too long for the set to be cut in two: each cut adds one,
/// and a figure of a hundred digits has 333.
const MOST_BITS: usize = 1024;

/// What was found of a set of sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// They can all be true.
    Holds,
    /// They cannot, and neither can these of them.
    Fails(Vec<SentenceId>),
    /// The budget ran out.
    Undecided,
}

/// Decides whether the sentences in force can all be true.
pub(crate) fn decide(
    component: &Component<'_>,
    strength: Strength,
    active: &[bool],
    budget: &mut u64,
) -> Answer {
    let mut narrowing = Narrowing::new(component, strength, active);
    let outcome = narrowing.run(budget);
    decide_narrowed(&mut narrowing, outcome, budget)
}

/// The same, narrowing having been done. Leaves the sets as they were.
pub(crate) fn decide_narrowed(
    narrowing: &mut Narrowing<'_, '_>,
    outcome: Result<(), Stop>,
    budget: &mut u64,
) -> Answer {
    let mut grounds = vec![false; narrowing.component.sentences.len()];
    match outcome {
        Ok(()) => {}
        Err(Stop::Budget) => return Answer::Undecided,
        Err(stop) => {
            narrowing.explain(stop, &mut grounds);
            return fails(&grounds);
        }
    }
    match narrowing.find_witness(budget) {
        Ok(true) => return Answer::Holds,
        Ok(false) => {}
        Err(_) => return Answer::Undecided,
    }
    if narrowing
        .component
        .active_constraints(narrowing.active)
        .count()
        > MANY
    {
        return Answer::Undecided;
    }
    let start = narrowing.mark();
    let mut search = Search {
        narrowing,
        grounds,
        cases: Vec::new(),
    };
    let answer = search.run(budget);
    search.narrowing.undo(start);
    search.narrowing.chosen.fill(None);
    answer
}

fn fails(grounds: &Grounds) -> Answer {
    let grounds = SentenceId::number(grounds.iter());
    let at_fault = grounds.filter(|&(_, &is_ground)| is_ground);
    Answer::Fails(at_fault.map(|(sentence, _)| sentence).collect())
}

struct Search<'n, 'c, 'a> {
    narrowing: &'n mut Narrowing<'c, 'a>,
    /// What the cases that were found impossible rest on.
    grounds: Grounds,
    /// What is still to be tried, the next one last.
    cases: Vec<Case>,
}

struct Case {
    /// How far the trail went when the cases were told apart.
    mark: usize,
    what: What,
}

enum What {
    /// A part of a variable's set.
    Part(VariableId, Interval),
    /// A reading of a constraint; the last one to be tried takes the choice back.
    Reading(ConstraintId, u8),
    /// The readings of a constraint are all open again.
    Open(ConstraintId),
}

/// What was found of one case.
enum Outcome {
    Holds,
    Fails,
    /// Neither, but it was told apart into cases of its own.
    Split,
    /// Neither, and there is nothing left to tell apart.
    Open,
}

impl Search<'_, '_, '_> {
    fn run(&mut self, budget: &mut u64) -> Answer {
        let mut state = Ok(());
        let mut all_fail = true;
        loop {
            let outcome = match state {
                Ok(()) => self.examine(budget),
                Err(Stop::Budget) => return Answer::Undecided,
                Err(stop) => {
                    self.narrowing.explain(stop, &mut self.grounds);
                    Ok(Outcome::Fails)
                }
            };
            match outcome {
                Err(_) => return Answer::Undecided,
                Ok(Outcome::Holds) => return Answer::Holds,
                Ok(Outcome::Open) => all_fail = false,
                Ok(Outcome::Fails | Outcome::Split) => {}
            }
            state = loop {
                let Some(case) = self.cases.pop() else {
                    return if all_fail {
                        fails(&self.grounds)
                    } else {
                        Answer::Undecided
                    };
                };
                self.narrowing.undo(case.mark);
                match case.what {
                    What::Part(variable, part) => {
                        break self.narrowing.assume(variable, &part, budget);
                    }
                    What::Reading(constraint, reading) => {
                        break self.narrowing.choose(constraint, Some(reading), budget);
                    }
                    What::Open(constraint) => {
                        self.narrowing.chosen[constraint.index()] = None;
                    }
                }
            };
        }
    }

    /// Looks at the case at hand: proves it impossible, finds a witness, or tells cases of it
    /// apart.
    fn examine(&mut self, budget: &mut u64) -> Result<Outcome, Stop> {
        let relaxation = Relaxation::new(self.narrowing);
        let mut point: Vec<Interval> = self.narrowing.domains.clone();
        match linear_program::solve(relaxation.width, &relaxation.rows, budget) {
            Feasibility::Undecided => return Err(Stop::Budget),
            Feasibility::Infeasible(certificate) => {
                assert!(
                    certificate.proves(&relaxation.rows),
                    "internal error: a proof that proves nothing"
                );
                relaxation.explain(&certificate, self.narrowing, &mut self.grounds);
                return Ok(Outcome::Fails);
            }
            Feasibility::Feasible(values) => {
                for (&variable, value) in relaxation.variables.iter().zip(values) {
                    point[variable.index()] = Interval::point(value);
                }
            }
        }
        if self.narrowing.is_witness(&point) || self.narrowing.find_witness(budget)? {
            return Ok(Outcome::Holds);
        }
        Ok(if self.split(&point) {
            Outcome::Split
        } else {
            Outcome::Open
        })
    }

    /// Tells cases apart about a point that breaks some constraint; false if there are none.
    fn split(&mut self, point: &[Interval]) -> bool {
        let mark = self.narrowing.mark();
        let narrowing = &self.narrowing;
        let mut values = point.to_vec();
        let (broken, others): (Vec<ConstraintId>, Vec<ConstraintId>) = narrowing
            .component
            .active_constraints(narrowing.active)
            .partition(|&index| {
                let constraint = &narrowing.component.constraints[index.index()];
                !narrowing
                    .readings(index)
                    .iter()
                    .any(|relation| narrowing.holds(constraint, relation, &mut values))
            });
        if let Some(&constraint) = broken
            .iter()
            .find(|&&index| narrowing.readings(index).len() > 1)
        {
            let readings = narrowing.readings(constraint).len() as u8;
            self.cases.push(Case {
                mark,
                what: What::Open(constraint),
            });
            for reading in (0..readings).rev() {
                self.cases.push(Case {
                    mark,
                    what: What::Reading(constraint, reading),
                });
            }
            return true;
        }
        // Where no constraint is broken, a whole number is.
        let widest = [broken, others].iter().find_map(|constraints| {
            let variables = constraints
                .iter()
                .flat_map(|&index| &narrowing.component.constraints[index.index()].variables);
            variables
                .filter_map(|&variable| Some((self.width(variable)?, variable)))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        });
        let Some((_, variable)) = widest else {
            return false;
        };
        let domain = self.narrowing.domains[variable.index()].clone();
        let Some(at) = split_at(&domain, &point[variable.index()]) else {
            return false;
        };
        let at = if self.narrowing.is_whole(variable) {
            at.floor()
        } else {
            at
        };
        let (lower, upper) = (Interval::at_most(at.clone()), Interval::more_than(at));
        self.cases.push(Case {
            mark,
            what: What::Part(variable, upper),
        });
        self.cases.push(Case {
            mark,
            what: What::Part(variable, lower),
        });
        true
    }

    /// How wide a variable's set is against its size; `None` of one that is not to be cut any
    /// further: a point, or a set that was cut so often that only the arithmetic grows.
    fn width(&self, variable: VariableId) -> Option<f64> {
        let domain = &self.narrowing.domains[variable.index()];
        let is_long = |end: Option<&Rational>| end.is_some_and(|value| value.bits() > MOST_BITS);
        if domain.as_point().is_some() || is_long(domain.inf()) || is_long(domain.sup()) {
            return None;
        }
        let width = domain.width().map_or(f64::INFINITY, |width| width.to_f64());
        let size = domain.mid().map_or(1.0, |mid| mid.to_f64().abs());
        Some(width / size.max(f64::MIN_POSITIVE))
    }
}

/// Where to cut a set in two: in its middle, or, where it has no end, at or beyond a point of it.
fn split_at(domain: &Interval, point: &Interval) -> Option<Rational> {
    if let Some(mid) = domain.mid() {
        let inside = Interval::new(Endpoint::Unbounded, domain.upper().clone());
        return inside.contains(&mid).then_some(mid);
    }
    let near = point.as_point().cloned().unwrap_or(Rational::ZERO);
    let beyond = near.abs() * Rational::from(2) + Rational::ONE;
    Some(match (domain.inf(), domain.sup()) {
        (Some(_), None) => beyond,
        (None, Some(_)) => -beyond,
        _ => Rational::ZERO,
    })
}
