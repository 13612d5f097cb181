//! The linear relaxation: linear inequalities that hold wherever the constraints do.
//!
//! Sums, differences and multiples are linear as they stand. A product of two figures, or a
//! quotient, is held between the four planes of McCormick, "Computability of global solutions to
//! factorable nonconvex programs" (1976); where a figure stands in one product only, as a rate or a
//! price does as a rule, those say all there is to say. Other functions are held between the least
//! and the greatest of their values.

use smallvec::SmallVec;

use super::component::{ConstraintId, Target, VariableId};
use super::linear_program::{Certificate, Form, Row, Side, sum};
use super::narrow::{Grounds, Narrowing};
use crate::formula::{Binary, Condition, Node, Root, Test, Tree, Unary};
use crate::number::{Endpoint, Interval, Rational};

/// Where a row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// What narrowing left of a variable.
    Variable(VariableId),
    /// A constraint, and what narrowing left of its variables.
    Constraint(ConstraintId),
}

/// Linear inequalities over the variables in use, then over auxiliary ones.
pub(crate) struct Relaxation {
    pub(crate) rows: Vec<Row>,
    pub(crate) sources: Vec<Source>,
    /// The component's variables by their number here.
    pub(crate) variables: Vec<VariableId>,
    /// How many variables there are with the auxiliary ones.
    pub(crate) width: usize,
}

/// A linear form with a constant, and the set of its values.
#[derive(Clone, Debug)]
struct Affine {
    form: Form,
    constant: Rational,
    set: Interval,
}

impl Affine {
    fn constant(value: Rational) -> Self {
        Affine {
            form: Form::new(),
            set: Interval::point(value.clone()),
            constant: value,
        }
    }

    fn plus(&self, factor: &Rational, other: &Self, set: Interval) -> Self {
        Affine {
            form: sum(&self.form, factor, &other.form),
            constant: &self.constant + &(factor * &other.constant),
            set,
        }
    }

    fn times(&self, factor: &Rational, set: Interval) -> Self {
        Self::constant(Rational::ZERO).plus(factor, self, set)
    }
}

impl Relaxation {
    /// Of the constraints in force, over the sets as narrowed. A constraint of several open
    /// readings gives no row.
    pub(crate) fn new(narrowing: &Narrowing<'_, '_>) -> Self {
        let component = narrowing.component;
        let mut relaxation = Relaxation {
            rows: Vec::new(),
            sources: Vec::new(),
            variables: Vec::new(),
            width: 0,
        };
        let mut places = vec![None; component.variables.len()];
        let active: Vec<ConstraintId> = component.active_constraints(narrowing.active).collect();
        for &constraint in &active {
            for &variable in &component.constraints[constraint.index()].variables {
                let place = &mut places[variable.index()];
                if place.is_none() {
                    *place = Some(relaxation.fresh());
                    relaxation.variables.push(variable);
                }
            }
        }
        for place in 0..relaxation.variables.len() {
            let variable = relaxation.variables[place];
            let form = std::iter::once((place as u32, Rational::ONE)).collect();
            let set = narrowing.domains[variable.index()].clone();
            relaxation.push(form, set, Source::Variable(variable));
        }
        for &index in &active {
            let constraint = &component.constraints[index.index()];
            let [relation] = narrowing.readings(index) else {
                continue;
            };
            let variable = |place: u32| {
                let variable = constraint.variables[place as usize];
                let place =
                    places[variable.index()].expect("internal error: a variable that no row knows");
                (place, &narrowing.domains[variable.index()])
            };
            let sets: SmallVec<[Interval; 6]> = constraint
                .variables
                .iter()
                .map(|&v| narrowing.domains[v.index()].clone())
                .collect();
            let target = relation.target.set(narrowing.strength, &sets);
            let operands: SmallVec<[Affine; 6]> = relation
                .operands
                .iter()
                .map(|&place| {
                    let (place, set) = variable(place);
                    let form = std::iter::once((place, Rational::ONE)).collect();
                    Affine {
                        form,
                        constant: Rational::ZERO,
                        set: set.clone(),
                    }
                })
                .collect();
            let mut add = Adding {
                relaxation: &mut relaxation,
                source: Source::Constraint(index),
            };
            match relation.program.root() {
                Root::Number(tree) => {
                    let Some(value) = &add.value(tree, &operands, target) else {
                        continue;
                    };
                    match relation.target {
                        Target::Is(place) => {
                            let (place, _) = variable(place);
                            let form = std::iter::once((place, Rational::ONE)).collect();
                            let difference = sum(&value.form, &-Rational::ONE, &form);
                            let set = Interval::point(-value.constant.clone());
                            add.row(difference, set);
                        }
                        _ => add.within(value, target),
                    }
                }
                Root::Truth(conditions) => {
                    if let Some(last) = conditions.len().checked_sub(1) {
                        add.condition(conditions, last, &operands);
                    }
                }
            }
        }
        relaxation
    }

