//! One component, from all its sentences to what they imply and where they conflict.

use super::component::{Component, ConstraintId, Origin, SentenceId, VariableId};
use super::conflict::{self, Core, MOST_CONFLICTS, shrink};
use super::decide::{Answer, decide, decide_narrowed};
use super::linear_program::{Extreme, Side, extremes};
use super::narrow::{Narrowing, Nearest, Steps};
use super::relax::Relaxation;
use crate::claim::Verdict;
use crate::number::{Endpoint, Interval, Strength};

/// The most constraints for which ranges are narrowed to the utmost by linear programming.
const FEW: usize = 60;

/// What was found of a component.
#[derive(Debug, Default)]
pub(crate) struct Finding {
    pub(crate) conflicts: Vec<Found>,
    /// Whether the budget ran out before everything was decided.
    pub(crate) undecided: bool,
    /// What all sentences that do not conflict leave of each variable, read closely.
    pub(crate) sets: Vec<Interval>,
    /// For the lower and the upper end of each variable asked for, the sentences it rests on.
    pub(crate) grounds: Vec<(VariableId, [Nearest; 2])>,
}

/// A smallest conflict, and how closely the sentences must be read to see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) core: Core,
    pub(crate) strength: Strength,
}

impl Found {
    /// A conflict that even the loose reading shows is one outright.
    pub(crate) fn verdict(&self) -> Verdict {
        match self.strength {
            Strength::Close => Verdict::Strained,
            Strength::Loose => Verdict::Inconsistent,
        }
    }
}

/// Examines a component. `wanted` are the variables whose implied ranges matter.
pub(crate) fn examine(
    component: &Component<'_>,
    wanted: &[VariableId],
    all: bool,
    budget: &mut u64,
) -> Finding {
    let close: Vec<bool> = component
        .sentences
        .iter()
        .map(|sentence| sentence.at_close)
        .collect();
    let mut finding = Finding::default();
    let loose_matters = close.contains(&false);
    let mut narrowing = Narrowing::new(component, Strength::Close, &close);
    if wanted.is_empty() && !loose_matters && narrowing.holds_as_printed() {
        return finding;
    }
    let outcome = narrowing.run(budget);
    let answer = decide_narrowed(&mut narrowing, outcome, budget);
    finding.undecided = answer == Answer::Undecided;
    if answer == Answer::Holds && !loose_matters {
        finding.imply(&mut narrowing, wanted, budget);
        return finding;
    }
    let mut in_force = vec![true; component.sentences.len()];
    finding.find_conflicts(component, &mut in_force, all, budget);
    if matches!(answer, Answer::Fails(_)) {
        let close: Vec<bool> = close.iter().zip(&in_force).map(|(&a, &b)| a && b).collect();
        let mut narrowing = Narrowing::new(component, Strength::Close, &close);
        if narrowing.run(budget).is_ok() {
            finding.imply(&mut narrowing, wanted, budget);
        }
    } else if outcome.is_ok() {
        finding.imply(&mut narrowing, wanted, budget);
    }
    finding
}

impl Finding {
    /// Finds conflicts; each one's claims are then left out, and what is left is looked at again.
    fn find_conflicts(
        &mut self,
        component: &Component<'_>,
        in_force: &mut [bool],
        all: bool,
        budget: &mut u64,
    ) {
        let at_close = |in_force: &[bool]| -> Vec<bool> {
            component
                .sentences
                .iter()
                .zip(in_force)
                .map(|(s, &on)| on && s.at_close)
                .collect()
        };
        if all {
            self.find_all(component, &at_close(in_force), in_force, budget);
        }
        while self.conflicts.len() < MOST_CONFLICTS {
            let before = self.conflicts.len();
            match decide(component, Strength::Loose, in_force, budget) {
                Answer::Fails(conflict) => {
                    let core = shrink(component, Strength::Loose, &conflict, budget);
                    // Read closely, less may be enough for a conflict.
                    let members = component.only(&core.sentences);
                    let closely =
                        match decide(component, Strength::Close, &at_close(&members), budget) {
                            Answer::Fails(conflict) => {
                                Some(shrink(component, Strength::Close, &conflict, budget))
                            }
                            _ => None,
                        };
                    let smaller = closely.filter(|closely| closely.sentences != core.sentences);
                    self.push(core, Strength::Loose);
                    if let Some(smaller) = smaller {
                        self.push(smaller, Strength::Close);
                    }
                }
                other => {
                    self.undecided |= other == Answer::Undecided;
                    match decide(component, Strength::Close, &at_close(in_force), budget) {
                        Answer::Fails(conflict) => {
                            let core = shrink(component, Strength::Close, &conflict, budget);
                            let strength = self.strength_of(component, &core, budget);
                            self.push(core, strength);
                        }
                        other => self.undecided |= other == Answer::Undecided,
                    }
                }
            }
            if self.conflicts.len() == before {
                return;
            }
            for found in &self.conflicts[before..] {
                for &sentence in &found.core.sentences {
                    if matches!(
                        component.sentences[sentence.index()].origin,
                        Origin::Claim(_)
                    ) {
                        in_force[sentence.index()] = false;
                    }
                }
            }
        }
        self.undecided = true;
    }

