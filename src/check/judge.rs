//! The verdict of one reading: the range of its formula held against what the claim states.
//!
//! A verdict is a proof or it is not given. *Inconsistent* means that no values the words allow,
//! even read loosely, make the claim true; where a search ran out of budget before that could be
//! decided, the verdict is *undetermined*.

use std::borrow::Cow;

use super::note::NoteCode;
use super::values::{Operands, sized};
use crate::claim::{Quantity, Reading, Verdict};
use crate::formula::{Existence, Output, Program, Range, Sense, Truth};
use crate::number::{
    Base, Company, Dimension, Direction, Figure, Interval, Measures, Override, Rational, Strength,
    Unit, ValueSet,
};

/// What a reading of a claim was found to be, with all that an explanation needs.
pub(crate) struct Outcome {
    pub(crate) verdict: Verdict,
    /// Whether it holds for all values the figures may have.
    pub(crate) certain: bool,
    /// The range of the formula, the figures read closely; `None` of a comparison.
    pub(crate) close: Option<Range>,
    /// The same read loosely, where it came to that.
    pub(crate) loose: Option<Range>,
    /// The value with the figures as printed.
    pub(crate) nominal: Option<Interval>,
    /// What the verdict rests on.
    pub(crate) grounds: Vec<NoteCode>,
    /// The system of measures that it takes a word for units of several sizes in.
    pub(crate) system: Option<Measures>,
}

impl Outcome {
    /// Whether it speaks more for the claim.
    pub(crate) fn is_better_than(&self, other: &Self) -> bool {
        let rank = |verdict: Verdict| match verdict {
            Verdict::Consistent => 0,
            Verdict::Strained => 1,
            Verdict::Undetermined | Verdict::Ambiguous => 2,
            Verdict::Inconsistent => 3,
        };
        rank(self.verdict) < rank(other.verdict)
    }
}

/// Why a reading has no verdict: its formula has no value for the figures as printed.
pub(crate) struct NoValue;

/// What a claim states, as the set that a formula's result is held against.
pub(crate) struct Statement<'a> {
    figure: Cow<'a, Figure>,
    overrule: &'a Override,
    company: Company,
    /// In which system of measures a word for a unit of several sizes is taken.
    system: Option<Measures>,
    /// Whether per cent is stated where the formula gives percentage points, or the reverse: it
    /// cannot be right.
    is_other: bool,
    /// Whether a result is the negative of what is stated: a fall of 40% is a growth of −40%.
    is_negative: bool,
    /// Whether the formula gives by how much something grew.
    of_growth: bool,
    /// Whether it is stated of a fall, and the formula does not say which way round it takes the
    /// difference.
    is_either: bool,
    /// What a result is multiplied by before it is compared: a number of years against a duration.
    scale: Option<Rational>,
}

impl<'a> Statement<'a> {
    /// What a claim states, read as what the formula gives: a difference of temperatures is not a
    /// temperature, a number of years is a duration, and what is not counted in whole steps may
    /// be a rounded average. `None` of what is unknown.
    pub(crate) fn new(quantity: &'a Quantity, program: &Program) -> Option<Self> {
        let (_, figure) = quantity.stated()?;
        let output = &program.output;
        let mut company = quantity.company;
        let mut figure = Cow::Borrowed(figure);
        let mut scale = None;
        let mut is_other = false;
        if let Output::Number {
            dimension,
            absolute,
            whole,
            years,
        } = output
        {
            if !absolute && !figure.unit.offset().is_zero() {
                figure = Cow::Owned(figure.as_difference());
            }
            company.quotient = !whole;
            let points = Dimension::of(Base::Points);
            if *dimension == points
                && figure.unit.dimension().is_none()
                && figure.unit != Unit::percent()
            {
                // "A lead of 3 points": of shares, these are percentage points.
                figure = Cow::Owned(figure.in_unit(Unit::points()));
            }
            is_other = (*dimension == points) != (*figure.unit.dimension() == points);
            if *years && *figure.unit.dimension() == Dimension::of(Base::Time) {
                scale = Some(crate::number::Unit::year().factor().clone());
            }
        }
        // Of a fall, only what says which way it counts can have the wrong sign.
        let falls = quantity.direction == Some(Direction::Down) && figure.numbers[0].signum() >= 0;
        let sense = program.sense();
        Some(Statement {
            system: None,
            is_other,
            is_negative: (falls && sense == Sense::Rise)
                != (figure.direction == Some(Direction::Down)),
            of_growth: sense == Sense::Rise,
            is_either: falls && sense == Sense::Open,
            figure,
            overrule: &quantity.overrule,
            company,
            scale,
        })
    }

    pub(crate) fn figure(&self) -> &Figure {
        &self.figure
    }

    pub(crate) fn values(&self, strength: Strength) -> ValueSet {
        let values = self
            .figure
            .values_among(strength, self.overrule, self.company);
        self.signed(values)
    }

    /// The values if the figure's last digit was cut off rather than rounded.
    pub(crate) fn truncated(&self) -> ValueSet {
        self.signed(self.figure.truncated(self.company))
    }

