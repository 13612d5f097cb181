//! Totals: `N: A, B and C`, `A, B and C, a total of N`, `of the N, A …, B … and C …`.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Figure, Kind as Measure, Rational, Unit};
use crate::relation::article::{Article, Clause, Token, What};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Total,
    why: "What is said to be made of parts must be what the parts make together.",
    found: "The loss was $179 million: $365 million in Europe, $275 million in Asia and $79 million elsewhere.",
    unfound: "The loss was $719 million: $365 million in Europe, $275 million in Asia and $79 million elsewhere.",
    most: Severity::Error,
    measured: [1, 1],
    read,
};

/// The formulas of sums, by how many parts.
pub(in crate::relation) const SUMS: [&str; 13] = [
    "",
    "a",
    "a + b",
    "a + b + c",
    "a + b + c + d",
    "a + b + c + d + e",
    "a + b + c + d + e + f",
    "a + b + c + d + e + f + g",
    "a + b + c + d + e + f + g + h",
    "a + b + c + d + e + f + g + h + i",
    "a + b + c + d + e + f + g + h + i + j",
    "a + b + c + d + e + f + g + h + i + j + k",
    "a + b + c + d + e + f + g + h + i + j + k + l",
];

const MADE_OF: &[&str] = &[
    "comprising",
    "comprised",
    "comprises",
    "consisting",
    "consisted",
    "consists",
    "namely",
    "specifically",
    "split",
    "divided",
];

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for (index, clause) in article.clauses.iter().enumerate() {
        let amounts = amounts(article, clause);
        if amounts.len() < 3 {
            of_next(article, index, &amounts, all);
            continue;
        }
        let before = all.len();
        in_pairs(article, clause, &amounts, all);
        if all.len() > before {
            continue;
        }
        made_of(article, clause, &amounts, all);
        if all.len() == before {
            of_parts(article, clause, &amounts, all);
        }
        if all.len() == before {
            summed_up(article, clause, &amounts, all);
        }
        if all.len() == before {
            together(article, clause, &amounts, all);
        }
        if all.len() == before {
            dealt_out(article, clause, &amounts, all);
        }
    }
}

/// `A benefit of A and a charge of B, which together resulted in an increase of N`: what is gained and
/// what is lost may be set off.
fn together(
    article: &Article<'_>,
    clause: &Clause,
    amounts: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    for window in amounts.windows(3) {
        let [(first, a), (second, b), (last, whole)] = window else {
            continue;
        };
        let behind = &clause.tokens[second + 1..*last];
        let joined = article.has_word(&clause.tokens[first + 1..*second], &["and"]);
        let summed = article.has_word(behind, &["together", "combined", "collectively"]);
        let near = last - second <= 24 && second - first <= 16;
        let alike = alike(article, *whole, *a) && alike(article, *whole, *b);
        if joined && summed && near && alike && article.figure(*a).unit != Unit::percent() {
            let gains = &["benefit", "benefits", "gain", "gains", "credit", "credits"];
            let losses = &[
                "charge", "charges", "loss", "losses", "expense", "cost", "costs",
            ];
            let tokens = &clause.tokens;
            let and = (first + 1..*second)
                .find(|&place| article.is_word(tokens.get(place), &["and"]))
                .unwrap_or(*second);
            let one = &tokens[first.saturating_sub(8)..and];
            let other = &tokens[and..(second + 6).min(*last)];
            let set_off = article.has_word(one, gains) && article.has_word(other, losses)
                || article.has_word(one, losses) && article.has_word(other, gains);
            let mut draft = draft(article, *whole, &[*a, *b], Strength::Suggests);
            if set_off {
                draft.formulas = vec!["abs(a - b)"];
            }
            draft.push_if_mended(article, all);
            return;
        }
    }
}

