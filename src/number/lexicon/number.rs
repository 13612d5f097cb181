//! A number as somebody wrote it, in digits or words, with the precision it was written to.

use crate::number::exact::Rational;

/// The largest denominator of a fraction that people round to.
const MOST_COMMON: i64 = 10;

/// A number as written, with the precision it was written to.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::number) struct Number {
    pub(in crate::number) value: Rational,
    /// The unit of the last written digit, times the scale word: `u`.
    pub(in crate::number) place: Rational,
    /// How many zeros end it before any decimal point: `U` is `u` times ten to this power.
    pub(in crate::number) zeros: u8,
    /// What the number was written in: a million of `half a million`, otherwise one.
    pub(in crate::number) scale: Rational,
    /// Whether a scale word is part of it.
    pub(in crate::number) scaled: bool,
    pub(in crate::number) form: Form,
}

/// What kind of expression a number is, as far as its precision goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::number) enum Form {
    /// Digits, or words for them.
    Plain,
    /// `a third`: precise to the neighbouring fractions.
    Fraction,
    /// Made of whole numbers, and as exact as they are: `17/21`, `2^20`.
    Exact,
    /// `tripled`: precise to the neighbouring multiples.
    Multiple,
    /// `several`, by its row in the table.
    Vague(u8),
    /// A rank.
    Ordinal,
    /// A day or a month.
    Date,
}

impl Number {
    /// A whole number without zeros at its end worth speaking of.
    pub(in crate::number) fn whole(value: i64) -> Self {
        Number {
            value: value.into(),
            place: Rational::ONE,
            zeros: trailing_zeros(value),
            scale: Rational::ONE,
            scaled: false,
            form: Form::Plain,
        }
    }

    /// A fraction in digits: a common one, `3/4`, is precise to its neighbours, one that nobody
    /// rounds to, `17/21`, is exact.
    pub(in crate::number) fn digits(numerator: i64, denominator: i64) -> Self {
        let fraction = Number::fraction(numerator, denominator);
        if fraction.form == Form::Fraction && denominator > MOST_COMMON {
            Number {
                form: Form::Exact,
                ..fraction
            }
        } else {
            fraction
        }
    }

    /// A common fraction.
    pub(in crate::number) fn fraction(numerator: i64, denominator: i64) -> Self {
        Number {
            value: Rational::new(numerator, denominator),
            place: Rational::new(1, denominator),
            zeros: 0,
            form: if 0 < numerator && numerator < denominator {
                Form::Fraction
            } else {
                Form::Plain
            },
            ..Number::whole(0)
        }
    }

    /// Itself and a fraction: two and a half.
    pub(in crate::number) fn and_fraction(self, fraction: &Number) -> Self {
        Number {
            value: &self.value + &fraction.value,
            place: fraction.place.clone(),
            zeros: 0,
            ..self
        }
    }

    /// Itself times a scale word.
    pub(in crate::number) fn times(self, scale: &Rational, grain: &Rational) -> Self {
        Number {
            value: &self.value * scale,
            place: &self.place * grain,
            scale: &self.scale * scale,
            scaled: true,
            ..self
        }
    }
}

pub(in crate::number) fn trailing_zeros(value: i64) -> u8 {
    let (mut value, mut zeros) = (value, 0);
    while value != 0 && value % 10 == 0 {
        (value, zeros) = (value / 10, zeros + 1);
    }
    zeros
}
