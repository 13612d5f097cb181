//! Products and rates: so many times so much for each, `1,400 pounds an acre on 2.5 million acres, or
//! 1.75 million tons`; and growth of price and volume together.

use crate::diagnostic::{Code, Severity};
use crate::number::{Kind as Measure, Rational, Unit};
use crate::relation::article::{Article, Clause};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::relate::{Draft, Read};
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Product,
    why: "So much for each, times how many, is all of it; a power of ten lost on the way shows here.",
    found: "The forests shed 1,400 pounds an acre on 2.5 million acres, or 1.9 billion tons.",
    unfound: "The forests shed 1,400 pounds an acre on 2.5 million acres, or 1.75 million tons.",
    most: Severity::Warning,
    precision: "measured on real news: see the changelog",
    read,
};

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for clause in &article.clauses {
        let figures: Vec<(usize, usize)> = clause
            .tokens
            .iter()
            .enumerate()
            .filter_map(|(place, token)| Some((place, token.figure()?)))
            .filter(|(_, figure)| {
                !matches!(article.kind(*figure), Measure::Date | Measure::Ordinal)
            })
            .collect();
        by_units(article, clause, &figures, all);
        price_and_volume(article, clause, &figures, all);
    }
}

/// A rate, how many, and what they make, where the units say so.
fn by_units(
    article: &Article<'_>,
    clause: &Clause,
    figures: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    for window in figures.windows(3) {
        let [(_, x), (middle, y), (last, z)] = window else {
            continue;
        };
        let led = clause.tokens[middle + 1..*last]
            .iter()
            .rev()
            .take(3)
            .any(|token| {
                article.is_word(
                    Some(token),
                    &[
                        "or",
                        "total",
                        "makes",
                        "totalling",
                        "totaling",
                        "altogether",
                        "for",
                    ],
                ) || token.is_mark(&['(', '='])
            });
        if !led || last - middle > 9 {
            continue;
        }
        let (a, b, c) = (article.figure(*x), article.figure(*y), article.figure(*z));
        let product = a.unit.times(&b.unit);
        let rate = |unit: &Unit| unit.name().contains(" per ");
        let counts = a.unit.is_counted() || b.unit.is_counted();
        let fits = (rate(&a.unit) != rate(&b.unit))
            && !rate(&c.unit)
            && product.dimension() == c.unit.dimension()
            && !c.unit.dimension().is_none();
        if fits && !counts {
            Draft {
                rule: &RULE,
                kind: Kind::Product,
                strength: Strength::Says,
                stated: Some(Read::new(article, *z)),
                operands: vec![Read::new(article, *x), Read::new(article, *y)],
                formulas: vec!["a * b"],
                doubt: None,
            }
            .push(article, all);
        }
    }
}

/// `Sales increased 64% due to an increase of 35% in prices and of 20% in volumes`.
fn price_and_volume(
    article: &Article<'_>,
    clause: &Clause,
    figures: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    let percent: Vec<usize> = figures
        .iter()
        .map(|(_, figure)| *figure)
        .filter(|&figure| article.figure(figure).unit == Unit::percent())
        .collect();
    let said = |words: &[&str]| {
        clause
            .tokens
            .iter()
            .any(|token| article.is_word(Some(token), words))
    };
    let [stated, a, b] = percent[..] else { return };
    let both = said(&["prices", "price"])
        && said(&["volumes", "volume"])
        && said(&["due", "because", "reflecting"]);
    let rise = [stated, a, b]
        .iter()
        .all(|&figure| article.figure(figure).numbers[0] > Rational::ZERO);
    if both
        && rise
        && said(&["increase", "increased", "grew", "rose"])
        && !said(&["decrease", "decline", "decreased", "offset"])
    {
        Draft {
            rule: &RULE,
            kind: Kind::Product,
            strength: Strength::Says,
            stated: Some(Read::new(article, stated)),
            operands: vec![Read::new(article, a), Read::new(article, b)],
            formulas: vec!["(1 + a) * (1 + b) - 1"],
            doubt: None,
        }
        .push(article, all);
    }
}
