//! Drafts: a claim file for an article that has none, for editors to go on from.
//!
//! ```text
//! sentence  the article's sentences
//! when      the times they name, and which figures speak of them
//! figures   the figures, with quotes, periods and names (quote, name), and the sentences' skeletons
//! language  formulas that the words suggest, by patterns
//! relations formulas that the article states, as lint reads them
//! numbers   formulas that the numbers suggest, where chance is no likely reason
//! write     all of it as a claim file (yaml)
//! ```
//!
//! A draft has passed the check before anyone sees it: what no claim file may hold is taken out,
//! and what the figures contradict comes first, as it may be an error in the article.

mod beyond;
mod cells;
mod figures;
mod item;
mod label;
mod language;
mod name;
mod numbers;
mod patterns;
mod proposal;
mod quote;
mod relations;
#[cfg(test)]
mod tests;
mod when;
mod write;
mod yaml;

use std::collections::HashMap;

use chrono::NaiveDate;
use figures::Reading;
use item::Fate;
use name::Names;
use proposal::{Keep, Proposal};
use quote::Quoter;
use write::{Entry, File};

use crate::check::{self, Report};
use crate::claim::{ClaimSet, Verdict};
use crate::number::Settings;
use crate::prose::{Markup, Visible};
use crate::relation;
use crate::source::Sources;
use crate::table::Table;

/// What is known of an article besides its text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The article's file as the claim file is to name it; its ending says how it is written.
    pub article: String,
    /// When it was published: what `last year` counts from.
    pub published: Option<NaiveDate>,
    /// How its bare signs and numerals are read.
    pub settings: Settings,
}

impl Options {
    fn markup(&self) -> Markup {
        Markup::of_path(&self.article)
    }
}

/// How often a draft is checked and mended before its claims are given up.
const ROUNDS: usize = 12;

/// Drafts the claim file of an article: a file that loads without a fault.
///
/// ```
/// use addsup::draft::{Options, draft};
/// let options = Options { article: "article.md".to_owned(), ..Options::default() };
/// let file = draft("Sales rose from $40 million to $50 million, an increase of 25%.\n", &options);
/// assert!(file.contains("formula: growth(sales, sales_2)"), "{file}");
/// ```
#[must_use]
pub fn draft(article: &str, options: &Options) -> String {
    let visible = Visible::new(article, options.markup());
    let tables = Table::all(&visible);
    let mut reading = Reading::new(article, &visible, &tables, options);
    let mut names = reading.names();
    let mut proposals = language::propose(&reading, &mut names, &options.settings);
    let relation_options = relation::Options {
        published: options.published,
        settings: options.settings.clone(),
    };
    let stated = relation::read_article(&visible, &relation_options);
    relations::propose(
        &reading,
        &mut names,
        &stated.relations,
        &options.settings,
        &mut proposals,
    );
    numbers::propose(&reading, &mut proposals);
    beyond::propose(
        &reading,
        &mut names,
        visible.text(),
        &options.settings,
        &mut proposals,
    );
    without_cycles(&mut proposals);
    rename(&mut reading, &mut names, &proposals);
    let quoter = Quoter::new(article, options.markup(), &visible);
    for proposal in &mut proposals {
        let passage = proposal.passage(&reading);
        proposal.quote = match (passage, proposal.states) {
            (_, Some(item)) if reading.items[item].quote.is_none() => None,
            (Some((span, sentence)), _) => quoter.around(&reading.sentences[sentence].span, &span),
            (None, Some(item)) => reading.items[item].quote.clone(),
            (None, None) => None,
        };
    }
    // The article's order, which is that of what the claims state.
    proposals.sort_by_key(|proposal| proposal.figures().next());
    let mut uncovered = 0;
    for round in 0..=ROUNDS {
        if round == ROUNDS {
            proposals.clear();
        }
        let file = write::file(&reading, &proposals, options, uncovered);
        let report = checked(article, &file.text, options);
        uncovered = report
            .coverage
            .first()
            .map_or(0, |coverage| coverage.uncovered.len());
        let mended = mend(&report, &file, &mut reading, &mut proposals)
            | settle(&report, &reading, &mut proposals);
        if !mended {
            break;
        }
    }
    // The sort is stable: what is contradicted comes first, the rest stays in the article's order.
    proposals.sort_by_key(|proposal| (!proposal.is_contradicted(), !proposal.is_strained()));
    write::file(&reading, &proposals, options, uncovered).text
}

