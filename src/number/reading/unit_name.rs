//! The names and symbols of units in a text, by the table of units.

use super::unit::{Mode, Named};
use crate::number::exact::Rational;
use crate::number::lexicon::{Number, class_of, ends_word, gap, one_of, skip_blanks, word_end};
use crate::number::units::currency::{self, MONEY_WORDS, MoneyWord};
use crate::number::units::unit_table::registry;
use crate::number::units::{Kind, Settings, currency_table};

/// A unit in words or symbols, or money.
pub(super) fn named<'t>(
    text: &str,
    at: usize,
    number: &Number,
    settings: &Settings,
) -> Option<(Named<'t>, usize)> {
    // The sign of `£5m £6m` is the second's.
    let sign = || {
        currency::sign_at(text, at)
            .filter(|(_, end)| !text[*end..].starts_with(|c: char| c.is_ascii_digit()))
    };
    if let Some((word, end)) = currency::code_at(text, at).or_else(sign) {
        return Some((Named::Money(word), end));
    }
    longer(
        symbol_at(text, at, false),
        words_at(text, at, number, settings),
    )
}

pub(super) fn longer<'t>(
    a: Option<(Named<'t>, usize)>,
    b: Option<(Named<'t>, usize)>,
) -> Option<(Named<'t>, usize)> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if a.1 > b.1 { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// The longest unit or money in words.
pub(super) fn words_at<'t>(
    text: &str,
    at: usize,
    number: &Number,
    settings: &Settings,
) -> Option<(Named<'t>, usize)> {
    let unit = registry().words_at(text, at);
    let money = MONEY_WORDS.match_at(text, at);
    match (unit, money) {
        (Some((_, unit_end)), Some((word, end))) if end > unit_end => {
            Some((Named::Money(word), end))
        }
        (Some((unit, end)), _)
            if unit.name == "pound" && !text[at..end].to_ascii_lowercase().starts_with("lb") =>
        {
            // Money where the article is in pounds or somebody counts them by the million, a weight
            // otherwise.
            let in_pounds = currency_table::POUNDS.contains(&settings.currency.code());
            let by_the_million = number.scaled && number.scale >= Rational::from(1_000_000);
            let of = gap(text, end).is_some_and(|start| text[start..].starts_with("of "));
            let name = if (in_pounds || by_the_million) && !of {
                Named::Money(MoneyWord::Among(currency_table::POUNDS))
            } else {
                Named::Table(unit)
            };
            Some((name, end))
        }
        (Some((unit, end)), _) => Some((Named::Table(unit), end)),
        (None, Some((word, end))) => Some((Named::Money(word), end)),
        (None, None) => None,
    }
}

/// The unit symbol at `at`: letters with powers, `°C`, `km²`, `m3`, `%`.
pub(super) fn symbol_at<'t>(text: &str, at: usize, glued: bool) -> Option<(Named<'t>, usize)> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if first == '%' || first == '％' || first == '‰' {
        let unit = registry().by_symbol(if first == '‰' { "‰" } else { "%" })?;
        return Some((Named::Table(unit), at + first.len_utf8()));
    }
    // The degree sign, its look-alikes, and its letter.
    if matches!(first, '°' | 'º' | '˚') {
        let sign = at + first.len_utf8();
        let letter = skip_blanks(text, sign);
        for (sign, name) in [("C", "°C"), ("F", "°F"), ("K", "K")] {
            if text[letter..].starts_with(sign) && ends_word(text, letter + 1) {
                return Some((Named::Table(registry().by_symbol(name)?), letter + 1));
            }
        }
        for (word, name) in [
            ("celsius", "°C"),
            ("centigrade", "°C"),
            ("fahrenheit", "°F"),
        ] {
            if let Some(end) = one_of(text, letter, &[word]) {
                return Some((Named::Table(registry().by_symbol(name)?), end));
            }
        }
        return Some((Named::Table(registry().by_symbol("°")?), sign));
    }
    // Signs of their own: `℃`.
    if !first.is_alphanumeric() && !first.is_ascii() {
        let end = at + first.len_utf8();
        let unit = registry().by_symbol(&text[at..end]);
        return unit.map(|unit| (Named::Table(unit), end));
    }
    let letters = word_end(text, at).max(at + if first == 'Ω' { first.len_utf8() } else { 0 });
    if letters == at || letters - at > 8 {
        return None;
    }
    // The soldiers of `three US soldiers` are nobody's microseconds.
    if !glued && text[at..letters].eq_ignore_ascii_case("us") {
        return None;
    }
    // `mm Hg` and `km/h` are symbols of their own; the slash of others is read as `per`.
    if let Some((unit, size)) = registry().compound_at(rest)
        && ends_word(text, at + size)
    {
        return Some((Named::Table(unit), at + size));
    }
    // `MtCO2e`: the mass, of carbon dioxide.
    if let Some(mass) = text[at..letters].strip_suffix("CO")
        && let Some(end) = one_of(text, at + mass.len(), CARBON_DIOXIDE)
    {
        return Some((Named::Table(registry().by_symbol(mass)?), end));
    }
    let end = letters + power_size(&text[letters..]);
    let found = registry().by_symbol(&text[at..end]).map(|unit| (unit, end));
    let (unit, mut end) = found.or_else(|| {
        let unit = registry()
            .by_symbol(&text[at..letters])
            .filter(|_| end == letters || glued)?;
        Some((unit, letters))
    })?;
    // `40 MS patients`, `12 AC units`: in capitals that are not the symbol's own, before a thing, it is
    // an abbreviation of something else.
    let written = &text[at..end];
    if written.len() > 1
        && written.bytes().all(|byte| byte.is_ascii_uppercase())
        && !registry().is_symbol(written)
        && let Some(next) = gap(text, end)
        && text[next..].starts_with(|c: char| c.is_ascii_lowercase())
        && class_of(&text[next..word_end(text, next)]).is_none()
    {
        return None;
    }
    // `24703 L-202` is a number plate.
    let rest = &text[end..];
    if rest
        .strip_prefix('-')
        .unwrap_or(rest)
        .starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    // The point of `5 ft.`, unless the sentence may end with it.
    if text[end..].starts_with('.')
        && text[end + 1..].starts_with([' ', ',', ';'])
        && unit.symbol.len() > 1
    {
        let next = skip_blanks(text, end + 1);
        if text[next..].starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) {
            end += 1;
        }
    }
    Some((Named::Table(unit), end))
}

