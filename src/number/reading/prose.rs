//! Figures in running text: where one may begin, and the longest that begins at a place.
//!
//! It is the grammar of claim files read place by place, so that an article and its claims cannot
//! be read differently. Whether what it finds is a figure of the article, and not a version or a
//! pronoun, is for the module `prose` to say: it sees the words around.

use std::sync::LazyLock;

use super::openings::{self, DETERMINERS, Opening, may_begin};
use super::reader::{Join, Reader, Written};
use super::unit::{self, Mode, Named};
use crate::number::exact::Rational;
use crate::number::figures::Hedge;
use crate::number::figures::figure::End;
use crate::number::lexicon::{Form, Number, WordMap, gap, lowercase_word, one_of, word_end, words};
use crate::number::units::unit_table::registry;
use crate::number::units::{Kind, Settings};

/// The longest figure that begins at `at` in prose that goes on behind it. Dates and periods are
/// not figures here.
///
/// The cost is bounded by the figure's own length: calling this at every place of a text is linear
/// in the text.
#[must_use]
pub fn match_at<'t>(text: &'t str, at: usize, settings: &Settings) -> Option<Written<'t>> {
    match_with(text, at, settings, Join::Ranges)
}

/// The longest figure that begins at `at`, which must be the beginning of a word, number or sign.
pub(crate) fn match_with<'t>(
    text: &'t str,
    at: usize,
    settings: &Settings,
    join: Join,
) -> Option<Written<'t>> {
    let reader = Reader {
        text,
        settings,
        mode: Mode::Prose,
        join,
    };
    reader.figure(at).ok().flatten()
}

/// What a byte can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Nothing.
    Other,
    Letter,
    Digit,
    /// A sign that may stand before a number.
    Sign,
    /// The first byte of a character that is not ASCII.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'$' | b'~' | b'<' | b'>' | b'=' | b'-' | b'+' | b'.' => Class::Sign,
            0xc2..=0xf4 => Class::Wide,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// What a word is that may begin a figure.
#[derive(Default)]
struct Start {
    /// It is a number, or the beginning of one.
    is_number: bool,
    /// It is a phrase by itself that a number must follow: `about`.
    leads: bool,
    /// The second words of its phrases: the `than` of `more than`.
    seconds: Vec<Box<str>>,
}

/// The words that may begin a figure, with a filter in front that most other words do not pass.
struct Starts {
    filter: [u64; FILTER_BITS / 64],
    words: WordMap<Start>,
}

const FILTER_BITS: usize = 1 << 13;

/// The filter's bit of a word: of its length, its first letter and its last two, in either case.
fn filter_bit(word: &[u8]) -> usize {
    let letter = |at: usize| usize::from(word[at] & 0x1f);
    let length = word.len();
    (letter(0) << 8 ^ letter(length / 2) << 5 ^ letter(length - 1) << 2 ^ length) % FILTER_BITS
}

static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let mut words: WordMap<Start> = WordMap::default();
    openings::openings(&mut |first, rest, opening| {
        let start = words.entry(first.into()).or_default();
        match rest.strip_prefix(' ') {
            Some(rest) => {
                let second = &rest[..word_end(rest, 0)];
                start.is_number |= second.is_empty();
                start.seconds.push(second.into());
            }
            None => {
                start.is_number |= opening == Opening::Number || !rest.is_empty();
                start.leads |= opening == Opening::Lead;
            }
        }
    });
    let mut filter = [0; FILTER_BITS / 64];
    for word in words.keys() {
        let bit = filter_bit(word.as_bytes());
        filter[bit / 64] |= 1 << (bit % 64);
    }
    Starts { filter, words }
});

/// The first place from `from` on where a figure may begin: a digit, a sign before one, or a word
/// that begins figures. `from` must not be inside a word.
pub(crate) fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let starts = &*STARTS;
    let mut at = from;
    while at < bytes.len() {
        match CLASSES[usize::from(bytes[at])] {
            Class::Other => at += 1,
            Class::Digit => return Some(at),
            Class::Letter => {
                let mut end = at + 1;
                while end < bytes.len() && CLASSES[usize::from(bytes[end])] == Class::Letter {
                    end += 1;
                }
                let start = at;
                let bit = filter_bit(&bytes[at..end]);
                if starts.filter[bit / 64] >> (bit % 64) & 1 == 1 && is_start(text, at) {
                    return Some(at);
                }
                at = end;
                if money_follows(bytes, start, at) {
                    return Some(start);
                }
                // What goes on behind a letter begins nothing: `A320`, `naïve`.
                at = word_rest(text, at);
            }
            Class::Sign => {
                if sign_begins(text, at) {
                    return Some(at);
                }
                at += 1;
            }
            Class::Wide => {
                let c = text[at..].chars().next()?;
                if matches!(c, '\u{2012}' | '\u{2014}'..='\u{203b}') {
                    // Quotation marks and dashes are the commonest by far, and begin nothing.
                    at += c.len_utf8();
                } else if c.is_alphabetic() {
                    at = word_rest(text, at + c.len_utf8());
                } else if wide_begins(text, at, c) {
                    return Some(at);
                } else {
                    at += c.len_utf8();
                }
            }
        }
    }
    None
}

