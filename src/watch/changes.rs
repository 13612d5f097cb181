//! What a check found that the one before had not.
//!
//! A file that is half-written, or not there for a moment, hides what it says: nothing is known of
//! its claims, and they have neither been mended nor removed. So what was last known of them is
//! kept until they are checked again.

use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::check::{ClaimReport, Report};
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::report::text;

/// A claim by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Claimed {
    /// The claim file, as reports call it.
    pub path: String,
    /// The claim.
    pub id: String,
}

/// A claim that fails, warns or simply passes as it did, with another verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// The claim.
    pub claim: Claimed,
    /// The verdict before.
    pub from: Verdict,
    /// The verdict now.
    pub to: Verdict,
}

/// What is different from the check before, in the order of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Claims that fail, and did not or were not there.
    pub failing: Vec<Claimed>,
    /// Claims that warn, and did not or were not there.
    pub warning: Vec<Claimed>,
    /// Claims that failed or warned, and simply pass now.
    pub mended: Vec<Claimed>,
    /// Claims that fail, warn or simply pass as they did, with another verdict.
    pub moved: Vec<Moved>,
    /// Claims that fail or warn with the same verdict, of which something else is said: other
    /// figures.
    pub retold: Vec<Claimed>,
    /// Claims that were not there and simply pass.
    pub new: Vec<Claimed>,
    /// Claims that are no longer there.
    pub gone: Vec<Claimed>,
    /// Claims that could be checked and cannot be now, because of faults or because nothing could
    /// be read.
    pub unchecked: Vec<Claimed>,
    /// Positions in [`Report::conflicts`] of those that were not there and say more than a claim's
    /// verdict.
    pub conflicts: Vec<usize>,
    /// How many conflicts are no longer there.
    pub resolved: usize,
    /// Faults that were not there: positions in [`Report::files`] and in their diagnostics.
    pub faults: Vec<(usize, usize)>,
    /// How many faults are no longer there.
    pub faults_mended: usize,
    /// Figures nothing accounts for that something accounted for, or that were not there:
    /// positions in [`Report::coverage`] and in what is uncovered.
    pub uncovered: Vec<(usize, usize)>,
    /// How many figures are accounted for, or no longer there, that nothing accounted for.
    pub covered: usize,
}

impl Changes {
    /// Whether everything is as it was.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        *self == Changes::default()
    }

    /// Whether something is there to be mended that was not before.
    #[must_use]
    pub(crate) fn is_worse(&self) -> bool {
        !(self.failing.is_empty()
            && self.conflicts.is_empty()
            && self.faults.is_empty()
            && self.unchecked.is_empty())
    }
}

impl fmt::Display for Changes {
    /// All of it in one line: `2 claims now fail, 1 mended`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = |number: usize, one: &str| {
            let ending = if number == 1 { "s" } else { "" };
            format!("now {one}{ending}")
        };
        let claims = [
            (self.failing.len(), verb(self.failing.len(), "fail")),
            (self.warning.len(), verb(self.warning.len(), "warn")),
            (self.mended.len(), "mended".to_owned()),
            (self.moved.len(), "with another verdict".to_owned()),
            (self.retold.len(), "with other figures".to_owned()),
            (self.unchecked.len(), "cannot be checked".to_owned()),
            (self.new.len(), "new".to_owned()),
            (self.gone.len(), "gone".to_owned()),
        ];
        let mut phrases = Vec::new();
        for (number, what) in claims.into_iter().filter(|&(number, _)| number > 0) {
            // What is counted is said once.
            phrases.push(if phrases.is_empty() {
                format!("{} {what}", text::count(number, "claim"))
            } else {
                format!("{} {what}", text::grouped(&number.to_string()))
            });
        }
        let others = [
            (self.conflicts.len(), "new conflict", ""),
            (self.resolved, "conflict", " resolved"),
            (self.faults.len(), "new fault", ""),
            (self.faults_mended, "fault", " mended"),
            (self.uncovered.len(), "figure", " newly uncovered"),
            (self.covered, "figure", " no longer uncovered"),
        ];
        for (number, thing, what) in others.into_iter().filter(|&(number, ..)| number > 0) {
            phrases.push(format!("{}{what}", text::count(number, thing)));
        }
        if phrases.is_empty() {
            return f.write_str("no verdict has changed");
        }
        f.write_str(&phrases.join(", "))
    }
}

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Fails,
    Warns,
    Passes,
}

