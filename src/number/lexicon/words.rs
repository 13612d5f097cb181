//! Numbers in words: `two and a half million`, `twenty-one hundred`, `three-quarters`, `the
//! twenty-first`.

use std::sync::LazyLock;

use super::{Form, Number, WordMap, gap, lowercase_word, skip_blanks, trailing_zeros};
use crate::number::exact::Rational;

/// A word of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::number) enum Word {
    Zero,
    /// One to nine.
    Digit(i64),
    /// Ten to nineteen.
    Teen(i64),
    /// Twenty to ninety.
    Tens(i64),
    Hundred,
    Scale(Scale),
    /// `a` or `an`.
    A,
    And,
    Point,
    Half,
    Quarter,
    /// `third`: a rank, or one of so many parts.
    Ordinal(i64),
    /// `thirds`.
    Parts(i64),
}

/// A word a number is multiplied by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::number) struct Scale {
    /// What it stands for.
    pub(in crate::number) value: i64,
    /// What one unit of the number before it means: of decimal scales the same; nobody who says
    /// `three dozen` means it to the dozen, so of the dozen it is two.
    pub(in crate::number) grain: i64,
}

const fn decimal(power: u32) -> Scale {
    let value = 10_i64.pow(power);
    Scale {
        value,
        grain: value,
    }
}

/// Scale words with their plurals and abbreviations that stand alone behind a blank.
#[rustfmt::skip]
const SCALES: &[(&[&str], Scale)] = &[
    (&["thousand", "thousands"], decimal(3)),
    (&["million", "millions", "mn", "mln", "mio", "mil"], decimal(6)),
    (&["billion", "billions", "bn", "bln", "milliard", "milliards"], decimal(9)),
    (&["trillion", "trillions", "tn", "trn", "tln"], decimal(12)),
    (&["quadrillion", "quadrillions"], decimal(15)),
    (&["lakh", "lakhs", "lac", "lacs", "lkh", "lkhs"], decimal(5)),
    (&["crore", "crores", "cr", "krore", "krores"], decimal(7)),
    (&["dozen", "dozens", "doz", "dozs", "dzs"], Scale { value: 12, grain: 2 }),
];

/// Letters glued to digits.
#[rustfmt::skip]
const LETTERS: &[(&str, Scale)] = &[
    ("k", decimal(3)), ("K", decimal(3)), ("m", decimal(6)), ("M", decimal(6)), ("b", decimal(9)), ("B", decimal(9)), ("cr", decimal(7)), ("Cr", decimal(7)),
];

/// Letters that are units elsewhere, and scales behind an amount of money.
const MONEY_LETTERS: &[(&str, Scale)] = &[
    ("mm", decimal(6)),
    ("MM", decimal(6)),
    ("t", decimal(12)),
    ("T", decimal(12)),
    ("tr", decimal(12)),
    ("L", decimal(5)),
];

#[rustfmt::skip]
const CARDINALS: &[(&str, i64)] = &[
    ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9),
    ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13), ("fourteen", 14), ("fifteen", 15), ("sixteen", 16),
    ("seventeen", 17), ("eighteen", 18), ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fourty", 40),
    ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90),
];

#[rustfmt::skip]
const ORDINALS: &[(&str, i64)] = &[
    ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7), ("eighth", 8),
    ("ninth", 9), ("tenth", 10), ("eleventh", 11), ("twelfth", 12), ("thirteenth", 13), ("fourteenth", 14),
    ("fifteenth", 15), ("sixteenth", 16), ("seventeenth", 17), ("eighteenth", 18), ("nineteenth", 19), ("twentieth", 20),
    ("thirtieth", 30), ("fortieth", 40), ("fiftieth", 50), ("sixtieth", 60), ("seventieth", 70), ("eightieth", 80),
    ("ninetieth", 90), ("hundredth", 100), ("thousandth", 1_000), ("millionth", 1_000_000), ("billionth", 1_000_000_000),
    ("trillionth", 1_000_000_000_000), ("nineth", 9),
];

