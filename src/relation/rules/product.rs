//! Products and rates: so many times so much for each, `1,400 pounds an acre on 2.5 million acres, or
//! 1.75 million tons`; and growth of price and volume together.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Kind as Measure, Rational, Unit};
use crate::relation::article::{Article, Clause};
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Product,
    why: "So much for each, times how many, is all of it; a power of ten lost on the way shows here.",
    found: "The forests shed 1,400 pounds an acre on 2.5 million acres, or 1.75 billion tons.",
    unfound: "The forests shed 1,400 pounds an acre on 2.5 million acres, or 1.75 million tons.",
    most: Severity::Warning,
    measured: [0, 0],
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
        bought(article, clause, &figures, all);
    }
    per_head(article, all);
    for (place, clause) in article.clauses.iter().enumerate() {
        let near = place.saturating_sub(2);
        by_the_day(article, &article.clauses[near..place], clause, all);
        per_share(article, &article.clauses[near..=place], clause, all);
    }
}

/// So many things at so much each, and what they cost: `repurchased 1.2 million shares at an average
/// price of $50 per share, for a total of $60 million`, in any order.
fn bought(
    article: &Article<'_>,
    clause: &Clause,
    figures: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    const TRADES: &[&str] = &[
        "repurchased",
        "purchased",
        "bought",
        "sold",
        "acquired",
        "repurchase",
        "buy",
        "purchase",
    ];
    let [(first, x), (_, y), (last, z)] = figures else {
        return;
    };
    let three = [*x, *y, *z];
    let count = three.into_iter().find(|&figure| {
        let figure = article.figure(figure);
        figure.kind == Measure::Number && figure.unit.is_counted()
    });
    let Some(count) = count else { return };
    let thing = article.figure(count).unit;
    let is_price = |&figure: &usize| {
        let figure = article.figure(figure);
        figure.kind == Measure::Money
            && figure
                .unit
                .name()
                .split_once(" per ")
                .is_some_and(|(_, per)| per == thing.name())
    };
    // `At an average price per share of $40.00`
    let is_priced = |&figure: &usize| {
        let place = clause
            .tokens
            .iter()
            .position(|token| token.figure() == Some(figure));
        place.is_some_and(|place| {
            let before = &clause.tokens[..place];
            article.is_word(before.last(), &["of"])
                && article.has_word(&before[before.len().saturating_sub(5)..], &["per", "each"])
                && article.figure(figure).kind == Measure::Money
        })
    };
    let price = three
        .into_iter()
        .find(is_price)
        .or_else(|| three.into_iter().find(is_priced));
    let total = three.into_iter().find(|&figure| {
        let is_sum = article.kind(figure) == Measure::Money && !is_price(&figure);
        figure != count && Some(figure) != price && is_sum
    });
    let (Some(price), Some(total)) = (price, total) else {
        return;
    };
    let traded = article.has_word(&clause.tokens[..*last], TRADES);
    let plain = article.figure(count).numbers[0] == article.figure(count).numbers[1];
    if !traded || !plain || last - first > 40 {
        return;
    }
    let unit = article.figure(total).unit;
    let price = Read::new(article, price);
    let figure = price.typed.figure.in_unit(unit);
    Draft {
        rule: &RULE,
        kind: Kind::Product,
        strength: Strength::Suggests,
        stated: Some(Read::new(article, total)),
        operands: vec![Read::new(article, count), price.with(figure)],
        formulas: vec!["a * b"],
        doubt: None,
    }
    .push_if_mended(article, all);
}

/// Two sums, each with what it is a head, that imply so many heads: `£4.6 billion, or £175,000 per
/// household, and not £729 billion (£29,000 per household)`. A power of ten between the two is a slip.
fn per_head(article: &Article<'_>, all: &mut Vec<Relation>) {
    const MOST: usize = 12;
    let mut pairs: Vec<(usize, usize, String)> = Vec::new();
    for clause in &article.clauses {
        let figures: Vec<(usize, usize)> = clause.figures().collect();
        for window in figures.windows(2) {
            let [(place, total), (next, each)] = window else {
                continue;
            };
            let between = &clause.tokens[place + 1..*next];
            let said = article.has_word(between, &["or"])
                || between.last().is_some_and(|token| token.is_mark(&['(']));
            let (t, e) = (article.figure(*total), article.figure(*each));
            let money = t.kind == Measure::Money && e.kind == Measure::Money;
            if let Some((currency, head)) = e.unit.name().split_once(" per ")
                && said
                && money
                && between.len() <= 4
                && t.unit.name() == currency
                && pairs.len() < MOST
            {
                pairs.push((*total, *each, head.to_owned()));
            }
        }
    }
    for (place, (total, each, head)) in pairs.iter().enumerate().skip(1) {
        let Some((first, one, _)) = pairs[..place].iter().find(|(_, _, other)| other == head)
        else {
            continue;
        };
        let value = |figure: usize| article.figure(figure).nominal().to_f64();
        let heads = |total: usize, each: usize| value(total) / value(each);
        let ratio = heads(*first, *one) / heads(*total, *each);
        let near = |times: f64| (0.9..=1.11).contains(&(ratio / times));
        let verdict = if near(1.0) {
            Verdict::Consistent
        } else if [1e-6, 1e-3, 1e-2, 0.1, 10.0, 100.0, 1e3, 1e6]
            .into_iter()
            .any(near)
        {
            Verdict::Inconsistent
        } else {
            continue;
        };
        let stated = Part::of(article, "stated", *first);
        let parts = [(one, "a"), (total, "b"), (each, "c")]
            .map(|(figure, name)| Part::of(article, name, *figure))
            .to_vec();
        let message = format!(
            "{} at {} and {} at {} are of different numbers of {head}s, by a power of ten",
            stated.text, parts[0].text, parts[1].text, parts[2].text
        );
        all.push(Relation::told(
            RULE.name(),
            Kind::Rate,
            Strength::Suggests,
            Some(stated),
            parts,
            verdict,
            message,
        ));
    }
}

