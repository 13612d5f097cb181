//! One claim file as written: its keys, figures, periods and formulas read, its ids not yet looked
//! up. Needs no other file, so that files can be read in parallel.

use chrono::NaiveDate;

use super::model::{Expectation, Ignored, Quantity, Quote};
use super::place::within;
use crate::diagnostic::{Code, Diagnostic};
use crate::formula::{Formula, FormulaError, FormulaErrorKind};
use crate::number::Settings;
use crate::source::{SourceId, Span};

/// How many faults of a file are told one by one.
pub(super) const MAX_FAULTS: usize = 1000;

/// A claim file before its ids are looked up.
#[derive(Clone, Debug)]
pub struct RawFile {
    pub(super) source: SourceId,
    pub(super) part: String,
    pub(super) article: Option<(String, Span)>,
    pub(super) published: Option<NaiveDate>,
    pub(super) settings: Settings,
    pub(super) inputs: Vec<RawInput>,
    pub(super) claims: Vec<RawClaim>,
    pub(super) ignored: Vec<Ignored>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many faults there are beyond those.
    pub(super) more_faults: usize,
    /// Whether all of it could be read; if not, what it defines is not known.
    pub(super) is_whole: bool,
}

/// A named figure.
#[derive(Clone, Debug)]
pub(super) struct RawInput {
    pub(super) id: String,
    /// `None` where the figure has a fault, which is reported, and of one that a formula gives.
    pub(super) quantity: Option<Quantity>,
    /// The formula that gives it.
    pub(super) derived: Option<RawReading>,
}

/// A claim, or what could be read of it.
#[derive(Clone, Debug)]
pub(super) struct RawClaim {
    pub(super) id: String,
    pub(super) key: Span,
    /// Whether it has the key `stated`.
    pub(super) states: bool,
    /// The figure it states, if that could be read.
    pub(super) statement: Option<Quantity>,
    pub(super) inputs: Vec<RawInput>,
    pub(super) quote: Option<Quote>,
    pub(super) readings: Vec<RawReading>,
    pub(super) expect: Option<Expectation>,
    pub(super) note: Option<String>,
    /// Whether some fault keeps it from being checked.
    pub(super) faulty: bool,
}

/// A formula, parsed.
#[derive(Clone, Debug)]
pub(super) struct RawReading {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) formula: Formula,
}

impl RawFile {
    /// The file that holds the article, relative to this one, if the file names it.
    #[must_use]
    pub fn article(&self) -> Option<&str> {
        self.article.as_ref().map(|(path, _)| path.as_str())
    }
}

/// The diagnostic code of a formula's fault.
pub(super) fn formula_fault(
    source: SourceId,
    text: &str,
    scalar: &Span,
    formula: &str,
    error: FormulaError,
) -> Diagnostic {
    let code = match error.kind {
        FormulaErrorKind::Syntax => Code::FormulaSyntax,
        FormulaErrorKind::UnknownFunction => Code::UnknownFunction,
        FormulaErrorKind::Arguments => Code::WrongArguments,
        FormulaErrorKind::Unit => Code::UnitMismatch,
        FormulaErrorKind::Period => Code::MissingPeriod,
        FormulaErrorKind::Domain => Code::NoValue,
        FormulaErrorKind::Limit => Code::FormulaLimit,
    };
    let span = within(text, scalar, formula, &error.span);
    let mut diagnostic = Diagnostic::new(code, source, span, error.message);
    diagnostic.help = error.help;
    diagnostic
}

impl RawClaim {
    /// A claim that has only its name: other claims that use it are not blamed for that.
    pub(super) fn without_content(id: &str, key: Span) -> Self {
        RawClaim {
            id: id.to_owned(),
            key,
            states: true,
            statement: None,
            inputs: Vec::new(),
            quote: None,
            readings: Vec::new(),
            expect: None,
            note: None,
            faulty: true,
        }
    }
}
