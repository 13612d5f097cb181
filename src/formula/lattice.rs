//! Values that come in steps: of whole numbers, of what is rounded, of ranks.
//!
//! An interval says nothing of the gaps between them. A lattice `offset + step·ℤ` does: it holds
//! every value that an expression gives, so where a wanted set lies between its points the
//! expression cannot give it.

use super::core::{Binary, Many, Node, Unary};
use crate::number::{Endpoint, Interval, Rational};

/// Among how many points of a lattice a whole one is looked for.
const MOST_TRIED: i64 = 1_000;

/// The numbers `offset + step · n` for whole `n`; with a `step` of nought, `offset` alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lattice {
    offset: Rational,
    /// Not negative.
    step: Rational,
}

impl Lattice {
    fn point(offset: Rational) -> Self {
        Lattice {
            offset,
            step: Rational::ZERO,
        }
    }

    fn multiples(step: Rational) -> Self {
        Lattice {
            offset: Rational::ZERO,
            step,
        }
    }

    /// The lattice of an expression's values, given which operands are whole; `None` where there
    /// are no steps to speak of.
    pub(super) fn of(nodes: &[Node], is_whole: impl Fn(u32) -> bool) -> Option<Self> {
        let stepped = |node: &Node| match node {
            Node::Operand(place) => is_whole(*place),
            Node::Unary(Unary::Round(_) | Unary::Weekday, _)
            | Node::Binary(Binary::Age, _)
            | Node::Many(Many::Rank, _) => true,
            _ => false,
        };
        if !nodes.iter().any(stepped) {
            return None;
        }
        let mut all: Vec<Option<Lattice>> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let lattice = match node {
                Node::Constant(value) => Some(Lattice::point(value.clone())),
                Node::Operand(place) => is_whole(*place).then(|| Lattice::multiples(Rational::ONE)),
                Node::Unary(function, x) => unary(*function, all[x.index()].as_ref()),
                Node::Binary(Binary::Age, _) => Some(Lattice::multiples(Rational::ONE)),
                Node::Binary(function, [x, y]) => {
                    let both = all[x.index()].as_ref().zip(all[y.index()].as_ref());
                    both.and_then(|(x, y)| binary(*function, x, y))
                }
                Node::Many(Many::Rank, _) => Some(Lattice::multiples(Rational::ONE)),
                Node::Many(Many::Median, of) => {
                    let mut joined: Option<Lattice> = None;
                    for x in of {
                        let Some(x) = &all[x.index()] else {
                            joined = None;
                            break;
                        };
                        joined = Some(joined.map_or_else(|| x.clone(), |joined| joined.join(x)));
                    }
                    joined.map(|joined| match of.len() % 2 {
                        0 => Lattice {
                            step: joined.step * Rational::new(1, 2),
                            ..joined
                        },
                        _ => joined,
                    })
                }
            };
            all.push(lattice);
        }
        all.pop().flatten()
    }

    /// The least lattice that holds both.
    fn join(&self, other: &Self) -> Self {
        let apart = (&self.offset - &other.offset).abs();
        Lattice {
            offset: self.offset.clone(),
            step: gcd(&gcd(&self.step, &other.step), &apart),
        }
    }

    fn plus(&self, other: &Self) -> Self {
        Lattice {
            offset: &self.offset + &other.offset,
            step: gcd(&self.step, &other.step),
        }
    }

    fn negated(&self) -> Self {
        Lattice {
            offset: -self.offset.clone(),
            step: self.step.clone(),
        }
    }

    fn times(&self, other: &Self) -> Self {
        let crossed = gcd(
            &(&self.offset * &other.step).abs(),
            &(&other.offset * &self.step).abs(),
        );
        Lattice {
            offset: &self.offset * &other.offset,
            step: gcd(&crossed, &(&self.step * &other.step)),
        }
    }

    /// The same values multiplied.
    pub(crate) fn scaled(&self, factor: &Rational) -> Self {
        self.times(&Lattice::point(factor.clone()))
    }

    /// The least interval that holds the points of the lattice in `set`.
    ///
    /// ```
    /// # use addsup::{formula::{Formula, Operand}, number::{Dimension, Interval, Rational, Settings}};
    /// let formula = Formula::parse("round(a)", &Settings::default()).expect("a formula");
    /// let operand =
    ///     Operand { dimension: Dimension::NONE, absolute: false, offset: Rational::ZERO, whole: false, counts: false, period: None };
    /// let program = formula.bind(&[operand]).expect("fitting units");
    /// let lattice = program.range(&[Interval::ENTIRE]).lattice.expect("whole numbers");
    /// assert!(lattice.within(&Interval::point(Rational::new(5, 2))).is_empty());
    /// ```
    #[must_use]
    pub fn within(&self, set: &Interval) -> Interval {
        if set.is_empty() {
            return Interval::EMPTY;
        }
        if self.step.is_zero() {
            return set.intersection(&Interval::point(self.offset.clone()));
        }
        let steps = |end: &Endpoint| match end {
            Endpoint::Unbounded => Endpoint::Unbounded,
            Endpoint::Closed(value) => Endpoint::Closed(&(value - &self.offset) / &self.step),
            Endpoint::Open(value) => Endpoint::Open(&(value - &self.offset) / &self.step),
        };
        let whole = Interval::new(steps(set.lower()), steps(set.upper())).whole();
        let back = |end: &Endpoint| match end.value() {
            None => Endpoint::Unbounded,
            Some(value) => Endpoint::Closed(value * &self.step + &self.offset),
        };
        if whole.is_empty() {
            return Interval::EMPTY;
        }
        Interval::new(back(whole.lower()), back(whole.upper()))
    }

    /// A lattice of the numbers that are in this one and whole, or of more where those are not
    /// easily found; `None` where there are none.
    #[must_use]
    pub fn whole(&self) -> Option<Self> {
        if self.step.is_zero() {
            return self.offset.is_whole().then(|| self.clone());
        }
        // offset + step·n is whole for some n < d, where d·step is whole, or for none.
        let (_, denominator) = self.step.parts();
        let most = i64::try_from(denominator).unwrap_or(i64::MAX);
        if most > MOST_TRIED {
            return Some(self.clone());
        }
        let value = |n: i64| &self.offset + &(&self.step * &Rational::from(n));
        let first = (0..most).map(value).find(Rational::is_whole)?;
        Some(Lattice {
            offset: first,
            step: &self.step * &Rational::from(most),
        })
    }
}

