//! Finding a quote in its article, whatever the spaces, quotation marks, dashes and markup; and
//! where it no longer stands there, the passage it has become.

use memchr::memmem;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::normal::Normal;
use super::{Markup, Visible};
use crate::source::Span;

/// An article made ready for finding quotes in it: once for all of them.
///
/// ```
/// use addsup::prose::{Markup, QuoteIndex};
/// let article = "It is “more than\n20 %”, they say — more than **20 %** a year.";
/// let index = QuoteIndex::new(article, Markup::Markdown);
/// let found: Vec<&str> = index.find("\"more than 20 %\", they say -").iter().map(|at| &article[at.clone()]).collect();
/// assert_eq!(found, ["“more than\n20 %”, they say —"]);
/// assert_eq!(index.find("more than 20 %").len(), 2);
/// assert!(index.find("more than 2").is_empty());
/// ```
#[derive(Debug)]
pub struct QuoteIndex<'a> {
    article: &'a str,
    visible: Visible<'a>,
    markup: Markup,
    normal: Normal,
}

/// The passage of an article that is most like a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// Where it stands in the article.
    pub span: Span,
    /// It on one line.
    pub text: String,
    /// What became of the quote's words, in words.
    pub changes: String,
}

/// How many occurrences of a quote are told apart.
const MAX_FOUND: usize = 1000;
/// How much of a quote is looked for at a time by its likeness, in bytes.
const MAX_PATTERN: usize = 256;
/// The longest word a passage is widened to, in letters.
const MAX_WORD: usize = 40;
/// What a passage may have behind its last word.
const MARKS: [char; 6] = ['.', ',', ';', ':', '!', '?'];
/// How many changes are spelled out.
const MAX_CHANGES: usize = 3;

impl<'a> QuoteIndex<'a> {
    /// Prepares an article.
    #[must_use]
    pub fn new(article: &'a str, markup: Markup) -> Self {
        let visible = Visible::new(article, markup);
        let normal = Normal::new(visible.text());
        QuoteIndex {
            article,
            visible,
            markup,
            normal,
        }
    }

    /// The article as its readers see it.
    #[must_use]
    pub fn visible(&self) -> &Visible<'a> {
        &self.visible
    }

    /// Where a quote stands in the article's file, in its order. A quote that would begin or end
    /// inside a word or a numeral does not stand there.
    #[must_use]
    pub fn find(&self, quote: &str) -> Vec<Span> {
        let found = self.find_visible(quote);
        if !found.is_empty() || self.markup == Markup::Plain {
            return found;
        }
        // It may have been copied with its markup; what a code span holds is no text to readers,
        // and compared as it stands.
        let codes: Vec<&str> = codes(quote).collect();
        let mut found = match Visible::new(quote, self.markup).text() {
            visible if visible != quote => self.find_visible(visible),
            _ => found,
        };
        found.retain(|span| {
            codes
                .iter()
                .copied()
                .eq(self::codes(&self.article[span.clone()]))
        });
        if found.is_empty() && quote.contains('|') {
            // A row of a table with its bars.
            return self.find_visible(&quote.replace('|', " "));
        }
        found
    }

    fn find_visible(&self, quote: &str) -> Vec<Span> {
        let quote = Normal::new(quote).into_text();
        if quote.is_empty() {
            return Vec::new();
        }
        let text = self.normal.text();
        memmem::find_iter(text.as_bytes(), quote.as_bytes())
            .map(|start| start..start + quote.len())
            .filter(|at| is_whole(text, at))
            .map(|at| self.original(at))
            .take(MAX_FOUND)
            .collect()
    }

    /// Where a stretch of the normalised text stands in the file.
    fn original(&self, at: Span) -> Span {
        self.visible
            .original(self.normal.original(self.visible.text(), at))
    }

    /// The passage most like a quote that is not in the article, or like the first stretch of a
    /// long quote that is not; `None` if nothing is much like it, or if looking for it would
    /// take more than `budget` steps (about a nanosecond each), which it uses up.
    #[must_use]
    pub fn nearest(&self, quote: &str, budget: &mut u64) -> Option<Nearest> {
        let quote = Normal::new(quote).into_text();
        let text = self.normal.text();
        for pattern in stretches(&quote) {
            let blocks = pattern.len().div_ceil(64);
            *budget = budget.checked_sub((blocks * text.len()) as u64)?;
            if memmem::find(text.as_bytes(), pattern.as_bytes()).is_none() {
                return self.like(pattern);
            }
        }
        None
    }

    fn like(&self, quote: &str) -> Option<Nearest> {
        let (text, pattern) = (self.normal.text(), quote.as_bytes());
        let (end, distance) = best_end(pattern, text.bytes(), 0);
        // Unrelated English sentences of one length differ in some three letters of five.
        if distance * 5 > pattern.len() * 2 {
            return None;
        }
        let window = &text.as_bytes()[end.saturating_sub(2 * pattern.len())..end];
        let reversed: Vec<u8> = pattern.iter().rev().copied().collect();
        let (length, _) = best_end(&reversed, window.iter().rev().copied(), 1);
        let mut at = whole_words(text, end - length, end);
        if !quote.ends_with(MARKS) {
            at.end = at.start + text[at.clone()].trim_end_matches(MARKS).len();
        }
        let passage = &text[at.clone()];
        Some(Nearest {
            changes: changes(quote, passage),
            text: passage.to_owned(),
            span: self.original(at),
        })
    }
}

