//! Whether comparisons hold: at points, and over boxes.

use smallvec::SmallVec;

use super::core::Condition;
use super::eval::Flags;
use super::program::{Program, Root};
use super::syntax::Test;
use super::tree::Tree;
use super::{Existence, Truth};
use crate::number::{Interval, Rational};

impl Program {
    /// Whether the comparison holds over a box; [`Truth::Undecided`] of a number.
    ///
    /// # Panics
    /// If there are not as many intervals as operands.
    #[must_use]
    pub fn truth(&self, domain: &[Interval]) -> Truth {
        self.check_operands(domain.len());
        let Root::Truth(conditions) = self.root() else {
            return Truth::Undecided;
        };
        let mut truths: SmallVec<[Truth; 4]> = SmallVec::with_capacity(conditions.len());
        let mut is_partial = false;
        for condition in conditions {
            let truth = match condition {
                Condition::Compare(test, tree) => compare(*test, tree, domain, &mut is_partial),
                Condition::And(x, y) => match (truths[*x as usize], truths[*y as usize]) {
                    (Truth::Never, _) | (_, Truth::Never) => Truth::Never,
                    (Truth::Always, other) | (other, Truth::Always) => other,
                    (Truth::Sometimes | Truth::Undecided, Truth::Sometimes | Truth::Undecided) => {
                        Truth::Undecided
                    }
                },
                Condition::Or(x, y) => match (truths[*x as usize], truths[*y as usize]) {
                    (Truth::Always, _) | (_, Truth::Always) => Truth::Always,
                    (Truth::Never, other) | (other, Truth::Never) => other,
                    (Truth::Sometimes | Truth::Undecided, Truth::Sometimes | Truth::Undecided) => {
                        Truth::Undecided
                    }
                },
            };
            truths.push(truth);
        }
        match truths.pop() {
            Some(known @ (Truth::Always | Truth::Never)) => known,
            Some(Truth::Sometimes) if !self.jumps(domain) => Truth::Sometimes,
            _ => self.looked_for(domain, is_partial),
        }
    }

    /// The same by looking for a point where it holds and for one where it does not.
    fn looked_for(&self, domain: &[Interval], is_partial: bool) -> Truth {
        let fails = |this: &Self| match this.can_be(false, domain) {
            // Where it has no value it does not hold either.
            Existence::No if is_partial => Existence::Unknown,
            other => other,
        };
        match self.can_be(true, domain) {
            Existence::No => Truth::Never,
            Existence::Yes if fails(self) == Existence::No => Truth::Always,
            Existence::Yes => Truth::Sometimes,
            Existence::Unknown if fails(self) == Existence::No => Truth::Always,
            Existence::Unknown => Truth::Undecided,
        }
    }

    /// Whether some part of the comparison has no value anywhere in a box.
    pub(crate) fn has_no_value(&self, domain: &[Interval]) -> bool {
        let Root::Truth(conditions) = self.root() else {
            return false;
        };
        conditions.iter().any(|condition| match condition {
            Condition::Compare(_, tree) => tree.range(domain, &mut Flags::default()).is_empty(),
            Condition::And(..) | Condition::Or(..) => false,
        })
    }

    /// Whether the comparison holds at a point; `None` where it has no value or rounding hides it,
    /// and of a number.
    ///
    /// # Panics
    /// If there are not as many numbers as operands.
    #[must_use]
    pub fn holds_at(&self, point: &[Rational]) -> Option<bool> {
        self.check_operands(point.len());
        match self.root() {
            Root::Truth(conditions) => at(conditions, point),
            Root::Number(_) => None,
        }
    }
}

/// Whether the last of these conditions holds at a point.
pub(super) fn at(conditions: &[Condition<Tree>], point: &[Rational]) -> Option<bool> {
    let mut truths: SmallVec<[Option<bool>; 4]> = SmallVec::with_capacity(conditions.len());
    for condition in conditions {
        let truth = match condition {
            Condition::Compare(test, tree) => {
                tree.at(point).and_then(|value| decided(*test, &value))
            }
            Condition::And(x, y) => match (truths[*x as usize], truths[*y as usize]) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (x, y) => x.zip(y).map(|_| true),
            },
            Condition::Or(x, y) => match (truths[*x as usize], truths[*y as usize]) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (x, y) => x.zip(y).map(|_| false),
            },
        };
        truths.push(truth);
    }
    truths.pop().flatten()
}

/// What a comparison with nought says of all numbers of a set, if it is the same.
fn decided(test: Test, set: &Interval) -> Option<bool> {
    match verdicts(test, set) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether some number of a set compares so with nought, and whether some does not.
fn verdicts(test: Test, set: &Interval) -> (bool, bool) {
    let signs = [
        (-1, set.meets(&Interval::less_than(Rational::ZERO))),
        (0, set.contains(&Rational::ZERO)),
        (1, set.meets(&Interval::more_than(Rational::ZERO))),
    ];
    let occurs = |wanted| {
        let mut signs = signs.iter();
        signs.any(|&(sign, occurs)| occurs && test.holds(sign) == wanted)
    };
    (occurs(true), occurs(false))
}

fn compare(test: Test, difference: &Tree, domain: &[Interval], is_partial: &mut bool) -> Truth {
    let mut flags = Flags::default();
    let set = difference.range(domain, &mut flags);
    *is_partial |= flags.partial;
    let (holds, fails) = set.iter().fold((false, false), |(holds, fails), piece| {
        let (here, there) = verdicts(test, piece);
        (holds || here, fails || there)
    });
    match (holds, fails || flags.partial) {
        (false, _) => Truth::Never,
        (true, false) => Truth::Always,
        // A set that is too wide proves what it shows on one side only.
        (true, true) if flags.loose => Truth::Undecided,
        (true, true) => Truth::Sometimes,
    }
}
