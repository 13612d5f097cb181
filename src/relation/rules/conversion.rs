//! One amount in two units: `20 kg (44 lb)`, `43 °C (109 °F)`, `£28 a month (£336 a year)`.

use crate::diagnostic::{Code, Severity};
use crate::number::{Figure, Hedge, Kind as Measure, RangeEnd};
use crate::relation::article::{Article, Clause, Token};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Conversion,
    why: "The same amount in two units is the same amount. A difference of temperatures is converted without \
          the 32 that a reading takes.",
    found: "It lies 430 miles (290 kilometres) south of the capital.",
    unfound: "It lies 180 miles (290 kilometres) south of the capital.",
    most: Severity::Error,
    measured: [4, 4],
    read,
};

/// Words that make a temperature a difference.
const DIFFERENCE: &[&str] = &[
    "above",
    "below",
    "warm",
    "warms",
    "warmed",
    "warmer",
    "cooler",
    "colder",
    "hotter",
    "warming",
    "rise",
    "rises",
    "rising",
    "increase",
    "difference",
    "by",
];

/// Adjectives that may stand between a size and its bracket.
const SIZES: &[&str] = &[
    "long", "wide", "high", "tall", "deep", "thick", "across", "away",
];

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for clause in &article.clauses {
        let tokens = &clause.tokens;
        for (place, token) in tokens.iter().enumerate() {
            if token.figure().is_none() {
                continue;
            }
            // `300 metres long (984 feet)`
            let size = article.is_word(tokens.get(place + 1), SIZES);
            let next = place + 1 + usize::from(size);
            let bracket = tokens
                .get(next)
                .is_some_and(|token| token.is_mark(&['(', '[', '/']));
            let or = tokens.get(next).is_some_and(|token| token.is_mark(&[',']))
                && article.is_word(tokens.get(next + 1), &["or"]);
            // `A barrel (42 gallons or 159 litres)`; outside of brackets it may be a choice.
            let within = article.is_word(tokens.get(next), &["or"])
                && place
                    .checked_sub(1)
                    .is_some_and(|before| tokens[before].is_mark(&['(', '[']));
            if !bracket && !or && !within {
                continue;
            }
            if bracket {
                falling(article, tokens, place, all);
            }
            let behind = figures(article, tokens, next + if or { 2 } else { 1 }, false);
            let before = figures(article, tokens, place, true);
            // `600 metres by 200 (1,968 feet by 656)`, `166 and 200 miles (267 and 322 kilometres)`
            if let ([range], [low, high]) = (&before[..], &behind[..])
                && bracket
                && of_range(article, *range, (*low, *high), all)
            {
                continue;
            }
            let pairs = if behind.len() == before.len() {
                behind.len()
            } else {
                usize::from(before.len() == 1 && behind.len() == 1)
            };
            if (or || within) && pairs != 1 {
                continue;
            }
            for (&first, &second) in before.iter().zip(&behind).take(pairs) {
                relate(article, clause, place, first, second, all);
            }
        }
    }
}

/// The figures that only `by`, `and` or `to` join, from a place on, or back from it; in their order.
fn figures(article: &Article<'_>, tokens: &[Token], place: usize, back: bool) -> Vec<usize> {
    const HEDGES: &[&str] = &[
        "about",
        "approximately",
        "around",
        "or",
        "roughly",
        "some",
        "nearly",
        "almost",
        "equivalent",
    ];
    let mut found = Vec::new();
    let mut at = place;
    let mut skipped = 0;
    while let Some(token) = tokens.get(at) {
        match token.figure() {
            // Two figures with nothing between are no list.
            Some(_) if skipped == 0 && !found.is_empty() => break,
            Some(figure) => {
                found.push(figure);
                skipped = 0;
            }
            None if skipped < 2
                && found.is_empty()
                && !back
                && article.is_word(Some(token), HEDGES) =>
            {
                skipped += 1
            }
            None if skipped == 0
                && !found.is_empty()
                && article.is_word(Some(token), &["by", "and", "to", "x"]) =>
            {
                skipped += 1
            }
            None => break,
        }
        if back && at == 0 {
            break;
        }
        at = if back { at - 1 } else { at + 1 };
    }
    if back {
        found.reverse();
    }
    found
}

