//! Things counted and named: `three countries: Spain, Belgium and Italy`.

use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::Kind as Measure;
use crate::relation::article::{Article, Clause, What};
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::rule::Rule;
use crate::source::Span;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Count,
    why: "Who says how many and names them can be counted.",
    found: "The tour visits four cities: Oslo, Bergen and Narvik.",
    unfound: "The tour visits three cities: Oslo, Bergen and Narvik.",
    most: Severity::Warning,
    measured: [0, 0],
    read,
};

/// Names of the operands.
const NAMES: [&str; 12] = crate::claim::NAMES;
/// The longest name, in words.
const LONGEST: usize = 7;
/// How far behind a count, in words, the first name may stand, and behind a name the next.
const FAR: usize = 9;

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for clause in &article.clauses {
        years(article, clause, all);
        for (place, token) in clause.tokens.iter().enumerate() {
            let Some(figure) = token.figure() else {
                continue;
            };
            let read = article.figure(figure);
            let small = article.kind(figure) == Measure::Number
                && read.numbers[0] == read.numbers[1]
                && read.unit.dimension().is_none()
                && read.hedge == crate::number::Hedge::Plain
                && !article.found(figure).is_vague();
            let count = read.numbers[0]
                .to_i64()
                .filter(|count| small && (2..=12).contains(count));
            let Some(count) = count.and_then(|count| usize::try_from(count).ok()) else {
                continue;
            };
            let named = || Some((named(article, clause, place, count)?, false));
            if let Some((items, marked)) = behind(article, clause, place)
                .or_else(named)
                .or_else(|| ahead(article, clause, place).filter(|(items, _)| items.len() == count))
            {
                let same = items.len() == count;
                // Only a list behind a colon must be all of them.
                let near = marked
                    && clause
                        .tokens
                        .get(place + 1)
                        .is_some_and(|token| token.is_mark(&[':']));
                if !(same || near && items.len() >= 3) {
                    continue;
                }
                tell(article, figure, items, same, all);
            }
        }
    }
}

/// What is named, against how many the article says there are.
fn tell(
    article: &Article<'_>,
    figure: usize,
    items: Vec<Span>,
    same: bool,
    all: &mut Vec<Relation>,
) {
    let stated = Part::of(article, "stated", figure);
    let message = format!(
        "{} are named, and the article says {}",
        items.len(),
        stated.text
    );
    let operands = items
        .into_iter()
        .zip(NAMES)
        .map(|(span, name)| Part::at(article, name, span))
        .collect();
    let (strength, verdict) = if same {
        (Strength::Says, Verdict::Consistent)
    } else {
        (Strength::Suggests, Verdict::Inconsistent)
    };
    all.push(Relation::told(
        RULE.name(),
        Kind::Count,
        strength,
        Some(stated),
        operands,
        verdict,
        message,
    ));
}

/// The names behind a count, and whether a colon opens them: `three cities: Oslo, Bergen and
/// Narvik`, `the two others are Ford and Opel`.
fn behind(article: &Article<'_>, clause: &Clause, place: usize) -> Option<(Vec<Span>, bool)> {
    let tokens = &clause.tokens;
    let mut open = None;
    for (at, token) in tokens.iter().enumerate().skip(place + 1).take(12) {
        if token.is_mark(&[':', '(', '-', '–', '—'])
            || article.is_word(Some(token), &["are", "were", "namely", "called"])
        {
            open = Some(at);
            break;
        }
        if token.figure().is_some() || token.is_mark(&[';', '.']) {
            return None;
        }
    }
    let open = open?;
    let colon = tokens[open].is_mark(&[':']);
    let start = tokens.get(open + 1)?.span.start;
    let close = if tokens[open].is_mark(&['(']) {
        tokens[open..]
            .iter()
            .find(|token| token.is_mark(&[')']))?
            .span
            .start
    } else {
        clause.span.end
    };
    let listed = article
        .text
        .get(start..close)?
        .trim_end_matches(['.', ' ', '\n']);
    let items = items(listed, start)?;
    Some((items, colon))
}

/// As many names as are counted, in the words behind: `the other three hostages, James Loney, 41,
/// Harmeet Sooden, 32, and Norman Kember`, `two new plants in Albert Lea and Brewster`. Names that
/// are fewer or more may be of something else, so they say nothing.
fn named(article: &Article<'_>, clause: &Clause, place: usize, count: usize) -> Option<Vec<Span>> {
    let tokens = &clause.tokens;
    let is_name = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.what == What::Word && article.token(token).starts_with(char::is_uppercase)
        })
    };
    let is_mark = |at: usize| tokens.get(at).is_some_and(|token| token.is_mark(&[',']));
    let is_word = |at: usize, words: &[&str]| article.is_word(tokens.get(at), words);
    let mut at = (place + 1..place + FAR).find(|&at| is_name(at))?;
    let lead = &tokens[place + 1..at];
    if !lead
        .iter()
        .all(|token| token.what == What::Word || token.is_mark(&[',', ':', '(']))
    {
        return None;
    }
    let mut found = Vec::new();
    let mut last = false;
    loop {
        let start = tokens[at].span.start;
        // `Flight 574`, `Strangers with Candy`
        while is_name(at + 1)
            || is_word(at + 1, &["of", "de", "with", "the", "al", "von"]) && is_name(at + 2)
            || tokens
                .get(at + 1)
                .is_some_and(|token| token.figure().is_some())
        {
            at += 1;
        }
        found.push(start..tokens[at].span.end);
        at += 1;
        if last || found.len() > count {
            break;
        }
        // What is said of one: `, 41,`, `, a finance company`
        if is_mark(at) && !is_name(at + 1) && !is_word(at + 1, &["and"]) {
            let end = (at + 1..at + FAR).find(|&end| is_mark(end) || is_word(end, &["and"]))?;
            let said = &tokens[at + 1..end];
            let aged = matches!(said, [one] if one.figure().is_some());
            if !aged && !is_word(at + 1, &["a", "an", "who", "which"]) {
                return None;
            }
            at = end;
        }
        if is_mark(at) {
            at += 1;
        }
        if is_word(at, &["and"]) {
            last = true;
            at += 1;
        }
        if !is_name(at) {
            return None;
        }
    }
    (last && found.len() == count).then_some(found)
}

