//! Dates from the text of a claim file to the verdict, held against chrono: no part of addsup
//! stands on both sides of these comparisons.

use std::fmt::Write;

use addsup::check::{self, ClaimReport, Report};
use addsup::claim::{ClaimSet, Verdict};
use addsup::source::Sources;
use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

fn check(claims: &str) -> Report {
    let mut sources = Sources::default();
    let set = ClaimSet::from_texts(&mut sources, "claims/x", None, &[("dates.yaml", claims)]);
    let report = check::check(&sources, &set, &check::Options::default());
    let faults = &report.files[0].diagnostics;
    assert!(faults.is_empty(), "{faults:?}\n{claims}");
    report
}

fn claim(stated: &str, formula: &str) -> ClaimReport {
    let text = format!("claims:\n  it:\n    stated: \"{stated}\"\n    formula: '{formula}'\n");
    check(&text).files[0].claims[0].clone()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

/// As articles write it: `5 March 2021`.
fn written(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

#[test]
fn weekdays_are_those_of_the_calendar_for_four_centuries() {
    // The calendar repeats itself after 400 years; one claim for each month, each day of it by its
    // name.
    let mut claims = "claims:".to_owned();
    let mut date = day(1800, 1, 1);
    while date < day(2200, 1, 1) {
        let before = if date.day() == 1 {
            format!("\n  {}:\n    formula: ", date.format("m%Y_%m"))
        } else {
            " and ".to_owned()
        };
        let (written, weekday) = (written(date), date.format("%A"));
        let _ = write!(claims, "{before}weekday(\"{written}\") = \"{weekday}\"");
        date = date + Days::new(1);
    }
    let report = check(&claims);
    let claims = &report.files[0].claims;
    assert_eq!(claims.len(), 400 * 12);
    for claim in claims {
        assert_eq!(claim.verdict, Verdict::Consistent, "{}", claim.id);
    }
}

#[test]
fn another_day_of_the_week_is_told_by_name() {
    let claim = claim("Monday", "weekday(\"27 June 2017\")");
    assert_eq!(claim.verdict, Verdict::Inconsistent);
    let reading = &claim.readings[0];
    assert_eq!(
        reading.computed.as_ref().map(|it| it.text.as_str()),
        Some("Tuesday")
    );
    assert_eq!(
        reading.distance, None,
        "no day of the week lies further off than another"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn dates_keep_their_distance(a in 1_i32..700_000, more in 1_u64..30_000) {
        let from = NaiveDate::from_num_days_from_ce_opt(a + 36_500).expect("a date");
        let to = from + Days::new(more);
        let formula = format!("\"{}\" - \"{}\"", written(to), written(from));
        let right = claim(&format!("exactly {more} days"), &formula);
        prop_assert_eq!(right.verdict, Verdict::Consistent);
        let wrong = claim(&format!("exactly {} days", more + 1), &formula);
        prop_assert_eq!(wrong.verdict, Verdict::Inconsistent);
    }

    #[test]
    fn years_and_ages_are_those_of_chrono(a in 1_i32..700_000, more in 1_u64..30_000) {
        let born = NaiveDate::from_num_days_from_ce_opt(a + 36_500).expect("a date");
        let on = born + Days::new(more);
        let age = on.years_since(born).expect("later");
        let formula = format!("age(\"{}\", \"{}\")", written(born), written(on));
        prop_assert_eq!(claim(&format!("exactly {age}"), &formula).verdict, Verdict::Consistent);
        prop_assert_eq!(claim(&format!("exactly {}", age + 1), &formula).verdict, Verdict::Inconsistent);
    }

    #[test]
    fn the_same_day_is_whole_years_apart(year in 1_i32..2_200, month in 1_u32..13, d in 1_u32..32, years in 1_i32..200) {
        let dates = [year + 1000, year + 1000 + years].map(|y| NaiveDate::from_ymd_opt(y, month, d));
        if let [Some(from), Some(to)] = dates {
            let formula = format!("years(\"{}\", \"{}\")", written(from), written(to));
            prop_assert_eq!(claim(&format!("exactly {years}"), &formula).verdict, Verdict::Consistent);
        }
    }
}
