//! Which stretches of an article are marked, and as what, where quotes nest and overlap.

use std::collections::BTreeSet;

use super::index::{Content, EntryId, Index, Look};
use crate::source::Span;

/// A passage that something stands for.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) target: Target,
    pub(super) look: Look,
    /// Whether the passage is where a figure comes from, not what a claim says.
    pub(super) is_input: bool,
}

impl Mark {
    /// Whether it is the quote of what it leads to, and not of a figure that is shown with it.
    pub(super) fn is_own(&self, index: &Index<'_>) -> bool {
        match self.target {
            Target::Entry(entry) if self.is_input => {
                matches!(index.entries[entry].content, Content::Input(_))
            }
            Target::Entry(_) | Target::Uncovered(_) | Target::Fault(_) => true,
        }
    }
}

/// What a mark leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Entry(EntryId),
    /// A figure that nothing accounts for, by its number.
    Uncovered(usize),
    /// A fault of the article, by its number among all faults.
    Fault(usize),
}

/// A stretch of the article that looks the same throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) span: Span,
    /// The mark it shows, the shortest that covers it.
    pub(super) mark: usize,
    /// Some of the others that cover it.
    pub(super) also: Vec<usize>,
    /// The marks that begin here, or before it and after the segment in front.
    pub(super) begins: Vec<usize>,
}

/// The most other marks that a segment names.
const MOST_ALSO: usize = 8;

/// Cuts the article where marks begin and end. The shortest mark is on top: a figure shows within
/// the sentence that is about it. Of marks on the same words a claim is on top, and of claims the
/// one that is worst.
pub(super) fn segments(marks: &[Mark]) -> Vec<Segment> {
    let rank = |index: usize| {
        let mark = &marks[index];
        (mark.span.len(), mark.is_input, mark.look.rank(), index)
    };
    let mut cuts: Vec<(usize, bool, usize)> = Vec::with_capacity(marks.len() * 2);
    for (index, mark) in marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| !mark.span.is_empty())
    {
        cuts.push((mark.span.start, true, index));
        cuts.push((mark.span.end, false, index));
    }
    cuts.sort_unstable();
    let mut segments: Vec<Segment> = Vec::new();
    let mut active = BTreeSet::new();
    let mut begins = Vec::new();
    let mut cuts = cuts.into_iter().peekable();
    while let Some((at, starts, index)) = cuts.next() {
        if starts {
            active.insert(rank(index));
            begins.push(index);
        } else {
            active.remove(&rank(index));
        }
        let Some(&(next, ..)) = cuts.peek() else {
            break;
        };
        let mut covering = active.iter().map(|rank| rank.3);
        let Some(mark) = covering.next().filter(|_| next > at) else {
            continue;
        };
        let also = covering.take(MOST_ALSO);
        match segments.last_mut() {
            Some(last) if last.mark == mark && last.span.end == at => {
                last.span.end = next;
                for other in also {
                    if last.also.len() < MOST_ALSO && !last.also.contains(&other) {
                        last.also.push(other);
                    }
                }
                last.begins.append(&mut begins);
            }
            _ => segments.push(Segment {
                span: at..next,
                mark,
                also: also.collect(),
                begins: std::mem::take(&mut begins),
            }),
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::claim::Verdict;
    use crate::report::wording::Standing;

    fn mark(span: Span, is_input: bool, verdict: Verdict) -> Mark {
        Mark {
            span,
            target: Target::Entry(0),
            look: Look {
                standing: Standing::Passes,
                verdict: Some(verdict),
                was: None,
            },
            is_input,
        }
    }

    fn shown(marks: &[Mark]) -> Vec<(Span, usize)> {
        let segments = segments(marks);
        segments.into_iter().map(|it| (it.span, it.mark)).collect()
    }

    #[test]
    fn figures_show_within_sentences() {
        let marks = [
            mark(0..20, false, Verdict::Consistent),
            mark(5..9, true, Verdict::Consistent),
            mark(15..30, false, Verdict::Consistent),
        ];
        assert_eq!(
            shown(&marks),
            [(0..5, 0), (5..9, 1), (9..15, 0), (15..30, 2)]
        );
        assert_eq!(segments(&marks)[1].also, [0]);
    }

    #[test]
    fn on_the_same_words_a_claim_and_the_worst_verdict_are_on_top() {
        let marks = [
            mark(3..8, true, Verdict::Inconsistent),
            mark(3..8, false, Verdict::Consistent),
            Mark {
                look: Look {
                    standing: Standing::Fails,
                    verdict: Some(Verdict::Inconsistent),
                    was: None,
                },
                ..mark(3..8, false, Verdict::Inconsistent)
            },
        ];
        let segments = segments(&marks);
        assert_eq!(segments.len(), 1);
        assert_eq!(segments[0].mark, 2);
        assert_eq!(segments[0].also, [1, 0]);
        assert_eq!(segments[0].begins, [0, 1, 2]);
    }

    proptest! {
        #[test]
        fn segments_cover_what_marks_cover(
            spans in prop::collection::vec((0_usize..60, 0_usize..30, any::<bool>()), 0..12),
        ) {
            let marks: Vec<Mark> = spans
                .iter()
                .map(|&(start, length, input)| mark(start..start + length, input, Verdict::Strained))
                .collect();
            let segments = segments(&marks);
            for at in 0..100 {
                let covered = marks.iter().any(|mark| mark.span.contains(&at));
                let holding: Vec<_> = segments.iter().filter(|it| it.span.contains(&at)).collect();
                prop_assert_eq!(holding.len(), usize::from(covered));
                if let [segment] = holding[..] {
                    prop_assert!(marks[segment.mark].span.contains(&at));
                    let shortest = marks.iter().filter(|mark| mark.span.contains(&at)).map(|mark| mark.span.len()).min();
                    prop_assert_eq!(Some(marks[segment.mark].span.len()), shortest);
                }
            }
            let mut begun: Vec<usize> = segments.iter().flat_map(|it| it.begins.clone()).collect();
            begun.sort_unstable();
            let whole: Vec<usize> = (0..marks.len()).filter(|&it| !marks[it].span.is_empty()).collect();
            prop_assert_eq!(begun, whole);
        }
    }
}
