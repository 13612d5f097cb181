//! The checked contents of claim files, linked: what the checker works on.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::formula::{Formula, Program};
use crate::number::{Company, Direction, Figure, Override, Period, Settings, Unit};
use crate::source::{SourceId, Span};

/// What the check finds for a claim.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The computed range meets the stated set, read closely.
    Consistent,
    /// Only a loose reading lets them meet.
    Strained,
    /// Some readings are inconsistent and some are not.
    Ambiguous,
    /// Not even the loosest reading lets them meet.
    Inconsistent,
    /// An unknown stands in the way.
    Undetermined,
}

impl Verdict {
    /// Every verdict, from the best to the least certain.
    pub const ALL: [Verdict; 5] = [
        Verdict::Consistent,
        Verdict::Strained,
        Verdict::Ambiguous,
        Verdict::Inconsistent,
        Verdict::Undetermined,
    ];

    /// That of what is decided without a formula: by the calendar, or by counting.
    pub(crate) fn of(holds: bool) -> Self {
        if holds {
            Verdict::Consistent
        } else {
            Verdict::Inconsistent
        }
    }

    /// The name in claim files and reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Consistent => "consistent",
            Verdict::Strained => "strained",
            Verdict::Ambiguous => "ambiguous",
            Verdict::Inconsistent => "inconsistent",
            Verdict::Undetermined => "undetermined",
        }
    }
}

/// All claims of a run.
#[derive(Clone, Debug, Default)]
pub struct ClaimSet {
    /// In the order of their paths.
    pub folders: Vec<Folder>,
}

/// The claims about one article: what shares a folder is checked together.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// The path it is shown under.
    pub path: String,
    /// The claim files, in the order of their paths.
    pub files: Vec<ClaimFile>,
    /// Every input and every stated figure of the folder. A figure with a fault is not among them.
    pub quantities: Vec<Quantity>,
    /// Every claim that could be read, in the order of the files.
    pub claims: Vec<Claim>,
}

impl Folder {
    /// The quantity of this id.
    #[must_use]
    pub fn quantity(&self, id: QuantityId) -> &Quantity {
        &self.quantities[id.index()]
    }

    /// The claim of this id.
    #[must_use]
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.index()]
    }

    /// The claims with their ids, in the folder's order.
    pub fn numbered_claims(&self) -> impl Iterator<Item = (ClaimId, &Claim)> {
        (0..).map(ClaimId).zip(&self.claims)
    }

    /// The name a figure or claim of `file` goes by in reports: `part.id` where the folder has
    /// several files.
    #[must_use]
    pub fn qualified(&self, file: usize, id: &str) -> String {
        if self.files.len() > 1 {
            format!("{}.{id}", self.files[file].part)
        } else {
            id.to_owned()
        }
    }
}

/// One claim file.
#[derive(Clone, Debug)]
pub struct ClaimFile {
    /// Its text.
    pub source: SourceId,
    /// What other files of the folder call it: the file's name without its ending.
    pub part: String,
    /// The article its quotes are looked for in.
    pub article: Option<SourceId>,
    /// When the article was published.
    pub published: Option<NaiveDate>,
    /// How bare signs and numerals are read.
    pub settings: Settings,
    /// Figures of the article that need no claim.
    pub ignored: Vec<Ignored>,
    /// Everything wrong with the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Which quantity of its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuantityId(pub u32);

/// Which claim of its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

impl QuantityId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

impl ClaimId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A named figure: an input, or what a claim states.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Its id, without the part.
    pub id: String,
    /// Which of the folder's files it is in.
    pub file: usize,
    /// The claim that states it or whose own input it is, among [`Folder::claims`];
    /// `None` also where that claim has a fault and is not among them.
    pub claim: Option<ClaimId>,
    /// Whether it is what the claim states (its id is then the claim's).
    pub is_statement: bool,
    /// The figure, or what is not known.
    pub content: Content,
    /// The editors' own widths.
    pub overrule: Override,
    /// Which way the quote, or the figure itself, says that something went.
    pub direction: Option<Direction>,
    /// What the claims that use it say of how exact it is.
    pub company: Company,
    /// What time it speaks of.
    pub period: Option<Period>,
    /// Where the article says it.
    pub quote: Option<Quote>,
    /// Where its own words stand in the article, if it has no quote.
    pub stands: Vec<Span>,
    /// Where it comes from, if not from the article.
    pub citation: Option<Citation>,
    /// The editors' remark.
    pub note: Option<String>,
    /// The key in the claim file.
    pub key: Span,
    /// The figure's text in the claim file.
    pub span: Span,
}

