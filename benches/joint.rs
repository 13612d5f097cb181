//! How the time to take all claims together grows with their number: `cargo bench --bench joint`.
//!
//! Every row checks generated claims, each on its own and all together, from linked folders to the
//! report. `chain` ties each claim to the next by an unknown, `star` all claims to one unknown,
//! `broken` is a star in which one figure is wrong, and in `apart` each two claims have a folder of
//! their own.

#![allow(clippy::print_stdout, missing_docs)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use addsup::check::{Options, Report, check};
use addsup::claim::ClaimSet;
use addsup::source::Sources;

// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    println!(
        "{:>8}  {:>8}  {:>8}  {:>12}  {:>10}  {:>9}",
        "shape", "claims", "folders", "one core", "a claim", "conflicts"
    );
    let one_core = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a thread pool");
    for (shape, sizes) in [
        (chain as fn(usize) -> Vec<String>, &[100, 1_000, 10_000][..]),
        (star, &[100, 1_000, 10_000]),
        (broken, &[100, 1_000, 10_000]),
        (apart, &[1_000, 10_000, 100_000]),
    ] {
        let name = match shape {
            _ if std::ptr::fn_addr_eq(shape, chain as fn(usize) -> Vec<String>) => "chain",
            _ if std::ptr::fn_addr_eq(shape, star as fn(usize) -> Vec<String>) => "star",
            _ if std::ptr::fn_addr_eq(shape, broken as fn(usize) -> Vec<String>) => "broken",
            _ => "apart",
        };
        for &claims in sizes {
            let (sources, set) = linked(&shape(claims));
            let (time, report) = one_core.install(|| best(&sources, &set));
            println!(
                "{name:>8}  {claims:>8}  {:>8}  {time:>12.3?}  {:>10.3?}  {:>9}",
                set.folders.len(),
                time / u32::try_from(claims).expect("a small number"),
                report.conflicts.len(),
            );
            assert_eq!(report.summary.claims, claims, "claims were lost");
            assert!(report.undecided.is_empty(), "something was not decided");
        }
    }
}

/// The shortest time of three, and what was found.
fn best(sources: &Sources, set: &ClaimSet) -> (Duration, Report) {
    let runs = (0..3).map(|_| {
        let start = Instant::now();
        let report = check(sources, set, &Options::default());
        (start.elapsed(), report)
    });
    runs.min_by_key(|(time, _)| *time).expect("three runs")
}

/// Each text as a folder.
fn linked(texts: &[String]) -> (Sources, ClaimSet) {
    let mut sources = Sources::default();
    let mut set = ClaimSet::default();
    for (index, text) in texts.iter().enumerate() {
        let folder = format!("claims/{index}");
        let linked = ClaimSet::from_texts(&mut sources, &folder, None, &[("a.yaml", text)]);
        set.folders.extend(linked.folders);
    }
    (sources, set)
}

/// `x1 = x0 + 3`, `x2 = x1 + 3` and so on, each difference stated.
fn chain(claims: usize) -> Vec<String> {
    let mut text = String::from("inputs:\n  x0: 1000\n");
    for at in 1..=claims {
        let _ = writeln!(text, "  x{at}: {{ unknown: number }}");
    }
    text.push_str("claims:\n");
    for at in 1..=claims {
        let _ = writeln!(
            text,
            "  c{at}: {{ stated: 3, formula: x{at} - x{} }}",
            at - 1
        );
    }
    vec![text]
}

/// Shares of one unknown total, which is 1000.
fn shares(claims: usize, wrong: Option<usize>) -> String {
    let mut text = String::from("inputs:\n  total: { unknown: number }\n");
    for at in 0..claims {
        let _ = writeln!(text, "  p{at}: {}", 100 + at % 800);
    }
    text.push_str("claims:\n");
    for at in 0..claims {
        let tenths = 100 + at % 800 + if wrong == Some(at) { 300 } else { 0 };
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let _ = writeln!(
            text,
            "  c{at}: {{ stated: {whole}.{tenth}%, formula: p{at} / total }}"
        );
    }
    text
}

fn star(claims: usize) -> Vec<String> {
    vec![shares(claims, None)]
}

fn broken(claims: usize) -> Vec<String> {
    vec![shares(claims, Some(claims / 2))]
}

fn apart(claims: usize) -> Vec<String> {
    (0..claims / 2).map(|_| shares(2, None)).collect()
}
