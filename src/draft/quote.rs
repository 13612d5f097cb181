//! Quotes for a draft: the clause around a figure, or as much more as it takes to tell it from
//! others.

use super::one_line;
use crate::prose::{Markup, QuoteIndex, Visible};
use crate::source::Span;

/// Words of the article that a claim file can quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    pub(super) text: String,
    /// Which of the passages with these words, from 1; `None` where there is only one.
    pub(super) occurrence: Option<usize>,
}

/// Finds quotes in one article.
pub(super) struct Quoter<'a> {
    visible: &'a Visible<'a>,
    index: QuoteIndex<'a>,
}

/// The fewest words that make a clause one can recognise.
const FEWEST_WORDS: usize = 3;
/// The longest quote, in bytes; a longer sentence is quoted in part.
const LONGEST: usize = 240;

impl<'a> Quoter<'a> {
    pub(super) fn new(article: &'a str, markup: Markup, visible: &'a Visible<'a>) -> Self {
        Quoter {
            visible,
            index: QuoteIndex::new(article, markup),
        }
    }

    /// A quote that holds the words at `inner`, which stand in the sentence at `sentence`; `None`
    /// where none would be found again.
    pub(super) fn around(&self, sentence: &Span, inner: &Span) -> Option<Quote> {
        let text = self.visible.text();
        let clause = clause(text, sentence, inner);
        let wider = clause_of_words(text, sentence, &clause, 2 * FEWEST_WORDS);
        let mut repeated = None;
        for span in [clause, wider, sentence.clone()] {
            let span = trimmed(text, &span, inner);
            if span.len() > LONGEST || text[span.clone()].contains(Visible::MASK) {
                continue;
            }
            match self.place(&span, inner) {
                Some(quote) if quote.occurrence.is_none() => return Some(quote),
                // The first is the shortest; that a longer one is told apart no better is seen at
                // the end.
                found => repeated = repeated.or(found),
            }
        }
        repeated.or_else(|| self.place(inner, inner))
    }

    /// These words as a quote, if the article has them where they are.
    fn place(&self, span: &Span, inner: &Span) -> Option<Quote> {
        let text = one_line(&self.visible.text()[span.clone()]);
        let place = self.visible.original(inner.clone());
        let found = self.index.find(&text);
        let own = found
            .iter()
            .position(|found| found.start <= place.start && place.end <= found.end)?;
        let occurrence = (found.len() > 1).then_some(own + 1);
        Some(Quote { text, occurrence })
    }
}

/// The clause that holds `inner`: from one mark of punctuation to the next, and with enough words.
fn clause(text: &str, sentence: &Span, inner: &Span) -> Span {
    clause_of_words(text, sentence, inner, FEWEST_WORDS)
}

/// The whole clauses around `inner` that have so many words together, or the sentence.
fn clause_of_words(text: &str, sentence: &Span, inner: &Span, words: usize) -> Span {
    let count = |span: &Span| {
        let is_word = |word: &&str| word.contains(char::is_alphabetic);
        text[span.clone()]
            .split_whitespace()
            .filter(is_word)
            .count()
    };
    let mut span = left(text, sentence, inner.start)..right(text, sentence, inner.end);
    while count(&span) < words && span != *sentence && span.len() < LONGEST {
        if span.start > sentence.start {
            let before = text.floor_char_boundary(span.start - 1);
            span.start = left(text, sentence, before);
        } else {
            let behind = text.ceil_char_boundary(span.end + 1).min(sentence.end);
            span.end = right(text, sentence, behind);
        }
    }
    span
}

/// Where the clause begins that goes on at `at`.
fn left(text: &str, sentence: &Span, at: usize) -> usize {
    let before = &text[sentence.start..at];
    let cut = before.char_indices().rev().find(|&(offset, c)| {
        parts(
            c,
            &before[..offset],
            &text[sentence.start + offset + c.len_utf8()..],
        )
    });
    cut.map_or(sentence.start, |(offset, c)| {
        sentence.start + offset + c.len_utf8()
    })
}

/// Where the clause ends that goes on at `at`.
fn right(text: &str, sentence: &Span, at: usize) -> usize {
    let behind = &text[at..sentence.end];
    let cut = behind
        .char_indices()
        .find(|&(offset, c)| parts(c, &text[..at + offset], &behind[offset + c.len_utf8()..]));
    cut.map_or(sentence.end, |(offset, _)| at + offset)
}

/// Whether a character between these texts parts clauses: no comma or point of a numeral does.
fn parts(c: char, before: &str, after: &str) -> bool {
    match c {
        ';' | '“' | '”' | '"' | '(' | ')' | '–' | '—' | '•' | '|' | Visible::MASK => true,
        ',' | ':' => {
            !(before.ends_with(|c: char| c.is_ascii_digit())
                && after.starts_with(|c: char| c.is_ascii_digit()))
        }
        _ => false,
    }
}

/// A passage without the blanks and marks at its ends, but never less than `inner`; a parenthesis
/// that is opened in it is closed.
fn trimmed(text: &str, span: &Span, inner: &Span) -> Span {
    let is_mark = |c: char| c.is_whitespace() || ",;:–—-.!?()“”\"•|*".contains(c);
    let start = span.start
        + (text[span.start..inner.start].len()
            - text[span.start..inner.start]
                .trim_start_matches(is_mark)
                .len());
    let mut end = inner.end + text[inner.end..span.end].trim_end_matches(is_mark).len();
    let passage = &text[start..end];
    if passage.rfind('(') > passage.rfind(')') && text[end..].starts_with(')') {
        end += 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(
        "In 2022, it sold 5 cars, as it said; that is all.",
        "5 cars",
        "it sold 5 cars",
        None
    )]
    #[case(
        "Of the 400 pupils, 100 (25%) failed.",
        "25%",
        "Of the 400 pupils, 100 (25%)",
        None
    )]
    #[case("It sold 1,500 cars.", "1,500", "It sold 1,500 cars", None)]
    #[case("He sold 5 cars. He sold 5 cars.", "5 cars", "He sold 5 cars", Some(1))]
    #[case(
        "They sold 5 cars, and 6 boats. They sold 5 cars, and 7 boats.",
        "5 cars",
        "They sold 5 cars, and 6 boats",
        None
    )]
    fn quotes_are_clauses(
        #[case] article: &str,
        #[case] figure: &str,
        #[case] expected: &str,
        #[case] occurrence: Option<usize>,
    ) {
        let visible = Visible::new(article, Markup::Plain);
        let quoter = Quoter::new(article, Markup::Plain, &visible);
        let start = article.find(figure).expect("it stands there");
        let sentence = article
            .find(". ")
            .map_or(0..article.len(), |end| 0..end + 1);
        let quote = quoter.around(&sentence, &(start..start + figure.len()));
        assert_eq!(
            quote,
            Some(Quote {
                text: expected.to_owned(),
                occurrence
            })
        );
    }
}
