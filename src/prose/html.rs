//! The visible text of HTML.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as TagSpan, Tokenizer};

use super::visible::{Builder, Visible};
use crate::source::Span;

/// Elements whose text is for machines, as code is, or repeats the headline; they end with their own
/// end tag.
#[rustfmt::skip]
const HIDDEN: &[&[u8]] = &[
    b"script", b"style", b"pre", b"template", b"svg", b"math", b"title", b"textarea", b"select", b"iframe", b"object",
];

/// Elements within a sentence whose text is no prose.
const MASKED: &[&[u8]] = &[b"code", b"kbd", b"samp", b"var"];

/// Elements within a sentence; every other one begins and ends a block.
const INLINE: &[&[u8]] = &[
    b"a", b"abbr", b"acronym", b"b", b"bdi", b"bdo", b"big", b"cite", b"data", b"del", b"dfn",
    b"em", b"font", b"i", b"img", b"ins", b"label", b"mark", b"meta", b"q", b"s", b"small",
    b"span", b"strike", b"strong", b"sub", b"sup", b"time", b"tt", b"u", b"wbr",
];

/// How much of a tag is looked at.
const LONGEST_TAG: usize = 256;

/// What readers see of an HTML article.
pub(super) fn read(article: &str) -> Visible<'_> {
    let mut builder = Builder::new(article);
    read_into(&mut builder, 0..article.len());
    builder.finish()
}

