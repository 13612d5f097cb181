//! Numbers that are no plain count: multiples (`doubled`, `10-fold`), ranks (`10th`) and vague
//! counts (`dozens`).

use std::sync::LazyLock;

use crate::number::exact::Rational;
use crate::number::figures::ladder::VAGUE;
use crate::number::lexicon::{Form, Number, Phrases, gap, one_of, skip_blanks, words};

/// Multiples in one word, as fractions.
pub(super) static MULTIPLES: LazyLock<Phrases<(i64, i64)>> = LazyLock::new(|| {
    #[rustfmt::skip]
    const WORDS: &[(&[&str], (i64, i64))] = &[
        (&["halved", "halves", "halving"], (1, 2)),
        (&["twice", "doubled", "doubles", "double", "doubling", "twofold"], (2, 1)),
        (&["thrice", "tripled", "triples", "triple", "tripling", "trebled", "trebles", "treble", "trebling", "threefold"], (3, 1)),
        (&["quadrupled", "quadruples", "quadruple", "quadrupling", "fourfold"], (4, 1)),
        (&["quintupled", "quintuples", "quintuple", "quintupling", "fivefold"], (5, 1)),
        (&["sextupled", "sextuple", "sixfold"], (6, 1)),
        (&["septupled", "septuple", "sevenfold"], (7, 1)),
        (&["octupled", "octuple", "eightfold"], (8, 1)),
        (&["ninefold"], (9, 1)),
        (&["decupled", "tenfold"], (10, 1)),
        (&["twelvefold"], (12, 1)),
        (&["twentyfold"], (20, 1)),
        (&["fiftyfold"], (50, 1)),
        (&["hundredfold", "a hundredfold"], (100, 1)),
        (&["thousandfold", "a thousandfold"], (1_000, 1)),
        (&["once"], (1, 1)),
    ];
    Phrases::new(
        WORDS
            .iter()
            .flat_map(|(words, value)| words.iter().map(move |word| (*word, *value))),
    )
});

/// `times`, `-fold`, `x` behind a number.
pub(super) fn multiple(text: &str, at: usize, number: &Number) -> Option<(Number, usize)> {
    let rest = &text[at..];
    let start = match rest.chars().next()? {
        '-' => at + 1,
        '×' if !rest['×'.len_utf8()..].starts_with(|c: char| c.is_alphanumeric() || c == ' ') => {
            return Some((as_multiple(number), at + '×'.len_utf8()));
        }
        'x' | 'X' | 'f' => at,
        _ => gap(text, at)?,
    };
    let end = one_of(text, start, &["times", "time", "fold", "x"])?;
    let letter = end == start + 1;
    if letter && (start != at || text[end..].starts_with(|c: char| c.is_alphanumeric())) {
        return None;
    }
    if !matches!(number.form, Form::Plain | Form::Vague(_)) {
        return None;
    }
    Some((as_multiple(number), end))
}

/// A number of times: on the ladder if it is one people use and was written without decimals.
fn as_multiple(number: &Number) -> Number {
    let on_ladder =
        number.form == Form::Plain && number.place >= Rational::new(1, 2) && !number.scaled;
    Number {
        form: if on_ladder {
            Form::Multiple
        } else {
            number.form
        },
        ..number.clone()
    }
}

/// Behind `st`, `nd`, `rd` or `th`.
pub(super) fn ordinal_suffix(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut suffix = [*bytes.get(at)?, *bytes.get(at + 1)?];
    suffix.make_ascii_lowercase();
    let last = *bytes.get(at.checked_sub(1)?)?;
    let fits = match &suffix {
        b"th" => true,
        // `9st` is a weight.
        b"st" => last == b'1',
        b"nd" => last == b'2',
        b"rd" => last == b'3',
        _ => false,
    };
    (fits && !text[at + 2..].starts_with(|c: char| c.is_alphanumeric())).then_some(at + 2)
}

/// Vague counts by their row in the table.
pub(super) static VAGUE_WORDS: LazyLock<Phrases<u8>> = LazyLock::new(|| {
    Phrases::new(
        VAGUE
            .iter()
            .zip(0..)
            .flat_map(|(row, index)| row.words.iter().map(move |word| (*word, index))),
    )
});

/// A vague count with its scale: `dozens`, `tens of thousands`, `a few hundred`.
pub(super) fn vague(text: &str, at: usize) -> Option<(Number, usize)> {
    let (row, mut end) = VAGUE_WORDS.match_at(text, at)?;
    // `thousands of` leaves its `of` unless a scale follows.
    let mut number = Number {
        form: Form::Vague(row),
        ..Number::whole(VAGUE[usize::from(row)].typical)
    };
    let before_scale = end;
    (number, end) = words::scaled_on(text, (number, end));
    if end > before_scale {
        return Some((number, end));
    }
    // The `of` of `tens of thousands` belongs to the number, that of `thousands of people` does
    // not.
    let (without, of) = match text[at..end].strip_suffix(" of") {
        Some(before) => (at + before.len(), Some(end)),
        None => (end, one_of(text, skip_blanks(text, end), &["of"])),
    };
    if let Some(of) = of {
        let (scaled, stop) = words::scaled_on(text, (number.clone(), of));
        if stop > of {
            return Some((scaled, stop));
        }
    }
    Some((number, without))
}
