//! Where output goes: standard output, standard error, files.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anstream::AutoStream;
use clap::ColorChoice;

use crate::report::{Detail, Options, Status};

use super::CliError;

/// The widest a report is set: longer lines are hard to read.
const WIDEST: usize = 120;
/// The narrowest.
const NARROWEST: usize = 40;

/// How a report is to look on standard output.
pub(super) fn options(detail: Detail, colour: ColorChoice) -> Options {
    let colour = match colour {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    let usual = Options::default();
    let width = if io::stdout().is_terminal() {
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        columns.map_or(usual.width, |columns| columns.clamp(NARROWEST, WIDEST))
    } else {
        usual.width
    };
    Options {
        detail,
        colour,
        unicode: draws_unicode(),
        width,
    }
}

/// Whether characters outside ASCII can be expected to show: not on the Linux console, and not where a
/// terminal says it can do nothing.
fn draws_unicode() -> bool {
    let terminal = std::env::var_os("TERM").unwrap_or_default();
    !io::stdout().is_terminal() || (terminal != "linux" && terminal != "dumb")
}

/// Writes to standard output. That nobody reads it any longer is no error.
pub(super) fn to_stdout(
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CliError> {
    // Colours were decided on when the report was rendered; on a Windows console they are translated here.
    let stdout = AutoStream::always(io::stdout().lock());
    finish(BufWriter::with_capacity(1 << 16, stdout), write, || {
        "the report".to_owned()
    })
}

/// Writes to a file.
pub(super) fn to_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CliError> {
    let shown = || path.display().to_string();
    let file = File::create(path).map_err(|source| CliError::Write {
        path: shown(),
        source,
    })?;
    finish(BufWriter::new(file), write, shown)
}

fn finish(
    mut out: impl Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    shown: impl FnOnce() -> String,
) -> Result<(), CliError> {
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(source) => Err(CliError::Write {
            path: shown(),
            source,
        }),
        Ok(()) => Ok(()),
    }
}

/// Prints a text.
pub(super) fn print(text: &str) -> Result<Status, CliError> {
    to_stdout(|out| out.write_all(text.as_bytes()))?;
    Ok(Status::Clean)
}

/// Says on standard error what went wrong.
pub(super) fn complain(error: &dyn Display) {
    let style = anstyle::AnsiColor::BrightRed.on_default().bold();
    // Where even that cannot be said, the exit status says it.
    let _ = writeln!(anstream::stderr(), "{style}error{style:#}: {error}");
}
