//! Exact rational numbers: one machine word over one while they fit, dashu's big rationals beyond.
//!
//! Figures of articles are short, so almost every step fits two 64-bit words and needs no heap.
//! The two forms are canonical (a value that fits is never kept big), so equality is structural.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use dashu_int::{IBig, UBig};
use dashu_ratio::RBig;

/// The most bits a numerator or denominator may have before [`Rational::pow`] gives up.
const POWER_BITS: usize = 4096;

/// An exact rational number.
///
/// ```
/// use addsup::number::Rational;
/// let third = Rational::from(1) / Rational::from(3);
/// assert_eq!(third.clone() + third.clone() + third, Rational::from(1));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Rational(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    /// In lowest terms, the denominator positive.
    Small(i64, i64),
    /// Does not fit [`Repr::Small`].
    Big(Box<RBig>),
}

impl Rational {
    /// Nought.
    pub const ZERO: Rational = Rational(Repr::Small(0, 1));
    /// One.
    pub const ONE: Rational = Rational(Repr::Small(1, 1));

    /// `numerator / denominator`.
    ///
    /// # Panics
    /// If `denominator` is zero.
    #[must_use]
    pub fn new(numerator: i64, denominator: i64) -> Self {
        assert!(denominator != 0, "internal error: a denominator of zero");
        Self::reduced(i128::from(numerator), i128::from(denominator))
    }

    /// `mantissa × 10^exponent`, exactly. The caller bounds the exponent.
    #[must_use]
    pub fn from_decimal(mantissa: i64, exponent: i32) -> Self {
        let power = Self::power_of_ten(exponent.unsigned_abs());
        if exponent < 0 {
            Self::from(mantissa) / power
        } else {
            Self::from(mantissa) * power
        }
    }

    /// Ten to the power `exponent`.
    #[must_use]
    pub fn power_of_ten(exponent: u32) -> Self {
        match 10_i64.checked_pow(exponent) {
            Some(power) => Self::from(power),
            None => Self::from_big(RBig::from(UBig::from(10_u8).pow(exponent as usize))),
        }
    }

    /// Ten to a power of either sign, exactly. The caller bounds the exponent.
    #[must_use]
    pub fn ten_to(exponent: i32) -> Self {
        let size = Self::power_of_ten(exponent.unsigned_abs());
        match size.0 {
            Repr::Small(power, 1) if exponent < 0 => Rational(Repr::Small(1, power)),
            _ if exponent < 0 => Self::ONE / size,
            _ => size,
        }
    }

    /// The fewest decimals that write this number exactly; `None` where none do, or more than
    /// `most` would.
    #[must_use]
    pub fn decimals(&self, most: u32) -> Option<u32> {
        let mut rest = match &self.0 {
            Repr::Small(_, d) => *d,
            Repr::Big(big) if big.is_int() => 1,
            Repr::Big(_) => {
                return (1..=most)
                    .find(|decimals| (self * &Self::power_of_ten(*decimals)).is_whole());
            }
        };
        let twos = rest.trailing_zeros();
        rest >>= twos;
        let mut fives = 0;
        while rest % 5 == 0 {
            (rest, fives) = (rest / 5, fives + 1);
        }
        (rest == 1)
            .then_some(twos.max(fives))
            .filter(|decimals| *decimals <= most)
    }

    /// The whole number that ASCII decimal digits spell; `None` if a byte is no digit or there is
    /// none.
    #[must_use]
    pub fn from_digits(digits: &str) -> Option<Self> {
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match digits.parse::<i64>() {
            Ok(small) => Some(Self::from(small)),
            Err(_) => UBig::from_str_radix(digits, 10)
                .ok()
                .map(|big| Self::from_big(RBig::from(big))),
        }
    }

