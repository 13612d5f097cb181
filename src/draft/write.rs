//! The draft as a claim file.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::figures::{MOST_FIGURES, Reading};
use super::item::Fate;
use super::numbers::{FAR, LIMIT};
use super::proposal::{Origin, Proposal};
use super::quote::Quote;
use super::yaml::{comment, scalar};
use super::{Options, count};
use crate::claim::CellName;
use crate::number::group_digits;

/// What a part of the file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// The proposal of this number.
    Claim(usize),
    /// The figure of this number, as an input.
    Input(usize),
    /// The figure of this number, ignored.
    Ignored(usize),
}

/// A claim file, and which of its bytes are about what.
pub(super) struct File {
    pub(super) text: String,
    pub(super) entries: Vec<(Range<usize>, Entry)>,
}

impl File {
    /// What stands at a byte.
    pub(super) fn entry(&self, at: usize) -> Option<Entry> {
        let after = self.entries.partition_point(|(range, _)| range.start <= at);
        let (range, entry) = self.entries.get(after.checked_sub(1)?)?;
        range.contains(&at).then_some(*entry)
    }

    fn add(&mut self, entry: Entry, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.entries.push((start..self.text.len(), entry));
    }
}

/// Writes the file. `uncovered` is how many figures it leaves out.
pub(super) fn file(
    reading: &Reading,
    proposals: &[Proposal],
    options: &Options,
    uncovered: usize,
) -> File {
    let mut file = File {
        // For editors; `addsup schema > addsup.schema.json` writes what it names.
        text: "# yaml-language-server: $schema=addsup.schema.json\n".to_owned()
            + &head(reading, proposals, options, uncovered),
        entries: Vec::new(),
    };
    let _ = writeln!(file.text, "\narticle: {}", scalar(&options.article));
    if let Some(published) = options.published {
        let _ = writeln!(file.text, "published: {published}");
    }
    if !proposals.is_empty() {
        file.text.push_str("\nclaims:\n");
    }
    let contradicted = proposals
        .iter()
        .take_while(|proposal| proposal.is_contradicted())
        .count();
    for (number, proposal) in proposals.iter().enumerate() {
        if number == 0 && contradicted > 0 {
            file.text.push_str("  # Contradicted by the article's own figures: an error in the article, or the draft misreads the sentence.\n\n");
        } else if number == contradicted && contradicted > 0 {
            file.text.push_str("\n  # Not contradicted.\n\n");
        }
        let gap = if number == 0 || number == contradicted {
            ""
        } else {
            "\n"
        };
        file.add(
            Entry::Claim(number),
            &format!("{gap}{}", claim(reading, proposal)),
        );
    }
    let stated: Vec<usize> = proposals
        .iter()
        .filter_map(|proposal| proposal.states)
        .collect();
    let inputs = |item: &usize| reading.items[*item].is_stated() && !stated.contains(item);
    file.text.push_str("\ninputs:\n");
    for (number, proposal) in proposals.iter().enumerate() {
        for unknown in &proposal.unknowns {
            let mut text = format!(
                "  {}:\n    unknown: {}\n",
                unknown.id,
                scalar(&unknown.unit)
            );
            if let Some(period) = &unknown.period {
                let _ = writeln!(text, "    period: {}", scalar(&period.to_string()));
            }
            let _ = writeln!(text, "    note: {}", scalar(&unknown.note));
            file.add(Entry::Claim(number), &text);
        }
    }
    for item in (0..reading.items.len()).filter(inputs) {
        file.add(Entry::Input(item), &input(reading, item));
    }
    ignored(reading, &mut file);
    file
}

