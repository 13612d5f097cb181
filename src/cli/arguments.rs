//! The arguments, as clap reads them and the help shows them.

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

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
    /// Find every figure of an article
    Scan(Scan),
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
}

/// The arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Check {
    /// Claim files, and folders of them
    #[arg(value_name = "PATH", default_value = "claims", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,

    /// What to write the report as
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub(super) format: Format,

    /// Write the report to a file instead of the terminal
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,

    /// Let what would warn fail: strained and undetermined claims that nobody has accepted
    #[arg(long)]
    pub(super) strict: bool,

    /// List every smallest conflict, up to a bound, rather than some that share no claim
    #[arg(long)]
    pub(super) all_conflicts: bool,

    /// Show only what fails or warns
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// List every claim; given twice, show every claim in full
    #[arg(long, short, action = clap::ArgAction::Count)]
    pub(super) verbose: u8,
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

/// What `scan` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ScanFormat {
    /// A table
    Terminal,
    /// One JSON object for each article
    Json,
    /// Standard input has one JSON object with an `id` and a `text` on each line, and each is answered with one
    Jsonl,
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
    fn the_arguments_make_sense() {
        Arguments::command().debug_assert();
    }
}
