//! Ranges by branch and bound, where corners do not decide them.
//!
//! The least value is looked for in ever smaller boxes, the one with the lowest bound first. In a
//! box where the expression rises or falls with an operand, that operand is set to the end that
//! matters. What is left is bounded operation by operation and by the mean value theorem. The
//! greatest value is the least of the negation. Bounds always hold; where the budget runs out they
//! are wider than they would have to be.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::core::{Binary, Node, NodeId, Unary};
use super::eval::{self, Flags};
use super::slopes::slopes;
use super::walk::{evaluate, is_jump};
use crate::number::{Endpoint, Interval, Pieces, Rational};

/// How many operations are evaluated before the search gives up.
const BUDGET: usize = 10_000;
/// How many operations a root or a logarithm counts for, by the time it takes.
const DEAR: usize = 50;
/// How often a box without a bound is cut before it is taken to have none: about a pole none comes.
const PATIENCE: u32 = 12;
/// A bound is taken for the extreme itself when it is within 2^−PRECISION of the values' size.
const PRECISION: i32 = 40;

/// The values of an expression over a box.
pub(super) fn values(nodes: &[Node], domain: &[Interval], flags: &mut Flags) -> Pieces {
    let natural = evaluate(nodes, domain, flags).pop().unwrap_or_default();
    if natural.is_empty() {
        return natural;
    }
    let lower = Search::new(nodes, &natural).least(domain, flags);
    let mut negated = nodes.to_vec();
    negated.push(Node::Unary(Unary::Negate, NodeId::new(nodes.len() - 1)));
    let flipped = natural.iter().map(Interval::neg).collect();
    let upper = Search::new(&negated, &flipped).least(domain, flags);
    let upper = Interval::new(upper, Endpoint::Unbounded).neg();
    let range = Interval::new(lower, upper.upper().clone());
    let parts = natural.iter().map(|piece| piece.intersection(&range));
    eval::normal(parts.collect(), flags)
}

/// How much of a budget evaluating a node takes.
pub(super) fn cost(node: &Node) -> usize {
    match node {
        Node::Unary(Unary::Root(_) | Unary::Exp | Unary::Ln, _)
        | Node::Binary(Binary::Power, _) => DEAR,
        _ => 1,
    }
}

struct Search<'a> {
    nodes: &'a [Node],
    /// Which operands occur more than once.
    repeated: Vec<bool>,
    /// Whether it may jump, so that its value at an end that no point reaches says nothing of
    /// those that come near.
    jumps: bool,
    /// The size of the values, which says how near is near.
    scale: Rational,
    /// What one evaluation takes from the budget.
    cost: usize,
    budget: usize,
}

/// A part of the box that may hold the least value.
struct Part {
    domain: Vec<Interval>,
    /// No value in it is below this.
    bound: Endpoint,
    /// Whether the bound is the part's infimum.
    exact: bool,
    slopes: Vec<Interval>,
    /// How often it was cut.
    depth: u32,
}

impl<'a> Search<'a> {
    fn new(nodes: &'a [Node], natural: &Pieces) -> Self {
        let mut count = Vec::new();
        for node in nodes {
            if let Node::Operand(place) = node {
                let place = *place as usize;
                if count.len() <= place {
                    count.resize(place + 1, 0_u32);
                }
                count[place] += 1;
            }
        }
        let hull = eval::hull(natural);
        let size = |end: Option<&Rational>| end.map_or(Rational::ZERO, Rational::abs);
        Search {
            nodes,
            repeated: count.iter().map(|&count| count > 1).collect(),
            jumps: nodes
                .iter()
                .any(|node| is_jump(node) || matches!(node, Node::Unary(Unary::Calendar, _))),
            scale: size(hull.inf()).max(size(hull.sup())),
            cost: nodes.iter().map(cost).sum(),
            budget: BUDGET,
        }
    }

    /// The infimum over a box, open if no point has it.
    fn least(&mut self, domain: &[Interval], flags: &mut Flags) -> Endpoint {
        let mut heap = BinaryHeap::new();
        // The lowest value known to be taken.
        let mut best: Option<Rational> = None;
        let near = Rational::ONE / Rational::from(2).pow(PRECISION).unwrap_or(Rational::ONE);
        let first = self.part(domain.to_vec(), 0, &mut best);
        heap.extend(first.map(Reverse));
        let mut least: Option<Endpoint> = None;
        while let Some(Reverse(part)) = heap.pop() {
            let close = match (&best, part.bound.value()) {
                (Some(best), Some(bound)) => {
                    best - bound <= &near * &self.scale.clone().max(best.abs())
                }
                _ => false,
            };
            let hopeless = part.bound == Endpoint::Unbounded && part.depth >= PATIENCE;
            let split = if part.exact || close || hopeless || self.budget == 0 {
                None
            } else {
                self.split(&part)
            };
            let Some(halves) = split else {
                flags.loose |= !part.exact && !close;
                least = Some(part.bound);
                break;
            };
            for half in halves {
                heap.extend(self.part(half, part.depth + 1, &mut best).map(Reverse));
            }
        }
        // Nothing in the heap: no part had a value.
        least.unwrap_or(Endpoint::Unbounded)
    }

