//! Bound formulas: what they give over boxes and at points.

use smallvec::SmallVec;

use super::core::{Binary, Condition, Node, NodeId, Unary};
use super::eval::Flags;
use super::lattice::Lattice;
use super::tree::Tree;
use super::{Operand, Output, Range};
use crate::number::{Interval, Pieces, Rational};

/// A formula bound to its operands: units checked, functions expanded.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// What it gives.
    pub output: Output,
    root: Root,
    domain: Domain,
    /// The steps in which it gives values, where it does.
    lattice: Option<Box<Lattice>>,
}

/// What a program computes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Root {
    /// The value of an expression.
    Number(Tree),
    /// The last of these conditions; each stands after those it is made of.
    Truth(Vec<Condition<Tree>>),
}

/// What a positive result means of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A rise: `growth(from, to)`, `to / from − 1`.
    Rise,
    /// A fall: `(from − to) / from`, which is `1 − to / from`.
    Fall,
    /// The formula does not say: a difference may be taken either way round.
    Open,
}

/// What is known of a program's operands before their values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Domain {
    count: usize,
    /// Whether the formula is a function that takes what was first and what came then.
    from_to: bool,
    /// Those that take whole values only.
    whole: SmallVec<[u32; 2]>,
}

impl Domain {
    pub(super) fn of(operands: &[Operand], from_to: bool) -> Self {
        let whole = operands
            .iter()
            .zip(0..)
            .filter(|(operand, _)| operand.whole);
        Domain {
            count: operands.len(),
            from_to,
            whole: whole.map(|(_, place)| place).collect(),
        }
    }
}

impl Program {
    pub(super) fn number(output: Output, tree: Tree, domain: Domain) -> Self {
        let lattice = Lattice::of(tree.nodes(), |operand| domain.whole.contains(&operand));
        Program {
            output,
            root: Root::Number(tree),
            domain,
            lattice: lattice.map(Box::new),
        }
    }

    pub(super) fn truth_of(conditions: Vec<Condition<Tree>>, domain: Domain) -> Self {
        Program {
            output: Output::Truth,
            root: Root::Truth(conditions),
            domain,
            lattice: None,
        }
    }

    /// Which way the sign of the result points, where the formula says so: see [`Sense`].
    pub(crate) fn sense(&self) -> Sense {
        let Root::Number(tree) = &self.root else {
            return Sense::Open;
        };
        let nodes = tree.nodes();
        let is_one = |id: NodeId| matches!(&nodes[id.index()], Node::Constant(value) if *value == Rational::ONE);
        let is_ratio = |id: NodeId| {
            matches!(
                nodes[id.index()],
                Node::Binary(Binary::Divide | Binary::Power, _) | Node::Unary(Unary::Root(_), _)
            )
        };
        match nodes.last() {
            _ if self.domain.from_to => Sense::Rise,
            Some(Node::Binary(Binary::Subtract, [x, y])) if is_ratio(*x) && is_one(*y) => {
                Sense::Rise
            }
            Some(Node::Binary(Binary::Subtract, [x, y])) if is_one(*x) && is_ratio(*y) => {
                Sense::Fall
            }
            _ => Sense::Open,
        }
    }

    /// Whether operands are only added, subtracted and compared.
    pub(crate) fn only_adds(&self) -> bool {
        let adds = |tree: &Tree| {
            tree.nodes().iter().all(|node| match node {
                Node::Constant(_) | Node::Operand(_) => true,
                Node::Unary(function, _) => matches!(function, Unary::Negate | Unary::Abs),
                Node::Binary(function, _) => matches!(
                    function,
                    Binary::Add | Binary::Subtract | Binary::Min | Binary::Max
                ),
                Node::Many(_, _) => false,
            })
        };
        match &self.root {
            Root::Number(tree) => adds(tree),
            Root::Truth(conditions) => conditions.iter().all(|condition| match condition {
                Condition::Compare(_, tree) => adds(tree),
                Condition::And(..) | Condition::Or(..) => true,
            }),
        }
    }

    /// The operands that take whole values only.
    pub(super) fn whole_operands(&self) -> impl Iterator<Item = usize> + '_ {
        self.domain.whole.iter().map(|&place| place as usize)
    }

    /// What is computed, in the core language.
    pub(crate) fn root(&self) -> &Root {
        &self.root
    }

    pub(super) fn check_operands(&self, count: usize) {
        assert_eq!(
            count, self.domain.count,
            "internal error: values for other operands"
        );
    }

    /// The values taken over a box: one interval for each operand. None of a comparison.
    ///
    /// # Panics
    /// If there are not as many intervals as operands.
    #[must_use]
    pub fn range(&self, domain: &[Interval]) -> Range {
        self.check_operands(domain.len());
        let mut flags = Flags::default();
        let pieces = match &self.root {
            Root::Number(tree) => tree.range(domain, &mut flags),
            Root::Truth(_) => Pieces::new(),
        };
        Range {
            pieces,
            tight: !flags.loose,
            partial: flags.partial,
            lattice: self.lattice.clone(),
        }
    }

    /// The value at a point, as a narrow interval; `None` where it has none, and of a comparison.
    ///
    /// # Panics
    /// If there are not as many numbers as operands.
    #[must_use]
    pub fn at(&self, point: &[Rational]) -> Option<Interval> {
        self.check_operands(point.len());
        match &self.root {
            Root::Number(tree) => tree.at(point),
            Root::Truth(_) => None,
        }
    }
}
