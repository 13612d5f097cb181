//! What can be chosen on the page, claims and inputs, and under which names it is found there.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use crate::check::{ClaimReport, FileReport, InputReport, Report};
use crate::claim::Verdict;
use crate::report::wording::{self, Standing};
use crate::source::SourceId;

/// Which of the page's entries.
pub(super) type EntryId = usize;

/// A claim or an input: a row of a list, a card, and marks in the article.
pub(super) struct Entry<'a> {
    /// The name of its row on the page; ASCII without spaces, and the same in every run.
    pub(super) anchor: String,
    pub(super) content: Content<'a>,
    /// Of an input, the claims that use it.
    pub(super) users: Vec<EntryId>,
}

#[derive(Clone, Copy)]
pub(super) enum Content<'a> {
    Claim(&'a ClaimReport),
    Input(&'a InputReport),
}

impl Entry<'_> {
    pub(super) fn id(&self) -> &str {
        match self.content {
            Content::Claim(claim) => &claim.id,
            Content::Input(input) => &input.id,
        }
    }
}

/// All entries, in the order of the files.
pub(super) struct Index<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    /// Of each file its claims, then its inputs, as they follow each other in `entries`.
    files: Vec<(EntryId, EntryId)>,
    by_name: HashMap<(SourceId, &'a str), EntryId>,
    /// The files of each folder.
    folders: HashMap<&'a str, Vec<&'a FileReport>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        let mut index = Index {
            entries: Vec::new(),
            files: Vec::new(),
            by_name: HashMap::new(),
            folders: HashMap::new(),
        };
        let mut taken = HashSet::new();
        for file in &report.files {
            index
                .folders
                .entry(folder(&file.path))
                .or_default()
                .push(file);
            let claims = file.claims.iter().map(Content::Claim);
            // An input of one claim alone is shown with that claim.
            let shared = file.inputs.iter().filter(|input| input.claim.is_none());
            let inputs = shared.map(|input| Content::Input(input));
            let start = index.entries.len();
            for content in claims.chain(inputs) {
                index.add(file, content, &mut taken);
            }
            index.files.push((start, start + file.claims.len()));
        }
        index.note_users(report);
        index
    }

    fn add(&mut self, file: &'a FileReport, content: Content<'a>, taken: &mut HashSet<String>) {
        let id: &'a str = match content {
            Content::Claim(claim) => &claim.id,
            Content::Input(input) => &input.id,
        };
        let mut anchor = anchor(&file.path, id);
        while !taken.insert(anchor.clone()) {
            anchor.push('~');
        }
        self.by_name
            .entry((file.source, id))
            .or_insert(self.entries.len());
        self.entries.push(Entry {
            anchor,
            content,
            users: Vec::new(),
        });
    }

    fn note_users(&mut self, report: &'a Report) {
        for (number, file) in report.files.iter().enumerate() {
            let first = self.files[number].0;
            for (offset, claim) in file.claims.iter().enumerate() {
                for input in &claim.uses {
                    if let Some(used) = self.of_input(input)
                        && used != first + offset
                    {
                        self.entries[used].users.push(first + offset);
                    }
                }
            }
        }
    }

    /// The entries of a file's claims.
    pub(super) fn claims(&self, file: usize) -> std::ops::Range<EntryId> {
        let (start, inputs) = self.files[file];
        start..inputs
    }

    /// The entries of the inputs that a file's claims share.
    pub(super) fn inputs(&self, file: usize) -> std::ops::Range<EntryId> {
        let end = self
            .files
            .get(file + 1)
            .map_or(self.entries.len(), |next| next.0);
        self.files[file].1..end
    }

    /// Where an input is shown: in a row of its own, or with its claim.
    pub(super) fn of_input(&self, input: &InputReport) -> Option<EntryId> {
        let name = input.claim.as_deref().unwrap_or(&input.id);
        self.by_name.get(&(input.source, name)).copied()
    }

    /// The entry of a sentence that a conflict or an implied figure names, `id` or `part.id`.
    pub(super) fn of_sentence(&self, folder: &str, name: &str) -> Option<EntryId> {
        let files = self.folders.get(folder)?;
        let (part, id) = match name.split_once('.') {
            Some((part, id)) => (Some(part), id),
            None => (None, name),
        };
        files
            .iter()
            .filter(|file| part.is_none_or(|part| file.part == part))
            .find_map(|file| self.by_name.get(&(file.source, id)).copied())
    }

    /// The inputs that some of these sentences have of their own, each with the claim it is shown
    /// with.
    pub(super) fn own_inputs(
        &self,
        folder: &str,
        sentences: &[String],
    ) -> HashMap<&'a str, EntryId> {
        let claims = sentences
            .iter()
            .filter_map(|sentence| self.of_sentence(folder, sentence));
        let uses = claims.flat_map(|entry| match self.entries[entry].content {
            Content::Claim(claim) => &claim.uses[..],
            Content::Input(_) => &[],
        });
        uses.filter_map(|input| Some((&*input.id, self.of_input(input)?)))
            .collect()
    }

    /// How an entry is marked: as its verdict says; an input as the worst of the claims that use
    /// it.
    pub(super) fn look(&self, entry: EntryId) -> Look {
        let entry = &self.entries[entry];
        match entry.content {
            Content::Claim(claim) => Look::of(claim),
            Content::Input(_) => {
                let users = entry.users.iter().map(|&user| self.look(user));
                users.min_by_key(|look| look.rank()).unwrap_or(Look {
                    standing: Standing::Passes,
                    verdict: None,
                    was: None,
                })
            }
        }
    }
}

