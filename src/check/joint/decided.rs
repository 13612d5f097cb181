//! Claims that an unknown leaves open alone, and that the other sentences decide.
//!
//! Where all sentences of a component can be true together, and the others alone leave an unknown
//! only values between two ends, the claim is as good as one whose figure is stated so: it holds,
//! given those sentences.

use super::component::{Component, Origin, SentenceId, VariableId};
use super::examine::ends_of;
use super::narrow::Narrowing;
use crate::claim::ClaimId;
use crate::number::Strength;

/// The most constraints of a component in which this is looked for.
const MANY: usize = 400;

/// For each claim that `is_open`, and that the others decide, the sentences that do.
///
/// All sentences of the component are known to be possible together, read closely.
pub(crate) fn decided(
    component: &Component<'_>,
    is_open: impl Fn(ClaimId) -> bool,
    budget: &mut u64,
) -> Vec<(ClaimId, Vec<SentenceId>)> {
    let mut found = Vec::new();
    if component.constraints.len() > MANY {
        return found;
    }
    for constraint in &component.constraints {
        let Origin::Claim(claim) = component.sentences[constraint.sentence.index()].origin else {
            continue;
        };
        if !is_open(claim) || constraint.readings.len() != 1 {
            continue;
        }
        let mut active = vec![true; component.sentences.len()];
        active[constraint.sentence.index()] = false;
        let unknown = |&variable: &VariableId| {
            let details = &component.variables[variable.index()];
            details.sentence.is_none() && details.quantity.is_some()
        };
        let unknowns: Vec<VariableId> = constraint
            .variables
            .iter()
            .copied()
            .filter(unknown)
            .collect();
        let mut narrowing = Narrowing::new(component, Strength::Close, &active);
        if unknowns.is_empty() || narrowing.run(budget).is_err() {
            continue;
        }
        let mut given = Vec::new();
        let all_bounded = unknowns.iter().all(|&variable| {
            let (set, grounds) = ends_of(&mut narrowing, variable, budget);
            let always = &component.variables[variable.index()].always;
            given.extend(grounds.iter().flat_map(|end| end.sentences.iter().copied()));
            let gains = |end: Option<_>, own: Option<_>| end.is_some() && end != own;
            gains(set.inf(), always.inf()) && gains(set.sup(), always.sup())
        });
        if all_bounded {
            given.sort_unstable();
            given.dedup();
            found.push((claim, given));
        }
    }
    found
}
