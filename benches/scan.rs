//! How fast the scanner reads news on one core: `cargo bench --bench scan`.
//!
//! Each row says how many megabytes of text a second it reads, and how many times as long that takes as finding
//! every run of digits with a regular expression, measured in the same run: a machine under load slows both.

#![allow(clippy::print_stdout, missing_docs)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use addsup::number::Settings;
use addsup::prose::{Markup, answer_lines, scan, scan_json};
use regex::Regex;

/// Bytes of text that each row reads.
const SIZE: usize = 4 << 20;
/// The shortest time of so many counts.
const ROUNDS: usize = 15;

fn main() {
    let text = news(SIZE);
    let settings = Settings::default();
    let digits = Regex::new("[0-9]+").expect("a regular expression");
    let baseline = best(|| digits.find_iter(&text).count());
    println!(
        "{:>24}  {:>8}  {:>10}  {:>8}",
        "", "MB/s", "of digits", "figures"
    );
    let row = |name: &str, bytes: usize, (time, figures): (Duration, usize)| {
        let speed = bytes as f64 / time.as_secs_f64() / 1e6;
        let ratio = time.as_secs_f64() / baseline.0.as_secs_f64();
        println!("{name:>24}  {speed:>8.1}  {ratio:>9.1}×  {figures:>8}");
    };
    row("runs of digits", text.len(), baseline);
    row(
        "figures",
        text.len(),
        best(|| scan(&text, &settings).count()),
    );
    for markup in [Markup::Plain, Markup::Markdown, Markup::Html] {
        let json = || {
            scan_json(&text, markup, &settings)
                .matches("\"start\":")
                .count()
        };
        row(&format!("JSON of {markup:?}"), text.len(), best(json));
    }
    let lines: String = (0..SIZE / 2_000)
        .map(|id| serde_json::json!({ "id": id, "text": news(2_000) }).to_string() + "\n")
        .collect();
    let answers = || {
        let mut out = Vec::new();
        answer_lines(lines.as_bytes(), &mut out, &settings).expect("memory takes all");
        memchr::memmem::find_iter(&out, "\"start\":").count()
    };
    row("lines of JSON", lines.len(), best(answers));
}

/// The shortest time, and what was counted.
fn best(mut count: impl FnMut() -> usize) -> (Duration, usize) {
    let runs = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        let count = black_box(count());
        (start.elapsed(), count)
    });
    runs.min_by_key(|(time, _)| *time).expect("some rounds")
}

/// Sentences as newspapers write them; `#` stands for a number that changes.
#[rustfmt::skip]
const SENTENCES: &[&str] = &[
    "The ministry said on Tuesday that talks with the unions would resume once both sides had read the report, which runs to # pages. ",
    "“We have waited long enough,” said Maria Keller, the group’s chief executive, “and we will not wait another year.” ",
    "Shares in the company fell #.4 per cent to £#.20 in early trading, their lowest since the spring, after it warned that demand was weaker than it had hoped. ",
    "Officials in the capital declined to comment, and a spokesman for the governor did not answer a request sent late in the evening. ",
    "More than #,500 people have left the valley since the rain began, and the river—already higher than anybody there can remember—is still rising. ",
    "The bridge, built by the same firm that later put up the station, was closed to lorries while engineers looked for cracks. ",
    "Unemployment among the young stood at about # per cent in the first quarter, down from #.3 per cent a year earlier, the statistics office said. ",
    "Critics say the law would do little for those who need help most, and that its cost—between €# million and €#0 million a year—has been played down. ",
    "It was not clear whether the pilot had been told of the change; the airline’s own rules ask for two officers to confirm it. ",
    "In #, when the mine was at its busiest, it employed nearly #,000 men and sent # trains of coal a day to the coast. ",
    "“Nobody asked us,” one farmer said. “They drew a line on a map, and that was that.” ",
    "The court will hear the appeal next month, though lawyers on both sides expect the judges to put it off until the autumn. ",
    "Turnout was # per cent, against # per cent four years ago, and the count in the north had not ended when the polls elsewhere were declared. ",
    "Her new novel follows a family over three generations, from the harbour where the grandfather mends nets to the glass towers in which his children’s children work. ",
    "Scientists who studied the lake found that it had warmed by #.2 degrees Celsius since the war, and that fish now spawn some two weeks earlier. ",
    "The visitors led from the start, and although the home side pressed hard after the break they never looked like drawing level. ",
    "A barrel of oil cost $#.75, up $1.10, while gold was little changed at $#,900 an ounce. ",
    "He moved to the city at the age of 19, found work in a bakery, and by his own account slept no more than five hours a night for the next decade. ",
];

/// News of at least so many bytes.
fn news(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 400);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |most: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % most
    };
    let mut count = 0;
    while text.len() < bytes {
        let sentence = SENTENCES[usize::try_from(next(SENTENCES.len() as u64)).unwrap_or(0)];
        for c in sentence.chars() {
            if c == '#' {
                text.push_str(&(next(90) + 10).to_string());
            } else {
                text.push(c);
            }
        }
        count += 1;
        if count % 5 == 0 {
            text.push_str("\n\n");
        }
    }
    text
}
