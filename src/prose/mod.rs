//! Prose: articles, the figures in them, and the passages that claims quote.

mod article;
mod html;
mod markdown;
mod normal;
mod quote;

pub use article::{Markup, Visible};
pub use quote::{Nearest, QuoteIndex, holds};
