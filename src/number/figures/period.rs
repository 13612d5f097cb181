//! Periods and dates, as articles name them.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::number::exact::Rational;
use crate::number::lexicon::{MONTHS, WEEKDAYS};

/// The last year there is.
const LAST_YEAR: i32 = 9999;

/// A stretch of the calendar that a figure speaks of: a year, a quarter, a month, a span of months,
/// a day.
///
/// ```
/// use addsup::number::{Period, Rational};
/// let from = Period::parse("2015")?;
/// let to = Period::parse("first quarter of 2022")?;
/// assert_eq!(from.years_until(&to), Rational::from(7));
/// assert_eq!(to.to_string(), "Q1 2022");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    pub(in crate::number) start: NaiveDate,
    pub(in crate::number) end: NaiveDate,
}

impl Period {
    /// From `start` up to but not including `end`; `None` where that is no time at all.
    #[must_use]
    pub fn new(start: NaiveDate, end: NaiveDate) -> Option<Self> {
        (start < end).then_some(Period { start, end })
    }

    /// One day; `None` for the last one that can be told.
    #[must_use]
    pub fn day(date: NaiveDate) -> Option<Self> {
        Self::new(date, date.succ_opt()?)
    }

    /// A calendar year from 1 to 9999.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        Self::months_of(year, 1, 12)
    }

    /// So many months from the first of a month.
    pub(in crate::number) fn months_of(year: i32, month: u32, count: u32) -> Option<Self> {
        if !(1..=LAST_YEAR).contains(&year) {
            return None;
        }
        let start = NaiveDate::from_ymd_opt(year, month, 1)?;
        Self::new(start, start.checked_add_months(Months::new(count))?)
    }

    /// The first day.
    #[must_use]
    pub fn start(&self) -> NaiveDate {
        self.start
    }

    /// The day after the last.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        self.end
    }

    /// The last day.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.end
            .checked_sub_days(Days::new(1))
            .unwrap_or(self.start)
    }

    /// How many months long this is, if it is whole months.
    #[must_use]
    pub fn months(&self) -> Option<i64> {
        (self.start.day() == self.end.day())
            .then(|| month_number(self.end) - month_number(self.start))
    }

    /// How many years long this is: whole months exactly, otherwise days of a mean year of
    /// 365.2425.
    #[must_use]
    pub fn years(&self) -> Rational {
        years_between(self.start, self.end)
    }

    /// How many years from the start of this period to the start of `later`: whole months where
    /// both start on the same day of the month, otherwise days of a mean year of 365.2425.
    #[must_use]
    pub fn years_until(&self, later: &Period) -> Rational {
        years_between(self.start, later.start)
    }

    /// The least period that holds both.
    #[must_use]
    pub fn hull(&self, other: &Period) -> Self {
        Period {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

fn years_between(from: NaiveDate, to: NaiveDate) -> Rational {
    if from.day() == to.day() {
        Rational::new(month_number(to) - month_number(from), 12)
    } else {
        Rational::from((to - from).num_days()) * Rational::new(10_000, 3_652_425)
    }
}

fn month_number(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

/// The number of a day in the base unit of [`Base::Date`](crate::number::Base::Date), the one count
/// of days there is: as in chrono, day 1 is the first of January of the year 1.
#[must_use]
pub fn number_of_date(date: NaiveDate) -> Rational {
    Rational::from(i64::from(date.num_days_from_ce()))
}

/// The day with this number; `None` where the number is not whole, or beyond the calendar.
#[must_use]
pub fn date_of_number(number: &Rational) -> Option<NaiveDate> {
    let days: i64 = number.to_i64()?;
    let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)?;
    (1..=LAST_YEAR).contains(&date.year()).then_some(date)
}

/// As people write it, and as [`Period::parse`] reads it.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, last) = (self.start, self.last_day());
        let (year, month) = (start.year(), start.month());
        let whole_months = start.day() == 1 && self.end.day() == 1;
        let one_year = year == last.year();
        match self.months().filter(|_| whole_months) {
            Some(12) if month == 1 => write!(f, "{year:04}"),
            Some(months) if months % 12 == 0 && month == 1 => {
                write!(f, "{year:04}–{:04}", last.year())
            }
            Some(3) if month % 3 == 1 => write!(f, "Q{} {year:04}", month / 3 + 1),
            Some(6) if month % 6 == 1 => write!(f, "H{} {year:04}", month / 6 + 1),
            Some(1) => write!(f, "{} {year:04}", month_name(month)),
            Some(_) if one_year => write!(
                f,
                "{} to {} {year:04}",
                month_name(month),
                month_name(last.month())
            ),
            Some(_) => write!(
                f,
                "{} {year:04} to {} {:04}",
                month_name(month),
                month_name(last.month()),
                last.year()
            ),
            None if start == last => write_day(f, start),
            None => {
                write_day(f, start)?;
                f.write_str(" to ")?;
                write_day(f, last)
            }
        }
    }
}

fn write_day(f: &mut fmt::Formatter<'_>, date: NaiveDate) -> fmt::Result {
    write!(
        f,
        "{} {} {:04}",
        date.day(),
        month_name(date.month()),
        date.year()
    )
}

fn month_name(month: u32) -> &'static str {
    MONTHS[usize::try_from(month - 1).expect("internal error: a month below 1")]
}

