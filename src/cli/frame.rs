//! What `addsup watch` shows of one check.

use std::collections::HashSet;
use std::fmt::Write as _;

use anstyle::Style;

use super::output::{BAD, GOOD};
use crate::check::{FileReport, Report};
use crate::load::Loaded;
use crate::report::{self, Detail, Format, Options, text};
use crate::watch::{Changes, Claimed};

/// The most names or lines of one kind that a frame has.
const LISTED: usize = 12;

/// What is shown of one check.
pub(super) struct Frame<'a> {
    pub(super) report: &'a Report,
    pub(super) loaded: &'a Loaded,
    pub(super) options: &'a Options,
}

impl Frame<'_> {
    /// The whole report.
    pub(super) fn first(&self) -> String {
        let mut frame = self.render(self.report, self.options.detail);
        self.add_failures(&mut frame);
        frame
    }

    /// What has changed; what is new and wrong in full; what is wrong as before in a line each; and
    /// how the check ended.
    pub(super) fn next(&self, changes: &Changes) -> String {
        let mut frame = String::new();
        let style = match (changes.is_empty(), changes.is_worse()) {
            (true, _) => Style::new().bold(),
            (_, true) => BAD,
            _ => GOOD,
        };
        self.add_styled(&mut frame, style, &changes.to_string());
        let names = |claims: &[Claimed]| claims.iter().map(|it| it.id.clone()).collect();
        let moved = changes.moved.iter().map(|moved| {
            let (from, to) = (moved.from.as_str(), moved.to.as_str());
            format!("{} ({to}, was {from})", moved.claim.id)
        });
        self.add_names(&mut frame, "mended", names(&changes.mended));
        self.add_names(&mut frame, "another verdict", moved.collect());
        self.add_names(&mut frame, "not checked", names(&changes.unchecked));
        self.add_names(&mut frame, "new", names(&changes.new));
        self.add_names(&mut frame, "gone", names(&changes.gone));
        frame.push('\n');
        frame += &self.render(&self.news(changes), Detail::Problems);
        self.add_uncovered(&mut frame, changes);
        self.add_as_before(&mut frame, changes);
        self.add_failures(&mut frame);
        if self.options.detail > Detail::Problems {
            frame += &report::render_summary(self.report, &self.loaded.sources, self.options);
        }
        frame
    }

    fn render(&self, report: &Report, detail: Detail) -> String {
        let options = Options {
            detail,
            ..self.options.clone()
        };
        report::render(report, &self.loaded.sources, Format::Terminal, &options)
    }

    /// A report on only what is new and wrong, or wrong in another way.
    fn news(&self, changes: &Changes) -> Report {
        let moved = changes.moved.iter().map(|moved| &moved.claim);
        let claims = changes.failing.iter().chain(&changes.warning);
        let claims: HashSet<(&str, &str)> = claims
            .chain(&changes.retold)
            .chain(moved)
            .map(|claim| (claim.path.as_str(), claim.id.as_str()))
            .collect();
        let faults: HashSet<(usize, usize)> = changes.faults.iter().copied().collect();
        let files = self.report.files.iter().enumerate().map(|(at, file)| {
            let is_new = |id: &str| claims.contains(&(file.path.as_str(), id));
            let told = file.claims.iter().filter(|claim| is_new(&claim.id));
            let diagnostics = file.diagnostics.iter().enumerate();
            let diagnostics = diagnostics.filter(|&(index, _)| faults.contains(&(at, index)));
            FileReport {
                path: file.path.clone(),
                article: file.article.clone(),
                claims: told.cloned().collect(),
                diagnostics: diagnostics.map(|(_, fault)| fault.clone()).collect(),
                inputs: Vec::new(),
                part: file.part.clone(),
                source: file.source,
                article_source: file.article_source,
            }
        });
        let conflicts = changes.conflicts.iter();
        Report {
            files: files.collect(),
            conflicts: conflicts
                .map(|&index| self.report.conflicts[index].clone())
                .collect(),
            ..Report::empty()
        }
    }

    /// Writes where the figures stand that nothing accounts for any more.
    fn add_uncovered(&self, frame: &mut String, changes: &Changes) {
        let lines = changes.uncovered.iter().map(|&(article, figure)| {
            let coverage = &self.report.coverage[article];
            let figure = &coverage.uncovered[figure];
            let (line, column) = (figure.line, figure.column);
            format!("{}:{line}:{column}: {}", coverage.article, figure.text)
        });
        self.add_lines(frame, "Newly uncovered", lines.collect());
    }

    /// Writes what still is wrong, in a line each.
    fn add_as_before(&self, frame: &mut String, changes: &Changes) {
        let moved = changes.moved.iter().map(|moved| &moved.claim);
        let shown = changes.failing.iter().chain(&changes.retold).chain(moved);
        let shown: HashSet<(&str, &str)> = shown
            .map(|claim| (claim.path.as_str(), claim.id.as_str()))
            .collect();
        let faults: HashSet<&(usize, usize)> = changes.faults.iter().collect();
        let mut lines = Vec::new();
        for (at, file) in self.report.files.iter().enumerate() {
            for (index, fault) in file.diagnostics.iter().enumerate() {
                if !faults.contains(&(at, index)) {
                    let (line, column) = (fault.line, fault.column);
                    let message = &fault.message;
                    lines.push(format!("{}:{line}:{column}: {message}", file.path));
                }
            }
            for claim in file.claims.iter().filter(|claim| !claim.passes) {
                if !shown.contains(&(file.path.as_str(), claim.id.as_str())) {
                    let (line, column) = (claim.line, claim.column);
                    let (id, verdict) = (&claim.id, claim.verdict.as_str());
                    lines.push(format!("{}:{line}:{column}: {id}: {verdict}", file.path));
                }
            }
        }
        for (index, conflict) in self.report.conflicts.iter().enumerate() {
            if !conflict.repeats && !changes.conflicts.contains(&index) {
                let members = conflict.members.join(", ");
                lines.push(format!("{}: conflict of {members}", conflict.path));
            }
        }
        self.add_lines(frame, "As before", lines);
    }

    /// Writes what could not be read.
    fn add_failures(&self, frame: &mut String) {
        for failure in &self.loaded.failures {
            self.add_styled(frame, BAD, "error");
            frame.pop();
            let _ = writeln!(frame, ": {}", text::line(&failure.to_string()));
        }
    }

    /// Writes a heading with lines below it, if there are any.
    fn add_lines(&self, frame: &mut String, heading: &str, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        self.add_styled(frame, Style::new().bold(), heading);
        let Options { width, unicode, .. } = *self.options;
        for line in lines.iter().take(LISTED) {
            let line = text::line(line);
            let _ = writeln!(frame, "  {}", text::clip(&line, width - 2, unicode));
        }
        if lines.len() > LISTED {
            let rest = text::grouped(&(lines.len() - LISTED).to_string());
            let _ = writeln!(frame, "  and {rest} more");
        }
        frame.push('\n');
    }

    /// Writes what is true of some claims, if of any.
    fn add_names(&self, frame: &mut String, what: &str, mut names: Vec<String>) {
        if names.is_empty() {
            return;
        }
        if names.len() > LISTED {
            let rest = names.split_off(LISTED).len();
            names.push(format!("and {} more", text::grouped(&rest.to_string())));
        }
        let line = format!("{what}: {}", names.join(", "));
        for line in text::wrap(&text::line(&line), self.options.width - 2) {
            let _ = writeln!(frame, "  {line}");
        }
    }

    fn add_styled(&self, frame: &mut String, style: Style, text: &str) {
        if self.options.colour {
            let _ = writeln!(frame, "{style}{text}{style:#}");
        } else {
            let _ = writeln!(frame, "{text}");
        }
    }
}
