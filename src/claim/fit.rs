//! Whether what a formula gives can be compared with what its claim states.

use super::model::{Content, Quantity};
use super::raw::{RawClaim, RawReading};
use crate::diagnostic::{Code, Diagnostic};
use crate::formula::{Output, describe};
use crate::number::{Base, Dimension, Figure, Unit};
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
        (Output::Number { dimension, .. }, Some(statement)) => {
            let Content::Stated(_, figure) = &statement.content else {
                return Ok(());
            };
            let stated = figure.unit.dimension();
            if fits(output, Some(figure)) {
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
            fault.help = help(dimension, stated, statement);
            Err(fault)
        }
    }
}

/// Whether what a formula gives can be compared with a stated figure, or with none.
pub(super) fn fits(output: &Output, stated: Option<&Figure>) -> bool {
    match (output, stated) {
        (Output::Truth, None) => true,
        (Output::Truth, Some(_)) | (Output::Number { .. }, None) => false,
        (
            Output::Number {
                dimension,
                absolute,
                years,
                ..
            },
            Some(figure),
        ) => {
            let stated = figure.unit.dimension();
            // Degrees are stated alike of temperatures and of their differences.
            let same = stated == dimension && (!absolute || is_absolute(&figure.unit));
            // "5 degrees" of a difference of temperatures.
            let degrees = !absolute
                && *dimension == Dimension::of(Base::Temperature)
                && figure.unit.name() == "degree";
            // Per cent for percentage points is the article's mistake, and told as that.
            let points =
                is_points(dimension, &figure.unit) || (*stated == points() && dimension.is_none());
            same || degrees || points || (*years && *stated == Dimension::of(Base::Time))
        }
    }
}

/// Whether a result in percentage points is stated in percent, or in what is called points alone.
fn is_points(dimension: &Dimension, stated: &Unit) -> bool {
    *dimension == points()
        && (*stated == Unit::percent() || stated.is_none() || stated.name() == "point")
}

fn points() -> Dimension {
    Dimension::of(Base::Points)
}

/// Whether a unit is a temperature on a scale with its own nought.
pub(super) fn is_absolute(unit: &Unit) -> bool {
    !unit.offset().is_zero()
}

/// What would make the two fit.
fn help(gives: &Dimension, states: &Dimension, statement: &Quantity) -> Option<String> {
    if states.is_none()
        && let [(Base::Money(currency), 1)] = gives.powers()
    {
        let written = match &statement.content {
            Content::Stated(text, _) if text.starts_with(|c: char| c.is_ascii_digit()) => text,
            _ => "200 billion",
        };
        return Some(format!(
            "write the figure with its currency: `{}{written}`",
            currency.sign()
        ));
    }
    if states.is_none() {
        return Some(
            "write the figure with its unit, or let the formula give a share or a ratio".to_owned(),
        );
    }
    if gives.is_none() {
        return Some("a ratio of two figures of one unit is a plain number: state it as percent or times, or multiply it by what it is a part of".to_owned());
    }
    None
}
