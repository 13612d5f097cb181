//! Bound formulas: evaluating them over boxes and at points.

use smallvec::{SmallVec, smallvec};

use crate::number::{Interval, Pieces, Rational};

use super::core::{Condition, Node, NodeId};
use super::eval::{self, Flags};
use super::{Output, Range, Truth};

/// A formula bound to its operands: units checked, functions expanded.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// What it gives.
    pub output: Output,
    nodes: Vec<Node>,
    root: Root,
    operands: usize,
}

/// What a program computes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Root {
    /// The value of a node.
    Number(NodeId),
    /// The last of these conditions; each stands after those it is made of.
    Truth(Vec<Condition>),
}

impl Program {
    pub(super) fn new(output: Output, nodes: Vec<Node>, root: Root, operands: usize) -> Self {
        Program {
            output,
            nodes,
            root,
            operands,
        }
    }

    /// Every node's values over a box.
    fn forward(&self, domain: &[Interval], flags: &mut Flags) -> SmallVec<[Pieces; 8]> {
        assert_eq!(
            domain.len(),
            self.operands,
            "internal error: a box for other operands"
        );
        let mut sets: SmallVec<[Pieces; 8]> = SmallVec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let set = match node {
                Node::Constant(value) => smallvec![Interval::point(value.clone())],
                Node::Operand(place) => eval::pieces(domain[*place as usize].clone()),
                Node::Unary(function, x) => eval::map(&sets[x.index()], flags, |x, flags| {
                    eval::unary(*function, x, flags)
                }),
                Node::Binary(function, [x, y]) => {
                    let (x, y) = (&sets[x.index()], &sets[y.index()]);
                    eval::map_pairs(x, y, flags, |x, y, flags| {
                        eval::binary(*function, x, y, flags)
                    })
                }
                Node::Many(function, all) => {
                    let hulls: SmallVec<[Interval; 8]> =
                        all.iter().map(|x| eval::hull(&sets[x.index()])).collect();
                    eval::many(*function, &hulls)
                }
            };
            sets.push(set);
        }
        sets
    }

    /// The values taken over a box: one interval for each operand.
    #[must_use]
    pub fn range(&self, domain: &[Interval]) -> Range {
        let Root::Number(root) = self.root else {
            return Range {
                pieces: Pieces::new(),
                tight: true,
                partial: false,
            };
        };
        let mut flags = Flags::default();
        let mut sets = self.forward(domain, &mut flags);
        Range {
            pieces: std::mem::take(&mut sets[root.index()]),
            tight: !flags.loose,
            partial: flags.partial,
        }
    }

    /// The value at a point, as a narrow interval; `None` where it has none.
    #[must_use]
    pub fn at(&self, point: &[Rational]) -> Option<Interval> {
        let Root::Number(root) = self.root else {
            return None;
        };
        self.values_at(point, root)
    }

    fn values_at(&self, point: &[Rational], root: NodeId) -> Option<Interval> {
        let domain: SmallVec<[Interval; 4]> = point.iter().cloned().map(Interval::point).collect();
        let mut flags = Flags::default();
        let sets = self.forward(&domain, &mut flags);
        let set = eval::hull(&sets[root.index()]);
        (!set.is_empty()).then_some(set)
    }

    /// Whether the comparison holds over a box.
    #[must_use]
    pub fn truth(&self, domain: &[Interval]) -> Truth {
        let Root::Truth(conditions) = &self.root else {
            return Truth::Undecided;
        };
        let mut flags = Flags::default();
        let sets = self.forward(domain, &mut flags);
        let mut truths: SmallVec<[Truth; 4]> = SmallVec::new();
        for condition in conditions {
            let truth = match *condition {
                Condition::Compare(test, node) => {
                    let (mut can, mut cannot) = (false, flags.partial);
                    for piece in &sets[node.index()] {
                        for sign in [-1, 0, 1] {
                            let part = match sign {
                                0 => Interval::point(Rational::ZERO),
                                -1 => Interval::less_than(Rational::ZERO),
                                _ => Interval::more_than(Rational::ZERO),
                            };
                            if piece.meets(&part) {
                                can |= test.holds(sign);
                                cannot |= !test.holds(sign);
                            }
                        }
                    }
                    match (can, cannot) {
                        (true, false) => Truth::Always,
                        (false, _) => Truth::Never,
                        (true, true) => Truth::Sometimes,
                    }
                }
                Condition::And(x, y) => match (truths[x as usize], truths[y as usize]) {
                    (Truth::Never, _) | (_, Truth::Never) => Truth::Never,
                    (Truth::Always, other) | (other, Truth::Always) => other,
                    _ => Truth::Undecided,
                },
                Condition::Or(x, y) => match (truths[x as usize], truths[y as usize]) {
                    (Truth::Always, _) | (_, Truth::Always) => Truth::Always,
                    (Truth::Never, other) | (other, Truth::Never) => other,
                    _ => Truth::Undecided,
                },
            };
            truths.push(truth);
        }
        truths.pop().unwrap_or(Truth::Undecided)
    }

    /// Whether the comparison holds at a point; `None` where it has no value or rounding hides it.
    #[must_use]
    pub fn holds_at(&self, point: &[Rational]) -> Option<bool> {
        let domain: SmallVec<[Interval; 4]> = point.iter().cloned().map(Interval::point).collect();
        match self.truth(&domain) {
            Truth::Always => Some(true),
            Truth::Never => Some(false),
            _ => None,
        }
    }

    /// Narrows the box to what lets the program give a value of `target` (HC4-revise; for a comparison, to
    /// what lets it be true). Never loses a solution. An operand's interval becomes EMPTY when there is none.
    pub fn contract(&self, _domain: &mut [Interval], _target: &Interval) {}
}
