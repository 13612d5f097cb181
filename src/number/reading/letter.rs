//! What a letter behind digits stands for: `m` is a million, a metre or a minute, `K` a thousand or
//! a kelvin. The words around say which; money before the number says a scale.

use std::sync::LazyLock;

use super::unit::Mode;
use crate::number::lexicon::noun::is_plural;
use crate::number::lexicon::words::{self, Scale};
use crate::number::lexicon::{Phrases, class_of, ends_word, gap, word_end};

/// Words behind `1.8m` that make it metres.
static OF_LENGTH: LazyLock<Phrases<()>> = LazyLock::new(|| {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "tall", "long", "high", "wide", "deep", "away", "apart", "thick", "above", "below", "underwater", "race", "sprint", "hurdles", "freestyle", "butterfly", "breaststroke",
        "backstroke", "relay", "medley", "dash", "final", "north", "south", "east", "west", "is equal", "in length", "in height", "in diameter", "offshore", "downstream", "upstream", "x",
        "across", "from the", "under water", "up the", "down the", "into the air", "individual", "swim", "champion", "record",
    ];
    Phrases::new(WORDS.iter().map(|word| (*word, ())))
});

/// Words before a number that make it a length, a few words off at most.
#[rustfmt::skip]
const BEFORE_LENGTH: &[&str] = &[
    "height", "depth", "length", "width", "distance", "diameter", "altitude", "elevation", "breadth", "thickness", "radius", "wavelength", "cleared", "clears", "threw",
    "throw", "throws", "thrown", "hurled", "leapt", "leaped", "ran", "run", "runs", "swam", "swim", "swims", "sprinted", "hammer", "javelin", "discus", "shot", "vault", "tall", "deep",
];

/// What money buys or makes, in the singular: `a 5m deal` is no length.
#[rustfmt::skip]
const OF_MONEY: &[&str] = &[
    "deal", "contract", "investment", "loan", "fund", "package", "bid", "offer", "grant", "cost", "budget", "project", "plan", "profit", "loss", "scheme", "programme", "program",
    "facility", "charge", "fine", "settlement", "bonus", "prize", "transfer", "move", "fee", "sale", "stake", "bond", "debt", "deficit", "surplus", "windfall", "donation", "campaign",
    "last", "next", "this", "mark", "year", "strong", "plus", "odd", "turnover", "refurbishment", "upgrade", "transaction", "share", "user", "customer", "population", "audience", "extension", "redevelopment", "boost",
];

/// How many words before a number are looked at.
const NEAR: usize = 5;
/// How many bytes to either side are.
const AROUND: usize = 80;

/// The scale that the letters at `at`, at once behind a number, give it; `None` where they are a
/// unit, or nothing. `start` is where the number begins, `money` whether its currency is known.
pub(super) fn scale(
    text: &str,
    start: usize,
    at: usize,
    money: bool,
    mode: Mode,
) -> Option<(Scale, usize)> {
    let glued = words::scale_letter(text, at, money);
    if let Some((_, end)) = glued {
        let lengthy = &text[at..end] == "m"
            && !money
            && (is_length(text, start, end) || mode == Mode::Prose && is_minutes(text, start, end));
        return glued.filter(|_| !lengthy);
    }
    let apart = gap(text, at)?;
    let first = text[apart..].chars().next()?;
    // In a claim a K behind a blank is a kelvin; in prose it is one where it counts nothing.
    let thousands = first == 'k'
        || first == 'K' && mode == Mode::Prose && !text[start..at].contains('.') && {
            gap(text, apart + 1).is_some_and(|next| {
                let word = &text[next..word_end(text, next)];
                !word.is_empty() && class_of(word).is_none()
            })
        };
    words::scale_letter(text, apart, true).filter(|_| money || thousands)
}

/// Whether the `m` that ends at `end` is metres.
fn is_length(text: &str, start: usize, end: usize) -> bool {
    let digits = &text[start..end - 1];
    let before = &text[text.floor_char_boundary(start.saturating_sub(AROUND))..start];
    let text = &text[..text.floor_char_boundary(text.len().min(end + AROUND))];
    if is_race(digits, before) {
        return true;
    }
    // `6m-tall`
    let next = match text[end..].strip_prefix('-') {
        Some(_) => Some(end + 1),
        None => gap(text, end),
    };
    let Some(next) = next else {
        // `The jumper cleared 2.31m.`
        return near(before);
    };
    if OF_LENGTH.match_at(text, next).is_some() || near(before) || is_converted(&text[next..]) {
        return true;
    }
    // `A 500m queue`: of money there is a currency, and counts have a plural.
    let article = before
        .trim_end()
        .rsplit(|c: char| !c.is_ascii_alphabetic())
        .next()
        .is_some_and(|word| ["a", "an", "the"].contains(&word.to_ascii_lowercase().as_str()));
    let noun = &text[next..word_end(text, next)];
    article
        && noun.starts_with(|c: char| c.is_lowercase())
        && noun.len() > 2
        && !is_plural(noun)
        && class_of(noun).is_none()
        && !OF_MONEY.contains(&noun)
        && words::word_at(text, next).is_none()
}

