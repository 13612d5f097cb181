//! The check: from claims to verdicts that explain themselves.
//!
//! ```text
//! values  what every figure may be: read closely, read loosely, as printed
//! judge   a reading's range against the stated set: the verdict
//! notes   remarks that a verdict calls for
//! explain the verdict in words, and what would mend it
//! coverage which of the article's figures somebody accounts for
//! report  all of it as data
//! derivation one figure or claim explained, from all of that
//! ```

mod coverage;
mod derivation;
#[cfg(test)]
mod derivation_tests;
mod explain;
mod joint;
mod judge;
mod note;
mod notes;
mod report;
mod select;
mod sentence;
#[cfg(test)]
mod tests;
mod values;

use std::sync::Arc;

pub use derivation::{Derivation, Step, Subject, Use, derive, ids, subjects};
pub(crate) use explain::decide;
use joint::Alone;
pub use note::NoteCode;
use rayon::prelude::*;
pub use report::{
    Apart, ClaimReport, Conflict, Coverage, DiagnosticReport, Evaluated, FileReport, Implied,
    InputReport, Linted, Mend, Need, Note, Places, ReadingReport, Report, Room, Shape, Stated,
    Summary, Uncovered, Unread,
};

use crate::claim::{Claim, ClaimSet, Folder, Quantity, Verdict};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// How a check is run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether warnings fail the run: strained and undetermined claims that nobody expects,
    /// conflicts that only the close reading shows, and what is odd about a file.
    pub strict: bool,
    /// Whether every smallest conflict is looked for, rather than some that share no claim.
    pub all_conflicts: bool,
}

/// Checks every claim against its formula.
#[must_use]
pub fn check(sources: &Sources, claims: &ClaimSet, options: &Options) -> Report {
    check_observed(sources, claims, options, &|| ())
}

/// As [`check`], and calls `done` after each claim, from several threads at once.
#[must_use]
pub fn check_observed(
    sources: &Sources,
    claims: &ClaimSet,
    options: &Options,
    done: &(dyn Fn() + Sync),
) -> Report {
    let checked: Vec<(Vec<FileReport>, joint::JointReport)> = claims
        .folders
        .par_iter()
        .map(|folder| {
            let (mut files, alone, places) = check_folder(sources, folder, options, done);
            let joint = joint::solve(folder, &alone, options.all_conflicts);
            for (claim, given) in &joint.decided {
                if let Some((file, at)) = places[claim.index()] {
                    files[file].claims[at].decide(given, options);
                }
            }
            (files, joint)
        })
        .collect();
    let mut report = Report::empty();
    report.coverage = coverage::of(sources, claims);
    for (files, joint) in checked {
        report.files.extend(files);
        report.implied.extend(joint.implied);
        report.conflicts.extend(joint.conflicts);
        report.left_out.extend(joint.left_out);
        report.undecided.extend(joint.undecided);
    }
    report.strict = options.strict;
    report.summary = summarise(&report.files);
    report.count_figures();
    report
}

/// The reports of a folder's files; of each claim what is known of it by itself, and where it is
/// reported: in which file, at which place.
type CheckedFolder = (Vec<FileReport>, Vec<Alone>, Vec<Option<(usize, usize)>>);

/// Checks each claim of a folder by itself. Gives for each also what that leaves to find of all
/// together, and where it is reported.
fn check_folder(
    sources: &Sources,
    folder: &Folder,
    options: &Options,
    done: &(dyn Fn() + Sync),
) -> CheckedFolder {
    let mut reports: Vec<FileReport> = folder
        .files
        .iter()
        .map(|file| FileReport {
            path: sources.get(file.source).path().to_owned(),
            article: file
                .article
                .map(|article| sources.get(article).path().to_owned()),
            claims: Vec::new(),
            diagnostics: file
                .diagnostics
                .iter()
                .map(|diagnostic| place(sources, diagnostic))
                .collect(),
            inputs: Vec::new(),
            part: file.part.clone(),
            source: file.source,
            article_source: file.article,
        })
        .collect();
    let checked: Vec<_> = folder
        .claims
        .par_iter()
        .map(|claim| {
            let report = explain::report_claim(sources, folder, claim, options);
            done();
            report
        })
        .collect();
    let mut named: Vec<Option<Arc<InputReport>>> = vec![None; folder.quantities.len()];
    for (quantity, named) in folder.quantities.iter().zip(&mut named) {
        if !quantity.is_statement {
            let input = named.insert(Arc::new(describe(folder, quantity)));
            reports[quantity.file].inputs.push(Arc::clone(input));
        }
    }
    let mut counts = vec![0; reports.len()];
    for claim in &folder.claims {
        counts[claim.file] += 1;
    }
    for (report, count) in reports.iter_mut().zip(counts) {
        report.claims.reserve_exact(count);
    }
    let mut alone = Vec::with_capacity(folder.claims.len());
    let mut places = Vec::with_capacity(folder.claims.len());
    for (claim, outcome) in folder.claims.iter().zip(checked) {
        let file = &mut reports[claim.file];
        alone.push(match &outcome {
            Ok((_, true)) => Alone::TrueAsPrinted,
            Ok((report, _)) if report.verdict == Verdict::Undetermined => Alone::Undetermined,
            Ok((report, _)) if !is_wrong(report.verdict) => Alone::Open,
            _ => Alone::Wrong,
        });
        places.push(outcome.is_ok().then_some((claim.file, file.claims.len())));
        match outcome {
            Ok((mut report, _)) => {
                report.uses = uses(folder, claim, &mut named);
                file.claims.push(report);
            }
            Err(diagnostic) => file.diagnostics.push(place(sources, &diagnostic)),
        }
    }
    for file in &mut reports {
        file.diagnostics
            .sort_by_key(|diagnostic| diagnostic.span.start);
    }
    (reports, alone, places)
}

