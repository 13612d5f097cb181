//! How numbers and ranges are shown to people: `US$195 billion`, `16.2%`, `15.9% to 16.6%`, `more
//! than 20%`.
//!
//! Ends of ranges are rounded outward, and to so many digits that what differs is seen to differ.

use std::fmt::Write;

use super::period::{Period, date_of_number};
use crate::number::exact::digits::write_digits;
use crate::number::exact::{Endpoint, Interval, Rational};
use crate::number::units::{Base, Kind, Unit};

/// The most decimals that are shown to tell two numbers apart.
const MOST_DECIMALS: i32 = 40;

/// Which way a number is rounded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rounding {
    Down,
    Nearest,
    Up,
}

/// A number in base units, with its unit: as it is where few digits do, otherwise to three or so.
///
/// ```
/// use addsup::number::{Currency, Rational, Unit, show_number};
/// assert_eq!(show_number(&Rational::from(195_000_000_000), &Unit::money(Currency::USD)), "US$195 billion");
/// assert_eq!(show_number(&Rational::new(1, 6), &Unit::percent()), "16.7%");
/// ```
#[must_use]
pub fn show_number(value: &Rational, unit: &Unit) -> String {
    if let Some(text) = calendar(value, unit) {
        return text;
    }
    let own = in_unit(value, unit);
    let scale = Scale::of(&own, unit);
    let decimals = scale.decimals_for_point(&own);
    let mut out = String::with_capacity(24);
    write_number(
        &mut out,
        &own,
        unit,
        scale,
        decimals,
        Rounding::Nearest,
        true,
    );
    out
}

/// An interval in base units, its ends rounded outward: `15.9% to 16.6%`, `more than 20%`.
#[must_use]
pub fn show_interval(interval: &Interval, unit: &Unit) -> String {
    let own = Own::new(interval, unit);
    let (scale, decimals) = own.digits(unit);
    own.show(interval, unit, scale, decimals)
}

/// Two intervals in base units with the same digits, so many that a gap between them shows.
#[must_use]
pub fn show_pair(first: &Interval, second: &Interval, unit: &Unit) -> (String, String) {
    let (a, b) = (Own::new(first, unit), Own::new(second, unit));
    let largest = a.largest().into_iter().chain(b.largest()).max();
    let scale = largest.map_or(Scale::ONE, |value| Scale::of(&value, unit));
    let mut decimals = a.decimals(scale).max(b.decimals(scale));
    if let Some(gap) = a.gap(&b) {
        // Rounding moves both ends by less than a unit each.
        decimals = decimals.max(scale.decimals_for_step(&(gap * Rational::new(1, 2))));
    }
    (
        a.show(first, unit, scale, decimals),
        b.show(second, unit, scale, decimals),
    )
}

/// Days and days of the week by their names.
fn calendar(value: &Rational, unit: &Unit) -> Option<String> {
    match unit.dimension().powers() {
        [(Base::Date, 1)] => Some(Period::day(date_of_number(value)?)?.to_string()),
        [(Base::Weekday, 1)] => super::period::weekday_name(value).map(str::to_owned),
        _ => None,
    }
}

/// A number of base units in the unit it is shown in.
fn in_unit(value: &Rational, unit: &Unit) -> Rational {
    let (factor, offset) = (unit.factor(), unit.offset());
    let value = if offset.is_zero() {
        value.clone()
    } else {
        value - offset
    };
    if *factor == Rational::ONE {
        value
    } else {
        value / factor.clone()
    }
}

/// The scale word a number is shown with.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Scale {
    power: i32,
    word: &'static str,
}

impl Scale {
    const ONE: Scale = Scale { power: 0, word: "" };

    fn of(value: &Rational, unit: &Unit) -> Self {
        if unit.kind() == Kind::Date {
            return Self::ONE;
        }
        // Beyond trillions, and far below one, a power of ten says more than noughts.
        match magnitude(value) {
            power @ (18.. | ..=-7) => Scale { power, word: "" },
            12.. => Scale {
                power: 12,
                word: " trillion",
            },
            9.. => Scale {
                power: 9,
                word: " billion",
            },
            6.. => Scale {
                power: 6,
                word: " million",
            },
            _ => Self::ONE,
        }
    }

