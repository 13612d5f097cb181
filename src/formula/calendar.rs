//! The calendar functions of formulas, on days as [`number_of_date`] counts them.

use chrono::{Datelike, NaiveDate};

pub(super) use crate::number::number_of_date as number;
use crate::number::{Rational, date_of_number};

/// The date of a day's number; `None` beyond the calendar. Parts of days are cut off.
fn date(day: &Rational) -> Option<NaiveDate> {
    date_of_number(&day.floor())
}

/// The point in time counted in years: a month is a twelfth of a year, a day its part of the month.
/// February counts 29 parts in every year, so that the same day of two years is a whole number of
/// years apart; in other than leap years the last of them is skipped. Rising.
pub(super) fn year(day: &Rational) -> Option<Rational> {
    let date = date(day)?;
    let part = day - &day.floor();
    let months = i64::from(date.year()) * 12 + i64::from(date.month0());
    let days = Rational::from(i64::from(date.day0())) + part;
    Some((Rational::from(months) + days / parts(date)) / Rational::from(12))
}

/// The day at a point in time counted in years: what undoes [`year`].
pub(super) fn day(year: &Rational) -> Option<Rational> {
    let months = year * &Rational::from(12);
    let whole = months.floor();
    let (number, _) = whole.parts();
    let number = i64::try_from(number).ok()?;
    let month = u32::try_from(number.rem_euclid(12)).ok()?;
    let first = NaiveDate::from_ymd_opt(i32::try_from(number.div_euclid(12)).ok()?, month + 1, 1)?;
    let length = Rational::from(i64::from(first.num_days_in_month()));
    Some(self::number(first) + ((months - whole) * parts(first)).min(length))
}

/// Into how many parts a month is divided by its days: as many as it has where it is longest.
fn parts(date: NaiveDate) -> Rational {
    let longest = if date.month() == 2 {
        29
    } else {
        date.num_days_in_month()
    };
    Rational::from(i64::from(longest))
}

/// The years completed from one day to another: how old somebody is. Who is born on 29 February
/// grows older on 1 March of other years. Negative where the order is wrong.
pub(super) fn age(born: &Rational, on: &Rational) -> Option<Rational> {
    let (born, on) = (date(born)?, date(on)?);
    let before = (on.month(), on.day()) < (born.month(), born.day());
    Some(Rational::from(
        i64::from(on.year()) - i64::from(born.year()) - i64::from(before),
    ))
}

/// The day of the week, Monday being 1.
pub(super) fn weekday(day: &Rational) -> Rational {
    // Day 1 was a Monday.
    let days = day.floor() - Rational::ONE;
    let week = Rational::from(7);
    let weeks = (&days / &week).floor();
    days - weeks * week + Rational::ONE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day_of(year: i32, month: u32, day: u32) -> Rational {
        number(NaiveDate::from_ymd_opt(year, month, day).expect("a date"))
    }

    proptest! {
        #[test]
        fn years_rise_with_days_and_are_undone(n in 1_i64..1_000_000, part in 0_i64..24) {
            let at = Rational::from(n) + Rational::new(part, 24);
            let later = &at + &Rational::new(1, 24);
            let count = year(&at).expect("a date");
            prop_assert!(count < year(&later).expect("a date"));
            prop_assert_eq!(day(&count), Some(at));
        }

        #[test]
        fn ages_rise_by_one_on_birthdays(y in 1900_i32..2000, m in 1_u32..13, d in 1_u32..29, n in 0_i32..99) {
            let birthday = day_of(y + n, m, d);
            let eve = &birthday - &Rational::ONE;
            prop_assert_eq!(age(&day_of(y, m, d), &birthday), Some(Rational::from(i64::from(n))));
            prop_assert_eq!(age(&day_of(y, m, d), &eve), Some(Rational::from(i64::from(n) - 1)));
        }

        #[test]
        fn weekdays_are_those_of_chrono(n in 1_i32..1_000_000) {
            let date = NaiveDate::from_num_days_from_ce_opt(n).expect("a date");
            prop_assert_eq!(number(date), Rational::from(i64::from(n)));
            let expected = i64::from(date.weekday().number_from_monday());
            prop_assert_eq!(weekday(&Rational::from(i64::from(n))), Rational::from(expected));
        }
    }

    #[test]
    fn the_same_day_of_two_years_is_whole_years_apart() {
        let from = year(&day_of(2015, 3, 1)).expect("a date");
        let to = year(&day_of(2024, 3, 1)).expect("a date");
        assert_eq!(to - from, Rational::from(9));
        assert_eq!(year(&day_of(2015, 7, 1)), Some(Rational::new(4031, 2)));
        for day in 1..=28 {
            let [common, leap] = [2015, 2024].map(|y| year(&day_of(y, 2, day)).expect("a date"));
            assert_eq!(leap - common, Rational::from(9));
        }
    }

    #[test]
    fn days_beyond_the_calendar_have_no_year() {
        assert_eq!(year(&Rational::power_of_ten(12)), None);
        assert_eq!(day(&Rational::power_of_ten(12)), None);
    }
}
