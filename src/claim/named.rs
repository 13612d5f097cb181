//! What the names of a formula stand for, and what is wrong with those that stand for nothing.

use std::borrow::Cow;

use super::model::QuantityId;
use crate::diagnostic::Code;
use crate::formula::{Formula, Name};

/// What the names of a formula stand for.
pub(super) struct Named<'l> {
    /// The figures that it names itself or through others, in order.
    pub(super) operands: Vec<QuantityId>,
    /// The ranges it takes an end of.
    pub(super) ranges: Vec<QuantityId>,
    /// What is put in a name's place; shorter than the names where one stands for nothing.
    pub(super) parts: Vec<Option<Cow<'l, Formula>>>,
    /// The names that are wrong. One that stands for something faulty is not, as that is told there.
    pub(super) faults: Vec<(&'l Name, NameFault)>,
}

/// What is wrong with a name in a formula.
pub(super) enum NameFault {
    /// Its end is asked for, and it is no stated range.
    NoRange,
    /// It depends on itself.
    Itself,
    /// It is a comparison.
    Comparison,
    /// Nothing has that id.
    Unknown,
}

impl Named<'_> {
    /// Whether every name stands for something.
    pub(super) fn is_whole(&self, formula: &Formula) -> bool {
        self.parts.len() == formula.names.len()
    }

    /// Whether anything is put in a name's place.
    pub(super) fn is_inlined(&self) -> bool {
        self.parts.iter().any(Option::is_some)
    }

    /// The formula with its parts in their places.
    pub(super) fn inlined(&self, formula: &Formula) -> Formula {
        let parts: Vec<Option<&Formula>> = self.parts.iter().map(Option::as_deref).collect();
        formula.with_parts(&parts)
    }
}

impl NameFault {
    /// Its diagnostic code, and what is wrong in words.
    pub(super) fn told(&self, id: &str) -> (Code, String) {
        match self {
            NameFault::NoRange => (
                Code::WrongArguments,
                format!("`{id}` is not stated as a range such as `5% to 7%`, so it has no ends"),
            ),
            NameFault::Itself => (Code::Cycle, format!("`{id}` depends on itself")),
            NameFault::Comparison => (
                Code::NoFigure,
                format!("`{id}` is a comparison, so it has no figure"),
            ),
            NameFault::Unknown => (
                Code::UnknownId,
                format!("no input or claim has the id `{id}`"),
            ),
        }
    }
}
