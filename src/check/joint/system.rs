//! A folder as systems of constraints: which figures and claims hang together, and what each may
//! be.

use smallvec::SmallVec;

use super::component::{
    Component, Constraint, ConstraintId, Origin, Relation, Sentence, SentenceId, Target, Variable,
    VariableId,
};
use crate::check::judge::Statement;
use crate::check::values::{in_every_size, values_of};
use crate::claim::{Claim, ClaimId, Content, Folder, Quantity, QuantityId, Reading, Verdict};
use crate::formula::Output;
use crate::number::{Company, Figure, Interval, Override, Strength, ValueSet};

/// A folder's claims, by what they share.
pub(crate) struct System<'a> {
    folder: &'a Folder,
    /// The claims that hang together, in the order of the folder and of their first claims.
    pub(crate) groups: Vec<Group>,
    /// Claims that take no part, since the editors accept that they do not hold.
    pub(crate) left_out: Vec<ClaimId>,
    /// Which quantities some formula names.
    is_used: Vec<bool>,
    takes_part: Vec<bool>,
}

/// Claims that hang together, by their places among the folder's.
pub(crate) type Group = SmallVec<[ClaimId; 2]>;

impl<'a> System<'a> {
    pub(crate) fn of(folder: &'a Folder) -> Self {
        let accepted = |claim: &Claim, verdict| {
            claim
                .expect
                .as_ref()
                .is_some_and(|expectation| expectation.verdict == verdict)
        };
        let takes_part = |claim: &Claim| !accepted(claim, Verdict::Inconsistent);
        let mut is_used = vec![false; folder.quantities.len()];
        let mut groups = Groups::new(folder.quantities.len());
        for claim in folder.claims.iter().filter(|claim| takes_part(claim)) {
            for operand in claim.operands() {
                is_used[operand.index()] = true;
            }
        }
        let participants = || {
            folder
                .numbered_claims()
                .filter(|(_, claim)| takes_part(claim))
        };
        for (_, claim) in participants() {
            let stated = claim.stated.filter(|id| is_used[id.index()]);
            let mut all = claim.operands().chain(stated);
            if let Some(first) = all.next() {
                all.for_each(|other| groups.join(first.0, other.0));
            }
        }
        // Claims by component, both in the order of the folder.
        let mut of_root: Vec<Option<u32>> = vec![None; folder.quantities.len()];
        let mut members: Vec<Group> = Vec::new();
        for (index, claim) in participants() {
            let stated = claim.stated.filter(|id| is_used[id.index()]);
            let root = claim
                .operands()
                .chain(stated)
                .next()
                .map(|id| groups.root(id.0) as usize);
            let group = root.and_then(|root| of_root[root]).unwrap_or_else(|| {
                members.push(SmallVec::new());
                members.len() as u32 - 1
            });
            if let Some(root) = root {
                of_root[root] = Some(group);
            }
            members[group as usize].push(index);
        }
        System {
            folder,
            groups: members,
            left_out: folder
                .numbered_claims()
                .filter_map(|(index, claim)| (!takes_part(claim)).then_some(index))
                .collect(),
            is_used,
            takes_part: folder.claims.iter().map(takes_part).collect(),
        }
    }

    /// Makes components of the groups, one after the other: of a big folder they would fill much
    /// memory at once, for no use.
    pub(crate) fn builder(&self) -> Builder<'_, 'a> {
        Builder {
            system: self,
            folder: self.folder,
            places: vec![None; self.folder.quantities.len()],
        }
    }
}

pub(crate) struct Builder<'s, 'a> {
    system: &'s System<'a>,
    folder: &'a Folder,
    /// The quantities' variables in the component under construction.
    places: Vec<Option<VariableId>>,
}

