//! The one way that text reaches the page: escaped, and with nothing in it that acts instead of
//! being seen.

use std::fmt::{self, Display, Formatter, Write as _};
use std::io;

use crate::report::text::visible;

/// A text, harmless in an element and in a quoted attribute.
pub(super) struct Text<'a>(pub(super) &'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = self.0;
        let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !b"&<>\"'".contains(&byte);
        if text.bytes().all(is_plain) {
            return f.write_str(text);
        }
        let mut written = 0;
        for (at, character) in text.char_indices() {
            let instead = match character {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\r' if text[at + 1..].starts_with('\n') => "",
                '\r' => "\n",
                '\n' | '\t' => continue,
                _ => match visible(character) {
                    None => continue,
                    Some(stand_in) => {
                        f.write_str(&text[written..at])?;
                        f.write_char(stand_in)?;
                        written = at + character.len_utf8();
                        continue;
                    }
                },
            };
            f.write_str(&text[written..at])?;
            f.write_str(instead)?;
            written = at + character.len_utf8();
        }
        f.write_str(&text[written..])
    }
}

/// A sentence in which names stand between backticks: they are set as code.
pub(super) struct Sentence<'a>(pub(super) &'a str);

impl Display for Sentence<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((before, (name, after))) = rest
            .split_once('`')
            .and_then(|(before, tail)| Some((before, tail.split_once('`')?)))
        {
            write!(f, "{}<code>{}</code>", Text(before), Text(name))?;
            rest = after;
        }
        Text(rest).fmt(f)
    }
}

/// Takes what is formatted to where bytes go, and keeps the reason if that fails.
pub(super) struct Out<'a> {
    bytes: io::BufWriter<&'a mut dyn io::Write>,
    failure: Option<io::Error>,
}

impl<'a> Out<'a> {
    pub(super) fn new(out: &'a mut dyn io::Write) -> Self {
        Out {
            bytes: io::BufWriter::with_capacity(1 << 16, out),
            failure: None,
        }
    }

    /// What became of it.
    pub(super) fn finish(mut self, outcome: fmt::Result) -> io::Result<()> {
        match (self.failure, outcome) {
            (Some(failure), _) => Err(failure),
            (None, Err(error)) => Err(io::Error::other(error)),
            (None, Ok(())) => io::Write::flush(&mut self.bytes),
        }
    }
}

impl fmt::Write for Out<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        io::Write::write_all(&mut self.bytes, text.as_bytes()).map_err(|failure| {
            self.failure = Some(failure);
            fmt::Error
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_ends_an_element_or_an_attribute() {
        let hostile = "</p><script x='1' y=\"2\">&amp;";
        assert_eq!(
            Text(hostile).to_string(),
            "&lt;/p&gt;&lt;script x=&#39;1&#39; y=&quot;2&quot;&gt;&amp;amp;"
        );
    }

    #[test]
    fn what_acts_is_shown() {
        assert_eq!(
            Text("a\u{202e}b\u{1b}[1m\0\r\nc\rd\te").to_string(),
            "a\u{fffd}b␛[1m␀\nc\nd\te"
        );
    }

    #[test]
    fn names_are_set_as_code() {
        assert_eq!(
            Sentence("`a<` and `b`, not `c").to_string(),
            "<code>a&lt;</code> and <code>b</code>, not `c"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_harmless(text in any::<String>()) {
            let shown = Text(&text).to_string();
            prop_assert!(!shown.contains(['<', '>', '"', '\'']));
            prop_assert!(shown.chars().all(|c| visible(c).is_none() || c == '\n' || c == '\t'));
        }

        #[test]
        fn ordinary_text_stays(text in "[a-zA-Z0-9 .,;:%€–é\n]{0,40}") {
            prop_assert_eq!(Text(&text).to_string(), text);
        }
    }
}
