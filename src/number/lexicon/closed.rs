//! The closed classes of English words: those that give a clause its frame and name no thing.
//!
//! New nouns and verbs are made every day, new articles and prepositions are not: these lists can
//! be whole. What may follow a number as its noun, what a capital makes no name of, and what a name
//! made from words leaves out all ask here.

use std::sync::LazyLock;

use super::phrases::{WordMap, lowercase_word};

/// A class of words that grows by no new ones. A word of two classes stands in the one that is
/// commoner in front of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordClass {
    /// `the`, `a`
    Article,
    /// `this`, `those`
    Demonstrative,
    /// `its`, `their`
    Possessive,
    /// `it`, `they`
    Pronoun,
    /// `all`, `some`: how much of something, without a number.
    Quantifier,
    /// `of`, `in`
    Preposition,
    /// `and`, `while`
    Conjunction,
    /// `which`, `who`, `when`: what opens a clause on the word before, or a question.
    Relative,
    /// `is`, `would`
    Auxiliary,
    /// `only`, `also`, `not`
    Adverb,
}

#[rustfmt::skip]
const CLASSES: &[(WordClass, &[&str])] = &[
    (WordClass::Article, &["a", "an", "the"]),
    (WordClass::Demonstrative, &["this", "that", "these", "those"]),
    (WordClass::Possessive, &["my", "your", "his", "her", "its", "our", "their"]),
    (WordClass::Pronoun, &["i", "you", "he", "she", "it", "we", "they", "us", "them", "ours", "theirs"]),
    (WordClass::Quantifier, &[
        "all", "any", "both", "each", "either", "every", "fewer", "less", "many", "more", "much", "neither", "other", "another", "own", "some", "such",
    ]),
    (WordClass::Preposition, &[
        "about", "above", "across", "after", "against", "along", "among", "around", "as", "at", "before", "behind", "below", "between", "beyond", "by",
        "down", "during", "for", "from", "in", "into", "like", "near", "of", "off", "on", "onto", "out", "over", "per", "plus", "minus", "since", "than", "through",
        "till", "to", "toward", "towards", "under", "until", "up", "versus", "via", "with", "within", "without",
    ]),
    (WordClass::Conjunction, &[
        "although", "and", "because", "but", "however", "if", "nor", "or", "so", "though", "whether", "while", "yet",
    ]),
    (WordClass::Relative, &["how", "what", "when", "where", "which", "who", "whose", "why"]),
    (WordClass::Auxiliary, &[
        "am", "are", "be", "been", "being", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must", "should", "was",
        "were", "will", "would",
    ]),
    (WordClass::Adverb, &[
        "ago", "also", "almost", "altogether", "apiece", "approximately", "currently", "exactly", "here", "just", "nearly", "not", "now", "only", "precisely",
        "respectively", "roughly", "then", "there", "today", "too", "yesterday",
    ]),
];

/// The closed class of a word, in either case.
pub(crate) fn class_of(word: &str) -> Option<WordClass> {
    static WORDS: LazyLock<WordMap<WordClass>> = LazyLock::new(|| {
        let rows = CLASSES.iter();
        rows.flat_map(|(class, words)| words.iter().map(|word| ((*word).into(), *class)))
            .collect()
    });
    let mut buffer = [0; 24];
    let (small, end) = lowercase_word(word, 0, &mut buffer)?;
    (end == word.len())
        .then(|| WORDS.get(small).copied())
        .flatten()
}

/// Whether a word says whose or which thing follows, and nothing else: `the`, `this`, `their`.
pub(crate) fn is_determiner(word: &str) -> bool {
    matches!(
        class_of(word),
        Some(WordClass::Article | WordClass::Demonstrative | WordClass::Possessive)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_in_one_class() {
        let mut all: Vec<&str> = CLASSES
            .iter()
            .flat_map(|(_, words)| words.iter().copied())
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn case_and_length_are_minded() {
        assert_eq!(class_of("The"), Some(WordClass::Article));
        assert_eq!(class_of("theatre"), None);
        assert_eq!(class_of("of the"), None);
        assert!(is_determiner("Their") && !is_determiner("more"));
    }
}
