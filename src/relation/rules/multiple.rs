//! Multiples: `doubled from A to B`, `B, three times A`, `more than doubled, an increase of 70%`.

use crate::diagnostic::{Code, Severity};
use crate::number::{Figure, Kind as Measure, Rational};
use crate::relation::article::{Article, Clause, What};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::role::Mention;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Multiple,
    why: "`Doubled` and `three times` are numbers too, and the two amounts beside them say which.",
    found: "Demand has doubled, from 11,000 passengers a week to 13,000.",
    unfound: "Demand has doubled, from 6,500 passengers a week to 13,000.",
    most: Severity::Error,
    measured: [1, 1],
    read,
};

/// `B, twice A`; and a multiple beside a percentage that says the same.
fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for pair in article.clauses.windows(2) {
        continued(article, &pair[0], &pair[1], all);
    }
    for clause in &article.clauses {
        let figures: Vec<(usize, usize)> = clause
            .figures()
            .filter(|(_, figure)| {
                !matches!(
                    article.kind(*figure),
                    Measure::Date | Measure::Ordinal | Measure::Duration
                )
            })
            .collect();
        for window in figures.windows(2) {
            let [(at, first), (next, second)] = window else {
                continue;
            };
            let between = &clause.tokens[at + 1..*next];
            let said = |known: &[&str]| article.has_word(between, known);
            let marked = between
                .iter()
                .any(|token| token.is_mark(&[',', '(', ';', '–', '—']));
            let verb = article
                .words(&article.found(*first).span)
                .to_ascii_lowercase();
            // `More than doubled in seven years, an increase of almost 70%`
            let grows = [
                "doubled",
                "tripled",
                "trebled",
                "quadrupled",
                "quintupled",
                "halved",
            ];
            if article.kind(*first) == Measure::Ratio
                && article.kind(*second) == Measure::Percent
                && grows.iter().any(|word| verb.ends_with(word))
                && marked
                && said(&[
                    "increase", "growing", "rise", "growth", "up", "gain", "decrease", "fall",
                    "drop",
                ])
                && between
                    .iter()
                    .filter(|token| token.what == What::Word)
                    .count()
                    <= 10
            {
                let fraction = article.figure(*first).numbers[0] < Rational::ONE;
                Draft {
                    rule: &RULE,
                    kind: Kind::Multiple,
                    strength: Strength::Says,
                    stated: Some(Read::new(article, *second)),
                    operands: vec![Read::new(article, *first)],
                    formulas: vec![if fraction { "1 - a" } else { "a - 1" }],
                    doubt: None,
                }
                .push(article, all);
            }
        }
        for window in figures.windows(3) {
            let [(at, b), (place, times), (next, a)] = window else {
                continue;
            };
            set_side_by_side(article, clause, window, all);
            if article.kind(*times) != Measure::Ratio {
                continue;
            }
            let behind = &clause.tokens[place + 1..*next];
            let before = &clause.tokens[at + 1..*place];
            let short = |tokens: &[crate::relation::article::Token], most: usize| {
                tokens.len() <= most && !tokens.iter().any(|token| token.is_mark(&[';', '.']))
            };
            let of = behind.iter().all(|token| {
                article.is_word(
                    Some(token),
                    &[
                        "the", "as", "many", "much", "that", "of", "its", "their", "last",
                        "year's", "previous", "more", "than",
                    ],
                )
            });
            let (x, y) = (article.figure(*a), article.figure(*b));
            let same = x.unit == y.unit
                && x.kind == y.kind
                && !matches!(x.kind, Measure::Date | Measure::Ratio);
            if of && !behind.is_empty() && short(behind, 5) && short(before, 8) && same {
                let more = article.has_word(behind, &["more"]);
                Draft {
                    rule: &RULE,
                    kind: Kind::Multiple,
                    strength: Strength::Says,
                    stated: Some(Read::new(article, *times)),
                    operands: vec![Read::new(article, *a), Read::new(article, *b)],
                    formulas: if more {
                        vec!["b / a", "b / a - 1"]
                    } else {
                        vec!["b / a"]
                    },
                    doubt: None,
                }
                .push(article, all);
            }
        }
    }
}

