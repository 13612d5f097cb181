//! Changes: `rose 5% to B from A`, `B, a fall of C or P from A`, `from A to B, a change of C`.

use super::level::{is_amount, levels, like};
use super::moves::{self, Spoken};
use super::multiple;
use super::points;
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Direction, Kind as Measure, Unit, class_of, is_plural};
use crate::relation::article::{Article, Clause, Token, What};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::role::{MARKS, Mention, Role, mentions};
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Change,
    why: "A change, the amount before it and the amount after it say one thing three times: the third follows \
          from the other two.",
    found: "Revenue fell by 95%, from $31.64 billion to $23.78 billion.",
    unfound: "Revenue fell by 25%, from $31.64 billion to $23.78 billion.",
    most: Severity::Error,
    measured: [4, 4],
    read,
};

/// How many words may stand between two figures of one change.
const APART: usize = 16;
/// Words that begin a clause about something else.
const ELSEWHERE: &[&str] = &[
    "while",
    "whereas",
    "but",
    "although",
    "though",
    "when",
    "where",
    "who",
    "whose",
    "because",
    "despite",
    "after",
    "if",
    "excluding",
    "due",
    "primarily",
    "mainly",
    "owing",
    "driven",
    "attributable",
];
/// Words that say that what follows is no amount of the same thing at another time.
const OTHER: &[&str] = &[
    "expected",
    "predicted",
    "forecast",
    "forecasts",
    "estimate",
    "estimates",
    "expectations",
    "target",
    "revised",
    "consensus",
    "analysts",
    "budgeted",
    "planned",
    "average",
    "new",
    "mark",
    "guidance",
    "original",
    "originally",
    "each",
    "every",
];

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    let spoken: Vec<Spoken<'_>> = article
        .clauses
        .iter()
        .map(|clause| (clause, mentions(article, clause)))
        .collect();
    for (index, (clause, own)) in spoken.iter().enumerate() {
        // What stands in brackets says the same in other units, or something else.
        let mut own = own.clone();
        own.retain(|mention| !mention.bracketed || mention.role == Role::By);
        changes(article, clause, &own, all);
        comparisons(article, clause, &own, all);
        if let Some(before) = index.checked_sub(1).map(|before| &spoken[before]) {
            of_last_sentence(article, before, clause, &own, all);
            amounts_to(article, before, clause, &own, all);
            announced(article, before, clause, &own, all);
            set_against(article, before, clause, &own, all);
        }
    }
    for pair in spoken.windows(2) {
        continued(article, &pair[0], &pair[1], all);
    }
    moves::read(article, &RULE, &spoken, all);
}

/// The changes of a clause that say by how much.
fn changes(article: &Article<'_>, clause: &Clause, mentions: &[Mention], all: &mut Vec<Relation>) {
    let mut next = 0;
    while next < mentions.len() {
        let start = next;
        next += 1;
        if mentions[start].role != Role::By || mentions[start].apposed {
            continue;
        }
        while next < mentions.len() && mentions[next].apposed {
            next += 1;
        }
        let cluster = &mentions[start..next];
        if let Some(change) = Change::around(article, clause, mentions, start, next) {
            change.tell(article, clause, cluster, all);
        }
    }
}

/// The levels of a change.
struct Change<'m> {
    before: Option<&'m Mention>,
    after: &'m Mention,
}

