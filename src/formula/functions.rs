//! The functions of formulas, as data: their names, meaning, units and faults.
//!
//! The parser checks the number of arguments by this table, the binder looks here for what a
//! function is, and help texts and documentation print it.

use crate::diagnostic::nearest;
use crate::number::RangeEnd;

/// A function that formulas can call.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// How it is called: `growth(from, to)`.
    pub signature: &'static str,
    /// What it is, as a formula or in words.
    pub definition: &'static str,
    /// What its arguments' units must be, and what unit it gives.
    pub units: &'static str,
    /// When it has no value, or is refused.
    pub errors: &'static str,
    pub(super) builtin: Builtin,
    least: usize,
    most: usize,
}

/// Which function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Builtin {
    Growth,
    Cagr,
    Change,
    Points,
    Share,
    Ratio,
    Base,
    Project,
    Annualise,
    Years,
    Age,
    Weekday,
    Sum,
    Mean,
    Median,
    Min,
    Max,
    Count,
    Abs,
    Sqrt,
    Root,
    Ln,
    Exp,
    Round,
    Rank,
    Low,
    High,
}

const ANY: usize = usize::MAX;

macro_rules! functions {
    ($($builtin:ident($least:tt..=$most:expr) $signature:literal = $definition:literal, $units:literal, $errors:literal;)*) => {
        /// Every function, in the order of the documentation.
        pub const FUNCTIONS: &[Function] = &[$(Function {
            name: name($signature),
            signature: $signature,
            definition: $definition,
            units: $units,
            errors: $errors,
            builtin: Builtin::$builtin,
            least: $least,
            most: $most,
        }),*];
    };
}

functions! {
    Growth(2..=2) "growth(from, to)" = "to / from − 1",
        "two amounts of one unit; gives a share", "`from` is nought";
    Cagr(2..=3) "cagr(from, to, years)" = "(to / from)^(1 / years) − 1",
        "two amounts of one unit; gives a share; `years` is a number of years or a duration and comes from the periods where it is left out",
        "`from` is nought, the amounts have different signs, the periods are missing or in the wrong order";
    Change(2..=2) "change(from, to)" = "to − from",
        "two amounts of one unit; gives that unit, a difference of temperatures or a time between dates", "none";
    Points(2..=2) "points(from, to)" = "to − from, in percentage points",
        "two shares; gives percentage points", "none";
    Share(2..=2) "share(part, whole)" = "part / whole",
        "two amounts of one unit; gives a share", "`whole` is nought";
    Ratio(2..=2) "ratio(a, b)" = "a / b",
        "any units; gives their quotient", "`b` is nought";
    Base(2..=2) "base(value, growth)" = "value / (1 + growth)",
        "an amount and a share; gives the amount's unit", "`growth` is −100 %";
    Project(3..=3) "project(value, rate, years)" = "value × (1 + rate)^years",
        "an amount, a share, and a number of years or a duration; gives the amount's unit",
        "`rate` is −100 % or less and `years` is not whole";
    Annualise(1..=1) "annualise(value)" = "value × 12 / months of its period",
        "any unit, which it keeps", "`value` has no period";
    Years(2..=2) "years(from, to)" = "the years from the start of one period to the start of another, a month being a twelfth",
        "figures with periods, dates, or years such as 2015; gives a number of years, which fits a duration too (a year is 365.2425 days)",
        "an argument has no period";
    Age(2..=2) "age(born, on)" = "whole years completed by a day",
        "two dates; gives a number of years, which fits a duration too", "none";
    Weekday(1..=1) "weekday(date)" = "the day of the week",
        "a date; gives a day of the week", "none";
    Sum(1..=ANY) "sum(x, …)" = "x + …", "amounts of one unit, which it keeps", "none";
    Mean(1..=ANY) "mean(x, …)" = "sum(x, …) / count(x, …)", "amounts of one unit, which it keeps", "none";
    Median(1..=ANY) "median(x, …)" = "the middle value, or the mean of the middle two",
        "amounts of one unit, which it keeps", "none";
    Min(1..=ANY) "min(x, …)" = "the least", "amounts of one unit, which it keeps", "none";
    Max(1..=ANY) "max(x, …)" = "the greatest", "amounts of one unit, which it keeps", "none";
    Count(1..=ANY) "count(x, …)" = "how many arguments there are", "any; gives a whole number", "none";
    Abs(1..=1) "abs(x)" = "x without its sign", "any unit, which it keeps", "none";
    Sqrt(1..=1) "sqrt(x)" = "root(x, 2)", "a unit that is a square; gives its root", "`x` is negative";
    Root(2..=2) "root(x, n)" = "the n-th root, n being a whole number written out",
        "a unit that is an n-th power; gives its root", "`x` is negative and `n` even";
    Ln(1..=1) "ln(x)" = "the natural logarithm", "a plain number; gives one", "`x` is nought or negative";
    Exp(1..=1) "exp(x)" = "e^x", "a plain number; gives one", "none";
    Round(1..=2) "round(x, digits)" = "x to so many decimals, none where left out; halves go away from nought",
        "any unit, which it keeps; `digits` is a whole number written out, and may be negative", "none";
    Rank(2..=ANY) "rank(value, among, …)" = "1 + how many of the others are greater than `value`",
        "amounts of one unit; gives a whole number", "none";
    Low(1..=1) "low(x)" = "the lower end of a range such as `5% to 7%`, as exact as it is written; `y in x` is `low(x) <= y <= high(x)`",
        "the id of a stated range, or a range in quotes; keeps its unit", "`x` is a single number";
    High(1..=1) "high(x)" = "the upper end of a range, as exact as it is written",
        "the id of a stated range, or a range in quotes; keeps its unit", "`x` is a single number";
}

