//! Balances carried forward: what one period closes with, the next opens with.

use super::foot::written;
use super::lines::{Lines, Value, Way};
use super::part;
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::Period;
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::rule::Rule;
use crate::table::Table;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::TableCarried,
    why: "The year opens with what the year before closed with.",
    found: "| | 2021 | 2022 | 2023 |\n|---|---|---|---|\n| Balance at start | 1,100 | 1,250 | 1,370 |\n| Balance at end | 1,250 | 1,307 | 1,400 |\n",
    unfound: "| | 2021 | 2022 | 2023 |\n|---|---|---|---|\n| Balance at start | 1,100 | 1,250 | 1,370 |\n| Balance at end | 1,250 | 1,370 | 1,400 |\n",
    most: Severity::Warning,
    measured: [0, 0],
    read: |article, all| article.tables.iter().for_each(|table| read(table, all)),
};

/// Words of what a period opens with, and of what it closes with.
const OPENS: &[&str] = &["beginning", "start", "opening", "january", "begin"];
const CLOSES: &[&str] = &["end", "ending", "closing", "december"];

fn read(table: &Table<'_>, all: &mut Vec<Relation>) {
    let lines = Lines::of(table, Way::Down);
    let years: Vec<Option<i32>> = lines
        .lanes
        .iter()
        .map(|&column| year(&table.header(column)))
        .collect();
    let is = |place: usize, words: &[&str]| {
        let label = table.label(lines.items[place].place).to_lowercase();
        let mut own = label.split(|c: char| !c.is_alphanumeric());
        own.any(|word| words.contains(&word))
    };
    let mut opening = None;
    for place in 0..lines.items.len() {
        if lines.items[place].begins {
            opening = None;
        }
        if is(place, OPENS) && !is(place, CLOSES) {
            opening = Some(place);
        } else if is(place, CLOSES)
            && let Some(opened) = opening.take()
        {
            carried(table, &lines, &years, (opened, place), all);
        }
    }
}

/// The year of a header, where it names one.
fn year(header: &str) -> Option<i32> {
    use chrono::Datelike;
    let period = Period::parse(header).ok()?;
    (period.months() == Some(12)).then(|| period.start().year())
}

/// One balance through the years: each must open as the one before closed, where another does.
fn carried(
    table: &Table<'_>,
    lines: &Lines,
    years: &[Option<i32>],
    (opened, closed): (usize, usize),
    all: &mut Vec<Relation>,
) {
    let value = |item: usize, lane: usize| match lines.items[item].values[lane] {
        Value::Known { value, .. } => Some(value),
        _ => None,
    };
    let mut pairs = Vec::new();
    for (lane, this) in years.iter().enumerate() {
        let Some(this) = this else { continue };
        let before = years.iter().position(|other| *other == Some(this - 1));
        if let Some(before) = before
            && let (Some(opens), Some(closes)) = (value(opened, lane), value(closed, before))
        {
            pairs.push((lane, before, opens, closes));
        }
    }
    let holds = pairs
        .iter()
        .filter(|(.., opens, closes)| opens == closes)
        .count();
    let wrong = pairs.len() - holds;
    for (lane, before, opens, closes) in pairs {
        let same = opens == closes;
        // A restatement opens another way; where one year does as the rest do not, it is a slip.
        if !same && (holds == 0 || wrong > 1) {
            continue;
        }
        let part = |name, item, lane| part::at(table, name, lines.span(table, item, lane));
        let (stated, a) = (part("stated", opened, lane), part("a", closed, before));
        let (now, then) = (
            table.header(lines.lanes[lane]),
            table.header(lines.lanes[before]),
        );
        let message = format!(
            "“{then}” closes with {}, and “{now}” opens with {}",
            written(closes.into(), lines.places),
            written(opens.into(), lines.places)
        );
        let verdict = Verdict::of(same);
        all.push(Relation::told(
            RULE.name(),
            Kind::Repeated,
            Strength::Suggests,
            Some(stated),
            vec![a],
            verdict,
            message,
        ));
    }
}