impl<'a> Builder<'_, 'a> {
    /// The system of constraints of one group.
    pub(crate) fn component(&mut self, claims: &[ClaimId]) -> Component<'a> {
        let folder = self.folder;
        let mut component = Component::default();
        for &claim in claims {
            let expect = folder.claim(claim).expect.as_ref();
            component.sentences.push(Sentence {
                origin: Origin::Claim(claim),
                at_close: expect.is_none_or(|expectation| expectation.verdict != Verdict::Strained),
            });
        }
        for (sentence, &claim) in SentenceId::number(claims.iter()) {
            let constraint = self.constraint(folder.claim(claim), sentence, claims, &mut component);
            component.constraints.push(constraint);
        }
        for variable in &component.variables {
            if let Some(quantity) = variable.quantity {
                self.places[quantity.index()] = None;
            }
        }
        sort_by_definition(&mut component);
        component.index();
        component
    }

    fn constraint(
        &mut self,
        claim: &'a Claim,
        sentence: SentenceId,
        claims: &[ClaimId],
        component: &mut Component<'a>,
    ) -> Constraint<'a> {
        let mut variables: SmallVec<[VariableId; 6]> = SmallVec::new();
        let mut place = |variable: VariableId| {
            let known = variables.iter().position(|&other| other == variable);
            known.unwrap_or_else(|| {
                variables.push(variable);
                variables.len() - 1
            }) as u32
        };
        let stated = claim.stated.map(|id| (id, self.folder.quantity(id)));
        let result = stated
            .filter(|(id, _)| self.system.is_used[id.index()])
            .map(|(id, _)| self.variable(id, claims, component));
        let mut repeats = false;
        let mut readings = SmallVec::new();
        for reading in &claim.readings {
            let mut operands: SmallVec<[u32; 6]> = SmallVec::new();
            for &id in &reading.operands {
                operands.push(place(self.variable(id, claims, component)));
            }
            for figure in &reading.formula.quoted {
                let variable = quoted(figure, reading.company, sentence);
                component.variables.push(variable);
                operands.push(place(VariableId::new(component.variables.len() - 1)));
            }
            repeats |= reading.program.occurrences() > operands.len();
            let target = match stated {
                None => Target::True,
                Some((_, quantity)) => {
                    let own =
                        result.map(|variable| (variable, &component.variables[variable.index()]));
                    match target(quantity, reading, own.map(|(_, details)| details)) {
                        Some(set) => set,
                        None => {
                            Target::Is(place(result.expect("internal error: a link to nothing")))
                        }
                    }
                }
            };
            readings.push(Relation {
                program: &reading.program,
                operands,
                target,
            });
        }
        if let Some(result) = result
            && readings
                .iter()
                .all(|reading: &Relation<'_>| matches!(reading.target, Target::Is(_)))
        {
            component.variables[result.index()].definition =
                Some(ConstraintId::new(sentence.index()));
        }
        Constraint {
            sentence,
            variables,
            repeats,
            readings,
        }
    }

    /// The variable of a quantity, made where there is none yet.
    fn variable(
        &mut self,
        id: QuantityId,
        claims: &[ClaimId],
        component: &mut Component<'a>,
    ) -> VariableId {
        if let Some(variable) = self.places[id.index()] {
            return variable;
        }
        let quantity = self.folder.quantity(id);
        let owner = quantity.claim.filter(|_| quantity.is_statement);
        let sentence = match (&quantity.content, owner) {
            (Content::Unknown { .. }, _) => None,
            (_, Some(claim)) if !self.system.takes_part[claim.index()] => None,
            (_, Some(claim)) => claims.binary_search(&claim).ok().map(SentenceId::new),
            (_, None) => {
                component.sentences.push(Sentence {
                    origin: Origin::Input(id),
                    at_close: true,
                });
                Some(SentenceId::new(component.sentences.len() - 1))
            }
        };
        let close = values_of(quantity, Strength::Close);
        let loose = values_of(quantity, Strength::Loose);
        let is_unknown = matches!(quantity.content, Content::Unknown { .. });
        let variable = VariableId::new(component.variables.len());
        component.variables.push(Variable {
            quantity: Some(id),
            sentence,
            always: if is_unknown {
                close.interval.clone()
            } else {
                Interval::ENTIRE
            },
            whole: close.whole,
            close: in_every_size(close.interval, quantity.unit()),
            loose: in_every_size(loose.interval, quantity.unit()),
            nominal: quantity.stated().map(|(_, figure)| figure.nominal()),
            definition: None,
        });
        self.places[id.index()] = Some(variable);
        variable
    }
}

