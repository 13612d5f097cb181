//! Prose: articles and the passages that claims quote.
