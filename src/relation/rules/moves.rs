//! What moves without anything that can be decided: a change whose base is not stated, and two
//! amounts of one thing of which the words only say which was before. They are for drafts and for
//! what an article is covered by; nothing of them is told.

use rustc_hash::FxHashSet;

use crate::claim::Verdict;
use crate::number::{Direction, Kind as Measure};
use crate::relation::article::{Article, Clause, Token, What};
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::role::{CLOSES, Mention, Role};
use crate::relation::rule::Rule;
use crate::source::Span;

/// A clause with the mentions in it, read once for all that look at changes.
pub(super) type Spoken<'a> = (&'a Clause, Vec<Mention>);

/// How many words may stand between a change and what it led to.
const APART: usize = 9;
/// Reads what the rule of changes left over.
pub(super) fn read(
    article: &Article<'_>,
    rule: &'static Rule,
    spoken: &[Spoken<'_>],
    all: &mut Vec<Relation>,
) {
    let span = |mention: &Mention| &article.found(mention.figure).span;
    let stated: FxHashSet<usize> = all
        .iter()
        .filter_map(|relation| Some(relation.stated.as_ref()?.span.start))
        .collect();
    let mut together = Together::of(all.iter().filter(|known| known.kind == Kind::Comparison));
    for (clause, mentions) in spoken {
        for (place, change) in mentions.iter().enumerate() {
            let is_free = change.role == Role::By
                && change.direction.is_some()
                && !stated.contains(&span(change).start);
            let mut behind = mentions[place + 1..].iter();
            let lasts = |mention: &Mention| article.kind(mention.figure) == Measure::Duration;
            let after = behind.find(|level| !lasts(level) || lasts(change));
            let after = after.filter(|level| {
                leads(
                    article,
                    &clause.tokens[change.token + 1..level.token],
                    level,
                )
            });
            let before = place
                .checked_sub(1)
                .map(|before| &mentions[before])
                .filter(|level| {
                    change.direction.is_some()
                        && matches!(level.role, Role::Level | Role::To | Role::Base)
                        && is_behind(article, &clause.tokens[level.token + 1..change.token])
                });
            if let (true, Some(level)) = (is_free, after.or(before)) {
                unknown_base(article, rule, Strength::Suggests, (change, level), all);
                // `By 13 %, to £63 for the first child and £111 for two`
                let next = mentions[place + 1..].get(1).filter(|next| {
                    after.is_some()
                        && next.role == Role::Level
                        && article.figure(next.figure).unit == article.figure(level.figure).unit
                        && article.figure(next.figure).kind == Measure::Money
                        && article.has_word(&clause.tokens[level.token + 1..next.token], &["and"])
                        && next.token - level.token <= APART
                });
                if let Some(next) = next {
                    unknown_base(article, rule, Strength::Suggests, (change, next), all);
                }
            }
        }
        if article.has_word(&clause.tokens, &["respectively"]) {
            respectively(article, rule, mentions, (&stated, all));
        }
        for (place, base) in mentions.iter().enumerate() {
            if let Some(level) = partner(article, clause, mentions, place)
                && !together.has(span(base), span(level))
            {
                let (a, b) = (
                    Read::new(article, base.figure),
                    Read::new(article, level.figure),
                );
                together.insert(&a.span, &b.span);
                let direction = direction(&a, &b);
                remark(rule, Strength::Suggests, (a, b), direction).push(article, all);
            }
        }
    }
}

/// Which figures stand in one relation already.
pub(super) struct Together(FxHashSet<(usize, usize)>);

impl Together {
    /// Those of the relations.
    pub(super) fn of<'a>(relations: impl IntoIterator<Item = &'a Relation>) -> Self {
        let mut together = Together(FxHashSet::default());
        for relation in relations {
            for (place, first) in relation.parts().enumerate() {
                for second in relation.parts().skip(place + 1) {
                    together.insert(&first.span, &second.span);
                }
            }
        }
        together
    }

    pub(super) fn insert(&mut self, a: &Span, b: &Span) {
        self.0.insert((a.start.min(b.start), a.start.max(b.start)));
    }

    pub(super) fn has(&self, a: &Span, b: &Span) -> bool {
        self.0
            .contains(&(a.start.min(b.start), a.start.max(b.start)))
    }
}

/// `Losses of 0.38 and 0.39 per cent to end at 10,855 and 1,278 respectively`
fn respectively(
    article: &Article<'_>,
    rule: &'static Rule,
    mentions: &[Mention],
    (stated, all): (&FxHashSet<usize>, &mut Vec<Relation>),
) {
    let [first, second, a, b] = mentions else {
        return;
    };
    let unit = |mention: &Mention| article.figure(mention.figure).unit;
    let changes = unit(first) == unit(second)
        && article.kind(first.figure) == Measure::Percent
        && first.role == Role::By;
    let levels = unit(a) == unit(b) && unit(a) != unit(first) && a.role != Role::By;
    let free = !stated.contains(&article.found(first.figure).span.start);
    if changes && levels && free {
        unknown_base(article, rule, Strength::Suggests, (first, a), all);
        unknown_base(article, rule, Strength::Suggests, (second, b), all);
    }
}

