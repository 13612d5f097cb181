//! The core language: the few operations that all functions come down to, as trees in an arena.
//!
//! Children stand before their parents, so a walk up or down a tree is a loop over the arena. Each
//! node of a [`Tree`](super::tree::Tree) has at most one parent; an operand that occurs twice is
//! two nodes.

use super::syntax::Test;
use crate::number::Rational;

/// The place of a node in its arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId(u32);

impl NodeId {
    pub(super) fn new(index: usize) -> Self {
        NodeId(u32::try_from(index).expect("internal error: a formula over its limit"))
    }

    /// As an index into the arena.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A number.
    Constant(Rational),
    /// The value of an operand, by its place among them.
    Operand(u32),
    /// A function of one value.
    Unary(Unary, NodeId),
    /// A function of two values.
    Binary(Binary, [NodeId; 2]),
    /// A function of any number of values.
    Many(Many, Box<[NodeId]>),
}

/// Functions of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unary {
    /// `−x`
    Negate,
    /// `|x|`
    Abs,
    /// `x^n`, n being neither 0 nor 1.
    Power(i32),
    /// The n-th root: of numbers ≥ 0 where n is even, of all where it is odd.
    Root(u32),
    /// `e^x`
    Exp,
    /// The natural logarithm, of numbers > 0.
    Ln,
    /// To so many decimals, halves away from nought.
    Round(i32),
    /// A day, as a number of days, to a point in time counted in calendar years: a month is a
    /// twelfth of a year, a day its part of the month. The start of 2015 is 2015.
    Calendar,
    /// The day of the week, Monday being 1, of a day as a number of days.
    Weekday,
}

/// Functions of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binary {
    /// `x + y`
    Add,
    /// `x − y`
    Subtract,
    /// `x × y`
    Multiply,
    /// `x / y`
    Divide,
    /// `x^y`: of numbers > 0; of 0 where y ≥ 0 (`0^0` is 1); of others where y is whole.
    Power,
    /// The smaller.
    Min,
    /// The greater.
    Max,
    /// Whole years from one day to another.
    Age,
}

/// Functions of any number of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Many {
    /// The middle one, or the mean of the middle two.
    Median,
    /// One more than how many of the others are greater than the first.
    Rank,
}

impl Node {
    /// The nodes this one takes its values from.
    pub(crate) fn children(&self) -> &[NodeId] {
        match self {
            Node::Constant(_) | Node::Operand(_) => &[],
            Node::Unary(_, x) => std::slice::from_ref(x),
            Node::Binary(_, both) => both,
            Node::Many(_, all) => all,
        }
    }

    /// The same node over these children.
    pub(super) fn over(&self, children: &[NodeId]) -> Node {
        match self {
            leaf @ (Node::Constant(_) | Node::Operand(_)) => leaf.clone(),
            Node::Unary(function, _) => Node::Unary(*function, children[0]),
            Node::Binary(function, _) => Node::Binary(*function, [children[0], children[1]]),
            Node::Many(function, _) => Node::Many(*function, children.into()),
        }
    }

    /// The same node, each child placed anew.
    pub(super) fn with_children(&self, place: impl Fn(NodeId) -> NodeId) -> Node {
        let children: smallvec::SmallVec<[NodeId; 2]> =
            self.children().iter().map(|&x| place(x)).collect();
        self.over(&children)
    }
}

/// A condition on values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition<Expression> {
    /// An expression's value stands so to nought.
    Compare(Test, Expression),
    /// Both of two conditions, by their places.
    And(u32, u32),
    /// At least one of two conditions, by their places.
    Or(u32, u32),
}

impl<Expression> Condition<Expression> {
    /// The same condition on other expressions.
    pub(super) fn map<Other>(self, f: impl FnOnce(Expression) -> Other) -> Condition<Other> {
        match self {
            Condition::Compare(test, expression) => Condition::Compare(test, f(expression)),
            Condition::And(x, y) => Condition::And(x, y),
            Condition::Or(x, y) => Condition::Or(x, y),
        }
    }
}