/// What the file is, what is in it, and what is to be done with it.
fn head(reading: &Reading, proposals: &[Proposal], options: &Options, uncovered: usize) -> String {
    let stated = reading.items.iter().filter(|item| item.is_stated()).count();
    let ignored = reading
        .items
        .iter()
        .filter(|item| matches!(item.fate, Fate::Ignored(_)))
        .count();
    let contradicted: Vec<&Proposal> = proposals
        .iter()
        .filter(|proposal| proposal.is_contradicted())
        .collect();
    let claims = proposals.len();
    let inputs = stated
        - proposals
            .iter()
            .filter(|proposal| proposal.states.is_some())
            .count();
    let mut lines = vec![
        format!(
            "A draft of the claim file of {}, by `addsup draft`. Nothing in it is certain: read every line.",
            options.article
        ),
        String::new(),
        format!(
            "It has {}, {} and {} that {} ignored.",
            count(claims, "claim"),
            count(inputs, "input"),
            count(ignored, "figure"),
            if ignored == 1 { "is" } else { "are" }
        ),
    ];
    if stated == 0 {
        lines.push("The article states no figure that could be checked.".to_owned());
    }
    for proposal in &contradicted {
        let why = proposal
            .verdict
            .as_ref()
            .map_or("", |(_, why)| why.as_str());
        lines.push(format!("LOOK FIRST at {}: {why}", proposal.id(reading)));
    }
    if uncovered > 0 {
        lines.push(format!(
            "{} of the article {} not in it; `addsup check` lists them.",
            count(uncovered, "figure"),
            if uncovered == 1 { "is" } else { "are" }
        ));
    }
    if reading.beyond > 0 {
        lines.push(format!(
            "Only the first {MOST_FIGURES} figures of the article were read, and {} more were not.",
            reading.beyond
        ));
    }
    if reading.items.len() > 2 * FAR {
        lines.push(format!("Formulas were looked for among the {FAR} figures to either side of each figure, not in all of the article."));
    }
    let by_numbers = proposals
        .iter()
        .any(|proposal| matches!(proposal.origin, Origin::Numbers(_)));
    if by_numbers {
        lines.push(format!("Formulas found in the numbers alone are proposed where fewer than {LIMIT} fits of their kind are to be expected by chance."));
    }
    if stated > 0 {
        lines.extend(
            [
                "",
                "What to do next:",
                "1. See whether each formula is what its sentence means, and mend or delete it where it is not.",
                "2. Give each `unknown` a figure with its `source:`, or leave it for addsup to solve for.",
                "3. Add the claims the draft did not see, and delete inputs that no claim needs.",
                "4. Run `addsup check`, and delete these lines.",
            ]
            .map(str::to_owned),
        );
    }
    lines
        .iter()
        .map(|line| format!("# {}", comment(line)).trim_end().to_owned() + "\n")
        .collect()
}

fn claim(reading: &Reading, proposal: &Proposal) -> String {
    let mut text = String::new();
    let why = match &proposal.origin {
        Origin::Language(words) => format!("From the words: “{words}”."),
        Origin::Numbers(chance) => format!(
            "From the numbers alone. One combination in {} fits so closely by chance; {} of {} {} tried, which gives {} such fits.",
            one_in(chance.each),
            count(chance.tried, "combination"),
            chance.among,
            if chance.tried == 1 { "was" } else { "were" },
            significant(chance.expected()),
        ),
    };
    let _ = writeln!(text, "  # {}", comment(&why));
    if let Some((_, message)) = proposal
        .verdict
        .as_ref()
        .filter(|_| proposal.is_contradicted() || proposal.is_strained())
    {
        let _ = writeln!(text, "  # {}", comment(message));
    }
    let _ = writeln!(text, "  {}:", proposal.id(reading));
    quote(&mut text, "    ", proposal.quote.as_ref());
    if let Some(item) = proposal.states {
        let item = &reading.items[item];
        cell(&mut text, item.cell.as_ref());
        let _ = writeln!(text, "    stated: {}", scalar(&item.stated));
        if let Some(period) = &item.period {
            let _ = writeln!(text, "    period: {}", scalar(&period.to_string()));
        }
    }
    match proposal.readings.as_slice() {
        [(_, formula)] => {
            let _ = writeln!(
                text,
                "    formula: {}",
                scalar(&formula.text(reading, &proposal.unknowns))
            );
        }
        several => {
            text.push_str("    readings:\n");
            for (name, formula) in several {
                let _ = writeln!(
                    text,
                    "      {name}: {}",
                    scalar(&formula.text(reading, &proposal.unknowns))
                );
            }
        }
    }
    text
}

