//! Periods that count from the day an article was published: `last year`, `this quarter`,
//! `yesterday`.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::number::Period;

/// Why a text is no period.
pub(super) struct NoPeriod {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// Reads a period, named outright or as seen from `published`.
pub(super) fn read(text: &str, published: Option<NaiveDate>) -> Result<Period, NoPeriod> {
    let Some(relative) = Relative::parse(text) else {
        return Period::parse(text).map_err(|message| match message.split_once("; ") {
            Some((message, help)) => NoPeriod {
                message: message.to_owned(),
                help: Some(help.to_owned()),
            },
            None => NoPeriod {
                message,
                help: None,
            },
        });
    };
    let Some(published) = published else {
        return Err(NoPeriod {
            message: format!(
                "`{text}` counts from the day of publication, which this file does not tell"
            ),
            help: Some("add `published: 2023-06-14` at the top, or name the period".to_owned()),
        });
    };
    relative.seen_from(published).ok_or_else(|| NoPeriod {
        message: format!("`{text}` lies beyond the calendar"),
        help: None,
    })
}

/// The period that `last year` and the like name as seen from a day; `None` of other texts.
pub(crate) fn period_seen_from(text: &str, day: NaiveDate) -> Option<Period> {
    Relative::parse(text)?.seen_from(day)
}

/// A period so many of its kind from now.
struct Relative {
    /// −1 is the last one, 0 this one.
    steps: i32,
    unit: Unit,
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    /// So many months, which a year is a multiple of.
    Months(u32),
}

impl Relative {
    fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let mut words = text.split_ascii_whitespace().filter(|&word| word != "the");
        let first = words.next()?;
        let day = |steps| Relative {
            steps,
            unit: Unit::Day,
        };
        let relative = match first {
            "today" => day(0),
            "yesterday" => day(-1),
            "tomorrow" => day(1),
            _ => {
                let steps = match first {
                    "last" | "previous" => -1,
                    "this" | "current" => 0,
                    "next" => 1,
                    _ => return None,
                };
                let unit = match words.next()? {
                    "month" => Unit::Months(1),
                    "quarter" => Unit::Months(3),
                    "year" => Unit::Months(12),
                    _ => return None,
                };
                Relative { steps, unit }
            }
        };
        words.next().is_none().then_some(relative)
    }

    fn seen_from(&self, published: NaiveDate) -> Option<Period> {
        match self.unit {
            Unit::Day => {
                let step = Days::new(1);
                let day = match self.steps {
                    0 => published,
                    1.. => published.checked_add_days(step)?,
                    _ => published.checked_sub_days(step)?,
                };
                Period::day(day)
            }
            Unit::Months(months) => {
                let first = published
                    .with_day(1)?
                    .with_month(published.month0() / months * months + 1)?;
                let step = Months::new(months);
                let start = match self.steps {
                    0 => first,
                    1.. => first.checked_add_months(step)?,
                    _ => first.checked_sub_months(step)?,
                };
                Period::new(start, start.checked_add_months(step)?)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("last year", "2022")]
    #[case("this year", "2023")]
    #[case("the previous year", "2022")]
    #[case("last quarter", "Q4 2022")]
    #[case("this quarter", "Q1 2023")]
    #[case("next quarter", "Q2 2023")]
    #[case("last month", "January 2023")]
    #[case("Next month", "March 2023")]
    #[case("yesterday", "13 February 2023")]
    #[case("today", "2023-02-14")]
    #[case("Q3 2021", "Q3 2021")]
    fn counts_from_the_day_of_publication(#[case] text: &str, #[case] expected: &str) {
        let published = NaiveDate::from_ymd_opt(2023, 2, 14);
        let period = read(text, published).map_err(|fault| fault.message);
        assert_eq!(period, Period::parse(expected));
    }

    #[test]
    fn needs_the_day_of_publication() {
        assert!(read("last year", None).is_err_and(|fault| fault.help.is_some()));
        assert!(read("last fortnight", None).is_err());
        assert!(read("last year", NaiveDate::from_ymd_opt(-262_143, 1, 1)).is_err());
    }
}
