//! The thing that is counted, where the sentence goes on behind it: `21 Russian cities that`.
//!
//! There is no dictionary here. The head of the noun phrase is its first word in the plural, or the last of
//! several (`three sports teams`); before it stand at most three words that are neither function words nor
//! verbs of reporting. Of one thing the word itself is taken (`one person`), and behind a hyphen too (`12-member`).

use super::Rational;
use super::lexicon::{Phrases, gap, skip_blanks};
use super::noun::is_plural;
use super::numeral::{Form, Number};
use super::unit_written::{Named, is_stop_word, noun_word_end};
use std::sync::LazyLock;

/// The most words before the head.
const MOST_MODIFIERS: usize = 3;

/// Verbs that end a clause's count (`17 died`), and plurals that count nothing.
static NO_NOUNS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "said", "says", "say", "told", "tells", "died", "dies", "dead", "voted", "took", "takes", "made", "makes", "came", "went", "got", "gets", "gave", "held",
        "remain", "remained", "live", "lived", "survived", "including", "compared", "according", "left", "goes", "became", "began", "showed", "shows", "saw", "won", "lost",
        "others", "ones", "times", "always", "perhaps", "besides", "sometimes", "overseas", "afterwards", "nowadays", "yes", "mrs", "aged",
        "him", "himself", "themselves", "ours", "hers", "theirs", "early", "late", "ahead", "away", "apart", "behind", "once", "else", "again", "today", "yesterday",
        "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
        "june", "july", "august", "september", "october", "november", "december", "points", "point",
    ];
    Phrases::new(WORDS.iter().map(|word| (*word, ())))
});

/// Adjectives that are never the thing itself.
static ADJECTIVES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "new", "more", "other", "small", "large", "big", "huge", "great", "old", "young", "long", "short", "additional", "extra", "further", "single", "major", "minor",
        "former", "senior", "junior", "local", "national", "big", "major", "key", "good", "bad", "better", "best", "last", "next", "first", "final", "only", "full",
        "whole", "different", "separate", "certain", "particular", "final", "recent", "clear", "simple", "possible", "important", "such", "very", "less", "fewer", "hundred",
    ];
    Phrases::new(WORDS.iter().map(|word| (*word, ())))
});

fn is_in(words: &Phrases<()>, word: &str) -> bool {
    words
        .match_at(word, 0)
        .is_some_and(|((), end)| end == word.len())
}

/// The noun behind a number, whose blank or hyphen ends at `at`.
pub(super) fn at<'t>(text: &'t str, at: usize, number: &Number) -> Option<(Named<'t>, usize)> {
    let found = |start: usize, end: usize| Some((Named::Noun(&text[start..end]), end));
    if text[..at].ends_with('-') {
        let end = super::lexicon::word_end(text, at);
        let word = &text[at..end];
        let lower = word.starts_with(|c: char| c.is_lowercase());
        return if lower && word.len() > 2 && !is_stop_word(word) {
            found(at, end)
        } else {
            None
        };
    }
    let mut start = at;
    if matches!(number.form, Form::Vague(_)) || number.scaled {
        start = of(text, start).unwrap_or(start);
    }
    let one = number.value == Rational::ONE && number.form == Form::Plain;
    let mut head = None;
    for place in 0..=MOST_MODIFIERS {
        let end = noun_word_end(text, start);
        let word = &text[start..end];
        if word.is_empty() || is_stop_word(word) || is_in(&NO_NOUNS, word) {
            break;
        }
        if is_plural(word) {
            head = Some((start, end));
        } else if head.is_some() {
            break;
        } else if one && !is_in(&ADJECTIVES, word) {
            return found(start, end).filter(|_| place < 2);
        }
        match gap(text, end) {
            Some(next) => start = next,
            None => break,
        }
    }
    let (start, end) = head?;
    found(start, end)
}

/// Behind `of` and its blank: `hundreds of people`.
fn of(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..at + 3)?;
    rest.eq_ignore_ascii_case("of ")
        .then(|| skip_blanks(text, at + 3))
}
