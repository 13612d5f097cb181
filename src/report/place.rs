//! Where things stand: a stretch of a file as people and programs count it, and what of a claim or
//! a fault is pointed at.

use std::fmt;

use super::wording;
use crate::check::{ClaimReport, DiagnosticReport, FileReport};
use crate::source::{Position, SourceFile, Sources, Span};

/// A stretch of a file.
#[derive(Clone, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a SourceFile,
    pub(crate) span: Span,
    pub(crate) start: Position,
    /// After its last character.
    pub(crate) end: Position,
}

impl<'a> Place<'a> {
    /// A span of a file, moved onto its characters and off the white space at its end.
    pub(crate) fn new(file: &'a SourceFile, span: &Span) -> Self {
        let all = file.text();
        let start = all.floor_char_boundary(span.start.min(all.len()));
        let end = all.ceil_char_boundary(span.end.clamp(start, all.len()));
        let span = start..start + all[start..end].trim_end().len();
        Place {
            file,
            start: file.position(span.start),
            end: file.position(span.end),
            span,
        }
    }

    /// Where a claim is to be looked at first: at what it states, at its formula if it states
    /// nothing, or at the `expect` that no longer holds.
    pub(crate) fn of_claim(
        sources: &'a Sources,
        file: &FileReport,
        claim: &ClaimReport,
    ) -> Place<'a> {
        let places = &claim.places;
        let expect = places.expect.as_ref().filter(|_| wording::is_stale(claim));
        let span = expect
            .or(places.stated.as_ref())
            .or(places.formulas.first())
            .unwrap_or(&places.key);
        Place::new(sources.get(file.source), span)
    }

    /// Where the article says what a claim is about.
    pub(crate) fn of_quote(
        sources: &'a Sources,
        file: &FileReport,
        claim: &ClaimReport,
    ) -> Option<Place<'a>> {
        let article = sources.get(file.article_source?);
        Some(Place::new(article, claim.places.quote.as_ref()?))
    }

    /// Where a fault is.
    pub(crate) fn of_fault(
        sources: &'a Sources,
        file: &FileReport,
        fault: &DiagnosticReport,
    ) -> Place<'a> {
        Place::new(sources.get(file.source), &fault.span)
    }

    /// What stands there.
    pub(crate) fn text(&self) -> &'a str {
        &self.file.text()[self.span.clone()]
    }
}

/// `claims/trade.yaml:4:18`, the path as it is.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position { line, column } = self.start;
        write!(f, "{}:{line}:{column}", self.file.path())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::sample;

    #[test]
    fn claims_are_pointed_at_where_they_are_decided() {
        let sample = sample::everything();
        let texts = sample.report.files.iter().flat_map(|file| {
            let place = |claim| Place::of_claim(&sample.sources, file, claim).text();
            file.claims.iter().map(place)
        });
        let expected = [
            "35%",
            "2.5 million trucks",
            "41%",
            "inconsistent",
            "more than 20%",
            "less than 1%",
            "more than 20%",
            "depth > neighbour_depth",
        ];
        assert_eq!(texts.collect::<Vec<_>>(), expected);
    }

    proptest! {
        #[test]
        fn any_span_of_any_text_has_a_place(text in "[a \r\né日👩]{0,20}", start in 0_usize..60, length in 0_usize..60) {
            let file = SourceFile::new("x.yaml", text.into_bytes());
            let place = Place::new(&file, &(start..start + length));
            prop_assert_eq!(place.text().trim_end(), place.text());
            prop_assert_eq!(file.offset(place.start), place.span.start);
            prop_assert!(place.start <= place.end);
        }
    }
}
