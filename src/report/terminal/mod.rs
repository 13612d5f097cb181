//! The report for people at a terminal: what was found in each file, then in full what needs
//! attention, then how the run ended, so that what matters most stands last, above the prompt.

mod claim;
mod derivation;
mod fault;
mod overview;
mod paint;
mod picture;
mod snippet;

use std::io;

use annotate_snippets::Renderer;
use annotate_snippets::renderer::DecorStyle;
use paint::Paint;

use super::{Detail, Options};
use crate::check::{ClaimReport, Derivation, DiagnosticReport, FileReport, Report};
use crate::source::Sources;

/// What every part of the report is written with.
struct Screen<'a> {
    sources: &'a Sources,
    options: &'a Options,
    paint: Paint,
    renderer: Renderer,
}

impl<'a> Screen<'a> {
    fn new(sources: &'a Sources, options: &'a Options) -> Self {
        let renderer = if options.colour {
            Renderer::styled().hyperlink(false)
        } else {
            Renderer::plain()
        };
        let decor = if options.unicode {
            DecorStyle::Unicode
        } else {
            DecorStyle::Ascii
        };
        Screen {
            sources,
            options,
            paint: Paint::new(options.colour),
            renderer: renderer.term_width(options.width).decor_style(decor),
        }
    }
}

/// Writes the report.
pub(super) fn write(
    report: &Report,
    sources: &Sources,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if report.files.is_empty() {
        return Ok(());
    }
    let screen = Screen::new(sources, options);
    let detail = options.detail;
    if detail > Detail::Problems {
        overview::write_files(&screen, report, out)?;
    }
    for file in &report.files {
        for fault in &file.diagnostics {
            writeln!(out, "{}\n", fault::render(&screen, file, fault))?;
        }
        for claim in &file.claims {
            if !claim.passes || claim.warns || detail == Detail::Everything {
                writeln!(out, "{}\n", claim::render(&screen, file, claim))?;
            }
        }
    }
    overview::write_conflicts(&screen, report, out)?;
    if detail > Detail::Problems {
        overview::write_implied(&screen, report, out)?;
        overview::write_coverage(&screen, report, out)?;
        overview::write_summary(&screen, report, out)?;
    }
    Ok(())
}

/// How the run ended.
pub(super) fn render_summary(report: &Report, sources: &Sources, options: &Options) -> String {
    let mut text = Vec::new();
    overview::write_summary(&Screen::new(sources, options), report, &mut text)
        .expect("internal error: writing to memory failed");
    String::from_utf8(text).expect("internal error: a summary that is not UTF-8")
}

/// One claim in full.
pub(super) fn render_claim(
    sources: &Sources,
    file: &FileReport,
    claim: &ClaimReport,
    options: &Options,
) -> String {
    claim::render(&Screen::new(sources, options), file, claim)
}

/// One fault of a claim file.
pub(super) fn render_fault(
    sources: &Sources,
    file: &FileReport,
    fault: &DiagnosticReport,
    options: &Options,
) -> String {
    fault::render(&Screen::new(sources, options), file, fault)
}

/// One figure or claim explained.
pub(super) fn write_derivation(
    derivation: &Derivation,
    sources: &Sources,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    derivation::write(&Screen::new(sources, options), derivation, out)
}

#[cfg(test)]
mod tests;
