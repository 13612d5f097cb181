//! Texts that came from files, as Markdown that shows them and does nothing else.

use crate::report::text;

/// Keeps what GitHub makes links of apart without being seen: a mention, an issue's number, an
/// address.
const APART: &str = "&#8203;";

/// A text within a line of Markdown, not at the line's beginning: no markup, no HTML, no link, no
/// mention. What our own sentences put between backticks, an id or a key, is code.
pub(super) fn text(text: &str) -> String {
    let line = text::line(text);
    let mut shown = String::with_capacity(line.len());
    let mut done = 0;
    for (at, _) in line.match_indices('`') {
        if at >= done
            && let Some(end) = name_end(&line, at)
        {
            escape(&line[done..at], &mut shown);
            shown.push_str(&line[at..end]);
            done = end;
        }
    }
    escape(&line[done..], &mut shown);
    shown
}

/// Where a name ends that stands between single backticks, if one begins at this one.
fn name_end(line: &str, at: usize) -> Option<usize> {
    let (before, rest) = (&line[..at], &line[at + 1..]);
    let length = rest.find('`')?;
    let (name, after) = (&rest[..length], &rest[length + 1..]);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let is_single = !before.ends_with('`') && !after.starts_with('`');
    (is_single && length > 0 && name.chars().all(is_name)).then_some(at + length + 2)
}

fn escape(plain: &str, shown: &mut String) {
    let mut before = [' '; 2];
    for (at, character) in plain.char_indices() {
        let rest = &plain[at + character.len_utf8()..];
        let next = rest.chars().next().unwrap_or(' ');
        let in_a_word = before[1].is_alphanumeric() && next.is_alphanumeric();
        match character {
            '\\' | '`' | '*' | '[' | '~' | '^' | '$' => shown.extend(['\\', character]),
            // Within words an underscore means nothing, and reads better alone.
            '_' if !in_a_word => shown.push_str("\\_"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '|' => shown.push_str("&#124;"),
            '&' if next.is_ascii_alphanumeric() || next == '#' => shown.push_str("&amp;"),
            '@' if next != ' ' => shown.extend(["@", APART]),
            '#' if next.is_ascii_digit() => shown.extend(["#", APART]),
            '-' if next.is_ascii_digit() && is_issue(before) => shown.extend(["-", APART]),
            ':' if rest.starts_with("//") => shown.extend([":", APART]),
            '.' if is_www(&plain[..at]) => shown.extend([APART, "."]),
            _ => shown.push(character),
        }
        before = [before[1], character];
    }
}

/// `GH-12` is an issue.
fn is_issue(before: [char; 2]) -> bool {
    before.map(|c| c.to_ascii_lowercase()) == ['g', 'h']
}

/// `www.` begins an address.
fn is_www(before: &str) -> bool {
    let word = before
        .len()
        .checked_sub(3)
        .and_then(|start| before.get(start..));
    word.is_some_and(|word| word.eq_ignore_ascii_case("www"))
}

/// A text as code, in which GitHub makes no links either.
pub(super) fn code(text: &str) -> String {
    let line = text::line(text);
    let ticks = line.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(ticks + 1);
    // One space at each end is taken off again.
    let ends = |c: char| line.starts_with(c) || line.ends_with(c);
    let pad = if line.is_empty() || ends('`') || ends(' ') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{line}{pad}{fence}")
}

/// A text as code within a table, where `|` would end the cell.
pub(super) fn code_in_table(shown: &str) -> String {
    if shown.contains('|') {
        let mut tagged = String::from("<code>");
        escape(&text::line(shown), &mut tagged);
        tagged + "</code>"
    } else {
        code(shown)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// The text that Markdown shows, code between `ticks`; panics if it is more than a paragraph of
    /// the two.
    fn shown(markdown: &str, ticks: &str) -> String {
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        let mut shown = String::new();
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(text) => shown += &text,
                Event::Code(code) => shown += &format!("{ticks}{code}{ticks}"),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                other => panic!("{markdown:?} gives {other:?}"),
            }
        }
        shown.replace('\u{200b}', "")
    }

    #[test]
    fn plain_text_stays_readable() {
        for plain in [
            "35 % is stated, but the figures give €68 billion (or 30 %)",
            "no input or claim has the id `b`, but `trade.b_c` is there",
            "traffic_2022 is not in §3 – “so”; 5 > 4 & more",
        ] {
            assert_eq!(text(plain).replace("&gt;", ">"), plain);
        }
        assert_eq!(code("share(12, 40)"), "`share(12, 40)`");
    }

    #[test]
    fn markup_is_shown() {
        assert_eq!(text("*a* _b_ ~c~ `d`"), "\\*a\\* \\_b\\_ \\~c\\~ `d`");
        assert_eq!(text("``d`` `e f` `"), "\\`\\`d\\`\\` \\`e f\\` \\`");
        assert_eq!(
            text("![x](y) <b> &lt; a|b"),
            "!\\[x](y) &lt;b&gt; &amp;lt; a&#124;b"
        );
        assert_eq!(text("$x$ and US$5"), "\\$x\\$ and US\\$5");
        assert_eq!(code("a``b`"), "``` a``b` ```");
        assert_eq!(code(""), "`  `");
        assert_eq!(code_in_table("a|`b"), "<code>a&#124;\\`b</code>");
    }

    #[test]
    fn nothing_becomes_a_link() {
        assert_eq!(
            text("@ann a@b.org #12 gh-3"),
            "@&#8203;ann a@&#8203;b.org #&#8203;12 gh-&#8203;3"
        );
        assert_eq!(
            text("https://a.b www.c.d"),
            "https:&#8203;//a.b www&#8203;.c.d"
        );
        assert_eq!(text("# 5 @ 6 10-3 a:b"), "# 5 @ 6 10-3 a:b");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_the_text(source in "([-a-z0-9 *_~`<>&#@!:;/.|$\\[\\]()\\\\{}^=+\n\"é]|US\\$[0-9]){0,40}") {
            let line = text::line(&source);
            let shown = shown(&format!("a {}", text(&source)), "`");
            prop_assert_eq!(shown.trim().to_owned(), format!("a {line}").trim().to_owned());
        }

        #[test]
        fn what_is_shown_as_code_is_the_text(source in "[a-z `|<*\\\\&]{0,20}") {
            let line = text::line(&source);
            let code = shown(&format!("a{}", code(&source)), "");
            prop_assert_eq!(code.trim_end().to_owned(), format!("a{line}").trim_end().to_owned());
        }

        #[test]
        fn a_cell_stays_one_cell(source in "[a-z `|<*\\\\&]{0,20}") {
            let table = format!("| a | b |\n| --- | --- |\n| {} | x |\n", code_in_table(&source));
            let mut cells = Vec::new();
            for event in Parser::new_ext(&table, Options::ENABLE_TABLES) {
                match event {
                    Event::Start(Tag::TableCell) => cells.push(String::new()),
                    Event::Text(text) | Event::Code(text) => *cells.last_mut().expect("a cell") += &text,
                    _ => {}
                }
            }
            prop_assert_eq!(cells.len(), 4);
            prop_assert_eq!(cells[2].trim().to_owned(), text::line(&source).trim().to_owned());
            prop_assert_eq!(&cells[3], "x");
        }
    }
}
