//! Average growth: `an average growth rate of more than 20% over seven years`, of a series of dated
//! values; and the mean of values that stand in a list.

use chrono::Datelike;

use crate::diagnostic::{Code, Severity};
use crate::number::{Kind as Measure, Period, Unit};
use crate::relation::article::{Article, Clause, What};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::role::{Role, mentions};
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::AverageRate,
    why: "Growth over several years is not their number times the growth of one: it is compounded.",
    found: "Trade rose from $68 billion in 2015 to $195 billion in 2022, with an average growth rate of 35%.",
    unfound: "Trade rose from $68 billion in 2015 to $195 billion in 2022, with an average growth rate of 16%.",
    most: Severity::Warning,
    measured: [0, 0],
    read,
};

const AVERAGE: &[&str] = &[
    "average",
    "averaged",
    "averaging",
    "annual",
    "annually",
    "yearly",
    "compound",
    "compounded",
    "cagr",
];

/// How many sentences back the dated values may stand.
const BACK: usize = 6;

/// An amount with the year it is of.
struct Dated {
    figure: usize,
    year: i32,
}

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for (index, clause) in article.clauses.iter().enumerate() {
        let rate = clause.tokens.iter().enumerate().find_map(|(place, token)| {
            let figure = token.figure()?;
            let average = article.has_word(&clause.tokens[place.saturating_sub(7)..place], AVERAGE)
                || clause.tokens[place + 1..]
                    .iter()
                    .take(4)
                    .any(|token| article.is_word(Some(token), &["annually", "yearly"]))
                // `More than 20% on average` is all one figure.
                || article.words(&article.found(figure).span).ends_with("on average");
            let growth = article.has_word(
                &clause.tokens[place.saturating_sub(8)..(place + 5).min(clause.tokens.len())],
                &[
                    "growth", "grew", "grown", "growing", "increase", "rise", "rose", "rate",
                ],
            );
            (article.figure(figure).unit == Unit::percent() && average && growth).then_some(figure)
        });
        let Some(rate) = rate else { continue };
        let mut series: Vec<Dated> = Vec::new();
        for before in article.clauses[index.saturating_sub(BACK)..=index]
            .iter()
            .filter(|before| before.paragraph + 1 >= clause.paragraph)
        {
            series.extend(dated(article, before));
        }
        if in_range(article, clause, rate, all) {
            continue;
        }
        let Some((first, last)) = ends(article, &series) else {
            continue;
        };
        let period = |dated: &Dated| Period::year(dated.year);
        let stated = Read::new(article, rate);
        rises(article, &series, all);
        lasted(article, clause, rate, (first, last), all);
        Draft {
            rule: &RULE,
            kind: Kind::AnnualGrowth,
            strength: if series.len() == 2 {
                Strength::Says
            } else {
                Strength::Suggests
            },
            stated: Some(stated),
            operands: vec![
                Read::new(article, first.figure).at(period(first)),
                Read::new(article, last.figure).at(period(last)),
            ],
            // Some take the simple average, and nothing in the words forbids it.
            formulas: vec!["cagr(a, b)", "growth(a, b) / years(a, b)"],
            doubt: None,
        }
        .push(article, all);
    }
    means(article, all);
}

/// A series of dated values that only rises, or only falls.
fn rises(article: &Article<'_>, series: &[Dated], all: &mut Vec<Relation>) {
    const UP: [&str; 4] = [
        "a < b < c",
        "a < b < c < d",
        "a < b < c < d < e",
        "a < b < c < d < e < f",
    ];
    const DOWN: [&str; 4] = [
        "a > b > c",
        "a > b > c > d",
        "a > b > c > d > e",
        "a > b > c > d > e > f",
    ];
    let value = |dated: &Dated| article.figure(dated.figure).nominal();
    let rises = series
        .windows(2)
        .all(|pair| value(&pair[0]) < value(&pair[1]));
    let falls = series
        .windows(2)
        .all(|pair| value(&pair[0]) > value(&pair[1]));
    let in_order = series.windows(2).all(|pair| pair[0].year < pair[1].year);
    let Some(place) = series
        .len()
        .checked_sub(3)
        .filter(|place| *place < UP.len())
    else {
        return;
    };
    if !in_order || !(rises || falls) {
        return;
    }
    let operands = series
        .iter()
        .map(|dated| Read::new(article, dated.figure).at(Period::year(dated.year)))
        .collect();
    Draft {
        rule: &RULE,
        kind: Kind::Comparison,
        strength: Strength::Suggests,
        stated: None,
        operands,
        formulas: vec![if rises { UP[place] } else { DOWN[place] }],
        doubt: Some("that a series rises is only remarked upon"),
    }
    .push(article, all);
}

/// `Kept up for seven years`, beside the rate: from the first to the last of the series.
fn lasted(
    article: &Article<'_>,
    clause: &Clause,
    rate: usize,
    (first, last): (&Dated, &Dated),
    all: &mut Vec<Relation>,
) {
    let years = clause.figures().map(|(_, figure)| figure).find(|&figure| {
        let read = article.figure(figure);
        figure > rate && read.kind == Measure::Duration && read.unit.name() == "year"
    });
    let Some(years) = years else { return };
    let read = |dated: &Dated| Read::new(article, dated.figure).at(Period::year(dated.year));
    Draft {
        rule: &RULE,
        kind: Kind::Date,
        strength: Strength::Suggests,
        stated: Some(Read::new(article, years)),
        operands: vec![read(first), read(last)],
        formulas: vec!["years(a, b)"],
        doubt: None,
    }
    .push_if_consistent(article, all);
}

