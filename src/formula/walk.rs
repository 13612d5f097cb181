//! Walks over the nodes of expressions: their order, and the values of each.

use smallvec::{SmallVec, smallvec};

use super::core::{Binary, Many, Node, NodeId, Unary};
use super::eval::{self, Flags};
use crate::number::{Interval, Pieces};

/// The values of one node, given those of the nodes before it.
pub(super) fn node_values(
    node: &Node,
    sets: &[Pieces],
    domain: &[Interval],
    flags: &mut Flags,
) -> Pieces {
    match node {
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
    }
}

/// The values of every node over a box, operation by operation.
pub(super) fn evaluate(nodes: &[Node], domain: &[Interval], flags: &mut Flags) -> Vec<Pieces> {
    let mut sets: Vec<Pieces> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let set = node_values(node, &sets, domain, flags);
        sets.push(set);
    }
    sets
}

/// The nodes below `root` in postorder: right before each node stand all nodes below it. A node
/// with several parents is copied for each.
pub(super) fn postorder(nodes: &[Node], root: NodeId) -> Vec<Node> {
    // Parents before children, the last child first: the reverse is the postorder. Of each node is
    // noted which of the nodes in this order its children are.
    let mut order: Vec<NodeId> = Vec::new();
    let mut parents: Vec<(usize, usize)> = Vec::new();
    let mut open = vec![(root, usize::MAX, 0)];
    while let Some((id, parent, which)) = open.pop() {
        let at = order.len();
        order.push(id);
        parents.push((parent, which));
        let children = nodes[id.index()].children().iter().enumerate();
        open.extend(children.map(|(which, &child)| (child, at, which)));
    }
    let last = order.len() - 1;
    let mut children: Vec<SmallVec<[NodeId; 2]>> = order
        .iter()
        .map(|id| SmallVec::from_elem(NodeId::new(0), nodes[id.index()].children().len()))
        .collect();
    for (at, &(parent, which)) in parents.iter().enumerate().skip(1) {
        children[parent][which] = NodeId::new(last - at);
    }
    order
        .iter()
        .zip(children)
        .rev()
        .map(|(id, children)| nodes[id.index()].over(&children))
        .collect()
}

/// Whether the values of a function jump although its operands do not.
pub(super) fn is_jump(node: &Node) -> bool {
    match node {
        Node::Unary(Unary::Round(_) | Unary::Weekday, _)
        | Node::Binary(Binary::Age, _)
        | Node::Many(Many::Rank, _) => true,
        Node::Constant(_) | Node::Operand(_) | Node::Unary(..) | Node::Binary(..) => false,
        Node::Many(Many::Median, _) => false,
    }
}
