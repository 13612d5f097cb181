//! Random claim files, and what must hold of them whatever they say: exact samples of the figures' values never
//! contradict a range, a verdict or a conflict. The suite runs some, the fuzz target `claims` as many as one likes.

use std::fmt::Write;

use addsup::check::{self, ClaimReport};
use addsup::claim::{Claim, ClaimSet, Folder, Reading, Verdict};
use addsup::formula::Output;
use addsup::number::{Endpoint, Interval, Override, Rational, Strength, ValueSet};
use addsup::source::Sources;

/// Choices, from bytes; after the last byte it always chooses the first.
pub(crate) struct Choices<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Choices<'b> {
    /// Choices from these bytes.
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Choices { bytes, at: 0 }
    }

    fn below(&mut self, n: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(byte) % n
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    fn number(&mut self) -> String {
        let digits = 1 + self.below(3);
        let mut number: String = (0..digits)
            .map(|_| self.of(&["1", "2", "3", "5", "0", "7", "9", "4"]))
            .collect();
        let trimmed = number.trim_start_matches('0').len();
        number = number.split_off(number.len() - trimmed.max(1));
        if self.below(3) == 0 {
            number += self.of(&[".5", ".0", ".25", ".9"]);
        }
        if self.below(6) == 0 {
            number.insert(0, '-');
        }
        number
    }

    fn figure(&mut self) -> String {
        let number = self.number();
        match self.below(14) {
            0 => format!("about {number}"),
            1 => format!("more than {number}"),
            2 => format!("at least {number}"),
            3 => format!("less than {number}"),
            4 => format!("at most {number}"),
            5 => format!("nearly {number}"),
            6 => format!("just over {number}"),
            7 => format!("between {number} and {}", self.number()),
            8 => format!("exactly {number}"),
            9 => format!("{number} people"),
            10 => format!("about {number} people"),
            11 => format!("{number}%"),
            _ => number,
        }
    }

    fn expression(&mut self, depth: usize) -> String {
        if depth == 0 {
            return match self.below(6) {
                0 => self.number(),
                _ => self.of(&["a", "b", "c", "a", "b"]).to_owned(),
            };
        }
        let mut part = || self.expression(depth - 1);
        let (x, y) = (part(), part());
        match self.below(20) {
            0 => format!("({x} + {y})"),
            1 => format!("({x} - {y})"),
            2 => format!("({x} * {y})"),
            3 => format!("({x} / {y})"),
            4 => format!("growth({x}, {y})"),
            5 => format!("share({x}, {y})"),
            6 => format!("min({x}, {y}, a)"),
            7 => format!("max({x}, {y})"),
            8 => format!("abs({x})"),
            9 => format!("round({x})"),
            10 => format!("round({x}, 1)"),
            11 => format!("rank({x}, {y}, b)"),
            12 => format!("median({x}, {y}, c)"),
            13 => format!("mean({x}, {y})"),
            14 => format!("sqrt(abs({x}))"),
            15 => format!("({x})^2"),
            16 => format!("base({x}, {y})"),
            17 => format!("project({x}, 10%, 2)"),
            18 => format!("ln(abs({x}) + 1)"),
            _ => format!("cagr(abs({x}) + 1, abs({y}) + 2, 3)"),
        }
    }

    fn condition(&mut self, depth: usize) -> String {
        if depth > 0 && self.below(2) == 0 {
            let (x, y) = (self.condition(depth - 1), self.condition(depth - 1));
            return match self.below(3) {
                0 => format!("({x} and {y})"),
                1 => format!("({x} or {y})"),
                _ => format!("not {x}"),
            };
        }
        let (x, y, z) = (self.expression(1), self.expression(1), self.expression(1));
        let tests = ["<", "<=", ">", ">=", "=", "!="];
        let (first, second) = (self.of(&tests), self.of(&tests));
        match self.below(3) {
            0 => format!("({x} {first} {y} {second} {z})"),
            _ => format!("({x} {first} {y})"),
        }
    }

    /// A claim file.
    fn file(&mut self) -> String {
        let mut text = "inputs:\n".to_owned();
        for id in ["a", "b", "c"] {
            let figure = self.figure();
            let _ = writeln!(text, "  {id}: \"{figure}\"");
        }
        text += "claims:\n";
        for id in ["first", "second"] {
            let depth = 1 + self.below(2);
            let _ = if self.below(3) == 0 {
                let condition = self.condition(depth - 1);
                writeln!(text, "  {id}: {{ formula: \"{condition}\" }}")
            } else {
                let (stated, formula) = (self.figure(), self.expression(depth));
                writeln!(
                    text,
                    "  {id}: {{ stated: \"{stated}\", formula: \"{formula}\" }}"
                )
            };
        }
        text
    }

    /// A value of a set.
    fn value(&mut self, set: &ValueSet) -> Option<Rational> {
        let interval = if set.whole {
            set.interval.whole()
        } else {
            set.interval.clone()
        };
        if interval.is_empty() {
            return None;
        }
        let share = Rational::new(
            [0, 1, 1, 1, 3, 7][self.below(6)],
            [1, 1, 2, 4, 4, 8][self.below(6)],
        );
        let share = share.min(Rational::ONE);
        let value = match (interval.inf(), interval.sup()) {
            (Some(low), Some(high)) => low + &((high - low) * share),
            (Some(low), None) => low + &(share * Rational::from(100)),
            (None, Some(high)) => high - &(share * Rational::from(100)),
            (None, None) => share,
        };
        let value = if set.whole { value.floor() } else { value };
        if interval.contains(&value) {
            return Some(value);
        }
        // An open end.
        let inward = |end: &Endpoint, step: Rational| end.value().map(|end| end + &step);
        let step = interval
            .width()
            .map_or(Rational::ONE, |width| width * Rational::new(1, 1000));
        [
            inward(interval.lower(), step.clone()),
            inward(interval.upper(), -step),
        ]
        .into_iter()
        .flatten()
        .find(|value| interval.contains(value))
    }
}

