//! Narrowing: cutting from every figure's set what no sentence leaves possible.
//!
//! Each constraint cuts the sets of its figures (HC4: Benhamou et al., "Revising hull and box
//! consistency", 1999), and whatever was cut wakes the other constraints on that figure, until
//! nothing more is cut. A trail of all cuts serves to undo them and to say which sentences an
//! outcome rests on.

use std::collections::{BinaryHeap, HashSet, VecDeque};

use smallvec::SmallVec;

use super::component::{Component, Constraint, ConstraintId, Relation, SentenceId, VariableId};
use super::linear_program::Side;
use crate::number::{Endpoint, Interval, Rational, Strength};

/// A set that is cut by less than this part of its width is left as it is, or narrowing may creep
/// for ever.
const LEAST_CUT: (i64, i64) = (1, 64);
/// How often each constraint may be revised, on average, in one run.
const REVISIONS: u64 = 64;
/// Ends of more bits than this are rounded outwards, so that arithmetic stays quick.
const MAX_BITS: usize = 192;
/// The most sentences that are named for an end of a figure's set; nobody follows more.
const MOST_GROUNDS: usize = 100;

/// The sets of a component's figures while they are narrowed.
pub(crate) struct Narrowing<'c, 'a> {
    pub(crate) component: &'c Component<'a>,
    pub(crate) strength: Strength,
    /// Which sentences are in force.
    pub(crate) active: &'c [bool],
    pub(crate) domains: Vec<Interval>,
    /// For a constraint of several readings, the one that is tried.
    pub(crate) chosen: Vec<Option<u8>>,
    /// Whether small cuts are made too, which then wake no constraint.
    thorough: bool,
    /// Whether a cut wakes no other constraint.
    pub(crate) shallow: bool,
    trail: Vec<Step>,
    queue: VecDeque<ConstraintId>,
    queued: Vec<bool>,
}

/// A cut.
struct Step {
    variable: VariableId,
    old: Interval,
    moved: [bool; 2],
    by: Cause,
}

/// What cut a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    Constraint(ConstraintId),
    /// A case of several, all of which are tried.
    Case,
}

/// Why narrowing stopped without a fixpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Nothing is possible: this constraint left a figure no value.
    Empty(ConstraintId),
    /// A figure has no value left before any constraint is looked at.
    Vacant(VariableId),
    /// The budget ran out.
    Budget,
}

/// The sentences an outcome rests on.
pub(crate) type Grounds = Vec<bool>;

impl<'c, 'a> Narrowing<'c, 'a> {
    pub(crate) fn new(
        component: &'c Component<'a>,
        strength: Strength,
        active: &'c [bool],
    ) -> Self {
        let set = |variable: &super::component::Variable| variable.set(strength, active);
        Narrowing {
            component,
            strength,
            active,
            domains: component.variables.iter().map(set).collect(),
            chosen: vec![None; component.constraints.len()],
            thorough: false,
            shallow: false,
            trail: Vec::new(),
            queue: VecDeque::new(),
            queued: vec![false; component.constraints.len()],
        }
    }

    /// Narrows everything from the start.
    pub(crate) fn run(&mut self, budget: &mut u64) -> Result<(), Stop> {
        if let Some(variable) = self.domains.iter().position(Interval::is_empty) {
            return Err(Stop::Vacant(VariableId::new(variable)));
        }
        for constraint in self.component.active_constraints(self.active) {
            self.queued[constraint.index()] = true;
            self.queue.push_back(constraint);
        }
        self.settle(budget)
    }

    /// Makes the small cuts as well that a run leaves undone, once for each constraint.
    pub(crate) fn polish(&mut self, budget: &mut u64) -> Result<(), Stop> {
        self.thorough = true;
        let outcome = self.run(budget);
        self.thorough = false;
        outcome
    }

