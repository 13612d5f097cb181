//! One figure stated twice: in digits beside words, in another scale, in another sentence.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Kind as Measure, Rational};
use crate::relation::article::Article;
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Repeated,
    why: "What is said twice must be said alike: digits and words of one amount cannot differ.",
    found: "That is 261,000,000,000 gallons, or 261 trillion gallons.",
    unfound: "That is 261,000,000,000 gallons, or 261 billion gallons.",
    most: Severity::Error,
    precision: "measured on real news: see the changelog",
    read,
};

/// How far on a figure is looked for again.
const FAR: usize = 40;

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    restated(article, all);
    for (place, found) in article.figures.iter().enumerate() {
        if matches!(
            found.kind(),
            Measure::Date | Measure::Ordinal | Measure::Age | Measure::Duration | Measure::Ratio
        ) || found.is_vague()
        {
            continue;
        }
        let figure = article.figure(place);
        let long = article
            .words(&found.span)
            .bytes()
            .filter(u8::is_ascii_digit)
            .count()
            >= 3;
        if !long || figure.numbers[0] < Rational::from(10) {
            continue;
        }
        let again = (place + 1..article.figures.len().min(place + FAR)).find(|&other| {
            let read = article.figures[other].kind() == found.kind()
                && article.words(&article.figures[other].span).len() >= 2;
            read && {
                let second = article.figure(other);
                second.numbers == figure.numbers
                    && (second.unit == figure.unit
                        || second.unit.is_none()
                        || figure.unit.is_none())
            }
        });
        if let Some(other) = again {
            let (first, second) = (
                Part::of(article, "a", place),
                Part::of(article, "stated", other),
            );
            let message = format!("{} is stated twice alike", first.text);
            all.push(Relation::told(
                RULE.name(),
                Kind::Repeated,
                Strength::Suggests,
                Some(second),
                vec![first],
                Verdict::Consistent,
                message,
            ));
        }
    }
}

/// `261,000,000,000 gallons, or 261 billion gallons`: one unit, and nothing but `or` between.
fn restated(article: &Article<'_>, all: &mut Vec<Relation>) {
    for clause in &article.clauses {
        for window in clause.tokens.windows(4) {
            let [first, comma, or, second] = window else {
                continue;
            };
            let (Some(a), Some(b)) = (first.figure(), second.figure()) else {
                continue;
            };
            let (x, y) = (article.figure(a), article.figure(b));
            let scaled = |figure: usize| {
                let words = article.words(&article.found(figure).span);
                ["illion", "thousand", "trillion"]
                    .iter()
                    .any(|scale| words.contains(scale))
            };
            let plain = x.numbers[0] >= Rational::from(1_000_000) && !scaled(a) && scaled(b);
            if comma.is_mark(&[','])
                && article.is_word(Some(or), &["or"])
                && x.unit == y.unit
                && plain
            {
                Draft {
                    rule: &RULE,
                    kind: Kind::Repeated,
                    strength: Strength::Says,
                    stated: Some(Read::new(article, b)),
                    operands: vec![Read::new(article, a)],
                    formulas: vec!["a"],
                    doubt: None,
                }
                .push(article, all);
            }
        }
    }
}
