//! `addsup lint`: what of an article's own figures cannot be true.

use std::fmt::Write as _;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use super::arguments::{Lint, LintFormat};
use super::{CliError, output, scan};
use crate::lint::{self, Options};
use crate::load;
use crate::relation::{self, RULES};
use crate::report::{self, Detail, Status};
use crate::source::{SourceFile, SourceId, Sources};

/// Lints, reports, and says how it went.
pub(super) fn run(asked: &Lint) -> Result<Status, CliError> {
    if asked.rules {
        return output::print(&rules());
    }
    let options = Options {
        article: relation::Options {
            published: asked.published,
            ..relation::Options::default()
        },
        only: asked.only.clone(),
        without: asked.without.clone(),
        all: asked.all,
    };
    let LintFormat::Report(format) = asked.format else {
        return match asked.articles.is_empty() {
            true => lines(&options),
            false => Err(CliError::ArticleAndInput),
        };
    };
    let mut sources = Sources::default();
    let mut ids: Vec<SourceId> = Vec::new();
    let mut unread = false;
    for path in articles(&asked.articles) {
        let file = if path == Path::new("-") {
            standard_input(&asked.stdin_filename)
        } else {
            scan::read(&path)
        };
        match file {
            Ok(file) => ids.push(sources.add(file)),
            Err(error) => {
                output::complain(&error);
                unread = true;
            }
        }
    }
    output::keep_apart(&asked.outputs, &sources)?;
    let report = lint::report(&sources, &ids, &options, asked.strict);
    let shown = output::options(Detail::Usual);
    output::to_stdout(|out| report::write(&report, &sources, format, &shown, out))?;
    let written = output::to_files(&asked.outputs, &report, &sources, Detail::Usual);
    Ok(if unread || !written {
        Status::Unreadable
    } else {
        report.status()
    })
}

/// Answers standard input line by line.
fn lines(options: &Options) -> Result<Status, CliError> {
    let input = BufReader::with_capacity(1 << 16, io::stdin());
    output::answers(|out| lint::answer_lines(input, out, options))
}

/// What is on standard input, as an article of a name.
fn standard_input(name: &str) -> Result<SourceFile, scan::Unreadable> {
    let mut bytes = Vec::new();
    io::stdin()
        .take(SourceFile::MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| scan::Unreadable::NoText {
            path: name.to_owned(),
            reason: error.to_string(),
        })?;
    scan::text_of(SourceFile::new(name, bytes))
}

/// The articles asked for, those of folders in the order of their names; a folder that cannot be read
/// is left for the reading to complain of.
fn articles(paths: &[PathBuf]) -> Vec<PathBuf> {
    let found = paths.iter().flat_map(|path| match path.is_dir() {
        true => load::articles_in(path).unwrap_or_else(|_| vec![path.clone()]),
        false => vec![path.clone()],
    });
    found.collect()
}

/// Every rule with its examples.
fn rules() -> String {
    let mut out = String::new();
    for rule in RULES {
        let _ = writeln!(out, "{}", report::explain_rule(rule));
    }
    out
}
