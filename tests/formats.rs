//! Every format on every case: each renders the same report, and nothing of a file does anything
//! but be seen.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use addsup::check::{self, Report};
use addsup::claim::Verdict;
use addsup::load::{Loaded, load};
use addsup::report::{self, Detail, Format, Options, Status};
use addsup::source::{Position, Sources};
use pulldown_cmark::{Event, Parser, Tag};
use rstest::rstest;
use serde_json::Value;

const DETAILS: [Detail; 4] = [
    Detail::Problems,
    Detail::Usual,
    Detail::List,
    Detail::Everything,
];

/// A folder as it is checked from the repository's root.
fn checked(folder: &Path) -> (Loaded, Report) {
    let inside = folder.strip_prefix(env!("CARGO_MANIFEST_DIR"));
    let loaded = load(&[inside.unwrap_or(folder)]).expect("the current folder is known");
    let report = loaded.check(&check::Options::default());
    (loaded, report)
}

fn render(loaded: &Loaded, report: &Report, format: Format, detail: Detail) -> String {
    let options = Options {
        detail,
        ..Options::default()
    };
    report::render(report, &loaded.sources, format, &options)
}

/// Whether a character acts on what shows it: controls but for the newline, and what turns writing
/// about.
fn acts(character: char) -> bool {
    match character {
        '\n' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            true
        }
        _ => character.is_control(),
    }
}

#[rstest]
fn every_format(
    #[files("tests/cases/*")]
    #[files("claims")]
    #[dirs]
    folder: PathBuf,
) {
    let (loaded, report) = checked(&folder);
    let (again, report_again) = checked(&folder);
    let claims = report.files.iter().flat_map(|file| &file.claims);
    let failing: Vec<&str> = claims
        .filter(|claim| !claim.passes)
        .map(|claim| claim.id.as_str())
        .collect();
    for &format in Format::ALL {
        for detail in DETAILS {
            let name = format!("{} of {}", format.as_str(), folder.display());
            let text = render(&loaded, &report, format, detail);
            assert_eq!(
                text,
                render(&again, &report_again, format, detail),
                "{name} is not the same twice"
            );
            // A page shows an article's tabs as tabs.
            let is_allowed = |c: char| c == '\t' && format == Format::Html;
            let is_bad = |line: &&str| line.contains(|c| acts(c) && !is_allowed(c));
            if let Some(line) = text.lines().find(is_bad) {
                panic!("{name} has a character that acts: {line:?}");
            }
            for machine in [env!("CARGO_MANIFEST_DIR"), "/home/", "/root/", "/tmp/"] {
                assert!(!text.contains(machine), "{name} has a path of the machine");
            }
            for id in &failing {
                assert!(text.contains(id), "{name} does not name {id}");
            }
            let begins_a_command = |line: &&str| line.trim_start().starts_with("::");
            // A page is no text for a log, and line ends mean nothing in it.
            if !matches!(format, Format::Github | Format::Html)
                && let Some(line) = text.lines().find(begins_a_command)
            {
                panic!("{name} has a line that runners take for a command: {line:?}");
            }
        }
    }
}

