//! Formulas: their text, their meaning in units, and the exact range of what they give.

mod bind;
mod build;
mod calendar;
mod contract;
mod core;
mod corners;
mod eval;
mod functions;
mod lattice;
mod lexer;
mod lower;
mod parser;
mod polynomial;
mod program;
#[cfg(test)]
mod properties;
mod search;
mod shared;
mod slopes;
mod syntax;
#[cfg(test)]
mod tests;
mod transcendental;
mod tree;
mod truth;
mod units;
mod walk;
mod witness;

pub(crate) use core::{Binary, Condition, Node, Unary};

pub use functions::{FUNCTIONS, Function};
pub use lattice::Lattice;
pub use program::Program;
pub(crate) use program::{Root, Sense};
pub(crate) use syntax::Test;
pub(crate) use tree::Tree;
pub(crate) use units::describe;

use crate::number::{Dimension, Figure, Period, Pieces, RangeEnd, Rational, Settings};
use crate::source::Span;

/// A formula as written, parsed but not yet bound to figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// The ids it uses, each once, in the order of their first use.
    pub names: Vec<Name>,
    /// The figures it quotes, `"US$5 billion"`; operands after those of `names`.
    pub quoted: Vec<Figure>,
    items: Vec<syntax::Item>,
    text: Box<str>,
}

/// An id in a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// `trade_2015`, or `part.trade_2015`.
    pub id: String,
    /// Which end of the range it stands for, of `low(x)` and `high(x)`.
    pub end: Option<RangeEnd>,
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
    /// Where that nought lies on the scale of the base unit; nought of all other figures.
    pub offset: Rational,
    /// Whether it takes whole values only.
    pub whole: bool,
    /// Whether it is written as a whole number that may be a count: sums and products of such are
    /// not rounded.
    pub counts: bool,
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

/// The values a program takes over a box of operands.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// All values it takes, and as few others as could be proved.
    pub pieces: Pieces,
    /// Whether the pieces' ends are exact up to outward rounding; false where the budget ran out.
    pub tight: bool,
    /// Whether some point of the box has no value (a division by nought).
    pub partial: bool,
    /// The steps in which the values come, where they do: no value lies between them.
    pub lattice: Option<Box<Lattice>>,
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

/// Whether there is what was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existence {
    /// Proved by an example.
    Yes,
    /// Proved by leaving nothing.
    No,
    /// The search was cut short.
    Unknown,
}

impl Formula {
    /// Parses a formula.
    ///
    /// # Errors
    /// Every fault found, in the order of the text.
    pub fn parse(text: &str, settings: &Settings) -> Result<Self, Vec<FormulaError>> {
        parser::parse(text, settings)
    }

    /// The percentages that are written out in it: of `7% - 5%` both.
    pub(crate) fn percentages(&self) -> impl Iterator<Item = Rational> + '_ {
        self.items.iter().filter_map(|item| match &item.syntax {
            syntax::Syntax::Number(value) if self.text[item.span()].ends_with('%') => {
                Some(value.clone())
            }
            _ => None,
        })
    }

    /// Binds the formula to its operands: those of [`Formula::names`], then those of
    /// [`Formula::quoted`].
    ///
    /// # Errors
    /// Units that do not fit, missing periods, parts without a value.
    ///
    /// # Panics
    /// If there are not as many operands as names and quoted figures.
    pub fn bind(&self, operands: &[Operand]) -> Result<Program, Vec<FormulaError>> {
        assert_eq!(
            operands.len(),
            self.names.len() + self.quoted.len(),
            "internal error: operands of another formula"
        );
        bind::bind(self, operands)
    }
}
