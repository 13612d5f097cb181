//! One claim as Markdown: in full, or as a row of a table.

use super::escape::{code, code_in_table, text};
use crate::check::{ClaimReport, FileReport, ReadingReport};
use crate::report::place::Place;
use crate::report::wording::{self, RemarkKind, Standing};
use crate::source::Sources;

/// The claim as a block under a heading of its own.
pub(super) fn in_full(sources: &Sources, file: &FileReport, claim: &ClaimReport) -> String {
    let mut block = format!("#### {}: {}\n\n", code(&claim.id), text(&claim.message));
    let mut where_it_is = vec![
        format!("**{}**", wording::rule(claim)),
        code(&Place::of_claim(sources, file, claim).to_string()),
    ];
    let quote = Place::of_quote(sources, file, claim);
    where_it_is.extend(quote.map(|place| format!("in {}", code(&place.to_string()))));
    block += &where_it_is.join(" · ");
    block += "\n\n";
    if let Some(quote) = &claim.quote {
        block += &format!("> “{}”\n\n", text(quote));
    }
    if let Some(stated) = &claim.stated {
        let meaning =
            wording::meaning(stated).map_or(String::new(), |it| format!(" ({})", text(it)));
        block += &format!("- stated: {}{meaning}\n", code(&stated.written));
    }
    for reading in &claim.readings {
        let name = text(wording::name(claim, reading));
        block += &format!("- {name}: {}\n", derivation(claim, reading));
    }
    for remark in wording::remarks(claim) {
        let (title, words) = (text(&remark.title), text(&remark.text));
        block += &match remark.kind {
            RemarkKind::Help => format!("- **{title}:** {words}\n"),
            RemarkKind::Note | RemarkKind::Editors => format!("- {title}: {words}\n"),
        };
    }
    block.push('\n');
    block
}

/// The formula with the figures put in as code, what it gives as text.
fn derivation(claim: &ClaimReport, reading: &ReadingReport) -> String {
    let whole = wording::derivation(claim, reading);
    let given = whole.strip_prefix(&reading.substituted).unwrap_or(&whole);
    format!("{}{}", code(&reading.substituted), text(given))
}

/// The claim as a row: its id, its verdict, what it states, what its formulas give, and what there
/// is to say.
pub(super) fn in_a_line(claim: &ClaimReport) -> String {
    let verdict = match Standing::of(claim) {
        Standing::Fails if wording::is_stale(claim) => {
            format!("**{}**, no longer as accepted", claim.verdict.as_str())
        }
        Standing::Fails | Standing::Warns => format!("**{}**", claim.verdict.as_str()),
        Standing::Accepted => format!("{} (accepted)", claim.verdict.as_str()),
        Standing::Passes => claim.verdict.as_str().to_owned(),
    };
    let stated = claim.stated.as_ref();
    let stated = stated.map_or(String::new(), |stated| code_in_table(&stated.written));
    let computed: Vec<String> = claim.readings.iter().map(|it| given(claim, it)).collect();
    let notes = claim.notes.iter().map(|note| text(&note.message));
    let because = claim.because.iter().map(|because| text(because));
    let remarks: Vec<String> = because.chain(notes).collect();
    format!(
        "| {} | {verdict} | {stated} | {} | {} |\n",
        code_in_table(&claim.id),
        computed.join("; "),
        remarks.join("; "),
    )
}

/// What a reading gives; of several, which one it is, and its verdict where they differ.
fn given(claim: &ClaimReport, reading: &ReadingReport) -> String {
    let value = match &reading.computed {
        Some(range) => text(&wording::value(range)),
        None => code_in_table(&reading.substituted),
    };
    if claim.readings.len() == 1 {
        return value;
    }
    let name = text(&reading.name);
    let agree = claim
        .readings
        .iter()
        .all(|it| it.verdict == reading.verdict);
    if agree {
        format!("{name}: {value}")
    } else {
        format!("{name}: {value}, {}", reading.verdict.as_str())
    }
}
