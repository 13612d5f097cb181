//! The thing that is counted, where the sentence goes on behind it: `21 Russian cities that`.
//!
//! There is no dictionary here. The head of the noun phrase is its first word in the plural, or the
//! last of several (`three sports teams`); before it stand at most three words that are neither
//! function words nor verbs of reporting. Of one thing the word itself is taken (`one person`), and
//! behind a hyphen too (`12-member`).

use std::sync::LazyLock;

use super::noun_phrase::{is_stop_word, noun_phrase, noun_word_end};
use super::unit::{Mode, Named};
use crate::number::exact::Rational;
use crate::number::lexicon::noun::is_plural;
use crate::number::lexicon::words::{self, Word};
use crate::number::lexicon::{
    Form, MONTHS, Number, Phrases, WEEKDAYS, WordClass, class_of, gap, one_of, skip_blanks,
    word_end,
};
use crate::number::units::Base;
use crate::number::units::unit_table::registry;

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
        "tomorrow", "tonight", "injured", "wounded", "killed", "missing", "hurt",
        "brought", "sent", "hit", "ran", "fell", "rose", "sold", "bought", "paid", "led", "met", "kept", "grew", "drew", "struck", "caused", "faced", "forced",
        "reached", "reported", "attended", "agreed", "signed", "joined", "backed", "opposed", "supported", "believe", "think", "thought", "want", "wanted", "need",
    ];
    // Nobody counts days and months by their names; `may` is a verb.
    let names = MONTHS
        .iter()
        .chain(&WEEKDAYS)
        .filter(|name| **name != "May");
    Phrases::new(
        WORDS
            .iter()
            .chain(names)
            .map(|word| (word.to_lowercase(), ())),
    )
});

