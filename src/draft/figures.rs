//! The article's figures as a draft needs them: each with its sentence, a quote, a period and a
//! name; and each sentence as a skeleton, in which patterns of language are looked for.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::Datelike;
use rayon::prelude::*;
use regex::Regex;

use super::cells;
use super::item::{Class, Fate, Item};
use super::name::{Names, label};
use super::quote::Quoter;
use super::when::{self, Mention, Time};
use super::{Options, one_line};
use crate::number::{Figure, Kind, Period, Rational};
use crate::prose::sentence::{self, Sentence};
use crate::prose::{Found, Visible, scan};
use crate::source::Span;
use crate::table::Table;

/// The most figures that are drafted; an article of a hundred pages has fewer.
pub(super) const MOST_FIGURES: usize = 5_000;

static FROM_TO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"from (?:the |just |only )?<[apd](?P<a>\d+)> to (?:the )?<[apd](?P<b>\d+)>")
        .expect("internal error: a pattern that does not compile")
});

/// An article, read for a draft.
pub(super) struct Reading {
    pub(super) items: Vec<Item>,
    pub(super) sentences: Vec<Sentence>,
    /// For each sentence, the times it names.
    pub(super) mentions: Vec<Vec<Mention>>,
    /// For each sentence that has figures, its words in small letters, with `<a12>` for the figure
    /// of that number, `<t>` for a time, and `<y>` for one that counts from another; otherwise
    /// empty.
    pub(super) skeletons: Vec<String>,
    /// How many figures there are beyond the most that are drafted.
    pub(super) beyond: usize,
}

