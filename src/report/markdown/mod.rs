//! Markdown for a comment on a pull request, or for a file beside the claims: the outcome, what
//! needs attention in full, the rest folded.

mod claim;
mod escape;

use std::io;

use escape::{code, code_in_table, text};

use super::place::Place;
use super::text::{count, grouped};
use super::wording::{self, Standing};
use super::{Detail, Options, Status};
use crate::check::{ClaimReport, Conflict, FileReport, Report};
use crate::claim::Verdict;
use crate::source::Sources;

/// GitHub refuses comments of more than 65,536 characters; what is left of them closes what is
/// open.
const LARGEST_COMMENT: usize = 60_000;
/// Uncovered figures shown of each article, unless all is asked for.
const UNCOVERED_SHOWN: usize = 20;

/// Writes the report.
pub(super) fn write(
    report: &Report,
    sources: &Sources,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if report.files.is_empty() && report.unread.is_empty() {
        return Ok(());
    }
    let mut page = Page {
        text: String::new(),
        is_full: false,
        largest: match options.detail {
            Detail::Problems | Detail::Usual => LARGEST_COMMENT,
            Detail::List | Detail::Everything => usize::MAX,
        },
    };
    add_outcome(&mut page, report);
    let unread = report.unread.iter();
    page.items(unread.map(|unread| format!("- {}\n", text(&unread.message))));
    add_faults(&mut page, report, sources);
    add_claims(&mut page, report, sources, Standing::Fails);
    add_conflicts(&mut page, report, sources);
    add_claims(&mut page, report, sources, Standing::Warns);
    if options.detail > Detail::Problems {
        if options.detail == Detail::Everything {
            add_claims(&mut page, report, sources, Standing::Accepted);
            add_claims(&mut page, report, sources, Standing::Passes);
        }
        add_list(&mut page, report, options.detail);
        add_implied(&mut page, report);
        add_coverage(&mut page, report, options.detail);
    }
    out.write_all(page.text.trim_end().as_bytes())?;
    out.write_all(b"\n")
}

/// What is written so far, and how long it may become.
struct Page {
    text: String,
    largest: usize,
    /// Whether something has been left out already.
    is_full: bool,
}

impl Page {
    /// Adds a block with an empty line after it.
    fn block(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    /// Adds as many items as there is room for, and says how many there are besides.
    fn items(&mut self, items: impl IntoIterator<Item = String>) {
        let mut left_out = 0_usize;
        for item in items {
            if left_out > 0 || self.text.len() + item.len() > self.largest {
                left_out += 1;
            } else {
                self.text.push_str(&item);
            }
        }
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        if left_out > 0 {
            let more = grouped(&left_out.to_string());
            self.block(&format!(
                "*and {more} more, for which this comment has no room*"
            ));
            self.is_full = true;
        }
    }

    /// Adds what `fill` adds, folded away under a line of our own words; nothing where there is no
    /// room left.
    fn folded(&mut self, summary: &str, fill: impl FnOnce(&mut Self)) {
        if self.is_full {
            return;
        }
        self.block(&format!("<details><summary>{summary}</summary>"));
        fill(self);
        self.block("</details>");
    }
}

fn all_claims(report: &Report) -> impl Iterator<Item = (&FileReport, &ClaimReport)> {
    let files = report.files.iter();
    files.flat_map(|file| file.claims.iter().map(move |claim| (file, claim)))
}

/// How the run ended, and each file in a line.
fn add_outcome(page: &mut Page, report: &Report) {
    let sign = match report.status() {
        Status::Clean => '✓',
        Status::Failed | Status::Unreadable => '✗',
    };
    page.block(&format!("## {sign} {}", text(&wording::headline(report))));
    let counts = [
        Some(wording::verdicts(report)).filter(|verdicts| !verdicts.is_empty()),
        wording::faults(report),
        wording::coverage(report),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if !counts.is_empty() {
        page.block(&format!("{}.", text(&counts.join("; "))));
    }
    page.text += "| file | claims | fail | warn | accepted | hold | faults |\n";
    page.text += "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    page.items(report.files.iter().map(|file| {
        let number = |standing| {
            let claims = file.claims.iter();
            claims
                .filter(|claim| Standing::of(claim) == standing)
                .count()
        };
        let numbers = [
            file.claims.len(),
            number(Standing::Fails),
            number(Standing::Warns),
            number(Standing::Accepted),
            number(Standing::Passes),
            file.diagnostics.len(),
        ];
        let numbers = numbers
            .map(|number| grouped(&number.to_string()))
            .join(" | ");
        format!("| {} | {numbers} |\n", code_in_table(&file.path))
    }));
}

/// What is wrong with the claim files.
fn add_faults(page: &mut Page, report: &Report, sources: &Sources) {
    let faults = || {
        let files = report.files.iter();
        files.flat_map(|file| file.diagnostics.iter().map(move |fault| (file, fault)))
    };
    if faults().next().is_none() {
        return;
    }
    page.block(&format!(
        "### What is wrong in {}",
        wording::fault_place(report)
    ));
    page.items(faults().map(|(file, fault)| {
        let place = code(&Place::of_fault(sources, file, fault).to_string());
        let mut item = format!(
            "- **{}[{}]** {place}: {}",
            fault.severity.as_str(),
            text(fault.code.as_str()),
            text(&fault.message)
        );
        if !fault.label.is_empty() {
            item += &format!(" ({})", text(&fault.label));
        }
        item.push('\n');
        if let Some(help) = &fault.help {
            item += &format!("  - help: {}\n", text(help));
        }
        item
    }));
}

