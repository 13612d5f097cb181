//! JUnit's XML, which build servers take from any kind of test: a suite for each claim file and a
//! case for each claim.
//!
//! A claim that does not pass is a failure, what could not be read an error. Sentences that cannot
//! all be true are a case of their folder's suite. So there is a failure or an error if and only if
//! the run does not pass. What passes with a remark has it as its output.
//!
//! Written to fit the schema of Jenkins' xUnit plugin, `junit-10.xsd`, which names the few elements
//! that all readers of the format agree on.

use std::fmt::{self, Display, Write as _};
use std::io::{self, BufWriter, Write};

use super::wording::{self, Remark, Standing};
use super::{Options, finding, rule, terminal, text};
use crate::check::{ClaimReport, Conflict, DiagnosticReport, FileReport, Report, Unread};
use crate::diagnostic::Severity;
use crate::source::Sources;

/// Writes the report.
pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let files = report.files.iter();
    let files = files.map(|file| of_file(file, sources, report.strict));
    let unread = of_unread(report).into_iter();
    let suites: Vec<Suite> = unread.chain(files).chain(of_folders(report)).collect();
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    let mut out = BufWriter::with_capacity(1 << 16, out);
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(
        out,
        r#"<testsuites name="addsup" tests="{}" failures="{}" errors="{}">"#,
        sum(|suite| suite.cases.len()),
        sum(|suite| suite.count(Kind::Failure)),
        sum(|suite| suite.count(Kind::Error)),
    )?;
    for suite in &suites {
        write!(out, "{suite}")?;
    }
    writeln!(out, "</testsuites>")?;
    out.flush()
}

/// A file's claims, or a folder's conflicts.
struct Suite {
    name: String,
    is_file: bool,
    cases: Vec<Case>,
}

/// One test.
struct Case {
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passes,
    /// It passes, and there is something to say.
    Says(String),
    Breaks {
        kind: Kind,
        rule: String,
        message: String,
        text: String,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What was tested is wrong.
    Failure,
    /// It could not be tested.
    Error,
}

impl Suite {
    fn count(&self, of: Kind) -> usize {
        let is_meant =
            |case: &&Case| matches!(case.outcome, Outcome::Breaks { kind, .. } if kind == of);
        self.cases.iter().filter(is_meant).count()
    }
}

/// What was asked for and could not be read; without it a run that read nothing would look like one
/// in which nothing fails.
fn of_unread(report: &Report) -> Option<Suite> {
    let case = |unread: &Unread| Case {
        name: unread.path.clone(),
        outcome: Outcome::Breaks {
            kind: Kind::Error,
            rule: rule::UNREAD.to_owned(),
            message: unread.message.clone(),
            text: text::line(&unread.message).into_owned(),
        },
    };
    (!report.unread.is_empty()).then(|| Suite {
        name: "addsup".to_owned(),
        is_file: false,
        cases: report.unread.iter().map(case).collect(),
    })
}

fn of_file(file: &FileReport, sources: &Sources, strict: bool) -> Suite {
    let faults = file.diagnostics.iter().map(|fault| Case {
        name: format!("{} at {}:{}", fault.code, fault.line, fault.column),
        outcome: of_fault(file, fault, sources, strict),
    });
    let claims = file.claims.iter().map(|claim| Case {
        name: claim.id.clone(),
        outcome: of_claim(file, claim, sources),
    });
    Suite {
        name: file.path.clone(),
        is_file: true,
        cases: faults.chain(claims).collect(),
    }
}

fn of_fault(
    file: &FileReport,
    fault: &DiagnosticReport,
    sources: &Sources,
    strict: bool,
) -> Outcome {
    let text = terminal::render_fault(sources, file, fault, &Options::default());
    if fault.is_error() || strict && fault.severity == Severity::Warning {
        let kind = if fault.is_error() {
            Kind::Error
        } else {
            Kind::Failure
        };
        Outcome::Breaks {
            kind,
            rule: fault.code.as_str().to_owned(),
            message: fault.message.clone(),
            text,
        }
    } else {
        Outcome::Says(text)
    }
}

fn of_claim(file: &FileReport, claim: &ClaimReport, sources: &Sources) -> Outcome {
    let full = || terminal::render_claim(sources, file, claim, &Options::default());
    match Standing::of(claim) {
        Standing::Fails => Outcome::Breaks {
            kind: Kind::Failure,
            rule: wording::rule(claim).to_owned(),
            message: claim.message.clone(),
            text: full(),
        },
        Standing::Warns => Outcome::Says(full()),
        Standing::Accepted => {
            let accepted = format!("{}: {}", claim.verdict.as_str(), claim.message);
            Outcome::Says(lines([accepted].into_iter().chain(finding::details(claim))))
        }
        Standing::Passes if claim.notes.is_empty() => Outcome::Passes,
        Standing::Passes => Outcome::Says(lines(finding::details(claim))),
    }
}

/// A suite for each folder that has conflicts; a folder's conflicts follow one another.
fn of_folders(report: &Report) -> Vec<Suite> {
    let mut suites: Vec<Suite> = Vec::new();
    for conflict in report.telling_conflicts() {
        let case = Case {
            name: format!("{}: {}", rule::CONFLICT, conflict.members.join(", ")),
            outcome: of_conflict(conflict, report.is_failure(conflict)),
        };
        match suites.last_mut() {
            Some(suite) if suite.name == conflict.path => suite.cases.push(case),
            _ => suites.push(Suite {
                name: conflict.path.clone(),
                is_file: false,
                cases: vec![case],
            }),
        }
    }
    suites
}

fn of_conflict(conflict: &Conflict, fails: bool) -> Outcome {
    let remarks = wording::conflict_remarks(conflict);
    let remarks = remarks.iter().map(Remark::to_string);
    let message = wording::conflict(conflict);
    if fails {
        Outcome::Breaks {
            kind: Kind::Failure,
            rule: rule::CONFLICT.to_owned(),
            message,
            text: lines(remarks),
        }
    } else {
        Outcome::Says(lines([message].into_iter().chain(remarks)))
    }
}

/// Sentences, each on a line of its own.
fn lines(sentences: impl IntoIterator<Item = String>) -> String {
    let shown: Vec<_> = sentences
        .into_iter()
        .map(|sentence| text::line(&sentence).into_owned())
        .collect();
    shown.join("\n")
}

impl Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Attribute(&self.name);
        let class = self
            .name
            .strip_suffix(".yaml")
            .or(self.name.strip_suffix(".yml"));
        let class = class.unwrap_or(&self.name).replace('/', ".");
        let class = Attribute(&class);
        write!(f, r#"  <testsuite name="{name}""#)?;
        if self.is_file {
            write!(f, r#" file="{name}""#)?;
        }
        writeln!(
            f,
            r#" tests="{}" failures="{}" errors="{}" skipped="0">"#,
            self.cases.len(),
            self.count(Kind::Failure),
            self.count(Kind::Error),
        )?;
        for case in &self.cases {
            write!(
                f,
                r#"    <testcase name="{}" classname="{class}""#,
                Attribute(&case.name)
            )?;
            match &case.outcome {
                Outcome::Passes => writeln!(f, "/>")?,
                Outcome::Says(text) => {
                    writeln!(
                        f,
                        ">\n      <system-out>{}</system-out>\n    </testcase>",
                        Text(text)
                    )?;
                }
                Outcome::Breaks {
                    kind,
                    rule,
                    message,
                    text,
                } => {
                    let tag = match kind {
                        Kind::Failure => "failure",
                        Kind::Error => "error",
                    };
                    let (rule, message) = (Attribute(rule), Attribute(message));
                    writeln!(f, ">\n      <{tag} type=\"{rule}\" message=\"{message}\">")?;
                    writeln!(f, "{}</{tag}>\n    </testcase>", Text(text))?;
                }
            }
        }
        writeln!(f, "  </testsuite>")
    }
}

/// The value of an attribute: one line.
struct Attribute<'a>(&'a str);

