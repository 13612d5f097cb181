//! The grammar of a written figure: hedge, sign, money, number, scale, unit, range, hedge behind.
//!
//! [`whole`] reads a text that is one figure; prose is read from the same rules, place by place. Nothing here
//! goes back over more than one operand, and nothing allocates but units made of several.

use std::ops::Range;
use std::sync::LazyLock;

use super::currency::{self, MoneyWord};
use super::fault::{Fault, Problem};
use super::figure::Precision;
use super::hedge::{self, Hedge};
use super::ladder::VAGUE;
use super::lexicon::{Phrases, gap, skip_blanks};
use super::numeral::{self, Form, Number};
use super::period;
use super::unit_table::registry;
use super::unit_written::{self, Mode, Named, same_money, unit_at};
use super::words::{self, Word};
use super::{Figure, Kind, Period, Rational, Settings, Unit};

/// A figure as it stands in a text.
#[derive(Clone, Debug)]
pub struct Written<'t> {
    /// All of it, hedges included.
    pub span: Range<usize>,
    /// The (first) number alone, without sign, scale and unit.
    pub number: Range<usize>,
    /// The hedge of all of it.
    pub hedge: Hedge,
    /// Whether a bound is a rough one.
    pub(super) rough: bool,
    pub(super) first: Number,
    /// The other end of a range.
    pub(super) second: Option<Number>,
    pub(super) unit: unit_written::Written<'t>,
    /// What it counts or measures.
    pub kind: Kind,
    /// The period its own words name.
    pub period: Option<Period>,
}

impl Written<'_> {
    /// The figure it stands for.
    #[must_use]
    pub fn figure(self, settings: &Settings) -> Figure {
        let unit = match (self.kind, self.first.form) {
            (Kind::Date, Form::Date) => Unit::date(),
            (Kind::Date, _) => Unit::weekday(),
            _ => self.unit.unit(settings),
        };
        let whole = match self.kind {
            Kind::Ordinal | Kind::Date => true,
            Kind::Number => {
                unit.is_counted()
                    && self.first.form != Form::Fraction
                    && self.first.scale_is_whole()
            }
            _ => false,
        };
        let (second, place) = match self.second {
            Some(second) => (second.value, second.place),
            None => (self.first.value.clone(), self.first.place.clone()),
        };
        Figure {
            numbers: [self.first.value, second],
            hedge: self.hedge,
            unit,
            kind: self.kind,
            whole,
            period: self.period,
            precision: Precision {
                places: [self.first.place, place],
                zeros: self.first.zeros,
                scale: self.first.scale,
                scaled: self.first.scaled,
                form: self.first.form,
                rough: self.rough,
            },
        }
    }
}

/// Reads a text that is one figure and nothing else.
pub(super) fn whole(text: &str, settings: &Settings) -> Result<Figure, Fault> {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    if start >= end {
        return Err(Fault::new(0..text.len(), Problem::Empty));
    }
    let body = &text[..end];
    let reader = Reader {
        text: body,
        settings,
        mode: Mode::Whole,
    };
    let mut written = reader
        .figure(start)?
        .ok_or_else(|| no_figure(body, start))?;
    // A full stop, and the period: `US$68 billion in 2015`.
    if let Some((period, stop)) = period_after(body, written.span.end) {
        written.period = Some(period);
        written.span.end = stop;
    }
    if written.span.end < end {
        let rest = skip_blanks(body, written.span.end);
        return Err(Fault::new(rest.min(end)..end, Problem::WordsAfter));
    }
    Ok(written.figure(settings))
}

/// The longest figure that begins at `at` in prose that goes on behind it. Dates and periods are not figures here.
///
/// The cost is bounded by the figure's own length: calling this at every place of a text is linear in the text.
#[must_use]
pub fn match_at<'t>(text: &'t str, at: usize, settings: &Settings) -> Option<Written<'t>> {
    let reader = Reader {
        text,
        settings,
        mode: Mode::Prose,
    };
    reader.figure(at).ok().flatten()
}

