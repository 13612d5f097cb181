//! What is not about one claim: how the run went, the filters, what needs attention, faults,
//! conflicts, implied figures, and figures that nothing accounts for.

use std::cell::LazyCell;
use std::fmt::{self, Write};

use super::claim::{link, remarks, verdict};
use super::escape::{Sentence, Text};
use super::graph;
use super::index::{Content, Index, Look, sign};
use crate::check::{Apart, Conflict, DiagnosticReport, FileReport, Report};
use crate::claim::Verdict;
use crate::report::wording::{self, Standing};
use crate::report::{Status, text};
use crate::source::{SourceFile, Sources};

/// The most claims, and the most conflicts, that the list of what needs attention names.
const MOST_LISTED: usize = 50;
/// The most conflicts that are unfolded from the start.
const MOST_OPEN: usize = 5;
/// The most figures of an article that are marked and listed as not accounted for.
pub(super) const MOST_UNCOVERED: usize = 2000;
/// The most letters of a line of a claim file that are shown.
const LONGEST_LINE: usize = 200;

/// How the run went.
pub(super) fn heading(out: &mut dyn Write, report: &Report) -> fmt::Result {
    let class = match report.status() {
        Status::Clean => "clean",
        Status::Failed | Status::Unreadable => "failed",
    };
    writeln!(
        out,
        "<header class=\"top\"><p class=\"name\">addsup: do the numbers add up?</p>\n<h1 class=\"{class}\">{}</h1>",
        wording::headline(report)
    )?;
    let lines = [
        Some(wording::verdicts(report)).filter(|line| !line.is_empty()),
        wording::faults(report),
        wording::coverage(report),
    ];
    for line in lines.into_iter().flatten() {
        writeln!(out, "<p>{line}</p>")?;
    }
    for unread in &report.unread {
        writeln!(out, "<p class=\"failed\">{}</p>", Text(&unread.message))?;
    }
    writeln!(out, "</header>")
}

/// Which claims and marks are shown: works without scripts.
pub(super) fn filters(out: &mut dyn Write, report: &Report) -> fmt::Result {
    let summary = &report.summary;
    let attention = summary.failed + summary.warned;
    out.write_str("<fieldset class=\"filters\"><legend>Show</legend>\n")?;
    let mut choice = |name: &str, words: &str, sign: &str, number: usize| {
        let checked = if name == "all" { " checked" } else { "" };
        let number = text::grouped(&number.to_string());
        write!(
            out,
            "<span class=\"choice\"><input type=\"radio\" name=\"show\" id=\"show-{name}\" value=\"{name}\"{checked}>\
             <label for=\"show-{name}\" class=\"{name}\">"
        )?;
        if !sign.is_empty() {
            write!(out, "<span aria-hidden=\"true\">{sign}</span> ")?;
        }
        writeln!(out, "{words} <b>{number}</b></label></span>")
    };
    choice("all", "all claims", "", summary.claims)?;
    if attention > 0 {
        choice("attention", "needs attention", "", attention)?;
    }
    let counts = [
        (Verdict::Inconsistent, summary.inconsistent),
        (Verdict::Ambiguous, summary.ambiguous),
        (Verdict::Strained, summary.strained),
        (Verdict::Undetermined, summary.undetermined),
        (Verdict::Consistent, summary.consistent),
    ];
    for (verdict, number) in counts.into_iter().filter(|&(_, number)| number > 0) {
        choice(verdict.as_str(), verdict.as_str(), sign(verdict), number)?;
    }
    if summary.uncovered > 0 {
        choice("uncovered", "figures not covered", "○", summary.uncovered)?;
    }
    writeln!(out, "</fieldset>")?;
    if report.files.iter().any(|file| file.article.is_some()) {
        writeln!(
            out,
            "<p class=\"legend\">A tinted passage is what a claim is about, an underlined one a figure that claims \
             depend on: it is marked as the worst of them.</p>"
        )?;
    }
    Ok(())
}

