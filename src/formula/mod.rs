//! Formulas: their text, their meaning in units, and the exact range of what they give.

use crate::number::{Dimension, Figure, Interval, Period, Pieces, Rational, Settings};
use crate::source::Span;

/// A formula as written, parsed but not yet bound to figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// The ids it uses, each once, in the order of their first use.
    pub names: Vec<Name>,
    /// The figures it quotes, `"US$5 billion"`; operands after those of `names`.
    pub quoted: Vec<Figure>,
}

/// An id in a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// `trade_2015`, or `part.trade_2015`.
    pub id: String,
    /// Where it is first used, in bytes of the formula.
    pub span: Span,
}

/// What is wrong with a formula, placed in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// Which kind of fault.
    pub kind: FormulaErrorKind,
    /// Where, in bytes of the formula.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

/// The kinds of fault a formula can have; each is a diagnostic code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormulaErrorKind {
    /// The text does not parse.
    Syntax,
    /// A function nobody knows.
    UnknownFunction,
    /// A wrong number of arguments.
    Arguments,
    /// Units that do not fit.
    Unit,
    /// A function needs a period that its argument does not have.
    Period,
    /// A constant part that has no value: division by nought, the root of a negative number.
    Domain,
    /// Longer, deeper or larger than the stated limits.
    Limit,
}

/// What a formula must know of an operand before its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// What may be added to it.
    pub dimension: Dimension,
    /// Whether it is a temperature on a scale with its own nought (°C), not a difference.
    pub absolute: bool,
    /// Whether it takes whole values only.
    pub whole: bool,
    /// The period it speaks of.
    pub period: Option<Period>,
}

/// What a formula gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// A number.
    Number {
        /// Of this dimension.
        dimension: Dimension,
        /// A temperature on a scale, not a difference.
        absolute: bool,
        /// Whole values only, if the operands' are.
        whole: bool,
        /// A plain number of years, which also fits a duration.
        years: bool,
    },
    /// True or false.
    Truth,
}

/// A formula bound to its operands: units checked, functions expanded.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// What it gives.
    pub output: Output,
}

/// The values a program takes over a box of operands.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// All values it takes, and as few others as could be proved.
    pub pieces: Pieces,
    /// Whether the pieces' ends are exact up to outward rounding; false where the budget ran out.
    pub tight: bool,
    /// Whether some point of the box has no value (a division by nought).
    pub partial: bool,
}

/// What a comparison is over a box of operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// At every point.
    Always,
    /// At some points and not at others.
    Sometimes,
    /// At no point.
    Never,
    /// The budget ran out before it was decided.
    Undecided,
}

impl Formula {
    /// Parses a formula.
    ///
    /// # Errors
    /// Every fault found, in the order of the text.
    pub fn parse(_text: &str, _settings: &Settings) -> Result<Self, Vec<FormulaError>> {
        Ok(Formula {
            names: Vec::new(),
            quoted: Vec::new(),
        })
    }

    /// Binds the formula to its operands: those of [`Formula::names`], then those of [`Formula::quoted`].
    ///
    /// # Errors
    /// Units that do not fit, missing periods, parts without a value.
    pub fn bind(&self, _operands: &[Operand]) -> Result<Program, Vec<FormulaError>> {
        Ok(Program {
            output: Output::Truth,
        })
    }
}

impl Program {
    /// The values taken over a box: one interval for each operand.
    #[must_use]
    pub fn range(&self, _domain: &[Interval]) -> Range {
        Range {
            pieces: Pieces::new(),
            tight: true,
            partial: false,
        }
    }

    /// The value at a point, as a narrow interval; `None` where it has none.
    #[must_use]
    pub fn at(&self, _point: &[Rational]) -> Option<Interval> {
        None
    }

    /// Whether the comparison holds over a box.
    #[must_use]
    pub fn truth(&self, _domain: &[Interval]) -> Truth {
        Truth::Undecided
    }

    /// Whether the comparison holds at a point; `None` where it has no value or rounding hides it.
    #[must_use]
    pub fn holds_at(&self, _point: &[Rational]) -> Option<bool> {
        None
    }

    /// Narrows the box to what lets the program give a value of `target` (HC4-revise; for a comparison, to
    /// what lets it be true). Never loses a solution. An operand's interval becomes EMPTY when there is none.
    pub fn contract(&self, _domain: &mut [Interval], _target: &Interval) {}
}