fn input(reading: &Reading, item: usize) -> String {
    let item = &reading.items[item];
    let mut text = format!("  {}:\n    stated: {}\n", item.id, scalar(&item.stated));
    if let Some(period) = &item.period {
        let _ = writeln!(text, "    period: {}", scalar(&period.to_string()));
    }
    quote(&mut text, "    ", item.quote.as_ref());
    cell(&mut text, item.cell.as_ref());
    text
}

fn ignored(reading: &Reading, file: &mut File) {
    // The same words ignored for the same reason stand once, with the words alone, as long as they
    // are nowhere a figure of use.
    let mut times: HashMap<(&str, &str), usize> = HashMap::new();
    let mut used: HashSet<&str> = HashSet::new();
    for item in &reading.items {
        match item.fate {
            Fate::Ignored(because) if item.quote.is_some() => {
                *times.entry((&item.stated, because)).or_default() += 1;
            }
            _ => {
                used.insert(&item.stated);
            }
        }
    }
    let mut told: HashSet<(&str, &str)> = HashSet::new();
    let mut seen: Vec<(&Quote, &str)> = Vec::new();
    for (number, item) in reading.items.iter().enumerate() {
        let (Fate::Ignored(because), Some(words)) = (&item.fate, &item.quote) else {
            continue;
        };
        let kind = (item.stated.as_str(), *because);
        let all = times.get(&kind).is_some_and(|times| *times > 1) && !used.contains(kind.0);
        if seen.last() == Some(&(words, because)) || all && !told.insert(kind) {
            continue;
        }
        if seen.is_empty() {
            file.text.push_str("\nignore:\n");
        }
        seen.push((words, because));
        let mut text = String::new();
        if all {
            let _ = writeln!(text, "  - quote: {}", scalar(&item.stated));
        } else {
            quote(&mut text, "  - ", Some(words));
        }
        let _ = writeln!(
            text,
            "    because: {}",
            scalar(&format!("{}: {because}", item.stated))
        );
        file.add(Entry::Ignored(number), &text);
    }
}

/// A cell by its labels.
fn cell(text: &mut String, cell: Option<&CellName>) {
    let Some(cell) = cell else { return };
    let _ = writeln!(
        text,
        "    cell: {{ table: {}, row: {}, column: {} }}",
        cell.table,
        flow(&cell.row),
        flow(&cell.column)
    );
}

/// A text within braces, where a comma or a bracket would end it.
fn flow(text: &str) -> String {
    let plain = scalar(text);
    match plain.starts_with(['"', '\'']) || !text.contains([',', '{', '}', '[', ']']) {
        true => plain,
        false => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// A quote, its first line behind `lead`.
fn quote(text: &mut String, lead: &str, quote: Option<&Quote>) {
    let Some(quote) = quote else { return };
    let _ = writeln!(text, "{lead}quote: {}", scalar(&quote.text));
    if let Some(occurrence) = quote.occurrence {
        let _ = writeln!(text, "    occurrence: {occurrence}");
    }
}

/// `1,500` for a chance of one in so many.
fn one_in(chance: f64) -> String {
    let many = 1.0 / chance;
    if many >= 1e6 {
        return format!("{} million", (many / 1e6).round());
    }
    group_digits(&(many.round() as u64).to_string())
}

/// A small number in as many digits as matter.
fn significant(value: f64) -> String {
    if value < 1e-6 {
        return "less than 0.000001".to_owned();
    }
    let decimals = (1.0 - value.log10().floor()).clamp(0.0, 8.0) as usize;
    format!("{value:.decimals$}")
}
