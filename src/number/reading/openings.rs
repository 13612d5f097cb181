//! The words that a figure may begin with.

use std::sync::LazyLock;

use super::counts::{MULTIPLES, VAGUE_WORDS};
use super::hedges;
use crate::number::lexicon::{Phrases, WordMap, lowercase_word, word_end, words};
use crate::number::units::currency;

/// Words before an age.
pub(super) const AGES: &[&str] = &["age of", "aged", "ages", "age"];
/// Words for the sign.
pub(super) const MINUS: &[&str] = &["minus", "negative"];

/// What may stand between a hedge and its number.
pub(super) const DETERMINERS: &[&str] = &["the", "its", "their", "his", "her"];

/// What opens a range, and with it what joins its ends.
#[derive(Clone, Copy)]
pub(super) enum RangeOpening {
    /// `between a and b`
    Between,
    /// `from a to b`
    From,
}

pub(super) static RANGE_OPENINGS: LazyLock<Phrases<RangeOpening>> = LazyLock::new(|| {
    Phrases::new([
        ("between", RangeOpening::Between),
        ("anywhere between", RangeOpening::Between),
        ("somewhere between", RangeOpening::Between),
        ("ranging between", RangeOpening::Between),
        ("from", RangeOpening::From),
        ("anywhere from", RangeOpening::From),
        ("ranging from", RangeOpening::From),
        ("in the range of", RangeOpening::From),
        ("a range of", RangeOpening::From),
    ])
});

/// Whether a figure may begin at `at`: what keeps looking at every word of a text cheap.
pub(super) fn may_begin(text: &str, at: usize) -> bool {
    static WORDS: LazyLock<WordMap<()>> = LazyLock::new(|| {
        let mut all: WordMap<()> = words::all().map(|word| (word.into(), ())).collect();
        openings(&mut |first, _, _| {
            all.insert(first.into(), ());
        });
        all
    });
    let Some(&byte) = text.as_bytes().get(at) else {
        return false;
    };
    if !byte.is_ascii_alphabetic() {
        return matches!(byte, b'0'..=b'9' | b'$' | b'.' | b',' | b'-' | b'+' | b'~' | b'<' | b'>' | b'=' | 0xc2..);
    }
    let mut buffer = [0; 24];
    lowercase_word(text, at, &mut buffer).is_some_and(|(word, _)| WORDS.contains_key(word))
        || currency::sign_at(text, at).is_some()
        || currency::code_at(text, at).is_some()
}

/// What a phrase at the beginning of a figure is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// A number, or the beginning of one.
    Number,
    /// Something that a number must follow.
    Lead,
}

/// Everything in words that can begin a figure: the first word, what follows it in its phrase, and
/// what it is.
pub(super) fn openings(add: &mut impl FnMut(&str, &str, Opening)) {
    let leads = hedges::BEFORE.phrases().chain(RANGE_OPENINGS.phrases());
    leads.for_each(|(first, rest)| add(first, rest, Opening::Lead));
    for phrase in AGES.iter().chain(MINUS) {
        let (first, rest) = phrase.split_at(word_end(phrase, 0));
        add(first, rest, Opening::Lead);
    }
    let numbers = MULTIPLES.phrases().chain(VAGUE_WORDS.phrases());
    numbers.for_each(|(first, rest)| add(first, rest, Opening::Number));
    words::first_words(&mut |word| {
        let article = matches!(word, "a" | "an");
        add(
            word,
            "",
            if article {
                Opening::Lead
            } else {
                Opening::Number
            },
        );
    });
}
