//! Words of majority and order that the numbers deny: `most` of parts below a half.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Kind as Measure, Rational, Unit};
use crate::relation::article::{Article, Clause};
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Majority,
    why: "`Most` and `a majority` are more than half.",
    found: "Most people are against it: 46 per cent were for it, 45 per cent against and 9 per cent did not know.",
    unfound: "Most people are against it: 36 per cent were for it, 55 per cent against and 9 per cent did not know.",
    most: Severity::Warning,
    measured: [0, 0],
    read,
};

/// `Most of the 200 workers, 80, voted for it`: how many of them, in commas or brackets.
fn most_of(article: &Article<'_>, clause: &Clause, all: &mut Vec<Relation>) {
    let figures: Vec<(usize, usize)> = clause.figures().collect();
    for window in figures.windows(2) {
        let [(place, whole), (next, part)] = window else {
            continue;
        };
        let lead = &clause.tokens[place.saturating_sub(4)..*place];
        let most = article.has_word(lead, &["most", "majority"])
            && article.has_word(lead, &["of"])
            && !article.has_word(lead, &["at", "second", "third"]);
        let (n, k) = (article.figure(*whole), article.figure(*part));
        let counts = n.kind == Measure::Number && k.kind == Measure::Number;
        let between = &clause.tokens[place + 1..*next];
        let opened = between
            .last()
            .is_some_and(|token| token.is_mark(&[',', '(']));
        let closed = clause
            .tokens
            .get(next + 1)
            .is_some_and(|token| token.is_mark(&[',', ')']))
            || article.is_word(clause.tokens.get(next + 1), &["in"]);
        let small = k.nominal() <= n.nominal() && k.unit.is_none();
        if !(most && counts && opened && closed && small && between.len() <= 4) {
            continue;
        }
        let more = k.nominal() * Rational::from(2) > n.nominal();
        let parts = vec![
            Part::of(article, "a", *part),
            Part::of(article, "b", *whole),
        ];
        let message = format!(
            "{} of {} is {} than half, and the words speak of most",
            parts[0].text,
            parts[1].text,
            if more { "more" } else { "no more" }
        );
        all.push(Relation::told(
            RULE.name(),
            Kind::Comparison,
            Strength::Says,
            None,
            parts,
            Verdict::of(more),
            message,
        ));
    }
}

/// `312 votes to 290, a majority of 22`.
fn votes(article: &Article<'_>, clause: &Clause, all: &mut Vec<Relation>) {
    let figures: Vec<(usize, usize)> = clause
        .figures()
        .filter(|(_, figure)| article.kind(*figure) == Measure::Number)
        .collect();
    for window in figures.windows(3) {
        let [(first, a), (second, b), (last, margin)] = window else {
            continue;
        };
        let to = &clause.tokens[first + 1..*second];
        let led = &clause.tokens[second + 1..*last];
        let said =
            led.len() <= 6 && article.has_word(led, &["majority", "margin", "lead", "difference"]);
        if said
            && to.len() <= 2
            && to
                .iter()
                .any(|token| article.is_word(Some(token), &["to"]) || token.is_mark(&['-', '–']))
        {
            Draft {
                rule: &RULE,
                kind: Kind::Difference,
                strength: Strength::Says,
                stated: Some(Read::new(article, *margin)),
                operands: vec![Read::new(article, *a), Read::new(article, *b)],
                formulas: vec!["a - b"],
                doubt: None,
            }
            .push(article, all);
        }
    }
}

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for clause in &article.clauses {
        votes(article, clause, all);
        most_of(article, clause, all);
        let opened = article.is_word(clause.tokens.first(), &["most"])
            || article.is_word(clause.tokens.first(), &["a", "the"])
                && article.is_word(clause.tokens.get(1), &["majority"]);
        let colon = clause.tokens.iter().position(|token| token.is_mark(&[':']));
        let (true, Some(colon)) = (opened, colon) else {
            continue;
        };
        let figures: Vec<usize> = clause.tokens[colon..]
            .iter()
            .filter_map(|token| token.figure())
            .filter(|&figure| article.figure(figure).unit == Unit::percent())
            .collect();
        let value = |figure: &usize| article.figure(*figure).nominal();
        let half = Rational::new(1, 2);
        let sum = figures
            .iter()
            .fold(Rational::ZERO, |sum, figure| sum + value(figure));
        let whole = (sum - Rational::ONE).abs() <= Rational::new(2, 100);
        if figures.len() >= 2 && whole && figures.iter().all(|figure| value(figure) < half) {
            let names = ["a", "b", "c", "d", "e", "f"];
            let parts = figures
                .iter()
                .zip(names)
                .map(|(&figure, name)| Part::of(article, name, figure))
                .collect();
            let message =
                "none of the parts is more than half, and the words speak of most".to_owned();
            all.push(Relation::told(
                RULE.name(),
                Kind::Comparison,
                Strength::Says,
                None,
                parts,
                Verdict::Inconsistent,
                message,
            ));
        }
    }
}
