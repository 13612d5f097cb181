//! Builds expressions: an arena to which nodes are only added.
//!
//! What has been built is never changed or dropped, since a chain of comparisons, or whoever else
//! holds a node, may read it again. A simpler form of an expression is new nodes beside the old
//! ones; what no root reaches is left behind when [`Tree`](super::tree::Tree) takes what is below a
//! root.

use smallvec::SmallVec;

use super::core::{Binary, Many, Node, NodeId, Unary};
use super::eval::{self, Flags};
use crate::number::{Interval, Rational};

/// Why a constant part has no node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It has no value.
    NoValue,
    /// Its value is too large or too small.
    Limit,
}

/// Builds expressions, computing constant parts once.
#[derive(Default)]
pub(super) struct Builder {
    nodes: Vec<Node>,
}

impl Builder {
    /// For an expression of about so many nodes.
    pub(super) fn with_capacity(nodes: usize) -> Self {
        Builder {
            nodes: Vec::with_capacity(nodes),
        }
    }

    /// Everything that was built, children before parents.
    pub(super) fn into_nodes(self) -> Vec<Node> {
        self.nodes
    }

    pub(super) fn push(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId::new(self.nodes.len() - 1)
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    pub(super) fn constant(&mut self, value: Rational) -> NodeId {
        self.push(Node::Constant(value))
    }

    /// The value of a constant node.
    pub(super) fn value(&self, id: NodeId) -> Option<&Rational> {
        match self.node(id) {
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

    /// Adds a node; one whose children are all constant becomes a constant where its value is
    /// exact.
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
        match set.as_point().cloned() {
            Some(value) => Ok(self.constant(value)),
            None => Ok(self.push(node)),
        }
    }

    /// `(a ± z) / z` as `a / z ± 1`, and `(z ± b) / z` as `1 ± b / z`: the same value in the same
    /// places, with one `z` less, so that growth written out costs no more than `growth(…)`.
    fn divide_sum(&mut self, x: NodeId, z: NodeId) -> Option<NodeId> {
        let &Node::Binary(sign @ (Binary::Add | Binary::Subtract), [a, b]) = self.node(x) else {
            return None;
        };
        if self.is_same(b, z) {
            let quotient = self.push(Node::Binary(Binary::Divide, [a, z]));
            let one = self.constant(Rational::ONE);
            Some(self.push(Node::Binary(sign, [quotient, one])))
        } else if self.is_same(a, z) {
            let quotient = self.push(Node::Binary(Binary::Divide, [b, z]));
            let one = self.constant(Rational::ONE);
            Some(self.push(Node::Binary(sign, [one, quotient])))
        } else {
            None
        }
    }

    /// `a ± a·r` as `a·(1 ± r)`, for an operand `a`: the same value in the same places, with one
    /// `a` less.
    fn add_multiple(&mut self, sign: Binary, x: NodeId, y: NodeId) -> Option<NodeId> {
        let (&Node::Operand(operand), &Node::Binary(Binary::Multiply, [p, q])) =
            (self.node(x), self.node(y))
        else {
            return None;
        };
        let is_operand = |id: NodeId| *self.node(id) == Node::Operand(operand);
        let rate = if is_operand(p) {
            q
        } else if is_operand(q) {
            p
        } else {
            return None;
        };
        let one = self.constant(Rational::ONE);
        let factor = self.push(Node::Binary(sign, [one, rate]));
        Some(self.push(Node::Binary(Binary::Multiply, [x, factor])))
    }

    /// Whether two trees give the same value, being the same and not constant.
    pub(super) fn is_same(&self, x: NodeId, y: NodeId) -> bool {
        let mut open: SmallVec<[(NodeId, NodeId); 8]> = SmallVec::from_slice(&[(x, y)]);
        let mut varies = false;
        while let Some((x, y)) = open.pop() {
            match (self.node(x), self.node(y)) {
                (Node::Constant(a), Node::Constant(b)) if a == b => {}
                (Node::Operand(a), Node::Operand(b)) if a == b => varies = true,
                (Node::Unary(f, a), Node::Unary(g, b)) if f == g => open.push((*a, *b)),
                (Node::Binary(f, a), Node::Binary(g, b)) if f == g => {
                    open.extend([(a[0], b[0]), (a[1], b[1])]);
                }
                _ => return false,
            }
        }
        varies
    }
}
