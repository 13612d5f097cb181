//! Exact ranges of expressions that are quotients of polynomials linear in each variable.
//!
//! With the other variables fixed such a quotient is `(α x + β) / (γ x + δ)`, which rises or falls
//! throughout wherever its denominator does not vanish. So its extremes over a box lie at the
//! corners, an infinite end being a corner like any other. This covers shares of a total, `a / (a +
//! b)`, differences of shares, weighted means, and whatever else is made of `+ − × ÷` without
//! squares.

use smallvec::SmallVec;

use super::core::{Binary, Node, Unary};
use super::eval::{self, Flags};
use super::polynomial::{self, Coordinate, MAX_VARIABLES, Polynomial};
use crate::number::{Endpoint, Interval, Pieces, Rational};

/// An expression as a quotient of two polynomials linear in each variable.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fraction {
    numerator: Polynomial,
    denominator: Polynomial,
    /// Where one of these is nought the expression as written has no value.
    divisors: Vec<Polynomial>,
}

impl Fraction {
    /// The expression of these nodes, if it is such a quotient.
    pub(super) fn of(nodes: &[Node], variables: usize) -> Option<Self> {
        if variables > MAX_VARIABLES {
            return None;
        }
        let mut divisors = Vec::new();
        let mut quotients: Vec<Quotient> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let made = match node {
                Node::Constant(value) => Quotient::whole(Polynomial::constant(value.clone())),
                Node::Operand(place) => Quotient::whole(Polynomial::variable(*place as usize)),
                Node::Unary(Unary::Negate, x) => {
                    let x = quotients[x.index()].clone();
                    Quotient(x.0.negated(), x.1)
                }
                Node::Unary(Unary::Power(power @ 2..=4), x) => {
                    let x = &quotients[x.index()];
                    (1..*power).try_fold(x.clone(), |product, _| product.times(x))?
                }
                Node::Binary(function, [x, y]) => {
                    let (x, y) = (&quotients[x.index()], &quotients[y.index()]);
                    match function {
                        Binary::Add => x.plus(y)?,
                        Binary::Subtract => {
                            x.plus(&Quotient(y.0.clone().negated(), y.1.clone()))?
                        }
                        Binary::Multiply => x.times(y)?,
                        Binary::Divide => {
                            if !y.0.is_constant() || y.0.is_zero() {
                                divisors.push(y.0.clone());
                            }
                            x.times(&Quotient(y.1.clone(), y.0.clone()))?
                        }
                        _ => return None,
                    }
                }
                _ => return None,
            };
            quotients.push(made);
        }
        let Quotient(numerator, denominator) = quotients.pop()?;
        let linear = numerator.degrees().1 && denominator.degrees().1;
        linear.then_some(Fraction {
            numerator,
            denominator,
            divisors,
        })
    }

    /// The values over a box; `None` where corners do not decide them.
    pub(super) fn values(&self, domain: &[Interval], flags: &mut Flags) -> Option<Pieces> {
        let is_nought = |divisor: &Polynomial| is_nought(divisor, domain);
        if self.divisors.iter().any(is_nought) {
            flags.partial = true;
            return Some(Pieces::new());
        }
        let mut partial = false;
        let mut all = Pieces::new();
        for half in halves(domain)? {
            all.extend(self.values_over(&half, &mut partial)?);
        }
        flags.partial |= partial
            || self
                .divisors
                .iter()
                .any(|divisor| vanishes(divisor, domain));
        Some(eval::normal(all, flags))
    }

    fn values_over(&self, domain: &[Interval], partial: &mut bool) -> Option<Pieces> {
        let used = self.numerator.degrees().0 | self.denominator.degrees().0;
        let corners = Corners::of(domain, used);
        let mut above = corners.values(&self.numerator);
        let mut below = corners.values(&self.denominator);
        let signs = |values: &[Rational]| {
            let least = values.iter().map(Rational::signum).min().unwrap_or(0);
            let most = values.iter().map(Rational::signum).max().unwrap_or(0);
            (least, most)
        };
        match signs(&below) {
            (0, 0) => {
                *partial = true;
                return Some(Pieces::new());
            }
            (0.., _) => {}
            (_, ..=0) => {
                let negate = |value: &mut Rational| *value = -value.clone();
                below.iter_mut().for_each(negate);
                above.iter_mut().for_each(negate);
            }
            // The denominator vanishes inside. If the numerator does not, the reciprocal has a
            // range about nought, and the values are the reciprocals of that.
            _ => {
                let (least, most) = signs(&above);
                if least * most <= 0 {
                    return None;
                }
                *partial = true;
                if most < 0 {
                    let negate = |value: &mut Rational| *value = -value.clone();
                    below.iter_mut().for_each(negate);
                    above.iter_mut().for_each(negate);
                }
                return Some(corners.range(&below, &above).recip());
            }
        }
        Some(eval::pieces(corners.range(&above, &below)))
    }
}

