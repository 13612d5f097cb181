//! Reading periods and dates: years, quarters, months and days, and spans of them, by their words
//! and by ISO 8601.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::number::figures::Period;
use crate::number::lexicon::words::{self, Word};
use crate::number::lexicon::{
    MONTHS, Phrases, WEEKDAYS, WordMap, ends_word, gap, lowercase_word, skip_blanks,
};

static MONTH_WORDS: LazyLock<WordMap<u32>> = LazyLock::new(|| {
    let mut words = WordMap::default();
    for (month, name) in (1..).zip(MONTHS) {
        let name = name.to_lowercase();
        words.insert(name[..3].into(), month);
        words.insert(name.into(), month);
    }
    words.insert("sept".into(), 9);
    words
});

/// The month named at `at`, with the point of an abbreviation, and where it ends.
pub(super) fn month_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let mut buffer = [0; 24];
    let (word, end) = lowercase_word(text, at, &mut buffer)?;
    let month = *MONTH_WORDS.get(word)?;
    let abbreviated = word.len() <= 4 && text[end..].starts_with('.');
    Some((month, end + usize::from(abbreviated)))
}

/// The day of the week named at `at`, Monday being 1, and where it ends.
pub(super) fn weekday_at(text: &str, at: usize) -> Option<(i64, usize)> {
    static WORDS: LazyLock<Phrases<i64>> = LazyLock::new(|| {
        Phrases::new(
            (1..)
                .zip(WEEKDAYS)
                .map(|(number, name)| (name.to_lowercase(), number)),
        )
    });
    WORDS.match_at(text, at)
}

/// One piece of the calendar, or a month that still wants its year.
#[derive(Clone, Copy)]
enum Piece {
    Of(Period),
    Month(u32),
}

/// The period at `at`, and where it ends.
pub(super) fn at(text: &str, at: usize) -> Option<(Period, usize)> {
    let start = lead_in(text, at);
    let (first, end) = piece(text, start)?;
    for_span(text, first, end).or(match first {
        Piece::Of(period) => Some((period, end)),
        Piece::Month(_) => None,
    })
}

/// Whether the period at `at` begins with a year and nothing more: `2015`, `from 2010 to 2020`.
pub(super) fn begins_with_bare_year(text: &str, at: usize) -> bool {
    let start = lead_in(text, at);
    digits(text, start, 4).is_some_and(|(_, end)| {
        let more = text[end..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’'));
        !more && matches!(iso(text, start), Some((_, stop)) if stop == end)
    })
}

/// Behind `the`, `from`, `between`, which say nothing of themselves.
fn lead_in(text: &str, at: usize) -> usize {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        Phrases::new(
            [
                "the",
                "from",
                "between",
                "from the",
                "between the",
                "calendar",
                "calendar year",
                "the year",
            ]
            .map(|word| (word, ())),
        )
    });
    WORDS
        .match_at(text, at)
        .and_then(|((), end)| gap(text, end))
        .unwrap_or(at)
}

/// A first piece and a second behind `to`, `..` or a dash.
fn for_span(text: &str, first: Piece, at: usize) -> Option<(Period, usize)> {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        Phrases::new(
            ["to", "through", "until", "till", "and", "to the", "thru"].map(|word| (word, ())),
        )
    });
    let blanks = skip_blanks(text, at);
    let rest = &text[blanks..];
    let start = if rest.starts_with("..") {
        blanks + 2
    } else if let Some(dash) = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '–' | '—' | '‒' | '−' | '‑'))
    {
        blanks + dash.len_utf8()
    } else {
        WORDS.match_at(text, blanks).filter(|_| blanks > at)?.1
    };
    let start = skip_blanks(text, start);
    // `2010–11` and `2010/11`: the years 2010 and 2011.
    if let (Piece::Of(period), Some((short, end))) = (first, digits(text, start, 2))
        && period.months() == Some(12)
        && period.start.month() == 1
    {
        let year = period.start.year();
        let second = Period::year(year - year % 100 + short)?;
        return (period.start < second.start).then_some((period.hull(&second), end));
    }
    let (second, end) = piece(text, start)?;
    let Piece::Of(second) = second else {
        return None;
    };
    let first = match first {
        Piece::Of(period) => period,
        Piece::Month(month) => {
            let year = second.start.year();
            // November to February 2023 begins in 2022.
            let year = if month > second.start.month() {
                year - 1
            } else {
                year
            };
            Period::months_of(year, month, 1)?
        }
    };
    (first.start < second.end && first.start <= second.start).then_some((first.hull(&second), end))
}

/// So many digits at `at` and no more.
fn digits(text: &str, at: usize, count: usize) -> Option<(i32, usize)> {
    let bytes = text.as_bytes();
    let run = bytes
        .get(at..)?
        .iter()
        .take(count + 1)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if run != count {
        return None;
    }
    Some((text[at..at + count].parse().ok()?, at + count))
}