/// `Uses three times as much oil, consuming B a day while China uses A`.
fn set_side_by_side(
    article: &Article<'_>,
    clause: &Clause,
    window: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    let &[(place, times), (first, b), (second, a)] = window else {
        return;
    };
    let behind = &clause.tokens[place + 1..first];
    let between = &clause.tokens[first + 1..second];
    let as_much = article.is_word(behind.first(), &["as"])
        && article.is_word(behind.get(1), &["much", "many"])
        && behind.iter().any(|token| token.is_mark(&[',', ':']))
        && !article.has_word(&behind[2..], &["as"]);
    let against = article.has_word(between, &["while", "compared", "whereas", "and", "against"]);
    let (x, y) = (article.figure(a), article.figure(b));
    let alike = x.unit == y.unit || x.unit.is_none() || y.unit.is_none();
    if article.kind(times) == Measure::Ratio
        && as_much
        && against
        && alike
        && x.kind != Measure::Date
    {
        let (a, b) = (Read::new(article, a), Read::new(article, b));
        let unit = if x.unit.is_none() { y.unit } else { x.unit };
        let (x, y) = (
            a.typed.figure.in_unit(unit.clone()),
            b.typed.figure.in_unit(unit),
        );
        Draft {
            rule: &RULE,
            kind: Kind::Multiple,
            strength: Strength::Suggests,
            stated: Some(Read::new(article, times)),
            operands: vec![a.with(x), b.with(y)],
            formulas: vec!["b / a"],
            doubt: None,
        }
        .push_if_mended(article, all);
    }
}

/// `It invested B in 2004. This was almost double the A of 2003.`
fn continued(article: &Article<'_>, before: &Clause, clause: &Clause, all: &mut Vec<Relation>) {
    let figures = |clause: &Clause| -> Vec<(usize, usize)> { clause.figures().collect() };
    let opened = article.is_word(clause.tokens.first(), &["this", "that", "it", "these"])
        && article.is_word(
            clause.tokens.get(1),
            &["is", "was", "were", "are", "represents"],
        );
    let own = figures(clause);
    let [(times_at, times), (a_at, a), ..] = own[..] else {
        return;
    };
    let between = &clause.tokens[times_at + 1..a_at];
    let of = between.len() <= 4
        && !between.is_empty()
        && between.iter().all(|token| {
            article.is_word(
                Some(token),
                &[
                    "the", "as", "many", "much", "that", "of", "its", "their", "record", "previous",
                ],
            )
        });
    if !opened
        || times_at > 4
        || !of
        || before.paragraph != clause.paragraph
        || article.kind(times) != Measure::Ratio
    {
        return;
    }
    let unit = article.figure(a).unit;
    let level = figures(before)
        .into_iter()
        .rev()
        .find(|(_, figure)| article.figure(*figure).unit == unit && !unit.is_none());
    if let Some((_, b)) = level {
        Draft {
            rule: &RULE,
            kind: Kind::Multiple,
            strength: Strength::Suggests,
            stated: Some(Read::new(article, times)),
            operands: vec![Read::new(article, a), Read::new(article, b)],
            formulas: vec!["b / a"],
            doubt: None,
        }
        .push(article, all);
    }
}

/// A multiple by which an amount changed: `doubled from A to B`.
pub(super) fn of_change(
    article: &Article<'_>,
    rate: &Mention,
    draft: Draft,
    all: &mut Vec<Relation>,
) {
    let words = article
        .words(&article.found(rate.figure).span)
        .to_ascii_lowercase();
    // `Three times more` may be three times as much, or four.
    let more = words.contains("times") || words.contains("fold");
    let a = &draft.operands[0].typed.figure;
    let b = &draft.operands[1].typed.figure;
    let doubt = is_far(a, b, 1_000).then_some("the amounts are too far apart");
    Draft {
        rule: &RULE,
        kind: Kind::Multiple,
        stated: draft.stated.map(|read| read.going(None)),
        formulas: if more {
            vec!["b / a", "b / a - 1"]
        } else {
            vec!["b / a"]
        },
        doubt: draft.doubt.or(doubt),
        ..draft
    }
    .push(article, all);
}

/// Whether two amounts are more than so many times apart.
fn is_far(a: &Figure, b: &Figure, times: i64) -> bool {
    let (a, b) = (a.nominal().abs(), b.nominal().abs());
    a > &b * &Rational::from(times) || b > &a * &Rational::from(times)
}
