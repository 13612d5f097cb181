//! The words around a place in a text, one step at a time: what the rules of context look at.
//!
//! A step goes over blanks and at most one line's end; punctuation and the edge of a block stop it.

/// The most bytes of a word that is looked at: a longer one is no word of any rule.
const LONGEST: usize = 40;
/// The most blanks that are stepped over.
const WIDEST_GAP: usize = 16;

/// A word with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

impl<'t> Word<'t> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is one of these, in either case.
    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words
            .iter()
            .any(|word| self.text.eq_ignore_ascii_case(word))
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// Whether a byte is part of a word: letters, digits, and every letter that is not ASCII.
fn is_word_byte(text: &str, at: usize, byte: u8) -> bool {
    if byte < 0x80 {
        return byte.is_ascii_alphanumeric();
    }
    let start = text.floor_char_boundary(at);
    text[start..]
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric)
}

/// Where the blanks before `at` begin.
pub(super) fn blanks_before(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    // One blank before a word is by far the commonest.
    if at >= 2 && bytes[at - 1] == b' ' && bytes[at - 2].is_ascii_graphic() {
        return at - 1;
    }
    let mut start = at;
    let mut lines = 0;
    for c in text[..at].chars().rev().take(WIDEST_GAP) {
        match c {
            '\n' if lines == 0 => lines = 1,
            ' ' | '\t' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {}
            _ => break,
        }
        start -= c.len_utf8();
    }
    start
}

/// Where the blanks after `at` end.
pub(super) fn blanks_after(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut lines = 0;
    for c in text[at..].chars().take(WIDEST_GAP) {
        match c {
            '\n' if lines == 0 => lines = 1,
            ' ' | '\t' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {}
            _ => break,
        }
        end += c.len_utf8();
    }
    end
}

/// The word that ends at `at`, without a step over blanks.
pub(super) fn ending_at(text: &str, at: usize) -> Option<Word<'_>> {
    let bytes = text.as_bytes();
    let mut start = at;
    while start > 0 && at - start < LONGEST && is_word_byte(text, start - 1, bytes[start - 1]) {
        start -= 1;
    }
    let start = text.ceil_char_boundary(start);
    (start < at).then(|| Word {
        text: &text[start..at],
        start,
    })
}

/// The word that begins at `at`, without a step over blanks.
pub(super) fn starting_at(text: &str, at: usize) -> Option<Word<'_>> {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len() && end - at < LONGEST && is_word_byte(text, end, bytes[end]) {
        end += 1;
    }
    let end = text.floor_char_boundary(end);
    (end > at).then(|| Word {
        text: &text[at..end],
        start: at,
    })
}

/// The word before `at`, over blanks alone.
pub(super) fn before(text: &str, at: usize) -> Option<Word<'_>> {
    ending_at(text, blanks_before(text, at))
}

/// The word after `at`, over blanks alone.
pub(super) fn after(text: &str, at: usize) -> Option<Word<'_>> {
    starting_at(text, blanks_after(text, at))
}

/// Whether a sentence (or a heading, a quotation, a block) begins at `at`.
pub(super) fn begins_sentence(text: &str, at: usize) -> bool {
    let start = blanks_before(text, at);
    match text[..start].chars().next_back() {
        None
        | Some(
            '\n' | '.' | '!' | '?' | ':' | ';' | '"' | '“' | '‘' | '(' | '—' | '–' | '•' | '*'
            | '…',
        ) => true,
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_over_blanks_and_one_line_end() {
        let text = "café rose\nby 5, then";
        let five = text.find('5').expect("it is there");
        assert_eq!(before(text, five).map(|word| word.text), Some("by"));
        assert_eq!(before(text, five - 3).map(|word| word.text), Some("rose"));
        assert_eq!(
            before(text, "café rose".find(" ").expect("it is there")).map(|word| word.text),
            Some("café")
        );
        assert_eq!(after(text, five + 1), None); // the comma
        assert_eq!(after(text, five + 2).map(|word| word.text), Some("then"));
        assert_eq!(before("a\n\nb", 3), None);
    }
}