/// A year of four digits that no letter follows.
fn year_at(text: &str, at: usize) -> Option<(i32, usize)> {
    let (year, end) = digits(text, at, 4)?;
    let free = !text[end..].starts_with(|c: char| c.is_alphabetic() || c == '%');
    (free && year > 0).then_some((year, end))
}

fn piece(text: &str, at: usize) -> Option<(Piece, usize)> {
    let of = |(period, end): (Period, usize)| (Piece::Of(period), end);
    if text.as_bytes().get(at)?.is_ascii_digit() {
        return iso(text, at)
            .or_else(|| decade(text, at))
            .or_else(|| day_first(text, at))
            .or_else(|| part_first(text, at))
            .map(of);
    }
    if let Some((month, end)) = month_at(text, at) {
        return Some(month_first(text, month, end).map_or((Piece::Month(month), end), of));
    }
    coded(text, at).or_else(|| part_first(text, at)).map(of)
}

/// `2023`, `2023-04`, `2023-06-14`, `2023-Q1`, `2023Q1`, `2023-H1`.
fn iso(text: &str, at: usize) -> Option<(Period, usize)> {
    let (year, end) = digits(text, at, 4)?;
    let hyphen = usize::from(text[end..].starts_with('-'));
    if let Some((period, end)) = part_code(text, end + hyphen, year) {
        return Some((period, end));
    }
    if hyphen == 1
        && let Some((month, end)) = digits(text, end + 1, 2)
        && let Ok(month) = u32::try_from(month)
    {
        if text[end..].starts_with('-')
            && let Some((day, end)) = digits(text, end + 1, 2)
        {
            let date = NaiveDate::from_ymd_opt(year, month, u32::try_from(day).ok()?)?;
            return Some((Period::day(date).filter(|_| year > 0)?, end));
        }
        if (1..=12).contains(&month) && ends_word(text, end) {
            return Some((Period::months_of(year, month, 1)?, end));
        }
    }
    year_at(text, at).and_then(|(year, end)| Some((Period::year(year)?, end)))
}

/// `Q1` or `H1` of a year, which no word goes on from.
fn part_code(text: &str, at: usize, year: i32) -> Option<(Period, usize)> {
    let (months, part, end) = part_sign(text, at)?;
    Some((
        Period::months_of(year, months * (part - 1) + 1, months)?,
        end,
    ))
}

fn part_sign(text: &str, at: usize) -> Option<(u32, u32, usize)> {
    let bytes = text.as_bytes();
    let (months, most) = match bytes.get(at)? {
        b'Q' | b'q' => (3, b'4'),
        b'H' | b'h' => (6, b'2'),
        _ => return None,
    };
    let part = *bytes.get(at + 1)?;
    let alone = !bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric);
    ((b'1'..=most).contains(&part) && alone).then(|| (months, u32::from(part - b'0'), at + 2))
}

/// `1990s`, `1990's`.
fn decade(text: &str, at: usize) -> Option<(Period, usize)> {
    let (year, end) = digits(text, at, 4)?;
    let end = end
        + text[end..]
            .chars()
            .next()
            .filter(|c| matches!(c, '\'' | '’'))
            .map_or(0, char::len_utf8);
    if year % 10 != 0 || !text[end..].starts_with('s') || !ends_word(text, end + 1) {
        return None;
    }
    let span = if year % 100 == 0 { 100 } else { 10 };
    Some((Period::months_of(year, 1, span * 12)?, end + 1))
}

/// `14 June 2023`, `14th of June, 2023`.
fn day_first(text: &str, at: usize) -> Option<(Period, usize)> {
    let (day, end) = digits(text, at, 1).or_else(|| digits(text, at, 2))?;
    let end = suffix(text, end);
    let start = gap(text, end)?;
    let start = word(text, start, "of")
        .and_then(|end| gap(text, end))
        .unwrap_or(start);
    let (month, end) = month_at(text, start)?;
    let (year, end) = year_at(text, comma(text, end)?)?;
    dated(year, month, day, end)
}

/// `June 2023`, `June 14, 2023`, behind the month.
fn month_first(text: &str, month: u32, at: usize) -> Option<(Period, usize)> {
    let start = comma(text, at)?;
    let start = word(text, start, "of")
        .and_then(|end| gap(text, end))
        .unwrap_or(start);
    if let Some((year, end)) = year_at(text, start) {
        return Some((Period::months_of(year, month, 1)?, end));
    }
    let (day, end) = digits(text, start, 1).or_else(|| digits(text, start, 2))?;
    let (year, end) = year_at(text, comma(text, suffix(text, end))?)?;
    dated(year, month, day, end)
}