/// The content of an element. Its lines stay.
struct Text<'a>(&'a str);

impl Display for Attribute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(&text::line(self.0), f)
    }
}

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, f)
    }
}

/// Writes a text without what XML would take for markup, and without the characters that it cannot
/// hold (XML 1.0, 2.2) or that act instead of being seen.
fn escape(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for character in text.chars() {
        match character {
            '&' => f.write_str("&amp;")?,
            '<' => f.write_str("&lt;")?,
            '>' => f.write_str("&gt;")?,
            '"' => f.write_str("&quot;")?,
            '\n' => f.write_char('\n')?,
            '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
            _ => f.write_char(text::visible(character).unwrap_or(character))?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Verdict;
    use crate::report::sample::{self, Sample};
    use crate::report::{Format, Status, render};

    fn written(sample: &Sample) -> String {
        render(
            &sample.report,
            &sample.sources,
            Format::Junit,
            &Options::default(),
        )
    }

    #[test]
    fn one_of_everything() {
        insta::assert_snapshot!(written(&sample::everything()));
    }

    #[test]
    fn there_is_a_case_for_each_claim_and_each_fault() {
        let sample = sample::everything();
        let shown = written(&sample);
        assert!(shown.contains(r#"<testsuites name="addsup" tests="11" failures="4" errors="2">"#));
        for file in &sample.report.files {
            for claim in &file.claims {
                let case = format!(r#"<testcase name="{}""#, claim.id);
                assert_eq!(shown.matches(&case).count(), 1, "{case}");
            }
        }
    }

    #[test]
    fn what_only_the_close_reading_shows_does_not_fail() {
        let mut sample = Sample::new();
        sample.report = sample::everything().report;
        sample.report.files.clear();
        sample.report.summary.failed = 0;
        sample.report.conflicts[0].verdict = Verdict::Strained;
        assert_eq!(sample.report.status(), Status::Clean);
        let shown = written(&sample);
        assert!(
            shown.contains(r#"tests="1" failures="0" errors="0""#),
            "{shown}"
        );
        assert!(shown.contains("cannot all be true"), "{shown}");
    }

    #[test]
    fn no_markup_comes_from_files() {
        let mut sample = sample::everything();
        let tags = |shown: &str| shown.matches('<').count();
        let before = tags(&written(&sample));
        sample::poison(
            &mut sample.report,
            "]]><script>\"'&x;<!-- \u{1b}[1m\u{0}\u{202e}\u{fffe}\r\n",
        );
        let shown = written(&sample);
        assert_eq!(tags(&shown), before);
        assert!(!shown.contains("]]>") && !shown.contains("&x;"), "{shown}");
        let acts = |c: char| c != '\n' && (text::visible(c).is_some() || c == '\u{fffe}');
        assert_eq!(shown.lines().find(|line| line.contains(acts)), None);
    }
}
