//! `addsup check`: from paths to a report and a status.

use super::arguments::{Check, Job};
use super::progress::Progress;
use super::{CliError, output};
use crate::report::{self, Detail, Status};
use crate::{check, load};

/// Checks, reports, and says how it went.
pub(super) fn run(asked: &Check) -> Result<Status, CliError> {
    let job = &asked.job;
    let progress = Progress::start();
    let loaded = load::load(&job.paths)?;
    output::keep_apart(&job.outputs, &loaded.sources)?;
    let report = progress.check(&loaded, &options(job));
    drop(progress);
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
    let options = output::options(printed);
    let sources = &loaded.sources;
    output::to_stdout(|out| report::write(&report, sources, asked.format, &options, out))?;
    let written = output::to_files(&job.outputs, &report, sources, listed);
    for failure in &loaded.failures {
        output::complain(failure);
    }
    let status = if written {
        report.status()
    } else {
        Status::Unreadable
    };
    // The program ends here: giving memory back piece by piece would only take time.
    std::mem::forget((report, loaded));
    Ok(status)
}

/// How the check is to be run.
pub(super) fn options(job: &Job) -> check::Options {
    check::Options {
        strict: job.strict,
        all_conflicts: job.all_conflicts,
    }
}
