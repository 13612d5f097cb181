//! What an article's conventions are: how its bare signs and numerals are to be read.

use super::Currency;

/// The conventions that decide what is otherwise ambiguous in a written figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What a bare `$` means.
    pub currency: Currency,
    /// Whether numerals are written `1.234,5` rather than `1,234.5`.
    pub decimal_comma: bool,
    /// Whose gallons, pints, tons and calories are meant; `None`: each may be, as the article does
    /// not say.
    pub measures: Option<Measures>,
}

/// A system of measures, of those whose words for units are shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measures {
    /// A gallon of 3.785 litres, a ton of 2,000 pounds.
    American,
    /// A gallon of 4.546 litres, a ton of 2,240 pounds.
    Imperial,
    /// A ton of 1,000 kilograms, a calorie of a thousand small ones.
    Metric,
}

impl Measures {
    /// Every system, in the order in which units give their sizes.
    pub const ALL: [Measures; 3] = [Measures::American, Measures::Imperial, Measures::Metric];

    /// Its name, as in a sentence.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Measures::American => "American",
            Measures::Imperial => "imperial",
            Measures::Metric => "metric",
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            currency: Currency::USD,
            decimal_comma: false,
            measures: None,
        }
    }
}