fn unary(function: Unary, x: Option<&Lattice>) -> Option<Lattice> {
    match function {
        Unary::Round(digits) => Some(Lattice::multiples(Rational::ten_to(-digits))),
        Unary::Weekday => Some(Lattice::multiples(Rational::ONE)),
        Unary::Negate => x.map(Lattice::negated),
        Unary::Abs => x.map(|x| x.join(&x.negated())),
        Unary::Power(exponent @ 2..=8) => {
            let x = x?;
            Some((1..exponent).fold(x.clone(), |product, _| product.times(x)))
        }
        Unary::Power(_) | Unary::Root(_) | Unary::Exp | Unary::Ln | Unary::Calendar => None,
    }
}

fn binary(function: Binary, x: &Lattice, y: &Lattice) -> Option<Lattice> {
    match function {
        Binary::Add => Some(x.plus(y)),
        Binary::Subtract => Some(x.plus(&y.negated())),
        Binary::Multiply => Some(x.times(y)),
        Binary::Divide if y.step.is_zero() => y.offset.recip().map(|factor| x.scaled(&factor)),
        Binary::Min | Binary::Max => Some(x.join(y)),
        Binary::Age => Some(Lattice::multiples(Rational::ONE)),
        Binary::Divide | Binary::Power => None,
    }
}

/// The greatest number of which both are whole multiples; the other one where one is nought.
fn gcd(a: &Rational, b: &Rational) -> Rational {
    if a.is_zero() {
        return b.clone();
    }
    if b.is_zero() {
        return a.clone();
    }
    // Euclid's algorithm ends, since both are multiples of one over the product of their
    // denominators.
    let (mut a, mut b) = (a.clone(), b.clone());
    while !b.is_zero() {
        let rest = &a - &((&a / &b).floor() * &b);
        a = std::mem::replace(&mut b, rest);
    }
    a
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lattice(offset: (i64, i64), step: (i64, i64)) -> Lattice {
        Lattice {
            offset: Rational::new(offset.0, offset.1),
            step: Rational::new(step.0, step.1),
        }
    }

    fn value(lattice: &Lattice, n: i64) -> Rational {
        &lattice.offset + &(&lattice.step * &Rational::from(n))
    }

    fn holds(lattice: &Lattice, value: &Rational) -> bool {
        !lattice.within(&Interval::point(value.clone())).is_empty()
    }

    proptest! {
        #[test]
        fn what_is_made_of_points_is_in_the_lattice_made_of_lattices(
            a in -9_i64..9, b in 1_i64..5, c in 0_i64..9, d in -9_i64..9, e in 0_i64..9, f in 1_i64..5,
            n in -9_i64..9, m in -9_i64..9,
        ) {
            let (x, y) = (lattice((a, b), (c, f)), lattice((d, f), (e, b)));
            let (p, q) = (value(&x, n), value(&y, m));
            prop_assert!(holds(&x.plus(&y), &(&p + &q)));
            prop_assert!(holds(&x.times(&y), &(&p * &q)));
            prop_assert!(holds(&x.join(&y), &p) && holds(&x.join(&y), &q));
            prop_assert!(holds(&x.join(&x.negated()), &p.abs()));
            if p.is_whole() {
                prop_assert!(x.whole().is_some_and(|whole| holds(&whole, &p)));
            }
            prop_assert!(x.whole().is_none_or(|whole| value(&whole, m).is_whole()));
        }
    }

    #[test]
    fn nothing_stands_between_the_points() {
        let odd = lattice((1, 1), (2, 1));
        let between = Interval::new(
            Endpoint::Open(Rational::from(3)),
            Endpoint::Open(Rational::from(5)),
        );
        assert!(odd.within(&between).is_empty());
        assert_eq!(
            odd.within(&between.closure()),
            Interval::closed(Rational::from(3), Rational::from(5))
        );
    }
}
