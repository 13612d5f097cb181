//! Reading the unit behind a number: money, words, symbols, `per …`, or the thing that is counted.

use std::sync::LazyLock;

use super::noun_phrase::{noun_phrase, noun_word_end};
use super::per::with_per;
use super::prose_noun;
use super::unit::{Mode, Named, Written};
use super::unit_name::{CARBON_DIOXIDE, hyphened, longer, named, symbol_at, words_at};
use crate::number::exact::Rational;
use crate::number::lexicon::{Form, Number, Phrases, ends_word, gap, one_of, skip_blanks};
use crate::number::units::currency::{self, MONEY_WORDS, MoneyWord};
use crate::number::units::unit_table::registry;
use crate::number::units::{Base, Currency, Kind, Settings};

/// Words that stand between a number and its unit and change neither.
static BETWEEN: LazyLock<Phrases<()>> = LazyLock::new(|| {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "additional", "business", "calendar", "consecutive", "entire", "extra", "financial", "fiscal", "full", "further", "long",
        "more", "odd", "other", "short", "solid", "straight", "successive", "whole", "working", "new", "separate", "different",
    ];
    Phrases::new(WORDS.iter().map(|word| (*word, ())))
});

/// The unit behind a number that ends at `at`, and where it ends. `glued`: whether a symbol may
/// follow at once.
pub(super) fn unit_at<'t>(
    text: &'t str,
    at: usize,
    number: &Number,
    settings: &Settings,
    mode: Mode,
) -> Option<(Written<'t>, usize)> {
    let (top, end) = top_at(text, at, number, settings, mode)?;
    if mode == Mode::Prose && !is_degree(text, &top, end, number) {
        return None;
    }
    let mut unit = Written::of(top);
    let mut end = percent_points(text, end, &mut unit);
    // The carbon dioxide of `250 g CO2 per km`.
    if matches!(top, Named::Table(data) if matches!(data.dimension.powers(), [(Base::Mass, 1)])) {
        let carbon = gap(text, end).and_then(|start| one_of(text, start, CARBON_DIOXIDE));
        end = carbon.unwrap_or(end);
    }
    if let Some((times, stop)) = hyphened(text, end, unit.top, settings, mode) {
        unit.times = Some(times);
        end = stop;
    }
    Some(with_per(text, end, unit, settings, mode))
}

/// Whether the bare letter of a temperature is one: not that of `777F` or `800,000 F-Series`.
fn is_degree(text: &str, top: &Named<'_>, end: usize, number: &Number) -> bool {
    let letter = text[..end].chars().next_back();
    if !matches!(top, Named::Table(unit) if unit.kind == Kind::Temperature)
        || !matches!(letter, Some('C' | 'F'))
    {
        return true;
    }
    let before = text[..end - 1].trim_end_matches([' ', '\u{a0}']);
    let bare = before.ends_with(|c: char| c.is_ascii_digit());
    let hottest = Rational::from(if letter == Some('C') { 3_000 } else { 600 });
    !bare || number.value.abs() <= hottest && !text[end..].starts_with(['-', '/', '&', '+'])
}

/// `%-points`, `% points`: the sign and a word.
fn percent_points(text: &str, at: usize, unit: &mut Written<'_>) -> usize {
    static POINTS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(["point", "points", "pts"].map(|word| (word, ()))));
    let Some(Named::Table(data)) = unit.top else {
        return at;
    };
    if data.name != "percent" {
        return at;
    }
    let start = if text[at..].starts_with('-') {
        at + 1
    } else {
        skip_blanks(text, at)
    };
    let Some(((), end)) = POINTS.match_at(text, start) else {
        return at;
    };
    unit.top = Some(Named::Table(&registry().points));
    end
}