/// What fails or warns, in a line each.
pub(super) fn attention(out: &mut dyn Write, report: &Report, index: &Index<'_>) -> fmt::Result {
    let mut claims = index
        .entries
        .iter()
        .enumerate()
        .filter_map(|(entry, it)| match it.content {
            Content::Claim(claim) if Standing::of(claim) < Standing::Accepted => {
                Some((entry, claim))
            }
            Content::Claim(_) | Content::Input(_) => None,
        });
    // What fails stands before what warns, each in the order of the files.
    let (mut first, mut warned) = (Vec::new(), Vec::new());
    for (entry, claim) in claims.by_ref() {
        match Standing::of(claim) {
            Standing::Fails => first.push((entry, claim)),
            _ => warned.push((entry, claim)),
        }
    }
    first.append(&mut warned);
    let rest = first.len().saturating_sub(MOST_LISTED);
    first.truncate(MOST_LISTED);
    let has_faults = report.summary.diagnostics > 0;
    if first.is_empty() && !has_faults && report.telling_conflicts().next().is_none() {
        return Ok(());
    }
    writeln!(
        out,
        "<nav class=\"todo\" aria-labelledby=\"attention\"><h2 id=\"attention\">What needs attention</h2>\n<ul>"
    )?;
    if let Some(faults) = wording::faults(report).filter(|_| has_faults) {
        writeln!(out, "<li><a href=\"#faults\">{faults}</a></li>")?;
    }
    for (entry, claim) in first {
        out.write_str("<li>")?;
        verdict(out, Look::of(claim))?;
        out.write_char(' ')?;
        link(out, index, entry, &claim.id)?;
        writeln!(out, " <span>{}</span></li>", Sentence(&claim.message))?;
    }
    if rest > 0 {
        writeln!(
            out,
            "<li>and {} more claims</li>",
            text::grouped(&rest.to_string())
        )?;
    }
    for (number, conflict) in report.telling_conflicts().enumerate().take(MOST_LISTED) {
        let members = conflict.members.len();
        let size = text::count(members, "sentence");
        out.write_str("<li>")?;
        verdict(out, conflict_look(conflict))?;
        writeln!(
            out,
            " <a href=\"#conflict-{number}\">{size} that cannot all be true</a></li>"
        )?;
    }
    let rest = report
        .telling_conflicts()
        .count()
        .saturating_sub(MOST_LISTED);
    if rest > 0 {
        let rest = text::grouped(&rest.to_string());
        writeln!(
            out,
            "<li><a href=\"#conflicts\">and {rest} more such sets</a></li>"
        )?;
    }
    writeln!(out, "</ul></nav>")
}

fn conflict_look(conflict: &Conflict) -> Look {
    Look {
        standing: if conflict.verdict == Verdict::Inconsistent {
            Standing::Fails
        } else {
            Standing::Warns
        },
        verdict: Some(conflict.verdict),
        was: None,
    }
}

/// What is wrong with the claim files.
pub(super) fn faults(out: &mut dyn Write, report: &Report, sources: &Sources) -> fmt::Result {
    if report.summary.diagnostics == 0 {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"faults\"><h2 id=\"faults\">Faults in {}</h2>",
        wording::fault_place(report)
    )?;
    let mut number = 0;
    for file in &report.files {
        for fault in &file.diagnostics {
            write_fault(out, file, (number, fault), sources.get(file.source))?;
            number += 1;
        }
    }
    writeln!(out, "</section>")
}

fn write_fault(
    out: &mut dyn Write,
    file: &FileReport,
    (number, fault): (usize, &DiagnosticReport),
    source: &SourceFile,
) -> fmt::Result {
    write!(
        out,
        "<div id=\"f{number}\" class=\"fault {}\"><h3>{}: {}</h3><p class=\"place\">{}:{}:{} <code>{}</code></p>",
        fault.severity.as_str(),
        Text(fault.severity.as_str()),
        Sentence(&fault.message),
        Text(&file.path),
        fault.line,
        fault.column,
        Text(fault.code.as_str())
    )?;
    excerpt(out, source, &fault.span, &fault.label)?;
    for (span, label) in &fault.related {
        excerpt(out, source, span, label)?;
    }
    if let Some(help) = &fault.help {
        write!(out, "<p><strong>help</strong> {}</p>", Sentence(help))?;
    }
    writeln!(out, "</div>")
}

/// The line a place is on, with the place marked.
fn excerpt(
    out: &mut dyn Write,
    source: &SourceFile,
    span: &std::ops::Range<usize>,
    label: &str,
) -> fmt::Result {
    let number = source.position(span.start).line;
    let Some(line) = source.line(number) else {
        return Ok(());
    };
    let all = source.text();
    let inside = |at: usize| all.floor_char_boundary(at.clamp(line.start, line.end));
    let (start, end) = (inside(span.start), inside(span.end));
    // Of an endless line only what surrounds the place.
    let from = inside(start.saturating_sub(LONGEST_LINE));
    let end_shown = end.min(inside(start + LONGEST_LINE));
    let to = inside(end_shown + LONGEST_LINE);
    write!(
        out,
        "<pre tabindex=\"0\"><span class=\"line\">{number}</span> {}<mark>{}</mark>{}",
        Text(&all[from..start]),
        Text(&all[start..end_shown]),
        Text(&all[end_shown..to])
    )?;
    if !label.is_empty() {
        write!(out, "  <em>{}</em>", Text(&text::line(label)))?;
    }
    out.write_str("</pre>")
}

