//! What the HTML report costs to write, beside the JSON of the same report: `cargo bench --bench
//! html`. With a folder as argument it leaves the pages there, to be looked at in a browser.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use addsup::check::{self, Report};
use addsup::claim::ClaimSet;
use addsup::report::{self, Format, Options};
use addsup::source::Sources;

/// How often each is written: the fastest run counts, as nothing makes a program faster than it is.
const RUNS: usize = 9;

/// A run of the program over folders of claims, each about an article of its own. Two in ten claims
/// miss.
fn run(folders: usize, claims: usize) -> (Sources, Report) {
    let mut sources = Sources::default();
    let mut set = ClaimSet::default();
    for folder in 0..folders {
        let mut article = format!("# Harvest report {folder}\n");
        let mut yaml = String::from("claims:\n");
        for claim in 0..claims {
            let (grown, sold) = (200 + claim % 700, 100 + (claim * 7) % 90);
            let share = sold * 100 / grown + if claim % 10 < 2 { 7 } else { 0 };
            if claim % 5 == 0 {
                article.push('\n');
            }
            let _ = writeln!(
                article,
                "In district {claim} of the region farmers grew {grown} tonnes of grain and sold \
                 {sold} tonnes abroad, about {share}% of it, more than they had hoped for in district {claim}."
            );
            let _ = write!(
                yaml,
                "  share_{claim}:\n    quote: sold {sold} tonnes abroad, about {share}% of it, more than they had hoped for in \
                 district {claim}.\n    stated: about {share}%\n    inputs:\n      grown_{claim}: {{ stated: {grown} tonnes, quote: \
                 In district {claim} of the region farmers grew {grown} tonnes }}\n      sold_{claim}: {sold} tonnes\n    \
                 formula: share(sold_{claim}, grown_{claim})\n    note: The districts report in March.\n"
            );
        }
        let path = format!("claims/region-{folder}");
        let article = Some(("article.md", article.as_str()));
        let linked = ClaimSet::from_texts(&mut sources, &path, article, &[("grain.yaml", &yaml)]);
        set.folders.extend(linked.folders);
    }
    let report = check::check(&sources, &set, &check::Options::default());
    assert_eq!(report.summary.claims, folders * claims);
    assert_eq!(report.summary.diagnostics, 0);
    (sources, report)
}

/// The fastest of some runs, and what it wrote.
fn fastest(sources: &Sources, report: &Report, format: Format) -> (Duration, Vec<u8>) {
    let runs = (0..RUNS).map(|_| {
        let mut page = Vec::new();
        let start = Instant::now();
        report::write(report, sources, format, &Options::default(), &mut page)
            .expect("memory takes it");
        (start.elapsed(), page)
    });
    runs.min_by_key(|(time, _)| *time).expect("there is a run")
}

fn main() {
    // Cargo adds `--bench`.
    let folder = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let mut lines = String::new();
    let _ = writeln!(
        lines,
        "folders  claims      html        size  ratio to json"
    );
    for (folders, claims) in [(1, 100), (10, 100), (100, 100), (1, 10_000)] {
        let (sources, report) = run(folders, claims);
        let (html, page) = fastest(&sources, &report, Format::Html);
        let (json, _) = fastest(&sources, &report, Format::Json);
        let _ = writeln!(
            lines,
            "{folders:7} {:7}  {:5.1} ms  {:7} kB  {:.2}",
            folders * claims,
            html.as_secs_f64() * 1e3,
            page.len() / 1000,
            html.as_secs_f64() / json.as_secs_f64()
        );
        if let Some(folder) = &folder {
            let path = PathBuf::from(folder).join(format!("{folders}x{claims}.html"));
            std::fs::write(path, page).expect("the folder is there");
        }
    }
    std::io::Write::write_all(&mut std::io::stdout(), lines.as_bytes()).expect("somebody reads it");
}
