//! Prose: articles and the passages that claims quote.

mod normal;
mod quote;

pub use quote::{Nearest, QuoteIndex, holds};