    /// Cuts one figure's set to some case and narrows what follows from that.
    pub(crate) fn assume(
        &mut self,
        variable: VariableId,
        case: &Interval,
        budget: &mut u64,
    ) -> Result<(), Stop> {
        let mut cut = self.domains[variable.index()].intersection(case);
        if self.is_whole(variable) {
            cut = cut.whole();
        }
        if cut.is_empty() {
            return Err(Stop::Vacant(variable));
        }
        self.cut(variable, cut, Cause::Case);
        self.wake(variable, None);
        self.settle(budget)
    }

    /// Tries one reading of a constraint and narrows what follows from that.
    pub(crate) fn choose(
        &mut self,
        constraint: ConstraintId,
        reading: Option<u8>,
        budget: &mut u64,
    ) -> Result<(), Stop> {
        self.chosen[constraint.index()] = reading;
        self.enqueue(constraint);
        self.settle(budget)
    }

    /// Where the trail ends now, to come back to.
    pub(crate) fn mark(&self) -> usize {
        self.trail.len()
    }

    /// Cuts one end of a set for a reason found elsewhere.
    pub(crate) fn tighten(&mut self, variable: VariableId, set: &Interval) {
        let new = self.domains[variable.index()].intersection(set);
        if new != self.domains[variable.index()] {
            self.cut(variable, new, Cause::Case);
        }
    }

    /// Takes back all cuts since a mark.
    pub(crate) fn undo(&mut self, mark: usize) {
        while self.trail.len() > mark {
            if let Some(step) = self.trail.pop() {
                self.domains[step.variable.index()] = step.old;
            }
        }
    }

    /// Revises waiting constraints until none waits.
    fn settle(&mut self, budget: &mut u64) -> Result<(), Stop> {
        let mut left = REVISIONS * self.component.constraints.len() as u64;
        let outcome = loop {
            let Some(constraint) = self.queue.pop_front() else {
                break Ok(());
            };
            self.queued[constraint.index()] = false;
            if left == 0 {
                break Ok(());
            }
            left -= 1;
            let cost = self.component.constraints[constraint.index()].cost();
            match budget.checked_sub(cost) {
                Some(rest) => *budget = rest,
                None => break Err(Stop::Budget),
            }
            if !self.revise(constraint) {
                break Err(Stop::Empty(constraint));
            }
        };
        for constraint in self.queue.drain(..) {
            self.queued[constraint.index()] = false;
        }
        outcome
    }

    /// Cuts what one constraint leaves impossible; false if that is everything.
    fn revise(&mut self, index: ConstraintId) -> bool {
        let component = self.component;
        let constraint = &component.constraints[index.index()];
        let before: SmallVec<[Interval; 6]> = constraint
            .variables
            .iter()
            .map(|&v| self.domains[v.index()].clone())
            .collect();
        let after = match self.readings(index) {
            [only] => contract(only, &before, self.strength),
            several => several
                .iter()
                .map(|reading| contract(reading, &before, self.strength))
                .reduce(hull)
                .expect("internal error: a claim without a reading"),
        };
        let Some(after) = after else { return false };
        for ((&variable, new), old) in constraint.variables.iter().zip(after).zip(before) {
            if new == old {
                continue;
            }
            let mut new = if self.is_whole(variable) {
                new.whole()
            } else {
                new
            };
            shorten(&mut new);
            let new = new.intersection(&old);
            if new.is_empty() {
                return false;
            }
            let worthwhile = is_worthwhile(&old, &new);
            if worthwhile || self.thorough {
                self.cut(variable, new, Cause::Constraint(index));
            }
            if worthwhile && !self.shallow {
                // A constraint cuts all it can at once, unless a figure occurs in it twice or is
                // rounded.
                let again = constraint.repeats || self.is_whole(variable);
                self.wake(variable, (!again).then_some(index));
            }
        }
        true
    }