/// A text in stretches of whole words, each short enough to be looked for by its likeness.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let most = rest.floor_char_boundary(MAX_PATTERN);
        let end = if most == rest.len() {
            most
        } else {
            rest[..most].rfind(' ').unwrap_or(most)
        };
        let (stretch, more) = rest.split_at(end);
        rest = more.strip_prefix(' ').unwrap_or(more);
        Some(stretch)
    })
}

/// Whether two texts are the same but for spaces, quotation marks, dashes and markup, or the first
/// holds the second as whole words; capital letters aside.
#[must_use]
pub fn holds(text: &str, part: &str) -> bool {
    let text = Normal::new(text).into_text().to_lowercase();
    let part = Normal::new(part).into_text().to_lowercase();
    memmem::find_iter(text.as_bytes(), part.as_bytes())
        .any(|start| is_whole(&text, &(start..start + part.len())))
}

/// What stands between backticks in Markdown.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).map(str::trim)
}

/// Whether a stretch of text cuts no word and no numeral.
fn is_whole(text: &str, at: &Span) -> bool {
    let (before, inside, after) = (&text[..at.start], &text[at.clone()], &text[at.end..]);
    !joined(before, inside) && !joined(inside, after)
}

/// Whether a word or numeral goes on from the first text into the second.
fn joined(left: &str, right: &str) -> bool {
    let mut left = left.chars().rev();
    let mut right = right.chars();
    let (Some(last), Some(first)) = (left.next(), right.next()) else {
        return false;
    };
    let is_mark = |c: char| c == '.' || c == ',';
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    is_word(last) && is_word(first)
        || last.is_ascii_digit() && is_mark(first) && digit(right.next())
        || is_mark(last) && first.is_ascii_digit() && digit(left.next())
}

/// Letters and digits of scripts that put spaces between words.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{E00}'
}

/// Widens a stretch of bytes to whole words.
fn whole_words(text: &str, start: usize, end: usize) -> Span {
    let start = text.floor_char_boundary(start);
    let end = text.ceil_char_boundary(end);
    let length = |letters: &mut dyn Iterator<Item = char>| -> usize {
        letters
            .take(MAX_WORD)
            .take_while(|&c| c != ' ')
            .map(char::len_utf8)
            .sum()
    };
    let before = length(&mut text[..start].chars().rev());
    let after = length(&mut text[end..].chars());
    let passage = &text[start - before..end + after];
    let lead = passage.len() - passage.trim_start().len();
    start - before + lead..start - before + passage.trim_end().len().max(lead)
}

/// Where in the text the pattern ends with the fewest edits, and how many those are (Myers 1999, in
/// blocks of 64 rows after Hyyrö 2003). With `step` 0 it may begin anywhere; with 1, at the text's
/// beginning.
fn best_end(pattern: &[u8], text: impl Iterator<Item = u8>, step: i32) -> (usize, usize) {
    let blocks = pattern.len().div_ceil(64);
    let mut equal = vec![[0_u64; 256]; blocks];
    for (row, &byte) in pattern.iter().enumerate() {
        equal[row / 64][byte as usize] |= 1 << (row % 64);
    }
    // The vertical differences in a column: where they are +1 and where -1.
    let mut column = vec![(u64::MAX, 0_u64); blocks];
    let mut distance = pattern.len();
    let mut best = (0, distance);
    for (at, byte) in text.enumerate() {
        let mut carry = step;
        for (block, (plus, minus)) in column.iter_mut().enumerate() {
            let last = if block + 1 == blocks {
                (pattern.len() - 1) % 64
            } else {
                63
            };
            let mut equal = equal[block][byte as usize];
            let vertical = equal | *minus;
            equal |= u64::from(carry < 0);
            let horizontal = ((equal & *plus).wrapping_add(*plus) ^ *plus) | equal;
            let up = *minus | !(horizontal | *plus);
            let down = *plus & horizontal;
            let out = i32::from(up >> last & 1 == 1) - i32::from(down >> last & 1 == 1);
            let up = up << 1 | u64::from(carry > 0);
            let down = down << 1 | u64::from(carry < 0);
            *plus = down | !(vertical | up);
            *minus = up & vertical;
            carry = out;
        }
        distance = distance.saturating_add_signed(carry as isize);
        if distance < best.1 {
            best = (at + 1, distance);
        }
    }
    best
}

