//! What a figure is in its clause: where a change came from, where it went, by how much, or a level.

use super::article::{Article, Clause, Token, What};
use crate::number::{Direction, Kind, WordClass, class_of};

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Behind `from`.
    From,
    /// Behind `than`, `compared with`, `against`, `over`.
    Base,
    /// Behind `to`.
    To,
    /// By how much something changed.
    By,
    /// Anything else.
    Level,
}

/// A figure of a clause that can take part in a change.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) figure: usize,
    /// Its place among the clause's tokens.
    pub(super) token: usize,
    pub(super) role: Role,
    pub(super) direction: Option<Direction>,
    /// Whether it says again what the mention before says: `120 points, or 0.9%`.
    pub(super) apposed: bool,
    /// Whether it stands in brackets.
    pub(super) bracketed: bool,
}

/// Words that may stand between a preposition and its figure, beside nouns.
const PASSED: &[&str] = &[
    "a", "an", "the", "its", "their", "his", "her", "just", "only", "about", "around", "nearly",
    "almost", "some", "of", "to", "level", "levels", "record", "high", "low", "total",
];
/// Verbs that lead to a level or from one without a direction.
const MOVES: &[&str] = &[
    "went",
    "go",
    "goes",
    "going",
    "moved",
    "moving",
    "changed",
    "changing",
    "revised",
    "raised",
    "raise",
    "raising",
    "doubled",
    "doubling",
    "double",
    "tripled",
    "triple",
    "tripling",
    "quadrupled",
    "halved",
    "halving",
    "halve",
    "increased",
    "reaching",
    "brought",
    "brings",
    "bringing",
    "took",
    "taking",
    "extended",
    "widened",
    "narrowed",
    "shifted",
    "cut",
];
/// What a change is called behind its figure.
const BEHIND: &[&str] = &[
    "increase",
    "increases",
    "decrease",
    "decreases",
    "rise",
    "drop",
    "fall",
    "gain",
    "decline",
    "growth",
    "reduction",
    "jump",
    "surge",
    "cut",
    "loss",
    "discount",
    "premium",
    "more",
    "less",
    "fewer",
    "higher",
    "lower",
    "up",
    "down",
    "improvement",
    "hike",
    "slump",
];

/// Verbs that lead to where a market or a price stood in the end.
#[rustfmt::skip]
pub(super) const CLOSES: &[&str] = &[
    "close", "closed", "closing", "end", "ended", "ending", "finish", "finished", "finishing", "settle", "settled",
    "settling",
];

/// What a level that is passed is called behind it.
pub(super) const MARKS: &[&str] = &["mark", "barrier", "threshold"];

/// How far before a figure its preposition may stand, in words.
const FAR: usize = 8;

/// The figures of a clause with what they are, in their order.
pub(super) fn mentions(article: &Article<'_>, clause: &Clause) -> Vec<Mention> {
    let tokens = &clause.tokens;
    let mut all: Vec<Mention> = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let Some(figure) = token.figure() else {
            continue;
        };
        let kind = article.kind(figure);
        if matches!(kind, Kind::Date | Kind::Ordinal | Kind::Age)
            || article.found(figure).is_vague()
        {
            continue;
        }
        // How long something took is no level of it.
        if kind == Kind::Duration
            && article.is_word(
                place.checked_sub(1).map(|before| &tokens[before]),
                &[
                    "over", "in", "within", "for", "after", "past", "last", "next", "the",
                ],
            )
        {
            continue;
        }
        // `To below the 5,000 mark at 4,907`: a mark is passed, and is no level.
        if article.is_word(tokens.get(place + 1), MARKS) {
            continue;
        }
        let bracketed = is_bracketed(tokens, place);
        let (mut role, mut direction) = role(article, tokens, place);
        direction = direction.or(article.direction(figure));
        // `Fell 120 points, or 0.9%`
        let apposed = all.last().is_some_and(|last| {
            last.role == Role::By && joins(article, &tokens[last.token + 1..place])
        });
        if apposed && matches!(role, Role::Level | Role::By) {
            role = Role::By;
            direction = direction.or(all.last().and_then(|last| last.direction));
        } else if role == Role::Level && direction.is_some() && kind != Kind::Duration {
            role = Role::By;
        } else if kind == Kind::Ratio && role == Role::Level && is_verb(article, token) {
            role = Role::By;
            direction = Some(Direction::Up);
        }
        if kind == Kind::Duration && role == Role::By && direction.is_none() {
            role = Role::Level;
        }
        all.push(Mention {
            figure,
            token: place,
            role,
            direction,
            apposed: apposed && role == Role::By,
            bracketed,
        });
    }
    all
}

