//! Relations decided: typed figures given to the check, and what it finds put into words.

use super::article::Article;
use super::mend;
use super::model::{Kind, Relation, Strength};
use super::read::Read;
use super::rule::Rule;
use crate::check;
use crate::claim::{Folder, NAMES, Typed, Verdict};
use crate::number::{Interval, Rational, Unit, show_interval};

/// What a rule reads, before it is decided.
pub(super) struct Draft {
    pub(super) rule: &'static Rule,
    pub(super) kind: Kind,
    pub(super) strength: Strength,
    pub(super) stated: Option<Read>,
    pub(super) operands: Vec<Read>,
    pub(super) formulas: Vec<&'static str>,
    pub(super) doubt: Option<&'static str>,
}

/// How many times too much or too little is no slip any more but a misreading, if no edit mends it.
const MISREAD: f64 = 8.0;

impl Draft {
    /// The relation with its verdict; `None` where its figures do not fit one formula.
    pub(super) fn decided(self, article: &Article<'_>) -> Option<Relation> {
        let stated = self.stated.as_ref().map(|read| &read.typed);
        let operands: Vec<Typed> = self
            .operands
            .iter()
            .map(|read| read.typed.clone())
            .collect();
        let folder = Folder::of_figures(stated, &operands, &self.formulas)?;
        let found = check::decide(&folder, &folder.claims[0])?;
        let (mut doubt, mut strength) = (self.doubt, self.strength);
        let computed = found.readings.first().and_then(|(_, gives)| {
            let stated = stated?;
            let percent = Unit::percent();
            // A fraction in words is compared with a percentage.
            let fraction = stated.figure.unit.is_none() && stated.figure.numbers[1] < Rational::ONE;
            let unit = if fraction {
                &percent
            } else {
                &stated.figure.unit
            };
            Some(show_interval(&near_point(gives.as_ref()?), unit))
        });
        let mut mends = Vec::new();
        if found.verdict == Verdict::Inconsistent && doubt.is_none() {
            mends = mend::mends(article, &self.stated, &self.operands, &self.formulas);
            if mends.is_empty() && mend::misses_by(&folder) > MISREAD {
                // In brackets the second figure says what the first is, however far it is off.
                if self.kind == Kind::Conversion && self.operands.len() == 1 {
                    strength = Strength::Suggests;
                } else {
                    doubt =
                        Some("it is off by so much that one of the figures may be read wrongly");
                }
            }
        }
        let message = message(&self, stated, &operands, computed.as_deref(), found.verdict);
        Some(Relation {
            rule: self.rule.code,
            most: self.rule.most,
            kind: self.kind,
            strength,
            stated: self.stated.map(|read| read.part("stated")),
            operands: self
                .operands
                .into_iter()
                .zip(NAMES)
                .map(|(read, name)| read.part(name))
                .collect(),
            formulas: self.formulas,
            verdict: found.verdict,
            computed,
            message,
            mends,
            doubt,
        })
    }

    /// Decides it, and puts it with the others.
    pub(super) fn push(self, article: &Article<'_>, all: &mut Vec<Relation>) -> Option<Verdict> {
        let relation = self.decided(article)?;
        let verdict = relation.verdict;
        all.push(relation);
        Some(verdict)
    }
}

impl Draft {
    /// Decides it, and puts it with the others if it holds; says whether it does.
    pub(super) fn push_if_consistent(self, article: &Article<'_>, all: &mut Vec<Relation>) -> bool {
        let relation = self.decided(article);
        let holds = relation.filter(|relation| relation.verdict == Verdict::Consistent);
        let found = holds.is_some();
        all.extend(holds);
        found
    }

    /// Decides it, and puts it with the others unless it is wrong and no single edit mends it: its
    /// figures may not belong together at all.
    pub(super) fn push_if_mended(
        self,
        article: &Article<'_>,
        all: &mut Vec<Relation>,
    ) -> Option<Verdict> {
        let relation = self.decided(article)?;
        let verdict = relation.verdict;
        if verdict == Verdict::Consistent
            || verdict == Verdict::Inconsistent && !relation.mends.is_empty()
        {
            all.push(relation);
        }
        Some(verdict)
    }
}

/// A value that was computed to many digits as one.
fn near_point(gives: &Interval) -> Interval {
    match (gives.mid(), gives.width()) {
        (Some(mid), Some(width))
            if !width.is_zero() && width.to_f64() < mid.to_f64().abs() * 1e-9 =>
        {
            Interval::point(Rational::from_decimal(
                (mid.to_f64() * 1e7).round() as i64,
                -7,
            ))
        }
        _ => gives.clone(),
    }
}

/// One line of arithmetic in the article's own words.
fn message(
    draft: &Draft,
    stated: Option<&Typed>,
    operands: &[Typed],
    computed: Option<&str>,
    verdict: Verdict,
) -> String {
    let kind = draft.kind;
    let words = |typed: &Typed| typed.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let names: Vec<String> = operands.iter().map(words).collect();
    let list = |from: usize| match &names[from.min(names.len())..] {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    };
    let (Some(stated), Some(gives)) = (stated, computed) else {
        return match kind {
            Kind::PartsOf100 => format!("{} do not make a whole", list(0)),
            _ => match names.as_slice() {
                [a, b] if verdict == Verdict::Inconsistent => {
                    format!("{a} and {b} are not so as the words say")
                }
                _ => format!("{} are as the words say", list(0)),
            },
        };
    };
    let written = words(stated);
    let first = names.first().cloned().unwrap_or_default();
    let second = names.get(1).cloned().unwrap_or_default();
    let what = match kind {
        Kind::Growth if draft.formulas[0].starts_with("b / ") => {
            format!("{second} of what became {first} is {gives}")
        }
        Kind::Growth | Kind::Difference if names.len() == 2 => {
            let way = if gives.starts_with(['-', '−']) {
                "a fall"
            } else {
                "a rise"
            };
            let size = gives.trim_start_matches(['-', '−']);
            return said(
                format!("from {first} to {second} is {way} of {size}"),
                &written,
                verdict,
            );
        }
        Kind::AnnualGrowth => format!("from {first} to {second} is {gives} a year"),
        Kind::Share if names.len() == 2 => format!("{first} of {second} is {gives}"),
        Kind::Multiple if names.len() == 2 => format!("{second} is {gives} times {first}"),
        Kind::Conversion if names.len() == 1 => format!("{first} is {gives}"),
        Kind::Conversion => format!("at the rate of {first} to {second}, {} is {gives}", list(2)),
        Kind::Total => format!("{} make {gives}", list(0)),
        Kind::Remainder => format!("{first} less {} leaves {gives}", list(1)),
        Kind::Product => format!("{} multiplied give {gives}", list(0)),
        _ => format!("{} give {gives}", list(0)),
    };
    said(what, &written, verdict)
}

fn said(what: String, written: &str, verdict: Verdict) -> String {
    match verdict {
        Verdict::Consistent => format!("{what}, as the article says: {written}"),
        _ => format!("{what}, and the article says {written}"),
    }
}
