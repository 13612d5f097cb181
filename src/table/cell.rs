//! What a cell of a table says: an amount, nothing, or words.

use crate::source::Span;

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing stands in it.
    Empty,
    /// A dash, or `nil`: nought, or nothing.
    Nought,
    /// It is not known, or does not apply: `n/a`, `..`, `?`.
    Missing,
    /// An amount.
    Amount(Amount),
    /// An amount with its share of another: `182 (58.1%)`, `298/313 (95%)`.
    Share(Box<Share>),
    /// Anything else.
    Words,
}

/// The amount of a cell, as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Its digits as a whole number, negative where the cell says so: of `(1.25)` -125.
    pub digits: i64,
    /// How many of them are decimals.
    pub decimals: u8,
    /// In what it is measured, as far as the cell says.
    pub unit: Unit,
    /// Where its number stands in the visible text, with its sign or brackets.
    pub span: Span,
    /// How long a unit of the cell's own is that stands behind, `ms` of `120 ms`; a table keeps it
    /// only where all of a column have the same.
    pub(super) suffix: u8,
    /// Whether it is four digits that can be a year.
    pub is_year: bool,
}

/// An amount and what share of a whole it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The part.
    pub part: Amount,
    /// The whole, where the cell names it.
    pub whole: Option<Amount>,
    /// The share.
    pub percent: Amount,
}

/// In what a cell says its amount is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// The cell does not say.
    #[default]
    None,
    /// In money: `$5`.
    Money,
    /// In per cent.
    Percent,
    /// As a multiple: `1.5x`.
    Times,
}

/// The most digits of an amount that is added up.
const MOST_DIGITS: usize = 17;

impl Amount {
    /// Its value in units of `10^-places`, if it fits.
    #[must_use]
    pub fn scaled(&self, places: u8) -> Option<i64> {
        let more = places.checked_sub(self.decimals)?;
        self.digits.checked_mul(10_i64.checked_pow(more.into())?)
    }

    /// The value as a decimal number.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.digits as f64 / 10_f64.powi(self.decimals.into())
    }
}

/// What a cell says whose text begins at `start` in the visible text.
pub(super) fn read(text: &str, start: usize) -> Content {
    let trimmed = text.trim();
    let at = start + (text.len() - text.trim_start().len());
    if trimmed.is_empty() {
        return Content::Empty;
    }
    if trimmed.len() > 60 {
        return Content::Words;
    }
    if let Some(amount) = amount(trimmed, at) {
        return Content::Amount(amount);
    }
    let plain = trimmed.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '$' | '€' | '£' | '¥' | '%' | '(' | ')' | '*')
    });
    match plain {
        "-" | "–" | "—" | "−" | "--" | "---" | "nil" | "Nil" | "NIL" => {
            return Content::Nought;
        }
        "" | "?" | ".." | "..." | "…" | "x" | "X" | "/" | "✓" | "✗" => {
            return Content::Missing;
        }
        _ => {}
    }
    let letters = plain.to_ascii_lowercase();
    if matches!(
        &*letters,
        "n/a"
            | "na"
            | "n.a."
            | "nm"
            | "n.m."
            | "n/m"
            | "n.s."
            | "ns"
            | "nd"
            | "n.d."
            | "n/d"
            | "tbd"
            | "none"
            | "n/r"
            | "nr"
    ) {
        return Content::Missing;
    }
    share(trimmed, at).map_or(Content::Words, |share| Content::Share(Box::new(share)))
}

/// An amount that is all of a text, but for marks of notes.
fn amount(text: &str, at: usize) -> Option<Amount> {
    let (found, rest) = leading(text, at)?;
    let rest = rest.trim();
    let rest = unmarked(rest);
    if rest.is_empty() {
        return Some(found);
    }
    // `120 ms`, `45.2 kB`, `110M`
    let is_unit = found.unit == Unit::None
        && rest.chars().count() <= 10
        && rest
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '/' | '²' | '³' | 'µ' | '°'));
    let suffix = u8::try_from(rest.len()).ok().filter(|_| is_unit)?;
    Some(Amount { suffix, ..found })
}

/// What is left of a text without the marks of notes: `(1)`, `[a]`, `*`, `†`, `¹`.
fn unmarked(mut text: &str) -> &str {
    loop {
        text = text.trim();
        let marks = [
            '*', '†', '‡', '§', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '#',
        ];
        if let Some(rest) = text.strip_prefix(marks) {
            text = rest;
            continue;
        }
        let note = [('(', ')'), ('[', ']')].iter().find_map(|&(open, close)| {
            let (inner, rest) = text.strip_prefix(open)?.split_once(close)?;
            let short = (1..=2).contains(&inner.chars().count());
            (short && inner.chars().all(char::is_alphanumeric)).then_some(rest)
        });
        match note {
            Some(rest) => text = rest,
            None => return text,
        }
    }
}