/// ` in 2015`, ` in the first quarter of 2023`.
fn period_after(text: &str, at: usize) -> Option<(Period, usize)> {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        Phrases::new(["in", "for", "during", "of", "on", "over", "as of"].map(|word| (word, ())))
    });
    let start = gap(text, at)?;
    let ((), end) = WORDS.match_at(text, start)?;
    period::at(text, gap(text, end)?)
}

/// Why nothing at `at` begins a figure.
fn no_figure(text: &str, at: usize) -> Fault {
    if let Some((_, end)) = hedge::BEFORE.match_at(text, at) {
        return Fault::new(at..end, Problem::HedgeAlone);
    }
    let word = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |length| at + length);
    let foreign = text[at..word]
        .chars()
        .any(|c| c.is_numeric() && !c.is_ascii());
    Fault::new(
        at..word,
        if foreign {
            Problem::ForeignDigits
        } else {
            Problem::NoFigure
        },
    )
}

/// One number with its unit.
#[derive(Clone, Debug)]
struct Operand<'t> {
    number: Number,
    unit: unit_written::Written<'t>,
    kind: Kind,
    start: usize,
    end: usize,
    /// The number alone, without sign, scale and unit.
    digits: Range<usize>,
    /// A hedge of its own behind the number: `5 or more cities`.
    hedge: Hedge,
}

/// The grammar over one text.
pub(super) struct Reader<'t, 's> {
    pub(super) text: &'t str,
    pub(super) settings: &'s Settings,
    pub(super) mode: Mode,
}

pub(super) type Read<T> = Result<Option<T>, Fault>;

