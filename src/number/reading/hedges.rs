//! Hedges in a text, by the table of hedges.

use std::sync::LazyLock;

use crate::number::figures::Hedge;
use crate::number::figures::hedge::RULES;
use crate::number::lexicon::{Phrases, gap, skip_blanks, words};

/// Hedges in words before a number.
pub(super) static BEFORE: LazyLock<Phrases<Hedge>> = LazyLock::new(|| {
    Phrases::new(
        RULES
            .iter()
            .flat_map(|rule| rule.before.iter().map(|phrase| (*phrase, rule.hedge))),
    )
});

/// Hedges in words behind a number or its unit.
pub(super) static AFTER: LazyLock<Phrases<Hedge>> = LazyLock::new(|| {
    Phrases::new(RULES.iter().flat_map(|rule| {
        let words = rule
            .after
            .iter()
            .filter(|phrase| phrase.starts_with(|c: char| c.is_ascii_alphabetic()));
        words.map(|phrase| (*phrase, rule.hedge))
    }))
});

/// The sign of a hedge at `at`, and where it ends.
pub(super) fn sign_at(text: &str, at: usize) -> Option<(Hedge, usize)> {
    let rest = &text[at..];
    if !matches!(
        rest.as_bytes().first()?,
        b'~' | b'<' | b'>' | b'=' | 0xe2 | 0xef
    ) {
        return None;
    }
    let signs = RULES
        .iter()
        .flat_map(|rule| rule.signs.iter().map(|sign| (*sign, rule.hedge)));
    signs
        .filter(|(sign, _)| rest.starts_with(sign))
        .max_by_key(|(sign, _)| sign.len())
        .map(|(sign, hedge)| (hedge, at + sign.len()))
}

/// The hedge behind a number or unit that ends at `at`, and where it ends: ` or more`, `+`, `-odd`.
pub(super) fn after(text: &str, at: usize) -> Option<(Hedge, usize)> {
    let bytes = text.as_bytes();
    match bytes.get(at)? {
        // `50+`, but not `50+30`.
        b'+' if !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
            Some((Hedge::AtLeast, at + 1))
        }
        b'-' => match AFTER.match_at(text, at + 1)? {
            (Hedge::About, end) => Some((Hedge::About, end)),
            // `40-plus`
            (hedge, end) => text[at + 1..end]
                .eq_ignore_ascii_case("plus")
                .then_some((hedge, end)),
        },
        b'a'..=b'z' => AFTER
            .match_at(text, at)
            .filter(|(_, end)| &text[at..*end] == "ish" || &text[at..*end] == "odd"),
        _ => {
            let start = gap(text, at)?;
            let found = AFTER.match_at(text, start)?;
            // The `MAX` of a name is in capitals.
            let shouted = matches!(&text[start..found.1], "MAX" | "MIN");
            // `And up to 30 bikes` is the next figure's.
            let next = text[..found.1].ends_with("up")
                && gap(text, found.1).is_some_and(|next| text[next..].starts_with("to "));
            (!shouted && !next && !compares(text, found.1)).then_some(found)
        }
    }
}

/// Whether a hedge that ends at `at` goes on to a number of its own: `… and less than 40`, `… and
/// below 1500`.
fn compares(text: &str, at: usize) -> bool {
    let Some(start) = gap(text, at) else {
        return false;
    };
    let rest = &text[start..];
    let than = rest
        .get(..4)
        .is_some_and(|word| word.eq_ignore_ascii_case("than"));
    let next = if than {
        skip_blanks(text, start + 4)
    } else {
        start
    };
    if than && !text[next..].starts_with(|c: char| c.is_alphanumeric()) {
        return false; // `200 or greater than`, full stop
    }
    than || text[next..]
        .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '£' | '€' | '¥'))
        || words::read(text, next, true).is_some()
}

/// `or equal` behind a strict bound, and where it ends.
pub(super) fn or_equal(text: &str, at: usize) -> Option<usize> {
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new([("or equal to", ()), ("or equal", ())]));
    let ((), end) = WORDS.match_at(text, gap(text, at)?)?;
    (!compares(text, end)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_found_whole() {
        for rule in &RULES {
            for phrase in rule.before {
                assert_eq!(
                    BEFORE.match_at(phrase, 0),
                    Some((rule.hedge, phrase.len())),
                    "{phrase}"
                );
            }
            for sign in rule.signs {
                assert_eq!(sign_at(sign, 0), Some((rule.hedge, sign.len())), "{sign}");
            }
        }
    }
}
