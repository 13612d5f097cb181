//! A relation as data.

use super::article::Article;
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::source::Span;

/// Builds [`Kind`] from one table, so that none lacks its name.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident $name:literal;)+) => {
        /// What kind of arithmetic ties the figures of a relation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind { $($(#[doc = $doc])+ $kind,)+ }

        impl Kind {
            /// The name in reports.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Kind::$kind => $name,)+ }
            }
        }
    };
}

kinds! {
    /// By how much one amount is more than another.
    Difference "difference";
    /// By what part of itself an amount changed.
    Growth "growth";
    /// How many times another an amount is.
    Multiple "multiple";
    /// What part of a whole an amount is.
    Share "share";
    /// What parts make together.
    Total "total";
    /// What parts leave of a whole.
    Remainder "remainder";
    /// So many times so much.
    Product "product";
    /// So much for each.
    Rate "rate";
    /// The mean of several amounts.
    Average "average";
    /// Growth for each of several years.
    AnnualGrowth "annual-growth";
    /// One amount in two units.
    Conversion "conversion";
    /// Days, weekdays, ages and spans of time.
    Date "date";
    /// How many things are named.
    Count "count";
    /// Which of two amounts is more.
    Comparison "comparison";
    /// One figure stated twice.
    Repeated "repeated";
    /// Parts of a whole that make a hundred per cent.
    PartsOf100 "parts-of-100";
    /// A change to an amount whose earlier one is not stated.
    UnknownBase "unknown-base";
    /// A number that can be none.
    Number "number";
    /// What else the words assert.
    Other "other";
}

/// How surely the words say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The words of one clause assert it.
    Says,
    /// Words or structure make it likely.
    Suggests,
    /// The numbers alone.
    Fits,
}

impl Strength {
    /// The name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Strength::Says => "says",
            Strength::Suggests => "suggests",
            Strength::Fits => "fits",
        }
    }
}

/// A figure of a relation, and where it stands.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Part {
    /// Its name in the formula: `a`, `b`; `stated`.
    pub name: &'static str,
    /// Its bytes of the visible text.
    pub span: Span,
    /// Its words.
    pub text: String,
}

/// What an article says of its figures: this one follows from those.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Relation {
    /// The rule that read it.
    pub rule: Code,
    /// How grave a finding of that rule may be at most.
    pub most: Severity,
    /// What kind of arithmetic it is.
    pub kind: Kind,
    /// How surely the words say it.
    pub strength: Strength,
    /// The figure that should follow; `None` of a comparison.
    pub stated: Option<Part>,
    /// The figures it should follow from.
    pub operands: Vec<Part>,
    /// The formulas that the words leave, each a reading.
    pub formulas: Vec<&'static str>,
    /// What the check finds.
    pub verdict: Verdict,
    /// What the first formula gives, in the stated figure's unit.
    pub computed: Option<String>,
    /// One line of arithmetic in the article's own words.
    pub message: String,
    /// The single edits that would make it right.
    pub mends: Vec<String>,
    /// Why it can be no more than a remark, where something about the reading is in doubt.
    pub doubt: Option<&'static str>,
}

impl Part {
    /// A figure of the article under a name of its relation.
    pub(super) fn of(article: &Article<'_>, name: &'static str, figure: usize) -> Self {
        Part::at(article, name, article.found(figure).span.clone())
    }

    /// Any passage of the article under a name.
    pub(super) fn at(article: &Article<'_>, name: &'static str, span: Span) -> Self {
        Part {
            name,
            text: article.words(&span).to_owned(),
            span,
        }
    }
}

impl Relation {
    /// A relation that is decided without a formula: by the calendar, by counting, or not at all.
    pub(super) fn told(
        (rule, most): (Code, Severity),
        kind: Kind,
        strength: Strength,
        stated: Option<Part>,
        operands: Vec<Part>,
        verdict: Verdict,
        message: String,
    ) -> Self {
        Relation {
            rule,
            most,
            kind,
            strength,
            stated,
            operands,
            formulas: Vec::new(),
            verdict,
            computed: None,
            message,
            mends: Vec::new(),
            doubt: None,
        }
    }

    /// Its figures, the stated one first.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.stated.iter().chain(&self.operands)
    }

    /// Where its first figure stands.
    #[must_use]
    pub fn start(&self) -> usize {
        self.parts().map(|part| part.span.start).min().unwrap_or(0)
    }

    /// Where its last figure ends.
    #[must_use]
    pub fn end(&self) -> usize {
        self.parts().map(|part| part.span.end).max().unwrap_or(0)
    }

    /// Whether both say the same of the same figures.
    pub(super) fn is_same(&self, other: &Relation) -> bool {
        let spans = |relation: &Relation| -> Vec<Span> {
            let mut spans: Vec<Span> = relation.parts().map(|part| part.span.clone()).collect();
            spans.sort_by_key(|span| span.start);
            spans
        };
        self.kind == other.kind && spans(self) == spans(other)
    }
}