/// The claims that stand so, in full; those that fail are not folded away.
fn add_claims(page: &mut Page, report: &Report, sources: &Sources, standing: Standing) {
    let claims = || all_claims(report).filter(|(_, claim)| Standing::of(claim) == standing);
    let number = claims().count();
    if number == 0 {
        return;
    }
    let blocks = claims().map(|(file, claim)| claim::in_full(sources, file, claim));
    if standing == Standing::Fails {
        page.block("### Claims that fail");
        page.items(blocks);
    } else {
        let (one, more) = match standing {
            Standing::Fails | Standing::Warns => ("passes with a warning", "pass with a warning"),
            Standing::Accepted => ("is accepted as it is", "are accepted as they are"),
            Standing::Passes => ("holds", "hold"),
        };
        let predicate = if number == 1 { one } else { more };
        let summary = format!("{} {predicate}", count(number, "claim"));
        page.folded(&summary, |page| page.items(blocks));
    }
}

/// Each set of sentences that cannot all be true.
fn add_conflicts(page: &mut Page, report: &Report, sources: &Sources) {
    if report.telling_conflicts().next().is_some() {
        page.block("### Sentences that cannot all be true");
        let blocks = report.telling_conflicts();
        page.items(blocks.map(|conflict| of_conflict(report, sources, conflict)));
    }
    for apart in &report.undecided {
        page.block(&format!("{}.", text(&wording::undecided(apart))));
    }
}

fn of_conflict(report: &Report, sources: &Sources, conflict: &Conflict) -> String {
    let strained = match conflict.verdict {
        Verdict::Inconsistent => "",
        _ => " (read closely)",
    };
    let mut block = format!("**{}**{strained}\n\n", text(&wording::conflict(conflict)));
    for member in &conflict.members {
        block += &format!("- {}", code(member));
        if let Some((file, claim)) = wording::member(report, &conflict.path, member) {
            let place = Place::of_claim(sources, file, claim);
            block += &format!(": {} ({})", code(place.text()), code(&place.to_string()));
        }
        block.push('\n');
    }
    block.push('\n');
    for remark in wording::conflict_remarks(conflict) {
        block += &format!("- {}\n", text(&remark.to_string()));
    }
    block.push('\n');
    block
}

/// Every claim in a line, or of a large run those that say more than that they hold.
fn add_list(page: &mut Page, report: &Report, detail: Detail) {
    let all = detail >= Detail::List || report.summary.claims <= Detail::LISTED;
    if report.summary.claims == 0 {
        return;
    }
    let summary = format!(
        "Every claim in a line ({})",
        grouped(&report.summary.claims.to_string())
    );
    page.folded(&summary, |page| {
        for file in &report.files {
            let listed = || {
                let claims = file.claims.iter();
                claims.filter(|claim| all || wording::deserves_a_line(claim))
            };
            if file.claims.is_empty() || page.is_full {
                continue;
            }
            page.block(&code(&file.path));
            let rest = file.claims.len() - listed().count();
            if rest < file.claims.len() {
                page.text += "| claim | verdict | stated | computed | remarks |\n";
                page.text += "| --- | --- | --- | --- | --- |\n";
                page.items(listed().map(claim::in_a_line));
            }
            if rest > 0 {
                page.block(&format!("and {} consistent", count(rest, "claim")));
            }
        }
    });
}

/// What the sentences say of figures they do not state.
fn add_implied(page: &mut Page, report: &Report) {
    let number = report.implied.len();
    if number == 0 {
        return;
    }
    let summary = format!(
        "What is said of {} without being stated",
        count(number, "figure")
    );
    page.folded(&summary, |page| {
        page.text += "| figure | is | from |\n| --- | --- | --- |\n";
        page.items(report.implied.iter().map(|implied| {
            let from: Vec<String> = implied.from.iter().map(|id| code_in_table(id)).collect();
            let (id, is) = (code_in_table(&implied.id), text(&implied.text));
            format!("| {id} | {is} | {} |\n", from.join(", "))
        }));
    });
}

/// Which of the articles' figures nothing accounts for.
fn add_coverage(page: &mut Page, report: &Report, detail: Detail) {
    let limit = match detail {
        Detail::Problems | Detail::Usual => UNCOVERED_SHOWN,
        Detail::List | Detail::Everything => usize::MAX,
    };
    let articles = || {
        report
            .coverage
            .iter()
            .filter(|coverage| !coverage.uncovered.is_empty())
    };
    let number: usize = articles().map(|coverage| coverage.uncovered.len()).sum();
    if number == 0 {
        return;
    }
    let summary = format!("{} that nothing accounts for", count(number, "figure"));
    page.folded(&summary, |page| {
        for coverage in articles() {
            let article = code(&coverage.article);
            page.block(&format!(
                "{article}: {}",
                text(&wording::uncovered(coverage))
            ));
            let shown = coverage.uncovered.iter().take(limit);
            let mut items: Vec<String> = shown
                .map(|figure| {
                    format!(
                        "- {}:{} {}\n",
                        figure.line,
                        figure.column,
                        code(&figure.text)
                    )
                })
                .collect();
            let rest = coverage.uncovered.len().saturating_sub(limit);
            if rest > 0 {
                items.push(format!("- and {} more\n", grouped(&rest.to_string())));
            }
            page.items(items);
        }
    });
}

#[cfg(test)]
mod tests;
