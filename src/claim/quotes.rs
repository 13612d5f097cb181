//! Quotes: where they stand in the article, and whether they hold the figures they are quoted for.

use std::collections::HashMap;

use rayon::prelude::*;

use super::model::{CellName, Content, Folder, Quote};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::number::{Figure, Settings};
use crate::prose::{Figures, Markup, QuoteIndex, holds};
use crate::source::{Malformed, SourceFile, SourceId, Sources, Span};
use crate::table::{NoCell, Table};

/// How many steps a folder's drifted quotes may take to find what they have become: a tenth of a
/// second, or some hundreds of quotes of an article of 100 kB.
const BUDGET: u64 = 50_000_000;

/// How many words of a quote are searched for its figures, and how many words a figure has at most.
const QUOTE_WORDS: usize = 200;
const FIGURE_WORDS: usize = 8;
/// How many of a quote's figures are named.
const SHOWN_FIGURES: usize = 5;

/// A quote to be looked for.
struct Job<'f> {
    file: usize,
    owner: Owner,
    quote: &'f Quote,
    /// The figure it should hold.
    figure: Option<(&'f str, &'f Figure, &'f Span)>,
}

/// Where the answer goes.
#[derive(Clone, Copy)]
enum Owner {
    Quantity(usize),
    Claim(usize),
    Ignored(usize),
}

/// What became of a quote.
struct Answer {
    anchor: Option<Span>,
    /// The other places of what is ignored.
    again: Vec<Span>,
    faults: Vec<Diagnostic>,
    drifted: bool,
}