    /// Bounds the values over a box; `None` where there are none.
    fn part(
        &mut self,
        mut domain: Vec<Interval>,
        depth: u32,
        best: &mut Option<Rational>,
    ) -> Option<Part> {
        let mut strict = false;
        // The box before operands were set to ends that no point reaches, and which those were.
        let mut before: Option<(Vec<Interval>, Vec<usize>)> = None;
        let mut stuck: Vec<usize> = Vec::new();
        loop {
            self.budget = self.budget.saturating_sub(self.cost);
            let mut flags = Flags::default();
            let sets = evaluate(self.nodes, &domain, &mut flags);
            let hulls: Vec<Interval> = sets.iter().map(eval::hull).collect();
            let natural = hulls.last()?.clone();
            if natural.is_empty() {
                // A pole at such an end.
                let (back, places) = before.take()?;
                domain = back;
                stuck.extend(places);
                strict = false;
                continue;
            }
            let slopes = slopes(self.nodes, &hulls, domain.len());
            let mut moved = false;
            // Where some point has no value, moving to an end could lose those that have one.
            let whole = if flags.partial {
                &[]
            } else {
                slopes.as_slice()
            };
            for (place, slope) in whole.iter().enumerate() {
                let Some((end, strictly)) = self.decisive(place, slope, &domain[place]) else {
                    continue;
                };
                if end.is_open() && (self.jumps || stuck.contains(&place)) {
                    continue;
                }
                strict |= strictly && end.is_open();
                if end.is_open() {
                    let (_, places) = before.get_or_insert_with(|| (domain.clone(), Vec::new()));
                    places.push(place);
                }
                if let Some(value) = end.value() {
                    domain[place] = Interval::point(value.clone());
                    moved = true;
                }
            }
            if moved {
                continue;
            }
            let exact = (0..domain.len())
                .all(|place| !self.repeated(place) || domain[place].as_point().is_some())
                && !flags.loose;
            let mut bound = natural.lower().clone();
            if !exact
                && !flags.partial
                && let Some(mean) = self.mean_value(&domain, &slopes, best)
                && eval::order(&bound, mean.lower()).is_lt()
            {
                bound = mean.lower().clone();
            }
            if exact
                && let Some(value) = bound.value()
                && best.as_ref().is_none_or(|best| value < best)
            {
                *best = Some(value.clone());
            }
            if strict && let Endpoint::Closed(value) = bound {
                bound = Endpoint::Open(value);
            }
            return Some(Part {
                domain,
                bound,
                exact,
                slopes,
                depth,
            });
        }
    }

    fn repeated(&self, place: usize) -> bool {
        self.repeated.get(place) == Some(&true)
    }

    /// The end of an operand at which the least value is taken, if its slope says so, and whether
    /// the value rises strictly from there.
    fn decisive(
        &self,
        place: usize,
        slope: &Interval,
        side: &Interval,
    ) -> Option<(Endpoint, bool)> {
        if !self.repeated(place) || side.as_point().is_some() {
            return None;
        }
        let strictly = !slope.contains(&Rational::ZERO);
        if slope.is_subset(&Interval::at_least(Rational::ZERO)) {
            Some((side.lower().clone(), strictly))
        } else if slope.is_subset(&Interval::at_most(Rational::ZERO)) {
            Some((side.upper().clone(), strictly))
        } else {
            None
        }
    }

    /// A set that holds all values by the mean value theorem; takes note of the value in the
    /// middle.
    fn mean_value(
        &mut self,
        domain: &[Interval],
        slopes: &[Interval],
        best: &mut Option<Rational>,
    ) -> Option<Interval> {
        let middle: Vec<Interval> = domain.iter().map(middle).collect();
        self.budget = self.budget.saturating_sub(self.cost);
        let mut flags = Flags::default();
        let value = evaluate(self.nodes, &middle, &mut flags).pop()?;
        if value.is_empty() || flags.partial {
            return None;
        }
        let value = eval::hull(&value);
        if let Some(upper) = value.sup()
            && best.as_ref().is_none_or(|best| upper < best)
        {
            *best = Some(upper.clone());
        }
        let around = domain.iter().zip(&middle).zip(slopes);
        Some(around.fold(value, |sum, ((side, middle), slope)| {
            sum.add(&slope.mul(&side.sub(middle)))
        }))
    }

    /// The part cut in two where that promises most.
    fn split(&self, part: &Part) -> Option<[Vec<Interval>; 2]> {
        let weight = |place: usize| -> f64 {
            let side = &part.domain[place];
            let Some(width) = side.width() else {
                return f64::INFINITY;
            };
            let slope = &part.slopes[place];
            let size = |end: Option<&Rational>| end.map_or(f64::MAX, |end| end.to_f64().abs());
            width.to_f64()
                * size(slope.inf())
                    .max(size(slope.sup()))
                    .max(f64::MIN_POSITIVE)
        };
        let place = (0..part.domain.len())
            .filter(|&place| self.repeated(place) && part.domain[place].as_point().is_none())
            .max_by(|&a, &b| weight(a).total_cmp(&weight(b)))?;
        let side = &part.domain[place];
        let cut = middle(side).as_point()?.clone();
        let below = Interval::new(side.lower().clone(), Endpoint::Closed(cut.clone()));
        let above = Interval::new(Endpoint::Closed(cut), side.upper().clone());
        Some([below, above].map(|half| {
            let mut domain = part.domain.clone();
            domain[place] = half;
            domain
        }))
    }
}

/// A point inside a set: half way, or some way out where an end is missing.
fn middle(side: &Interval) -> Interval {
    let two = Rational::from(2);
    let point = match (side.inf(), side.sup()) {
        (Some(_), Some(_)) => side.mid().unwrap_or(Rational::ZERO),
        (Some(inf), None) => (inf.abs() * two).max(Rational::ONE),
        (None, Some(sup)) => -(sup.abs() * two).max(Rational::ONE),
        (None, None) => Rational::ZERO,
    };
    Interval::point(point)
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Part {}

impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Part {
    fn cmp(&self, other: &Self) -> Ordering {
        eval::order(&self.bound, &other.bound)
    }
}
