//! Contraction: which part of a box lets a formula give a wanted value.
//!
//! HC4-revise (Benhamou et al., "Revising hull and box consistency", 1999): values go up the tree
//! from the operands, and what is wanted goes down it, each node passing on to its children what
//! they must be.

use smallvec::SmallVec;

use super::calendar;
use super::core::{Binary, Condition, Node, Unary};
use super::eval::{self, Flags};
use super::program::{Program, Root};
use super::syntax::Test;
use super::tree::Tree;
use crate::number::{Endpoint, Interval, Pieces, Rational};

/// The set of each node's values, as one interval.
pub(crate) type Enclosures = SmallVec<[Interval; 12]>;

impl Program {
    /// Narrows the box to what lets the program give a value of `target`; for a comparison, to what
    /// lets it be true. Never loses a solution. Every interval becomes EMPTY when there is
    /// none.
    pub fn contract(&self, domain: &mut [Interval], target: &Interval) {
        self.contract_both(domain, &mut target.clone());
    }

    /// Narrows the box, and the target to the values that the program can give in it.
    pub(crate) fn contract_both(&self, domain: &mut [Interval], target: &mut Interval) {
        let possible = match self.root() {
            Root::Number(tree) => revise(tree.nodes(), domain, target).is_some(),
            Root::Truth(conditions) => match conditions.len().checked_sub(1) {
                Some(last) => require(conditions, last, domain),
                None => true,
            },
        };
        if !possible {
            domain.fill(Interval::EMPTY);
            *target = Interval::EMPTY;
        }
    }

    /// The values of an operand for which the program can give a value of `target` (for a
    /// comparison: be true) with the other operands in the box; more at most, never fewer.
    ///
    /// ```
    /// # use addsup::{formula::{Formula, Operand}, number::{Dimension, Interval, Rational, Settings}};
    /// let formula = Formula::parse("a / b", &Settings::default()).expect("a formula");
    /// let operand =
    ///     Operand { dimension: Dimension::NONE, absolute: false, offset: Rational::ZERO, whole: false, counts: false, period: None };
    /// let program = formula.bind(&[operand.clone(), operand]).expect("fitting units");
    /// let domain = [Interval::point(Rational::from(3)), Interval::ENTIRE];
    /// let half = Interval::point(Rational::new(1, 2));
    /// assert_eq!(program.solve_for(&domain, 1, &half), Interval::point(Rational::from(6)));
    /// ```
    ///
    /// # Panics
    /// If there are not as many intervals as operands.
    #[must_use]
    pub fn solve_for(&self, domain: &[Interval], operand: usize, target: &Interval) -> Interval {
        self.check_operands(domain.len());
        let mut domain: SmallVec<[Interval; 8]> = domain.iter().cloned().collect();
        domain[operand] = Interval::ENTIRE;
        self.contract(&mut domain, target);
        domain.swap_remove(operand)
    }
}

impl Program {
    /// How much work one revision is, in simple operations: a logarithm takes as long as many sums.
    pub(crate) fn cost(&self) -> u64 {
        let cost = |tree: &Tree| {
            tree.nodes().iter().map(dear).sum::<u64>() + tree.nodes().len() as u64 / 4
        };
        match self.root() {
            Root::Number(tree) => 1 + cost(tree),
            Root::Truth(conditions) => {
                let each = conditions.iter().map(|condition| match condition {
                    Condition::Compare(_, tree) => cost(tree),
                    Condition::And(..) | Condition::Or(..) => 0,
                });
                1 + each.sum::<u64>()
            }
        }
    }

    /// How many times operands occur.
    pub(crate) fn occurrences(&self) -> usize {
        let count = |tree: &Tree| {
            tree.nodes()
                .iter()
                .filter(|node| matches!(node, Node::Operand(_)))
                .count()
        };
        match self.root() {
            Root::Number(tree) => count(tree),
            Root::Truth(conditions) => conditions
                .iter()
                .map(|condition| match condition {
                    Condition::Compare(_, tree) => count(tree),
                    Condition::And(..) | Condition::Or(..) => 0,
                })
                .sum(),
        }
    }
}

