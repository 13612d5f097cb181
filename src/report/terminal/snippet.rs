//! Pieces of source text with carets: windows of whole lines, so that the cost is that of what is
//! shown.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Origin, Snippet};

use crate::report::place::Place;
use crate::report::text;
use crate::source::{SourceFile, Span};

/// Lines further apart than this are shown in two windows.
const FAR: usize = 30;
/// The longest text annotated. A longer line is not shown, only its place.
const LONGEST: usize = 64 << 10;

/// A place to point at.
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) kind: AnnotationKind,
    /// Words for under the caret; may be empty.
    pub(super) label: String,
}

impl Mark {
    /// What the report is about.
    pub(super) fn primary(span: Span, label: impl Into<String>) -> Self {
        Mark {
            span,
            kind: AnnotationKind::Primary,
            label: label.into(),
        }
    }

    /// What bears on it.
    pub(super) fn context(span: Span, label: impl Into<String>) -> Self {
        Mark {
            span,
            kind: AnnotationKind::Context,
            label: label.into(),
        }
    }

    /// What is shown, but not pointed at.
    pub(super) fn visible(span: Span) -> Self {
        Mark {
            span,
            kind: AnnotationKind::Visible,
            label: String::new(),
        }
    }
}

/// A mark within the lines it touches.
struct Placed {
    mark: Mark,
    /// From 1, both ends belong to it.
    lines: (usize, usize),
}

/// The parts of a file that the marks touch, the primary one's first.
pub(super) fn elements(file: &SourceFile, marks: Vec<Mark>) -> Vec<Element<'static>> {
    let mut placed: Vec<Placed> = marks.into_iter().map(|mark| place(file, mark)).collect();
    placed.sort_by_key(|placed| placed.lines.0);
    let mut windows: Vec<Vec<Placed>> = Vec::new();
    for next in placed {
        match windows.last_mut() {
            Some(window) if next.lines.0 <= last_line(window) + FAR => window.push(next),
            _ => windows.push(vec![next]),
        }
    }
    windows.sort_by_key(|window| !window.iter().any(Placed::is_primary));
    windows
        .into_iter()
        .map(|window| show(file, window))
        .collect()
}

impl Placed {
    fn is_primary(&self) -> bool {
        matches!(self.mark.kind, AnnotationKind::Primary)
    }
}

fn last_line(window: &[Placed]) -> usize {
    window
        .iter()
        .map(|placed| placed.lines.1)
        .max()
        .unwrap_or(0)
}

/// Moves a mark onto characters of the file and off the white space at its end.
fn place(file: &SourceFile, mut mark: Mark) -> Placed {
    let place = Place::new(file, &mark.span);
    mark.span = place.span;
    Placed {
        mark,
        lines: (place.start.line, place.end.line),
    }
}

fn show(file: &SourceFile, window: Vec<Placed>) -> Element<'static> {
    let path = text::line(file.path()).into_owned();
    let first = window.first().map_or(1, |placed| placed.lines.0);
    let start = file.line(first).map_or(0, |line| line.start);
    let end = file.line(last_line(&window)).map_or(start, |line| line.end);
    if end - start > LONGEST {
        let main = window
            .iter()
            .find(|placed| placed.is_primary())
            .or(window.first());
        let at = file.position(main.map_or(start, |placed| placed.mark.span.start));
        return Origin::path(path)
            .line(at.line)
            .char_column(at.column)
            .into();
    }
    let spans = window.iter().map(|placed| placed.mark.span.clone());
    let (shown, spans) = make_visible(file.text(), start..end, spans);
    let annotations = window.into_iter().zip(spans).map(|(placed, span)| {
        let Mark { kind, label, .. } = placed.mark;
        let label = (!label.is_empty()).then(|| text::line(&label).into_owned());
        kind.span(span).label(label)
    });
    Snippet::<Annotation<'static>>::source(shown)
        .path(path)
        .line_start(first)
        .annotations(annotations)
        .into()
}

/// A stretch of text in which nothing acts on the terminal, and spans of the whole text as spans of
/// it. Columns stay as they are: each character has one in its place.
fn make_visible(
    all: &str,
    stretch: Range<usize>,
    spans: impl Iterator<Item = Span>,
) -> (String, Vec<Span>) {
    let window = &all[stretch.clone()];
    let mut shown = String::with_capacity(window.len());
    // Where bytes of the window moved to: (from this byte on, by how much).
    let mut shifts: Vec<(usize, isize)> = Vec::new();
    for (at, character) in window.char_indices() {
        let is_line_end = character == '\r' && window[at + 1..].starts_with('\n');
        match text::visible(character) {
            _ if is_line_end => {}
            Some(stand_in) if character != '\n' && character != '\t' => shown.push(stand_in),
            _ => shown.push(character),
        }
        let next = at + character.len_utf8();
        let shift = shown.len().cast_signed() - next.cast_signed();
        if shift != shifts.last().map_or(0, |&(_, shift)| shift) {
            shifts.push((next, shift));
        }
    }
    let moved = |byte: usize| {
        let at = byte.clamp(stretch.start, stretch.end) - stretch.start;
        let index = shifts.partition_point(|&(from, _)| from <= at);
        let shift = index.checked_sub(1).map_or(0, |index| shifts[index].1);
        at.saturating_add_signed(shift).min(shown.len())
    };
    let spans = spans
        .map(|span| moved(span.start)..moved(span.end))
        .collect();
    (shown, spans)
}

#[cfg(test)]
mod tests {
    use annotate_snippets::{Level, Renderer};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_follow_what_is_made_visible() {
        let all = "x: 1\r\ny: \u{1b}[1m\u{202e}two\r\n";
        let two = all.find("two").expect("it is there");
        let (shown, spans) = make_visible(all, 0..all.len(), [two..two + 3, 0..1].into_iter());
        assert_eq!(shown, "x: 1\ny: ␛[1m\u{fffd}two\n");
        assert_eq!(&shown[spans[0].clone()], "two");
        assert_eq!(&shown[spans[1].clone()], "x");
    }

    #[test]
    fn a_line_too_long_to_show_keeps_its_place() {
        let text = format!("a: 1\nb: {}", "9".repeat(LONGEST));
        let file = SourceFile::new("long.yaml", text.into_bytes());
        let elements = elements(&file, vec![Mark::primary(8..20, "here")]);
        let group = Level::ERROR.primary_title("too long").elements(elements);
        let shown = Renderer::plain().render(&[group]);
        assert!(
            shown.contains("long.yaml:2:4") && shown.len() < 200,
            "{shown}"
        );
    }

    proptest! {
        #[test]
        fn any_span_of_any_text_can_be_shown(
            text in "[a-z \t\r\n\u{1b}\u{202e}é日👩‍🚀\u{301}]{0,60}",
            spans in prop::collection::vec((0_usize..90, 0_usize..90, 0_usize..3), 1..5),
        ) {
            let file = SourceFile::new("f.yaml", text.into_bytes());
            let marks = spans.into_iter().map(|(start, length, kind)| match kind {
                0 => Mark::primary(start..start + length, "p"),
                1 => Mark::context(start..start + length, ""),
                _ => Mark::visible(start..start + length),
            });
            let group = Level::ERROR.primary_title("t").elements(elements(&file, marks.collect()));
            let shown = Renderer::plain().render(&[group]);
            prop_assert!(shown.chars().all(|c| c == '\n' || text::visible(c).is_none()));
        }
    }
}