/// The names before a count: `Ford and Opel, the two largest`.
fn ahead(article: &Article<'_>, clause: &Clause, place: usize) -> Option<(Vec<Span>, bool)> {
    let tokens = &clause.tokens;
    let the = place.checked_sub(1)?;
    let comma = the.checked_sub(1)?;
    if !article.is_word(tokens.get(the), &["the"]) || !tokens[comma].is_mark(&[',']) {
        return None;
    }
    let text = article
        .text
        .get(clause.span.start..tokens[comma].span.start)?;
    // From the last word in small letters before the names on.
    let mut start = text.len();
    for (at, word) in text
        .rmatch_indices(' ')
        .map(|(at, _)| (at + 1, text[at + 1..].split(' ').next().unwrap_or_default()))
    {
        let name =
            word.starts_with(char::is_uppercase) || matches!(word, "and" | "of" | "the" | "de");
        if !name {
            break;
        }
        start = at;
    }
    let listed = text.get(start..)?;
    let lead = listed.len()
        - listed
            .trim_start_matches("and ")
            .trim_start_matches("the ")
            .len();
    items(&listed[lead..], clause.span.start + start + lead).map(|items| (items, false))
}

/// The names of a list that is nothing but names.
fn items(listed: &str, start: usize) -> Option<Vec<Span>> {
    if listed.len() > 400
        || listed.contains(" or ")
        || !listed.contains(" and ") && !listed.contains(',')
    {
        return None;
    }
    let mut found = Vec::new();
    let mut at = 0;
    let last_and = listed.rfind(" and ");
    let mut cuts: Vec<(usize, usize)> = listed
        .match_indices(", ")
        .map(|(at, mark)| (at, at + mark.len()))
        .collect();
    if let Some(and) = last_and {
        cuts.retain(|(cut, _)| *cut < and);
        // `A, B, and C`
        match cuts.last_mut() {
            Some(last) if last.1 == and + 1 => *last = (last.0, and + 5),
            _ => cuts.push((and, and + 5)),
        }
    }
    cuts.push((listed.len(), listed.len()));
    for (cut, next) in cuts {
        let item = listed.get(at..cut)?;
        let trimmed = item
            .trim()
            .trim_start_matches("the ")
            .trim_start_matches("The ")
            .trim_matches(['"', '“', '”', '\'']);
        let words = trimmed.split_whitespace().count();
        let name = trimmed.starts_with(char::is_uppercase)
            && words <= LONGEST
            && !trimmed.contains(['.', ';', ':', '(']);
        let small = trimmed
            .split_whitespace()
            .filter(|word| {
                word.starts_with(char::is_lowercase)
                    && !matches!(*word, "of" | "the" | "de" | "and" | "for" | "in")
            })
            .count();
        if !name || small > 1 {
            return None;
        }
        let offset = at + item.find(trimmed)?;
        found.push(start + offset..start + offset + trimmed.len());
        at = next;
    }
    (found.len() >= 2).then_some(found)
}

/// `The three years ended December 31, 2019, 2018 and 2017`: as many years as are named.
fn years(article: &Article<'_>, clause: &Clause, all: &mut Vec<Relation>) {
    for figure in article.figures_in(&clause.span) {
        let read = article.figure(figure);
        let counted = read.kind == Measure::Duration && read.unit.name() == "year";
        let Some(count) = read.numbers[0].to_i64().filter(|_| counted) else {
            continue;
        };
        let end = article.found(figure).span.end;
        let rest = article.text.get(end..clause.span.end).unwrap_or_default();
        if !rest.starts_with(" ended ") {
            continue;
        }
        let mut named: Vec<Span> = Vec::new();
        let mut at = 0;
        // A year behind the date, and others that only commas and `and` part from it.
        while let Some(digits) = rest[at..].find(|c: char| c.is_ascii_digit()) {
            let start = at + digits;
            let size = rest[start..].bytes().take_while(u8::is_ascii_digit).count();
            let between = rest[at..start].trim_matches([',', ' ']);
            let joined = matches!(between, "" | "and") || named.is_empty();
            if !joined || at > 0 && named.is_empty() && size == 4 && start - at > 4 {
                break;
            }
            if size == 4 {
                named.push(end + start..end + start + 4);
            }
            at = start + size;
        }
        // A date alone says when the last of them ended.
        if named.len() < 2 || named.len() > NAMES.len() {
            continue;
        }
        let same = i64::try_from(named.len()) == Ok(count);
        tell(article, figure, named, same, all);
    }
}
