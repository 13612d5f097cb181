//! Intervals of rationals whose ends may be open, closed or missing, and their exact arithmetic.
//!
//! The words are those of IEEE 1788-2015 (`inf`, `sup`, `width`, `mid`, `hull`, `EMPTY`, `ENTIRE`).
//! Unlike that standard's intervals these are exact, and an end may be open: "more than 20 %" does
//! not hold 20 %.

use smallvec::{SmallVec, smallvec};

use super::Rational;

/// One end of an [`Interval`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// There is no end on this side.
    Unbounded,
    /// The end belongs to the interval.
    Closed(Rational),
    /// The interval comes as near to the end as one likes, without reaching it.
    Open(Rational),
}

impl Endpoint {
    /// The number at this end, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&Rational> {
        match self {
            Endpoint::Unbounded => None,
            Endpoint::Closed(value) | Endpoint::Open(value) => Some(value),
        }
    }

    /// Whether the number at this end is left out.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Endpoint::Open(_))
    }

    fn with(value: Rational, open: bool) -> Self {
        if open {
            Endpoint::Open(value)
        } else {
            Endpoint::Closed(value)
        }
    }

    fn map(&self, f: impl FnOnce(&Rational) -> Rational) -> Self {
        match self {
            Endpoint::Unbounded => Endpoint::Unbounded,
            Endpoint::Closed(value) => Endpoint::Closed(f(value)),
            Endpoint::Open(value) => Endpoint::Open(f(value)),
        }
    }
}

/// A set of numbers without gaps: all between two ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    lower: Endpoint,
    upper: Endpoint,
}

/// A set of numbers with at most a gap or two: what dividing by an interval about nought leaves.
pub type Pieces = SmallVec<[Interval; 1]>;

impl Interval {
    /// No number at all.
    pub const EMPTY: Interval = Interval {
        lower: Endpoint::Open(Rational::ZERO),
        upper: Endpoint::Open(Rational::ZERO),
    };
    /// Every number.
    pub const ENTIRE: Interval = Interval {
        lower: Endpoint::Unbounded,
        upper: Endpoint::Unbounded,
    };

    /// The numbers between two ends; [`Interval::EMPTY`] where there are none.
    ///
    /// ```
    /// use addsup::number::{Endpoint, Interval, Rational};
    /// let one = || Rational::ONE;
    /// assert_eq!(Interval::new(Endpoint::Open(one()), Endpoint::Closed(one())), Interval::EMPTY);
    /// ```
    #[must_use]
    pub fn new(lower: Endpoint, upper: Endpoint) -> Self {
        if let (Some(a), Some(b)) = (lower.value(), upper.value())
            && (a > b || (a == b && (lower.is_open() || upper.is_open())))
        {
            return Self::EMPTY;
        }
        Interval { lower, upper }
    }

    /// `[lower, upper]`.
    #[must_use]
    pub fn closed(lower: Rational, upper: Rational) -> Self {
        Self::new(Endpoint::Closed(lower), Endpoint::Closed(upper))
    }

    /// The one number.
    #[must_use]
    pub fn point(value: Rational) -> Self {
        Interval {
            lower: Endpoint::Closed(value.clone()),
            upper: Endpoint::Closed(value),
        }
    }

    /// `[value, ∞)`.
    #[must_use]
    pub fn at_least(value: Rational) -> Self {
        Interval {
            lower: Endpoint::Closed(value),
            upper: Endpoint::Unbounded,
        }
    }

    /// `(value, ∞)`.
    #[must_use]
    pub fn more_than(value: Rational) -> Self {
        Interval {
            lower: Endpoint::Open(value),
            upper: Endpoint::Unbounded,
        }
    }

    /// `(−∞, value]`.
    #[must_use]
    pub fn at_most(value: Rational) -> Self {
        Interval {
            lower: Endpoint::Unbounded,
            upper: Endpoint::Closed(value),
        }
    }

    /// `(−∞, value)`.
    #[must_use]
    pub fn less_than(value: Rational) -> Self {
        Interval {
            lower: Endpoint::Unbounded,
            upper: Endpoint::Open(value),
        }
    }

    /// The lower end.
    #[must_use]
    pub fn lower(&self) -> &Endpoint {
        &self.lower
    }

