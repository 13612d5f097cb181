//! Colours: which part of the report is shown in which style.

use std::fmt;

use anstyle::{AnsiColor, Style};

use crate::claim::Verdict;

/// Headings and names.
pub(super) const STRONG: Style = Style::new().bold();
/// What may be passed over.
pub(super) const FAINT: Style = Style::new().dimmed();
/// What fails.
pub(super) const BAD: Style = AnsiColor::BrightRed.on_default().bold();
/// What warns.
pub(super) const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
/// What is as it should be.
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
/// What a formula gives, in pictures as in snippets.
pub(super) const COMPUTED: Style = AnsiColor::BrightBlue.on_default().bold();
/// What nothing can be said of.
pub(super) const OPEN: Style = AnsiColor::Cyan.on_default();

/// Puts texts into their styles, if there are to be any.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    colour: bool,
}

impl Paint {
    pub(super) fn new(colour: bool) -> Self {
        Paint { colour }
    }

    /// The text in a style.
    pub(super) fn paint<T: fmt::Display>(self, style: Style, text: T) -> Painted<T> {
        let style = if self.colour { style } else { Style::new() };
        Painted { style, text }
    }
}

/// A text in a style; a width pads the text, not the escape codes.
pub(super) struct Painted<T> {
    style: Style,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.style)?;
        self.text.fmt(f)?;
        write!(f, "{:#}", self.style)
    }
}

/// The style of a verdict.
pub(super) fn style_of(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Consistent => GOOD,
        Verdict::Strained => DOUBTFUL,
        Verdict::Ambiguous => AnsiColor::Magenta.on_default().bold(),
        Verdict::Inconsistent => BAD,
        Verdict::Undetermined => OPEN,
    }
}
