//! `addsup check`: from paths to a report and a status.

use std::path::Path;

use clap::ColorChoice;

use crate::report::{self, Detail, Options, Status};
use crate::{check, load};

use super::CliError;
use super::arguments::{Check, Output};
use super::output;

/// Checks, reports, and says how it went.
pub(super) fn run(asked: &Check, colour: ColorChoice) -> Result<Status, CliError> {
    let loaded = load::load(&asked.paths)?;
    output::keep_apart(
        asked.outputs.iter().map(|output| output.path.as_path()),
        loaded
            .sources
            .iter()
            .map(|(_, file)| Path::new(file.path())),
    )?;
    let report = loaded.check(&check::Options {
        strict: asked.strict,
        all_conflicts: asked.all_conflicts,
    });
    let listed = match asked.verbose {
        0 => Detail::Usual,
        1 => Detail::List,
        _ => Detail::Everything,
    };
    let printed = if asked.quiet {
        Detail::Problems
    } else {
        listed
    };
    let options = output::options(printed, colour);
    let sources = &loaded.sources;
    output::to_stdout(|out| report::write(&report, sources, asked.format, &options, out))?;

    let options = Options {
        detail: listed,
        ..Options::default()
    };
    let mut complete = loaded.failures.is_empty();
    for Output { format, path } in &asked.outputs {
        let text = report::render(&report, sources, *format, &options);
        if let Err(error) = output::to_file(path, text.as_bytes()) {
            output::complain(&error);
            complete = false;
        }
    }
    for failure in &loaded.failures {
        output::complain(failure);
    }
    Ok(if complete {
        report.status()
    } else {
        Status::Unreadable
    })
}