    /// Adds the sentences that a proof from these rows rests on.
    pub(crate) fn explain(
        &self,
        certificate: &Certificate,
        narrowing: &Narrowing<'_, '_>,
        grounds: &mut Grounds,
    ) {
        let ends = certificate
            .terms
            .iter()
            .map(|term| (term.row, Some(term.side)));
        self.explain_rows(ends, narrowing, grounds);
    }

    /// The sentences that these rows rest on.
    pub(crate) fn grounds_of(&self, rows: &[usize], narrowing: &Narrowing<'_, '_>) -> Grounds {
        let mut grounds = vec![false; narrowing.component.sentences.len()];
        self.explain_rows(rows.iter().map(|&row| (row, None)), narrowing, &mut grounds);
        grounds
    }

    fn explain_rows(
        &self,
        rows: impl Iterator<Item = (usize, Option<Side>)>,
        narrowing: &Narrowing<'_, '_>,
        grounds: &mut Grounds,
    ) {
        let mut constraints = Vec::new();
        let mut ends = Vec::new();
        for (row, side) in rows {
            match (self.sources[row], side) {
                (Source::Variable(variable), Some(side)) => ends.push((variable, side)),
                (Source::Variable(variable), None) => {
                    ends.extend([Side::Lower, Side::Upper].map(|side| (variable, side)));
                }
                (Source::Constraint(index), _) => {
                    constraints.push(&narrowing.component.constraints[index.index()]);
                }
            }
        }
        narrowing.explain_constraints(constraints.into_iter(), &ends, grounds);
    }

    fn fresh(&mut self) -> u32 {
        self.width += 1;
        self.width as u32 - 1
    }

    fn push(&mut self, form: Form, set: Interval, source: Source) {
        if set != Interval::ENTIRE {
            self.rows.push(Row { form, set });
            self.sources.push(source);
        }
    }
}

/// Adds the rows of one constraint.
struct Adding<'r> {
    relaxation: &'r mut Relaxation,
    source: Source,
}