/// A figure that a formula quotes: part of what its claim says.
fn quoted(figure: &Figure, company: Company, sentence: SentenceId) -> Variable {
    let values = |strength| figure.values_among(strength, &Override::default(), company);
    let (close, loose) = (values(Strength::Close), values(Strength::Loose));
    Variable {
        quantity: None,
        sentence: Some(sentence),
        always: Interval::ENTIRE,
        whole: close.whole,
        close: in_every_size(close.interval, &figure.unit),
        loose: in_every_size(loose.interval, &figure.unit),
        nominal: Some(figure.nominal()),
        definition: None,
    }
}

/// The set that a formula's value must be in to be what the claim states; `None` if it must be the
/// value of the stated figure's own variable. The two are one only where the formula gives just
/// what is stated: an average of people is no number of people, and a difference of temperatures no
/// temperature.
fn target(quantity: &Quantity, reading: &Reading, own: Option<&Variable>) -> Option<Target> {
    let output = &reading.program.output;
    let Some(statement) = Statement::new(quantity, &reading.program) else {
        return Some(Target::In {
            close: Interval::ENTIRE,
            loose: Interval::ENTIRE,
        });
    };
    let whole = matches!(output, Output::Number { whole: true, .. });
    let set = |strength| {
        let ValueSet {
            interval,
            whole: stated_whole,
        } = statement.values(strength);
        let interval = in_every_size(interval, quantity.unit());
        // What is told of per cent and percentage points is told of the claim alone.
        let interval = if statement.is_other() {
            Interval::ENTIRE
        } else if statement.is_either() {
            interval.hull(&interval.neg())
        } else {
            interval
        };
        let interval = if whole && stated_whole {
            interval.whole()
        } else {
            interval
        };
        (statement.in_formula_terms(&interval), stated_whole)
    };
    let ((close, close_whole), (loose, _)) = (set(Strength::Close), set(Strength::Loose));
    match own {
        Some(own)
            if own.whole == close_whole
                && statement.in_formula_terms(&own.close)
                    == statement.values(Strength::Close).interval
                && own.close == statement.values(Strength::Close).interval =>
        {
            None
        }
        _ => Some(Target::In { close, loose }),
    }
}

/// Puts constraints after those that define the variables they use. There are no cycles: the claim
/// files were checked for them.
fn sort_by_definition(component: &mut Component<'_>) {
    if component
        .variables
        .iter()
        .all(|variable| variable.definition.is_none())
    {
        return;
    }
    let count = component.constraints.len();
    let mut order: Vec<ConstraintId> = Vec::with_capacity(count);
    let mut state = vec![0_u8; count];
    for start in (0..count).map(ConstraintId::new) {
        let mut path = vec![start];
        while let Some(&constraint) = path.last() {
            let before = path.len();
            if state[constraint.index()] == 0 {
                state[constraint.index()] = 1;
                path.extend(
                    component.constraints[constraint.index()]
                        .variables
                        .iter()
                        .filter_map(|&variable| component.variables[variable.index()].definition)
                        .filter(|&definition| state[definition.index()] == 0),
                );
            }
            if path.len() == before {
                path.pop();
                if state[constraint.index()] == 1 {
                    state[constraint.index()] = 2;
                    order.push(constraint);
                }
            }
        }
    }
    let mut place = vec![ConstraintId::new(0); count];
    for (new, &old) in ConstraintId::number(order.iter()) {
        place[old.index()] = new;
    }
    let mut old: Vec<Option<Constraint<'_>>> = std::mem::take(&mut component.constraints)
        .into_iter()
        .map(Some)
        .collect();
    component.constraints = order
        .iter()
        .filter_map(|&at| old[at.index()].take())
        .collect();
    for variable in &mut component.variables {
        variable.definition = variable
            .definition
            .map(|constraint| place[constraint.index()]);
    }
}

/// Which quantities hang together: union-find with path halving.
struct Groups {
    parent: Vec<u32>,
}

impl Groups {
    fn new(size: usize) -> Self {
        Groups {
            parent: (0..size as u32).collect(),
        }
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            let above = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = above;
            at = above;
        }
        at
    }

    /// The smaller root stays one. Short paths come from halving alone, which is enough here.
    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b) as usize] = a.min(b);
    }
}
