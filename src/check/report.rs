//! Everything a run found, as data: the formats only render it.
//!
//! The serialised form is the JSON report, a contract: keys may be added, none may go. Numbers are
//! in base units (dollars, kilograms, 1 for 100 %); texts beside them show them as people write
//! them.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::note::NoteCode;
use crate::claim::{Citation, Verdict};
use crate::diagnostic::{Code, Severity};
use crate::source::{SourceId, Span};

/// The result of a check.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Report {
    /// The version of this shape.
    pub version: u32,
    /// Counts.
    pub summary: Summary,
    /// Every claim file, in the order of the paths.
    pub files: Vec<FileReport>,
    /// What all sentences together say of figures.
    pub implied: Vec<Implied>,
    /// Smallest sets of sentences that cannot all be true.
    pub conflicts: Vec<Conflict>,
    /// Claims that took no part in looking for conflicts, since the editors accept that they do
    /// not hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<Apart>,
    /// Claims of which the search, cut short, could not say whether they can all be true.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undecided: Vec<Apart>,
    /// Which figures of the articles are accounted for.
    pub coverage: Vec<Coverage>,
    /// What was asked for and could not be read at all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Unread>,
    /// What was read of articles by themselves.
    #[serde(skip_serializing_if = "Linted::is_empty")]
    pub linted: Linted,
    /// Whether warnings fail the run.
    #[serde(skip)]
    pub strict: bool,
}

/// What was read of articles by themselves, so that silence is no approval.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Linted {
    /// How many articles.
    pub articles: usize,
    /// How many figures they have.
    pub figures: usize,
    /// How many relations among them were decided.
    pub relations: usize,
    /// How many are told to be wrong.
    pub wrong: usize,
    /// How many relations the articles of the claims state.
    pub stated: usize,
    /// How many of these some claim checks.
    pub covered: usize,
}

impl Linted {
    fn is_empty(&self) -> bool {
        self.articles == 0 && self.stated == 0
    }
}

/// Something that could not be read: a file, a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Unread {
    /// What it would be shown under.
    pub path: String,
    /// Why, in a sentence that names it.
    pub message: String,
}

/// How far a figure can move, everything else read closely, until the sentences cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Room {
    /// It is in no claim that takes part.
    Alone,
    /// The other sentences cannot all be true, whatever it is.
    Conflict,
    /// As far as the ends of these values.
    Values {
        /// The values, in words.
        text: String,
        /// The sentences that a lower value would contradict; empty if there is no lower end.
        below: Vec<String>,
        /// The sentences that a higher value would contradict; empty if there is no upper end.
        above: Vec<String>,
    },
}

impl Report {
    /// A report on nothing.
    pub(crate) fn empty() -> Self {
        Report {
            version: 1,
            summary: Summary::default(),
            files: Vec::new(),
            implied: Vec::new(),
            conflicts: Vec::new(),
            left_out: Vec::new(),
            undecided: Vec::new(),
            coverage: Vec::new(),
            unread: Vec::new(),
            linted: Linted::default(),
            strict: false,
        }
    }
}

/// Counts over a whole report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Summary {
    /// All claims with a verdict.
    pub claims: usize,
    /// Claims with this verdict.
    pub consistent: usize,
    /// Claims with this verdict.
    pub strained: usize,
    /// Claims with this verdict.
    pub ambiguous: usize,
    /// Claims with this verdict.
    pub inconsistent: usize,
    /// Claims with this verdict.
    pub undetermined: usize,
    /// Claims that do not pass.
    pub failed: usize,
    /// Claims that pass with a warning.
    pub warned: usize,
    /// Faults in what was written.
    pub diagnostics: usize,
    /// Figures in the articles.
    pub figures: usize,
    /// Figures that a claim states or uses.
    pub checked: usize,
    /// Figures nothing accounts for.
    pub uncovered: usize,
}

/// What was found in one claim file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct FileReport {
    /// The claim file.
    pub path: String,
    /// The article it is about.
    pub article: Option<String>,
    /// Its claims, in the order of the file.
    pub claims: Vec<ClaimReport>,
    /// What is wrong with it, in the order of the file.
    pub diagnostics: Vec<DiagnosticReport>,
    /// The figures it names, in the order of the file; what claims state is not among them.
    #[serde(skip)]
    pub inputs: Vec<Arc<InputReport>>,
    /// What other files of its folder call it.
    #[serde(skip)]
    pub part: String,
    /// The file's text among the sources.
    #[serde(skip)]
    pub source: SourceId,
    /// The article's text among the sources.
    #[serde(skip)]
    pub article_source: Option<SourceId>,
}

