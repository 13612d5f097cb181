//! Names for figures, from the words around them: `trade_2015`, `growth_exports_2022`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use chrono::Datelike;
use regex::Regex;

use super::item::{Class, Item};
use super::label::Label;
use crate::formula::Function;
use crate::number::{Direction, MONTHS, Period, WordClass, class_of};

/// Verbs that end a sentence's subject, besides all that end in `ed`.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "may", "might", "should", "must", "does", "do", "did",
    "rose", "rise", "rises", "fell", "falls", "grew", "grows", "came", "comes", "went", "goes", "stood", "stands", "hit", "hits", "made", "makes", "make",
    "sold", "sells", "bought", "buys", "lost", "loses", "won", "wins", "paid", "pays", "took", "takes", "got", "gets",
    "sank", "shrank", "slid", "began", "spent", "spends", "saw", "sees", "held", "holds", "kept", "keeps", "left", "put", "puts", "said", "says",
    "became", "become", "ran", "runs", "gave", "gives", "brought", "brings", "sent", "drew", "led", "met", "weighs", "employs", "earns", "reaches",
    "hold", "throw", "threw", "spoke", "lay", "flew", "rode", "drove", "wrote", "built", "taught", "caught", "fought", "thought", "told", "found", "felt", "lies", "shows", "includes", "contains", "produces", "serves",
];
/// Words beside those of the closed classes that name nothing.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "most", "same", "new", "first", "last", "still", "no", "one", "ones", "meanwhile", "alone", "further", "total", "year", "years", "month", "months", "quarter", "day", "days",
    "week", "weeks", "time", "aside", "including", "high", "low", "whom", "even", "higher", "lower", "average", "together",
];

/// Whether a word names nothing.
fn is_empty(word: &str) -> bool {
    EMPTY.contains(&word) || class_of(word).is_some_and(|class| class != WordClass::Auxiliary)
}

/// Whether a word ends the noun before it.
fn ends_noun(word: &str) -> bool {
    matches!(
        class_of(word),
        Some(WordClass::Preposition | WordClass::Conjunction | WordClass::Relative)
    ) || matches!(word, "that" | "outside")
}

/// Words that only say that an amount follows: `the number of visitors` are visitors.
const VESSELS: &[&str] = &[
    "number",
    "amount",
    "value",
    "total",
    "volume",
    "level",
    "rate",
    "share",
    "proportion",
    "percentage",
    "sum",
    "count",
    "size",
];

/// Nouns of changes and shares, which are of something.
#[rustfmt::skip]
const CHANGES: &[&str] = &[
    "increase", "rise", "growth", "gain", "jump", "surge", "decrease", "drop", "fall", "decline", "loss", "cut", "reduction", "slump", "change", "share", "part",
    "proportion", "percentage", "rate", "total", "average", "majority", "rest",
];

/// A month, counted from nought, as names have it: `jan`.
fn short_month(index: u32) -> String {
    MONTHS[index as usize % 12][..3].to_lowercase()
}

/// The names that are given.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    /// For each name, the number to try next.
    numbers: HashMap<String, usize>,
}

impl Names {
    /// A name for a figure of this label that speaks of this period.
    pub(super) fn name(&mut self, label: &Label, period: Option<&Period>) -> String {
        let label = label.text();
        match period {
            Some(period) => self.unique(&format!("{label}_{}", slug(period))),
            None => self.unique(&label),
        }
    }

    /// Keeps a name from being given.
    pub(super) fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned());
    }

    /// The name, or the name with a number where it is taken.
    pub(super) fn unique(&mut self, name: &str) -> String {
        // Functions' names, and words of formulas, are no good names of figures.
        let name = if Function::named(name).is_some() || ["and", "or", "not"].contains(&name) {
            format!("stated_{name}")
        } else {
            name.to_owned()
        };
        let name = name.get(..60).unwrap_or(&name).trim_end_matches('_');
        // Numbers that were given are not tried again, or a thousand figures of one name would take
        // a million tries.
        let mut number = self.numbers.get(name).copied().unwrap_or(1);
        let numbered = |number: usize| match number {
            1 => name.to_owned(),
            _ => format!("{name}_{number}"),
        };
        while self.taken.contains(&numbered(number)) {
            number += 1;
        }
        let free = numbered(number);
        self.numbers.insert(name.to_owned(), number + 1);
        self.taken.insert(free.clone());
        free
    }
}

