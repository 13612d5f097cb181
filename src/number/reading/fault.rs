//! What can be wrong with a figure: where, what, and what would be right.

use std::ops::Range;

/// The most digits a figure may have. Nobody writes more, and exact arithmetic on them would be
/// slow.
pub(super) const MOST_DIGITS: usize = 400;
/// The largest power of ten a figure may have, either way.
pub(super) const LARGEST_EXPONENT: i64 = 400;

/// Why a text is no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureError {
    /// Where in the text, in bytes.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

impl std::fmt::Display for FigureError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for FigureError {}

/// A fault on the way, without words yet: scanning prose meets many and reports none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: Range<usize>,
    pub(super) problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// No text, or white space alone.
    Empty,
    /// Nothing that could begin a figure.
    NoFigure,
    /// `1,23,4`.
    UnevenGroups,
    /// `3,14`.
    DecimalComma,
    /// `1.2.3`.
    TwoPoints,
    /// More digits than [`MOST_DIGITS`].
    TooManyDigits,
    /// A power of ten beyond [`LARGEST_EXPONENT`].
    Exponent,
    /// `1/0`.
    ZeroDenominator,
    /// `(1,234)`.
    Parentheses,
    /// Digits of another script.
    ForeignDigits,
    /// `$5 €`.
    TwoCurrencies,
    /// A range whose ends have units that do not compare.
    TwoUnits,
    /// `between 5`.
    OpenRange,
    /// Words behind the figure.
    WordsAfter,
    /// A hedge with no number behind it.
    HedgeAlone,
}

impl Fault {
    pub(super) fn new(at: Range<usize>, problem: Problem) -> Self {
        Fault { at, problem }
    }

    /// The fault in words.
    pub(super) fn into_error(self, text: &str) -> FigureError {
        let written = excerpt(&text[self.at.clone()]);
        let (message, help) = match self.problem {
            Problem::Empty => (
                "there is no figure here".to_owned(),
                Some("write a number with its unit, as in `5 %` or `US$68 billion`".to_owned()),
            ),
            Problem::NoFigure => (
                format!("`{written}` does not begin a figure"),
                Some("write a number with its unit, as in `5 %`, `US$68 billion` or `about a third`".to_owned()),
            ),
            Problem::UnevenGroups => (
                format!("`{written}` groups its digits unevenly"),
                Some("group them by threes, as in `1,234,567`, or as lakhs and crores, `12,34,567`".to_owned()),
            ),
            Problem::DecimalComma => (
                format!("the comma in `{written}` is not at the thousands"),
                Some(format!(
                    "decimals follow a point: `{}`; where the article writes commas, set `decimal_comma: true` under `settings`",
                    written.replacen(',', ".", 1)
                )),
            ),
            Problem::TwoPoints => (
                format!("`{written}` has more than one decimal point"),
                Some("thousands are set off by commas, as in `1,234.5`; dates are written `14 June 2023`".to_owned()),
            ),
            Problem::TooManyDigits => (
                format!("a number of more than {} digits is too long", MOST_DIGITS),
                Some("write it with a scale word, `5 billion`, or a power of ten, `5 × 10^9`".to_owned()),
            ),
            Problem::Exponent => (
                format!("the power of ten `{written}` is too large"),
                Some(format!("powers may go up to {} either way", LARGEST_EXPONENT)),
            ),
            Problem::ZeroDenominator => (format!("`{written}` divides by zero"), None),
            Problem::Parentheses => (
                "a figure does not begin with a parenthesis".to_owned(),
                Some("parentheses do not make a number negative: write `−1,234` or `1,234`".to_owned()),
            ),
            Problem::ForeignDigits => (
                format!("`{written}` is not written with the digits 0 to 9"),
                Some("write numbers with the digits 0 to 9, or as English words".to_owned()),
            ),
            Problem::TwoCurrencies => (
                format!("`{written}` names two currencies"),
                Some("keep one of them".to_owned()),
            ),
            Problem::TwoUnits => (
                format!("the ends of the range `{written}` are in units that do not compare"),
                None,
            ),
            Problem::OpenRange => (
                format!("the range `{written}` has no second end"),
                Some("write both ends, as in `between 5 % and 7 %`".to_owned()),
            ),
            Problem::WordsAfter => (
                format!("`{written}` follows the figure"),
                Some("a figure ends with its unit, or with the thing that is counted in one or two words".to_owned()),
            ),
            Problem::HedgeAlone => (
                format!("no number follows `{written}`"),
                Some("write the number in digits or words, as in `about 5 %`".to_owned()),
            ),
        };
        FigureError {
            at: self.at,
            message,
            help,
        }
    }
}

/// What is quoted in a message: not more of it than one can take in.
fn excerpt(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", &text[..at]),
    }
}