/// Whether a token stands in brackets.
fn is_bracketed(tokens: &[Token], place: usize) -> bool {
    let before = tokens[..place].iter().rev().take(12);
    before
        .take_while(|token| !token.is_mark(&[')', ']']))
        .any(|token| token.is_mark(&['(', '[']))
}

/// Whether a multiple is said as a verb: `doubled`.
fn is_verb(article: &Article<'_>, token: &Token) -> bool {
    // `More than double`
    let words = article.token(token);
    let word = words.rsplit(' ').next().unwrap_or(words);
    word.ends_with("ed")
        || word.ends_with("ing")
        || word.ends_with("ling")
        || word == "double"
        || word == "triple"
}

/// Whether what stands between two figures makes the second say the first again: `, or`, `(`.
fn joins(article: &Article<'_>, between: &[Token]) -> bool {
    let words = between.iter().filter(|token| token.what == What::Word);
    let only = words.clone().all(|token| {
        article.is_word(
            Some(token),
            &[
                "or", "about", "nearly", "almost", "that", "is", "which", "around", "point",
                "points",
            ],
        )
    });
    let or = words
        .clone()
        .any(|token| article.is_word(Some(token), &["or", "is"]));
    let bracket = between.iter().any(|token| token.is_mark(&['(', '[']));
    let no_stop = between
        .iter()
        .all(|token| matches!(token.what, What::Word) || token.is_mark(&[',', '(', '[', '–', '—']));
    only && no_stop && between.len() <= 5 && (or || bracket)
}

/// What the words around say a figure is, and which way it went.
fn role(article: &Article<'_>, tokens: &[Token], place: usize) -> (Role, Option<Direction>) {
    let mut at = place;
    let mut nouns = 0;
    let mut stepped = 0;
    while at > 0 && stepped < FAR {
        at -= 1;
        stepped += 1;
        let token = &tokens[at];
        match &token.what {
            What::Figure(_) => break,
            // `From 2017 levels of 5`
            What::Time(_) => continue,
            What::Mark(c) => {
                if *c == '$' || *c == '"' || *c == '“' {
                    continue;
                }
                break;
            }
            What::Word => {}
        }
        let word = article.token(token).to_ascii_lowercase();
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        match word.as_str() {
            "from" => return (Role::From, None),
            "than" | "versus" | "against" | "vs" => return (Role::Base, None),
            "with" | "to"
                if article.is_word(
                    before,
                    &["compared", "compare", "comparing", "opposed", "relative"],
                ) =>
            {
                return (Role::Base, None);
            }
            "over"
                if nouns == 0
                    && stepped <= 3
                    && article.is_word(
                        before,
                        &["increase", "gain", "improvement", "rise", "growth", "up"],
                    ) =>
            {
                return (Role::Base, None);
            }
            "to" if article.is_word(before, &["discount", "premium"]) => return (Role::Base, None),
            "to" if is_led(article, tokens, at) => return (Role::To, None),
            "to" => break,
            "reaching" | "reached" if nouns <= 1 && is_behind_change(article, tokens, at) => {
                return (Role::To, None);
            }
            "at" if nouns == 0
                && (article.is_word(before, CLOSES) || article.is_word(before, &["mark"]))
                && is_behind_change(article, tokens, at) =>
            {
                return (Role::To, None);
            }
            // `Closed down 45 points, or 0.7%, at 6,412`, `12% higher at £560m`
            "at" if nouns == 0
                && (article.is_word(before, &["higher", "lower", "up", "down"])
                    || before.is_some_and(|token| token.is_mark(&[',']))
                        && is_behind_change(article, &tokens[..at], at - 1)
                        && closes(article, &tokens[..at])) =>
            {
                return (Role::To, None);
            }
            "on" if nouns == 0
                && article.is_word(before, &["day"])
                && is_behind_change(article, tokens, at) =>
            {
                return (Role::To, None);
            }
            // `By 5 %`, `by an incredible 41 %`
            "by" if nouns == 0
                || nouns == 1 && article.is_word(tokens.get(at + 1), &["a", "an"]) =>
            {
                return (Role::By, direction_before(article, tokens, at));
            }
            "of" => {
                // `An increase of 5`, but `sales of 5` goes on.
                if let Some(direction) =
                    before.and_then(|token| Direction::of_verb(article.token(token)))
                {
                    return (Role::By, Some(direction));
                }
                if article.is_word(before, &["discount", "reduction", "loss", "losses"])
                    && nouns == 0
                {
                    return (Role::By, Some(Direction::Down));
                }
                if article.is_word(before, &["premium", "growth"]) && nouns == 0 {
                    return (Role::By, Some(Direction::Up));
                }
                nouns += 1;
            }
            _ if nouns == 0 && Direction::of_verb(&word).is_some() && stepped <= 3 => {
                return (Role::By, Direction::of_verb(&word));
            }
            _ if Direction::of_verb(&word).is_some() => break,
            _ if PASSED.contains(&word.as_str()) => {}
            _ if class_of(&word).is_some_and(|class| {
                matches!(
                    class,
                    WordClass::Auxiliary
                        | WordClass::Conjunction
                        | WordClass::Relative
                        | WordClass::Pronoun
                )
            }) =>
            {
                break;
            }
            "in" | "on" | "at" | "for" | "while" => break,
            _ => nouns += 1,
        }
    }
    // `A 5 % rise`, `5 % more`
    let behind = tokens
        .get(place + 1)
        .filter(|token| article.is_word(Some(token), BEHIND));
    if let Some(behind) = behind {
        let word = article.token(behind);
        let up = !matches!(word, "discount" | "less" | "fewer" | "loss");
        // The `up` of `4.2%, up from 3` follows a comma; `5 points up` does not lead on.
        let leads = article.is_word(Some(behind), &["up", "down"])
            && article.is_word(tokens.get(place + 2), &["from", "to", "by"]);
        if !leads {
            let direction =
                Direction::behind(word).unwrap_or(if up { Direction::Up } else { Direction::Down });
            let direction = match word {
                "less" | "fewer" | "discount" | "loss" | "decrease" | "decreases" => {
                    Direction::Down
                }
                _ => direction,
            };
            return (Role::By, Some(direction));
        }
    }
    (Role::Level, None)
}

