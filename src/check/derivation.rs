//! One figure or claim explained: what it rests on, what rests on it, what it implies, and how far
//! it can move before something breaks.

use std::collections::HashSet;

use serde::Serialize;

use super::joint::{self, Origin};
use super::report::{Conflict, Implied, Report, Room};
use super::values::values_of;
use super::{Options, check, explain};
use crate::claim::{Claim, ClaimId, ClaimSet, Folder, Quantity, QuantityId, Verdict};
use crate::number::{Strength, show_interval};
use crate::source::Sources;

/// The most levels and lines of a derivation that are told; nobody follows more.
const DEEPEST: usize = 12;
const LONGEST: usize = 200;

/// What there is under an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Which of the set's folders it is in.
    pub folder: usize,
    what: Origin,
}

/// Everything the claim files say about one figure or claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Derivation {
    /// The folder.
    pub path: String,
    /// The claim file.
    pub file: String,
    /// Where its key stands, from 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// The name it goes by in reports.
    pub id: String,
    /// The figure as written; `None` of an unknown and of a comparison.
    pub written: Option<String>,
    /// What the figure may be, read closely.
    pub values: Option<String>,
    /// What it may be, read loosely, where that is more.
    pub loosely: Option<String>,
    /// What time it speaks of.
    pub period: Option<String>,
    /// The passage it comes from.
    pub quote: Option<String>,
    /// What was found of it, if it is a claim.
    pub verdict: Option<Verdict>,
    /// The same in words.
    pub message: Option<String>,
    /// What it rests on, itself first; children follow their parents.
    pub steps: Vec<Step>,
    /// Whether the steps end before the derivation does.
    pub steps_cut_short: bool,
    /// The claims whose formulas use it, directly or through others.
    pub uses: Vec<Use>,
    /// What all sentences together say of it, if that is more than it states.
    pub implied: Option<Implied>,
    /// What it helps to say of figures that the article leaves unsaid.
    pub implies: Vec<Implied>,
    /// The conflicts it is part of.
    pub conflicts: Vec<Conflict>,
    /// How far it can move.
    pub room: Room,
}

/// One figure of a derivation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// How many formulas it is away.
    pub depth: usize,
    /// The figure or claim.
    pub id: String,
    /// As written; `None` of an unknown and of a comparison.
    pub written: Option<String>,
    /// The values it may have, read closely; of an unknown what all sentences leave of it.
    pub values: Option<String>,
    /// The formulas it should follow from.
    pub formulas: Vec<String>,
    /// Whether what it rests on was told before.
    pub told: bool,
}

/// A claim that uses a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Use {
    /// The claim.
    pub id: String,
    /// What was found of it; `None` if its formula has no value.
    pub verdict: Option<Verdict>,
    /// Its formulas.
    pub formulas: Vec<String>,
    /// The values of the figure for which this claim holds, the others read closely; `None` where
    /// there is no limit, and of claims that use it through others.
    pub holds_for: Option<String>,
    /// Whether a formula names the figure itself.
    pub direct: bool,
}

/// What the claims have under an id: `part.id`, or `id` alone.
#[must_use]
pub fn subjects(claims: &ClaimSet, id: &str) -> Vec<Subject> {
    let mut found = Vec::new();
    for (folder, content) in claims.folders.iter().enumerate() {
        for (what, file, own) in named(content) {
            if own == id || content.qualified(file, own) == id {
                found.push(Subject { folder, what });
            }
        }
    }
    found
}

/// Every id that [`subjects`] finds something under, as reports name it.
pub fn ids(claims: &ClaimSet) -> impl Iterator<Item = String> {
    claims
        .folders
        .iter()
        .flat_map(|folder| named(folder).map(|(_, file, id)| folder.qualified(file, id)))
}

