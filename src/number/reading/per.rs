//! What a unit is per: `$5 a share`, `12 per 100,000 people`, `km/h`.

use std::sync::LazyLock;

use super::noun_phrase::noun_phrase;
use super::unit::{Mode, Named, Per, Written};
use super::unit_name::{hyphened, named};
use super::{numeral, prose_noun};
use crate::number::lexicon::{Form, Number, Phrases, ends_word, gap, one_of, skip_blanks};
use crate::number::units::currency::{self, MoneyWord};
use crate::number::units::unit_table::registry;
use crate::number::units::{Kind, Settings};

/// What words begin a divisor.
#[derive(Clone, Copy)]
enum PerWord {
    /// `per`, `for each`: a unit or noun must follow.
    Any,
    /// `a`, `an`, `each`, `every`: only a unit of time or a well-known share may follow.
    Article,
    /// `annually`: the whole divisor.
    Unit(&'static str),
    /// `per capita`
    Person,
}

static PER: LazyLock<Phrases<PerWord>> = LazyLock::new(|| {
    let year = PerWord::Unit("year");
    Phrases::new([
        ("per", PerWord::Any),
        ("for each", PerWord::Any),
        ("for every", PerWord::Any),
        ("per every", PerWord::Any),
        ("a", PerWord::Article),
        ("an", PerWord::Article),
        ("each", PerWord::Article),
        ("every", PerWord::Article),
        ("annually", year),
        ("yearly", year),
        ("per annum", year),
        ("p.a", year),
        ("p.a.", year),
        ("pa", year),
        ("pcm", PerWord::Unit("month")),
        ("pw", PerWord::Unit("week")),
        ("annualised", year),
        ("annualized", year),
        ("daily", PerWord::Unit("day")),
        ("weekly", PerWord::Unit("week")),
        ("monthly", PerWord::Unit("month")),
        ("hourly", PerWord::Unit("hour")),
        ("per capita", PerWord::Person),
        ("per head", PerWord::Person),
        ("a head", PerWord::Person),
        ("per person", PerWord::Person),
        ("apiece", PerWord::Person),
    ])
});

/// Nouns that an article makes a divisor of: `$5 a share`.
static SHARES: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "share", "person", "head", "unit", "piece", "household", "family", "passenger", "student", "pupil", "patient", "customer", "ticket",
        "night", "visit", "game", "match", "bottle", "pack", "bag", "seat", "car", "vehicle", "copy", "word", "page", "ton", "shift",
    ];
    Phrases::new(WORDS.iter().map(|word| (*word, *word)))
});

/// Reads up to two divisors behind a unit.
pub(super) fn with_per<'t>(
    text: &'t str,
    at: usize,
    mut unit: Written<'t>,
    settings: &Settings,
    mode: Mode,
) -> (Written<'t>, usize) {
    let mut end = at;
    for slot in 0..2 {
        let Some((per, stop)) = per_at(text, end, settings, mode) else {
            break;
        };
        // A rate by a product: the gigabytes of `$0.02 per GB-month`, and its months.
        if slot == 0
            && let Some((second, stop)) = hyphened(text, stop, per.of, settings, Mode::Whole)
        {
            let second = Per {
                many: None,
                of: Some(second),
            };
            unit.per = [Some(per), Some(second)];
            end = stop;
            break;
        }
        // A rate of growth stays a percentage: its `a year` says only when.
        let percent = matches!(unit.top, Some(Named::Table(data)) if data.kind == Kind::Percent);
        let time = matches!(per.of, Some(Named::Table(data)) if data.kind == Kind::Duration);
        if !(percent && time && per.many.is_none()) {
            unit.per[slot] = Some(per);
        } else if slot == 0 {
            end = stop;
            break;
        }
        end = stop;
    }
    (unit, end)
}

/// A plain number's divisor: `3 per person`, `12 per 100,000 people`.
pub(super) fn per_number<'t>(
    text: &'t str,
    at: usize,
    settings: &Settings,
    mode: Mode,
) -> Option<(Written<'t>, usize)> {
    let start = gap(text, at)?;
    // `6.3 million a year` is a rate in a claim; in prose it may be so many, in a year.
    match PER.match_at(text, start)? {
        (PerWord::Any | PerWord::Person, _) => {}
        (PerWord::Article, _) if mode == Mode::Whole => {}
        _ => return None,
    }
    let (unit, end) = with_per(text, at, Written::none(), settings, mode);
    (unit.per[0].is_some()).then_some((unit, end))
}

/// Divisors behind an amount whose currency stood before it: `$5 a share`.
pub(super) fn per_money<'t>(
    text: &'t str,
    at: usize,
    money: MoneyWord,
    settings: &Settings,
    mode: Mode,
) -> Option<(Written<'t>, usize)> {
    let (unit, end) = with_per(text, at, Written::of(Named::Money(money)), settings, mode);
    (end > at).then_some((unit, end))
}

