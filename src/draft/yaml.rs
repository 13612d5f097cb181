//! Writing the few shapes of YAML that a claim file has.

/// A text as a scalar that reads back as itself: plain where that is safe, in double quotes
/// otherwise.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            _ if is_printable(c) => quoted.push(c),
            _ => {
                let code = u32::from(c);
                quoted.push_str(&match code {
                    0..=0xff => format!("\\x{code:02x}"),
                    0x100..=0xffff => format!("\\u{code:04x}"),
                    _ => format!("\\U{code:08x}"),
                });
            }
        }
    }
    quoted.push('"');
    quoted
}

/// A text as it can stand behind `#`, on one line.
pub(super) fn comment(text: &str) -> String {
    text.chars()
        .map(|c| if is_printable(c) { c } else { ' ' })
        .collect()
}

/// Whether a plain scalar reads back as this text everywhere a value may stand.
fn is_plain(text: &str) -> bool {
    let inner = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                ' ' | '.'
                    | '$'
                    | '%'
                    | '('
                    | ')'
                    | '+'
                    | '-'
                    | '/'
                    | '*'
                    | '<'
                    | '>'
                    | '_'
                    | '\''
                    | ','
                    | '£'
                    | '€'
            )
    };
    let first = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '£' | '€' | '(');
    // What YAML reads as something else than text, numbers aside, which claim files take as
    // written.
    const WORDS: [&str; 7] = ["true", "false", "yes", "no", "on", "off", "null"];
    (text.starts_with(first) || text.starts_with("../"))
        && text.chars().all(inner)
        && !text.ends_with(' ')
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// What YAML lets stand unescaped on a line (YAML 1.2.2, `nb-json` and `c-printable`), without what
/// no reader sees.
fn is_printable(c: char) -> bool {
    match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => false,
        _ => !c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_where_it_is_safe() {
        for text in [
            "US$68 billion",
            "growth(a, b)",
            "25%",
            "5",
            "£3.5m",
            "more than 20%",
            "../a/article.md",
        ] {
            assert_eq!(scalar(text), text);
        }
        for (text, expected) in [
            ("-growth(a, b)", "\"-growth(a, b)\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("Yes", "\"Yes\""),
            ("say \"5\" \\", "\"say \\\"5\\\" \\\\\""),
            (
                "a\u{7}\u{2028}\u{e000}\u{1f600}",
                "\"a\\x07\\u2028\u{e000}\u{1f600}\"",
            ),
            ("", "\"\""),
            ("[5]", "\"[5]\""),
        ] {
            assert_eq!(scalar(text), expected);
        }
        assert_eq!(comment("a\nb\u{7}"), "a b ");
    }
}