/// Signs and codes of currencies that stand before a number.
const CURRENCIES: &[&str] = &[
    "US$", "U.S.$", "A$", "C$", "CA$", "NZ$", "HK$", "S$", "R$", "RMB", "USD", "EUR", "GBP", "Rs.",
    "Rs", "$", "€", "£", "¥", "₹", "₩", "₽",
];

/// The amount that a text begins with, and the rest behind it.
fn leading(text: &str, at: usize) -> Option<(Amount, &str)> {
    let mut rest = text;
    let (mut negative, mut bracket, mut money) = (false, false, false);
    loop {
        rest = rest.trim_start();
        if let Some(behind) = rest.strip_prefix('(').filter(|_| !bracket) {
            (bracket, rest) = (true, behind);
        } else if let Some(behind) = rest
            .strip_prefix(['-', '−', '–', '‐'])
            .filter(|_| !negative)
        {
            // A sign, and no dash that says nought.
            (negative, rest) = (true, behind);
        } else if let Some(behind) = rest.strip_prefix('+') {
            rest = behind;
        } else if let Some(behind) = CURRENCIES
            .iter()
            .find_map(|sign| rest.strip_prefix(sign))
            .filter(|_| !money)
        {
            (money, rest) = (true, behind);
        } else {
            break;
        }
    }
    let (digits, decimals, length, grouped) = number(rest)?;
    rest = &rest[length..];
    let mut unit = if money { Unit::Money } else { Unit::None };
    let mut closed = !bracket;
    loop {
        let behind = rest.trim_start();
        if let Some(behind) = behind.strip_prefix('%') {
            (unit, rest) = (Unit::Percent, behind);
        } else if let Some(behind) = behind.strip_prefix(')').filter(|_| !closed) {
            (closed, rest) = (true, behind);
        } else if let Some(behind) = rest
            .strip_prefix(['x', '×'])
            .filter(|behind| !behind.starts_with(char::is_alphanumeric) && !money)
        {
            (unit, rest) = (Unit::Times, behind);
        } else {
            break;
        }
    }
    // A bracket that stays open is one of the table's own: `(62` beside `)`.
    if bracket && !closed && !rest.trim().is_empty() {
        return None;
    }
    let digits = if negative || bracket { -digits } else { digits };
    let is_year = !money
        && !grouped
        && decimals == 0
        && unit == Unit::None
        && !bracket
        && (1900..=2060).contains(&digits);
    let size = text.len() - rest.len();
    let found = Amount {
        digits,
        decimals,
        unit,
        span: at..at + size,
        suffix: 0,
        is_year,
    };
    Some((found, rest))
}

/// Digits with their separators: the number, its decimals, its length, and whether it is grouped.
fn number(text: &str) -> Option<(i64, u8, usize, bool)> {
    let bytes = text.as_bytes();
    let (mut digits, mut count, mut decimals) = (0_i64, 0_usize, None::<u8>);
    let (mut at, mut grouped) = (0, false);
    while at < bytes.len() {
        let group = |mark: usize| {
            let next = &bytes[(at + mark).min(bytes.len())..];
            next.len() >= 3
                && next[..3].iter().all(u8::is_ascii_digit)
                && !next.get(3).is_some_and(u8::is_ascii_digit)
        };
        match bytes[at] {
            byte @ b'0'..=b'9' => {
                count += 1;
                if count > MOST_DIGITS {
                    return None;
                }
                digits = digits * 10 + i64::from(byte - b'0');
                decimals = decimals.map(|places| places + 1);
                at += 1;
            }
            b',' | b'\'' | b' ' if decimals.is_none() && count > 0 && group(1) => {
                (grouped, at) = (true, at + 1);
            }
            // A hard or thin blank between thousands.
            0xc2 if decimals.is_none()
                && count > 0
                && bytes.get(at + 1) == Some(&0xa0)
                && group(2) =>
            {
                (grouped, at) = (true, at + 2);
            }
            0xe2 if decimals.is_none()
                && count > 0
                && (text[at..].starts_with('\u{2009}') || text[at..].starts_with('\u{202f}'))
                && group(3) =>
            {
                (grouped, at) = (true, at + 3);
            }
            b'.' if decimals.is_none() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                (decimals, at) = (Some(0), at + 1);
            }
            _ => break,
        }
    }
    let whole = text[at..].chars().next();
    // `4m43s`, `1990s` and `3,27` are something else.
    let mixed = text[at..].contains(|c: char| c.is_ascii_digit());
    if count == 0 || mixed && whole.is_some_and(char::is_alphabetic) {
        return None;
    }
    let more = text[at..].strip_prefix([',', '.', '\'', '/', ':']);
    if more.is_some_and(|more| more.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    Some((digits, decimals.unwrap_or(0), at, grouped))
}

