//! Shares of one whole that make a hundred per cent.

use crate::claim::{NAMES, Verdict};
use crate::diagnostic::{Code, Severity};
use crate::number::{Rational, Unit};
use crate::relation::article::{Article, Clause};
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::PartsOfWhole,
    why: "Shares of one whole that leave nothing out make a hundred per cent.",
    found: "All of the money goes three ways: 50 per cent to schools, 30 per cent to roads and 30 per cent to parks.",
    unfound: "All of the money goes three ways: 50 per cent to schools, 30 per cent to roads and 20 per cent to parks.",
    most: Severity::Warning,
    measured: [0, 0],
    read,
};

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for clause in &article.clauses {
        let percent = |figure: usize| {
            article.figure(figure).unit == Unit::percent()
                && article.direction(figure).is_none()
                && !article
                    .words(&article.found(figure).span)
                    .starts_with(['+', '-', '−', '–'])
        };
        complements(article, clause, all);
        let figures: Vec<usize> = clause
            .tokens
            .iter()
            .filter_map(|token| token.figure())
            .filter(|&figure| percent(figure))
            .collect();
        if !(2..=NAMES.len()).contains(&figures.len()) {
            continue;
        }
        let value = |figure: usize| article.figure(figure).nominal();
        let sum = figures
            .iter()
            .fold(Rational::ZERO, |sum, &figure| sum + value(figure));
        let near = (&sum - &Rational::ONE).abs() <= Rational::new(15, 1_000);
        let parts = || {
            figures
                .iter()
                .zip(NAMES)
                .map(|(&figure, name)| Part::of(article, name, figure))
                .collect()
        };
        let all_of = article.is_word(clause.tokens.first(), &["all"])
            && clause.tokens.iter().any(|token| token.is_mark(&[':']))
            && figures.len() > 2;
        if near {
            let message = "the shares make a hundred per cent".to_owned();
            all.push(Relation::told(
                RULE.name(),
                Kind::PartsOf100,
                Strength::Suggests,
                None,
                parts(),
                Verdict::Consistent,
                message,
            ));
        } else if all_of && (sum > Rational::ONE || figures.len() > 2) {
            let message = "the shares of all of it do not make a hundred per cent".to_owned();
            all.push(Relation::told(
                RULE.name(),
                Kind::PartsOf100,
                Strength::Suggests,
                None,
                parts(),
                Verdict::Inconsistent,
                message,
            ));
        }
    }
}

/// Two fractions in words that make one: `one third in the daytime, two thirds at night`.
fn complements(article: &Article<'_>, clause: &Clause, all: &mut Vec<Relation>) {
    let fractions: Vec<usize> = clause
        .figures()
        .map(|(_, figure)| figure)
        .filter(|&figure| article.found(figure).is_fraction())
        .collect();
    for pair in fractions.windows(2) {
        let value = |figure: usize| article.figure(figure).nominal();
        if value(pair[0]) + value(pair[1]) == Rational::ONE && value(pair[0]) != value(pair[1]) {
            let parts = pair
                .iter()
                .zip(NAMES)
                .map(|(&figure, name)| Part::of(article, name, figure))
                .collect();
            all.push(Relation::told(
                RULE.name(),
                Kind::PartsOf100,
                Strength::Suggests,
                None,
                parts,
                Verdict::Consistent,
                "the fractions make one".to_owned(),
            ));
        }
    }
}
