//! Per cent for percentage points: `from 55.6% to 31.5%, a fall of 24.1 per cent`.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::Unit;
use crate::relation::article::Article;
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::PercentForPoints,
    why: "Of percentages, a change in per cent and one in percentage points are two numbers; readers who know \
          the difference cannot tell which is meant.",
    found: "Support fell from 55.6 per cent to 31.5 per cent, a fall of 24.1 per cent.",
    unfound: "Support fell from 55.6 per cent to 31.5 per cent, a fall of 24.1 percentage points.",
    most: Severity::Warning,
    measured: [0, 0],
    read,
};

/// What is read of two percentages is read with their change; here stand differences that a sentence
/// makes of two shares: `45 percent to his rival's 30 percent, a victory by 15 percent`.
fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    use crate::number::Kind as Measure;
    for clause in &article.clauses {
        let figures: Vec<usize> = clause
            .tokens
            .iter()
            .filter_map(|token| token.figure())
            .filter(|&figure| article.kind(figure) == Measure::Percent)
            .collect();
        let [a, b, c] = figures[..] else { continue };
        let before = article
            .words(&(article.found(b).span.end..article.found(c).span.start))
            .to_ascii_lowercase();
        // Figures of a page's layout are no shares.
        if before.contains(['=', '{', '|']) {
            continue;
        }
        let led = [
            "victory",
            "lead of",
            "margin",
            "majority of",
            "ahead by",
            "gap of",
            "a win by",
            "won by",
        ];
        if !led.iter().any(|word| before.contains(word))
            || article.figure(c).unit != Unit::percent()
        {
            continue;
        }
        let draft = Draft {
            rule: &RULE,
            kind: Kind::Difference,
            strength: Strength::Says,
            stated: Some(Read::new(article, c)),
            operands: vec![Read::new(article, b), Read::new(article, a)],
            formulas: vec!["growth(a, b)"],
            doubt: None,
        };
        of_change(article, draft, all);
    }
}

/// `… won 55.6 per cent. This time she won 31.5 per cent, a fall of 24.1 per cent`: told only where
/// the difference is that to the last digit.
pub(super) fn across(
    article: &Article<'_>,
    stated: Read,
    before: Read,
    after: Read,
    all: &mut Vec<Relation>,
) {
    let percent = Unit::percent();
    let figures = [&stated, &before, &after].map(|read| &read.typed.figure);
    if figures.iter().any(|figure| figure.unit != percent) {
        return;
    }
    let [by, a, b] = figures.map(|figure| figure.nominal());
    let passage = before.span.start.min(after.span.start)..stated.span.end.max(after.span.end);
    // Figures of a page's layout are no shares.
    if article.words(&passage).contains(['=', '{', '|']) {
        return;
    }
    let exact = (&a - &b).abs() == by.abs() && !by.is_zero();
    if exact {
        let draft = Draft {
            rule: &RULE,
            kind: Kind::Difference,
            strength: Strength::Suggests,
            stated: Some(stated),
            operands: vec![before, after],
            formulas: vec!["growth(a, b)"],
            doubt: None,
        };
        of_change(article, draft, all);
    }
}

/// A change in per cent of an amount in per cent: growth, or points that are called per cent.
pub(super) fn of_change(article: &Article<'_>, draft: Draft, all: &mut Vec<Relation>) {
    let growth = Draft {
        rule: &RULE,
        ..draft
    };
    let stated = growth.stated.clone();
    let operands = growth.operands.clone();
    let Some(mut relation) = growth.decided(article) else {
        return;
    };
    if relation.verdict == Verdict::Inconsistent
        && let Some(stated) = stated
    {
        let figure = stated.typed.figure.in_unit(Unit::points());
        let points = Draft {
            rule: &RULE,
            kind: Kind::Difference,
            strength: Strength::Says,
            stated: Some(stated.clone().with(figure)),
            operands,
            formulas: vec!["points(a, b)"],
            doubt: None,
        }
        .decided(article);
        if let Some(points) = points.filter(|points| points.verdict != Verdict::Inconsistent) {
            relation.kind = Kind::Difference;
            relation.mends = vec![format!(
                "`percentage points` for the unit of `{}`",
                stated.typed.text
            )];
            relation.doubt = None;
            relation.message = format!(
                "{}: that is of percentage points, not of per cent",
                points.message
            );
        }
    }
    all.push(relation);
}
