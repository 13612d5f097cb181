//! `addsup scan`: the figures of articles, for people as a table and for programs as JSON.

use std::fmt::Write as _;
use std::io::{self, BufReader};
use std::path::Path;

use super::arguments::{Scan, ScanFormat};
use super::{CliError, output};
use crate::load::{self, LoadError};
use crate::number::{Direction, Kind, Override, Settings, Strength, show_interval};
use crate::prose::{self, Found, Markup, Visible};
use crate::report::{Status, text};
use crate::source::{Malformed, SourceFile, Span};

/// The widest a figure's own words are shown.
const WIDEST_FIGURE: usize = 44;

/// Finds and prints; the status says whether every article could be read.
pub(super) fn run(asked: &Scan) -> Result<Status, CliError> {
    let settings = Settings::default();
    if asked.format == ScanFormat::Jsonl {
        return match asked.articles.is_empty() {
            true => lines(&settings),
            false => Err(CliError::ArticleAndInput),
        };
    }
    let mut status = Status::Clean;
    for path in &asked.articles {
        match read(path) {
            Ok(file) => {
                let markup = Markup::of_path(file.path());
                output::print(&match asked.format {
                    ScanFormat::Terminal => table(&file, markup, &settings),
                    _ => crate::table::scan_json(file.text(), markup, &settings) + "\n",
                })?;
            }
            Err(error) => {
                output::complain(&error);
                status = Status::Unreadable;
            }
        }
    }
    Ok(status)
}

/// Answers standard input line by line.
fn lines(settings: &Settings) -> Result<Status, CliError> {
    let input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    output::answers(|out| prose::answer_lines(input, out, settings))
}

/// Why an article could not be scanned.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error("cannot read {path}: {reason}")]
    NoText { path: String, reason: String },
}

/// An article's file, if it is a text.
pub(super) fn read(path: &Path) -> Result<SourceFile, Unreadable> {
    text_of(load::read_file(path)?)
}

/// A file, if it is a text.
pub(super) fn text_of(file: SourceFile) -> Result<SourceFile, Unreadable> {
    let reason = match file.malformed() {
        None => return Ok(file),
        Some(Malformed::TooLarge(bytes)) => format!(
            "it has {bytes} bytes, and no article more than {}",
            SourceFile::MAX_BYTES
        ),
        Some(Malformed::NotUtf8(at)) => format!("it is no UTF-8 text at byte {at}"),
        Some(Malformed::Nul(at)) => format!("there is a NUL at byte {at}, so it is no text"),
    };
    Err(Unreadable::NoText {
        path: file.path().to_owned(),
        reason,
    })
}

/// A line for each figure: where it stands, its words, what it is, and what it says.
fn table(file: &SourceFile, markup: Markup, settings: &Settings) -> String {
    let visible = Visible::new(file.text(), markup);
    let row = |span: Span, kind: String, meaning: String| {
        let position = file.position(visible.original(span.clone()).start);
        let written = text::line(&visible.text()[span]);
        [
            format!("{}:{}", position.line, position.column),
            text::clip(&written, WIDEST_FIGURE, true).into_owned(),
            kind,
            meaning,
        ]
    };
    let mut figures = prose::scan(visible.text(), settings);
    let mut rows: Vec<(usize, [String; 4])> = Vec::new();
    for found in figures.by_ref() {
        let (kind, meaning) = (kind(&found), meaning(&found, settings));
        rows.push((found.span.start, row(found.span, kind, meaning)));
    }
    for digits in figures.take_malformed() {
        let (start, kind) = (digits.span.start, "no number".to_owned());
        rows.push((start, row(digits.span, kind, digits.reason.to_owned())));
    }
    rows.sort_by_key(|(start, _)| *start);
    let rows: Vec<[String; 4]> = rows.into_iter().map(|(_, row)| row).collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let (places, words, kinds) = (width(0), width(1), width(2));
    let mut out = format!(
        "{}: {}\n",
        text::line(file.path()),
        text::count(rows.len(), "figure")
    );
    for [place, written, kind, meaning] in &rows {
        let line = format!("  {place:places$}  {written:words$}  {kind:kinds$}  {meaning}");
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

fn kind(found: &Found<'_>) -> String {
    let arrow = match found.direction {
        Some(Direction::Up) => " ↑",
        Some(Direction::Down) => " ↓",
        None => "",
    };
    format!("{}{arrow}", found.kind().name())
}

/// The values a figure allows, read closely.
fn meaning(found: &Found<'_>, settings: &Settings) -> String {
    if found.kind() == Kind::Date {
        return String::new();
    }
    let figure = found.figure(settings);
    let values = figure.values(Strength::Close, &Override::default());
    show_interval(&values.interval, &figure.unit)
}
