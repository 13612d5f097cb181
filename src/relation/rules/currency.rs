//! One amount in two currencies, held against the other pairs of the same article, and against what
//! the rate has ever been.

use std::ops::RangeInclusive;

use chrono::Datelike;

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Base, Currency, Hedge, Kind as Measure, Unit};
use crate::relation::article::Article;
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::CurrencyConversion,
    why: "An article converts at one rate: what one pair of amounts says of it, every other pair must.",
    found: "The shirt costs 170 kroner (US$27.6), of which 35 kroner (US$8.7) are given away.",
    unfound: "The shirt costs 170 kroner (US$27.6), of which 35 kroner (US$5.7) are given away.",
    most: Severity::Error,
    measured: [1, 1],
    read,
};

/// Rates that are nearer than this are of two days.
const NEAR: f64 = 1.15;

/// What one US dollar bought of other currencies, year by year.
const RATES: &str = include_str!("ecb_rates.csv");
/// By how much a rate may lie outside of a year's band: it moves within the day, and differs between
/// banks; and of all years together, as some currencies are quoted for ten years less than others.
const SLACK: [f64; 2] = [1.1, 1.3];

/// The least and the most of a currency that a dollar bought, in one of the years, or ever since 1999.
fn band(currency: Currency, years: Option<RangeInclusive<i32>>) -> Option<(f64, f64)> {
    if currency.code() == "USD" {
        return Some((1.0, 1.0));
    }
    let slack = SLACK[usize::from(years.is_none())];
    let rows = RATES.lines().filter_map(|line| {
        let mut cells = line.split(',');
        let own = cells.next()? == currency.code();
        let year: i32 = cells.next()?.parse().ok()?;
        let known = years.as_ref().is_none_or(|years| years.contains(&year));
        let (low, high) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        (own && known).then_some((low, high))
    });
    rows.reduce(|(a, b): (f64, f64), (c, d)| (a.min(c), b.max(d)))
        .map(|(low, high)| (low / slack, high * slack))
}

/// A currency, and what its amounts are by: by nothing, or by the litre.
type Money = (Currency, String);
/// From what to what the amounts of a pair are converted.
type Exchange = (Money, Money);

/// The money of a unit: of `USD per gallon` dollars by the gallon.
fn money(unit: &Unit) -> Option<Money> {
    let name = unit.name();
    let per = name.split_once(" per ").map_or("", |(_, per)| per);
    let mut currencies = unit
        .dimension()
        .powers()
        .iter()
        .filter_map(|power| match power {
            (Base::Money(currency), 1) => Some(*currency),
            _ => None,
        });
    Some((currencies.next()?, per.to_owned()))
}

/// A pair of amounts.
struct Pair {
    first: usize,
    second: usize,
    rate: f64,
}

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    let mut groups: Vec<(Exchange, Vec<Pair>)> = Vec::new();
    for clause in &article.clauses {
        let tokens = &clause.tokens;
        for (place, token) in tokens.iter().enumerate() {
            let Some(first) = token.figure() else {
                continue;
            };
            if article.kind(first) != Measure::Money
                || !tokens
                    .get(place + 1)
                    .is_some_and(|token| token.is_mark(&['(', '[']))
            {
                continue;
            }
            let mut next = place + 2;
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
                ],
            ) && next < place + 5
            {
                next += 1;
            }
            let Some(second) = tokens.get(next).and_then(|token| token.figure()) else {
                continue;
            };
            // `NZ$0.1m (A$1.2m less costs of $0.1m)` says more than the same amount.
            let closed = tokens
                .get(next + 1)
                .is_some_and(|token| token.is_mark(&[')', ']', ',', ';', '/', '.']));
            if article.kind(second) != Measure::Money || !closed {
                continue;
            }
            let (a, b) = (article.figure(first), article.figure(second));
            let (Some(x), Some(y)) = (money(&a.unit), money(&b.unit)) else {
                continue;
            };
            let point = |figure: &crate::number::Figure| {
                figure.numbers[0] == figure.numbers[1] && !figure.numbers[0].is_zero()
            };
            if x.0 == y.0 || !point(&a) || !point(&b) {
                continue;
            }
            let pair = Pair {
                first,
                second,
                rate: b.nominal().to_f64() / a.nominal().to_f64(),
            };
            let exchange = (x, y);
            match groups.iter_mut().find(|(known, _)| *known == exchange) {
                Some((_, pairs)) => pairs.push(pair),
                None => groups.push((exchange, vec![pair])),
            }
        }
    }
    for (((x, by), (y, other)), pairs) in &groups {
        if pairs.len() > 1 {
            among(article, pairs, all);
        } else if by == other {
            alone(article, *x, *y, &pairs[0], all);
        }
    }
}

/// Every pair against the one whose rate is the middle of all.
fn among(article: &Article<'_>, pairs: &[Pair], all: &mut Vec<Relation>) {
    let mut rates: Vec<&Pair> = pairs.iter().collect();
    rates.sort_by(|a, b| a.rate.total_cmp(&b.rate));
    let middle = if pairs.len() > 2 {
        rates[rates.len() / 2]
    } else {
        &pairs[0]
    };
    for pair in pairs.iter().filter(|pair| pair.first != middle.first) {
        let draft = Draft {
            rule: &RULE,
            kind: Kind::Conversion,
            strength: Strength::Says,
            stated: Some(plain(article, pair.second)),
            operands: vec![
                plain(article, middle.first),
                plain(article, middle.second),
                plain(article, pair.first),
            ],
            formulas: vec!["c * b / a"],
            doubt: None,
        };
        let Some(mut relation) = draft.decided(article) else {
            continue;
        };
        let apart = (pair.rate / middle.rate).max(middle.rate / pair.rate);
        if relation.verdict == Verdict::Inconsistent && apart < NEAR {
            relation.verdict = Verdict::Strained;
            relation.mends.clear();
        }
        if pairs.len() == 2 && relation.verdict == Verdict::Inconsistent {
            // One of two is wrong, and nothing says which; a slip of the hand must explain it.
            relation.strength = Strength::Suggests;
        }
        all.push(relation);
    }
}

/// An amount without its bound, which both of a pair have.
fn plain(article: &Article<'_>, figure: usize) -> Read {
    let read = Read::new(article, figure);
    let mut figure = read.typed.figure.clone();
    if figure.hedge.is_bound() {
        figure.hedge = Hedge::Plain;
    }
    read.with(figure)
}

/// One pair against what the rate was in the year of the article and the one before, or, if nobody
/// knows when that was, against all that it has been.
fn alone(article: &Article<'_>, x: Currency, y: Currency, pair: &Pair, all: &mut Vec<Relation>) {
    let published = article.options.published.map(|date| date.year());
    let years = || published.map(|year| year - 1..=year);
    let (Some((a, b)), Some((c, d))) = (band(x, years()), band(y, years())) else {
        return;
    };
    let (low, high) = (c / b, d / a);
    if (low..=high).contains(&pair.rate) {
        return;
    }
    let when = match published {
        Some(year) => format!("in {} and {year}", year - 1),
        None => "since 1999".to_owned(),
    };
    let message = format!(
        "one {} has bought between {low:.3} and {high:.3} {} {when}, and here it buys {:.3}",
        x.code(),
        y.code(),
        pair.rate
    );
    let parts = vec![
        Part::of(article, "a", pair.first),
        Part::of(article, "b", pair.second),
    ];
    all.push(Relation::told(
        RULE.name(),
        Kind::Conversion,
        Strength::Suggests,
        None,
        parts,
        Verdict::Inconsistent,
        message,
    ));
}