impl ClaimReport {
    /// Makes an undetermined claim one that holds, given other sentences.
    fn decide(&mut self, given: &[String], options: &Options) {
        self.given = given.to_vec();
        self.message = match given {
            [] => self.message.clone(),
            given => sentence::holds_given(given),
        };
        for reading in &mut self.readings {
            reading.verdict = Verdict::Consistent;
            reading.needs.clear();
        }
        self.stand(Verdict::Consistent, options);
    }

    /// Takes a verdict, and passes or not by it.
    fn stand(&mut self, verdict: Verdict, options: &Options) {
        self.verdict = verdict;
        let warns =
            self.expect.is_none() && matches!(verdict, Verdict::Strained | Verdict::Undetermined);
        self.passes = match self.expect {
            Some(expected) => expected == verdict,
            None => verdict == Verdict::Consistent || (warns && !options.strict),
        };
        self.warns = warns && self.passes;
    }
}

/// Whether a claim of this verdict is reported as not true as it stands.
fn is_wrong(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Inconsistent | Verdict::Strained)
}

/// What a report says of a figure that claims depend on.
fn describe(folder: &Folder, quantity: &Quantity) -> InputReport {
    let claim = quantity.claim.map(|claim| folder.claim(claim));
    InputReport {
        id: quantity.id.clone(),
        written: quantity.stated().map(|(text, _)| text.to_owned()),
        claim: claim.map(|claim| claim.id.clone()),
        source: folder.files[quantity.file].source,
        key: quantity.key.clone(),
        quote: quantity.quote.as_ref().and_then(|it| it.anchor.clone()),
        citation: quantity.citation.clone(),
        note: quantity.note.clone(),
    }
}

/// What a claim's formulas are about, each once, in the order of their first use.
fn uses(
    folder: &Folder,
    claim: &Claim,
    named: &mut [Option<Arc<InputReport>>],
) -> Vec<Arc<InputReport>> {
    let mut uses: Vec<Arc<InputReport>> = Vec::new();
    for id in claim.rests_on() {
        let input = named[id.index()]
            .get_or_insert_with(|| Arc::new(describe(folder, folder.quantity(id))));
        if !uses.iter().any(|known| Arc::ptr_eq(known, input)) {
            uses.push(Arc::clone(input));
        }
    }
    uses
}

fn summarise(files: &[FileReport]) -> Summary {
    let mut summary = Summary::default();
    for file in files {
        summary.diagnostics += file.diagnostics.len();
        for claim in &file.claims {
            summary.claims += 1;
            *match claim.verdict {
                Verdict::Consistent => &mut summary.consistent,
                Verdict::Strained => &mut summary.strained,
                Verdict::Ambiguous => &mut summary.ambiguous,
                Verdict::Inconsistent => &mut summary.inconsistent,
                Verdict::Undetermined => &mut summary.undetermined,
            } += 1;
            summary.failed += usize::from(!claim.passes);
            summary.warned += usize::from(claim.warns);
        }
    }
    summary
}

/// Gives a diagnostic its lines and columns.
pub(crate) fn place(sources: &Sources, diagnostic: &Diagnostic) -> DiagnosticReport {
    let file = sources.get(diagnostic.source);
    let start = file.position(diagnostic.span.start);
    let end = file.position(diagnostic.span.end);
    DiagnosticReport {
        code: diagnostic.code,
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        label: diagnostic.label.clone(),
        help: diagnostic.help.clone(),
        span: diagnostic.span.clone(),
        related: diagnostic.related.clone(),
    }
}
