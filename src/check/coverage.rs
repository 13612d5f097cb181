//! Coverage: which of an article's figures its claim files account for.

use std::collections::HashMap;

use rayon::prelude::*;

use super::report::{Coverage, Uncovered};
use crate::claim::{ClaimFile, ClaimSet, Folder};
use crate::number::{Figure, Settings};
use crate::prose::{Figures, Markup};
use crate::source::{SourceId, Sources, Span};

/// How a figure is accounted for, the best last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    Uncovered,
    Ignored,
    /// An input names it that no claim uses.
    Noted,
    /// A claim states it, or its formula uses it.
    Checked,
}

/// A passage of the article, and the figure it is quoted for; all of it where there is none.
type Passage<'a> = (How, Span, Option<(&'a str, &'a Figure)>);

/// What the claim files say of one article.
struct Account<'a> {
    article: SourceId,
    settings: &'a Settings,
    /// What is quoted of it.
    passages: Vec<Passage<'a>>,
    /// What inputs and claims state that name no passage of it.
    stated: Vec<(How, &'a Figure)>,
}

/// The coverage of every article, in the order the claim files name them. One that could not be
/// read, of which there is a diagnostic, has none.
pub(super) fn of(sources: &Sources, claims: &ClaimSet) -> Vec<Coverage> {
    let mut accounts: Vec<Account<'_>> = Vec::new();
    let mut by_article: HashMap<SourceId, usize> = HashMap::new();
    for folder in &claims.folders {
        // One account for each of the folder's files, some of them the same.
        let accounts_of: Vec<Option<usize>> = folder
            .files
            .iter()
            .map(|file| {
                let article = file.article?;
                Some(*by_article.entry(article).or_insert_with(|| {
                    accounts.push(Account::new(article, file));
                    accounts.len() - 1
                }))
            })
            .collect();
        fill(&mut accounts, &accounts_of, folder);
    }
    accounts
        .into_par_iter()
        .filter(|account| sources.get(account.article).malformed().is_none())
        .map(|account| account.settle(sources))
        .collect()
}

/// Enters what a folder quotes and states.
fn fill<'a>(accounts: &mut [Account<'a>], accounts_of: &[Option<usize>], folder: &'a Folder) {
    let mut used = vec![false; folder.quantities.len()];
    for claim in &folder.claims {
        for id in claim.rests_on().chain(claim.stated) {
            used[id.index()] = true;
        }
        let Some(account) = accounts_of[claim.file] else {
            continue;
        };
        let account = &mut accounts[account];
        // A comparison's quote is for the figures that its formulas are about.
        if let (None, Some(anchor)) = (
            claim.stated,
            claim.quote.as_ref().and_then(|it| it.anchor.as_ref()),
        ) {
            let operands = claim
                .rests_on()
                .filter_map(|id| folder.quantity(id).stated());
            let mut figures = operands
                .map(|(words, figure)| Some((words, figure)))
                .collect::<Vec<_>>();
            if figures.is_empty() {
                figures.push(None);
            }
            let passages = figures
                .into_iter()
                .map(|figure| (How::Checked, anchor.clone(), figure));
            account.passages.extend(passages);
        }
        let quoted = claim
            .readings
            .iter()
            .flat_map(|reading| &reading.formula.quoted);
        account
            .stated
            .extend(quoted.map(|figure| (How::Checked, figure)));
    }
    for (file, contents) in folder.files.iter().enumerate() {
        let Some(account) = accounts_of[file] else {
            continue;
        };
        let anchors = contents
            .ignored
            .iter()
            .flat_map(|ignored| ignored.places().cloned());
        accounts[account]
            .passages
            .extend(anchors.map(|anchor| (How::Ignored, anchor, None)));
    }
    for (quantity, used) in folder.quantities.iter().zip(used) {
        let (Some(account), Some((words, figure))) =
            (accounts_of[quantity.file], quantity.stated())
        else {
            continue;
        };
        let account = &mut accounts[account];
        let how = if used { How::Checked } else { How::Noted };
        match &quantity.quote {
            Some(quote) => {
                let passage = quote.anchor.clone();
                account
                    .passages
                    .extend(passage.map(|it| (how, it, Some((words, figure)))));
            }
            None if quantity.citation.is_none() => {
                let stands = quantity.stands.iter().cloned();
                account
                    .passages
                    .extend(stands.map(|it| (how, it, Some((words, figure)))));
                account.stated.push((how, figure));
            }
            None => {}
        }
    }
}

impl<'a> Account<'a> {
    fn new(article: SourceId, file: &'a ClaimFile) -> Self {
        Account {
            article,
            settings: &file.settings,
            passages: Vec::new(),
            stated: Vec::new(),
        }
    }

    /// Holds it against the article.
    fn settle(self, sources: &Sources) -> Coverage {
        let file = sources.get(self.article);
        let markup = Markup::of_path(file.path());
        let figures = Figures::of(file.text(), markup, self.settings);
        let mut found = vec![How::Uncovered; figures.len()];
        for (how, passage, figure) in &self.passages {
            for at in figures.named(passage, *figure) {
                found[at] = found[at].max(*how);
            }
        }
        for (how, figure) in &self.stated {
            for at in figures.same_as(figure) {
                found[at] = found[at].max(*how);
            }
        }
        let count = |how: How| found.iter().filter(|it| **it == how).count();
        let uncovered = (0..figures.len()).filter(|&at| found[at] == How::Uncovered);
        let uncovered = uncovered.map(|at| {
            let figure = figures.get(at);
            let position = file.position(figure.span.start);
            Uncovered {
                text: figure.text.clone(),
                line: position.line,
                column: position.column,
                span: figure.span.clone(),
            }
        });
        Coverage {
            article: file.path().to_owned(),
            figures: figures.len(),
            covered: count(How::Checked),
            noted: count(How::Noted),
            ignored: count(How::Ignored),
            uncovered: uncovered.collect(),
        }
    }
}
