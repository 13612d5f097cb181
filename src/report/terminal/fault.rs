//! One fault of a claim file.

use annotate_snippets::Level;

use super::Screen;
use super::claim::titled;
use super::snippet::{self, Mark};
use crate::check::{DiagnosticReport, FileReport};
use crate::diagnostic::Severity;
use crate::report::text;

/// The fault, where it stands.
pub(super) fn render(screen: &Screen<'_>, file: &FileReport, fault: &DiagnosticReport) -> String {
    let mut marks = vec![Mark::primary(fault.span.clone(), fault.label.clone())];
    marks.extend(
        fault
            .related
            .iter()
            .map(|(span, label)| Mark::context(span.clone(), label.clone())),
    );
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = level
        .primary_title(text::line(&fault.message).into_owned())
        .id(fault.code.as_str())
        .elements(snippet::elements(screen.sources.get(file.source), marks));
    if let Some(help) = &fault.help {
        group = group.element(titled(screen, Level::HELP, "help", &text::line(help)));
    }
    screen.renderer.render(&[group])
}
