//! The currencies held against ISO 4217, as the crate `iso_currency` publishes it, so that a
//! currency that is new or gone shows here.

use addsup::number::{Figure, Kind, Settings};
use iso_currency::{Currency, IntoEnumIterator};

/// Codes of the standard that are no money of a country: metals, units of account, tests.
const NO_MONEY: &[&str] = &[
    "BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "UYI", "UYW", "XAD", "XAG", "XAU", "XBA",
    "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX",
];

/// Money that is gone; some of it is still named.
const GONE: &[&str] = &[
    "ATS", "BEF", "DEM", "ESP", "FIM", "FRF", "GRD", "IEP", "ITL", "NLG", "PTE", "ANG", "CUC",
    "HRK", "SLL", "VED", "ZWL",
];

/// What is written as if it had a code of the standard.
const UNOFFICIAL: &[&str] = &["BTC", "CNH"];

/// Whether `5 CODE` is so much of that money.
fn is_money(code: &str) -> bool {
    let figure = Figure::parse(&format!("5 {code}"), &Settings::default());
    figure.is_ok_and(|figure| figure.kind == Kind::Money && figure.unit.name() == code)
}

#[test]
fn every_currency_of_the_standard_is_read() {
    let missing: Vec<&str> = Currency::iter()
        .map(|currency| currency.code())
        .filter(|code| !NO_MONEY.contains(code) && !GONE.contains(code) && !is_money(code))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_code_that_is_read_is_one_of_the_standard_or_was() {
    let letters = || 'A'..='Z';
    let mut unknown = Vec::new();
    for (a, b, c) in
        letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| (a, b, c))))
    {
        let code: String = [a, b, c].iter().collect();
        let standard = Currency::from_code(&code).is_some();
        if is_money(&code) && !standard && !GONE.contains(&&*code) && !UNOFFICIAL.contains(&&*code)
        {
            unknown.push(code);
        }
    }
    assert_eq!(unknown, Vec::<String>::new());
}
