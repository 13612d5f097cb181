//! What a report has to say place by place: one list for every format that marks places in files.

use std::collections::HashMap;

use super::place::Place;
use super::rule::{self, Level};
use super::wording::{self, Remark, Standing};
use crate::check::{
    ClaimReport, Conflict, Coverage, FileReport, NoteCode, Report, Uncovered, Unread,
};
use crate::diagnostic::Severity;
use crate::source::Sources;

/// How many bytes of a faulty text tell it from others.
const LONGEST_IDENTITY: usize = 256;

/// Something to be seen at a place.
pub(crate) struct Finding<'a> {
    pub(crate) level: Level,
    /// The rule it comes under, one of [`rule::all`].
    pub(crate) rule: &'a str,
    /// The rule and what it is about, in the fewest words.
    pub(crate) title: String,
    /// One sentence.
    pub(crate) message: String,
    /// The sentences that explain it.
    pub(crate) details: Vec<String>,
    /// Where; `None` if no file that was read has it.
    pub(crate) place: Option<Place<'a>>,
    /// Other places that matter, with their words.
    pub(crate) related: Vec<(Place<'a>, String)>,
    /// The claim, if the editors accept what is found of it.
    pub(crate) accepted: Option<&'a ClaimReport>,
    /// What makes it the same finding after other lines moved: no line number is in it.
    pub(crate) identity: Vec<String>,
}

/// What was asked for and could not be read.
pub(crate) fn of_unread(report: &Report) -> Vec<Finding<'_>> {
    let find = |unread: &Unread| Finding {
        level: Level::Error,
        rule: rule::UNREAD,
        title: rule::UNREAD.to_owned(),
        message: unread.message.clone(),
        details: Vec::new(),
        place: None,
        related: Vec::new(),
        accepted: None,
        identity: vec![unread.path.clone()],
    };
    report.unread.iter().map(find).collect()
}

/// What was found in the claim files: faults, claims that do not simply hold, and remarks on those
/// that do.
pub(crate) fn of_files<'a>(report: &'a Report, sources: &'a Sources) -> Vec<Finding<'a>> {
    let mut findings = Vec::new();
    for file in &report.files {
        add_faults(&mut findings, file, sources);
        for claim in &file.claims {
            if Standing::of(claim) == Standing::Passes {
                add_notes(&mut findings, file, claim, sources);
            } else {
                findings.push(of_claim(file, claim, sources));
            }
        }
    }
    findings
}

fn add_faults<'a>(findings: &mut Vec<Finding<'a>>, file: &'a FileReport, sources: &'a Sources) {
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    for fault in &file.diagnostics {
        let place = Place::of_fault(sources, file, fault);
        let text = place.text();
        let text = &text[..text.floor_char_boundary(LONGEST_IDENTITY)];
        let before = seen.entry((fault.code.as_str(), text)).or_default();
        *before += 1;
        let related = fault.related.iter();
        findings.push(Finding {
            level: match fault.severity {
                Severity::Error => Level::Error,
                Severity::Warning => Level::Warning,
                Severity::Note => Level::Note,
            },
            rule: fault.code.as_str(),
            title: fault.code.as_str().to_owned(),
            message: fault.message.clone(),
            details: fault
                .help
                .iter()
                .map(|help| format!("help: {help}"))
                .collect(),
            identity: vec![file.path.clone(), text.to_owned(), before.to_string()],
            related: related
                .map(|(span, words)| (Place::new(place.file, span), words.clone()))
                .collect(),
            place: Some(place),
            accepted: None,
        });
    }
}

fn of_claim<'a>(file: &'a FileReport, claim: &'a ClaimReport, sources: &'a Sources) -> Finding<'a> {
    let is_accepted = Standing::of(claim) == Standing::Accepted;
    Finding {
        level: match Standing::of(claim) {
            Standing::Fails => Level::Error,
            Standing::Warns => Level::Warning,
            Standing::Accepted | Standing::Passes => rule::level_of(claim.verdict),
        },
        rule: wording::rule(claim),
        title: format!("{}: {}", wording::rule(claim), claim.id),
        message: format!("{}: {}", claim.id, claim.message),
        details: details(claim),
        place: Some(Place::of_claim(sources, file, claim)),
        related: in_the_article(file, claim, sources),
        accepted: is_accepted.then_some(claim),
        identity: vec![file.path.clone(), claim.id.clone()],
    }
}

