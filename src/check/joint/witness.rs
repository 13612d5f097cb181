//! Witnesses: values for all figures that make every sentence true, checked exactly.

use smallvec::SmallVec;

use super::component::{Constraint, ConstraintId, Relation, Target, VariableId};
use super::narrow::{Narrowing, Stop};
use crate::formula::Truth;
use crate::number::{Interval, Rational};

/// How often a search for a witness may run into a dead end before it is given up.
const DEAD_ENDS: usize = 24;

impl Narrowing<'_, '_> {
    /// Looks for a witness by giving one figure after the other a value, the printed one where it
    /// can be, and narrowing what follows from that. Leaves the sets as they were.
    ///
    /// Where figures hang together as a tree, it is enough to go along its branches and to narrow
    /// the next figures only. Elsewhere everything that follows is narrowed, in the figures'
    /// order and from the last.
    pub(crate) fn find_witness(&mut self, budget: &mut u64) -> Result<bool, Stop> {
        let start = self.mark();
        let all = (0..self.domains.len()).map(VariableId::new);
        let along = self.along_the_branches();
        self.shallow = true;
        let mut found = self.dive(along.into_iter(), budget);
        self.shallow = false;
        if found == Ok(false) {
            self.undo(start);
            found = self.dive(all.clone(), budget);
        }
        if found == Ok(false) {
            self.undo(start);
            found = self.dive(all.rev(), budget);
        }
        self.undo(start);
        found
    }

    /// The variables in use, each after one that it shares a constraint with, but for the first.
    fn along_the_branches(&self) -> Vec<VariableId> {
        let component = self.component;
        let mut order = Vec::with_capacity(self.domains.len());
        let mut seen = vec![false; self.domains.len()];
        let mut open = vec![false; component.constraints.len()];
        for constraint in component.active_constraints(self.active) {
            open[constraint.index()] = true;
        }
        for start in (0..self.domains.len()).map(VariableId::new) {
            if std::mem::replace(&mut seen[start.index()], true) || !self.is_used(start) {
                continue;
            }
            let mut next = order.len();
            order.push(start);
            while let Some(&variable) = order.get(next) {
                next += 1;
                for &constraint in &component.uses[variable.index()] {
                    if !std::mem::replace(&mut open[constraint.index()], false) {
                        continue;
                    }
                    for &other in &component.constraints[constraint.index()].variables {
                        if !std::mem::replace(&mut seen[other.index()], true) {
                            order.push(other);
                        }
                    }
                }
            }
        }
        order
    }

    fn dive(
        &mut self,
        order: impl Iterator<Item = VariableId>,
        budget: &mut u64,
    ) -> Result<bool, Stop> {
        let mut dead_ends = DEAD_ENDS;
        for variable in order {
            if !self.is_used(variable) || self.component.is_defined(variable, self.active) {
                continue;
            }
            let mark = self.mark();
            let mut fixed = false;
            for value in self.candidates(variable) {
                match self.assume(variable, &Interval::point(value), budget) {
                    Ok(()) => {
                        fixed = true;
                        break;
                    }
                    Err(Stop::Budget) => return Err(Stop::Budget),
                    Err(_) => self.undo(mark),
                }
                dead_ends -= 1;
                if dead_ends == 0 {
                    return Ok(false);
                }
            }
            if !fixed {
                return Ok(false);
            }
        }
        Ok(self.is_witness(&self.domains))
    }

    /// Whether the figures as printed make every sentence true: the first witness to try, as it
    /// needs no narrowing.
    pub(crate) fn holds_as_printed(&self) -> bool {
        let printed = self.component.variables.iter().map(|variable| {
            let point = variable.nominal.clone()?;
            Some(Interval::point(point))
        });
        let printed: Option<Vec<Interval>> = printed.collect();
        printed.is_some_and(|values| self.is_witness(&values))
    }

    /// Whether some constraint in force speaks of a variable.
    fn is_used(&self, variable: VariableId) -> bool {
        let is_active = |&constraint: &ConstraintId| {
            self.active[self.component.constraints[constraint.index()]
                .sentence
                .index()]
        };
        self.component.uses[variable.index()].iter().any(is_active)
    }