/// Whether a length in brackets begins a text: `(157ft)`, `(5 feet 2)`.
fn is_converted(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix('(') else {
        return false;
    };
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let unit = digits.trim_start_matches([' ', '-', '\u{a0}']);
    digits.len() < rest.len()
        && [
            "ft", "feet", "foot", "in", "inch", "yd", "yard", "mile", "mi",
        ]
        .iter()
        .any(|name| unit.starts_with(name))
}

/// Whether a word of length stands among the last few before a number, in its clause.
fn near(before: &str) -> bool {
    let clause = before
        .rsplit(['.', ',', ';', ':', '!', '?', '(', '\n'])
        .next()
        .unwrap_or_default();
    let words = clause.split_ascii_whitespace().rev().take(NEAR);
    words.into_iter().any(|word| {
        BEFORE_LENGTH
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    })
}

/// Whether the `m` that ends at `end` is of minutes: behind hours (`1h 20m to 55m`), or before
/// seconds.
fn is_minutes(text: &str, start: usize, end: usize) -> bool {
    let after = &text[end..text.floor_char_boundary(text.len().min(end + 16))];
    let after = after.trim_start();
    let seconds = after.trim_start_matches(|c: char| c.is_ascii_digit());
    if seconds.len() < after.len() && seconds.starts_with('s') && ends_word(seconds, 1) {
        return true;
    }
    let whole = text[start..end - 1]
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    let from = text.floor_char_boundary(start.saturating_sub(24));
    let mut hours = text[from..start].split(|c: char| c.is_whitespace());
    whole
        && hours.any(|word| {
            word.strip_suffix('h').is_some_and(|digits| {
                !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
            })
        })
}

/// Whether digits are how far people run or swim: `the 200`, `women's 1,500`.
fn is_race(digits: &str, before: &str) -> bool {
    let raced = matches!(
        digits,
        "60" | "100"
            | "110"
            | "200"
            | "400"
            | "800"
            | "1500"
            | "1,500"
            | "5000"
            | "5,000"
            | "10,000"
    );
    raced
        && [
            "the ", "men's ", "men’s ", "his ", "her ", "their ", "4x", "4 x ",
        ]
        .iter()
        .any(|opening| before.ends_with(opening))
}

/// A length of time by its letters: `1h 20m`, `8m30s`, `2h05m`, as the smallest of its units, and
/// where it ends. Two letters are asked for, since one may be anything.
pub(super) fn clock_letters(text: &str, at: usize) -> Option<(i64, &'static str, usize)> {
    const PARTS: [(&str, &str, i64); 3] = [
        ("h", "hour", 3_600),
        ("m", "minute", 60),
        ("s", "second", 1),
    ];
    let (mut total, mut smallest, mut end, mut next) = (0_i64, (0, "", 1), at, 0);
    let mut count = 0;
    loop {
        let start = if count == 0 {
            at
        } else {
            end + usize::from(text[end..].starts_with(' '))
        };
        let rest = &text[start..];
        let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 4 {
            break;
        }
        let letter = &rest[digits..];
        let found = (next..PARTS.len()).find(|&part| letter.starts_with(PARTS[part].0));
        let Some(part) = found else { break };
        let stop = start + digits + 1;
        let glued = text.as_bytes().get(stop).is_some_and(u8::is_ascii_digit);
        if !ends_word(text, stop) && !glued {
            break;
        }
        let value: i64 = rest[..digits].parse().ok()?;
        if count > 0 && value >= 60 {
            break;
        }
        total += value * PARTS[part].2;
        smallest = (part, PARTS[part].1, PARTS[part].2);
        (end, next, count) = (stop, part + 1, count + 1);
    }
    let glued = text
        .as_bytes()
        .get(end)
        .is_some_and(u8::is_ascii_alphanumeric);
    // Behind `1h 20m` a bare `55m` is of minutes too.
    let sure = count > 1 || smallest.1 == "minute" && is_minutes(text, at, end);
    (sure && !glued).then(|| (total / smallest.2, smallest.1, end))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("1h 20m", Some((80, "minute")))]
    #[case("8m30s", Some((510, "second")))]
    #[case("2h05m10s", Some((7_510, "second")))]
    #[case("20m", None)]
    #[case("2h 90m", None)]
    #[case("5m 6m", None)]
    fn letters_of_a_clock(#[case] text: &str, #[case] expected: Option<(i64, &str)>) {
        assert_eq!(
            clock_letters(text, 0).map(|(value, unit, _)| (value, unit)),
            expected
        );
    }

    #[rstest]
    #[case("a 500m queue", true)]
    #[case("a 500m deal", false)]
    #[case("some 5m people", false)]
    #[case("cleared 2.31m and won", true)]
    #[case("is 48m (157ft) tall", true)]
    #[case("sales of 48m (up 5)", false)]
    #[case("a 6m-tall statue", true)]
    fn metres_and_millions(#[case] text: &str, #[case] metres: bool) {
        let start = text.find(|c: char| c.is_ascii_digit()).expect("a number");
        let at = start + text[start..].find('m').expect("a letter");
        assert_eq!(scale(text, start, at, false, Mode::Prose).is_none(), metres);
    }
}