    /// The upper end.
    #[must_use]
    pub fn upper(&self) -> &Endpoint {
        &self.upper
    }

    /// The greatest lower bound; `None` without one. Of [`Interval::EMPTY`] it means nothing.
    #[must_use]
    pub fn inf(&self) -> Option<&Rational> {
        self.lower.value()
    }

    /// The least upper bound; `None` without one. Of [`Interval::EMPTY`] it means nothing.
    #[must_use]
    pub fn sup(&self) -> Option<&Rational> {
        self.upper.value()
    }

    /// Whether this holds no number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lower.is_open() && self.upper.is_open() && self.lower == self.upper
    }

    /// The one number this holds, if it holds just one.
    #[must_use]
    pub fn as_point(&self) -> Option<&Rational> {
        match (&self.lower, &self.upper) {
            (Endpoint::Closed(a), Endpoint::Closed(b)) if a == b => Some(a),
            _ => None,
        }
    }

    /// `sup − inf`; `None` if an end is missing.
    #[must_use]
    pub fn width(&self) -> Option<Rational> {
        Some(self.sup()? - self.inf()?)
    }

    /// The number half way between the ends; `None` if an end is missing.
    #[must_use]
    pub fn mid(&self) -> Option<Rational> {
        Some((self.inf()? + self.sup()?) * Rational::new(1, 2))
    }

    /// Whether `value` is in the set.
    #[must_use]
    pub fn contains(&self, value: &Rational) -> bool {
        let above = match &self.lower {
            Endpoint::Unbounded => true,
            Endpoint::Closed(end) => end <= value,
            Endpoint::Open(end) => end < value,
        };
        above
            && match &self.upper {
                Endpoint::Unbounded => true,
                Endpoint::Closed(end) => value <= end,
                Endpoint::Open(end) => value < end,
            }
    }

    /// The numbers in both sets.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        if self.is_empty() || other.is_empty() {
            return Self::EMPTY;
        }
        Self::new(
            tighter(&self.lower, &other.lower, |a, b| a > b).clone(),
            tighter(&self.upper, &other.upper, |a, b| a < b).clone(),
        )
    }

    /// Whether some number is in both sets.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        !self.intersection(other).is_empty()
    }

    /// Whether every number of this set is in `other`.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        self.is_empty() || self.intersection(other) == *self
    }

    /// The least interval that holds both sets.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        if self.is_empty() {
            return other.clone();
        }
        if other.is_empty() {
            return self.clone();
        }
        Interval {
            lower: wider(&self.lower, &other.lower, |a, b| a < b).clone(),
            upper: wider(&self.upper, &other.upper, |a, b| a > b).clone(),
        }
    }

    /// The whole numbers of this set, as the interval between the outermost of them.
    #[must_use]
    pub fn whole(&self) -> Self {
        if self.is_empty() {
            return Self::EMPTY;
        }
        let lower = match &self.lower {
            Endpoint::Open(end) => Endpoint::Closed(end.floor() + Rational::ONE),
            end => end.map(Rational::ceil),
        };
        let upper = match &self.upper {
            Endpoint::Open(end) => Endpoint::Closed(end.ceil() - Rational::ONE),
            end => end.map(Rational::floor),
        };
        Self::new(lower, upper)
    }

    /// The set without the knowledge of which ends belong to it: every open end closed.
    #[must_use]
    pub fn closure(&self) -> Self {
        if self.is_empty() {
            return Self::EMPTY;
        }
        let close = |end: &Endpoint| match end {
            Endpoint::Open(value) => Endpoint::Closed(value.clone()),
            end => end.clone(),
        };
        Interval {
            lower: close(&self.lower),
            upper: close(&self.upper),
        }
    }

    /// `{ −x }`.
    #[must_use]
    pub fn neg(&self) -> Self {
        let negate = |end: &Endpoint| end.map(|value| -value.clone());
        Interval {
            lower: negate(&self.upper),
            upper: negate(&self.lower),
        }
    }

    /// `{ x + y }`.
    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        if self.is_empty() || other.is_empty() {
            return Self::EMPTY;
        }
        let sum = |a: &Endpoint, b: &Endpoint| match (a.value(), b.value()) {
            (Some(x), Some(y)) => Endpoint::with(x + y, a.is_open() || b.is_open()),
            _ => Endpoint::Unbounded,
        };
        Interval {
            lower: sum(&self.lower, &other.lower),
            upper: sum(&self.upper, &other.upper),
        }
    }

    /// `{ x − y }`.
    #[must_use]
    pub fn sub(&self, other: &Self) -> Self {
        self.add(&other.neg())
    }

    /// `{ x · y }`.
    #[must_use]
    pub fn mul(&self, other: &Self) -> Self {
        if self.is_empty() || other.is_empty() {
            return Self::EMPTY;
        }
        if let (Some(x), Some(y)) = (self.as_point(), other.as_point()) {
            return Self::point(x * y);
        }
        let corners = [
            Corner::product((&self.lower, -1), (&other.lower, -1)),
            Corner::product((&self.lower, -1), (&other.upper, 1)),
            Corner::product((&self.upper, 1), (&other.lower, -1)),
            Corner::product((&self.upper, 1), (&other.upper, 1)),
        ];
        Corner::range(corners)
    }

    /// `{ 1 / x : x ≠ 0 }`: one piece, or two about a nought inside, or none of nought alone.
    #[must_use]
    pub fn recip(&self) -> Pieces {
        let side = |half: Interval| -> Option<Interval> {
            let part = self.intersection(&half);
            (!part.is_empty()).then(|| {
                // On one side of nought 1/x falls, so the ends change places; at nought it is
                // unbounded.
                let flip = |end: &Endpoint| match end.value() {
                    None => Endpoint::Open(Rational::ZERO),
                    Some(value) if value.is_zero() => Endpoint::Unbounded,
                    Some(value) => Endpoint::with(Rational::ONE / value.clone(), end.is_open()),
                };
                Interval {
                    lower: flip(&part.upper),
                    upper: flip(&part.lower),
                }
            })
        };
        let negative = side(Self::less_than(Rational::ZERO));
        let positive = side(Self::more_than(Rational::ZERO));
        negative.into_iter().chain(positive).collect()
    }

    /// `{ x / y : y ≠ 0 }`, as [`Interval::recip`].
    #[must_use]
    pub fn div(&self, other: &Self) -> Pieces {
        merge(
            other
                .recip()
                .iter()
                .map(|reciprocal| self.mul(reciprocal))
                .collect(),
        )
    }

    /// `{ |x| }`.
    #[must_use]
    pub fn abs(&self) -> Self {
        let positive = self.intersection(&Self::at_least(Rational::ZERO));
        let negative = self.intersection(&Self::at_most(Rational::ZERO)).neg();
        if negative.is_empty() {
            positive
        } else {
            positive.hull(&negative)
        }
    }

    /// `{ x^n }` for a whole `n ≥ 0`; `None` where a power grows beyond bounds.
    #[must_use]
    pub fn pow(&self, exponent: u32) -> Option<Self> {
        if self.is_empty() {
            return Some(Self::EMPTY);
        }
        if exponent == 0 {
            return Some(Self::point(Rational::ONE));
        }
        let base = if exponent.is_multiple_of(2) {
            self.abs()
        } else {
            self.clone()
        };
        let power = i32::try_from(exponent).ok()?;
        let raise = |end: &Endpoint| -> Option<Endpoint> {
            Some(match end.value() {
                None => Endpoint::Unbounded,
                Some(value) => Endpoint::with(value.pow(power)?, end.is_open()),
            })
        };
        Some(Interval {
            lower: raise(&base.lower)?,
            upper: raise(&base.upper)?,
        })
    }

    /// `{ min(x, y) }`.
    #[must_use]
    pub fn min(&self, other: &Self) -> Self {
        self.neg().max(&other.neg()).neg()
    }

    /// `{ max(x, y) }`.
    #[must_use]
    pub fn max(&self, other: &Self) -> Self {
        if self.is_empty() || other.is_empty() {
            return Self::EMPTY;
        }
        Interval {
            // The larger of two numbers is above both lower ends and at most the wider upper end.
            lower: tighter(&self.lower, &other.lower, |a, b| a > b).clone(),
            upper: wider(&self.upper, &other.upper, |a, b| a > b).clone(),
        }
    }

    /// The image under a rising function that brackets its value: `f(x).0 ≤ true value ≤ f(x).1`.
    /// The ends move outwards, so nothing true is lost.
    #[must_use]
    pub fn map_rising(&self, f: impl Fn(&Rational) -> (Rational, Rational)) -> Self {
        if self.is_empty() {
            return Self::EMPTY;
        }
        Self::new(
            self.lower.map(|value| f(value).0),
            self.upper.map(|value| f(value).1),
        )
    }
}