/// Reads a stretch of HTML within a file.
pub(super) fn read_into(builder: &mut Builder<'_>, range: Span) {
    let source = builder.source();
    let Some(html) = source.get(range.clone()) else {
        return;
    };
    let mut reader = Reader {
        builder,
        base: range.start,
        hidden: None,
        masked: None,
        raised: None,
        attribute: None,
    };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: TagSpan<usize>| {
        reader.event(event, span);
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    for _ in Tokenizer::new_with_emitter(html, emitter) {}
    let end = range.end;
    reader.end_block(end);
}

struct Reader<'b, 't> {
    builder: &'b mut Builder<'t>,
    /// Where the HTML begins in the file.
    base: usize,
    /// The hidden element we are in, and how many of its name are open.
    hidden: Option<(&'static [u8], usize)>,
    /// Where the masked element we are in began.
    masked: Option<usize>,
    /// Where the text of the `sup` we are in began.
    raised: Option<usize>,
    /// The attribute of a cell that is read.
    attribute: Option<Attribute>,
}

/// How far a cell spans.
#[derive(Clone, Copy)]
enum Attribute {
    Columns,
    Rows,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: CallbackEvent<'_>, span: TagSpan<usize>) {
        let (start, end) = (self.base + span.start, self.base + span.end);
        match event {
            CallbackEvent::OpenStartTag { name } => self.open(name, start),
            CallbackEvent::EndTag { name } => self.close(name, end),
            CallbackEvent::AttributeName { name } => {
                self.attribute = match name {
                    b"colspan" => Some(Attribute::Columns),
                    b"rowspan" => Some(Attribute::Rows),
                    _ => None,
                };
            }
            CallbackEvent::AttributeValue { value } => {
                let number = std::str::from_utf8(value)
                    .ok()
                    .and_then(|value| value.trim().parse().ok());
                let (grids, _) = self.builder.grids();
                match self.attribute.take() {
                    Some(Attribute::Columns) => grids.stretch(number, None),
                    Some(Attribute::Rows) => grids.stretch(None, number),
                    None => {}
                }
            }
            CallbackEvent::String { .. } if self.hidden.is_none() && self.masked.is_none() => {
                if let Some(raised) = &mut self.raised {
                    // Read when its end is known; only one run of text can be an exponent.
                    *raised = (*raised).min(start);
                } else {
                    self.text(start..end);
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, name: &[u8], at: usize) {
        if let Some((hidden, depth)) = &mut self.hidden {
            if name == *hidden {
                *depth += 1;
            }
            return;
        }
        if let Some(hidden) = HIDDEN.iter().find(|hidden| **hidden == name) {
            self.hidden = Some((hidden, 1));
        } else if MASKED.contains(&name) {
            self.masked.get_or_insert(at);
        } else if name == b"sup" || name == b"a" && self.is_mark(at) {
            self.raised = Some(usize::MAX);
        } else if name == b"br" {
            self.builder.replace(at..at, "\n");
        } else if !INLINE.contains(&name) {
            self.end_block(at);
            let (grids, at) = self.builder.grids();
            match name {
                b"table" => grids.open_table(at),
                b"tr" => grids.open_row(at),
                b"th" => grids.open_cell(at, true),
                b"td" => grids.open_cell(at, false),
                b"caption" => grids.open_caption(at),
                _ => {}
            }
        }
    }

    fn close(&mut self, name: &[u8], end: usize) {
        if let Some((hidden, depth)) = &mut self.hidden {
            if name == *hidden {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        if MASKED.contains(&name) {
            if let Some(start) = self.masked.take() {
                self.builder.mask(start..end);
            }
        } else if name == b"sup" || name == b"a" {
            self.lower(end);
        } else if !INLINE.contains(&name) {
            let (grids, at) = self.builder.grids();
            match name {
                b"table" => grids.close_table(at),
                b"td" | b"th" | b"tr" | b"caption" => grids.close_cell(at),
                _ => {}
            }
            self.end_block(end);
        }
    }

    /// Whether the link that begins at `at` leads to a note on the page, from the end of a word, and
    /// no `sup` is open around it.
    fn is_mark(&self, at: usize) -> bool {
        let source = self.builder.source();
        let near = source.floor_char_boundary(source.len().min(at + LONGEST_TAG));
        let tag = source.get(at..near).unwrap_or_default();
        let tag = tag.split('>').next().unwrap_or_default();
        let to_note = ["href=\"#", "href='#", "href=#"]
            .iter()
            .any(|link| tag.contains(link));
        let glued = !self.builder.text().ends_with(char::is_whitespace);
        to_note && glued && self.raised.is_none() && !self.builder.text().is_empty()
    }

    /// The end of a `sup` or a note's link: what readers see of it.
    fn lower(&mut self, end: usize) {
        let Some(start) = self.raised.take().filter(|start| *start < end) else {
            return;
        };
        raise(self.builder, start..end);
    }

    /// What was left open ends with its block, so that one forgotten tag does not hide an article.
    fn end_block(&mut self, at: usize) {
        if let Some(start) = self.masked.take() {
            self.builder.mask(start..at);
        }
        self.raised = None;
        self.builder.end_block(at);
    }

    /// A run of text, in which entities stand for other letters.
    fn text(&mut self, range: Span) {
        let source = self.builder.source();
        let Some(text) = source.get(range.clone()) else {
            return;
        };
        if text.trim().is_empty() && self.builder.text().ends_with("\n\n") {
            return; // between two blocks
        }
        let mut from = 0;
        for at in memchr::memchr_iter(b'&', text.as_bytes()) {
            if at < from {
                continue;
            }
            let length = entity_length(&text[at..]);
            let Some(decoded) = decode(&text[at..at + length]) else {
                continue;
            };
            self.builder.copy(range.start + from..range.start + at);
            let original = range.start + at..range.start + at + length;
            self.builder.replace(original, &decoded);
            from = at + length;
        }
        self.builder.copy(range.start + from..range.end);
    }
}

/// Puts in what stands raised, the end of its tag with it: an exponent (`km<sup>2</sup>`), an
/// ordinal's ending or the first part of a fraction is read, a footnote's mark is not.
pub(super) fn raise(builder: &mut Builder<'_>, range: Span) {
    let source = builder.source();
    let text = source.get(range.clone()).unwrap_or_default();
    let text = text.split('<').next().unwrap_or_default();
    let before = builder.text();
    let word = before
        .rsplit(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or_default();
    let is_length = ["m", "km", "cm", "mm", "ft", "in", "mi", "yd"].contains(&word);
    let read = range.start..range.start + text.len();
    let digits = |text: &str| {
        let digits = text.trim_start_matches(['-', '−', '+']);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    // `10<sup>6</sup>`, `3×10<sup>8</sup>`, but not the note of `110<sup>6</sup>`.
    let ten = before.strip_suffix("10").is_some_and(|rest| {
        !rest.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
    });
    let behind = source.get(range.end..).unwrap_or_default();
    let over = ["/", "⁄", "&frasl;", "&#8260;"]
        .iter()
        .any(|sign| behind.starts_with(sign));
    match text.trim() {
        "2" if is_length => builder.replace(read, "²"),
        "3" if is_length => builder.replace(read, "³"),
        "st" | "nd" | "rd" | "th" => builder.copy(read),
        exponent if digits(exponent) && ten => {
            let exponent = format!("^{exponent}");
            builder.replace(read, &exponent);
        }
        // `3<sup>1</sup>⁄<sub>2</sub>`
        part if digits(part) && over => {
            let whole = before.ends_with(|c: char| c.is_ascii_digit());
            let part = format!("{}{part}", if whole { " " } else { "" });
            builder.replace(read, &part);
        }
        // What is no mark of a note: `(see <a href="#more">more</a>)`.
        words if words.len() > 4 => builder.copy(read),
        _ => {}
    }
}

/// How many bytes an entity has: `&`, its name or number, and its semicolon. The longest name has
/// 31 letters.
fn entity_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let name = bytes[1..]
        .iter()
        .take(33)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#')
        .count();
    1 + name + usize::from(bytes.get(1 + name) == Some(&b';'))
}

/// What an entity stands for; `None` where it is none.
fn decode(entity: &str) -> Option<String> {
    let mut decoded = None;
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: TagSpan<usize>| {
        if let CallbackEvent::String { value } = event {
            decoded = String::from_utf8(value.to_vec()).ok();
        }
        None::<Infallible>
    });
    for _ in Tokenizer::new_with_emitter(entity, emitter) {}
    decoded.filter(|decoded| decoded != entity)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::inline("<p>It was <b>5</b> million.</p>", "It was 5 million.")]
    #[case::blocks("<li>5<li>6", "5\n\n6")]
    #[case::cells("<td>5</td><td>6</td>", "5\n\n6")]
    #[case::line("5<br>6", "5\n6")]
    #[case::script("5<script>var x = 7 < 8;</script> million", "5 million")]
    #[case::unclosed_script("5 <script>var x = 7", "5")]
    #[case::comment("5<!-- 7 --> million", "5 million")]
    #[case::attributes("<p data-n='7' title=\"8 > 9\">5</p>", "5")]
    #[case::code("use <code>7</code> now", "use \u{fffc} now")]
    #[case::unclosed_code("<p>use <code>7<p>now 8", "use \u{fffc}\n\nnow 8")]
    #[case::entities("&pound;5 &amp; &#8364;6&nbsp;m", "£5 & €6\u{a0}m")]
    #[case::no_entity("AT&T paid 5 & 6 &unknown; 7", "AT&T paid 5 & 6 &unknown; 7")]
    #[case::exponent("5 km<sup>2</sup> and 3×10<sup>8</sup>", "5 km² and 3×10^8")]
    #[case::ordinal("the 5<sup>th</sup>", "the 5th")]
    #[case::footnote(
        "5 million<sup>2</sup> and 6<sup><a href='#2'>2</a></sup>.",
        "5 million and 6."
    )]
    #[case::unclosed_tag("5 <b", "5")]
    #[case::stray("5 < 6 and 7 > 6", "5 < 6 and 7 > 6")]
    #[case::carriage_returns("<p>5\r\nmillion</p>\r\n<p>&eacute; 6</p>", "5\r\nmillion\n\né 6")]
    fn what_readers_see(#[case] article: &str, #[case] visible: &str) {
        assert_eq!(read(article).text().trim_matches('\n').trim_end(), visible);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let article = "<p>caf&eacute; <b>&pound;5</b> million</p>\r\n<p>and 6</p>";
        let visible = read(article);
        let find = |text: &str| visible.text().find(text).expect("visible");
        let five = find("£5");
        assert_eq!(
            &article[visible.original(five..five + "£5 million".len())],
            "&pound;5</b> million"
        );
        let six = find("6");
        assert_eq!(&article[visible.original(six..six + 1)], "6");
    }
}
