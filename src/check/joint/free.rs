//! How far one figure can move, every other sentence being true as read closely.

use super::component::{Component, Origin, SentenceId, VariableId};
use super::examine::ends_of;
use super::linear_program::Side;
use super::narrow::{Narrowing, Nearest, Steps};
use super::system::System;
use super::words::Words;
use super::{EACH, LEAST};
use crate::check::report::Room;
use crate::claim::{Folder, QuantityId};
use crate::number::{Endpoint, Interval, Strength, show_interval};

/// Lets one figure of a folder move.
pub(crate) fn free(folder: &Folder, origin: Origin) -> Room {
    let system = System::of(folder);
    let figure = match origin {
        Origin::Input(id) => Some(id),
        Origin::Claim(claim) => folder.claim(claim).stated,
    };
    let Some(figure) = figure else {
        return Room::Alone;
    };
    let mut builder = system.builder();
    for group in &system.groups {
        let component = &builder.component(group);
        let sentence = SentenceId::number(component.sentences.iter())
            .find_map(|(at, sentence)| (sentence.origin == origin).then_some(at));
        let variable = VariableId::number(component.variables.iter())
            .find_map(|(at, variable)| (variable.quantity == Some(figure)).then_some(at));
        if sentence.is_some() || variable.is_some() {
            return free_in(folder, component, figure, sentence, variable);
        }
    }
    Room::Alone
}

fn free_in<'f>(
    folder: &'f Folder,
    component: &Component<'f>,
    figure: QuantityId,
    sentence: Option<SentenceId>,
    variable: Option<VariableId>,
) -> Room {
    let mut active: Vec<bool> = component
        .sentences
        .iter()
        .map(|sentence| sentence.at_close)
        .collect();
    if let Some(sentence) = sentence {
        active[sentence.index()] = false;
    }
    let mut budget = LEAST + EACH * component.constraints.len() as u64;
    let mut narrowing = Narrowing::new(component, Strength::Close, &active);
    if narrowing.run(&mut budget).is_err() {
        return Room::Conflict;
    }
    let words = Words::new(folder, component, &[]);
    let mut found = Free {
        set: Interval::ENTIRE,
        grounds: Default::default(),
    };
    // What its own formulas give.
    let own = component
        .constraints
        .iter()
        .find(|constraint| Some(constraint.sentence) == sentence);
    if let Some(own) = own {
        // Each polishing cut is a proof, so one that is cut short does no harm.
        let _ = narrowing.polish(&mut budget);
        let steps = Steps::of(&narrowing);
        let mut grounds = Nearest::default();
        for &operand in own.variables.iter().filter(|&&at| Some(at) != variable) {
            for side in [Side::Lower, Side::Upper] {
                grounds.add(&narrowing.nearest_grounds(&steps, operand, side));
            }
        }
        if let Some((set, _)) = words.stated_range(own, &narrowing) {
            found.meet(&set, &[grounds.clone(), grounds]);
        }
    }
    // What those that use it allow.
    if let Some(variable) = variable {
        let (set, grounds) = ends_of(&mut narrowing, variable, &mut budget);
        found.meet(&set, &grounds);
    }
    if found.set.is_empty() {
        return Room::Conflict;
    }
    let [below, above] = found.grounds.map(|end| words.names(end.sentences));
    Room::Values {
        text: show_interval(&found.set, folder.quantity(figure).unit()),
        below,
        above,
    }
}

/// The values found so far, and what their ends rest on.
struct Free {
    set: Interval,
    grounds: [Nearest; 2],
}

impl Free {
    /// Leaves the values that are also in another set; the tighter end's grounds stay.
    fn meet(&mut self, set: &Interval, grounds: &[Nearest; 2]) {
        let both = self.set.intersection(set);
        let ends = |set: &Interval| -> [Endpoint; 2] { [set.lower().clone(), set.upper().clone()] };
        let (before, after) = (ends(&self.set), ends(&both));
        for side in [0, 1] {
            if before[side] != after[side] {
                self.grounds[side] = grounds[side].clone();
            }
        }
        self.set = both;
    }
}