static WORDS: LazyLock<WordMap<Word>> = LazyLock::new(|| {
    let mut words: WordMap<Word> = WordMap::default();
    for (word, meaning) in [
        ("zero", Word::Zero),
        ("nought", Word::Zero),
        ("naught", Word::Zero),
        ("nil", Word::Zero),
        ("hundred", Word::Hundred),
        ("hundreds", Word::Hundred),
        ("a", Word::A),
        ("an", Word::A),
        ("and", Word::And),
        ("point", Word::Point),
        ("half", Word::Half),
        ("halves", Word::Parts(2)),
        ("quarter", Word::Quarter),
        ("quarters", Word::Parts(4)),
    ] {
        words.insert(word.into(), meaning);
    }
    for &(word, value) in CARDINALS {
        let meaning = match value {
            ..10 => Word::Digit(value),
            10..20 => Word::Teen(value),
            _ => Word::Tens(value),
        };
        words.insert(word.into(), meaning);
    }
    for &(word, value) in ORDINALS {
        words.insert(word.into(), Word::Ordinal(value));
        // `Seconds` are time, and `firsts` only parts of twenty-first parts.
        if value != 2 {
            words.insert(format!("{word}s").into(), Word::Parts(value));
        }
    }
    for (names, scale) in SCALES {
        for name in *names {
            words.insert((*name).into(), Word::Scale(*scale));
        }
    }
    words
});

/// All words that can be part of a number in words.
pub(in crate::number) fn all() -> impl Iterator<Item = &'static str> {
    WORDS.keys().map(|word| &**word)
}

/// The number word at `at`, and where it ends.
pub(in crate::number) fn word_at(text: &str, at: usize) -> Option<(Word, usize)> {
    let mut buffer = [0; 24];
    let (word, end) = lowercase_word(text, at, &mut buffer)?;
    Some((*WORDS.get(word)?, end))
}

/// The whole number below a hundred that one word names: `eleven`.
pub(crate) fn cardinal_word(word: &str) -> Option<i64> {
    let (meaning, end) = word_at(word, 0)?;
    match meaning {
        Word::Digit(value) | Word::Teen(value) | Word::Tens(value) if end == word.len() => {
            Some(value)
        }
        _ => None,
    }
}

/// The words that may begin a number.
pub(in crate::number) fn first_words(add: &mut impl FnMut(&str)) {
    for (word, meaning) in &*WORDS {
        if !matches!(meaning, Word::And | Word::Parts(_) | Word::Scale(_)) {
            add(word);
        }
    }
}

/// The scale word that follows a number ending at `at`, over a blank or a hyphen or glued to it.
pub(super) fn scale_after(text: &str, at: usize) -> Option<(Scale, usize)> {
    let start = joined(text, at);
    match word_at(text, start)? {
        (Word::Scale(scale), end) => Some((scale, end)),
        (Word::Hundred, end) => Some((decimal(2), end)),
        _ => None,
    }
}

