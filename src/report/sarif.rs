//! SARIF 2.1.0, the format in which code hosts and editors take what checkers find.
//!
//! Lines and columns count from 1, and columns count Unicode code points, as `columnKind` says. A
//! finding keeps its fingerprint when lines move, and a verdict that the editors accept is a result
//! they suppressed.
//!
//! Sections named in comments are those of the standard, "SARIF Version 2.1.0 Plus Errata 01".

use std::collections::{BTreeMap, HashMap};
use std::io;

use serde::Serialize;

use super::finding::{self, Finding};
use super::place::Place;
use super::rule::{self, Level, Rule};
use super::{Status, json, text};
use crate::check::{ClaimReport, Report};
use crate::source::{Sources, Span};

/// A longer stretch of text, in bytes, is named but not shown.
const LONGEST_SNIPPET: usize = 4096;
/// What relative paths are relative to, under the name that code hosts know.
const ROOT: &str = "%SRCROOT%";

/// Writes the report as one line of JSON.
pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let rules = rule::all();
    let indices = rules
        .iter()
        .enumerate()
        .map(|(index, rule)| (rule.name, index));
    let indices: HashMap<&str, usize> = indices.collect();
    let mut findings = finding::of_unread(report);
    findings.extend(finding::of_files(report, sources));
    findings.extend(finding::of_conflicts(report, sources));
    for coverage in &report.coverage {
        findings.extend(finding::of_coverage(report, coverage, sources));
    }
    let results = findings.iter().map(|finding| Result::of(finding, &indices));
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "addsup",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules.iter().map(Descriptor::of).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: report.status() != Status::Unreadable,
                exit_code: report.status().code(),
            }],
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                Base {
                    description: Message::of("The folder in which addsup was run."),
                },
            )]),
            column_kind: "unicodeCodePoints",
            results: results.collect(),
        }],
    };
    json::write_line(&log, out)
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    invocations: [Invocation; 1],
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    column_kind: &'static str,
    results: Vec<Result<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

/// A rule (§3.49).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Message,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    exit_code: u8,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

/// Plain text in which nothing is a link or a placeholder.
#[derive(Serialize)]
struct Message {
    text: String,
}

/// A finding (§3.27).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Result<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation,
    region: Region<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

/// A stretch of text; its end column is that after its last character (§3.30).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Snippet<'a>>,
}

/// Text as it stands in a file.
#[derive(Serialize)]
struct Snippet<'a> {
    text: &'a str,
}

/// That the editors accept a finding (§3.35).
#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    justification: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location<'a>>,
}

impl Descriptor {
    fn of(rule: &Rule) -> Self {
        Descriptor {
            id: rule.name,
            short_description: Message::of(rule.summary),
            full_description: Message::of(&format!("{} {}", rule.summary, rule.help)),
            help: Message::of(rule.help),
            default_configuration: Configuration {
                level: name_of(rule.level),
            },
        }
    }
}

impl<'a> Result<'a> {
    fn of(finding: &Finding<'a>, indices: &HashMap<&str, usize>) -> Self {
        let sentences = std::iter::once(&finding.message).chain(&finding.details);
        let sentences: Vec<_> = sentences.map(|sentence| text::line(sentence)).collect();
        let fingerprint = fingerprint(finding);
        let related = finding.related.iter();
        Result {
            rule_id: finding.rule,
            rule_index: indices.get(finding.rule).copied(),
            level: name_of(finding.level),
            message: Message::of(&sentences.join("\n")),
            locations: finding
                .place
                .iter()
                .map(|place| Location::of(place, None))
                .collect(),
            related_locations: related
                .map(|(place, words)| Location::of(place, Some(words)))
                .collect(),
            partial_fingerprints: BTreeMap::from([
                ("addsup/v1", fingerprint.clone()),
                // The one name that GitHub's code scanning takes notice of.
                ("primaryLocationLineHash", fingerprint),
            ]),
            suppressions: finding
                .accepted
                .map(|claim| Suppression::of(claim, finding.place.as_ref()))
                .into_iter()
                .collect(),
        }
    }
}

