//! Whether linear inequalities can all hold: an exact answer, and for every "no" a proof.
//!
//! The method is the simplex of Dutertre & de Moura, "A Fast Linear-Arithmetic Solver for DPLL(T)"
//! (2006): bounds on variables and rows, strict ones through an infinitesimal, Bland's rule so that
//! it ends. Numbers are rationals, since a conflict may hang on two bounds that just touch. No
//! published crate solves in rationals, tells `<` from `≤` and names the rows at fault; the
//! floating-point ones prove nothing.

use std::collections::BTreeMap;

use smallvec::SmallVec;

use crate::number::{Endpoint, Interval, Rational};

/// `Σ coefficient · variable`, sorted by variable, no coefficient nought.
pub(crate) type Form = SmallVec<[(u32, Rational); 4]>;

/// A linear form and the set its value lies in.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) form: Form,
    pub(crate) set: Interval,
}

/// What was found of a system.
#[derive(Clone, Debug)]
pub(crate) enum Feasibility {
    /// All hold at this point.
    Feasible(Vec<Rational>),
    /// They cannot all hold.
    Infeasible(Certificate),
    /// The budget ran out.
    Undecided,
}

/// A proof that rows cannot all hold, after Farkas: multiples of them that add up to `0 < 0` or
/// worse.
#[derive(Clone, Debug)]
pub(crate) struct Certificate {
    pub(crate) terms: Vec<Term>,
}

/// A multiple of one end of one row.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// Which row.
    pub(crate) row: usize,
    /// Whether its upper end is meant.
    pub(crate) side: Side,
    /// What it is multiplied by, above nought.
    pub(crate) factor: Rational,
}

/// Which end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Side {
    Lower,
    Upper,
}

impl Side {
    pub(crate) fn of(self, set: &Interval) -> &Endpoint {
        match self {
            Side::Lower => set.lower(),
            Side::Upper => set.upper(),
        }
    }

    fn other(self) -> Self {
        match self {
            Side::Lower => Side::Upper,
            Side::Upper => Side::Lower,
        }
    }
}

impl Certificate {
    /// Whether this proves that the rows cannot all hold. Shares no code with the search that made
    /// it.
    pub(crate) fn proves(&self, rows: &[Row]) -> bool {
        // Each term is `factor · (±form) ≤ factor · (±end)`. If the left sides cancel out, what is
        // left says `0 ≤ sum of the right sides`, or `0 <` it where some end is open.
        let mut left: BTreeMap<u32, Rational> = BTreeMap::new();
        let mut right = Rational::ZERO;
        let mut strict = false;
        for term in &self.terms {
            let row = &rows[term.row];
            let (end, factor) = match term.side {
                Side::Upper => (row.set.upper(), term.factor.clone()),
                Side::Lower => (row.set.lower(), -term.factor.clone()),
            };
            let Some(value) = end.value() else {
                return false;
            };
            if term.factor.signum() <= 0 {
                return false;
            }
            strict |= end.is_open();
            right = right + &factor * value;
            for (variable, coefficient) in &row.form {
                let sum = left.entry(*variable).or_insert(Rational::ZERO);
                *sum = &*sum + &(&factor * coefficient);
            }
        }
        left.values().all(Rational::is_zero) && (right.signum() < 0 || (strict && right.is_zero()))
    }
}

/// Decides whether the rows can all hold, and where. `pivots` is the budget, and what is left of
/// it.
pub(crate) fn solve(variables: usize, rows: &[Row], pivots: &mut u64) -> Feasibility {
    let mut tableau = match Tableau::new(variables, rows) {
        Ok(tableau) => tableau,
        Err(certificate) => return Feasibility::Infeasible(certificate),
    };
    match tableau.satisfy(pivots) {
        None => Feasibility::Undecided,
        Some(Err(certificate)) => Feasibility::Infeasible(certificate),
        Some(Ok(())) => Feasibility::Feasible(tableau.point(variables)),
    }
}

/// An end of the values a variable takes where all rows hold, and the rows it rests on.
pub(crate) type Extreme = (Endpoint, Vec<usize>);

/// The ends of the values each wanted variable takes where all rows hold: never too narrow, and
/// `Unbounded` beyond the budget. `None` if the rows cannot all hold or that was not decided.
pub(crate) fn extremes(
    variables: usize,
    rows: &[Row],
    wanted: &[u32],
    pivots: &mut u64,
) -> Option<Vec<[Extreme; 2]>> {
    let mut tableau = Tableau::new(variables, rows).ok()?;
    tableau.satisfy(pivots)?.ok()?;
    let mut both =
        |variable| [Side::Lower, Side::Upper].map(|side| tableau.extreme(variable, side, pivots));
    Some(wanted.iter().map(|&variable| both(variable)).collect())
}

