//! Whether a comparison can hold, or an expression give a wanted value, where ranges alone do not
//! tell: several conditions on the same operands, whole numbers, and functions that jump.
//!
//! Branch and prune: each box is narrowed to what could still do, points of it are tried, and what
//! is left is cut in two. Both answers are proofs: a point that does, or that no box is left; a
//! search that is cut short says so.

use std::collections::VecDeque;

use smallvec::SmallVec;

use super::contract::require;
use super::core::Condition;
use super::eval::{self, Flags};
use super::program::{Program, Root};
use super::syntax::Test;
use super::tree::Tree;
use super::walk::is_jump;
use super::{Existence, search};
use crate::number::{Endpoint, Interval, Rational};

/// How many operations are evaluated before the search gives up.
const BUDGET: usize = 6_000;
/// From how many bits on the ends of a box are rounded outwards.
const MOST_BITS: usize = 256;
/// Of how many operands all corners of a box are tried.
const MOST_CORNERS: usize = 3;

type Domain = SmallVec<[Interval; 8]>;

/// What is looked for.
enum Goal<'a> {
    /// That the last of these holds.
    Truth(&'a [Condition<Tree>]),
    /// A value in a set.
    Value(&'a Program, &'a Tree, &'a Interval),
}

impl Program {
    /// Whether the comparison is true at some point of a box, or (`wanted` being false) false at
    /// one.
    pub(super) fn can_be(&self, wanted: bool, domain: &[Interval]) -> Existence {
        let Root::Truth(conditions) = self.root() else {
            return Existence::No;
        };
        if wanted {
            return self.look(&Goal::Truth(conditions), domain);
        }
        let opposites = conditions.iter().map(|condition| match condition {
            Condition::Compare(test, tree) => Condition::Compare(test.opposite(), tree.clone()),
            Condition::And(x, y) => Condition::Or(*x, *y),
            Condition::Or(x, y) => Condition::And(*x, *y),
        });
        let opposites: Vec<_> = opposites.collect();
        self.look(&Goal::Truth(&opposites), domain)
    }

    /// Whether some point of a box gives a value of `target`.
    pub(crate) fn can_give(&self, domain: &[Interval], target: &Interval) -> Existence {
        match self.root() {
            Root::Number(tree) => self.look(&Goal::Value(self, tree, target), domain),
            Root::Truth(_) => Existence::No,
        }
    }

    /// Whether, over this box, values may lie in steps with gaps between them, that a range does
    /// not show.
    pub(crate) fn jumps(&self, domain: &[Interval]) -> bool {
        let jumps = |tree: &Tree| tree.nodes().iter().any(is_jump);
        self.whole_operands()
            .any(|operand| domain[operand].as_point().is_none())
            || match self.root() {
                Root::Number(tree) => jumps(tree),
                Root::Truth(conditions) => conditions.iter().any(
                    |condition| matches!(condition, Condition::Compare(_, tree) if jumps(tree)),
                ),
            }
    }

    fn look(&self, goal: &Goal<'_>, domain: &[Interval]) -> Existence {
        let cost_of = |tree: &Tree| tree.nodes().iter().map(search::cost).sum::<usize>();
        let cost = match goal {
            Goal::Truth(conditions) => conditions
                .iter()
                .map(|condition| match condition {
                    Condition::Compare(_, tree) => cost_of(tree),
                    Condition::And(..) | Condition::Or(..) => 1,
                })
                .sum(),
            Goal::Value(_, tree, _) => cost_of(tree),
        };
        if let Goal::Truth(conditions) = goal
            && contradicts(conditions, conditions.len() - 1, domain)
        {
            return Existence::No;
        }
        let mut budget = BUDGET;
        let mut open = VecDeque::from([Domain::from(domain)]);
        let mut sure = true;
        let mut is_first = true;
        while let Some(mut part) = open.pop_front() {
            let points = if is_first { 1 << MOST_CORNERS } else { 1 };
            // Up the tree and down again, and at each point.
            let Some(rest) = budget.checked_sub(cost * (4 + points)) else {
                return Existence::Unknown;
            };
            budget = rest;
            if !self.narrow(goal, &mut part) {
                continue;
            }
            // Numbers beyond all that anybody writes: nothing is learned there, and each step takes
            // longer.
            if part.iter().any(is_long) {
                sure = false;
                continue;
            }
            if self.does_somewhere(goal, &part, is_first) {
                return Existence::Yes;
            }
            match self.split(&part) {
                Some(halves) => open.extend(halves),
                // Of a point's value only so much is known.
                None => sure &= matches!(goal, Goal::Value(..)),
            }
            is_first = false;
        }
        if sure {
            Existence::No
        } else {
            Existence::Unknown
        }
    }

    /// Narrows a box to what could still do; false if nothing could.
    fn narrow(&self, goal: &Goal<'_>, part: &mut Domain) -> bool {
        let before = part.clone();
        match goal {
            Goal::Truth(conditions) => {
                if !require(conditions, conditions.len() - 1, part) {
                    return false;
                }
            }
            Goal::Value(program, _, target) => program.contract(part, target),
        }
        for (side, before) in part.iter_mut().zip(&before) {
            eval::shorten_from(side, MOST_BITS);
            *side = side.intersection(before);
        }
        for operand in self.whole_operands() {
            part[operand] = part[operand].whole();
        }
        !part.iter().any(Interval::is_empty)
    }

    /// Whether some points of a box do, or, where values vary without jumps, some point at all.
    fn does_somewhere(&self, goal: &Goal<'_>, part: &Domain, corners: bool) -> bool {
        match goal {
            Goal::Truth(conditions) => {
                let does =
                    |point: &Vec<Rational>| super::truth::at(conditions, point) == Some(true);
                self.points(part, corners).iter().any(does)
            }
            Goal::Value(program, tree, target) => {
                let does = |point: &Vec<Rational>| {
                    let value = tree.at(point);
                    value.is_some_and(|value| value.is_subset(target))
                };
                if self.points(part, corners).iter().any(does) {
                    return true;
                }
                self.is_smooth(tree, part) && {
                    let range = program.range(part);
                    range.tight && range.pieces.iter().any(|piece| piece.meets(target))
                }
            }
        }
    }

    /// Whether no operand is whole and no function jumps in a box: then its range has no gaps but
    /// those that show in it.
    fn is_smooth(&self, tree: &Tree, part: &[Interval]) -> bool {
        let is_point = |set: &Interval| set.as_point().is_some();
        if !self
            .whole_operands()
            .all(|operand| is_point(&part[operand]))
        {
            return false;
        }
        let Some(sets) = tree.enclosures(part, &Interval::ENTIRE) else {
            return false;
        };
        let mut nodes = tree.nodes().iter().zip(&sets);
        nodes.all(|(node, set)| !is_jump(node) || is_point(set))
    }

    /// Some points of a box: its middle and, if asked for and of few operands, its corners.
    fn points(&self, part: &[Interval], corners: bool) -> Vec<Vec<Rational>> {
        let is_whole = |operand: usize| self.whole_operands().any(|whole| whole == operand);
        let middle = |(operand, side): (usize, &Interval)| {
            let middle = middle(side);
            if is_whole(operand) {
                middle.floor()
            } else {
                middle
            }
        };
        let mut points = vec![part.iter().enumerate().map(middle).collect::<Vec<_>>()];
        let varied: SmallVec<[usize; 8]> = (0..part.len())
            .filter(|&operand| part[operand].as_point().is_none())
            .collect();
        if corners && varied.len() <= MOST_CORNERS {
            for corner in 0..1_usize << varied.len() {
                let mut point = points[0].clone();
                for (bit, &operand) in varied.iter().enumerate() {
                    let side = &part[operand];
                    let end = if corner >> bit & 1 == 0 {
                        side.lower()
                    } else {
                        side.upper()
                    };
                    if let Endpoint::Closed(value) = end {
                        point[operand] = value.clone();
                    }
                }
                points.push(point);
            }
        }
        points.retain(|point| {
            part.iter()
                .zip(point)
                .all(|(side, value)| side.contains(value))
        });
        points.dedup();
        points
    }

    /// A box cut in two where it is widest; `None` of a point.
    fn split(&self, part: &Domain) -> Option<[Domain; 2]> {
        let width = |operand: usize| {
            let side = &part[operand];
            side.width().map_or(f64::INFINITY, |width| width.to_f64())
        };
        let operand = (0..part.len())
            .filter(|&operand| part[operand].as_point().is_none())
            .max_by(|&a, &b| width(a).total_cmp(&width(b)))?;
        let side = &part[operand];
        let cut = middle(side);
        let (low, high) = if self.whole_operands().any(|whole| whole == operand) {
            let cut = cut.floor();
            (cut.clone(), Endpoint::Closed(cut + Rational::ONE))
        } else {
            (cut.clone(), Endpoint::Open(cut))
        };
        let below = Interval::new(side.lower().clone(), Endpoint::Closed(low));
        let above = Interval::new(high, side.upper().clone());
        Some([below, above].map(|half| {
            let mut part = part.clone();
            part[operand] = half;
            part
        }))
    }
}

/// Whether conditions that all have to hold contradict each other on the same operands, as `a < b`
/// and `b < a` do: the sum of what has to be below nought would not be. Cutting boxes in two never
/// ends there.
fn contradicts(conditions: &[Condition<Tree>], at: usize, domain: &[Interval]) -> bool {
    const MOST: usize = 6;
    let mut open = vec![at];
    // What must not be above nought, and whether it must be below; negated where the tree must not
    // be below.
    let mut below: Vec<(&Tree, bool, bool)> = Vec::new();
    while let Some(at) = open.pop() {
        match &conditions[at] {
            Condition::And(x, y) => open.extend([*x as usize, *y as usize]),
            Condition::Or(..) => {}
            Condition::Compare(test, tree) => match test {
                Test::Less => below.push((tree, false, true)),
                Test::AtMost => below.push((tree, false, false)),
                Test::Greater => below.push((tree, true, true)),
                Test::AtLeast => below.push((tree, true, false)),
                Test::Equal => below.extend([(tree, false, false), (tree, true, false)]),
                Test::Unequal => {}
            },
        }
    }
    if below.len() < 2 || below.len() > MOST {
        return false;
    }
    let impossible = |sum: &[(&Tree, bool, bool)]| {
        let strict = sum.iter().any(|(_, _, strict)| *strict);
        let trees = sum.iter().map(|(tree, negated, _)| (*tree, *negated));
        let range = Tree::sum(trees).range(domain, &mut Flags::default());
        let wanted = if strict {
            Interval::less_than(Rational::ZERO)
        } else {
            Interval::at_most(Rational::ZERO)
        };
        !range.iter().any(|piece| piece.meets(&wanted))
    };
    let mut pairs = (0..below.len()).flat_map(|i| (i + 1..below.len()).map(move |j| (i, j)));
    pairs.any(|(i, j)| impossible(&[below[i], below[j]])) || (below.len() > 2 && impossible(&below))
}

/// Whether an end of a set, rounded as it is, still has many more digits than are kept.
fn is_long(set: &Interval) -> bool {
    let mut ends = set.inf().into_iter().chain(set.sup());
    ends.any(|end| end.bits() > 4 * MOST_BITS)
}

/// A number inside a set: half way, or some way out where an end is missing.
fn middle(side: &Interval) -> Rational {
    let two = Rational::from(2);
    match (side.inf(), side.sup()) {
        (Some(inf), Some(sup)) => (inf + sup) * Rational::new(1, 2),
        (Some(inf), None) => (inf.abs() * two).max(Rational::ONE),
        (None, Some(sup)) => -(sup.abs() * two).max(Rational::ONE),
        (None, None) => Rational::ZERO,
    }
}