/// A folder's inputs and claims with their files and ids.
fn named(folder: &Folder) -> impl Iterator<Item = (Origin, usize, &str)> {
    let inputs = (0..).zip(&folder.quantities).filter_map(|(at, quantity)| {
        let what = Origin::Input(QuantityId(at));
        (!quantity.is_statement).then_some((what, quantity.file, &*quantity.id))
    });
    let claims = folder
        .numbered_claims()
        .map(|(at, claim)| (Origin::Claim(at), claim.file, &*claim.id));
    inputs.chain(claims)
}

/// Explains what an id stands for.
#[must_use]
pub fn derive(sources: &Sources, claims: &ClaimSet, subject: Subject) -> Derivation {
    let folder = &claims.folders[subject.folder];
    let alone = ClaimSet {
        folders: vec![folder.clone()],
    };
    let report = check(sources, &alone, &Options::default());
    Teller {
        sources,
        folder,
        report: &report,
    }
    .derivation(subject.what)
}

struct Teller<'a> {
    sources: &'a Sources,
    folder: &'a Folder,
    report: &'a Report,
}

impl<'a> Teller<'a> {
    fn derivation(&self, what: Origin) -> Derivation {
        let folder = self.folder;
        let (file, key, quote) = match what {
            Origin::Input(id) => {
                let quantity = folder.quantity(id);
                (quantity.file, &quantity.key, &quantity.quote)
            }
            Origin::Claim(claim) => {
                let claim = folder.claim(claim);
                (claim.file, &claim.key, &claim.quote)
            }
        };
        let figure = self.figure(what);
        let source = self.sources.get(folder.files[file].source);
        let position = source.position(key.start);
        let id = self.name(what);
        let found = match what {
            Origin::Claim(claim) => self.found(claim),
            Origin::Input(_) => None,
        };
        let mut steps = Steps::default();
        self.tell(what, 0, &mut steps);
        let mut implied = self.report.implied.iter();
        let values = figure.map(|quantity| shown(quantity, Strength::Close));
        Derivation {
            path: folder.path.clone(),
            file: source.path().to_owned(),
            line: position.line,
            column: position.column,
            written: figure.and_then(written).map(str::to_owned),
            loosely: figure
                .filter(|quantity| written(quantity).is_some())
                .map(|quantity| shown(quantity, Strength::Loose))
                .filter(|loosely| Some(loosely) != values.as_ref()),
            values,
            period: figure
                .and_then(|quantity| quantity.period)
                .map(|period| period.to_string()),
            quote: quote.as_ref().map(|quote| quote.text.clone()),
            verdict: found.map(|(verdict, _)| verdict),
            message: found.map(|(_, message)| message.to_owned()),
            steps: steps.told,
            steps_cut_short: steps.cut_short,
            uses: self.uses(what),
            implied: implied.find(|implied| implied.id == id).cloned(),
            implies: self
                .report
                .implied
                .iter()
                .filter(|implied| implied.id != id && implied.from.contains(&id))
                .cloned()
                .collect(),
            conflicts: self
                .report
                .conflicts
                .iter()
                .filter(|conflict| conflict.members.contains(&id))
                .cloned()
                .collect(),
            room: joint::free(folder, what),
            id,
        }
    }

    fn name(&self, what: Origin) -> String {
        match what {
            Origin::Input(id) => {
                let quantity = self.folder.quantity(id);
                self.folder.qualified(quantity.file, &quantity.id)
            }
            Origin::Claim(claim) => {
                let claim = self.folder.claim(claim);
                self.folder.qualified(claim.file, &claim.id)
            }
        }
    }

