//! The calendar: the weekday beside a date, and days that there are not.

use chrono::{Datelike, NaiveDate};

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Kind as Measure, MONTHS, WEEKDAYS};
use crate::relation::article::Article;
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::rule::Rule;
use crate::source::Span;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Calendar,
    why: "A date has one weekday, and a month so many days; where they do not fit, one of them is wrong.",
    found: "The paper is dated Thursday, 24 February 1988.",
    unfound: "The paper is dated Wednesday, 24 February 1988.",
    most: Severity::Error,
    measured: [1, 1],
    read,
};

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for found in &article.figures {
        if found.kind() != Measure::Date {
            continue;
        }
        let text = article.words(&found.span);
        let Some((year, month, day)) = parts(text) else {
            continue;
        };
        let part = Part::at(article, "stated", found.span.clone());
        let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else {
            let name = MONTHS[month as usize - 1];
            let message = format!(
                "`{text}` is no day: {name} {year} has {} days",
                days(year, month)
            );
            all.push(Relation::told(
                RULE.name(),
                Kind::Date,
                Strength::Says,
                Some(part),
                Vec::new(),
                Verdict::Inconsistent,
                message,
            ));
            continue;
        };
        let Some((span, weekday)) = weekday_before(article.text, found.span.start) else {
            continue;
        };
        let is = date.weekday().num_days_from_monday() as usize;
        let verdict = Verdict::of(is == weekday);
        let message = format!(
            "{text} is a {}, and the article says {}",
            WEEKDAYS[is], WEEKDAYS[weekday]
        );
        let stated = Part::at(article, "stated", span);
        let mut relation = Relation::told(
            RULE.name(),
            Kind::Date,
            Strength::Says,
            Some(stated),
            vec![part],
            verdict,
            message,
        );
        if verdict == Verdict::Inconsistent {
            relation
                .mends
                .push(format!("`{}` for `{}`", WEEKDAYS[is], WEEKDAYS[weekday]));
        }
        all.push(relation);
    }
}

/// Year, month and day of a date in words: `24 February 1988`, `February 24, 1988`.
fn parts(text: &str) -> Option<(i32, u32, u32)> {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("of"));
    let (first, second, third) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || third.len() != 4 {
        return None;
    }
    let day = |word: &str| -> Option<u32> {
        word.trim_end_matches(|c: char| c.is_alphabetic())
            .parse()
            .ok()
            .filter(|day| (1..=31).contains(day))
    };
    let month = |word: &str| {
        MONTHS
            .iter()
            .position(|name| {
                name.eq_ignore_ascii_case(word)
                    || word.len() >= 3
                        && word.len() <= 4
                        && name[..3].eq_ignore_ascii_case(&word[..3])
                        && word.is_ascii()
            })
            .and_then(|place| u32::try_from(place + 1).ok())
    };
    let year: i32 = third.parse().ok()?;
    // The calendar of today, which all of the world keeps since the twenties.
    if year < 1930 {
        return None;
    }
    match (day(first), month(second)) {
        (Some(day), Some(month)) => Some((year, month, day)),
        _ => Some((year, month(first)?, day(second)?)),
    }
}

fn days(year: i32, month: u32) -> u32 {
    (28..=31)
        .rev()
        .find(|&day| NaiveDate::from_ymd_opt(year, month, day).is_some())
        .unwrap_or(31)
}

/// The weekday that stands right before a date, counted from Monday, and where.
fn weekday_before(text: &str, at: usize) -> Option<(Span, usize)> {
    let before = text[..at].trim_end_matches([' ', '\n']);
    let before = before.strip_suffix(" the").unwrap_or(before);
    let before = before.trim_end_matches([',', ' ']);
    let place = WEEKDAYS.iter().position(|name| before.ends_with(name))?;
    let start = before.len() - WEEKDAYS[place].len();
    // `Black Monday, October 19`, `Monday to Friday, 5 May` are other things.
    let word_before = text[..start].trim_end();
    let joined = [
        "to", "through", "and", "-", "–", "until", "from", "or", "Black",
    ]
    .iter()
    .any(|word| word_before.ends_with(word));
    (!joined).then_some((start..before.len(), place))
}
