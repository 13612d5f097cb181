//! Texts that nobody writes by accident: the scanner gives an answer soon, its figures stand in
//! order and inside the text, and what is twice as long takes about twice as long.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use addsup::number::Settings;
use addsup::prose::{Markup, Visible, answer_line, scan, scan_json};
use proptest::prelude::*;
use rstest::rstest;

/// Longer than any machine under load takes for what should take a fraction of a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many figures there are. Panics if that takes too long, or if one is out of its place.
fn figures(text: String, markup: Markup) -> usize {
    let (send, receive) = mpsc::channel();
    let worker = thread::spawn(move || {
        let settings = Settings::default();
        let visible = Visible::new(&text, markup);
        let (mut count, mut last) = (0, 0);
        for found in scan(visible.text(), &settings) {
            assert!(last <= found.span.start && found.span.start < found.span.end);
            last = found.span.end;
            let original = visible.original(found.span.clone());
            assert!(text.get(original).is_some(), "a figure cuts a character");
            assert!(found.figure(&settings).numbers[0].to_f64().is_finite());
            count += 1;
        }
        send.send(count).expect("somebody waits for the answer");
    });
    match receive.recv_timeout(PATIENCE) {
        Ok(count) => count,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("no answer within {PATIENCE:?}"),
        Err(mpsc::RecvTimeoutError::Disconnected) => match worker.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => unreachable!("the worker ended without an answer"),
        },
    }
}

/// Every character that Unicode calls white space.
const SPACES: &str = "\t\n\u{b}\u{c}\r \u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\
                      \u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}";

#[rstest]
#[case::nothing(String::new(), 0)]
#[case::a_million_digits("9".repeat(1_000_000), 0)]
#[case::a_million_decimals(format!("0.{}", "3".repeat(1_000_000)), 0)]
#[case::a_million_groups(format!("1{}", ",000".repeat(250_000)), 0)]
#[case::many_numbers("7 ".repeat(50_000), 50_000)]
#[case::many_listed("7, ".repeat(50_000), 50_000)]
#[case::number_words("million ".repeat(200_000), 0)]
#[case::number_words_that_join("nine hundred ninety-nine thousand ".repeat(10_000), 10_000)]
#[case::hedges("more than about nearly ".repeat(20_000), 0)]
#[case::openings("between from ".repeat(30_000), 0)]
#[case::ranges("5 to ".repeat(50_000), 50_000)]
#[case::dashes("-".repeat(1_000_000), 0)]
#[case::signs("$€£<>~+-−".repeat(30_000), 0)]
#[case::points(".".repeat(1_000_000), 0)]
#[case::letters("k".repeat(1_000_000), 0)]
#[case::hyphens("ten-".repeat(200_000), 1)]
#[case::units("5 tonnes per tonnes per ".repeat(50_000), 25_000)]
#[case::powers("10^9^9^9 ".repeat(50_000), 100_000)]
#[case::exponents("1e999999 ".repeat(50_000), 0)]
#[case::fractions("1/0 1/9999999999 ".repeat(50_000), 0)]
#[case::telephones("+44 20 7946 0958 ".repeat(50_000), 0)]
#[case::addresses("http://x.org/5?".repeat(50_000), 0)]
#[case::at_signs("5@5".repeat(100_000), 0)]
#[case::blanks(" ".repeat(1_000_000), 0)]
#[case::blanks_between(format!("5{}tonnes", " ".repeat(1_000_000)), 1)]
#[case::line_ends("\n".repeat(1_000_000), 0)]
#[case::controls("\u{1}\u{2}\u{7f}5\u{0}".repeat(50_000), 50_000)]
#[case::zero_width("5\u{200b}0\u{feff}".repeat(50_000), 50_000)]
#[case::combining(format!("5{}", "\u{301}".repeat(500_000)), 1)]
#[case::letters_beyond_the_first_plane("𐓱 2; ".repeat(50_000), 50_000)]
#[case::joined_emoji("👩‍👩‍👧 5 ".repeat(50_000), 50_000)]
#[case::right_to_left("\u{202e}5 \u{5e9}\u{5e7}\u{5dc}\u{200f} ".repeat(50_000), 50_000)]
#[case::vulgar_fractions("½4 4½.5 ".repeat(10_000), 20_001)]
#[case::a_wide_character_before_a_year("\u{fe64}1111 to 1112 ".repeat(100), 100)]
#[case::a_wide_character_before_a_number("½\u{4}4".to_owned(), 2)]
#[case::arabic_digits("٣٤٥ ۳۴۵ ".repeat(50_000), 0)]
#[case::wide_digits("３４５ ".repeat(50_000), 0)]
#[case::long_words(format!("5 {}s", "a".repeat(1_000_000)), 1)]
#[case::one_line_of_a_megabyte("It sold 5 cars to 3 firms. ".repeat(40_000), 80_000)]
fn plain(#[case] text: String, #[case] expected: usize) {
    assert_eq!(figures(text, Markup::Plain), expected);
}

