//! The command line: what it takes, and what each command does with it.

mod arguments;
mod check;
mod draft;
mod explain;
mod frame;
mod functions;
mod init;
mod lint;
mod man;
mod output;
mod progress;
mod scan;
mod watch;

use std::process::ExitCode;

pub use arguments::Arguments;
use arguments::{Command, SchemaOf};
use clap::{CommandFactory, Parser};

use crate::load::LoadError;
use crate::report::{self, Status};
use crate::watch::WatchError;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CliError {
    /// What was asked for could not be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A file could not be written.
    #[error("cannot write {path}: {}", crate::load::reason(.source))]
    Write {
        /// As it was asked for.
        path: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Nothing can be watched, or served.
    #[error(transparent)]
    Watch(#[from] WatchError),
    /// A manual page of a command that there is not.
    #[error("there is no command `{name}`; there are {known}")]
    NoCommand {
        /// As it was asked for.
        name: String,
        /// The commands there are.
        known: String,
    },
    /// Two outputs would be written to one file.
    #[error("{path} is asked for twice, and nothing was written")]
    Twice {
        /// As it was asked for.
        path: String,
    },
    /// A report would be written over an article or a claim file.
    #[error("{path} is what is checked, and no report is written over it")]
    OverSource {
        /// As it was asked for.
        path: String,
    },
    /// No function has the name.
    #[error("there is no function `{name}`{help}")]
    NoSuchFunction {
        /// As asked for.
        name: String,
        /// What may be meant.
        help: String,
    },
    /// `explain` finds nothing.
    #[error("no figure or claim is called `{id}`{help}")]
    NoSuchId {
        /// As it was asked for.
        id: String,
        /// What comes near it.
        help: String,
    },
    /// `explain` finds more than one thing.
    #[error(
        "several figures or claims are called `{id}`; ask for one of them by its full name, or name its file:{places}"
    )]
    ManyIds {
        /// As it was asked for.
        id: String,
        /// Each on a line.
        places: String,
    },
    /// Texts line by line come from standard input alone.
    #[error("`--format jsonl` reads texts from standard input, and no article beside them")]
    ArticleAndInput,
    /// `init` and `draft` write only where there is nothing.
    #[error("{path} is there already, and nothing was written")]
    Exists {
        /// What is there.
        path: String,
    },
}

impl Arguments {
    /// The program's arguments. Ends the program where they ask for help or cannot be understood.
    #[must_use]
    pub fn read() -> Self {
        Arguments::parse()
    }

    /// Does what the arguments ask for.
    ///
    /// # Errors
    /// What kept the command from its work. A claim that fails is no error but a [`Status`].
    pub fn run(&self) -> Result<Status, CliError> {
        output::colour(self.colour);
        match &self.command {
            Command::Check(asked) => check::run(asked),
            Command::Watch(asked) => watch::run(asked),
            Command::Explain(asked) => explain::run(asked),
            Command::Lint(asked) => lint::run(asked),
            Command::Scan(asked) => scan::run(asked),
            Command::Draft(asked) => draft::run(asked),
            Command::Functions { name } => functions::run(name.as_deref()),
            Command::Init { folder } => init::run(folder),
            Command::Schema(schema) => {
                let schema = match schema.of() {
                    SchemaOf::Claims => crate::claim::schema(),
                    SchemaOf::Report => report::schema(),
                };
                output::print(&format!("{schema:#}\n"))
            }
            Command::Completions { shell } => {
                let mut script = Vec::new();
                let mut command = Arguments::command();
                clap_complete::generate(*shell, &mut command, "addsup", &mut script);
                output::print(&String::from_utf8_lossy(&script))
            }
            Command::Man { command } => man::run(command.as_deref()),
        }
    }
}

/// Says what went wrong, and gives the status for it.
#[must_use]
pub fn fail(error: &CliError) -> ExitCode {
    output::complain(error);
    ExitCode::from(Status::Unreadable.code())
}
