//! `addsup check`: from paths to a report and a status.

use clap::ColorChoice;

use crate::report::{self, Detail, Options, Status};
use crate::{check, load};

use super::CliError;
use super::arguments::Check;
use super::output;

/// Checks, reports, and says how it went.
pub(super) fn run(asked: &Check, colour: ColorChoice) -> Result<Status, CliError> {
    let loaded = load::load(&asked.paths)?;
    let report = loaded.check(&check::Options {
        strict: asked.strict,
        all_conflicts: asked.all_conflicts,
    });
    let detail = match asked.verbose {
        _ if asked.quiet => Detail::Problems,
        0 => Detail::Usual,
        1 => Detail::List,
        _ => Detail::Everything,
    };
    match &asked.output {
        None => {
            let options = output::options(detail, colour);
            output::to_stdout(|out| {
                report::write(&report, &loaded.sources, asked.format, &options, out)
            })?;
        }
        Some(path) => {
            let options = Options {
                detail,
                ..Options::default()
            };
            output::to_file(path, |out| {
                report::write(&report, &loaded.sources, asked.format, &options, out)
            })?;
        }
    }
    for failure in &loaded.failures {
        output::complain(failure);
    }
    Ok(if loaded.failures.is_empty() {
        report.status()
    } else {
        Status::Unreadable
    })
}
