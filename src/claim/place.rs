//! Where a part of a scalar's text stands in the file it was written in.

use std::ops::Range;

use crate::source::Span;

/// The place of a part of a scalar's text. Quotes, escapes and line breaks move the text against
/// what was written; where the two cannot be brought together it is the whole scalar.
pub(super) fn within(source: &str, scalar: &Span, text: &str, part: &Range<usize>) -> Span {
    let written = source.get(scalar.clone()).unwrap_or_default();
    // Written plainly, or in quotes.
    for skip in [0, 1] {
        if written
            .get(skip..)
            .is_some_and(|rest| rest.starts_with(text))
        {
            let start = scalar.start + skip;
            return start + part.start..start + part.end;
        }
    }
    match align(written, text, part) {
        Some(at) => scalar.start + at.start..scalar.start + at.end,
        None => scalar.clone(),
    }
}

/// Walks along a scalar as written and as read.
fn align(written: &str, text: &str, part: &Range<usize>) -> Option<Span> {
    let mut at = usize::from(written.starts_with(['"', '\'']));
    let mut start = None;
    for (offset, c) in text.char_indices() {
        // The indentation of a line, or a line break that was folded away.
        while let Some(blank) = written.get(at..)?.chars().next()
            && blank.is_whitespace()
            && !c.is_whitespace()
        {
            at += blank.len_utf8();
        }
        if offset >= part.end && part.end > part.start {
            break;
        }
        if offset >= part.start && start.is_none() {
            start = Some(at);
        }
        at += length_of(written.get(at..)?, c)?;
    }
    let start = start.unwrap_or(at);
    Some(start..at.max(start)).filter(|at| written.get(at.clone()).is_some())
}

/// How many bytes a character of the text takes as it is written here.
fn length_of(written: &str, c: char) -> Option<usize> {
    let first = written.chars().next()?;
    match first {
        '\\' => Some(match written.as_bytes().get(1)? {
            b'x' => 4,
            b'u' => 6,
            b'U' => 10,
            _ => 1 + written[1..].chars().next()?.len_utf8(),
        }),
        '\'' if written.starts_with("''") => Some(2),
        // A fold: one space for a line break and the next line's indentation.
        _ if c.is_whitespace() && first.is_whitespace() => {
            Some(written.len() - written.trim_start().len()).filter(|&length| length > 0)
        }
        _ => (first == c).then(|| c.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("sold < bought", "sold < bought", "bought")]
    #[case::quoted("'sold < bought'", "sold < bought", "bought")]
    #[case::escaped(r#""\u0073old <\tbought""#, "sold <\tbought", "bought")]
    #[case::single("'it''s < bought'", "it's < bought", "bought")]
    #[case::folded("sold <\n      bought", "sold < bought", "bought")]
    #[case::literal("sold <\n      bought +\n      5", "sold <\nbought +\n5", "bought")]
    #[case::first(r#""bought\x20< 5""#, "bought < 5", "bought")]
    #[case::continued(
        "\"sold < \\\n   bought\"",
        "sold < bought",
        "\"sold < \\\n   bought\""
    )]
    fn parts_are_found(#[case] written: &str, #[case] text: &str, #[case] expected: &str) {
        let source = format!("formula: {written}\n");
        let scalar = 9..9 + written.len();
        let at = text.find("bought").expect("it is there");
        assert_eq!(
            &source[within(&source, &scalar, text, &(at..at + 6))],
            expected
        );
    }

    proptest::proptest! {
        #[test]
        fn any_part_of_anything_is_a_place(
            written in "[ab'\"\\\\xu\n é]{0,20}", text in "[ab'\"\\\\\n é]{0,20}", a in 0usize..20, b in 0usize..20,
        ) {
            let (a, b) = (text.floor_char_boundary(a), text.floor_char_boundary(b));
            let source = format!("é{written}é");
            let place = within(&source, &(2..2 + written.len()), &text, &(a.min(b)..a.max(b)));
            proptest::prop_assert!(source.get(place).is_some());
        }
    }
}
