//! The parsed formula: a list of items in postfix order, so that no walk over it needs recursion.

use super::functions::Function;
use crate::number::Rational;
use crate::source::Span;

/// One item of a formula in postfix order: operands stand before what takes them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) syntax: Syntax,
    start: u32,
    end: u32,
}

impl Item {
    pub(super) fn new(syntax: Syntax, span: Span) -> Self {
        // A formula is shorter than `MAX_BYTES`, so its offsets fit.
        let offset = |at| u32::try_from(at).expect("internal error: a formula over its limit");
        Item {
            syntax,
            start: offset(span.start),
            end: offset(span.end),
        }
    }

    /// The text it was read from, parentheses about its operands included.
    pub(super) fn span(&self) -> Span {
        self.start as usize..self.end as usize
    }
}

/// What an item is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Syntax {
    /// A number; `20%` is 1/5.
    Number(Rational),
    /// An id, as an index into the formula's names.
    Name(u32),
    /// A quoted figure, as an index into the formula's quoted figures.
    Quoted(u32),
    /// `−x`.
    Negate,
    /// `x ∘ y`.
    Arithmetic(Arithmetic),
    /// `x < y`. A linked one compares the right side of the comparison before it: `x < y < z`.
    Compare {
        /// Which comparison.
        test: Test,
        /// Whether its left side is the right side of the comparison before it.
        linked: bool,
    },
    /// `not x`.
    Not,
    /// `x and y`.
    And,
    /// `x or y`.
    Or,
    /// A function of the last so many operands.
    Call {
        /// Which function.
        function: &'static Function,
        /// How many arguments.
        arguments: u32,
    },
}

/// The arithmetic signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

/// How two numbers are compared; or one number with nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
}

impl Test {
    /// The comparison that holds just where this one fails.
    pub(crate) fn opposite(self) -> Self {
        match self {
            Test::Less => Test::AtLeast,
            Test::AtMost => Test::Greater,
            Test::Greater => Test::AtMost,
            Test::AtLeast => Test::Less,
            Test::Equal => Test::Unequal,
            Test::Unequal => Test::Equal,
        }
    }

    /// Whether a number of this sign stands so to nought.
    pub(crate) fn holds(self, sign: i32) -> bool {
        match self {
            Test::Less => sign < 0,
            Test::AtMost => sign <= 0,
            Test::Greater => sign > 0,
            Test::AtLeast => sign >= 0,
            Test::Equal => sign == 0,
            Test::Unequal => sign != 0,
        }
    }
}
