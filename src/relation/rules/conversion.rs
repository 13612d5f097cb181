//! One amount in two units: `20 kg (44 lb)`, `43 °C (109 °F)`, `£28 a month (£336 a year)`.

use crate::diagnostic::{Code, Severity};
use crate::number::{Figure, Hedge, Kind as Measure, RangeEnd};
use crate::relation::article::{Article, Clause};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::relate::{Draft, Read};
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Conversion,
    why: "The same amount in two units is the same amount. A difference of temperatures is converted without \
          the 32 that a reading takes.",
    found: "It lies 430 miles (290 kilometres) south of the capital.",
    unfound: "It lies 180 miles (290 kilometres) south of the capital.",
    most: Severity::Error,
    precision: "measured on real news: see the changelog",
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

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for clause in &article.clauses {
        let tokens = &clause.tokens;
        for (place, token) in tokens.iter().enumerate() {
            let Some(first) = token.figure() else {
                continue;
            };
            let mut next = place + 1;
            let bracket = tokens
                .get(next)
                .is_some_and(|token| token.is_mark(&['(', '[', '/']));
            let or = tokens.get(next).is_some_and(|token| token.is_mark(&[',']))
                && article.is_word(tokens.get(next + 1), &["or"]);
            if !bracket && !or {
                continue;
            }
            next += if or { 2 } else { 1 };
            while article.is_word(
                tokens.get(next),
                &[
                    "about",
                    "approximately",
                    "around",
                    "or",
                    "roughly",
                    "some",
                    "nearly",
                    "almost",
                    "equivalent",
                    "to",
                ],
            ) && next < place + 5
            {
                next += 1;
            }
            let Some(second) = tokens.get(next).and_then(|token| token.figure()) else {
                continue;
            };
            relate(article, clause, place, first, second, all);
        }
    }
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
    // Of money only a rate is converted here: by the month and by the year.
    if a.unit == b.unit || a.unit.dimension() != b.unit.dimension() || a.unit.dimension().is_none()
    {
        return;
    }
    if a.kind == Measure::Temperature {
        let near = clause.tokens[place.saturating_sub(4)..].iter().take(14);
        let differs = near
            .into_iter()
            .any(|token| article.is_word(Some(token), DIFFERENCE));
        if differs || article.direction(first).is_some() {
            // Above or below nought is a reading all the same.
            let zero = clause
                .tokens
                .iter()
                .any(|token| article.is_word(Some(token), &["zero", "freezing"]));
            if !zero {
                (a, b) = (a.as_difference(), b.as_difference());
            }
        }
    }
    for (a, b) in ends(a, b) {
        Draft {
            rule: &RULE,
            kind: Kind::Conversion,
            strength: Strength::Says,
            stated: Some(Read::new(article, second).with(b)),
            operands: vec![Read::new(article, first).with(a)],
            formulas: vec!["a"],
            doubt: None,
        }
        .push(article, all);
    }
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
