//! What an article's conventions are: how its bare signs and numerals are to be read.

use super::Currency;

/// The conventions that decide what is otherwise ambiguous in a written figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What a bare `$` means.
    pub currency: Currency,
    /// Whether numerals are written `1.234,5` rather than `1,234.5`.
    pub decimal_comma: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            currency: Currency::USD,
            decimal_comma: false,
        }
    }
}
