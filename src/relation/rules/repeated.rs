//! One figure stated twice: in digits beside words, in another scale, in another sentence.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Figure, Kind as Measure, Rational};
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
    measured: [0, 0],
    read,
};

/// How far on a figure is looked for again.
const FAR: usize = 40;

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    restated(article, all);
    let figures: Vec<Figure> = (0..article.figures.len())
        .map(|place| article.figure(place))
        .collect();
    for (place, found) in article.figures.iter().enumerate() {
        if matches!(
            found.kind(),
            Measure::Date | Measure::Ordinal | Measure::Age | Measure::Ratio
        ) || found.is_vague()
        {
            continue;
        }
        let figure = &figures[place];
        let digits = article
            .words(&found.span)
            .bytes()
            .filter(u8::is_ascii_digit);
        let long = digits.count() >= 3;
        let ten = Rational::from(10);
        // A short number alone comes again by chance; with what it counts or measures it does not.
        let named = !figure.unit.is_none();
        if !(long || named || figure.numbers[0] > ten) {
            continue;
        }
        let again = (place + 1..figures.len().min(place + FAR)).find(|&other| {
            let second = &figures[other];
            second.kind == figure.kind
                && second.hedge.is_bound() == figure.hedge.is_bound()
                && second.numbers == figure.numbers
                && (second.unit == figure.unit
                    || long && (second.unit.is_none() || figure.unit.is_none()))
                && (figure.numbers[0] >= ten || second.unit == figure.unit)
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
