//! What is wrong in the articles of claim files and no claim covers, beside the check of the claims.

use std::collections::BTreeMap;

use super::{Options, severity, silence};
use crate::check::{self, FileReport, Report};
use crate::claim::{ClaimSet, Folder, Verdict};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::prose::{Markup, Visible};
use crate::relation::{self, Relation, Strength};
use crate::source::{SourceId, Sources, Span};

/// Adds to a report what the articles of its claims say of their own figures: how many of their
/// relations some claim checks, and as warnings those that are wrong and that no claim covers.
pub fn add_articles(report: &mut Report, sources: &Sources, claims: &ClaimSet) {
    for folder in &claims.folders {
        let mut articles: BTreeMap<SourceId, Options> = BTreeMap::new();
        for file in &folder.files {
            if let Some(article) = file.article {
                articles.entry(article).or_insert_with(|| Options {
                    article: relation::Options {
                        published: file.published,
                        settings: file.settings.clone(),
                    },
                    ..Options::default()
                });
            }
        }
        for (article, options) in articles {
            add_article(report, sources, folder, article, &options);
        }
    }
}

fn add_article(
    report: &mut Report,
    sources: &Sources,
    folder: &Folder,
    article: SourceId,
    options: &Options,
) {
    let file = sources.get(article);
    let visible = Visible::new(file.text(), Markup::of_path(file.path()));
    let found = relation::read_article(&visible, &options.article);
    let covered = covered(folder, article);
    let mut silences = silence::silences(file.text());
    let mut diagnostics = Vec::new();
    for relation in &found.relations {
        let told = severity(relation).is_some();
        if relation.verdict == Verdict::Undetermined || relation.formulas.is_empty() && !told {
            continue;
        }
        let main = relation.stated.as_ref().or(relation.operands.first());
        let Some(span) = main.map(|part| visible.original(part.span.clone())) else {
            continue;
        };
        let is_covered = covered
            .iter()
            .any(|known| known.start < span.end && span.start < known.end);
        // A figure that others give: what is only told twice, or is more than another, nobody writes
        // a claim for.
        // What a table's own structure holds needs no claim.
        let of_table = is_of_table(relation.rule);
        if relation.strength == Strength::Says
            && relation.stated.is_some()
            && !relation.formulas.is_empty()
            && !of_table
        {
            report.linted.stated += 1;
            report.linted.covered += usize::from(is_covered);
        }
        let silent = silences.covers(file.text(), &visible, relation);
        if told && !is_covered && !silent {
            let mut diagnostic =
                Diagnostic::new(relation.rule, article, span, relation.message.clone());
            diagnostic.severity = Severity::Warning;
            diagnostic.help(match relation.formulas.is_empty() || of_table {
                false => claim(relation),
                true if relation.mends.is_empty() => "mend the article".to_owned(),
                true => format!("right with {}", relation.mends.join(", or with ")),
            });
            diagnostics.push(check::place(sources, &diagnostic));
        }
    }
    hold(report, file.path(), &visible, &found.relations);
    if !diagnostics.is_empty() {
        report.summary.diagnostics += diagnostics.len();
        report
            .files
            .push(FileReport::of_article(file.path(), article, diagnostics));
    }
}

/// Whether a rule is one of tables.
fn is_of_table(code: Code) -> bool {
    matches!(
        code,
        Code::TableTotal
            | Code::TableChange
            | Code::TableShare
            | Code::TableProduct
            | Code::TableCarried
            | Code::TableScale
    )
}

/// Counts the cells of tables that relations of the table itself hold together as checked.
fn hold(report: &mut Report, article: &str, visible: &Visible<'_>, relations: &[Relation]) {
    let mut held: Vec<Span> = relations
        .iter()
        .filter(|relation| is_of_table(relation.rule) && relation.verdict == Verdict::Consistent)
        .flat_map(Relation::parts)
        .map(|part| visible.original(part.span.clone()))
        .collect();
    held.sort_by_key(|span| span.start);
    let is_held = |figure: &Span| {
        let after = held.partition_point(|span| span.start < figure.end);
        held[..after]
            .iter()
            .rev()
            .take(2)
            .any(|span| figure.start < span.end)
    };
    for coverage in report
        .coverage
        .iter_mut()
        .filter(|coverage| coverage.article == article)
    {
        let before = coverage.uncovered.len();
        coverage.uncovered.retain(|figure| !is_held(&figure.span));
        let now_held = before - coverage.uncovered.len();
        coverage.covered += now_held;
        report.summary.uncovered -= now_held;
        report.summary.checked += now_held;
    }
}

/// What of an article the claims of a folder state, or ignore.
fn covered(folder: &Folder, article: SourceId) -> Vec<Span> {
    let is_of = |file: usize| folder.files[file].article == Some(article);
    let mut spans = Vec::new();
    for claim in folder.claims.iter().filter(|claim| is_of(claim.file)) {
        let stated = claim.stated.map(|id| folder.quantity(id));
        // Where the figure itself stands; else all that is quoted.
        match stated {
            Some(quantity) if !quantity.stands.is_empty() => {
                spans.extend(quantity.stands.iter().cloned())
            }
            _ => spans.extend(claim.quote.as_ref().and_then(|quote| quote.anchor.clone())),
        }
        spans.extend(stated.and_then(|quantity| quantity.quote.as_ref()?.anchor.clone()));
    }
    for file in folder
        .files
        .iter()
        .filter(|file| file.article == Some(article))
    {
        let places = file.ignored.iter().flat_map(|ignored| ignored.places());
        spans.extend(places.cloned());
    }
    spans
}

/// The claim that would cover a relation, in one line to paste.
fn claim(relation: &Relation) -> String {
    let words = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace('"', "'")
    };
    let mut formula = String::new();
    let text = relation.formulas.first().copied().unwrap_or_default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let part = relation
            .operands
            .iter()
            .find(|part| part.name == &rest[..word]);
        match part {
            Some(part) => formula.push_str(&format!("\"{}\"", words(&part.text))),
            None if word == 0 => formula.push(c),
            None => formula.push_str(&rest[..word]),
        }
        rest = &rest[if word == 0 { c.len_utf8() } else { word }..];
    }
    match &relation.stated {
        Some(stated) => format!(
            "mend the article, or cover it with a claim: `{}: {{ stated: \"{}\", formula: '{formula}' }}`",
            relation.kind.as_str().replace('-', "_"),
            words(&stated.text)
        ),
        None => "mend the article".to_owned(),
    }
}