/// What a node costs beyond one operation.
fn dear(node: &Node) -> u64 {
    const DEAR: u64 = 100;
    match node {
        Node::Unary(Unary::Root(_) | Unary::Exp | Unary::Ln, _)
        | Node::Binary(Binary::Power, _) => DEAR,
        Node::Unary(Unary::Power(exponent), _) => u64::from(exponent.unsigned_abs()).min(DEAR),
        Node::Many(_, all) => all.len() as u64 / 16,
        Node::Constant(_) | Node::Operand(_) | Node::Unary(..) | Node::Binary(..) => 0,
    }
}

impl Tree {
    /// What every node may be where the expression gives a value of `target`; `None` where it
    /// cannot.
    pub(crate) fn enclosures(&self, domain: &[Interval], target: &Interval) -> Option<Enclosures> {
        let mut domain: SmallVec<[Interval; 8]> = domain.iter().cloned().collect();
        revise(self.nodes(), &mut domain, &mut target.clone())
    }
}

/// Narrows a box to where a condition can be true; false if nowhere.
pub(super) fn require(conditions: &[Condition<Tree>], at: usize, domain: &mut [Interval]) -> bool {
    match &conditions[at] {
        Condition::Compare(test, tree) => {
            let nought = Rational::ZERO;
            let mut target = match *test {
                Test::Less => Interval::less_than(nought),
                Test::AtMost => Interval::at_most(nought),
                Test::Greater => Interval::more_than(nought),
                Test::AtLeast => Interval::at_least(nought),
                Test::Equal => Interval::point(nought),
                Test::Unequal => Interval::ENTIRE,
            };
            let sets = revise(tree.nodes(), domain, &mut target);
            let is_nought = |root: &Interval| root.as_point().is_some_and(Rational::is_zero);
            sets.is_some_and(|sets| *test != Test::Unequal || !sets.last().is_some_and(is_nought))
        }
        Condition::And(x, y) => {
            require(conditions, *x as usize, domain) && require(conditions, *y as usize, domain)
        }
        Condition::Or(x, y) => {
            let mut other: SmallVec<[Interval; 8]> = domain.iter().cloned().collect();
            let first = require(conditions, *x as usize, domain);
            let second = require(conditions, *y as usize, &mut other);
            if second {
                for (set, other) in domain.iter_mut().zip(&other) {
                    *set = if first {
                        set.hull(other)
                    } else {
                        other.clone()
                    };
                }
            }
            first || second
        }
    }
}

/// Every node's values over a box; `None` if some node has none.
fn forward(nodes: &[Node], domain: &[Interval]) -> Option<Enclosures> {
    let mut flags = Flags::default();
    let mut sets = Enclosures::with_capacity(nodes.len());
    for node in nodes {
        let set = match node {
            Node::Constant(value) => Interval::point(value.clone()),
            Node::Operand(place) => domain[*place as usize].clone(),
            Node::Unary(Unary::Negate, x) => sets[x.index()].neg(),
            Node::Unary(function, x) => {
                eval::hull(&eval::unary(*function, &sets[x.index()], &mut flags))
            }
            Node::Binary(function, [x, y]) => {
                let (x, y) = (&sets[x.index()], &sets[y.index()]);
                match function {
                    Binary::Add => x.add(y),
                    Binary::Subtract => x.sub(y),
                    Binary::Multiply => x.mul(y),
                    Binary::Divide | Binary::Power | Binary::Min | Binary::Max | Binary::Age => {
                        eval::hull(&eval::binary(*function, x, y, &mut flags))
                    }
                }
            }
            Node::Many(function, all) => {
                let all: SmallVec<[Interval; 8]> =
                    all.iter().map(|x| sets[x.index()].clone()).collect();
                eval::hull(&eval::many(*function, &all))
            }
        };
        if set.is_empty() {
            return None;
        }
        sets.push(set);
    }
    Some(sets)
}