#[derive(Clone)]
struct Quotient(Polynomial, Polynomial);

impl Quotient {
    fn whole(numerator: Polynomial) -> Self {
        Quotient(numerator, Polynomial::constant(Rational::ONE))
    }

    fn plus(&self, other: &Self) -> Option<Self> {
        if self.1 == other.1 {
            return Some(Quotient(self.0.plus(&other.0)?, self.1.clone()).reduced());
        }
        let numerator = self.0.times(&other.1)?.plus(&other.0.times(&self.1)?)?;
        Some(Quotient(numerator, self.1.times(&other.1)?).reduced())
    }

    fn times(&self, other: &Self) -> Option<Self> {
        let one = Polynomial::constant(Rational::ONE);
        let (mut a, mut b) = (self.clone(), other.clone());
        // What stands above one line and below the other goes, without expanding it.
        if a.0 == b.1 {
            (a.0, b.1) = (one.clone(), one.clone());
        }
        if a.1 == b.0 {
            (a.1, b.0) = (one.clone(), one);
        }
        Some(Quotient(a.0.times(&b.0)?, a.1.times(&b.1)?).reduced())
    }

    /// Without the monomials that stand both above and below the line.
    fn reduced(self) -> Self {
        let shared = polynomial::common(self.0.content(), self.1.content());
        Quotient(self.0.without(shared), self.1.without(shared))
    }
}

/// The box cut at nought where it has no end on either side; `None` where that makes too many.
fn halves(domain: &[Interval]) -> Option<Vec<Vec<Interval>>> {
    let mut all = vec![domain.to_vec()];
    for (place, side) in domain.iter().enumerate() {
        if side.inf().is_none() && side.sup().is_none() {
            if all.len() >= 8 {
                return None;
            }
            let mut upper = all.clone();
            for half in &mut all {
                half[place] = Interval::at_most(Rational::ZERO);
            }
            for half in &mut upper {
                half[place] = Interval::at_least(Rational::ZERO);
            }
            all.append(&mut upper);
        }
    }
    Some(all)
}

/// Whether a polynomial is nought somewhere in a box, as far as can be seen.
fn vanishes(polynomial: &Polynomial, domain: &[Interval]) -> bool {
    let (used, linear) = polynomial.degrees();
    let bounded = |side: &Interval| side.inf().is_some() || side.sup().is_some();
    if !linear || !domain.iter().all(bounded) {
        return polynomial.over(domain).contains(&Rational::ZERO);
    }
    let corners = Corners::of(domain, used);
    let values = corners.values(polynomial);
    let one = vec![Rational::ONE; values.len()];
    corners.range(&values, &one).contains(&Rational::ZERO)
}

/// Whether a polynomial is nought in all of a box.
fn is_nought(polynomial: &Polynomial, domain: &[Interval]) -> bool {
    let range = polynomial.over(domain);
    range.as_point().is_some_and(Rational::is_zero)
}

/// The corners of a box in the directions that matter.
struct Corners<'a> {
    /// For each variable that matters its place and ends; the second end is missing of a point.
    axes: SmallVec<[(usize, End<'a>, Option<End<'a>>); 4]>,
    variables: usize,
}

#[derive(Clone, Copy)]
struct End<'a> {
    coordinate: Coordinate<'a>,
    /// Whether the box comes near but does not reach it.
    open: bool,
}

