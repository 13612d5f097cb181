//! Coverage: which of an article's figures its claim files account for.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::claim::{ClaimFile, ClaimSet, Content, Folder, Quote};
use crate::number::{Figure, Settings};
use crate::prose::{Figures, Markup};
use crate::source::{SourceId, Sources, Span};

use super::report::{Coverage, Uncovered};

/// What the claim files say of one article.
struct Account<'a> {
    article: SourceId,
    settings: &'a Settings,
    passages: Vec<Span>,
    /// What inputs and claims state that name no passage of it.
    stated: Vec<Figure>,
}

/// The coverage of every article, in the order the claim files name them. One that could not be read, of which
/// there is a diagnostic, has none.
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
fn fill(accounts: &mut [Account<'_>], accounts_of: &[Option<usize>], folder: &Folder) {
    let mut enter = |file: usize, quote: &Quote| {
        if let (Some(account), Some(anchor)) = (accounts_of[file], &quote.anchor) {
            accounts[account].passages.push(anchor.clone());
        }
    };
    for claim in &folder.claims {
        claim
            .quote
            .iter()
            .for_each(|quote| enter(claim.file, quote));
    }
    for (file, contents) in folder.files.iter().enumerate() {
        contents
            .ignored
            .iter()
            .for_each(|ignored| enter(file, &ignored.quote));
    }
    for quantity in &folder.quantities {
        quantity
            .quote
            .iter()
            .for_each(|quote| enter(quantity.file, quote));
    }
    for quantity in &folder.quantities {
        if let (None, None, Content::Stated(_, figure)) =
            (&quantity.quote, &quantity.citation, &quantity.content)
            && let Some(account) = accounts_of[quantity.file]
        {
            accounts[account].stated.push(figure.clone());
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
        let left = figures.unaccounted(self.passages, &self.stated);
        let uncovered: Vec<Uncovered> = left
            .into_iter()
            .map(|figure| {
                let position = file.position(figure.span.start);
                Uncovered {
                    text: figure.text.clone(),
                    line: position.line,
                    column: position.column,
                    span: figure.span.clone(),
                }
            })
            .collect();
        Coverage {
            article: file.path().to_owned(),
            figures: figures.len(),
            covered: figures.len() - uncovered.len(),
            uncovered,
        }
    }
}