/// The scale letter at `at`, which must end a word and be no part of a unit (`5m/s`).
pub(in crate::number) fn scale_letter(
    text: &str,
    at: usize,
    money: bool,
) -> Option<(Scale, usize)> {
    let bytes = text.as_bytes();
    let length = bytes[at..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .take(3)
        .count();
    let letters = &text[at..at + length];
    let end = at + length;
    let known = |table: &[(&str, Scale)]| {
        table
            .iter()
            .find(|(known, _)| *known == letters)
            .map(|(_, scale)| *scale)
    };
    let scale = known(LETTERS).or_else(|| known(MONEY_LETTERS).filter(|_| money))?;
    let goes_on =
        |c: char| c.is_alphanumeric() || matches!(c, '²' | '³' | '^') || (c == '/' && !money);
    (!text[end..].starts_with(goes_on)).then_some((scale, end))
}

/// Behind the blank or hyphen at `at` that joins two words of a number.
fn joined(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    match bytes.get(at) {
        Some(b'-') => at + 1,
        Some(0xe2) if text[at..].starts_with(['‐', '‑']) => at + '‑'.len_utf8(),
        _ => skip_blanks(text, at),
    }
}

/// As [`joined`], and over a hyphen between blanks: `fifty - two`.
fn loosely_joined(text: &str, at: usize) -> usize {
    let start = joined(text, at);
    match text[start..].strip_prefix("- ") {
        Some(_) if start > at => skip_blanks(text, start + 1),
        _ => start,
    }
}

/// A number in words on its way.
struct Reading {
    value: i64,
    /// The unit of its last word.
    place: i64,
    scaled: bool,
    end: usize,
    /// Whether the last word made it a rank.
    ordinal: bool,
}

/// The number in words at `at`, and where it ends. `one_and` allows `and` between hundreds and the
/// rest.
pub(in crate::number) fn read(text: &str, at: usize, one_and: bool) -> Option<(Number, usize)> {
    let (first, first_end) = word_at(text, at)?;
    match first {
        Word::Zero => {
            if let Some(point) = after_point(text, first_end, &Number::whole(0)) {
                return Some(scaled_on(text, point));
            }
            return Some((Number::whole(0), first_end));
        }
        Word::Half => return Some((Number::fraction(1, 2), first_end)),
        Word::Quarter => return Some((Number::fraction(1, 4), first_end)),
        Word::Point => {
            return after_point(text, at, &Number::whole(0)).map(|point| scaled_on(text, point));
        }
        Word::Ordinal(rank) => return Some((rank_of(rank), first_end)),
        Word::And | Word::Parts(_) => return None,
        _ => {}
    }
    // One part or several: `a third`, `two-thirds`, `nine tenths`.
    if let Some(fraction) = parts(text, at) {
        return Some(fraction);
    }
    let reading = cardinal(text, at, one_and)?;
    if let Some(fraction) = parts_of(text, &reading) {
        return Some(fraction);
    }
    let mut number = Number {
        value: reading.value.into(),
        place: reading.place.into(),
        zeros: trailing_zeros(reading.value / reading.place),
        scaled: reading.scaled,
        ..Number::whole(0)
    };
    let mut end = reading.end;
    if reading.ordinal {
        return Some((rank_of(reading.value), end));
    }
    if let Some(point) = after_point(text, end, &number).filter(|_| reading.place == 1) {
        return Some(scaled_on(text, point));
    }
    if let Some((fraction, stop)) = and_fraction(text, end) {
        // Of `two million and a half` the half is of the million.
        let scale = Rational::from(if reading.scaled { reading.place } else { 1 });
        // `One billion and a half million` says itself what the half is of.
        let (own, own_end) = scaled_on(text, (fraction.clone(), stop));
        let part = if own_end > stop && own.value < number.value {
            end = own_end;
            own
        } else {
            end = stop;
            Number {
                value: &fraction.value * &scale,
                place: &fraction.place * &scale,
                ..fraction
            }
        };
        number = number.and_fraction(&part);
        if !reading.scaled {
            return Some(scaled_on(text, (number, end)));
        }
    }
    Some((number, end))
}

fn rank_of(rank: i64) -> Number {
    Number {
        form: Form::Ordinal,
        zeros: 0,
        ..Number::whole(rank)
    }
}

/// The scale words behind a number with a fraction or decimals.
pub(in crate::number) fn scaled_on(
    text: &str,
    (mut number, mut end): (Number, usize),
) -> (Number, usize) {
    let mut left = 3; // "a thousand million million" is more than anybody needs
    while left > 0
        && let Some((scale, stop)) = scale_after(text, end)
    {
        number = number.times(&scale.value.into(), &scale.grain.into());
        (end, left) = (stop, left - 1);
    }
    (number, end)
}

/// What a count is divided by, at `at`: `thirds`, `twenty-fifths`, and of one part `third` or
/// `quarter`.
fn divisor(text: &str, at: usize, count: i64) -> Option<(i64, usize)> {
    let (part, end) = word_at(text, loosely_joined(text, at))?;
    match part {
        Word::Half if count == 1 => Some((2, end)),
        Word::Quarter => Some((4, end)),
        Word::Ordinal(parts) if count == 1 && parts > 2 => Some((parts, end)),
        Word::Parts(parts) if parts > 1 => Some((parts, end)),
        Word::Tens(tens) => match word_at(text, joined(text, end))? {
            (Word::Ordinal(ones), end) if count == 1 && ones < 10 => Some((tens + ones, end)),
            (Word::Parts(ones), end) if ones < 10 => Some((tens + ones, end)),
            _ => None,
        },
        _ => None,
    }
}

/// So many parts: the fraction whose count was read.
fn parts_of(text: &str, count: &Reading) -> Option<(Number, usize)> {
    if count.ordinal || count.value == 0 {
        return None;
    }
    let (parts, end) = divisor(text, count.end, count.value)?;
    // `Two hundredths` are parts, `two hundred quarters` may be seasons, but nobody counts those.
    Some((Number::fraction(count.value, parts), end))
}

/// `half`, `a third`, `two-thirds`, `fifty-four hundredths`: a count below a hundred, and what it
/// is divided by.
pub(in crate::number) fn parts(text: &str, at: usize) -> Option<(Number, usize)> {
    let (first, end) = word_at(text, at)?;
    if first == Word::Half {
        return Some((Number::fraction(1, 2), end));
    }
    let (count, end) = match first {
        Word::A => (1, end),
        Word::Digit(n) | Word::Teen(n) => (n, end),
        Word::Tens(tens) => match word_at(text, joined(text, end)) {
            Some((Word::Digit(n), end)) => (tens + n, end),
            _ => (tens, end),
        },
        _ => return None,
    };
    let (parts, end) = divisor(text, end, count)?;
    Some((Number::fraction(count, parts), end))
}

/// Whether less than a whole stands at `at`: of `two and three quarters` the second part.
fn is_proper(text: &str, at: usize) -> bool {
    parts(text, at).is_some_and(|(fraction, _)| fraction.value < Rational::ONE)
}

/// ` and a half`, ` and three quarters`.
pub(in crate::number) fn and_fraction(text: &str, at: usize) -> Option<(Number, usize)> {
    let and = joined(text, at);
    let (Word::And, end) = word_at(text, and)? else {
        return None;
    };
    let (fraction, end) = parts(text, joined(text, end))?;
    // `Two million and a quarter of the rest` is two figures.
    let of = gap(text, end).is_some_and(|start| {
        text[start..].starts_with("of the ") || text[start..].starts_with("of all ")
    });
    (fraction.value < Rational::ONE && !of).then_some((fraction, end))
}

/// ` point five two` behind a number.
fn after_point(text: &str, at: usize, whole: &Number) -> Option<(Number, usize)> {
    let (Word::Point, mut end) = word_at(text, skip_blanks(text, at))? else {
        return None;
    };
    let (mut value, mut decimals) = (0_i64, 0);
    while decimals < 14
        && let Some(start) = gap(text, end)
    {
        // Digit by digit, the zero said as the letter too; or `point seventy-one`.
        let (digits, size, stop) = match word_at(text, start) {
            Some((Word::Zero, stop)) => (0, 1, stop),
            Some((Word::Digit(digit), stop)) => (digit, 1, stop),
            Some((Word::Teen(teen), stop)) if decimals == 0 => (teen, 2, stop),
            Some((Word::Tens(tens), stop)) if decimals == 0 => {
                match word_at(text, joined(text, stop)) {
                    Some((Word::Digit(digit), stop)) => (tens + digit, 2, stop),
                    _ => (tens, 2, stop),
                }
            }
            _ if text[start..].starts_with(['o', 'O'])
                && crate::number::lexicon::word_end(text, start) == start + 1 =>
            {
                (0, 1, start + 1)
            }
            _ => break,
        };
        let shift = if size == 1 { 10 } else { 100 };
        (value, decimals, end) = (value * shift + digits, decimals + size, stop);
        if size == 2 {
            break;
        }
    }
    if decimals == 0 {
        return None;
    }
    let number = Number {
        value: &whole.value + &Rational::from_decimal(value, -decimals),
        place: Rational::from_decimal(1, -decimals),
        zeros: 0,
        ..whole.clone()
    };
    Some((number, end))
}

/// A whole number: groups below a thousand, each with its scale, the scales falling.
fn cardinal(text: &str, at: usize, one_and: bool) -> Option<Reading> {
    if let (Word::Scale(scale), end) = word_at(text, at)? {
        // `Thousand nine hundred`: a thousand; the bare word is no number.
        let thousand = Reading {
            value: scale.value,
            place: scale.grain,
            scaled: true,
            end,
            ordinal: false,
        };
        return Some(cardinal_from(text, thousand, one_and)).filter(|reading| reading.end > end);
    }
    Some(cardinal_from(text, term(text, at, one_and)?, one_and))
}

/// The further groups behind a first one.
fn cardinal_from(text: &str, mut reading: Reading, one_and: bool) -> Reading {
    while !reading.ordinal && reading.scaled && reading.place > 1 && reading.place != 2 {
        let start = joined(text, reading.end);
        let start = if text[start..].starts_with(',') {
            skip_blanks(text, start + 1)
        } else {
            start
        };
        let start = match word_at(text, start) {
            Some((Word::And, end)) if one_and => {
                let start = gap(text, end).unwrap_or(end);
                // `Two million and three fifths`
                if is_proper(text, start) {
                    break;
                }
                start
            }
            Some((Word::A, _)) => break,
            _ => start,
        };
        let Some(next) = term(text, start, one_and).filter(|next| next.value < reading.place)
        else {
            break;
        };
        let Some(value) = reading.value.checked_add(next.value) else {
            break;
        };
        reading = Reading {
            value,
            scaled: true,
            ..next
        };
    }
    reading
}

/// A group below a thousand (or `twenty-one hundred`) and its scale.
fn term(text: &str, at: usize, one_and: bool) -> Option<Reading> {
    let mut reading = group(text, at, one_and)?;
    let mut left = 3;
    while !reading.ordinal
        && left > 0
        && let Some((word, end)) = word_at(text, joined(text, reading.end))
    {
        let scale = match word {
            Word::Scale(scale) => scale,
            Word::Ordinal(rank) if rank >= 1_000 => {
                reading.ordinal = true;
                Scale {
                    value: rank,
                    grain: rank,
                }
            }
            _ => break,
        };
        let (Some(value), Some(place)) = (
            reading.value.checked_mul(scale.value),
            reading.place.checked_mul(scale.grain),
        ) else {
            break;
        };
        (reading.value, reading.place, reading.end, reading.scaled) = (value, place, end, true);
        left -= 1;
    }
    // "A" alone is an article.
    (!matches!(word_at(text, at), Some((Word::A, end)) if end == reading.end)).then_some(reading)
}

fn group(text: &str, at: usize, one_and: bool) -> Option<Reading> {
    let mut reading = below_hundred(text, at)?;
    if reading.ordinal {
        return Some(reading);
    }
    let (hundred, end) = match word_at(text, joined(text, reading.end)) {
        Some((Word::Hundred, end)) if reading.value < 100 => (false, end),
        Some((Word::Ordinal(100), end)) => (true, end),
        _ => return Some(reading),
    };
    reading = Reading {
        value: reading.value * 100,
        end,
        ordinal: hundred,
        ..reading
    };
    if hundred {
        return Some(reading);
    }
    let mut start = joined(text, end);
    if let Some((Word::And, end)) = word_at(text, start) {
        start = joined(text, end);
        if !one_and || is_proper(text, start) {
            return Some(reading);
        }
    }
    if matches!(
        word_at(text, start),
        Some((Word::A | Word::Hundred, _)) | None
    ) {
        return Some(reading);
    }
    let Some(rest) = below_hundred(text, start) else {
        return Some(reading);
    };
    // "Five hundred and six hundred": the second is a number of its own. "One hundred
    // thirty-fifths" has 35 parts.
    let hyphen = text[rest.end..].starts_with('-');
    match word_at(text, joined(text, rest.end)) {
        Some((Word::Hundred, _)) if !rest.ordinal => return Some(reading),
        Some((Word::Parts(_), _)) if hyphen && rest.value % 10 == 0 => return Some(reading),
        _ => {}
    }
    Some(Reading {
        value: reading.value + rest.value,
        ..rest
    })
}

fn below_hundred(text: &str, at: usize) -> Option<Reading> {
    let (word, end) = word_at(text, at)?;
    let reading = |value, end, ordinal| Reading {
        value,
        place: 1,
        scaled: false,
        end,
        ordinal,
    };
    Some(match word {
        Word::A => reading(1, end, false),
        Word::Digit(value) | Word::Teen(value) => reading(value, end, false),
        Word::Ordinal(rank) if rank < 100 => reading(rank, end, true),
        Word::Hundred => reading(1, at, false),
        Word::Tens(tens) => match word_at(text, loosely_joined(text, end)) {
            Some((Word::Digit(digit), end)) => reading(tens + digit, end, false),
            Some((Word::Ordinal(rank), end)) if rank < 10 => reading(tens + rank, end, true),
            _ => reading(tens, end, false),
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("seven", (7, 1))]
    #[case("zero", (0, 1))]
    #[case("twenty-one", (21, 1))]
    #[case("twenty one", (21, 1))]
    #[case("one hundred and five", (105, 1))]
    #[case("a hundred and two", (102, 1))]
    #[case("a hundred", (100, 1))]
    #[case("hundred", (100, 1))]
    #[case("twenty-one hundred", (2_100, 1))]
    #[case("two thousand", (2_000, 1))]
    #[case("two thousand three hundred and four", (2_304, 1))]
    #[case("one thousand and five hundred", (1_500, 1))]
    #[case("two hundred thousand", (200_000, 1))]
    #[case("two million, three hundred thousand", (2_300_000, 1))]
    #[case("two and a half million", (2_500_000, 1))]
    #[case("one and three quarters", (7, 4))]
    #[case("a million and a half", (1_500_000, 1))]
    #[case("two point five million", (2_500_000, 1))]
    #[case("zero point two five", (1, 4))]
    #[case("a dozen", (12, 1))]
    #[case("two dozen", (24, 1))]
    #[case("three lakh", (300_000, 1))]
    #[case("four crore", (40_000_000, 1))]
    #[case("a third", (1, 3))]
    #[case("two-thirds", (2, 3))]
    #[case("three quarters", (3, 4))]
    #[case("half", (1, 2))]
    #[case("a half", (1, 2))]
    #[case("nine tenths", (9, 10))]
    #[case("twenty-first", (21, 1))]
    #[case("tenth", (10, 1))]
    #[case("one hundred and first", (101, 1))]
    #[case("two hundredth", (200, 1))]
    #[case("ten thousandth", (10_000, 1))]
    #[case("one thousand million", (1_000_000_000, 1))]
    #[case("eighteen thousand five hundred seventy eight", (18_578, 1))]
    fn words_have_their_value(#[case] text: &str, #[case] value: (i64, i64)) {
        let (number, end) = read(text, 0, true).expect("a number");
        assert_eq!(
            (number.value, end),
            (Rational::new(value.0, value.1), text.len())
        );
    }

    #[rstest]
    #[case("five hundred and six hundred", "five hundred")]
    #[case("one thousand and one thousand", "one thousand")]
    #[case("twenty and thirty", "twenty")]
    #[case("twenty thirty", "twenty")]
    #[case("two three", "two")]
    #[case("one million two million", "one million")]
    fn a_second_number_is_left(#[case] text: &str, #[case] first: &str) {
        assert_eq!(read(text, 0, true).expect("a number").1, first.len());
    }

    #[rstest]
    #[case("a")]
    #[case("and")]
    #[case("million")]
    #[case("someone")]
    fn no_number(#[case] text: &str) {
        assert_eq!(read(text, 0, true), None);
    }

    #[rstest]
    #[case("two million", 1_000_000)]
    #[case("two million three hundred thousand", 1_000)]
    #[case("two dozen", 2)]
    #[case("five hundred", 1)]
    #[case("two and a half million", 500_000)]
    fn the_last_word_gives_the_precision(#[case] text: &str, #[case] place: i64) {
        assert_eq!(
            read(text, 0, true).expect("a number").0.place,
            Rational::from(place)
        );
    }
}