/// What was found for one claim.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct ClaimReport {
    /// The claim's id.
    pub id: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether every value of the computed range is among the stated ones.
    pub certain: bool,
    /// Whether the claim passes.
    pub passes: bool,
    /// Whether it passes with a warning: strained or undetermined, and nobody expects it to be.
    pub warns: bool,
    /// Whether outside sources take part in it: then it says how the article agrees with them, and
    /// not only with itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sourced: bool,
    /// The other sentences that decide it, where an unknown leaves it open alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<String>,
    /// The verdict the editors accept.
    pub expect: Option<Verdict>,
    /// Why they accept it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// The line of the claim's key, from 1.
    pub line: usize,
    /// The column of the claim's key, from 1.
    pub column: usize,
    /// The passage of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// What the claim states; absent of a comparison.
    pub stated: Option<Stated>,
    /// What each reading gives.
    pub readings: Vec<ReadingReport>,
    /// The verdict in one sentence.
    pub message: String,
    /// Remarks.
    pub notes: Vec<Note>,
    /// What would make the claim hold.
    pub mends: Vec<Mend>,
    /// The editors' remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// Places in the claim file and the article.
    #[serde(skip)]
    pub places: Places,
    /// What its formulas are about, each once: inputs, and what other claims state.
    #[serde(skip)]
    pub uses: Vec<Arc<InputReport>>,
    /// Where the stated figure comes from, if not from the article.
    #[serde(skip)]
    pub citation: Option<Citation>,
}

/// A figure that claims depend on, or that a claim states and others use.
#[derive(Clone, Debug, PartialEq)]
pub struct InputReport {
    /// Its id, without the part.
    pub id: String,
    /// The figure as written; `None` of an unknown.
    pub written: Option<String>,
    /// The claim it belongs to: the one whose own input it is, or that states it. `None` of an
    /// input that claims share.
    pub claim: Option<String>,
    /// The claim file it is in.
    pub source: SourceId,
    /// The key in the claim file.
    pub key: Span,
    /// The quote in the article of that file.
    pub quote: Option<Span>,
    /// Where it comes from, if not from the article.
    pub citation: Option<Citation>,
    /// The editors' remark.
    pub note: Option<String>,
}

/// Where the parts of a claim stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The key in the claim file.
    pub key: Span,
    /// The stated figure in the claim file.
    pub stated: Option<Span>,
    /// The formulas in the claim file, one for each reading.
    pub formulas: Vec<Span>,
    /// `expect` in the claim file.
    pub expect: Option<Span>,
    /// The quote in the article.
    pub quote: Option<Span>,
}

/// A stated figure and the set it denotes, read closely.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Stated {
    /// As written.
    pub written: String,
    /// The lower end in base units; `null` without one.
    pub inf: Option<f64>,
    /// The upper end in base units; `null` without one.
    pub sup: Option<f64>,
    /// Whether an end is missing or does not belong to the set.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// The unit it is shown in.
    pub unit: String,
    /// The set as people write it.
    pub text: String,
    /// The loose reading, where it is wider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loose: Option<Evaluated>,
    /// What a picture of the set shows besides.
    #[serde(skip)]
    pub shape: Shape,
}

/// What a picture of a set shows besides its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Whether the lower end does not belong to the set.
    pub lower_open: bool,
    /// Whether the upper end does not belong to the set.
    pub upper_open: bool,
    /// How many base units one of the shown unit is.
    pub unit_size: f64,
    /// Whether the values go by names, as days and days of the week do: there is nothing to draw.
    pub named: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Shape {
            lower_open: false,
            upper_open: false,
            unit_size: 1.0,
            named: false,
        }
    }
}

/// A set of values.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Evaluated {
    /// The lower end in base units; `null` without one.
    pub inf: Option<f64>,
    /// The upper end in base units; `null` without one.
    pub sup: Option<f64>,
    /// Whether an end is missing or does not belong to the set.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// The value with every figure as printed.
    pub nominal: Option<f64>,
    /// The unit it is shown in.
    pub unit: String,
    /// The set as people write it.
    pub text: String,
    /// The nominal value as people write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nominal_text: Option<String>,
    /// What a picture of the set shows besides.
    #[serde(skip)]
    pub shape: Shape,
}

