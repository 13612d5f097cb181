//! Reading the unit behind a number: money, words, symbols, `per …`, or the thing that is counted.

use std::sync::LazyLock;

use super::currency::{self, MONEY_WORDS, MoneyWord};
use super::lexicon::{Phrases, ends_word, gap, one_of, skip_blanks, word_end};
use super::noun::is_plural;
use super::numeral::{self, Form, Number};
use super::prose_noun;
use super::unit::UnitData;
use super::unit_table::registry;
use super::{Base, Currency, Kind, Rational, Settings, Unit, currency_table};

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
    many: Option<Rational>,
    /// `None`: of whatever there is, `17.4 per 100,000`.
    of: Option<Named<'t>>,
}

/// The longest word with hyphens that is one noun, in bytes.
const LONGEST_NOUN: usize = 80;

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
fn hyphened<'t>(
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
        || (next >= 0x80 && super::lexicon::blank_size(text, at) == 0)
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
fn named<'t>(
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
fn with_per<'t>(
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
                Ok(Some(read)) => Some(super::words::scaled_on(text, read)),
                _ => scale_alone(text, end)
                    .or_else(|| super::words::read(text, start, true))
                    .filter(|(number, _)| number.form == Form::Plain),
            };
            let counted = counted.filter(|(number, _)| number.value.signum() > 0);
            let many = counted.as_ref().map(|(number, _)| number.value.clone());
            // Of whatever there is: `17.4 per 100,000`.
            let alone = |end| {
                let many = many.clone();
                Some((Per { many, of: None }, end))
            };
            let start = match &counted {
                None => start,
                Some((_, end)) => match gap(text, *end) {
                    Some(next) => next,
                    None => return alone(*end),
                },
            };
            let (of, end) = match named(text, start, &Number::whole(1), settings) {
                Some((Named::Table(data), _)) if data.kind == Kind::Percent => return None,
                Some(found) => found,
                None if mode == Mode::Whole => noun_phrase(text, start, mode, 2)?,
                None => match (prose_noun::one_word(text, start), &counted) {
                    (Some(found), _) => found,
                    (None, Some((_, end))) => return alone(*end),
                    (None, None) => return None,
                },
            };
            Some((Per { many, of: Some(of) }, end))
        }
    }
}

/// A scale word alone, as in `per million people`.
fn scale_alone(text: &str, at: usize) -> Option<(Number, usize)> {
    let (number, end) = super::words::scaled_on(text, (Number::whole(1), at));
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

/// Behind a slash: a symbol, a unit, or a noun.
fn slashed<'t>(
    text: &'t str,
    at: usize,
    settings: &Settings,
    mode: Mode,
) -> Option<(Per<'t>, usize)> {
    let (many, start) = match numeral::read(text, at, settings) {
        Ok(Some((number, end))) if number.value.signum() > 0 => {
            (Some(number.value), skip_blanks(text, end))
        }
        _ => (None, at),
    };
    let (of, end) = named(text, start, &Number::whole(1), settings)
        .or_else(|| noun_phrase(text, start, mode, 1))?;
    Some((Per { many, of: Some(of) }, end))
}

/// Words that no noun phrase holds.
pub(super) fn is_stop_word(word: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        #[rustfmt::skip]
        const WORDS: &[&str] = &[
            "a", "about", "above", "across", "after", "against", "ago", "all", "along", "also", "although", "among", "an", "and", "any", "are", "around",
            "as", "at", "be", "because", "been", "before", "behind", "being", "below", "between", "beyond", "both", "but", "by", "can",
            "could", "did", "do", "does", "down", "during", "each", "either", "every", "for", "from", "had", "has", "have", "he", "her",
            "here", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "just", "like", "many", "may", "might", "must", "my",
            "near", "neither", "nor", "not", "now", "of", "off", "on", "only", "onto", "or", "our", "out", "over", "own", "per", "plus", "she",
            "should", "since", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those",
            "though", "through", "till", "to", "too", "toward", "towards", "under", "until", "up", "us", "versus", "via", "was", "we", "were", "what", "when",
            "where", "whether", "which", "while", "who", "whose", "why", "will", "with", "within", "without", "would", "yet", "you", "your",
            "more", "less", "fewer", "respectively", "apiece", "altogether", "total",
        ];
        Phrases::new(WORDS.iter().map(|word| (*word, ())))
    });
    WORDS
        .match_at(word, 0)
        .is_some_and(|((), end)| end == word.len())
}

/// A noun phrase of at most `most` words: in a claim's figure all that is left, in prose as far as its first plural.
pub(super) fn noun_phrase(
    text: &str,
    at: usize,
    mode: Mode,
    most: usize,
) -> Option<(Named<'_>, usize)> {
    let (mut start, mut end, mut plural) = (at, at, None);
    for count in 1..=most {
        let stop = noun_word_end(text, start);
        if stop == start || is_stop_word(&text[start..stop]) {
            break;
        }
        end = stop;
        if plural.is_none() && is_plural(&text[start..stop]) {
            plural = Some(stop);
            // Three words are a noun phrase where the noun comes last.
            if mode == Mode::Prose || count == most {
                break;
            }
        }
        match gap(text, stop) {
            Some(next) => start = next,
            None => break,
        }
    }
    let words = text[at..end].split_whitespace().count();
    let end = match (mode, plural) {
        (_, Some(plural)) if mode == Mode::Prose || words > 2 => plural,
        (Mode::Prose, _) => return None,
        (Mode::Whole, _) => end,
    };
    (end > at).then(|| (Named::Noun(&text[at..end]), end))
}

/// A word of a noun phrase, with hyphens and apostrophes inside.
pub(super) fn noun_word_end(text: &str, at: usize) -> usize {
    let mut end = word_end(text, at);
    // CO2 and PM10 are words too.
    if end > at && text.as_bytes()[at].is_ascii_uppercase() {
        end += text.as_bytes()[end..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
    }
    // No word goes on like this without end.
    while end - at < LONGEST_NOUN {
        let Some(joint) = text[end..]
            .chars()
            .next()
            .filter(|c| matches!(c, '-' | '\'' | '’' | '‑'))
        else {
            return end;
        };
        let next = end + joint.len_utf8();
        let stop = word_end(text, next);
        if end == at || stop == next {
            return end;
        }
        end = stop;
    }
    end
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