impl<'m> Change<'m> {
    /// The levels that stand around the mentions from `start` to `end`, which say by how much.
    fn around(
        article: &Article<'_>,
        clause: &Clause,
        mentions: &'m [Mention],
        start: usize,
        end: usize,
    ) -> Option<Self> {
        let near = |a: usize, b: usize| is_near(article, clause, &mentions[a], &mentions[b]);
        let (mut before, mut after) = (None, None);
        let mut last = end - 1;
        for place in end..mentions.len().min(end + 2) {
            let mention = &mentions[place];
            // A change in brackets is of what stands before: `66% (up 4%) compared with 20%`.
            let left = mentions[start].bracketed && !mention.bracketed;
            let between = &clause.tokens[mentions[last].token + 1..mention.token];
            let other = article.has_word(between, &["and"]);
            if left || other || !near(last, place) || is_amount(article, mention).is_none() {
                break;
            }
            match mention.role {
                Role::To if after.is_none() => after = Some(mention),
                Role::From | Role::Base if before.is_none() => before = Some(mention),
                _ => break,
            }
            last = place;
        }
        if before.is_none() || after.is_none() {
            let left = start.checked_sub(1).filter(|&left| {
                let (level, change) = (&mentions[left], &mentions[start]);
                near(left, start)
                    && (is_linked(article, clause, level, change)
                        || respectively(article, clause, level, change))
            });
            let level = left.map(|left| &mentions[left]);
            let earlier = left
                .and_then(|left| left.checked_sub(1))
                .filter(|&earlier| near(earlier, earlier + 1))
                .map(|earlier| &mentions[earlier]);
            match (
                level.map(|level| level.role),
                earlier.map(|earlier| earlier.role),
            ) {
                // `From A to B, a change of C`
                (Some(Role::To), Some(Role::From | Role::Base))
                    if before.is_none() && after.is_none() =>
                {
                    (before, after) = (earlier, level);
                }
                (Some(Role::From | Role::Base), Some(Role::To))
                    if before.is_none() && after.is_none() =>
                {
                    (before, after) = (level, earlier);
                }
                // `B, up from A, a change of C`
                (Some(Role::From | Role::Base), Some(Role::Level))
                    if before.is_none() && after.is_none() =>
                {
                    (before, after) = (level, earlier);
                }
                // `B and A in 2019 and 2018, respectively, an increase of C`
                (Some(Role::Level), Some(Role::Level))
                    if before.is_none()
                        && after.is_none()
                        && respectively(
                            article,
                            clause,
                            &mentions[start - 1],
                            &mentions[start],
                        ) =>
                {
                    let up = mentions[start].direction != Some(Direction::Down);
                    let value = |mention: Option<&Mention>| {
                        mention.map(|mention| article.figure(mention.figure).nominal())
                    };
                    let rises = value(level) < value(earlier);
                    // The year that is told first is the one that is reported on, unless the words deny it.
                    (before, after) = if rises == up {
                        (level, earlier)
                    } else {
                        (earlier, level)
                    };
                }
                // `B, up C from A`; alone only where nothing but the change stands between.
                (Some(Role::Level | Role::To), _) if after.is_none() => {
                    let sure = before.is_some() || end - start > 1;
                    after = level.filter(|level| {
                        sure || is_apposed(article, clause, level, &mentions[start])
                    });
                    // `Cost 75p a year ago and costs £1 today, an increase of 25 per cent`
                    before = before.or_else(|| {
                        earlier.filter(|earlier| {
                            level.is_some_and(|level| is_earlier(article, clause, earlier, level))
                        })
                    });
                }
                _ => {}
            }
        }
        let after = after?;
        let known = is_amount(article, after).is_some();
        known.then_some(Change { before, after })
    }

    /// The relations of it.
    fn tell(
        self,
        article: &Article<'_>,
        clause: &Clause,
        cluster: &[Mention],
        all: &mut Vec<Relation>,
    ) {
        let after = self.after;
        let is_rate = |mention: &&Mention| {
            article.figure(mention.figure).unit == Unit::percent()
                || article.kind(mention.figure) == Measure::Ratio
                || article.found(mention.figure).is_fraction()
                    && article.figure(mention.figure).unit.is_none()
        };
        let level = article.figure(after.figure);
        let in_percent = level.kind == Measure::Percent;
        let rate = cluster.iter().find(is_rate);
        let amount = cluster
            .iter()
            .find(|mention| !is_rate(mention) && article.kind(mention.figure) != Measure::Duration);
        let direction = cluster.iter().find_map(|mention| mention.direction);
        if let Some(before) = self.before {
            let Some((a, b)) = levels(article, before, after) else {
                return;
            };
            let (a, b) = (a.going(None), b.going(None));
            if let Some(rate) = rate {
                let stated = Read::new(article, rate.figure).going(direction);
                let draft = Draft {
                    rule: &RULE,
                    kind: Kind::Growth,
                    strength: Strength::Says,
                    stated: Some(stated),
                    operands: vec![a.clone(), b.clone()],
                    formulas: vec!["growth(a, b)"],
                    doubt: doubt(article, clause, cluster, before, after),
                };
                if article.kind(rate.figure) == Measure::Ratio {
                    multiple::of_change(article, rate, draft, all);
                } else if in_percent {
                    points::of_change(article, draft, all);
                } else {
                    draft.push(article, all);
                }
            }
            if let Some(amount) = amount {
                let stated = like(Read::new(article, amount.figure), &b).going(direction);
                Draft {
                    rule: &RULE,
                    kind: Kind::Difference,
                    strength: Strength::Says,
                    stated: Some(stated),
                    operands: vec![a, b],
                    formulas: if in_percent {
                        vec!["points(a, b)"]
                    } else {
                        vec!["b - a"]
                    },
                    doubt: doubt(article, clause, cluster, before, after),
                }
                .push(article, all);
            }
            return;
        }
        // The amount before is not stated, but two ways to say by how much are.
        if let (Some(rate), Some(amount)) = (rate, amount)
            && !in_percent
            && article.kind(rate.figure) == Measure::Percent
        {
            let up = direction != Some(Direction::Down);
            let b = Read::new(article, after.figure);
            let c = like(Read::new(article, amount.figure), &b);
            let b = like(b, &c);
            if c.typed.figure.unit.dimension() == b.typed.figure.unit.dimension()
                && !is_rate_of(article, rate, clause)
            {
                Draft {
                    rule: &RULE,
                    kind: Kind::Growth,
                    strength: Strength::Says,
                    stated: Some(Read::new(article, rate.figure)),
                    operands: vec![b, c],
                    formulas: if up {
                        vec!["b / (a - b)"]
                    } else {
                        vec!["b / (a + b)"]
                    },
                    doubt: doubt(article, clause, cluster, after, after),
                }
                .push(article, all);
                return;
            }
        }
        let one = rate
            .or(amount)
            .filter(|_| rate.is_none() || amount.is_none());
        if let Some(one) = one
            && is_of(article, one, after)
            && (after.role == Role::To || one.token > after.token)
            && doubt(article, clause, cluster, after, after).is_none()
        {
            moves::unknown_base(article, &RULE, Strength::Says, (one, after), all);
        }
    }
}