/// Joins two pieces that overlap or touch, so that a set is written one way, and puts the lower
/// first.
fn merge(mut pieces: Pieces) -> Pieces {
    if let [first, second] = pieces.as_slice() {
        let touch = |a: &Interval, b: &Interval| {
            a.upper.value().is_some()
                && a.upper.value() == b.lower.value()
                && !(a.upper.is_open() && b.lower.is_open())
        };
        if first.meets(second) || touch(first, second) || touch(second, first) {
            return smallvec![first.hull(second)];
        }
        if second
            .sup()
            .is_some_and(|end| first.inf().is_some_and(|start| end <= start))
        {
            pieces.swap(0, 1);
        }
    }
    pieces
}

/// The end that admits less: of two numbers the one `before` the other, of equals the open one.
fn tighter<'a>(
    a: &'a Endpoint,
    b: &'a Endpoint,
    before: fn(&Rational, &Rational) -> bool,
) -> &'a Endpoint {
    match (a.value(), b.value()) {
        (None, _) => b,
        (_, None) => a,
        (Some(x), Some(y)) if x == y => {
            if b.is_open() {
                b
            } else {
                a
            }
        }
        (Some(x), Some(y)) => {
            if before(x, y) {
                a
            } else {
                b
            }
        }
    }
}

/// The end that admits more.
fn wider<'a>(
    a: &'a Endpoint,
    b: &'a Endpoint,
    before: fn(&Rational, &Rational) -> bool,
) -> &'a Endpoint {
    match (a.value(), b.value()) {
        (None, _) => a,
        (_, None) => b,
        (Some(x), Some(y)) if x == y => {
            if a.is_open() {
                b
            } else {
                a
            }
        }
        (Some(x), Some(y)) => {
            if before(x, y) {
                a
            } else {
                b
            }
        }
    }
}