fn top_at<'t>(
    text: &'t str,
    at: usize,
    number: &Number,
    settings: &Settings,
    mode: Mode,
) -> Option<(Named<'t>, usize)> {
    let next = *text.as_bytes().get(at)?;
    // Glued: a sign or symbol, `50mph`, `5€`.
    if next.is_ascii_alphabetic()
        || (next >= 0x80 && crate::number::lexicon::blank_size(text, at) == 0)
        || matches!(next, b'%' | b'$' | b'\'' | b'"')
    {
        return glued(text, at, settings, number, mode);
    }
    // `A half-point cut`: nobody halves the points of an index.
    if number.form == Form::Fraction
        && next == b'-'
        && let Some(end) = one_of(text, at + 1, &["point"])
    {
        return Some((Named::Table(&registry().points), end));
    }
    let start = match next {
        // What a hyphen joins is a word, not the sign of another amount: `$10-$20`.
        b'-' if text[at + 1..].starts_with(|c: char| c.is_alphabetic()) => at + 1,
        b'-' => return None,
        _ => gap(text, at)?,
    };
    if is_preposition(text, start) {
        return None;
    }
    // `17 second-division clubs`: the rank of something, and no seconds.
    let rank = one_of(text, start, &["second"])
        .filter(|end| text[*end..].starts_with('-') && number.value != Rational::ONE);
    if let Some(end) = rank {
        let stop = noun_word_end(text, end);
        let behind = noun_word_end(text, start).max(stop);
        return gap(text, behind).and_then(|next| prose_noun::at(text, next, number));
    }
    if let Some(found) = named(text, start, number, settings) {
        return Some(found);
    }
    // `A third of the cities` is a share of them, and counts none.
    let noun = |at: usize| {
        let counts = number.form != Form::Fraction;
        counts.then(|| noun_phrase(text, at, mode, 3)).flatten()
    };
    // `thousands of people`, `millions of dollars`
    if let Some(end) = one_of(text, start, &["of"])
        && (matches!(number.form, Form::Vague(_)) || number.scaled)
        && let Some(start) = gap(text, end)
    {
        let measured = named(text, start, number, settings);
        if measured.is_some() || mode == Mode::Whole {
            return measured.or_else(|| noun(start));
        }
    }
    if let Some(((), end)) = BETWEEN.match_at(text, start)
        && let Some(start) = gap(text, end)
    {
        let measured = named(text, start, number, settings);
        if measured.is_some() || mode == Mode::Whole {
            return measured.or_else(|| noun(start));
        }
    }
    match mode {
        Mode::Whole => noun(start),
        Mode::Prose => prose_noun::at(text, start, number)
            .filter(|_| number.form != Form::Fraction || number.scaled),
    }
}

/// Whether a word that is a unit's symbol too is none in this sentence: `50,000 in 2020`, but `2
/// in.`, `3 in thick`.
fn is_preposition(text: &str, at: usize) -> bool {
    static SIZES: LazyLock<Phrases<()>> = LazyLock::new(|| {
        Phrases::new(
            [
                "thick",
                "long",
                "wide",
                "tall",
                "high",
                "deep",
                "x",
                "by",
                "in diameter",
                "in length",
                "diameter",
                "or",
                "more or less",
            ]
            .map(|word| (word, ())),
        )
    });
    if !text[at..]
        .get(..2)
        .is_some_and(|word| word.eq_ignore_ascii_case("in"))
        || !ends_word(text, at + 2)
    {
        return false;
    }
    match gap(text, at + 2) {
        Some(next) => {
            text[next..].starts_with(|c: char| {
                c.is_alphanumeric() || matches!(c, '$' | '£' | '€' | '“' | '"' | '‘')
            }) && SIZES.match_at(text, next).is_none()
        }
        None => text[at + 2..].starts_with('-'),
    }
}

fn is_picture_height(number: &Number) -> bool {
    [240, 360, 480, 576, 720, 1080, 1440, 2160]
        .iter()
        .any(|height| number.value == Rational::from(*height))
}