#[rstest]
#[case::unclosed_tag(format!("5 <p {}", "a='6' ".repeat(100_000)), Markup::Html)]
#[case::unclosed_tags("<div>5 ".repeat(20_000), Markup::Html)]
#[case::unclosed_script(format!("5 <script>{}", "7 ".repeat(100_000)), Markup::Html)]
#[case::unclosed_comment(format!("5 <!--{}", " 7".repeat(100_000)), Markup::Html)]
#[case::many_left("<".repeat(100_000), Markup::Html)]
#[case::entities("&#53;&nbsp;&amp;&#x110000;&bogus; ".repeat(10_000), Markup::Html)]
#[case::endless_entity(format!("&{}", "a".repeat(1_000_000)), Markup::Html)]
#[case::brackets("[".repeat(50_000), Markup::Markdown)]
#[case::links("[5](".repeat(50_000), Markup::Markdown)]
#[case::stars("*5_".repeat(50_000), Markup::Markdown)]
#[case::ticks("`5``".repeat(50_000), Markup::Markdown)]
#[case::quotes(">".repeat(20_000), Markup::Markdown)]
#[case::lists("- ".repeat(20_000), Markup::Markdown)]
#[case::table(format!("|{}\n|{}\n", "5|".repeat(10_000), "-|".repeat(10_000)), Markup::Markdown)]
#[case::front_matter_without_end(format!("---\n{}", "a: 5\n".repeat(10_000)), Markup::Markdown)]
#[case::footnotes("[^1]: 5\n\n".repeat(20_000), Markup::Markdown)]
fn marked_up(#[case] text: String, #[case] markup: Markup) {
    figures(text, markup);
}

#[test]
fn every_space_and_digit_may_stand_anywhere() {
    for space in SPACES.chars() {
        let text = format!(
            "up{space}5{space}%{space}to{space}US${space}68{space}billion{space}in{space}21{space}cities"
        );
        let count = figures(text, Markup::Plain);
        // Behind a line's end or a separator something else begins; a blank of any width is a
        // blank.
        let blank = space == ' ' || space > '\u{85}' && !('\u{2028}'..='\u{2029}').contains(&space);
        assert!(!blank || count == 3, "{space:?} gives {count}");
    }
    let digits: String = (0..=0x1fbf9)
        .filter_map(char::from_u32)
        .filter(|c| c.is_numeric())
        .collect();
    figures(digits.clone(), Markup::Plain);
    figures(
        digits
            .chars()
            .flat_map(|digit| [digit, ' ', 'm', ' '])
            .collect(),
        Markup::Plain,
    );
}

#[test]
fn bytes_that_are_no_text_are_refused_by_line() {
    let settings = Settings::default();
    let random: Vec<u8> = (0_u32..100_000)
        .map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3])
        .collect();
    assert!(answer_line(&random, &settings).is_err());
    let text = String::from_utf8_lossy(&random).into_owned();
    for markup in [Markup::Plain, Markup::Markdown, Markup::Html] {
        figures(text.clone(), markup);
        let json = scan_json(&text, markup, &settings);
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }
}

/// The shortest of three runs.
fn time(text: &str) -> Duration {
    let runs = (0..3).map(|_| {
        let start = Instant::now();
        std::hint::black_box(scan(text, &Settings::default()).count());
        start.elapsed()
    });
    runs.min().expect("three runs")
}

#[rstest]
#[case::digits("9")]
#[case::numbers("7 ")]
#[case::list("7, ")]
#[case::number_words("nine hundred ")]
#[case::hedges("more than ")]
#[case::ranges("5 to ")]
#[case::groups("1,")]
#[case::hyphens("5-")]
#[case::points("1.2.")]
#[case::slashes("1/")]
#[case::units("5 tonnes per ")]
#[case::capitals("A")]
#[case::ages("aged 5, ")]
#[case::words("rise to ")]
#[case::letters("k")]
#[case::blanks(" ")]
#[case::dashes("-")]
#[case::money("$")]
#[case::addresses("http:5")]
#[case::wide("é")]
fn eight_times_the_text_takes_no_more_than_a_small_multiple_of_eight_times(#[case] part: &str) {
    let short = part.repeat(8_000 / part.len());
    let long = part.repeat(64_000 / part.len());
    // A quadratic scanner takes 64 times as long. What is over in no time is not measured well.
    let limit = time(&short) * 30 + Duration::from_millis(20);
    assert!(time(&long) < limit, "{:?} {:?}", time(&short), time(&long));
}

/// What rules of the scanner look at, and characters of every width for them to cut in two.
#[rustfmt::skip]
const FRAGMENTS: &[&str] = &[
    " ", " ", " ", "\n", "\t", "\u{a0}", "\u{2009}", "\u{4}", ",", ", ", ".", ". ", ";", ":", "-", "–", "—", "−", "/", "(", ")", "[", "]", "%", "$", "€", "£", "¢", "+", "~", "<", "≥", "=",
    "±", "×", "^", "'", "’", "\"", "“", "”", "#", "@", "é", "½", "²", "﹤", "٣", "😀", "\u{301}", "\u{202e}", "0", "1", "5", "12", "19", "100", "737", "1111", "2019", "1990s", "3rd", "10.5",
    "1,000", "0.25", "a", "an", "the", "of", "in", "to", "and", "or", "by", "from", "between", "up", "down", "about", "more than", "less than", "at least", "nearly", "over", "under", "or more",
    "rose", "fell", "cut", "aged", "old", "year", "years", "-year-old", "one", "two", "ten", "twenty", "hundred", "thousand", "million", "bn", "m", "k", "half", "quarter", "third", "thirds",
    "second", "first", "dozen", "dozens", "few", "several", "twice", "doubled", "times", "fold", "percent", "per cent", "points", "per", "a day", "km", "kg", "°C", "mph", "p", "US", "US$", "Rs",
    "dollars", "cents", "people", "cities", "June", "May", "Jan.", "pm", "GMT", "Section", "Boeing", "No.", "http://", "www.", "A", "Mr", "Doe",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_scanned(parts in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..24)) {
        let text = parts.concat();
        let settings = Settings::default();
        let mut last = 0;
        for found in scan(&text, &settings) {
            prop_assert!(last <= found.span.start && found.span.start < found.span.end);
            prop_assert!(text.get(found.span.clone()).is_some());
            let figure = found.figure(&settings);
            prop_assert!(figure.numbers[0].to_f64().is_finite());
            last = found.span.end;
        }
    }
}