/// Up the tree and down again.
fn revise(nodes: &[Node], domain: &mut [Interval], target: &mut Interval) -> Option<Enclosures> {
    let root = nodes.len().checked_sub(1)?;
    let mut sets = forward(nodes, domain)?;
    let wanted = sets[root].intersection(target);
    if wanted.is_empty() {
        return None;
    }
    target.clone_from(&wanted);
    sets[root] = wanted;
    for place in (0..=root).rev() {
        let set = sets[place].clone();
        let possible = match &nodes[place] {
            Node::Constant(_) | Node::Many(..) => true,
            Node::Operand(operand) => {
                let kept = domain[*operand as usize].intersection(&set);
                domain[*operand as usize] = kept;
                !domain[*operand as usize].is_empty()
            }
            Node::Unary(function, x) => {
                let wanted = inverse(*function, &set, &sets[x.index()]);
                keep(&mut sets[x.index()], wanted)
            }
            Node::Binary(function, [x, y]) => {
                let wanted = left(*function, &set, &sets[x.index()], &sets[y.index()]);
                keep(&mut sets[x.index()], wanted) && {
                    let wanted = right(*function, &set, &sets[x.index()], &sets[y.index()]);
                    keep(&mut sets[y.index()], wanted)
                }
            }
        };
        if !possible {
            return None;
        }
    }
    Some(sets)
}

/// What a child must be; `None` where nothing is known beyond what it is.
type Wanted = Option<Interval>;

fn keep(set: &mut Interval, wanted: Wanted) -> bool {
    if let Some(wanted) = wanted {
        *set = set.intersection(&wanted);
    }
    !set.is_empty()
}

/// The `x` of a set for which `f(x)` is wanted.
fn inverse(function: Unary, wanted: &Interval, x: &Interval) -> Wanted {
    let mut flags = Flags::default();
    let mut apply =
        |function: Unary, set: &Interval| eval::hull(&eval::unary(function, set, &mut flags));
    Some(match function {
        Unary::Negate => wanted.neg(),
        Unary::Abs => either_sign(wanted, x),
        Unary::Power(exponent) => {
            let degree = exponent.unsigned_abs();
            let wanted = if exponent > 0 {
                wanted.clone()
            } else {
                eval::hull(&wanted.recip())
            };
            let size = apply(Unary::Root(degree), &wanted);
            if degree.is_multiple_of(2) {
                either_sign(&size, x)
            } else {
                size
            }
        }
        Unary::Root(degree) => {
            // Even roots are never negative, and what is wanted may be more than what there is.
            let wanted = if degree.is_multiple_of(2) {
                wanted.intersection(&Interval::at_least(Rational::ZERO))
            } else {
                wanted.clone()
            };
            wanted.pow(degree)?
        }
        Unary::Exp => apply(Unary::Ln, wanted),
        Unary::Ln => apply(Unary::Exp, wanted),
        Unary::Round(digits) => {
            let unit = Rational::power_of_ten(digits.unsigned_abs());
            let unit = if digits >= 0 {
                Rational::ONE / unit
            } else {
                unit
            };
            let half = unit * Rational::new(1, 2);
            wanted.closure().add(&Interval::closed(-half.clone(), half))
        }
        Unary::Calendar => {
            Interval::closed(calendar::day(wanted.inf()?)?, calendar::day(wanted.sup()?)?)
        }
        Unary::Weekday => return None,
    })
}

/// The `x` of a set with `|x|` in `size`.
fn either_sign(size: &Interval, x: &Interval) -> Interval {
    let size = size.intersection(&Interval::at_least(Rational::ZERO));
    x.intersection(&size).hull(&x.intersection(&size.neg()))
}

