//! Digits that can be no number: `$110,00`, `4,3200,000`.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::relation::article::Article;
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::MalformedNumber,
    why: "Nobody can read it, and whoever tries may be wrong by a power of ten.",
    found: "He was fined $110,00 for it.",
    unfound: "He was fined $110.00 for it.",
    most: Severity::Error,
    measured: [12, 12],
    read,
};

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for digits in &article.malformed {
        let part = Part::at(article, "stated", digits.span.clone());
        let message = format!("`{}` can be no number: {}", part.text, digits.reason);
        all.push(Relation::told(
            RULE.name(),
            Kind::Number,
            Strength::Says,
            Some(part),
            Vec::new(),
            Verdict::Inconsistent,
            message,
        ));
    }
}