fn dated(year: i32, month: u32, day: i32, end: usize) -> Option<(Period, usize)> {
    let date = NaiveDate::from_ymd_opt(year, month, u32::try_from(day).ok()?)?;
    Some((Period::day(date)?, end))
}

/// Behind `st`, `nd`, `rd` or `th`.
fn suffix(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|end| rest.starts_with(end.as_bytes()));
    at + if ordinal { 2 } else { 0 }
}

/// Behind a comma and blanks, or blanks alone.
fn comma(text: &str, at: usize) -> Option<usize> {
    gap(text, at + usize::from(text[at..].starts_with(',')))
}

fn word(text: &str, at: usize, word: &str) -> Option<usize> {
    let end = at + word.len();
    (text.get(at..end)?.eq_ignore_ascii_case(word) && ends_word(text, end)).then_some(end)
}

/// `Q1 2023`, `FY2023`, `fiscal 2023`.
fn coded(text: &str, at: usize) -> Option<(Period, usize)> {
    if let Some((months, part, end)) = part_sign(text, at) {
        let start = gap(text, end).or_else(|| text[end..].starts_with('/').then_some(end + 1))?;
        let start = word(text, start, "of")
            .and_then(|end| gap(text, end))
            .unwrap_or(start);
        let (year, end) = year_at(text, start)?;
        return Some((
            Period::months_of(year, months * (part - 1) + 1, months)?,
            end,
        ));
    }
    static FISCAL: LazyLock<Phrases<()>> = LazyLock::new(|| {
        Phrases::new(
            [
                "fy",
                "fiscal",
                "fiscal year",
                "financial year",
                "full-year",
                "full year",
                "cy",
                "year",
            ]
            .map(|word| (word, ())),
        )
    });
    let ((), end) = FISCAL.match_at(text, at)?;
    let start = skip_blanks(text, end);
    if let Some((year, end)) = year_at(text, start) {
        return Some((Period::year(year)?, end));
    }
    let apostrophe = text[start..]
        .chars()
        .next()
        .filter(|c| matches!(c, '\'' | '’'))
        .map_or(0, char::len_utf8);
    let (short, end) = digits(text, start + apostrophe, 2)?;
    Some((Period::year(2000 + short)?, end))
}

/// `first quarter of 2023`, `1st half of 2023`, `first four months of 2023`, `last three months of
/// 2022`.
fn part_first(text: &str, at: usize) -> Option<(Period, usize)> {
    let (rank, end) = rank_at(text, at)?;
    let start = joined(text, end)?;
    let last = rank.is_none();
    let (months, count, end) = if let Some((Word::Quarter, end)) = words::word_at(text, start) {
        (3, 4, end)
    } else if let Some((Word::Half, end)) = words::word_at(text, start) {
        (6, 2, end)
    } else {
        // The first or the last months: as many as the word says.
        if rank.is_some_and(|rank| rank != 1) {
            return None;
        }
        let (many, end) = count_at(text, start)?;
        let end = word(text, gap(text, end)?, "months")?;
        (many, 12 / many.max(1), end)
    };
    let start = joined(text, end)?;
    let start = word(text, start, "of")
        .and_then(|end| gap(text, end))
        .unwrap_or(start);
    let (year, end) = year_at(text, start)?;
    let first_month = match rank {
        Some(rank) if rank <= count => months * (rank - 1) + 1,
        None if last => 13_u32.checked_sub(months)?,
        _ => return None,
    };
    Some((Period::months_of(year, first_month, months)?, end))
}

/// A rank in words or digits, or `last` as none.
fn rank_at(text: &str, at: usize) -> Option<(Option<u32>, usize)> {
    if let Some((Word::Ordinal(rank), end)) = words::word_at(text, at) {
        return Some((Some(u32::try_from(rank).ok()?), end));
    }
    if let Some(end) = word(text, at, "last").or_else(|| word(text, at, "final")) {
        return Some((None, end));
    }
    let (rank, end) = digits(text, at, 1)?;
    let behind = suffix(text, end);
    (behind > end).then_some((Some(u32::try_from(rank).ok()?), behind))
}

/// A number of months from one to twelve.
fn count_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let (count, end) = match words::word_at(text, at) {
        Some((Word::Digit(count) | Word::Teen(count), end)) => (u32::try_from(count).ok()?, end),
        _ => {
            let (count, end) = digits(text, at, 1).or_else(|| digits(text, at, 2))?;
            (u32::try_from(count).ok()?, end)
        }
    };
    (1..=12).contains(&count).then_some((count, end))
}

fn joined(text: &str, at: usize) -> Option<usize> {
    if text[at..].starts_with('-') {
        return Some(at + 1);
    }
    gap(text, at)
}
