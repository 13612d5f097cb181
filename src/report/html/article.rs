//! An article as it is read, with its passages marked: Markdown as headings, paragraphs, lists and
//! tables, everything else as the paragraphs of its visible text. No tag of the article's own
//! reaches the page.

use std::fmt::{self, Write};

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::escape::Text;
use super::index::Index;
use super::marks::{self, Mark, Segment, Target};
use crate::prose::{Markup, Visible};
use crate::report::wording::Standing;
use crate::source::{SourceFile, Span};

/// As [`Visible`] reads Markdown.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);

/// How deep elements are nested at most: browsers grow slow with thousands, and nobody sees a
/// difference.
const DEEPEST: usize = 50;

/// How far an article's headings stand below the page's own.
const LOWER: usize = 2;

/// Writes the article. Says of each mark whether the page has a place for it.
pub(super) fn write(
    out: &mut dyn Write,
    file: &SourceFile,
    index: &Index<'_>,
    marks: &[Mark],
) -> Result<Vec<bool>, fmt::Error> {
    let markup = Markup::of_path(file.path());
    let mut segments = marks::segments(marks);
    let visible = (markup != Markup::Markdown).then(|| Visible::new(file.text(), markup));
    if let Some(visible) = &visible {
        for segment in &mut segments {
            segment.span = seen(visible, segment.span.start)..seen(visible, segment.span.end);
        }
        segments.retain(|segment| !segment.span.is_empty());
    }
    let mut pen = Pen {
        out,
        source: visible.as_ref().map_or(file.text(), Visible::text),
        index,
        marks,
        segments,
        placed: vec![false; marks.len()],
        pending: None,
    };
    match visible {
        None => markdown(&mut pen)?,
        Some(_) => paragraphs(&mut pen)?,
    }
    Ok(pen.placed)
}