/// `by four weeks, to 20 weeks`, `fell 13 COP and finished the day at 2,315.55 COP`
fn leads(article: &Article<'_>, between: &[Token], level: &Mention) -> bool {
    let is_plain = between.iter().all(|token| match token.what {
        What::Word | What::Time(_) => true,
        // `By 13 % over three years, to £63`
        What::Figure(figure) => article.kind(figure) == Measure::Duration,
        What::Mark(c) => c == ',',
    });
    let closes = || {
        let ends = article.has_word(between, CLOSES);
        ends && article.is_word(between.last(), &["at", "on"])
    };
    let to = article.has_word(between, &["to"]);
    is_plain
        && between.len() <= APART
        && (level.role == Role::To || closes() || to && level.role == Role::Level)
}

/// `a barrel, up`, `support (down`, `a bid which represents a`, `of capacity after a`
fn is_behind(article: &Article<'_>, between: &[Token]) -> bool {
    let article_last = article.is_word(between.last(), &["a", "an"]);
    let plain = between.iter().all(|token| token.what == What::Word);
    if article_last && plain && between.len() <= 6 {
        let ahead = &between[..between.len() - 1];
        return article.is_word(
            ahead.last(),
            &["represents", "representing", "after", "following"],
        );
    }
    let Some(mark) = between
        .iter()
        .rposition(|token| token.is_mark(&[',', '(', '–', '—']))
    else {
        return false;
    };
    let ends = &between[mark + 1..];
    between[..mark].len() <= 4
        && between[..mark].iter().all(|token| token.what == What::Word)
        && ends.len() == 1
        && article.is_word(ends.first(), &["up", "down"])
}

/// What the amount of a `from` went to, or what one behind `than` is set against.
fn partner<'m>(
    article: &Article<'_>,
    clause: &Clause,
    mentions: &'m [Mention],
    place: usize,
) -> Option<&'m Mention> {
    let base = &mentions[place];
    let is_alike = |level: &&Mention| {
        let (a, b) = (article.figure(base.figure), article.figure(level.figure));
        a.kind == b.kind
            && (a.unit == b.unit || a.unit.is_none() || b.unit.is_none())
            && article.kind(base.figure) != Measure::Duration
            && a.nominal() != b.nominal()
    };
    let near = |level: &&Mention| {
        let (first, last) = (base.token.min(level.token), base.token.max(level.token));
        last - first <= 2 * APART
            && !clause.tokens[first..last]
                .iter()
                .any(|token| token.is_mark(&[';', ':']))
    };
    match base.role {
        Role::From => {
            let next = mentions.get(place + 1).filter(|next| {
                let between = &clause.tokens[base.token + 1..next.token];
                next.role == Role::To || leads(article, between, next)
            });
            let before = || {
                mentions[..place]
                    .iter()
                    .rev()
                    .find(|level| level.role == Role::To)
            };
            next.or_else(before)
        }
        Role::Base => mentions[..place]
            .iter()
            .rev()
            .find(|level| matches!(level.role, Role::Level | Role::To)),
        Role::To | Role::By | Role::Level => None,
    }
    .filter(is_alike)
    .filter(near)
}

/// A change to an amount whose earlier one is not stated: it asserts nothing that can be checked.
pub(super) fn unknown_base(
    article: &Article<'_>,
    rule: &'static Rule,
    strength: Strength,
    (change, after): (&Mention, &Mention),
    all: &mut Vec<Relation>,
) {
    all.push(Relation::told(
        rule.name(),
        Kind::UnknownBase,
        strength,
        Some(Part::of(article, "stated", change.figure)),
        vec![Part::of(article, "a", after.figure)],
        Verdict::Undetermined,
        "what it changed from is not stated".to_owned(),
    ));
}

/// Which way it went from one amount to another, as their numbers have it.
pub(super) fn direction(a: &Read, b: &Read) -> Direction {
    if a.typed.figure.nominal() < b.typed.figure.nominal() {
        Direction::Up
    } else {
        Direction::Down
    }
}

/// That of two amounts the second is more, or less.
pub(super) fn remark(
    rule: &'static Rule,
    strength: Strength,
    (a, b): (Read, Read),
    direction: Direction,
) -> Draft {
    Draft {
        rule,
        kind: Kind::Comparison,
        strength,
        stated: None,
        operands: vec![a, b],
        formulas: vec![match direction {
            Direction::Up => "a < b",
            Direction::Down => "a > b",
        }],
        doubt: Some("which of two amounts is more is only remarked upon"),
    }
}
