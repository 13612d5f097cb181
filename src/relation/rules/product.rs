//! Products and rates: so many times so much for each, `1,400 pounds an acre on 2.5 million acres, or
//! 1.75 million tons`; and growth of price and volume together.

use crate::diagnostic::{Code, Severity};
use crate::number::{Kind as Measure, Rational, Unit};
use crate::relation::article::{Article, Clause};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Product,
    why: "So much for each, times how many, is all of it; a power of ten lost on the way shows here.",
    found: "The forests shed 1,400 pounds an acre on 2.5 million acres, or 1.75 billion tons.",
    unfound: "The forests shed 1,400 pounds an acre on 2.5 million acres, or 1.75 million tons.",
    most: Severity::Warning,
    precision: "measured on real news: see the changelog",
    read,
};

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for clause in &article.clauses {
        let figures: Vec<(usize, usize)> = clause
            .figures()
            .filter(|(_, figure)| {
                !matches!(article.kind(*figure), Measure::Date | Measure::Ordinal)
            })
            .collect();
        by_units(article, clause, &figures, all);
        for_each(article, clause, &figures, all);
        respectively(article, clause, &figures, all);
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
        let percent = [&a, &b, &c]
            .iter()
            .any(|figure| figure.kind == Measure::Percent);
        let fits = !percent
            && (rate(&a.unit) != rate(&b.unit))
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

/// `T, about P for each of the N people`.
fn for_each(
    article: &Article<'_>,
    clause: &Clause,
    figures: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    for window in figures.windows(2) {
        let [(place, each), (next, count)] = window else {
            continue;
        };
        let between = &clause.tokens[place + 1..*next];
        let said = article.is_word(between.first(), &["for"])
            && article.is_word(between.get(1), &["each", "every"])
            && article.is_word(between.get(2), &["of"])
            && between.len() <= 7;
        let (p, n) = (article.figure(*each), article.figure(*count));
        let measured = !p.unit.dimension().is_none()
            && n.kind == Measure::Number
            && n.unit.dimension().is_none();
        if !said || !measured {
            continue;
        }
        let total = figures
            .iter()
            .take_while(|(token, _)| token < place)
            .filter(|(_, figure)| article.figure(*figure).unit.dimension() == p.unit.dimension());
        if let Some((_, total)) = total.last() {
            Draft {
                rule: &RULE,
                kind: Kind::Product,
                strength: Strength::Suggests,
                stated: Some(Read::new(article, *total)),
                operands: vec![Read::new(article, *each), Read::new(article, *count)],
                formulas: vec!["a * b"],
                doubt: None,
            }
            .push(article, all);
        }
    }
}

/// Three lists of one length, `respectively`: how many, at how much each, and what they make.
fn respectively(
    article: &Article<'_>,
    clause: &Clause,
    figures: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    if !article.has_word(&clause.tokens, &["respectively"]) {
        return;
    }
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<usize> = None;
    for &(place, figure) in figures {
        let joined = last.is_some_and(|last| {
            let between = &clause.tokens[last + 1..place];
            between.len() <= 3
                && between
                    .iter()
                    .all(|token| token.is_mark(&[',']) || article.is_word(Some(token), &["and"]))
        });
        match lists.last_mut().filter(|_| joined) {
            Some(list) => list.push(figure),
            None => lists.push(vec![figure]),
        }
        last = Some(place);
    }
    for window in lists.windows(3) {
        let [counts, prices, totals] = window else {
            continue;
        };
        if counts.len() < 2 || counts.len() != prices.len() || counts.len() != totals.len() {
            continue;
        }
        let fits = |(count, (price, total)): (&usize, (&usize, &usize))| {
            let (n, p, t) = (
                article.figure(*count),
                article.figure(*price),
                article.figure(*total),
            );
            n.kind == Measure::Number
                && p.kind == Measure::Money
                && t.kind == Measure::Money
                && p.unit.currency() == t.unit.currency()
        };
        if !counts.iter().zip(prices.iter().zip(totals)).all(fits) {
            continue;
        }
        for (count, (price, total)) in counts.iter().zip(prices.iter().zip(totals)) {
            let unit = article.figure(*total).unit;
            let price = Read::new(article, *price);
            let figure = price.typed.figure.in_unit(unit);
            Draft {
                rule: &RULE,
                kind: Kind::Product,
                strength: Strength::Says,
                stated: Some(Read::new(article, *total)),
                operands: vec![Read::new(article, *count), price.with(figure)],
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
    let said = |words: &[&str]| article.has_word(&clause.tokens, words);
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
