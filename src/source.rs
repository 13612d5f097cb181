//! Texts and places in them: byte offsets inside, one-based lines and columns at the edge.

use std::ops::Range;

/// A half-open range of byte offsets in a text.
pub type Span = Range<usize>;

/// Which file of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A place as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values.
    pub column: usize,
}

/// Why the bytes of a file are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// Not UTF-8 from this byte on.
    NotUtf8(usize),
    /// A NUL byte here.
    Nul(usize),
    /// So many bytes, over the limit.
    TooLarge(usize),
}

/// What some editors begin a UTF-8 file with.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// How many bytes are looked through at most to find a column.
const BLOCK: usize = 1024;

/// A file's text, with the path it is shown under.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: String,
    text: String,
    line_starts: Vec<usize>,
    /// How many characters precede each block of [`BLOCK`] bytes, so that a column on a line of
    /// any length takes no time to speak of.
    characters: Vec<usize>,
    malformed: Option<Malformed>,
}

impl SourceFile {
    /// The most bytes a file may have: beyond that it is no text an editor wrote.
    pub const MAX_BYTES: usize = 64 << 20;

    /// Takes a file's bytes. What is no text is kept as far as it can be shown, and marked.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let (text, malformed) = if bytes.len() > Self::MAX_BYTES {
            (String::new(), Some(Malformed::TooLarge(bytes.len())))
        } else {
            match String::from_utf8(bytes) {
                Ok(text) => {
                    let nul = memchr::memchr(0, text.as_bytes()).map(Malformed::Nul);
                    (text, nul)
                }
                Err(error) => {
                    let at = error.utf8_error().valid_up_to();
                    let mut bytes = error.into_bytes();
                    bytes.truncate(at);
                    (
                        String::from_utf8_lossy(&bytes).into_owned(),
                        Some(Malformed::NotUtf8(at)),
                    )
                }
            }
        };
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline + 1);
        // A byte order mark is no character of the first line: editors do not count it.
        let first = if text.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len_utf8()
        } else {
            0
        };
        let line_starts = std::iter::once(first).chain(ends).collect();
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            *before += count_characters(block);
            Some(*before)
        });
        let characters = std::iter::once(0).chain(blocks).collect();
        SourceFile {
            path: path.into(),
            text,
            line_starts,
            characters,
            malformed,
        }
    }

    /// A file with more bytes than [`SourceFile::MAX_BYTES`], which nobody has read.
    #[must_use]
    pub fn too_large(path: impl Into<String>, size: usize) -> Self {
        SourceFile {
            malformed: Some(Malformed::TooLarge(size)),
            ..SourceFile::new(path, Vec::new())
        }
    }

    /// The path it is shown under: relative, with `/` on every system.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text; where the bytes were malformed, what precedes the fault.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was wrong with the bytes.
    #[must_use]
    pub fn malformed(&self) -> Option<Malformed> {
        self.malformed
    }

    /// The line and column of a byte offset. Offsets past the end or inside a character are moved
    /// back.
    ///
    /// ```
    /// use addsup::source::{Position, SourceFile};
    /// let file = SourceFile::new("a", "é = 1\nb".as_bytes().to_vec());
    /// assert_eq!(file.position(3), Position { line: 1, column: 3 });
    /// assert_eq!(file.position(7), Position { line: 2, column: 1 });
    /// ```
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let offset = offset.max(self.line_starts[0]);
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts[line - 1];
        Position {
            line,
            column: self.characters_before(offset) - self.characters_before(start) + 1,
        }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        let rest = &self.text.as_bytes()[block * BLOCK..offset];
        self.characters[block] + count_characters(rest)
    }

    /// The byte offset of a position; the nearest one where the text has no such place.
    #[must_use]
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line.clamp(1, self.line_starts.len());
        let start = self.line_starts[line - 1];
        let end = self
            .line_starts
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let text = &self.text[start..end];
        let at = text
            .char_indices()
            .nth(position.column.saturating_sub(1))
            .map_or(text.len(), |(at, _)| at);
        start + at
    }

    /// The bytes of a line (from 1), without its line ending.
    #[must_use]
    pub fn line(&self, line: usize) -> Option<Span> {
        let start = *self.line_starts.get(line.checked_sub(1)?)?;
        let end = self
            .line_starts
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        Some(start..end)
    }
}

/// How many characters begin in these bytes of a UTF-8 text: every byte but those that continue
/// one.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// All the files of a run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Takes a file in.
    pub fn add(&mut self, file: SourceFile) -> SourceId {
        self.files.push(file);
        SourceId(u32::try_from(self.files.len() - 1).expect("internal error: four billion files"))
    }

    /// The file taken in under `id`.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order they were taken in.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        (0..).map(SourceId).zip(&self.files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_and_offsets_are_inverse() {
        let file = SourceFile::new("x", "a\r\nüb\n\nc".as_bytes().to_vec());
        for (offset, _) in file.text().char_indices() {
            assert_eq!(file.offset(file.position(offset)), offset);
        }
        assert_eq!(file.position(999), file.position(file.text().len()));
        assert_eq!(file.line(1), Some(0..1));
        assert_eq!(file.line(9), None);
    }

    #[test]
    fn a_byte_order_mark_is_not_counted() {
        let file = SourceFile::new("x", "\u{feff}ab\nc".as_bytes().to_vec());
        let at = |line, column| Position { line, column };
        assert_eq!(file.position(0), at(1, 1));
        assert_eq!(file.position(4), at(1, 2));
        assert_eq!(file.position(6), at(2, 1));
        assert_eq!(file.offset(at(1, 1)), 3);
        assert_eq!(file.line(1), Some(3..5));
        let mark = SourceFile::new("x", "\u{feff}".as_bytes().to_vec());
        assert_eq!(mark.offset(mark.position(0)), 3);
    }

    #[test]
    fn columns_of_a_long_line_count_characters() {
        let text = "aé日👩".repeat(BLOCK);
        let file = SourceFile::new("x", format!("first\n{text}").into_bytes());
        for (column, (at, _)) in text.char_indices().enumerate() {
            let position = Position {
                line: 2,
                column: column + 1,
            };
            assert_eq!(file.position(6 + at), position);
        }
    }

    #[test]
    fn malformed_bytes_are_marked_where_they_stand() {
        assert_eq!(
            SourceFile::new("x", b"ab\xff".to_vec()).malformed(),
            Some(Malformed::NotUtf8(2))
        );
        assert_eq!(
            SourceFile::new("x", b"a\0b".to_vec()).malformed(),
            Some(Malformed::Nul(1))
        );
    }
}