/// Where the visible text has what stands in the file at an offset, or what follows it.
fn seen(visible: &Visible<'_>, original: usize) -> usize {
    let (mut low, mut high) = (0, visible.text().len());
    while low < high {
        let middle = low + (high - low) / 2;
        if visible.original(middle..middle + 1).start < original {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Writes an article's text with its marks.
struct Pen<'a> {
    out: &'a mut dyn Write,
    /// What the segments are counted in.
    source: &'a str,
    index: &'a Index<'a>,
    marks: &'a [Mark],
    segments: Vec<Segment>,
    placed: Vec<bool>,
    /// Text that is not written yet, since more of it may follow.
    pending: Option<Span>,
}

impl Pen<'_> {
    /// Tags of our own.
    fn tag(&mut self, tag: fmt::Arguments<'_>) -> fmt::Result {
        self.flush()?;
        self.out.write_fmt(tag)
    }

    /// The article's text as it stands.
    fn copy(&mut self, span: Span) -> fmt::Result {
        match &mut self.pending {
            Some(pending) if pending.end == span.start => pending.end = span.end,
            _ => {
                self.flush()?;
                self.pending = Some(span);
            }
        }
        Ok(())
    }

    /// Other letters for some of the article's, as for an entity.
    fn replace(&mut self, span: Span, with: &str) -> fmt::Result {
        self.flush()?;
        match self.segment_after(span.start) {
            Some(segment) if self.segments[segment].span.start < span.end => {
                self.marked(segment, with)
            }
            _ => write!(self.out, "{}", Text(with)),
        }
    }

    fn flush(&mut self) -> fmt::Result {
        let Some(span) = self.pending.take() else {
            return Ok(());
        };
        let source = self.source;
        let mut at = span.start;
        while at < span.end {
            let segment = self.segment_after(at);
            let bounds = segment.map(|it| self.segments[it].span.clone());
            let end = match (segment, bounds) {
                (Some(segment), Some(bounds)) if bounds.start <= at => {
                    let end = within(source, bounds.end.min(span.end), at);
                    self.marked(segment, &source[at..end])?;
                    end
                }
                (_, bounds) => {
                    let end = bounds.map_or(span.end, |bounds| bounds.start.min(span.end));
                    let end = within(source, end, at);
                    write!(self.out, "{}", Text(&source[at..end]))?;
                    end
                }
            };
            at = end;
        }
        Ok(())
    }

    /// The first segment that ends after a place.
    fn segment_after(&self, at: usize) -> Option<usize> {
        let index = self
            .segments
            .partition_point(|segment| segment.span.end <= at);
        (index < self.segments.len()).then_some(index)
    }

    /// A piece of text that is marked.
    fn marked(&mut self, segment: usize, text: &str) -> fmt::Result {
        let number = self.segments[segment].mark;
        for index in 0..self.segments[segment].begins.len() {
            let begun = self.segments[segment].begins[index];
            let is_new = begun != number && !std::mem::replace(&mut self.placed[begun], true);
            if is_new && self.marks[begun].is_own(self.index) {
                self.out.write_str("<span id=\"")?;
                self.place(begun)?;
                self.out.write_str("\"></span>")?;
            }
        }
        let mark = &self.marks[number];
        let is_first = !std::mem::replace(&mut self.placed[number], true);
        self.out.write_str("<a class=\"to m ")?;
        match mark.target {
            Target::Entry(entry) => {
                self.out.write_str(mark.look.classes())?;
                if mark.is_input {
                    self.out.write_str(" input")?;
                }
                write!(
                    self.out,
                    "\" href=\"#{}\"",
                    self.index.entries[entry].anchor
                )?;
            }
            Target::Uncovered(figure) => write!(self.out, "uncovered\" href=\"#u{figure}\"")?,
            Target::Fault(fault) => {
                self.out.write_str(mark.look.classes())?;
                write!(self.out, "\" href=\"#f{fault}\"")?;
            }
        }
        if !is_first {
            // The keyboard came by already.
            self.out.write_str(" tabindex=\"-1\"")?;
        } else if mark.is_own(self.index) {
            self.out.write_str(" id=\"")?;
            self.place(number)?;
            self.out.write_char('"')?;
        }
        let also = self.segments[segment].also.iter();
        let also = also.filter_map(|&other| match self.marks[other].target {
            Target::Entry(entry) if self.marks[other].target != mark.target => Some(entry),
            _ => None,
        });
        let mut opened = false;
        for entry in also {
            self.out
                .write_str(if opened { " " } else { " data-also=\"" })?;
            self.out.write_str(&self.index.entries[entry].anchor)?;
            opened = true;
        }
        if opened {
            self.out.write_char('"')?;
        }
        self.out.write_char('>')?;
        if is_first {
            let words = match mark.target {
                Target::Entry(_) => mark.look.words(),
                Target::Uncovered(_) => "not covered",
                Target::Fault(_) => "a fault",
            };
            let accepted = match mark.look.standing {
                Standing::Accepted => ", accepted",
                Standing::Fails | Standing::Warns | Standing::Passes => "",
            };
            write!(self.out, "<span class=\"vh\">{words}{accepted}: </span>")?;
        }
        write!(self.out, "{}</a>", Text(text))
    }

    /// The name of a mark's place on the page.
    fn place(&mut self, mark: usize) -> fmt::Result {
        match self.marks[mark].target {
            Target::Entry(entry) => write!(self.out, "m-{}", self.index.entries[entry].anchor),
            Target::Uncovered(figure) => write!(self.out, "m-u{figure}"),
            Target::Fault(fault) => write!(self.out, "m-f{fault}"),
        }
    }
}

/// A place in a text after `after`, moved back to the boundary of a character, or on where there is
/// none.
fn within(text: &str, at: usize, after: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if at > after {
        at
    } else {
        text.ceil_char_boundary(after + 1)
    }
}

/// Writes the visible text of an article that is no Markdown.
fn paragraphs(pen: &mut Pen<'_>) -> fmt::Result {
    let mut start = 0;
    for block in pen.source.split("\n\n") {
        let end = start + block.len();
        if !block.trim().is_empty() {
            pen.tag(format_args!("<p dir=\"auto\" class=\"lines\">"))?;
            pen.copy(start..end)?;
            pen.tag(format_args!("</p>\n"))?;
        }
        start = end + 2;
    }
    Ok(())
}

/// Writes Markdown.
fn markdown(pen: &mut Pen<'_>) -> fmt::Result {
    let source = pen.source;
    let mut table = Table::default();
    // How many constructs around the current place hide their text.
    let mut hidden = 0_usize;
    let mut depth = 0_usize;
    // A byte order mark is no part of the first line.
    let text = source.trim_start_matches('\u{feff}');
    let skipped = source.len() - text.len();
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        let range = range.start + skipped..range.end + skipped;
        match event {
            Event::Start(Tag::MetadataBlock(_)) => hidden += 1,
            Event::End(TagEnd::MetadataBlock(_)) => hidden = hidden.saturating_sub(1),
            _ if hidden > 0 => {}
            Event::Start(Tag::HtmlBlock) => html_block(pen, range)?,
            Event::End(TagEnd::HtmlBlock) => pen.flush()?,
            Event::Start(tag) => {
                depth += 1;
                if depth <= DEEPEST {
                    start(pen, &mut table, tag)?;
                }
            }
            Event::End(tag) => {
                if depth <= DEEPEST {
                    end(pen, &mut table, tag)?;
                }
                depth -= 1;
            }
            Event::Text(text) if source.get(range.clone()) == Some(&*text) => pen.copy(range)?,
            Event::Text(text) => pen.replace(range, &text)?,
            Event::Code(text) => {
                pen.tag(format_args!("<code>"))?;
                pen.replace(range, &text)?;
                pen.tag(format_args!("</code>"))?;
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => pen.replace(range, &text)?,
            Event::SoftBreak if source[range.clone()].trim().is_empty() => pen.copy(range)?,
            Event::SoftBreak => pen.replace(range, "\n")?,
            Event::HardBreak => pen.tag(format_args!("<br>\n"))?,
            Event::Rule => pen.tag(format_args!("<hr>\n"))?,
            Event::FootnoteReference(label) => {
                pen.tag(format_args!("<sup>{}</sup>", Text(&label)))?;
            }
            Event::TaskListMarker(done) => {
                pen.tag(format_args!("{} ", if done { "☑" } else { "☐" }))?;
            }
            // What a block of HTML says was written at its start.
            Event::Html(_) | Event::InlineHtml(_) => {}
        }
    }
    pen.flush()
}

/// The text of a block of HTML, without its tags.
fn html_block(pen: &mut Pen<'_>, range: Span) -> fmt::Result {
    let visible = Visible::new(&pen.source[range.clone()], Markup::Html);
    let mut start = 0;
    for block in visible.text().split("\n\n") {
        if !block.trim().is_empty() {
            pen.tag(format_args!("<p dir=\"auto\">"))?;
            // Word by word, as the file has other things between them.
            for (at, word) in words(block) {
                let at = start + at;
                let place = visible.original(at..at + word.len());
                pen.replace(range.start + place.start..range.start + place.end, word)?;
            }
            pen.tag(format_args!("</p>\n"))?;
        }
        start += block.len() + 2;
    }
    Ok(())
}

/// The words of a text, each with the white space behind it, and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).map(move |word| {
        let start = at;
        at += word.len();
        (start, word)
    })
}

