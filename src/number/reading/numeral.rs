//! Numbers in digits: `1,234,567.8`, `12,34,567`, `1 234 567`, `1.2e6`, `3 × 10^8`, `2½`, `3/4`.

use super::fault::{Fault, LARGEST_EXPONENT, MOST_DIGITS, Problem};
use crate::number::exact::Rational;
use crate::number::lexicon::{Form, Number, skip_blanks};
use crate::number::units::Settings;

/// The number in digits at `at`, and where it ends; `None` if there is none.
pub(super) fn read(
    text: &str,
    at: usize,
    settings: &Settings,
) -> Result<Option<(Number, usize)>, Fault> {
    let bytes = text.as_bytes();
    if let Some((fraction, end)) = vulgar_fraction(text, at) {
        return Ok(Some((fraction, end)));
    }
    let point = |byte: &u8| *byte == if settings.decimal_comma { b',' } else { b'.' };
    let leading_point = bytes.get(at).is_some_and(point);
    if !bytes
        .get(at + usize::from(leading_point))
        .is_some_and(u8::is_ascii_digit)
    {
        return Ok(None);
    }
    let mut digits = Digits::default();
    let mut end = at;
    if !leading_point {
        end = grouped(text, at, settings, &mut digits)?;
    }
    let mut decimals = 0;
    if let Some(start) = decimal_point(text, end, settings) {
        let stop = digits_end(bytes, start);
        digits.push_all(&bytes[start..stop]);
        (decimals, end) = (stop - start, stop);
        // `1.2.3` is a version or a date, and `1.234.567` somebody else's thousands.
        if decimal_point(text, end, settings).is_some() && bytes[end] != b',' {
            let digits = bytes[at..].iter().take(MOST_DIGITS);
            let stop = at
                + digits
                    .take_while(|byte| byte.is_ascii_digit() || **byte == b'.')
                    .count();
            return Err(Fault::new(at..stop, Problem::TwoPoints));
        }
    }
    if digits.count > MOST_DIGITS {
        return Err(Fault::new(at..end, Problem::TooManyDigits));
    }
    let (exponent, end) = exponent(text, end, decimals > 0)?;
    if exponent.is_none()
        && bytes.get(end) == Some(&b'^')
        && let Some((value, end)) = raised(text, end + 1, &digits, decimals)?
    {
        return Ok(Some((value, end)));
    }
    // Bounded by the digits' limit.
    let decimals = i64::try_from(decimals).expect("internal error: too many digits");
    let power = exponent.unwrap_or(0) - decimals;
    let mantissa = digits.value();
    let number = Number {
        zeros: if decimals == 0 { digits.zeros() } else { 0 },
        value: scale_by(mantissa, power),
        place: Rational::ten_to(
            i32::try_from(power).expect("internal error: a power out of bounds"),
        ),
        scaled: exponent.is_some(),
        ..Number::whole(0)
    };
    if decimals == 0 && exponent.is_none() {
        return slashed(text, at, end, number);
    }
    Ok(Some((number, end)))
}

/// Whether a number is written as on the European continent, and cannot be read otherwise: `5,00`,
/// `1.234,5`.
pub(super) fn has_decimal_comma(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let run = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        rest.iter()
            .take(16)
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let first = run(at);
    let mut end = at + first;
    let mut points = 0;
    while first <= 3 && end - at < 32 {
        // `1.298,00` and `1 298,00`
        let size = match bytes.get(end) {
            Some(b'.') => 1,
            _ => match separator(text, end, &Settings::default()) {
                Some((Separator::Blank(_), next)) => next - end,
                _ => break,
            },
        };
        if run(end + size) != 3 {
            break;
        }
        points += usize::from(size == 1 && bytes[end] == b'.');
        end += size + 3;
    }
    let decimals = run(end + 1);
    // `10.000.000`: points between two groups or more can only be of thousands.
    if points > 1
        && bytes[at] != b'0'
        && !matches!(bytes.get(end), Some(b'.' | b',') if decimals > 0)
    {
        return true;
    }
    let closed =
        !matches!(bytes.get(end + 1 + decimals), Some(b',' | b'.') if run(end + 2 + decimals) > 0);
    first > 0 && bytes.get(end) == Some(&b',') && (1..=2).contains(&decimals) && closed
}