impl<'t> Reader<'t, '_> {
    /// The longest figure that begins at `at`.
    pub(super) fn figure(&self, at: usize) -> Read<Written<'t>> {
        if self.mode == Mode::Whole
            && let Some(date) = self.date(at)
        {
            return Ok(Some(date));
        }
        let (mut outer, mut rough, start) = self.hedges(at);
        if let Some(written) = self.opened_range(start)? {
            let rough = rough || outer == Hedge::About;
            return Ok(Some(Written {
                span: at..written.span.end,
                rough,
                ..written
            }));
        }
        let Some(first) = self.operand(start, true)? else {
            return Ok(None);
        };
        if let Some(written) = self.plus_minus(&first)? {
            return Ok(Some(Written {
                span: at..written.span.end,
                ..written
            }));
        }
        if let Some(written) = self.range(&first, start)? {
            let rough = rough || outer == Hedge::About;
            let end = self.trailing(written.span.end, &mut Hedge::Plain.clone(), &mut false);
            return Ok(Some(Written {
                span: at..end,
                rough: rough || end > written.span.end,
                ..written
            }));
        }
        let mut end = first.end;
        let (combined, soft) = outer.with(first.hedge);
        (outer, rough) = (combined, rough || soft);
        end = self.trailing(end, &mut outer, &mut rough);
        Ok(Some(Written {
            span: at..end,
            number: first.digits,
            hedge: outer,
            rough,
            first: first.number,
            second: None,
            unit: first.unit,
            kind: first.kind,
            period: None,
        }))
    }

    /// A day, a month of a year, a day of the week.
    fn date(&self, at: usize) -> Option<Written<'t>> {
        let written = |number: Number, second: Option<Number>, period, end| Written {
            span: at..end,
            number: at..end,
            hedge: Hedge::Plain,
            rough: false,
            first: number,
            second,
            unit: unit_written::Written::none(),
            kind: Kind::Date,
            period,
        };
        let number = |value: Rational, form| Number {
            value,
            form,
            ..Number::whole(0)
        };
        if let Some((weekday, end)) = period::weekday_at(self.text, at) {
            return Some(written(
                number(weekday.into(), Form::Ordinal),
                None,
                None,
                end,
            ));
        }
        let named = period::month_at(self.text, at).is_some();
        let (period, end) = period::at(self.text, at)?;
        // A bare year is a plain number; `2010–2020` a range of them.
        let days = (period.end() - period.start()).num_days();
        if !named && days > 31 || self.mode == Mode::Prose && end == self.text.len() && days > 31 {
            return None;
        }
        let day = |date| number(period::number_of_date(date), Form::Date);
        let second = (days > 1).then(|| day(period.last_day()));
        Some(written(day(period.start()), second, Some(period), end))
    }

    /// The hedges before a number: their sum, whether a bound is rough, and where the number begins.
    fn hedges(&self, at: usize) -> (Hedge, bool, usize) {
        let (mut hedge, mut rough, mut start) = (Hedge::Plain, false, at);
        for _ in 0..4 {
            let found = hedge::sign_at(self.text, start)
                .or_else(|| hedge::BEFORE.match_at(self.text, start));
            let Some((inner, end)) = found else { break };
            let (both, soft) = hedge.with(inner);
            (hedge, rough) = (both, rough || soft);
            start = skip_blanks(self.text, end);
            if let Some(end) = phrase(self.text, start, &ARTICLES) {
                start = skip_blanks(self.text, end);
            }
        }
        (hedge, rough, start)
    }

    /// The hedge behind a figure that ends at `at`; where that ends.
    fn trailing(&self, at: usize, hedge: &mut Hedge, rough: &mut bool) -> usize {
        let Some((behind, end)) = hedge::after(self.text, at) else {
            return at;
        };
        let (both, soft) = hedge.with(behind);
        (*hedge, *rough) = (both, *rough || soft);
        end
    }

    /// `between a and b`, `from a to b`.
    fn opened_range(&self, at: usize) -> Read<Written<'t>> {
        let Some((opening, end)) = OPENINGS.match_at(self.text, at) else {
            return Ok(None);
        };
        let start = skip_blanks(self.text, end);
        for joined in [true, false] {
            let (_, _, number) = self.hedges(start);
            let Some(first) = self.operand(number, joined)? else {
                return Ok(None);
            };
            if let Some(written) = self.second_end(&first, first.end, opening)? {
                return Ok(Some(Written {
                    span: at..written.span.end,
                    ..written
                }));
            }
        }
        if self.mode == Mode::Whole {
            return Err(Fault::new(at..self.text.len(), Problem::OpenRange));
        }
        Ok(None)
    }

    /// The rest of `between a` or `from a`.
    fn second_end(&self, first: &Operand<'t>, at: usize, opening: Opening) -> Read<Written<'t>> {
        let start = skip_blanks(self.text, at);
        let connective = match opening {
            Opening::Between => phrase(self.text, start, &ANDS).or_else(|| dash(self.text, start)),
            Opening::From => phrase(self.text, start, &TOS).or_else(|| dash(self.text, start)),
        };
        let Some(end) = connective else {
            return Ok(None);
        };
        let (_, _, number) = self.hedges(skip_blanks(self.text, end));
        let Some(second) = self.operand(number, true)? else {
            return Ok(None);
        };
        self.span(first, second)
    }

    /// `a to b`, `a–b`, `a or b` behind a first number.
    fn range(&self, first: &Operand<'t>, start: usize) -> Read<Written<'t>> {
        let blanks = skip_blanks(self.text, first.end);
        let words = if blanks > first.end {
            phrase(self.text, blanks, &TOS)
        } else {
            None
        };
        let by_words = words.is_some();
        let or = if blanks > first.end {
            phrase(self.text, blanks, &ORS)
        } else {
            None
        };
        let Some(end) = words.or(or).or_else(|| dash(self.text, blanks)) else {
            return Ok(None);
        };
        let Ok(Some(second)) = self.operand(skip_blanks(self.text, end), true) else {
            return Ok(None);
        };
        let Some(written) = self.span(first, second)? else {
            return Ok(None);
        };
        let rises = written
            .second
            .as_ref()
            .is_some_and(|second| written.first.value < second.value);
        // `2 or 3` are near each other, `5-3` is a score or a difference.
        let near = or.is_none()
            || written
                .second
                .as_ref()
                .is_some_and(|second| second.value <= &written.first.value * &Rational::from(3));
        if !(rises || by_words) || !near || written.kind == Kind::Ordinal && or.is_some() {
            return Ok(None);
        }
        Ok(Some(Written {
            span: start..written.span.end,
            ..written
        }))
    }

    /// Two numbers as one range: they share a unit and a scale word.
    fn span(&self, first: &Operand<'t>, second: Operand<'t>) -> Read<Written<'t>> {
        let (mut low, mut high) = (first.number.clone(), second.number);
        let bad_form = |number: &Number| matches!(number.form, Form::Vague(_) | Form::Date);
        if bad_form(&low) || bad_form(&high) {
            return Ok(None);
        }
        if !low.scaled && high.scaled && low.form == Form::Plain {
            let unscaled = &high.value / &high.scale;
            if low.value.abs() <= unscaled.abs() && !low.value.is_zero() {
                let scale = high.scale.clone();
                low = low.times(&scale, &scale);
            }
        }
        let (unit, kind) = if first.unit.is_none() {
            (second.unit, second.kind)
        } else if second.unit.is_none() {
            (first.unit.clone(), first.kind)
        } else {
            let (a, b) = (
                first.unit.unit(self.settings),
                second.unit.unit(self.settings),
            );
            if a != b {
                let comparable =
                    a.dimension() == b.dimension() && !a.is_counted() && !b.is_counted();
                if !comparable || !a.offset().is_zero() || !b.offset().is_zero() {
                    return match self.mode {
                        Mode::Whole => Err(Fault::new(first.start..second.end, Problem::TwoUnits)),
                        Mode::Prose => Ok(None),
                    };
                }
                let rate = b.factor() / a.factor();
                high = high.times(&rate, &rate);
            }
            (first.unit.clone(), first.kind)
        };
        let kind = if kind == Kind::Number
            && (first.kind == Kind::Ordinal || second.kind == Kind::Ordinal)
        {
            Kind::Ordinal
        } else {
            kind
        };
        Ok(Some(Written {
            span: first.start..second.end,
            number: first.digits.clone(),
            hedge: Hedge::Between,
            rough: false,
            first: low,
            second: Some(high),
            unit,
            kind,
            period: None,
        }))
    }

    /// `5 ± 0.2 kg`.
    fn plus_minus(&self, first: &Operand<'t>) -> Read<Written<'t>> {
        let blanks = skip_blanks(self.text, first.end);
        let rest = &self.text[blanks..];
        let size = ["±", "+/-", "+/−", "+-"]
            .iter()
            .find(|sign| rest.starts_with(**sign))
            .map(|sign| sign.len());
        let Some(size) = size else {
            return Ok(None);
        };
        let Some(margin) = self.operand(skip_blanks(self.text, blanks + size), true)? else {
            return Ok(None);
        };
        let both = self.span(first, margin)?;
        Ok(both.and_then(|both| {
            let margin = both.second?;
            let end = |value: Rational| Number {
                value,
                place: margin.place.clone(),
                ..both.first.clone()
            };
            Some(Written {
                first: end(&both.first.value - &margin.value),
                second: Some(end(&both.first.value + &margin.value)),
                ..both
            })
        }))
    }

    /// One number with sign, money, scale and unit. `one_and`: whether `a hundred and five` is one number.
    fn operand(&self, at: usize, one_and: bool) -> Read<Operand<'t>> {
        let (mut negative, mut p) = self.sign(at);
        let money = currency::sign_at(self.text, p).or_else(|| currency::code_at(self.text, p));
        if let Some((_, end)) = money {
            p = skip_blanks(self.text, end);
            let (minus, behind) = self.sign(p);
            (negative, p) = (negative || minus, behind);
        }
        let money = money.map(|(word, _)| word);
        let age = phrase(self.text, p, &AGES).filter(|_| money.is_none());
        p = age.map_or(p, |end| skip_blanks(self.text, end));
        let Some((mut number, mut end)) = self.number(p, one_and, money.is_some())? else {
            return Ok(None);
        };
        let digits = p..end;
        if negative {
            number.value = -number.value;
        }
        let mut hedge = Hedge::Plain;
        if let Some((ratio, stop)) = multiple(self.text, end, &number).filter(|_| money.is_none()) {
            return Ok(Some(Operand {
                number: ratio,
                unit: unit_written::Written::none(),
                kind: Kind::Ratio,
                start: at,
                end: stop,
                digits,
                hedge,
            }));
        }
        if number.form == Form::Multiple {
            return Ok(Some(Operand {
                number,
                unit: unit_written::Written::none(),
                kind: Kind::Ratio,
                start: at,
                end,
                digits,
                hedge,
            }));
        }
        // `5 or more cities`, `50+ cities`.
        let mut unit_start = end;
        if let Some((behind, stop)) = hedge::after(self.text, end) {
            let unit = self.unit(stop, &number, money);
            if let Ok(Some(_)) = unit {
                (hedge, unit_start) = (behind, stop);
            }
        }
        let (mut unit, mut kind) = (unit_written::Written::none(), Kind::Number);
        if number.form == Form::Ordinal {
            kind = Kind::Ordinal;
        } else if let Some((read, stop)) = self.unit(unit_start, &number, money)? {
            kind = read.top.map_or(Kind::Number, Named::kind);
            (unit, end) = (read, stop);
        } else if let Some(word) = money {
            (unit, kind) = (unit_written::Written::of(Named::Money(word)), Kind::Money);
        }
        if age.is_some() && matches!(kind, Kind::Number | Kind::Duration) && unit.per[0].is_none() {
            if unit.is_none() {
                unit = unit_written::Written::of(Named::Table(&registry().year));
            }
            kind = Kind::Age;
        }
        let mut operand = Operand {
            number,
            unit,
            kind,
            start: at,
            end,
            digits,
            hedge,
        };
        self.compound(&mut operand)?;
        self.age(&mut operand);
        Ok(Some(operand))
    }

    /// A sign before a number, and where the number begins.
    fn sign(&self, at: usize) -> (bool, usize) {
        let rest = &self.text[at..];
        match rest.chars().next() {
            Some(c @ ('-' | '−' | '–' | '‐' | '‑')) => {
                let end = skip_blanks(self.text, at + c.len_utf8());
                // A sign stands at its number.
                if end == at + c.len_utf8() {
                    (true, end)
                } else {
                    (false, at)
                }
            }
            Some('+') => (false, at + 1),
            _ => match phrase(self.text, at, &MINUS).and_then(|end| gap(self.text, end)) {
                Some(end) => (true, end),
                None => (false, at),
            },
        }
    }

    /// A number in digits or words with its scale.
    fn number(&self, at: usize, one_and: bool, money: bool) -> Read<(Number, usize)> {
        let text = self.text;
        if let Some((number, end)) = numeral::read(text, at, self.settings)? {
            if number.form == Form::Fraction {
                return Ok(Some(self.fraction_of((number, end))));
            }
            if let Some(end) = ordinal_suffix(text, end).filter(|_| number.value.is_whole()) {
                let rank = Number {
                    form: Form::Ordinal,
                    zeros: 0,
                    ..number
                };
                return Ok(Some((rank, end)));
            }
            let (number, end) = match words::and_fraction(text, end) {
                Some((fraction, end)) => (number.and_fraction(&fraction), end),
                None => (number, end),
            };
            let (number, end) = words::scaled_on(text, (number, end));
            if number.scaled {
                return Ok(Some((number, end)));
            }
            let letter = words::scale_letter(text, end, money).or_else(|| {
                let start = gap(text, end).filter(|_| money)?;
                words::scale_letter(text, start, true)
            });
            return Ok(Some(match letter {
                Some((scale, end)) => (number.times(&scale.value.into(), &scale.grain.into()), end),
                None => (number, end),
            }));
        }
        if !text[at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Ok(None);
        }
        if let Some(found) = vague(text, at) {
            return Ok(Some(found));
        }
        if let Some((value, end)) = MULTIPLES.match_at(text, at) {
            let number = Number {
                form: if value.0 < value.1 {
                    Form::Fraction
                } else {
                    Form::Multiple
                },
                ..Number::fraction(value.0, value.1)
            };
            return Ok(Some((number, end)));
        }
        if let Some(read) = words::read(text, at, one_and) {
            return Ok(Some(if read.0.form == Form::Fraction {
                self.fraction_of(read)
            } else {
                read
            }));
        }
        // `an hour`, `a dollar`: the article is the number one.
        if self.mode == Mode::Whole
            && let Some((Word::A, end)) = words::word_at(text, at)
        {
            let one = Number::whole(1);
            if let Some((unit, _)) = unit_at(text, end, &one, self.settings, self.mode)
                && !matches!(unit.top, None | Some(Named::Noun(_)))
            {
                return Ok(Some((one, end)));
            }
        }
        Ok(None)
    }

    /// What a fraction is of: `half a million`, `a quarter of an hour`.
    fn fraction_of(&self, (number, end): (Number, usize)) -> (Number, usize) {
        let text = self.text;
        let Some(article) = phrase(text, skip_blanks(text, end), &OF_A) else {
            return words::scaled_on(text, (number, end));
        };
        let scaled = words::scaled_on(text, (number.clone(), article));
        if scaled.1 > article {
            return scaled;
        }
        match unit_at(text, article, &number, self.settings, Mode::Prose) {
            Some((unit, _)) if matches!(unit.top, Some(Named::Table(_))) => (number, article),
            _ => (number, end),
        }
    }

    /// The unit behind a number, squared with the money before it.
    fn unit(
        &self,
        at: usize,
        number: &Number,
        money: Option<MoneyWord>,
    ) -> Read<(unit_written::Written<'t>, usize)> {
        let read = unit_at(self.text, at, number, self.settings, self.mode);
        let Some(sign) = money else {
            let plain = || unit_written::per_number(self.text, at, self.settings, self.mode);
            return Ok(read.or_else(plain));
        };
        match read {
            Some((unit, end)) if matches!(unit.top, Some(Named::Money(_))) => {
                let Some(Named::Money(word)) = unit.top else {
                    return Ok(None);
                };
                match same_money(sign, word, self.settings) {
                    Some(word) => Ok(Some((
                        unit_written::Written {
                            top: Some(Named::Money(word)),
                            ..unit
                        },
                        end,
                    ))),
                    None if self.mode == Mode::Whole => {
                        Err(Fault::new(at.min(end)..end, Problem::TwoCurrencies))
                    }
                    None => Ok(None),
                }
            }
            _ => Ok(
                unit_written::per_number(self.text, at, self.settings, self.mode)
                    .map(|(unit, end)| {
                        (
                            unit_written::Written {
                                top: Some(Named::Money(sign)),
                                ..unit
                            },
                            end,
                        )
                    })
                    .or_else(|| {
                        unit_written::per_money(self.text, at, sign, self.settings, self.mode)
                    }),
            ),
        }
    }

    /// `7 feet 10 inches`, `2 h 30 min`, `a dollar and 42 cents`, `an hour and a half`.
    fn compound(&self, operand: &mut Operand<'t>) -> Result<(), Fault> {
        let (Some(Named::Table(_) | Named::Money(_)), None) =
            (operand.unit.top, &operand.unit.per[0])
        else {
            return Ok(());
        };
        if let Some((fraction, end)) = words::and_fraction(self.text, operand.end)
            && operand.number.value.is_whole()
            && !operand.number.scaled
            && operand.kind == Kind::Duration
        {
            operand.number = operand.number.clone().and_fraction(&fraction);
            operand.end = end;
            return Ok(());
        }
        for _ in 0..3 {
            let start = skip_blanks(self.text, operand.end);
            let start = if self.text[start..].starts_with(',') {
                skip_blanks(self.text, start + 1)
            } else {
                start
            };
            let start =
                phrase(self.text, start, &ANDS).map_or(start, |end| skip_blanks(self.text, end));
            if start == operand.end && !self.text[start..].starts_with(|c: char| c.is_ascii_digit())
            {
                break;
            }
            let Ok(Some((number, end))) = self.number(start, true, false) else {
                break;
            };
            let Some((unit, end)) = unit_at(self.text, end, &number, self.settings, Mode::Prose)
            else {
                break;
            };
            let (Some(Named::Table(_) | Named::Money(_)), None) = (unit.top, &unit.per[0]) else {
                break;
            };
            let (large, small) = (operand.unit.unit(self.settings), unit.unit(self.settings));
            if number.form != Form::Plain
                || number.scaled
                || large.dimension() != small.dimension()
                || large.dimension().is_none()
                || small.factor() >= large.factor()
                || !operand.number.value.is_whole()
            {
                break;
            }
            let rate = large.factor() / small.factor();
            if number.value >= rate && operand.kind == Kind::Duration {
                break;
            }
            // Money stays in its main unit; lengths and times go to the smaller.
            if operand.kind == Kind::Money {
                let part = &number.value / &rate;
                operand.number.place = &number.place / &rate;
                operand.number.value = &operand.number.value + &part;
            } else {
                operand.number.value = &operand.number.value * &rate + &number.value;
                operand.number.place = number.place;
                operand.unit = unit;
            }
            operand.number.zeros = 0;
            operand.end = end;
        }
        Ok(())
    }

    /// `35 years old`, `35-year-old`.
    fn age(&self, operand: &mut Operand<'t>) {
        if operand.kind != Kind::Duration || operand.unit.per[0].is_some() {
            return;
        }
        let start = if self.text[operand.end..].starts_with('-') {
            operand.end + 1
        } else {
            skip_blanks(self.text, operand.end)
        };
        if let Some(end) = phrase(self.text, start, &OLD) {
            operand.kind = Kind::Age;
            operand.end = end;
        }
    }
}

