//! How fast the scanner reads news on one core: `cargo bench --bench scan`.
//!
//! Each row says how many megabytes of text a second it reads, and how many times as long that
//! takes as finding every run of digits with a regular expression, measured in the same run: a
//! machine under load slows both.

#![allow(clippy::print_stdout, missing_docs)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use addsup::number::Settings;
use addsup::prose::{Markup, answer_lines, scan, scan_json};
use regex::Regex;

/// Bytes of an article, and how many articles each row reads.
const SIZE: usize = 64 << 10;
const ARTICLES: usize = 64;
/// Each article counts with its shortest time of so many. It is short enough for many a run not to
/// be interrupted, even where others use the machine too.
const ROUNDS: usize = 15;

fn main() {
    let articles: Vec<String> = (1..=ARTICLES).map(|seed| news(SIZE, seed as u64)).collect();
    let settings = Settings::default();
    let digits = Regex::new("[0-9]+").expect("a regular expression");
    println!(
        "{:>24}  {:>8}  {:>10}  {:>8}",
        "", "MB/s", "of digits", "figures"
    );
    let baseline = best(&articles, |text| digits.find_iter(text).count());
    let row = |name: &str, texts: &[String], (time, figures): (Duration, usize)| {
        let bytes: usize = texts.iter().map(String::len).sum();
        let speed = bytes as f64 / time.as_secs_f64() / 1e6;
        let ratio = time.as_secs_f64() / baseline.0.as_secs_f64();
        println!("{name:>24}  {speed:>8.1}  {ratio:>9.1}×  {figures:>8}");
    };
    row("runs of digits", &articles, baseline);
    let figures = best(&articles, |text| scan(text, &settings).count());
    row("figures", &articles, figures);
    for markup in [Markup::Plain, Markup::Markdown, Markup::Html] {
        let figures = best(&articles, |text| {
            started(scan_json(text, markup, &settings).as_bytes())
        });
        row(&format!("JSON of {markup:?}"), &articles, figures);
    }
    let lines: Vec<String> = articles
        .iter()
        .map(|text| serde_json::json!({ "id": 1, "text": text }).to_string() + "\n")
        .collect();
    let figures = best(&lines, |line| {
        let mut out = Vec::new();
        answer_lines(line.as_bytes(), &mut out, &settings).expect("memory takes all");
        started(&out)
    });
    row("lines of JSON", &lines, figures);
}

/// How many figures JSON holds.
fn started(json: &[u8]) -> usize {
    memchr::memmem::find_iter(json, "\"start\":").count()
}

/// The shortest times of all texts together, and what was counted in them.
fn best(texts: &[String], count: impl Fn(&str) -> usize) -> (Duration, usize) {
    let shortest = |text: &String| {
        let runs = (0..ROUNDS).map(|_| {
            let start = Instant::now();
            let count = black_box(count(black_box(text)));
            (start.elapsed(), count)
        });
        runs.min_by_key(|(time, _)| *time).expect("some rounds")
    };
    texts
        .iter()
        .map(shortest)
        .fold((Duration::ZERO, 0), |(time, count), (more, counted)| {
            (time + more, count + counted)
        })
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
fn news(bytes: usize, seed: u64) -> String {
    let mut text = String::with_capacity(bytes + 400);
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
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
