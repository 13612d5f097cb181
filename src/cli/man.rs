//! `addsup man`: the manual pages, from the same definitions as the arguments and their help.

use std::io;

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::arguments::Arguments;
use super::{CliError, output};
use crate::report::Status;

/// What is behind the options on every page.
const EXIT_STATUS: &[(&str, &str)] = &[
    ("0", "Every claim passes."),
    ("1", "A claim fails, or some cannot all be true."),
    ("2", "Something could not be read."),
];

/// Prints the page of addsup, or of one of its commands.
pub(super) fn run(name: Option<&str>) -> Result<Status, CliError> {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    if let Some(name) = name {
        let known = command.find_subcommand(name);
        command = known.cloned().ok_or_else(|| {
            let names = command.get_subcommands().map(|it| it.get_name());
            CliError::NoCommand {
                name: name.to_owned(),
                known: names.collect::<Vec<_>>().join(", "),
            }
        })?;
    }
    let mut page = Vec::new();
    write(command, &mut page).expect("internal error: writing to memory failed");
    output::print(&String::from_utf8_lossy(&page))
}

fn write(command: clap::Command, page: &mut dyn io::Write) -> io::Result<()> {
    let is_whole = command.has_subcommands();
    let ends_with_status = is_whole || command.get_name() == "check";
    let man = Man::new(command)
        .source(concat!("addsup ", env!("CARGO_PKG_VERSION")))
        .manual("addsup manual");
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    if is_whole {
        man.render_subcommands_section(page)?;
    }
    if ends_with_status {
        let mut status = Roff::new();
        status.control("SH", ["EXIT STATUS"]);
        for (code, meaning) in EXIT_STATUS {
            status.control("TP", []);
            status.text([roman(*code)]);
            status.text([roman(*meaning)]);
        }
        status.to_writer(page)?;
    }
    Ok(())
}