impl<'a> Suppression<'a> {
    fn of(claim: &ClaimReport, place: Option<&Place<'a>>) -> Self {
        let span: Option<&Span> = claim.places.expect.as_ref();
        let expect = place
            .zip(span)
            .map(|(place, span)| Place::new(place.file, span));
        Suppression {
            kind: "inSource",
            justification: text::line(claim.because.as_deref().unwrap_or_default()).into_owned(),
            location: expect.map(|place| Location::of(&place, None)),
        }
    }
}

impl<'a> Location<'a> {
    fn of(place: &Place<'a>, words: Option<&str>) -> Self {
        Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation {
                    uri: uri(place.file.path()),
                    uri_base_id: ROOT,
                },
                region: Region {
                    start_line: place.start.line,
                    start_column: place.start.column,
                    end_line: place.end.line,
                    end_column: place.end.column,
                    snippet: Some(place.text())
                        .filter(|text| text.len() <= LONGEST_SNIPPET)
                        .map(|text| Snippet { text }),
                },
            },
            message: words.map(|words| Message::of(&text::line(words))),
        }
    }
}

impl Message {
    /// A text that is to be shown as it is. In messages `[words](target)` would be a link (§3.11.6)
    /// and `{0}` a placeholder (§3.11.5), so brackets and braces are escaped where they could
    /// be taken for one.
    fn of(text: &str) -> Self {
        let mut text = text.to_owned();
        if text.contains("](") {
            text = text
                .replace('\\', "\\\\")
                .replace('[', "\\[")
                .replace(']', "\\]");
        }
        let is_placeholder = |(at, _): (usize, &str)| {
            let rest = text[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with('}')
        };
        if text.match_indices('{').any(is_placeholder) {
            text = text.replace('{', "{{").replace('}', "}}");
        }
        Message { text }
    }
}

fn name_of(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// What stays the same of a finding when other lines move: FNV-1a, 64 bits, of its rule and
/// identity.
fn fingerprint(finding: &Finding<'_>) -> String {
    let parts = std::iter::once(finding.rule).chain(finding.identity.iter().map(String::as_str));
    // No part holds a NUL byte, so parts cannot run into one another.
    let bytes = parts.flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// A relative path as a relative URI (RFC 3986): all but unreserved characters and `/` are
/// percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::report::sample::{self, Sample};
    use crate::source::{Position, SourceFile};

    fn written(sample: &Sample) -> Value {
        let mut bytes = Vec::new();
        write(&sample.report, &sample.sources, &mut bytes).expect("memory takes it");
        serde_json::from_slice(&bytes).expect("it is JSON")
    }

    fn results(log: &Value) -> &Vec<Value> {
        log["runs"][0]["results"].as_array().expect("results")
    }

    /// Every region anywhere in a value, each with its file.
    fn regions<'v>(value: &'v Value, found: &mut Vec<(&'v str, &'v Value)>) {
        if let (Some(uri), Some(region)) = (
            value["artifactLocation"]["uri"].as_str(),
            value.get("region"),
        ) {
            found.push((uri, region));
        }
        let inner = value.as_array().into_iter().flatten();
        for inner in inner.chain(value.as_object().into_iter().flat_map(|it| it.values())) {
            regions(inner, found);
        }
    }

    #[test]
    fn one_of_everything() {
        let mut log = written(&sample::everything());
        log["runs"][0]["tool"] = "see `rule`".into();
        insta::assert_json_snapshot!(log);
    }

    #[test]
    fn every_result_comes_under_its_rule() {
        let log = written(&sample::everything());
        let rules = &log["runs"][0]["tool"]["driver"]["rules"];
        for result in results(&log) {
            let index = result["ruleIndex"].as_u64().expect("an index");
            let index = usize::try_from(index).expect("a small one");
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn snippets_stand_where_their_regions_say() {
        let mut sample = sample::everything();
        let strange = "é\u{1f469}\u{200d}\u{1f680}: [\u{202e}👩 b]\r\n  日: a\r\nb\r\n";
        let id = sample
            .sources
            .add(SourceFile::new("claims/a b/é.yaml", strange.into()));
        let mut file = sample.report.files[0].clone();
        file.path = "claims/a b/é.yaml".to_owned();
        file.source = id;
        for (fault, place) in file.diagnostics.iter_mut().zip(["👩 b]", "a\r\nb"]) {
            let start = strange.find(place).expect("it is there");
            fault.span = start..start + place.len();
        }
        sample.report.files.push(file);
        let log = written(&sample);
        assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
        let mut found = Vec::new();
        regions(&log, &mut found);
        assert!(
            found
                .iter()
                .any(|(uri, _)| *uri == "claims/a%20b/%C3%A9.yaml")
        );
        for (path, region) in found {
            let (_, file) = sample
                .sources
                .iter()
                .find(|(_, file)| uri(file.path()) == path)
                .expect("a file of the run");
            let number = |name: &str| {
                region[name]
                    .as_u64()
                    .and_then(|it| usize::try_from(it).ok())
            };
            let offset = |line: &str, column: &str| {
                file.offset(Position {
                    line: number(line).expect("a line"),
                    column: number(column).expect("a column"),
                })
            };
            let span = offset("startLine", "startColumn")..offset("endLine", "endColumn");
            assert_eq!(region["snippet"]["text"], file.text()[span], "{region}");
        }
    }

    #[test]
    fn fingerprints_survive_moved_lines_and_tell_findings_apart() {
        let prints = |log: &Value| -> Vec<String> {
            let prints = results(log)
                .iter()
                .map(|it| &it["partialFingerprints"]["addsup/v1"]);
            prints
                .map(|it| it.as_str().expect("text").to_owned())
                .collect()
        };
        let sample = sample::everything();
        let before = prints(&written(&sample));
        let mut different = before.clone();
        different.sort_unstable();
        different.dedup();
        assert_eq!(different.len(), before.len());

        let mut moved = sample::everything();
        let mut sources = Sources::default();
        for (_, file) in sample.sources.iter() {
            let text = format!("# one line more\n{}", file.text());
            sources.add(SourceFile::new(file.path(), text.into_bytes()));
        }
        let by = "# one line more\n".len();
        let shift = |span: &mut Span| *span = span.start + by..span.end + by;
        for file in &mut moved.report.files {
            for fault in &mut file.diagnostics {
                shift(&mut fault.span);
                fault.related.iter_mut().for_each(|(span, _)| shift(span));
            }
            for claim in &mut file.claims {
                let places = &mut claim.places;
                shift(&mut places.key);
                let more = [&mut places.stated, &mut places.expect, &mut places.quote];
                more.into_iter()
                    .flatten()
                    .chain(&mut places.formulas)
                    .for_each(shift);
            }
        }
        moved.sources = sources;
        let log = written(&moved);
        assert_eq!(prints(&log), before);
        let line = |log: &Value| {
            results(log)[0]["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64()
        };
        assert_eq!(line(&log), line(&written(&sample)).map(|line| line + 1));
    }

    #[test]
    fn what_the_editors_accept_is_suppressed_and_nothing_else() {
        let log = written(&sample::everything());
        let suppressed: Vec<&Value> = results(&log)
            .iter()
            .filter(|result| result.get("suppressions").is_some())
            .collect();
        let [accepted] = suppressed.as_slice() else {
            panic!("one claim is accepted: {suppressed:?}")
        };
        assert_eq!(accepted["ruleId"], "inconsistent");
        let suppression = &accepted["suppressions"][0];
        assert_eq!(suppression["kind"], "inSource");
        let region = &suppression["location"]["physicalLocation"]["region"];
        assert_eq!(region["snippet"]["text"], "inconsistent");
    }

    #[test]
    fn messages_hold_no_links_and_no_placeholders() {
        let text = |text: &str| Message::of(text).text;
        assert_eq!(text("rose [sic] 5 {a}"), "rose [sic] 5 {a}");
        assert_eq!(text("[a](https://b) \\"), "\\[a\\](https://b) \\\\");
        assert_eq!(text("{0} and {a}"), "{{0}} and {{a}}");
    }

    #[test]
    fn paths_are_uris() {
        assert_eq!(
            uri("claims/a b/c%d:é.yaml"),
            "claims/a%20b/c%25d%3A%C3%A9.yaml"
        );
    }
}
