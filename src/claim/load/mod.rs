//! Interprets the tree of a claim file, and collects every fault in it.

mod claim;
mod figure;
mod file;
mod period;
mod scalar;

use std::borrow::Cow;

use chrono::NaiveDate;
pub(crate) use period::period_seen_from;

use super::raw::{MAX_FAULTS, RawFile};
use super::yaml::{self, Entry};
use crate::diagnostic::{Code, Diagnostic};
use crate::number::Settings;
use crate::source::{Malformed, SourceFile, SourceId, Span};

impl RawFile {
    /// Reads a claim file. Every fault in it becomes a diagnostic, and what has none is kept.
    #[must_use]
    pub fn parse(id: SourceId, file: &SourceFile) -> Self {
        read(id, file)
    }
}

/// Reads a claim file as far as that goes without any other file.
fn read(id: SourceId, file: &SourceFile) -> RawFile {
    let mut raw = RawFile {
        source: id,
        part: part(file.path()).to_owned(),
        article: None,
        published: None,
        settings: Settings::default(),
        inputs: Vec::new(),
        claims: Vec::new(),
        ignored: Vec::new(),
        diagnostics: Vec::new(),
        more_faults: 0,
        is_whole: false,
    };
    let mut loader = Loader {
        source: id,
        text: file.text(),
        settings: Settings::default(),
        published: None,
        diagnostics: Vec::new(),
        faults: 0,
        more_faults: 0,
        scratch: None,
    };
    if let Some(malformed) = file.malformed() {
        loader.malformed(malformed);
    } else {
        let tree = yaml::parse(file.text());
        for fault in tree.faults {
            loader.report(fault.code, fault.span, fault.message).help = fault.help;
        }
        raw.is_whole = tree.stopped.is_none();
        // Figures are not to be read by other settings than the file's.
        if !tree
            .stopped
            .is_some_and(|at| settings_follow(&file.text()[at..]))
        {
            loader.file(tree.root.as_ref(), &mut raw);
        }
    }
    raw.more_faults = loader.more_faults;
    raw.diagnostics = loader.diagnostics;
    raw.published = loader.published;
    raw.settings = loader.settings;
    raw
}

/// Whether what was not read may decide how the rest is to be read.
fn settings_follow(text: &str) -> bool {
    let deciding = ["settings", "published", "article", "\"", "'", "{"];
    text.lines()
        .skip(1)
        .any(|line| deciding.iter().any(|key| line.starts_with(key)))
}

/// A file's name without its ending: what other files of the folder call it.
fn part(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A scalar's text and where it stands.
struct Text<'n> {
    text: Cow<'n, str>,
    span: Span,
}

/// Interprets the tree and collects its faults.
struct Loader<'a> {
    source: SourceId,
    text: &'a str,
    settings: Settings,
    published: Option<NaiveDate>,
    /// The first [`MAX_FAULTS`].
    diagnostics: Vec<Diagnostic>,
    /// How many faults there are.
    faults: usize,
    /// How many of them are beyond the limit; the last of these.
    more_faults: usize,
    scratch: Option<Diagnostic>,
}

type Field<'n, 'a> = Option<&'n Entry<'a>>;

impl Loader<'_> {
    fn report(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Diagnostic::new(code, self.source, span, message))
    }

    fn push(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        self.faults += 1;
        if self.diagnostics.len() >= MAX_FAULTS {
            self.more_faults += 1;
            return self.scratch.insert(diagnostic);
        }
        self.diagnostics.push(diagnostic);
        self.diagnostics
            .last_mut()
            .expect("internal error: the diagnostic just pushed")
    }

    fn malformed(&mut self, malformed: Malformed) {
        let end = self.text.len();
        match malformed {
            Malformed::NotUtf8(at) => {
                self.report(
                    Code::NotUtf8,
                    at.min(end)..at.min(end),
                    "this file is not UTF-8 from here on",
                )
                .help("save it as UTF-8");
            }
            Malformed::Nul(at) => {
                self.report(
                    Code::NulByte,
                    at..at + 1,
                    "this file holds a NUL byte, so it is no text",
                );
            }
            Malformed::TooLarge(bytes) => {
                let message = format!(
                    "this file has {bytes} bytes; a claim file may have {}",
                    SourceFile::MAX_BYTES
                );
                self.report(Code::FileTooLarge, 0..0, message)
                    .help("split it into several files of the same folder");
            }
        }
    }
}

/// A text as messages show it: not longer than they are.
fn shown(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