/// The bytes of `²`, `^2` or `2` behind a symbol.
pub(super) fn power_size(rest: &str) -> usize {
    for power in ["²", "³", "^2", "^3"] {
        if rest.starts_with(power) {
            return power.len();
        }
    }
    let bytes = rest.as_bytes();
    let digit = matches!(bytes.first(), Some(b'2' | b'3'))
        && !bytes.get(1).is_some_and(u8::is_ascii_alphanumeric);
    usize::from(digit)
}

/// The second unit of a product that a hyphen or a dot makes: of `tonne-kilometres`, `N·m`. In
/// prose no length of time, as in `an 8-hour-day`, unless a rate asks for it.
pub(super) fn hyphened<'t>(
    text: &'t str,
    at: usize,
    first: Option<Named<'t>>,
    settings: &Settings,
    mode: Mode,
) -> Option<(Named<'t>, usize)> {
    let measured =
        |unit: &Named<'_>| matches!(unit, Named::Table(data) if data.kind == Kind::Quantity);
    if !first.is_some_and(|unit| measured(&unit)) {
        return None;
    }
    let joint = text[at..].chars().next()?;
    if !matches!(joint, '-' | '‑' | '·' | '⋅') {
        return None;
    }
    let (second, end) = named(text, at + joint.len_utf8(), &Number::whole(1), settings)?;
    let time = matches!(second, Named::Table(data) if data.kind == Kind::Duration);
    (measured(&second) || time && mode == Mode::Whole).then_some((second, end))
}

/// How carbon dioxide, and what warms as much, is written behind a mass.
#[rustfmt::skip]
pub(super) const CARBON_DIOXIDE: &[&str] = &[
    "of co2 equivalent", "of co2-equivalent", "of carbon dioxide equivalent", "of carbon dioxide", "of co2e", "of co2-eq", "of co2", "of co₂",
    "co2-equivalent", "co2 equivalent", "carbon dioxide equivalent", "carbon dioxide", "co2-eq", "co2eq", "co2e", "co2", "co₂e", "co₂",
];
