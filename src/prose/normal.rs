//! A text without what quoting changes: runs of spaces become one, quotation marks and dashes become the
//! plain ones, and the marks of Markdown and HTML are left out. It remembers where everything stood.

use crate::source::Span;

/// A normalised text.
#[derive(Debug, Default)]
pub(crate) struct Normal {
    text: String,
    /// Where the distance between the two texts changes: an offset here, and the one it had there.
    shifts: Vec<(u32, u32)>,
}

/// Elements that do not part words.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "u", "wbr",
];

/// The longest tag, link target or footnote mark that is left out; what is longer is text.
const MAX_MARKUP: usize = 2000;

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
        let mut line_start = true;
        let mut at = 0;
        while let Some(mut c) = text[at..].chars().next() {
            let mut length = c.len_utf8();
            let rest = &text[at + length..];
            if c == '&'
                && let Some((decoded, more)) = entity(rest)
            {
                (c, length) = (decoded, length + more);
            }
            let left_out = match c {
                '<' => tag(rest).map(|(more, is_inline)| {
                    if !is_inline {
                        space = space.or(Some(at));
                    }
                    more
                }),
                '[' => Some(footnote(rest).unwrap_or(0)),
                ']' => Some(target(rest).unwrap_or(0)),
                '\\' => rest
                    .starts_with(|c: char| c.is_ascii_punctuation())
                    .then_some(0),
                '*' | '`' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => Some(0),
                '_' => {
                    let inside = self.text.ends_with(char::is_alphanumeric) && space.is_none();
                    (!inside || !rest.starts_with(char::is_alphanumeric)).then_some(0)
                }
                // A block quote's mark.
                '>' if line_start => Some(0),
                _ => None,
            };
            if let Some(more) = left_out {
                // An escaped character stands for itself.
                let escaped = if c == '\\' { rest.chars().next() } else { None };
                at += length + more;
                if let Some(escaped) = escaped {
                    self.due(&mut space);
                    self.plain(escaped, at);
                    at += escaped.len_utf8();
                }
                continue;
            }
            if c.is_whitespace() {
                space = space.or(Some(at));
                line_start |= c == '\n';
            } else {
                line_start = false;
                self.due(&mut space);
                self.plain(c, at);
            }
            at += length;
        }
    }

    /// Puts a space that is due; none at the beginning.
    fn due(&mut self, space: &mut Option<usize>) {
        if let Some(at) = space.take()
            && !self.text.is_empty()
        {
            self.push(' ', at);
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

/// An entity behind its `&`: the character, and how long the rest is.
fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(10).position(|byte| byte == b';')?;
    let name = &rest[..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "lsquo" | "rsquo" => '\'',
        "ldquo" | "rdquo" | "laquo" | "raquo" => '"',
        "nbsp" | "thinsp" | "ensp" | "emsp" => ' ',
        "ndash" | "mdash" | "minus" => '-',
        "hellip" => '…',
        "shy" => '\u{AD}',
        "euro" => '€',
        "pound" => '£',
        "yen" => '¥',
        "cent" => '¢',
        "times" => '×',
        "frac12" => '½',
        "frac14" => '¼',
        "frac34" => '¾',
        "deg" => '°',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((c, end + 1))
}

/// A tag behind its `<`: how long the rest is, and whether it is part of a running text.
fn tag(rest: &str) -> Option<(usize, bool)> {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return None;
    }
    let end = rest
        .bytes()
        .take(MAX_MARKUP)
        .position(|byte| byte == b'>')?;
    let letters = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_inline = INLINE
        .iter()
        .any(|inline| inline.eq_ignore_ascii_case(&name[..letters]));
    Some((end + 1, is_inline))
}

/// A footnote's mark behind its `[`.
fn footnote(rest: &str) -> Option<usize> {
    let end = rest
        .starts_with('^')
        .then(|| rest.bytes().take(MAX_MARKUP).position(|byte| byte == b']'));
    Some(end?? + 1)
}

/// A link's target behind its `]`.
fn target(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('(')?;
    let mut depth = 1;
    for (at, byte) in inside.bytes().take(MAX_MARKUP).enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b'\n' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 2);
        }
    }
    None
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
            ("**bold** _it_ snake_case `code`", "bold it snake_case code"),
            ("[text](https://a.b/c_(d)) more", "text more"),
            ("20%[^1] a year", "20% a year"),
            ("> one\n> two", "one two"),
            ("1 &gt; 2, 3&nbsp;%, &#8364;5", "1 > 2, 3 %, €5"),
            ("<p>a<b>b</b></p><p>c</p>", "ab c"),
            ("a < b, <5 %", "a < b, <5 %"),
            ("5 \\* 3", "5 * 3"),
            ("soft\u{ad}hyphen", "softhyphen"),
        ] {
            assert_eq!(normal(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_character_keeps_its_place(text in "[a-c “”–…*_\n\\[\\]()<>/&;é\u{a0}.-]{0,60}") {
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
