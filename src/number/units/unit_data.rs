//! What is known of a unit.

use std::borrow::Cow;

use super::dimension::Dimension;
use super::kind::Kind;
use crate::number::exact::Rational;

/// What is known of a unit.
#[derive(Clone, Debug)]
pub(in crate::number) struct UnitData {
    /// The English singular in US spelling, or an ISO code: the name in reports.
    pub(in crate::number) name: Cow<'static, str>,
    /// What is shown before a number: `US$`.
    pub(super) prefix: Cow<'static, str>,
    /// How it is shown behind a number other than one, in British spelling; empty for money.
    pub(in crate::number) plural: Cow<'static, str>,
    /// How it is shown behind one.
    pub(in crate::number) singular: Cow<'static, str>,
    /// The sign or abbreviation; empty if there is none.
    pub(in crate::number) symbol: Cow<'static, str>,
    pub(in crate::number) dimension: Dimension,
    pub(in crate::number) factor: Rational,
    pub(in crate::number) offset: Rational,
    pub(in crate::number) kind: Kind,
    /// Whether it counts things that are not measured.
    pub(in crate::number) counted: bool,
    /// Of a word for several sizes, each as a multiple of the factor, in the order of the systems
    /// of measures.
    pub(super) sizes: Vec<Rational>,
}

impl UnitData {
    /// A unit of the table, before its particulars.
    pub(in crate::number) fn plain(name: &'static str, plural: &'static str, kind: Kind) -> Self {
        UnitData {
            name: name.into(),
            prefix: "".into(),
            plural: plural.into(),
            singular: name.into(),
            symbol: "".into(),
            dimension: Dimension::NONE,
            factor: Rational::ONE,
            offset: Rational::ZERO,
            kind,
            counted: false,
            sizes: Vec::new(),
        }
    }
}
