//! Hedges.

/// How a figure's words widen or bound it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// As written.
    Plain,
}