#[derive(Clone, Copy)]
enum Opening {
    Between,
    From,
}

type Words = LazyLock<Phrases<()>>;

macro_rules! words {
    ($name:ident, $($word:literal),+) => {
        static $name: Words = LazyLock::new(|| Phrases::new([$(($word, ())),+]));
    };
}

words!(ARTICLES, "the", "its", "their", "his", "her");
words!(ANDS, "and", "to");
words!(TOS, "to", "through", "thru", "up to", "and up to");
words!(ORS, "or");
words!(MINUS, "minus", "negative");
words!(AGES, "aged", "age", "age of", "ages", "the age of");
words!(
    OLD,
    "old",
    "olds",
    "of age",
    "years old",
    "years of age",
    "year old",
    "yo"
);
words!(OF_A, "a", "an", "of a", "of an", "of one");

static OPENINGS: LazyLock<Phrases<Opening>> = LazyLock::new(|| {
    Phrases::new([
        ("between", Opening::Between),
        ("anywhere between", Opening::Between),
        ("somewhere between", Opening::Between),
        ("ranging between", Opening::Between),
        ("from", Opening::From),
        ("anywhere from", Opening::From),
        ("ranging from", Opening::From),
        ("in the range of", Opening::From),
        ("a range of", Opening::From),
    ])
});