/// `Of the X and Y net liability at the end of 2019 and 2018, respectively, A and B is long-term and C
/// and D is current`: the first of each pair go together, and the second.
fn in_pairs(
    article: &Article<'_>,
    clause: &Clause,
    amounts: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    let [x, y, a, b, c, d] = amounts else { return };
    let opened = article.is_word(clause.tokens.first(), &["of"]) && x.0 <= 3;
    let joined = |first: &(usize, usize), second: &(usize, usize)| {
        second.0 == first.0 + 2 && article.is_word(clause.tokens.get(first.0 + 1), &["and"])
    };
    let respectively = article.has_word(&clause.tokens, &["respectively"]);
    if !(opened && respectively && joined(x, y) && joined(a, b) && joined(c, d)) {
        return;
    }
    let pairs = [(x.1, [a.1, c.1]), (y.1, [b.1, d.1])];
    let alike = |(whole, parts): &(usize, [usize; 2])| {
        parts.iter().all(|&part| alike(article, *whole, part))
    };
    if !pairs.iter().all(alike) {
        return;
    }
    let before = all.len();
    for (whole, parts) in pairs {
        let sum = || draft(article, whole, &parts, Strength::Suggests);
        // One of the parts may stand against the other: an asset against a liability.
        let rest = Draft {
            kind: Kind::Remainder,
            formulas: vec!["a - b"],
            ..sum()
        };
        if !sum().push_if_consistent(article, all) {
            rest.push_if_consistent(article, all);
        }
    }
    // What holds of one pair, the other must do too.
    let [held] = &all[before..] else { return };
    let (kind, formulas) = (held.kind, held.formulas.clone());
    let is_held = |whole: usize| {
        let span = &article.found(whole).span;
        held.stated
            .as_ref()
            .is_some_and(|stated| stated.span == *span)
    };
    let other = pairs.into_iter().find(|(whole, _)| !is_held(*whole));
    if let Some((whole, parts)) = other {
        Draft {
            kind,
            formulas,
            ..draft(article, whole, &parts, Strength::Suggests)
        }
        .push(article, all);
    }
}

/// `Carrying 20 containers, delivering 14 to Tehran and 6 to Istanbul`: bare numbers behind a counted
/// one, the last behind `and`.
fn dealt_out(
    article: &Article<'_>,
    clause: &Clause,
    amounts: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    for (at, &(place, whole)) in amounts.iter().enumerate() {
        let own = article.figure(whole);
        let parts: Vec<(usize, usize)> = amounts[at + 1..]
            .iter()
            .copied()
            .take_while(|(_, part)| {
                let figure = article.figure(*part);
                figure.unit.is_none() && figure.kind == Measure::Number
            })
            .collect();
        let (Some(&(first, _)), Some(&(last, _))) = (parts.first(), parts.last()) else {
            continue;
        };
        let comma = clause.tokens[place + 1..first]
            .iter()
            .any(|token| token.is_mark(&[',']));
        let and = article.is_word(clause.tokens.get(last - 1), &["and"]);
        let near = first - place <= 16 && last - first <= 8 * parts.len();
        if own.unit.is_counted() && comma && and && near && (2..=5).contains(&parts.len()) {
            let parts: Vec<usize> = parts.iter().map(|(_, part)| *part).collect();
            let draft = draft(article, whole, &parts, Strength::Suggests);
            // `Cut 4,300 jobs in France, 3,700 in Germany` begins with a part; a verb of its own says
            // what becomes of the whole.
            let before = article.token(&clause.tokens[first - 1]);
            if before.ends_with("ing") {
                draft.push_if_mended(article, all);
            } else {
                draft.push_if_consistent(article, all);
            }
            return;
        }
    }
}

/// The figures of a clause that can be added up, with their tokens.
pub(super) fn amounts(article: &Article<'_>, clause: &Clause) -> Vec<(usize, usize)> {
    let is_amount = |figure: usize| {
        !matches!(
            article.kind(figure),
            Measure::Date
                | Measure::Ordinal
                | Measure::Ratio
                | Measure::Age
                | Measure::Duration
                | Measure::Temperature
        ) && !article.found(figure).is_vague()
            && !article.found(figure).is_fraction()
            && !article.words(&article.found(figure).span).contains('-')
    };
    clause
        .figures()
        .filter(|(_, figure)| is_amount(*figure))
        .collect()
}