/// What became of a quote's words.
fn changes(quote: &str, passage: &str) -> String {
    let old: Vec<&str> = quote.split(' ').collect();
    let new: Vec<&str> = passage.split(' ').collect();
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (was, is) = (old[op.old_range()].join(" "), new[op.new_range()].join(" "));
        changes.push(match op {
            DiffOp::Equal { .. } => continue,
            DiffOp::Delete { .. } => format!("“{was}” is gone"),
            DiffOp::Insert { .. } => format!("“{is}” is new"),
            DiffOp::Replace { .. } => format!("“{was}” has become “{is}”"),
        });
    }
    let more = changes.len().saturating_sub(MAX_CHANGES);
    changes.truncate(MAX_CHANGES);
    if more > 0 {
        changes.push(format!("and {more} more"));
    }
    changes.join(", ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain_distance(a: &[u8], b: &[u8]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut corner = row[0];
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let change = corner + usize::from(x != y);
                corner = row[j + 1];
                row[j + 1] = change.min(corner + 1).min(row[j] + 1);
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn the_best_end_is_the_best(pattern in "[ab ]{1,100}", text in "[ab ]{0,60}") {
            let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
            let (end, distance) = best_end(pattern, text.iter().copied(), 1);
            prop_assert_eq!(distance, plain_distance(pattern, &text[..end]));
            let least = (0..=text.len()).map(|end| plain_distance(pattern, &text[..end])).min();
            prop_assert_eq!(Some(distance), least);
            let (_, anywhere) = best_end(pattern, text.iter().copied(), 0);
            prop_assert!(anywhere <= distance);
        }

        #[test]
        fn any_whole_stretch_of_an_article_is_found_in_it(article in "[a-z0-9 .,“”–\né-]{0,80}", from in 0usize..80, length in 1usize..40) {
            let words: Vec<&str> = article.split_whitespace().collect();
            let quote = words.iter().skip(from % 8).take(length % 8).copied().collect::<Vec<_>>().join(" ");
            let index = QuoteIndex::new(&article, Markup::Plain);
            for at in index.find(&quote) {
                let (found, quote) = (Normal::new(&article[at]).into_text(), Normal::new(&quote).into_text());
                prop_assert!(found.contains(&quote) || quote.contains(&found));
            }
            let near = index.nearest(&quote, &mut 1_000_000);
            prop_assert!(near.is_none_or(|near| near.span.end <= article.len()));
        }
    }

    const ARTICLE: &str = "Trade came to US$68 billion in 2015 and, after years of growth, to approximately US$195 billion in 2022: an average growth rate of **more than 20%**. Of this, energy made up [a third](https://example.org).";

    #[test]
    fn markup_and_typography_do_not_matter() {
        let index = QuoteIndex::new(ARTICLE, Markup::Markdown);
        for quote in [
            "growth rate of more than 20%",
            "energy made up a third",
            "a third.",
            "of **more than 20%**.",
        ] {
            assert_eq!(index.find(quote).len(), 1, "{quote}");
        }
        let at = index.find("rate of more than 20%").remove(0);
        assert_eq!(&ARTICLE[at], "rate of **more than 20%");
    }

    #[test]
    fn words_and_numerals_are_not_cut() {
        let index = QuoteIndex::new(
            "It sold 5.5 tonnes, 15 tonnes and 1,005 tonnes; 世界贸易增长。",
            Markup::Plain,
        );
        for quote in ["sold 5", "5 tonnes", "005 tonnes", "old 5.5", "1,00"] {
            assert!(index.find(quote).is_empty(), "{quote}");
        }
        for quote in [
            "sold 5.5",
            "15 tonnes",
            "1,005 tonnes;",
            "世界贸易",
            "贸易增",
        ] {
            assert_eq!(index.find(quote).len(), 1, "{quote}");
        }
    }

    #[test]
    fn a_drifted_quote_is_shown_what_it_has_become() {
        let index = QuoteIndex::new(ARTICLE, Markup::Markdown);
        let mut budget = 1_000_000;
        let near = index
            .nearest("an average growth rate of more than 16%", &mut budget)
            .expect("it is near");
        assert_eq!(near.text, "an average growth rate of more than 20%");
        assert_eq!(near.changes, "“16%” has become “20%”");
        assert!(budget < 1_000_000);
        assert_eq!(
            index.nearest("Penguins cannot fly but swim rather well", &mut budget),
            None
        );
        assert_eq!(index.nearest("an average growth rate", &mut 10), None);
    }

    #[test]
    fn of_a_long_quote_the_stretch_that_drifted_is_shown() {
        let text: String = (0..300).map(|word| format!("word{word} ")).collect();
        let quote = text[700..1500].replace("word150", "werd150");
        let index = QuoteIndex::new(&text, Markup::Plain);
        let near = index.nearest(&quote, &mut 1_000_000).expect("it is near");
        assert_eq!(near.changes, "“werd150” has become “word150”");
        assert!(near.text.len() < 2 * MAX_PATTERN && text.contains(&near.text));
    }

    #[test]
    fn a_code_span_is_what_it_holds() {
        let article = "It took `9.999s` here.\n\n| What | Cost |\n| --- | --- |\n| Total | $75 |\n| Other | $5 |\n";
        let index = QuoteIndex::new(article, Markup::Markdown);
        assert!(index.find("It took `1.664s` here").is_empty());
        assert_eq!(index.find("It took `9.999s` here").len(), 1);
        assert_eq!(index.find("| Total | $75 |").len(), 1);
        assert!(index.find("| Total | $76 |").is_empty());
    }
}