/// Finds every quote of a folder in its file's article, and reports those that are not there.
pub(super) fn anchor(folder: &mut Folder, sources: &Sources) {
    let mut ids: Vec<SourceId> = folder
        .files
        .iter()
        .filter_map(|file| file.article)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.retain(|&id| sources.get(id).malformed().is_none());
    let indexes: Vec<(SourceId, QuoteIndex<'_>)> = ids
        .into_par_iter()
        .map(|id| {
            let article = sources.get(id);
            (
                id,
                QuoteIndex::new(article.text(), Markup::of_path(article.path())),
            )
        })
        .collect();
    let index_of = |file: usize| {
        let article = folder.files[file].article?;
        let at = indexes.binary_search_by_key(&article, |&(id, _)| id).ok()?;
        Some((&indexes[at].1, sources.get(article)))
    };
    let jobs = jobs(folder);
    let named = jobs.iter().any(|job| job.quote.cell.is_some());
    let tables: Vec<Vec<Table<'_>>> = indexes
        .iter()
        .filter(|_| named)
        .map(|(_, index)| Table::all(index.visible()))
        .collect();
    let tables_of = |file: usize| {
        let article = folder.files[file].article?;
        let at = indexes.binary_search_by_key(&article, |&(id, _)| id).ok()?;
        tables.get(at)
    };
    let answers: Vec<Option<Answer>> = jobs
        .par_iter()
        .map(|job| {
            let (index, article) = index_of(job.file)?;
            let file = &folder.files[job.file];
            if let Some(cell) = &job.quote.cell {
                let tables = tables_of(job.file)?;
                return Some(of_cell(job, cell, (index, tables), article, file.source));
            }
            Some(answer(job, index, article, file.source, &file.settings))
        })
        .collect();
    let mut budget = BUDGET;
    let mut found = Vec::with_capacity(jobs.len());
    for (job, answer) in jobs.iter().zip(answers) {
        let Some(mut answer) = answer else { continue };
        if answer.drifted
            && let Some((index, article)) = index_of(job.file)
            && let Some(fault) = answer.faults.first_mut()
            && let Some(near) = index.nearest(&job.quote.text, &mut budget)
        {
            let place = place(article, near.span.start);
            fault.help(format!(
                "the nearest passage is at {place}: “{}”: {}",
                near.text, near.changes
            ));
        }
        found.push((job.file, job.owner, answer));
    }
    for (file, owner, answer) in found {
        folder.files[file].diagnostics.extend(answer.faults);
        let quote = match owner {
            Owner::Quantity(at) => folder.quantities[at].quote.as_mut(),
            Owner::Claim(at) => folder.claims[at].quote.as_mut(),
            Owner::Ignored(at) => folder.files[file]
                .ignored
                .get_mut(at)
                .map(|ignored| &mut ignored.quote),
        };
        if let Some(quote) = quote {
            quote.anchor = answer.anchor;
        }
        if let Owner::Ignored(at) = owner
            && let Some(ignored) = folder.files[file].ignored.get_mut(at)
        {
            ignored.again = answer.again;
        }
    }
    house(folder, &indexes, sources);
    // A claim's quote is that of the figure it states.
    for claim in &mut folder.claims {
        if let (Some(quote), Some(stated)) = (&mut claim.quote, claim.stated)
            && let Some(same) = &folder.quantities[stated.index()].quote
        {
            quote.anchor.clone_from(&same.anchor);
        }
    }
}

/// Looks in the article for the words of figures that have no quote, and warns of those that it
/// does not state and that name no other home.
fn house(folder: &mut Folder, indexes: &[(SourceId, QuoteIndex<'_>)], sources: &Sources) {
    let of_article = |article: SourceId| {
        let at = indexes.binary_search_by_key(&article, |&(id, _)| id).ok()?;
        Some(&indexes[at].1)
    };
    let mut scanned: HashMap<SourceId, Figures> = HashMap::new();
    for quantity in &mut folder.quantities {
        let file = &mut folder.files[quantity.file];
        let (None, None, Some(article)) = (&quantity.quote, &quantity.citation, file.article)
        else {
            continue;
        };
        let (Some(index), Content::Stated(words, figure)) =
            (of_article(article), &quantity.content)
        else {
            continue;
        };
        quantity.stands = index.find(words);
        if !quantity.stands.is_empty() {
            continue;
        }
        let figures = scanned.entry(article).or_insert_with(|| {
            let file_of_article = sources.get(article);
            let markup = Markup::of_path(file_of_article.path());
            Figures::of(file_of_article.text(), markup, &file.settings)
        });
        if figures.same_as(figure).is_empty() && figure.dates().is_none() {
            let path = sources.get(article).path();
            let message = format!("`{words}` does not stand in {path}");
            let mut fault =
                Diagnostic::new(Code::Unsourced, file.source, quantity.span.clone(), message);
            fault.help("quote the words that state it, or say where it comes from with `source:`");
            file.diagnostics.push(fault);
        }
    }
}

fn jobs(folder: &Folder) -> Vec<Job<'_>> {
    let quantities = folder
        .quantities
        .iter()
        .enumerate()
        .filter_map(|(at, quantity)| {
            let figure = match &quantity.content {
                Content::Stated(text, figure) => Some((text.as_str(), figure, &quantity.span)),
                Content::Unknown { .. } => None,
            };
            let owner = Owner::Quantity(at);
            Some(Job {
                file: quantity.file,
                owner,
                quote: quantity.quote.as_ref()?,
                figure,
            })
        });
    let comparisons = folder
        .claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| claim.stated.is_none());
    let comparisons = comparisons.filter_map(|(at, claim)| {
        Some(Job {
            file: claim.file,
            owner: Owner::Claim(at),
            quote: claim.quote.as_ref()?,
            figure: None,
        })
    });
    let ignored = folder.files.iter().enumerate().flat_map(|(file, claims)| {
        claims
            .ignored
            .iter()
            .enumerate()
            .map(move |(at, ignored)| Job {
                file,
                owner: Owner::Ignored(at),
                quote: &ignored.quote,
                figure: None,
            })
    });
    quantities.chain(comparisons).chain(ignored).collect()
}

/// The cell that a figure names in place of a passage.
fn of_cell(
    job: &Job<'_>,
    cell: &CellName,
    (index, tables): (&QuoteIndex<'_>, &[Table<'_>]),
    article: &SourceFile,
    source: SourceId,
) -> Answer {
    let span = job.quote.span.clone();
    let refuse = |message: String, help: String| {
        let mut fault = Diagnostic::new(Code::CellNotFound, source, span.clone(), message);
        fault.help(help);
        Answer {
            anchor: None,
            again: Vec::new(),
            faults: vec![fault],
            drifted: false,
        }
    };
    let Some(table) = tables.get(cell.table as usize - 1) else {
        let count = match tables.len() {
            0 => "no table with amounts".to_owned(),
            1 => "one table with amounts".to_owned(),
            many => format!("{many} tables with amounts"),
        };
        return refuse(
            format!(
                "{} has {count}, and this is of table {}",
                article.path(),
                cell.table
            ),
            "tables are counted from 1, in the order of the article".to_owned(),
        );
    };
    let listed = |names: &[String]| {
        let shown: Vec<String> = names
            .iter()
            .take(8)
            .map(|name| format!("`{name}`"))
            .collect();
        let more = if names.len() > shown.len() {
            ", …"
        } else {
            ""
        };
        format!("{}{more}", shown.join(", "))
    };
    let near = |name: &str, names: &[String]| match nearest(name, names.iter().map(String::as_str))
    {
        Some(near) => format!("did you mean `{near}`? There are {}", listed(names)),
        None => format!("there are {}", listed(names)),
    };
    let found = match table.find(&cell.row, &cell.column) {
        Ok(found) => found,
        Err(NoCell::Row(names)) => {
            let message = format!("table {} has no row `{}`", cell.table, cell.row);
            return refuse(message, near(&cell.row, &names));
        }
        Err(NoCell::Column(names)) => {
            let message = format!("table {} has no column `{}`", cell.table, cell.column);
            return refuse(message, near(&cell.column, &names));
        }
        Err(NoCell::Rows(names)) => {
            let message = format!(
                "table {} has {} rows `{}`",
                cell.table,
                names.len(),
                cell.row
            );
            return refuse(message, format!("say which: {}", listed(&names)));
        }
        Err(NoCell::Columns(names)) => {
            let message = format!(
                "table {} has {} columns `{}`",
                cell.table,
                names.len(),
                cell.column
            );
            return refuse(message, format!("say which: {}", listed(&names)));
        }
    };
    let words = table.words(&found.span);
    let mut faults = Vec::new();
    // The header may say the unit and the scale, so that only the digits must be the cell's.
    if let Some((text, _, span)) = job.figure
        && digits(text) != digits(words)
    {
        let message = format!("`{text}` is not in its cell, which says `{words}`");
        let mut fault = Diagnostic::new(Code::FigureNotInQuote, source, span.clone(), message);
        fault.related(job.quote.span.clone(), "the cell");
        faults.push(fault);
    }
    Answer {
        anchor: Some(index.visible().original(found.span.clone())),
        again: Vec::new(),
        faults,
        drifted: false,
    }
}