/// `number × 10^power`; the power is bounded by the limits above.
fn scale_by(number: Rational, power: i64) -> Rational {
    let power = i32::try_from(power).expect("internal error: a power out of bounds");
    if power == 0 {
        number
    } else {
        number * Rational::ten_to(power)
    }
}

/// Digits as they are read: their number while it fits a word, and where they are beyond that.
#[derive(Default)]
struct Digits {
    small: i64,
    count: usize,
    /// All digits, once they do not fit.
    long: Option<String>,
    zeros: usize,
}

impl Digits {
    fn push_all(&mut self, digits: &[u8]) {
        for &digit in digits {
            let digit = i64::from(digit - b'0');
            self.count += 1;
            self.zeros = if digit == 0 { self.zeros + 1 } else { 0 };
            if self.long.is_none() {
                match self
                    .small
                    .checked_mul(10)
                    .and_then(|small| small.checked_add(digit))
                {
                    Some(small) => {
                        self.small = small;
                        continue;
                    }
                    None => self.long = Some(self.small.to_string()),
                }
            }
            if let Some(long) = &mut self.long
                && long.len() <= MOST_DIGITS
            {
                long.push(char::from(
                    b'0' + u8::try_from(digit).expect("internal error: a digit above 9"),
                ));
            }
        }
    }

    fn zeros(&self) -> u8 {
        match &self.long {
            None if self.small == 0 => 0,
            _ => u8::try_from(self.zeros).unwrap_or(u8::MAX),
        }
    }

    fn value(&self) -> Rational {
        match &self.long {
            None => self.small.into(),
            Some(long) => {
                Rational::from_digits(long).expect("internal error: digits that are none")
            }
        }
    }
}

/// Where the digits at `at` end; not farther than a number goes, so that no text of digits makes
/// reading slow.
fn digits_end(bytes: &[u8], at: usize) -> usize {
    let most = bytes[at..].iter().take(MOST_DIGITS + 1);
    at + most.take_while(|byte| byte.is_ascii_digit()).count()
}

/// Where the decimals begin, if a decimal point and a digit stand at `at`.
fn decimal_point(text: &str, at: usize, settings: &Settings) -> Option<usize> {
    let bytes = text.as_bytes();
    let size = match bytes.get(at)? {
        b'.' if !settings.decimal_comma => 1,
        b',' if settings.decimal_comma => 1,
        // The raised point of British print; but in `3·10^8` it is a multiplication sign.
        0xc2 if bytes.get(at + 1) == Some(&0xb7) && !matches!(power(text, at + 4), Ok(Some(_))) => {
            2
        }
        _ => return None,
    };
    bytes.get(at + size)?.is_ascii_digit().then_some(at + size)
}

/// What stands between groups of digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    /// A comma, or a point where commas are decimal.
    Mark,
    /// A blank: of fixed width or not.
    Blank(char),
    Apostrophe,
    Underscore,
}

fn separator(text: &str, at: usize, settings: &Settings) -> Option<(Separator, usize)> {
    let bytes = text.as_bytes();
    let (separator, size) = match *bytes.get(at)? {
        b',' if !settings.decimal_comma => (Separator::Mark, 1),
        b'.' if settings.decimal_comma => (Separator::Mark, 1),
        b'\'' => (Separator::Apostrophe, 1),
        b'_' => (Separator::Underscore, 1),
        b' ' => (Separator::Blank(' '), 1),
        0xc2 | 0xe2 => {
            let c = text[at..].chars().next()?;
            match c {
                '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\u{2008}' => {
                    (Separator::Blank(c), c.len_utf8())
                }
                '’' => (Separator::Apostrophe, c.len_utf8()),
                _ => return None,
            }
        }
        _ => return None,
    };
    bytes
        .get(at + size)?
        .is_ascii_digit()
        .then_some((separator, at + size))
}

