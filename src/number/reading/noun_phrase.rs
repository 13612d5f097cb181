//! The thing that is counted, where a claim says no more than that: one to three words.

use super::unit::{Mode, Named};
use crate::number::lexicon::noun::is_plural;
use crate::number::lexicon::{class_of, gap, word_end};

/// The longest word with hyphens that is one noun, in bytes.
const LONGEST_NOUN: usize = 80;

/// Words that no noun phrase holds.
pub(super) fn is_stop_word(word: &str) -> bool {
    class_of(word).is_some() || word.eq_ignore_ascii_case("total")
}

/// A noun phrase of at most `most` words: in a claim's figure all that is left, in prose as far as
/// its first plural.
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
