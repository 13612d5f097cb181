//! `addsup watch`: checks again on each save, and shows what that changes.

use std::io::{self, IsTerminal};

use super::arguments::Watch;
use super::frame::Frame;
use super::progress::Progress;
use super::{CliError, check, output};
use crate::load::Loaded;
use crate::report::{self, Detail, Status, text};
use crate::watch::{History, Server, Watcher};

/// Checks and shows until it is interrupted.
pub(super) fn run(asked: &Watch) -> Result<Status, CliError> {
    let server = asked.serve.map(Server::start).transpose()?;
    let mut watcher = Watcher::new(asked.job.paths.clone())?;
    let stopper = watcher.stopper();
    // Where it cannot be caught, an interrupt ends the program all the same, only with another
    // status.
    let _ = ctrlc::set_handler(move || {
        if stopper.stop() {
            // Asked for again: something takes too long.
            std::process::exit(130);
        }
    });
    let mut history = History::default();
    let mut screen = Screen::new();
    while let Some(loaded) = watcher.next()? {
        let is_first = screen.frames == 0;
        let progress = Progress::start();
        let report = progress.check(loaded, &check::options(&asked.job));
        drop(progress);
        let changes = history.take(&report, &loaded.unread);

        let kept_apart = output::keep_apart(&asked.job.outputs, &loaded.sources);
        let kept_apart = match kept_apart {
            Err(error) if is_first => return Err(error),
            kept_apart => kept_apart,
        };
        let detail = if asked.quiet {
            Detail::Problems
        } else {
            Detail::Usual
        };
        let options = output::options(detail);
        let frame = Frame {
            report: &report,
            loaded,
            options: &options,
        };
        let footer = footer(loaded, server.as_ref());
        let is_read = if is_first {
            screen.show(&frame.first(), "", &footer)?
        } else {
            screen.show(&frame.next(&changes), &changes.to_string(), &footer)?
        };
        if !is_read {
            break;
        }
        if let Some(server) = &server {
            server.publish(report::live_page(&report, &loaded.sources));
        }
        match kept_apart {
            Ok(()) => {
                output::to_files(&asked.job.outputs, &report, &loaded.sources, Detail::Usual);
            }
            Err(error) => output::complain(&error),
        }
    }
    screen.end();
    Ok(Status::Clean)
}

/// What is going on, in a line.
fn footer(loaded: &Loaded, server: Option<&Server>) -> String {
    let files = text::count(loaded.sources.iter().count(), "file");
    let page = server.map(|server| format!(" and shown at {}", server.url()));
    format!(
        "{files} watched{}; Ctrl-C ends it",
        page.unwrap_or_default()
    )
}

/// Standard output: a terminal shows one frame in the place of the other, anything else one below
/// the other.
struct Screen {
    is_terminal: bool,
    /// How many it has shown.
    frames: usize,
}

impl Screen {
    fn new() -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        Screen {
            is_terminal: io::stdout().is_terminal() && !is_dumb,
            frames: 0,
        }
    }

    /// Shows a frame; says whether somebody still looks. Of a frame higher than the screen, whose
    /// beginning cannot be seen, the `headline` is said again at its end.
    fn show(&mut self, frame: &str, headline: &str, footer: &str) -> Result<bool, CliError> {
        let shown = if self.is_terminal {
            let height = terminal_size::terminal_size().map(|(_, height)| usize::from(height.0));
            let is_higher = height.is_some_and(|height| frame.lines().count() + 2 >= height);
            let repeated = if is_higher { headline } else { "" };
            steady(frame, repeated, footer, self.frames == 0)
        } else if self.frames == 0 {
            format!("{frame}{footer}\n")
        } else {
            format!("\n{frame}")
        };
        self.frames += 1;
        output::is_read(|out| out.write_all(shown.as_bytes()))
    }

    /// Lets what the shell prints next begin on a line of its own.
    fn end(&self) {
        if self.is_terminal {
            // Nobody has to see it.
            let _ = output::is_read(|out| out.write_all(b"\n"));
        }
    }
}

/// A frame that takes the place of the one before without a flicker: each line is written over the
/// old one, and the rest of both the line and the screen is cleared after; terminals that can show
/// it all at once do.
fn steady(frame: &str, headline: &str, footer: &str, is_first: bool) -> String {
    const AT_ONCE: &str = "\x1b[?2026h";
    const DONE: &str = "\x1b[?2026l";
    const HOME: &str = "\x1b[H";
    const CLEAR_SCREEN: &str = "\x1b[2J";
    const CLEAR_LINE: &str = "\x1b[K";
    const CLEAR_BELOW: &str = "\x1b[J";
    let mut shown = AT_ONCE.to_owned();
    if is_first {
        shown += CLEAR_SCREEN;
    }
    shown += HOME;
    let headline = Some(headline).filter(|headline| !headline.is_empty());
    for line in frame.lines().chain([""]).chain(headline).chain([footer]) {
        shown += line;
        shown += CLEAR_LINE;
        shown += "\n";
    }
    shown + CLEAR_BELOW + DONE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_clears_what_it_does_not_write_over() {
        let shown = steady("one\n\ntwo\n", "", "end", false);
        assert_eq!(
            shown,
            "\x1b[?2026h\x1b[Hone\x1b[K\n\x1b[K\ntwo\x1b[K\n\x1b[K\nend\x1b[K\n\x1b[J\x1b[?2026l"
        );
        let shown = steady("one\n", "1 claim mended", "end", true);
        assert_eq!(
            shown,
            "\x1b[?2026h\x1b[2J\x1b[Hone\x1b[K\n\x1b[K\n1 claim mended\x1b[K\nend\x1b[K\n\x1b[J\x1b[?2026l"
        );
    }
}
