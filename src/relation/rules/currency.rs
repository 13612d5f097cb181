//! One amount in two currencies, held against the other pairs of the same article, and against what
//! the rate has ever been.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Currency, Hedge, Kind as Measure};
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
    precision: "measured on real news: see the changelog",
    read,
};

/// Rates that are nearer than this are of two days.
const NEAR: f64 = 1.15;

/// The least and the most that one unit of the dollar bought since 1999, by the euro reference rates of
/// the European Central Bank, widened by a tenth either way. For a coarse look only.
#[rustfmt::skip]
const BANDS: &[(&str, f64, f64)] = &[
    ("EUR", 0.56, 1.33), ("GBP", 0.42, 1.02), ("JPY", 68.0, 178.0), ("CHF", 0.65, 1.99), ("SEK", 5.2, 12.4), ("NOK", 4.4, 12.5), ("DKK", 4.2, 9.9),
    ("CAD", 0.83, 1.78), ("AUD", 0.81, 2.27), ("NZD", 1.02, 2.76), ("CNY", 5.4, 9.2), ("INR", 35.0, 96.0), ("HKD", 7.0, 8.7), ("SGD", 1.08, 2.04),
    ("KRW", 810.0, 1_720.0), ("BRL", 1.4, 6.9), ("ZAR", 5.0, 21.8), ("MXN", 8.1, 28.0), ("PLN", 1.8, 5.5), ("CZK", 13.0, 46.0), ("HUF", 128.0, 480.0),
    ("THB", 25.0, 50.0), ("MYR", 2.6, 5.3), ("PHP", 34.0, 66.0), ("IDR", 6_000.0, 18_500.0),
];

/// A pair of amounts.
struct Pair {
    first: usize,
    second: usize,
    rate: f64,
}

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    let mut groups: Vec<((Currency, Currency), Vec<Pair>)> = Vec::new();
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
            if article.kind(second) != Measure::Money {
                continue;
            }
            let (a, b) = (article.figure(first), article.figure(second));
            let (Some(x), Some(y)) = (a.unit.currency(), b.unit.currency()) else {
                continue;
            };
            let point = |figure: &crate::number::Figure| {
                figure.numbers[0] == figure.numbers[1] && !figure.numbers[0].is_zero()
            };
            if x == y || !point(&a) || !point(&b) {
                continue;
            }
            let pair = Pair {
                first,
                second,
                rate: b.nominal().to_f64() / a.nominal().to_f64(),
            };
            match groups.iter_mut().find(|(known, _)| *known == (x, y)) {
                Some((_, pairs)) => pairs.push(pair),
                None => groups.push(((x, y), vec![pair])),
            }
        }
    }
    for ((x, y), pairs) in &groups {
        if pairs.len() > 1 {
            among(article, pairs, all);
        } else {
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

/// One pair against what the rate has ever been.
fn alone(article: &Article<'_>, x: Currency, y: Currency, pair: &Pair, all: &mut Vec<Relation>) {
    let band = |currency: Currency| match currency.code() {
        "USD" => Some((1.0, 1.0)),
        code => BANDS
            .iter()
            .find(|(known, ..)| *known == code)
            .map(|&(_, low, high)| (low, high)),
    };
    let (Some((a, b)), Some((c, d))) = (band(x), band(y)) else {
        return;
    };
    let (low, high) = (c / b, d / a);
    if (low..=high).contains(&pair.rate) {
        return;
    }
    let message = format!(
        "one {} has bought between {low:.3} and {high:.3} {} since 1999, and here it buys {:.3}",
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