    /// Reduces a fraction; the denominator is not zero.
    fn reduced(numerator: i128, denominator: i128) -> Self {
        // Figures are short: nearly all that is reduced fits words, whose division is several times
        // faster.
        if let (Ok(n), Ok(d @ 1..)) = (i64::try_from(numerator), i64::try_from(denominator))
            && n != i64::MIN
        {
            if d == 1 {
                return Rational(Repr::Small(n, 1));
            }
            // At most `d`, so it fits.
            let divisor = gcd_of_words(n.unsigned_abs(), d.unsigned_abs()).cast_signed();
            return Rational(Repr::Small(n / divisor, d / divisor));
        }
        let (mut numerator, mut denominator) = (numerator, denominator);
        if denominator < 0 {
            numerator = -numerator;
            denominator = -denominator;
        }
        let divisor = if denominator == 1 {
            1
        } else {
            greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs())
        };
        // The divisor is at most the denominator, so the conversion holds.
        let divisor = i128::try_from(divisor).expect("internal error: a divisor over its dividend");
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        match (i64::try_from(numerator), i64::try_from(denominator)) {
            (Ok(n), Ok(d)) => Rational(Repr::Small(n, d)),
            _ => Rational(Repr::Big(Box::new(RBig::from_parts_signed(
                IBig::from(numerator),
                IBig::from(denominator),
            )))),
        }
    }

    fn from_big(big: RBig) -> Self {
        match (
            i64::try_from(big.numerator()),
            i64::try_from(big.denominator()),
        ) {
            (Ok(n), Ok(d)) => Rational(Repr::Small(n, d)),
            _ => Rational(Repr::Big(Box::new(big))),
        }
    }

    fn to_big(&self) -> RBig {
        match &self.0 {
            Repr::Small(n, d) => RBig::from_parts_signed(IBig::from(*n), IBig::from(*d)),
            Repr::Big(big) => (**big).clone(),
        }
    }

    /// The numerator and the (positive) denominator in lowest terms.
    #[must_use]
    pub fn parts(&self) -> (IBig, UBig) {
        match &self.0 {
            Repr::Small(n, d) => (IBig::from(*n), UBig::from(d.unsigned_abs())),
            Repr::Big(big) => (big.numerator().clone(), big.denominator().clone()),
        }
    }

    /// `numerator / denominator` of any size.
    ///
    /// # Panics
    /// If `denominator` is zero.
    #[must_use]
    pub fn from_parts(numerator: IBig, denominator: UBig) -> Self {
        assert!(
            !denominator.is_zero(),
            "internal error: a denominator of zero"
        );
        Self::from_big(RBig::from_parts(numerator, denominator))
    }

    /// This number as a word; `None` where it is not whole or does not fit.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::Small(n, 1) => Some(n),
            _ => None,
        }
    }

    /// Whether this is nought.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether this is a whole number.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Small(_, d) => *d == 1,
            Repr::Big(big) => big.is_int(),
        }
    }

    /// −1, 0 or 1.
    #[must_use]
    pub fn signum(&self) -> i32 {
        match &self.0 {
            Repr::Small(n, _) => n.signum() as i32,
            Repr::Big(big) => match big.numerator().cmp(&IBig::ZERO) {
                Ordering::Less => -1,
                Ordering::Equal => 0,
                Ordering::Greater => 1,
            },
        }
    }

    /// The distance from nought.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.signum() < 0 {
            -self.clone()
        } else {
            self.clone()
        }
    }

    /// The greatest whole number that is not above this one.
    #[must_use]
    pub fn floor(&self) -> Self {
        match &self.0 {
            Repr::Small(n, d) => Self::from(n.div_euclid(*d)),
            Repr::Big(big) => Self::from_big(RBig::from(big.floor())),
        }
    }

    /// The least whole number that is not below this one.
    #[must_use]
    pub fn ceil(&self) -> Self {
        -(-self.clone()).floor()
    }

    /// The nearest whole number, halves away from nought, as people round.
    #[must_use]
    pub fn round(&self) -> Self {
        let half = Rational::new(1, 2);
        if self.signum() < 0 {
            (self.clone() - half).ceil()
        } else {
            (self.clone() + half).floor()
        }
    }

    /// `1 / self`, or `None` of nought.
    #[must_use]
    pub fn recip(&self) -> Option<Self> {
        (!self.is_zero()).then(|| Self::ONE / self.clone())
    }

    /// `self / other`, or `None` where `other` is nought.
    #[must_use]
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| self / other)
    }

    /// `self` to a whole power; `None` for a negative power of nought, and where the result would
    /// have more than a few thousand bits.
    #[must_use]
    pub fn pow(&self, exponent: i32) -> Option<Self> {
        if exponent < 0 {
            return self.recip()?.pow(exponent.checked_neg()?);
        }
        if let Repr::Small(n, d) = self.0
            && let (Some(n), Some(d)) = (
                n.checked_pow(exponent.unsigned_abs()),
                d.checked_pow(exponent.unsigned_abs()),
            )
        {
            return Some(Rational(Repr::Small(n, d)));
        }
        let (numerator, denominator) = self.parts();
        let power = usize::try_from(exponent).ok()?;
        let bits = self.bits();
        if bits > 1 && bits.checked_mul(power)? > POWER_BITS {
            return None;
        }
        Some(Self::from_parts(
            numerator.pow(power),
            denominator.pow(power),
        ))
    }

    /// How many bits the longer of numerator and denominator has: what arithmetic on this costs.
    #[must_use]
    pub fn bits(&self) -> usize {
        use dashu_int::ops::BitTest;
        match &self.0 {
            Repr::Small(n, d) => {
                64 - n.unsigned_abs().max(d.unsigned_abs()).leading_zeros() as usize
            }
            Repr::Big(big) => big.numerator().bit_len().max(big.denominator().bit_len()),
        }
    }

    /// The power of ten of this number's size, give or take one; it is not nought.
    pub(in crate::number) fn approximate_log10(&self) -> i32 {
        use dashu_int::ops::BitTest;
        let (numerator, denominator) = match &self.0 {
            Repr::Small(n, d) => (
                64 - i64::from(n.unsigned_abs().leading_zeros()),
                64 - i64::from(d.unsigned_abs().leading_zeros()),
            ),
            Repr::Big(big) => (
                i64::try_from(big.numerator().bit_len()).unwrap_or(i64::MAX / 2),
                i64::try_from(big.denominator().bit_len()).unwrap_or(i64::MAX / 2),
            ),
        };
        // log10(2) is 0.30103.
        i32::try_from((numerator - denominator).saturating_mul(30_103) / 100_000)
            .unwrap_or(i32::MAX)
    }

    /// Two numbers that hold the `degree`-th root of this non-negative number between them, at most
    /// 2⁻⁶⁴ of the root apart; equal where the root is rational at that precision.
    ///
    /// # Panics
    /// If this is negative or `degree` is zero.
    #[must_use]
    pub fn root(&self, degree: u32) -> (Self, Self) {
        use dashu_int::ops::BitTest;
        assert!(
            degree > 0 && self.signum() >= 0,
            "internal error: a root outside its domain"
        );
        if self.is_zero() || degree == 1 {
            return (self.clone(), self.clone());
        }
        // ⌊(n·2^(k·degree)/d)^(1/degree)⌋ / 2^k, with k chosen so that the root has 65 bits or
        // more.
        let (numerator, denominator) = self.parts();
        let numerator = UBig::try_from(numerator).expect("internal error: a negative radicand");
        let degree = degree as usize;
        let deficit =
            (denominator.bit_len() / degree + 1).saturating_sub(numerator.bit_len() / degree);
        let shift = 66 + deficit;
        let scaled = numerator << (shift * degree);
        let (quotient, rest) = (&scaled / &denominator, &scaled % &denominator);
        let root = quotient.nth_root(degree);
        let exact = rest.is_zero() && root.clone().pow(degree) == quotient;
        let unit = UBig::ONE << shift;
        let below = Self::from_parts(IBig::from(root.clone()), unit.clone());
        let above = if exact {
            below.clone()
        } else {
            Self::from_parts(IBig::from(root + 1_u8), unit)
        };
        (below, above)
    }

    /// The nearest `f64`; infinite where this is beyond its range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
        match &self.0 {
            // One correctly rounded division of two exact numbers.
            Repr::Small(n, d) if n.unsigned_abs() <= EXACT && d.unsigned_abs() <= EXACT => {
                *n as f64 / *d as f64
            }
            _ => self.to_big().to_f64().value(),
        }
    }

    /// The exact value of a finite `f64`; `None` of an infinity or NaN.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        RBig::try_from(value).ok().map(Self::from_big)
    }

    /// The smaller of two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    /// The larger of two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }
}

