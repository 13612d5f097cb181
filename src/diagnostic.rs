//! Faults in what users write: what is wrong, where, and what would be right.
//!
//! Diagnostics are collected, never thrown: a file's faults are reported together.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::source::{SourceId, Span};

/// How grave a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something for the curious, told only where it is asked for.
    Note,
    /// Something to look at; nothing is left out because of it.
    Warning,
    /// Something is wrong. A claim whose keys, figures or formulas are wrong has no verdict.
    Error,
}

impl Severity {
    /// The name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// By its name.
impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// By its name.
impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The name in reports.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Builds [`Code`] from one table, so that a code cannot lack its name, gravity or explanation.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident $severity:ident $name:literal;)+) => {
        /// Which fault: stable names that tests and suppressions may rely on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $code,)+
        }

        impl Code {
            /// Every code, in the order a file is read.
            pub const ALL: &[Code] = &[$(Code::$code),+];

            /// The name in reports.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$code => $name,)+ }
            }

            /// How grave the fault is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$code => Severity::$severity,)+ }
            }

            /// What the fault is, in a line or two, for people who meet it.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Code::$code => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8 from some byte on; nothing in it is read.
    NotUtf8 Error "not-utf8";
    /// The file holds a NUL byte, so it is no text; nothing in it is read.
    NulByte Error "nul-byte";
    /// The file is larger than any text an editor wrote (64 MiB); nothing in it is read.
    FileTooLarge Error "file-too-large";
    /// The file is not valid YAML; what stands behind the fault is not read until it is mended.
    YamlSyntax Error "yaml-syntax";
    /// The file nests deeper, or repeats itself through aliases more often, than a claim file needs.
    YamlLimit Error "yaml-limit";
    /// YAML that claim files do not use: tags, merge keys, several documents, keys that are no text.
    YamlUnsupported Error "yaml-unsupported";
    /// The file holds neither claims nor inputs.
    EmptyFile Warning "empty-file";
    /// The file has more faults than are told one by one.
    TooManyFaults Error "too-many-faults";

    /// A mapping has the same key twice.
    DuplicateKey Error "duplicate-key";
    /// A key that has no meaning where it stands.
    UnknownKey Error "unknown-key";
    /// A key without which the entry says nothing.
    MissingKey Error "missing-key";
    /// Keys that exclude each other stand side by side.
    ConflictingKeys Error "conflicting-keys";
    /// A value of the wrong kind: a list where text is wanted, or the like.
    WrongType Error "wrong-type";

    /// An id that is not snake_case, or that formulas use for something else.
    BadId Error "bad-id";
    /// An input or claim has the id of another in the same file.
    DuplicateId Error "duplicate-id";
    /// A formula names an id that no input or claim has.
    UnknownId Error "unknown-id";
    /// A formula uses a comparison as if it were a figure.
    NoFigure Error "no-figure";

    /// A text that is no figure.
    BadFigure Error "bad-figure";
    /// A unit nobody knows, or one that does not fit the figure it belongs to.
    BadUnit Error "bad-unit";
    /// A text that is no period.
    BadPeriod Error "bad-period";
    /// A text that is no date.
    BadDate Error "bad-date";
    /// A setting with a value it cannot have.
    BadSetting Error "bad-setting";
    /// `expect` names no verdict.
    BadExpect Error "bad-expect";
    /// `expect` without `because`, or the reverse: an accepted verdict needs its reason.
    ExpectAlone Error "expect-alone";

    /// A formula that does not parse.
    FormulaSyntax Error "formula-syntax";
    /// A formula calls a function nobody knows.
    UnknownFunction Error "unknown-function";
    /// A function is called with too few or too many arguments, or with arguments it cannot take.
    WrongArguments Error "wrong-arguments";
    /// Units that cannot be added, compared, or stated together.
    UnitMismatch Error "unit-mismatch";
    /// A function needs the period of a figure that has none.
    MissingPeriod Error "missing-period";
    /// A formula that has no value: it divides by nought, or takes the root of a negative number.
    NoValue Error "no-value";
    /// A formula larger or deeper than the stated limits.
    FormulaLimit Error "formula-limit";
    /// A formula gives a number, and the claim states none to compare it with.
    NothingStated Error "nothing-stated";
    /// A formula gives true or false, and the claim states a number.
    StatedComparison Error "stated-comparison";
    /// A claim depends on itself through the formulas of the claims it uses.
    Cycle Error "cycle";

    /// The article cannot be read.
    ArticleNotFound Error "article-not-found";
    /// A quote does not stand in the article.
    QuoteDrifted Error "quote-drifted";
    /// No cell of the article's tables has these labels, or several have.
    CellNotFound Error "cell-not-found";
    /// A quote stands in the article more than once, and nothing says which one is meant.
    QuoteAmbiguous Error "quote-ambiguous";
    /// `occurrence` counts further than the quote occurs.
    OccurrenceOutOfRange Error "occurrence-out-of-range";
    /// A figure has no home: the article does not state it, and it names no source, no data and no formula.
    Unsourced Warning "unsourced";
    /// The stated figure is not in the quote it is said to come from.
    FigureNotInQuote Error "figure-not-in-quote";

    /// Digits of an article that can be no number as they are written.
    MalformedNumber Error "malformed-number";
    /// A unit of an article that is said twice, or two that exclude each other.
    DoubledUnit Error "doubled-unit";
    /// A weekday that its date does not have, or a day that its month does not have.
    Calendar Error "calendar";
    /// One amount in two units that are not the same.
    Conversion Error "conversion";
    /// One amount in two currencies, at another rate than the article's other pairs or than any there has been.
    CurrencyConversion Error "currency-conversion";
    /// A change that is not the one between the two amounts beside it.
    Change Error "change";
    /// Per cent where percentage points are meant.
    PercentForPoints Warning "percent-for-points";
    /// A share that is not the one of its part in its whole.
    Share Error "share";
    /// A total that its parts do not make.
    Total Error "total";
    /// A remainder that the parts do not leave.
    Remainder Error "remainder";
    /// A multiple that is not the one between the two amounts beside it.
    Multiple Error "multiple";
    /// An average rate of growth that its first and last amounts do not have, or a mean of other values.
    AverageRate Warning "average-rate";
    /// A product that is not the one of what is multiplied.
    Product Warning "product";
    /// An age or a span of years that its dates do not give.
    Age Warning "age";
    /// Another number of things named than the article says.
    Count Warning "count";
    /// One amount stated twice with different values.
    Repeated Error "repeated";
    /// A majority that none of the parts has.
    Majority Warning "majority";
    /// A side that won with less than the other.
    Order Warning "order";
    /// A total of a table that is not the one of its rows or columns.
    TableTotal Error "table-total";
    /// A change in a table that is not the one from one column to another.
    TableChange Error "table-change";
    /// A balance that does not open a period as it closed the one before.
    TableCarried Warning "table-carried";
    /// A value in another magnitude than its header says.
    TableScale Warning "table-scale";
    /// A product in a table that its row does not make.
    TableProduct Error "table-product";
    /// A change that the prose says of a cell and the table does not have.
    TableCited Warning "table-cited";
    /// A share in a table that its amounts do not have.
    TableShare Error "table-share";
    /// A headline that says a thousand times as much as its text, or as little.
    Headline Warning "headline";
    /// Shares of one whole that do not make a hundred per cent.
    PartsOfWhole Warning "parts-of-whole";
    /// A comment in an article that silences nothing.
    StaleSilence Warning "stale-silence";
}