/// A change of a percentage whose earlier level is the one of the sentence before.
fn of_last_sentence(
    article: &Article<'_>,
    (before, earlier): &Spoken<'_>,
    clause: &Clause,
    own: &[Mention],
    all: &mut Vec<Relation>,
) {
    let [level, change] = own else { return };
    let [earlier] = &earlier[..] else { return };
    if level.role == Role::Level
        && change.role == Role::By
        && earlier.role == Role::Level
        && before.paragraph == clause.paragraph
        && is_apposed(article, clause, level, change)
    {
        let read = |mention: &Mention| Read::new(article, mention.figure);
        let stated = read(change).going(change.direction);
        points::across(article, stated, read(earlier), read(level), all);
    }
}

/// A sentence that says of the change before what it is in per cent: `It closed at 8,579, falling 679
/// points. This, at 7.3%, …`; or how much more a price is than another one: `That's 69% more`.
fn amounts_to(
    article: &Article<'_>,
    (before, earlier): &Spoken<'_>,
    clause: &Clause,
    own: &[Mention],
    all: &mut Vec<Relation>,
) {
    let Some(rate) = own.first() else { return };
    let opened = article.is_word(clause.tokens.first(), &["this", "that", "that's", "it"]);
    let is_rate = article.kind(rate.figure) == Measure::Percent;
    if !opened || !is_rate || rate.token > 4 || before.paragraph != clause.paragraph {
        return;
    }
    let [.., level, change] = &earlier[..] else {
        if let [level] = &earlier[..]
            && rate.role == Role::By
            && is_amount(article, level).is_some()
        {
            moves::unknown_base(article, &RULE, Strength::Suggests, (rate, level), all);
        }
        return;
    };
    let (b, c) = (
        Read::new(article, level.figure),
        Read::new(article, change.figure),
    );
    let c = like(c, &b);
    if change.role != Role::By || level.role == Role::By || rate.role == Role::By {
        return;
    }
    let up = change.direction != Some(Direction::Down);
    Draft {
        rule: &RULE,
        kind: Kind::Growth,
        strength: Strength::Suggests,
        stated: Some(Read::new(article, rate.figure)),
        operands: vec![b, c],
        formulas: vec![if up { "b / (a - b)" } else { "b / (a + b)" }],
        doubt: None,
    }
    .push_if_mended(article, all);
}

