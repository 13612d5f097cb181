//! Lint as JSON: what `lint --format json` and `lint --format jsonl` print.
//!
//! Offsets are bytes of the text as it was given. Every relation that was read is there, and not only
//! the wrong ones.

use std::borrow::Cow;
use std::io::{self, BufRead, Write};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Lint, Options, lint_visible};
use crate::diagnostic::Severity;
use crate::prose::{LineError, Markup, Visible};
use crate::relation::{Part, Relation};
use crate::source::SourceFile;

#[derive(Serialize)]
struct PartEntry<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'static str,
    kind: &'static str,
    strength: &'static str,
    verdict: &'static str,
    severity: &'static str,
    stated: Option<PartEntry<'a>>,
    operands: Vec<PartEntry<'a>>,
    formula: Option<&'static str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    readings: &'a [&'static str],
    computed: Option<&'a str>,
    message: &'a str,
    mends: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<&'static str>,
}

fn part<'a>(visible: &Visible<'_>, part: &'a Part, name: &'a str) -> PartEntry<'a> {
    let span = visible.original(part.span.clone());
    PartEntry {
        name,
        start: span.start,
        end: span.end,
        text: &part.text,
    }
}

fn entry<'a>(
    visible: &Visible<'_>,
    relation: &'a Relation,
    severity: Option<Severity>,
) -> Entry<'a> {
    Entry {
        rule: relation.rule.as_str(),
        kind: relation.kind.as_str(),
        strength: relation.strength.as_str(),
        verdict: relation.verdict.as_str(),
        severity: severity.map_or("none", Severity::as_str),
        stated: relation
            .stated
            .as_ref()
            .map(|stated| part(visible, stated, "")),
        operands: relation
            .operands
            .iter()
            .map(|operand| part(visible, operand, operand.name))
            .collect(),
        formula: relation.formulas.first().copied(),
        readings: if relation.formulas.len() > 1 {
            &relation.formulas
        } else {
            &[]
        },
        computed: relation.computed.as_deref(),
        message: &relation.message,
        mends: &relation.mends,
        doubt: relation.doubt,
    }
}

/// What was found in an article, as one JSON object without braces: `"figures":41,"relations":[…]`.
pub fn write_json(out: &mut String, visible: &Visible<'_>, found: &Lint) {
    out.push_str(&format!("\"figures\":{},\"relations\":[", found.figures));
    for (place, (relation, severity)) in found.relations.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        let entry = entry(visible, relation, *severity);
        out.push_str(
            &serde_json::to_string(&entry).expect("internal error: a relation that is no JSON"),
        );
    }
    out.push(']');
}

/// One line of input. Other keys are passed over.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default)]
    markup: Option<Cow<'a, str>>,
}

/// Answers one line of `lint --format jsonl`: `{"id":1,"text":"…","markup":"markdown"}` gives
/// `{"id":1,"figures":…,"relations":[…]}`.
///
/// # Errors
/// What is wrong with the line.
pub fn answer_line(line: &[u8], options: &Options) -> Result<String, LineError> {
    if line.len() > SourceFile::MAX_BYTES {
        return Err(LineError::TooLong);
    }
    let line =
        std::str::from_utf8(line).map_err(|error| LineError::NotUtf8(error.valid_up_to()))?;
    let line: Line<'_> =
        serde_json::from_str(line).map_err(|error| LineError::NotJson(error.to_string()))?;
    let markup = match line.markup.as_deref() {
        None | Some("text") => Markup::Plain,
        Some("markdown") => Markup::Markdown,
        Some("html") => Markup::Html,
        Some("csv") => Markup::Csv,
        Some("tsv") => Markup::Tsv,
        Some(other) => {
            return Err(LineError::NotJson(format!(
                "`markup` is `{other}`, and can be `text`, `markdown`, `html`, `csv` or `tsv`"
            )));
        }
    };
    let visible = Visible::new(&line.text, markup);
    let found = lint_visible(&line.text, &visible, options);
    let mut out = String::from("{\"id\":");
    out.push_str(&line.id.to_string());
    out.push(',');
    write_json(&mut out, &visible, &found);
    out.push('}');
    Ok(out)
}

/// How many lines are answered together, on all cores.
const TOGETHER: usize = 256;

/// Answers lines until the input ends, each with one line, in order. Some hundred lines are held at a
/// time. Gives how many lines could not be read.
///
/// # Errors
/// When reading or writing fails.
pub fn answer_lines(
    mut input: impl BufRead,
    mut output: impl Write,
    options: &Options,
) -> io::Result<usize> {
    let (mut count, mut faults) = (0_usize, 0);
    loop {
        let mut lines: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut bytes = 0;
        while lines.len() < TOGETHER && bytes < 1 << 22 {
            let mut line = Vec::new();
            if input.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            count += 1;
            if line.ends_with(b"\n") {
                line.pop();
            }
            bytes += line.len();
            if !line.trim_ascii().is_empty() {
                lines.push((count, line));
            }
        }
        if lines.is_empty() {
            output.flush()?;
            return Ok(faults);
        }
        let answers: Vec<Result<String, (usize, LineError)>> = lines
            .par_iter()
            .map(|(number, line)| answer_line(line, options).map_err(|error| (*number, error)))
            .collect();
        for answer in answers {
            match answer {
                Ok(answer) => writeln!(output, "{answer}")?,
                Err((number, error)) => {
                    faults += 1;
                    let message = serde_json::Value::from(error.to_string());
                    writeln!(output, "{{\"line\":{number},\"error\":{message}}}")?;
                }
            }
        }
    }
}
