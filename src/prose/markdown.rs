//! The visible text of Markdown: CommonMark with tables, footnotes, strikethrough and front matter.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::html;
use super::visible::{Builder, Visible};

/// Math stays off: it would take the dollar signs of `US$147` for its own.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS)
    .union(Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS);

/// What readers see of a Markdown article.
pub(super) fn read(article: &str) -> Visible<'_> {
    let mut builder = Builder::new(article);
    // How many constructs around the current place hide their text.
    let mut hidden = 0_usize;
    // Where the text of a `<sup>` within a line begins.
    let mut raised: Option<usize> = None;
    let mut in_head = false;
    for (event, range) in Parser::new_ext(article, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if hides(&tag) {
                    hidden += 1;
                }
                if is_block(&tag) {
                    raised = None;
                    builder.end_block(range.start);
                }
                let (grids, at) = builder.grids();
                match tag {
                    Tag::Table(_) => grids.open_table(at),
                    Tag::TableHead => {
                        grids.open_row(at);
                        in_head = true;
                    }
                    Tag::TableRow => grids.open_row(at),
                    Tag::TableCell => grids.open_cell(at, in_head),
                    _ => {}
                }
                if matches!(tag, Tag::HtmlBlock) && hidden == 0 {
                    html::read_into(&mut builder, range);
                }
            }
            Event::End(tag) => {
                let (grids, at) = builder.grids();
                match tag {
                    TagEnd::TableCell => grids.close_cell(at),
                    TagEnd::TableHead => in_head = false,
                    TagEnd::Table => grids.close_table(at),
                    _ => {}
                }
                match tag {
                    TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                        hidden = hidden.saturating_sub(1);
                        builder.end_block(range.end);
                    }
                    TagEnd::Image => {
                        hidden = hidden.saturating_sub(1);
                        if hidden == 0 {
                            builder.mask(range);
                        }
                    }
                    TagEnd::Link => hidden = leave_link(&mut builder, hidden, range),
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
                    _ => builder.end_block(range.end),
                }
            }
            _ if hidden > 0 => {}
            Event::InlineHtml(tag) if tag.starts_with("<sup") => raised = Some(range.end),
            Event::InlineHtml(tag) if tag.starts_with("</sup") => {
                if let Some(start) = raised.take() {
                    html::raise(&mut builder, start..range.end);
                }
            }
            Event::Text(_) if raised.is_some() => {}
            Event::Text(text) => {
                if builder.source().get(range.clone()) == Some(&*text) {
                    builder.copy(range);
                } else {
                    builder.replace(range, &text);
                }
            }
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => builder.mask(range),
            Event::SoftBreak | Event::HardBreak => builder.replace(range, "\n"),
            Event::Rule => builder.end_block(range.end),
            // A block of HTML was read as a whole. Tags within a line part no words, and a
            // footnote's mark is none of the sentence's words.
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }
    builder.finish()
}

/// Whether the text inside is for the machine, or an address.
fn hides(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(_) | Tag::MetadataBlock(_) | Tag::Image { .. } => true,
        Tag::Link { link_type, .. } => matches!(link_type, LinkType::Autolink | LinkType::Email),
        _ => false,
    }
}

/// The end of a link; one that shows its own address, `<https://…>`, was hidden.
fn leave_link(builder: &mut Builder<'_>, hidden: usize, range: std::ops::Range<usize>) -> usize {
    if hidden == 0 || !builder.source()[range.clone()].starts_with('<') {
        return hidden;
    }
    if hidden == 1 {
        builder.mask(range);
    }
    hidden - 1
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript
    )
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::emphasis("It was **5** mil*lion*.", "It was 5 million.")]
    #[case::code("Use `7` or 8.", "Use \u{fffc} or 8.")]
    #[case::code_block("Before\n\n```\n99\n```\n\nafter", "Before\n\nafter\n\n")]
    #[case::indented_code("Before\n\n    99\n\nafter", "Before\n\nafter\n\n")]
    #[case::link("[5 cars](http://x.y/7)", "5 cars")]
    #[case::autolink("See <http://x.y/7> and 8", "See \u{fffc} and 8")]
    #[case::image("![5 cars](7.png) and 8", "\u{fffc} and 8")]
    #[case::front_matter("---\ncount: 5\n---\n\n6", "6")]
    #[case::table("| a | b |\n|---|---|\n| 5 | 6 |", "a\n\nb\n\n5\n\n6")]
    #[case::footnote("Five[^1].\n\n[^1]: Or 6.", "Five.\n\nOr 6.")]
    #[case::entity("&pound;5 &amp; 6", "£5 & 6")]
    #[case::escape("\\$5", "$5")]
    #[case::list("1. one\n2. two", "one\n\ntwo")]
    #[case::soft_break("over 5\nmillion", "over 5\nmillion")]
    #[case::quote("> over 5\n> million", "over 5\nmillion")]
    #[case::heading("# 2023\ntext", "2023\n\ntext")]
    #[case::html_block("<div>\n5 <b>million</b>\n</div>\n\n6", "5 million\n\n6")]
    #[case::inline_html("<b>5</b> million", "5 million")]
    #[case::comment("<!-- 7\n7 -->\n\n8", "8")]
    #[case::dollars("from $5 to $6", "from $5 to $6")]
    fn what_readers_see(#[case] article: &str, #[case] visible: &str) {
        assert_eq!(
            read(article).text().trim_matches('\n'),
            visible.trim_matches('\n')
        );
    }
}