/// The digits of a figure's number, with its decimal point.
fn digits(text: &str) -> String {
    let start = text
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(text.len());
    let number = text[start..]
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '\u{a0}')))
        .next()
        .unwrap_or_default();
    let digits: String = number
        .trim_end_matches(['.', ','])
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    digits
}

fn answer(
    job: &Job<'_>,
    index: &QuoteIndex<'_>,
    article: &SourceFile,
    source: SourceId,
    settings: &Settings,
) -> Answer {
    let quote = job.quote;
    let path = article.path();
    let fault = |code, message| Diagnostic::new(code, source, quote.span.clone(), message);
    let places = index.find(&quote.text);
    let count = places.len();
    let mut faults = Vec::new();
    let mut again = Vec::new();
    let anchor = match (places.as_slice(), quote.occurrence) {
        ([], _) => {
            let message = format!("this quote does not stand in {path}");
            faults.push(fault(Code::QuoteDrifted, message));
            None
        }
        ([only], None) => Some(only.clone()),
        // What is ignored is ignored wherever it stands.
        ([first, rest @ ..], None) if matches!(job.owner, Owner::Ignored(_)) => {
            again = rest.to_vec();
            Some(first.clone())
        }
        (several, None) => {
            let message = format!("this quote stands {count} times in {path}");
            let mut fault = fault(Code::QuoteAmbiguous, message);
            let shown = several.iter().take(3).map(|at| place(article, at.start));
            let shown = shown.collect::<Vec<_>>().join(", ");
            let more = if count > 3 { " …" } else { "" };
            fault.help(format!(
                "say which with `occurrence: 1` to {count}, or quote more words; it stands at {shown}{more}"
            ));
            faults.push(fault);
            None
        }
        (several, Some(number)) => {
            let at = several.get(number as usize - 1);
            if at.is_none() {
                let times = if count == 1 {
                    "once".to_owned()
                } else {
                    format!("{count} times")
                };
                let message =
                    format!("this is occurrence {number} of a quote that stands {times} in {path}");
                faults.push(fault(Code::OccurrenceOutOfRange, message));
            }
            at.cloned()
        }
    };
    if let Some((text, figure, span)) = job.figure
        && let Err(found) = holds_figure(&quote.text, text, figure, settings)
    {
        let message = format!("`{text}` is not in its quote");
        let mut fault = Diagnostic::new(Code::FigureNotInQuote, source, span.clone(), message);
        fault.related(quote.span.clone(), "the quote");
        fault.help(match found.as_slice() {
            [] => "the quote has no figure; quote the words that state it".to_owned(),
            [found @ .., _] if found.len() >= SHOWN_FIGURES => {
                format!(
                    "the quote has {} and more",
                    found[..SHOWN_FIGURES].join(", ")
                )
            }
            found => format!("the quote has {}", found.join(", ")),
        });
        faults.push(fault);
    }
    Answer {
        anchor,
        again,
        faults,
        drifted: count == 0,
    }
}

