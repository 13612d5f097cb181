//! Figures that say which way something went: `down 40%`, `a fall of £5m`, `3% lower`.

use crate::number::lexicon::Direction;

/// Words behind a figure that only degrees have, and the vaguest ones, which prose has of percentages alone.
const BEHIND: &[(&str, Direction)] = &[
    ("of cooling", Direction::Down),
    ("cooler", Direction::Down),
    ("colder", Direction::Down),
    ("less", Direction::Down),
    ("of warming", Direction::Up),
    ("warmer", Direction::Up),
    ("hotter", Direction::Up),
    ("more", Direction::Up),
];

/// The direction that the first or last words of a text name, and the text without them.
pub(super) fn of(text: &str) -> Option<(Direction, &str)> {
    let text = text.trim();
    let article = ["a ", "an "]
        .iter()
        .find_map(|article| strip(text, article));
    let start = article.unwrap_or(text);
    let first = start.split(char::is_whitespace).next().unwrap_or_default();
    if let Some(direction) = Direction::of_verb(first) {
        let rest = start[first.len()..].trim_start();
        let joined = ["by ", "of "].iter().find_map(|word| strip(rest, word));
        let rest = joined.unwrap_or(rest);
        // A level that is reached has no direction.
        return (!rest.is_empty() && strip(rest, "to ").is_none()).then_some((direction, rest));
    }
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    if last.len() < text.len()
        && let Some(direction) = Direction::behind(last)
    {
        let rest = text[..text.len() - last.len()].trim_end();
        return Some((direction, strip(rest, "a ").unwrap_or(rest)));
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
    use rstest::rstest;

    use super::*;

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