fn per_at<'t>(
    text: &'t str,
    at: usize,
    settings: &Settings,
    mode: Mode,
) -> Option<(Per<'t>, usize)> {
    let one = |of: Named<'t>| Per {
        many: None,
        of: Some(of),
    };
    if text[at..].starts_with('/') {
        return slashed(text, at + 1, settings, mode);
    }
    // `£1,200pcm`
    for (letters, name) in [("pcm", "month"), ("pw", "week"), ("pa", "year")] {
        if text[at..].starts_with(letters) && ends_word(text, at + letters.len()) {
            return Some((
                one(Named::Table(registry().by_name(name)?)),
                at + letters.len(),
            ));
        }
    }
    let start = match text.as_bytes().get(at)? {
        b'-' => at + 1,
        _ => gap(text, at)?,
    };
    if text[start..].starts_with("/ ") {
        return slashed(text, skip_blanks(text, start + 1), settings, mode);
    }
    let (word, end) = PER.match_at(text, start)?;
    match word {
        PerWord::Unit(name) => Some((one(Named::Table(registry().by_name(name)?)), end)),
        PerWord::Person => Some((one(Named::Noun("person")), end)),
        PerWord::Article => {
            let start = joined(text, end)?;
            if let Some((unit, end)) = registry().words_at(text, start)
                && matches!(unit.kind, Kind::Duration | Kind::Quantity)
                && !is_distance(text, end)
            {
                return Some((one(Named::Table(unit)), end));
            }
            let (noun, end) = SHARES.match_at(text, start)?;
            Some((one(Named::Noun(noun)), end))
        }
        PerWord::Any => {
            let start = joined(text, end)?;
            let counted = match numeral::read(text, start, settings) {
                Ok(Some(read)) => Some(crate::number::lexicon::words::scaled_on(text, read)),
                _ => scale_alone(text, end)
                    .or_else(|| crate::number::lexicon::words::read(text, start, true))
                    .filter(|(number, _)| number.form == Form::Plain),
            };
            let counted = counted.filter(|(number, _)| number.value.signum() > 0);
            let many = counted.as_ref().map(|(number, _)| number.value.clone());
            // Of whatever there is: `17.4 per 100,000`.
            let alone = |end| {
                let many = many.clone();
                Some((Per { many, of: None }, end))
            };
            // `For every full year`
            let start = match &counted {
                None => behind_full(text, start),
                Some((_, end)) => match gap(text, *end) {
                    Some(next) => next,
                    None => return alone(*end),
                },
            };
            let (of, end) = match named(text, start, &Number::whole(1), settings) {
                Some((Named::Table(data), _)) if data.kind == Kind::Percent => return None,
                Some(found) => found,
                None if mode == Mode::Whole => noun_phrase(text, start, mode, 2)?,
                None => match (prose_noun::divisor(text, start), &counted) {
                    (Some(found), _) => found,
                    (None, Some((_, end))) => return alone(*end),
                    (None, None) => return None,
                },
            };
            Some((Per { many, of: Some(of) }, end))
        }
    }
}

/// Behind the words that change no unit: `every full year`, `each additional kilometre`.
fn behind_full(text: &str, at: usize) -> usize {
    one_of(
        text,
        at,
        &["full", "additional", "extra", "further", "whole", "single"],
    )
    .and_then(|end| gap(text, end))
    .unwrap_or(at)
}

/// A scale word alone, as in `per million people`.
fn scale_alone(text: &str, at: usize) -> Option<(Number, usize)> {
    let (number, end) = crate::number::lexicon::words::scaled_on(text, (Number::whole(1), at));
    (end > at).then_some((number, end))
}

/// Whether what ends at `at` says how long ago: `US$2 billion a year earlier` is no rate.
fn is_distance(text: &str, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "earlier",
        "ago",
        "before",
        "later",
        "on year",
        "after",
        "prior",
        "previously",
        "from now",
        "hence",
    ];
    gap(text, at).is_some_and(|start| one_of(text, start, WORDS).is_some())
}

fn joined(text: &str, at: usize) -> Option<usize> {
    if text[at..].starts_with('-') {
        Some(at + 1)
    } else {
        gap(text, at)
    }
}

/// Whether a number in digits is ten, a hundred, a thousand and so on.
fn is_power_of_ten(digits: &str) -> bool {
    digits.len() > 1
        && digits.starts_with('1')
        && digits[1..].bytes().all(|byte| matches!(byte, b'0' | b','))
}

/// Behind a slash: a symbol, a unit, or a noun.
fn slashed<'t>(
    text: &'t str,
    at: usize,
    settings: &Settings,
    mode: Mode,
) -> Option<(Per<'t>, usize)> {
    let (many, start) = match numeral::read(text, at, settings) {
        Ok(Some((number, end))) if number.value.signum() > 0 => {
            // `2.4 kg / 5.3 lb`, `110 kW/150 PS` say one thing twice; rates are per ten, a hundred, a
            // thousand.
            if mode == Mode::Prose && !is_power_of_ten(&text[at..end]) {
                return None;
            }
            (Some(number.value), skip_blanks(text, end))
        }
        _ => (None, at),
    };
    // `£40,000/$52,000`: another amount.
    let another = currency::sign_at(text, start).is_some_and(|(_, end)| {
        text[skip_blanks(text, end)..].starts_with(|c: char| c.is_ascii_digit())
    });
    if many.is_none() && another {
        return None;
    }
    let (of, end) = named(text, start, &Number::whole(1), settings)
        .or_else(|| noun_phrase(text, start, mode, 1))?;
    Some((Per { many, of: Some(of) }, end))
}
