//! The relations of sentences as people write them: `relations/*.txt`, each sentence with its
//! relations below it; and every rule on its own examples.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use addsup::diagnostic::Severity;
use addsup::lint::{self, Options, lint};
use addsup::prose::Markup;
use addsup::relation::{RULES, Relation};
use rstest::rstest;

/// `kind strength verdict [severity] | stated <- operands`
fn line_of(relation: &Relation, severity: Option<Severity>) -> String {
    let mut line = format!(
        "{} {} {}",
        relation.kind.as_str(),
        relation.strength.as_str(),
        relation.verdict.as_str()
    );
    if let Some(severity) = severity {
        write!(line, " {}", severity.as_str()).expect("a string takes all");
    }
    let stated = relation.stated.as_ref().map_or("", |part| &part.text);
    let operands: Vec<&str> = relation.operands.iter().map(|part| &*part.text).collect();
    write!(line, " | {stated} <- {}", operands.join("; ")).expect("a string takes all");
    line
}

#[rstest]
fn relations_are_read(#[files("tests/relations/*.txt")] path: PathBuf) {
    let cases = fs::read_to_string(&path).expect("a readable file");
    let mut faults = String::new();
    let mut sentences: Vec<(usize, &str, Vec<&str>)> = Vec::new();
    for (number, line) in (1..).zip(cases.lines()) {
        match line.strip_prefix("  ") {
            Some(relation) => {
                if let Some((_, _, expected)) = sentences.last_mut() {
                    expected.push(relation);
                }
            }
            None if line.is_empty() || line.starts_with('#') => {}
            None => sentences.push((number, line, Vec::new())),
        }
    }
    for (number, sentence, expected) in sentences {
        let found: Vec<String> = lint(sentence, Markup::Plain, &Options::default())
            .relations
            .iter()
            .map(|(relation, severity)| line_of(relation, *severity))
            .collect();
        if found != expected {
            writeln!(faults, "{number}: {sentence}").expect("a string takes all");
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
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    assert!(faults.is_empty(), "{name}\n{faults}");
}

#[test]
fn every_rule_finds_its_example_and_not_its_twin() {
    for rule in RULES {
        let told = |text: &str| {
            let markup = match text.starts_with('|') {
                true => Markup::Markdown,
                false => Markup::Plain,
            };
            let found = lint(text, markup, &Options::default());
            let mut codes = found.wrong().map(|(relation, _)| relation.rule);
            codes.any(|code| code == rule.code)
        };
        assert!(told(rule.found), "{}: {}", rule.code, rule.found);
        let twin = lint(rule.unfound, Markup::Markdown, &Options::default());
        let wrong: Vec<&str> = twin
            .wrong()
            .map(|(relation, _)| &*relation.message)
            .collect();
        assert_eq!(wrong, Vec::<&str>::new(), "{}: {}", rule.code, rule.unfound);
    }
}

#[test]
fn a_rule_can_be_left_out_or_followed_alone() {
    let text = "Revenue fell by 95%, from $31.64 billion to $23.78 billion.";
    let code = RULES
        .iter()
        .find(|rule| rule.code.as_str() == "change")
        .expect("a rule")
        .code;
    let without = Options {
        without: vec![code],
        ..Options::default()
    };
    assert_eq!(lint(text, Markup::Plain, &without).wrong().count(), 0);
    let only = Options {
        only: vec![code],
        ..Options::default()
    };
    assert_eq!(lint(text, Markup::Plain, &only).wrong().count(), 1);
}

#[rstest]
#[case::beside(
    "It lies 15 miles (9 km) off. <!-- addsup: ignore 9 km because it is a quotation -->",
    0,
    0
)]
#[case::before(
    "<!-- addsup: ignore 15 miles because it is a quotation -->\nIt lies 15 miles (9 km) off.",
    0,
    0
)]
#[case::all("<!-- addsup: ignore -->\nIt lies 15 miles (9 km) off.", 0, 0)]
#[case::another("<!-- addsup: ignore 7 km -->\nIt lies 15 miles (9 km) off.", 1, 1)]
#[case::far(
    "<!-- addsup: ignore 9 km -->\n\nOther words.\n\nIt lies 15 miles (9 km) off.",
    1,
    1
)]
fn what_is_silenced_is_not_told(#[case] article: &str, #[case] wrong: usize, #[case] stale: usize) {
    let found = lint(article, Markup::Markdown, &Options::default());
    assert_eq!((found.wrong().count(), found.stale.len()), (wrong, stale));
}

#[test]
fn places_are_those_of_the_text_as_given() {
    let line = r#"{"id":7,"text":"<p>It lies <b>15 miles</b> (9 km) off.</p>","markup":"html"}"#;
    let answer = lint::answer_line(line.as_bytes(), &Options::default()).expect("an answer");
    let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    let relation = &answer["relations"][0];
    assert_eq!(answer["id"], 7);
    assert_eq!(relation["severity"], "error");
    assert_eq!(relation["stated"]["start"], 28);
    assert_eq!(relation["operands"][0]["start"], 14);
}

#[rstest]
#[case("no json")]
#[case(r#"{"id":1}"#)]
#[case(r#"{"id":1,"text":"x","markup":"word"}"#)]
fn a_line_that_cannot_be_read_says_why(#[case] line: &str) {
    let error = lint::answer_line(line.as_bytes(), &Options::default()).expect_err("no answer");
    assert!(!error.to_string().is_empty());
}

#[test]
fn a_long_text_takes_no_more_than_its_length_asks_for() {
    let sentence = "Sales rose 5% to $105 million from $100 million, and 15 miles (24 km) of 30 were built: 10, 12 and 8. ";
    let text = sentence.repeat(4_000);
    let found = lint(&text, Markup::Plain, &Options::default());
    assert!(found.relations.len() > 4_000);
}

#[rstest]
#[case("")]
#[case("(((((((((((((")]
#[case("of of of 5 of of 6 of of")]
#[case("5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15: 5, 6, 7, 8, 9, 10, 11, 12, 13, 14")]
#[case("from to from to 5 from 6 to 7 to from 8")]
#[case("½ of ½ (½) of ½, or ½")]
#[case("$0 rose 0% to $0 from $0, or 0 (0%) of 0")]
fn hostile_sentences_do_no_harm(#[case] text: &str) {
    let _ = lint(text, Markup::Plain, &Options::default());
}
