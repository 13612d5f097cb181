//! What parts leave: `the other 37 per cent`, `N, A of it, leaving B`, `A, offset by B, or N`.

use super::total::{alike, amounts};
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Rational, Unit};
use crate::relation::article::Article;
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Remainder,
    why: "The rest is what the parts leave of the whole.",
    found: "In the poll 63 per cent were for it. The other 47 per cent were against it.",
    unfound: "In the poll 63 per cent were for it. The other 37 per cent were against it.",
    most: Severity::Error,
    measured: [0, 0],
    read,
};

const REST: &[&str] = &["other", "others", "remaining", "rest", "remainder"];

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for (index, clause) in article.clauses.iter().enumerate() {
        let own = amounts(article, clause);
        for (at, &(place, rest)) in own.iter().enumerate() {
            let is_rest = clause.tokens[..place]
                .iter()
                .rev()
                .take(2)
                .any(|token| article.is_word(Some(token), REST));
            let leaving = clause.tokens[..place]
                .iter()
                .rev()
                .take(2)
                .any(|token| article.is_word(Some(token), &["leaving", "leaves"]));
            if is_rest
                && article.figure(rest).unit == Unit::percent()
                && article.direction(rest).is_none()
            {
                percentages(article, index, at, rest, all);
            } else if (is_rest || leaving) && at >= 2 {
                let (whole, part) = (own[at - 2].1, own[at - 1].1);
                let more = article.figure(whole).nominal() > article.figure(part).nominal();
                if more && alike(article, whole, part) && alike(article, whole, rest) {
                    Draft {
                        rule: &RULE,
                        kind: Kind::Remainder,
                        strength: Strength::Suggests,
                        stated: Some(Read::new(article, rest)),
                        operands: vec![Read::new(article, whole), Read::new(article, part)],
                        formulas: vec!["a - b"],
                        doubt: Some("other parts may be named elsewhere"),
                    }
                    .push(article, all);
                }
            }
        }
        // `N consisted of A, partially offset by B`, `N, A of which was bought, offset by B and C`
        let offset = clause
            .tokens
            .iter()
            .position(|token| article.is_word(Some(token), &["offset"]));
        if let (Some(offset), [net, gross, less @ ..]) = (offset, &own[..])
            && (1..=3).contains(&less.len())
            && gross.0 < offset
            && less
                .iter()
                .all(|(place, figure)| *place > offset && alike(article, net.1, *figure))
            && alike(article, net.1, gross.1)
            && article.has_word(
                &clause.tokens[..offset],
                &[
                    "consisted",
                    "consists",
                    "comprised",
                    "comprising",
                    "consisting",
                    "which",
                ],
            )
        {
            let formula = ["", "a - b", "a - b - c", "a - b - c - d"][less.len()];
            let operands = std::iter::once(gross)
                .chain(less)
                .map(|(_, figure)| Read::new(article, *figure))
                .collect();
            Draft {
                rule: &RULE,
                kind: Kind::Remainder,
                strength: Strength::Says,
                stated: Some(Read::new(article, net.1)),
                operands,
                formulas: vec![formula],
                doubt: None,
            }
            .push(article, all);
        }
    }
}

/// The rest of a hundred per cent, whose other parts stand before it in its sentence or the one
/// before.
fn percentages(
    article: &Article<'_>,
    index: usize,
    at: usize,
    rest: usize,
    all: &mut Vec<Relation>,
) {
    let clause = &article.clauses[index];
    let percent = |figure: &usize| {
        article.figure(*figure).unit == Unit::percent() && article.direction(*figure).is_none()
    };
    let mut parts: Vec<usize> = amounts(article, clause)[..at]
        .iter()
        .map(|(_, figure)| *figure)
        .filter(percent)
        .collect();
    if parts.is_empty()
        && let Some(before) = index.checked_sub(1).map(|before| &article.clauses[before])
        && before.paragraph == clause.paragraph
    {
        parts = amounts(article, before)
            .iter()
            .map(|(_, figure)| *figure)
            .filter(percent)
            .collect();
    }
    let formula = match parts.len() {
        1 => "1 - a",
        2 => "1 - a - b",
        3 => "1 - a - b - c",
        _ => return,
    };
    let draft = Draft {
        rule: &RULE,
        kind: Kind::Remainder,
        strength: Strength::Suggests,
        stated: Some(Read::new(article, rest)),
        operands: parts.iter().map(|&part| Read::new(article, part)).collect(),
        formulas: vec![formula],
        doubt: None,
    };
    let sum = parts
        .iter()
        .chain([&rest])
        .fold(Rational::ZERO, |sum, &part| {
            sum + article.figure(part).nominal()
        });
    if let Some(relation) = draft.decided(article) {
        // The whole may be another one, unless the parts pass it or a slip of the hand explains it.
        let told = relation.verdict != Verdict::Inconsistent
            || sum > Rational::ONE && !relation.mends.is_empty();
        if told {
            all.push(relation);
        }
    }
}
