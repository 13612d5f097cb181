//! Workflow commands: lines on standard output that GitHub's runners turn into marks in a pull
//! request.
//!
//! ```text
//! ::error file=claims/trade.yaml,line=9,endLine=9,col=13,endColumn=26,title=ambiguous%3A growth::…
//! ```
//!
//! Of data, `%` and line ends are escaped, of properties `:` and `,` too; so nothing of a file can
//! end a command or begin one. Columns are given only within one line, or the runner ignores the
//! place.

use std::fmt::{self, Display};
use std::io::{self, BufWriter, Write};

use super::finding::{self, Finding};
use super::rule::Level;
use super::{text, wording};
use crate::check::{Coverage, Report};
use crate::source::Sources;

/// Uncovered figures named of each article.
const UNCOVERED_SHOWN: usize = 20;

/// Writes a command for each finding that nobody has accepted, and how the run ended.
pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let findings = finding::of_files(report, sources);
    let conflicts = finding::of_conflicts(report, sources);
    let unread = finding::of_unread(report);
    for finding in unread.iter().chain(&findings).chain(&conflicts) {
        if finding.accepted.is_none() {
            writeln!(out, "{}", Command(finding))?;
        }
    }
    for coverage in &report.coverage {
        if let Some(finding) = of_article(report, coverage, sources) {
            writeln!(out, "{}", Command(&finding))?;
        }
    }
    if !report.files.is_empty() || !unread.is_empty() {
        writeln!(out, "{}", wording::summary(report))?;
    }
    out.flush()
}

/// One finding for all uncovered figures of an article: a runner shows only ten of a level for each
/// step.
fn of_article<'a>(
    report: &'a Report,
    coverage: &'a Coverage,
    sources: &'a Sources,
) -> Option<Finding<'a>> {
    let mut findings = finding::of_coverage(report, coverage, sources).into_iter();
    let first = findings.next()?;
    let mut details: Vec<String> = coverage
        .uncovered
        .iter()
        .take(UNCOVERED_SHOWN)
        .map(|figure| format!("{}:{}  {}", figure.line, figure.column, figure.text))
        .collect();
    let rest = coverage.uncovered.len().saturating_sub(UNCOVERED_SHOWN);
    if rest > 0 {
        details.push(format!("and {} more", text::grouped(&rest.to_string())));
    }
    Some(Finding {
        message: wording::uncovered(coverage),
        details,
        ..first
    })
}

/// A finding as a command.
struct Command<'a>(&'a Finding<'a>);

impl Display for Command<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let finding = self.0;
        let name = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        write!(f, "::{name} ")?;
        if let Some(place) = &finding.place {
            let (start, end) = (place.start, place.end);
            let path = Property(place.file.path());
            write!(f, "file={path},line={},endLine={},", start.line, end.line)?;
            if start.line == end.line {
                write!(f, "col={},endColumn={},", start.column, end.column)?;
            }
        }
        write!(
            f,
            "title={}::{}",
            Property(&finding.title),
            Data(&finding.message)
        )?;
        for line in &finding.details {
            write!(f, "%0A{}", Data(line))?;
        }
        for (place, words) in &finding.related {
            let place = place.to_string();
            write!(f, "%0A{}: {}", Data(words), Data(&place))?;
        }
        Ok(())
    }
}

/// A line of the message.
struct Data<'a>(&'a str);

/// The value of a property.
struct Property<'a>(&'a str);

impl Display for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, &['%'], f)
    }
}

impl Display for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, &['%', ':', ','], f)
    }
}

/// Writes a text as one line, what means something to the runner as its number.
fn escape(text: &str, special: &[char], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for piece in text::line(text).split_inclusive(special) {
        match piece.strip_suffix(special) {
            Some(plain) => {
                let last = piece[plain.len()..].bytes().next().unwrap_or_default();
                write!(f, "{plain}%{last:02X}")?;
            }
            None => f.write_str(piece)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::{Format, Options, render, sample};

    fn written(sample: &sample::Sample) -> String {
        render(
            &sample.report,
            &sample.sources,
            Format::Github,
            &Options::default(),
        )
    }

    /// What a runner makes of a line.
    struct Read {
        name: String,
        properties: Vec<(String, String)>,
        data: String,
    }

    fn read(line: &str) -> Option<Read> {
        let decode = |text: &str| {
            let text = text.replace("%3A", ":").replace("%2C", ",");
            text.replace("%0A", "\n")
                .replace("%0D", "\r")
                .replace("%25", "%")
        };
        let (head, data) = line.strip_prefix("::")?.split_once("::")?;
        let (name, properties) = head.split_once(' ')?;
        let properties = properties.split(',').map(|property| {
            let (key, value) = property.split_once('=').expect("a value");
            (key.to_owned(), decode(value))
        });
        Some(Read {
            name: name.to_owned(),
            properties: properties.collect(),
            data: decode(data),
        })
    }

    #[test]
    fn one_of_everything() {
        insta::assert_snapshot!(written(&sample::everything()));
    }

    #[test]
    fn places_are_where_the_text_is() {
        let sample = sample::everything();
        let shown = written(&sample);
        let places = shown
            .lines()
            .filter_map(read)
            .filter_map(|Read { properties, .. }| {
                let get = |name: &str| properties.iter().find(|(key, _)| key == name);
                let number = |name: &str| get(name)?.1.parse::<usize>().ok();
                let (_, file) = sample.sources.iter().find(|(_, file)| {
                    Some(file.path()) == get("file").map(|(_, path)| path.as_str())
                })?;
                let line = file.line(number("line")?)?;
                let text: Vec<char> = file.text()[line].chars().collect();
                Some(String::from_iter(
                    &text[number("col")? - 1..number("endColumn")? - 1],
                ))
            });
        let places: Vec<String> = places.collect();
        assert_eq!(
            places,
            [
                "thre",
                "formula: 2 + three",
                "35%",
                "2.5 million trucks",
                "41%",
                "inconsistent",
                "more than 20%",
                "less than 1%",
                "35%",
                "2031",
            ]
        );
    }

    #[test]
    fn nothing_of_a_file_ends_a_command_or_begins_one() {
        let mut sample = sample::everything();
        let before = written(&sample).lines().count();
        sample::poison(
            &mut sample.report,
            "%\r\n::set-output name=x::y,title=z%0A::error::\u{1b}[1m",
        );
        let shown = written(&sample);
        assert_eq!(shown.lines().count(), before, "{shown}");
        for line in shown.lines().filter(|line| line.starts_with("::")) {
            let Read {
                name, properties, ..
            } = read(line).expect("a command");
            assert!(
                ["error", "warning", "notice"].contains(&name.as_str()),
                "{line}"
            );
            let keys: Vec<&str> = properties.iter().map(|(key, _)| key.as_str()).collect();
            let whole = ["file", "line", "endLine", "col", "endColumn", "title"];
            assert!(keys == whole || keys == ["title"], "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(title in "[a%:,é\r\n]{0,20}", data in "[a%:,0A\r\n]{0,20}") {
            let line = format!("::error title={}::{}", Property(&title), Data(&data));
            let Read { properties, data: message, .. } = read(&line).expect("a command");
            prop_assert_eq!(&properties[0].1, &*text::line(&title));
            prop_assert_eq!(&message, &*text::line(&data));
        }
    }
}
