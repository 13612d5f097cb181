//! Conflicts and implied figures in words.

use super::Alone;
use super::component::{Component, Constraint, ConstraintId, Origin, SentenceId, VariableId};
use super::examine::{Finding, Found};
use super::narrow::{Narrowing, Stop};
use crate::check::judge::Statement;
use crate::check::report::{Conflict, Implied, Mend};
use crate::check::sentence;
use crate::claim::{Claim, ClaimId, Folder, Quantity, QuantityId};
use crate::formula::Range;
use crate::number::{Endpoint, Interval, Rational, Strength, Unit, show_interval};

/// The most steps of arithmetic that a message tells.
const MOST_STEPS: usize = 6;

/// A folder and one of its components, to speak of.
pub(crate) struct Words<'f, 'c> {
    folder: &'f Folder,
    component: &'c Component<'f>,
    /// What is known of each of the folder's claims by itself; may be empty where no conflicts are
    /// told.
    alone: &'c [Alone],
}

impl<'f, 'c> Words<'f, 'c> {
    pub(crate) fn new(
        folder: &'f Folder,
        component: &'c Component<'f>,
        alone: &'c [Alone],
    ) -> Self {
        Words {
            folder,
            component,
            alone,
        }
    }

    /// A conflict as it is reported.
    pub(crate) fn conflict(&self, found: &Found, budget: &mut u64) -> Conflict {
        let mut sentences = found.core.sentences.clone();
        sentences.sort_by_key(|&sentence| self.place(sentence));
        Conflict {
            path: self.folder.path.clone(),
            members: sentences
                .iter()
                .map(|&sentence| self.id(sentence))
                .collect(),
            verdict: found.verdict(),
            minimal: found.core.minimal,
            repeats: self.repeats(&sentences),
            message: sentence::conflict(found.strength, &self.chain(found, &sentences, budget)),
            mends: sentences
                .iter()
                .filter_map(|&sentence| self.mend(found, sentence, budget))
                .collect(),
        }
    }

    /// Whether these are one claim, which is told to be wrong by itself, and figures it rests on.
    fn repeats(&self, sentences: &[SentenceId]) -> bool {
        let claims = sentences.iter().filter_map(|&sentence| {
            match self.component.sentences[sentence.index()].origin {
                Origin::Claim(claim) => Some(claim),
                Origin::Input(_) => None,
            }
        });
        let claims: Vec<ClaimId> = claims.collect();
        matches!(claims[..], [claim] if self.alone[claim.index()] == Alone::Wrong)
    }

    /// What is implied of the variables asked for, where it says more than they do themselves.
    pub(crate) fn implied(&self, finding: &Finding) -> Vec<(QuantityId, Implied)> {
        let all_close = vec![true; self.component.sentences.len()];
        let mut implied = Vec::new();
        for (variable, grounds) in &finding.grounds {
            let details = &self.component.variables[variable.index()];
            let Some(id) = details.quantity else { continue };
            let set = &finding.sets[variable.index()];
            let own = details.set(Strength::Close, &all_close);
            // A stated figure only gains an end; an unknown is told more than "not negative" as
            // well.
            let says_more = |set: Option<&Rational>, own: Option<&Rational>| {
                set.is_some()
                    && if details.sentence.is_none() {
                        set != own
                    } else {
                        own.is_none()
                    }
            };
            let new = [
                says_more(set.inf(), own.inf()),
                says_more(set.sup(), own.sup()),
            ];
            if new == [false; 2] {
                continue;
            }
            let from: Vec<SentenceId> = grounds
                .iter()
                .flat_map(|end| &end.sentences)
                .copied()
                .collect();
            let quantity = self.folder.quantity(id);
            let unit = quantity.unit();
            implied.push((
                id,
                Implied {
                    path: self.folder.path.clone(),
                    id: self.name(quantity),
                    inf: set.inf().map(Rational::to_f64),
                    sup: set.sup().map(Rational::to_f64),
                    unit: unit.report_name().to_owned(),
                    text: show_interval(&only(set, new), unit),
                    from: self.names(from),
                    from_more: grounds.iter().any(|end| end.cut_short),
                },
            ));
        }
        implied
    }

    /// The names of sentences, each once, in the files' order.
    pub(crate) fn names(&self, mut sentences: Vec<SentenceId>) -> Vec<String> {
        sentences.sort_by_key(|&sentence| self.place(sentence));
        sentences.dedup();
        sentences
            .iter()
            .map(|&sentence| self.id(sentence))
            .collect()
    }