/// A sign or symbol at once behind the digits.
fn glued<'t>(
    text: &str,
    at: usize,
    settings: &Settings,
    number: &Number,
    mode: Mode,
) -> Option<(Named<'t>, usize)> {
    if let Some(found) = quotes(text, at, mode) {
        return Some(found);
    }
    if let Some((word, end)) = currency::sign_at(text, at).or_else(|| currency::code_at(text, at)) {
        return Some((Named::Money(word), end));
    }
    // `95p`, but `1080p` is a picture's height; `9st` is a weight, and `9 St` the beginning of an
    // address.
    if text[at..].starts_with('p') && ends_word(text, at + 1) && !is_picture_height(number) {
        let penny = MONEY_WORDS.match_at("pence", 0).map(|(word, _)| word);
        return penny.map(|word| (Named::Money(word), at + 1));
    }
    if text[at..].starts_with('¢') {
        let cent = MONEY_WORDS.match_at("cents", 0).map(|(word, _)| word);
        return cent.map(|word| (Named::Money(word), at + '¢'.len_utf8()));
    }
    // `99c`: nobody writes a warm day so.
    if text[at..].starts_with('c')
        && ends_word(text, at + 1)
        && number.value < Rational::from(100)
        && number.value.is_whole()
        && mode == Mode::Prose
    {
        let cent = MONEY_WORDS.match_at("cents", 0).map(|(word, _)| word);
        return cent.map(|word| (Named::Money(word), at + 1));
    }
    if text[at..].starts_with("st") && ends_word(text, at + 2) {
        return Some((Named::Table(registry().by_name("stone")?), at + 2));
    }
    let symbol = symbol_at(text, at, true).filter(|(_, end)| {
        // `The 1990s`, `in his 30s`, `under-25s`: no seconds.
        let many = || {
            let digits = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
            number.zeros > 0 || digits.ends_with(['-', '‑'])
        };
        !(mode == Mode::Prose && &text[at..*end] == "s" && many())
    });
    let words = words_at(text, at, number, settings);
    longer(symbol, words)
}

/// Words behind feet by their mark: `5' tall`.
const TALL: &[&str] = &["tall", "high", "long", "wide", "deep"];

/// Feet and inches by quotation marks: `5'`, `10"`. In prose a mark may end a quotation: only
/// `5'10"` is sure there.
fn quotes<'t>(text: &str, at: usize, mode: Mode) -> Option<(Named<'t>, usize)> {
    let rest = &text[at..];
    let mark = rest.chars().next()?;
    let (name, size) = match mark {
        '\'' if rest.starts_with("\'\'") => ("inch", 2),
        '"' | '″' | '”' => ("inch", mark.len_utf8()),
        '\'' | '′' | '’' => ("foot", mark.len_utf8()),
        _ => return None,
    };
    let end = at + size;
    if text[end..].starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    let digits_before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let sure = match mark {
        '″' | '′' => true,
        '\'' | '’' => {
            size == 2
                || text[end..].starts_with(|c: char| c.is_ascii_digit())
                || gap(text, end).is_some_and(|next| one_of(text, next, TALL).is_some())
        }
        _ => digits_before.ends_with(['\'', '’', '′']),
    };
    if mode == Mode::Prose && !sure {
        return None;
    }
    Some((Named::Table(registry().by_name(name)?), end))
}

/// The one currency that a sign before and a word behind an amount name together; `None` where they
/// differ.
pub(super) fn same_money(
    sign: MoneyWord,
    word: MoneyWord,
    settings: &Settings,
) -> Option<MoneyWord> {
    if let MoneyWord::Minor(_) = word {
        return None;
    }
    let (a, b): (Currency, Currency) = (sign.resolve(settings), word.resolve(settings));
    if a == b || sign.may_be(b) {
        Some(word)
    } else if word.may_be(a) {
        Some(sign)
    } else {
        None
    }
}
