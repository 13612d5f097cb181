//! All claims of a folder together: what they imply, and which of them cannot all be true.
//!
//! ```text
//! system          a folder as components of figures and claims that hang together
//! component       one such system of constraints
//! narrow          cutting every figure's set to what the constraints allow, with reasons
//! witness         values for all figures that make every sentence true
//! relax           the linear inequalities that follow from the constraints
//! linear_program  whether linear inequalities can hold, with a proof
//! decide          narrow, witness, relax, tell cases apart: can these sentences all be true?
//! conflict        smallest sets that cannot
//! examine         all of that for one component
//! decided         claims that the other sentences decide
//! free            how far one figure can move
//! words           what was found, in words
//! ```
//!
//! Both answers are proofs: a conflict is reported only where narrowing, a checked certificate of
//! linear programming, or these in every case that was told apart leave nothing; and "no conflict"
//! only where there is a witness that exact arithmetic confirms. What a budget cuts short is said
//! to be undecided.

mod component;
mod conflict;
mod decide;
mod decided;
mod examine;
#[cfg(test)]
mod folder_tests;
mod free;
mod linear_program;
mod narrow;
mod relax;
mod system;
#[cfg(test)]
mod tests;
mod witness;
mod words;

use component::Component;
pub(crate) use component::Origin;
use examine::examine;
pub(crate) use free::free;
use rayon::prelude::*;
use system::{Builder, Group, System};
use words::Words;

use crate::check::report::{Apart, Conflict, Implied};
use crate::claim::{ClaimId, Folder, QuantityId};

/// The revisions of constraints that a folder's components share, and the least and most that one
/// may have; to which come so many for each of its constraints.
const BUDGET: u64 = 400_000;
const LEAST: u64 = 2_000;
const MOST: u64 = 50_000;
const EACH: u64 = 64;
/// How much more may be spent where all conflicts are asked for.
const FOR_ALL: u64 = 10;
/// From how many components on they are examined in parallel.
const MANY: usize = 64;

/// What all sentences of a folder say together.
#[derive(Debug, Default)]
pub(crate) struct JointReport {
    /// What they say of figures they do not state, in the order of the files.
    pub(crate) implied: Vec<Implied>,
    /// Smallest sets of them that cannot all be true.
    pub(crate) conflicts: Vec<Conflict>,
    /// Claims that take no part, since the editors accept that they do not hold.
    pub(crate) left_out: Option<Apart>,
    /// Claims of which it could not be decided whether they can all be true.
    pub(crate) undecided: Option<Apart>,
    /// Claims that an unknown leaves open and other sentences decide, by their places in the
    /// folder, with the names of those sentences.
    pub(crate) decided: Vec<(ClaimId, Vec<String>)>,
}

/// What is known of a claim by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alone {
    /// The figures as printed make it true: if it hangs together with no other, it needs no more
    /// than that.
    TrueAsPrinted,
    /// It is told not to be true as it stands, or its formula not to have a value.
    Wrong,
    /// An unknown leaves it open.
    Undetermined,
    /// Anything else.
    Open,
}

/// Takes all claims of a folder together. `alone` is known of each of them. `all_conflicts` asks
/// for every smallest conflict, up to a bound, rather than for some that have no claim in common.
pub(crate) fn solve<'f>(folder: &'f Folder, alone: &[Alone], all_conflicts: bool) -> JointReport {
    let mut system = System::of(folder);
    system.groups.retain(|group| match group.as_slice() {
        &[claim] => !(alone[claim.index()] == Alone::TrueAsPrinted && states_all(folder, claim)),
        _ => true,
    });
    let apart = |claims: &[ClaimId]| {
        let id = |&claim: &ClaimId| {
            let claim = folder.claim(claim);
            folder.qualified(claim.file, &claim.id)
        };
        (!claims.is_empty()).then(|| Apart {
            path: folder.path.clone(),
            claims: claims.iter().map(id).collect(),
        })
    };
    let share = (BUDGET / system.groups.len().max(1) as u64).clamp(LEAST, MOST);
    let report = |builder: &mut Builder<'_, 'f>, group: &Group| {
        let component = &builder.component(group);
        let mut budget = share + EACH * component.constraints.len() as u64;
        if all_conflicts {
            budget *= FOR_ALL;
        }
        Part::of(folder, component, alone, all_conflicts, &mut budget)
    };
    let parts: Vec<Part> = if system.groups.len() < MANY {
        let mut builder = system.builder();
        let groups = system.groups.iter();
        groups.map(|group| report(&mut builder, group)).collect()
    } else {
        let groups = system.groups.par_iter();
        groups.map_init(|| system.builder(), report).collect()
    };
    let mut joint = JointReport {
        left_out: apart(&system.left_out),
        ..JointReport::default()
    };
    let mut implied = Vec::new();
    let mut undecided = Vec::new();
    for part in parts {
        implied.extend(part.implied);
        joint.conflicts.extend(part.conflicts);
        undecided.extend(part.undecided);
        joint.decided.extend(part.decided);
    }
    implied.sort_by_key(|(quantity, _)| *quantity);
    undecided.sort_unstable();
    joint.implied = implied.into_iter().map(|(_, implied)| implied).collect();
    joint.undecided = apart(&undecided);
    joint
}

/// Whether nothing more can be said of the figures that a claim's formulas name than what they
/// state.
fn states_all(folder: &Folder, claim: ClaimId) -> bool {
    let mut operands = folder.claim(claim).operands();
    operands.all(|id| {
        let stated = folder.quantity(id).stated();
        stated.is_some_and(|(_, figure)| !figure.hedge.is_bound())
    })
}

/// What one component gives to the report.
struct Part {
    implied: Vec<(QuantityId, Implied)>,
    conflicts: Vec<Conflict>,
    undecided: Vec<ClaimId>,
    decided: Vec<(ClaimId, Vec<String>)>,
}

impl Part {
    fn of<'f>(
        folder: &'f Folder,
        component: &Component<'f>,
        alone: &[Alone],
        all: bool,
        budget: &mut u64,
    ) -> Self {
        let wanted = component.wanted();
        let finding = examine(component, &wanted, all, budget);
        let words = Words::new(folder, component, alone);
        let is_open = |claim: ClaimId| alone[claim.index()] == Alone::Undetermined;
        let mut decided = Vec::new();
        if finding.conflicts.is_empty()
            && !finding.undecided
            && component.sentences.iter().all(|sentence| sentence.at_close)
        {
            let found = decided::decided(component, is_open, budget).into_iter();
            decided.extend(found.map(|(claim, given)| (claim, words.names(given))));
        }
        // Telling has a budget of its own, so that a search that used up the other is still told.
        let mut telling = LEAST * component.constraints.len() as u64;
        Part {
            decided,
            implied: words.implied(&finding),
            conflicts: finding
                .conflicts
                .iter()
                .map(|found| words.conflict(found, &mut telling))
                .collect(),
            undecided: if finding.undecided {
                component.claims().collect()
            } else {
                Vec::new()
            },
        }
    }
}
