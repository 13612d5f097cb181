//! The report for people in a browser: one page that needs nothing beside it, reads no other file
//! and may run no script but its own.
//!
//! ```text
//! escape   the one way that text reaches the page
//! index    what can be chosen, and its names on the page
//! marks    which stretches of an article are marked, and as what
//! article  an article with its marks
//! claim    a claim's or input's line and card; picture, its ranges
//! overview everything that is not about one claim; graph, a conflict
//! ```
//!
//! All is there without scripts. With them a chosen claim is shown beside the article.

mod article;
mod claim;
mod escape;
mod graph;
mod index;
mod marks;
mod overview;
mod picture;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt::{self, Write};
use std::io;
use std::ops::Range;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use claim::Cards;
use escape::{Out, Text};
use index::{Content, EntryId, Index};
use marks::{Mark, Target};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::wording;
use crate::check::{FileReport, Report, Uncovered};
use crate::claim::Verdict;
use crate::diagnostic::Severity;
use crate::source::{SourceId, Sources};

/// The page's own style and script, and the policy that allows them and nothing else.
static STYLE: LazyLock<Cow<'static, str>> = LazyLock::new(|| as_parsed(include_str!("style.css")));
static SCRIPT: LazyLock<Cow<'static, str>> = LazyLock::new(|| as_parsed(include_str!("script.js")));
static POLICY: LazyLock<String> = LazyLock::new(|| {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(&STYLE),
        hash(&SCRIPT)
    )
});

/// A text as browsers have it after parsing, which is what they take the hash of.
fn as_parsed(text: &'static str) -> Cow<'static, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The name of an inline script or style in a Content Security Policy.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// Writes the page as a file that stands alone.
pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn io::Write) -> io::Result<()> {
    let mut out = Out::new(out);
    let outcome = page(&mut out, report, sources, None);
    out.finish(outcome)
}

/// The page for a server that says when the report has changed: it listens to server-sent events at
/// `events`, a path on the same server, and shows the new page's report in place of its own.
#[cfg(feature = "cli")]
pub(super) fn live_page(report: &Report, sources: &Sources, events: &str) -> String {
    let mut text = String::new();
    page(&mut text, report, sources, Some(events)).expect("internal error: memory takes all text");
    text
}

fn page(
    out: &mut dyn Write,
    report: &Report,
    sources: &Sources,
    events: Option<&str>,
) -> fmt::Result {
    head(out, report, events)?;
    let index = Index::new(report);
    writeln!(
        out,
        "<body>\n<a class=\"skip\" href=\"#report\">Skip to the report</a>\n<div class=\"page\">"
    )?;
    let class = if report.summary.claims + report.summary.uncovered < MANY {
        ""
    } else {
        " class=\"many\""
    };
    writeln!(out, "<main id=\"report\" tabindex=\"-1\"{class}>")?;
    overview::heading(out, report)?;
    overview::attention(out, report, &index)?;
    overview::faults(out, report, sources)?;
    let mut places = Places::new(report, &index);
    if !index.entries.is_empty() {
        overview::filters(out, report)?;
    }
    for section in sections(report) {
        write_section(out, report, sources, &index, &section, &mut places)?;
    }
    overview::conflicts(out, report, &index)?;
    overview::implied(out, report, &index)?;
    overview::coverage(out, report, &places.figures)?;
    writeln!(out, "</main>")?;
    out.write_str(PANEL)?;
    writeln!(out, "</div>\n</body>\n</html>")
}

/// How many rows are passed over together.
const GROUP: usize = 50;
/// From so many claims and figures on, what is not in view is passed over.
const MANY: usize = 300;

/// Where a chosen claim is shown; for scripts alone.
const PANEL: &str = "\
<aside id=\"panel\" aria-labelledby=\"panel-title\">
<h2 id=\"panel-title\" tabindex=\"-1\">The claim</h2>
<div id=\"panel-card\"><p>Choose a marked figure or a claim to see how it comes about.</p></div>
<div class=\"panel-buttons\"><button type=\"button\" id=\"previous\">Previous</button><button type=\"button\" id=\"next\">Next</button><button type=\"button\" id=\"close\">Close</button></div>
</aside>
<p id=\"status\" class=\"vh\" role=\"status\"></p>
";

