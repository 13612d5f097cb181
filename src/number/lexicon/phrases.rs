//! Looking words and phrases up in a text: the one way every table of this module is read.
//!
//! A phrase is found by its first word, then compared on: blanks stand for any blanks (or a line's
//! end), letters for either case. The cost is one hash of a short word and a comparison, without
//! allocation.

use rustc_hash::FxHashMap;

/// The longest first word of a phrase, in bytes.
const LONGEST_WORD: usize = 24;
/// The most bytes of white space that still join two words, so that no text makes a look-up slow.
const WIDEST_GAP: usize = 32;

/// A map keyed by words.
pub(crate) type WordMap<T> = FxHashMap<Box<str>, T>;

/// Phrases with what they mean.
pub(in crate::number) struct Phrases<T> {
    /// By first word, in small letters; what follows it, the longest first.
    by_word: WordMap<Vec<(Box<str>, T)>>,
}

impl<T: Copy> Phrases<T> {
    /// Collects phrases, written in small letters with single blanks. Of two with the same text the
    /// first counts.
    pub(in crate::number) fn new<S: AsRef<str>>(rows: impl IntoIterator<Item = (S, T)>) -> Self {
        let mut by_word: WordMap<Vec<(Box<str>, T)>> = WordMap::default();
        for (phrase, meaning) in rows {
            let phrase = phrase.as_ref();
            let (first, rest) = phrase.split_at(word_end(phrase, 0));
            assert!(
                !first.is_empty() && first.len() <= LONGEST_WORD,
                "internal error: the phrase `{phrase}` has no first word to find it by"
            );
            let followers = by_word.entry(first.into()).or_default();
            if followers.iter().all(|(known, _)| **known != *rest) {
                followers.push((rest.into(), meaning));
            }
        }
        for followers in by_word.values_mut() {
            followers.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Phrases { by_word }
    }

    /// The longest phrase that stands at `at` and ends with a word's end: its meaning, and where it
    /// ends.
    pub(in crate::number) fn match_at(&self, text: &str, at: usize) -> Option<(T, usize)> {
        let mut buffer = [0; LONGEST_WORD];
        let (first, end) = lowercase_word(text, at, &mut buffer)?;
        let followers = self.by_word.get(first)?;
        followers.iter().find_map(|(rest, meaning)| {
            let end = follow(text, end, rest)?;
            Some((*meaning, end))
        })
    }

    /// All phrases: the first word, and what follows it.
    pub(in crate::number) fn phrases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_word
            .iter()
            .flat_map(|(first, followers)| followers.iter().map(|(rest, _)| (&**first, &**rest)))
    }
}

/// Where the first of these phrases that stands at `at` ends. For a handful of them, the longer
/// first.
pub(in crate::number) fn one_of(text: &str, at: usize, phrases: &[&str]) -> Option<usize> {
    let first = text.as_bytes().get(at)?.to_ascii_lowercase();
    let mut alike = phrases
        .iter()
        .filter(|phrase| phrase.as_bytes()[0] == first);
    alike.find_map(|phrase| follow(text, at, phrase))
}

/// Where the word (letters, and accents with them) that begins at `at` ends; `at` if none does.
pub(in crate::number) fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphabetic() {
            end += 1;
        } else if byte < 0x80 {
            break;
        } else {
            match text[end..].chars().next() {
                Some(letter) if letter.is_alphabetic() => end += letter.len_utf8(),
                _ => break,
            }
        }
    }
    end
}

