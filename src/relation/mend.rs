//! The single edits that would make a wrong relation right: a digit, two digits swapped, a scale.

use super::article::Article;
use super::read::Read;
use crate::check;
use crate::claim::{Folder, Typed, Verdict};
use crate::number::{Figure, Settings};

/// The most edits that are named.
const MOST: usize = 3;
/// The most edits that are tried, so that one relation costs little.
const TRIED: usize = 400;

/// The edits, each as `A for B`.
pub(super) fn mends(
    article: &Article<'_>,
    stated: &Option<Read>,
    operands: &[Read],
    formulas: &[&'static str],
) -> Vec<String> {
    let settings = &article.options.settings;
    let mut found = Vec::new();
    let mut tried = 0;
    let count = operands.len() + usize::from(stated.is_some());
    for place in 0..count {
        let read = match stated {
            Some(read) if place == 0 => read,
            _ => &operands[place - usize::from(stated.is_some())],
        };
        for (text, figure) in variants(&read.typed, settings) {
            tried += 1;
            let left = article.edits_left.get();
            if tried > TRIED || found.len() >= MOST || left == 0 {
                return found;
            }
            article.edits_left.set(left - 1);
            let typed = Typed {
                text: text.clone(),
                figure,
                ..read.typed.clone()
            };
            let other = |read: &Read, at: usize| {
                if at == place {
                    typed.clone()
                } else {
                    read.typed.clone()
                }
            };
            let first = usize::from(stated.is_some());
            let new_stated = stated.as_ref().map(|read| other(read, 0));
            let new_operands: Vec<Typed> = operands
                .iter()
                .enumerate()
                .map(|(at, read)| other(read, at + first))
                .collect();
            let holds = Folder::of_figures(new_stated.as_ref(), &new_operands, formulas)
                .and_then(|folder| check::decide(&folder, &folder.claims[0]))
                .is_some_and(|found| found.verdict == Verdict::Consistent);
            if holds {
                found.push(format!("`{text}` for `{}`", read.typed.text));
            }
        }
    }
    found
}

/// How many times too large or too small the stated figure is.
pub(super) fn misses_by(folder: &Folder) -> f64 {
    let claim = &folder.claims[0];
    let Some(stated) = claim.stated.and_then(|id| folder.quantity(id).stated()) else {
        return 1.0;
    };
    let gives = check::decide(folder, claim)
        .and_then(|found| found.readings.into_iter().next())
        .and_then(|(_, gives)| gives)
        .and_then(|gives| gives.mid());
    let Some(gives) = gives else { return 1.0 };
    let (a, b) = (gives.to_f64().abs(), stated.1.nominal().to_f64().abs());
    if a == 0.0 || b == 0.0 {
        return f64::INFINITY;
    }
    (a / b).max(b / a)
}

/// The figure with one slip of the hand undone, in the order of how often people slip so.
fn variants<'a>(
    typed: &'a Typed,
    settings: &'a Settings,
) -> impl Iterator<Item = (String, Figure)> + 'a {
    let text = typed.text.as_str();
    let digits: Vec<usize> = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let mut texts: Vec<String> = Vec::new();
    for pair in digits.windows(2) {
        let mut bytes = text.as_bytes().to_vec();
        bytes.swap(pair[0], pair[1]);
        texts.extend(String::from_utf8(bytes));
    }
    // The decimal point.
    if let (Some(&first), Some(&last)) = (digits.first(), digits.last()) {
        let plain: String = text[first..=last]
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        if plain.len() == digits.len() && plain.len() <= 7 {
            let whole = plain.len()
                - text[first..=last]
                    .rsplit('.')
                    .next()
                    .filter(|_| text[first..=last].contains('.'))
                    .map_or(0, str::len);
            for moved in [
                whole.wrapping_sub(1),
                whole + 1,
                whole.wrapping_sub(2),
                whole + 2,
            ] {
                let number = match moved {
                    1.. if moved < plain.len() => {
                        format!("{}.{}", &plain[..moved], &plain[moved..])
                    }
                    _ if moved == plain.len() => plain.clone(),
                    0 => format!("0.{plain}"),
                    _ if moved > plain.len() && moved < 12 => {
                        format!("{plain}{}", "0".repeat(moved - plain.len()))
                    }
                    _ => continue,
                };
                texts.push(format!("{}{number}{}", &text[..first], &text[last + 1..]));
            }
        }
    }
    for (word, others) in SCALES {
        if let Some(at) = text.find(word) {
            for other in *others {
                texts.push(format!(
                    "{}{other}{}",
                    &text[..at],
                    &text[at + word.len()..]
                ));
            }
            break;
        }
    }
    for &at in &digits {
        for digit in b'0'..=b'9' {
            if text.as_bytes()[at] != digit {
                let mut bytes = text.as_bytes().to_vec();
                bytes[at] = digit;
                texts.extend(String::from_utf8(bytes));
            }
        }
    }
    texts
        .into_iter()
        .filter(move |other| other != text)
        .filter_map(move |other| {
            let mut figure = Figure::parse(&other, settings).ok()?;
            // Only the number may differ.
            figure.unit = typed.figure.unit.clone();
            figure.kind = typed.figure.kind;
            figure.whole = typed.figure.whole;
            figure.hedge = typed.figure.hedge;
            Some((other, figure))
        })
}

/// Scale words that stand for each other by a slip.
const SCALES: &[(&str, &[&str])] = &[
    ("million", &["billion", "thousand", "trillion"]),
    ("billion", &["million", "trillion"]),
    ("trillion", &["billion"]),
    ("thousand", &["million"]),
];