impl Code {
    /// Whether it is of what an article says of its own figures, and not of a claim file.
    #[must_use]
    pub fn is_of_article(self) -> bool {
        self >= Code::MalformedNumber
    }
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which fault.
    pub code: Code,
    /// How grave.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The file it is in.
    pub source: SourceId,
    /// The text it is about.
    pub span: Span,
    /// A few words to stand under the caret; empty for none.
    pub label: String,
    /// Other places that matter ("first defined here").
    pub related: Vec<(Span, String)>,
    /// What would be right.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A fault with its code's gravity, and nothing beside the message yet.
    #[must_use]
    pub fn new(code: Code, source: SourceId, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            source,
            span,
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// With words for under the caret.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }

    /// With another place that matters.
    pub fn related(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.related.push((span, message.into()));
        self
    }

    /// With what would be right.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }
}

/// The candidate that `name` is most likely a slip of the hand for; `None` where none is near.
///
/// ```
/// use addsup::diagnostic::nearest;
/// assert_eq!(nearest("stateed", ["stated", "quote"]), Some("stated"));
/// assert_eq!(nearest("colour", ["stated", "quote"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer names are told apart by more than a slip, and would cost the square of their length.
    const LONGEST: usize = 64;
    let length = name.chars().count();
    if length > LONGEST {
        return None;
    }
    // One slip in three letters: rustc's measure.
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 4 * LONGEST)
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|&(distance, _)| distance <= limit && distance < length)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters must be put in, left out, changed or swapped with their neighbour
/// (optimal string alignment, Damerau 1964).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        for name in &names {
            let ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(name.chars().all(ok), "{name}");
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn every_code_explains_itself_in_a_sentence() {
        for code in Code::ALL {
            let text = code.explanation();
            assert!(text.ends_with('.') && !text.starts_with(' '), "{text:?}");
        }
    }

    #[test]
    fn slips_of_the_hand_are_near() {
        assert_eq!(distance("fomrula", "formula"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(nearest("qoute", ["quote", "stated"]), Some("quote"));
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest(&"x".repeat(1000), ["x"]), None);
    }
}