    /// Whether per cent is stated where the formula gives percentage points, or the reverse.
    pub(crate) fn is_other(&self) -> bool {
        self.is_other
    }

    /// Whether the formula gives by how much something grew.
    pub(crate) fn of_growth(&self) -> bool {
        self.of_growth
    }

    /// Whether the sign of the result says nothing.
    pub(crate) fn is_either(&self) -> bool {
        self.is_either
    }

    /// Takes a fall as the formula does, whose values these are.
    fn orient(&mut self, range: &Range) {
        if self.is_either {
            let is_below = |piece: &Interval| piece.is_subset(&Interval::at_most(Rational::ZERO));
            let states_negative = self.figure.direction == Some(Direction::Down);
            self.is_negative = range.pieces.iter().all(is_below) != states_negative;
        }
    }

    /// The same in another system of measures.
    pub(crate) fn in_system(&self, system: Measures) -> Self {
        Statement {
            system: Some(system),
            figure: self.figure.clone(),
            scale: self.scale.clone(),
            ..*self
        }
    }

    fn signed(&self, values: ValueSet) -> ValueSet {
        let values = ValueSet {
            interval: sized(values.interval, &self.figure.unit, self.system),
            ..values
        };
        if self.is_negative {
            values.negated()
        } else {
            values
        }
    }

    /// A result of the formula in the statement's own terms.
    pub(crate) fn in_terms(&self, mut range: Range) -> Range {
        if let Some(scale) = &self.scale {
            if let Some(lattice) = &mut range.lattice {
                **lattice = lattice.scaled(scale);
            }
            let factor = Interval::point(scale.clone());
            range.pieces = range
                .pieces
                .iter()
                .map(|piece| piece.mul(&factor))
                .collect();
        }
        range
    }

    /// One result in the statement's own terms.
    pub(crate) fn value_in_terms(&self, value: &Interval) -> Interval {
        match &self.scale {
            Some(scale) => value.mul(&Interval::point(scale.clone())),
            None => value.clone(),
        }
    }

    /// A set of results in the formula's own terms again.
    pub(crate) fn in_formula_terms(&self, set: &Interval) -> Interval {
        match self.scale.as_ref().and_then(Rational::recip) {
            Some(inverse) => set.mul(&Interval::point(inverse)),
            None => set.clone(),
        }
    }
}

/// Judges a reading that gives a number.
pub(crate) fn judge_number(
    reading: &Reading,
    operands: &Operands<'_>,
    stated: &mut Statement<'_>,
) -> Result<Outcome, NoValue> {
    let program = &reading.program;
    let box_close = operands.domain(Strength::Close);
    let close = stated.in_terms(program.range(&box_close));
    stated.orient(&close);
    let stated = &*stated;
    let has_unknowns = operands.unknowns().next().is_some();
    if close.pieces.is_empty() && !has_unknowns {
        return Err(NoValue);
    }
    let printed = operands.printed(&box_close);
    let set_close = stated.values(Strength::Close);
    let mut outcome = Outcome {
        verdict: Verdict::Consistent,
        certain: false,
        close: None,
        loose: None,
        nominal: printed
            .as_deref()
            .and_then(point)
            .and_then(|point| program.at(&point))
            .map(|value| stated.value_in_terms(&value)),
        grounds: Vec::new(),
        system: None,
    };

    if stated.is_other {
        outcome.verdict = Verdict::Inconsistent;
        outcome.close = Some(close);
        return Ok(outcome);
    }
    if within(&close, &set_close) {
        outcome.certain = true;
        outcome.close = Some(close);
        return Ok(outcome);
    }
    let meets_close = existence(program, &box_close, &close, stated, &set_close);
    if meets_close == Existence::Yes && !has_unknowns {
        let breaks = |printed: &Vec<Interval>| {
            let range = stated.in_terms(program.range(printed));
            !range.pieces.is_empty() && !meets(&range, &set_close)
        };
        if stated.figure().hedge.is_bound() && printed.as_ref().is_some_and(breaks) {
            outcome.verdict = Verdict::Strained;
            outcome.grounds.push(NoteCode::OnlyByRounding);
        }
        outcome.close = Some(close);
        return Ok(outcome);
    }

    let box_loose = operands.domain(Strength::Loose);
    let loose = stated.in_terms(program.range(&box_loose));
    let set_loose = stated.values(Strength::Loose);
    let meets_loose = existence(program, &box_loose, &loose, stated, &set_loose);
    outcome.verdict = match (meets_close, meets_loose) {
        (_, Existence::No) => Verdict::Inconsistent,
        _ if has_unknowns => Verdict::Undetermined,
        (Existence::No, Existence::Yes) => {
            outcome.grounds.push(if meets(&close, &stated.truncated()) {
                NoteCode::OnlyIfTruncated
            } else {
                NoteCode::OnlyIfRoundedFurther
            });
            Verdict::Strained
        }
        _ => {
            outcome.grounds.push(NoteCode::Budget);
            Verdict::Undetermined
        }
    };
    outcome.close = Some(close);
    outcome.loose = Some(loose);
    Ok(outcome)
}