/// What people call for by other names, and the function that gives it.
#[rustfmt::skip]
const OTHER_NAMES: &[(&str, &str)] = &[
    ("average", "mean"), ("avg", "mean"), ("total", "sum"), ("add", "sum"), ("plus", "sum"), ("difference", "change"), ("diff", "change"),
    ("delta", "change"), ("subtract", "change"), ("pct_change", "growth"), ("percent_change", "growth"), ("percentage_change", "growth"),
    ("relative_change", "growth"), ("increase", "growth"), ("decrease", "growth"), ("yoy", "growth"), ("growth_rate", "growth"),
    ("average_growth", "cagr"), ("annual_growth", "cagr"), ("compound", "cagr"), ("pct", "share"), ("percent", "share"), ("percentage", "share"),
    ("fraction", "share"), ("proportion", "share"), ("percentage_points", "points"), ("pp", "points"), ("multiple", "ratio"), ("times", "ratio"),
    ("divide", "ratio"), ("quotient", "ratio"), ("before", "base"), ("original", "base"), ("future_value", "project"), ("interest", "project"),
    ("inflate", "project"), ("annualize", "annualise"), ("annual", "annualise"), ("duration", "years"), ("years_between", "years"),
    ("datediff", "years"), ("dayofweek", "weekday"), ("day_of_week", "weekday"), ("middle", "median"), ("minimum", "min"), ("least", "min"),
    ("smallest", "min"), ("lowest", "min"), ("maximum", "max"), ("greatest", "max"), ("largest", "max"), ("highest", "max"), ("len", "count"),
    ("length", "count"), ("number", "count"), ("log", "ln"), ("logarithm", "ln"), ("floor", "round"), ("ceil", "round"), ("position", "rank"),
    ("place", "rank"), ("order", "rank"), ("cbrt", "root"), ("absolute", "abs"),
    ("lower", "low"), ("from_range", "low"), ("upper", "high"), ("within", "low"), ("between", "low"),
];

/// The name in a signature.
const fn name(signature: &str) -> &str {
    let mut length = 0;
    while signature.as_bytes()[length] != b'(' {
        length += 1;
    }
    signature.split_at(length).0
}

impl Function {
    /// The end of a range that it asks for, which the parser puts in place of the call.
    pub(super) fn range_end(&self) -> Option<RangeEnd> {
        match self.builtin {
            Builtin::Low => Some(RangeEnd::Low),
            Builtin::High => Some(RangeEnd::High),
            _ => None,
        }
    }

    /// The function of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Function> {
        FUNCTIONS.iter().find(|function| function.name == name)
    }

    /// The function that is most likely meant by this name: one of another name for the same, or of
    /// a name like it.
    ///
    /// ```
    /// use addsup::formula::Function;
    /// assert_eq!(Function::nearest("average").map(|f| f.name), Some("mean"));
    /// assert_eq!(Function::nearest("growht").map(|f| f.name), Some("growth"));
    /// ```
    #[must_use]
    pub fn nearest(name: &str) -> Option<&'static Function> {
        let name = name.to_ascii_lowercase();
        let meant = OTHER_NAMES.iter().find(|(other, _)| *other == name);
        match meant {
            Some((_, meant)) => Self::named(meant),
            None => {
                nearest(&name, FUNCTIONS.iter().map(|function| function.name)).and_then(Self::named)
            }
        }
    }

    /// Whether it can be called with so many arguments.
    #[must_use]
    pub fn takes(&self, arguments: usize) -> bool {
        (self.least..=self.most).contains(&arguments)
    }

    /// Whether it takes what was first and what came then, so that its sign says which way that
    /// went.
    pub(super) fn takes_from_and_to(&self) -> bool {
        matches!(
            self.builtin,
            Builtin::Growth | Builtin::Cagr | Builtin::Change | Builtin::Points
        )
    }

    /// How many arguments it takes, in words.
    pub(super) fn arguments(&self) -> String {
        let noun = |n| if n == 1 { "argument" } else { "arguments" };
        match (self.least, self.most) {
            (least, ANY) => format!("{least} or more arguments"),
            (least, most) if least == most => format!("{least} {}", noun(least)),
            (least, most) => format!("{least} or {most} {}", noun(most)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_found_by_its_name_and_says_what_it_is() {
        for function in FUNCTIONS {
            assert_eq!(Function::named(function.name), Some(function));
            for text in [function.definition, function.units, function.errors] {
                assert!(!text.is_empty() && !text.ends_with('.'), "{text}");
            }
        }
    }

    #[test]
    fn the_signature_agrees_with_the_number_of_arguments() {
        for function in FUNCTIONS {
            let written = function.signature.matches(',').count() + 1;
            let open = function.signature.contains('…');
            assert_eq!(function.most == ANY, open, "{}", function.signature);
            if !open {
                assert_eq!(function.most, written, "{}", function.signature);
            }
        }
    }

    #[test]
    fn other_names_are_of_functions_and_no_functions_themselves() {
        for (other, name) in OTHER_NAMES {
            assert!(Function::named(other).is_none(), "{other}");
            assert!(Function::named(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_slip_of_the_hand_finds_its_function() {
        assert_eq!(Function::nearest("growht").map(|f| f.name), Some("growth"));
        assert_eq!(
            Function::nearest("annualize").map(|f| f.name),
            Some("annualise")
        );
        assert!(Function::nearest("frobnicate").is_none());
    }
}