/// Reads digits with their groups; where they end.
fn grouped(
    text: &str,
    at: usize,
    settings: &Settings,
    digits: &mut Digits,
) -> Result<usize, Fault> {
    let bytes = text.as_bytes();
    let mut end = digits_end(bytes, at);
    digits.push_all(&bytes[at..end]);
    let first = end - at;
    let Some((kind, _)) = separator(text, end, settings) else {
        return Ok(end);
    };
    // Groups by blanks and apostrophes must be plain to see, or they are two numbers, or feet and
    // inches.
    let strict = kind != Separator::Mark;
    if strict && (first > 3 || bytes[at] == b'0') {
        return Ok(end);
    }
    let (mut threes, mut twos, mut groups) = (true, true, 0);
    let mut last = 0;
    while let Some((next, start)) = separator(text, end, settings)
        && next == kind
    {
        let stop = digits_end(bytes, start);
        let length = stop - start;
        if strict && length != 3 {
            break;
        }
        if groups > 0 {
            twos &= last == 2;
        }
        // Groups that are none, or no end of them, are not followed to their end: a text may hold
        // nothing else.
        if digits.count > MOST_DIGITS {
            break;
        }
        threes &= length == 3;
        (last, groups, end) = (length, groups + 1, stop);
        digits.push_all(&bytes[start..stop]);
    }
    if strict {
        return Ok(end);
    }
    let western = threes && (1..=3).contains(&first);
    let indian = twos && last == 3 && groups > 1 && (1..=2).contains(&first);
    if (western || indian) && !(bytes[at] == b'0' && first == 1) {
        return Ok(end);
    }
    let problem = if groups == 1 && !threes || bytes[at] == b'0' {
        Problem::DecimalComma
    } else {
        Problem::UnevenGroups
    };
    Err(Fault::new(at..end, problem))
}

/// The power of ten behind a mantissa: `e6`, ` × 10^8`; and `10^8` itself, whose mantissa is one.
fn exponent(text: &str, at: usize, decimal: bool) -> Result<(Option<i64>, usize), Fault> {
    let bytes = text.as_bytes();
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        return Ok(match signed_digits(text, at + 1)? {
            Some((power, end)) if !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) => {
                (Some(power), end)
            }
            _ => (None, at),
        });
    }
    let start = skip_blanks(text, at);
    let Some(sign) = text[start..]
        .chars()
        .next()
        .filter(|c| matches!(c, '×' | 'x' | '*' | '·' | '⋅'))
    else {
        return Ok((None, at));
    };
    let ten = skip_blanks(text, start + sign.len_utf8());
    if !text[ten..].starts_with("10") {
        return Ok((None, at));
    }
    Ok(match power(text, ten + 2)? {
        Some((power, end)) => (Some(power), end),
        // `2.48×10−5`, whose exponent lost its place on the way into plain text.
        None if decimal && text[ten + 2..].starts_with(['-', '−']) => {
            match signed_digits(text, ten + 2)? {
                Some((power, end)) if power > -100 => (Some(power), end),
                _ => (None, at),
            }
        }
        None => (None, at),
    })
}

/// `1.1^23`: a number raised to a power, as long as that stays a number anybody can use.
fn raised(
    text: &str,
    at: usize,
    digits: &Digits,
    decimals: usize,
) -> Result<Option<(Number, usize)>, Fault> {
    let Some((power, end)) = signed_digits(text, at)? else {
        return Ok(None);
    };
    let decimals = i64::try_from(decimals).expect("internal error: too many digits");
    let base = scale_by(digits.value(), -decimals);
    let value = i32::try_from(power)
        .ok()
        .filter(|_| digits.count < 20)
        .and_then(|power| base.pow(power));
    Ok(value.map(|value| {
        let number = Number {
            place: value.clone(),
            value,
            scaled: true,
            form: if decimals == 0 {
                Form::Exact
            } else {
                Form::Plain
            },
            ..Number::whole(0)
        };
        (number, end)
    }))
}

/// `^8`, `⁸`, `⁻⁸`.
fn power(text: &str, at: usize) -> Result<Option<(i64, usize)>, Fault> {
    if !text.is_char_boundary(at) {
        return Ok(None);
    }
    if text[at..].starts_with('^') {
        return signed_digits(text, at + 1);
    }
    let mut value: i64 = 0;
    let mut end = at;
    let mut negative = false;
    for c in text[at..].chars() {
        match c {
            '⁻' if end == at => negative = true,
            _ => match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c) {
                Some(digit) => {
                    value = value
                        .saturating_mul(10)
                        .saturating_add(i64::try_from(digit).unwrap_or(0))
                }
                None => break,
            },
        }
        end += c.len_utf8();
    }
    if end == at || (negative && end == at + '⁻'.len_utf8()) {
        return Ok(None);
    }
    bounded(if negative { -value } else { value }, at..end).map(|value| Some((value, end)))
}

