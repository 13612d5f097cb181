//! The sentences of an article's visible text, in one pass.

use crate::source::Span;

/// A sentence and the paragraph it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Its place in the visible text, without blanks around it.
    pub(crate) span: Span,
    /// Which paragraph (or heading, or table cell) of the article, from the first.
    pub(crate) paragraph: usize,
}

/// The longest sentence, in bytes: text without stops is cut here, so that no step after this is
/// slow.
const LONGEST: usize = 2_000;

/// Splits a text, whose paragraphs are parted by empty lines, into sentences.
pub(crate) fn split(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut at = 0;
    for (paragraph, block) in text.split("\n\n").enumerate() {
        let mut start = at;
        let end = at + block.len();
        while start < end {
            let stop = sentence_end(text, start, end);
            let sentence = &text[start..stop];
            let lead = sentence.len() - sentence.trim_start().len();
            let span = start + lead..start + sentence.trim_end().len();
            if span.start < span.end {
                sentences.push(Sentence { span, paragraph });
            }
            start = stop;
        }
        at = end + 2;
    }
    sentences
}

/// Where the sentence that begins at `start` ends, at the latest at `end`.
fn sentence_end(text: &str, start: usize, end: usize) -> usize {
    let most = text.floor_char_boundary(end.min(start + LONGEST));
    for (at, mark) in text[start..most].match_indices(['.', '!', '?']) {
        let stop = start + at + mark.len();
        let closed = text[stop..end].trim_start_matches(['"', '”', '’', '\'', ')', ']', '*', '_']);
        let stop = end - closed.len();
        if closed.is_empty() {
            return end;
        }
        let next = closed.trim_start();
        let apart = next.len() < closed.len();
        // `iPhone sales rose.`
        let is_name = next.chars().skip(1).take(2).any(char::is_uppercase);
        let begins = is_name
            || next.starts_with(|c: char| {
                !c.is_lowercase() && !matches!(c, ',' | ';' | ':' | '–' | '—')
            });
        if apart && begins && !(mark == "." && is_abbreviated(&text[start..start + at])) {
            return stop.min(most.max(start + 1));
        }
    }
    if most < end {
        // Between words, if there are any.
        return text[start..most]
            .rfind(char::is_whitespace)
            .filter(|&blank| blank > 0)
            .map_or(most.max(text.ceil_char_boundary(start + 1)), |blank| {
                start + blank
            });
    }
    end
}

/// Whether the point behind this text belongs to an initial or an abbreviation and ends no
/// sentence.
fn is_abbreviated(before: &str) -> bool {
    const SHORT: &[&str] = &[
        "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "st", "no", "nos", "vs",
        "approx", "ca", "inc", "ltd", "co", "corp", "fig", "jan", "feb", "mar", "apr", "jun",
        "jul", "aug", "sep", "sept", "oct", "nov", "dec", "e.g", "i.e",
    ];
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“'))
        .next()
        .unwrap_or_default();
    let mut letters = word.chars().rev();
    let initial = letters.next().is_some_and(char::is_uppercase)
        && !letters.next().is_some_and(char::is_alphanumeric);
    initial || SHORT.iter().any(|short| word.eq_ignore_ascii_case(short))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text)
            .into_iter()
            .map(|sentence| &text[sentence.span])
            .collect()
    }

    #[test]
    fn sentences_end_at_stops_before_a_new_beginning() {
        assert_eq!(
            sentences("One rose 5.5 per cent. “Two fell.” Three? Yes!"),
            ["One rose 5.5 per cent.", "“Two fell.”", "Three?", "Yes!"]
        );
        assert_eq!(
            sentences("A. B. Miller of the U.S. bank paid approx. 5 dollars."),
            ["A. B. Miller of the U.S. bank paid approx. 5 dollars."]
        );
        assert_eq!(
            sentences("A heading\n\nA text\nover lines. 5 more."),
            ["A heading", "A text\nover lines.", "5 more."]
        );
        assert_eq!(
            split("a\n\nb. C")
                .iter()
                .map(|it| it.paragraph)
                .collect::<Vec<_>>(),
            [0, 1, 1]
        );
        assert_eq!(sentences(" \n\n \n"), [""; 0]);
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "[a-zA-Z0-9.!?\"”é\n ]{0,80}") {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let split: Vec<String> = split(&text).into_iter().flat_map(|it| words(&text[it.span])).collect();
            prop_assert_eq!(split, words(&text));
        }

        #[test]
        fn no_sentence_is_endless(text in "[a-é.]{0,9000}") {
            for sentence in split(&text) {
                prop_assert!(sentence.span.len() <= LONGEST + 4);
                prop_assert!(text.get(sentence.span).is_some());
            }
        }
    }
}
