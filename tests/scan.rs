//! The figures of sentences as newspapers write them: `scan/*.txt`, each sentence with its figures
//! below it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use addsup::number::{Direction, Kind, Settings};
use addsup::prose::{Found, scan};
use rstest::rstest;

/// `text | numbers unit | kind hedge direction`, the last part only where it says more than a plain
/// count.
fn line_of(text: &str, found: &Found<'_>, settings: &Settings) -> String {
    let figure = found.figure(settings);
    let [first, second] = figure.numbers.each_ref().map(|number| number.to_f64());
    let round = |number: f64| (number * 10_000.0).round() / 10_000.0;
    let mut line = format!("{} | {}", &text[found.span.clone()], round(first));
    if first != second {
        write!(line, " {}", round(second)).expect("a string takes all");
    }
    if !figure.unit.name().is_empty() {
        write!(line, " {}", figure.unit.name()).expect("a string takes all");
    }
    let mut marks = Vec::new();
    if figure.kind != Kind::Number {
        marks.push(figure.kind.name());
    }
    if figure.hedge.contract_name() != "exact" {
        marks.push(figure.hedge.contract_name());
    }
    match found.direction {
        Some(Direction::Up) => marks.push("up"),
        Some(Direction::Down) => marks.push("down"),
        None => {}
    }
    if !marks.is_empty() {
        write!(line, " | {}", marks.join(" ")).expect("a string takes all");
    }
    line
}

#[rstest]
fn figures_are_found(#[files("tests/scan/*.txt")] path: PathBuf) {
    let cases = fs::read_to_string(&path).expect("a readable file");
    let settings = Settings::default();
    let mut sentence: Option<(usize, &str)> = None;
    let mut expected: Vec<&str> = Vec::new();
    let mut faults = String::new();
    let mut close = |sentence: Option<(usize, &str)>, expected: &mut Vec<&str>| {
        let Some((number, text)) = sentence else {
            return;
        };
        let found: Vec<String> = scan(text, &settings)
            .map(|found| line_of(text, &found, &settings))
            .collect();
        if found != *expected {
            writeln!(faults, "{number}: {text}").expect("a string takes all");
            for line in expected
                .iter()
                .filter(|line| !found.contains(&(**line).to_owned()))
            {
                writeln!(faults, "    missed  {line}").expect("a string takes all");
            }
            for line in found
                .iter()
                .filter(|line| !expected.contains(&line.as_str()))
            {
                writeln!(faults, "    found   {line}").expect("a string takes all");
            }
        }
        expected.clear();
    };
    for (number, line) in (1..).zip(cases.lines()) {
        if let Some(figure) = line.strip_prefix("  ") {
            if !figure.is_empty() {
                expected.push(figure);
            }
        } else if !line.starts_with('#') {
            close(sentence.take(), &mut expected);
            sentence = (!line.is_empty()).then_some((number, line));
        }
    }
    close(sentence, &mut expected);
    let name = Path::new(path.file_name().expect("a file")).display();
    assert!(faults.is_empty(), "{name}\n{faults}");
}
