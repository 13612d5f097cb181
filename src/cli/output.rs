//! Where output goes: standard output, standard error, files.

use std::collections::HashSet;
use std::fmt::Display;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ColorChoice;

use super::CliError;
use super::arguments::Output;
use crate::check::Report;
use crate::report::{self, Detail, Options, Status};
use crate::source::Sources;

/// The style of what went wrong.
pub(super) const BAD: Style = AnsiColor::BrightRed.on_default().bold();
/// The style of what is well.
pub(super) const GOOD: Style = AnsiColor::Green.on_default().bold();

/// The widest a report is set: longer lines are hard to read.
const WIDEST: usize = 120;
/// The narrowest.
const NARROWEST: usize = 40;

/// Lets colours be used as the arguments say, or else as the environment (`NO_COLOR`, `CLICOLOR`,
/// `CLICOLOR_FORCE`, `TERM`) and the terminal do.
pub(super) fn colour(choice: ColorChoice) {
    match choice {
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
        ColorChoice::Auto => anstream::ColorChoice::Auto,
    }
    .write_global();
}

/// How a report is to look on standard output.
pub(super) fn options(detail: Detail) -> Options {
    let usual = Options::default();
    let width = if io::stdout().is_terminal() {
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        columns.map_or(usual.width, |columns| columns.clamp(NARROWEST, WIDEST))
    } else {
        usual.width
    };
    Options {
        detail,
        colour: AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        unicode: draws_unicode(),
        width,
    }
}

/// Whether characters outside ASCII can be expected to show: not on the Linux console, and not
/// where a terminal says it can do nothing.
fn draws_unicode() -> bool {
    let terminal = std::env::var_os("TERM").unwrap_or_default();
    !io::stdout().is_terminal() || (terminal != "linux" && terminal != "dumb")
}

/// Writes to standard output. That nobody reads it any longer is no error.
pub(super) fn to_stdout(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CliError> {
    is_read(write).map(|_| ())
}

/// Answers line by line on standard output; `answer` gives how many lines could not be answered.
pub(super) fn answers(
    answer: impl FnOnce(&mut dyn Write) -> io::Result<usize>,
) -> Result<Status, CliError> {
    let mut faults = 0;
    to_stdout(|out| {
        faults = answer(out)?;
        Ok(())
    })?;
    Ok(if faults == 0 {
        Status::Clean
    } else {
        Status::Unreadable
    })
}

/// Writes to standard output, and says whether somebody still reads it.
pub(super) fn is_read(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<bool, CliError> {
    // Colours were decided on when the report was rendered; on a Windows console they are
    // translated here.
    let stdout = AutoStream::always(io::stdout().lock());
    let mut out = BufWriter::with_capacity(1 << 16, stdout);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(source) => Err(CliError::Write {
            path: "the report".to_owned(),
            source,
        }),
        Ok(()) => Ok(true),
    }
}

/// Writes a report to files, each in its format; says of each that cannot be written why, and
/// whether all could.
pub(super) fn to_files(
    outputs: &[Output],
    report: &Report,
    sources: &Sources,
    detail: Detail,
) -> bool {
    let options = Options {
        detail,
        ..Options::default()
    };
    let mut complete = true;
    for Output { format, path } in outputs {
        let text = report::render(report, sources, *format, &options);
        if let Err(error) = to_file(path, text.as_bytes()) {
            complain(&error);
            complete = false;
        }
    }
    complete
}

/// Writes to a file, all at once.
fn to_file(path: &Path, content: &[u8]) -> Result<(), CliError> {
    fs::write(path, content).map_err(|source| CliError::Write {
        path: path.display().to_string(),
        source,
    })
}

/// Sees to it that no output is written over another, or over what was read.
pub(super) fn keep_apart(outputs: &[Output], sources: &Sources) -> Result<(), CliError> {
    if outputs.is_empty() {
        return Ok(());
    }
    let read = sources.iter().map(|(_, file)| Path::new(file.path()));
    let read: HashSet<PathBuf> = read.map(real).collect();
    let mut seen = HashSet::new();
    for Output { path, .. } in outputs {
        let shown = || path.display().to_string();
        let real = real(path);
        if read.contains(&real) {
            return Err(CliError::OverSource { path: shown() });
        }
        if !seen.insert(real) {
            return Err(CliError::Twice { path: shown() });
        }
    }
    Ok(())
}

/// What a path leads to, also where nothing is there yet.
fn real(path: &Path) -> PathBuf {
    let resolved = fs::canonicalize(path).ok().or_else(|| {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    });
    resolved.unwrap_or_else(|| path.to_owned())
}

/// Prints a text.
pub(super) fn print(text: &str) -> Result<Status, CliError> {
    to_stdout(|out| out.write_all(text.as_bytes()))?;
    Ok(Status::Clean)
}

/// Says on standard error what went wrong.
pub(super) fn complain(error: &dyn Display) {
    // Where even that cannot be said, the exit status says it.
    let _ = writeln!(anstream::stderr(), "{BAD}error{BAD:#}: {error}");
}
