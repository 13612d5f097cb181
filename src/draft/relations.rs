//! Proposals from the relations that the article states.

use std::collections::HashMap;

use super::figures::Reading;
use super::item::Class;
use super::name::Names;
use super::proposal::{Formula, Keep, Operation, Origin, Proposal, Term, Unknown, unit_of};
use crate::number::{Direction, Settings};
use crate::relation::{Kind, Relation};

/// The relations whose figures are all items of the draft, as proposals. A figure that a claim of
/// `proposals` states already is left to it, unless the article contradicts the relation.
pub(super) fn propose(
    reading: &Reading,
    names: &mut Names,
    relations: &[Relation],
    settings: &Settings,
    proposals: &mut Vec<Proposal>,
) {
    let items: HashMap<(usize, usize), usize> = reading
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.is_stated())
        .map(|(place, item)| ((item.span.start, item.span.end), place))
        .collect();
    for relation in relations {
        if let Some(proposal) = proposal(reading, names, &items, relation, settings)
            && proposal
                .states
                .is_none_or(|states| !proposals.iter().any(|known| known.states == Some(states)))
        {
            proposals.push(proposal);
        }
    }
}

fn proposal(
    reading: &Reading,
    names: &mut Names,
    items: &HashMap<(usize, usize), usize>,
    relation: &Relation,
    settings: &Settings,
) -> Option<Proposal> {
    // The figure of a cell stands within it: `83,296` of `(83,296)`.
    let item = |start: usize, end: usize| {
        let exact = items.get(&(start, end)).copied();
        exact.or_else(|| {
            let from = reading
                .items
                .partition_point(|item| item.span.start < start);
            let inside = reading.items.get(from).filter(|item| item.span.end <= end);
            inside
                .filter(|item| item.cell.is_some() && item.is_stated())
                .map(|_| from)
        })
    };
    let operands: Option<Vec<usize>> = relation
        .operands
        .iter()
        .map(|part| item(part.span.start, part.span.end))
        .collect();
    let operands = operands?;
    if relation.kind == Kind::UnknownBase {
        return against_unknown(reading, names, items, relation, operands[0], settings);
    }
    let stated = match &relation.stated {
        Some(part) => Some(item(part.span.start, part.span.end)?),
        None => None,
    };
    // What is only remarked upon, or one end of a range, is no claim of its own.
    let doubtful = relation.doubt.is_some() && relation.kind != Kind::Comparison;
    let repeats = stated.is_some_and(|stated| operands.contains(&stated));
    if let (Kind::Repeated, Some(stated), [first]) = (relation.kind, stated, &operands[..]) {
        return again(reading, *first, stated);
    }
    if relation.formulas.is_empty() || doubtful || repeats || relation.kind == Kind::Conversion {
        return None;
    }
    let falls =
        stated.is_some_and(|stated| reading.items[stated].direction == Some(Direction::Down));
    let formula = |text: &'static str| Formula {
        operation: Operation::Written(text),
        // A growth, a difference and points of a fall are negative; shares and sums are not.
        falls: falls
            && ["growth(", "points(", "b - a"]
                .iter()
                .any(|sign| text.starts_with(sign)),
        terms: operands.iter().map(|&item| Term::Figure(item)).collect(),
    };
    let origin = Origin::Language(words(relation.kind));
    let readings: Vec<(&'static str, Formula)> = match &relation.formulas[..] {
        [one] => vec![("formula", formula(one))],
        [compound, simple] if relation.kind == Kind::AnnualGrowth => {
            vec![("compound", formula(compound)), ("simple", formula(simple))]
        }
        [first, second, ..] => vec![("first", formula(first)), ("second", formula(second))],
        [] => return None,
    };
    let mut proposal = Proposal::of(operands[0], readings[0].1.clone(), origin);
    proposal.readings = readings;
    proposal.states = stated;
    if stated.is_none() {
        let verb = match relation.formulas[0] {
            "a < b" => "rises",
            "a > b" => "falls",
            text if text.starts_with("a < b <") => "rises",
            text if text.starts_with("a > b >") => "falls",
            _ => "compared",
        };
        let last = operands.last()?;
        proposal.id = Some(names.unique(&format!("{}_{verb}", reading.items[*last].id)));
        // That one amount is more than another is worth a claim only where it is not; of a series
        // the article makes a point.
        if operands.len() < 3 {
            proposal.keep = Keep::IfWrong;
        }
    }
    Some(proposal)
}

/// A figure that the article states again.
fn again(reading: &Reading, first: usize, second: usize) -> Option<Proposal> {
    let (a, b) = (&reading.items[first], &reading.items[second]);
    let amounts = [a, b]
        .iter()
        .all(|item| matches!(item.class, Class::Amount | Class::Duration))
        // Percentages come again by chance; of one thing they do not.
        || a.class == Class::Percent && b.class == Class::Percent && a.label == b.label;
    let formula = Formula::new(Operation::Written("a"), [first]);
    amounts.then(|| Proposal::of(second, formula, Origin::Language(words(Kind::Repeated))))
}

/// A change to an amount whose earlier one the article does not state.
fn against_unknown(
    reading: &Reading,
    names: &mut Names,
    items: &HashMap<(usize, usize), usize>,
    relation: &Relation,
    after: usize,
    settings: &Settings,
) -> Option<Proposal> {
    let stated = relation.stated.as_ref()?;
    let change = *items.get(&(stated.span.start, stated.span.end))?;
    let (by, level) = (&reading.items[change], &reading.items[after]);
    let is_rate = by.class == Class::Percent && level.class == Class::Amount;
    let unit = unit_of(&level.figure, settings).filter(|_| is_rate)?;
    let formula = Formula {
        operation: Operation::Growth,
        falls: by.direction == Some(Direction::Down),
        terms: vec![Term::Unknown(0), Term::Figure(after)],
    };
    let origin = Origin::Language("a change, and the amount after it");
    let mut proposal = Proposal::of(change, formula, origin);
    proposal.unknowns.push(Unknown {
        id: names.unique(&format!("{}_before", level.id)),
        unit,
        period: None,
        note: "the article does not say what it changed from".to_owned(),
    });
    Some(proposal)
}

/// How an editor is told of a relation.
fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::Growth => "a change, and the amounts before and after it",
        Kind::Difference => "a difference, and its two amounts",
        Kind::Multiple => "a multiple, and its two amounts",
        Kind::Share => "a part, its whole and its share",
        Kind::Total => "a total and its parts",
        Kind::Remainder => "what parts leave of a whole",
        Kind::Product => "so many times so much",
        Kind::Average => "a mean of what is listed",
        Kind::AnnualGrowth => "an average rate over dated amounts",
        Kind::Comparison => "which of two amounts is more",
        Kind::Repeated => "one amount stated twice",
        Kind::Date => "how long it was, and its ends",
        _ => "figures that the words tie together",
    }
}