impl Standing {
    fn of(claim: &ClaimReport) -> Self {
        if !claim.passes {
            Standing::Fails
        } else if claim.warns {
            Standing::Warns
        } else {
            Standing::Passes
        }
    }
}

/// What is remembered of a claim.
#[derive(Clone, Debug)]
struct Known {
    claim: Claimed,
    verdict: Verdict,
    standing: Standing,
    /// The verdict in words.
    message: String,
    /// Whether the newest check had it.
    checked: bool,
}

/// What tells one thing from others of its kind, whatever the lines they stand on.
type Key = [String; 3];

/// What is remembered of the checks so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    claims: Vec<Known>,
    conflicts: Vec<Key>,
    faults: Vec<Key>,
    uncovered: Vec<Key>,
    /// For each article, a folder with claims about it.
    folders: HashMap<String, String>,
}

impl History {
    /// Takes the newest report in, and says what it changes. `unread` names what could not be read.
    pub(crate) fn take(&mut self, report: &Report, unread: &[String]) -> Changes {
        let hidden = Hidden::new(report, unread);
        let mut changes = Changes::default();
        self.take_claims(report, &hidden, &mut changes);
        self.take_conflicts(report, &hidden, &mut changes);
        self.take_faults(report, &hidden, &mut changes);
        self.take_coverage(report, &hidden, &mut changes);
        changes
    }

    fn take_claims(&mut self, report: &Report, hidden: &Hidden<'_>, changes: &mut Changes) {
        let before = std::mem::take(&mut self.claims);
        let mut unseen: HashMap<&Claimed, &Known> =
            before.iter().map(|known| (&known.claim, known)).collect();
        for file in &report.files {
            for claim in &file.claims {
                let known = Known {
                    claim: Claimed {
                        path: file.path.clone(),
                        id: claim.id.clone(),
                    },
                    verdict: claim.verdict,
                    standing: Standing::of(claim),
                    message: claim.message.clone(),
                    checked: true,
                };
                changes.compare(unseen.remove(&known.claim), &known);
                self.claims.push(known);
            }
        }
        for known in before.iter().filter(|it| unseen.contains_key(&it.claim)) {
            if !hidden.hides(folder(&known.claim.path)) {
                changes.gone.push(known.claim.clone());
                continue;
            }
            if known.checked {
                changes.unchecked.push(known.claim.clone());
            }
            self.claims.push(Known {
                checked: false,
                ..known.clone()
            });
        }
    }

    fn take_conflicts(&mut self, report: &Report, hidden: &Hidden<'_>, changes: &mut Changes) {
        let conflicts = report.conflicts.iter().enumerate();
        let conflicts = conflicts.filter(|(_, it)| !it.repeats).map(|(index, it)| {
            let verdict = it.verdict.as_str().to_owned();
            (index, [it.path.clone(), verdict, it.members.join(" ")])
        });
        let hides = |[folder, ..]: &Key| hidden.hides(folder);
        (changes.conflicts, changes.resolved) = exchange(&mut self.conflicts, conflicts, hides);
    }

    fn take_faults(&mut self, report: &Report, hidden: &Hidden<'_>, changes: &mut Changes) {
        let files = report.files.iter().enumerate();
        let faults = files.flat_map(|(at, file)| {
            let faults = file.diagnostics.iter().enumerate();
            faults.map(move |(index, fault)| {
                let key = [
                    file.path.clone(),
                    fault.code.as_str().to_owned(),
                    fault.message.clone(),
                ];
                ((at, index), key)
            })
        });
        let hides = |[path, ..]: &Key| hidden.hides_faults(folder(path));
        (changes.faults, changes.faults_mended) = exchange(&mut self.faults, faults, hides);
    }