/// The quotients that lie in `within`; `None` where nought over nought leaves all open.
fn quotient(x: &Interval, y: &Interval, within: &Interval) -> Wanted {
    if x.contains(&Rational::ZERO) && y.contains(&Rational::ZERO) {
        return None;
    }
    let pieces: Pieces = x
        .div(y)
        .iter()
        .map(|piece| piece.intersection(within))
        .collect();
    Some(
        pieces
            .iter()
            .fold(Interval::EMPTY, |hull, piece| hull.hull(piece)),
    )
}

/// The `x` of a set for which `f(x, y)` is wanted for some `y`.
fn left(function: Binary, wanted: &Interval, x: &Interval, y: &Interval) -> Wanted {
    match function {
        Binary::Add => Some(wanted.sub(y)),
        Binary::Subtract => Some(wanted.add(y)),
        Binary::Multiply => quotient(wanted, y, x),
        Binary::Divide => Some(wanted.mul(y)),
        Binary::Power => base(wanted, x, y),
        Binary::Min => extreme(wanted, y, true),
        Binary::Max => extreme(wanted, y, false),
        Binary::Age => None,
    }
}

/// The `y` of a set for which `f(x, y)` is wanted for some `x`.
fn right(function: Binary, wanted: &Interval, x: &Interval, y: &Interval) -> Wanted {
    match function {
        Binary::Add => Some(wanted.sub(x)),
        Binary::Subtract => Some(x.sub(wanted)),
        Binary::Multiply => quotient(wanted, x, y),
        Binary::Divide => quotient(x, wanted, y),
        Binary::Power => exponent(wanted, x, y),
        Binary::Min => extreme(wanted, x, true),
        Binary::Max => extreme(wanted, x, false),
        Binary::Age => None,
    }
}

/// What one of two must be if the lesser (or greater) is wanted: not beyond it, and if the other
/// cannot be it, it itself.
fn extreme(wanted: &Interval, other: &Interval, least: bool) -> Wanted {
    if !other.meets(wanted) {
        return Some(wanted.clone());
    }
    Some(if least {
        Interval::new(wanted.lower().clone(), Endpoint::Unbounded)
    } else {
        Interval::new(Endpoint::Unbounded, wanted.upper().clone())
    })
}

/// The positive `x` with `x^y` wanted, for `y` that is one number: `wanted^(1/y)`.
fn base(wanted: &Interval, x: &Interval, y: &Interval) -> Wanted {
    let inverse = Interval::point(y.as_point()?.recip()?);
    let positive = Interval::more_than(Rational::ZERO);
    if !x.is_subset(&positive) {
        return None;
    }
    let wanted = wanted.intersection(&positive);
    let mut flags = Flags::default();
    Some(eval::hull(&eval::binary(
        Binary::Power,
        &wanted,
        &inverse,
        &mut flags,
    )))
}

