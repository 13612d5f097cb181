//! `addsup functions`: what formulas can call, from the table that the code has.

use std::fmt::Write as _;

use super::{CliError, output};
use crate::formula::{FUNCTIONS, Function};
use crate::report::Status;

/// Prints all functions in a line each, or one in full.
pub(super) fn run(name: Option<&str>) -> Result<Status, CliError> {
    let text = match name {
        None => list(),
        Some(name) => in_full(Function::named(name).ok_or_else(|| unknown(name))?),
    };
    output::print(&text)
}

fn list() -> String {
    let width = FUNCTIONS
        .iter()
        .map(|it| it.signature.chars().count())
        .max();
    let width = width.unwrap_or(0);
    let mut text = String::new();
    for function in FUNCTIONS {
        let _ = writeln!(
            text,
            "{:width$}  {}",
            function.signature, function.definition
        );
    }
    text + "\n`addsup functions NAME` tells what units one takes and when it has no value.\n"
}

fn in_full(function: &Function) -> String {
    format!(
        "{}\n  {}\n  units: {}\n  no value or refused: {}\n",
        function.signature, function.definition, function.units, function.errors
    )
}

fn unknown(name: &str) -> CliError {
    CliError::NoSuchFunction {
        name: name.to_owned(),
        help: match Function::nearest(name) {
            Some(near) => format!("; did you mean `{}`?", near.name),
            None => "; `addsup functions` lists them".to_owned(),
        },
    }
}
