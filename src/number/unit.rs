//! Units.

use super::{Dimension, Rational};

/// A unit of measure, plain or compound.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    dimension: Dimension,
    factor: Rational,
}

impl Unit {
    /// The unit of plain numbers.
    #[must_use]
    pub fn none() -> Self {
        Unit {
            dimension: Dimension::NONE,
            factor: Rational::ONE,
        }
    }

    /// What may be added to figures of this unit.
    #[must_use]
    pub fn dimension(&self) -> &Dimension {
        &self.dimension
    }

    /// How many base units one of this unit is.
    #[must_use]
    pub fn factor(&self) -> &Rational {
        &self.factor
    }
}
