//! Bound formulas: what they give over boxes and at points.

use smallvec::SmallVec;

use crate::number::{Interval, Pieces, Rational};

use super::core::Condition;
use super::eval::Flags;
use super::lattice::Lattice;
use super::tree::Tree;
use super::{Operand, Output, Range};

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

/// What is known of a program's operands before their values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Domain {
    count: usize,
    /// Those that take whole values only.
    whole: SmallVec<[u32; 2]>,
}

impl Domain {
    pub(super) fn of(operands: &[Operand]) -> Self {
        let whole = operands
            .iter()
            .zip(0..)
            .filter(|(operand, _)| operand.whole);
        Domain {
            count: operands.len(),
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
