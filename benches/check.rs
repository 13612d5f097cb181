//! How fast a check is, against parsing the same YAML: `cargo bench --bench check`.
//!
//! Absolute times say more of the machine than of the code, so what counts are the ratios, taken in
//! one run.

#![allow(clippy::print_stdout, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use addsup::check::{Options, check};
use addsup::claim::{ClaimSet, Folder, RawFile};
use addsup::report::{self, Format, render};
use addsup::source::{SourceFile, Sources};
use rayon::prelude::*;
use serde::Deserialize;
use serde_yaml::Spanned;

/// How many claims a file of the generated sets holds at most.
const CLAIMS_A_FILE: usize = 10_000;

/// A claim file as one would declare it: what plain parsing with places costs.
#[derive(Deserialize)]
struct PlainFile {
    claims: BTreeMap<String, PlainClaim>,
}

#[derive(Deserialize)]
struct PlainClaim {
    stated: Spanned<String>,
    formula: Spanned<String>,
    inputs: BTreeMap<String, Spanned<String>>,
}

// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    println!(
        "{:>9}  {:>12}  {:>12}  {:>12}  {:>9}  {:>9}",
        "claims", "parse YAML", "check", "whole run", "checks/s", "whole:parse"
    );
    let one_core = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a thread pool");
    for claims in [100, 10_000, 1_000_000] {
        let files = generate(claims);
        let runs = if claims > 100_000 { 1 } else { 5 };
        let row = one_core.install(|| Row::measure(&files, runs));
        row.print(claims);
        if claims > CLAIMS_A_FILE {
            let parallel = best(runs, || whole(&files));
            println!(
                "{:>9}  all cores: {:.2} times as fast as one",
                "",
                row.whole.as_secs_f64() / parallel.as_secs_f64()
            );
        }
    }
}

struct Row {
    parse: Duration,
    check: Duration,
    whole: Duration,
}

impl Row {
    fn measure(files: &[String], runs: usize) -> Self {
        let parse = best(runs, || -> Vec<PlainFile> {
            files
                .iter()
                .map(|text| serde_yaml::from_str_with_options(text, options()).expect("valid YAML"))
                .inspect(|file: &PlainFile| {
                    for claim in file.claims.values() {
                        black_box((&claim.stated, &claim.formula, &claim.inputs));
                    }
                })
                .collect()
        });
        let (sources, claims) = load(files);
        let check_time = best(runs, || check(&sources, &claims, &Options::default()));
        drop((sources, claims));
        Row {
            parse,
            check: check_time,
            whole: best(runs, || whole(files)),
        }
    }

    fn print(&self, claims: usize) {
        println!(
            "{claims:>9}  {:>12.2?}  {:>12.2?}  {:>12.2?}  {:>9.0}  {:>9.2}",
            self.parse,
            self.check,
            self.whole,
            claims as f64 / self.check.as_secs_f64(),
            self.whole.as_secs_f64() / self.parse.as_secs_f64(),
        );
    }
}

/// The shortest time to a result. Dropping the result is not counted: the program ends without.
fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            let result = black_box(work());
            let time = start.elapsed();
            drop(result);
            time
        })
        .min()
        .expect("a run")
}

/// From text to report.
fn whole(files: &[String]) -> impl Sized + use<> {
    let (sources, claims) = load(files);
    let report = check(&sources, &claims, &Options::default());
    let out = render(
        &report,
        &sources,
        Format::Terminal,
        &report::Options::default(),
    );
    (sources, claims, report, out)
}

fn load(files: &[String]) -> (Sources, ClaimSet) {
    let mut sources = Sources::default();
    let ids: Vec<_> = files
        .iter()
        .enumerate()
        .map(|(n, text)| {
            sources.add(SourceFile::new(
                format!("bench/{n}/claims.yaml"),
                text.clone().into_bytes(),
            ))
        })
        .collect();
    let folders = ids
        .par_iter()
        .enumerate()
        .map(|(n, &id)| {
            let raw = RawFile::parse(id, sources.get(id));
            Folder::link(format!("bench/{n}"), vec![(raw, None)], &sources)
        })
        .collect();
    (sources, ClaimSet { folders })
}

/// Without limits: these files are no attack.
fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_events: usize::MAX,
            max_nodes: usize::MAX,
            max_total_scalar_bytes: usize::MAX,
        },
        with_snippet: false,
    }
}

/// Claim files like those of real articles: growth, shares and differences, nearly all of them
/// true.
fn generate(claims: usize) -> Vec<String> {
    let mut random = Xorshift(0x9e37_79b9_7f4a_7c15);
    let mut files = Vec::new();
    for start in (0..claims).step_by(CLAIMS_A_FILE) {
        let mut text = String::from("claims:\n");
        for n in start..claims.min(start + CLAIMS_A_FILE) {
            let from = 1_000 + random.below(90_000);
            let to = from + random.below(50_000);
            // One in a thousand is far off.
            let off = if n % 1_000 == 500 { 2 } else { 1 };
            let (stated, formula) = match n % 4 {
                0 => (
                    format!(
                        "{:.1}%",
                        (to as f64 / from as f64 * f64::from(off) - 1.0) * 100.0
                    ),
                    "growth(before, after)".to_owned(),
                ),
                1 => (
                    format!("more than {}%", from * 90 / to),
                    "before / after".to_owned(),
                ),
                2 => (
                    format!("US${:.1} million", (to - from) as f64 / 10.0),
                    "after - before".to_owned(),
                ),
                _ => (
                    format!(
                        "about {:.0}%",
                        (to as f64 - from as f64) / from as f64 * 100.0
                    ),
                    "(after - before) / before".to_owned(),
                ),
            };
            let unit = |value: u64| {
                if n % 4 == 2 {
                    format!("US${}.{} million", value / 10, value % 10)
                } else {
                    format!("{value}")
                }
            };
            write!(
                text,
                "  claim_{n}:\n    stated: \"{stated}\"\n    formula: {formula}\n    inputs:\n      before: \"{}\"\n      after: \"{}\"\n",
                unit(from),
                unit(to)
            )
            .expect("writing to a string");
        }
        files.push(text);
    }
    files
}

struct Xorshift(u64);

impl Xorshift {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}
