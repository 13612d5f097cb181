//! How an expression can change with each operand: bounds on difference quotients, found backwards
//! through the nodes (reverse-mode automatic differentiation on intervals).
//!
//! A bound holds for every pair of points of the box that differ in one operand, also across kinks
//! and jumps. If it has one sign, the expression rises or falls throughout.

use super::core::{Binary, Many, Node, Unary};
use super::eval::{self, Flags};
use crate::number::{Interval, Rational};

/// For each operand the set of difference quotients, given a set of values for each node.
pub(super) fn slopes(nodes: &[Node], values: &[Interval], operands: usize) -> Vec<Interval> {
    let nought = Interval::point(Rational::ZERO);
    let mut by_operand = vec![nought.clone(); operands];
    let mut by_node = vec![nought; nodes.len()];
    if let Some(root) = by_node.last_mut() {
        *root = Interval::point(Rational::ONE);
    }
    for (place, node) in nodes.iter().enumerate().rev() {
        let outer = std::mem::replace(&mut by_node[place], Interval::EMPTY);
        if let Node::Operand(operand) = node {
            let sum = &mut by_operand[*operand as usize];
            *sum = shortened(sum.add(&outer));
            continue;
        }
        for (argument, child) in node.children().iter().enumerate() {
            let inner = if values[child.index()].as_point().is_some() {
                // What does not change changes nothing; there a slope may not even exist.
                Interval::point(Rational::ZERO)
            } else {
                slope(node, argument, values, &values[place])
            };
            let inner = if inner.is_empty() {
                Interval::ENTIRE
            } else {
                inner
            };
            by_node[child.index()] = shortened(outer.mul(&inner));
        }
    }
    by_operand
}

fn shortened(mut set: Interval) -> Interval {
    eval::shorten(&mut set);
    set
}

/// The difference quotients of one node by one of its arguments.
fn slope(node: &Node, argument: usize, values: &[Interval], value: &Interval) -> Interval {
    let one = || Interval::point(Rational::ONE);
    let whole = |n: i64| Interval::point(Rational::from(n));
    let rising = || Interval::at_least(Rational::ZERO);
    let falling = || Interval::at_most(Rational::ZERO);
    let x = |place: usize| &values[node.children()[place].index()];
    let quotient = |a: &Interval, b: &Interval| eval::hull(&a.div(b));
    match node {
        Node::Constant(_) | Node::Operand(_) => Interval::EMPTY,
        Node::Unary(function, _) => match function {
            Unary::Negate => whole(-1),
            Unary::Abs => sign(x(0)),
            Unary::Power(power) => {
                let below = eval::unary(Unary::Power(power - 1), x(0), &mut Flags::default());
                whole(i64::from(*power)).mul(&eval::hull(&below))
            }
            Unary::Root(degree) => {
                let times = whole(i64::from(*degree)).mul(x(0));
                quotient(value, &times).intersection(&rising())
            }
            Unary::Exp => value.clone(),
            Unary::Ln => quotient(&one(), x(0)).intersection(&rising()),
            Unary::Round(_) => rising(),
            // A day of a month of 31 at least; at the end of February it jumps.
            Unary::Calendar => Interval::at_least(Rational::new(1, 372)),
            Unary::Weekday => Interval::ENTIRE,
        },
        Node::Binary(function, _) => match (function, argument) {
            (Binary::Add | Binary::Subtract, 0) | (Binary::Add, _) => one(),
            (Binary::Subtract, _) => whole(-1),
            (Binary::Multiply, 0) => x(1).clone(),
            (Binary::Multiply, _) => x(0).clone(),
            (Binary::Divide, 0) => quotient(&one(), x(1)),
            (Binary::Divide, _) => quotient(&value.neg(), x(1)),
            (Binary::Min, 0) => share(x(0), x(1)),
            (Binary::Min, _) => share(x(1), x(0)),
            (Binary::Max, 0) => share(x(1), x(0)),
            (Binary::Max, _) => share(x(0), x(1)),
            (Binary::Age, 0) => falling(),
            (Binary::Age, _) => rising(),
            (Binary::Power, _) if !x(0).is_subset(&Interval::more_than(Rational::ZERO)) => {
                Interval::ENTIRE
            }
            (Binary::Power, 0) => quotient(&value.mul(x(1)), x(0)),
            (Binary::Power, _) => {
                let log = eval::unary(Unary::Ln, x(0), &mut Flags::default());
                value.mul(&eval::hull(&log))
            }
        },
        Node::Many(Many::Median, _) => Interval::closed(Rational::ZERO, Rational::ONE),
        Node::Many(Many::Rank, _) if argument == 0 => falling(),
        Node::Many(Many::Rank, _) => rising(),
    }
}

/// The slopes of `|x|`.
fn sign(x: &Interval) -> Interval {
    let below = x.meets(&Interval::less_than(Rational::ZERO));
    let above = x.meets(&Interval::more_than(Rational::ZERO));
    Interval::closed(
        Rational::from(if below { -1 } else { 1 }),
        Rational::from(if above || !below { 1 } else { -1 }),
    )
}

/// The slopes of `min(x, y)` by `x`.
fn share(x: &Interval, y: &Interval) -> Interval {
    let difference = x.sub(y);
    let can_be_less = difference.meets(&Interval::less_than(Rational::ZERO));
    let can_be_more = difference.meets(&Interval::more_than(Rational::ZERO));
    Interval::closed(
        Rational::from(i64::from(!can_be_more)),
        Rational::from(i64::from(can_be_less || !can_be_more)),
    )
}
