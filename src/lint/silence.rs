//! Silences: `<!-- addsup: ignore 41% because it is a quotation -->` beside the passage.

use crate::prose::Visible;
use crate::relation::Relation;
use crate::source::Span;

/// What an article says is not to be told.
pub(super) struct Silences {
    all: Vec<Silence>,
}

struct Silence {
    /// The comment.
    span: Span,
    /// The figure it names; nothing if it is for all that is near.
    figure: String,
    used: bool,
}

const OPENING: &str = "<!-- addsup: ignore";

/// How far a silence reaches: over the lines of its paragraph and the one behind it.
const REACH: usize = 1_500;

/// The silences of an article's file.
pub(super) fn silences(article: &str) -> Silences {
    let all = article
        .match_indices(OPENING)
        .filter_map(|(start, _)| {
            let rest = &article[start + OPENING.len()..];
            let size = rest.find("-->")?;
            let words = rest[..size].trim();
            let figure = words.split(" because ").next().unwrap_or_default().trim();
            Some(Silence {
                span: start..start + OPENING.len() + size + "-->".len(),
                figure: figure.to_owned(),
                used: false,
            })
        })
        .collect();
    Silences { all }
}

impl Silences {
    /// Whether a relation is silenced: by a comment in its paragraph, or right before it, that names
    /// one of its figures, or none.
    pub(super) fn covers(
        &mut self,
        article: &str,
        visible: &Visible<'_>,
        relation: &Relation,
    ) -> bool {
        let span = visible.original(relation.start()..relation.end());
        let mut covered = false;
        for silence in &mut self.all {
            let (from, to) = if silence.span.end <= span.start {
                (silence.span.end, span.start)
            } else if span.end <= silence.span.start {
                (span.end, silence.span.start)
            } else {
                (0, 0)
            };
            let between = article.get(from..to).unwrap_or_default();
            let near = between.len() <= REACH && between.trim().matches("\n\n").count() == 0;
            let named = silence.figure.is_empty()
                || relation
                    .parts()
                    .any(|part| part.text.contains(&silence.figure));
            if near && named {
                silence.used = true;
                covered = true;
            }
        }
        covered
    }

    /// The comments that silenced nothing.
    pub(super) fn stale(self) -> Vec<Span> {
        self.all
            .into_iter()
            .filter(|silence| !silence.used)
            .map(|silence| silence.span)
            .collect()
    }
}
