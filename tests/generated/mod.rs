//! Random claim files, and what must hold of them whatever they say: exact samples of the figures'
//! values never contradict a range, a verdict or a conflict. The suite runs some, the fuzz target
//! `claims` as many as one likes.

use std::fmt::Write;

use addsup::check::{self, ClaimReport, Report};
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

    /// An amount of some unit, of one dimension in a file, or a day.
    fn measured(&mut self, units: &[&str]) -> String {
        if units.is_empty() {
            return format!(
                "{} May 20{}{}",
                1 + self.below(28),
                self.below(3),
                self.below(9)
            );
        }
        let hedge = self.of(&["", "", "about ", "more than ", "nearly ", "at most "]);
        let (number, unit) = (self.number(), self.of(units));
        match self.below(6) {
            0 => format!("between {number} and {} {unit}", self.number()),
            _ => format!("{hedge}{number} {unit}"),
        }
    }

    /// What may be said of amounts of one dimension, and whether it is another amount.
    fn of_amounts(&mut self) -> (String, bool) {
        let (x, y) = (self.of(&["a", "b", "c"]), self.of(&["b", "c", "a"]));
        match self.below(10) {
            0 => (format!("{x} + {y}"), true),
            1 => (format!("{x} - {y}"), true),
            2 => (format!("mean({x}, {y}, c)"), true),
            3 => (format!("max({x}, {y})"), true),
            4 => (format!("sum({x}, {y}, a)"), true),
            5 => (format!("2 * {x} - {y} / 3"), true),
            6 => (format!("share({x}, {y})"), false),
            7 => (format!("growth({x}, {y})"), false),
            8 => (format!("rank({x}, {y}, c)"), false),
            _ => (format!("cagr({x}, {y}, 3)"), false),
        }
    }

    /// What may be said of days, and a figure that it may be.
    fn of_days(&mut self) -> (String, String) {
        let (x, y) = (self.of(&["a", "b", "c"]), self.of(&["b", "c", "a"]));
        match self.below(4) {
            0 => (format!("age({x}, {y})"), format!("{}", self.below(12))),
            1 => (format!("years({x}, {y})"), format!("{}", self.below(12))),
            2 => {
                let days = [
                    "Monday",
                    "Tuesday",
                    "Wednesday",
                    "Thursday",
                    "Friday",
                    "Saturday",
                    "Sunday",
                ];
                (format!("weekday({x})"), self.of(&days).to_owned())
            }
            _ => (
                format!("{y} - {x}"),
                format!("{} days", self.below(250) * 10),
            ),
        }
    }

    /// A claim file.
    fn file(&mut self) -> String {
        let units: Option<&[&str]> = match self.below(8) {
            0 => Some(&["km", "miles", "metres"]),
            1 => Some(&["tonnes", "kg", "pounds"]),
            2 => Some(&["US$"]),
            3 => Some(&[]),
            _ => None,
        };
        let mut text = "inputs:\n".to_owned();
        for id in ["a", "b", "c"] {
            let unknown = units.is_none() && self.below(6) == 0;
            let figure = match units {
                Some(units) => self.measured(units),
                None => self.figure(),
            };
            let _ = if unknown {
                writeln!(text, "  {id}: {{ unknown: number, may_be_negative: true }}")
            } else {
                writeln!(text, "  {id}: \"{figure}\"")
            };
        }
        text += "claims:\n";
        for id in ["first", "second"] {
            let depth = 1 + self.below(2);
            let _ = match units {
                Some([]) => {
                    let (formula, stated) = self.of_days();
                    writeln!(
                        text,
                        "  {id}: {{ stated: \"{stated}\", formula: \"{formula}\" }}"
                    )
                }
                Some(units) => {
                    let (formula, is_amount) = self.of_amounts();
                    let stated = if is_amount {
                        self.measured(units)
                    } else {
                        self.figure()
                    };
                    writeln!(
                        text,
                        "  {id}: {{ stated: \"{stated}\", formula: \"{formula}\" }}"
                    )
                }
                None if self.below(3) == 0 => {
                    let condition = self.condition(depth - 1);
                    writeln!(text, "  {id}: {{ formula: \"{condition}\" }}")
                }
                None if self.below(5) == 0 => {
                    let (stated, x, y) =
                        (self.figure(), self.expression(depth), self.expression(1));
                    writeln!(
                        text,
                        "  {id}: {{ stated: \"{stated}\", readings: {{ x: \"{x}\", y: \"{y}\" }} }}"
                    )
                }
                None => {
                    let (stated, formula) = (self.figure(), self.expression(depth));
                    writeln!(
                        text,
                        "  {id}: {{ stated: \"{stated}\", formula: \"{formula}\" }}"
                    )
                }
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

/// Whether a claim is true where its figures have these values; `None` where that is not known
/// exactly.
fn is_true(
    folder: &Folder,
    claim: &Claim,
    reading: &Reading,
    point: &[Rational],
    strength: Strength,
) -> Option<bool> {
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
                .map(|quantity| match quantity.stated() {
                    Some((_, figure)) => choices.value(&figure.values_among(
                        strength,
                        &quantity.overrule,
                        quantity.company,
                    )),
                    None => {
                        let size = choices.below(60);
                        let sign = if choices.below(3) == 0 { -1 } else { 1 };
                        Some(Rational::new(sign * i64::try_from(size).ok()?, 2))
                    }
                })
                .collect();
            let mut all_true = Some(true);
            for claim in &folder.claims {
                // A claim is true where one of its readings is.
                let mut truth = Some(false);
                for reading in &claim.readings {
                    let point = reading
                        .operands
                        .iter()
                        .map(|id| values[id.0 as usize].clone());
                    let found = point
                        .collect::<Option<Vec<_>>>()
                        .and_then(|point| sampled(&text, folder, claim, reading, &point, strength));
                    truth = match (truth, found) {
                        (Some(true), _) | (_, Some(true)) => Some(true),
                        (Some(false), Some(false)) => Some(false),
                        _ => None,
                    };
                }
                all_true = match (all_true, truth) {
                    (Some(false), _) | (_, Some(false)) => Some(false),
                    (Some(true), Some(true)) => Some(true),
                    _ => None,
                };
                let Some(found) = find(claim) else { continue };
                if truth == Some(true) {
                    let refuted = found.verdict == Verdict::Inconsistent;
                    assert!(!refuted, "{} at {values:?}\n{text}", claim.id);
                }
                if truth == Some(false) && strength == Strength::Close && claim.readings.len() == 1
                {
                    assert!(!found.certain, "{} at {values:?}\n{text}", claim.id);
                }
            }
            if all_true == Some(true) && folder.claims.len() == 2 {
                consistent_with(&text, folder, &report, &values, strength);
            }
        }
    }
    smallest(&text, &report);
}

/// Checks one reading at one point: its range and the steps of its values hold the value there.
/// Whether the claim is true there.
fn sampled(
    text: &str,
    folder: &Folder,
    claim: &Claim,
    reading: &Reading,
    point: &[Rational],
    strength: Strength,
) -> Option<bool> {
    let domain: Vec<Interval> = point.iter().cloned().map(Interval::point).collect();
    if let Some(value) = &reading.program.at(point) {
        let range = reading.program.range(&domain);
        assert!(
            range.pieces.iter().any(|piece| piece.meets(value)),
            "{text}"
        );
        if let Some(lattice) = &range.lattice {
            assert!(!lattice.within(value).is_empty(), "{text}");
        }
    }
    is_true(folder, claim, reading, point, strength)
}

/// Where every claim is true, nothing is refuted, and every implied range holds its figure.
fn consistent_with(
    text: &str,
    folder: &Folder,
    report: &Report,
    values: &[Option<Rational>],
    strength: Strength,
) {
    let refuted = report.conflicts.iter().find(|it| {
        it.verdict == Verdict::Inconsistent
            || strength == Strength::Close && it.verdict == Verdict::Strained
    });
    assert!(refuted.is_none(), "{refuted:?} at {values:?}\n{text}");
    for implied in &report.implied {
        let known = folder.quantities.iter().zip(values);
        let mut known = known.filter(|(quantity, _)| quantity.id == implied.id);
        let Some((_, Some(value))) = known.next() else {
            continue;
        };
        let value = value.to_f64();
        // The ends are printed as the nearest numbers of the machine.
        let slack = 1e-9 * (1.0 + value.abs());
        let inside = implied.inf.is_none_or(|inf| inf <= value + slack)
            && implied.sup.is_none_or(|sup| value <= sup + slack);
        if strength == Strength::Close {
            assert!(inside, "{implied:?} loses {value}\n{text}");
        }
    }
}

/// Of a smallest conflict each member is needed: without it there is no conflict among the others.
fn smallest(text: &str, report: &Report) {
    for conflict in &report.conflicts {
        assert!(!conflict.members.is_empty(), "{text}");
        if !conflict.minimal {
            continue;
        }
        for member in &conflict.members {
            let id = member.rsplit('.').next().expect("an id");
            let without = text
                .lines()
                .map(|line| match line.trim_start().strip_prefix(id) {
                    Some(rest) if rest.starts_with(':') && id.len() == 1 => {
                        format!(
                            "  {id}: {{ unknown: {}, may_be_negative: true }}\n",
                            unit_of(rest)
                        )
                    }
                    Some(rest) if rest.starts_with(':') => String::new(),
                    _ => format!("{line}\n"),
                });
            let without: String = without.collect();
            let mut sources = Sources::default();
            let set = ClaimSet::from_texts(&mut sources, "claims/x", None, &[("a.yaml", &without)]);
            let less = check::check(&sources, &set, &check::Options::default());
            let still = less.conflicts.iter().find(|it| {
                it.verdict == conflict.verdict
                    && it
                        .members
                        .iter()
                        .all(|other| conflict.members.contains(other))
            });
            assert!(
                still.is_none(),
                "{member} is not needed: {still:?}\n{text}\n{without}"
            );
        }
    }
}

/// The unit of an unknown in place of a stated figure.
fn unit_of(line: &str) -> &'static str {
    let known = [
        "km", "miles", "metres", "tonnes", "kg", "pounds", "US$", "%", "people",
    ];
    let unit = known.into_iter().find(|unit| line.contains(unit));
    if line.contains(" May ") {
        "date"
    } else {
        unit.unwrap_or("number")
    }
}