/// What the check says of a drafted file.
fn checked(article: &str, text: &str, options: &Options) -> Report {
    let mut sources = Sources::default();
    let article = Some((options.article.as_str(), article));
    let set = ClaimSet::from_texts(&mut sources, "draft", article, &[("draft.yaml", text)]);
    check::check(&sources, &set, &check::Options::default())
}

/// Takes out what is faulty, one step at a time: a claim becomes an input, an input is ignored, and
/// what cannot be ignored is left out. Whether there was anything.
fn mend(
    report: &Report,
    file: &File,
    reading: &mut Reading,
    proposals: &mut Vec<Proposal>,
) -> bool {
    let faults = report.files.iter().flat_map(|file| &file.diagnostics);
    let entries: Vec<Entry> = faults
        .filter_map(|fault| file.entry(fault.span.start))
        .collect();
    for entry in &entries {
        match *entry {
            Entry::Claim(_) => {}
            Entry::Input(item) => {
                reading.items[item].fate = match reading.items[item].quote {
                    Some(_) => Fate::Ignored("it could not be read as a figure by itself"),
                    None => Fate::LeftOut,
                };
                let uses = |proposal: &Proposal| proposal.figures().any(|figure| figure == item);
                proposals
                    .iter_mut()
                    .filter(|proposal| uses(proposal))
                    .for_each(|proposal| proposal.states = None);
            }
            Entry::Ignored(item) => reading.items[item].fate = Fate::LeftOut,
        }
    }
    let mut number = 0;
    proposals.retain(|proposal| {
        let faulty = entries.contains(&Entry::Claim(number))
            || proposal.states.is_none() && proposal.id.is_none();
        number += 1;
        !faulty
    });
    !entries.is_empty()
}

/// Takes the verdicts in, and takes out what is not worth an editor's time. Whether that changed
/// the file.
fn settle(report: &Report, reading: &Reading, proposals: &mut Vec<Proposal>) -> bool {
    let claims: HashMap<&str, _> = report
        .files
        .iter()
        .flat_map(|file| &file.claims)
        .map(|claim| (claim.id.as_str(), claim))
        .collect();
    let mut changed = false;
    proposals.retain_mut(|proposal| {
        let Some(claim) = claims.get(proposal.id(reading)) else {
            return true;
        };
        let verdict = claim.verdict;
        proposal.verdict = Some((verdict, claim.message.clone()));
        let keep = match proposal.keep {
            Keep::Always => true,
            Keep::IfRight => matches!(verdict, Verdict::Consistent),
            Keep::IfWrong => verdict == Verdict::Inconsistent,
        };
        // A second reading is of use only where it saves the claim.
        if verdict != Verdict::Ambiguous && proposal.readings.len() > 1
            || verdict == Verdict::Ambiguous && fits_first(&claim.readings)
        {
            proposal.readings.truncate(1);
            proposal.readings[0].0 = "formula";
            changed = true;
        }
        changed |= !keep;
        keep
    });
    changed
}

/// Whether the first reading, which is the usual one, is not contradicted.
fn fits_first(readings: &[check::ReadingReport]) -> bool {
    readings
        .first()
        .is_some_and(|reading| reading.verdict != Verdict::Inconsistent)
}

/// Names percentages after the formulas that give them, where the words around them gave no better
/// name.
fn rename(reading: &mut Reading, names: &mut Names, proposals: &[Proposal]) {
    for proposal in proposals {
        let (Some(states), Some((_, formula))) = (proposal.states, proposal.readings.first())
        else {
            continue;
        };
        let item = &mut reading.items[states];
        if let Some(label) = formula.label(&item.label) {
            item.id = names.name(&label, item.period.as_ref());
            item.label = label;
        }
    }
}

/// Takes out claims that would be circular with those before them.
fn without_cycles(proposals: &mut Vec<Proposal>) {
    let mut uses: HashMap<usize, Vec<usize>> = HashMap::new();
    proposals.retain(|proposal| {
        let Some(states) = proposal.states else {
            return true;
        };
        let mut seen = Vec::new();
        let mut open: Vec<usize> = proposal.operands().collect();
        while let Some(item) = open.pop() {
            if item == states {
                return false;
            }
            if !seen.contains(&item) {
                seen.push(item);
                open.extend(uses.get(&item).into_iter().flatten());
            }
        }
        uses.insert(states, proposal.operands().collect());
        true
    });
}

/// A text with its blanks and line ends made single blanks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `no claims`, `1 claim`, `2 claims`.
fn count(number: usize, noun: &str) -> String {
    match number {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
