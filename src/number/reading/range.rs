//! Two numbers as one figure: `between a and b`, `a to b`, `a–b`, `a ± b`, `more than a and less
//! than b`.

use std::sync::LazyLock;

use super::fault::{Fault, Problem};
use super::openings::{RANGE_OPENINGS, RangeOpening};
use super::operand::Operand;
use super::reader::{Join, Read, Reader, Written};
use super::unit::{self, Mode, Named};
use crate::number::exact::Rational;
use crate::number::figures::figure::End;
use crate::number::figures::hedge::{Hedge, Shape};
use crate::number::lexicon::{Form, Number, Phrases, gap, one_of, skip_blanks};
use crate::number::units::Kind;

const TO: &[&str] = &["to", "through", "thru", "up to", "and up to"];

impl<'t> Reader<'t, '_> {
    /// `between a and b`, `from a to b`.
    pub(super) fn opened_range(&self, at: usize) -> Read<Written<'t>> {
        let Some((opening, end)) = RANGE_OPENINGS.match_at(self.text, at) else {
            return Ok(None);
        };
        let (hedge, _, start) = self.hedges(self.behind_article(skip_blanks(self.text, end)));
        // `Between a hundred and fifty` may be the beginning of `… and fifty and two hundred`, or
        // all of it.
        for one_and in [true, false] {
            let Some(first) = self.operand(start, one_and)? else {
                return Ok(None);
            };
            if let Some(mut written) = self.second_end(&first, opening)? {
                written.span.start = at;
                written.rough |= hedge == Hedge::About;
                return Ok(Some(written));
            }
        }
        match self.mode {
            Mode::Whole => Err(Fault::new(at..self.text.len(), Problem::OpenRange)),
            Mode::Prose => Ok(None),
        }
    }

    /// The rest of `between a` or `from a`.
    fn second_end(&self, first: &Operand<'t>, opening: RangeOpening) -> Read<Written<'t>> {
        let start = skip_blanks(self.text, first.end);
        let joint = match opening {
            RangeOpening::Between => one_of(self.text, start, &["and", "to"]),
            RangeOpening::From => one_of(self.text, start, TO),
        };
        let Some(end) = joint.or_else(|| dash(self.text, start)) else {
            return Ok(None);
        };
        let (hedge, _, number) = self.hedges(self.behind_article(skip_blanks(self.text, end)));
        let Some(second) = self.operand(number, true)? else {
            return Ok(None);
        };
        let span = self.span(first, second)?;
        Ok(span.map(|span| Written {
            rough: hedge == Hedge::About,
            ..span
        }))
    }

    /// `a to b`, `a–b`, `a or b` behind a first number.
    pub(super) fn range(&self, hedge: Hedge, first: &Operand<'t>) -> Read<Written<'t>> {
        // `8- to 16-metre`: the first hyphen waits for the unit.
        let hung = first.unit.is_none() && self.text[first.end..].starts_with("- ");
        let blanks = skip_blanks(self.text, first.end + usize::from(hung));
        let by_word = blanks > first.end && self.join == Join::Ranges;
        let word = |words| one_of(self.text, blanks, words).filter(|_| by_word);
        let (to, or) = (word(TO), word(&["or"]).filter(|_| !hung));
        let dash = dash(self.text, blanks).filter(|_| !hung);
        // `25-to-34-year-olds`
        let hyphened = self.text[first.end..].starts_with("-to-");
        let to = to.or((hyphened && self.join == Join::Ranges).then_some(first.end + 4));
        let Some(end) = to.or(or).or(dash) else {
            return Ok(None);
        };
        // `Up to 20 and up to 30` are two bounds.
        if hedge == Hedge::AtMost && self.text[blanks..end].starts_with("and") {
            return Ok(None);
        }
        let (hedge, _, start) = self.hedges(skip_blanks(self.text, end));
        if !matches!(hedge, Hedge::Plain | Hedge::About | Hedge::AtMost) {
            return Ok(None);
        }
        let Ok(Some(second)) = self.operand(start, true) else {
            return Ok(None);
        };
        let Some(written) = self.span(first, second)? else {
            return Ok(None);
        };
        let Some(high) = &written.second else {
            return Ok(None);
        };
        // A dash between falling numbers is a score or a difference; alternatives lie near each
        // other. Of falling numbers in words only those below nought are sure: `-18 °C to
        // -34 °C`, but `from 5 per cent to 3`.
        let rises = written.first.value < high.value;
        let falls = self.mode == Mode::Whole || high.value.signum() < 0;
        let near = high.value <= &written.first.value * &Rational::from(3);
        let fits = match (to, or) {
            (Some(_), _) => rises || falls,
            (None, Some(_)) => rises && near && written.kind != Kind::Ordinal,
            (None, None) => rises,
        };
        Ok(fits.then_some(written))
    }

    /// `more than a and less than b` behind its first half, with the hedge of that.
    pub(super) fn two_bounds(&self, hedge: Hedge, first: &Operand<'t>) -> Read<Written<'t>> {
        const BOTH: &[&str] = &[
            "and also",
            "but also",
            "and yet",
            "but still",
            "and is",
            "but is",
            "and",
            "but",
        ];
        if !hedge.is_bound() || self.join == Join::Nothing {
            return Ok(None);
        }
        let start = skip_blanks(self.text, first.end);
        let comma = self.text[start..]
            .starts_with(',')
            .then(|| skip_blanks(self.text, start + 1));
        let Some(joint) = one_of(self.text, comma.unwrap_or(start), BOTH).or(comma) else {
            return Ok(None);
        };
        let (other, _, number) = self.hedges(skip_blanks(self.text, joint));
        let from_below = |hedge: Hedge| matches!(hedge.rule().shape, Shape::Above | Shape::From);
        if !other.is_bound() || from_below(hedge) == from_below(other) {
            return Ok(None);
        }
        let Ok(Some(second)) = self.operand(number, true) else {
            return Ok(None);
        };
        let Some(mut written) = self.span(first, second)? else {
            return Ok(None);
        };
        let end = |hedge: Hedge| match hedge.rule().shape {
            Shape::Above | Shape::Below => End::Strict,
            _ => End::Reached,
        };
        written.ends = [end(hedge), end(other)];
        if !from_below(hedge)
            && let Some(second) = &mut written.second
        {
            std::mem::swap(&mut written.first, second);
            written.ends.reverse();
        }
        let rises = written
            .second
            .as_ref()
            .is_some_and(|second| written.first.value < second.value);
        Ok(rises.then_some(written))
    }

    /// Two numbers as one range: they share a unit and a scale word.
    fn span(&self, first: &Operand<'t>, second: Operand<'t>) -> Read<Written<'t>> {
        let (mut low, mut high) = (first.number.clone(), second.number);
        let bad_form = |number: &Number| matches!(number.form, Form::Vague(_) | Form::Date);
        // `Doubled to 3.2 million` has no range in it.
        let mixed = low.form == Form::Multiple && high.form != Form::Multiple;
        if mixed || bad_form(&low) || bad_form(&high) {
            return Ok(None);
        }
        // `5 to 7 million`, but not `900 to 2 million`.
        // Words hold their scale in the number itself: `two to three million`, `two to three
        // hundred`.
        let hundreds = self.text[second.digits.clone()]
            .to_ascii_lowercase()
            .ends_with("hundred");
        let in_words =
            high.scale == Rational::ONE && (hundreds || high.place >= Rational::from(100));
        let scale = if in_words && hundreds {
            high.place.clone().max(Rational::from(100))
        } else if in_words {
            high.place.clone()
        } else {
            high.scale.clone()
        };
        let shares = (high.scaled || in_words) && !low.scaled && low.place < scale;
        if shares && low.form == Form::Plain {
            let unscaled = &high.value / &scale;
            if low.value.abs() <= unscaled.abs() && !low.value.is_zero() {
                low = low.times(&scale, &scale);
            }
        }
        // `Climbed by a quarter to £2.5bn`
        if low.form == Form::Fraction
            && first.unit.is_none()
            && !second.unit.is_none()
            && high.form != Form::Fraction
        {
            return Ok(None);
        }
        // `Rose 10% to 11 million`: nothing in per cent reaches a million.
        let level = high.scaled || high.value > Rational::from(100) && !high.place.is_whole();
        if first.kind == Kind::Percent && second.unit.is_none() && level {
            return Ok(None);
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
            // The divisor of the second end is the first's too: `$5 to $6 a share`.
            let shares_divisor = first.unit.per[0].is_none()
                && second.unit.top.map(|top| top.unit(self.settings)).as_ref() == Some(&a);
            if a != b && !shares_divisor {
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
            let unit = if shares_divisor {
                second.unit
            } else {
                first.unit.clone()
            };
            (unit, first.kind)
        };
        let ordinal = first.kind == Kind::Ordinal || second.kind == Kind::Ordinal;
        Ok(Some(Written {
            span: first.start..second.end,
            number: first.digits.clone(),
            hedge: Hedge::Between,
            rough: false,
            ends: [End::Rounded; 2],
            first: low,
            second: Some(high),
            unit,
            kind: if kind == Kind::Number && ordinal {
                Kind::Ordinal
            } else {
                kind
            },
            period: None,
        }))
    }

    /// `5 ± 0.2 kg` behind its first number.
    pub(super) fn plus_minus(&self, first: &Operand<'t>) -> Read<Written<'t>> {
        let blanks = skip_blanks(self.text, first.end);
        let rest = &self.text[blanks..];
        let Some(sign) = ["±", "+/-", "+/−", "+-"]
            .iter()
            .find(|sign| rest.starts_with(**sign))
        else {
            return Ok(None);
        };
        let Some(margin) = self.operand(skip_blanks(self.text, blanks + sign.len()), true)? else {
            return Ok(None);
        };
        if margin.number.form != Form::Plain {
            return Ok(None);
        }
        let Some(both) = self.span(first, margin)? else {
            return Ok(None);
        };
        let Some(margin) = both.second else {
            return Ok(None);
        };
        Ok(Some(Written {
            second: Some(Number {
                value: &both.first.value + &margin.value,
                ..margin.clone()
            }),
            first: Number {
                value: &both.first.value - &margin.value,
                place: margin.place,
                ..both.first
            },
            ..both
        }))
    }
}

/// What makes two numbers one share.
#[derive(Clone, Copy)]
enum Share {
    In,
    OutOf,
    Over,
}

static SHARES: LazyLock<Phrases<Share>> = LazyLock::new(|| {
    Phrases::new([
        ("in", Share::In),
        ("in every", Share::In),
        ("of every", Share::OutOf),
        ("out of", Share::OutOf),
        ("out of every", Share::OutOf),
        ("over", Share::Over),
    ])
});

impl<'t> Reader<'t, '_> {
    /// `one in five`, `two out of three`, `1 over 20`: so many of so many.
    pub(super) fn share(&self, first: &Operand<'t>) -> Option<Operand<'t>> {
        let plain = |operand: &Operand<'t>| {
            let number = &operand.number;
            number.form == Form::Plain && number.value.is_whole() && !number.value.is_zero()
        };
        if let Some(rate) = self.decimal_share(first) {
            return Some(rate);
        }
        if !plain(first)
            || !first.unit.is_none()
            || first.kind != Kind::Number
            || first.number.scaled
        {
            return None;
        }
        // `1-in-4 women`
        let hyphened = self.text[first.end..].starts_with("-in-");
        let (of, next) = if hyphened {
            (Share::In, first.end + "-in-".len())
        } else {
            let (of, end) = SHARES.match_at(self.text, gap(self.text, first.end)?)?;
            (of, gap(self.text, end)?)
        };
        let second = self.operand(next, true).ok().flatten()?;
        let counted =
            second.unit.per[0].is_none() && matches!(second.unit.top, None | Some(Named::Noun(_)));
        if !plain(&second)
            || second.number.value.signum() < 0
            || !counted
            || second.hedge != Hedge::Plain
        {
            return None;
        }
        let (few, many) = (&first.number.value, &second.number.value);
        let between = |number: &Rational, low: i64, high: i64| {
            *number >= Rational::from(low) && *number <= Rational::from(high)
        };
        let year = |number: &Rational| between(number, 1900, 2100) && !second.number.scaled;
        let fits = match of {
            // `Killed 15 in 30 attacks` is no share: people say one, two or nine in so round a
            // number.
            Share::In => {
                let round =
                    between(many, 1, 10) || second.number.zeros > 0 && between(many, 1, 1_000);
                few < many && !year(many) && (*few == Rational::ONE || between(few, 1, 9) && round)
            }
            Share::OutOf => few < many,
            Share::Over => {
                let rest = &self.text[second.end..];
                second.unit.is_none()
                    && !year(many)
                    && !year(few)
                    && !rest.starts_with([',', '.', '-', '%'])
            }
        };
        fits.then(|| Operand {
            number: Number {
                value: few / many,
                place: Rational::ONE / many.clone(),
                zeros: 0,
                // One in five is a way to say 20 per cent; 17 of 21 are counted.
                form: if *many > Rational::from(10)
                    && *few != Rational::ONE
                    && second.number.zeros == 0
                {
                    Form::Exact
                } else {
                    Form::Fraction
                },
                ..first.number.clone()
            },
            unit: unit::Written::none(),
            kind: Kind::Ratio,
            end: second.digits.end,
            ..first.clone()
        })
    }
}

impl<'t> Reader<'t, '_> {
    /// `17.4 in every 100,000`: a rate, which only a word like `every` shows to be none of a place.
    fn decimal_share(&self, first: &Operand<'t>) -> Option<Operand<'t>> {
        let decimal = first.number.form == Form::Plain
            && !first.number.value.is_whole()
            && first.unit.is_none()
            && !first.number.scaled;
        let (_, end) = SHARES
            .match_at(self.text, gap(self.text, first.end)?)
            .filter(|(_, end)| decimal && self.text[..*end].ends_with("every"))?;
        let second = self.operand(gap(self.text, end)?, true).ok().flatten()?;
        let many = &second.number.value;
        if second.number.zeros < 2 || first.number.value >= *many {
            return None;
        }
        Some(Operand {
            number: Number {
                value: &first.number.value / many,
                place: &first.number.place / many,
                zeros: 0,
                ..first.number.clone()
            },
            unit: unit::Written::none(),
            kind: Kind::Ratio,
            end: second.digits.end,
            ..first.clone()
        })
    }

    /// `three to one`: odds, which fall to one and are of nothing.
    pub(super) fn odds_to_one(&self, first: &Operand<'t>) -> Option<Operand<'t>> {
        let number = &first.number;
        let counts = number.form == Form::Plain
            && number.value.is_whole()
            && number.value > Rational::ONE
            && first.unit.is_none()
            && !number.scaled;
        let end = one_of(self.text, gap(self.text, first.end)?, &["to one", "to 1"])?;
        let closed = self.mode == Mode::Prose
            && (self.text[end..].trim_start_matches(' ').is_empty()
                || self.text[end..].starts_with(['.', ',', ';', ')', ':', '\n']));
        (counts && closed && self.join == Join::Ranges).then(|| Operand {
            kind: Kind::Ratio,
            end,
            ..first.clone()
        })
    }
}

/// Behind a dash that joins the ends of a range.
fn dash(text: &str, at: usize) -> Option<usize> {
    match text[at..].chars().next()? {
        c @ ('-' | '–' | '—' | '‒' | '−' | '‑' | '~' | '～') => Some(at + c.len_utf8()),
        _ => None,
    }
}
