//! Formulas that a draft proposes, and why.

use super::figures::Reading;
use super::item::Item;
use super::label::{Aspect, Label};
use super::quote::Quote;
use crate::claim::{NAMES, Verdict};
use crate::number::{Figure, Period, Settings};
use crate::source::Span;

/// What a formula is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// The figure of this number.
    Figure(usize),
    /// An unknown that the proposal brings with it, by its place among them.
    Unknown(usize),
    /// A number written out.
    Number(String),
}

/// What a formula does with its terms, of which the first is the earlier one or the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    /// By how much of itself it grew.
    Growth,
    /// By how much it grew each year, compounded.
    Cagr,
    /// The growth over the years that it took.
    YearlyGrowth,
    /// What was added.
    Change,
    /// What was added to a share.
    Points,
    Share,
    Ratio,
    Quotient,
    Sum,
    Less,
    More,
    /// A relation's own formula, whose letters `a`, `b` … are the terms in their order.
    Written(&'static str),
}

/// A formula that is proposed, printed once it has its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Formula {
    pub(super) operation: Operation,
    /// Whether it gives a fall, which is stated without its sign.
    pub(super) falls: bool,
    pub(super) terms: Vec<Term>,
}

/// An amount the article compares with and does not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    pub(super) id: String,
    /// As `unknown:` is written.
    pub(super) unit: String,
    pub(super) period: Option<Period>,
    pub(super) note: String,
}

/// Why a formula is proposed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Origin {
    /// The words say it; how, in words.
    Language(&'static str),
    /// The numbers fit one another.
    Numbers(Chance),
}

/// How likely a fit of numbers is by chance.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chance {
    /// How likely one combination of figures that have nothing to do with one another fits so
    /// closely.
    pub(super) each: f64,
    /// How many combinations were tried.
    pub(super) tried: usize,
    /// Among which figures.
    pub(super) among: &'static str,
}

impl Chance {
    /// The number of fits so close that are to be expected by chance: Bonferroni's bound on their
    /// probability.
    pub(super) fn expected(&self) -> f64 {
        self.each * self.tried as f64
    }
}

/// When a proposal is worth an editor's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// Whatever the verdict.
    Always,
    /// Only if the figures bear it out.
    IfRight,
    /// Only if the figures contradict it.
    IfWrong,
}

/// A claim that is proposed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Proposal {
    /// The figure it states; `None` of a comparison.
    pub(super) states: Option<usize>,
    /// The name of a comparison; a claim that states a figure has the figure's.
    pub(super) id: Option<String>,
    /// The formulas the sentence may mean, by name; a single one has no name.
    pub(super) readings: Vec<(&'static str, Formula)>,
    /// The amounts it needs and the article does not give.
    pub(super) unknowns: Vec<Unknown>,
    pub(super) origin: Origin,
    pub(super) keep: Keep,
    /// The passage with its figures.
    pub(super) quote: Option<Quote>,
    /// What the check says: the verdict, and the reason in a sentence.
    pub(super) verdict: Option<(Verdict, String)>,
}

impl Proposal {
    /// A claim with one formula, from words that always mean it.
    pub(super) fn of(states: usize, formula: Formula, origin: Origin) -> Self {
        Proposal {
            states: Some(states),
            id: None,
            readings: vec![("formula", formula)],
            unknowns: Vec::new(),
            origin,
            keep: Keep::Always,
            quote: None,
            verdict: None,
        }
    }

    /// The claim's name.
    pub(super) fn id<'a>(&'a self, reading: &'a Reading) -> &'a str {
        match (self.states, &self.id) {
            (Some(item), _) => &reading.items[item].id,
            (None, Some(id)) => id,
            (None, None) => unreachable!("internal error: a claim without a name"),
        }
    }

    /// The figures its formulas are about.
    pub(super) fn operands(&self) -> impl Iterator<Item = usize> + '_ {
        self.readings
            .iter()
            .flat_map(|(_, formula)| &formula.terms)
            .filter_map(|term| match term {
                Term::Figure(item) => Some(*item),
                _ => None,
            })
    }

    /// Its figures, the stated one included.
    pub(super) fn figures(&self) -> impl Iterator<Item = usize> + '_ {
        self.states.into_iter().chain(self.operands())
    }

    /// Whether the figures contradict it.
    pub(super) fn is_contradicted(&self) -> bool {
        matches!(
            self.verdict,
            Some((Verdict::Inconsistent | Verdict::Ambiguous, _))
        )
    }

    /// Whether it holds only by rounding.
    pub(super) fn is_strained(&self) -> bool {
        matches!(self.verdict, Some((Verdict::Strained, _)))
    }

    /// The words from its first figure to its last, if they stand in one sentence, which is given
    /// too.
    pub(super) fn passage(&self, reading: &Reading) -> Option<(Span, usize)> {
        let mut items = self.figures().map(|item| &reading.items[item]);
        let first: &Item = items.next()?;
        let (mut span, sentence) = (first.span.clone(), first.sentence);
        for item in items {
            if item.sentence != sentence {
                return None;
            }
            span = span.start.min(item.span.start)..span.end.max(item.span.end);
        }
        Some((span, sentence))
    }
}