fn relate(
    article: &Article<'_>,
    clause: &Clause,
    place: usize,
    first: usize,
    second: usize,
    all: &mut Vec<Relation>,
) {
    let kinds = [Measure::Quantity, Measure::Temperature, Measure::Money];
    if !kinds.contains(&article.kind(first)) || article.kind(first) != article.kind(second) {
        return;
    }
    let (mut a, mut b) = (article.figure(first), article.figure(second));
    if a.unit.is_none() || b.unit.is_none() {
        return;
    }
    // Of money only a rate is converted here: by the month and by the year.
    let per = |figure: &Figure| figure.unit.name().contains(" per ");
    if a.kind == Measure::Money && !(per(&a) && per(&b)) {
        return;
    }
    if a.unit == b.unit || a.unit.dimension() != b.unit.dimension() || a.unit.dimension().is_none()
    {
        return;
    }
    // A kilobyte is a thousand bytes or 1,024, and of 8 bytes 56 bits may count.
    let stored = |figure: &Figure| {
        let name = figure.unit.name();
        name.contains("byte") || name.contains("bit")
    };
    if stored(&a) && stored(&b) {
        return;
    }
    if a.kind == Measure::Temperature {
        let near = clause.tokens[place.saturating_sub(4)..].iter().take(14);
        let differs = near
            .into_iter()
            .any(|token| article.is_word(Some(token), DIFFERENCE));
        if differs || article.direction(first).is_some() {
            // Above or below nought is a reading all the same.
            let zero = article.has_word(&clause.tokens, &["zero", "freezing"]);
            if !zero {
                (a, b) = (a.as_difference(), b.as_difference());
            }
        }
    }
    let hedged = a.hedge == Hedge::About || b.hedge == Hedge::About;
    for (a, b) in ends(a, b) {
        let apart = a.nominal().to_f64() / b.nominal().to_f64();
        let doubt =
            (hedged && (0.9..1.1).contains(&apart)).then_some("one of the two is told to be rough");
        let stated = Read::new(article, second).with(b);
        draft(stated, Read::new(article, first).with(a), doubt).push(article, all);
    }
}

/// The second figure, which should say what the first does.
fn draft(stated: Read, first: Read, doubt: Option<&'static str>) -> Draft {
    Draft {
        rule: &RULE,
        kind: Kind::Conversion,
        strength: Strength::Says,
        stated: Some(stated),
        operands: vec![first],
        formulas: vec!["a"],
        doubt,
    }
}

/// A range in brackets whose ends fall, so that it is no range: `between 20 and 30 kg (84-66 lb)`.
fn falling(article: &Article<'_>, tokens: &[Token], place: usize, all: &mut Vec<Relation>) {
    let Some(range) = tokens[place].figure() else {
        return;
    };
    let whole = article.figure(range);
    let start = tokens[place + 1].span.end;
    let inner = article.text[start..]
        .split_once(')')
        .map(|(inner, _)| inner);
    let Some((first, rest)) = inner.and_then(|inner| inner.split_once(['-', '–'])) else {
        return;
    };
    let digits = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let (Some(digits), true) = (digits, first.len() <= 8 && rest.len() <= 24) else {
        return;
    };
    let (second, unit) = rest.split_at(digits);
    let at = [
        start..start + first.len(),
        start + first.len() + 1..start + first.len() + 1 + rest.len(),
    ];
    for ((end, number), span) in [(RangeEnd::Low, first), (RangeEnd::High, second)]
        .into_iter()
        .zip(at)
    {
        let parsed = Figure::parse(&format!("{number}{unit}"), &article.options.settings);
        let (Some(low), Ok(figure)) = (whole.range_end(end), parsed) else {
            return;
        };
        let alike = figure.unit != low.unit && figure.unit.dimension() == low.unit.dimension();
        let bare = Read::bare(article, &(span.start..span.start + number.len()));
        let (Some(stated), true) = (bare, alike && !figure.unit.dimension().is_none()) else {
            return;
        };
        draft(
            stated.with(figure),
            Read::new(article, range).with(low),
            None,
        )
        .push(article, all);
    }
}

/// A range whose ends fall in the other unit, so that they were read as two figures: `5,600 to 8,870
/// nautical miles (80,400 to 16,400 km)`.
fn of_range(
    article: &Article<'_>,
    range: usize,
    (low, high): (usize, usize),
    all: &mut Vec<Relation>,
) -> bool {
    let whole = article.figure(range);
    let unit = article.figure(high).unit;
    let convertible = whole.kind == Measure::Quantity
        && whole.hedge == Hedge::Between
        && whole.unit != unit
        && !unit.dimension().is_none()
        && whole.unit.dimension() == unit.dimension();
    if !convertible {
        return false;
    }
    for (end, second) in [(RangeEnd::Low, low), (RangeEnd::High, high)] {
        let Some(first) = whole.range_end(end) else {
            return false;
        };
        let stated = Read::new(article, second);
        let figure = stated.typed.figure.in_unit(unit.clone());
        draft(
            stated.with(figure),
            Read::new(article, range).with(first),
            None,
        )
        .push(article, all);
    }
    true
}

/// Both ends of two ranges, or the two figures themselves.
fn ends(a: Figure, b: Figure) -> Vec<(Figure, Figure)> {
    if a.hedge != Hedge::Between || b.hedge != Hedge::Between {
        // The bound of the first is the second's.
        let plain = |mut figure: Figure| {
            if figure.hedge.is_bound() {
                figure.hedge = Hedge::Plain;
            }
            figure
        };
        return vec![(plain(a), plain(b))];
    }
    [RangeEnd::Low, RangeEnd::High]
        .into_iter()
        .filter_map(|end| Some((a.range_end(end)?, b.range_end(end)?)))
        .collect()
}