fn signed_digits(text: &str, at: usize) -> Result<Option<(i64, usize)>, Fault> {
    let bytes = text.as_bytes();
    let (negative, start) = match text[at..].chars().next() {
        Some('+') => (false, at + 1),
        Some(c @ ('-' | '−')) => (true, at + c.len_utf8()),
        _ => (false, at),
    };
    let end = digits_end(bytes, start.min(bytes.len()));
    if end == start {
        return Ok(None);
    }
    let value = bytes[start..end].iter().fold(0_i64, |value, digit| {
        value
            .saturating_mul(10)
            .saturating_add(i64::from(digit - b'0'))
    });
    bounded(if negative { -value } else { value }, at..end).map(|value| Some((value, end)))
}

fn bounded(power: i64, at: std::ops::Range<usize>) -> Result<i64, Fault> {
    if power.abs() > LARGEST_EXPONENT {
        return Err(Fault::new(at, Problem::Exponent));
    }
    Ok(power)
}

/// `½` and its like.
const VULGAR: &[(char, i64, i64)] = &[
    ('½', 1, 2),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅐', 1, 7),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
    ('⅑', 1, 9),
    ('⅒', 1, 10),
];

fn vulgar_fraction(text: &str, at: usize) -> Option<(Number, usize)> {
    if *text.as_bytes().get(at)? < 0xc2 {
        return None;
    }
    let c = text[at..].chars().next()?;
    let (_, n, d) = VULGAR.iter().find(|(sign, ..)| *sign == c)?;
    Some((Number::fraction(*n, *d), at + c.len_utf8()))
}

/// What may follow a whole number: `/4`, `½`, ` 3/4`, `^8` after ten.
fn slashed(
    text: &str,
    at: usize,
    end: usize,
    number: Number,
) -> Result<Option<(Number, usize)>, Fault> {
    let bytes = text.as_bytes();
    if number.value == Rational::from(10)
        && end == at + 2
        && let Some((power, end)) = power(text, end)?
    {
        let value = scale_by(Rational::ONE, power);
        let number = Number {
            value: value.clone(),
            place: value,
            zeros: 0,
            scaled: true,
            ..number
        };
        return Ok(Some((number, end)));
    }
    // `2½`, `3 ½`
    let blank = end + usize::from(bytes.get(end) == Some(&b' '));
    if let Some((fraction, end)) = vulgar_fraction(text, blank) {
        return Ok(Some((number.and_fraction(&fraction), end)));
    }
    if let Some((numerator, denominator, end)) = slash(text, at)? {
        return Ok(Some((Number::digits(numerator, denominator), end)));
    }
    // `2 3/4`, `2-3/4`: the fraction must be proper, or these are two numbers.
    let next = if bytes.get(end) == Some(&b'-') {
        end + 1
    } else {
        skip_blanks(text, end)
    };
    if next > end
        && let Ok(Some((numerator, denominator, stop))) = slash(text, next)
        && numerator < denominator
        && denominator <= 64
    {
        return Ok(Some((
            number.and_fraction(&Number::fraction(numerator, denominator)),
            stop,
        )));
    }
    Ok(Some((number, end)))
}

/// `3/4`, but not the beginning of `3/4/2020`.
fn slash(text: &str, at: usize) -> Result<Option<(i64, i64, usize)>, Fault> {
    let bytes = text.as_bytes();
    let middle = digits_end(bytes, at);
    let size = match text[middle..].chars().next() {
        Some(c @ ('/' | '⁄')) => c.len_utf8(),
        _ => return Ok(None),
    };
    let start = middle + size;
    let end = digits_end(bytes, start);
    if middle == at || end == start || middle - at > 9 || end - start > 9 {
        return Ok(None);
    }
    if matches!(bytes.get(end), Some(b'/' | b'.' | b','))
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
    {
        return Ok(None);
    }
    let number = |from: usize, to: usize| text[from..to].parse::<i64>().ok();
    let (Some(numerator), Some(denominator)) = (number(at, middle), number(start, end)) else {
        return Ok(None);
    };
    if denominator == 0 {
        return Err(Fault::new(at..end, Problem::ZeroDenominator));
    }
    Ok(Some((numerator, denominator, end)))
}