/// How much less one of two amounts is than the other: `One pays 978 euros, the other 1,401 euros. The
/// first pays 43 per cent less.` It is told only where the other amount was taken for the base.
fn set_against(
    article: &Article<'_>,
    (before, earlier): &Spoken<'_>,
    clause: &Clause,
    own: &[Mention],
    all: &mut Vec<Relation>,
) {
    let ([first, second], [rate]) = (&earlier[..], own) else {
        return;
    };
    let behind = clause.tokens.get(rate.token + 1);
    let less = article.is_word(behind, &["less", "fewer", "lower", "cheaper"]);
    let more = article.is_word(behind, &["more", "higher", "dearer"]);
    let ends = clause
        .tokens
        .get(rate.token + 2)
        .is_none_or(|token| token.is_mark(&['.', ',']));
    let is_rate = article.kind(rate.figure) == Measure::Percent;
    if !(less || more) || !ends || !is_rate || before.paragraph != clause.paragraph {
        return;
    }
    let Some((a, b)) = levels(article, first, second) else {
        return;
    };
    let rises = a.typed.figure.nominal() < b.typed.figure.nominal();
    let (low, high) = if rises { (a, b) } else { (b, a) };
    let (from, to) = if less { (high, low) } else { (low, high) };
    let draft = |a: &Read, b: &Read, direction| Draft {
        rule: &RULE,
        kind: Kind::Growth,
        strength: Strength::Suggests,
        stated: Some(Read::new(article, rate.figure).going(Some(direction))),
        operands: vec![a.clone(), b.clone()],
        formulas: vec!["growth(a, b)"],
        doubt: None,
    };
    let (way, other) = if less {
        (Direction::Down, Direction::Up)
    } else {
        (Direction::Up, Direction::Down)
    };
    let told = draft(&from, &to, way);
    let swapped = draft(&to, &from, other);
    let holds = |draft: Draft| {
        let relation = draft.decided(article);
        relation.is_some_and(|relation| relation.verdict == Verdict::Consistent)
    };
    if holds(draft(&from, &to, way)) || holds(swapped) {
        told.push(article, all);
    }
}

/// A change in per cent whose amounts the next sentence gives: `The minimum wage rises by 9.8%. This
/// makes it $11.25, from $10.25.`
fn announced(
    article: &Article<'_>,
    (before, earlier): &Spoken<'_>,
    clause: &Clause,
    own: &[Mention],
    all: &mut Vec<Relation>,
) {
    let [rate] = &earlier[..] else { return };
    let base = own.iter().find(|mention| mention.role == Role::From);
    let after = own.iter().find(|mention| {
        matches!(mention.role, Role::Level | Role::To)
            && base.is_some_and(|base| levels(article, base, mention).is_some())
    });
    let (Some(base), Some(after)) = (base, after) else {
        return;
    };
    let is_rate = article.kind(rate.figure) == Measure::Percent && rate.role == Role::By;
    let percent = article.kind(after.figure) == Measure::Percent;
    let other = own.iter().any(|mention| {
        mention.role == Role::By && article.kind(mention.figure) == Measure::Percent
    });
    // The same thing: `the minimum wage` in both.
    let subject = nouns(article, &before.tokens[..rate.token]);
    let again = nouns(article, &clause.tokens);
    let shared = subject.iter().filter(|noun| again.contains(noun)).count();
    if !is_rate
        || other
        || shared < 2
        || percent
        || rate.direction.is_none()
        || before.paragraph != clause.paragraph
    {
        return;
    }
    let Some((a, b)) = levels(article, base, after) else {
        return;
    };
    Draft {
        rule: &RULE,
        kind: Kind::Growth,
        strength: Strength::Suggests,
        stated: Some(Read::new(article, rate.figure).going(rate.direction)),
        operands: vec![a, b],
        formulas: vec!["growth(a, b)"],
        doubt: None,
    }
    .push_if_mended(article, all);
}

/// The words of a passage that can name what it is about.
fn nouns<'t>(article: &Article<'t>, tokens: &[Token]) -> Vec<&'t str> {
    let words = tokens.iter().filter(|token| token.what == What::Word);
    words
        .map(|token| article.token(token))
        .filter(|word| word.len() >= 4 && word.starts_with(char::is_lowercase))
        .filter(|word| class_of(word).is_none() && Direction::of_verb(word).is_none())
        .collect()
}

/// Whether a change can be one of an amount: by so much of its kind, or by a rate.
fn is_of(article: &Article<'_>, change: &Mention, after: &Mention) -> bool {
    let (by, level) = (article.figure(change.figure), article.figure(after.figure));
    match by.kind {
        Measure::Percent => true,
        Measure::Ratio => false,
        _ => {
            by.unit.dimension() == level.unit.dimension()
                || by.unit.is_none()
                || level.unit.is_none()
        }
    }
}

/// Whether a percentage is told to be of something else: `or 18.7% of net sales`.
fn is_rate_of(article: &Article<'_>, rate: &Mention, clause: &Clause) -> bool {
    article.is_word(clause.tokens.get(rate.token + 1), &["of"])
}

