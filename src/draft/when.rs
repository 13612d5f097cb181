//! The times a sentence names, and which of its figures speak of them.

use std::sync::LazyLock;

use chrono::{Months, NaiveDate};
use regex::Regex;

use crate::claim::period_seen_from;
use crate::number::Period;
use crate::source::Span;

/// A time as a sentence names it, with the preposition before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Its words in the visible text.
    pub(super) span: Span,
    pub(super) time: Time,
}

/// What it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// A period of the calendar; `None` where it counts from a day of publication that is not
    /// known.
    Period(Option<Period>),
    /// So many months before what the sentence speaks of: `a year earlier`.
    Earlier(u32),
}

/// Times that count from the day of publication or from what the sentence speaks of.
static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?xi) \b (?: (?:in|during|for|over|by|on|of|at) \s+ )?
          (?: (?:the\s+)? (?P<seen> (?:last|this|current|next) \s+ (?:year|quarter|month) )
            | (?P<seen_day> yesterday | today )
            | (?: (?:a|one) \s+ (?P<unit>year|quarter|month) \s+ (?:earlier|before|ago|previously) )
            | (?: the \s+ (?P<unit2>year|quarter|month) \s+ before )
            | (?: the \s+ (?:previous|prior|preceding) \s+ (?P<unit3>year|quarter|month) )
            | (?P<yearly> (?:the \s+ )? same \s+ (?:period|quarter|month|time) \s+ (?:(?:of|in) \s+)? (?:last|the\s+previous|the\s+prior) \s+ year
                | the \s+ year-(?:ago|earlier) \s+ (?:period|quarter|month)
                | year[\s-]on[\s-]year | year[\s-]over[\s-]year | on \s+ the \s+ year | \byoy\b )
          ) \b",
    )
});

/// What may stand before a period and belongs to it.
static PREPOSITION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?:\b(?:in|during|for|over|by|of|at the end of|by the end of|since|as of|on)\s+(?:the\s+)?|\()$",
    )
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("internal error: a pattern that does not compile")
}

/// The times that the sentence at `sentence` names, in their order. `dates` are the years and days
/// that stand in it as such, so that `1500 tonnes` names no year.
pub(super) fn mentions(
    text: &str,
    sentence: &Span,
    dates: &[Span],
    published: Option<NaiveDate>,
) -> Vec<Mention> {
    let words = &text[sentence.clone()];
    let mut found: Vec<Mention> = RELATIVE
        .captures_iter(words)
        .filter_map(|captures| {
            let all = captures.get(0)?;
            let span = sentence.start + all.start()..sentence.start + all.end();
            let seen = captures.name("seen").or(captures.name("seen_day"));
            let time = if let Some(seen) = seen {
                Time::Period(published.and_then(|day| period_seen_from(seen.as_str(), day)))
            } else if captures.name("yearly").is_some() {
                Time::Earlier(12)
            } else {
                let unit = ["unit", "unit2", "unit3"]
                    .iter()
                    .find_map(|name| captures.name(name))?;
                Time::Earlier(match unit.as_str().to_ascii_lowercase().as_str() {
                    "month" => 1,
                    "quarter" => 3,
                    _ => 12,
                })
            };
            Some(Mention { span, time })
        })
        .collect();
    let relative = found.len();
    let mut at = sentence.start;
    while at < sentence.end {
        let start = at;
        let is_free = !found[..relative]
            .iter()
            .any(|mention| mention.span.contains(&start));
        let read = if is_free {
            calendar(text, start, sentence.end, dates)
        } else {
            None
        };
        if let Some((period, end)) = read {
            let before = &text[sentence.start..start];
            let lead = PREPOSITION.find(before).map_or(0, |lead| lead.len());
            found.push(Mention {
                span: start - lead..end,
                time: Time::Period(Some(period)),
            });
            at = end;
        }
        // On to the next word.
        let rest = &text[at..sentence.end];
        let word = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        let gap = rest[word..]
            .find(char::is_alphanumeric)
            .unwrap_or(rest.len() - word);
        at = (at + word + gap).max(start + 1);
        at = text.ceil_char_boundary(at);
    }
    found.sort_by_key(|mention| mention.span.start);
    found
}

/// The period of the calendar at `at`, and where it ends.
fn calendar(text: &str, at: usize, most: usize, dates: &[Span]) -> Option<(Period, usize)> {
    let (period, end) = Period::at(text, at)?;
    // A year is four digits, and so is many a number: the scanner knows which.
    let is_date = |span: &Span| span.start < end && at < span.end;
    let named = text[at..end].starts_with(|c: char| c.is_alphabetic() && c != 'f' && c != 'b');
    (end <= most && (named || dates.iter().any(is_date))).then_some((period, end))
}

