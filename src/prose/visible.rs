//! The text of an article as its readers see it, with the place of every letter in the file.

use std::borrow::Cow;

use super::grid::{Grid, Grids};
use crate::source::Span;

/// How an article is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Plain text: all of it is read.
    #[default]
    Plain,
    /// Markdown: code, the targets of links and front matter are not read.
    Markdown,
    /// HTML: tags, scripts, styles, comments and code are not read.
    Html,
    /// A table whose cells commas part.
    Csv,
    /// A table whose cells tabulators part.
    Tsv,
}

impl Markup {
    /// What a file's ending says: `md` or `markdown`, `html`, `htm` or `xhtml`, and plain text for
    /// every other.
    ///
    /// ```
    /// use addsup::prose::Markup;
    /// assert_eq!(Markup::of_path("claims/x/article.md"), Markup::Markdown);
    /// assert_eq!(Markup::of_path("ARTICLE.HTM"), Markup::Html);
    /// assert_eq!(Markup::of_path("notes"), Markup::Plain);
    /// ```
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        let is = |endings: &[&str]| {
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
            endings
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
        };
        if is(&["md", "markdown"]) {
            Markup::Markdown
        } else if is(&["html", "htm", "xhtml"]) {
            Markup::Html
        } else if is(&["csv"]) {
            Markup::Csv
        } else if is(&["tsv", "tab"]) {
            Markup::Tsv
        } else {
            Markup::Plain
        }
    }
}

/// An article's visible text, block by block, and where it stands in the file.
///
/// Blocks (paragraphs, headings, table cells) are parted by an empty line, and what is left out in
/// the middle of a sentence, such as code, leaves [`Visible::MASK`] behind; so no figure runs over
/// either.
///
/// ```
/// use addsup::prose::{Markup, Visible};
/// let article = Visible::new("It was **5** million.", Markup::Markdown);
/// assert_eq!(article.text().trim_end(), "It was 5 million.");
/// assert_eq!(article.original(7..16), 9..20); // `5** million`
/// ```
#[derive(Clone, Debug)]
pub struct Visible<'t> {
    text: Cow<'t, str>,
    /// In the order of the text; none where it is the file's own.
    pieces: Vec<Piece>,
    tables: Vec<Grid>,
}

/// A stretch of the visible text.
#[derive(Clone, Debug)]
struct Piece {
    /// Where it begins in the visible text.
    visible: usize,
    /// What it stands for in the file.
    original: Span,
    /// Whether it is the file's text letter by letter.
    verbatim: bool,
}

impl<'t> Visible<'t> {
    /// What stands for something left out inside a sentence.
    pub const MASK: char = '\u{fffc}';

    /// What readers see of a text that is no more than that.
    pub(super) fn plain(text: &'t str) -> Self {
        Visible {
            text: Cow::Borrowed(text),
            pieces: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// Its tables, in their order.
    ///
    /// ```
    /// use addsup::prose::{Markup, Visible};
    /// let article = Visible::new("| a | b |\n|---|---|\n| 5 | 6 |\n", Markup::Markdown);
    /// let cell = &article.tables()[0].rows[1][0];
    /// assert_eq!(&article.text()[cell.span.clone()], "5");
    /// ```
    #[must_use]
    pub fn tables(&self) -> &[Grid] {
        &self.tables
    }

    /// The visible text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a passage of the visible text stands in the file: from its first letter to its last.
    #[must_use]
    pub fn original(&self, visible: Span) -> Span {
        if self.pieces.is_empty() {
            return visible;
        }
        let start = self.piece(visible.start).map_or(0, |piece| {
            if piece.verbatim {
                (piece.original.start + visible.start - piece.visible).min(piece.original.end)
            } else {
                piece.original.start
            }
        });
        let last = visible.end.max(visible.start + 1) - 1;
        let end = self.piece(last).map_or(start, |piece| {
            if piece.verbatim {
                (piece.original.start + visible.end.saturating_sub(piece.visible))
                    .min(piece.original.end)
            } else {
                piece.original.end
            }
        });
        start..end.max(start)
    }

    /// The piece that holds an offset of the visible text.
    fn piece(&self, offset: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.visible <= offset);
        self.pieces.get(after.checked_sub(1)?)
    }
}

/// Puts a [`Visible`] together, from left to right.
pub(super) struct Builder<'t> {
    source: &'t str,
    text: String,
    pieces: Vec<Piece>,
    grids: Grids,
}

impl<'t> Builder<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Builder {
            source,
            text: String::new(),
            pieces: Vec::new(),
            grids: Grids::default(),
        }
    }

    /// The tables so far, and how much text there is.
    pub(super) fn grids(&mut self) -> (&mut Grids, usize) {
        (&mut self.grids, self.text.len())
    }

    pub(super) fn source(&self) -> &'t str {
        self.source
    }

    /// What was built so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The file's text as it stands, but for what readers do not see of it.
    pub(super) fn copy(&mut self, original: Span) {
        let original = self.within(original);
        let mut from = original.start;
        while let Some(unseen) = next_unseen(&self.source[from..original.end]) {
            self.copy_all(from..from + unseen.start);
            from += unseen.end;
        }
        self.copy_all(from..original.end);
    }

    fn copy_all(&mut self, original: Span) {
        if original.is_empty() {
            return;
        }
        let visible = self.text.len();
        self.text.push_str(&self.source[original.clone()]);
        match self.pieces.last_mut() {
            Some(last)
                if last.verbatim
                    && last.original.end == original.start
                    && last.visible + last.original.len() == visible =>
            {
                last.original.end = original.end;
            }
            _ => self.pieces.push(Piece {
                visible,
                original,
                verbatim: true,
            }),
        }
    }

    /// Other letters in place of some of the file's, as for an entity.
    pub(super) fn replace(&mut self, original: Span, with: &str) {
        if with.is_empty() {
            return;
        }
        let original = self.within(original);
        self.pieces.push(Piece {
            visible: self.text.len(),
            original,
            verbatim: false,
        });
        self.text.push_str(with);
    }

    /// Something left out inside a sentence.
    pub(super) fn mask(&mut self, original: Span) {
        let mut buffer = [0; 4];
        self.replace(original, Visible::MASK.encode_utf8(&mut buffer));
    }

    /// The end of a block.
    pub(super) fn end_block(&mut self, at: usize) {
        if self.text.is_empty() || self.text.ends_with("\n\n") {
            return;
        }
        let missing = if self.text.ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        };
        self.replace(at..at, missing);
    }

    pub(super) fn finish(self) -> Visible<'t> {
        Visible {
            tables: self.grids.finish(self.text.len()),
            text: Cow::Owned(self.text),
            pieces: self.pieces,
        }
    }

    /// The range, moved to the boundaries of characters of the file.
    fn within(&self, range: Span) -> Span {
        let start = self
            .source
            .floor_char_boundary(range.start.min(self.source.len()));
        let end = self
            .source
            .floor_char_boundary(range.end.min(self.source.len()));
        start..end.max(start)
    }
}

/// The next soft hyphen or zero-width blank of a text.
pub(super) fn next_unseen(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(0xc2, 0xe2, bytes).find_map(|at| {
        let unseen = ["\u{ad}", "\u{200b}"]
            .iter()
            .find(|unseen| bytes[at..].starts_with(unseen.as_bytes()))?;
        Some(at..at + unseen.len())
    })
}