    /// The readings of a constraint that are still open.
    pub(crate) fn readings(&self, constraint: ConstraintId) -> &'c [Relation<'a>] {
        let all: &'c [Relation<'a>] = &self.component.constraints[constraint.index()].readings;
        match self.chosen[constraint.index()] {
            Some(one) => std::slice::from_ref(&all[one as usize]),
            None => all,
        }
    }

    /// Whether a variable takes whole values only.
    pub(crate) fn is_whole(&self, variable: VariableId) -> bool {
        let details = &self.component.variables[variable.index()];
        details.whole && details.is_in_force(self.active)
    }

    fn cut(&mut self, variable: VariableId, new: Interval, by: Cause) {
        let old = std::mem::replace(&mut self.domains[variable.index()], new);
        let new = &self.domains[variable.index()];
        let moved = [old.lower() != new.lower(), old.upper() != new.upper()];
        self.trail.push(Step {
            variable,
            old,
            moved,
            by,
        });
    }

    /// Has the constraints on a variable revised again, but for the one that just was.
    fn wake(&mut self, variable: VariableId, done: Option<ConstraintId>) {
        for &constraint in &self.component.uses[variable.index()] {
            let sentence = self.component.constraints[constraint.index()].sentence;
            if done != Some(constraint) && self.active[sentence.index()] {
                self.enqueue(constraint);
            }
        }
    }

    fn enqueue(&mut self, constraint: ConstraintId) {
        if !std::mem::replace(&mut self.queued[constraint.index()], true) {
            self.queue.push_back(constraint);
        }
    }

    /// Adds the sentences that a stop rests on.
    pub(crate) fn explain(&self, stop: Stop, grounds: &mut Grounds) {
        match stop {
            Stop::Empty(constraint) => {
                let constraint = &self.component.constraints[constraint.index()];
                self.explain_constraints(std::iter::once(constraint), &[], grounds);
            }
            Stop::Vacant(variable) => {
                let ends = [(variable, Side::Lower), (variable, Side::Upper)];
                self.explain_constraints(std::iter::empty(), &ends, grounds);
            }
            Stop::Budget => {}
        }
    }

    /// Adds the sentences that these constraints and ends of sets rest on.
    pub(crate) fn explain_constraints<'s>(
        &'s self,
        constraints: impl Iterator<Item = &'s Constraint<'a>>,
        ends: &[(VariableId, Side)],
        grounds: &mut Grounds,
    ) where
        'a: 's,
    {
        self.trace(constraints, ends, grounds, |_| {});
    }

    /// The cuts that led to a constraint's leaving nothing, in their order, each with what it left
    /// of its variable. Of several cuts of a variable by one constraint, the last.
    pub(crate) fn cuts_before(
        &self,
        constraint: ConstraintId,
    ) -> Vec<(ConstraintId, VariableId, Interval)> {
        let mut grounds = vec![false; self.component.sentences.len()];
        let mut steps = Vec::new();
        let failed = &self.component.constraints[constraint.index()];
        self.trace(std::iter::once(failed), &[], &mut grounds, |step| {
            steps.push(step)
        });
        let mut cuts: Vec<(ConstraintId, VariableId, Interval)> = Vec::new();
        for &step in steps.iter().rev() {
            let Step {
                variable,
                by: Cause::Constraint(by),
                ..
            } = self.trail[step]
            else {
                continue;
            };
            let later = self.trail[step + 1..]
                .iter()
                .find(|later| later.variable == variable);
            let left = later
                .map_or(&self.domains[variable.index()], |later| &later.old)
                .clone();
            cuts.retain(|(old_by, old, _)| (*old_by, *old) != (by, variable));
            cuts.push((by, variable, left));
        }
        cuts
    }

    /// Goes back from these constraints and ends over all that led to them.
    fn trace<'s>(
        &'s self,
        constraints: impl Iterator<Item = &'s Constraint<'a>>,
        ends: &[(VariableId, Side)],
        grounds: &mut Grounds,
        mut on_step: impl FnMut(usize),
    ) where
        'a: 's,
    {
        let mut needed = vec![[false; 2]; self.domains.len()];
        let need =
            |constraint: &Constraint<'_>, needed: &mut [[bool; 2]], grounds: &mut Grounds| {
                grounds[constraint.sentence.index()] = true;
                for &variable in &constraint.variables {
                    needed[variable.index()] = [true; 2];
                }
            };
        for constraint in constraints {
            need(constraint, &mut needed, grounds);
        }
        for &(variable, side) in ends {
            needed[variable.index()][side as usize] = true;
        }
        // Backwards, so that each cut asks for the sets as they were before it.
        for (index, step) in self.trail.iter().enumerate().rev() {
            let wanted = &mut needed[step.variable.index()];
            let gives = [wanted[0] && step.moved[0], wanted[1] && step.moved[1]];
            if gives == [false; 2] {
                continue;
            }
            on_step(index);
            *wanted = [wanted[0] && !gives[0], wanted[1] && !gives[1]];
            match step.by {
                Cause::Constraint(constraint) => {
                    need(
                        &self.component.constraints[constraint.index()],
                        &mut needed,
                        grounds,
                    );
                }
                // Between two cases of a whole number there is nothing, but only because it is
                // whole.
                Cause::Case => self.need_whole(step.variable, grounds),
            }
        }
        for (index, wanted) in VariableId::number(needed.iter()) {
            if *wanted == [false; 2] {
                continue;
            }
            self.need_whole(index, grounds);
            let variable = &self.component.variables[index.index()];
            let Some(sentence) = variable.sentence.filter(|&s| self.active[s.index()]) else {
                continue;
            };
            let set = variable.set(self.strength, self.active);
            grounds[sentence.index()] |=
                (wanted[0] && set.inf().is_some()) || (wanted[1] && set.sup().is_some());
        }
    }

    /// The sentences that an end of a variable's set rests on, the nearest first, as far as there
    /// is room for them; what [`trace`](Self::trace) gives, for one question of many.
    pub(crate) fn nearest_grounds(
        &self,
        steps: &Steps,
        variable: VariableId,
        side: Side,
    ) -> Nearest {
        let mut search = GroundsOf {
            narrowing: self,
            steps,
            open: BinaryHeap::new(),
            seen: HashSet::new(),
            found: Nearest::default(),
        };
        search.want(variable, side, self.trail.len() as u32);
        while let Some(at) = search.open.pop()
            && !search.found.cut_short
        {
            let step = &self.trail[at as usize];
            match step.by {
                Cause::Case => search.want_whole(step.variable),
                Cause::Constraint(constraint) => {
                    let constraint = &self.component.constraints[constraint.index()];
                    search.found.push(constraint.sentence);
                    for &variable in &constraint.variables {
                        search.want(variable, Side::Lower, at);
                        search.want(variable, Side::Upper, at);
                    }
                }
            }
        }
        search.found
    }

    fn need_whole(&self, variable: VariableId, grounds: &mut Grounds) {
        if self.is_whole(variable)
            && let Some(sentence) = self.component.variables[variable.index()].sentence
        {
            grounds[sentence.index()] = true;
        }
    }
}

