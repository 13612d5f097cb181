//! Ages and spans against dates: `born in 1958, was 14 in 1972`, `… was 70 years ago`.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Hedge, Kind as Measure, Period};
use crate::relation::article::{Article, Clause};
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::rule::Rule;
use chrono::{Datelike, Month};

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Age,
    why: "Years are subtracted by ten too many more often than by one.",
    found: "The swimmer, born in 1958, was 44 when she took part in the Games of 1972.",
    unfound: "The swimmer, born in 1958, was 14 when she took part in the Games of 1972.",
    most: Severity::Warning,
    measured: [0, 0],
    read,
};

/// A year of a text, and where it stands.
struct Year {
    figure: usize,
    year: i32,
    period: Option<Period>,
}

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for (index, clause) in article.clauses.iter().enumerate() {
        born(article, clause, all);
        ago(article, index, all);
        months(article, clause, all);
        spans(article, clause, all);
    }
}

/// `Founded in 1901, … its 100th anniversary in 2011`, `from 1914 to 1918, a total of 14 years`: years
/// that are subtracted wrongly by ten, twenty or a hundred. Off by anything else, the span may be one
/// of something else.
fn spans(article: &Article<'_>, clause: &Clause, all: &mut Vec<Relation>) {
    const BEGINS: &[&str] = &[
        "since",
        "founded",
        "launched",
        "opened",
        "began",
        "begun",
        "started",
        "elected",
        "from",
        "established",
        "formed",
        "created",
        "joined",
        "married",
        "built",
        "introduced",
        "begins",
        "came",
        "lasted",
    ];
    let years = years(article, clause);
    let [first, second] = &years[..] else { return };
    if first.year >= second.year || !article.has_word(&clause.tokens, BEGINS) {
        return;
    }
    let spans: Vec<usize> = article
        .figures_in(&clause.span)
        .filter(|&figure| {
            let read = article.figure(figure);
            let behind = &article.text[article.found(figure).span.end..];
            let years = read.kind == Measure::Duration && read.unit.name() == "year";
            let rank = read.kind == Measure::Ordinal && behind.starts_with(" anniversary");
            let plain = read.hedge == Hedge::Plain && read.numbers[0] == read.numbers[1];
            (years || rank) && plain && !behind.starts_with(" old")
        })
        .collect();
    let [span] = spans[..] else { return };
    let Some(said) = article.figure(span).numbers[0].to_i64() else {
        return;
    };
    let between = i64::from(second.year - first.year);
    let verdict = match (said - between).abs() {
        0 | 1 => Verdict::Consistent,
        10 | 20 | 100 => Verdict::Inconsistent,
        _ => return,
    };
    let message = format!(
        "from {} to {} are {between} years, and the article says {said}",
        first.year, second.year
    );
    all.push(Relation::told(
        RULE.name(),
        Kind::Date,
        Strength::Suggests,
        Some(Part::of(article, "stated", span)),
        vec![
            Part::of(article, "a", first.figure),
            Part::of(article, "b", second.figure),
        ],
        verdict,
        message,
    ));
}

/// `The six months (January to June)`: as many as from the first to the last.
fn months(article: &Article<'_>, clause: &Clause, all: &mut Vec<Relation>) {
    for figure in article.figures_in(&clause.span) {
        let read = article.figure(figure);
        if read.kind != Measure::Duration || read.unit.name() != "month" {
            continue;
        }
        let end = article.found(figure).span.end;
        let bracket = article.text[end..].strip_prefix(" (");
        let Some((inner, _)) = bracket.and_then(|rest| rest.split_once(')')) else {
            continue;
        };
        let joints = [" to ", " through ", "–", "-", "—"];
        let ends = joints.iter().find_map(|joint| inner.split_once(joint));
        let Some((first, last)) = ends.filter(|_| inner.len() <= 40) else {
            continue;
        };
        let (first, last) = (first.trim(), last.trim());
        let month = |name: &str| Some(i64::from(name.parse::<Month>().ok()?.number_from_month()));
        let (Some(from), Some(to), Some(stated)) =
            (month(first), month(last), read.numbers[0].to_i64())
        else {
            continue;
        };
        let span = (to - from).rem_euclid(12) + 1;
        let at = |name: &str| {
            let start = end + 2 + inner.find(name)?;
            Some(start..start + name.len())
        };
        let (Some(a), Some(b)) = (at(first), at(last)) else {
            continue;
        };
        // January to July may end where July begins.
        let verdict = Verdict::of(stated == span || stated == span - 1);
        let message = format!("{first} to {last} are {span} months, and the article says {stated}");
        all.push(Relation::told(
            RULE.name(),
            Kind::Date,
            Strength::Says,
            Some(Part::of(article, "stated", figure)),
            vec![Part::at(article, "a", a), Part::at(article, "b", b)],
            verdict,
            message,
        ));
    }
}