/// Multiples in one word, as fractions.
static MULTIPLES: LazyLock<Phrases<(i64, i64)>> = LazyLock::new(|| {
    #[rustfmt::skip]
    const WORDS: &[(&[&str], (i64, i64))] = &[
        (&["halved", "halves", "halving"], (1, 2)),
        (&["twice", "doubled", "doubles", "double", "doubling", "twofold"], (2, 1)),
        (&["thrice", "tripled", "triples", "triple", "tripling", "trebled", "trebles", "treble", "trebling", "threefold"], (3, 1)),
        (&["quadrupled", "quadruples", "quadruple", "quadrupling", "fourfold"], (4, 1)),
        (&["quintupled", "quintuples", "quintuple", "quintupling", "fivefold"], (5, 1)),
        (&["sextupled", "sextuple", "sixfold"], (6, 1)),
        (&["septupled", "septuple", "sevenfold"], (7, 1)),
        (&["octupled", "octuple", "eightfold"], (8, 1)),
        (&["ninefold"], (9, 1)),
        (&["decupled", "tenfold"], (10, 1)),
        (&["twelvefold"], (12, 1)),
        (&["twentyfold"], (20, 1)),
        (&["fiftyfold"], (50, 1)),
        (&["hundredfold", "a hundredfold"], (100, 1)),
        (&["thousandfold", "a thousandfold"], (1_000, 1)),
        (&["once"], (1, 1)),
    ];
    Phrases::new(
        WORDS
            .iter()
            .flat_map(|(words, value)| words.iter().map(move |word| (*word, *value))),
    )
});