/// Where in a table the text is.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    in_head: bool,
    column: usize,
}

fn start(pen: &mut Pen<'_>, table: &mut Table, tag: Tag<'_>) -> fmt::Result {
    match tag {
        Tag::Paragraph => pen.tag(format_args!("<p dir=\"auto\">")),
        Tag::Heading { level, .. } => {
            let level = (level as usize + LOWER).min(6);
            pen.tag(format_args!("<h{level} dir=\"auto\">"))
        }
        Tag::BlockQuote(_) => pen.tag(format_args!("<blockquote>")),
        Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
            pen.tag(format_args!("<pre tabindex=\"0\"><code>"))
        }
        Tag::List(Some(first)) => pen.tag(format_args!("<ol start=\"{first}\">\n")),
        Tag::List(None) => pen.tag(format_args!("<ul>\n")),
        Tag::Item => pen.tag(format_args!("<li dir=\"auto\">")),
        Tag::FootnoteDefinition(label) => pen.tag(format_args!(
            "<div class=\"footnote\"><sup>{}</sup> ",
            Text(&label)
        )),
        Tag::Table(alignments) => {
            table.alignments = alignments;
            pen.tag(format_args!(
                "<div class=\"scroll\" tabindex=\"0\"><table>\n"
            ))
        }
        Tag::TableHead => {
            (table.in_head, table.column) = (true, 0);
            pen.tag(format_args!("<thead><tr>"))
        }
        Tag::TableRow => {
            table.column = 0;
            pen.tag(format_args!("<tr>"))
        }
        Tag::TableCell => {
            let class = match table.alignments.get(table.column) {
                Some(Alignment::Right) => " class=\"right\"",
                Some(Alignment::Center) => " class=\"centre\"",
                _ => "",
            };
            table.column += 1;
            if table.in_head {
                pen.tag(format_args!("<th scope=\"col\"{class}>"))
            } else {
                pen.tag(format_args!("<td{class}>"))
            }
        }
        Tag::Emphasis => pen.tag(format_args!("<em>")),
        Tag::Strong => pen.tag(format_args!("<strong>")),
        Tag::Strikethrough => pen.tag(format_args!("<s>")),
        Tag::Image { .. } => pen.tag(format_args!("<span class=\"image\">")),
        // A link's text is read, and nothing on the page leads elsewhere on the article's word.
        _ => Ok(()),
    }
}

fn end(pen: &mut Pen<'_>, table: &mut Table, tag: TagEnd) -> fmt::Result {
    match tag {
        TagEnd::Paragraph => pen.tag(format_args!("</p>\n")),
        TagEnd::Heading(level) => {
            let level = (level as usize + LOWER).min(6);
            pen.tag(format_args!("</h{level}>\n"))
        }
        TagEnd::BlockQuote(_) => pen.tag(format_args!("</blockquote>\n")),
        TagEnd::CodeBlock => pen.tag(format_args!("</code></pre>\n")),
        TagEnd::List(true) => pen.tag(format_args!("</ol>\n")),
        TagEnd::List(false) => pen.tag(format_args!("</ul>\n")),
        TagEnd::Item => pen.tag(format_args!("</li>\n")),
        TagEnd::FootnoteDefinition => pen.tag(format_args!("</div>\n")),
        TagEnd::Table => pen.tag(format_args!("</tbody></table></div>\n")),
        TagEnd::TableHead => {
            table.in_head = false;
            pen.tag(format_args!("</tr></thead><tbody>\n"))
        }
        TagEnd::TableRow => pen.tag(format_args!("</tr>\n")),
        TagEnd::TableCell if table.in_head => pen.tag(format_args!("</th>")),
        TagEnd::TableCell => pen.tag(format_args!("</td>")),
        TagEnd::Emphasis => pen.tag(format_args!("</em>")),
        TagEnd::Strong => pen.tag(format_args!("</strong>")),
        TagEnd::Strikethrough => pen.tag(format_args!("</s>")),
        TagEnd::Image => pen.tag(format_args!("</span>")),
        _ => pen.flush(),
    }
}
