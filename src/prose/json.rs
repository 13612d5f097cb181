//! The figures of a text as JSON: what `scan --format json` and `scan --format jsonl` print.
//!
//! Offsets are bytes of the article's file. Numbers are in the figure's own unit, 5 for `5 %`;
//! `low` and `high` are the ends of what the words allow when they are read closely.

use std::borrow::Cow;
use std::io::{self, BufRead, Read, Write};

use serde::{Deserialize, Serialize};

use super::scan::{Found, scan};
use super::visible::{Markup, Visible};
use crate::number::{Direction, Endpoint, Figure, Override, Rational, Settings, Strength};
use crate::source::{SourceFile, Span};

/// One figure.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    value: f64,
    numbers: &'a [f64],
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<&'a str>,
    hedge: &'static str,
    direction: Option<&'static str>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<CellOf>,
}

/// The cell of a table that a figure stands in.
#[derive(Clone, Debug, Serialize)]
pub struct CellOf {
    /// Which of the article's tables, from 1.
    pub table: usize,
    /// What names its row.
    pub row: String,
    /// What names its column.
    pub column: String,
    /// What its header, or the line above the table, says that it is in, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// Says in which cell a place of the visible text stands.
type Cells<'a> = &'a dyn Fn(&Span) -> Option<CellOf>;

/// Digits that can be no number.
#[derive(Debug, Serialize)]
struct NoNumber<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    reason: &'static str,
}

/// The article's figures, as `{"figures":[…]}`, and with `"malformed":[…]` where digits can be no
/// number.
///
/// ```
/// use addsup::number::Settings;
/// use addsup::prose::{Markup, scan_json};
/// let json = scan_json("up 5 %", Markup::Plain, &Settings::default());
/// assert_eq!(
///     json,
///     r#"{"figures":[{"start":3,"end":6,"text":"5 %","value":5.0,"numbers":[5.0],"low":4.5,"high":5.5,"unit":"percent","hedge":"exact","direction":"up","kind":"percent"}]}"#
/// );
/// ```
#[must_use]
pub fn scan_json(article: &str, markup: Markup, settings: &Settings) -> String {
    write_json(article, &Visible::new(article, markup), settings, &|_| None)
}

/// The figures of an article as [`scan_json`] has them, with their cells.
pub(crate) fn write_json(
    article: &str,
    visible: &Visible<'_>,
    settings: &Settings,
    cells: Cells<'_>,
) -> String {
    let mut out = String::from("{");
    write_figures(&mut out, article, visible, settings, cells);
    out.push('}');
    out
}

/// `"figures":[…]`, and `"malformed":[…]` where there are any.
fn write_figures(
    out: &mut String,
    article: &str,
    visible: &Visible<'_>,
    settings: &Settings,
    cells: Cells<'_>,
) {
    out.push_str("\"figures\":[");
    let mut figures = scan(visible.text(), settings);
    for (place, found) in figures.by_ref().enumerate() {
        if place > 0 {
            out.push(',');
        }
        write_figure(out, article, visible, &found, settings, cells(&found.span));
    }
    out.push(']');
    let malformed = figures.take_malformed();
    if malformed.is_empty() {
        return;
    }
    out.push_str(",\"malformed\":[");
    for (place, digits) in malformed.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        let span = visible.original(digits.span);
        push_json(
            out,
            &NoNumber {
                start: span.start,
                end: span.end,
                text: article.get(span.clone()).unwrap_or_default(),
                reason: digits.reason,
            },
        );
    }
    out.push(']');
}

fn write_figure(
    out: &mut String,
    article: &str,
    visible: &Visible<'_>,
    found: &Found<'_>,
    settings: &Settings,
    cell: Option<CellOf>,
) {
    let figure = found.figure(settings);
    let place = visible.original(found.span.clone());
    let [first, second] = figure.numbers.each_ref().map(Rational::to_f64);
    let numbers = if first == second {
        &[first][..]
    } else {
        &[first, second]
    };
    let (low, high) = ends(&figure);
    push_json(
        out,
        &Entry {
            start: place.start,
            end: place.end,
            text: article.get(place.clone()).unwrap_or_default(),
            value: (first + second) / 2.0,
            numbers,
            low,
            high,
            unit: Some(figure.unit.name()).filter(|name| !name.is_empty()),
            hedge: figure.hedge.contract_name(),
            direction: found.direction.map(|direction| match direction {
                Direction::Up => "up",
                Direction::Down => "down",
            }),
            kind: figure.kind.name(),
            cell,
        },
    );
}