/// Whether the parts are of the whole's kind, as far as the words tell.
pub(super) fn alike(article: &Article<'_>, whole: usize, part: usize) -> bool {
    let (a, b) = (article.figure(whole), article.figure(part));
    let bare = |figure: &Figure| figure.unit.is_none();
    let counts = a.kind == Measure::Number && b.kind == Measure::Number;
    a.unit == b.unit
        || counts
            && (bare(&a)
                || bare(&b)
                || a.unit.dimension() == b.unit.dimension()
                    && a.unit.is_counted()
                    && b.unit.is_counted())
}

/// Behind which token a list of parts begins, if the words say that the whole before is made of it.
fn opening(article: &Article<'_>, tokens: &[Token], from: usize, to: usize) -> Option<usize> {
    (from..to).find(|&place| {
        let token = &tokens[place];
        let made = article.is_word(Some(token), MADE_OF)
            || article.is_word(Some(token), &["made"])
                && article.is_word(tokens.get(place + 1), &["up"]);
        // `(2018: 32%)` is of another year.
        let dated = match tokens[place - 1].what {
            What::Time(_) => true,
            What::Figure(figure) => article.kind(figure) == Measure::Date,
            _ => false,
        };
        let colon = token.is_mark(&[':']) && !dated;
        colon || made
    })
}

/// `N: A, B and C`, `N, comprising A and B`.
fn made_of(
    article: &Article<'_>,
    clause: &Clause,
    amounts: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    for (at, &(place, whole)) in amounts.iter().enumerate() {
        let Some(&(first, _)) = amounts.get(at + 1) else {
            return;
        };
        let Some(open) = opening(article, &clause.tokens, place + 1, first) else {
            continue;
        };
        let offset = article.has_word(&clause.tokens, &["offset", "less", "net"]);
        if open - place > 14 || first - open > 10 || offset || is_bracketed(&clause.tokens, place) {
            continue;
        }
        let mut parts = Vec::new();
        let mut last = open;
        for &(token, part) in &amounts[at + 1..] {
            let bracketed = clause.tokens[token - 1].is_mark(&['('])
                && !clause.tokens[open].is_mark(&['('])
                && !parts.is_empty();
            if bracketed || token - last > 16 || !alike(article, whole, part) {
                if !parts.is_empty() && !bracketed {
                    break;
                }
                continue;
            }
            if clause.tokens[last..token]
                .iter()
                .any(|token| token.is_mark(&[';']))
                && parts.len() < 2
            {
                break;
            }
            parts.push(part);
            last = token;
        }
        let colon = clause.tokens[open].is_mark(&[':']);
        // A sentence behind a colon says much else: its figures must be a list to its end.
        let listed = is_list(article, clause, amounts, at, parts.len());
        if (2..=8).contains(&parts.len()) && (!colon || listed) {
            let strength = if colon && parts.len() < 3 {
                Strength::Suggests
            } else {
                Strength::Says
            };
            let before = all.len();
            draft(article, whole, &parts, strength).push(article, all);
            // A list may leave some out; what it makes too much is wrong.
            let value = |figure: usize| article.figure(figure).nominal();
            let sum = parts
                .iter()
                .fold(Rational::ZERO, |sum, &part| sum + value(part));
            // A part that is more than the whole is none of it, unless a slip of the hand explains it.
            let exceeds = parts.iter().any(|&part| value(part) > value(whole));
            // Nor are bare numbers behind a colon, such as those of a list of versions.
            let bare = article.figure(whole).unit.is_none();
            if all.get(before).is_some_and(|relation| {
                relation.verdict == Verdict::Inconsistent
                    && (relation.mends.is_empty() && (exceeds || bare)
                        || bare && (exceeds || value(whole) < Rational::from(10)))
            }) {
                all.truncate(before);
                continue;
            }
            if let Some(relation) = all
                .get_mut(before)
                .filter(|relation| relation.verdict == Verdict::Inconsistent)
                && sum < value(whole)
            {
                if relation.mends.is_empty() || parts.len() < 3 {
                    all.truncate(before);
                } else {
                    relation.strength = Strength::Suggests;
                }
            }
            return;
        }
    }
}

