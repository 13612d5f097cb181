//! The arguments, as clap reads them and the help shows them.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::diagnostic::{Code, nearest};
use crate::relation::RULES;
use crate::report::Format;

/// Checks that the figures of an article add up
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,

    /// When to colour
    #[arg(long = "color", value_name = "WHEN", default_value_t = ColorChoice::Auto, global = true)]
    #[arg(hide_possible_values = false)]
    pub(super) colour: ColorChoice,
}

const AFTER_HELP: &str = "\
Exit status: 0 every claim passes, 1 a claim fails or some cannot all be true, 2 something could not be read.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check claims against the figures they rest on
    Check(Check),
    /// Check again whenever a claim file or an article is saved, and show what that changes
    Watch(Watch),
    /// Say what of an article's own figures cannot be true, without any claims
    Lint(Lint),
    /// Find every figure of an article
    Scan(Scan),
    /// Draft a claim file for an article
    Draft(Draft),
    /// Explain one figure or claim: what it rests on, what rests on it, how far it can move; or a
    /// code
    Explain(Explain),
    /// List the functions of formulas, or tell one in full
    Functions {
        /// The function
        name: Option<String>,
    },
    /// Write a small example to start from
    Init {
        /// The folder to write it into
        #[arg(default_value = "claims", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Print the JSON Schema of claim files, for editors to complete and check them by
    Schema(Schema),
    /// Print a script that completes addsup's arguments in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of addsup, or of one of its commands
    Man {
        /// The command
        command: Option<String>,
    },
}

/// What is checked, how, and into which files the report goes.
#[derive(Debug, Args)]
pub(super) struct Job {
    /// Claim files, and folders of them
    #[arg(value_name = "PATH", default_value = "claims", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,

    /// Write the report to a file too, in the format that its name ends in or that stands before
    /// it: `report.sarif`, `junit:report.out`. Can be given several times
    #[arg(long = "output", short, value_name = "[FORMAT:]FILE", value_hint = ValueHint::FilePath)]
    #[arg(value_parser = OsStringValueParser::new().try_map(Output::parse))]
    pub(super) outputs: Vec<Output>,

    /// Let what would warn fail: strained and undetermined claims that nobody has accepted
    #[arg(long)]
    pub(super) strict: bool,

    /// List every smallest conflict, up to a bound, rather than some that share no claim
    #[arg(long)]
    pub(super) all_conflicts: bool,
}

/// The arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) job: Job,

    /// What to print the report as
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: Format,

    /// Print only what fails or warns
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// List every claim; given twice, show every claim in full
    #[arg(long, short, action = clap::ArgAction::Count)]
    pub(super) verbose: u8,
}

/// The arguments of `watch`.
#[derive(Debug, Args)]
#[command(after_help = "Ctrl-C ends it, with exit status 0.")]
pub(super) struct Watch {
    #[command(flatten)]
    pub(super) job: Job,

    /// Show the report in the browser too, to this machine alone, at port 7117 or the one given (0
    /// for any); the page follows the changes
    #[arg(long, value_name = "PORT", num_args = 0..=1, default_missing_value = "7117")]
    #[arg(value_parser = port)]
    pub(super) serve: Option<u16>,

    /// Print only what fails or warns
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// A port; clap's own message would not help where a path stands behind `--serve`.
fn port(text: &str) -> Result<u16, String> {
    let no_port = |_| "it is no port (0 to 65535); paths stand before `--serve`".to_owned();
    text.parse().map_err(no_port)
}

/// The arguments of `scan`.
#[derive(Debug, Args)]
pub(super) struct Scan {
    /// Articles: Markdown (.md), HTML (.html, .htm) or plain text
    #[arg(value_name = "ARTICLE", value_hint = ValueHint::FilePath)]
    #[arg(required_unless_present = "format", required_if_eq_any = [("format", "terminal"), ("format", "json")])]
    pub(super) articles: Vec<PathBuf>,

