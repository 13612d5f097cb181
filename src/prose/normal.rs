//! A text without what quoting changes: runs of spaces become one, quotation marks and dashes
//! become the plain ones, and what is not seen is left out. It remembers where everything stood.

use crate::source::Span;

/// A normalised text.
#[derive(Debug, Default)]
pub(crate) struct Normal {
    text: String,
    /// Where the distance between the two texts changes: an offset here, and the one it had there.
    shifts: Vec<(u32, u32)>,
}

impl Normal {
    pub(crate) fn new(text: &str) -> Self {
        let mut normal = Normal {
            text: String::with_capacity(text.len()),
            shifts: Vec::new(),
        };
        normal.read(text);
        normal
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Where a stretch of the normalised text stands in the original.
    pub(crate) fn original(&self, original: &str, at: Span) -> Span {
        if at.is_empty() {
            let start = self.place(at.start).min(original.len());
            return start..start;
        }
        let start = original.floor_char_boundary(self.place(at.start));
        let last = original.floor_char_boundary(self.place(at.end - 1));
        let end = last + original[last..].chars().next().map_or(0, char::len_utf8);
        start..end.max(start)
    }

    fn place(&self, offset: usize) -> usize {
        let after = self
            .shifts
            .partition_point(|&(here, _)| here as usize <= offset);
        let (here, there) = after.checked_sub(1).map_or((0, 0), |at| self.shifts[at]);
        there as usize + (offset - here as usize)
    }

    /// Takes over a character that stood at `at`.
    fn push(&mut self, c: char, at: usize) {
        let here = self.text.len();
        if self.place_of_end() != at {
            let narrow = |offset| u32::try_from(offset).expect("internal error: a text over 4 GiB");
            self.shifts.push((narrow(here), narrow(at)));
        }
        self.text.push(c);
    }

    fn place_of_end(&self) -> usize {
        let (here, there) = self.shifts.last().copied().unwrap_or((0, 0));
        there as usize + (self.text.len() - here as usize)
    }

    fn read(&mut self, text: &str) {
        // A space is due, and stood here.
        let mut space = None;
        for (at, c) in text.char_indices() {
            match c {
                // Soft hyphens, and the spaces and joiners without a width.
                '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
                _ if c.is_whitespace() => space = space.or(Some(at)),
                _ => {
                    if let Some(at) = space.take()
                        && !self.text.is_empty()
                    {
                        self.push(' ', at);
                    }
                    self.plain(c, at);
                }
            }
        }
    }

    /// Takes over a character in its plain form.
    fn plain(&mut self, c: char, at: usize) {
        match c {
            '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | 'ʼ' | '´' => {
                self.push('\'', at)
            }
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => self.push('"', at),
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' => {
                // Two hyphens are a dash.
                if !self.text.ends_with('-') {
                    self.push('-', at);
                }
            }
            '…' => (0..3).for_each(|_| self.push('.', at)),
            _ => self.push(c, at),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn normal(text: &str) -> String {
        Normal::new(text).into_text()
    }

    #[test]
    fn what_quoting_changes_is_left_out() {
        for (text, expected) in [
            ("  a\r\n\tb\u{a0}c ", "a b c"),
            ("“a” ‘b’ «c»", "\"a\" 'b' \"c\""),
            ("a–b — c -- d", "a-b - c - d"),
            ("and so on…", "and so on..."),
            ("soft\u{ad}hyphen", "softhyphen"),
        ] {
            assert_eq!(normal(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_character_keeps_its_place(text in "[a-c “”–…\né\u{a0}\u{ad}.-]{0,60}") {
            let normal = Normal::new(&text);
            for (at, c) in normal.text().char_indices() {
                let there = normal.original(&text, at..at + c.len_utf8());
                let stood = text[there].chars().next();
                prop_assert!(stood.is_some());
                if c.is_alphanumeric() {
                    prop_assert_eq!(stood, Some(c));
                }
            }
        }
    }
}