/// The period each figure speaks of: the time behind it, or the last one before it that no other
/// figure has. Beside each figure, whether it is a level: a growth `from a year earlier` is of now.
pub(super) fn assign(
    text: &str,
    figures: &[(Span, bool)],
    mentions: &[Mention],
) -> Vec<Option<Period>> {
    let mut taken = vec![false; mentions.len()];
    let mut periods: Vec<Option<Option<Period>>> = vec![None; figures.len()];
    let mut earlier = vec![None; figures.len()];
    for (at, (figure, is_level)) in figures.iter().enumerate() {
        let next = figures
            .get(at + 1)
            .map_or(usize::MAX, |(next, _)| next.start);
        let behind = mentions.partition_point(|mention| mention.span.start < figure.end);
        let Some(mention) = mentions
            .get(behind)
            .filter(|mention| mention.span.start < next)
        else {
            continue;
        };
        if !is_close(&text[figure.end..mention.span.start]) {
            continue;
        }
        match mention.time {
            Time::Period(period) => {
                taken[behind] = true;
                periods[at] = Some(period);
            }
            Time::Earlier(months) if *is_level => earlier[at] = Some(months),
            Time::Earlier(_) => {}
        }
    }
    for (at, (figure, _)) in figures.iter().enumerate() {
        if periods[at].is_some() {
            continue;
        }
        let before = mentions.partition_point(|mention| mention.span.end <= figure.start);
        let names_it = |index: &usize| {
            let mention = &mentions[*index];
            // Not where and when the article was written: `BERLIN, 4 March 2024 — Exports …`.
            let behind = text[mention.span.end..].trim_start_matches([' ', ')']);
            let is_dateline = *index == 0 && behind.starts_with(['—', '–', '-']);
            !taken[*index] && !is_dateline && matches!(mention.time, Time::Period(_))
        };
        let last = (0..before).rev().find(names_it);
        if let Some(Time::Period(period)) = last.map(|index| mentions[index].time) {
            periods[at] = Some(period);
        }
    }
    // What a year earlier is, the figure before says.
    (0..figures.len())
        .map(|at| {
            let own = periods[at].flatten();
            let Some(months) = earlier[at] else {
                return own;
            };
            let reference = own.or_else(|| {
                periods[..at]
                    .iter()
                    .rev()
                    .find_map(|period| period.flatten())
            })?;
            let back = |date: NaiveDate| date.checked_sub_months(Months::new(months));
            Period::new(back(reference.start())?, back(reference.end())?)
        })
        .collect()
}

/// Whether what stands between a figure and a time lets the time be the figure's: a few words of
/// one clause.
fn is_close(between: &str) -> bool {
    !between.contains([';', ':', '.', '–', '—', ','])
        && between.split_whitespace().count() <= 4
        && !between
            .split_whitespace()
            .any(|word| ["and", "than", "from", "but", "while", "which", "that"].contains(&word))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::number::{Kind, Settings};
    use crate::prose::scan;

    /// Each figure with its period.
    fn dated(text: &str) -> Vec<String> {
        let settings = Settings::default();
        let found: Vec<_> = scan(text, &settings)
            .map(|found| (found.span.clone(), found.kind()))
            .collect();
        let dates: Vec<Span> = found
            .iter()
            .filter(|(_, kind)| *kind == Kind::Date)
            .map(|(span, _)| span.clone())
            .collect();
        let mentions = mentions(
            text,
            &(0..text.len()),
            &dates,
            NaiveDate::from_ymd_opt(2023, 6, 14),
        );
        let inside = |span: &Span| {
            mentions
                .iter()
                .any(|mention| mention.span.start <= span.start && span.end <= mention.span.end)
        };
        let figures: Vec<(Span, bool)> = found
            .into_iter()
            .filter(|(span, _)| !inside(span))
            .map(|(span, kind)| (span, kind != Kind::Percent))
            .collect();
        let periods = assign(text, &figures, &mentions);
        let line = |((span, _), period): (&(Span, bool), &Option<Period>)| {
            format!(
                "{}: {}",
                &text[span.clone()],
                period.map_or("none".to_owned(), |period| period.to_string())
            )
        };
        figures.iter().zip(&periods).map(line).collect()
    }

    #[rstest]
    #[case("It was $68 million in 2015 and $107 million in 2018.", &["$68 million: 2015", "$107 million: 2018"])]
    #[case("In 2022, it sold 5 cars and 6 boats.", &["5 cars: 2022", "6 boats: 2022"])]
    #[case("The first four months of 2023 brought in $73 million.", &["$73 million: January to April 2023"])]
    #[case("In the first quarter of 2023 it had 30 shops.", &["30 shops: Q1 2023"])]
    #[case("Last year it sold 30 cars, up from 20 cars a year earlier.", &["30 cars: 2022", "20 cars: 2021"])]
    #[case("BERLIN, 4 March 2024 — It sold 30 cars.", &["30 cars: none"])]
    #[case("It sold 1500 tonnes.", &["1500 tonnes: none"])]
    #[case("From January to April 2023 it sold 1500 tonnes.", &["1500 tonnes: January to April 2023"])]
    #[case("Some 30 shops were open by the end of 2019, and 28 shops today.", &["Some 30 shops: 2019", "28 shops: 14 June 2023"])]
    fn figures_have_the_times_that_their_sentence_gives_them(
        #[case] text: &str,
        #[case] expected: &[&str],
    ) {
        assert_eq!(dated(text), expected);
    }

    #[test]
    fn nothing_counts_from_an_unknown_day() {
        let text = "Last year it sold 30 cars.";
        let mentions = mentions(text, &(0..text.len()), &[], None);
        assert_eq!(mentions[0].time, Time::Period(None));
    }
}
