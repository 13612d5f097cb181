//! Text that came from files, made fit to be shown; and text set in lines.

use std::borrow::Cow;
use std::fmt::Display;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands for a character that would act on a terminal instead of being seen on it: a control
/// character, or one that turns the direction of writing.
pub(crate) fn visible(character: char) -> Option<char> {
    match character {
        '\u{7f}' => Some('␡'),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + character as u32),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// A text as one line in which nothing acts on the terminal. White space, also a newline, becomes
/// one space.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c != '\n' && c != '\t' && c != '\r' && visible(c).is_none();
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' if shown.ends_with(' ') => {}
            '\n' | '\r' | '\t' => shown.push(' '),
            _ => shown.push(visible(character).unwrap_or(character)),
        }
    }
    shown.truncate(shown.trim_end().len());
    Cow::Owned(shown)
}

/// A text that begins a line. A runner of continuous integration would take `::` there for a
/// command.
pub(crate) fn first(text: &str) -> Cow<'_, str> {
    let line = line(text);
    if line.trim_start().starts_with("::") {
        Cow::Owned(format!("./{line}"))
    } else {
        line
    }
}

/// Breaks a line into lines of at most `width` columns, at spaces; a longer word stands alone. What
/// a runner of continuous integration would take for a command begins none but the first.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text.trim_end();
    while let Some(end) = break_after(rest, width) {
        lines.push(rest[..end].trim_end());
        rest = rest[end..].trim_start();
    }
    lines.push(rest);
    lines
}

/// Where a text longer than `width` is broken: at the last fitting space that it may be broken at,
/// or else the first.
fn break_after(text: &str, width: usize) -> Option<usize> {
    let mut used = 0;
    let mut space = None;
    for (at, character) in text.char_indices() {
        if character == ' ' && at > 0 && !text[at..].trim_start().starts_with("::") {
            space = Some(at);
        }
        used += character.width().unwrap_or(0);
        if used > width && space.is_some() {
            return space;
        }
    }
    None
}

/// Cuts a line to `width` columns, between words where that does not lose much.
pub(crate) fn clip(text: &str, width: usize, unicode: bool) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let ellipsis = if unicode { "…" } else { "..." };
    let room = width.saturating_sub(ellipsis.width());
    let mut used = 0;
    let end = text.char_indices().find_map(|(at, character)| {
        used += character.width().unwrap_or(0);
        (used > room).then_some(at)
    });
    let end = end.unwrap_or(text.len());
    let in_a_word = !text[end..].starts_with(' ');
    let space = text[..end]
        .rfind(' ')
        .filter(|&space| in_a_word && space > end / 2);
    let kept = text[..space.unwrap_or(end)].trim_end();
    Cow::Owned(format!("{kept}{ellipsis}"))
}

/// A number of things: `1 claim`, `12,000 claims`.
pub(crate) fn count(number: usize, thing: &str) -> impl Display {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", grouped(&number.to_string()))
}

/// Digits with a comma between thousands, from ten thousand on.
pub(crate) fn grouped(number: &str) -> String {
    let start = usize::from(number.starts_with('-'));
    let end = number.find('.').unwrap_or(number.len());
    let digits = end - start;
    if digits < 5 {
        return number.to_owned();
    }
    let mut shown = number[..start].to_owned();
    for (index, digit) in number[start..end].char_indices() {
        if index > 0 && (digits - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown.push_str(&number[end..]);
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn control_characters_are_shown_not_sent() {
        assert_eq!(
            line("a\u{1b}[31mb\u{202e}c\u{9b}d"),
            "a␛[31mb\u{fffd}c\u{fffd}d"
        );
        assert_eq!(line("two\r\n  lines\n"), "two   lines");
        assert!(matches!(line("plain – text"), Cow::Borrowed(_)));
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("unbreakable word", 4), ["unbreakable", "word"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(wrap("one two  ::three", 8), ["one", "two  ::three"]);
        assert_eq!(first("::error::a"), "./::error::a");
        assert_eq!(clip("one two three", 8, true), "one two…");
        assert_eq!(clip("one two three", 10, true), "one two…");
        assert_eq!(clip("unbreakable", 8, false), "unbre...");
    }

    #[test]
    fn counts_read_well() {
        assert_eq!(count(1, "claim").to_string(), "1 claim");
        assert_eq!(count(1_234_567, "claim").to_string(), "1,234,567 claims");
        assert_eq!(grouped("-12345.678"), "-12,345.678");
        assert_eq!(grouped("2015"), "2015");
    }

    proptest! {
        #[test]
        fn wrapping_loses_no_word(text in "[a-zé日 ]{0,80}", width in 1_usize..30) {
            let lines = wrap(&text, width);
            let words: Vec<&str> = text.split_whitespace().collect();
            let kept: Vec<&str> = lines.iter().flat_map(|line| line.split_whitespace()).collect();
            prop_assert_eq!(kept, words);
            for line in lines {
                prop_assert!(line.width() <= width || !line.trim().contains(' '));
            }
        }

        #[test]
        fn wrapping_makes_no_commands(text in "a[a: ]{0,40}", width in 1_usize..10) {
            prop_assert!(wrap(&text, width).iter().all(|line| !line.trim_start().starts_with("::")));
        }

        #[test]
        fn a_line_has_no_control_character(text in any::<String>()) {
            let shown = line(&text);
            prop_assert!(shown.chars().all(|c| !c.is_control() && visible(c).is_none()));
        }
    }
}
