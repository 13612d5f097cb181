//! Figures that say which way something went: `down 40%`, `a fall of £5m`, `3% lower`.

use crate::number::figures::Direction;

/// Words before a figure.
#[rustfmt::skip]
const BEFORE: &[(&str, Direction)] = &[
    ("down", Direction::Down), ("fell", Direction::Down), ("fall of", Direction::Down), ("dropped", Direction::Down),
    ("drop of", Direction::Down), ("declined", Direction::Down), ("decline of", Direction::Down), ("decreased", Direction::Down),
    ("decrease of", Direction::Down), ("lost", Direction::Down), ("shrank", Direction::Down), ("cut of", Direction::Down), ("reduction of", Direction::Down),
    ("up", Direction::Up), ("rose", Direction::Up), ("rise of", Direction::Up), ("grew", Direction::Up), ("growth of", Direction::Up),
    ("increased", Direction::Up), ("increase of", Direction::Up), ("gained", Direction::Up), ("gain of", Direction::Up),
];

/// Words behind a figure.
#[rustfmt::skip]
const BEHIND: &[(&str, Direction)] = &[
    ("lower", Direction::Down), ("down", Direction::Down), ("fall", Direction::Down), ("drop", Direction::Down), ("decline", Direction::Down),
    ("decrease", Direction::Down), ("reduction", Direction::Down), ("less", Direction::Down),
    ("of cooling", Direction::Down), ("cooler", Direction::Down), ("colder", Direction::Down),
    ("of warming", Direction::Up), ("warmer", Direction::Up), ("hotter", Direction::Up),
    ("higher", Direction::Up), ("up", Direction::Up), ("rise", Direction::Up), ("increase", Direction::Up), ("growth", Direction::Up), ("more", Direction::Up),
];

/// The direction that the first or last words of a text name, and the text without them.
pub(super) fn of(text: &str) -> Option<(Direction, &str)> {
    let text = text.trim();
    let article = ["a ", "an "]
        .iter()
        .find_map(|article| strip(text, article));
    let start = article.unwrap_or(text);
    for (words, direction) in BEFORE {
        if let Some(rest) = strip(start, words)
            && rest.starts_with(char::is_whitespace)
        {
            let rest = rest.trim_start();
            let rest = strip(rest, "by ").unwrap_or(rest);
            // A level that is reached has no direction.
            return (strip(rest, "to ").is_none()).then_some((*direction, rest));
        }
    }
    BEHIND.iter().find_map(|(word, direction)| {
        let at = text.len().checked_sub(word.len())?;
        let (rest, last) = text.split_at_checked(at)?;
        (last.eq_ignore_ascii_case(word) && rest.ends_with(char::is_whitespace))
            .then(|| (*direction, strip(rest, "a ").unwrap_or(rest).trim()))
    })
}

/// What stands for a figure in other words: `unchanged` is a change of nothing, `twice as many` is
/// twice, `a factor of three` three times, `third lowest` a third place, `P < 0.001` a number below
/// that.
pub(super) fn other_words(text: &str) -> Option<String> {
    let text = text.trim();
    if ["unchanged", "no change", "flat"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
    {
        return Some("0%".to_owned());
    }
    if let Some(number) = strip(text, "a factor of ").or_else(|| strip(text, "by a factor of ")) {
        return Some(format!("{number} times"));
    }
    if let Some(rest) = strip(text, "p ")
        .or_else(|| strip(text, "p<"))
        .or_else(|| strip(text, "p="))
    {
        let signed = rest.trim_start();
        if signed.starts_with(['<', '>', '=', '≤', '≥']) {
            return Some(signed.to_owned());
        }
        return text[1..]
            .starts_with(['<', '='])
            .then(|| text[1..].to_owned());
    }
    // What is as many, as large; and what is lowest in the third place.
    let lower = text.to_ascii_lowercase();
    const AS: [&str; 8] = [
        " as many",
        " as much",
        " as high",
        " as large",
        " as big",
        " as long",
        " as fast",
        " as great",
    ];
    const PLACES: [&str; 10] = [
        " lowest",
        " highest",
        " largest",
        " biggest",
        " smallest",
        " best",
        " worst",
        " longest",
        " fastest",
        " most",
    ];
    let words = AS.iter().chain(&PLACES);
    words
        .filter_map(|words| lower.strip_suffix(words))
        .next()
        .map(|rest| text[..rest.len()].to_owned())
}

/// What follows some words at the beginning of a text, whatever their case.
fn strip<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let (first, rest) = text.split_at_checked(words.len())?;
    first.eq_ignore_ascii_case(words).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("down 40%", Some((Direction::Down, "40%")))]
    #[case("a fall of £5m", Some((Direction::Down, "£5m")))]
    #[case("Rose by 3", Some((Direction::Up, "3")))]
    #[case("3% lower", Some((Direction::Down, "3%")))]
    #[case("rose to €21", None)]
    #[case("40%", None)]
    #[case("downtown 5", None)]
    fn directions(#[case] text: &str, #[case] expected: Option<(Direction, &str)>) {
        assert_eq!(of(text), expected);
    }
}