/// `times`, `-fold`, `x` behind a number.
fn multiple(text: &str, at: usize, number: &Number) -> Option<(Number, usize)> {
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(["times", "fold", "time", "x"].map(|word| (word, ()))));
    let rest = &text[at..];
    let start = match rest.chars().next()? {
        '-' => at + 1,
        '×' if !rest['×'.len_utf8()..].starts_with(|c: char| c.is_alphanumeric() || c == ' ') => {
            return Some((as_multiple(number), at + '×'.len_utf8()));
        }
        'x' | 'X' | 'f' => at,
        _ => gap(text, at)?,
    };
    let ((), end) = WORDS.match_at(text, start)?;
    let letter = end == start + 1;
    if letter && (start != at || text[end..].starts_with(|c: char| c.is_alphanumeric())) {
        return None;
    }
    if !matches!(number.form, Form::Plain | Form::Vague(_)) {
        return None;
    }
    Some((as_multiple(number), end))
}

/// A number of times: on the ladder if it is one people use and was written without decimals.
fn as_multiple(number: &Number) -> Number {
    let on_ladder =
        number.form == Form::Plain && number.place >= Rational::new(1, 2) && !number.scaled;
    Number {
        form: if on_ladder {
            Form::Multiple
        } else {
            number.form
        },
        ..number.clone()
    }
}