impl Reading {
    /// Reads an article.
    pub(super) fn new(
        article: &str,
        visible: &Visible<'_>,
        tables: &[Table<'_>],
        options: &Options,
    ) -> Self {
        let text = visible.text();
        let mut found: Vec<Found<'_>> = Vec::new();
        let mut beyond = 0;
        for figure in scan(text, &options.settings) {
            if found.len() < 2 * MOST_FIGURES {
                found.push(figure);
            } else {
                beyond += usize::from(figure.kind() != Kind::Date);
            }
        }
        let sentences = sentence::split(text);
        let mut reading = Reading {
            items: Vec::new(),
            mentions: vec![Vec::new(); sentences.len()],
            skeletons: vec![String::new(); sentences.len()],
            sentences,
            beyond,
        };
        let mut rest = found.as_slice();
        let mut passed = 0;
        for number in 0..reading.sentences.len() {
            // A figure that the end of a sentence would cut belongs to it whole.
            let span = &mut reading.sentences[number].span;
            span.start = span.start.max(passed);
            span.end = span.end.max(span.start);
            let first = rest.partition_point(|found| found.span.start < span.start);
            let count = rest[first..].partition_point(|found| found.span.start < span.end);
            let inside = &rest[first..first + count];
            span.end = inside
                .last()
                .map_or(span.end, |last| span.end.max(last.span.end));
            passed = span.end;
            rest = &rest[first + count..];
            if reading.items.len() < MOST_FIGURES {
                reading.sentence(text, number, inside, options);
            } else {
                let figures = inside.iter().filter(|found| found.kind() != Kind::Date);
                reading.beyond += figures.count();
            }
        }
        reading.quotes(article, visible, options);
        cells::place(&mut reading.items, tables, &options.settings);
        reading.name();
        reading
    }

    /// Takes in the figures of a sentence.
    fn sentence(&mut self, text: &str, number: usize, found: &[Found<'_>], options: &Options) {
        let span = self.sentences[number].span.clone();
        if found.iter().all(|found| found.kind() == Kind::Date) {
            return;
        }
        let dates: Vec<Span> = found
            .iter()
            .filter(|found| found.kind() == Kind::Date)
            .map(|found| found.span.clone())
            .collect();
        let mentions = when::mentions(text, &span, &dates, options.published);
        let first = self.items.len();
        for found in found.iter().filter(|found| found.kind() != Kind::Date) {
            // Of `the first quarter of 2023 exports rose` no 2023 exports are counted.
            let is_time = mentions
                .iter()
                .any(|mention| mention.span.contains(&found.span.start));
            let last = self.items[first..]
                .last()
                .map_or(span.start, |item| item.span.end);
            let item = item(text, found, number, last, options);
            let changes = self.items[first..]
                .iter()
                .any(|item| item.direction.is_some());
            if let Some(ends) = changes.then(|| ends(text, &item, options)).flatten() {
                self.items.extend(ends);
            } else if is_time {
                // The four months of `the first four months of 2023`; a rank in words is asked of
                // nobody.
                if item.class != Class::Other {
                    self.items.push(Item {
                        fate: Fate::Ignored("part of a date"),
                        ..item
                    });
                }
            } else {
                self.items.push(item);
            }
        }
        let is_level = |item: &Item| matches!(item.class, Class::Amount | Class::Duration);
        let places: Vec<(Span, bool)> = self.items[first..]
            .iter()
            .map(|item| (item.span.clone(), is_level(item)))
            .collect();
        let periods = when::assign(text, &places, &mentions);
        for (item, period) in self.items[first..].iter_mut().zip(periods) {
            item.period = period;
        }
        self.skeletons[number] = skeleton(text, &span, &self.items[first..], first, &mentions);
        self.span_of_years(number);
        self.mentions[number] = mentions;
    }

    /// `Between 2010 and 2020 it grew from A to B`: A is of 2010, and B of 2020.
    fn span_of_years(&mut self, sentence: usize) {
        for pair in FROM_TO.captures_iter(&self.skeletons[sentence]) {
            let [Ok(from), Ok(to)] = ["a", "b"].map(|name| pair[name].parse::<usize>()) else {
                continue;
            };
            let Some(span) = self.items[from]
                .period
                .filter(|period| self.items[to].period == Some(*period))
            else {
                continue;
            };
            let (first, last) = (span.start().year(), span.last_day().year());
            if first < last && span.months().is_some_and(|months| months % 12 == 0) {
                self.items[from].period = Period::year(first);
                self.items[to].period = Period::year(last);
            }
        }
    }

    /// Gives every figure its quote.
    fn quotes(&mut self, article: &str, visible: &Visible<'_>, options: &Options) {
        let quoter = Quoter::new(article, options.markup(), visible);
        let sentences = &self.sentences;
        let settings = &options.settings;
        self.items.par_iter_mut().for_each(|item| {
            let says = |text: &str| {
                Figure::parse(text, settings).is_ok_and(|alone| {
                    alone.numbers == item.figure.numbers
                        && alone.unit.dimension() == item.figure.unit.dimension()
                        && alone.unit.factor() == item.figure.unit.factor()
                        && alone.hedge == item.figure.hedge
                })
            };
            item.quote = quoter.around(&sentences[item.sentence].span, &item.span);
            if item.fate != Fate::Stated {
                return;
            }
            if !says(&item.stated) {
                // Of `5, 6 and 7 per cent` the five gets its unit from behind, which its own words
                // do not say.
                let with_unit = format!("{} {}", item.stated, item.figure.unit.plural());
                if says(&with_unit) {
                    item.stated = with_unit;
                    item.quote = None;
                } else {
                    item.fate = Fate::Ignored(
                        "its words say what it is only together with the sentence around them",
                    );
                }
            }
        });
        for item in &mut self.items {
            if item.quote.is_none() && !item.is_stated() {
                item.fate = Fate::LeftOut;
            }
        }
    }

    fn name(&mut self) {
        let mut names = Names::default();
        for index in 0..self.items.len() {
            if !self.items[index].is_stated() {
                continue;
            }
            let skeleton = &self.skeletons[self.items[index].sentence];
            let token = token(self.items[index].class, index);
            let place = skeleton
                .find(&token)
                .map_or(0..0, |at| at..at + token.len());
            let in_sentence = |item: &&Item| item.sentence == self.items[index].sentence;
            let before = self.items[..index].iter().rev().take_while(in_sentence);
            let previous = before
                .filter(|item| item.class == Class::Amount && item.is_stated())
                .map(|item| item.label.noun.clone())
                .next()
                .flatten();
            let item = &self.items[index];
            let label = match item.cell {
                Some(_) => item.label.clone(),
                None => label(
                    &skeleton[..place.start],
                    &skeleton[place.end..],
                    item,
                    previous.as_deref(),
                ),
            };
            let id = names.name(&label, item.period.as_ref());
            let item = &mut self.items[index];
            (item.label, item.id) = (label, id);
        }
    }

    /// A name that no figure has, for an unknown.
    pub(super) fn names(&self) -> Names {
        let mut names = Names::default();
        for item in &self.items {
            names.reserve(&item.id);
        }
        names
    }

    /// The figures of a sentence.
    pub(super) fn of_sentence(&self, sentence: usize) -> Range<usize> {
        let start = self.items.partition_point(|item| item.sentence < sentence);
        let end = self.items.partition_point(|item| item.sentence <= sentence);
        start..end
    }
}

/// A figure, not yet quoted or named. `last` is where the figure before it ends, or its sentence
/// begins.
fn item(text: &str, found: &Found<'_>, sentence: usize, last: usize, options: &Options) -> Item {
    let mut figure = found.figure(&options.settings);
    let stated = one_line(&text[found.span.clone()]);
    // Of `from 20,000 to 25,000, 2.3 % a year` only the last is a percentage.
    let is_alone = |alone: &Figure| {
        figure.kind == Kind::Percent && alone.unit.is_none() && is_no_percentage(&alone.numbers[0])
    };
    if let Some(alone) = Figure::parse(&stated, &options.settings)
        .ok()
        .filter(is_alone)
    {
        figure = alone;
    }
    let class = match figure.kind {
        _ if found.is_vague() => Class::Other,
        _ if found.is_fraction() => Class::Fraction,
        Kind::Percent if figure.unit.name() == "percent" => Class::Percent,
        Kind::Percent => Class::Points,
        Kind::Ratio => Class::Multiple,
        Kind::Duration => Class::Duration,
        Kind::Ordinal | Kind::Age | Kind::Date => Class::Other,
        Kind::Number | Kind::Money | Kind::Quantity | Kind::Temperature => Class::Amount,
    };
    let fate = match figure.kind {
        _ if found.is_vague() => Fate::Ignored("too vague to calculate with"),
        Kind::Ordinal => Fate::Ignored("a rank, not an amount"),
        Kind::Age => Fate::Ignored("an age, which no other figure gives"),
        Kind::Duration if says_when(text, found.span.end) => {
            Fate::Ignored("says when, not how long")
        }
        _ => Fate::Stated,
    };
    let mut item = Item {
        label: super::label::Label::default(),
        id: String::new(),
        stated,
        figure,
        class,
        direction: found.direction,
        period: None,
        quote: None,
        cell: None,
        span: found.span.clone(),
        sentence,
        fate,
    };
    compared(text, &mut item, last, options);
    item
}

/// Behind a change, `from $71 million to $82 million` is no range but what was and what is.
fn ends(text: &str, item: &Item, options: &Options) -> Option<[Item; 2]> {
    let words = &text[item.span.clone()];
    let first = "from ".len();
    if item.figure.numbers[0] == item.figure.numbers[1]
        || !words.get(..first)?.eq_ignore_ascii_case("from ")
    {
        return None;
    }
    let to = words.find(" to ")?;
    let end = |span: Span| {
        let stated = one_line(&text[span.clone()]);
        let figure = Figure::parse(&stated, &options.settings).ok()?;
        let same = figure.unit.dimension() == item.figure.unit.dimension()
            && figure.unit.factor() == item.figure.unit.factor();
        same.then(|| Item {
            stated,
            figure,
            span,
            ..item.clone()
        })
    };
    let start = item.span.start;
    Some([
        end(start + first..start + to)?,
        end(start + to + " to ".len()..item.span.end)?,
    ])
}

/// Whether what ends at `at` counts from now: `three years ago`.
fn says_when(text: &str, at: usize) -> bool {
    let next = text[at..].trim_start();
    ["ago", "earlier", "from now"]
        .iter()
        .any(|word| next.starts_with(word))
}

/// Of `5,000 more than the 40,000 of 2018` the second figure is 40,000, and no bound.
fn compared(text: &str, item: &mut Item, last: usize, options: &Options) {
    let words = &text[item.span.clone()];
    let joined = last < item.span.start && text[last..item.span.start].trim().is_empty();
    let joined = joined && text[..last].ends_with(|c: char| !matches!(c, '.' | '!' | '?'));
    if !joined || !item.figure.hedge.is_bound() {
        return;
    }
    let lower = words.to_ascii_lowercase();
    let lead = [
        "more than",
        "less than",
        "fewer than",
        "above",
        "below",
        "over",
    ]
    .iter()
    .find(|lead| lower.starts_with(**lead));
    let Some(lead) = lead else { return };
    let mut start = item.span.start + lead.len();
    for article in ["the ", "its ", "a ", "an "] {
        let rest = text[start..item.span.end].trim_start();
        if rest.to_ascii_lowercase().starts_with(article) {
            start = item.span.end - rest.len() + article.len();
        }
    }
    start = item.span.end - text[start..item.span.end].trim_start().len();
    let stated = one_line(&text[start..item.span.end]);
    if let Ok(figure) = Figure::parse(&stated, &options.settings)
        && figure.numbers == item.figure.numbers
    {
        (item.figure, item.stated, item.span.start) = (figure, stated, start);
    }
}

/// Whether a number is so great that it shares no percent sign with one behind it.
fn is_no_percentage(number: &Rational) -> bool {
    *number >= Rational::from(1_000)
}

/// A figure's token in skeletons.
pub(super) fn token(class: Class, index: usize) -> String {
    format!("<{}{index}>", class.letter())
}

/// A sentence in small letters with tokens for its figures and times.
fn skeleton(
    text: &str,
    sentence: &Span,
    items: &[Item],
    first: usize,
    mentions: &[Mention],
) -> String {
    let time = |mention: &Mention| match mention.time {
        Time::Period(_) => "<t>",
        Time::Earlier(_) => "<y>",
    };
    let mut tokens: Vec<(Span, String)> = mentions
        .iter()
        .map(|mention| (mention.span.clone(), time(mention).to_owned()))
        .collect();
    let figures = items
        .iter()
        .enumerate()
        .map(|(at, item)| (item.span.clone(), token(item.class, first + at)));
    tokens.extend(figures);
    tokens.sort_by_key(|(span, _)| span.start);
    let mut raw = String::with_capacity(sentence.len() + 4 * tokens.len());
    let mut at = sentence.start;
    let push = |raw: &mut String, words: &str| {
        // A `<` of the text is no token.
        raw.extend(
            words
                .chars()
                .filter(|c| !matches!(c, '<' | '>' | '“' | '”' | '"' | '*'))
                .flat_map(char::to_lowercase),
        );
    };
    for (span, token) in tokens {
        if span.start >= at {
            push(&mut raw, &text[at..span.start]);
            raw.push_str(&token);
            at = span.end;
        }
    }
    push(&mut raw, &text[at.min(sentence.end)..sentence.end]);
    // `$5 million , or 5 %` of texts that were taken apart.
    ["( ", " )", " ,", " ;"]
        .iter()
        .fold(one_line(&raw), |text, apart| {
            text.replace(apart, apart.trim())
        })
}
