//! Dates among the figures: years, decades, days, and the times of day that are no figures at all.

use super::context::digits_end;
use super::words;
use crate::number::{Direction, MONTHS, Written, cardinal_word};

/// What stands at a number in digits, where it is about the calendar or the clock.
#[expect(
    clippy::large_enum_variant,
    reason = "it is taken apart where it is given"
)]
pub(super) enum Time<'t> {
    /// A date, shown as its year, or as the day of the month where no year is named.
    Date(Written<'t>),
    /// Something up to here that is no figure.
    Skip(usize),
}

/// Words after which a number of four digits is a year, whatever follows.
#[rustfmt::skip]
const BEFORE_YEAR: &[&str] = &[
    "in", "since", "until", "till", "during", "circa", "fiscal", "fy", "year", "years", "early", "late", "mid", "spring", "summer", "autumn", "winter", "season",
    "olympics", "election", "born", "founded", "established", "built", "dated", "vintage", "copyright", "calendar", "financial",
    "quarter", "q1", "q2", "q3", "q4", "h1", "h2", "1q", "2q", "3q", "4q",
];

/// Words after which it is a year where nothing counted follows.
#[rustfmt::skip]
const MAYBE_YEAR: &[&str] = &[
    "by", "from", "of", "before", "after", "through", "between", "to", "and", "the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "for", "or", "around", "about",
    "than", "with", "vs", "versus", "fall", "back", "as", "on",
];

/// Those of them after which it may be a year long past.
const BEFORE_OLD_YEAR: &[&str] = &[
    "by", "from", "of", "before", "after", "between", "to", "the",
];

/// The month that a word names, from 1; `may` and `march` only with their capital, or between a day
/// and a year.
pub(super) fn month(word: &str) -> Option<u32> {
    let is = |month: &str| {
        word.eq_ignore_ascii_case(month)
            || word.len() >= 3
                && word.len() <= 4
                && month.len() > 4
                && (word.eq_ignore_ascii_case(&month[..3])
                    || word.eq_ignore_ascii_case("sept") && month == "September")
    };
    let found = MONTHS.iter().position(|month| is(month))?;
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let verb = matches!(found, 2 | 4) || word.len() == 3;
    (capital || !verb).then(|| u32::try_from(found).unwrap_or(0) + 1)
}

/// The date, year or time of day at the digits from `at` to `end`; nothing before `floor` belongs
/// to it.
pub(super) fn at(text: &str, at: usize, end: usize, floor: usize) -> Option<Time<'_>> {
    let digits = &text[at..end];
    if let Some(time) = Written::clock(text, at).filter(|time| lasts(text, time.span.clone())) {
        return Some(Time::Date(time));
    }
    if let Some(stop) = clock(text, digits, end) {
        return Some(Time::Skip(stop));
    }
    if let Some(date) = day(text, at, end, floor) {
        return Some(date);
    }
    if digits.len() == 4 {
        return year(text, at, end, floor);
    }
    // `the ’90s`, `in his 20s`.
    if digits.len() == 2
        && digits.ends_with('0')
        && text[end..].starts_with('s')
        && words::starting_at(text, end).is_some_and(|word| word.text == "s")
    {
        return Some(Time::Skip(end + 1));
    }
    None
}

/// Whether hours, minutes and seconds are how long something took, and no time of day.
fn lasts(text: &str, time: std::ops::Range<usize>) -> bool {
    after_noon(text, time.end).is_none()
        && !words::before(text, time.start).is_some_and(|word| {
            word.is_any(&[
                "at", "by", "until", "till", "around", "about", "before", "after",
            ])
        })
        && !words::after(text, time.end)
            .is_some_and(|word| word.is_any(&["gmt", "utc", "bst", "cet", "est", "edt"]))
}

/// `10:30`, `2 pm`, `2.17pm`, `9 o’clock`, `0930 GMT`: where it ends.
fn clock(text: &str, digits: &str, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let two = |at: usize| {
        bytes
            .get(at..at + 2)
            .is_some_and(|two| two.iter().all(u8::is_ascii_digit))
            && !bytes.get(at + 2).is_some_and(u8::is_ascii_digit)
    };
    let hour = digits.len() <= 2 && digits.parse::<u32>().is_ok_and(|hour| hour <= 24);
    if bytes.get(end) == Some(&b':') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        // `2:1` is a ratio or a score, and no figure either.
        let stop = bytes[end..]
            .iter()
            .take(16)
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'))
            .count();
        let stop = end + stop;
        return Some(after_noon(text, stop).unwrap_or(stop));
    }
    if !hour {
        let zone = digits.len() == 4
            && words::after(text, end).is_some_and(|word| {
                word.is_any(&["gmt", "utc", "bst", "cet", "hrs", "est", "edt", "pst"])
            });
        return zone.then_some(end);
    }
    if bytes.get(end) == Some(&b'.') && two(end + 1) {
        return after_noon(text, end + 3);
    }
    after_noon(text, end)
}