/// The cuts of a narrowing by the variable they cut, in their order.
pub(crate) struct Steps(Vec<Vec<u32>>);

impl Steps {
    pub(crate) fn of(narrowing: &Narrowing<'_, '_>) -> Self {
        let mut steps = vec![Vec::new(); narrowing.domains.len()];
        for (at, step) in (0..).zip(&narrowing.trail) {
            steps[step.variable.index()].push(at);
        }
        Steps(steps)
    }
}

/// Some of the sentences that something rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Nearest {
    pub(crate) sentences: Vec<SentenceId>,
    /// Whether there are more than [`MOST_GROUNDS`].
    pub(crate) cut_short: bool,
}

impl Nearest {
    /// Adds what another question found.
    pub(crate) fn add(&mut self, other: &Nearest) {
        for &sentence in &other.sentences {
            self.push(sentence);
        }
        self.cut_short |= other.cut_short;
    }

    fn push(&mut self, sentence: SentenceId) {
        if self.sentences.contains(&sentence) {
            return;
        }
        if self.sentences.len() == MOST_GROUNDS {
            self.cut_short = true;
        } else {
            self.sentences.push(sentence);
        }
    }
}

/// A search for grounds, from the latest cut to the first.
struct GroundsOf<'n, 'c, 'a> {
    narrowing: &'n Narrowing<'c, 'a>,
    steps: &'n Steps,
    open: BinaryHeap<u32>,
    seen: HashSet<u32>,
    found: Nearest,
}