/// A period as part of a name: `2015`, `q1_2023`, `jan_apr_2023`.
fn slug(period: &Period) -> String {
    let (start, last) = (period.start(), period.last_day());
    let whole = start.day() == 1 && period.end().day() == 1;
    let year = start.year();
    match period.months().filter(|_| whole) {
        Some(12) if start.month() == 1 => year.to_string(),
        Some(months) if months % 12 == 0 && start.month() == 1 => format!("{year}_{}", last.year()),
        Some(3) if start.month0() % 3 == 0 => format!("q{}_{year}", start.month0() / 3 + 1),
        Some(6) if start.month0() % 6 == 0 => format!("h{}_{year}", start.month0() / 6 + 1),
        Some(1) => format!("{}_{year}", short_month(start.month0())),
        Some(_) if year == last.year() => {
            format!(
                "{}_{}_{year}",
                short_month(start.month0()),
                short_month(last.month0())
            )
        }
        Some(_) => format!(
            "{}_{year}_{}_{}",
            short_month(start.month0()),
            short_month(last.month0()),
            last.year()
        ),
        None => format!("{}_{}_{year}", short_month(start.month0()), start.day()),
    }
}

static OF_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"([a-z][a-z-]*) of (?:only |just |about |as much as |the |a |an |nearly |almost )*$")
});
static OF_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?: worth)? of ((?:[a-z'’-]+ ?){1,4})"));
static MORE_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^ (?:more|fewer|less) ((?:[a-z'’-]+ ?){1,4})"));
static NOUN_BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^ ([a-z][a-z-]+)"));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("internal error: a pattern that does not compile")
}

/// What the words before and behind a figure say that it is of; `previous` is the noun of the
/// amount before it in its sentence.
pub(super) fn label(before: &str, behind: &str, item: &Item, previous: Option<&str>) -> Label {
    let previous = || previous.map(str::to_owned);
    let of_before = OF_BEFORE
        .captures(before)
        .and_then(|found| Some((word(&found[1])?, found.get(0)?.start())));
    let of_behind = OF_BEHIND.captures(behind).and_then(|found| head(&found[1]));
    match item.class {
        Class::Percent | Class::Points | Class::Multiple | Class::Fraction => {
            let more = MORE_BEHIND
                .captures(behind)
                .and_then(|found| head(&found[1]));
            let about = |before: &str| {
                let own = clauses(before)
                    .next()
                    .filter(|clause| has_verb(clause))
                    .and_then(subject_of);
                more.clone()
                    .or(own)
                    .or_else(previous)
                    .or_else(|| subject(before))
            };
            // `To 5 %` and `from 5 %` are levels, whichever way they went.
            let is_level = before.ends_with(" to ") || before.ends_with(" from ");
            if let Some((what, at)) = of_before {
                let is_change = CHANGES.contains(&what.as_str());
                if is_change {
                    Label::of(&what, about(&before[..at]))
                } else {
                    Label::amount(what)
                }
            } else if behind.starts_with(" of ") {
                Label::of("share", of_behind.or_else(|| about(before)))
            } else if let Some(direction) = item.direction.filter(|_| !is_level) {
                let what = if direction == Direction::Up {
                    "growth"
                } else {
                    "fall"
                };
                Label::of(what, about(before))
            } else if before.ends_with('(') && item.class == Class::Percent {
                Label::of("share", about(before))
            } else {
                let kind = match item.class {
                    Class::Percent if is_level => "rate",
                    Class::Percent => "percent",
                    Class::Points => "points",
                    Class::Multiple => "times",
                    _ => "part",
                };
                Label::measured(about(before), kind)
            }
        }
        Class::Duration => Label::measured(subject(before), "duration"),
        Class::Amount | Class::Other => {
            let unit = &item.figure.unit;
            let counted = unit.is_counted().then(|| head(unit.plural())).flatten();
            let counted = counted.filter(|noun| Function::named(noun).is_none());
            let of_before = of_before
                .map(|(word, _)| word)
                .filter(|word| !VESSELS.contains(&word.as_str()));
            let article = before.ends_with(" the ") || before.ends_with(" a ") || before == "the ";
            let behind = NOUN_BEHIND
                .captures(behind)
                .filter(|_| article && !unit.is_none())
                .and_then(|found| head(&found[1]));
            // A bare number in a list counts what the one before it does.
            let listed = if unit.is_none() { previous() } else { None };
            let noun = counted
                .or(of_behind)
                .or(of_before)
                .or(behind)
                .or(listed)
                .or_else(|| subject(before))
                .or_else(previous)
                .unwrap_or_else(|| item.figure.kind.name().replace("money", "amount"));
            Label::amount(noun)
        }
    }
}

/// What the clause before a figure is about, or else the one before that.
fn subject(before: &str) -> Option<String> {
    clauses(before).find_map(subject_of)
}

/// The clauses before a figure, the nearest first.
fn clauses(before: &str) -> impl Iterator<Item = &str> {
    const MARKS: [&str; 9] = [
        "; ",
        ": ",
        " while ",
        " whereas ",
        " but ",
        ", and ",
        " and ",
        ", ",
        "(",
    ];
    let mut rest = Some(before);
    let next = move || {
        let text = rest?;
        let cut = MARKS
            .iter()
            .filter_map(|mark| text.rfind(mark).map(|at| (at, at + mark.len())))
            .max();
        rest = cut.map(|(at, _)| &text[..at]);
        let clause = &text[cut.map_or(0, |(_, end)| end)..];
        let clause = clause.strip_prefix("while ").unwrap_or(clause);
        Some(clause.strip_prefix("whereas ").unwrap_or(clause))
    };
    std::iter::from_fn(next).take(6)
}

fn is_verb(word: &str) -> bool {
    VERBS.contains(&word) || word.len() > 4 && word.ends_with("ed")
}

fn has_verb(clause: &str) -> bool {
    clause.split(' ').any(is_verb)
}

fn subject_of(clause: &str) -> Option<String> {
    let words: Vec<&str> = clause.split(' ').filter(|word| !word.is_empty()).collect();
    if words.first().is_some_and(|word| is_verb(word)) {
        return None;
    }
    // `Sales, at <a0>,` has no verb, `sales <a0>` of a table neither.
    let ends = |word: &&str| is_verb(word) || word.starts_with('<');
    let end = words.iter().skip(1).position(ends).map(|at| at + 1);
    head(&words[..end.unwrap_or(words.len())].join(" "))
}

/// The noun that a phrase is about: the last word before its first preposition.
fn head(phrase: &str) -> Option<String> {
    let words: Vec<&str> = phrase
        .split(|c: char| c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let start = words
        .iter()
        .position(|word| !is_empty(word) && !word.starts_with('<'))?;
    if ends_noun(words[start]) {
        return None;
    }
    let end = words[start..]
        .iter()
        .position(|word| ends_noun(word) || word.starts_with('<'))
        .map_or(words.len(), |at| start + at);
    let mut nouns = words[start..end].iter().rev().filter_map(|text| word(text));
    let mut name = nouns.next()?;
    // The `unemployment rate` is unemployment.
    if VESSELS.contains(&name.as_str())
        && let Some(before) = nouns.next()
    {
        name = before;
    }
    if VESSELS.contains(&name.as_str())
        && words.get(end) == Some(&"of")
        && let Some(inner) = head(&words[end + 1..].join(" "))
    {
        return Some(inner);
    }
    Some(name)
}

/// A word as part of a name, if it says anything.
fn word(text: &str) -> Option<String> {
    let text = text.trim_end_matches("'s").trim_end_matches("’s");
    let text = text.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let plain = text.len() > 1
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !is_empty(text);
    plain.then(|| text.replace('-', "_"))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("the trade of china with russia was worth ", Some("trade"))]
    #[case(
        "in <t>, the number of visitors to the town rose from ",
        Some("visitors")
    )]
    #[case("chinese exports to russia <t> came to ", Some("exports"))]
    #[case("sales rose to <a0>, and it closed ", Some("sales"))]
    #[case("it had ", None)]
    fn clauses_have_subjects(#[case] before: &str, #[case] expected: Option<&str>) {
        assert_eq!(subject(before).as_deref(), expected);
    }

    #[rstest]
    #[case("2015", "2015")]
    #[case("Q1 2023", "q1_2023")]
    #[case("January to April 2023", "jan_apr_2023")]
    #[case("2010–2020", "2010_2020")]
    #[case("November 2022 to February 2023", "nov_2022_feb_2023")]
    #[case("14 June 2023", "jun_14_2023")]
    fn periods_are_parts_of_names(#[case] period: &str, #[case] expected: &str) {
        assert_eq!(slug(&Period::parse(period).expect("a period")), expected);
    }

    #[test]
    fn no_name_is_given_twice_or_means_something_else() {
        let mut names = Names::default();
        assert_eq!(names.unique("sales"), "sales");
        assert_eq!(names.unique("sales"), "sales_2");
        assert_eq!(names.unique("growth"), "stated_growth");
    }
}