/// Stein's algorithm. `denominator` is not zero; a word's worth of bits is the common case.
fn greatest_common_divisor(a: u128, b: u128) -> u128 {
    if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
        return u128::from(gcd_of_words(a, b));
    }
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
        if let (Ok(small), Ok(rest)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd_of_words(small, rest));
        }
    }
    a
}

fn gcd_of_words(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let shift = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    loop {
        b >>= b.trailing_zeros();
        if a > b {
            std::mem::swap(&mut a, &mut b);
        }
        b -= a;
        if b == 0 {
            return a << shift;
        }
    }
}

impl From<i64> for Rational {
    fn from(value: i64) -> Self {
        Rational(Repr::Small(value, 1))
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $big:tt, |$n1:ident, $d1:ident, $n2:ident, $d2:ident| $small:expr) => {
        impl $trait<&Rational> for &Rational {
            type Output = Rational;
            fn $method(self, other: &Rational) -> Rational {
                if let (Repr::Small(n1, d1), Repr::Small(n2, d2)) = (&self.0, &other.0) {
                    // Products of two words fit two words; their sum or difference does too, since
                    // |i64| ≤ 2^63 gives |n1·d2 ± n2·d1| ≤ 2^127 − … with denominators below 2^63.
                    let ($n1, $d1, $n2, $d2) =
                        (i128::from(*n1), i128::from(*d1), i128::from(*n2), i128::from(*d2));
                    return $small;
                }
                Rational::from_big(self.to_big() $big other.to_big())
            }
        }
        impl $trait for Rational {
            type Output = Rational;
            fn $method(self, other: Rational) -> Rational {
                (&self).$method(&other)
            }
        }
        impl $trait<&Rational> for Rational {
            type Output = Rational;
            fn $method(self, other: &Rational) -> Rational {
                (&self).$method(other)
            }
        }
    };
}

