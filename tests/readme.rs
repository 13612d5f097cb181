//! Holds the README to what the program does.

use std::fs;

use addsup::check::Options;
use addsup::claim::ClaimSet;
use addsup::lint;
use addsup::load::load;
use addsup::report::{self, Format};
use addsup::source::{SourceFile, Sources};

/// The contents of the README's code blocks in a language.
fn blocks(language: &str) -> Vec<String> {
    let readme =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("a README");
    let mut found = Vec::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        if line
            .strip_prefix("```")
            .is_some_and(|rest| rest == language)
        {
            found.push(
                lines
                    .by_ref()
                    .take_while(|line| *line != "```")
                    .collect::<Vec<_>>()
                    .join("\n"),
            );
        } else if line.starts_with("```") {
            lines.by_ref().find(|line| *line == "```");
        }
    }
    found
}

#[test]
fn the_report_shown_is_what_is_printed() {
    let loaded =
        load(&["claims/china-russia-trade/trade.yaml"]).expect("the current folder is known");
    let result = loaded.check(&Options::default());
    let options = report::Options {
        detail: report::Detail::Everything,
        ..report::Options::default()
    };
    let text = report::render(&result, &loaded.sources, Format::Terminal, &options);
    let text: Vec<&str> = text.lines().map(str::trim_end).collect();
    let shown = blocks("text");
    let shown: Vec<&str> = shown[0].lines().map(str::trim_end).collect();
    assert!(
        text.windows(shown.len()).any(|window| window == shown),
        "the README shows another report"
    );
}

#[test]
fn the_claim_file_shown_loads_without_a_fault() {
    let mut sources = Sources::default();
    let text = blocks("yaml").swap_remove(0);
    let set = ClaimSet::from_texts(&mut sources, "claims", None, &[("claims.yaml", &text)]);
    let folder = &set.folders[0];
    assert_eq!(folder.files[0].diagnostics, []);
    assert_eq!(folder.claims.len(), 3);
}

#[test]
fn every_function_is_in_the_table() {
    let readme =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("a README");
    let rows: Vec<&str> = readme
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains(")` | "))
        .collect();
    let table: Vec<String> = addsup::formula::FUNCTIONS
        .iter()
        .map(|function| format!("| `{}` | {} |", function.signature, function.definition))
        .collect();
    assert_eq!(rows, table);
}

#[test]
fn the_finding_shown_is_what_lint_prints() {
    let shown = blocks("console")
        .into_iter()
        .find(|block| block.contains("addsup lint -"))
        .expect("an example of lint");
    let (command, printed) = shown.split_once('\n').expect("a command and its answer");
    let article = command.split('\'').nth(1).expect("an article in quotes");
    let mut sources = Sources::default();
    let text = format!("{article}\n");
    let source = sources.add(SourceFile::new("stdin.txt", text.into_bytes()));
    let report = lint::report(&sources, &[source], &lint::Options::default(), false);
    let text = report::render(
        &report,
        &sources,
        Format::Terminal,
        &report::Options::default(),
    );
    let told: Vec<&str> = text.lines().map(str::trim_end).collect();
    let shown: Vec<&str> = printed.lines().map(str::trim_end).collect();
    assert_eq!(told, shown, "the README shows another finding");
}
