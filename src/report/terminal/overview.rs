//! What is not about one claim: the lists of claims by file, conflicts, implied figures, coverage
//! and the last line.

use std::io::{self, Write};

use annotate_snippets::Level;
use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::Screen;
use super::claim::{shown, titled};
use super::paint::{self, STRONG, style_of};
use crate::check::{ClaimReport, Report};
use crate::claim::Verdict;
use crate::report::wording::{self, Standing};
use crate::report::{Detail, Status, text};

/// The columns of the longest verdict, `undetermined`.
const VERDICT_WIDTH: usize = 12;
/// Longer ids push their line's text to the right.
const LONGEST_ID: usize = 32;
/// Uncovered figures shown of each article, unless all is asked for.
const UNCOVERED_SHOWN: usize = 20;

/// Writes a list of each file's claims.
pub(super) fn write_files(
    screen: &Screen<'_>,
    report: &Report,
    out: &mut dyn Write,
) -> io::Result<()> {
    let all = screen.options.detail >= Detail::List || report.summary.claims <= Detail::LISTED;
    for file in &report.files {
        let listed: Vec<&ClaimReport> = file
            .claims
            .iter()
            .filter(|claim| all || wording::deserves_a_line(claim))
            .collect();
        if listed.is_empty() {
            continue;
        }
        writeln!(
            out,
            "{}",
            screen.paint.paint(STRONG, text::first(&file.path))
        )?;
        let ids = listed.iter().map(|claim| text::line(&claim.id).width());
        let id_width = ids.filter(|&width| width <= LONGEST_ID).max().unwrap_or(0);
        for claim in &listed {
            write_line(screen, claim, id_width, out)?;
        }
        let rest = file.claims.len() - listed.len();
        if rest > 0 {
            writeln!(out, "  and {} consistent", text::count(rest, "claim"))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// One claim in a line or a few.
fn write_line(
    screen: &Screen<'_>,
    claim: &ClaimReport,
    id_width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let word = claim.verdict.as_str();
    let id = text::line(&claim.id);
    let standing = Standing::of(claim);
    let needs_attention = standing < Standing::Accepted;
    let style = if standing == Standing::Accepted {
        Style::new()
    } else {
        style_of(claim.verdict)
    };
    let start = 2 + VERDICT_WIDTH + 2 + id_width + 2;
    let room = screen.options.width.saturating_sub(start).max(30);
    // What needs attention stands in full below. What the editors accept although it is wrong is
    // not cut.
    let sentence = if needs_attention {
        claim.message.clone()
    } else {
        wording::brief(claim)
    };
    let sentence = text::line(&sentence);
    let whole = screen.options.detail >= Detail::List && !needs_attention;
    let is_wrong = standing == Standing::Accepted && claim.verdict != Verdict::Undetermined;
    let mut lines: Vec<String> = if whole || is_wrong {
        text::wrap(&sentence, room)
            .into_iter()
            .map(str::to_owned)
            .collect()
    } else {
        vec![text::clip(&sentence, room, screen.options.unicode).into_owned()]
    };
    if !needs_attention && screen.options.detail < Detail::Everything {
        for note in &claim.notes {
            let note = format!("note: {}", text::line(&note.message));
            lines.extend(text::wrap(&note, room).into_iter().map(str::to_owned));
        }
    }
    let word = screen
        .paint
        .paint(style, format_args!("{word:VERDICT_WIDTH$}"))
        .to_string();
    let padding = " ".repeat(id_width.saturating_sub(id.width()));
    for (index, line) in lines.iter().enumerate() {
        let whole = if index == 0 {
            format!("  {word}  {id}{padding}  {line}")
        } else {
            format!("{}{line}", " ".repeat(start))
        };
        writeln!(out, "{}", whole.trim_end())?;
    }
    Ok(())
}

/// Writes each set of sentences that cannot all be true.
pub(super) fn write_conflicts(
    screen: &Screen<'_>,
    report: &Report,
    out: &mut dyn Write,
) -> io::Result<()> {
    for conflict in report.telling_conflicts() {
        let fails = report.is_failure(conflict);
        let level = if fails { Level::ERROR } else { Level::WARNING };
        let members = conflict
            .members
            .iter()
            .map(|id| text::line(id))
            .collect::<Vec<_>>()
            .join(", ");
        let mut group = level
            .primary_title(text::line(&wording::conflict(conflict)).into_owned())
            .id("conflict")
            .element(titled(screen, Level::NOTE, "sentences", &members));
        for remark in wording::conflict_remarks(conflict) {
            group = group.element(shown(screen, &remark));
        }
        writeln!(out, "{}\n", screen.renderer.render(&[group]))?;
    }
    for apart in &report.undecided {
        let sentence = wording::undecided(apart);
        for line in text::wrap(&text::line(&sentence), screen.options.width) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes what the sentences say of figures they do not state.
pub(super) fn write_implied(
    screen: &Screen<'_>,
    report: &Report,
    out: &mut dyn Write,
) -> io::Result<()> {
    if report.implied.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "{}",
        screen
            .paint
            .paint(STRONG, "What is said without being stated")
    )?;
    let width = |texts: &mut dyn Iterator<Item = &String>| {
        texts
            .map(|text| text.width())
            .filter(|&width| width <= LONGEST_ID)
            .max()
            .unwrap_or(0)
    };
    let id_width = width(&mut report.implied.iter().map(|implied| &implied.id));
    let range_width = width(&mut report.implied.iter().map(|implied| &implied.text));
    for implied in &report.implied {
        let (id, range) = (text::first(&implied.id), text::line(&implied.text));
        let from = implied
            .from
            .iter()
            .map(|id| text::line(id))
            .collect::<Vec<_>>()
            .join(", ");
        let from = if from.is_empty() {
            from
        } else {
            let more = if implied.from_more { " and more" } else { "" };
            format!("from {from}{more}")
        };
        let from = screen.paint.paint(paint::FAINT, from);
        writeln!(out, "  {id:id_width$}  {range:range_width$}  {from}")?;
    }
    writeln!(out)
}

/// Writes which of the articles' figures nothing accounts for.
pub(super) fn write_coverage(
    screen: &Screen<'_>,
    report: &Report,
    out: &mut dyn Write,
) -> io::Result<()> {
    for coverage in report
        .coverage
        .iter()
        .filter(|coverage| !coverage.uncovered.is_empty())
    {
        let path = text::first(&coverage.article);
        writeln!(
            out,
            "{}: {}",
            screen.paint.paint(STRONG, &path),
            wording::uncovered(coverage),
        )?;
        let limit = match screen.options.detail {
            Detail::Problems | Detail::Usual => UNCOVERED_SHOWN,
            Detail::List | Detail::Everything => usize::MAX,
        };
        for figure in coverage.uncovered.iter().take(limit) {
            let place = format!("{path}:{}:{}", figure.line, figure.column);
            writeln!(out, "  {place}  {}", text::line(&figure.text))?;
        }
        let rest = coverage.uncovered.len().saturating_sub(limit);
        if rest > 0 {
            writeln!(out, "  and {} more", text::grouped(&rest.to_string()))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes how the run ended.
pub(super) fn write_summary(
    screen: &Screen<'_>,
    report: &Report,
    out: &mut dyn Write,
) -> io::Result<()> {
    let style = match report.status() {
        Status::Clean if report.summary.claims == 0 => STRONG,
        Status::Clean => paint::GOOD.bold(),
        Status::Failed | Status::Unreadable => paint::BAD,
    };
    let outcome = screen.paint.paint(style, wording::headline(report));
    write!(out, "{outcome}")?;
    let verdicts = wording::verdicts(report);
    if !verdicts.is_empty() {
        write!(out, ": {verdicts}")?;
    }
    writeln!(out)?;
    for line in [wording::faults(report), wording::coverage(report)]
        .into_iter()
        .flatten()
    {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
