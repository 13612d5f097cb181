//! Which of two amounts is more: scores and votes, which a verb may deny, and amounts that the words
//! set side by side. A side that won has more; that one amount is more than another is only noted.

use super::level::levels;
use super::moves::{self, Spoken, Together};
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Direction, Hedge, Kind as Measure, Rational, Unit};
use crate::prose::sentence::Sentence;
use crate::relation::article::{Article, Clause, What};
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::role::{Mention, Role, mentions};
use crate::relation::rule::Rule;
use crate::source::Span;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Order,
    why: "Who won has scored more, and who lost has scored less.",
    found: "Norway beat Sweden in the final: the score was Norway 1, Sweden 3.",
    unfound: "Norway beat Sweden in the final: the score was Norway 3, Sweden 1.",
    most: Severity::Warning,
    measured: [0, 0],
    read,
};

/// Verbs whose subject won over their object.
#[rustfmt::skip]
const BEATS: &[&str] = &[
    "beat", "beats", "beating", "defeated", "defeats", "defeating", "thrashed", "thrash", "thrashing", "trounced", "hammered", "routed", "crushed", "outscored", "overpowered",
];
/// What makes the subject of such a verb the one who lost.
const PASSIVE: &[&str] = &["was", "were", "been", "being", "by", "not", "nearly"];
/// Words near a pair of numbers joined by a dash that make votes or goals of them.
#[rustfmt::skip]
const SCORED: &[&str] = &["vote", "votes", "voted", "won", "lost", "score", "passed", "defeated", "beat", "ballot", "approved", "rejected", "win", "loss"];
/// Words between two amounts that set one against the other.
#[rustfmt::skip]
const AGAINST: &[&str] = &[
    "compared", "comparing", "versus", "against", "than", "previous", "previously", "earlier", "while", "whereas", "only", "below", "above", "nearing", "beat", "beating", "defeating",
    "exceeding", "surpassing", "decline", "declined", "increase", "rising", "falling", "down", "up", "reduced", "raised", "raise", "dropped", "rose", "fell", "highest", "smaller", "larger",
    "lowest", "followed", "despite", "though", "although", "record", "increasing", "decreasing", "dropping", "from",
];
/// With what an amount begins that is set against another.
const SET: &[&str] = &[
    "only",
    "below",
    "above",
    "nearing",
    "less than the",
    "more than the",
    "over",
];
/// How many sentences back the amount stands that another is set against.
const BACK: usize = 3;
/// How many tokens before an amount may say what it is set against.
const LEAD: usize = 10;
/// How many tokens may stand between two amounts that are set side by side.
const APART: usize = 36;

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for sentence in &article.sentences {
        named_scores(article, sentence, all);
        joined_scores(article, sentence, all);
    }
    let spoken: Vec<Spoken<'_>> = article
        .clauses
        .iter()
        .map(|clause| (clause, mentions(article, clause)))
        .collect();
    let mut together = Together::of(all.iter());
    for (clause, own) in &spoken {
        beside(article, clause, own, (&mut together, all));
    }
    for (place, clause) in spoken.iter().enumerate() {
        let earlier = &spoken[place.saturating_sub(BACK)..place];
        behind(article, earlier, clause, (&mut together, all));
    }
}

/// A word of a sentence, with its place in the article's text.
type Word<'t> = (usize, &'t str);

fn words<'t>(article: &Article<'t>, span: &Span) -> Vec<Word<'t>> {
    let text = article.words(span);
    let at = |word: &str| span.start + (word.as_ptr().addr() - text.as_ptr().addr());
    text.split_whitespace()
        .map(|word| (at(word), word))
        .collect()
}

/// `Wales 3, France 36` behind `Wales thrashed France`.
fn named_scores(article: &Article<'_>, sentence: &Sentence, all: &mut Vec<Relation>) {
    let has_verb = |word: &&str| BEATS.contains(word);
    let text = article.words(&sentence.span);
    if !text
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| has_verb(&word))
    {
        return;
    }
    let words = words(article, &sentence.span);
    let Some(verb) = words.iter().position(|(_, word)| BEATS.contains(word)) else {
        return;
    };
    let is_passive = [verb.checked_sub(1), Some(verb + 1)]
        .into_iter()
        .flatten()
        .filter_map(|near| words.get(near))
        .any(|(_, word)| PASSIVE.contains(word));
    let (before, after) = (&words[..verb], &words[verb + 1..]);
    let has = |side: &[Word<'_>], name: &str| side.iter().any(|(_, word)| bare(word) == name);
    for (place, window) in after.windows(4).enumerate() {
        let [(_, first), a, (_, second), b] = window else {
            continue;
        };
        let names = is_name(first) && is_name(second) && first != second;
        let (Some(x), Some(y)) = (goals(a), goals(b)) else {
            continue;
        };
        let lead = &after[..place];
        if is_passive || !names || !has(before, first) || !has(lead, second) || has(before, second)
        {
            continue;
        }
        let verdict = Verdict::of(x.1 > y.1);
        let parts = vec![Part::at(article, "a", x.0), Part::at(article, "b", y.0)];
        let message = format!(
            "{first} won, and the article gives it {} to {}",
            parts[0].text, parts[1].text
        );
        let strength = Strength::Says;
        all.push(Relation::told(
            RULE.name(),
            Kind::Comparison,
            strength,
            None,
            parts,
            verdict,
            message,
        ));
    }
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").unwrap_or(word)
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphanumeric)
}