/// The word at `at` in small (ASCII) letters, and where it ends.
pub(in crate::number) fn lowercase_word<'b>(
    text: &'b str,
    at: usize,
    buffer: &'b mut [u8; LONGEST_WORD],
) -> Option<(&'b str, usize)> {
    let bytes = text.as_bytes().get(at..)?;
    // Most words are in small letters, and need no copy.
    let small = bytes
        .iter()
        .take(LONGEST_WORD)
        .take_while(|byte| byte.is_ascii_lowercase())
        .count();
    match bytes.get(small) {
        Some(next) if next.is_ascii_alphabetic() || *next >= 0x80 => {}
        _ if small == 0 => return None,
        _ => return Some((&text[at..at + small], at + small)),
    }
    let mut end = 0;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphabetic() {
            *buffer.get_mut(end)? = byte.to_ascii_lowercase();
            end += 1;
        } else if byte < 0x80 {
            break;
        } else {
            match text[at + end..].chars().next() {
                Some(letter) if letter.is_alphabetic() => {
                    let size = letter.len_utf8();
                    buffer
                        .get_mut(end..end + size)?
                        .copy_from_slice(&bytes[end..end + size]);
                    end += size;
                }
                _ => break,
            }
        }
    }
    if end == 0 {
        return None;
    }
    let word = std::str::from_utf8(&buffer[..end]).ok()?;
    Some((word, at + end))
}

/// Whether `rest` follows at `at` and no word goes on behind it; where it ends.
fn follow(text: &str, at: usize, rest: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at;
    for &expected in rest.as_bytes() {
        if expected == b' ' {
            // `square-foot` is written of a house, `square foot` of its floor.
            end = if bytes.get(end) == Some(&b'-') {
                end + 1
            } else {
                gap(text, end)?
            };
        } else if bytes.get(end)?.to_ascii_lowercase() == expected {
            end += 1;
        } else {
            return None;
        }
    }
    ends_word(text, end).then_some(end)
}

/// Whether no letter goes on at `at` from one before it.
pub(in crate::number) fn ends_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let Some(&next) = bytes.get(at) else {
        return true;
    };
    let lettered = at > 0 && (bytes[at - 1].is_ascii_alphabetic() || bytes[at - 1] >= 0x80);
    if !lettered {
        return true;
    }
    if next < 0x80 {
        return !next.is_ascii_alphabetic();
    }
    !text[at..].chars().next().is_some_and(char::is_alphabetic)
}

/// Behind the white space at `at`, if there is some: at most one line's end, as between words of
/// one sentence.
pub(in crate::number) fn gap(text: &str, at: usize) -> Option<usize> {
    let end = skip_blanks(text, at);
    (end > at).then_some(end)
}

/// Behind the white space at `at`, if any.
pub(in crate::number) fn skip_blanks(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut lines = 0;
    while end - at < WIDEST_GAP {
        match bytes.get(end) {
            Some(b' ' | b'\t' | b'\r') => end += 1,
            Some(b'\n') if lines == 0 => (end, lines) = (end + 1, 1),
            Some(&byte) if byte >= 0x80 => match blank_size(text, end) {
                0 => break,
                size => end += size,
            },
            _ => break,
        }
    }
    end
}

/// The bytes of the non-ASCII white space (or joiner without width) at `at`; 0 if there is none.
pub(in crate::number) fn blank_size(text: &str, at: usize) -> usize {
    match text[at..].chars().next() {
        Some(c) if !c.is_ascii() && (c.is_whitespace() || matches!(c, '\u{2060}' | '\u{200b}')) => {
            c.len_utf8()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Phrases<u8> {
        Phrases::new([
            ("more than", 1),
            ("more", 2),
            ("per cent", 3),
            ("approx.", 4),
            ("approx", 5),
        ])
    }

    #[test]
    fn the_longest_phrase_wins_in_any_case_and_over_a_line_end() {
        let table = table();
        assert_eq!(table.match_at("More  than 5", 0), Some((1, 10)));
        assert_eq!(table.match_at("more\nthan 5", 0), Some((1, 9)));
        assert_eq!(table.match_at("more or less", 0), Some((2, 4)));
        assert_eq!(table.match_at("approx. 5", 0), Some((4, 7)));
        assert_eq!(table.match_at("approx 5", 0), Some((5, 6)));
    }

    #[test]
    fn a_phrase_ends_with_its_word() {
        assert_eq!(table().match_at("per centage", 0), None);
        assert_eq!(table().match_at("more thanks", 0), Some((2, 4)));
        assert_eq!(table().match_at("moreover", 0), None);
        assert_eq!(table().match_at("more\n\nthan", 0), Some((2, 4)));
    }
}