operator!(Add, add, +, |n1, d1, n2, d2| {
    if d1 == d2 { Rational::reduced(n1 + n2, d1) } else { Rational::reduced(n1 * d2 + n2 * d1, d1 * d2) }
});
operator!(Sub, sub, -, |n1, d1, n2, d2| {
    if d1 == d2 { Rational::reduced(n1 - n2, d1) } else { Rational::reduced(n1 * d2 - n2 * d1, d1 * d2) }
});
operator!(Mul, mul, *, |n1, d1, n2, d2| Rational::reduced(n1 * n2, d1 * d2));
operator!(Div, div, /, |n1, d1, n2, d2| {
    assert!(n2 != 0, "internal error: division by zero");
    Rational::reduced(n1 * d2, d1 * n2)
});

impl Neg for Rational {
    type Output = Rational;
    fn neg(self) -> Rational {
        match self.0 {
            Repr::Small(n, d) if n != i64::MIN => Rational(Repr::Small(-n, d)),
            _ => Self::from_big(-self.to_big()),
        }
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rational {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(n1, d1), Repr::Small(n2, d2)) => {
                (i128::from(*n1) * i128::from(*d2)).cmp(&(i128::from(*n2) * i128::from(*d1)))
            }
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

/// The exact fraction, `3/4`; for messages see the number formats.
impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Small(n, 1) => write!(f, "{n}"),
            Repr::Small(n, d) => write!(f, "{n}/{d}"),
            Repr::Big(big) => write!(f, "{big}"),
        }
    }
}

impl fmt::Debug for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_rational() -> impl Strategy<Value = Rational> {
        (
            any::<i64>(),
            any::<i64>().prop_filter("not zero", |d| *d != 0),
        )
            .prop_map(|(n, d)| Rational::new(n, d))
    }

    proptest! {
        #[test]
        fn the_two_forms_agree_with_big_arithmetic(a in any_rational(), b in any_rational()) {
            let (x, y) = (a.to_big(), b.to_big());
            prop_assert_eq!((&a + &b).to_big(), &x + &y);
            prop_assert_eq!((&a - &b).to_big(), &x - &y);
            prop_assert_eq!((&a * &b).to_big(), &x * &y);
            prop_assert_eq!(a.cmp(&b), x.cmp(&y));
            if let Some(quotient) = a.checked_div(&b) {
                prop_assert_eq!(quotient.to_big(), x / y);
            }
        }

        #[test]
        fn a_value_that_fits_is_kept_small(a in any_rational(), b in any_rational()) {
            prop_assert_eq!(&(&a + &b) - &b, a);
        }

        #[test]
        fn floor_and_ceil_enclose(a in any_rational()) {
            prop_assert!(a.floor() <= a && a <= a.ceil());
            prop_assert!(a.ceil() - a.floor() <= Rational::ONE);
        }

        #[test]
        fn a_root_is_enclosed_tightly(n in 1_i64..i64::MAX, d in 1_i64..i64::MAX, degree in 2_u32..9) {
            let a = Rational::new(n, d);
            let (below, above) = a.root(degree);
            let power = |x: &Rational| {
                (0..degree).fold(Rational::ONE, |product, _| product * x)
            };
            prop_assert!(power(&below) <= a && a <= power(&above));
            prop_assert!((&above - &below) * Rational::power_of_ten(19) <= below);
        }
    }

    #[test]
    fn whole_roots_are_exact() {
        let (below, above) = Rational::new(9, 4).root(2);
        assert_eq!((below, above), (Rational::new(3, 2), Rational::new(3, 2)));
    }

    #[test]
    fn powers_give_up_before_they_grow_without_bound() {
        assert_eq!(Rational::new(2, 3).pow(-3), Some(Rational::new(27, 8)));
        assert_eq!(Rational::from(10).pow(1_000_000), None);
        assert_eq!(Rational::ZERO.pow(-1), None);
        assert_eq!(Rational::ONE.pow(i32::MAX), Some(Rational::ONE));
    }

    #[test]
    fn rounding_takes_halves_away_from_nought() {
        let round = |n, d| Rational::new(n, d).round();
        assert_eq!(
            [round(5, 2), round(-5, 2), round(12, 5)],
            [3, -3, 2].map(Rational::from)
        );
    }

    #[test]
    fn long_digit_strings_are_read_exactly() {
        let nines = "9".repeat(1000);
        let big = Rational::from_digits(&nines).expect("digits");
        assert_eq!(
            (big + Rational::ONE).to_string(),
            format!("1{}", "0".repeat(1000))
        );
        assert_eq!(Rational::from_digits("1e5"), None);
    }
}