/// A product of two ends, with infinities.
enum Corner {
    Infinite(i32),
    Finite(Rational, bool),
}

impl Corner {
    fn product((a, side_a): (&Endpoint, i32), (b, side_b): (&Endpoint, i32)) -> Self {
        match (a.value(), b.value()) {
            (Some(x), Some(y)) => {
                // A nought that belongs to one set makes the product nought, whatever the other end
                // is.
                let attained_zero = (x.is_zero() && !a.is_open()) || (y.is_zero() && !b.is_open());
                Corner::Finite(x * y, !attained_zero && (a.is_open() || b.is_open()))
            }
            (Some(x), None) => Self::unbounded(x, a.is_open(), side_b),
            (None, Some(y)) => Self::unbounded(y, b.is_open(), side_a),
            (None, None) => Corner::Infinite(side_a * side_b),
        }
    }

    fn unbounded(finite: &Rational, open: bool, side: i32) -> Self {
        match finite.signum() {
            0 => Corner::Finite(Rational::ZERO, open),
            sign => Corner::Infinite(sign * side),
        }
    }

    fn range(corners: [Corner; 4]) -> Interval {
        let mut lower: Option<Endpoint> = None;
        let mut upper: Option<Endpoint> = None;
        let extend = |end: &mut Option<Endpoint>,
                      with: Endpoint,
                      before: fn(&Rational, &Rational) -> bool| {
            *end = Some(match end.take() {
                None => with,
                Some(old) => wider(&old, &with, before).clone(),
            });
        };
        for corner in corners {
            match corner {
                Corner::Infinite(sign) if sign < 0 => lower = Some(Endpoint::Unbounded),
                Corner::Infinite(_) => upper = Some(Endpoint::Unbounded),
                Corner::Finite(value, open) => {
                    extend(&mut lower, Endpoint::with(value.clone(), open), |a, b| {
                        a < b
                    });
                    extend(&mut upper, Endpoint::with(value, open), |a, b| a > b);
                }
            }
        }
        Interval {
            lower: lower.unwrap_or(Endpoint::Unbounded),
            upper: upper.unwrap_or(Endpoint::Unbounded),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number() -> impl Strategy<Value = Rational> {
        (-12_i64..=12, 1_i64..4).prop_map(|(n, d)| Rational::new(n, d))
    }

    fn endpoint() -> impl Strategy<Value = Endpoint> {
        prop_oneof![
            1 => Just(Endpoint::Unbounded),
            3 => number().prop_map(Endpoint::Closed),
            2 => number().prop_map(Endpoint::Open),
        ]
    }

    /// A set and some number that belongs to it.
    fn inhabited() -> impl Strategy<Value = (Interval, Rational)> {
        (endpoint(), endpoint(), number())
            .prop_map(|(a, b, x)| (Interval::new(a, b), x))
            .prop_filter("inhabited", |(set, x)| set.contains(x))
    }

    fn holds(pieces: &Pieces, value: &Rational) -> bool {
        pieces.iter().any(|piece| piece.contains(value))
    }

    proptest! {
        #[test]
        fn arithmetic_contains_the_exact_result((a, x) in inhabited(), (b, y) in inhabited(), n in 0_u32..4) {
            prop_assert!(a.add(&b).contains(&(&x + &y)));
            prop_assert!(a.sub(&b).contains(&(&x - &y)));
            prop_assert!(a.mul(&b).contains(&(&x * &y)));
            prop_assert!(a.min(&b).contains(&x.clone().min(y.clone())));
            prop_assert!(a.max(&b).contains(&x.clone().max(y.clone())));
            prop_assert!(a.abs().contains(&x.abs()));
            let power = a.pow(n).zip(x.pow(i32::try_from(n).expect("small")));
            prop_assert!(power.is_some_and(|(set, value)| set.contains(&value)));
            if let Some(quotient) = x.checked_div(&y) {
                prop_assert!(holds(&a.div(&b), &quotient));
            }
        }

        #[test]
        fn set_operations_agree_with_membership(a in endpoint(), b in endpoint(), c in endpoint(), d in endpoint(), x in number()) {
            let (s, t) = (Interval::new(a, b), Interval::new(c, d));
            prop_assert_eq!(s.intersection(&t).contains(&x), s.contains(&x) && t.contains(&x));
            prop_assert!(!(s.contains(&x) || t.contains(&x)) || s.hull(&t).contains(&x));
            prop_assert_eq!(s.neg().contains(&-x.clone()), s.contains(&x));
            if s.is_subset(&t) {
                prop_assert!(!s.contains(&x) || t.contains(&x));
            }
            prop_assert_eq!(s.whole().contains(&x), x.is_whole() && s.contains(&x) || s.whole().contains(&x) && !x.is_whole());
        }

        #[test]
        fn products_of_closed_ends_are_reached(a in number(), b in number(), c in number(), d in number()) {
            let (a, b) = (a.clone().min(b.clone()), a.max(b));
            let (c, d) = (c.clone().min(d.clone()), c.max(d));
            let product = Interval::closed(a.clone(), b.clone()).mul(&Interval::closed(c.clone(), d.clone()));
            let corners = [&a * &c, &a * &d, &b * &c, &b * &d];
            prop_assert_eq!(product.inf(), corners.iter().min());
            prop_assert_eq!(product.sup(), corners.iter().max());
        }
    }

    fn rational(value: i64) -> Rational {
        Rational::from(value)
    }

    #[test]
    fn dividing_by_a_set_about_nought_leaves_two_pieces() {
        let pieces =
            Interval::point(Rational::ONE).div(&Interval::closed(rational(-1), rational(2)));
        assert_eq!(
            pieces.as_slice(),
            [
                Interval::at_most(rational(-1)),
                Interval::at_least(Rational::new(1, 2))
            ]
        );
        assert!(
            Interval::point(Rational::ONE)
                .div(&Interval::point(Rational::ZERO))
                .is_empty()
        );
    }

    #[test]
    fn strict_ends_stay_strict() {
        let above_one = Interval::more_than(Rational::ONE);
        assert!(!above_one.meets(&Interval::closed(rational(0), rational(1))));
        assert_eq!(
            above_one.add(&Interval::point(rational(1))),
            Interval::more_than(rational(2))
        );
        assert_eq!(above_one.whole(), Interval::at_least(rational(2)));
    }
}