/// `From 2010 to 2020 it rose from A to B, with an average annual growth of P`.
fn in_range(article: &Article<'_>, clause: &Clause, rate: usize, all: &mut Vec<Relation>) -> bool {
    let first = article
        .figures
        .partition_point(|found| found.span.end <= clause.span.start);
    let years = (first..article.figures.len())
        .take_while(|&figure| article.found(figure).span.end <= clause.span.end)
        .filter(|&figure| article.kind(figure) == Measure::Date)
        .find_map(|figure| {
            let [from, to] = article.figure(figure).numbers;
            let (from, to) = (
                i32::try_from(from.to_i64()?).ok()?,
                i32::try_from(to.to_i64()?).ok()?,
            );
            (to - from >= 2).then_some((from, to))
        });
    let all_mentions = mentions(article, clause);
    let of = |role: Role| {
        let mut found = all_mentions
            .iter()
            .filter(|mention| mention.role == role && mention.figure != rate);
        found.next().filter(|_| found.next().is_none())
    };
    let (Some((from, to)), Some(a), Some(b)) = (years, of(Role::From), of(Role::To)) else {
        return false;
    };
    Draft {
        rule: &RULE,
        kind: Kind::AnnualGrowth,
        strength: Strength::Says,
        stated: Some(Read::new(article, rate)),
        operands: vec![
            Read::new(article, a.figure).at(Period::year(from)),
            Read::new(article, b.figure).at(Period::year(to)),
        ],
        formulas: vec!["cagr(a, b)", "growth(a, b) / years(a, b)"],
        doubt: None,
    }
    .push(article, all)
    .is_some()
}

/// The amounts of a clause with a year right behind, or before, each.
fn dated(article: &Article<'_>, clause: &Clause) -> Vec<Dated> {
    let tokens = &clause.tokens;
    let year = |place: usize| match tokens.get(place).map(|token| &token.what) {
        Some(What::Time(time)) => time
            .period
            .filter(|period| period.months() == Some(12))
            .map(|period| period.start().year()),
        _ => None,
    };
    tokens
        .iter()
        .enumerate()
        .filter_map(|(place, token)| {
            let figure = token.figure()?;
            let amount = matches!(
                article.kind(figure),
                Measure::Money | Measure::Quantity | Measure::Number
            ) && article.direction(figure).is_none();
            let behind = (place + 1..place + 4).find_map(year);
            let before = || (place.saturating_sub(4)..place).rev().find_map(year);
            let year = behind.or_else(before).filter(|_| amount)?;
            Some(Dated { figure, year })
        })
        .collect()
}

/// The first and the last of a series of one unit.
fn ends<'d>(article: &Article<'_>, series: &'d [Dated]) -> Option<(&'d Dated, &'d Dated)> {
    let last = series.last()?;
    let unit = article.figure(last.figure).unit;
    let mut alike = series
        .iter()
        .filter(|dated| article.figure(dated.figure).unit == unit && !unit.is_none());
    let first = alike.clone().min_by_key(|dated| dated.year)?;
    let last = alike.by_ref().max_by_key(|dated| dated.year)?;
    (last.year - first.year >= 2).then_some((first, last))
}

/// `4, 3, 4, 2, 4 and 4 out of ten, an average of 6`.
fn means(article: &Article<'_>, all: &mut Vec<Relation>) {
    const MEANS: [&str; 10] = [
        "",
        "",
        "mean(a, b)",
        "mean(a, b, c)",
        "mean(a, b, c, d)",
        "mean(a, b, c, d, e)",
        "mean(a, b, c, d, e, f)",
        "mean(a, b, c, d, e, f, g)",
        "mean(a, b, c, d, e, f, g, h)",
        "mean(a, b, c, d, e, f, g, h, i)",
    ];
    for clause in &article.clauses {
        let tokens = &clause.tokens;
        let at = tokens.iter().enumerate().position(|(place, token)| {
            token.figure().is_some()
                && place >= 3
                && article.is_word(tokens.get(place - 1), &["of"])
                && article.is_word(tokens.get(place - 2), &["average", "mean"])
        });
        // A hedge takes `an average of` into the figure itself.
        let at = at.or_else(|| {
            tokens.iter().position(|token| {
                token.figure().is_some_and(|figure| {
                    article
                        .words(&article.found(figure).span)
                        .to_ascii_lowercase()
                        .starts_with("an average of")
                })
            })
        });
        let Some(at) = at else { continue };
        let Some(stated) = tokens[at].figure() else {
            continue;
        };
        let unit = article.figure(stated).unit;
        let mut run: Vec<usize> = Vec::new();
        let mut last = None;
        for place in 0..at {
            let Some(figure) = tokens[place].figure() else {
                continue;
            };
            let next = last.is_none_or(|last: usize| {
                place - last <= 2
                    && tokens[last + 1..place].iter().all(|token| {
                        token.is_mark(&[',']) || article.is_word(Some(token), &["and"])
                    })
            });
            if !next && run.len() < 3 {
                run.clear();
            } else if !next {
                break;
            }
            run.push(figure);
            last = Some(place);
        }
        let alike = run.iter().all(|&figure| {
            article.figure(figure).unit == unit
                || article.figure(figure).unit.is_none()
                || unit.is_none()
        });
        if (3..MEANS.len()).contains(&run.len()) && alike {
            let operands = run
                .iter()
                .map(|&figure| {
                    let read = Read::new(article, figure);
                    let figure = read.typed.figure.in_unit(unit.clone());
                    read.with(figure)
                })
                .collect();
            Draft {
                rule: &RULE,
                kind: Kind::Average,
                strength: Strength::Says,
                stated: Some(Read::new(article, stated)),
                operands,
                formulas: vec![MEANS[run.len()]],
                doubt: None,
            }
            .push(article, all);
        }
    }
}
