//! The core language: the few operations that all functions come down to, as trees in an arena.
//!
//! Children stand before their parents, so a walk up or down a tree is a loop over the arena. Each node
//! has at most one parent; an operand that occurs twice is two nodes.

use smallvec::SmallVec;

use crate::number::{Interval, Rational};

use super::eval::{self, Flags};
use super::syntax::Test;
use super::tree;

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
    /// A day, as a number of days, to a point in time counted in calendar years: a month is a twelfth of a
    /// year, a day its part of the month. The start of 2015 is 2015.
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

    /// The same node over other children.
    pub(super) fn with_children(&self, place: impl Fn(NodeId) -> NodeId) -> Node {
        match self {
            leaf @ (Node::Constant(_) | Node::Operand(_)) => leaf.clone(),
            Node::Unary(function, x) => Node::Unary(*function, place(*x)),
            Node::Binary(function, [x, y]) => Node::Binary(*function, [place(*x), place(*y)]),
            Node::Many(function, all) => {
                Node::Many(*function, all.iter().map(|&x| place(x)).collect())
            }
        }
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

/// Why a constant part has no node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It has no value.
    NoValue,
    /// Its value is too large or too small.
    Limit,
}

/// Builds trees, computing constant parts once.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) nodes: Vec<Node>,
}

impl Builder {
    pub(super) fn push(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId::new(self.nodes.len() - 1)
    }

    pub(super) fn constant(&mut self, value: Rational) -> NodeId {
        self.push(Node::Constant(value))
    }

    /// The value of a constant node.
    pub(super) fn value(&self, id: NodeId) -> Option<&Rational> {
        match &self.nodes[id.index()] {
            Node::Constant(value) => Some(value),
            _ => None,
        }
    }

    pub(super) fn unary(&mut self, function: Unary, x: NodeId) -> Result<NodeId, Fault> {
        let node = Node::Unary(function, x);
        let constant = self.value(x).is_some();
        self.add(node, constant)
    }

    pub(super) fn binary(
        &mut self,
        function: Binary,
        x: NodeId,
        y: NodeId,
    ) -> Result<NodeId, Fault> {
        let constant = self.value(y).is_some() && self.value(x).is_some();
        if !constant
            && let Some(simpler) = match function {
                Binary::Divide => self.divide_sum(x, y),
                Binary::Add | Binary::Subtract => self.add_multiple(function, x, y),
                _ => None,
            }
        {
            return Ok(simpler);
        }
        self.add(Node::Binary(function, [x, y]), constant)
    }

    pub(super) fn many(
        &mut self,
        function: Many,
        all: SmallVec<[NodeId; 4]>,
    ) -> Result<NodeId, Fault> {
        let constant = all.iter().all(|&id| self.value(id).is_some());
        self.add(Node::Many(function, all.into_boxed_slice()), constant)
    }

    /// Adds a node; one whose children are all constant becomes a constant where its value is exact.
    fn add(&mut self, node: Node, constant: bool) -> Result<NodeId, Fault> {
        if !constant {
            return Ok(self.push(node));
        }
        let points: SmallVec<[Interval; 4]> = node
            .children()
            .iter()
            .filter_map(|&id| self.value(id))
            .map(|value| Interval::point(value.clone()))
            .collect();
        let mut flags = Flags::default();
        let pieces = eval::apply(&node, &points, &mut flags);
        let Some(set) = pieces.first() else {
            return Err(Fault::NoValue);
        };
        if set.inf().is_none() || set.sup().is_none() {
            return Err(Fault::Limit);
        }
        let Some(value) = set.as_point().cloned() else {
            return Ok(self.push(node));
        };
        // The children are the last nodes as a rule, and no longer needed.
        let first = node.children().iter().min().map_or(0, |id| id.index());
        if self.nodes.len() - first == points.len() {
            self.nodes.truncate(first);
        }
        Ok(self.constant(value))
    }

    /// `(a ± z) / z` as `a / z ± 1`, and `(z ± b) / z` as `1 ± b / z`: the same value in the same places,
    /// with one `z` less, so that growth written out costs no more than `growth(…)`.
    fn divide_sum(&mut self, x: NodeId, z: NodeId) -> Option<NodeId> {
        let Node::Binary(sign @ (Binary::Add | Binary::Subtract), [a, b]) = self.nodes[x.index()]
        else {
            return None;
        };
        let divisor_length = self.nodes.len().checked_sub(x.index() + 1)?;
        if divisor_length == 0 {
            return None;
        }
        let quotient = if self.same(b, z)? == divisor_length {
            [a, b]
        } else if self.same(a, z)? == divisor_length {
            [b, a]
        } else {
            return None;
        };
        self.nodes.truncate(x.index() + 1);
        self.nodes[x.index()] = Node::Binary(Binary::Divide, quotient);
        let one = self.constant(Rational::ONE);
        let terms = if quotient == [a, b] {
            [x, one]
        } else {
            [one, x]
        };
        Some(self.push(Node::Binary(sign, terms)))
    }

    /// `a ± a·r` as `a·(1 ± r)`, for an operand `a`: the same value in the same places, with one `a` less.
    fn add_multiple(&mut self, sign: Binary, x: NodeId, y: NodeId) -> Option<NodeId> {
        let Node::Operand(operand) = self.nodes[x.index()] else {
            return None;
        };
        let Node::Binary(Binary::Multiply, [p, q]) = self.nodes[y.index()] else {
            return None;
        };
        let is_operand = |id: NodeId| self.nodes[id.index()] == Node::Operand(operand);
        let (one, rate) = if is_operand(p) {
            (p, q)
        } else if is_operand(q) {
            (q, p)
        } else {
            return None;
        };
        self.nodes[one.index()] = Node::Constant(Rational::ONE);
        self.nodes[y.index()] = Node::Binary(sign, [one, rate]);
        Some(self.push(Node::Binary(Binary::Multiply, [x, y])))
    }

    /// Whether two trees give the same value, being the same and not constant.
    pub(super) fn is_same(&self, x: NodeId, y: NodeId) -> bool {
        self.same(x, y).is_some_and(|count| count > 0)
    }

    /// How many nodes the tree `y` has if it is the same as the tree `x`, else 0; `None` where no operand
    /// is in it.
    fn same(&self, x: NodeId, y: NodeId) -> Option<usize> {
        let mut open: SmallVec<[(NodeId, NodeId); 8]> = SmallVec::from_slice(&[(x, y)]);
        let (mut count, mut varies) = (0, false);
        while let Some((x, y)) = open.pop() {
            count += 1;
            match (&self.nodes[x.index()], &self.nodes[y.index()]) {
                (Node::Constant(a), Node::Constant(b)) if a == b => {}
                (Node::Operand(a), Node::Operand(b)) if a == b => varies = true,
                (Node::Unary(f, a), Node::Unary(g, b)) if f == g => open.push((*a, *b)),
                (Node::Binary(f, a), Node::Binary(g, b)) if f == g => {
                    open.extend([(a[0], b[0]), (a[1], b[1])]);
                }
                _ => return Some(0),
            }
        }
        varies.then_some(count)
    }

    /// A second copy of a tree.
    pub(super) fn copy(&mut self, id: NodeId) -> NodeId {
        let base = self.nodes.len();
        let copies = tree::postorder(&self.nodes, id);
        let moved = |id: NodeId| NodeId::new(base + id.index());
        self.nodes
            .extend(copies.iter().map(|node| node.with_children(moved)));
        NodeId::new(self.nodes.len() - 1)
    }
}
