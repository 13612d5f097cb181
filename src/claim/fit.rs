//! Whether what a formula gives can be compared with what its claim states.

use super::model::{Content, Quantity};
use super::raw::{RawClaim, RawReading};
use crate::diagnostic::{Code, Diagnostic};
use crate::formula::Output;
use crate::number::{Base, Dimension, Unit};
use crate::source::SourceId;

/// Checks a formula's output against the stated figure, or against there being none.
pub(super) fn check(
    output: &Output,
    statement: Option<&Quantity>,
    claim: &RawClaim,
    reading: &RawReading,
    source: SourceId,
) -> Result<(), Diagnostic> {
    match (output, statement) {
        (Output::Truth, None) => Ok(()),
        (Output::Truth, Some(statement)) => {
            let message = format!(
                "`{}` states a figure, and its formula is a comparison",
                claim.id
            );
            let mut fault = Diagnostic::new(
                Code::StatedComparison,
                source,
                reading.span.clone(),
                message,
            );
            fault
                .related(statement.span.clone(), "the stated figure")
                .help("leave `stated` out, or let the formula give the figure");
            Err(fault)
        }
        (Output::Number { .. }, None) => {
            let message = format!(
                "`{}` states no figure, and its formula is no comparison",
                claim.id
            );
            let mut fault =
                Diagnostic::new(Code::NothingStated, source, reading.span.clone(), message);
            fault.help("add `stated:`, or compare the formula with something: `a < b`");
            Err(fault)
        }
        (
            Output::Number {
                dimension,
                absolute,
                years,
                ..
            },
            Some(statement),
        ) => {
            let Content::Stated(_, figure) = &statement.content else {
                return Ok(());
            };
            let stated = figure.unit.dimension();
            // Degrees are stated alike of temperatures and of their differences.
            let same = stated == dimension && (!absolute || is_absolute(&figure.unit));
            if same || (*years && *stated == Dimension::of(Base::Time)) {
                return Ok(());
            }
            let gives = describe(dimension);
            let states = describe(stated);
            let message = format!(
                "the formula gives {gives}, and `{}` states {states}",
                claim.id
            );
            let mut fault =
                Diagnostic::new(Code::UnitMismatch, source, statement.span.clone(), message);
            fault
                .label(states)
                .related(reading.span.clone(), format!("gives {gives}"));
            fault.help = help(dimension, stated);
            Err(fault)
        }
    }
}

/// Whether a unit is a temperature on a scale with its own nought.
pub(super) fn is_absolute(unit: &Unit) -> bool {
    !unit.offset().is_zero()
}

/// What would make the two fit.
fn help(gives: &Dimension, states: &Dimension) -> Option<String> {
    let points = Dimension::of(Base::Points);
    if *states == points && gives.is_none() {
        return Some(
            "`points(from, to)` gives percentage points; a growth or a share is in percent"
                .to_owned(),
        );
    }
    if states.is_none() && *gives == points {
        return Some(
            "write the figure in percentage points; `growth(from, to)` gives percent".to_owned(),
        );
    }
    if states.is_none()
        && let [(Base::Money(currency), 1)] = gives.powers()
    {
        return Some(format!(
            "write the figure with its currency: `{} 200 billion`",
            currency.code()
        ));
    }
    if gives.is_none() && !states.is_none() {
        return Some("a ratio of two figures of one unit has none: write it as percent or times, or multiply by what it is a part of".to_owned());
    }
    None
}

/// A dimension in words.
fn describe(dimension: &Dimension) -> String {
    let name = |base: &Base| match base {
        Base::Length => "a length".to_owned(),
        Base::Mass => "a mass".to_owned(),
        Base::Time => "a time".to_owned(),
        Base::Temperature => "a temperature".to_owned(),
        Base::Current => "an electric current".to_owned(),
        Base::Data => "an amount of data".to_owned(),
        Base::Angle => "an angle".to_owned(),
        Base::Money(currency) => currency.code().to_owned(),
        Base::Points => "percentage points".to_owned(),
        Base::Date => "a date".to_owned(),
        Base::Weekday => "a day of the week".to_owned(),
    };
    match dimension.powers() {
        [] => "a plain number".to_owned(),
        [(base, 1)] => name(base),
        powers => {
            let part = |(base, power): &(Base, i8)| {
                let name = name(base);
                let name = name.trim_start_matches("an ").trim_start_matches("a ");
                if *power == 1 {
                    name.to_owned()
                } else {
                    format!("{name}^{power}")
                }
            };
            powers.iter().map(part).collect::<Vec<_>>().join(" × ")
        }
    }
}