    fn scaled(self, value: &Rational) -> Rational {
        match self.power {
            0 => value.clone(),
            power => value * &Rational::ten_to(-power),
        }
    }

    /// Decimals for a number on its own: all of them where six digits show it exactly, otherwise
    /// three digits.
    fn decimals_for_point(self, value: &Rational) -> i32 {
        let scaled = self.scaled(value);
        let magnitude = magnitude(&scaled);
        exact_decimals(&scaled, magnitude).unwrap_or_else(|| (2 - magnitude).clamp(0, 9))
    }

    /// Decimals that show a number exactly, if six digits do.
    fn exact_decimals(self, value: &Rational) -> Option<i32> {
        let scaled = self.scaled(value);
        exact_decimals(&scaled, magnitude(&scaled))
    }

    /// Decimals that show a step of this size.
    fn decimals_for_step(self, step: &Rational) -> i32 {
        (-magnitude(&self.scaled(step))).clamp(0, MOST_DECIMALS)
    }
}

fn exact_decimals(value: &Rational, magnitude: i32) -> Option<i32> {
    let most = u32::try_from(5 - magnitude.max(0)).unwrap_or(0);
    value
        .decimals(most)
        .and_then(|decimals| i32::try_from(decimals).ok())
}

/// The power of ten of the first digit; 0 for nought.
fn magnitude(value: &Rational) -> i32 {
    const POWERS: [i64; 19] = {
        let mut powers = [1; 19];
        let mut at = 1;
        while at < 19 {
            powers[at] = powers[at - 1] * 10;
            at += 1;
        }
        powers
    };
    if value.is_zero() {
        return 0;
    }
    let size = value.abs();
    if size >= Rational::ONE
        && let Some(whole) = size.floor().to_i64()
    {
        let power = POWERS.partition_point(|power| *power <= whole);
        return i32::try_from(power).unwrap_or(0) - 1;
    }
    let mut power = size.approximate_log10();
    while size < Rational::ten_to(power) {
        power -= 1;
    }
    while size >= Rational::ten_to(power + 1) {
        power += 1;
    }
    power
}

/// An interval's ends in the unit they are shown in.
struct Own {
    low: Option<Rational>,
    high: Option<Rational>,
}

impl Own {
    fn new(interval: &Interval, unit: &Unit) -> Self {
        let end = |end: &Endpoint| end.value().map(|value| in_unit(value, unit));
        Own {
            low: end(interval.lower()),
            high: end(interval.upper()),
        }
    }

    fn largest(&self) -> Option<Rational> {
        self.low.iter().chain(&self.high).map(Rational::abs).max()
    }

    fn digits(&self, unit: &Unit) -> (Scale, i32) {
        let scale = self
            .largest()
            .map_or(Scale::ONE, |value| Scale::of(&value, unit));
        (scale, self.decimals(scale))
    }

