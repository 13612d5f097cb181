//! A unit said twice: `15% percent`, `$5 million dollars`, `17.4% per 100,000`.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Kind as Measure, Unit};
use crate::relation::article::Article;
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::DoubledUnit,
    why: "A unit that stands twice is a slip, and of two units that exclude each other one is wrong.",
    found: "The rate among young men was 17.4% per 100,000.",
    unfound: "The rate among young men was 17.4 per 100,000.",
    most: Severity::Error,
    measured: [8, 8],
    read,
};

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for found in &article.figures {
        let text = article.words(&found.span);
        let behind = &article.text[found.span.end..];
        let message = match found.kind() {
            Measure::Percent if text.ends_with('%') => {
                let word = ["percent", "per cent", "%"]
                    .iter()
                    .find(|word| starts_with_word(behind.trim_start_matches(' '), word));
                word.map(|word| format!("`{text}` is followed by `{word}` once more"))
            }
            _ => None,
        };
        let message = message.or_else(|| {
            // A rate of so many thousands is no percentage.
            let figure = found.figure(&article.options.settings);
            let many = text.contains('%') && text.contains(" per 1") && text.contains("00");
            (many && figure.unit != Unit::percent())
                .then(|| format!("`{text}` is in per cent, which is by the hundred, and by another number besides"))
        });
        if let Some(message) = message {
            let part = Part::at(article, "stated", found.span.clone());
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
}

/// Whether a text begins with a word, in either case, and not with a longer one.
fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| {
        start.eq_ignore_ascii_case(word)
            && !text[word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
    })
}
