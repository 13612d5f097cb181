//! Lint: what of an article's own figures cannot be true, with nothing written beside it.
//!
//! ```text
//! relation  what the article says of its figures, decided
//! severity  what of it is told, and how gravely
//! silence   what the article says is not to be told
//! json      all of it as JSON, line by line
//! beside    the articles of claim files, beside the check of their claims
//! ```

mod beside;
mod json;
mod severity;
mod silence;

pub use beside::add_articles;
pub use json::{answer_line, answer_lines, write_json};
pub use severity::{remark, severity};

use crate::check::{self, DiagnosticReport, FileReport, Report};
use crate::claim::Verdict;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::prose::{Markup, Visible};
use crate::relation::{self, Relation};
use crate::source::{SourceId, Sources, Span};

/// How an article is linted.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What is known of the article besides its text.
    pub article: relation::Options,
    /// The only rules that are followed, by their names; all if there are none.
    pub only: Vec<Code>,
    /// Rules that are not followed.
    pub without: Vec<Code>,
    /// Whether notes are told too: what is in doubt, or holds only by rounding.
    pub all: bool,
}

/// What was found in an article.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Lint {
    /// How many figures it has.
    pub figures: usize,
    /// The relations among them, with how gravely each is told; places are of the visible text.
    pub relations: Vec<(Relation, Option<Severity>)>,
    /// Silences that silence nothing, by their places in the article's file.
    pub stale: Vec<Span>,
}

/// Lints an article.
///
/// ```
/// use addsup::lint::{Options, lint};
/// use addsup::prose::Markup;
/// let text = "Sales fell 95%, from $31.64 billion to $23.78 billion.";
/// let found = lint(text, Markup::Plain, &Options::default());
/// assert_eq!(found.wrong().count(), 1);
/// ```
#[must_use]
pub fn lint(article: &str, markup: Markup, options: &Options) -> Lint {
    let visible = Visible::new(article, markup);
    lint_visible(article, &visible, options)
}

fn lint_visible(article: &str, visible: &Visible<'_>, options: &Options) -> Lint {
    let found = relation::read_article(visible, &options.article);
    let mut silences = silence::silences(article);
    let is_followed = |code: Code| {
        (options.only.is_empty() || options.only.contains(&code))
            && !options.without.contains(&code)
    };
    let relations = found
        .relations
        .into_iter()
        .filter(|relation| is_followed(relation.rule))
        .map(|relation| {
            let note = || {
                remark(&relation)
                    .filter(|_| options.all)
                    .map(|_| Severity::Note)
            };
            let told = severity(&relation)
                .or_else(note)
                .filter(|_| !silences.covers(article, visible, &relation));
            (relation, told)
        })
        .collect();
    Lint {
        figures: found.figures,
        relations,
        stale: silences.stale(),
    }
}

impl Lint {
    /// The relations that are told: errors, warnings and, where they were asked for, notes.
    pub fn wrong(&self) -> impl Iterator<Item = (&Relation, Severity)> {
        self.relations
            .iter()
            .filter_map(|(relation, severity)| Some((relation, (*severity)?)))
    }

    /// How many relations were decided, one way or the other.
    #[must_use]
    pub fn checked(&self) -> usize {
        let decided = |(relation, _): &&(Relation, _)| relation.verdict != Verdict::Undetermined;
        self.relations.iter().filter(decided).count()
    }
}

/// Lints articles that are among the sources, as a report like that of a check: what is found are
/// diagnostics of the article.
#[must_use]
pub fn report(sources: &Sources, articles: &[SourceId], options: &Options, strict: bool) -> Report {
    let mut report = Report::empty();
    report.strict = strict;
    add(&mut report, sources, articles, options);
    report
}

/// Adds to a report what lint tells of articles that are among the sources.
pub fn add(report: &mut Report, sources: &Sources, articles: &[SourceId], options: &Options) {
    for &source in articles {
        let file = sources.get(source);
        let markup = Markup::of_path(file.path());
        let visible = Visible::new(file.text(), markup);
        let found = lint_visible(file.text(), &visible, options);
        let diagnostics: Vec<DiagnosticReport> = found
            .wrong()
            .map(|(relation, severity)| told(sources, source, &visible, relation, severity))
            .chain(found.stale.iter().map(|span| stale(sources, source, span)))
            .collect();
        report.summary.diagnostics += diagnostics.len();
        report.linted.figures += found.figures;
        report.linted.relations += found.checked();
        let wrong = |told: &(&Relation, Severity)| told.1 >= Severity::Warning;
        report.linted.wrong += found.wrong().filter(wrong).count();
        report.linted.articles += 1;
        report
            .files
            .push(FileReport::of_article(file.path(), source, diagnostics));
    }
}

/// A finding as a diagnostic of its article.
fn told(
    sources: &Sources,
    source: SourceId,
    visible: &Visible<'_>,
    relation: &Relation,
    severity: Severity,
) -> DiagnosticReport {
    let place = |span: &Span| visible.original(span.clone());
    let main = relation.stated.as_ref().or(relation.operands.first());
    let span = main.map_or(0..0, |part| place(&part.span));
    let mut message = relation.message.clone();
    if severity == Severity::Note
        && let Some(why) = remark(relation)
    {
        message = format!("{message}: {why}");
    }
    let mut diagnostic = Diagnostic::new(relation.rule, source, span, message);
    diagnostic.severity = severity;
    let others = relation
        .parts()
        .filter(|part| main.is_none_or(|main| main.span != part.span));
    for part in others {
        diagnostic.related(place(&part.span), "held against this");
    }
    if !relation.mends.is_empty() {
        diagnostic.help(format!("right with {}", relation.mends.join(", or with ")));
    }
    check::place(sources, &diagnostic)
}

/// A silence that silences nothing.
fn stale(sources: &Sources, source: SourceId, span: &Span) -> DiagnosticReport {
    let message = "nothing that is told is silenced by this";
    let mut diagnostic = Diagnostic::new(Code::StaleSilence, source, span.clone(), message);
    diagnostic.help("take it out");
    check::place(sources, &diagnostic)
}