impl Adding<'_> {
    fn row(&mut self, form: Form, set: Interval) {
        self.relaxation.push(form, set, self.source);
    }

    /// `value ∈ set`.
    fn within(&mut self, value: &Affine, set: &Interval) {
        self.row(
            value.form.clone(),
            set.sub(&Interval::point(value.constant.clone())),
        );
    }

    /// A value of which only its set is known.
    fn auxiliary(&mut self, set: Interval) -> Affine {
        let form: Form = std::iter::once((self.relaxation.fresh(), Rational::ONE)).collect();
        self.row(form.clone(), set.clone());
        Affine {
            form,
            constant: Rational::ZERO,
            set,
        }
    }

    /// An expression's value as a linear form, each node's by those of its children; `None` where
    /// narrowing would have found that it has none.
    fn value(&mut self, tree: &Tree, operands: &[Affine], target: &Interval) -> Option<Affine> {
        let domain: SmallVec<[Interval; 6]> = operands.iter().map(|x| x.set.clone()).collect();
        let sets = tree.enclosures(&domain, target)?;
        let mut values: Vec<Affine> = Vec::with_capacity(sets.len());
        for (node, set) in tree.nodes().iter().zip(sets) {
            let value = match node {
                Node::Constant(value) => Affine::constant(value.clone()),
                Node::Operand(place) => operands[*place as usize].clone(),
                Node::Unary(Unary::Negate, x) => values[x.index()].times(&-Rational::ONE, set),
                Node::Binary(function, [x, y]) => {
                    let (x, y) = (values[x.index()].clone(), values[y.index()].clone());
                    self.binary(*function, &x, &y, set)
                }
                _ => self.auxiliary(set),
            };
            values.push(value);
        }
        values.pop()
    }

    fn binary(&mut self, function: Binary, x: &Affine, y: &Affine, set: Interval) -> Affine {
        match (function, x.set.as_point(), y.set.as_point()) {
            (Binary::Add, ..) => x.plus(&Rational::ONE, y, set),
            (Binary::Subtract, ..) => x.plus(&-Rational::ONE, y, set),
            (Binary::Multiply, _, Some(factor)) => x.times(factor, set),
            (Binary::Multiply, Some(factor), _) => y.times(factor, set),
            (Binary::Divide, _, Some(divisor)) if !divisor.is_zero() => {
                x.times(&(Rational::ONE / divisor.clone()), set)
            }
            (Binary::Multiply, ..) => {
                let product = self.auxiliary(set);
                self.product(x, y, &product);
                product
            }
            (Binary::Divide, ..) => {
                let quotient = self.auxiliary(set);
                let divisor = without_nought_at_the_end(&y.set);
                self.within(y, &divisor);
                self.product(
                    &quotient,
                    &Affine {
                        set: divisor,
                        ..y.clone()
                    },
                    x,
                );
                quotient
            }
            (Binary::Min, ..) => {
                let least = self.auxiliary(set);
                self.at_most(&least, x);
                self.at_most(&least, y);
                least
            }
            (Binary::Max, ..) => {
                let greatest = self.auxiliary(set);
                self.at_most(x, &greatest);
                self.at_most(y, &greatest);
                greatest
            }
            _ => self.auxiliary(set),
        }
    }

    fn at_most(&mut self, x: &Affine, y: &Affine) {
        let difference = x.plus(&-Rational::ONE, y, Interval::ENTIRE);
        self.within(&difference, &Interval::at_most(Rational::ZERO));
    }

    /// The four planes about `product = x · y`: for an end a of x and an end b of y,
    /// `(x − a)(y − b)` has a sign.
    fn product(&mut self, x: &Affine, y: &Affine, product: &Affine) {
        for (a, a_is_lower) in [(x.set.lower(), true), (x.set.upper(), false)] {
            for (b, b_is_lower) in [(y.set.lower(), true), (y.set.upper(), false)] {
                let (Some(a_value), Some(b_value)) = (a.value(), b.value()) else {
                    continue;
                };
                // product − b·x − a·y, which is (x − a)(y − b) − a·b
                let left = product.plus(&-b_value.clone(), x, Interval::ENTIRE).plus(
                    &-a_value.clone(),
                    y,
                    Interval::ENTIRE,
                );
                let right = -(a_value * b_value);
                let end = if a.is_open() && b.is_open() {
                    Endpoint::Open(right)
                } else {
                    Endpoint::Closed(right)
                };
                let set = if a_is_lower == b_is_lower {
                    Interval::new(end, Endpoint::Unbounded)
                } else {
                    Interval::new(Endpoint::Unbounded, end)
                };
                self.within(&left, &set);
            }
        }
    }

    /// A condition that must be true. One of two alternatives says nothing that is linear.
    fn condition(&mut self, conditions: &[Condition<Tree>], at: usize, operands: &[Affine]) {
        match &conditions[at] {
            Condition::Compare(test, tree) => {
                let nought = Rational::ZERO;
                let set = match test {
                    Test::Less => Interval::less_than(nought),
                    Test::AtMost => Interval::at_most(nought),
                    Test::Greater => Interval::more_than(nought),
                    Test::AtLeast => Interval::at_least(nought),
                    Test::Equal => Interval::point(nought),
                    Test::Unequal => return,
                };
                if let Some(value) = self.value(tree, operands, &set) {
                    self.within(&value, &set);
                }
            }
            Condition::And(x, y) => {
                // Conditions stand after those they are made of, so this ends.
                self.condition(conditions, *x as usize, operands);
                self.condition(conditions, *y as usize, operands);
            }
            Condition::Or(..) => {}
        }
    }
}

/// A divisor is not nought, so a set that ends there ends before it.
fn without_nought_at_the_end(set: &Interval) -> Interval {
    let open = |end: &Endpoint| match end.value() {
        Some(value) if value.is_zero() => Endpoint::Open(Rational::ZERO),
        _ => end.clone(),
    };
    Interval::new(open(set.lower()), open(set.upper()))
}
