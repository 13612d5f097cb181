//! Polynomials in a few variables, as the numerators and denominators of expressions.

use crate::number::{Interval, Rational};

/// The most variables a polynomial may have.
pub(super) const MAX_VARIABLES: usize = 10;
/// The most terms that are kept.
const MAX_TERMS: usize = 64;
/// The highest power of a variable.
const MAX_POWER: u128 = 8;
/// How many bits a monomial spends on each variable; the top one stays free.
const BITS: usize = 8;

/// A product of powers of variables: one byte for each exponent.
type Monomial = u128;

/// A polynomial: its terms in the order of their monomials, no coefficient nought.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Polynomial {
    terms: Vec<(Monomial, Rational)>,
}

/// A value of a variable, or the end of its axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Coordinate<'a> {
    Finite(&'a Rational),
    PlusInfinity,
    MinusInfinity,
}

impl Polynomial {
    pub(super) fn constant(value: Rational) -> Self {
        let mut terms = vec![(0, value)];
        terms.retain(|(_, value)| !value.is_zero());
        Polynomial { terms }
    }

    pub(super) fn variable(place: usize) -> Self {
        Polynomial {
            terms: vec![(1 << (place * BITS), Rational::ONE)],
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether no variable is in it.
    pub(super) fn is_constant(&self) -> bool {
        self.terms.iter().all(|(monomial, _)| *monomial == 0)
    }

    pub(super) fn negated(mut self) -> Self {
        for (_, coefficient) in &mut self.terms {
            *coefficient = -coefficient.clone();
        }
        self
    }

    pub(super) fn plus(&self, other: &Self) -> Option<Self> {
        collected(self.terms.iter().chain(&other.terms).cloned().collect())
    }

    pub(super) fn times(&self, other: &Self) -> Option<Self> {
        if self.terms.len() * other.terms.len() > MAX_TERMS * 4 {
            return None;
        }
        let mut terms = Vec::with_capacity(self.terms.len() * other.terms.len());
        for (a, x) in &self.terms {
            for (b, y) in &other.terms {
                let product = a + b;
                if exponents(product).any(|(_, power)| power > MAX_POWER) {
                    return None;
                }
                terms.push((product, x * y));
            }
        }
        collected(terms)
    }

    /// The greatest monomial that divides every term.
    pub(super) fn content(&self) -> Monomial {
        let mut terms = self.terms.iter().map(|(monomial, _)| *monomial);
        let first = terms.next().unwrap_or(0);
        terms.fold(first, common)
    }

    /// Divided by a monomial that divides every term.
    pub(super) fn without(mut self, monomial: Monomial) -> Self {
        for (term, _) in &mut self.terms {
            *term -= monomial;
        }
        self
    }

    /// Which variables occur, as one bit each, and whether each is of degree one at most.
    pub(super) fn degrees(&self) -> (u32, bool) {
        let mut used = 0;
        let mut linear = true;
        for (monomial, _) in &self.terms {
            for (place, power) in exponents(*monomial) {
                used |= u32::from(power > 0) << place;
                linear &= power <= 1;
            }
        }
        (used, linear)
    }

    /// The value of a polynomial that is linear in each variable, made homogeneous in each: a
    /// variable at infinity is the point (±1 : 0) of its projective line, a number x the point
    /// (x : 1). Quotients of two such values are the limits of the quotients of the
    /// polynomials.
    pub(super) fn at(&self, point: &[Option<Coordinate>]) -> Rational {
        let mut sum = Rational::ZERO;
        'terms: for (monomial, coefficient) in &self.terms {
            let mut product = coefficient.clone();
            for (place, coordinate) in point.iter().enumerate() {
                let occurs = monomial >> (place * BITS) & 1 == 1;
                match coordinate {
                    Some(Coordinate::Finite(value)) if occurs => product = product * *value,
                    Some(Coordinate::MinusInfinity) if occurs => product = -product,
                    Some(Coordinate::PlusInfinity | Coordinate::MinusInfinity) if !occurs => {
                        continue 'terms;
                    }
                    _ => {}
                }
            }
            sum = sum + product;
        }
        sum
    }

    /// A set that holds its values over a box.
    pub(super) fn over(&self, domain: &[Interval]) -> Interval {
        let mut sum = Interval::point(Rational::ZERO);
        for (monomial, coefficient) in &self.terms {
            let mut product = Interval::point(coefficient.clone());
            for (place, power) in exponents(*monomial) {
                if power > 0 {
                    let power = u32::try_from(power).unwrap_or(0);
                    let factor = domain[place].pow(power).unwrap_or(Interval::ENTIRE);
                    product = product.mul(&factor);
                }
            }
            sum = sum.add(&product);
        }
        sum
    }
}

/// The common divisor of two monomials.
pub(super) fn common(a: Monomial, b: Monomial) -> Monomial {
    exponents(a)
        .zip(exponents(b))
        .map(|((place, x), (_, y))| x.min(y) << (place * BITS))
        .sum()
}

fn exponents(monomial: Monomial) -> impl Iterator<Item = (usize, u128)> {
    (0..MAX_VARIABLES).map(move |place| (place, monomial >> (place * BITS) & 0xff))
}

/// Joins terms of one monomial; `None` where too many are left.
fn collected(mut terms: Vec<(Monomial, Rational)>) -> Option<Polynomial> {
    terms.sort_by_key(|(monomial, _)| *monomial);
    let mut joined: Vec<(Monomial, Rational)> = Vec::with_capacity(terms.len());
    for (monomial, coefficient) in terms {
        match joined.last_mut() {
            Some((last, sum)) if *last == monomial => *sum = &*sum + &coefficient,
            _ => joined.push((monomial, coefficient)),
        }
    }
    joined.retain(|(_, coefficient)| !coefficient.is_zero());
    (joined.len() <= MAX_TERMS).then_some(Polynomial { terms: joined })
}