/// Whether parts are told to be of another kind than the whole.
fn whole_noun(article: &Article<'_>, whole: usize, parts: &[usize]) -> bool {
    let unit = article.figure(whole).unit;
    parts.iter().any(|&part| {
        let own = article.figure(part).unit;
        !own.is_none() && own != unit
    })
}

/// Whether a token stands in brackets.
fn is_bracketed(tokens: &[Token], place: usize) -> bool {
    tokens[..place]
        .iter()
        .rev()
        .take(10)
        .take_while(|token| !token.is_mark(&[')']))
        .any(|token| token.is_mark(&['(']))
}

/// Whether the parts behind a whole are all figures of its clause, the last behind `and`.
fn is_list(
    article: &Article<'_>,
    clause: &Clause,
    amounts: &[(usize, usize)],
    at: usize,
    count: usize,
) -> bool {
    let parts = &amounts[at + 1..];
    let Some(last) = parts.get(count.wrapping_sub(1)) else {
        return false;
    };
    let whole = parts.len() == count;
    let and =
        clause.tokens[..last.0].iter().rev().take(6).any(|token| {
            article.is_word(Some(token), &["and", "plus"]) || token.is_mark(&[',', '('])
        });
    whole && and
}

/// `Of the N, A …, B … and C …`, `N, of which A … and B …`, `N, A of them … and B of them …`.
fn of_parts(
    article: &Article<'_>,
    clause: &Clause,
    amounts: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    let tokens = &clause.tokens;
    let of_them = |place: usize| {
        article.is_word(tokens.get(place), &["of"])
            && article.is_word(
                tokens.get(place + 1),
                &["which", "whom", "these", "them", "those"],
            )
    };
    for (at, &(place, whole)) in amounts.iter().enumerate() {
        let opened = at == 0 && place <= 3 && article.is_word(tokens.first(), &["of"]);
        let next = amounts.get(at + 1).map_or(tokens.len(), |next| next.0);
        let of_which = (place + 2..next).any(of_them) && !of_them(place + 1);
        // Parts that say themselves what they are of.
        let own: Vec<usize> = amounts[at + 1..]
            .iter()
            .filter(|(place, part)| {
                alike(article, whole, *part) && (place + 1..place + 3).any(of_them)
            })
            .map(|(_, part)| *part)
            .collect();
        let mut parts: Vec<usize> = amounts[at + 1..].iter().map(|(_, part)| *part).collect();
        if !opened && !of_which {
            if own.is_empty() || article.direction(whole).is_some() {
                continue;
            }
            if own.len() > 1 {
                parts = own;
            } else if amounts.get(at + 1).map(|(_, part)| *part) != own.first().copied()
                || parts.len() != 2
                || whole_noun(article, whole, &parts)
            {
                continue;
            }
        }
        if !(2..=8).contains(&parts.len()) || !parts.iter().all(|&part| alike(article, whole, part))
        {
            continue;
        }
        let value = |figure: usize| article.figure(figure).nominal();
        let sum = parts
            .iter()
            .fold(Rational::ZERO, |sum, &part| sum + value(part));
        let total = value(whole);
        if total < value(parts[0]) && !opened {
            continue;
        }
        // Parts that make less than the whole need not be all of it.
        let slipped = (1..=3).any(|power| sum.clone() * Rational::ten_to(power) == total);
        // One part alone says what it is of: the others may be of anything.
        let alone = !opened && !of_which && parts.len() == 2;
        let less = (sum < total || alone) && !slipped;
        let strength = if opened || slipped || less {
            Strength::Suggests
        } else {
            Strength::Says
        };
        let before = all.len();
        draft(article, whole, &parts, strength).push(article, all);
        // What leaves something over asserts nothing, unless one slip of the hand in a long number
        // explains it to the last digit.
        let long = article
            .words(&article.found(whole).span)
            .bytes()
            .filter(u8::is_ascii_digit)
            .count()
            >= 5;
        if all.get(before).is_some_and(|relation| {
            relation.verdict == Verdict::Inconsistent
                && less
                && (!long || parts.len() < 3 || relation.mends.is_empty())
        }) {
            all.truncate(before);
        }
        return;
    }
}