impl GroundsOf<'_, '_, '_> {
    /// Asks for what moved an end before a step: an earlier step, or what its own sentence says of
    /// it.
    fn want(&mut self, variable: VariableId, side: Side, before: u32) {
        let steps = &self.steps.0[variable.index()];
        let earlier = &steps[..steps.partition_point(|&step| step < before)];
        let moved = |&&step: &&u32| self.narrowing.trail[step as usize].moved[side as usize];
        if let Some(&step) = earlier.iter().rev().find(moved) {
            if self.seen.insert(step) {
                self.open.push(step);
            }
            return;
        }
        self.want_whole(variable);
        let details = &self.narrowing.component.variables[variable.index()];
        let active = self.narrowing.active;
        if let Some(sentence) = details.sentence.filter(|&s| active[s.index()]) {
            let set = details.set(self.narrowing.strength, active);
            let end = match side {
                Side::Lower => set.inf(),
                Side::Upper => set.sup(),
            };
            if end.is_some() {
                self.found.push(sentence);
            }
        }
    }

    fn want_whole(&mut self, variable: VariableId) {
        if self.narrowing.is_whole(variable)
            && let Some(sentence) = self.narrowing.component.variables[variable.index()].sentence
        {
            self.found.push(sentence);
        }
    }
}

type Sets = SmallVec<[Interval; 6]>;

/// The sets of a constraint's variables after one reading has cut them; `None` if it leaves
/// nothing.
fn contract(relation: &Relation<'_>, before: &Sets, strength: Strength) -> Option<Sets> {
    let mut sets: Sets = relation
        .operands
        .iter()
        .map(|&place| before[place as usize].clone())
        .collect();
    let mut target = relation.target.set(strength, before).clone();
    relation.program.contract_both(&mut sets, &mut target);
    if target.is_empty() || sets.iter().any(Interval::is_empty) {
        return None;
    }
    let mut after = before.clone();
    for (&place, set) in relation.operands.iter().zip(&sets) {
        after[place as usize] = after[place as usize].intersection(set);
    }
    if let super::component::Target::Is(place) = relation.target {
        after[place as usize] = after[place as usize].intersection(&target);
    }
    (!after.iter().any(Interval::is_empty)).then_some(after)
}

/// What either of two readings leaves.
fn hull(a: Option<Sets>, b: Option<Sets>) -> Option<Sets> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.iter().zip(&b).map(|(a, b)| a.hull(b)).collect()),
        (one, other) => one.or(other),
    }
}

/// Whether a cut takes enough away to be worth following up.
fn is_worthwhile(old: &Interval, new: &Interval) -> bool {
    let (n, d) = LEAST_CUT;
    let enough = |step: Rational, of: Rational| {
        step.abs() * Rational::from(d) >= of.abs() * Rational::from(n)
    };
    let moved = |old_end: &Endpoint, new_end: &Endpoint| match (old_end.value(), new_end.value()) {
        (None, end) => end.is_some(),
        (Some(from), Some(to)) if from == to => old_end.is_open() != new_end.is_open(),
        (Some(from), Some(to)) => enough(to - from, old.width().unwrap_or_else(|| from.clone())),
        (Some(_), None) => false,
    };
    new.as_point().is_some() || moved(old.lower(), new.lower()) || moved(old.upper(), new.upper())
}

/// Rounds ends of too many bits outwards, to the nearest numbers of 53.
fn shorten(set: &mut Interval) {
    let long = |end: &Endpoint| end.value().is_some_and(|value| value.bits() > MAX_BITS);
    if !long(set.lower()) && !long(set.upper()) {
        return;
    }
    let round = |end: &Endpoint, outwards: fn(f64) -> f64| match end.value() {
        Some(value) if long(end) => Rational::from_f64(outwards(value.to_f64()))
            .map_or(Endpoint::Unbounded, Endpoint::Closed),
        _ => end.clone(),
    };
    *set = Interval::new(
        round(set.lower(), f64::next_down),
        round(set.upper(), f64::next_up),
    );
}