    /// What to print: a table, JSON, or, of texts on standard input, a line of JSON for each
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: ScanFormat,
}

/// The arguments of `lint`.
#[derive(Debug, Args)]
pub(super) struct Lint {
    /// Articles, and folders of them: Markdown (.md), HTML (.html, .htm) or plain text (.txt); `-`
    /// is standard input
    #[arg(value_name = "ARTICLE", value_hint = ValueHint::AnyPath)]
    #[arg(required_unless_present_any = ["format", "rules"])]
    pub(super) articles: Vec<PathBuf>,

    /// What to print: a report in one of its formats, or, of texts on standard input, a line of JSON
    /// for each
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: LintFormat,

    /// Write the report to a file too, as `check` does. Can be given several times
    #[arg(long = "output", short, value_name = "[FORMAT:]FILE", value_hint = ValueHint::FilePath)]
    #[arg(value_parser = OsStringValueParser::new().try_map(Output::parse))]
    pub(super) outputs: Vec<Output>,

    /// Let warnings fail
    #[arg(long)]
    pub(super) strict: bool,

    /// Tell notes too: what looks wrong and is in doubt, and what holds only by rounding
    #[arg(long)]
    pub(super) all: bool,

    /// Follow only this rule. Can be given several times
    #[arg(long = "rule", value_name = "RULE", value_parser = rule)]
    pub(super) only: Vec<Code>,

    /// Do not follow this rule. Can be given several times
    #[arg(long = "no-rule", value_name = "RULE", value_parser = rule)]
    pub(super) without: Vec<Code>,

    /// List the rules with their examples
    #[arg(long)]
    pub(super) rules: bool,

    /// When the articles were published, as in 2023-06-14
    #[arg(long, value_name = "DATE")]
    pub(super) published: Option<NaiveDate>,

    /// The name that standard input goes by; its ending says how it is written
    #[arg(long, value_name = "NAME", default_value = "stdin.txt")]
    pub(super) stdin_filename: String,
}

/// A rule of lint by its name.
fn rule(name: &str) -> Result<Code, String> {
    let names = || RULES.iter().map(|rule| rule.code.as_str());
    let found = RULES.iter().find(|rule| rule.code.as_str() == name);
    found
        .map(|rule| rule.code)
        .ok_or_else(|| match nearest(name, names()) {
            Some(near) => format!("there is no such rule; did you mean `{near}`?"),
            None => format!(
                "there is no such rule; there are {}",
                names().collect::<Vec<_>>().join(", ")
            ),
        })
}

/// What `lint` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LintFormat {
    /// A line of JSON for each line of standard input.
    Jsonl,
    /// A report.
    Report(Format),
}

impl std::str::FromStr for LintFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if name == "jsonl" {
            return Ok(LintFormat::Jsonl);
        }
        <Format as ValueEnum>::from_str(name, false)
            .map(LintFormat::Report)
            .map_err(|_| {
                let known = Format::value_variants().iter().filter_map(|format| {
                    format
                        .to_possible_value()
                        .map(|value| value.get_name().to_owned())
                });
                format!("there are {}, jsonl", known.collect::<Vec<_>>().join(", "))
            })
    }
}

/// The arguments of `draft`.
#[derive(Debug, Args)]
pub(super) struct Draft {
    /// The article: Markdown (.md), HTML (.html, .htm) or plain text
    #[arg(value_name = "ARTICLE", value_hint = ValueHint::FilePath)]
    pub(super) article: PathBuf,

    /// When it was published, as in 2023-06-14: what "last year" counts from
    #[arg(long, value_name = "DATE")]
    pub(super) published: Option<NaiveDate>,

    /// Write the draft to a file that is not there yet, rather than to standard output
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
}

/// What `scan` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ScanFormat {
    /// A table
    Terminal,
    /// One JSON object for each article
    Json,
    /// Standard input has one JSON object with an `id` and a `text` on each line, and each is
    /// answered with one
    Jsonl,
}

/// A file that a report is to be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) path: PathBuf,
}