/// `182 (58.1%)`, `298/313 (95%)`, `58.1% (182)`, `58.1% (182/313)`.
fn share(text: &str, at: usize) -> Option<Share> {
    let (first, second) = text.strip_suffix(')')?.split_once('(')?;
    let second_at = at + first.len() + 1;
    let part = |text: &str, at: usize| -> Option<(Amount, Option<Amount>)> {
        match text.split_once('/') {
            Some((part, whole)) => {
                let behind = at + part.len() + 1;
                Some((
                    amount(part, at)?,
                    Some(amount(
                        whole.trim(),
                        behind + (whole.len() - whole.trim_start().len()),
                    )?),
                ))
            }
            None => Some((
                amount(text.trim(), at + (text.len() - text.trim_start().len()))?,
                None,
            )),
        }
    };
    let (a, b) = (part(first.trim_end(), at)?, part(second, second_at)?);
    let percent =
        |found: &(Amount, Option<Amount>)| found.0.unit == Unit::Percent && found.1.is_none();
    let ((part, whole), (percent, _)) = match (percent(&a), percent(&b)) {
        (false, true) => (a, b),
        (true, false) => (b, a),
        _ => return None,
    };
    (part.unit == Unit::None && part.digits >= 0).then_some(Share {
        part,
        whole,
        percent,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("1,579", 1579, 0, Unit::None)]
    #[case(" $ 24,513 ", 24513, 0, Unit::Money)]
    #[case("$(62)", -62, 0, Unit::Money)]
    #[case("($62)", -62, 0, Unit::Money)]
    #[case("(71.9%)", -719, 1, Unit::Percent)]
    #[case("(71.9)%", -719, 1, Unit::Percent)]
    #[case("-4.7%", -47, 1, Unit::Percent)]
    #[case("−3", -3, 0, Unit::None)]
    #[case("+12", 12, 0, Unit::None)]
    #[case("0.82x", 82, 2, Unit::Times)]
    #[case("1 579", 1579, 0, Unit::None)]
    #[case("150'000", 150_000, 0, Unit::None)]
    #[case(".5", 5, 1, Unit::None)]
    #[case("4,333 (1)", 4333, 0, Unit::None)]
    #[case("12*", 12, 0, Unit::None)]
    #[case("HK$ 5", 5, 0, Unit::Money)]
    fn amounts_are_read(
        #[case] text: &str,
        #[case] digits: i64,
        #[case] decimals: u8,
        #[case] unit: Unit,
    ) {
        let Content::Amount(found) = read(text, 0) else {
            panic!("{text}: {:?}", read(text, 0));
        };
        assert_eq!(
            (found.digits, found.decimals, found.unit),
            (digits, decimals, unit),
            "{text}"
        );
    }

    #[rstest]
    #[case("", Content::Empty)]
    #[case("  ", Content::Empty)]
    #[case("—", Content::Nought)]
    #[case("$—", Content::Nought)]
    #[case("-", Content::Nought)]
    #[case("— %", Content::Nought)]
    #[case("n/a", Content::Missing)]
    #[case("..", Content::Missing)]
    #[case("N.M.", Content::Missing)]
    #[case("Total", Content::Words)]
    #[case("4m43.369s", Content::Words)]
    #[case("3–5", Content::Words)]
    #[case("1.2.3", Content::Words)]
    #[case("2019-20", Content::Words)]
    #[case("110,00", Content::Words)]
    #[case("12.9 ± 0.03", Content::Words)]
    #[case("12 of 20", Content::Words)]
    fn what_is_no_amount_is_told_apart(#[case] text: &str, #[case] content: Content) {
        assert_eq!(read(text, 0), content, "{text}");
    }

    #[rstest]
    #[case("182 (58.1%)", 182, None, 581)]
    #[case("298/313 (95%)", 298, Some(313), 95)]
    #[case("58.1% (182)", 182, None, 581)]
    #[case("95% (298/313)", 298, Some(313), 95)]
    fn shares_are_read(
        #[case] text: &str,
        #[case] part: i64,
        #[case] whole: Option<i64>,
        #[case] percent: i64,
    ) {
        let Content::Share(found) = read(text, 0) else {
            panic!("{text}: {:?}", read(text, 0));
        };
        let read = (
            found.part.digits,
            found.whole.map(|whole| whole.digits),
            found.percent.digits,
        );
        assert_eq!(read, (part, whole, percent), "{text}");
    }

    #[test]
    fn a_cell_knows_where_its_number_stands() {
        let Content::Amount(found) = read("  $(62) ", 10) else {
            panic!("no amount");
        };
        assert_eq!(found.span, 12..17);
    }
}