/// Whether the word at `at` may begin a figure, as far as it and the next word tell.
fn is_start(text: &str, at: usize) -> bool {
    let mut buffer = [0; 24];
    let Some((word, end)) = lowercase_word(text, at, &mut buffer) else {
        return false;
    };
    let Some(start) = STARTS.words.get(word) else {
        return false;
    };
    if start.is_number {
        return true;
    }
    let Some(next) = gap(text, end) else {
        // `c.500`, `no-more-than`
        return text[end..]
            .starts_with(|c: char| !matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | '"'));
    };
    if start.leads
        && (may_begin(text, next)
            || one_of(text, next, DETERMINERS).is_some()
            || one_and_a_part(text, next))
    {
        return true;
    }
    let mut buffer = [0; 24];
    lowercase_word(text, next, &mut buffer)
        .is_some_and(|(second, _)| start.seconds.iter().any(|known| **known == *second))
}

/// Whether a unit and a part more of it stand at `at`: the `month and a half` behind an article.
fn one_and_a_part(text: &str, at: usize) -> bool {
    let unit = registry().words_at(text, skip_article(text, at));
    unit.is_some_and(|(_, end)| words::and_fraction(text, end).is_some())
}

/// Behind an article at `at`.
fn skip_article(text: &str, at: usize) -> usize {
    one_of(text, at, &["a", "an"])
        .and_then(|end| gap(text, end))
        .unwrap_or(at)
}

/// Whether the letters from `start` to `end` are money and a number follows: `USD 5`, `Rs. 5`,
/// `RM42`, `A$5`.
fn money_follows(bytes: &[u8], start: usize, end: usize) -> bool {
    if end - start > 4 || !bytes[start].is_ascii_uppercase() && end - start > 2 {
        return false;
    }
    let mut next = end;
    if matches!(bytes.get(next), Some(b'$' | b'.')) {
        next += 1;
    }
    if bytes.get(next) == Some(&b' ') {
        next += 1;
    }
    // `HK $5`
    if bytes[start].is_ascii_uppercase() && bytes.get(end..end + 2) == Some(b" $") {
        next = end + 2;
    }
    let next = bytes.get(next).copied().unwrap_or(0);
    next.is_ascii_digit() || next >= 0x80 && bytes[start].is_ascii_uppercase()
}

/// Where the word that has letters or digits before `at` ends.
fn word_rest(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            end += 1;
        } else if byte < 0x80 {
            break;
        } else {
            match text[end..].chars().next() {
                Some(c) if c.is_alphanumeric() && !('\u{2150}'..='\u{218f}').contains(&c) => {
                    end += c.len_utf8()
                }
                _ => break,
            }
        }
    }
    end
}

/// Whether an ASCII sign at `at` may begin a figure.
fn sign_begins(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let next = bytes.get(at + 1).copied().unwrap_or(0);
    let before = if at == 0 { b' ' } else { bytes[at - 1] };
    let free = !before.is_ascii_alphanumeric() && before != b'.' && before < 0x80
        || matches!(before, 0x80..) && !text[..at].ends_with(char::is_alphanumeric);
    match bytes[at] {
        // `$US5`
        b'$' => next.is_ascii_alphanumeric() || matches!(next, b' ' | b'-' | b'.' | b'\\' | b'('),
        b'.' | b'+' => next.is_ascii_digit() && free && before != b'+',
        b'-' => {
            (next.is_ascii_digit() || matches!(next, b'$' | b'.') || next >= 0x80)
                && free
                && before != b'-'
        }
        b'~' => true,
        // Comparison signs.
        _ => {
            free || matches!(bytes[at], b'<' | b'>')
                && before.is_ascii_alphanumeric()
                && (next.is_ascii_digit() || next == b'=')
        }
    }
}

/// Whether a character that is not ASCII may begin a figure: a currency or hedge sign, a minus, a
/// fraction.
fn wide_begins(text: &str, at: usize, c: char) -> bool {
    match c {
        // A minus stands at its number, and not at one before it; whatever sign it is written with.
        '−' | '–' | '‐' | '‑' => {
            let next = text[at + c.len_utf8()..].chars().next();
            let before = text[..at].trim_end_matches([' ', '\u{a0}']);
            let number = next
                .is_some_and(|next| next.is_ascii_digit() || matches!(next, '$' | '£' | '€' | '¥'));
            number
                && !text[..at].ends_with(char::is_alphanumeric)
                && (c == '−' || !before.ends_with(|c: char| c.is_ascii_digit() || c == ')'))
        }
        '\u{2010}'..='\u{203b}' => false,
        '£' | '¥' | '¢' | '½' | '¼' | '¾' | '\u{2150}'..='\u{215e}' | '\u{20a0}'..='\u{20cf}' => {
            true
        }
        '≈' | '≥' | '≤' | '≳' | '≲' | '∼' | '≃' | '≅' | '⩾' | '⩽' | '＄' | '￡' | '￥' | '＜'
        | '＞' => true,
        _ => false,
    }
}