/// Whether the `to` at a place leads to a level: a verb of change, or `from`, stands before it.
fn is_led(article: &Article<'_>, tokens: &[Token], at: usize) -> bool {
    for token in tokens[..at].iter().rev().take(14) {
        if token.is_mark(&[';', ':']) {
            return false;
        }
        if token.what != What::Word {
            if token
                .figure()
                .is_some_and(|figure| article.kind(figure) == Kind::Ratio)
            {
                return true;
            }
            continue;
        }
        let word = article.token(token);
        if Direction::of_verb(word).is_some()
            || Direction::behind(word).is_some()
            || article.is_word(Some(token), MOVES)
            || article.is_word(Some(token), &["from"])
        {
            return true;
        }
    }
    false
}

/// Whether a market or a price closed, shortly before.
fn closes(article: &Article<'_>, tokens: &[Token]) -> bool {
    tokens.iter().rev().take(12).any(|token| {
        article.is_word(
            Some(token),
            &[
                "closed",
                "closing",
                "ended",
                "finished",
                "finishing",
                "settled",
                "close",
                "traded",
                "trading",
            ],
        )
    })
}

/// Whether a figure that says by how much stands a few words before.
fn is_behind_change(article: &Article<'_>, tokens: &[Token], at: usize) -> bool {
    let mut before = tokens[..at].iter().rev().take(14);
    before.any(|token| {
        token.figure().is_some_and(|figure| {
            article.direction(figure).is_some() || article.kind(figure) == Kind::Percent
        })
    })
}

/// Which way the verb before `by` says something went.
fn direction_before(article: &Article<'_>, tokens: &[Token], at: usize) -> Option<Direction> {
    for token in tokens[..at].iter().rev().take(8) {
        if token.what != What::Word {
            if token.is_mark(&[',', ';']) {
                return None;
            }
            continue;
        }
        if let Some(direction) = Direction::of_verb(article.token(token)) {
            return Some(direction);
        }
    }
    None
}
