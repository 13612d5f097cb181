//! No reading is off by a power of ten: numbers in words as the crate `num2words` writes them and
//! `text2num` reads them, and numbers in digits with their scales by construction.

use addsup::number::{Kind, Rational, Settings};
use addsup::prose::scan;
use num2words::Num2Words;
use proptest::prelude::*;
use text2num::{Language, text2digits};

/// What a sentence with one figure says.
fn only_figure(text: &str) -> Option<(Rational, Rational, Kind)> {
    let settings = Settings::default();
    let mut all = scan(text, &settings).map(|found| found.figure(&settings));
    let figure = all.next()?;
    let [low, high] = figure.numbers;
    all.next().is_none().then_some((low, high, figure.kind))
}

fn number(value: i64) -> Rational {
    value.into()
}

/// A scale as people write it behind digits, and what it multiplies by.
fn scale() -> impl Strategy<Value = (&'static str, i64)> {
    prop::sample::select(vec![
        ("", 1),
        (" hundred", 100),
        (" thousand", 1_000),
        (" million", 1_000_000),
        (" billion", 1_000_000_000),
        (" trillion", 1_000_000_000_000),
        (" lakh", 100_000),
        (" crore", 10_000_000),
        ("k", 1_000),
        ("m", 1_000_000),
        ("bn", 1_000_000_000),
        (" mn", 1_000_000),
        ("tn", 1_000_000_000_000),
    ])
}

/// Digits in groups of three.
fn grouped(value: i64, separator: &str) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn words_are_read_as_others_read_them(power in 0_u32..12, lead in 1_i64..1_000) {
        let value = lead * 10_i64.pow(power) + lead % 7;
        // The other reader knows no trillions.
        prop_assume!(value > 1 && value < 1_000_000_000_000);
        let words = Num2Words::new(value).to_words().expect("a number in words");
        let others: i64 = text2digits(&words, &Language::english())
            .expect("words that are a number")
            .parse()
            .expect("digits");
        prop_assert_eq!(others, value, "{}", &words);
        let text = format!("The town counted {words} books.");
        let found = only_figure(&text);
        prop_assert_eq!(found, Some((number(value), number(value), Kind::Number)), "{}", text);
    }

    #[test]
    fn digits_and_their_scale_multiply(
        lead in 1_i64..10_000,
        tenths in prop::option::of(1_i64..10),
        (word, factor) in scale(),
    ) {
        let digits = match tenths {
            Some(tenths) => format!("{lead}.{tenths}"),
            None => lead.to_string(),
        };
        let value = Rational::new(lead * 10 + tenths.unwrap_or(0), 10) * number(factor);
        let text = format!("The fund holds ${digits}{word} today.");
        let found = only_figure(&text);
        prop_assert_eq!(found, Some((value.clone(), value, Kind::Money)), "{}", text);
    }

    #[test]
    fn ranges_share_their_scale(
        low in 1_i64..20,
        more in 1_i64..20,
        in_words in any::<bool>(),
        joint in prop::sample::select(vec![" to ", "–", "-"]),
        (word, factor) in prop::sample::select(vec![
            (" thousand", 1_000_i64),
            (" million", 1_000_000),
            (" billion", 1_000_000_000),
        ]),
    ) {
        let high = low + more;
        let (joint, write): (&str, fn(i64) -> String) = if in_words {
            (" to ", |value| Num2Words::new(value).to_words().expect("a number in words"))
        } else {
            (joint, |value| value.to_string())
        };
        let text = format!("It needs {}{joint}{}{word} tonnes.", write(low), write(high));
        let (a, b, _) = only_figure(&text).expect("a figure");
        prop_assert_eq!((a, b), (number(low * factor), number(high * factor)), "{}", text);
    }

    #[test]
    fn groups_part_no_number(
        value in 1_000_i64..10_000_000_000,
        separator in prop::sample::select(vec![",", "\u{a0}", "\u{202f}", "'", "’"]),
    ) {
        let text = format!("It holds {} kg.", grouped(value, separator));
        let found = only_figure(&text).map(|(low, ..)| low);
        prop_assert_eq!(found, Some(number(value)), "{}", text);
    }

    #[test]
    fn a_decimal_comma_is_one_everywhere(whole in 1_i64..1_000_000, cents in 0_i64..100) {
        let text = format!("Das kostet {},{cents:02} EUR.", grouped(whole, "."));
        let found = only_figure(&text).map(|(low, ..)| low);
        let value = Rational::new(whole * 100 + cents, 100);
        prop_assert_eq!(found, Some(value), "{}", text);
    }
}