/// The goals or points that a word says, and where.
fn goals((at, word): &Word<'_>) -> Option<(Span, u32)> {
    let digits = bare(word);
    let start = at + word.find(digits)?;
    let goals = digits.parse().ok().filter(|_| digits.len() <= 3)?;
    Some((start..start + digits.len(), goals))
}

/// `The vote was 219–212`; and what the lower side was short of: `which was 51 short of the 2/3
/// majority`.
fn joined_scores(article: &Article<'_>, sentence: &Sentence, all: &mut Vec<Relation>) {
    let text = article.words(&sentence.span);
    if !text.contains(['-', '–']) {
        return;
    }
    let words = words(article, &sentence.span);
    for (place, (at, word)) in words.iter().enumerate() {
        let pair = word.trim_matches(|c: char| !c.is_ascii_digit());
        let Some((first, second)) = pair.split_once(['-', '–']) else {
            continue;
        };
        let number = |digits: &str| {
            let short =
                (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            digits.parse::<i64>().ok().filter(|_| short)
        };
        let (Some(x), Some(y)) = (number(first), number(second)) else {
            continue;
        };
        let around = &words[place.saturating_sub(6)..(place + 3).min(words.len())];
        let is_scored = around.iter().any(|(_, word)| {
            let word = bare(word).to_ascii_lowercase();
            SCORED.contains(&&*word)
        });
        if !is_scored || x == y {
            continue;
        }
        let Some(start) = word.find(pair).map(|lead| at + lead) else {
            continue;
        };
        let end = start + pair.len();
        let (a, b) = (start..start + first.len(), end - second.len()..end);
        let parts = vec![
            Part::at(article, "a", a.clone()),
            Part::at(article, "b", b.clone()),
        ];
        let message = format!("{first} to {second}");
        all.push(Relation::told(
            RULE.name(),
            Kind::Comparison,
            Strength::Suggests,
            None,
            parts,
            Verdict::Consistent,
            message,
        ));
        short_of(article, sentence, (a, b), all);
    }
}

/// `235-193, which was 51 short of the 2/3 majority`: so many votes more would have been enough.
fn short_of(
    article: &Article<'_>,
    sentence: &Sentence,
    (a, b): (Span, Span),
    all: &mut Vec<Relation>,
) {
    let clauses = &article.clauses;
    let place = clauses.partition_point(|clause| clause.span.start < sentence.span.start);
    let Some(clause) = clauses
        .get(place)
        .filter(|clause| clause.span == sentence.span)
    else {
        return;
    };
    let figures: Vec<(usize, usize)> = clause
        .figures()
        .filter(|(at, _)| clause.tokens[*at].span.start >= b.end)
        .collect();
    let [(at, short), (next, share), ..] = figures[..] else {
        return;
    };
    // `Short of` is read as a bound of the share.
    let is_short = next == at + 1
        && article
            .words(&article.found(share).span)
            .starts_with("short");
    let is_majority = article.is_word(clause.tokens.get(next + 1), &["majority", "vote", "votes"]);
    let fraction = article.figure(share).nominal();
    let part = article.found(share).is_fraction() || article.kind(share) == Measure::Ratio;
    if !is_short || !is_majority || !part {
        return;
    }
    let read = |span: &Span| Read::bare(article, span);
    let (Some(x), Some(y), Some(of)) = (read(&a), read(&b), read(&article.found(share).number()))
    else {
        return;
    };
    // More than all of the votes can be no majority; a slip in the fraction is told by its numbers.
    let doubt = (fraction.signum() <= 0).then_some("the majority is no share of the votes");
    Draft {
        rule: &RULE,
        kind: Kind::Difference,
        strength: Strength::Says,
        stated: Some(Read::new(article, short)),
        operands: vec![x, y, of],
        formulas: vec![
            "round(c * (a + b) + 0.499) - a",
            "c * (a + b) - a",
            "round(c * (a + b)) - a + 1",
        ],
        doubt,
    }
    .push(article, all);
}

/// Amounts of a sentence that its words set against each other.
fn beside(
    article: &Article<'_>,
    clause: &Clause,
    mentions: &[Mention],
    (together, all): (&mut Together, &mut Vec<Relation>),
) {
    let level = |mention: &&Mention| mention.role != Role::By;
    for (place, first) in mentions.iter().enumerate() {
        if !level(&first) {
            continue;
        }
        let ahead = &clause.tokens[first.token.saturating_sub(LEAD)..first.token];
        let opens = article.has_word(ahead, &["while", "whereas", "although"])
            || first.role == Role::To
            || ahead.iter().any(|token| {
                token.what == What::Word && Direction::of_verb(article.token(token)).is_some()
            });
        // Over what stands in brackets, is of other things, or says by how much.
        let mut others = mentions[place + 1..].iter().filter(level);
        let second = others.find(|second| {
            second.bracketed == first.bracketed && pair(article, first, second).is_some()
        });
        let Some(second) = second else { continue };
        let between = &clause.tokens[first.token + 1..second.token];
        let words = article.words(&article.found(second.figure).span);
        let set = article.has_word(between, AGAINST)
            || opens && between.iter().any(|token| token.is_mark(&[',']))
            || SET.iter().any(|set| words.starts_with(set));
        let parted = between.iter().any(|token| token.is_mark(&[';']));
        if between.len() <= APART && set && !parted {
            note(article, (first, second), together, all);
        }
    }
}

/// An amount that a sentence sets against one of the sentence before: `an increase over the previous
/// rate of 13.9%`, `this is down from 1.9 billion`.
fn behind(
    article: &Article<'_>,
    earlier: &[Spoken<'_>],
    (clause, own): &Spoken<'_>,
    (together, all): (&mut Together, &mut Vec<Relation>),
) {
    let records = |mention: &&Mention, clause: &Clause| {
        let lead = &clause.tokens[mention.token.saturating_sub(4)..mention.token];
        let words = article.words(&article.found(mention.figure).span);
        article.has_word(lead, &["record"]) || words.contains("record")
    };
    // What beats an old record is a record too.
    let old = own.iter().find(|mention| {
        let lead = &clause.tokens[mention.token.saturating_sub(5)..mention.token];
        article.has_word(lead, &["previous", "old", "earlier"]) && records(mention, clause)
    });
    let Some(base) = old.or(own.first()) else {
        return;
    };
    let lead = &clause.tokens[..base.token];
    if base.role == Role::By || lead.len() > LEAD * 2 {
        return;
    }
    let is_set = matches!(base.role, Role::From | Role::Base)
        || article.has_word(lead, &["previous", "compares", "earlier", "over"]);
    let alike = |mention: &&Mention| {
        mention.role != Role::By
            && article.kind(mention.figure) == article.kind(base.figure)
            && levels(article, mention, base).is_some()
    };
    for (before, mentions) in earlier.iter().rev() {
        if before.paragraph != clause.paragraph {
            return;
        }
        let mut alike = mentions.iter().rev().filter(alike);
        let found = match old {
            Some(_) => alike.find(|mention| records(mention, before)),
            // `Surpassed ten per cent`, and what it is now.
            None => alike.find(|mention| is_set || passes(article, before, mention)),
        };
        if let Some(level) = found {
            note(article, (base, level), together, all);
            return;
        }
    }
}

/// Whether a level was passed: `surpassed ten percent`.
fn passes(article: &Article<'_>, clause: &Clause, mention: &Mention) -> bool {
    let verb = mention
        .token
        .checked_sub(1)
        .map(|before| &clause.tokens[before]);
    article.is_word(
        verb,
        &[
            "surpassed",
            "exceeded",
            "passed",
            "topped",
            "crossed",
            "surpassing",
        ],
    )
}

/// Two amounts that can be set side by side: of one unit, or both counts of things.
fn pair(article: &Article<'_>, first: &Mention, second: &Mention) -> Option<(Read, Read)> {
    let plain = |read: Read| {
        let mut figure = read.typed.figure.clone();
        if figure.hedge.is_bound() {
            figure.hedge = Hedge::Plain;
        }
        read.with(figure)
    };
    let counts = || {
        let (a, b) = (
            Read::new(article, first.figure),
            Read::new(article, second.figure),
        );
        let counted = |read: &Read| read.typed.figure.unit.is_counted();
        let both = counted(&a) && counted(&b);
        let bare = |read: Read| {
            let figure = read.typed.figure.in_unit(Unit::none());
            read.with(figure)
        };
        both.then(|| (bare(a), bare(b)))
    };
    let (a, b) = levels(article, first, second).or_else(counts)?;
    Some((plain(a), plain(b)))
}

/// Notes which of two amounts is more, where no relation holds both already.
fn note(
    article: &Article<'_>,
    (first, second): (&Mention, &Mention),
    together: &mut Together,
    all: &mut Vec<Relation>,
) {
    let Some((a, b)) = pair(article, first, second) else {
        return;
    };
    let same = a.typed.figure.nominal() == b.typed.figure.nominal();
    let small = |read: &Read| {
        read.typed.figure.unit.is_none() && read.typed.figure.nominal() < Rational::from(2)
    };
    if together.has(&a.span, &b.span) || same || small(&a) || small(&b) {
        return;
    }
    together.insert(&a.span, &b.span);
    let direction = moves::direction(&a, &b);
    moves::remark(&RULE, Strength::Suggests, (a, b), direction).push(article, all);
}