/// The name of the day of the week with this number.
pub(super) fn weekday_name(number: &Rational) -> Option<&'static str> {
    let index = usize::try_from(number.to_i64()?).ok()?.checked_sub(1)?;
    WEEKDAYS.get(index).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2015", "2015-01-01", "2016-01-01")]
    #[case("FY2023", "2023-01-01", "2024-01-01")]
    #[case("fiscal 2023", "2023-01-01", "2024-01-01")]
    #[case("fiscal year 2023", "2023-01-01", "2024-01-01")]
    #[case("FY23", "2023-01-01", "2024-01-01")]
    #[case("Q1 2023", "2023-01-01", "2023-04-01")]
    #[case("2023-Q1", "2023-01-01", "2023-04-01")]
    #[case("2023Q4", "2023-10-01", "2024-01-01")]
    #[case("the first quarter of 2023", "2023-01-01", "2023-04-01")]
    #[case("third quarter 2023", "2023-07-01", "2023-10-01")]
    #[case("H1 2023", "2023-01-01", "2023-07-01")]
    #[case("second half of 2023", "2023-07-01", "2024-01-01")]
    #[case("2023-04", "2023-04-01", "2023-05-01")]
    #[case("April 2023", "2023-04-01", "2023-05-01")]
    #[case("Sept. 2023", "2023-09-01", "2023-10-01")]
    #[case("2023-01..2023-04", "2023-01-01", "2023-05-01")]
    #[case("January to April 2023", "2023-01-01", "2023-05-01")]
    #[case("January–April 2023", "2023-01-01", "2023-05-01")]
    #[case("from January to April 2023", "2023-01-01", "2023-05-01")]
    #[case("November to February 2023", "2022-11-01", "2023-03-01")]
    #[case("first four months of 2023", "2023-01-01", "2023-05-01")]
    #[case("last 3 months of 2022", "2022-10-01", "2023-01-01")]
    #[case("2010..2020", "2010-01-01", "2021-01-01")]
    #[case("2010–2020", "2010-01-01", "2021-01-01")]
    #[case("2010-2020", "2010-01-01", "2021-01-01")]
    #[case("2010–11", "2010-01-01", "2012-01-01")]
    #[case("between 2010 and 2020", "2010-01-01", "2021-01-01")]
    #[case("2023-06-14", "2023-06-14", "2023-06-15")]
    #[case("14 June 2023", "2023-06-14", "2023-06-15")]
    #[case("June 14, 2023", "2023-06-14", "2023-06-15")]
    #[case("14th of June 2023", "2023-06-14", "2023-06-15")]
    #[case("1 June 2023 to 3 July 2023", "2023-06-01", "2023-07-04")]
    #[case("the 1990s", "1990-01-01", "2000-01-01")]
    #[case("4Q23", "2023-10-01", "2024-01-01")]
    #[case("1Q2024", "2024-01-01", "2024-04-01")]
    #[case("third quarter of fiscal 2013", "2013-07-01", "2013-10-01")]
    #[case("Q3 FY2013", "2013-07-01", "2013-10-01")]
    #[case("fiscal 2013 third quarter", "2013-07-01", "2013-10-01")]
    #[case("2012/13", "2012-07-01", "2013-07-01")]
    #[case("12 months to March 2005", "2004-04-01", "2005-04-01")]
    #[case("nine months to September 2020", "2020-01-01", "2020-10-01")]
    #[case("three months ended September 30, 2011", "2011-07-01", "2011-10-01")]
    #[case("the year ended 31 December 2019", "2019-01-01", "2020-01-01")]
    #[case("year to December 2004", "2004-01-01", "2005-01-01")]
    #[case("Q2 2022 to Q1 2023", "2022-04-01", "2023-04-01")]
    fn periods(#[case] text: &str, #[case] start: &str, #[case] end: &str) {
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(
            Period::parse(text),
            Ok(Period::new(date(start), date(end)).expect("a period"))
        );
    }

    #[rstest]
    #[case("")]
    #[case("yesterday")]
    #[case("2023-13")]
    #[case("2023-02-30")]
    #[case("30 February 2023")]
    #[case("Q5 2023")]
    #[case("0000")]
    #[case("12345")]
    #[case("April")]
    #[case("2020..2010")]
    #[case("2023 and then")]
    #[case("first thirteen months of 2023")]
    #[case("5Q23")]
    #[case("2012/14")]
    #[case("99 months to March 2005")]
    #[case("three months ended")]
    fn no_periods(#[case] text: &str) {
        assert!(Period::parse(text).is_err(), "{:?}", Period::parse(text));
    }

    #[test]
    fn years_are_counted_in_whole_months_or_mean_days() {
        let period = |text: &str| Period::parse(text).expect("a period");
        assert_eq!(
            period("2015").years_until(&period("2022")),
            Rational::from(7)
        );
        assert_eq!(
            period("2015-07").years_until(&period("2022-01")),
            Rational::new(13, 2)
        );
        assert_eq!(
            period("2022").years_until(&period("2015")),
            Rational::from(-7)
        );
        assert_eq!(
            period("2023-01-01").years_until(&period("2023-01-02")),
            Rational::new(10_000, 3_652_425)
        );
        assert_eq!(period("2023-01..2023-04").months(), Some(4));
        assert_eq!(period("14 June 2023").months(), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(year in 1_i32..9990, month in 1_u32..=12, count in 1_u32..60) {
            let period = Period::months_of(year, month, count).expect("a period");
            prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
        }

        #[test]
        fn days_are_read_back(days in 1_i32..3_600_000, more in 0_u64..900) {
            let start = NaiveDate::from_num_days_from_ce_opt(days).expect("a date");
            let end = start.checked_add_days(Days::new(more + 1)).expect("a date");
            let period = Period::new(start, end).expect("a period");
            prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
            prop_assert_eq!(date_of_number(&number_of_date(start)), Some(start));
        }

        #[test]
        fn any_text_is_answered(text in "\\PC*") {
            let _ = Period::parse(&text);
        }
    }
}
