//! Smallest conflicts: sets of sentences that cannot all be true, while any of them can be left
//! out.

use std::collections::{BTreeSet, VecDeque};

use super::component::{Component, SentenceId};
use super::decide::{Answer, decide};
use crate::number::Strength;

/// From how many sentences on halves of them are tried before single ones.
const MANY: usize = 16;

/// The most conflicts that are listed of one component.
pub(crate) const MOST_CONFLICTS: usize = 50;
/// The most ways of leaving out sentences that are looked at to find them.
const MOST_WAYS: usize = 5_000;

/// A set of sentences that cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Core {
    /// In their order.
    pub(crate) sentences: Vec<SentenceId>,
    /// Whether leaving out any one of them is known to resolve the conflict.
    pub(crate) minimal: bool,
}

/// Every smallest conflict, up to a bound. The second part says whether there are no others.
///
/// Reiter, "A Theory of Diagnosis from First Principles" (1987): each conflict found is broken in
/// every way that leaves out one of its sentences, and what then still conflicts is another one.
pub(crate) fn all(
    component: &Component<'_>,
    strength: Strength,
    active: &[bool],
    budget: &mut u64,
) -> (Vec<Core>, bool) {
    let mut found: Vec<Core> = Vec::new();
    let mut complete = true;
    let mut seen: BTreeSet<Vec<SentenceId>> = BTreeSet::new();
    let mut open: VecDeque<Vec<SentenceId>> = VecDeque::from([Vec::new()]);
    while let Some(left_out) = open.pop_front() {
        let known = found
            .iter()
            .position(|core| !core.sentences.iter().any(|s| left_out.contains(s)));
        let at = match known {
            Some(at) => at,
            None if found.len() == MOST_CONFLICTS => return (found, false),
            None => {
                let mut active = active.to_vec();
                for &sentence in &left_out {
                    active[sentence.index()] = false;
                }
                match decide(component, strength, &active, budget) {
                    Answer::Holds => continue,
                    Answer::Undecided => {
                        complete = false;
                        continue;
                    }
                    Answer::Fails(conflict) => {
                        found.push(shrink(component, strength, &conflict, budget));
                        found.len() - 1
                    }
                }
            }
        };
        for &sentence in &found[at].sentences {
            let mut next = left_out.clone();
            next.push(sentence);
            next.sort_unstable();
            if seen.len() < MOST_WAYS && seen.insert(next.clone()) {
                open.push_back(next);
            }
        }
        complete &= seen.len() < MOST_WAYS;
    }
    (found, complete)
}

/// Leaves out of a conflict what it does not need.
pub(crate) fn shrink(
    component: &Component<'_>,
    strength: Strength,
    conflict: &[SentenceId],
    budget: &mut u64,
) -> Core {
    let mut shrinker = Shrinker {
        component,
        strength,
        budget,
    };
    let sentences = if conflict.len() > MANY {
        shrinker.quickxplain(&[], false, conflict)
    } else {
        conflict.to_vec()
    };
    shrinker.delete(sentences)
}

struct Shrinker<'c, 'a> {
    component: &'c Component<'a>,
    strength: Strength,
    budget: &'c mut u64,
}

impl Shrinker<'_, '_> {
    fn decide(&mut self, sentences: &[SentenceId]) -> Answer {
        let active = self.component.only(sentences);
        decide(self.component, self.strength, &active, self.budget)
    }

    /// Leaves out one sentence after the other, and with it all that the proof without it does not
    /// need.
    fn delete(&mut self, mut sentences: Vec<SentenceId>) -> Core {
        let mut minimal = true;
        let mut kept = 0;
        while kept < sentences.len() {
            let mut rest = sentences.clone();
            rest.remove(kept);
            match self.decide(&rest) {
                Answer::Fails(conflict) => {
                    // Whatever was found to be needed is in every conflict that is left.
                    kept = sentences[..kept]
                        .iter()
                        .filter(|s| conflict.contains(s))
                        .count();
                    sentences.retain(|s| conflict.contains(s));
                }
                Answer::Holds => kept += 1,
                Answer::Undecided => {
                    minimal = false;
                    kept += 1;
                }
            }
        }
        sentences.sort_unstable();
        Core { sentences, minimal }
    }

    /// Junker, "QuickXplain: Preferred Explanations and Relaxations for Over-Constrained Problems"
    /// (2004): what of `open` is needed for a conflict with `fixed`. The depth of the recursion
    /// is the logarithm of the length.
    fn quickxplain(
        &mut self,
        fixed: &[SentenceId],
        grew: bool,
        open: &[SentenceId],
    ) -> Vec<SentenceId> {
        if grew && matches!(self.decide(fixed), Answer::Fails(_)) {
            return Vec::new();
        }
        if open.len() <= 1 {
            return open.to_vec();
        }
        let (first, second) = open.split_at(open.len() / 2);
        let of_second = self.quickxplain(&[fixed, first].concat(), true, second);
        let of_first =
            self.quickxplain(&[fixed, &of_second].concat(), !of_second.is_empty(), first);
        [of_first, of_second].concat()
    }
}