/// A price for each thing with the sum in brackets, of things that were counted before: `a
/// buy-back of 58,733,844 shares … a dividend of $24.15 per share ($1,419 million)`.
fn per_share(article: &Article<'_>, near: &[Clause], clause: &Clause, all: &mut Vec<Relation>) {
    let figures: Vec<(usize, usize)> = clause.figures().collect();
    for window in figures.windows(2) {
        let [(place, price), (next, total)] = window else {
            continue;
        };
        let (p, t) = (article.figure(*price), article.figure(*total));
        let bracketed = next - place == 2 && clause.tokens[place + 1].is_mark(&['(']);
        let Some((_, thing)) = p.unit.name().split_once(" per ") else {
            continue;
        };
        let money = p.kind == Measure::Money && t.kind == Measure::Money;
        if !bracketed || !money || t.unit.name().contains(" per ") {
            continue;
        }
        let before = article.found(*price).span.start;
        let counted = near
            .iter()
            .rev()
            .filter(|other| other.paragraph == clause.paragraph)
            .flat_map(|other| other.figures().map(|(_, figure)| figure))
            .filter(|&figure| article.found(figure).span.start < before)
            .filter(|&figure| {
                let read = article.figure(figure);
                read.kind == Measure::Number && read.unit.name().ends_with(thing)
            })
            .last();
        let Some(count) = counted else { continue };
        let price = Read::new(article, *price);
        let figure = price.typed.figure.in_unit(t.unit);
        Draft {
            rule: &RULE,
            kind: Kind::Product,
            strength: Strength::Suggests,
            stated: Some(Read::new(article, *total)),
            operands: vec![Read::new(article, count), price.with(figure)],
            formulas: vec!["a * b"],
            doubt: None,
        }
        .push_if_mended(article, all);
    }
}

/// So many in a year, and how many that is in a day: `2.4 million trips a year. That is 6,500 trips
/// each day.`
fn by_the_day(article: &Article<'_>, earlier: &[Clause], clause: &Clause, all: &mut Vec<Relation>) {
    let rates = |clause: &Clause| -> Vec<(usize, String, String)> {
        let figures = clause.figures().map(|(_, figure)| figure);
        let rates = figures.filter_map(|figure| {
            let name = article.figure(figure).unit.name().to_owned();
            let (thing, per) = name.split_once(" per ")?;
            Some((figure, thing.to_owned(), per.to_owned()))
        });
        rates.collect()
    };
    let own = rates(clause);
    let [(stated, thing, per)] = &own[..] else {
        return;
    };
    // Of a year 365 days, of a month their mean.
    let days = |per: &str| match per {
        "year" => Some("a / 365"),
        "month" => Some("a / 30.4"),
        "week" => Some("a / 7"),
        _ => None,
    };
    let near = earlier
        .iter()
        .rev()
        .filter(|before| before.paragraph == clause.paragraph);
    let longer = near.flat_map(rates).find_map(|(operand, other, span)| {
        let formula = days(&span)?;
        (other == *thing && per == "day").then_some((operand, formula))
    });
    let Some((operand, formula)) = longer else {
        return;
    };
    let plain = |figure: usize| {
        let read = Read::new(article, figure);
        let figure = read.typed.figure.in_unit(Unit::none());
        read.with(figure)
    };
    Draft {
        rule: &RULE,
        kind: Kind::Rate,
        strength: Strength::Suggests,
        stated: Some(plain(*stated)),
        operands: vec![plain(operand)],
        formulas: vec![formula],
        doubt: None,
    }
    .push_if_mended(article, all);
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