    fn take_coverage(&mut self, report: &Report, hidden: &Hidden<'_>, changes: &mut Changes) {
        for file in &report.files {
            if let Some(article) = &file.article {
                let folder = folder(&file.path).to_owned();
                self.folders.insert(article.clone(), folder);
            }
        }
        let folders = &self.folders;
        let hides = |[article, ..]: &Key| {
            let folder = folders.get(article);
            folder.is_some_and(|folder| hidden.hides(folder))
        };
        let articles = report.coverage.iter().enumerate();
        let uncovered = articles.flat_map(|(at, coverage)| {
            let figures = coverage.uncovered.iter().enumerate();
            figures.map(move |(index, figure)| {
                let key = [coverage.article.clone(), figure.text.clone(), String::new()];
                ((at, index), key)
            })
        });
        // What a broken claim file accounts for is not known: its figures are not uncovered for
        // that.
        let uncovered = uncovered.filter(|(_, key)| !hides(key));
        (changes.uncovered, changes.covered) = exchange(&mut self.uncovered, uncovered, hides);
    }
}

/// Puts what is there now in place of what was. Gives the positions of what is new, and how many
/// are gone; what is hidden stays.
fn exchange<P>(
    known: &mut Vec<Key>,
    now: impl Iterator<Item = (P, Key)>,
    hides: impl Fn(&Key) -> bool,
) -> (Vec<P>, usize) {
    let mut before: HashMap<Key, usize> = HashMap::new();
    let order = std::mem::take(known);
    for key in &order {
        *before.entry(key.clone()).or_default() += 1;
    }
    let mut new = Vec::new();
    for (position, key) in now {
        match before.get_mut(&key) {
            Some(left) if *left > 0 => *left -= 1,
            _ => new.push(position),
        }
        known.push(key);
    }
    let mut gone = 0;
    for key in order {
        let Some(left @ 1..) = before.get_mut(&key) else {
            continue;
        };
        *left -= 1;
        if hides(&key) {
            known.push(key);
        } else {
            gone += 1;
        }
    }
    (new, gone)
}

impl Changes {
    fn compare(&mut self, before: Option<&Known>, now: &Known) {
        let claim = now.claim.clone();
        let Some(before) = before else {
            match now.standing {
                Standing::Fails => self.failing.push(claim),
                Standing::Warns => self.warning.push(claim),
                Standing::Passes => self.new.push(claim),
            }
            return;
        };
        if before.standing == now.standing {
            if before.verdict != now.verdict {
                self.moved.push(Moved {
                    claim,
                    from: before.verdict,
                    to: now.verdict,
                });
            } else if now.standing != Standing::Passes && before.message != now.message {
                self.retold.push(claim);
            }
            return;
        }
        match now.standing {
            Standing::Fails => self.failing.push(claim),
            Standing::Warns => self.warning.push(claim),
            Standing::Passes => self.mended.push(claim),
        }
    }
}

/// Of which folders not all is known.
struct Hidden<'a> {
    /// Folders with faults: claims are not checked, and others no longer fit them.
    faulty: HashSet<&'a str>,
    /// Folders with a file that could not be read to its end: not even its faults are known.
    broken: HashSet<&'a str>,
    /// Files and folders that could not be read.
    unread: &'a [String],
}

impl<'a> Hidden<'a> {
    fn new(report: &'a Report, unread: &'a [String]) -> Self {
        let mut hidden = Hidden {
            faulty: HashSet::new(),
            broken: HashSet::new(),
            unread,
        };
        for file in &report.files {
            for fault in &file.diagnostics {
                if fault.severity == Severity::Error {
                    hidden.faulty.insert(folder(&file.path));
                }
                if BREAKING.contains(&fault.code) {
                    hidden.broken.insert(folder(&file.path));
                }
            }
        }
        hidden
    }

    fn hides(&self, folder: &str) -> bool {
        self.faulty.contains(folder) || self.hides_faults(folder)
    }

    fn hides_faults(&self, name: &str) -> bool {
        let is_below = |above: &str| {
            let rest = name.strip_prefix(above);
            above == "." || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let is_unread = |path: &String| folder(path) == name || is_below(path);
        self.broken.contains(name) || self.unread.iter().any(is_unread)
    }
}

/// Faults behind which a file is not read, or its other faults are not told. Some editors empty a
/// file before they write it.
const BREAKING: &[Code] = &[
    Code::EmptyFile,
    Code::NotUtf8,
    Code::NulByte,
    Code::FileTooLarge,
    Code::YamlSyntax,
    Code::YamlLimit,
    Code::TooManyFaults,
];

/// The folder of a claim file, as reports call it.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}