fn head(out: &mut dyn Write, report: &Report, events: Option<&str>) -> fmt::Result {
    let connect = if events.is_some() {
        "; connect-src 'self'"
    } else {
        ""
    };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}{connect}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n",
        *POLICY
    )?;
    if let Some(events) = events {
        writeln!(
            out,
            "<meta name=\"addsup-live\" content=\"{}\">",
            Text(events)
        )?;
    }
    writeln!(
        out,
        "<title>{} – addsup</title>\n<style>{}</style>\n<script>{}</script>\n</head>",
        wording::headline(report),
        *STYLE,
        *SCRIPT
    )
}

/// An article with the claim files about it, or a claim file without one.
struct Section {
    article: Option<SourceId>,
    /// Which of the report's files.
    files: Vec<usize>,
}

/// Whether a file has nothing to list.
fn is_bare(file: &FileReport) -> bool {
    file.claims.is_empty() && file.inputs.is_empty()
}

/// Figures that nothing accounts for, numbered through the whole report; and what has a place in
/// the articles as they are shown.
struct Places<'a> {
    uncovered: HashMap<&'a str, Vec<(usize, &'a Uncovered)>>,
    /// Of each entry, whether its quote is seen.
    entries: Vec<bool>,
    /// Of each figure that nothing accounts for, whether it is seen.
    figures: Vec<bool>,
}

impl<'a> Places<'a> {
    fn new(report: &'a Report, index: &Index<'_>) -> Self {
        let mut uncovered: HashMap<&str, Vec<(usize, &Uncovered)>> = HashMap::new();
        let mut number = 0;
        for coverage in &report.coverage {
            let of_article = uncovered.entry(&coverage.article).or_default();
            let shown = coverage.uncovered.iter().take(overview::MOST_UNCOVERED);
            of_article.extend((number..).zip(shown));
            number += coverage.uncovered.len();
        }
        Places {
            uncovered,
            entries: vec![false; index.entries.len()],
            figures: vec![false; number],
        }
    }
}

/// In the order of the files.
fn sections(report: &Report) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut of_article = HashMap::new();
    for (number, file) in report.files.iter().enumerate() {
        if is_bare(file) && file.article_source.is_none() {
            continue;
        }
        let known = file
            .article_source
            .and_then(|article| of_article.get(&article).copied());
        match known {
            Some(section) => {
                let section: &mut Section = &mut sections[section];
                section.files.push(number);
            }
            None => {
                if let Some(article) = file.article_source {
                    of_article.insert(article, sections.len());
                }
                sections.push(Section {
                    article: file.article_source,
                    files: vec![number],
                });
            }
        }
    }
    sections
}

fn write_section(
    out: &mut dyn Write,
    report: &Report,
    sources: &Sources,
    index: &Index<'_>,
    section: &Section,
    places: &mut Places<'_>,
) -> fmt::Result {
    writeln!(out, "<section class=\"part\">")?;
    if let Some(article) = section.article {
        let file = sources.get(article);
        writeln!(out, "<h2>{}</h2>", Text(file.path()))?;
        let uncovered = places
            .uncovered
            .get(file.path())
            .map_or(&[][..], Vec::as_slice);
        let marks = marks_of(report, index, section, uncovered);
        writeln!(out, "<article class=\"text\">")?;
        let seen = article::write(out, file, index, &marks)?;
        writeln!(out, "</article>")?;
        for (mark, seen) in marks.iter().zip(seen) {
            match mark.target {
                Target::Entry(entry) if mark.is_own(index) => places.entries[entry] = seen,
                Target::Entry(_) => {}
                Target::Uncovered(figure) => places.figures[figure] = seen,
                Target::Fault(_) => {}
            }
        }
    }
    for &number in &section.files {
        let file = &report.files[number];
        if is_bare(file) {
            continue;
        }
        let cards = Cards {
            index,
            sources,
            file,
            placed: &places.entries,
        };
        let level = if section.article.is_some() { 3 } else { 2 };
        writeln!(
            out,
            "<h{level} class=\"file\">{}</h{level}>",
            Text(&file.path)
        )?;
        write_rows(out, &cards, index.claims(number))?;
        if !index.inputs(number).is_empty() {
            writeln!(out, "<details class=\"inputs\"><summary>Inputs</summary>")?;
            write_rows(out, &cards, index.inputs(number))?;
            writeln!(out, "</details>")?;
        }
    }
    writeln!(out, "</section>")
}

