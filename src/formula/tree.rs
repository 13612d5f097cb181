//! Expressions of the core language: their values over boxes and at points.

use smallvec::SmallVec;

use super::core::{Binary, Node, NodeId, Unary};
use super::eval::{self, Flags};
use super::shared::{self, Shared};
use super::walk::{node_values, postorder};
use crate::number::{Interval, Pieces, Rational};

/// An expression: its nodes, children before parents, the last one the root.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    /// The parts in which some operand occurs more than once.
    shared: Vec<Shared>,
    /// Which nodes stand within such a part, so that their own values mean nothing; empty if none
    /// does.
    inside: Vec<bool>,
    /// Whether all nodes keep rationals rational.
    exact: bool,
}

/// The values of all nodes of a tree.
pub(super) type Values = SmallVec<[Pieces; 8]>;

impl Tree {
    /// The tree below a node of an arena that may hold other nodes as well.
    pub(super) fn new(root: NodeId, nodes: Vec<Node>) -> Self {
        if root.index() + 1 == nodes.len() && is_tree(&nodes) {
            Self::of(nodes)
        } else {
            Self::below(root, &nodes)
        }
    }

    /// A copy of the tree below a node.
    pub(super) fn below(root: NodeId, nodes: &[Node]) -> Self {
        Self::of(postorder(nodes, root))
    }

    /// The sum of some expressions, those that are marked negated first.
    pub(super) fn sum<'t>(terms: impl Iterator<Item = (&'t Tree, bool)>) -> Self {
        let mut nodes: Vec<Node> = Vec::new();
        let mut sum: Option<NodeId> = None;
        let push = |nodes: &mut Vec<Node>, node| {
            nodes.push(node);
            NodeId::new(nodes.len() - 1)
        };
        for (tree, negated) in terms {
            let base = nodes.len();
            let moved = |id: NodeId| NodeId::new(base + id.index());
            nodes.extend(tree.nodes.iter().map(|node| node.with_children(moved)));
            let mut term = NodeId::new(nodes.len() - 1);
            if negated {
                term = push(&mut nodes, Node::Unary(Unary::Negate, term));
            }
            sum = Some(match sum {
                Some(sum) => push(&mut nodes, Node::Binary(Binary::Add, [sum, term])),
                None => term,
            });
        }
        Self::of(nodes)
    }

    fn of(nodes: Vec<Node>) -> Self {
        let exact = nodes.iter().all(is_exact);
        let mut tree = Tree {
            nodes,
            shared: Vec::new(),
            inside: Vec::new(),
            exact,
        };
        if repeats(&tree.nodes) {
            // Only in postorder are the nodes below a node those right before it.
            tree.nodes = postorder(&tree.nodes, NodeId::new(tree.nodes.len() - 1));
            (tree.shared, tree.inside) = shared::find(&tree.nodes);
        }
        tree
    }

    /// The nodes: children before parents, the last one the root.
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Every node's values over a box. Those within a shared part are left empty.
    pub(super) fn values(&self, domain: &[Interval], flags: &mut Flags) -> Values {
        let mut sets: Values = SmallVec::with_capacity(self.nodes.len());
        let mut shared = self.shared.iter().peekable();
        for (place, node) in self.nodes.iter().enumerate() {
            let set = if let Some(part) = shared.next_if(|part| part.root() == place) {
                part.values(&sets, domain, flags)
            } else if self.inside.get(place) == Some(&true) {
                Pieces::new()
            } else {
                node_values(node, &sets, domain, flags)
            };
            sets.push(set);
        }
        sets
    }

    /// The values over a box.
    pub(super) fn range(&self, domain: &[Interval], flags: &mut Flags) -> Pieces {
        let mut sets = self.values(domain, flags);
        sets.pop().unwrap_or_default()
    }

    /// The value at a point, as a narrow interval; `None` where it has none.
    pub(super) fn at(&self, point: &[Rational]) -> Option<Interval> {
        if self.exact {
            return self.exactly_at(point).map(Interval::point);
        }
        let domain: SmallVec<[Interval; 4]> = point.iter().cloned().map(Interval::point).collect();
        let mut flags = Flags::default();
        let mut sets: Values = SmallVec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let set = node_values(node, &sets, &domain, &mut flags);
            sets.push(set);
        }
        let set = eval::hull(&sets[self.nodes.len() - 1]);
        (!set.is_empty() && !flags.partial).then_some(set)
    }

    fn exactly_at(&self, point: &[Rational]) -> Option<Rational> {
        let mut values: SmallVec<[Rational; 8]> = SmallVec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let value = match node {
                Node::Constant(value) => value.clone(),
                Node::Operand(place) => point[*place as usize].clone(),
                Node::Unary(function, x) => {
                    let x = &values[x.index()];
                    match function {
                        Unary::Negate => -x.clone(),
                        Unary::Abs => x.abs(),
                        Unary::Power(_)
                        | Unary::Root(_)
                        | Unary::Exp
                        | Unary::Ln
                        | Unary::Round(_)
                        | Unary::Calendar
                        | Unary::Weekday => {
                            unreachable!("internal error: a node that is not exact")
                        }
                    }
                }
                Node::Binary(function, [x, y]) => {
                    let (x, y) = (&values[x.index()], &values[y.index()]);
                    match function {
                        Binary::Add => x + y,
                        Binary::Subtract => x - y,
                        Binary::Multiply => x * y,
                        Binary::Divide => x.checked_div(y)?,
                        Binary::Min => x.min(y).clone(),
                        Binary::Max => x.max(y).clone(),
                        Binary::Power | Binary::Age => {
                            unreachable!("internal error: a node that is not exact")
                        }
                    }
                }
                Node::Many(..) => unreachable!("internal error: a node that is not exact"),
            };
            values.push(value);
        }
        values.pop()
    }
}

/// Whether a node's value at a point is computed by rational arithmetic alone.
fn is_exact(node: &Node) -> bool {
    match node {
        Node::Constant(_) | Node::Operand(_) => true,
        Node::Unary(function, _) => matches!(function, Unary::Negate | Unary::Abs),
        Node::Binary(function, _) => !matches!(function, Binary::Power | Binary::Age),
        Node::Many(..) => false,
    }
}

/// Whether some operand occurs more than once.
fn repeats(nodes: &[Node]) -> bool {
    let operands = nodes.iter().filter_map(|node| match node {
        Node::Operand(place) => Some(*place),
        _ => None,
    });
    let mut low = 0_u64;
    let mut high = std::collections::HashSet::new();
    for place in operands {
        let fresh = if place < u64::BITS {
            let fresh = low & (1 << place) == 0;
            low |= 1 << place;
            fresh
        } else {
            high.insert(place)
        };
        if !fresh {
            return true;
        }
    }
    false
}

/// Whether every node but the last is the child of just one later node.
fn is_tree(nodes: &[Node]) -> bool {
    let mut has_parent = vec![false; nodes.len()];
    let children = nodes.iter().flat_map(Node::children);
    let once = children
        .map(|child| std::mem::replace(&mut has_parent[child.index()], true))
        .all(|before| !before);
    once && has_parent.iter().filter(|has| !**has).count() == 1
}