/// `real + shade · ε` for an ε above nought and below every number: `x < 3` is `x ≤ 3 − ε`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shaded {
    real: Rational,
    shade: Rational,
}

impl Shaded {
    const ZERO: Shaded = Shaded {
        real: Rational::ZERO,
        shade: Rational::ZERO,
    };

    fn minus(&self, other: &Self) -> Self {
        Shaded {
            real: &self.real - &other.real,
            shade: &self.shade - &other.shade,
        }
    }

    fn add_multiple(&mut self, factor: &Rational, other: &Self) {
        self.real = &self.real + &(factor * &other.real);
        if !other.shade.is_zero() {
            self.shade = &self.shade + &(factor * &other.shade);
        }
    }

    fn times(&self, factor: &Rational) -> Self {
        Shaded {
            real: &self.real * factor,
            shade: &self.shade * factor,
        }
    }
}

/// An end that a variable must keep to, and the row it comes from.
#[derive(Clone, Debug)]
struct Bound {
    at: Shaded,
    row: usize,
    /// Which end of the row it is, and the factor that turns that end into this one.
    side: Side,
    factor: Rational,
}

/// Some variables written through the others; structural variables first, then one for each row
/// that is not a mere bound.
struct Tableau {
    /// `basic = form over the others`.
    rows: Vec<(u32, Form)>,
    /// The row whose basic variable this is.
    row_of: Vec<Option<usize>>,
    value: Vec<Shaded>,
    lower: Vec<Option<Bound>>,
    upper: Vec<Option<Bound>>,
}

impl Tableau {
    fn new(variables: usize, rows: &[Row]) -> Result<Self, Certificate> {
        let mut tableau = Tableau {
            rows: Vec::new(),
            row_of: vec![None; variables],
            value: vec![Shaded::ZERO; variables],
            lower: vec![None; variables],
            upper: vec![None; variables],
        };
        for (index, row) in rows.iter().enumerate() {
            let (variable, scale) = match row.form.as_slice() {
                [(variable, coefficient)] => (*variable as usize, coefficient.clone()),
                _ => {
                    let slack = tableau.value.len();
                    tableau.row_of.push(Some(tableau.rows.len()));
                    tableau.value.push(Shaded::ZERO);
                    tableau.lower.push(None);
                    tableau.upper.push(None);
                    tableau.rows.push((slack as u32, row.form.clone()));
                    (slack, Rational::ONE)
                }
            };
            tableau.bound(variable, &scale, index, &row.set)?;
        }
        // The forms of rows may use any structural variable, none of which is basic yet: start at
        // the bounds nearest to nought.
        for variable in 0..variables {
            let start = [&tableau.lower[variable], &tableau.upper[variable]]
                .into_iter()
                .flatten()
                .map(|bound| bound.at.clone())
                .min_by_key(|at| at.real.abs());
            let inside = tableau.violated(variable, &Shaded::ZERO).is_none();
            if let (false, Some(start)) = (inside, start) {
                tableau.value[variable] = start;
            }
        }
        for index in 0..tableau.rows.len() {
            let mut sum = Shaded::ZERO;
            for (variable, coefficient) in &tableau.rows[index].1 {
                sum.add_multiple(coefficient, &tableau.value[*variable as usize]);
            }
            let basic = tableau.rows[index].0 as usize;
            tableau.value[basic] = sum;
        }
        Ok(tableau)
    }

    /// Adds the bounds of `scale · variable ∈ set`, or says which two ends already contradict each
    /// other.
    fn bound(
        &mut self,
        variable: usize,
        scale: &Rational,
        row: usize,
        set: &Interval,
    ) -> Result<(), Certificate> {
        let factor = Rational::ONE / scale.abs();
        for side in [Side::Lower, Side::Upper] {
            let end = side.of(set);
            let Some(value) = end.value() else { continue };
            let shade = match (end.is_open(), side) {
                (false, _) => Rational::ZERO,
                (true, Side::Lower) => Rational::ONE,
                (true, Side::Upper) => -Rational::ONE,
            };
            let at = Shaded {
                real: value.clone(),
                shade,
            }
            .times(&(Rational::ONE / scale.clone()));
            let bound = Bound {
                at,
                row,
                side,
                factor: factor.clone(),
            };
            let is_lower = (side == Side::Lower) == (scale.signum() > 0);
            let kept = if is_lower {
                &mut self.lower[variable]
            } else {
                &mut self.upper[variable]
            };
            let tighter = kept.as_ref().is_none_or(|old| {
                if is_lower {
                    bound.at > old.at
                } else {
                    bound.at < old.at
                }
            });
            if tighter {
                *kept = Some(bound);
            }
        }
        match (&self.lower[variable], &self.upper[variable]) {
            (Some(lower), Some(upper)) if lower.at > upper.at => {
                let one = Rational::ONE;
                Err(Certificate {
                    terms: vec![lower.term(&one), upper.term(&one)],
                })
            }
            _ => Ok(()),
        }
    }