/// Behind `am`, `p.m.`, `o’clock`.
fn after_noon(text: &str, at: usize) -> Option<usize> {
    let start = words::blanks_after(text, at);
    let rest = &text.as_bytes()[start..];
    for mark in [
        "a.m.",
        "p.m.",
        "a.m",
        "p.m",
        "am",
        "pm",
        "o'clock",
        "o’clock",
    ] {
        let fits =
            rest.len() >= mark.len() && rest[..mark.len()].eq_ignore_ascii_case(mark.as_bytes());
        // `2.1 pm` may be picometres, and so may what is compared with them.
        if fits && !rest.get(mark.len()).is_some_and(u8::is_ascii_alphanumeric) {
            return Some(start + mark.len());
        }
    }
    None
}

/// `14 June 2021`, `June 14`, `2021-06-14`, `6/14/2021`.
fn day<'t>(text: &'t str, at: usize, end: usize, floor: usize) -> Option<Time<'t>> {
    let bytes = text.as_bytes();
    let number: i32 = text[at..end].parse().ok()?;
    let dated =
        |start: usize, end: usize, shown: i32| Time::Date(Written::years(start..end, shown, shown));
    // Digits with `-` or `/` between.
    if let Some(separator @ (b'-' | b'/')) = bytes.get(end).copied() {
        let part = |at: usize| {
            let size = bytes[at..]
                .iter()
                .take(5)
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            (size > 0).then(|| {
                (
                    text[at..at + size].parse::<i32>().unwrap_or(0),
                    size,
                    at + size,
                )
            })
        };
        if let Some((_, second_size, second_end)) = part(end + 1)
            && second_size <= 2
            && bytes.get(second_end) == Some(&separator)
            && let Some((third, third_size, third_end)) = part(second_end + 1)
        {
            let first_size = end - at;
            if first_size == 4 && third_size <= 2 {
                return Some(dated(at, third_end, number));
            }
            if first_size <= 2 && (third_size == 4 || third_size == 2 && separator == b'/') {
                let year = if third_size == 4 { third } else { 2000 + third };
                return Some(dated(at, third_end, year));
            }
        }
    }
    if end - at > 2 || !(1..=31).contains(&number) {
        return None;
    }
    let suffix = ["st", "nd", "rd", "th"]
        .iter()
        .any(|suffix| text[end..].starts_with(suffix));
    let day_end = if suffix { end + 2 } else { end };
    let goes_on = match bytes.get(day_end) {
        Some(b'.' | b',') => bytes.get(day_end + 1).is_some_and(u8::is_ascii_digit),
        Some(byte) => byte.is_ascii_alphanumeric() || *byte == b'%',
        None => false,
    };
    if goes_on {
        return None;
    }
    // June 14
    let before = words::before(
        text,
        if text[..at].trim_end().ends_with('.') {
            text[..at].trim_end().len() - 1
        } else {
            at
        },
    );
    if let Some(word) = before.filter(|word| word.start >= floor && word.is_capitalised())
        && month(word.text).is_some()
    {
        let last = last_day(text, day_end, number);
        let end = last.map_or(day_end, |(_, end)| end);
        return Some(match (year_behind(text, end), last) {
            (Some((year, stop)), _) => dated(word.start, stop, year),
            (None, Some((last, stop))) => {
                Time::Date(Written::years(word.start..stop, number, last))
            }
            (None, None) => dated(word.start, end, number),
        });
    }
    let (shown, stop) = month_behind(text, day_end, number)?;
    Some(dated(at, stop, shown))
}

/// The year behind a day and its month, over a comma, and where it ends.
fn year_behind(text: &str, at: usize) -> Option<(i32, usize)> {
    let comma = at + usize::from(text[at..].starts_with(','));
    let word = words::after(text, comma).filter(|word| word.start > at)?;
    let year = (word.text.len() == 4 && word.text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.text.parse::<i32>().ok())??;
    (1000..=2199).contains(&year).then_some((year, word.end()))
}

/// The month (and year) behind a day that ends at `at`, as of `14 June 2021`: what a date is shown
/// as, and where it ends.
fn month_behind(text: &str, at: usize, day: i32) -> Option<(i32, usize)> {
    let mut word = words::after(text, at).filter(|word| word.start > at)?;
    if word.is_any(&["of"]) {
        word = words::after(text, word.end())?;
    }
    if !word.is_capitalised() || month(word.text).is_none() {
        return None;
    }
    let point = usize::from(word.text.len() <= 4 && text.as_bytes().get(word.end()) == Some(&b'.'));
    Some(year_behind(text, word.end() + point).unwrap_or((day, word.end())))
}