/// The remarks on a claim that holds. Several readings may have the same remark.
fn add_notes<'a>(
    findings: &mut Vec<Finding<'a>>,
    file: &'a FileReport,
    claim: &'a ClaimReport,
    sources: &'a Sources,
) {
    let mut seen: HashMap<NoteCode, usize> = HashMap::new();
    for note in &claim.notes {
        let before = seen.entry(note.code).or_default();
        *before += 1;
        let rule = note.code.as_str();
        findings.push(Finding {
            level: Level::Note,
            rule,
            title: format!("{rule}: {}", claim.id),
            message: format!("{}: {}", claim.id, note.message),
            details: Vec::new(),
            place: Some(Place::of_claim(sources, file, claim)),
            related: in_the_article(file, claim, sources),
            accepted: None,
            identity: vec![file.path.clone(), claim.id.clone(), before.to_string()],
        });
    }
}

fn in_the_article<'a>(
    file: &FileReport,
    claim: &ClaimReport,
    sources: &'a Sources,
) -> Vec<(Place<'a>, String)> {
    Place::of_quote(sources, file, claim)
        .map(|place| (place, "the article".to_owned()))
        .into_iter()
        .collect()
}

/// What is said of a claim besides its verdict, a sentence each.
pub(crate) fn details(claim: &ClaimReport) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(stated) = &claim.stated {
        lines.push(format!("stated: {}", wording::stated(stated)));
    }
    for reading in &claim.readings {
        let name = wording::name(claim, reading);
        lines.push(format!("{name}: {}", wording::derivation(claim, reading)));
    }
    lines.extend(wording::remarks(claim).iter().map(Remark::to_string));
    lines
}

/// The sentences of each folder that cannot all be true.
pub(crate) fn of_conflicts<'a>(report: &'a Report, sources: &'a Sources) -> Vec<Finding<'a>> {
    let find = |conflict: &'a Conflict| {
        let mut places = conflict.members.iter().filter_map(|member| {
            let (file, claim) = wording::member(report, &conflict.path, member)?;
            Some((Place::of_claim(sources, file, claim), member.clone()))
        });
        // A conflict is always of some claim: stated inputs alone do not contradict each other.
        let place = places.next().map(|(place, _)| place);
        let mut details = vec![format!("sentences: {}", conflict.members.join(", "))];
        details.extend(
            wording::conflict_remarks(conflict)
                .iter()
                .map(Remark::to_string),
        );
        let mut members = conflict.members.clone();
        members.sort_unstable();
        Finding {
            level: if report.is_failure(conflict) {
                Level::Error
            } else {
                Level::Warning
            },
            rule: rule::CONFLICT,
            title: rule::CONFLICT.to_owned(),
            message: wording::conflict(conflict),
            details,
            place,
            related: places.collect(),
            accepted: None,
            identity: [vec![conflict.path.clone()], members].concat(),
        }
    };
    report.telling_conflicts().map(find).collect()
}

/// The figures of one article that nothing accounts for.
pub(crate) fn of_coverage<'a>(
    report: &'a Report,
    coverage: &'a Coverage,
    sources: &'a Sources,
) -> Vec<Finding<'a>> {
    let article = report
        .files
        .iter()
        .find(|file| file.article.as_ref() == Some(&coverage.article))
        .and_then(|file| file.article_source);
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let find = |figure: &'a Uncovered| {
        let before = seen.entry(&figure.text).or_default();
        *before += 1;
        Finding {
            level: Level::Note,
            rule: rule::UNCOVERED,
            title: rule::UNCOVERED.to_owned(),
            message: format!("nothing accounts for “{}”", figure.text),
            details: Vec::new(),
            place: article.map(|id| Place::new(sources.get(id), &figure.span)),
            related: Vec::new(),
            accepted: None,
            identity: vec![
                coverage.article.clone(),
                figure.text.clone(),
                before.to_string(),
            ],
        }
    };
    coverage.uncovered.iter().map(find).collect()
}
