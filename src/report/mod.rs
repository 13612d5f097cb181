//! Reports: one [`Report`], several formats that only render it.
//!
//! A format is a variant of [`Format`], one arm of the `match` in [`write()`] and one file beside
//! this one. No format decides anything: what passes and what fails is in the report, and so is the
//! exit [`Status`].

mod axis;
mod finding;
mod github;
mod html;
mod json;
mod junit;
mod markdown;
mod place;
mod rule;
mod sarif;
mod status;
mod terminal;
pub(crate) mod text;
mod wording;

#[cfg(test)]
mod sample;

use std::io;

pub use json::schema;
pub use status::Status;

use crate::check::{ClaimReport, Derivation, DiagnosticReport, FileReport, Report};
use crate::diagnostic::Severity;
use crate::relation::RULES;
use crate::source::Sources;

/// Builds [`Format`] from one table, so that a format is known everywhere once it stands here.
macro_rules! formats {
    ($(#[doc = $doc:literal] $format:ident $name:literal [$($ending:literal),*];)+) => {
        /// What a report is written as.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Format {
            $(#[doc = $doc] $format,)+
        }

        impl Format {
            /// Every format.
            pub const ALL: &[Format] = &[$(Format::$format),+];

            /// The name on the command line.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Format::$format => $name,)+ }
            }

            /// The endings of the names of files in this format, the usual one first; none if it is not for files.
            #[must_use]
            pub fn extensions(self) -> &'static [&'static str] {
                match self { $(Format::$format => &[$($ending),*],)+ }
            }
        }
    };
}

formats! {
    /// For people at a terminal.
    Terminal "terminal" ["txt"];
    /// For comments on pull requests.
    Markdown "markdown" ["md", "markdown"];
    /// For people in a browser: one page that needs nothing beside it.
    Html "html" ["html", "htm"];
    /// For programs: the contract that [`schema`] describes.
    Json "json" ["json"];
    /// For code hosts and editors: SARIF 2.1.0.
    Sarif "sarif" ["sarif", "sarif.json"];
    /// For build servers: JUnit's XML.
    Junit "junit" ["xml"];
    /// For GitHub's runners: workflow commands, which mark lines in a pull request.
    Github "github" [];
}

impl Format {
    /// The format that a file's name asks for by its ending.
    ///
    /// ```
    /// use addsup::report::Format;
    /// assert_eq!(Format::of_file_name("out/report.json"), Some(Format::Json));
    /// assert_eq!(Format::of_file_name("report.sarif.json"), Some(Format::Sarif));
    /// assert_eq!(Format::of_file_name("report.docx"), None);
    /// ```
    #[must_use]
    pub fn of_file_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let fits = |ending: &str| {
            let stem = name.strip_suffix(ending);
            stem.is_some_and(|stem| stem.ends_with('.'))
        };
        let endings = Format::ALL.iter().flat_map(|&format| {
            format
                .extensions()
                .iter()
                .map(move |ending| (ending, format))
        });
        // An ending may itself end with another's.
        endings
            .filter(|(ending, _)| fits(ending))
            .max_by_key(|(ending, _)| ending.len())
            .map(|(_, format)| format)
    }
}

/// How much a report for people says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// What fails or warns, and nothing else.
    Problems,
    /// What fails or warns in full, accepted verdicts in a line each, the rest counted; in a run of
    /// up to [`Detail::LISTED`] claims, every claim in a line.
    #[default]
    Usual,
    /// Besides, every claim in a line.
    List,
    /// Every claim in full.
    Everything,
}

impl Detail {
    /// The most claims that are all listed without being asked for: about an article's worth.
    pub const LISTED: usize = 100;
}

/// How a report is to look. What is not for people takes no notice of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How much it says.
    pub detail: Detail,
    /// Whether to colour it with ANSI escape codes.
    pub colour: bool,
    /// Whether to draw with characters outside ASCII.
    pub unicode: bool,
    /// The width to fill, in columns.
    pub width: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            detail: Detail::Usual,
            colour: false,
            unicode: true,
            width: 100,
        }
    }
}

/// Writes a report.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    report: &Report,
    sources: &Sources,
    format: Format,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        Format::Terminal => terminal::write(report, sources, options, out),
        Format::Markdown => markdown::write(report, sources, options, out),
        Format::Html => html::write(report, sources, out),
        Format::Json => json::write(report, out),
        Format::Sarif => sarif::write(report, sources, out),
        Format::Junit => junit::write(report, sources, out),
        Format::Github => github::write(report, sources, out),
    }
}

