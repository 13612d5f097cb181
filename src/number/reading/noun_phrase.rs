//! The thing that is counted, where a claim says no more than that: one to three words.

use std::sync::LazyLock;

use super::unit::{Mode, Named};
use crate::number::lexicon::noun::is_plural;
use crate::number::lexicon::{Phrases, gap, word_end};

/// The longest word with hyphens that is one noun, in bytes.
const LONGEST_NOUN: usize = 80;

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