    /// Decimals that show the width, and ends that few digits show exactly.
    fn decimals(&self, scale: Scale) -> i32 {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low != high => {
                let exact = scale.exact_decimals(low).zip(scale.exact_decimals(high));
                let step = || scale.decimals_for_step(&((high - low) * Rational::new(1, 4)));
                exact.map_or_else(step, |(a, b)| a.max(b))
            }
            (Some(end), _) | (None, Some(end)) => scale.decimals_for_point(end),
            (None, None) => 0,
        }
    }

    /// The distance to an interval that does not meet this one.
    fn gap(&self, other: &Self) -> Option<Rational> {
        let above = |high: &Option<Rational>, low: &Option<Rational>| {
            let gap = low.as_ref()? - high.as_ref()?;
            (gap > Rational::ZERO).then_some(gap)
        };
        above(&self.high, &other.low).or_else(|| above(&other.high, &self.low))
    }

    fn show(&self, interval: &Interval, unit: &Unit, scale: Scale, decimals: i32) -> String {
        if interval.is_empty() {
            return "no number".to_owned();
        }
        let mut out = String::with_capacity(48);
        let number = |out: &mut String, value: &Rational, rounding, with_unit: bool| match calendar(
            value, unit,
        ) {
            Some(text) => out.push_str(&text),
            None if with_unit => write_number(out, value, unit, scale, decimals, rounding, false),
            None => write_bare(out, value, scale, decimals, rounding, false),
        };
        match (interval.lower(), interval.upper()) {
            (Endpoint::Unbounded, Endpoint::Unbounded) => out.push_str("any number"),
            (lower, Endpoint::Unbounded) => {
                out.push_str(if lower.is_open() {
                    "more than "
                } else {
                    "at least "
                });
                if let Some(low) = &self.low {
                    number(&mut out, low, Rounding::Down, true);
                }
            }
            (Endpoint::Unbounded, upper) => {
                out.push_str(if upper.is_open() {
                    "less than "
                } else {
                    "at most "
                });
                if let Some(high) = &self.high {
                    number(&mut out, high, Rounding::Up, true);
                }
            }
            (lower, upper) => {
                let (Some(low), Some(high)) = (&self.low, &self.high) else {
                    return out;
                };
                if low == high {
                    number(&mut out, low, Rounding::Nearest, true);
                    return out;
                }
                let (first, second) = match (lower.is_open(), upper.is_open()) {
                    (false, false) => ("", " to "),
                    (true, false) => ("more than ", " and at most "),
                    (false, true) => ("at least ", " and less than "),
                    (true, true) => ("more than ", " and less than "),
                };
                // The unit's word is said once, a sign twice.
                let word = unit.affixes(false).1.starts_with(char::is_alphabetic);
                out.push_str(first);
                number(&mut out, low, Rounding::Down, !(word && scale.power == 0));
                out.push_str(second);
                number(&mut out, high, Rounding::Up, true);
            }
        }
        out
    }
}

/// Writes a number with what stands before and behind it.
fn write_number(
    out: &mut String,
    value: &Rational,
    unit: &Unit,
    scale: Scale,
    decimals: i32,
    rounding: Rounding,
    trim: bool,
) {
    let one = *value == Rational::ONE;
    let (before, behind) = unit.affixes(one);
    // Nothing is not counted by the million.
    let (scale, decimals) = if value.is_zero() {
        (Scale::ONE, 0)
    } else {
        (scale, decimals)
    };
    let sign = out.len();
    out.push_str(before);
    let digits = out.len();
    let size = value.abs();
    let rounding = match (value.signum() < 0, rounding) {
        (true, Rounding::Down) => Rounding::Up,
        (true, Rounding::Up) => Rounding::Down,
        (_, rounding) => rounding,
    };
    write_bare(out, &size, scale, decimals, rounding, trim);
    // What is rounded to nothing has no sign.
    if value.signum() < 0 && out[digits..].contains(|c: char| matches!(c, '1'..='9')) {
        out.insert(sign, '−');
    }
    if !behind.is_empty() {
        if !behind.starts_with(['%', '‰']) {
            out.push(' ');
        }
        out.push_str(behind);
    }
}

