//! Periods as accounts name them: `4Q23`, `third quarter of fiscal 2013`, `12 months to March
//! 2005`.

use chrono::{Datelike, Months};

use crate::number::figures::Period;
use crate::number::lexicon::words;

/// How many months the longest trailing period has.
const MOST_MONTHS: u32 = 60;

/// The period that all of a text names.
pub(super) fn period(text: &str) -> Option<Period> {
    let text = text.trim();
    quarter(text)
        .or_else(|| fiscal(text))
        .or_else(|| split_year(text))
        .or_else(|| trailing(text))
}

/// `4Q23`, `1Q2024`.
fn quarter(text: &str) -> Option<Period> {
    let (quarter, year) = text.split_once(['Q', 'q'])?;
    let quarter: u32 = quarter
        .parse()
        .ok()
        .filter(|quarter| (1..=4).contains(quarter))?;
    let is_year = year.len() == 2 || year.len() == 4;
    let year: i32 = year.parse().ok().filter(|_| is_year)?;
    let year = if year < 100 { 2000 + year } else { year };
    Period::months_of(year, 3 * quarter - 2, 3)
}

/// A quarter or half of a fiscal year, which is taken as the calendar's.
fn fiscal(text: &str) -> Option<Period> {
    let lower = text.to_lowercase();
    let plain = ["fiscal year ", "fiscal ", "fy ", "fy"]
        .iter()
        .find_map(|word| {
            let at = lower.find(word)?;
            let rest = &lower[at + word.len()..];
            rest.starts_with(|c: char| c.is_ascii_digit())
                .then(|| (lower[..at].trim().to_owned(), rest.to_owned()))
        })?;
    let (before, rest) = plain;
    let (year, behind) = rest.split_at(rest.find(' ').unwrap_or(rest.len()));
    let part = if before.is_empty() {
        behind.trim()
    } else {
        before.trim_end_matches(" of").trim()
    };
    if part.is_empty() {
        return None;
    }
    let written = format!("{part} of {year}");
    let whole = |written: &str| {
        let (period, end) = Period::at(written, 0)?;
        (end == written.len()).then_some(period)
    };
    whole(&written).or_else(|| whole(&format!("{part} {year}")))
}

/// `2012/13`: the twelve months from the middle of the first year.
fn split_year(text: &str) -> Option<Period> {
    let (first, second) = text.split_once('/')?;
    let year: i32 = first.parse().ok().filter(|_| first.len() == 4)?;
    let next: i32 = second
        .parse()
        .ok()
        .filter(|_| second.len() == 2 || second.len() == 4)?;
    (next == year + 1 || next == (year + 1) % 100)
        .then(|| Period::months_of(year, 7, 12))
        .flatten()
}

/// `12 months to March 2005`, `year ended 31 December 2019`: so many months up to the end of
/// another period.
fn trailing(text: &str) -> Option<Period> {
    let lower = text.to_lowercase();
    let start = if lower.starts_with("the ") { 4 } else { 0 };
    let rest = &lower[start..];
    let (count, unit, behind) = match rest.strip_prefix("year ") {
        Some(behind) => (1, 12, behind),
        None => {
            let (count, rest) = rest.split_once(' ')?;
            let count = match words::cardinal_word(count) {
                Some(count) => u32::try_from(count).ok()?,
                None => count.parse().ok()?,
            };
            let (unit, behind) = rest.split_once(' ')?;
            let unit = match unit {
                "month" | "months" => 1,
                "quarter" | "quarters" => 3,
                "year" | "years" => 12,
                _ => return None,
            };
            (count, unit, behind)
        }
    };
    let months =
        u32::checked_mul(count, unit).filter(|months| (1..=MOST_MONTHS).contains(months))?;
    let until = ["to ", "ended ", "ending ", "through ", "up to "];
    let until = until
        .iter()
        .find_map(|word| behind.strip_prefix(word))?
        .trim_start_matches("on ");
    let (last, _) = Period::at(until, 0).filter(|(_, stop)| *stop == until.len())?;
    let end = last.end();
    // Up to a day or a month, not to a year as a whole.
    (last.months().is_none_or(|months| months <= 1) || last.end().day() != 1)
        .then(|| end.checked_sub_months(Months::new(months)))
        .flatten()
        .and_then(|start| Period::new(start, end))
}