/// What one reading gives.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct ReadingReport {
    /// `formula`, or the reading's name.
    pub name: String,
    /// As written.
    pub formula: String,
    /// With the figures put in.
    pub substituted: String,
    /// The verdict under this reading.
    pub verdict: Verdict,
    /// The range from the figures read closely; absent of a comparison.
    pub computed: Option<Evaluated>,
    /// The range from the figures read loosely, where it mattered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loose: Option<Evaluated>,
    /// How far the ranges miss each other, as people write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance: Option<String>,
    /// What would decide an undetermined reading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
}

/// A value of an unknown that would decide a claim.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Need {
    /// The unknown.
    pub id: String,
    /// The values for which the claim can hold, as people write them.
    pub text: String,
}

/// A remark on a claim.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Note {
    /// Which remark.
    pub code: NoteCode,
    /// In words.
    pub message: String,
}

/// A change that would make a claim hold.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Mend {
    /// The figure to change: an input's id, or the claim's own.
    pub id: String,
    /// What it would have to be, as a sentence.
    pub message: String,
}

/// A fault, placed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct DiagnosticReport {
    /// The stable name of the fault.
    #[schemars(with = "String")]
    pub code: Code,
    /// `error` or `warning`.
    #[schemars(with = "String")]
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The line of the end, from 1.
    pub end_line: usize,
    /// The column after the last character, from 1.
    pub end_column: usize,
    /// Words for under the caret.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What would be right.
    pub help: Option<String>,
    /// The text concerned.
    #[serde(skip)]
    pub span: Span,
    /// Other places that matter, with their words.
    #[serde(skip)]
    pub related: Vec<(Span, String)>,
}

impl FileReport {
    /// What is told of an article by itself.
    pub(crate) fn of_article(
        path: &str,
        source: SourceId,
        diagnostics: Vec<DiagnosticReport>,
    ) -> Self {
        FileReport {
            path: path.to_owned(),
            article: None,
            claims: Vec::new(),
            diagnostics,
            inputs: Vec::new(),
            part: String::new(),
            source,
            article_source: Some(source),
        }
    }
}

/// What all sentences together say of one figure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Implied {
    /// The folder.
    pub path: String,
    /// The input.
    pub id: String,
    /// The lower end in base units; `null` without one.
    pub inf: Option<f64>,
    /// The upper end in base units; `null` without one.
    pub sup: Option<f64>,
    /// The unit it is shown in.
    pub unit: String,
    /// The range as people write it.
    pub text: String,
    /// The sentences that gave it its ends; of very many, those nearest to it.
    pub from: Vec<String>,
    /// Whether it rests on more sentences than are named.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub from_more: bool,
}

/// A smallest set of sentences that cannot all be true.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Conflict {
    /// The folder.
    pub path: String,
    /// Claims and stated inputs.
    pub members: Vec<String>,
    /// `strained` if only the close reading shows it, else `inconsistent`.
    pub verdict: Verdict,
    /// Whether leaving out any one member is known to resolve it.
    pub minimal: bool,
    /// In words.
    pub message: String,
    /// What each member would have to be for the others to be true.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mends: Vec<Mend>,
    /// Whether it is one claim with the figures it rests on, so that it says no more than what is
    /// reported of that claim.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub repeats: bool,
}

impl Report {
    /// The conflicts that say more than what is reported of a claim.
    pub fn telling_conflicts(&self) -> impl Iterator<Item = &Conflict> {
        self.conflicts.iter().filter(|conflict| !conflict.repeats)
    }
}

/// Some claims of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Apart {
    /// The folder.
    pub path: String,
    /// Their ids.
    pub claims: Vec<String>,
}

/// How much of an article's figures is accounted for.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Coverage {
    /// The article.
    pub article: String,
    /// How many figures it states.
    pub figures: usize,
    /// How many of them are checked: a claim states them, or its formula uses them.
    pub covered: usize,
    /// How many are named by inputs that no claim uses, and not checked.
    pub noted: usize,
    /// How many are ignored, with a reason.
    pub ignored: usize,
    /// The others.
    pub uncovered: Vec<Uncovered>,
}

/// A figure nothing accounts for.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Uncovered {
    /// As written.
    pub text: String,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// Its place in the article.
    #[serde(skip)]
    pub span: Span,
}