    /// The arithmetic that leads to a conflict, step by step.
    fn chain(&self, found: &Found, sentences: &[SentenceId], budget: &mut u64) -> String {
        let active = self.component.only(sentences);
        let mut narrowing = Narrowing::new(self.component, found.strength, &active);
        let outcome = narrowing.run(budget);
        let told = match outcome {
            Err(Stop::Empty(constraint)) => self.told(&narrowing, constraint),
            _ => None,
        };
        told.unwrap_or_else(|| {
            let said: Vec<String> = sentences
                .iter()
                .map(|&sentence| self.says(sentence))
                .collect();
            sentence::no_values(&said)
        })
    }

    /// The steps to a constraint that leaves nothing.
    fn told(&self, narrowing: &Narrowing<'_, '_>, last: ConstraintId) -> Option<String> {
        let cuts = narrowing.cuts_before(last);
        if cuts.len() > MOST_STEPS {
            return None;
        }
        let mut out = String::new();
        for (by, variable, left) in &cuts {
            let quantity = self.quantity(*variable)?;
            let by = &self.component.constraints[by.index()];
            let mut grounds = vec![self.says(by.sentence)];
            grounds.extend(self.inputs_of(by, narrowing.active, Some(*variable)));
            let range = show_interval(left, quantity.unit());
            let name = self.name(quantity);
            out.push_str(&sentence::step(&grounds, &name, &range));
        }
        let constraint = &self.component.constraints[last.index()];
        let claim = self.claim(constraint.sentence)?;
        let inputs = self.inputs_of(constraint, narrowing.active, None);
        let (id, formula) = (self.id(constraint.sentence), formula(claim));
        let stated = claim.stated.map(|id| text(self.folder.quantity(id)));
        let given = self.given(constraint, narrowing);
        let gives = given.as_deref().zip(stated);
        out.push_str(&sentence::last_step(
            !cuts.is_empty(),
            &inputs,
            (&id, &formula),
            gives,
        ));
        Some(out)
    }

    /// The stated inputs in force that a constraint uses.
    fn inputs_of(
        &self,
        constraint: &Constraint<'_>,
        active: &[bool],
        but: Option<VariableId>,
    ) -> Vec<String> {
        let inputs = constraint.variables.iter().filter_map(|&variable| {
            let sentence = self.component.variables[variable.index()].sentence?;
            let is_input = matches!(
                self.component.sentences[sentence.index()].origin,
                Origin::Input(_)
            );
            (is_input && active[sentence.index()] && Some(variable) != but)
                .then(|| self.says(sentence))
        });
        inputs.collect()
    }

    /// What a claim's formula gives over the sets as narrowed; `None` of comparisons.
    fn given(&self, constraint: &Constraint<'_>, narrowing: &Narrowing<'_, '_>) -> Option<String> {
        let (set, unit) = self.stated_range(constraint, narrowing)?;
        Some(show_interval(&set, &unit))
    }

    /// The range of a claim's formulas over the sets as narrowed, in the terms of what it states.
    pub(crate) fn stated_range(
        &self,
        constraint: &Constraint<'_>,
        narrowing: &Narrowing<'_, '_>,
    ) -> Option<(Interval, Unit)> {
        let claim = self.claim(constraint.sentence)?;
        self.range_of(claim, constraint, narrowing)
    }

    /// The range of a claim's formulas in the terms of what it states.
    fn range_of(
        &self,
        claim: &Claim,
        constraint: &Constraint<'_>,
        narrowing: &Narrowing<'_, '_>,
    ) -> Option<(Interval, Unit)> {
        let stated = self.folder.quantity(claim.stated?);
        let mut hull = Interval::EMPTY;
        let mut shown_in = None;
        for (relation, reading) in constraint.readings.iter().zip(&claim.readings) {
            let domains: Vec<Interval> = relation
                .operands
                .iter()
                .map(|&place| {
                    narrowing.domains[constraint.variables[place as usize].index()].clone()
                })
                .collect();
            let statement = Statement::new(stated, &reading.program)?;
            let range: Range = statement.in_terms(reading.program.range(&domains));
            hull = range
                .pieces
                .iter()
                .fold(hull, |hull, piece| hull.hull(piece));
            shown_in = Some(statement.figure().unit.clone());
        }
        Some((hull, shown_in?))
    }

