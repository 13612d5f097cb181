//! Periods and dates, as articles name them.

use std::fmt;
use std::sync::LazyLock;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Rational;
use super::lexicon::{Phrases, WordMap, ends_word, gap, lowercase_word, skip_blanks};
use super::words::{self, Word};

/// The last year there is.
const LAST_YEAR: i32 = 9999;

/// A stretch of the calendar that a figure speaks of: a year, a quarter, a month, a span of months, a day.
///
/// ```
/// use addsup::number::{Period, Rational};
/// let from = Period::parse("2015")?;
/// let to = Period::parse("first quarter of 2022")?;
/// assert_eq!(from.years_until(&to), Rational::from(7));
/// assert_eq!(to.to_string(), "Q1 2022");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
}

impl Period {
    /// From `start` up to but not including `end`; `None` where that is no time at all.
    #[must_use]
    pub fn new(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        (start < end).then_some(Period { start, end })
    }

    /// One day; `None` for the last one that can be told.
    #[must_use]
    pub fn day(date: NaiveDate) -> Option<Self> {
        Self::new(date, date.succ_opt()?)
    }

    /// A calendar year from 1 to 9999.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        Self::months_of(year, 1, 12)
    }

    /// So many months from the first of a month.
    fn months_of(year: i32, month: u32, count: u32) -> Option<Self> {
        if !(1..=LAST_YEAR).contains(&year) {
            return None;
        }
        let start = NaiveDate::from_ymd_opt(year, month, 1)?;
        Self::new(start, start.checked_add_months(Months::new(count))?)
    }

    /// Reads a period: `2015`, `FY2023`, `Q1 2023`, `first half of 2023`, `2023-04`, `April 2023`,
    /// `January to April 2023`, `2023-01..2023-04`, `first four months of 2023`, `2010–2020`, `14 June 2023`, `1990s`.
    ///
    /// # Errors
    /// What a period looks like, where the text is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let trimmed = text.trim();
        match at(trimmed, 0) {
            Some((period, end)) if end == trimmed.len() => Ok(period),
            _ => Err(format!(
                "`{}` is not a period; write a year `2023`, a quarter `Q1 2023`, a month `2023-04`, a day `2023-04-30`, or a span `2023-01..2023-04`",
                trimmed.chars().take(40).collect::<String>()
            )),
        }
    }

    /// The first day.
    #[must_use]
    pub fn start(&self) -> NaiveDate {
        self.start
    }

    /// The day after the last.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        self.end
    }

    /// The last day.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.end
            .checked_sub_days(Days::new(1))
            .unwrap_or(self.start)
    }

    /// How many months long this is, if it is whole months.
    #[must_use]
    pub fn months(&self) -> Option<i64> {
        (self.start.day() == self.end.day())
            .then(|| month_number(self.end) - month_number(self.start))
    }

    /// How many years long this is: whole months exactly, otherwise days of a mean year of 365.2425.
    #[must_use]
    pub fn years(&self) -> Rational {
        years_between(self.start, self.end)
    }

    /// How many years from the start of this period to the start of `later`: whole months where both start on
    /// the same day of the month, otherwise days of a mean year of 365.2425.
    #[must_use]
    pub fn years_until(&self, later: &Period) -> Rational {
        years_between(self.start, later.start)
    }

    /// The least period that holds both.
    #[must_use]
    pub fn hull(&self, other: &Period) -> Self {
        Period {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

fn years_between(from: NaiveDate, to: NaiveDate) -> Rational {
    if from.day() == to.day() {
        Rational::new(month_number(to) - month_number(from), 12)
    } else {
        Rational::from((to - from).num_days()) * Rational::new(10_000, 3_652_425)
    }
}

fn month_number(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

/// The number of a day in the base unit of [`super::Base::Date`]: days since the first of January of the year 1.
#[must_use]
pub fn number_of_date(date: NaiveDate) -> Rational {
    Rational::from(i64::from(date.num_days_from_ce()) - 1)
}

/// The day with this number; `None` where the number is not whole, or beyond the calendar.
#[must_use]
pub fn date_of_number(number: &Rational) -> Option<NaiveDate> {
    let days: i64 = number.to_i64()?;
    let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(days.checked_add(1)?).ok()?)?;
    (1..=LAST_YEAR).contains(&date.year()).then_some(date)
}

/// As people write it, and as [`Period::parse`] reads it.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, last) = (self.start, self.last_day());
        let (year, month) = (start.year(), start.month());
        let whole_months = start.day() == 1 && self.end.day() == 1;
        let one_year = year == last.year();
        match self.months().filter(|_| whole_months) {
            Some(12) if month == 1 => write!(f, "{year:04}"),
            Some(months) if months % 12 == 0 && month == 1 => {
                write!(f, "{year:04}–{:04}", last.year())
            }
            Some(3) if month % 3 == 1 => write!(f, "Q{} {year:04}", month / 3 + 1),
            Some(6) if month % 6 == 1 => write!(f, "H{} {year:04}", month / 6 + 1),
            Some(1) => write!(f, "{} {year:04}", month_name(month)),
            Some(_) if one_year => write!(
                f,
                "{} to {} {year:04}",
                month_name(month),
                month_name(last.month())
            ),
            Some(_) => write!(
                f,
                "{} {year:04} to {} {:04}",
                month_name(month),
                month_name(last.month()),
                last.year()
            ),
            None if start == last => write_day(f, start),
            None => {
                write_day(f, start)?;
                f.write_str(" to ")?;
                write_day(f, last)
            }
        }
    }
}