/// Behind `st`, `nd`, `rd` or `th`.
fn ordinal_suffix(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..at + 2)?;
    let fits = [b"st", b"nd", b"rd", b"th"]
        .iter()
        .any(|end| rest.eq_ignore_ascii_case(*end));
    (fits && !text[at + 2..].starts_with(|c: char| c.is_alphanumeric())).then_some(at + 2)
}

/// A vague count with its scale: `dozens`, `tens of thousands`, `a few hundred`.
fn vague(text: &str, at: usize) -> Option<(Number, usize)> {
    static WORDS: LazyLock<Phrases<u8>> = LazyLock::new(|| {
        Phrases::new(
            VAGUE
                .iter()
                .zip(0..)
                .flat_map(|(row, index)| row.words.iter().map(move |word| (*word, index))),
        )
    });
    let (row, mut end) = WORDS.match_at(text, at)?;
    // `thousands of` leaves its `of` unless a scale follows.
    let mut number = Number {
        form: Form::Vague(row),
        ..Number::whole(VAGUE[usize::from(row)].typical)
    };
    let of = end;
    (number, end) = words::scaled_on(text, (number, end));
    if end == of {
        let word = text[at..end].trim_end();
        if let Some(before) = word.strip_suffix(" of") {
            end = at + before.len();
        } else if let Some(after) = phrase(text, skip_blanks(text, end), &OF) {
            let (scaled, stop) = words::scaled_on(text, (number.clone(), after));
            if stop > after {
                (number, end) = (scaled, stop);
            }
        }
    }
    Some((number, end))
}

words!(OF, "of");

fn phrase(text: &str, at: usize, words: &Phrases<()>) -> Option<usize> {
    words.match_at(text, at).map(|((), end)| end)
}

/// Behind a dash that joins the ends of a range.
fn dash(text: &str, at: usize) -> Option<usize> {
    match text[at..].chars().next()? {
        c @ ('-' | '–' | '—' | '‒' | '−' | '‑' | '~' | '～') => Some(at + c.len_utf8()),
        _ => None,
    }
}

impl Number {
    /// Whether counting in it gives whole numbers.
    fn scale_is_whole(&self) -> bool {
        (&self.scale * &self.place).is_whole() || self.scaled
    }
}