/// The `y` with `x^y` wanted, for `x > 0`: `ln wanted / ln x`.
fn exponent(wanted: &Interval, x: &Interval, y: &Interval) -> Wanted {
    let positive = Interval::more_than(Rational::ZERO);
    if !x.is_subset(&positive) {
        return None;
    }
    let mut flags = Flags::default();
    let mut ln = |set: &Interval| eval::hull(&eval::unary(Unary::Ln, set, &mut flags));
    let (wanted, base) = (ln(&wanted.intersection(&positive)), ln(x));
    quotient(&wanted, &base, y)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::formula::{Formula, Operand};
    use crate::number::{Dimension, Settings};

    const FORMULAS: [&str; 16] = [
        "a + b - c",
        "a * b - c",
        "a / (b - c)",
        "(a - b) / b",
        "abs(a - b)",
        "(a - b)^2 + c",
        "(a - b)^3",
        "a^(-2) * b",
        "sqrt(abs(a)) - b",
        "root(a - b, 3)",
        "exp(a / 10) + b",
        "ln(abs(a) + 1) * b",
        "min(a, b) - max(b, c)",
        "round(a / b, 1)",
        "(abs(a) + 1)^b",
        "mean(a, b, c) / sum(a, b)",
    ];

    fn names(text: &str) -> usize {
        Formula::parse(text, &Settings::default())
            .expect("a formula")
            .names
            .len()
    }

    fn bind(text: &str) -> Program {
        let formula = Formula::parse(text, &Settings::default()).expect("a formula");
        let plain = Operand {
            dimension: Dimension::NONE,
            absolute: false,
            offset: Rational::ZERO,
            whole: false,
            counts: false,
            period: None,
        };
        formula
            .bind(&vec![plain; formula.names.len()])
            .expect("units that fit")
    }

    proptest! {
        #[test]
        fn no_solution_is_lost(
            formula in 0..FORMULAS.len(),
            point in prop::collection::vec((-20_i64..20, 1_i64..4), 3),
            room in prop::collection::vec((0_i64..9, 0_i64..9), 4),
        ) {
            let program = bind(FORMULAS[formula]);
            let point: Vec<Rational> = point.iter().map(|&(n, d)| Rational::new(n, d)).collect();
            let point = &point[..names(FORMULAS[formula])];
            let about = |set: &Interval, (below, above): (i64, i64)| {
                set.add(&Interval::closed(Rational::from(-below), Rational::from(above)))
            };
            let Some(value) = program.at(point) else { return Ok(()) };
            let mut domain: Vec<Interval> =
                point.iter().zip(&room).map(|(x, &room)| about(&Interval::point(x.clone()), room)).collect();
            let mut target = about(&value, room[3]);
            program.contract_both(&mut domain, &mut target);
            for (x, set) in point.iter().zip(&domain) {
                prop_assert!(set.contains(x), "{x} of {point:?} is lost in {domain:?}");
            }
            // The value itself is never lost; of an irrational one there are only enclosures, each its own.
            let kept = match value.as_point() {
                Some(value) => target.contains(value),
                None => target.meets(&value),
            };
            prop_assert!(kept, "{value:?} is not in {target:?}");
        }
    }

    fn closed(a: i64, b: i64) -> Interval {
        Interval::closed(Rational::from(a), Rational::from(b))
    }

    #[test]
    fn both_sides_of_an_equation_are_narrowed() {
        let mut domain = [closed(0, 10), closed(4, 20)];
        let mut target = closed(7, 30);
        bind("a + b").contract_both(&mut domain, &mut target);
        assert_eq!(domain, [closed(0, 10), closed(4, 20)]);
        let mut target = closed(25, 90);
        bind("a + b").contract_both(&mut domain, &mut target);
        assert_eq!(
            (domain, target),
            ([closed(5, 10), closed(15, 20)], closed(25, 30))
        );
    }

    #[test]
    fn what_cannot_be_leaves_nothing() {
        let mut domain = [closed(1, 2), closed(3, 4)];
        bind("a > b").contract(&mut domain, &Interval::ENTIRE);
        assert_eq!(domain, [Interval::EMPTY, Interval::EMPTY]);
    }

    #[test]
    fn either_of_two_conditions_is_enough() {
        let mut domain = [closed(0, 10)];
        bind("a < 2 or a > 4 and a < 5").contract(&mut domain, &Interval::ENTIRE);
        assert_eq!(
            domain,
            [Interval::new(
                Endpoint::Closed(Rational::ZERO),
                Endpoint::Open(Rational::from(5))
            )]
        );
    }

    #[rstest]
    #[case::power("a ^ 1000000000")]
    #[case::odd_power("a ^ 1000000001")]
    fn high_roots_are_bounded_through_logarithms(#[case] text: &str) {
        let program = bind(text);
        let target = Interval::closed(Rational::ONE, Rational::from(2));
        let solved = program.solve_for(&[Interval::ENTIRE], 0, &target);
        assert!(solved.contains(&Rational::ONE), "{solved:?}");
        let bound = solved.sup().expect("a bound");
        assert!(
            text.starts_with("root") || *bound < Rational::new(11, 10),
            "{bound}"
        );
    }
}