    /// The bound that this value of a variable breaks.
    fn violated(&self, variable: usize, value: &Shaded) -> Option<Side> {
        if self.lower[variable]
            .as_ref()
            .is_some_and(|bound| *value < bound.at)
        {
            Some(Side::Lower)
        } else if self.upper[variable]
            .as_ref()
            .is_some_and(|bound| *value > bound.at)
        {
            Some(Side::Upper)
        } else {
            None
        }
    }

    fn end(&self, variable: usize, side: Side) -> Option<&Bound> {
        match side {
            Side::Lower => self.lower[variable].as_ref(),
            Side::Upper => self.upper[variable].as_ref(),
        }
    }

    /// Whether a variable can go further towards one of its ends.
    fn can_move(&self, variable: usize, towards: Side) -> bool {
        self.end(variable, towards)
            .is_none_or(|bound| self.value[variable] != bound.at)
    }

    /// Moves to a point where every bound holds; `None` if the budget runs out first.
    fn satisfy(&mut self, pivots: &mut u64) -> Option<Result<(), Certificate>> {
        loop {
            let broken = self
                .rows
                .iter()
                .enumerate()
                .filter_map(|(row, &(basic, _))| {
                    let side = self.violated(basic as usize, &self.value[basic as usize])?;
                    Some((basic, row, side))
                })
                .min();
            let Some((basic, row, side)) = broken else {
                return Some(Ok(()));
            };
            let bound = self
                .end(basic as usize, side)
                .expect("internal error: no bound is broken");
            // To rise, a variable with a positive coefficient must rise, or one with a negative
            // fall.
            let helpful = self.rows[row].1.iter().find(|(variable, coefficient)| {
                self.can_move(*variable as usize, direction(side.other(), coefficient))
            });
            let Some(&(entering, _)) = helpful else {
                let blocked = self.rows[row].1.iter().map(|(variable, coefficient)| {
                    self.end(*variable as usize, direction(side.other(), coefficient))
                        .expect("internal error: a variable is held by no bound")
                        .term(&coefficient.abs())
                });
                let terms = std::iter::once(bound.term(&Rational::ONE))
                    .chain(blocked)
                    .collect();
                return Some(Err(Certificate { terms }));
            };
            *pivots = pivots.checked_sub(self.cost())?;
            let target = bound.at.clone();
            self.pivot_to(row, entering, &target);
        }
    }

    /// Gives the basic variable of `row` a value by moving `entering`, which then takes its place.
    fn pivot_to(&mut self, row: usize, entering: u32, target: &Shaded) {
        let (basic, form) = &self.rows[row];
        let basic = *basic as usize;
        let coefficient = coefficient_of(form, entering)
            .expect("internal error: a pivot on a variable that is not there")
            .clone();
        let step = target
            .minus(&self.value[basic])
            .times(&(Rational::ONE / coefficient));
        self.shift(entering, &step);
        self.value[basic] = target.clone();
        self.pivot(row, entering);
    }

    /// Moves a variable that is not basic, and the basic ones with it.
    fn shift(&mut self, variable: u32, step: &Shaded) {
        self.value[variable as usize].add_multiple(&Rational::ONE, step);
        for (basic, form) in &self.rows {
            if let Some(coefficient) = coefficient_of(form, variable) {
                self.value[*basic as usize].add_multiple(coefficient, step);
            }
        }
    }

    /// Solves `row` for `entering` and puts that into the other rows.
    fn pivot(&mut self, row: usize, entering: u32) {
        let (leaving, mut form) = self.rows[row].clone();
        let at = position(&form, entering).expect("internal error: a pivot on nothing");
        let inverse = Rational::ONE / form.remove(at).1;
        for (_, coefficient) in &mut form {
            *coefficient = -(&*coefficient * &inverse);
        }
        let at = form.partition_point(|(variable, _)| *variable < leaving);
        form.insert(at, (leaving, inverse));
        for (index, (_, other)) in self.rows.iter_mut().enumerate() {
            if index != row
                && let Some(at) = position(other, entering)
            {
                let factor = other.remove(at).1;
                *other = sum(other, &factor, &form);
            }
        }
        self.row_of[leaving as usize] = None;
        self.row_of[entering as usize] = Some(row);
        self.rows[row] = (entering, form);
    }