/// Writes the digits and the scale word.
fn write_bare(
    out: &mut String,
    value: &Rational,
    scale: Scale,
    decimals: i32,
    rounding: Rounding,
    trim: bool,
) {
    let shifted = match decimals {
        0 => scale.scaled(value),
        _ => scale.scaled(value) * Rational::ten_to(decimals),
    };
    let exact = shifted.is_whole();
    let rounded = match rounding {
        _ if exact => shifted,
        Rounding::Down => shifted.floor(),
        Rounding::Nearest => shifted.round(),
        Rounding::Up => shifted.ceil(),
    };
    if rounded.signum() < 0 {
        out.push('−');
    }
    // Noughts that are exact say nothing; those of a rounded number say how far it is rounded.
    let trim = trim || exact;
    let decimals = usize::try_from(decimals).unwrap_or(0);
    match rounded.to_i64() {
        Some(small) => {
            let mut buffer = [b'0'; 64];
            let mut start = buffer.len();
            let mut rest = small.unsigned_abs();
            while rest > 0 || start + decimals >= buffer.len() {
                start -= 1;
                buffer[start] =
                    b'0' + u8::try_from(rest % 10).expect("internal error: a digit above 9");
                rest /= 10;
            }
            let digits = std::str::from_utf8(&buffer[start..])
                .expect("internal error: digits that are no text");
            write_digits(out, digits, decimals, trim);
        }
        None => {
            let digits = rounded.abs().to_string();
            write_digits(
                out,
                &format!("{digits:0>width$}", width = decimals + 1),
                decimals,
                trim,
            );
        }
    }
    if scale.power != 0 && scale.word.is_empty() {
        let _ = write!(out, " × 10^{}", scale.power);
    }
    out.push_str(scale.word);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::number::{Figure, Override, Settings, Strength};

    #[rstest]
    #[case("US$195 billion", "US$195 billion")]
    #[case("33.2%", "33.2%")]
    #[case("25 billion cubic metres per year", "25 billion cubic metres per year")]
    #[case("21 cities", "21 cities")]
    #[case("1 city", "1 city")]
    #[case("463,000 ballots", "463,000 ballots")]
    #[case("$1,234.5 million", "US$1.2345 billion")]
    #[case("-5%", "−5%")]
    #[case("-$5 million", "−US$5 million")]
    #[case("20 °C", "20 °C")]
    #[case("seven years", "7 years")]
    #[case("14 nanometres", "14 nanometres")]
    #[case("$5 a share", "US$5 per share")]
    #[case("12 March 1980", "12 March 1980")]
    #[case("1234.5", "1,234.5")]
    #[case("a third", "0.333")]
    #[case("2/3 of a mile", "0.667 miles")]
    #[case("3 × 10^20", "3 × 10^20")]
    #[case("0", "0")]
    #[case("5 percentage points", "5 percentage points")]
    fn numbers(#[case] written: &str, #[case] shown: &str) {
        let figure = Figure::parse(written, &Settings::default()).expect("a figure");
        assert_eq!(show_number(&figure.nominal(), &figure.unit), shown);
    }

    #[rstest]
    #[case("more than 20%", "more than 20%")]
    #[case("at least 5 tonnes", "at least 5 tonnes")]
    #[case("less than 5 tonnes", "at least 0 and less than 5 tonnes")]
    #[case("between 5% and 7%", "5% to 7%")]
    #[case("US$68 billion", "US$67.5 billion to US$68.5 billion")]
    #[case("33.2%", "33.15% to 33.25%")]
    #[case("21 cities", "21 cities")]
    #[case("just over 20%", "more than 20% and at most 21%")]
    #[case("nearly 30%", "at least 28.5% and less than 30%")]
    #[case("a third", "0.31 to 0.37")]
    fn intervals(#[case] written: &str, #[case] shown: &str) {
        let figure = Figure::parse(written, &Settings::default()).expect("a figure");
        let set = figure.values(Strength::Close, &Override::default());
        assert_eq!(show_interval(&set.interval, &figure.unit), shown);
    }

    #[test]
    fn a_gap_shows() {
        let percent = |n: i64, d: i64| Rational::new(n, d) * Rational::new(1, 100);
        let stated = Interval::more_than(percent(20, 1));
        let computed = Interval::closed(percent(19_999, 1_000), percent(199_999, 10_000));
        assert_eq!(
            show_pair(&computed, &stated, &Unit::percent()),
            ("19.999% to 19.9999%".to_owned(), "more than 20%".to_owned())
        );
    }

    proptest! {
        #[test]
        fn different_ends_are_shown_differently(n in -1_000_000_i64..1_000_000, d in 1_i64..10_000, width in 1_i64..1_000, e in 1_i64..100_000) {
            let low = Rational::new(n, d);
            let high = &low + &Rational::new(width, e);
            let shown = show_interval(&Interval::closed(low, high), &Unit::none());
            let (a, b) = shown.split_once(" to ").expect("two ends");
            prop_assert_ne!(a, b);
        }

        #[test]
        fn gaps_are_shown(n in -1_000_000_i64..1_000_000, d in 1_i64..10_000, width in 1_i64..1_000, gap in 1_i64..1_000_000) {
            let a = Interval::closed(Rational::new(n - width, d), Rational::new(n, d));
            let start = Rational::new(n, d) + Rational::new(1, gap);
            let b = Interval::closed(start.clone(), start + Rational::ONE);
            let (first, second) = show_pair(&a, &b, &Unit::none());
            let end = first.rsplit(' ').next().expect("an end");
            let start = second.split(' ').next().expect("a start");
            prop_assert_ne!(end, start);
        }
    }
}