/// The last of the days of `June 5–7`.
fn last_day(text: &str, at: usize, first: i32) -> Option<(i32, usize)> {
    let dash = text[at..]
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '–' | '—' | '‑'))?;
    let start = at + dash.len_utf8();
    let end = digits_end(text, start);
    let last: i32 = text[start..end].parse().ok()?;
    let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '%'));
    (first < last && last <= 31 && !goes_on).then_some((last, end))
}

/// The days from `first` on that stand from `start` to `end`, with the month behind them: `5–7
/// March 2021`.
pub(super) fn days(text: &str, start: usize, end: usize) -> Option<Written<'_>> {
    let last = text[..end]
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .len();
    let first = text[start..end].find(|c: char| c.is_ascii_digit())?;
    let day = |at: usize| {
        let digits = &text[at..digits_end(text, at)];
        digits
            .parse::<i32>()
            .ok()
            .filter(|day| (1..=31).contains(day))
    };
    let (first, last) = (day(start + first)?, day(last)?);
    let (shown, stop) = month_behind(text, end, last)?;
    let first = if shown > 31 { shown } else { first };
    Some(Written::years(start..stop, first, shown))
}

/// `2019`, `2010–20`, `the 1990s`.
fn year<'t>(text: &'t str, at: usize, end: usize, floor: usize) -> Option<Time<'t>> {
    let year: i32 = text[at..end].parse().ok()?;
    if !(1000..=2199).contains(&year) {
        return None;
    }
    let rest = &text[end..];
    // 1990s, 1990’s
    let decade = rest.trim_start_matches(['\'', '’']);
    if year % 10 == 0
        && decade.starts_with('s')
        && !decade[1..].starts_with(|c: char| c.is_alphanumeric())
        && decade.len() + 3 >= rest.len()
    {
        let stop = text.len() - decade.len() + 1;
        return Some(Time::Date(Written::years(at..stop, year, year)));
    }
    let next = rest.chars().next();
    if next.is_some_and(char::is_alphanumeric) || rest.starts_with('%') {
        return None;
    }
    if matches!(next, Some(',' | '.')) && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let before = words::before(text, at);
    let is_before = |known: &[&str]| before.is_some_and(|word| word.is_any(known));
    let month_before = before.is_some_and(|word| word.start >= floor && month(word.text).is_some());
    // 1995-01
    if let Some(month) = rest.strip_prefix('-').and_then(|rest| rest.get(..2))
        && month.parse::<u32>().is_ok_and(|month| {
            (1..=12).contains(&month) && month <= u32::try_from(year % 100).unwrap_or(0)
        })
        && !rest[3..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
    {
        return Some(Time::Date(Written::years(at..end + 3, year, year)));
    }
    // From one year to another.
    if let Some((last, stop)) = second_year(text, end, year) {
        let start = before
            .filter(|word| word.start >= floor && word.is_any(&["between", "from"]))
            .map_or(at, |word| word.start);
        let modern = year >= 1700;
        // `From 1200 to 1800 hires`
        let counts = year < 1900 && behind_is_counted(text, stop);
        if !counts && (modern || is_before(BEFORE_YEAR) || start < at) {
            return Some(Time::Date(Written::years(start..stop, year, last)));
        }
    }
    let counted = behind_is_counted(text, end);
    let modern = (1900..=2060).contains(&year);
    // `The 1640 sq m depot`
    if words::after(text, end).is_some_and(|word| word.start > end && word.is_any(MEASURES)) {
        return None;
    }
    // `Fell from 2222 to 1857`: what the other end is, this one is.
    if let Some(joint) = before.filter(|word| word.is_any(&["to", "and"]))
        && let Some(other) = words::before(text, joint.start)
        && other.text.len() >= 3
        && other.text.bytes().all(|byte| byte.is_ascii_digit())
        && !other
            .text
            .parse::<i32>()
            .is_ok_and(|other| (1000..=2199).contains(&other))
    {
        return None;
    }
    let hyphened = ["mid-", "pre-", "post-"]
        .iter()
        .any(|prefix| text[..at].ends_with(prefix));
    let is_year = if hyphened {
        true
    } else if is_before(BEFORE_YEAR) || month_before {
        // `In 1500 cases`, but `in 2019 cases rose`.
        !is_before(&["in"]) || modern || !counted
    } else if is_before(MAYBE_YEAR) {
        let old = (1500..1900).contains(&year) && is_before(BEFORE_OLD_YEAR);
        let round = year % if modern { 1000 } else { 100 } == 0;
        let chosen = is_before(&["the", "this", "a", "its"]) && !round;
        // `By 2030 cars will be electric`, but `cut by 2000 jobs`.
        let by = is_before(&["by"])
            && !round
            && before.is_some_and(|by| {
                words::before(text, by.start)
                    .is_none_or(|verb| Direction::of_verb(verb.text).is_none())
            });
        (modern || old) && (!counted || chosen || by)
    } else {
        // A name or a heading: `Paris 2024`; behind other words it is a count if something is
        // counted.
        modern && !counted
    };
    is_year.then(|| {
        let start = before
            .filter(|word| month_before && word.start >= floor)
            .map_or(at, |word| word.start);
        Time::Date(Written::years(start..end, year, year))
    })
}