/// The years of a clause, by the figures in its span.
fn years(article: &Article<'_>, clause: &Clause) -> Vec<Year> {
    article
        .figures_in(&clause.span)
        .filter(|&figure| article.kind(figure) == Measure::Date)
        .filter_map(|figure| {
            let words = article.words(&article.found(figure).span);
            let period = Period::parse(words).ok();
            let year = period
                .map(|period| period.start().year())
                .or_else(|| words.parse().ok())?;
            let single = period.is_none_or(|period| period.last_day().year() == year);
            single.then_some(Year {
                figure,
                year,
                period,
            })
        })
        .collect()
}

/// `Born in Y, N when … in Z`.
fn born(article: &Article<'_>, clause: &Clause, all: &mut Vec<Relation>) {
    let text = article.words(&clause.span).to_ascii_lowercase();
    let Some(at) = text.find("born ") else { return };
    let years = years(article, clause);
    let [first, second] = &years[..] else { return };
    let start = clause.span.start + at;
    let near = |year: &Year| {
        (0..30).contains(&(article.found(year.figure).span.start as i64 - start as i64))
    };
    let (birth, then) = match (near(first), near(second)) {
        (true, _) => (first, second),
        (false, true) => (second, first),
        _ => return,
    };
    let ages: Vec<usize> = clause
        .tokens
        .iter()
        .enumerate()
        .filter_map(|(place, token)| {
            let figure = token.figure()?;
            let read = article.figure(figure);
            let was = clause.tokens[..place]
                .iter()
                .rev()
                .take(2)
                .any(|token| article.is_word(Some(token), &["was", "aged", "age", "at"]));
            let age = article.kind(figure) == Measure::Age
                || article.kind(figure) == Measure::Number && read.unit.is_none() && was;
            (age && read.hedge == Hedge::Plain).then_some(figure)
        })
        .collect();
    let [age] = ages[..] else { return };
    let Some(stated) = article.figure(age).numbers[0].to_i64() else {
        return;
    };
    let most = i64::from(then.year - birth.year);
    let verdict = Verdict::of(stated == most || stated == most - 1);
    let message = format!(
        "who was born in {} was {} or {most} in {}, and the article says {stated}",
        birth.year,
        most - 1,
        then.year
    );
    let parts = vec![
        Part::of(article, "a", birth.figure),
        Part::of(article, "b", then.figure),
    ];
    all.push(Relation::told(
        RULE.name(),
        Kind::Date,
        Strength::Says,
        Some(Part::of(article, "stated", age)),
        parts,
        verdict,
        message,
    ));
}

/// `It began on D. On E that was N years ago.`
fn ago(article: &Article<'_>, index: usize, all: &mut Vec<Relation>) {
    let clause = &article.clauses[index];
    let mut dates = years(article, clause);
    let stated = article.figures_in(&clause.span).find(|&figure| {
        let years = article.kind(figure) == Measure::Duration
            && article.figure(figure).unit.name() == "year";
        years && article.text[article.found(figure).span.end..].starts_with(" ago")
    });
    let Some(stated) = stated else { return };
    if dates.len() == 1
        && let Some(before) = index.checked_sub(1).map(|before| &article.clauses[before])
        && before.paragraph == clause.paragraph
    {
        let mut earlier = years(article, before);
        earlier.append(&mut dates);
        dates = earlier;
    }
    let [from, to] = &dates[..] else { return };
    let days = |year: &Year| {
        year.period
            .filter(|period| period.start() == period.last_day())
            .map(|period| period.start())
    };
    let (Some(a), Some(b)) = (days(from), days(to)) else {
        return;
    };
    let Some(years) = b.years_since(a).map(i64::from) else {
        return;
    };
    let figure = article.figure(stated);
    let Some(said) = figure.numbers[0]
        .to_i64()
        .filter(|_| figure.hedge == Hedge::Plain)
    else {
        return;
    };
    let verdict = Verdict::of(said == years);
    let message = format!(
        "from {} to {} are {years} years, and the article says {said}",
        from.year, to.year
    );
    let parts = vec![
        Part::of(article, "a", from.figure),
        Part::of(article, "b", to.figure),
    ];
    all.push(Relation::told(
        RULE.name(),
        Kind::Date,
        Strength::Says,
        Some(Part::of(article, "stated", stated)),
        parts,
        verdict,
        message,
    ));
}