impl Formula {
    pub(super) fn new(operation: Operation, terms: impl IntoIterator<Item = usize>) -> Self {
        Formula {
            operation,
            falls: false,
            terms: terms.into_iter().map(Term::Figure).collect(),
        }
    }

    /// The same of a fall.
    pub(super) fn falling(self, falls: bool) -> Self {
        Formula { falls, ..self }
    }

    /// The label of a percentage that it gives; `None` where the words gave a better one.
    pub(super) fn label(&self, label: &Label) -> Option<Label> {
        let what = match self.operation {
            Operation::Growth | Operation::Cagr if self.falls => "fall",
            Operation::Growth | Operation::Cagr => "growth",
            Operation::Share => "share",
            Operation::YearlyGrowth
            | Operation::Change
            | Operation::Points
            | Operation::Ratio
            | Operation::Quotient
            | Operation::Sum
            | Operation::Less
            | Operation::More => return None,
            Operation::Written(text) if text.starts_with("growth(") => {
                if self.falls {
                    "fall"
                } else {
                    "growth"
                }
            }
            // `They call this growth of 20% on average`: the words around it name no thing.
            Operation::Written(text) if text.starts_with("cagr(") => {
                return Some(Label::of("average_growth", None));
            }
            Operation::Written(_) => return None,
        };
        let vague = matches!(label.aspect, Aspect::As("percent" | "part")) && label.noun.is_some();
        vague.then(|| Label::of(what, label.noun.clone()))
    }

    /// The formula as it is written.
    pub(super) fn text(&self, reading: &Reading, unknowns: &[Unknown]) -> String {
        let name = |term: &Term| match term {
            Term::Figure(item) => reading.items[*item].id.clone(),
            Term::Unknown(place) => unknowns
                .get(*place)
                .map(|unknown| unknown.id.clone())
                .unwrap_or_default(),
            Term::Number(number) => number.clone(),
        };
        let names: Vec<String> = self.terms.iter().map(name).collect();
        let joined = |mark: &str| names.join(mark);
        let text = match self.operation {
            Operation::Growth => format!("growth({})", joined(", ")),
            Operation::Cagr => format!("cagr({})", joined(", ")),
            Operation::YearlyGrowth => match &names[..] {
                [from, to, years] => format!("growth({from}, {to}) / {years}"),
                _ => format!("growth({0}) / years({0})", joined(", ")),
            },
            Operation::Change => format!("change({})", joined(", ")),
            Operation::Points => format!("points({})", joined(", ")),
            Operation::Share => format!("share({})", joined(", ")),
            Operation::Ratio => format!("ratio({})", joined(", ")),
            Operation::Sum => format!("sum({})", joined(", ")),
            Operation::Quotient => joined(" / "),
            Operation::Less => joined(" < "),
            Operation::More => joined(" > "),
            Operation::Written(text) => written(text, &names),
        };
        let text = match self.operation {
            // A sign stands before all of a formula.
            Operation::Written("b - a") if self.falls => format!("({text})"),
            _ => text,
        };
        if self.falls { format!("-{text}") } else { text }
    }
}

/// A relation's formula with the names of its figures for the letters.
fn written(text: &str, names: &[String]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        if word == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let place = NAMES.iter().position(|name| *name == &rest[..word]);
        out.push_str(
            place
                .and_then(|place| names.get(place))
                .map_or(&rest[..word], String::as_str),
        );
        rest = &rest[word..];
    }
    out
}

/// The unit of a figure as `unknown:` takes it.
pub(super) fn unit_of(figure: &Figure, settings: &Settings) -> Option<String> {
    let unit = &figure.unit;
    if unit.is_none() {
        return Some("number".to_owned());
    }
    let money = unit.currency().map(|currency| currency.code().to_owned());
    money
        .into_iter()
        .chain([unit.plural().to_owned(), unit.name().to_owned()])
        .find(|name| {
            let one = Figure::parse(&format!("1 {name}"), settings);
            !name.starts_with(char::is_numeric)
                && one.is_ok_and(|one| one.unit.dimension() == unit.dimension())
        })
}
