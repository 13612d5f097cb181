//! Digits that can be no number: `$110,00`, `4,3200,000`, `$1,8923`. They are told and not guessed.

use super::words;
use crate::source::Span;

/// Digits of an article that can be no number as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The digits and their commas, with the sign of a currency before them.
    pub span: Span,
    /// What is wrong with them.
    pub reason: &'static str,
}

/// The longest run of digits and commas that is looked at.
const LONGEST: usize = 40;

/// Whether the digits that begin at `at` can be no number.
pub(super) fn at(text: &str, at: usize) -> Option<Malformed> {
    let bytes = text.as_bytes();
    let run = bytes[at..]
        .iter()
        .take(LONGEST)
        .take_while(|byte| byte.is_ascii_digit() || **byte == b',')
        .count();
    let written = text[at..at + run].trim_end_matches(',');
    if !written.contains(',') || run == LONGEST {
        return None;
    }
    let end = at + written.len();
    let before = text[..at].chars().next_back();
    // Parts of words, decimals, works cited by number and coordinates are no groups of thousands.
    let part = before
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '[' | '(' | '-' | '/'));
    let goes_on =
        text[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '\''));
    if part || goes_on {
        return None;
    }
    let sizes: Vec<usize> = written.split(',').map(str::len).collect();
    let (first, rest) = sizes.split_first()?;
    let western = (1..=3).contains(first) && rest.iter().all(|size| *size == 3);
    let indian = (1..=2).contains(first)
        && rest.last() == Some(&3)
        && rest[..rest.len() - 1].iter().all(|size| *size == 2);
    if western || indian || *first > 3 {
        return None;
    }
    let dollars = matches!(before, Some('$' | '£'));
    let start = if dollars {
        at - before.map_or(0, char::len_utf8)
    } else {
        at
    };
    let malformed = |reason| {
        Some(Malformed {
            span: start..end,
            reason,
        })
    };
    match rest {
        // `$110,00`: with a point it would be cents, with another digit thousands. Whoever writes
        // decimals with a comma writes the sign behind.
        [2] if dollars && !is_decimal(&text[end..]) => {
            malformed("behind its comma stand two digits, and groups of thousands have three")
        }
        [4] if is_date(text, at, &written[first + 1..]) => None,
        // `$1,8923`
        [size] if *size > 3 => malformed(
            "behind its comma stand more than three digits, and groups of thousands have three",
        ),
        [_] => None,
        // `4,3200,000`, but not the list `1,2,3`.
        _ if sizes.contains(&3) && rest.iter().any(|size| *size >= 2) => {
            malformed("its commas part groups that are not all of three digits")
        }
        _ => None,
    }
}

/// Whether decimals go on behind a point: `1,23.4` is something else.
fn is_decimal(rest: &str) -> bool {
    rest.strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a day and a year stand there without the blank between: `May 12,2020`.
fn is_date(text: &str, at: usize, year: &str) -> bool {
    let month =
        words::before(text, at).is_some_and(|word| super::dates::month(word.text).is_some());
    month || year.starts_with("19") || year.starts_with("20")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("a fine of $110,00 was", Some("$110,00"))]
    #[case("about 4,3200,000 people", Some("4,3200,000"))]
    #[case("it cost $1,8923 a ton", Some("$1,8923"))]
    #[case("it was 1,234,56 in all", Some("1,234,56"))]
    #[case("it cost $1,892 a ton", None)]
    #[case("it cost 110,00 euros", None)]
    #[case("Rs 12,34,567 were paid", None)]
    #[case("on May 12,2020 it rained", None)]
    #[case("the primes 2,3,5,7", None)]
    #[case("in 2019,2020 and", None)]
    #[case("see [12,1345]", None)]
    #[case("it was 0.79,1234 then", None)]
    #[case("1,2-dichloroethane", None)]
    fn digits_that_can_be_no_number(#[case] text: &str, #[case] expected: Option<&str>) {
        let start = text.find(|c: char| c.is_ascii_digit()).expect("digits");
        let found = at(text, start).map(|malformed| &text[malformed.span]);
        assert_eq!(found, expected);
    }
}