/// What a claim states, as its verdict takes it.
fn stated(
    folder: &Folder,
    claim: &Claim,
    reading: &Reading,
    strength: Strength,
) -> Option<ValueSet> {
    let quantity = folder.quantity(claim.stated?);
    let (_, figure) = quantity.stated()?;
    let mut company = quantity.company;
    if let Output::Number { whole, .. } = &reading.program.output {
        company.quotient = !whole;
    }
    Some(figure.values_among(strength, &Override::default(), company))
}

/// Whether a claim is true where its figures have these values; `None` where that is not known exactly.
fn is_true(folder: &Folder, claim: &Claim, point: &[Rational], strength: Strength) -> Option<bool> {
    let reading = &claim.readings[0];
    match stated(folder, claim, reading, strength) {
        None => reading.program.holds_at(point),
        Some(set) => {
            let value = reading.program.at(point)?;
            if !value.meets(&set.interval) {
                return Some(false);
            }
            let is_whole = value.as_point().is_some_and(Rational::is_whole);
            (value.is_subset(&set.interval) && (!set.whole || is_whole)).then_some(true)
        }
    }
}

/// Checks a random claim file against samples of it.
///
/// # Panics
/// Where a sample contradicts what is reported.
pub(crate) fn holds(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let text = choices.file();
    let mut sources = Sources::default();
    let set = ClaimSet::from_texts(&mut sources, "claims/x", None, &[("a.yaml", &text)]);
    let report = check::check(&sources, &set, &check::Options::default());
    let folder = &set.folders[0];
    let reports: &[ClaimReport] = &report.files[0].claims;
    let find = |claim: &Claim| reports.iter().find(|report| report.id == claim.id);
    for strength in [Strength::Close, Strength::Loose] {
        for _ in 0..12 {
            // One value for each input, the same in every claim.
            let values: Vec<Option<Rational>> = folder
                .quantities
                .iter()
                .map(|quantity| {
                    let (_, figure) = quantity.stated()?;
                    choices.value(&figure.values_among(
                        strength,
                        &quantity.overrule,
                        quantity.company,
                    ))
                })
                .collect();
            let mut all_true = Some(true);
            for claim in &folder.claims {
                let reading = &claim.readings[0];
                let point: Option<Vec<Rational>> = reading
                    .operands
                    .iter()
                    .map(|id| values[id.0 as usize].clone())
                    .collect();
                let Some(point) = point else {
                    all_true = None;
                    continue;
                };
                let domain: Vec<Interval> = point.iter().cloned().map(Interval::point).collect();
                let value = reading.program.at(&point);
                if let Some(value) = &value {
                    let range = reading.program.range(&domain);
                    assert!(
                        range.pieces.iter().any(|piece| piece.meets(value)),
                        "{text}"
                    );
                    if let Some(lattice) = &range.lattice {
                        assert!(!lattice.within(value).is_empty(), "{text}");
                    }
                }
                let truth = is_true(folder, claim, &point, strength);
                all_true = match (all_true, truth) {
                    (Some(false), _) | (_, Some(false)) => Some(false),
                    (Some(true), Some(true)) => Some(true),
                    _ => None,
                };
                let Some(found) = find(claim) else { continue };
                if truth == Some(true) {
                    assert_ne!(
                        found.verdict,
                        Verdict::Inconsistent,
                        "{} at {point:?}\n{text}",
                        claim.id
                    );
                }
                if truth == Some(false) && strength == Strength::Close {
                    assert!(!found.certain, "{} at {point:?}\n{text}", claim.id);
                }
            }
            if all_true == Some(true) && folder.claims.len() == 2 {
                let refuted = report
                    .conflicts
                    .iter()
                    .find(|it| it.verdict == Verdict::Inconsistent);
                assert!(refuted.is_none(), "{refuted:?} at {values:?}\n{text}");
            }
        }
    }
    for conflict in &report.conflicts {
        assert!(!conflict.members.is_empty(), "{text}");
    }
}
