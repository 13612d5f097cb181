//! Reading the unit behind a number: money, words, symbols, `per …`, or the thing that is counted.

use std::sync::LazyLock;

use super::noun_phrase::noun_phrase;
use super::per::with_per;
use super::prose_noun;
use crate::number::exact::Rational;
use crate::number::lexicon::{Form, Number};
use crate::number::lexicon::{Phrases, ends_word, gap, one_of, skip_blanks, word_end};
use crate::number::units::currency::{self, MONEY_WORDS, MoneyWord};
use crate::number::units::currency_table;
use crate::number::units::unit::UnitData;
use crate::number::units::unit_table::registry;
use crate::number::units::{Base, Currency, Kind, Settings, Unit};

/// What a figure is measured in, as read: nothing is looked up twice and nothing allocated.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named<'t> {
    /// A unit of the table.
    Table(&'static UnitData),
    /// Money.
    Money(MoneyWord),
    /// The thing that is counted.
    Noun(&'t str),
}

/// A unit as read, with what it is `per`.
#[derive(Clone, Debug)]
pub(super) struct Written<'t> {
    /// `None`: a plain number (of `3 per person`).
    pub(super) top: Option<Named<'t>>,
    /// What it is multiplied by: the kilometres of `tonne-kilometres`.
    pub(super) times: Option<Named<'t>>,
    pub(super) per: [Option<Per<'t>>; 2],
}

/// A divisor of a unit: `per 100,000 people`.
#[derive(Clone, Debug)]
pub(super) struct Per<'t> {
    pub(super) many: Option<Rational>,
    /// `None`: of whatever there is, `17.4 per 100,000`.
    pub(super) of: Option<Named<'t>>,
}

/// How a text is read: a claim's figure is all of its text, while prose goes on behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Whole,
    Prose,
}

impl Named<'_> {
    pub(super) fn unit(self, settings: &Settings) -> Unit {
        match self {
            Named::Table(data) => Unit::table(data).measured_by(settings.measures),
            Named::Money(word @ MoneyWord::Minor(minor)) => {
                Unit::table(registry().minor(minor, word.resolve(settings)))
            }
            Named::Money(word) => Unit::money(word.resolve(settings)),
            Named::Noun(noun) => Unit::counted(noun),
        }
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            Named::Table(data) => data.kind,
            Named::Money(_) => Kind::Money,
            Named::Noun(_) => Kind::Number,
        }
    }
}

impl<'t> Written<'t> {
    pub(super) fn none() -> Self {
        Written {
            top: None,
            times: None,
            per: [None, None],
        }
    }

    pub(super) fn of(top: Named<'t>) -> Self {
        Written {
            top: Some(top),
            ..Self::none()
        }
    }

    pub(super) fn is_none(&self) -> bool {
        self.top.is_none() && self.per[0].is_none()
    }

    pub(super) fn unit(&self, settings: &Settings) -> Unit {
        let mut unit = self.top.map_or_else(Unit::none, |top| top.unit(settings));
        if let Some(times) = self.times {
            unit = unit.times(&times.unit(settings));
        }
        for per in self.per.iter().flatten() {
            let of = per.of.map_or_else(Unit::none, |of| of.unit(settings));
            unit = match &per.many {
                Some(many) => unit.per_many(&of, many.clone()),
                None => unit.per(&of),
            };
        }
        unit
    }
}

/// Words that stand between a number and its unit and change neither.
static BETWEEN: LazyLock<Phrases<()>> = LazyLock::new(|| {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "additional", "business", "calendar", "consecutive", "entire", "extra", "financial", "fiscal", "full", "further", "long",
        "more", "odd", "other", "short", "solid", "straight", "successive", "whole", "working", "new", "separate", "different",
    ];
    Phrases::new(WORDS.iter().map(|word| (*word, ())))
});

/// The unit behind a number that ends at `at`, and where it ends. `glued`: whether a symbol may follow at once.
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

/// The second unit of a product that a hyphen or a dot makes: of `tonne-kilometres`, `N·m`. In prose no length of
/// time, as in `an 8-hour-day`, unless a rate asks for it.
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

/// Whether a word that is a unit's symbol too is none in this sentence: `50,000 in 2020`, but `2 in.`, `3 in thick`.
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
    // `95p`, but `1080p` is a picture's height; `9st` is a weight, and `9 St` the beginning of an address.
    if text[at..].starts_with('p') && ends_word(text, at + 1) && !is_picture_height(number) {
        let penny = MONEY_WORDS.match_at("pence", 0).map(|(word, _)| word);
        return penny.map(|word| (Named::Money(word), at + 1));
    }
    if text[at..].starts_with('¢') {
        let cent = MONEY_WORDS.match_at("cents", 0).map(|(word, _)| word);
        return cent.map(|word| (Named::Money(word), at + '¢'.len_utf8()));
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

/// Feet and inches by quotation marks: `5'`, `10"`. In prose a mark may end a quotation: only `5'10"` is sure there.
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
        '\'' | '’' => size == 2 || text[end..].starts_with(|c: char| c.is_ascii_digit()),
        _ => digits_before.ends_with(['\'', '’', '′']),
    };
    if mode == Mode::Prose && !sure {
        return None;
    }
    Some((Named::Table(registry().by_name(name)?), end))
}

/// A unit in words or symbols, or money.
pub(super) fn named<'t>(
    text: &str,
    at: usize,
    number: &Number,
    settings: &Settings,
) -> Option<(Named<'t>, usize)> {
    if let Some((word, end)) = currency::code_at(text, at).or_else(|| currency::sign_at(text, at)) {
        return Some((Named::Money(word), end));
    }
    longer(
        symbol_at(text, at, false),
        words_at(text, at, number, settings),
    )
}

fn longer<'t>(
    a: Option<(Named<'t>, usize)>,
    b: Option<(Named<'t>, usize)>,
) -> Option<(Named<'t>, usize)> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if a.1 > b.1 { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// The longest unit or money in words.
fn words_at<'t>(
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
            // Money where the article is in pounds or somebody counts them by the million, a weight otherwise.
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
fn symbol_at<'t>(text: &str, at: usize, glued: bool) -> Option<(Named<'t>, usize)> {
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

/// How carbon dioxide, and what warms as much, is written behind a mass.
#[rustfmt::skip]
const CARBON_DIOXIDE: &[&str] = &[
    "of co2 equivalent", "of co2-equivalent", "of carbon dioxide equivalent", "of carbon dioxide", "of co2e", "of co2-eq", "of co2", "of co₂",
    "co2-equivalent", "co2 equivalent", "carbon dioxide equivalent", "carbon dioxide", "co2-eq", "co2eq", "co2e", "co2", "co₂e", "co₂",
];

/// The bytes of `²`, `^2` or `2` behind a symbol.
fn power_size(rest: &str) -> usize {
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

/// The one currency that a sign before and a word behind an amount name together; `None` where they differ.
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