/// Whether a quote holds a figure, as written or in other words; if not, the figures it holds.
fn holds_figure(
    quote: &str,
    text: &str,
    figure: &Figure,
    settings: &Settings,
) -> Result<(), Vec<String>> {
    if holds(quote, text) {
        return Ok(());
    }
    let edges = |c: char| ".,;:!?()[]\"'“”‘’".contains(c);
    let words: Vec<&str> = quote
        .split_whitespace()
        .take(QUOTE_WORDS)
        .map(|word| word.trim_matches(edges))
        .collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let longest = words.len().min(start + FIGURE_WORDS);
        let read = (start + 1..=longest).rev().find_map(|end| {
            let text = words[start..end].join(" ");
            Some((end, Figure::parse(&text, settings).ok()?, text))
        });
        let Some((end, other, text)) = read else {
            start += 1;
            continue;
        };
        let same_unit = other.unit.dimension() == figure.unit.dimension();
        if same_unit && other.nominal() == figure.nominal() {
            return Ok(());
        }
        found.push(format!("`{text}`"));
        start = end;
    }
    Err(found)
}

/// A place in an article, for messages.
fn place(article: &SourceFile, offset: usize) -> String {
    let at = article.position(offset);
    format!("{}:{}:{}", article.path(), at.line, at.column)
}

/// Why an article cannot be read, in words.
pub(super) fn unreadable(article: &SourceFile, malformed: Malformed) -> (Code, String) {
    let path = article.path();
    match malformed {
        Malformed::NotUtf8(at) => (
            Code::NotUtf8,
            format!("the article is not UTF-8 from {} on", place(article, at)),
        ),
        Malformed::Nul(at) => (
            Code::NulByte,
            format!("the article holds a NUL byte at {}", place(article, at)),
        ),
        Malformed::TooLarge(bytes) => (
            Code::FileTooLarge,
            format!("the article {path} has {bytes} bytes, more than is read"),
        ),
    }
}
