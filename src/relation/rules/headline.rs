//! The headline against the text: an amount of the first that the text gives a thousand times less or
//! more.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::Kind as Measure;
use crate::relation::article::Article;
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Headline,
    why: "A headline is written last and read first: millions turn into billions there.",
    found: "$570 billion for the schools\n\nThe state will spend $570 million on its schools this year.",
    unfound: "$570 million for the schools\n\nThe state will spend $570 million on its schools this year.",
    most: Severity::Warning,
    measured: [0, 0],
    read,
};

/// The longest headline, in bytes.
const LONGEST: usize = 160;
/// How many figures of the text are looked at.
const FAR: usize = 40;

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    let Some(headline) = article.sentences.first() else {
        return;
    };
    let is_alone = article
        .sentences
        .get(1)
        .is_some_and(|next| next.paragraph != headline.paragraph);
    let words = article.words(&headline.span);
    if !is_alone || words.len() > LONGEST || words.ends_with('.') {
        return;
    }
    let told = article.figures_in(&headline.span);
    let text = told.end..article.figures.len().min(told.end + FAR);
    for figure in told {
        let own = article.figure(figure);
        let value = own.nominal().to_f64();
        let can_slip = own.kind == Measure::Money && value >= 1_000.0;
        if !can_slip {
            continue;
        }
        let alike: Vec<(usize, f64)> = text
            .clone()
            .filter(|&other| article.figure(other).unit == own.unit)
            .map(|other| (other, article.figure(other).nominal().to_f64() / value))
            .collect();
        let near = |times: f64, ratio: f64| (0.8..=1.25).contains(&(ratio / times));
        if let Some((again, _)) = alike.iter().find(|(_, ratio)| near(1.0, *ratio)) {
            tell(article, figure, *again, Verdict::Consistent, all);
        } else if let [(other, ratio)] = alike[..]
            && [1e-6, 1e-3, 1e3, 1e6]
                .iter()
                .any(|times| near(*times, ratio))
        {
            tell(article, figure, other, Verdict::Inconsistent, all);
        }
    }
}

fn tell(
    article: &Article<'_>,
    figure: usize,
    other: usize,
    verdict: Verdict,
    all: &mut Vec<Relation>,
) {
    let (stated, part) = (
        Part::of(article, "stated", figure),
        Part::of(article, "a", other),
    );
    let message = match verdict {
        Verdict::Consistent => format!("the text says {} too", part.text),
        _ => format!(
            "the headline says {}, and the text {}",
            stated.text, part.text
        ),
    };
    all.push(Relation::told(
        RULE.name(),
        Kind::Repeated,
        Strength::Suggests,
        Some(stated),
        vec![part],
        verdict,
        message,
    ));
}