    /// The end of the values a variable takes where all bounds hold, starting from a point where
    /// they do.
    fn extreme(&mut self, variable: u32, side: Side, pivots: &mut u64) -> Extreme {
        loop {
            let objective: Form = match self.row_of[variable as usize] {
                Some(row) => self.rows[row].1.clone(),
                None => std::iter::once((variable, Rational::ONE)).collect(),
            };
            let towards = |coefficient| direction(side, coefficient);
            let helpful = objective.iter().find(|(variable, coefficient)| {
                self.can_move(*variable as usize, towards(coefficient))
            });
            let Some((entering, coefficient)) = helpful else {
                let Shaded { real, shade } = self.value[variable as usize].clone();
                let end = if shade.is_zero() {
                    Endpoint::Closed(real)
                } else {
                    Endpoint::Open(real)
                };
                let held_by = objective.iter().filter_map(|(variable, coefficient)| {
                    Some(self.end(*variable as usize, towards(coefficient))?.row)
                });
                return (end, held_by.collect());
            };
            let left = pivots.checked_sub(self.cost());
            *pivots = left.unwrap_or(0);
            if left.is_none() || !self.advance(*entering, towards(coefficient)) {
                return (Endpoint::Unbounded, Vec::new());
            }
        }
    }

    /// What a pivot costs, in about the time that revising a constraint takes.
    fn cost(&self) -> u64 {
        1 + self
            .rows
            .iter()
            .map(|(_, form)| form.len() as u64)
            .sum::<u64>()
            / 16
    }

    /// Moves a variable as far as the bounds let it; false if nothing stops it.
    fn advance(&mut self, entering: u32, towards: Side) -> bool {
        let own = self.end(entering as usize, towards).map(|bound| {
            (
                distance(&bound.at, &self.value[entering as usize], towards),
                None,
            )
        });
        let blocking = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(row, (basic, form))| {
                let coefficient = coefficient_of(form, entering)?;
                let basic = *basic as usize;
                let bound = self.end(basic, direction(towards, coefficient))?;
                let room = bound
                    .at
                    .minus(&self.value[basic])
                    .times(&(Rational::ONE / coefficient.clone()));
                let room = if towards == Side::Lower {
                    Shaded::ZERO.minus(&room)
                } else {
                    room
                };
                Some((room, Some((basic, row))))
            });
        let Some((room, blocker)) = own.into_iter().chain(blocking).min() else {
            return false;
        };
        let step = if towards == Side::Lower {
            Shaded::ZERO.minus(&room)
        } else {
            room
        };
        self.shift(entering, &step);
        if let Some((_, row)) = blocker {
            self.pivot(row, entering);
        }
        true
    }

    /// The structural variables' values, with an ε small enough for every strict bound.
    fn point(&self, variables: usize) -> Vec<Rational> {
        let mut epsilon = Rational::ONE;
        for variable in 0..self.value.len() {
            let value = &self.value[variable];
            for side in [Side::Lower, Side::Upper] {
                let Some(bound) = self.end(variable, side) else {
                    continue;
                };
                let room = distance(&bound.at, value, side);
                if room.shade.signum() < 0 {
                    epsilon = epsilon.min(&room.real / &-room.shade);
                }
            }
        }
        let value = |at: &Shaded| &at.real + &(&at.shade * &epsilon);
        self.value[..variables].iter().map(value).collect()
    }
}

impl Bound {
    /// This bound as a part of a proof.
    fn term(&self, factor: &Rational) -> Term {
        Term {
            row: self.row,
            side: self.side,
            factor: factor * &self.factor,
        }
    }
}

/// Which way a variable must go to move a sum in which it has this coefficient towards `side`.
fn direction(side: Side, coefficient: &Rational) -> Side {
    if coefficient.signum() > 0 {
        side
    } else {
        side.other()
    }
}

/// How far `value` is from a bound on its `side`.
fn distance(bound: &Shaded, value: &Shaded, side: Side) -> Shaded {
    match side {
        Side::Lower => value.minus(bound),
        Side::Upper => bound.minus(value),
    }
}

fn position(form: &Form, variable: u32) -> Option<usize> {
    form.binary_search_by_key(&variable, |&(other, _)| other)
        .ok()
}

fn coefficient_of(form: &Form, variable: u32) -> Option<&Rational> {
    position(form, variable).map(|at| &form[at].1)
}

/// `a + factor · b`.
pub(crate) fn sum(a: &Form, factor: &Rational, b: &Form) -> Form {
    let mut total = Form::new();
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return total,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((x, _)), Some((y, _))) => x.cmp(y),
        };
        let mut coefficient = Rational::ZERO;
        let mut variable = 0;
        if order.is_le()
            && let Some((name, value)) = left.next()
        {
            (variable, coefficient) = (*name, value.clone());
        }
        if order.is_ge()
            && let Some((name, value)) = right.next()
        {
            variable = *name;
            coefficient = coefficient + factor * value;
        }
        if !coefficient.is_zero() {
            total.push((variable, coefficient));
        }
    }
}

#[cfg(test)]
mod tests;