/// What makes it doubtful that the figures belong together.
fn doubt(
    article: &Article<'_>,
    clause: &Clause,
    cluster: &[Mention],
    before: &Mention,
    after: &Mention,
) -> Option<&'static str> {
    let first = cluster
        .iter()
        .chain([before, after])
        .map(|mention| mention.token)
        .min()?;
    let last = cluster
        .iter()
        .chain([before, after])
        .map(|mention| mention.token)
        .max()?;
    let other = (first..=last).any(|place| {
        let token = &clause.tokens[place];
        // The 5,000 mark is passed, and no mark is expected.
        let passed = place > 0 && clause.tokens[place - 1].figure().is_some();
        article.is_word(Some(token), OTHER) && !(passed && article.is_word(Some(token), MARKS))
    });
    // `Have each raise a counter by 1, so that it goes from 0 to 10`
    let each = article.has_word(
        &clause.tokens[first.saturating_sub(8)..first],
        &["each", "every"],
    );
    if other || each {
        return Some("one of the figures is expected, revised or an average");
    }
    if cluster
        .iter()
        .any(|mention| is_rate_of(article, mention, clause))
    {
        return Some("the percentage is of something else");
    }
    None
}

/// Which comparisons a clause makes without saying by how much: `rose from A to B`, `fell to B from
/// A`, `B, up from A`.
fn comparisons(
    article: &Article<'_>,
    clause: &Clause,
    mentions: &[Mention],
    all: &mut Vec<Relation>,
) {
    for pair in mentions.windows(2) {
        let (before, after) = match (pair[0].role, pair[1].role) {
            (Role::From, Role::To) => (&pair[0], &pair[1]),
            (Role::To, Role::From | Role::Base) => (&pair[1], &pair[0]),
            (Role::Level, Role::From | Role::Base) => (&pair[1], &pair[0]),
            _ => continue,
        };
        if !is_near(article, clause, &pair[0], &pair[1]) {
            continue;
        }
        let direction = direction_of(article, clause, &pair[0], &pair[1]);
        let Some((a, b)) = levels(article, before, after) else {
            continue;
        };
        // Words that set two amounts beside each other without saying which is more.
        let (strength, direction) = match direction {
            Some(direction) => (Strength::Says, direction),
            None => (Strength::Suggests, moves::direction(&a, &b)),
        };
        if a.typed.figure.kind == Measure::Duration && pair[0].role == Role::Level {
            continue;
        }
        let doubt = doubt(article, clause, pair, before, after);
        let mut remark = moves::remark(&RULE, strength, (a, b), direction);
        remark.doubt = doubt.or(remark.doubt);
        remark.push(article, all);
    }
}

/// The direction that the words before or between two levels give.
fn direction_of(
    article: &Article<'_>,
    clause: &Clause,
    first: &Mention,
    second: &Mention,
) -> Option<Direction> {
    let between = &clause.tokens[first.token + 1..second.token];
    let verb = |tokens: &[Token]| {
        tokens
            .iter()
            .rev()
            .take_while(|token| !token.is_mark(&[';', ':']))
            .filter(|token| token.what == What::Word)
            .find_map(|token| Direction::of_verb(article.token(token)))
    };
    // `B, up from A`
    verb(between).or_else(|| {
        let start = first.token.saturating_sub(12);
        verb(&clause.tokens[start..first.token])
    })
}

/// Whether two mentions may be of one change: no other clause begins between them.
fn is_near(article: &Article<'_>, clause: &Clause, first: &Mention, second: &Mention) -> bool {
    let between = &clause.tokens[first.token + 1..second.token];
    let words = between
        .iter()
        .filter(|token| token.what == What::Word)
        .count();
    // `From A to B; a rise of C`
    let goes_on = words <= 3 && second.role == Role::By;
    let stops = between.iter().any(|token| {
        token.is_mark(&[';', ':']) && !goes_on || article.is_word(Some(token), ELSEWHERE)
    }) || is_parted(article, between);
    words <= APART && !stops
}

/// Whether `respectively` parts the times of two levels from their change.
fn respectively(article: &Article<'_>, clause: &Clause, level: &Mention, change: &Mention) -> bool {
    article.has_word(&clause.tokens[level.token..change.token], &["respectively"])
}