/// Writes rows in groups. A browser passes over groups that are not in view, and so does a filter
/// over those that have nothing to show.
fn write_rows(out: &mut dyn Write, cards: &Cards<'_>, entries: Range<EntryId>) -> fmt::Result {
    let all: Vec<EntryId> = entries.collect();
    let groups: Vec<String> = all
        .par_chunks(GROUP)
        .map(|group| {
            let mut text = String::new();
            write_group(&mut text, cards, group).map(|()| text)
        })
        .collect::<Result<_, fmt::Error>>()?;
    groups.iter().try_for_each(|group| out.write_str(group))
}

fn write_group(out: &mut String, cards: &Cards<'_>, group: &[EntryId]) -> fmt::Result {
    let looks = group.iter().map(|&entry| cards.index.look(entry));
    let classes: BTreeSet<&str> = looks.flat_map(|look| look.classes().split(' ')).collect();
    out.write_str("<div class=\"claims")?;
    for class in classes {
        write!(out, " {class}")?;
    }
    writeln!(out, "\">")?;
    for &entry in group {
        cards.write(out, entry)?;
    }
    writeln!(out, "</div>")
}

/// What is marked in an article: quotes of claims, of their figures, figures that nothing accounts
/// for, and what the article itself has wrong.
fn marks_of(
    report: &Report,
    index: &Index<'_>,
    section: &Section,
    uncovered: &[(usize, &Uncovered)],
) -> Vec<Mark> {
    let mut marks = Vec::new();
    for &number in &section.files {
        for entry in index.claims(number).chain(index.inputs(number)) {
            let span = match index.entries[entry].content {
                Content::Claim(claim) => &claim.places.quote,
                Content::Input(input) => &input.quote,
            };
            marks.extend(span.clone().map(|span| Mark {
                span,
                target: Target::Entry(entry),
                look: index.look(entry),
                is_input: matches!(index.entries[entry].content, Content::Input(_)),
            }));
        }
        for input in report.files[number]
            .inputs
            .iter()
            .filter(|input| input.claim.is_some())
        {
            if let (Some(span), Some(entry)) = (&input.quote, index.of_input(input)) {
                marks.push(Mark {
                    span: span.clone(),
                    target: Target::Entry(entry),
                    look: index.look(entry),
                    is_input: true,
                });
            }
        }
    }
    for &number in &section.files {
        let before: usize = report.files[..number]
            .iter()
            .map(|file| file.diagnostics.len())
            .sum();
        for (place, fault) in report.files[number].diagnostics.iter().enumerate() {
            if fault.code.is_of_article() {
                marks.push(Mark {
                    span: fault.span.clone(),
                    target: Target::Fault(before + place),
                    look: index::Look {
                        standing: match fault.severity {
                            Severity::Error => wording::Standing::Fails,
                            Severity::Warning => wording::Standing::Warns,
                            Severity::Note => wording::Standing::Passes,
                        },
                        verdict: Some(Verdict::Inconsistent),
                        was: None,
                    },
                    is_input: false,
                });
            }
        }
    }
    marks.extend(uncovered.iter().map(|&(number, figure)| Mark {
        span: figure.span.clone(),
        target: Target::Uncovered(number),
        look: index::Look {
            standing: wording::Standing::Passes,
            verdict: None,
            was: None,
        },
        is_input: false,
    }));
    marks
}