/// The second of two years: `–2020`, `–20`, ` to 2020`, ` and 2020`.
fn second_year(text: &str, at: usize, first: i32) -> Option<(i32, usize)> {
    let rest = &text[at..];
    let c = rest.chars().next()?;
    let glued = matches!(c, '-' | '–' | '—' | '/' | '‑');
    let start = if glued {
        at + c.len_utf8()
    } else {
        let word = words::after(text, at)
            .filter(|word| word.is_any(&["to", "and", "through", "until", "till"]))?;
        // `2010 and 2020` are two years unless `between` opened them.
        let opening = words::before(
            text,
            text[..at]
                .trim_end_matches(|c: char| c.is_ascii_digit())
                .len(),
        );
        if word.is_any(&["and"]) && !opening.is_some_and(|word| word.is_any(&["between"])) {
            return None;
        }
        words::blanks_after(text, word.end())
    };
    let size = text.as_bytes()[start..]
        .iter()
        .take(5)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let second: i32 = text[start..start + size].parse().ok()?;
    let end = start + size;
    if text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '%')
        || text[end..].starts_with([',', '.'])
            && text[end + 1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let second = match size {
        4 => second,
        2 if glued && (second > first % 100 || first % 100 == 99) => {
            first - first % 100 + second + if second < first % 100 { 100 } else { 0 }
        }
        _ => return None,
    };
    (first < second && second < first + 100 || size == 4 && first < second && second <= 2199)
        .then_some((second, end))
}

/// Measures behind a number of four digits that no plural shows.
const MEASURES: &[&str] = &[
    "sq", "square", "cubic", "km", "kg", "lb", "ft", "mph", "kph", "mw", "kw", "cc", "hp", "rpm",
    "ml",
];

/// A year in words behind a word of time: `in twenty nineteen`, `since nineteen eighty-four`.
pub(super) fn spoken_year(text: &str, at: usize) -> Option<Written<'_>> {
    let before = words::before(text, at)?;
    if !before.is_any(BEFORE_YEAR) && !before.is_any(BEFORE_OLD_YEAR) {
        return None;
    }
    let first = words::starting_at(text, at)?;
    let century = ["eighteen", "nineteen", "twenty"]
        .iter()
        .position(|word| first.is_any(&[word]))?;
    let second = words::after(text, first.end()).filter(|word| word.start > first.end())?;
    let tens = cardinal_word(second.text).filter(|tens| *tens >= 10)?;
    let mut end = second.end();
    let mut ones = 0;
    if tens >= 20
        && let Some(rest) = text[end..].strip_prefix(['-', ' '])
        && let Some(word) = words::starting_at(rest, 0)
        && let Some(digit) = cardinal_word(word.text).filter(|digit| *digit < 10)
    {
        (ones, end) = (digit, end + 1 + word.text.len());
    }
    let year = i32::try_from(1800 + 100 * i64::try_from(century).ok()? + tens + ones).ok()?;
    Some(Written::years(at..end, year, year))
}

/// Whether something in the plural follows that a number of four digits may count: `2000 people`.
fn behind_is_counted(text: &str, end: usize) -> bool {
    let mut at = end;
    for _ in 0..2 {
        let Some(word) = words::after(text, at).filter(|word| word.start > at) else {
            return false;
        };
        if !word.text.starts_with(|c: char| c.is_lowercase()) {
            return false;
        }
        if crate::number::is_plural(word.text)
            && !word.is_any(&[
                "was",
                "is",
                "has",
                "as",
                "this",
                "its",
                "elections",
                "olympics",
                "games",
                "figures",
                "levels",
                "results",
                "looks",
                "promises",
                "marks",
                "comes",
                "brings",
                "shows",
                "ends",
                "begins",
                "starts",
                "sales",
                "profits",
                "earnings",
                "revenues",
                "accounts",
            ])
        {
            return true;
        }
        if word.is_any(MEASURES) {
            return true;
        }
        if word.text.len() < 4 {
            return word.is_any(&["men"]);
        }
        at = word.end();
    }
    false
}
