//! Dimensions: what may be added to what.
//!
//! A dimension is a product of powers of base dimensions, as in the SI. Each currency is a base
//! dimension of its own, so that two currencies are never added; counts, shares and multiples have
//! none.

use smallvec::SmallVec;

use super::Currency;

/// A base dimension, with the base unit its quantities are kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// In metres.
    Length,
    /// In kilograms.
    Mass,
    /// In seconds.
    Time,
    /// In kelvins.
    Temperature,
    /// In amperes.
    Current,
    /// In bits.
    Data,
    /// In degrees of arc.
    Angle,
    /// In the currency's main unit.
    Money(Currency),
    /// Percentage points, where 1 is a hundred of them: not to be mixed up with percent.
    Points,
    /// A day of the calendar, as the number of days since the first of January of the year 1.
    Date,
    /// A day of the week, Monday being 1 (ISO 8601).
    Weekday,
}

/// A product of powers of [`Base`] dimensions.
///
/// ```
/// use addsup::number::{Base, Dimension};
/// let speed = Dimension::of(Base::Length).over(&Dimension::of(Base::Time));
/// assert_eq!(speed.times(&Dimension::of(Base::Time)), Dimension::of(Base::Length));
/// assert!(speed.over(&speed).is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dimension {
    /// Sorted by base, no power nought.
    powers: SmallVec<[(Base, i8); 2]>,
}

impl Dimension {
    /// Of plain numbers.
    pub const NONE: Dimension = Dimension {
        powers: SmallVec::new_const(),
    };

    /// The dimension of one base unit.
    #[must_use]
    pub fn of(base: Base) -> Self {
        Dimension {
            powers: SmallVec::from_slice(&[(base, 1)]),
        }
    }

    /// Whether plain numbers have this dimension.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.powers.is_empty()
    }

    /// The base dimensions and their powers.
    #[must_use]
    pub fn powers(&self) -> &[(Base, i8)] {
        &self.powers
    }

    /// Of a product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combine(other, 1)
    }

    /// Of a quotient.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        self.combine(other, -1)
    }

    /// Of a power.
    #[must_use]
    pub fn pow(&self, exponent: i8) -> Self {
        let powers = self
            .powers
            .iter()
            .map(|&(base, power)| (base, power.saturating_mul(exponent)));
        Dimension {
            powers: powers.filter(|&(_, power)| power != 0).collect(),
        }
    }

    /// Of a root; `None` where a power does not divide.
    #[must_use]
    pub fn root(&self, degree: i8) -> Option<Self> {
        let divide =
            |&(base, power): &(Base, i8)| (power % degree == 0).then_some((base, power / degree));
        Some(Dimension {
            powers: self.powers.iter().map(divide).collect::<Option<_>>()?,
        })
    }

    fn combine(&self, other: &Self, sign: i8) -> Self {
        let mut powers = self.powers.clone();
        for &(base, power) in &other.powers {
            match powers.binary_search_by_key(&base, |&(base, _)| base) {
                Ok(at) => {
                    powers[at].1 = powers[at].1.saturating_add(power.saturating_mul(sign));
                    if powers[at].1 == 0 {
                        powers.remove(at);
                    }
                }
                Err(at) => powers.insert(at, (base, power.saturating_mul(sign))),
            }
        }
        Dimension { powers }
    }
}