#[rstest]
fn no_format_decides_success(
    #[files("tests/cases/*")]
    #[files("claims")]
    #[dirs]
    folder: PathBuf,
) {
    let (loaded, report) = checked(&folder);
    let status = report.status();
    let written = |format| render(&loaded, &report, format, Detail::Usual);

    let github = written(Format::Github);
    let errors = github.lines().filter(|line| line.starts_with("::error "));
    assert_eq!(errors.count() > 0, status != Status::Clean, "{github}");

    let sarif = json(&written(Format::Sarif));
    let run = &sarif["runs"][0];
    assert_eq!(run["invocations"][0]["exitCode"], status.code());
    let is_error =
        |result: &&Value| result["level"] == "error" && result.get("suppressions").is_none();
    let errors = run["results"]
        .as_array()
        .expect("results")
        .iter()
        .filter(is_error);
    assert_eq!(errors.count() > 0, status != Status::Clean, "{sarif:#}");

    let junit = written(Format::Junit);
    let tags = |tag: &str| junit.matches(tag).count();
    assert_eq!(tags("<error ") > 0, status == Status::Unreadable, "{junit}");
    let is_false = |conflict: &&check::Conflict| conflict.verdict == Verdict::Inconsistent;
    let failures = report.summary.failed + report.telling_conflicts().filter(is_false).count();
    assert_eq!(tags("<failure "), failures, "{junit}");
    let cases =
        report.summary.claims + report.summary.diagnostics + report.telling_conflicts().count();
    assert_eq!(tags("<testcase "), cases, "{junit}");

    let markdown = written(Format::Markdown);
    let sign = if status == Status::Clean {
        '✓'
    } else {
        '✗'
    };
    assert!(markdown.starts_with(&format!("## {sign} ")), "{markdown}");
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

/// What stands in a file between two places that count from 1.
fn slice<'s>(sources: &'s Sources, path: &str, start: [&Value; 2], end: [&Value; 2]) -> &'s str {
    let mut files = sources.iter().map(|(_, file)| file);
    let file = files.find(|file| file.path() == path);
    let file = file.unwrap_or_else(|| panic!("{path} is no file of the run"));
    let offset = |[line, column]: [&Value; 2]| {
        let number = |value: &Value| {
            let number = value.as_u64().and_then(|it| usize::try_from(it).ok());
            number.expect("a number")
        };
        let position = Position {
            line: number(line),
            column: number(column),
        };
        let offset = file.offset(position);
        assert_eq!(file.position(offset), position, "no such place in {path}");
        offset
    };
    &file.text()[offset(start)..offset(end)]
}

/// Every region anywhere in a SARIF log, with its file's path.
fn regions<'v>(value: &'v Value, found: &mut Vec<(String, &'v Value)>) {
    if let (Some(uri), Some(region)) = (
        value["artifactLocation"]["uri"].as_str(),
        value.get("region"),
    ) {
        found.push((decoded(uri), region));
    }
    let inner = value.as_object().into_iter().flat_map(|it| it.values());
    for inner in value.as_array().into_iter().flatten().chain(inner) {
        regions(inner, found);
    }
}

fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(digits, 16).expect("hexadecimal digits"));
            rest = &after[2..];
        } else {
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[rstest]
fn places_hold_what_they_are_said_to_hold(
    #[files("tests/cases/*")]
    #[files("claims")]
    #[dirs]
    folder: PathBuf,
) {
    let (loaded, report) = checked(&folder);
    let sources = &loaded.sources;
    let written = |format| render(&loaded, &report, format, Detail::Usual);

    let sarif = json(&written(Format::Sarif));
    assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
    let mut found = Vec::new();
    regions(&sarif, &mut found);
    for (path, region) in &found {
        let start = [&region["startLine"], &region["startColumn"]];
        let end = [&region["endLine"], &region["endColumn"]];
        assert_eq!(region["snippet"]["text"], slice(sources, path, start, end));
    }

    let own = json(&written(Format::Json));
    let files = own["files"].as_array().expect("files");
    for (file, value) in report.files.iter().zip(files) {
        let path = file.path.as_str();
        let faults = value["diagnostics"].as_array().into_iter().flatten();
        for (fault, value) in file.diagnostics.iter().zip(faults) {
            let start = [&value["line"], &value["column"]];
            let end = [&value["end_line"], &value["end_column"]];
            let text = &sources.get(file.source).text()[fault.span.clone()];
            assert_eq!(slice(sources, path, start, end), text);
        }
        for claim in value["claims"].as_array().into_iter().flatten() {
            let start = [&claim["line"], &claim["column"]];
            let id = claim["id"].as_str().expect("an id");
            let column = claim["column"].as_u64().expect("a column");
            let end = Value::from(column + id.chars().count() as u64);
            assert_eq!(slice(sources, path, start, [&claim["line"], &end]), id);
        }
    }

    // What a runner is told stands where SARIF says it does.
    let primary: BTreeSet<String> = found
        .iter()
        .map(|(path, region)| {
            let number = |name: &str| region[name].as_u64().expect("a number");
            let (line, end) = (number("startLine"), number("endLine"));
            let path = path
                .replace('%', "%25")
                .replace(',', "%2C")
                .replace(':', "%3A");
            format!("file={path},line={line},endLine={end},")
                + &if line == end {
                    format!(
                        "col={},endColumn={},",
                        number("startColumn"),
                        number("endColumn")
                    )
                } else {
                    String::new()
                }
        })
        .collect();
    for line in written(Format::Github)
        .lines()
        .filter(|line| line.contains(" file="))
    {
        let (_, properties) = line.split_once(' ').expect("properties");
        let (place, _) = properties.split_once("title=").expect("a title");
        assert!(primary.contains(place), "{place}");
    }
}

#[test]
fn hostile_text_does_nothing_in_any_format() {
    let (loaded, report) = checked(Path::new("tests/cases/hostile-text"));
    assert!(report.summary.claims >= 7 && report.summary.diagnostics >= 6);
    for &format in Format::ALL {
        for detail in DETAILS {
            let text = render(&loaded, &report, format, detail);
            match format {
                // What these show is shown as it is, a line at a time; `every_format` looks for
                // what acts.
                Format::Terminal => {}
                Format::Json | Format::Sarif => {
                    assert_eq!(text.lines().count(), 1);
                    json(&text);
                }
                Format::Github => harmless_commands(&text),
                Format::Markdown => harmless_markdown(&text),
                // Whatever else there is is markup.
                _ => harmless_markup(&text),
            }
        }
    }
}

/// Every line that begins a command is one of ours, and names a file of the case.
fn harmless_commands(text: &str) {
    for line in text
        .lines()
        .filter(|line| line.trim_start().starts_with("::"))
    {
        let own = ["error", "warning", "notice"]
            .map(|name| format!("::{name} file=tests/cases/hostile-text/"));
        assert!(own.iter().any(|own| line.starts_with(own)), "{line}");
        assert!(!line.contains(['\r', '\u{1b}']), "{line}");
        let (head, _) = line[2..].split_once("::").expect("data");
        assert_eq!(head.matches("title=").count(), 1, "{head}");
    }
}

/// No tag but ours, and no link, image, mention or issue at all.
fn harmless_markdown(text: &str) {
    let own = ["<code>", "</code>", "</details>"];
    let mut plain = String::new();
    for event in Parser::new_ext(text, pulldown_cmark::Options::all()) {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) | Event::FootnoteReference(_) => {
                panic!("{event:?}")
            }
            Event::Html(tag) | Event::InlineHtml(tag) => {
                let tag = tag.trim();
                let is_summary = tag.starts_with("<details><summary>")
                    && tag.ends_with("</summary>")
                    && tag.matches('<').count() == 3;
                assert!(own.contains(&tag) || is_summary, "{tag}");
            }
            Event::Text(shown) => plain += shown,
            Event::End(_) => plain.push('\n'),
            _ => {}
        }
    }
    for link in ["://", "www.e", "@e", "#1"] {
        assert!(!plain.contains(link), "{link} in {plain}");
    }
}

/// Nothing of the case is a tag, ends a section or a comment, or is in an attribute that acts.
fn harmless_markup(text: &str) {
    for raw in [
        "<script>alert",
        "<img src=x",
        "<svg onload",
        "</script><script>",
        "]]>",
        "alert(\"",
    ] {
        assert!(!text.contains(raw), "{raw} is markup");
    }
    for scheme in ["href=\"javascript:", "src=\"http", "href=\"http"] {
        assert!(!text.contains(scheme), "{scheme} leads elsewhere");
    }
}