    /// Finds all smallest conflicts at either strength.
    fn find_all(
        &mut self,
        component: &Component<'_>,
        close: &[bool],
        in_force: &[bool],
        budget: &mut u64,
    ) {
        let (loosely, complete) = conflict::all(component, Strength::Loose, in_force, budget);
        let (closely, also) = conflict::all(component, Strength::Close, close, budget);
        self.undecided |= !(complete && also);
        for core in loosely {
            self.push(core, Strength::Loose);
        }
        for core in closely {
            let strength = self.strength_of(component, &core, budget);
            self.push(core, strength);
        }
    }

    /// The loosest reading at which a conflict found at the close one is still a conflict.
    fn strength_of(
        &mut self,
        component: &Component<'_>,
        core: &Core,
        budget: &mut u64,
    ) -> Strength {
        match decide(
            component,
            Strength::Loose,
            &component.only(&core.sentences),
            budget,
        ) {
            Answer::Fails(_) => Strength::Loose,
            Answer::Holds => Strength::Close,
            Answer::Undecided => {
                self.undecided = true;
                Strength::Close
            }
        }
    }

    fn push(&mut self, core: Core, strength: Strength) {
        if !self
            .conflicts
            .iter()
            .any(|found| found.core.sentences == core.sentences)
        {
            self.conflicts.push(Found { core, strength });
        }
    }

    /// Writes down what is left of the wanted variables, narrowed as far as is cheap, and why.
    fn imply(
        &mut self,
        narrowing: &mut Narrowing<'_, '_>,
        wanted: &[VariableId],
        budget: &mut u64,
    ) {
        if !wanted.is_empty() {
            self.grounds = narrow_ends(narrowing, wanted, budget);
        }
        self.sets.clone_from(&narrowing.domains);
    }
}

/// What is left of one variable, and what its ends rest on.
pub(crate) fn ends_of(
    narrowing: &mut Narrowing<'_, '_>,
    variable: VariableId,
    budget: &mut u64,
) -> (Interval, [Nearest; 2]) {
    let mut ends = narrow_ends(narrowing, &[variable], budget);
    let (_, grounds) = ends.remove(0);
    (narrowing.domains[variable.index()].clone(), grounds)
}

/// Narrows the wanted variables as far as is cheap; for each, what its ends rest on.
fn narrow_ends(
    narrowing: &mut Narrowing<'_, '_>,
    wanted: &[VariableId],
    budget: &mut u64,
) -> Vec<(VariableId, [Nearest; 2])> {
    // Each polishing cut is a proof, so one that is cut short does no harm.
    let _ = narrowing.polish(budget);
    let linear = linear_extremes(narrowing, wanted, budget);
    let steps = Steps::of(narrowing);
    let mut ends = Vec::with_capacity(wanted.len());
    for (index, &variable) in wanted.iter().enumerate() {
        let mut grounds = [Side::Lower, Side::Upper]
            .map(|side| narrowing.nearest_grounds(&steps, variable, side));
        if let Some((relaxation, extremes)) = &linear {
            for (side, (end, rows)) in [Side::Lower, Side::Upper].into_iter().zip(&extremes[index])
            {
                let set = match side {
                    Side::Lower => Interval::new(end.clone(), Endpoint::Unbounded),
                    Side::Upper => Interval::new(Endpoint::Unbounded, end.clone()),
                };
                if narrowing.domains[variable.index()].is_subset(&set) {
                    continue;
                }
                let on = relaxation.grounds_of(rows, narrowing);
                grounds[side as usize] = Nearest {
                    sentences: SentenceId::number(on.into_iter())
                        .filter_map(|(s, on)| on.then_some(s))
                        .collect(),
                    cut_short: false,
                };
                narrowing.tighten(variable, &set);
            }
        }
        ends.push((variable, grounds));
    }
    ends
}

/// The ends of variables by linear programming, where narrowing alone may leave too much: where
/// figures hang together in more ways than one.
fn linear_extremes(
    narrowing: &Narrowing<'_, '_>,
    wanted: &[VariableId],
    budget: &mut u64,
) -> Option<(Relaxation, Vec<[Extreme; 2]>)> {
    let active: Vec<ConstraintId> = narrowing
        .component
        .active_constraints(narrowing.active)
        .collect();
    if active.len() > FEW || !is_cyclic(narrowing.component, &active) {
        return None;
    }
    let relaxation = Relaxation::new(narrowing);
    let place = |variable: &VariableId| relaxation.variables.iter().position(|v| v == variable);
    let places: Option<Vec<u32>> = wanted
        .iter()
        .map(|v| place(v).map(|at| at as u32))
        .collect();
    let extremes = extremes(relaxation.width, &relaxation.rows, &places?, budget)?;
    Some((relaxation, extremes))
}

/// Whether there are two ways from one figure to another, or a figure occurs twice in a formula.
fn is_cyclic(component: &Component<'_>, active: &[ConstraintId]) -> bool {
    let mut links = 0;
    let mut variables = std::collections::BTreeSet::new();
    for &index in active {
        let constraint = &component.constraints[index.index()];
        if constraint.repeats {
            return true;
        }
        links += constraint.variables.len();
        variables.extend(constraint.variables.iter().copied());
    }
    // A forest has fewer links than nodes.
    links >= variables.len() + active.len()
}