/// What the words allow, read closely, in the figure's own unit; no end where they leave it open.
fn ends(figure: &Figure) -> (Option<f64>, Option<f64>) {
    let values = figure
        .values(Strength::Close, &Override::default())
        .interval;
    let end = |endpoint: &Endpoint| {
        endpoint
            .value()
            .map(|value| figure.from_base(value).to_f64())
    };
    (end(values.lower()), end(values.upper()))
}

fn push_json(out: &mut String, value: &impl Serialize) {
    let json = serde_json::to_string(value).expect("internal error: a figure that is no JSON");
    out.push_str(&json);
}

/// One line of input. Other keys are passed over.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// Why a line of input has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// It is longer than [`SourceFile::MAX_BYTES`].
    #[error("the line is longer than {} MiB", SourceFile::MAX_BYTES >> 20)]
    TooLong,
    /// It is not UTF-8.
    #[error("the line is not UTF-8 at byte {0}")]
    NotUtf8(usize),
    /// It is no JSON object with a `text`.
    #[error("the line is no JSON object with a string `text`: {0}")]
    NotJson(String),
}

/// Answers one line of `scan --format jsonl`: `{"id":1,"text":"up 5 %"}` gives
/// `{"id":1,"figures":[…]}`.
///
/// # Errors
/// What is wrong with the line.
pub fn answer_line(line: &[u8], settings: &Settings) -> Result<String, LineError> {
    if line.len() > SourceFile::MAX_BYTES {
        return Err(LineError::TooLong);
    }
    let line =
        std::str::from_utf8(line).map_err(|error| LineError::NotUtf8(error.valid_up_to()))?;
    let line: Line<'_> = serde_json::from_str(line).map_err(|error| {
        // There is one line only, and it has its number already.
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default();
        LineError::NotJson(format!("{what} at byte {}", error.column()))
    })?;
    let mut out = String::from("{\"id\":");
    push_json(&mut out, &line.id);
    out.push(',');
    let visible = Visible::new(&line.text, Markup::Plain);
    write_figures(&mut out, &line.text, &visible, settings, &|_| None);
    out.push('}');
    Ok(out)
}

/// Answers lines until the input ends, each with one line, in order: `{"id":…,"figures":[…]}`, or
/// `{"line":3,"error":"…"}` where a line could not be read. Empty lines are passed over. No more
/// than one line is held, and of one that is too long no more than the limit. Gives how many lines
/// could not be read.
///
/// # Errors
/// When reading or writing fails.
pub fn answer_lines(
    mut input: impl BufRead,
    mut output: impl Write,
    settings: &Settings,
) -> io::Result<usize> {
    let mut line = Vec::new();
    let (mut count, mut faults) = (0_usize, 0);
    loop {
        line.clear();
        // One byte over the limit tells that a line is too long.
        let most = u64::try_from(SourceFile::MAX_BYTES).unwrap_or(u64::MAX) + 2;
        if (&mut input).take(most).read_until(b'\n', &mut line)? == 0 {
            output.flush()?;
            return Ok(faults);
        }
        count += 1;
        if line.ends_with(b"\n") {
            line.pop();
        } else if line.len() > SourceFile::MAX_BYTES {
            skip_line(&mut input)?;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match answer_line(&line, settings) {
            Ok(answer) => writeln!(output, "{answer}")?,
            Err(error) => {
                faults += 1;
                let message = serde_json::Value::from(error.to_string());
                writeln!(output, "{{\"line\":{count},\"error\":{message}}}")?;
            }
        }
        // A line of megabytes is rare; its memory is not kept.
        line.shrink_to(1 << 20);
    }
}

/// Reads on to the end of a line without keeping it.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        match memchr::memchr(b'\n', buffer) {
            Some(end) => {
                input.consume(end + 1);
                return Ok(());
            }
            None => {
                let read = buffer.len();
                input.consume(read);
            }
        }
    }
}