impl<'t> Written<'t> {
    /// A year named alone, or from one to another: `2019`, `2010–20`.
    pub(crate) fn years(span: std::ops::Range<usize>, first: i32, last: i32) -> Self {
        Written {
            number: span.clone(),
            span,
            hedge: if first == last {
                Hedge::Plain
            } else {
                Hedge::Between
            },
            rough: false,
            ends: [End::Rounded; 2],
            first: Number::whole(first.into()),
            second: (first != last).then(|| Number::whole(last.into())),
            unit: unit::Written::none(),
            kind: Kind::Date,
            period: None,
        }
    }

    /// Hours, minutes and seconds as clocks write them, `2:05:31`, in seconds.
    pub(crate) fn clock(text: &str, at: usize) -> Option<Self> {
        let size = text.as_bytes()[at..]
            .iter()
            .take(9)
            .take_while(|byte| byte.is_ascii_digit() || **byte == b':')
            .count();
        let written = &text[at..at + size];
        let mut parts = written.split(':');
        let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
        let two = |part: &str| part.len() == 2 && part < "60";
        if parts.next().is_some() || hours.len() > 2 || !two(minutes) || !two(seconds) {
            return None;
        }
        let number = |part: &str| part.parse::<i64>().ok();
        let total = number(hours)? * 3_600 + number(minutes)? * 60 + number(seconds)?;
        let mut time = Written::years(at..at + size, 0, 0);
        time.first = Number {
            zeros: 0,
            ..Number::whole(total)
        };
        time.unit = unit::Written::of(Named::Table(registry().by_name("second")?));
        time.kind = Kind::Duration;
        Some(time)
    }

    pub(crate) fn second(&self) -> Option<&Rational> {
        self.second.as_ref().map(|number| &number.value)
    }

    /// Whether its second end is the lower one, so that it is no range.
    pub(crate) fn falls(&self) -> bool {
        self.second()
            .is_some_and(|second| second < &self.first.value && second.signum() >= 0)
    }

    pub(crate) fn is_fraction(&self) -> bool {
        self.first.form == Form::Fraction
    }

    pub(crate) fn is_vague(&self) -> bool {
        matches!(self.first.form, Form::Vague(_))
    }

    pub(crate) fn is_scaled(&self) -> bool {
        self.first.scaled
    }

    /// Whether no unit was written, nor a thing that is counted.
    pub(crate) fn is_bare(&self) -> bool {
        self.unit.is_none()
    }

    /// What is counted, as written.
    pub(crate) fn noun(&self) -> Option<&'t str> {
        match self.unit.top {
            Some(Named::Noun(noun)) => Some(noun),
            _ => None,
        }
    }

    /// Whether a unit, or a thing that is counted, stands behind the number, so that a list may
    /// share it.
    pub(crate) fn unit_is_behind(&self) -> bool {
        !self.unit.is_none() && self.span.end > self.number.end
    }

    /// Whether the number stands alone but for a thing that is counted.
    pub(crate) fn is_bare_or_counted(&self) -> bool {
        self.is_bare() || self.noun().is_some()
    }

    /// Whether both can be the same amount in two units: of one dimension, or money.
    pub(crate) fn measures_as(&self, other: &Written<'_>, settings: &Settings) -> bool {
        let (a, b) = (self.unit.unit(settings), other.unit.unit(settings));
        let money = self.kind == Kind::Money && other.kind == Kind::Money;
        a != b && (money || !a.dimension().is_none() && a.dimension() == b.dimension())
    }

    /// Takes the unit (and kind) of a figure behind: in `5, 6 and 7 %` all are percentages.
    pub(crate) fn share_unit_of(&mut self, other: &Written<'t>) {
        self.unit = other.unit.clone();
        self.kind = other.kind;
    }

    /// The same below nought, with the minus that stands at `start`.
    pub(crate) fn negated(mut self, start: usize) -> Self {
        self.first.value = -self.first.value;
        self.span.start = start;
        self
    }

    /// So many quarters of a year, where the words looked like a fraction: `three quarters in a row`.
    pub(crate) fn into_quarters(mut self) -> Self {
        self.first = Number::whole(
            (self.first.value.clone() * Rational::from(4))
                .to_i64()
                .unwrap_or(1),
        );
        self.unit = unit::Written::of(Named::Table(
            registry()
                .by_name("quarter")
                .expect("internal error: no quarter among the units"),
        ));
        self.kind = Kind::Duration;
        self
    }

    /// The same as an age in years: `Jane Doe, 45, …`.
    pub(crate) fn into_age(mut self) -> Self {
        self.unit = unit::Written::of(Named::Table(
            &crate::number::units::unit_table::registry().year,
        ));
        self.kind = Kind::Age;
        self
    }
}
