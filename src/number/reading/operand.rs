//! One number with its sign, its money, its scale and its unit.

use std::ops::Range;

use super::counts::{self, MULTIPLES};
use super::fault::{Fault, Problem};
use super::openings::{AGES, MINUS, may_begin};
use super::reader::{Read, Reader};
use super::unit::{self, Mode, Named};
use super::unit_written::{same_money, unit_at};
use super::{hedges, letter, numeral, per};
use crate::number::exact::Rational;
use crate::number::figures::Hedge;
use crate::number::lexicon::words::{self, Word};
use crate::number::lexicon::{Form, Number, ends_word, gap, one_of, skip_blanks};
use crate::number::units::currency::{self, MoneyWord};
use crate::number::units::unit_table::registry;
use crate::number::units::{Kind, Settings};

/// One number with its unit.
#[derive(Clone, Debug)]
pub(super) struct Operand<'t> {
    pub(super) number: Number,
    pub(super) unit: unit::Written<'t>,
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number alone, without sign, scale and unit.
    pub(super) digits: Range<usize>,
    /// A hedge of its own behind the number: `5 or more cities`.
    pub(super) hedge: Hedge,
}

impl<'t> Reader<'t, '_> {
    /// One number with sign, money, scale and unit. `one_and`: whether `a hundred and five` is one
    /// number.
    pub(super) fn operand(&self, at: usize, one_and: bool) -> Read<Operand<'t>> {
        let text = self.text;
        if !may_begin(text, at) {
            return Ok(None);
        }
        let (mut negative, mut start) = self.sign(at);
        let money = currency::sign_at(text, start).or_else(|| {
            let code = currency::code_at(text, start)?;
            (self.mode == Mode::Whole || !currency::is_word(&text[start..start + 3]))
                .then_some(code)
        });
        if let Some((_, end)) = money {
            let (minus, behind) = self.sign(skip_blanks(text, end));
            (negative, start) = (negative || minus, behind);
        }
        let money = money.map(|(word, _)| word);
        let aged = one_of(text, start, AGES)
            .and_then(|end| gap(text, end))
            .filter(|_| money.is_none());
        start = aged.unwrap_or(start);
        if money.is_none()
            && let Some(operand) = self.clock_letters(start)
        {
            return Ok(Some(operand));
        }
        // `$(5.0) million`, as accounts write what is below nought.
        let bracket = start;
        if money.is_some() && text[start..].starts_with('(') {
            start += 1;
        }
        let Some((mut number, mut end)) = self.number(start, one_and, money.is_some())? else {
            return Ok(None);
        };
        if start > bracket {
            if !text[end..].starts_with(')') {
                return Ok(None);
            }
            (number, end) = words::scaled_on(text, (number, end + 1));
            negative = true;
        }
        let digits = start..end;
        if negative {
            number.value = -number.value;
        }
        let mut operand = Operand {
            number,
            unit: unit::Written::none(),
            kind: Kind::Number,
            start: at,
            end,
            digits,
            hedge: Hedge::Plain,
        };
        if money.is_none() && self.special(&mut operand) {
            return Ok(Some(operand));
        }
        // `5 or more cities`, `50+ cities`.
        if let Some((hedge, stop)) = hedges::after(text, end)
            && let Ok(Some(_)) = self.unit(stop, &operand.number, money)
        {
            (operand.hedge, end) = (hedge, stop);
        }
        if let Some((unit, stop)) = self.unit(end, &operand.number, money)? {
            operand.kind = unit.top.map_or(Kind::Number, Named::kind);
            (operand.unit, operand.end) = (unit, stop);
            // `10.000 euros`: nobody writes an amount to a tenth of a cent.
            if operand.kind == Kind::Money
                && money.is_none()
                && self.mode == Mode::Prose
                && is_thousands(&text[operand.digits.clone()])
                && !operand.number.scaled
            {
                operand.number = Number {
                    zeros: 3,
                    ..operand
                        .number
                        .times(&Rational::from(1_000), &Rational::from(1_000))
                };
                operand.number.scaled = false;
                operand.number.scale = Rational::ONE;
                operand.number.place = Rational::ONE;
            }
            // `75 USD million`
            if operand.kind == Kind::Money
                && !operand.number.scaled
                && operand.unit.per[0].is_none()
            {
                (operand.number, operand.end) = words::scaled_on(text, (operand.number, stop));
            }
        } else if let Some(word) = money {
            operand.unit = unit::Written::of(Named::Money(word));
            operand.kind = Kind::Money;
        }
        if operand.unit.top.is_some() && operand.unit.per[0].is_none() {
            let simple = operand.end;
            self.compound(&mut operand);
            if operand.end == simple {
                self.bare_minor(&mut operand);
            }
        }
        self.age(&mut operand, aged.is_some());
        Ok(Some(operand))
    }

    /// `1h 20m`, `8m30s`.
    fn clock_letters(&self, at: usize) -> Option<Operand<'t>> {
        let (value, unit, end) = letter::clock_letters(self.text, at)?;
        Some(Operand {
            number: Number {
                zeros: 0,
                ..Number::whole(value)
            },
            unit: unit::Written::of(Named::Table(registry().by_name(unit)?)),
            kind: Kind::Duration,
            start: at,
            end,
            digits: at..end,
            hedge: Hedge::Plain,
        })
    }

    /// Multiples and ranks, which have no unit.
    fn special(&self, operand: &mut Operand<'t>) -> bool {
        if let Some((multiple, end)) = counts::multiple(self.text, operand.end, &operand.number) {
            (operand.number, operand.end) = (multiple, end);
            operand.kind = Kind::Ratio;
            return true;
        }
        operand.kind = match operand.number.form {
            Form::Multiple => Kind::Ratio,
            Form::Ordinal => Kind::Ordinal,
            _ => return false,
        };
        true
    }

    /// A sign before a number, and where the number begins.
    fn sign(&self, at: usize) -> (bool, usize) {
        match self.text.as_bytes().get(at) {
            Some(b'0'..=b'9') | None => (false, at),
            Some(b'+') => (false, at + 1),
            Some(b'm' | b'n' | b'M' | b'N') => {
                let behind = |end: usize| match self.text[end..].strip_prefix('-') {
                    Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => Some(end + 1),
                    _ => gap(self.text, end),
                };
                match one_of(self.text, at, MINUS).and_then(behind) {
                    Some(end) => (true, end),
                    None => (false, at),
                }
            }
            Some(b'-' | 0xe2) => match self.text[at..].chars().next() {
                // A sign stands at its number.
                Some(c @ ('-' | '−' | '–' | '‐' | '‑'))
                    if !self.text[at + c.len_utf8()..].starts_with(char::is_whitespace) =>
                {
                    (true, at + c.len_utf8())
                }
                _ => (false, at),
            },
            Some(_) => (false, at),
        }
    }

    /// A number in digits or words with its scale.
    fn number(&self, at: usize, one_and: bool, money: bool) -> Read<(Number, usize)> {
        let text = self.text;
        // An editor's own file says which mark is decimal; of an article's numbers some say it
        // themselves.
        let settings = &if self.mode == Mode::Prose && numeral::has_decimal_comma(text, at) {
            Settings {
                decimal_comma: true,
                ..self.settings.clone()
            }
        } else {
            self.settings.clone()
        };
        if let Some((number, end)) = numeral::read(text, at, settings)? {
            return Ok(Some(self.numeral_with_scale(number, at..end, money)));
        }
        if !text.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic) {
            return Ok(None);
        }
        if let Some(found) = counts::vague(text, at) {
            return Ok(Some(found));
        }
        if let Some((value, end)) = MULTIPLES.match_at(text, at) {
            let form = if value.0 < value.1 {
                Form::Fraction
            } else {
                Form::Multiple
            };
            let number = Number {
                form,
                ..Number::fraction(value.0, value.1)
            };
            return Ok(Some((number, end)));
        }
        if let Some(read) = words::read(text, at, one_and) {
            return Ok(Some(match read.0.form {
                Form::Fraction => self.fraction_of(read),
                _ => read,
            }));
        }
        Ok(self.article(at))
    }

    /// What follows digits: `th`, `and a half`, `million`, `m`.
    fn numeral_with_scale(
        &self,
        number: Number,
        written: Range<usize>,
        money: bool,
    ) -> (Number, usize) {
        let (text, end) = (self.text, written.end);
        if number.form == Form::Fraction {
            return self.fraction_of((number, end));
        }
        // A unit sign at once behind the digits is by far the commonest.
        if matches!(text.as_bytes().get(end), None | Some(b'%')) {
            return (number, end);
        }
        if let Some(end) = counts::ordinal_suffix(text, end).filter(|_| number.value.is_whole()) {
            let rank = Number {
                form: Form::Ordinal,
                zeros: 0,
                ..number
            };
            return (rank, end);
        }
        let (number, end) = match words::and_fraction(text, end) {
            Some((fraction, end)) => (number.and_fraction(&fraction), end),
            None => (number, end),
        };
        let was_scaled = number.scaled;
        let (number, end) = words::scaled_on(text, (number, end));
        if number.scaled && !was_scaled {
            return self.further(number, end);
        }
        // `30 MUSD`
        if let Some(start) = gap(text, end)
            && text[start..].starts_with('M')
            && currency::code_at(text, start + 1).is_some()
        {
            let million = Rational::from(1_000_000);
            return (number.times(&million, &million), start + 1);
        }
        match letter::scale(text, written.start, end, money, self.mode) {
            Some((scale, end)) => (number.times(&scale.value.into(), &scale.grain.into()), end),
            None => {
                let end = self.part_of(&number, end).unwrap_or(end);
                (number, end)
            }
        }
    }

    /// Behind the `of a` of `0.25 of a percentage point`.
    fn part_of(&self, number: &Number, end: usize) -> Option<usize> {
        let text = self.text;
        if number.value >= Rational::ONE {
            return None;
        }
        let article = one_of(text, gap(text, end)?, &["of a", "of an", "of one"])?;
        let (unit, _) = unit_at(text, article, number, self.settings, Mode::Prose)?;
        matches!(unit.top, Some(Named::Table(_) | Named::Money(_))).then_some(article)
    }

    /// What goes on behind digits with a scale word: `3 million and a half`, `3 hundred and 21`, `4
    /// lakh 20 thousand`.
    fn further(&self, mut number: Number, mut end: usize) -> (Number, usize) {
        let text = self.text;
        if let Some((fraction, stop)) = words::and_fraction(text, end) {
            let scale = number.scale.clone();
            let part = fraction.times(&scale, &scale);
            return (number.and_fraction(&part), stop);
        }
        for _ in 0..3 {
            let Some(start) = gap(text, end) else { break };
            let and = one_of(text, start, &["and"]).and_then(|stop| gap(text, stop));
            let digits = numeral::read(text, and.unwrap_or(start), self.settings)
                .ok()
                .flatten();
            let Some((next, stop)) = digits.or_else(|| words::read(text, and?, false)) else {
                break;
            };
            if next.value.is_zero() || next.form != Form::Plain || next.scaled {
                break;
            }
            let (next, stop) = words::scaled_on(text, (next, stop));
            // `2 million and 15 others` are two figures; below a hundred everybody joins.
            let hundred = number.place == Rational::from(100)
                && next.value < Rational::from(100)
                && and.is_some();
            let falls = next.scaled && and.is_none() && next.value < number.place;
            if !(hundred || falls) || !next.value.is_whole() {
                break;
            }
            number = Number {
                value: &number.value + &next.value,
                scaled: true,
                ..next
            };
            end = stop;
        }
        (number, end)
    }

    /// `an hour`, `a dollar`: the article is the number one. In prose it is an article, unless a part more follows.
    fn article(&self, at: usize) -> Option<(Number, usize)> {
        let (Word::A, end) = words::word_at(self.text, at)? else {
            return None;
        };
        let one = Number::whole(1);
        let (unit, stop) = unit_at(self.text, end, &one, self.settings, self.mode)?;
        // Of `a month and a half` it is a number in prose too.
        if self.mode == Mode::Prose && words::and_fraction(self.text, stop).is_none() {
            return None;
        }
        matches!(unit.top, Some(Named::Table(_) | Named::Money(_))).then_some((one, end))
    }

    /// What a fraction is of: `half a million`, `a quarter of an hour`.
    fn fraction_of(&self, (number, end): (Number, usize)) -> (Number, usize) {
        let text = self.text;
        // `half-a-million`
        let start = match text[end..].strip_prefix("-a-") {
            Some(_) => end + 1,
            None => skip_blanks(text, end),
        };
        let Some(article) = one_of(text, start, &["of a", "of an", "of one", "a", "an"]) else {
            return words::scaled_on(text, (number, end));
        };
        let scaled = words::scaled_on(text, (number.clone(), article));
        if scaled.1 > article {
            return scaled;
        }
        match unit_at(text, article, &number, self.settings, Mode::Prose) {
            Some((unit, _)) if matches!(unit.top, Some(Named::Table(_) | Named::Money(_))) => {
                (number, article)
            }
            _ => (number, end),
        }
    }

    /// The unit behind a number, squared with the money before it.
    fn unit(
        &self,
        at: usize,
        number: &Number,
        money: Option<MoneyWord>,
    ) -> Read<(unit::Written<'t>, usize)> {
        let (text, settings, mode) = (self.text, self.settings, self.mode);
        let read = unit_at(text, at, number, settings, mode);
        let Some(sign) = money else {
            return Ok(read.or_else(|| per::per_number(text, at, settings, mode)));
        };
        let Some((unit, end)) = read else {
            return Ok(per::per_money(text, at, sign, settings, mode));
        };
        let Some(Named::Money(word)) = unit.top else {
            return Ok(per::per_money(text, at, sign, settings, mode));
        };
        match same_money(sign, word, settings) {
            Some(word) => {
                let top = Some(Named::Money(word));
                Ok(Some((unit::Written { top, ..unit }, end)))
            }
            None if mode == Mode::Whole => Err(Fault::new(
                skip_blanks(text, at)..end,
                Problem::TwoCurrencies,
            )),
            None => Ok(per::per_money(text, at, sign, settings, mode)),
        }
    }

    /// Smaller units behind the first: `7 feet 10 inches`, `2 h 30 min`, `a dollar and 42 cents`,
    /// `an hour and a half`.
    fn compound(&self, operand: &mut Operand<'t>) {
        let text = self.text;
        if matches!(operand.unit.top, Some(Named::Noun(_)))
            || operand.kind == Kind::Percent
            || operand.number.form != Form::Plain
        {
            return;
        }
        if operand.kind == Kind::Duration
            && operand.number.value.is_whole()
            && !operand.number.scaled
            && let Some((fraction, end)) = words::and_fraction(text, operand.end)
        {
            operand.number = operand.number.clone().and_fraction(&fraction);
            operand.end = end;
            return;
        }
        if let Some(end) = self.hyphened_inches(operand) {
            operand.end = end;
            return;
        }
        for _ in 0..3 {
            let blanks = skip_blanks(text, operand.end);
            let start = if text[blanks..].starts_with(',') {
                skip_blanks(text, blanks + 1)
            } else {
                blanks
            };
            let start = one_of(text, start, &["and"]).map_or(start, |end| skip_blanks(text, end));
            if start == operand.end && !text[start..].starts_with(|c: char| c.is_ascii_digit())
                || !may_begin(text, start)
            {
                return;
            }
            let Ok(Some((number, end))) = self.number(start, true, false) else {
                return;
            };
            let Some((unit, end)) = unit_at(text, end, &number, self.settings, Mode::Whole) else {
                return;
            };
            if !self.add_smaller(operand, &number, unit) {
                return;
            }
            operand.end = end;
        }
    }

    /// `6-foot-8`: inches, as nobody measures feet to feet by hyphens. Gives where they end.
    fn hyphened_inches(&self, operand: &mut Operand<'t>) -> Option<usize> {
        let text = self.text;
        if !text.as_bytes()[..operand.end].ends_with(b"-foot") || !operand.number.value.is_whole() {
            return None;
        }
        let start = operand.end + usize::from(text[operand.end..].starts_with('-'));
        let (inches, end) = numeral::read(text, start, self.settings).ok()??;
        let fits =
            start > operand.end && inches.value < Rational::from(12) && inches.form == Form::Plain;
        if !fits {
            return None;
        }
        let part = &inches.value * &Rational::new(1, 12);
        operand.number = Number {
            place: Rational::new(1, 12),
            zeros: 0,
            value: &operand.number.value + &part,
            ..operand.number.clone()
        };
        Some(end)
    }

    /// Adds a number of a smaller unit; `false` where it is none.
    fn add_smaller(
        &self,
        operand: &mut Operand<'t>,
        number: &Number,
        unit: unit::Written<'t>,
    ) -> bool {
        if number.form != Form::Plain
            || number.scaled
            || !operand.number.value.is_whole()
            || unit.per[0].is_some()
            || !matches!(unit.top, Some(Named::Table(_) | Named::Money(_)))
        {
            return false;
        }
        // Whose cents they are, the amount before them says.
        if let Some(Named::Money(MoneyWord::Minor(minor))) = unit.top
            && operand.kind == Kind::Money
        {
            // `99c and 5¢` are two amounts.
            if matches!(operand.unit.top, Some(Named::Money(MoneyWord::Minor(_)))) {
                return false;
            }
            let fits = number.value < Rational::from(minor.per_main) && !operand.number.scaled;
            if fits {
                add_minor(operand, number, minor.per_main);
            }
            return fits;
        }
        let (large, small) = (operand.unit.unit(self.settings), unit.unit(self.settings));
        if operand.kind == Kind::Money
            || large.dimension() != small.dimension()
            || large.dimension().is_none()
            || small.factor() >= large.factor()
        {
            return false;
        }
        let rate = large.factor() / small.factor();
        // Thirty hours are not added to a day.
        if number.value >= rate {
            return false;
        }
        // Times go to the smaller unit; feet stay feet, as dollars stay dollars.
        if operand.kind == Kind::Duration {
            operand.number.value = &operand.number.value * &rate + &number.value;
            operand.number.place = number.place.clone();
            operand.unit = unit;
        } else {
            operand.number.value = &operand.number.value + &(&number.value / &rate);
            operand.number.place = &number.place / &rate;
        }
        operand.number.zeros = 0;
        true
    }

    /// `15 dollars 50`, `$20 and 43c`: the hundredths without their name, where the sentence ends
    /// behind them.
    fn bare_minor(&self, operand: &mut Operand<'t>) {
        let text = self.text;
        if operand.kind != Kind::Money || operand.number.scaled || !operand.number.value.is_whole()
        {
            return;
        }
        let Some(start) = gap(text, operand.end) else {
            return;
        };
        let and = one_of(text, start, &["and"]).and_then(|end| gap(text, end));
        // Behind `$20` a bare number needs its `and`.
        if and.is_none() && operand.end == operand.digits.end {
            return;
        }
        let Ok(Some((number, end))) = self.number(and.unwrap_or(start), true, false) else {
            return;
        };
        let cents = text[end..].starts_with('c') && ends_word(text, end + 1);
        let end = end + usize::from(cents);
        let rest = text[end..].trim_start_matches([' ', '\t']);
        let closed = rest.is_empty()
            || rest.starts_with(['.', ';', '!', '?', '\n', ')'])
                && !rest[1..].starts_with(|c: char| c.is_ascii_digit());
        let hundredths = number.form == Form::Plain
            && !number.scaled
            && number.value.is_whole()
            && number.value.signum() > 0
            && number.value < Rational::from(100);
        if hundredths && (closed || cents || rest.starts_with("more ")) {
            add_minor(operand, &number, 100);
            operand.end = end;
        }
    }

    /// `35 years old`, `35-year-old`, `aged 35`.
    fn age(&self, operand: &mut Operand<'t>, aged: bool) {
        const OLD: &[&str] = &[
            "years of age",
            "years old",
            "year old",
            "of age",
            "old",
            "olds",
            "yo",
            "y/o",
        ];
        if operand.unit.per[0].is_some() || !matches!(operand.kind, Kind::Duration | Kind::Number) {
            return;
        }
        let start = if self.text[operand.end..].starts_with('-') {
            operand.end + 1
        } else {
            skip_blanks(self.text, operand.end)
        };
        let old = one_of(self.text, start, OLD);
        let bare = operand.unit.is_none();
        if let Some(end) = old.filter(|end| {
            operand.kind == Kind::Duration || bare && self.text[start..*end].starts_with('y')
        }) {
            operand.end = end;
        } else if !aged || operand.kind == Kind::Number && !bare {
            return;
        }
        operand.kind = Kind::Age;
        if bare {
            operand.unit = unit::Written::of(Named::Table(&registry().year));
        }
    }
}

/// Whether digits end in a point and three noughts, and have no other point: `10.000`.
fn is_thousands(digits: &str) -> bool {
    digits
        .strip_suffix(".000")
        .is_some_and(|whole| !whole.contains(['.', ',']))
}

/// Adds so many parts of an amount's main unit.
fn add_minor(operand: &mut Operand<'_>, part: &Number, per_main: i64) {
    let part_of = Rational::new(1, per_main);
    operand.number.value = &operand.number.value + &(&part.value * &part_of);
    operand.number.place = part_of;
    operand.number.zeros = 0;
}

impl Number {
    /// Whether it can be a count of what cannot be divided.
    pub(super) fn counts_whole(&self) -> bool {
        self.form != Form::Fraction
            && self.value.is_whole()
            && (self.scaled || self.place.is_whole())
    }
}
