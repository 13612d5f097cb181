//! Exponentials and logarithms of rationals, bracketed by directed rounding.

use dashu_float::FBig;
use dashu_float::round::{ErrorBounds, mode};
use dashu_int::UBig;
use dashu_int::ops::BitTest;
use dashu_ratio::RBig;

use crate::number::Rational;

/// The binary digits of a bracket's ends.
const PRECISION: usize = 80;
/// The largest exponent that is computed: e^2000 has 2886 binary digits.
const MAX_EXPONENT: i64 = 2000;

/// Two numbers with `e^x` between them; no upper one where it is too large to compute.
pub(super) fn exp(x: &Rational) -> (Rational, Option<Rational>) {
    let limit = Rational::from(MAX_EXPONENT);
    if x.is_zero() {
        (Rational::ONE, Some(Rational::ONE))
    } else if *x > limit {
        (exp(&limit).0, None)
    } else if *x < -limit.clone() {
        (Rational::ZERO, exp(&-limit).1)
    } else {
        let below = rational(&float::<mode::Down>(x, PRECISION).exp());
        let above = rational(&float::<mode::Up>(x, PRECISION).exp());
        (below, Some(above))
    }
}

/// Two numbers with the natural logarithm of `x > 0` between them.
pub(super) fn ln(x: &Rational) -> (Rational, Rational) {
    assert!(
        x.signum() > 0,
        "internal error: a logarithm outside its domain"
    );
    if *x == Rational::ONE {
        return (Rational::ZERO, Rational::ZERO);
    }
    // Near one the logarithm is about as small as the distance to it, and rounding `x` must not
    // drown it.
    let (distance, whole) = (x - &Rational::ONE).parts();
    let precision = PRECISION + whole.bit_len().saturating_sub(distance.bit_len());
    let below = rational(&float::<mode::Down>(x, precision).ln());
    let above = rational(&float::<mode::Up>(x, precision).ln());
    (below, above)
}

fn float<R: ErrorBounds>(x: &Rational, precision: usize) -> FBig<R, 2> {
    let (numerator, denominator) = x.parts();
    RBig::from_parts(numerator, denominator)
        .to_float(precision)
        .value()
}

fn rational<R: ErrorBounds>(x: &FBig<R, 2>) -> Rational {
    let repr = x.repr();
    let scale = UBig::ONE << repr.exponent().unsigned_abs();
    if repr.exponent() < 0 {
        Rational::from_parts(repr.significand().clone(), scale)
    } else {
        Rational::from_parts(repr.significand() * scale, UBig::ONE)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn narrow(below: &Rational, above: &Rational) -> bool {
        let width = above - below;
        width.signum() >= 0 && &width * &Rational::power_of_ten(20) <= above.abs().max(below.abs())
    }

    proptest! {
        #[test]
        fn logarithms_and_exponentials_undo_each_other(n in 1_i64..1_000_000_000, d in 1_i64..1_000_000_000) {
            let x = Rational::new(n, d);
            let (low, high) = ln(&x);
            prop_assert!(narrow(&low, &high), "{} {}", low, high);
            let back = (exp(&low).0, exp(&high).1.expect("small"));
            prop_assert!(back.0 <= x && x <= back.1);
        }

        #[test]
        fn exponentials_agree_with_their_series(n in -1000_i64..1000) {
            // For |x| ≤ 1 the series cut off after the term of order 20 is off by less than 2/21!.
            let x = Rational::new(n, 1000);
            let mut term = Rational::ONE;
            let mut sum = Rational::ONE;
            for k in 1..=20 {
                term = &(&term * &x) / &Rational::from(k);
                sum = &sum + &term;
            }
            let error = Rational::new(2, 1_000_000_000_000_000_000);
            let (low, high) = exp(&x);
            let high = high.expect("small");
            prop_assert!(narrow(&low, &high));
            prop_assert!(low <= &sum + &error && &sum - &error <= high);
        }
    }

    #[test]
    fn logarithms_of_numbers_near_one_are_as_narrow_as_others() {
        for x in [
            Rational::new(46_722_304, 46_714_576),
            Rational::new(i64::MAX - 1, i64::MAX),
        ] {
            let (low, high) = ln(&x);
            assert!(narrow(&low, &high), "{low} {high}");
        }
    }

    #[test]
    fn exact_values_are_points() {
        assert_eq!(exp(&Rational::ZERO), (Rational::ONE, Some(Rational::ONE)));
        assert_eq!(ln(&Rational::ONE), (Rational::ZERO, Rational::ZERO));
    }

    #[test]
    fn huge_exponents_are_bounded_on_one_side() {
        let huge = Rational::power_of_ten(6);
        let (low, high) = exp(&huge);
        assert!(low > Rational::power_of_ten(800) && high.is_none());
        let (low, high) = exp(&-huge);
        assert!(low.is_zero() && high.is_some_and(|high| high.signum() > 0));
    }

    #[test]
    fn logarithms_of_extreme_numbers_are_quick_and_right() {
        let (low, high) = ln(&Rational::power_of_ten(300));
        // 300 · ln 10 = 690.775527898…
        assert!(
            low > Rational::new(690_775_527, 1_000_000)
                && high < Rational::new(690_775_528, 1_000_000)
        );
        let (low, high) = ln(&(Rational::ONE + Rational::ONE / Rational::power_of_ten(60)));
        assert!(low.signum() >= 0 && high <= Rational::ONE / Rational::power_of_ten(20));
    }
}