impl<'a> Corners<'a> {
    fn of(domain: &'a [Interval], used: u32) -> Self {
        let end = |end: &'a Endpoint, infinite| End {
            coordinate: end.value().map_or(infinite, Coordinate::Finite),
            open: !matches!(end, Endpoint::Closed(_)),
        };
        let axes = (0..domain.len()).filter(|place| used >> place & 1 == 1);
        let axes = axes.map(|place| {
            let side = &domain[place];
            let lower = end(side.lower(), Coordinate::MinusInfinity);
            let upper = end(side.upper(), Coordinate::PlusInfinity);
            (place, lower, side.as_point().is_none().then_some(upper))
        });
        Corners {
            axes: axes.collect(),
            variables: domain.len(),
        }
    }

    /// The axes with two ends; a corner has one bit for each.
    fn sides(&self) -> impl Iterator<Item = (End<'a>, End<'a>)> {
        self.axes
            .iter()
            .filter_map(|(_, lower, upper)| Some((*lower, (*upper)?)))
    }

    /// The values of a polynomial at all corners.
    fn values(&self, polynomial: &Polynomial) -> Vec<Rational> {
        let mut point: SmallVec<[Option<Coordinate>; 8]> =
            SmallVec::from_elem(None, self.variables);
        (0..1_u32 << self.sides().count())
            .map(|corner| {
                let mut bit = 0;
                for (place, lower, upper) in &self.axes {
                    let end = match upper {
                        Some(upper) => {
                            bit += 1;
                            if corner >> (bit - 1) & 1 == 1 {
                                upper
                            } else {
                                lower
                            }
                        }
                        None => lower,
                    };
                    point[*place] = Some(end.coordinate);
                }
                polynomial.at(&point)
            })
            .collect()
    }

    /// Which of a corner's coordinates the box does not reach.
    fn open(&self, corner: u32) -> u32 {
        let sides = self.sides().enumerate();
        sides.fold(0, |mask, (bit, (lower, upper))| {
            let end = if corner >> bit & 1 == 1 { upper } else { lower };
            mask | u32::from(end.open) << bit
        })
    }

    /// The range of a quotient, given its numerators and its denominators ≥ 0 at all corners.
    ///
    /// A corner where both are nought counts for nothing: along an edge to it the quotient is
    /// constant. One where only the denominator is nought is a pole.
    fn range(&self, above: &[Rational], below: &[Rational]) -> Interval {
        let quotients: Vec<Option<Rational>> = above
            .iter()
            .zip(below)
            .map(|(p, q)| p.checked_div(q))
            .collect();
        let pole = |sign: i32| {
            let mut poles = quotients.iter().zip(above);
            poles.any(|(quotient, p)| quotient.is_none() && p.signum() == sign)
        };
        let end = |pole: bool, extreme: Option<&Rational>| match extreme {
            Some(extreme) if !pole => {
                if self.reaches(&quotients, above, extreme) {
                    Endpoint::Closed(extreme.clone())
                } else {
                    Endpoint::Open(extreme.clone())
                }
            }
            _ => Endpoint::Unbounded,
        };
        let finite = || quotients.iter().flatten();
        if finite().next().is_none() && !pole(1) && !pole(-1) {
            return Interval::EMPTY;
        }
        Interval::new(end(pole(-1), finite().min()), end(pole(1), finite().max()))
    }

    /// Whether an extreme value is taken within the box: the points where it is taken form faces,
    /// so some corner has it such that it is also had by all corners that differ in coordinates
    /// not reached.
    fn reaches(
        &self,
        quotients: &[Option<Rational>],
        above: &[Rational],
        extreme: &Rational,
    ) -> bool {
        let has = |corner: u32| match &quotients[corner as usize] {
            Some(quotient) => quotient == extreme,
            None => above[corner as usize].is_zero(),
        };
        let corners = 0..u32::try_from(quotients.len()).unwrap_or(0);
        corners.filter(|&corner| has(corner)).any(|corner| {
            let open = self.open(corner);
            let mut flipped = open;
            loop {
                if !has(corner ^ flipped) {
                    return false;
                }
                if flipped == 0 {
                    return true;
                }
                flipped = (flipped - 1) & open;
            }
        })
    }
}
