//! Articles: what readers see of a file, by its markup.

use super::visible::{Builder, Markup, Visible};
use super::{delimited, html, markdown, visible};

impl<'t> Visible<'t> {
    /// What readers see of an article.
    #[must_use]
    pub fn new(article: &'t str, markup: Markup) -> Self {
        match markup {
            // A soft hyphen within a word is no part of it.
            Markup::Plain if visible::next_unseen(article).is_some() => {
                let mut builder = Builder::new(article);
                builder.copy(0..article.len());
                builder.finish()
            }
            Markup::Plain => Visible::plain(article),
            Markup::Markdown => markdown::read(article),
            Markup::Html => html::read(article),
            Markup::Csv => delimited::read(article, b','),
            Markup::Tsv => delimited::read(article, b'\t'),
        }
    }
}