/// A report as text.
#[must_use]
pub fn render(report: &Report, sources: &Sources, format: Format, options: &Options) -> String {
    let mut bytes = Vec::new();
    write(report, sources, format, options, &mut bytes)
        .expect("internal error: writing to memory failed");
    String::from_utf8(bytes).expect("internal error: a report that is not UTF-8")
}

/// Where the page of [`live_page`] listens for changes, on the server it came from.
#[cfg(feature = "cli")]
pub(crate) const LIVE_EVENTS: &str = "/events";

/// The report as [`Format::Html`] writes it, for a server that says when it has changed.
///
/// The page listens to server-sent events at [`LIVE_EVENTS`]. At each message (whatever its data)
/// it fetches its own address again and shows the report there in place of its own; the place read
/// at, the filter and the chosen claim stay.
#[cfg(feature = "cli")]
#[doc(hidden)] // for the server of `watch`, and the tests of its page
#[must_use]
pub fn live_page(report: &Report, sources: &Sources) -> String {
    html::live_page(report, sources, LIVE_EVENTS)
}

/// Writes what a figure or claim rests on, and what rests on it, for people at a terminal.
///
/// # Errors
/// Only those of `out`.
pub fn write_derivation(
    derivation: &Derivation,
    sources: &Sources,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    terminal::write_derivation(derivation, sources, options, out)
}

/// What a code of a diagnostic, a verdict, a note or a rule of reports means, and what to do about
/// it; `None` of what is no such code. Ids of claims never have a hyphen, so most codes cannot be
/// taken for one.
#[must_use]
pub fn explain_code(code: &str) -> Option<String> {
    if let Some(rule) = RULES.iter().find(|rule| rule.code.as_str() == code) {
        return Some(explain_rule(rule));
    }
    let rules = rule::all();
    let rule = rules.iter().find(|rule| rule.name == code)?;
    let level = match rule.level {
        rule::Level::Error => "an error",
        rule::Level::Warning => "a warning",
        rule::Level::Note => "a note",
    };
    Some(format!(
        "{} ({level})\n  {}\n  {}\n",
        rule.name, rule.summary, rule.help
    ))
}

/// A rule of lint: what it finds, why, and its examples.
#[must_use]
pub fn explain_rule(rule: &crate::relation::Rule) -> String {
    let measured = match rule.measured {
        [0, _] => "it told nothing of 5,551 news articles".to_owned(),
        [told, right] => format!("{told} told of 5,551 news articles, {right} of them right"),
    };
    format!(
        "{} (at most {} {})\n  {}\n  Why: {}\n  Found: {}\n  Not found: {}\n  Measured: {measured}\n",
        rule.code,
        match rule.most {
            Severity::Error => "an",
            Severity::Warning | Severity::Note => "a",
        },
        rule.most.as_str(),
        rule.code.explanation(),
        rule.why,
        rule.found,
        rule.unfound,
    )
}

/// A conflict with its sentences, as plain text.
#[cfg(feature = "harness")]
pub(crate) fn conflict_text(conflict: &crate::check::Conflict) -> String {
    let remarks = wording::conflict_remarks(conflict);
    let remarks = remarks.iter().map(wording::Remark::to_string);
    let lines = std::iter::once(wording::conflict(conflict)).chain(remarks);
    let lines: Vec<String> = lines.map(|line| text::line(&line).into_owned()).collect();
    lines.join("\n")
}

/// How a run ended, as text for people: the last lines of [`Format::Terminal`].
#[doc(hidden)] // for the suite, whose snapshots leave these lines out
#[must_use]
pub fn render_summary(report: &Report, sources: &Sources, options: &Options) -> String {
    terminal::render_summary(report, sources, options)
}

/// One claim in full, as text for people.
#[must_use]
pub fn render_claim(
    sources: &Sources,
    file: &FileReport,
    claim: &ClaimReport,
    options: &Options,
) -> String {
    terminal::render_claim(sources, file, claim, options)
}

/// One fault of a claim file, as text for people.
#[must_use]
pub fn render_fault(
    sources: &Sources,
    file: &FileReport,
    fault: &DiagnosticReport,
    options: &Options,
) -> String {
    terminal::render_fault(sources, file, fault, options)
}
