//! `addsup scan` from outside: what it prints of articles and of lines, and with which status it
//! ends.

#![cfg(feature = "cli")]

#[allow(dead_code, reason = "other tests use the rest")]
mod program;

use program::Program;
use serde_json::{Value, json};

const MARKDOWN: &str = "\
---
pages: 12
---
# Sales rose **5** % in 2020

It sold 9 cars[^1] to [firms](http://example.org/77), and `7` is code.

[^1]: Of <b>400</b> built.
";

#[test]
fn a_table_for_people() {
    let ran = Program::new()
        .article(MARKDOWN)
        .run("scan claims/paper/article.md");
    assert_eq!(ran.status, 0, "{ran}");
    assert_eq!(
        ran.stdout,
        "\
claims/paper/article.md: 4 figures
  4:16  5 %     percent ↑  4.5% to 5.5%
  4:25  2020    date
  6:9   9 cars  number     9 cars
  8:13  400     number     400
"
    );
    assert_eq!(ran.stderr, "");
}

#[test]
fn json_for_programs_with_places_in_the_file() {
    let ran = Program::new()
        .file("a.md", MARKDOWN)
        .run("scan a.md --format json");
    let answer: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let figures = answer["figures"].as_array().expect("a list");
    let place = |figure: &Value, key: &str| {
        let offset = figure[key].as_u64().expect("an offset");
        usize::try_from(offset).expect("a small number")
    };
    let written: Vec<&str> = figures
        .iter()
        .map(|figure| &MARKDOWN[place(figure, "start")..place(figure, "end")])
        .collect();
    assert_eq!(written, ["5** %", "2020", "9 cars", "400"]);
    assert_eq!(
        figures[2],
        json!({
            "start": 56, "end": 62, "text": "9 cars", "value": 9.0, "numbers": [9.0], "low": 9.0, "high": 9.0,
            "unit": "car", "hedge": "exact", "direction": null, "kind": "number",
        })
    );
}

#[test]
fn the_ending_says_which_markup_an_article_has() {
    let page = "<p title='5'>6 <b>cars</b> &amp; 7&nbsp;vans<script>x = 8</script><!-- 9 -->";
    let program = Program::new()
        .file("a.html", page)
        .file("a.txt", "`5`, 7 &lt;8 <b>9</b>");
    let numbers = |path: &str| {
        let ran = program.run(&format!("scan {path} --format json"));
        let answer: Value = serde_json::from_str(&ran.stdout).expect("JSON");
        let figures = answer["figures"].as_array().expect("a list").clone();
        figures
            .iter()
            .map(|figure| figure["value"].as_f64().expect("a number"))
            .collect::<Vec<_>>()
    };
    assert_eq!(numbers("a.html"), [6.0, 7.0]);
    assert_eq!(numbers("a.txt"), [5.0, 7.0, 8.0, 9.0]);
}

#[test]
fn what_cannot_be_read_is_named_and_hides_nothing() {
    let program = Program::new()
        .file("good.txt", "Five cars.")
        .file("bytes.txt", b"5 \xff")
        .file("nul.txt", b"5 \0");
    let ran = program.run("scan bytes.txt nul.txt none.txt good.txt");
    assert_eq!(ran.status, 2, "{ran}");
    assert_eq!(
        ran.stderr,
        "\
error: cannot read bytes.txt: it is no UTF-8 text at byte 2
error: cannot read nul.txt: there is a NUL at byte 2, so it is no text
error: cannot read none.txt: there is no such file or folder
"
    );
    assert!(ran.stdout.starts_with("good.txt: 1 figure\n"), "{ran}");
}

#[test]
fn lines_are_answered_in_order_and_a_bad_one_stops_nothing() {
    let lines = b"\
{\"id\": \"a\", \"text\": \"up 5 %\", \"more\": [1]}
nonsense

{\"id\": [1], \"text\": 5}
{\"text\": \"\\u0036 cars\"}
\xff
{\"id\": 2, \"text\": \"\"}";
    let ran = Program::new().run_fed("scan --format jsonl", lines);
    assert_eq!(ran.status, 2, "{ran}");
    assert_eq!(ran.stderr, "");
    let answers: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let texts = |answer: &Value| answer["figures"][0]["text"].clone();
    assert_eq!(answers.len(), 6, "{ran}");
    assert_eq!(
        (&answers[0]["id"], texts(&answers[0])),
        (&json!("a"), json!("5 %"))
    );
    assert_eq!(
        answers[1],
        json!({ "line": 2, "error": "the line is no JSON object with a string `text`: expected ident at byte 2" })
    );
    assert_eq!(answers[2]["line"], 4);
    assert_eq!(
        (&answers[3]["id"], texts(&answers[3])),
        (&Value::Null, json!("6 cars"))
    );
    assert_eq!(
        answers[4],
        json!({ "line": 6, "error": "the line is not UTF-8 at byte 0" })
    );
    assert_eq!(answers[5], json!({ "id": 2, "figures": [] }));
}

#[test]
fn lines_come_from_standard_input_alone() {
    let program = Program::new().file("a.txt", "5");
    let ran = program.run("scan a.txt --format jsonl");
    assert_eq!(ran.status, 2, "{ran}");
    assert!(ran.stderr.contains("standard input"), "{ran}");
    let ran = program.run("scan");
    assert_eq!(ran.status, 2, "{ran}");
    assert!(ran.stderr.contains("<ARTICLE>"), "{ran}");
}

/// A line of more than the limit is answered with an error and not kept, and the next line is read.
#[test]
fn an_endless_line_is_refused_without_being_kept() {
    let mut input = b"{\"id\": 1, \"text\": \"".to_vec();
    input.resize(96 << 20, b'5');
    input.extend_from_slice(b"\"}\n{\"id\": 2, \"text\": \"6\"}\n");
    let ran = Program::new().run_fed("scan --format jsonl", &input);
    let answers: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(answers.len(), 2, "{ran}");
    assert!(
        answers[0]["error"]
            .as_str()
            .is_some_and(|error| error.contains("longer than"))
    );
    assert_eq!(answers[1]["figures"][0]["value"], 6.0);
}