/// Plurals that stand before the thing itself.
static PLURAL_MODIFIERS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "sports", "arms", "sales", "goods", "savings", "systems", "rights", "drugs", "jobs", "women", "men", "games", "awards", "news", "business", "wales", "rangers", "honours", "honors",
        "public", "customs", "operations", "communications", "electronics", "securities", "futures", "bonds", "schools", "police", "aircraft", "series", "species", "series",
        "greens", "democrats", "republicans", "states", "nations", "seas", "islands", "angeles", "los", "texas", "paris", "mrs", "ms", "sanctions", "antiques", "physics",
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
        let end = crate::number::lexicon::word_end(text, at);
        let word = &text[at..end];
        let lower = word.starts_with(|c: char| c.is_lowercase());
        // `A 3,000-strong crowd`, `80-odd`: words about the number itself.
        let about_it = matches!(
            word,
            "strong" | "odd" | "ish" | "fold" | "something" | "plus" | "some"
        );
        let counts =
            lower && word.len() > 2 && !about_it && !is_stop_word(word) && !is_number(text, at);
        return if counts { found(at, end) } else { None };
    }
    let mut start = at;
    if matches!(number.form, Form::Vague(_)) || number.scaled {
        start = of(text, start).unwrap_or(start);
    }
    start = modifiers_end(text, start);
    // `One of India's best-known families` is no count of them.
    if !number.scaled && number.form == Form::Plain && number.value > Rational::ONE {
        start = whose(text, start).unwrap_or(start);
    }
    start = measured_modifier(text, start);
    let one = number.value == Rational::ONE && number.form == Form::Plain;
    let mut head = None;
    let mut last = "";
    for place in 0..=MOST_MODIFIERS {
        let end = noun_word_end(text, start);
        let word = &text[start..end];
        if place > 0
            && head.is_none()
            && let Some(next) = second_modifier(text, last, start)
        {
            start = next;
            continue;
        }
        // `22 IT jobs`: in capitals it is an abbreviation.
        let shouted = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if word.is_empty()
            || is_stop_word(word) && !shouted
            || is_in(&NO_NOUNS, word)
            || is_number(text, start) && !is_ranked(word)
        {
            break;
        }
        last = word;
        let capital = word.starts_with(char::is_uppercase);
        if is_plural(word) {
            // `400 exhausting kilometres`
            if place > 0
                && let Some((unit, unit_end)) = registry().words_at(text, start)
                && unit_end == end
                && matches!(
                    unit.dimension.powers(),
                    [(Base::Length | Base::Time | Base::Mass, 1)]
                )
            {
                return Some((Named::Table(unit), end));
            }
            head = Some((start, end));
            // `Three sports teams` and `dozens of Hamas members`, but `12 jurors earns`.
            if !is_in(&PLURAL_MODIFIERS, word) && !capital {
                break;
            }
        } else if head.is_some() {
            break;
        } else if one && !is_in(&ADJECTIVES, word) && !is_participle(word) {
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

/// Whether a word of one thing is rather said of the thing behind it: `one sided process`, `one
/// dedicated server`.
fn is_participle(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ed") && !word.ends_with("eed") || word.ends_with("self"))
}

/// What stands behind `per`: a noun phrase as far as its plural (`vehicle miles`), or one word.
pub(super) fn divisor(text: &str, at: usize) -> Option<(Named<'_>, usize)> {
    noun_phrase(text, at, Mode::Prose, 3).or_else(|| one_word(text, at))
}

fn one_word(text: &str, at: usize) -> Option<(Named<'_>, usize)> {
    let end = noun_word_end(text, at);
    let word = &text[at..end];
    let is_noun = !word.is_empty() && !is_stop_word(word) && !is_in(&NO_NOUNS, word);
    is_noun.then_some((Named::Noun(word), end))
}

/// Behind the words that only say that a count is added to another (`13 million more people`), and
/// behind abbreviated countries (`two U.S. soldiers`, `two US soldiers`).
fn modifiers_end(text: &str, at: usize) -> usize {
    const MORE: &[&str] = &["more", "fewer", "other", "additional", "further", "extra"];
    let start = one_of(text, at, MORE)
        .and_then(|end| gap(text, end))
        .unwrap_or(at);
    let bytes = text.as_bytes();
    let mut end = start;
    while bytes.get(end).is_some_and(u8::is_ascii_uppercase) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    // Without its points it would read as a pronoun.
    if text[start..].starts_with("US ") {
        end = start + 2;
    }
    if end == start {
        start
    } else {
        gap(text, end).unwrap_or(start)
    }
}

/// Behind whose the things are: `three of Petrov's cousins`, `two of its members`.
fn whose(text: &str, at: usize) -> Option<usize> {
    let start = of(text, at)?;
    let end = word_end(text, start);
    let word = &text[start..end];
    if matches!(class_of(word), Some(WordClass::Possessive)) {
        // `120 of its 480 flats` are two figures.
        return gap(text, end)
            .filter(|next| !text[*next..].starts_with(|c: char| c.is_ascii_digit()));
    }
    let name = word.starts_with(char::is_uppercase);
    let mark = text[end..]
        .chars()
        .next()
        .filter(|c| matches!(c, '\'' | '’'))?;
    let rest = end + mark.len_utf8();
    (name && text[rest..].starts_with("s ")).then_some(rest + 2)
}

/// Behind a measure that stands before the thing: `six million 330ml cans`, `three 747 freighters`.
fn measured_modifier(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    if !(2..=4).contains(&digits) {
        return at;
    }
    let stop = at + digits;
    let hyphen = usize::from(text[stop..].starts_with('-'));
    let end = word_end(text, stop + hyphen);
    match gap(text, end) {
        Some(next) if text[next..].starts_with(|c: char| c.is_ascii_alphabetic()) => next,
        _ => at,
    }
}

/// Behind the `and` at `at` of two words that are both said of the thing: `digital and printed
/// tickets`, `Ford and Toyota pickups`.
fn second_modifier(text: &str, first: &str, at: usize) -> Option<usize> {
    #[rustfmt::skip]
    const ENDS: &[&str] = &[
        "al", "ed", "ic", "ive", "ous", "ary", "ful", "less", "an", "ish", "ble", "ing", "ory", "ese", "ern", "ior", "ite", "ack", "rge", "all",
    ];
    let and = one_of(text, at, &["and", "or"])?;
    let start = gap(text, and)?;
    let end = word_end(text, start);
    let (second, plural) = (&text[start..end], gap(text, end)?);
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let adjective = |word: &str| ENDS.iter().any(|ending| word.ends_with(ending));
    let alike = capital(first) && capital(second)
        || !capital(second) && adjective(first) && adjective(second);
    let noun = &text[plural..word_end(text, plural)];
    (alike && !is_plural(first) && !is_plural(second) && is_plural(noun)).then_some(start)
}

/// Whether a rank and what it is of are one word: `third-division`, `second-hand`.
fn is_ranked(word: &str) -> bool {
    let ordinal = matches!(words::word_at(word, 0), Some((Word::Ordinal(_), _)));
    ordinal && word.contains('-')
}

/// Whether another number begins at `at`.
fn is_number(text: &str, at: usize) -> bool {
    words::word_at(text, at)
        .is_some_and(|(word, _)| !matches!(word, Word::A | Word::And | Word::Point))
}

/// Behind `of` and its blank: `hundreds of people`.
fn of(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..at + 3)?;
    rest.eq_ignore_ascii_case("of ")
        .then(|| skip_blanks(text, at + 3))
}
