//! How fast a text and its tables go from bytes to findings on one core: `cargo bench --bench lint`.
//!
//! Each row says how many megabytes a second it lints, and how many times as long that takes as
//! finding every run of digits with a regular expression, measured in the same run.

#![allow(clippy::print_stdout, missing_docs)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use addsup::lint::{Options, lint};
use addsup::prose::Markup;
use regex::Regex;

/// Each text counts with its shortest time of so many.
const ROUNDS: usize = 7;

fn main() {
    let digits = Regex::new("[0-9]+").expect("a regular expression");
    println!(
        "{:>28}  {:>8}  {:>8}  {:>10}",
        "", "kB", "MB/s", "of digits"
    );
    let texts = [
        ("news, 300 sentences", news(300), Markup::Plain),
        ("news, 30,000 sentences", news(30_000), Markup::Plain),
        ("table, 100 rows of 5", table(100, 5), Markup::Markdown),
        (
            "table, 1,000 rows of 50",
            table(1_000, 50),
            Markup::Markdown,
        ),
        (
            "table, 10,000 rows of 50",
            table(10_000, 50),
            Markup::Markdown,
        ),
    ];
    for (name, text, markup) in texts {
        let baseline = best(|| digits.find_iter(&text).count());
        let time = best(|| lint(&text, markup, &Options::default()).relations.len());
        println!(
            "{name:>28}  {:>8}  {:>8.1}  {:>9.1}×",
            text.len() / 1_000,
            text.len() as f64 / time.as_secs_f64() / 1e6,
            time.as_secs_f64() / baseline.as_secs_f64()
        );
    }
}

fn best(work: impl Fn() -> usize) -> Duration {
    let once = || {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..ROUNDS).map(|_| once()).min().unwrap_or_default()
}

/// News of so many sentences, one in three with a change.
fn news(sentences: usize) -> String {
    let mut text = String::new();
    for n in 0..sentences {
        let end = if n % 8 == 7 { "\n\n" } else { " " };
        let (from, percent) = (40 + n % 30, 5 * (1 + n % 9));
        match n % 3 {
            0 => write!(
                text,
                "Sales rose {percent}% to ${}.{:02} million from ${from}.00 million.{end}",
                from * (100 + percent) / 100,
                from * (100 + percent) % 100
            ),
            1 => write!(
                text,
                "Nobody knows what comes of it, said the minister on Friday in a short speech.{end}"
            ),
            _ => write!(
                text,
                "Some {} people came, and the road was closed for 10 miles (16 km).{end}",
                100 + n
            ),
        }
        .expect("a string takes all");
    }
    text
}

/// A table of so many rows, every twentieth a total.
fn table(rows: usize, columns: usize) -> String {
    let mut text = format!(
        "| item |{}\n|---|{}\n",
        " n |".repeat(columns),
        "---|".repeat(columns)
    );
    let mut sums = vec![0_u64; columns];
    for row in 1..=rows {
        if row % 20 == 0 {
            text.push_str("| Total |");
            for sum in &mut sums {
                write!(text, " {sum} |").expect("a string takes all");
                *sum = 0;
            }
        } else {
            write!(text, "| row {row} |").expect("a string takes all");
            for (column, sum) in sums.iter_mut().enumerate() {
                let value = (row as u64 * 7_919 + column as u64 * 104_729) % 99_991;
                *sum += value;
                write!(text, " {value} |").expect("a string takes all");
            }
        }
        text.push('\n');
    }
    text
}