/// How something is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) standing: Standing,
    /// `None` of a figure that no claim uses.
    pub(super) verdict: Option<Verdict>,
    /// The verdict that the editors accept, and that no longer is so.
    pub(super) was: Option<Verdict>,
}

impl Look {
    pub(super) fn of(claim: &ClaimReport) -> Self {
        Look {
            standing: Standing::of(claim),
            verdict: Some(claim.verdict),
            was: claim.expect.filter(|_| wording::is_stale(claim)),
        }
    }

    /// What matters most comes first.
    pub(super) fn rank(self) -> (Standing, u8) {
        let severity = match self.verdict {
            Some(Verdict::Inconsistent) => 0,
            Some(Verdict::Ambiguous) => 1,
            Some(Verdict::Strained) => 2,
            Some(Verdict::Undetermined) => 3,
            Some(Verdict::Consistent) => 4,
            None => 5,
        };
        (self.standing, severity)
    }

    /// The names it has in the style sheet.
    pub(super) fn classes(self) -> &'static str {
        match (self.standing, self.verdict) {
            (_, None) => "unused",
            (Standing::Fails, Some(Verdict::Consistent)) => "consistent fails attention",
            (Standing::Fails, Some(Verdict::Strained)) => "strained fails attention",
            (Standing::Fails, Some(Verdict::Ambiguous)) => "ambiguous fails attention",
            (Standing::Fails, Some(Verdict::Inconsistent)) => "inconsistent fails attention",
            (Standing::Fails, Some(Verdict::Undetermined)) => "undetermined fails attention",
            (Standing::Warns, Some(Verdict::Strained)) => "strained attention",
            (Standing::Warns, Some(Verdict::Undetermined)) => "undetermined attention",
            (_, Some(verdict)) => verdict.as_str(),
        }
    }

    /// In words.
    pub(super) fn words(self) -> &'static str {
        self.verdict.map_or("not used", Verdict::as_str)
    }
}

/// A verdict's sign, which is seen without colours.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "✓",
        Verdict::Strained => "≈",
        Verdict::Ambiguous => "?",
        Verdict::Inconsistent => "✗",
        Verdict::Undetermined => "…",
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// A name for a file's claim or input that means the same in an address as in an element: of
/// letters, digits and a few signs, other bytes as `~` and two hexadecimal digits.
fn anchor(path: &str, id: &str) -> String {
    let mut anchor = String::with_capacity(path.len() + id.len() + 1);
    for byte in path.bytes().chain([b':']).chain(id.bytes()) {
        if byte.is_ascii_alphanumeric() || b"_-./:".contains(&byte) {
            anchor.push(char::from(byte));
        } else {
            let _ = write!(anchor, "~{byte:02x}");
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_hold_nothing_that_an_address_changes() {
        assert_eq!(
            anchor("claims/a b/é.yaml", "x_1"),
            "claims/a~20b/~c3~a9.yaml:x_1"
        );
    }
}