/// Why an output names no format.
#[derive(Debug, thiserror::Error)]
pub(super) enum OutputError {
    #[error("no file is named")]
    NoFile,
    #[error("a dash names no file; what is printed, `--format` says")]
    Dash,
    #[error(
        "which format it is to have cannot be told from its name, which ends in none of {}; \
         put the format before it, as in `sarif:{file}`",
        known_endings()
    )]
    NoFormat { file: String },
}

impl Output {
    fn parse(text: OsString) -> Result<Self, OutputError> {
        let shown = text.to_string_lossy();
        // A path that is no Unicode can be given where its format is told by its ending.
        let named = text.to_str().and_then(|text| {
            let (name, file) = text.split_once(':')?;
            let format = Format::ALL.iter().find(|format| format.as_str() == name)?;
            Some((*format, OsString::from(file)))
        });
        let (format, file) = match named {
            Some((format, file)) => (Some(format), file),
            None => (Format::of_file_name(&shown), text.clone()),
        };
        if file.is_empty() {
            return Err(OutputError::NoFile);
        }
        if file == "-" {
            return Err(OutputError::Dash);
        }
        let format = format.ok_or_else(|| OutputError::NoFormat {
            file: shown.into_owned(),
        })?;
        Ok(Output {
            format,
            path: file.into(),
        })
    }
}

/// The endings of file names that tell a format: `.txt (terminal), .json, …`.
fn known_endings() -> String {
    let usual = Format::ALL.iter().filter_map(|format| {
        let ending = format.extensions().first()?;
        Some(if *ending == format.as_str() {
            format!(".{ending}")
        } else {
            format!(".{ending} ({})", format.as_str())
        })
    });
    usual.collect::<Vec<_>>().join(", ")
}

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The id of a figure or claim, with its file's name before it where it is needed:
    /// `trade.share`; or the code of a diagnostic, a verdict or a note: `unsourced`
    #[arg(value_name = "ID")]
    pub(super) id: String,

    /// Claim files, and folders of them
    #[arg(value_name = "PATH", default_value = "claims", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,

    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: ExplainFormat,
}

/// What `explain` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    /// Text for people
    Terminal,
    /// One JSON object
    Json,
}

/// The arguments of `schema`.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Of claim files (the default)
    #[arg(long, conflicts_with = "report")]
    claims: bool,

    /// Of the JSON report instead
    #[arg(long)]
    report: bool,
}

/// What a schema is wanted of.
pub(super) enum SchemaOf {
    Claims,
    Report,
}

impl Schema {
    pub(super) fn of(&self) -> SchemaOf {
        if self.report {
            SchemaOf::Report
        } else {
            SchemaOf::Claims
        }
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Format::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn an_output_has_the_format_that_stands_before_it_or_that_its_name_ends_in() {
        let parsed = |text: &str| Output::parse(text.into());
        let output = |format, path: &str| Output {
            format,
            path: path.into(),
        };
        for (text, expected) in [
            ("report.json", output(Format::Json, "report.json")),
            (
                "a.b/REPORT.SARIF",
                output(Format::Sarif, "a.b/REPORT.SARIF"),
            ),
            (
                "report.sarif.json",
                output(Format::Sarif, "report.sarif.json"),
            ),
            ("junit:report.json", output(Format::Junit, "report.json")),
            ("sarif:a:b", output(Format::Sarif, "a:b")),
            (
                "C:\\reports\\a.xml",
                output(Format::Junit, "C:\\reports\\a.xml"),
            ),
        ] {
            assert_eq!(parsed(text).ok(), Some(expected), "{text}");
        }
        assert!(matches!(parsed(""), Err(OutputError::NoFile)));
        assert!(matches!(parsed("json:"), Err(OutputError::NoFile)));
        assert!(matches!(parsed("json:-"), Err(OutputError::Dash)));
        for text in [
            "report",
            "report.docx",
            "json",
            "xml",
            ".json.",
            "sarf:report",
        ] {
            assert!(
                matches!(parsed(text), Err(OutputError::NoFormat { .. })),
                "{text}"
            );
        }
    }

    #[test]
    fn the_arguments_make_sense() {
        Arguments::command().debug_assert();
    }
}
