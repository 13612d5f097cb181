//! Parts of an expression in which operands occur more than once, where operation by operation the
//! range would come out too wide.
//!
//! A node is *closed* if no operand below it occurs outside it. Closed nodes vary independently of
//! the rest, so an operation on closed nodes is exact. A closed node with a child that is not
//! closed is the root of a shared part; its leaves are the closed nodes and the operands it bottoms
//! out in. The part is analysed as a whole: at its corners where that is exact, else by search.

use super::core::{Node, NodeId};
use super::corners::Fraction;
use super::eval::{self, Flags};
use super::search;
use crate::number::{Interval, Pieces};

/// A part of a tree in which some operand occurs more than once.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shared {
    /// The place of its root in the tree.
    root: usize,
    /// What its own operands are.
    leaves: Vec<Leaf>,
    /// Its own nodes, over its leaves.
    nodes: Vec<Node>,
    /// The part as a fraction whose extremes lie at corners, if it is one.
    fraction: Option<Fraction>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaf {
    Operand(u32),
    Node(NodeId),
}

/// The shared parts of a tree in postorder, and which nodes stand within one, below its root.
pub(super) fn find(nodes: &[Node]) -> (Vec<Shared>, Vec<bool>) {
    let closed = closed(nodes);
    let is_root = |place: &usize| {
        closed[*place] && nodes[*place].children().iter().any(|x| !closed[x.index()])
    };
    let roots = (0..nodes.len()).filter(is_root);
    let shared = roots
        .map(|root| Shared::new(nodes, root, &closed))
        .collect();
    (shared, closed.iter().map(|closed| !closed).collect())
}

/// Which nodes of a tree in postorder are closed.
fn closed(nodes: &[Node]) -> Vec<bool> {
    let operands = nodes.iter().filter_map(|node| match node {
        Node::Operand(place) => Some(*place as usize + 1),
        _ => None,
    });
    let mut occurs = vec![(usize::MAX, 0); operands.max().unwrap_or(0)];
    for (place, node) in nodes.iter().enumerate() {
        if let Node::Operand(operand) = node {
            let (first, last) = &mut occurs[*operand as usize];
            *first = place.min(*first);
            *last = place.max(*last);
        }
    }
    // Below each node: where its first node stands, and where its operands first and last occur.
    let mut below: Vec<(usize, usize, usize)> = Vec::with_capacity(nodes.len());
    let mut closed = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.iter().enumerate() {
        let mut reach = match node {
            Node::Operand(operand) => {
                let (first, last) = occurs[*operand as usize];
                (place, first, last)
            }
            _ => (place, usize::MAX, 0),
        };
        for child in node.children() {
            let (start, first, last) = below[child.index()];
            reach = (reach.0.min(start), reach.1.min(first), reach.2.max(last));
        }
        closed.push(reach.1 >= reach.0 && reach.2 <= place);
        below.push(reach);
    }
    closed
}

impl Shared {
    fn new(nodes: &[Node], root: usize, closed: &[bool]) -> Self {
        let mut inside = Vec::new();
        let mut open = vec![root];
        while let Some(place) = open.pop() {
            inside.push(place);
            let children = nodes[place].children().iter().map(|x| x.index());
            open.extend(children.filter(|&child| !closed[child]));
        }
        inside.sort_unstable();
        let mut part = Shared {
            root,
            leaves: Vec::new(),
            nodes: Vec::new(),
            fraction: None,
        };
        let mut places = std::collections::BTreeMap::new();
        for &place in &inside {
            for child in nodes[place].children() {
                if closed[child.index()] {
                    let leaf = match &nodes[child.index()] {
                        constant @ Node::Constant(_) => constant.clone(),
                        Node::Operand(operand) => part.leaf(Leaf::Operand(*operand)),
                        _ => part.leaf(Leaf::Node(*child)),
                    };
                    places.insert(child.index(), part.push(leaf));
                }
            }
            let node = match &nodes[place] {
                Node::Operand(operand) => part.leaf(Leaf::Operand(*operand)),
                node => node.with_children(|x| places[&x.index()]),
            };
            places.insert(place, part.push(node));
        }
        part.fraction = Fraction::of(&part.nodes, part.leaves.len());
        part
    }

    fn leaf(&mut self, leaf: Leaf) -> Node {
        let known = self.leaves.iter().position(|&known| known == leaf);
        let place = known.unwrap_or_else(|| {
            self.leaves.push(leaf);
            self.leaves.len() - 1
        });
        Node::Operand(u32::try_from(place).expect("internal error: too many operands"))
    }

    fn push(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId::new(self.nodes.len() - 1)
    }

    pub(super) fn root(&self) -> usize {
        self.root
    }

    /// The values of the part, given those of the closed nodes below it.
    pub(super) fn values(&self, sets: &[Pieces], domain: &[Interval], flags: &mut Flags) -> Pieces {
        let leaves: Vec<Pieces> = self
            .leaves
            .iter()
            .map(|leaf| match leaf {
                Leaf::Operand(place) => eval::pieces(domain[*place as usize].clone()),
                Leaf::Node(id) => sets[id.index()].clone(),
            })
            .collect();
        if leaves.iter().any(|leaf| leaf.is_empty()) {
            return Pieces::new();
        }
        let mut all = Pieces::new();
        for domain in boxes(&leaves, flags) {
            let exact = self
                .fraction
                .as_ref()
                .and_then(|f| f.values(&domain, flags));
            match exact {
                Some(set) => all.extend(set),
                None => all.extend(search::values(&self.nodes, &domain, flags)),
            }
        }
        eval::normal(all, flags)
    }
}

/// Every choice of one piece of each leaf; of their hulls where there are too many.
fn boxes(leaves: &[Pieces], flags: &mut Flags) -> Vec<Vec<Interval>> {
    const MANY: usize = 16;
    let count = leaves
        .iter()
        .fold(1_usize, |count, leaf| count.saturating_mul(leaf.len()));
    if count > MANY {
        flags.loose = true;
        return vec![leaves.iter().map(eval::hull).collect()];
    }
    let mut boxes = vec![Vec::with_capacity(leaves.len())];
    for leaf in leaves {
        boxes = boxes
            .iter()
            .flat_map(|chosen: &Vec<Interval>| {
                leaf.iter().map(move |piece| {
                    let mut chosen = chosen.clone();
                    chosen.push(piece.clone());
                    chosen
                })
            })
            .collect();
    }
    boxes
}