    /// Values worth trying, the likeliest first.
    fn candidates(&self, variable: VariableId) -> SmallVec<[Rational; 4]> {
        let domain = &self.domains[variable.index()];
        let details = &self.component.variables[variable.index()];
        let whole = self.is_whole(variable);
        let mut values: SmallVec<[Rational; 4]> = SmallVec::new();
        let mut add = |value: Option<Rational>| {
            if let Some(value) = value.map(|value| if whole { value.round() } else { value })
                && domain.contains(&value)
                && !values.contains(&value)
            {
                values.push(value);
            }
        };
        if let Some(point) = domain.as_point() {
            add(Some(point.clone()));
            return values;
        }
        add(details.nominal.clone());
        let quarter = Rational::new(1, 4);
        match (domain.inf(), domain.sup()) {
            (Some(inf), Some(sup)) => {
                let width = sup - inf;
                add(domain.mid().map(|mid| simplest_near(mid, &width)));
                add(Some(inf + &(&width * &quarter)));
                add(Some(sup - &(&width * &quarter)));
            }
            (Some(inf), None) => {
                add(Some(inf + &inf.abs().max(Rational::ONE)));
                add(Some(inf.clone()));
            }
            (None, Some(sup)) => {
                add(Some(sup - &sup.abs().max(Rational::ONE)));
                add(Some(sup.clone()));
            }
            (None, None) => {
                add(Some(Rational::ONE));
                add(Some(Rational::ZERO));
                add(Some(-Rational::ONE));
            }
        }
        values
    }

    /// Whether every choice from these sets makes all sentences in force true. Points, as a rule;
    /// the set of a figure that a claim defines is replaced by what the claim gives.
    pub(crate) fn is_witness(&self, values: &[Interval]) -> bool {
        let mut values = values.to_vec();
        let component = self.component;
        for (index, value) in VariableId::number(values.iter()) {
            // A figure that nothing is said about has some value, or narrowing would have found
            // out.
            let is_given = self.is_used(index) && !component.is_defined(index, self.active);
            if is_given && !self.allows(&component.variables[index.index()], value) {
                return false;
            }
        }
        for index in component.active_constraints(self.active) {
            let constraint = &component.constraints[index.index()];
            if !self
                .readings(index)
                .iter()
                .any(|relation| self.holds(constraint, relation, &mut values))
            {
                return false;
            }
        }
        true
    }

    /// Whether a variable may take all of these values.
    fn allows(&self, variable: &super::component::Variable, values: &Interval) -> bool {
        let whole = variable.whole && variable.is_in_force(self.active);
        values.is_subset(&variable.set(self.strength, self.active))
            && (!whole || values.as_point().is_some_and(Rational::is_whole))
    }

    /// Whether a relation holds for these values; sets the value of the variable it defines.
    pub(crate) fn holds(
        &self,
        constraint: &Constraint<'_>,
        relation: &Relation<'_>,
        values: &mut [Interval],
    ) -> bool {
        let place = |place: u32| constraint.variables[place as usize].index();
        let operands: SmallVec<[Interval; 6]> = relation
            .operands
            .iter()
            .map(|&operand| values[place(operand)].clone())
            .collect();
        if matches!(relation.target, Target::True) {
            return relation.program.truth(&operands) == Truth::Always;
        }
        let range = relation.program.range(&operands);
        let [given] = range.pieces.as_slice() else {
            return false;
        };
        if range.partial {
            return false;
        }
        match &relation.target {
            Target::True => false,
            Target::In { .. } => given.is_subset(relation.target.set(self.strength, values)),
            Target::Is(defined) => {
                let defined = place(*defined);
                values[defined] = given.clone();
                self.allows(&self.component.variables[defined], given)
            }
        }
    }
}

/// A number of few digits near the middle of a set, so that arithmetic with it stays short.
fn simplest_near(mid: Rational, width: &Rational) -> Rational {
    let digits = width.to_f64().log10().floor();
    if !digits.is_finite() || digits.abs() > 300.0 {
        return mid;
    }
    // At most an eighth of the width away from the middle.
    let exponent = digits as i32 - 1;
    let unit = Rational::from_decimal(1, exponent);
    (mid / unit.clone()).round() * unit
}
