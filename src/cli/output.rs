//! Where output goes: standard output, standard error, files.

use std::collections::HashSet;
use std::fmt::Display;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

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
    let mut out = BufWriter::with_capacity(1 << 16, stdout);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(source) => Err(CliError::Write {
            path: "the report".to_owned(),
            source,
        }),
        Ok(()) => Ok(()),
    }
}

/// Writes to a file, all at once.
pub(super) fn to_file(path: &Path, content: &[u8]) -> Result<(), CliError> {
    fs::write(path, content).map_err(|source| CliError::Write {
        path: path.display().to_string(),
        source,
    })
}

/// Sees to it that no output is written over another, or over what was read.
pub(super) fn keep_apart<'p>(
    outputs: impl ExactSizeIterator<Item = &'p Path>,
    read: impl Iterator<Item = &'p Path>,
) -> Result<(), CliError> {
    if outputs.len() == 0 {
        return Ok(());
    }
    let read: HashSet<PathBuf> = read.map(real).collect();
    let mut seen = HashSet::new();
    for path in outputs {
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
    let style = anstyle::AnsiColor::BrightRed.on_default().bold();
    // Where even that cannot be said, the exit status says it.
    let _ = writeln!(anstream::stderr(), "{style}error{style:#}: {error}");
}
