//! Claims that depend on themselves: what a claim states must not rest, through other claims'
//! formulas, on what it states.

use std::collections::{HashMap, VecDeque};

use super::model::ClaimFile;
use super::pending::Pending;
use super::place::within;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Sources, Span};

/// The longest cycle that is written out.
const SHOWN: usize = 8;

/// Finds the claims that depend on themselves, takes their readings away, and gives a diagnostic
/// for each group of them that hang together, with the file it belongs to.
pub(super) fn refuse(
    pending: &mut [Pending],
    stated_by: &[Option<u32>],
    files: &[ClaimFile],
    sources: &Sources,
) -> Vec<(usize, Diagnostic)> {
    let uses: Vec<Vec<u32>> = pending.iter().map(|claim| uses(claim, stated_by)).collect();
    let knots = knots(&uses);
    let faults = knots
        .iter()
        .map(|knot| {
            fault(
                &shortest_cycle(knot, &uses),
                pending,
                stated_by,
                files,
                sources,
            )
        })
        .collect();
    for &claim in knots.iter().flatten() {
        pending[claim as usize].readings.clear();
    }
    faults
}

/// The claims whose stated figures a claim's formulas use.
fn uses(claim: &Pending, stated_by: &[Option<u32>]) -> Vec<u32> {
    let operands = claim.readings.iter().flat_map(|reading| &reading.operands);
    operands.filter_map(|id| stated_by[id.0 as usize]).collect()
}

/// The strongly connected components that hold a cycle, each with its first claim in front, in the
/// order of those (Tarjan 1972; with a stack of its own, since chains may be as long as the files).
fn knots(uses: &[Vec<u32>]) -> Vec<Vec<u32>> {
    const NEW: u32 = u32::MAX;
    const DONE: u32 = u32::MAX - 1;
    // The order in which a claim was met while it is open, then DONE.
    let mut order = vec![NEW; uses.len()];
    // The earliest open claim it leads to.
    let mut low = vec![NEW; uses.len()];
    let mut open = Vec::new();
    let mut path: Vec<(u32, usize)> = Vec::new();
    let mut knots = Vec::new();
    let mut met = 0;
    for root in (0..).take(uses.len()) {
        if order[root as usize] == NEW {
            path.push((root, 0));
        }
        while let Some((claim, next)) = path.last_mut() {
            let at = *claim as usize;
            if *next == 0 {
                (order[at], low[at]) = (met, met);
                met += 1;
                open.push(*claim);
            }
            if let Some(&used) = uses[at].get(*next) {
                *next += 1;
                match order[used as usize] {
                    NEW => path.push((used, 0)),
                    DONE => {}
                    seen => low[at] = low[at].min(seen),
                }
                continue;
            }
            let claim = *claim;
            path.pop();
            if let Some(&(user, _)) = path.last() {
                low[user as usize] = low[user as usize].min(low[at]);
            }
            if low[at] == order[at] {
                let from = open.iter().rposition(|&other| other == claim);
                let mut knot = open.split_off(from.expect("internal error: a claim left unopened"));
                for &member in &knot {
                    order[member as usize] = DONE;
                }
                if knot.len() > 1 || uses[at].contains(&claim) {
                    knot.sort_unstable();
                    knots.push(knot);
                }
            }
        }
    }
    knots.sort_unstable();
    knots
}

/// A shortest cycle through a knot's first claim.
fn shortest_cycle(knot: &[u32], uses: &[Vec<u32>]) -> Vec<usize> {
    let start = knot[0];
    let mut came_from = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(claim) = queue.pop_front() {
        for &used in &uses[claim as usize] {
            if used == start {
                let mut cycle = vec![claim as usize];
                let mut at = claim;
                while at != start {
                    at = came_from[&at];
                    cycle.push(at as usize);
                }
                cycle.reverse();
                return cycle;
            }
            if knot.binary_search(&used).is_ok() && !came_from.contains_key(&used) {
                came_from.insert(used, claim);
                queue.push_back(used);
            }
        }
    }
    unreachable!("internal error: a knot without a cycle")
}

fn fault(
    cycle: &[usize],
    pending: &[Pending],
    stated_by: &[Option<u32>],
    files: &[ClaimFile],
    sources: &Sources,
) -> (usize, Diagnostic) {
    let start = cycle[0];
    let file = pending[start].file;
    let name = |claim: usize| {
        let Pending {
            file: home, claim, ..
        } = &pending[claim];
        if *home == file {
            format!("`{}`", claim.id)
        } else {
            format!("`{}.{}`", files[*home].part, claim.id)
        }
    };
    let mut chain: Vec<String> = cycle.iter().take(SHOWN).map(|&claim| name(claim)).collect();
    if cycle.len() > SHOWN {
        chain.push("…".to_owned());
    }
    chain.push(name(start));
    let message = format!("{} depends on itself: {}", name(start), chain.join(" → "));
    let source = files[file].source;
    let next = cycle.get(1).copied().unwrap_or(start);
    let span = place(&pending[start], next, stated_by, sources.get(source).text());
    let mut fault = Diagnostic::new(Code::Cycle, source, span, message);
    for &claim in cycle
        .iter()
        .skip(1)
        .take(SHOWN)
        .filter(|&&claim| pending[claim].file == file)
    {
        fault.related(pending[claim].claim.key.clone(), "on the way");
    }
    fault.help("let one of them rest on inputs alone");
    (file, fault)
}

/// Where a claim's formula names what `next` states.
fn place(claim: &Pending, next: usize, stated_by: &[Option<u32>], text: &str) -> Span {
    for reading in &claim.readings {
        for (name, id) in reading.formula.names.iter().zip(&reading.operands) {
            if stated_by[id.0 as usize].is_some_and(|claim| claim as usize == next) {
                return within(text, &reading.span, &reading.text, &name.span);
            }
        }
    }
    claim.claim.key.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knots_are_found_and_chains_are_not() {
        // 0 → 1 → 2 → 0, 3 → 3, 4 → 0, 5 → 6.
        let uses = vec![
            vec![1],
            vec![2, 5],
            vec![0],
            vec![3],
            vec![0],
            vec![6],
            vec![],
        ];
        assert_eq!(knots(&uses), [vec![0, 1, 2], vec![3]]);
        assert_eq!(shortest_cycle(&[0, 1, 2], &uses), [0, 1, 2]);
        assert_eq!(shortest_cycle(&[3], &uses), [3]);
    }

    #[test]
    fn a_long_chain_takes_no_stack() {
        let mut uses: Vec<Vec<u32>> = (1..200_000).map(|next| vec![next]).collect();
        uses.push(Vec::new());
        assert!(knots(&uses).is_empty());
        uses[199_999].push(0);
        assert_eq!(knots(&uses)[0].len(), 200_000);
    }
}
