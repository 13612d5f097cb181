//! Bound formulas: what they give over boxes and at points.

use crate::number::{Interval, Pieces, Rational};

use super::core::Condition;
use super::eval::Flags;
use super::tree::Tree;
use super::{Output, Range};

/// A formula bound to its operands: units checked, functions expanded.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// What it gives.
    pub output: Output,
    root: Root,
    operands: usize,
}

/// What a program computes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Root {
    /// The value of an expression.
    Number(Tree),
    /// The last of these conditions; each stands after those it is made of.
    Truth(Vec<Condition<Tree>>),
}

impl Program {
    pub(super) fn number(output: Output, tree: Tree, operands: usize) -> Self {
        let root = Root::Number(tree);
        Program {
            output,
            root,
            operands,
        }
    }

    pub(super) fn truth_of(conditions: Vec<Condition<Tree>>, operands: usize) -> Self {
        Program {
            output: Output::Truth,
            root: Root::Truth(conditions),
            operands,
        }
    }

    /// What is computed, in the core language.
    pub(crate) fn root(&self) -> &Root {
        &self.root
    }

    pub(super) fn check_operands(&self, count: usize) {
        assert_eq!(
            count, self.operands,
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