/// `A, B and C, a total of N`.
fn summed_up(
    article: &Article<'_>,
    clause: &Clause,
    amounts: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    let tokens = &clause.tokens;
    for (at, &(place, whole)) in amounts.iter().enumerate().skip(2) {
        let start = amounts[at - 1].0 + 1;
        let between = &tokens[start..place];
        let says = |words: &[&str]| article.has_word(between, words);
        let summed = says(&["total", "totalling", "totaling", "altogether", "together"])
            && between.len() <= 7
            && !says(&["than", "which", "with"])
            || article.is_word(tokens.get(place + 1), &["altogether"]);
        if !summed {
            continue;
        }
        let mut parts: Vec<usize> = Vec::new();
        for &(token, part) in amounts[..at].iter().rev() {
            let next = parts.last().map_or(place, |_| amounts[at - parts.len()].0);
            if !alike(article, whole, part) || next - token > 14 {
                break;
            }
            parts.push(part);
        }
        parts.reverse();
        if (2..=8).contains(&parts.len()) {
            draft(article, whole, &parts, Strength::Says).push(article, all);
            return;
        }
    }
}

/// A total in one sentence, and its two or three parts in the next: `raised the total to N. A …
/// while B …`.
fn of_next(
    article: &Article<'_>,
    index: usize,
    amounts: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    let clause = &article.clauses[index];
    let total = amounts.iter().find(|(place, _)| {
        let before = &clause.tokens[..*place];
        before
            .iter()
            .rev()
            .take(12)
            .any(|token| article.is_word(Some(token), &["total"]))
    });
    let Some(&(_, whole)) = total else { return };
    let Some(next) = article
        .clauses
        .get(index + 1)
        .filter(|next| next.paragraph == clause.paragraph)
    else {
        return;
    };
    let parts: Vec<usize> = self::amounts(article, next)
        .iter()
        .map(|(_, part)| *part)
        .collect();
    let named = parts.iter().any(|&part| {
        let (a, b) = (article.figure(whole).unit, article.figure(part).unit);
        !a.is_none() && !b.is_none() && a != b || a.is_none() && b.is_counted()
    });
    if !named
        && (2..=3).contains(&parts.len())
        && parts.iter().all(|&part| {
            alike(article, whole, part) && article.figure(part).unit != Unit::percent()
        })
    {
        // Two sentences only suggest it, so that nothing but a slip of the hand is told.
        draft(article, whole, &parts, Strength::Suggests).push_if_mended(article, all);
    }
}

fn draft(article: &Article<'_>, whole: usize, parts: &[usize], strength: Strength) -> Draft {
    let stated = Read::new(article, whole);
    let operands = parts
        .iter()
        .map(|&part| {
            let read = Read::new(article, part);
            // A unit that stands once is of all.
            let figure =
                if read.typed.figure.unit.dimension() != stated.typed.figure.unit.dimension() {
                    read.typed.figure.in_unit(stated.typed.figure.unit.clone())
                } else {
                    read.typed.figure.clone()
                };
            read.with(figure)
        })
        .collect();
    Draft {
        rule: &RULE,
        kind: Kind::Total,
        strength,
        stated: Some(stated),
        operands,
        formulas: vec![SUMS[parts.len()]],
        doubt: None,
    }
}