/// Sentences that cannot all be true, and what was left out of looking for them.
pub(super) fn conflicts(out: &mut dyn Write, report: &Report, index: &Index<'_>) -> fmt::Result {
    let nothing = [
        report.telling_conflicts().next().is_none(),
        report.left_out.is_empty(),
        report.undecided.is_empty(),
    ];
    if nothing == [true; 3] {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"conflicts\"><h2 id=\"conflicts\">All claims together</h2>"
    )?;
    for (number, conflict) in report.telling_conflicts().enumerate() {
        write_conflict(out, index, number, conflict)?;
    }
    let apart = [
        (
            &report.left_out,
            "took no part, since the editors accept that they do not hold",
        ),
        (
            &report.undecided,
            "could not be decided on together: the search was cut short",
        ),
    ];
    for (parts, what) in apart {
        for Apart { path, claims } in parts {
            write!(out, "<p>In {}, {what}:", Text(path))?;
            sentences(out, index, path, claims)?;
            writeln!(out, "</p>")?;
        }
    }
    writeln!(out, "</section>")
}

fn write_conflict(
    out: &mut dyn Write,
    index: &Index<'_>,
    number: usize,
    conflict: &Conflict,
) -> fmt::Result {
    let open = if number < MOST_OPEN { " open" } else { "" };
    write!(
        out,
        "<details class=\"conflict folded\" id=\"conflict-{number}\"{open}><summary>"
    )?;
    verdict(out, conflict_look(conflict))?;
    write!(
        out,
        " in {}: {}</summary><noscript><div class=\"card\">",
        Text(&conflict.path),
        Sentence(&conflict.message)
    )?;
    graph::write(out, index, conflict)?;
    out.write_str("<p>The sentences:")?;
    sentences(out, index, &conflict.path, &conflict.members)?;
    out.write_str("</p>")?;
    remarks(out, wording::conflict_remarks(conflict))?;
    writeln!(out, "</div></noscript></details>")
}

/// Names of sentences, each a link where the page shows it.
fn sentences(
    out: &mut dyn Write,
    index: &Index<'_>,
    folder: &str,
    names: &[String],
) -> fmt::Result {
    let own = LazyCell::new(|| index.own_inputs(folder, names));
    for (number, name) in names.iter().enumerate() {
        out.write_str(if number == 0 { " " } else { ", " })?;
        let id = name.rsplit('.').next().unwrap_or(name);
        let entry = index
            .of_sentence(folder, name)
            .or_else(|| own.get(id).copied());
        match entry {
            Some(entry) => link(out, index, entry, name)?,
            None => write!(out, "<code>{}</code>", Text(name))?,
        }
    }
    Ok(())
}

/// What the sentences say of figures they do not state.
pub(super) fn implied(out: &mut dyn Write, report: &Report, index: &Index<'_>) -> fmt::Result {
    if report.implied.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"implied\"><h2 id=\"implied\">What is said without being stated</h2>\n\
         <div class=\"scroll\" tabindex=\"0\"><table class=\"implied\"><thead><tr><th scope=\"col\">Figure</th>\
         <th scope=\"col\">must be</th><th scope=\"col\">from</th></tr></thead><tbody>"
    )?;
    for implied in &report.implied {
        out.write_str("<tr><th scope=\"row\">")?;
        let names = std::slice::from_ref(&implied.id);
        sentences(out, index, &implied.path, names)?;
        write!(out, "</th><td>{}</td><td>", Text(&implied.text))?;
        sentences(out, index, &implied.path, &implied.from)?;
        if implied.from_more {
            out.write_str(" and more")?;
        }
        writeln!(out, "</td></tr>")?;
    }
    writeln!(out, "</tbody></table></div></section>")
}

/// Which figures nothing accounts for. They are numbered through the whole report.
pub(super) fn coverage(out: &mut dyn Write, report: &Report, placed: &[bool]) -> fmt::Result {
    if report
        .coverage
        .iter()
        .all(|coverage| coverage.uncovered.is_empty())
    {
        return Ok(());
    }
    writeln!(
        out,
        "<section aria-labelledby=\"uncovered\"><h2 id=\"uncovered\">Figures that nothing accounts for</h2>"
    )?;
    let mut first = 0;
    for coverage in report
        .coverage
        .iter()
        .filter(|coverage| !coverage.uncovered.is_empty())
    {
        writeln!(
            out,
            "<h3>{}</h3><p>{}</p><ul class=\"uncovered-list\">",
            Text(&coverage.article),
            wording::uncovered(coverage)
        )?;
        for (number, figure) in (first..).zip(coverage.uncovered.iter().take(MOST_UNCOVERED)) {
            write!(out, "<li id=\"u{number}\">")?;
            if placed.get(number) == Some(&true) {
                write!(
                    out,
                    "<a class=\"back\" href=\"#m-u{number}\">{}</a>",
                    Text(&figure.text)
                )?;
            } else {
                write!(out, "{}", Text(&figure.text))?;
            }
            writeln!(
                out,
                " <span class=\"place\">{}:{}</span></li>",
                figure.line, figure.column
            )?;
        }
        writeln!(out, "</ul>")?;
        first += coverage.uncovered.len();
        let rest = coverage.uncovered.len().saturating_sub(MOST_UNCOVERED);
        if rest > 0 {
            writeln!(out, "<p>and {} more</p>", text::grouped(&rest.to_string()))?;
        }
    }
    writeln!(out, "</section>")
}