fn write_day(f: &mut fmt::Formatter<'_>, date: NaiveDate) -> fmt::Result {
    write!(
        f,
        "{} {} {:04}",
        date.day(),
        month_name(date.month()),
        date.year()
    )
}

#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];

#[rustfmt::skip]
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn month_name(month: u32) -> &'static str {
    MONTHS[usize::try_from(month - 1).expect("internal error: a month below 1")]
}

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

/// The name of the day of the week with this number.
pub(super) fn weekday_name(number: &Rational) -> Option<&'static str> {
    let index = usize::try_from(number.to_i64()?).ok()?.checked_sub(1)?;
    WEEKDAYS.get(index).copied()
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

/// `first quarter of 2023`, `1st half of 2023`, `first four months of 2023`, `last three months of 2022`.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("2015", "2015-01-01", "2016-01-01")]
    #[case("FY2023", "2023-01-01", "2024-01-01")]
    #[case("fiscal 2023", "2023-01-01", "2024-01-01")]
    #[case("fiscal year 2023", "2023-01-01", "2024-01-01")]
    #[case("FY23", "2023-01-01", "2024-01-01")]
    #[case("Q1 2023", "2023-01-01", "2023-04-01")]
    #[case("2023-Q1", "2023-01-01", "2023-04-01")]
    #[case("2023Q4", "2023-10-01", "2024-01-01")]
    #[case("the first quarter of 2023", "2023-01-01", "2023-04-01")]
    #[case("third quarter 2023", "2023-07-01", "2023-10-01")]
    #[case("H1 2023", "2023-01-01", "2023-07-01")]
    #[case("second half of 2023", "2023-07-01", "2024-01-01")]
    #[case("2023-04", "2023-04-01", "2023-05-01")]
    #[case("April 2023", "2023-04-01", "2023-05-01")]
    #[case("Sept. 2023", "2023-09-01", "2023-10-01")]
    #[case("2023-01..2023-04", "2023-01-01", "2023-05-01")]
    #[case("January to April 2023", "2023-01-01", "2023-05-01")]
    #[case("January–April 2023", "2023-01-01", "2023-05-01")]
    #[case("from January to April 2023", "2023-01-01", "2023-05-01")]
    #[case("November to February 2023", "2022-11-01", "2023-03-01")]
    #[case("first four months of 2023", "2023-01-01", "2023-05-01")]
    #[case("last 3 months of 2022", "2022-10-01", "2023-01-01")]
    #[case("2010..2020", "2010-01-01", "2021-01-01")]
    #[case("2010–2020", "2010-01-01", "2021-01-01")]
    #[case("2010-2020", "2010-01-01", "2021-01-01")]
    #[case("2010–11", "2010-01-01", "2012-01-01")]
    #[case("between 2010 and 2020", "2010-01-01", "2021-01-01")]
    #[case("2023-06-14", "2023-06-14", "2023-06-15")]
    #[case("14 June 2023", "2023-06-14", "2023-06-15")]
    #[case("June 14, 2023", "2023-06-14", "2023-06-15")]
    #[case("14th of June 2023", "2023-06-14", "2023-06-15")]
    #[case("1 June 2023 to 3 July 2023", "2023-06-01", "2023-07-04")]
    #[case("the 1990s", "1990-01-01", "2000-01-01")]
    #[case("Q2 2022 to Q1 2023", "2022-04-01", "2023-04-01")]
    fn periods(#[case] text: &str, #[case] start: &str, #[case] end: &str) {
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(
            Period::parse(text),
            Ok(Period::new(date(start), date(end)).expect("a period"))
        );
    }

    #[rstest]
    #[case("")]
    #[case("yesterday")]
    #[case("2023-13")]
    #[case("2023-02-30")]
    #[case("30 February 2023")]
    #[case("Q5 2023")]
    #[case("0000")]
    #[case("12345")]
    #[case("April")]
    #[case("2020..2010")]
    #[case("2023 and then")]
    #[case("first thirteen months of 2023")]
    fn no_periods(#[case] text: &str) {
        assert!(Period::parse(text).is_err(), "{:?}", Period::parse(text));
    }

    #[test]
    fn years_are_counted_in_whole_months_or_mean_days() {
        let period = |text: &str| Period::parse(text).expect("a period");
        assert_eq!(
            period("2015").years_until(&period("2022")),
            Rational::from(7)
        );
        assert_eq!(
            period("2015-07").years_until(&period("2022-01")),
            Rational::new(13, 2)
        );
        assert_eq!(
            period("2022").years_until(&period("2015")),
            Rational::from(-7)
        );
        assert_eq!(
            period("2023-01-01").years_until(&period("2023-01-02")),
            Rational::new(10_000, 3_652_425)
        );
        assert_eq!(period("2023-01..2023-04").months(), Some(4));
        assert_eq!(period("14 June 2023").months(), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(year in 1_i32..9990, month in 1_u32..=12, count in 1_u32..60) {
            let period = Period::months_of(year, month, count).expect("a period");
            prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
        }

        #[test]
        fn days_are_read_back(days in 1_i32..3_600_000, more in 0_u64..900) {
            let start = NaiveDate::from_num_days_from_ce_opt(days).expect("a date");
            let end = start.checked_add_days(Days::new(more + 1)).expect("a date");
            let period = Period::new(start, end).expect("a period");
            prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
            prop_assert_eq!(date_of_number(&number_of_date(start)), Some(start));
        }

        #[test]
        fn any_text_is_answered(text in "\\PC*") {
            let _ = Period::parse(&text);
        }
    }
}