    /// The figure: the input itself, or what the claim states.
    fn figure(&self, what: Origin) -> Option<&'a Quantity> {
        match what {
            Origin::Input(id) => Some(id),
            Origin::Claim(claim) => self.folder.claim(claim).stated,
        }
        .map(|id| self.folder.quantity(id))
    }

    /// What was found of a claim; `None` if its formula has no value.
    fn found(&self, claim: ClaimId) -> Option<(Verdict, &'a str)> {
        let claim = self.folder.claim(claim);
        let reports = &self.report.files[claim.file].claims;
        let report = reports.iter().find(|report| report.id == claim.id)?;
        Some((report.verdict, &report.message))
    }

    /// Writes down a figure and what it rests on.
    fn tell(&self, what: Origin, depth: usize, steps: &mut Steps) {
        if depth > DEEPEST || steps.told.len() >= LONGEST {
            steps.cut_short = true;
            return;
        }
        let id = self.name(what);
        let figure = self.figure(what);
        let claim = match what {
            Origin::Claim(claim) => Some(self.folder.claim(claim)),
            Origin::Input(_) => None,
        };
        let implied = || {
            let implied = self.report.implied.iter().find(|implied| implied.id == id);
            implied.map(|implied| implied.text.clone())
        };
        let told = claim.is_some() && !steps.seen.insert(id.clone());
        steps.told.push(Step {
            depth,
            written: figure.and_then(written).map(str::to_owned),
            values: match figure {
                Some(quantity) if written(quantity).is_some() => {
                    Some(shown(quantity, Strength::Close))
                }
                Some(_) => implied(),
                None => None,
            },
            formulas: claim.map(formulas).unwrap_or_default(),
            told,
            id,
        });
        if told {
            return;
        }
        for operand in claim.into_iter().flat_map(operands) {
            self.tell(self.what(operand), depth + 1, steps);
        }
    }

    /// A figure, or the claim that states it.
    fn what(&self, id: QuantityId) -> Origin {
        let quantity = self.folder.quantity(id);
        match quantity.claim.filter(|_| quantity.is_statement) {
            Some(claim) => Origin::Claim(claim),
            None => Origin::Input(id),
        }
    }

    /// The claims that use a figure: those that name it, then those that name what these state, and
    /// so on.
    fn uses(&self, what: Origin) -> Vec<Use> {
        let first = match what {
            Origin::Input(id) => Some(id),
            Origin::Claim(claim) => self.folder.claim(claim).stated,
        };
        let mut uses = Vec::new();
        let mut seen: HashSet<ClaimId> = HashSet::new();
        let mut next: Vec<QuantityId> = first.into_iter().collect();
        let mut direct = true;
        while !next.is_empty() {
            let users = self
                .folder
                .numbered_claims()
                .filter(|(_, claim)| operands(claim).iter().any(|operand| next.contains(operand)));
            let mut after = Vec::new();
            for (index, claim) in users {
                if !seen.insert(index) {
                    continue;
                }
                after.extend(claim.stated);
                uses.push(Use {
                    id: self.name(Origin::Claim(index)),
                    verdict: self.found(index).map(|(verdict, _)| verdict),
                    formulas: formulas(claim),
                    holds_for: first
                        .filter(|_| direct)
                        .and_then(|figure| explain::holds_for(self.folder, claim, figure)),
                    direct,
                });
            }
            next = after;
            direct = false;
        }
        uses
    }
}

#[derive(Default)]
struct Steps {
    told: Vec<Step>,
    seen: HashSet<String>,
    cut_short: bool,
}

/// A figure's text.
fn written(quantity: &Quantity) -> Option<&str> {
    quantity.stated().map(|(text, _)| text)
}

fn shown(quantity: &Quantity, strength: Strength) -> String {
    show_interval(&values_of(quantity, strength).interval, quantity.unit())
}

fn formulas(claim: &Claim) -> Vec<String> {
    claim
        .readings
        .iter()
        .map(|reading| reading.text.clone())
        .collect()
}

/// The figures that a claim's formulas name, each once.
fn operands(claim: &Claim) -> Vec<QuantityId> {
    let mut operands = Vec::new();
    for operand in claim.rests_on() {
        if !operands.contains(&operand) {
            operands.push(operand);
        }
    }
    operands
}
