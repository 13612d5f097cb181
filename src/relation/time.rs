//! What belongs to a time, as one token: `in 2015`, `for the year ended December 31, 2019`, `a year
//! earlier`, `in the fourth quarter of 2018`, `on Monday`.

use super::article::{Article, Time, Token, What};
use crate::number::{Kind, MONTHS, Period, WEEKDAYS};

/// Prepositions that belong to the time behind them.
const BEFORE: &[&str] = &[
    "in", "for", "at", "during", "on", "through", "by", "since", "of", "as",
];
/// Words inside a time, before its date.
#[rustfmt::skip]
const INSIDE: &[&str] = &[
    "the", "of", "fiscal", "year", "years", "quarter", "quarters", "half", "financial", "ended", "ending", "end", "period", "month", "months", "full", "calendar", "fy",
    "first", "second", "third", "fourth", "final", "early", "late", "mid", "q1", "q2", "q3", "q4", "as", "at", "full-year", "season", "ended", "week", "three", "six", "nine", "twelve", "both",
];
/// Units of time that `last` and `earlier` go with.
const UNITS: &[&str] = &[
    "year", "quarter", "month", "week", "decade", "season", "day", "years", "months",
];
const EARLIER: &[&str] = &["earlier", "ago", "before", "previously", "prior", "later"];
const LAST: &[&str] = &[
    "last",
    "this",
    "previous",
    "prior",
    "preceding",
    "next",
    "current",
    "same",
    "corresponding",
];

/// Puts the tokens of each time together.
pub(super) fn collapse(article: &Article<'_>, tokens: &[Token]) -> Vec<Token> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        match time_at(article, tokens, at) {
            Some((time, end)) => {
                out.push(Token {
                    span: tokens[at].span.start..tokens[end - 1].span.end,
                    what: What::Time(time),
                });
                at = end;
            }
            None => {
                out.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// The time that begins at a token, and behind which token it ends.
fn time_at(article: &Article<'_>, tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    let word = |place: usize, known: &[&str]| article.is_word(tokens.get(place), known);
    let is_date = |place: usize| {
        let figure = tokens.get(place)?.figure()?;
        (article.kind(figure) == Kind::Date).then_some(figure)
    };
    let mut start = at;
    if word(at, BEFORE) {
        start += 1;
        if word(at, &["as"]) {
            if !word(at + 1, &["of", "at"]) {
                return None;
            }
            start += 1;
        }
    }
    // Words of a time, then its date: `the year ended 31 December 2019`, `the fourth quarter of
    // 2018`.
    let mut place = start;
    let is_inside = |place: usize| {
        word(place, INSIDE)
            || tokens
                .get(place)
                .and_then(Token::figure)
                .is_some_and(|figure| {
                    matches!(article.kind(figure), Kind::Ordinal | Kind::Duration)
                })
    };
    while place < start + 8 && is_date(place).is_none() && is_inside(place) {
        place += 1;
    }
    if let Some(figure) = is_date(place) {
        let words = article.words(&article.found(figure).span);
        let mut end = place + 1;
        // `2017 and 2018`, `2018 levels`, `fiscal 2018 year`
        while word(end, &["fiscal", "levels", "level", "financial"]) {
            end += 1;
        }
        let time = Time {
            period: Period::parse(words).ok(),
            earlier: false,
        };
        return Some((time, end));
    }
    // `In December`, with a capital and a preposition.
    if start > at && word(start, &MONTHS) {
        let month = Time {
            period: None,
            earlier: false,
        };
        return Some((month, start + 1));
    }
    // Counted from another time.
    let mut place = start;
    if word(place, &["the", "a", "an", "one"]) {
        place += 1;
    } else if let Some(figure) = tokens.get(place).and_then(Token::figure)
        && article.kind(figure) == Kind::Duration
        && word(place + 1, EARLIER)
    {
        // `Six months earlier`
        let relative = Time {
            period: None,
            earlier: true,
        };
        return Some((relative, place + 2));
    }
    let relative = |earlier: bool, end: usize| {
        Some((
            Time {
                period: None,
                earlier,
            },
            end,
        ))
    };
    let article_before = place > start;
    if word(place, UNITS) && word(place + 1, EARLIER) && article_before {
        return relative(true, place + 2);
    }
    if word(
        place,
        &["year-ago", "year-earlier", "prior-year", "previous-year"],
    ) {
        let more = usize::from(word(
            place + 1,
            &["period", "quarter", "month", "result", "figure", "level"],
        ));
        return relative(true, place + 1 + more);
    }
    if word(place, LAST) {
        let mut end = place + 1;
        let mut seen = false;
        while end < place + 5
            && (word(end, UNITS)
                || word(
                    end,
                    &[
                        "period", "time", "of", "in", "the", "last", "a", "fiscal", "previous",
                        "prior", "full",
                    ],
                ))
        {
            seen |= word(end, UNITS) || word(end, &["period", "time"]);
            end += 1;
        }
        while end > place + 1 && word(end - 1, &["of", "in", "the", "a"]) {
            end -= 1;
        }
        if seen {
            let earlier = !word(place, &["this", "next", "current"]);
            return relative(earlier, end);
        }
    }
    let single = word(
        place,
        &[
            "today",
            "yesterday",
            "year-on-year",
            "year-over-year",
            "yoy",
            "overnight",
        ],
    ) || word(place, &WEEKDAYS);
    if single && (place > at || !word(place, &WEEKDAYS)) {
        let earlier = word(place, &["year-on-year", "year-over-year", "yoy"]);
        return relative(earlier, place + 1);
    }
    if word(place, &["year"]) && word(place + 1, &["on", "over"]) && word(place + 2, &["year"]) {
        return relative(true, place + 3);
    }
    None
}