/// Whether a level is told to be of a time before another's.
fn is_earlier(article: &Article<'_>, clause: &Clause, first: &Mention, second: &Mention) -> bool {
    // `A pint that cost £2 now costs £2.50`
    let past = article.has_word(
        &clause.tokens[..first.token],
        &["cost", "was", "were", "paid"],
    );
    let now = article.has_word(
        &clause.tokens[first.token + 1..second.token],
        &["now", "today"],
    );
    let time = |mention: &Mention| {
        clause.tokens[mention.token + 1..]
            .iter()
            .take(2)
            .find_map(|token| match &token.what {
                What::Time(time) => Some(time.earlier),
                _ => None,
            })
    };
    let same = levels(article, first, second).is_some();
    let dated = time(first) == Some(true) && time(second) != Some(true);
    same && first.role == Role::Level && (dated || past && now)
}

/// Whether nothing stands between a level and its change but what names it as one: `B, up`, `B, an
/// increase of`, `B, which was down`.
fn is_apposed(article: &Article<'_>, clause: &Clause, level: &Mention, change: &Mention) -> bool {
    let between = &clause.tokens[level.token + 1..change.token];
    let marked = between
        .iter()
        .any(|token| token.is_mark(&[',', '(', '–', '—', '-', ';']));
    marked && is_linked(article, clause, level, change)
}

/// Words that lead from a level to its change, beside those of change themselves.
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "a", "an", "the", "of", "by", "which", "that", "is", "was", "were", "are", "representing", "represents", "represented", "reflecting", "or", "it", "about", "overall", "annual",
    "further", "another", "revenue", "this", "these", "s", "making", "being", "equal", "equivalent", "year-on-year", "net", "sharp", "modest", "on", "year", "prior", "from", "so", "for",
];

/// Whether only words of change, and those that lead to one, stand between a level and its change: no
/// other thing, and no clause of its own.
fn is_linked(article: &Article<'_>, clause: &Clause, level: &Mention, change: &Mention) -> bool {
    let between = &clause.tokens[level.token + 1..change.token];
    let mut depth = 0_i32;
    let linked = between.iter().all(|token| {
        depth += i32::from(token.is_mark(&['('])) - i32::from(token.is_mark(&[')']));
        if depth > 0 || token.what != What::Word {
            return true;
        }
        let word = article.token(token);
        Direction::of_verb(word).is_some()
            || Direction::behind(word).is_some()
            || article.is_word(Some(token), LINKS)
            // What the level counts: `units`, `a share`.
            || token.span.start < article.found(level.figure).span.end + 12 && is_plural(word)
    });
    linked && between.len() <= 14
}

/// A sentence that goes on about the last amount of the one before: `This is down from A`.
fn continued(
    article: &Article<'_>,
    (before, levels_before): &Spoken<'_>,
    (clause, own): &Spoken<'_>,
    all: &mut Vec<Relation>,
) {
    let opened = article.is_word(
        clause.tokens.first(),
        &["this", "that", "it", "these", "those"],
    ) && article.is_word(
        clause.tokens.get(1),
        &[
            "is",
            "was",
            "were",
            "are",
            "compares",
            "represents",
            "compared",
            "has",
        ],
    );
    let (true, Some(base)) = (opened && before.paragraph == clause.paragraph, own.first()) else {
        return;
    };
    if !matches!(base.role, Role::From | Role::Base) || base.token > 9 {
        return;
    }
    let direction = clause.tokens[..base.token]
        .iter()
        .filter(|token| token.what == What::Word)
        .find_map(|token| Direction::of_verb(article.token(token)));
    let Some(level) = levels_before
        .iter()
        .rev()
        .find(|mention| levels(article, base, mention).is_some() && mention.role != Role::By)
    else {
        return;
    };
    let (Some(direction), Some((a, b))) = (direction, levels(article, base, level)) else {
        return;
    };
    moves::remark(&RULE, Strength::Suggests, (a, b), direction).push(article, all);
}

/// Whether another amount stands between, outside of brackets.
fn is_parted(article: &Article<'_>, between: &[Token]) -> bool {
    let mut depth = 0_i32;
    between.iter().enumerate().any(|(place, token)| {
        depth += i32::from(token.is_mark(&['('])) - i32::from(token.is_mark(&[')']));
        // `To below the 5,000 mark at 4,907`
        let mark = article.is_word(between.get(place + 1), MARKS);
        depth == 0
            && !mark
            && token.figure().is_some_and(|figure| {
                !matches!(
                    article.kind(figure),
                    Measure::Date | Measure::Ordinal | Measure::Age | Measure::Duration
                )
            })
    })
}
