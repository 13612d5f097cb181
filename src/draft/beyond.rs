//! Proposals for what the article states of amounts that it does not give: a change without its
//! amounts, a share without its whole, a multiple of something unsaid. Each amount is an unknown,
//! for the editor to find.

use std::collections::HashSet;

use super::figures::Reading;
use super::item::{Class, Item};
use super::language::year_before;
use super::name::Names;
use super::proposal::{Formula, Operation, Origin, Proposal, Term, Unknown, unit_of};
use crate::number::{Direction, Period, Settings};

/// The changes, shares and multiples that no proposal states yet.
pub(super) fn propose(
    reading: &Reading,
    names: &mut Names,
    text: &str,
    settings: &Settings,
    proposals: &mut Vec<Proposal>,
) {
    let stated: HashSet<usize> = proposals
        .iter()
        .filter_map(|proposal| proposal.states)
        .collect();
    let used: HashSet<usize> = proposals.iter().flat_map(Proposal::operands).collect();
    for (place, item) in reading.items.iter().enumerate() {
        let is_free = !stated.contains(&place) && !used.contains(&place);
        if is_free && item.is_stated() && item.quote.is_some() {
            proposals.extend(proposal(reading, names, text, place, settings));
        }
    }
}

fn proposal(
    reading: &Reading,
    names: &mut Names,
    text: &str,
    place: usize,
    settings: &Settings,
) -> Option<Proposal> {
    let item = &reading.items[place];
    let noun = item.label.noun.clone();
    let thing = noun
        .filter(|noun| !["part", "share"].contains(&&**noun))
        .unwrap_or_else(|| "amount".to_owned());
    let falls = item.direction == Some(Direction::Down);
    let number = "number".to_owned();
    let mut unknown = |name: String, unit: String, period: Option<Period>, note: &str| Unknown {
        id: names.unique(&name),
        unit,
        period,
        note: format!("{note} The article does not give it."),
    };
    let is_part = matches!(item.class, Class::Percent | Class::Fraction);
    let (operation, terms, unknowns, words) = match item.class {
        Class::Percent if item.direction.is_some() => {
            let before = item.period.and_then(year_before);
            let unknowns = vec![
                unknown(
                    format!("{thing}_before"),
                    number.clone(),
                    before,
                    "What it changed from.",
                ),
                unknown(
                    format!("{thing}_after"),
                    number,
                    item.period,
                    "What it changed to.",
                ),
            ];
            let terms = vec![Term::Unknown(0), Term::Unknown(1)];
            (
                Operation::Growth,
                terms,
                unknowns,
                "a change of what is not stated",
            )
        }
        _ if is_part && item.direction.is_none() => match part(reading, text, place) {
            // `US$10 million, which is less than 0.1% of …`
            Some(part) => {
                let unit = unit_of(&reading.items[part].figure, settings)?;
                let whole = format!("{thing}_whole");
                let unknowns = vec![unknown(
                    whole,
                    unit,
                    item.period,
                    "The whole it is a part of.",
                )];
                let terms = vec![Term::Figure(part), Term::Unknown(0)];
                (
                    Operation::Share,
                    terms,
                    unknowns,
                    "a part and its share of a whole",
                )
            }
            None => {
                let unknowns = vec![
                    unknown(
                        format!("{thing}_part"),
                        number.clone(),
                        item.period,
                        "The part.",
                    ),
                    unknown(format!("{thing}_whole"), number, item.period, "The whole."),
                ];
                let terms = vec![Term::Unknown(0), Term::Unknown(1)];
                (
                    Operation::Share,
                    terms,
                    unknowns,
                    "a share of what is not stated",
                )
            }
        },
        Class::Multiple => {
            let unknowns = vec![
                unknown(
                    format!("{thing}_one"),
                    number.clone(),
                    item.period,
                    "What is the multiple.",
                ),
                unknown(
                    format!("{thing}_other"),
                    number,
                    item.period,
                    "What it is a multiple of.",
                ),
            ];
            let terms = vec![Term::Unknown(0), Term::Unknown(1)];
            (
                Operation::Ratio,
                terms,
                unknowns,
                "a multiple of what is not stated",
            )
        }
        _ => return None,
    };
    let formula = Formula {
        operation,
        falls: falls && operation == Operation::Growth,
        terms,
    };
    let mut proposal = Proposal::of(place, formula, Origin::Language(words));
    proposal.unknowns = unknowns;
    Some(proposal)
}

/// The amount right before a share that says what part of something it is: `, which is`, `and that is`.
fn part(reading: &Reading, text: &str, place: usize) -> Option<usize> {
    let before = place.checked_sub(1)?;
    let (amount, share): (&Item, &Item) = (&reading.items[before], &reading.items[place]);
    let between = text.get(amount.span.end..share.span.start)?;
    let words: Vec<&str> = between
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let led = matches!(
        words[..],
        ["which", "is" | "was"] | ["and" | "or", "that", "is" | "was"] | ["or"]
    );
    let fits =
        amount.class == Class::Amount && amount.is_stated() && amount.sentence == share.sentence;
    (led && fits).then_some(before)
}
