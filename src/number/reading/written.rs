//! The grammar of a written figure: hedge, number, range, hedge behind.
//!
//! [`whole`] reads a text that is one figure; [`match_at`] reads prose by the same rules, place by
//! place. A text is gone over a bounded number of times at each place, and nothing allocates but
//! units made of several.

use super::fault::{Fault, Problem};
use super::openings::{DETERMINERS, may_begin};
use super::reader::{Join, Read, Reader, Written};
use super::unit::{self, Mode};
use super::{hedges, noun_phrase, numeral, period_written};
use crate::number::exact::Rational;
use crate::number::figures::figure::End;
use crate::number::figures::{Figure, Hedge, Period, period};
use crate::number::lexicon::{Form, Number, gap, one_of, skip_blanks, words};
use crate::number::units::{Kind, Settings};

/// Reads a text that is one figure and nothing else.
pub(super) fn whole(text: &str, settings: &Settings) -> Result<Figure, Fault> {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    if start >= end {
        return Err(Fault::new(0..text.len(), Problem::Empty));
    }
    let text = &text[..end];
    let reader = Reader {
        text,
        settings,
        mode: Mode::Whole,
        join: Join::Ranges,
    };
    // `the 10th`, `a 5 %`.
    let number = one_of(text, start, &["the", "a", "an"])
        .and_then(|end| gap(text, end))
        .filter(|at| {
            text[*at..].starts_with(|c: char| c.is_ascii_digit())
                || !text[start..].starts_with(['a', 'A'])
        })
        .unwrap_or(start);
    let written = match reader.figure(number)? {
        Some(written) => Some(written),
        None => reader.labelled(start)?,
    };
    let mut written = written.ok_or_else(|| no_figure(text, start))?;
    reader.odds(&mut written)?;
    if let Some((period, stop)) = period_after(text, written.span.end) {
        written.period = Some(period);
        written.span.end = stop;
    }
    let rest = skip_blanks(text, remark(text, &written));
    if rest < end {
        return Err(Fault::new(rest..end, Problem::WordsAfter));
    }
    Ok(written.figure(settings))
}

/// ` in 2015`, ` in the first quarter of 2023`.
fn period_after(text: &str, at: usize) -> Option<(Period, usize)> {
    let end = one_of(
        text,
        gap(text, at)?,
        &["in", "for", "during", "of", "on", "over", "as of"],
    )?;
    period_written::at(text, gap(text, end)?)
}

/// Behind what a figure is of or set against, which does not change it: `110 million tonnes of
/// grain`, `5 % of GDP`.
fn remark(text: &str, written: &Written<'_>) -> usize {
    const OF: &[&str] = &["of the", "of all", "of its", "of their", "worth of", "of"];
    const OF_OR_NOT: &[&str] = &[
        "of the", "of all", "of its", "of their", "of", "the", "its", "their",
    ];
    let end = written.span.end;
    let Some(start) = gap(text, end) else {
        return end;
    };
    if let Some(end) = one_of(
        text,
        start,
        &[
            "year on year",
            "year-on-year",
            "yoy",
            "y/y",
            "each",
            "apiece",
        ],
    ) {
        return end;
    }
    // `A third of the cities`, `half the cities`, `a two-thirds majority`.
    let share = written.first.form == Form::Fraction;
    let of = one_of(text, start, if share { OF_OR_NOT } else { OF }).and_then(|end| gap(text, end));
    let noun = of.or(share.then_some(start));
    let phrase = noun.and_then(|at| noun_phrase::noun_phrase(text, at, Mode::Whole, 4));
    phrase.map_or(end, |(_, end)| end)
}

/// Why nothing at `at` begins a figure.
fn no_figure(text: &str, at: usize) -> Fault {
    if let Some((_, end)) = hedges::BEFORE.match_at(text, at) {
        return Fault::new(at..end, Problem::HedgeAlone);
    }
    if text[at..].starts_with('(') {
        return Fault::new(at..text.len(), Problem::Parentheses);
    }
    let word = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |length| at + length);
    let foreign = text[at..word]
        .chars()
        .any(|c| c.is_numeric() && !c.is_ascii());
    let problem = if foreign {
        Problem::ForeignDigits
    } else {
        Problem::NoFigure
    };
    Fault::new(at..word, problem)
}