impl Quantity {
    /// The unit of what is stated, or of what is not known.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        match &self.content {
            Content::Stated(_, figure) => &figure.unit,
            Content::Unknown { unit, .. } => unit,
        }
    }

    /// The figure's text and the figure; `None` of an unknown.
    #[must_use]
    pub fn stated(&self) -> Option<(&str, &Figure)> {
        match &self.content {
            Content::Stated(text, figure) => Some((text, figure)),
            Content::Unknown { .. } => None,
        }
    }
}

/// What a quantity is.
#[derive(Clone, Debug)]
pub enum Content {
    /// A figure with its text as written.
    Stated(String, Figure),
    /// Not stated anywhere; to be solved for.
    Unknown {
        /// Its unit.
        unit: Unit,
        /// Whether values below nought are possible even for an amount or a count, which are not
        /// negative by default, as percentages, temperatures and dates may be.
        may_be_negative: bool,
    },
}

/// A passage of the article that a figure or claim comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// As written in the claim file.
    pub text: String,
    /// Where in the claim file.
    pub span: Span,
    /// Which of the article's passages of this wording is meant, from 1.
    pub occurrence: Option<u32>,
    /// The cell of a table that is named in place of a passage.
    pub cell: Option<CellName>,
    /// Where in the article; `None` if it does not stand there (a diagnostic says so).
    pub anchor: Option<Span>,
}

/// A cell of an article's table, by its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellName {
    /// Which of the article's tables, from 1.
    pub table: u32,
    /// The row's label.
    pub row: String,
    /// The column's header.
    pub column: String,
}

/// An outside source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<NaiveDate>,
    /// Whose count it is, where sides differ.
    pub side: Option<String>,
    /// Which state of the figure it is: first published, revised.
    pub revision: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was read.
    pub accessed: Option<NaiveDate>,
}

/// A figure of the article that needs no claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The passage.
    pub quote: Quote,
    /// Where else the article says it, unless one occurrence is meant.
    pub again: Vec<Span>,
    /// Why.
    pub because: String,
}

impl Ignored {
    /// The places in the article that need no claim.
    pub fn places(&self) -> impl Iterator<Item = &Span> {
        self.quote.anchor.iter().chain(&self.again)
    }
}

/// A stated figure with the formulas that should give it, or a comparison that should be true.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its id, without the part.
    pub id: String,
    /// Which of the folder's files it is in.
    pub file: usize,
    /// The key in the claim file.
    pub key: Span,
    /// What it states; `None` of a comparison.
    pub stated: Option<QuantityId>,
    /// The passage it comes from.
    pub quote: Option<Quote>,
    /// What the sentence may mean; never empty.
    pub readings: Vec<Reading>,
    /// The verdict the editors accept.
    pub expect: Option<Expectation>,
    /// The editors' remark.
    pub note: Option<String>,
}

impl Claim {
    /// The figures its formulas name, in their order, as often as readings name them.
    pub fn operands(&self) -> impl Iterator<Item = QuantityId> {
        let readings = self.readings.iter();
        readings.flat_map(|reading| reading.operands.iter().copied())
    }

    /// All figures that its formulas rest on: the operands, and the ranges of which they take an
    /// end.
    pub fn rests_on(&self) -> impl Iterator<Item = QuantityId> {
        let ranges = self.readings.iter().flat_map(|reading| &reading.ranges);
        self.operands().chain(ranges.copied())
    }
}

/// One formula a claim may mean.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its name; `formula` where there is one.
    pub name: String,
    /// As written.
    pub text: String,
    /// Where in the claim file.
    pub span: Span,
    /// Parsed.
    pub formula: Formula,
    /// Bound to its operands.
    pub program: Program,
    /// What the reading says of how exact the figures are that it quotes.
    pub company: Company,
    /// What the formula's names stand for, in the order of `formula.names`.
    pub operands: Vec<QuantityId>,
    /// The ranges that it takes an end of, whose ends stand among the quoted figures of the
    /// formula.
    pub ranges: Vec<QuantityId>,
}

/// A verdict the editors have accepted, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The verdict.
    pub verdict: Verdict,
    /// The reason.
    pub because: String,
    /// Where `expect` stands in the claim file.
    pub span: Span,
}