    /// What a member of a conflict would have to be for the others to be true.
    fn mend(&self, found: &Found, sentence: SentenceId, budget: &mut u64) -> Option<Mend> {
        let mut active = self.component.only(&found.core.sentences);
        active[sentence.index()] = false;
        let mut narrowing = Narrowing::new(self.component, found.strength, &active);
        narrowing.run(budget).ok()?;
        // Each polishing cut is a proof, so one that is cut short does no harm.
        let _ = narrowing.polish(budget);
        let (set, unit) = match self.component.sentences[sentence.index()].origin {
            Origin::Input(id) => {
                let at = self
                    .component
                    .variables
                    .iter()
                    .position(|v| v.quantity == Some(id))?;
                (
                    narrowing.domains[at].clone(),
                    self.folder.quantity(id).unit().clone(),
                )
            }
            Origin::Claim(_) => {
                let constraint = self
                    .component
                    .constraints
                    .iter()
                    .find(|c| c.sentence == sentence)?;
                self.range_of(self.claim(sentence)?, constraint, &narrowing)?
            }
        };
        // The bounds of a search may be too wide to show what is wrong: no advice to stay as it is.
        let stays = self
            .printed(sentence)
            .is_some_and(|printed| set.contains(&printed));
        (set != Interval::ENTIRE && !set.is_empty() && !stays).then(|| Mend {
            id: self.id(sentence),
            message: sentence::would_have_to_be(
                &self.figure(sentence),
                &show_interval(&set, &unit),
            ),
        })
    }

    /// `` `a` (US$195 billion) ``, `` `share` (3% = a / b) ``.
    fn says(&self, sentence: SentenceId) -> String {
        let id = self.id(sentence);
        match self.component.sentences[sentence.index()].origin {
            Origin::Input(quantity) => {
                sentence::says(&id, Some(text(self.folder.quantity(quantity))), None)
            }
            Origin::Claim(claim) => {
                let claim = self.folder.claim(claim);
                let stated = claim.stated.map(|id| text(self.folder.quantity(id)));
                sentence::says(&id, stated, Some(&formula(claim)))
            }
        }
    }

    /// `` `share`, 3%, ``
    fn figure(&self, sentence: SentenceId) -> String {
        let id = self.id(sentence);
        let quantity = match self.component.sentences[sentence.index()].origin {
            Origin::Input(id) => Some(id),
            Origin::Claim(claim) => self.folder.claim(claim).stated,
        };
        let words = quantity.map(|id| text(self.folder.quantity(id)));
        sentence::figure(&id, words)
    }

    /// The number that a sentence states, as printed.
    fn printed(&self, sentence: SentenceId) -> Option<Rational> {
        let quantity = match self.component.sentences[sentence.index()].origin {
            Origin::Input(id) => Some(id),
            Origin::Claim(claim) => self.folder.claim(claim).stated,
        };
        let (_, figure) = self.folder.quantity(quantity?).stated()?;
        (!figure.hedge.is_bound()).then(|| figure.nominal())
    }

    fn claim(&self, sentence: SentenceId) -> Option<&'f Claim> {
        match self.component.sentences[sentence.index()].origin {
            Origin::Claim(claim) => Some(self.folder.claim(claim)),
            Origin::Input(_) => None,
        }
    }

    fn quantity(&self, variable: VariableId) -> Option<&'f Quantity> {
        Some(
            self.folder
                .quantity(self.component.variables[variable.index()].quantity?),
        )
    }

    fn name(&self, quantity: &Quantity) -> String {
        self.folder.qualified(quantity.file, &quantity.id)
    }

    /// The id a sentence goes by in reports.
    fn id(&self, sentence: SentenceId) -> String {
        match self.component.sentences[sentence.index()].origin {
            Origin::Input(id) => self.name(self.folder.quantity(id)),
            Origin::Claim(claim) => {
                let claim = self.folder.claim(claim);
                self.folder.qualified(claim.file, &claim.id)
            }
        }
    }

    /// Where a sentence stands in the folder's files.
    fn place(&self, sentence: SentenceId) -> (usize, usize) {
        match self.component.sentences[sentence.index()].origin {
            Origin::Input(id) => {
                let quantity = self.folder.quantity(id);
                (quantity.file, quantity.key.start)
            }
            Origin::Claim(claim) => {
                let claim = self.folder.claim(claim);
                (claim.file, claim.key.start)
            }
        }
    }
}

/// A set without the ends that say nothing new.
fn only(set: &Interval, new: [bool; 2]) -> Interval {
    if set.as_point().is_some() {
        return set.clone();
    }
    let end = |new: bool, end: &Endpoint| {
        if new {
            end.clone()
        } else {
            Endpoint::Unbounded
        }
    };
    Interval::new(end(new[0], set.lower()), end(new[1], set.upper()))
}

fn text(quantity: &Quantity) -> &str {
    quantity.stated().map_or("unknown", |(text, _)| text)
}

/// The formula as written; of several readings all of them.
fn formula(claim: &Claim) -> String {
    let texts: Vec<&str> = claim
        .readings
        .iter()
        .map(|reading| reading.text.as_str())
        .collect();
    texts.join(" or ")
}