/// The one point of a box, if it is one.
fn point(domain: &[Interval]) -> Option<Vec<Rational>> {
    domain.iter().map(|set| set.as_point().cloned()).collect()
}

/// Whether a formula gives a stated value over a box, of which `range` is known.
fn existence(
    program: &Program,
    domain: &[Interval],
    range: &Range,
    stated: &Statement<'_>,
    set: &ValueSet,
) -> Existence {
    if !meets(range, set) {
        Existence::No
    } else if program.jumps(domain) {
        program.can_give(domain, &stated.in_formula_terms(&set.interval))
    } else if range.tight {
        Existence::Yes
    } else {
        Existence::Unknown
    }
}

/// Judges a reading that is a comparison.
pub(crate) fn judge_truth(reading: &Reading, operands: &Operands<'_>) -> Result<Outcome, NoValue> {
    let program = &reading.program;
    let box_close = operands.domain(Strength::Close);
    let has_unknowns = operands.unknowns().next().is_some();
    if !has_unknowns && program.has_no_value(&box_close) {
        return Err(NoValue);
    }
    let mut grounds = Vec::new();
    let mut certain = false;
    let verdict = match program.truth(&box_close) {
        Truth::Always => {
            certain = true;
            Verdict::Consistent
        }
        Truth::Sometimes if has_unknowns => Verdict::Undetermined,
        Truth::Sometimes => {
            let printed = operands.printed(&box_close);
            let breaks = |printed: &Vec<Interval>| program.truth(printed) == Truth::Never;
            if printed.as_ref().is_some_and(breaks) {
                grounds.push(NoteCode::OnlyByRounding);
                Verdict::Strained
            } else {
                Verdict::Consistent
            }
        }
        Truth::Undecided => {
            grounds.push(NoteCode::Budget);
            Verdict::Undetermined
        }
        Truth::Never => match program.truth(&operands.domain(Strength::Loose)) {
            Truth::Never => Verdict::Inconsistent,
            Truth::Undecided => {
                grounds.push(NoteCode::Budget);
                Verdict::Undetermined
            }
            Truth::Always | Truth::Sometimes if has_unknowns => Verdict::Undetermined,
            Truth::Always | Truth::Sometimes => {
                grounds.push(NoteCode::OnlyIfRoundedFurther);
                Verdict::Strained
            }
        },
    };
    Ok(Outcome {
        verdict,
        certain,
        close: None,
        loose: None,
        nominal: None,
        grounds,
        system: None,
    })
}

/// The verdict of a claim from those of its readings.
///
/// ```text
/// all inconsistent → inconsistent;  some → ambiguous;  none → the weakest
/// ```
pub(crate) fn combine(verdicts: impl Iterator<Item = Verdict> + Clone) -> Verdict {
    let inconsistent = verdicts
        .clone()
        .filter(|&verdict| verdict == Verdict::Inconsistent)
        .count();
    let strength = |verdict: &Verdict| match verdict {
        Verdict::Consistent => 0,
        Verdict::Strained => 1,
        _ => 2,
    };
    match (inconsistent, verdicts.clone().count()) {
        (0, _) => verdicts
            .max_by_key(strength)
            .unwrap_or(Verdict::Undetermined),
        (some, all) if some == all => Verdict::Inconsistent,
        _ => Verdict::Ambiguous,
    }
}

/// Whether some value of the range is among the stated ones.
fn meets(range: &Range, set: &ValueSet) -> bool {
    let lattice = match (&range.lattice, set.whole) {
        (Some(lattice), true) => match lattice.whole() {
            Some(whole) => Some(whole),
            None => return false,
        },
        (Some(lattice), false) => Some((**lattice).clone()),
        (None, _) => None,
    };
    range.pieces.iter().any(|piece| {
        let common = piece.intersection(&set.interval);
        let common = match &lattice {
            Some(lattice) => lattice.within(&common),
            None if set.whole => common.whole(),
            None => common,
        };
        !common.is_empty()
    })
}

/// Whether every value of the range is among the stated ones.
fn within(range: &Range, set: &ValueSet) -> bool {
    !range.pieces.is_empty()
        && !range.partial
        && range
            .pieces
            .iter()
            .all(|piece| piece.is_subset(&set.interval))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&[Verdict::Consistent, Verdict::Strained], Verdict::Strained)]
    #[case(&[Verdict::Strained, Verdict::Undetermined], Verdict::Undetermined)]
    #[case(&[Verdict::Strained, Verdict::Consistent], Verdict::Strained)]
    #[case(&[Verdict::Undetermined, Verdict::Strained], Verdict::Undetermined)]
    #[case(&[Verdict::Consistent, Verdict::Inconsistent], Verdict::Ambiguous)]
    #[case(&[Verdict::Inconsistent, Verdict::Inconsistent], Verdict::Inconsistent)]
    #[case(&[Verdict::Inconsistent, Verdict::Undetermined], Verdict::Ambiguous)]
    fn readings_combine(#[case] readings: &[Verdict], #[case] expected: Verdict) {
        assert_eq!(combine(readings.iter().copied()), expected);
    }
}