impl<'t> Reader<'t, '_> {
    /// The longest figure that begins at `at`.
    pub(super) fn figure(&self, at: usize) -> Read<Written<'t>> {
        if self.mode == Mode::Whole
            && let Some(date) = self.date(at)
        {
            return Ok(Some(date));
        }
        if !may_begin(self.text, at) {
            return Ok(None);
        }
        let (hedge, mut rough, start) = self.hedges(at);
        if self.join == Join::Ranges
            && let Some(mut written) = self.opened_range(start)?
        {
            written.span.start = at;
            written.rough |= rough || hedge == Hedge::About;
            return Ok(Some(written));
        }
        if start > at && self.text[start..].starts_with('±') || self.text[at..].starts_with('±') {
            return self.either_way(at, start);
        }
        let Some(mut first) = self.operand(start, true)? else {
            return Ok(None);
        };
        if let Some(mut written) = self.plus_minus(&first)? {
            written.span.start = at;
            return Ok(Some(written));
        }
        let range = match self.range(hedge, &first)? {
            Some(range) => Some(range),
            None => self.two_bounds(hedge, &first)?,
        };
        if let Some(mut written) = range {
            written.span.start = at;
            written.rough |= rough || hedge == Hedge::About;
            if let Some((Hedge::About, end)) = hedges::after(self.text, written.span.end) {
                (written.rough, written.span.end) = (true, end);
            }
            return Ok(Some(written));
        }
        if range.is_none()
            && let Some(share) = self.share(&first).or_else(|| self.odds_to_one(&first))
        {
            first = share;
        }
        let (both, soft) = hedge.with(first.hedge);
        let (hedge, soft_behind, end) = self.trailing(both, first.end);
        rough |= soft || soft_behind;
        Ok(Some(Written {
            span: at..end,
            number: first.digits,
            hedge,
            rough,
            ends: [End::Rounded; 2],
            first: first.number,
            second: None,
            unit: first.unit,
            kind: first.kind,
            period: None,
        }))
    }

    /// The hedges before a number: their sum, whether a bound is rough, and where the number
    /// begins.
    pub(super) fn hedges(&self, at: usize) -> (Hedge, bool, usize) {
        let (mut hedge, mut rough, mut start) = (Hedge::Plain, false, at);
        for _ in 0..4 {
            if self
                .text
                .as_bytes()
                .get(start)
                .is_some_and(u8::is_ascii_digit)
            {
                break;
            }
            let found = hedges::sign_at(self.text, start)
                .or_else(|| hedges::BEFORE.match_at(self.text, start));
            let Some((inner, end)) = found else { break };
            // A word stands apart from its number, `c.500` may not.
            let lettered = self.text[start..end].ends_with(char::is_alphabetic);
            if lettered && gap(self.text, end).is_none() {
                break;
            }
            let (both, soft) = hedge.with(inner);
            (hedge, rough) = (both, rough || soft);
            start = self.behind_article(skip_blanks(self.text, end));
        }
        (hedge, rough, start)
    }

    /// The hedge behind a figure that ends at `at`, together with the one before it: their sum,
    /// whether a bound is rough, and where the figure ends with it.
    fn trailing(&self, hedge: Hedge, at: usize) -> (Hedge, bool, usize) {
        if let Some((behind, end)) = hedges::after(self.text, at) {
            let (both, soft) = hedge.with(behind);
            return (both, soft, end);
        }
        // `More than 5000 or equal`
        let wider = match hedge {
            Hedge::MoreThan => Hedge::AtLeast,
            Hedge::LessThan => Hedge::AtMost,
            _ => return (hedge, false, at),
        };
        match hedges::or_equal(self.text, at) {
            Some(end) => (wider, false, end),
            None => (hedge, false, at),
        }
    }

    /// Behind `the` and the like, if one stands at `at`.
    pub(super) fn behind_article(&self, at: usize) -> usize {
        let article = one_of(self.text, at, DETERMINERS);
        article.map_or(at, |end| skip_blanks(self.text, end))
    }

    /// `±5 %`: up to so much either way.
    fn either_way(&self, at: usize, start: usize) -> Read<Written<'t>> {
        let number = skip_blanks(self.text, start + '±'.len_utf8());
        let Some(margin) = self.operand(number, true)? else {
            return Ok(None);
        };
        let second = Number {
            value: -margin.number.value.clone(),
            ..margin.number.clone()
        };
        Ok(Some(Written {
            span: at..margin.end,
            number: margin.digits,
            hedge: Hedge::Between,
            rough: false,
            ends: [End::Rounded; 2],
            first: second,
            second: Some(margin.number),
            unit: margin.unit,
            kind: margin.kind,
            period: None,
        }))
    }

    /// A day, a month of a year, a quarter, a day of the week.
    fn date(&self, at: usize) -> Option<Written<'t>> {
        let number = |value: Rational, form| Number {
            value,
            form,
            ..Number::whole(0)
        };
        let written = |first: Number, second: Option<Number>, period, end| Written {
            span: at..end,
            number: at..end,
            hedge: Hedge::Plain,
            rough: false,
            ends: [End::Rounded; 2],
            first,
            second,
            unit: unit::Written::none(),
            kind: Kind::Date,
            period,
        };
        if let Some((weekday, end)) = period_written::weekday_at(self.text, at) {
            return Some(written(
                number(weekday.into(), Form::Ordinal),
                None,
                None,
                end,
            ));
        }
        // What begins with digits is a date only with four of them, or with the name of a month
        // behind.
        let digits = self.text[at..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let behind = self.text[skip_blanks(self.text, at + digits)..]
            .chars()
            .next();
        if digits > 0 && digits != 4 && !behind.is_some_and(char::is_alphabetic) {
            return None;
        }
        // A bare year is a plain number, and `2010–2020` a range of them.
        if period_written::begins_with_bare_year(self.text, at) {
            return None;
        }
        let (period, end) = period_written::at(self.text, at)?;
        let day = |date| number(period::number_of_date(date), Form::Date);
        let second = (period.last_day() > period.start()).then(|| day(period.last_day()));
        Some(written(day(period.start()), second, Some(period), end))
    }

    /// Turns the `3` of `3:1` into odds; in prose that may be a time or a score.
    fn odds(&self, written: &mut Written<'t>) -> Result<(), Fault> {
        let end = written.span.end;
        let plain = written.kind == Kind::Number
            && written.unit.is_none()
            && written.first.form == Form::Plain;
        if !plain || written.second.is_some() || !self.text[end..].starts_with(':') {
            return Ok(());
        }
        let Some((of, stop)) = numeral::read(self.text, end + 1, self.settings)? else {
            return Ok(());
        };
        // `12:30` is a time of day.
        if stop - end == 3 && written.first.value < Rational::from(24) {
            return Ok(());
        }
        if let Some(value) = written.first.value.checked_div(&of.value) {
            written.first.place = &written.first.place / &of.value;
            (written.first.value, written.first.zeros) = (value, 0);
            (written.kind, written.span.end) = (Kind::Ratio, stop);
        }
        Ok(())
    }

    /// Ranks by their label, which only in a claim's figure is free of doubt: `No. 3`.
    fn labelled(&self, at: usize) -> Read<Written<'t>> {
        let text = self.text;
        let label = one_of(text, at, &["no.", "nr.", "no", "number"])
            .or_else(|| text[at..].starts_with('#').then_some(at + 1));
        let Some(start) = label.map(|end| skip_blanks(text, end)) else {
            return Ok(None);
        };
        let read = match numeral::read(text, start, self.settings)? {
            Some(read) => Some(read),
            None => words::read(text, start, true),
        };
        Ok(read
            .filter(|(number, _)| number.form == Form::Plain && number.value.is_whole())
            .map(|(number, end)| Written {
                span: at..end,
                number: start..end,
                hedge: Hedge::Plain,
                rough: false,
                ends: [End::Rounded; 2],
                first: Number {
                    form: Form::Ordinal,
                    ..number
                },
                second: None,
                unit: unit::Written::none(),
                kind: Kind::Ordinal,
                period: None,
            }))
    }
}
