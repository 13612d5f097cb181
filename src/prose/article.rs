//! Articles: what readers see of a file, by its markup.

use super::visible::{Markup, Visible};
use super::{html, markdown};

impl<'t> Visible<'t> {
    /// What readers see of an article.
    #[must_use]
    pub fn new(article: &'t str, markup: Markup) -> Self {
        match markup {
            Markup::Plain => Visible::plain(article),
            Markup::Markdown => markdown::read(article),
            Markup::Html => html::read(article),
        }
    }
}
