//! What the prose says of a table's cells: the same figure, and changes to it from another cell of
//! its row.

use rustc_hash::FxHashMap;

use super::labels::{Role, role};
use super::part;
use super::ratio::{Fit, Rounded, amount, fit, gives};
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::number::{Kind as Measure, Rational};
use crate::relation::article::Article;
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::rule::Rule;
use crate::table::{Content, Table, Unit};

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::TableCited,
    why: "Who cites a table in a sentence works out the change from its cells.",
    found: "| Sales | 2022 | 2023 |\n|---|---|---|\n| Ale | 4,100 | 4,510 |\n| Beer | 3,250 | 3,900 |\n\nSales of beer rose 10.0% to 3,900.\n",
    unfound: "| Sales | 2022 | 2023 |\n|---|---|---|\n| Ale | 4,100 | 4,510 |\n| Beer | 3,250 | 3,900 |\n\nSales of beer rose 20.0% to 3,900.\n",
    most: Severity::Warning,
    measured: [0, 0],
    read,
};

/// How many digits a figure has at least that is looked for in tables.
const DIGITS: usize = 3;

/// A cell by its place: table, row and column.
type Place = (usize, usize, usize);

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    if article.tables.is_empty() || article.figures.is_empty() {
        return;
    }
    // The cells by their digits; several alike are nobody's.
    let mut cells: FxHashMap<(i64, u8), Option<Place>> = FxHashMap::default();
    for (number, table) in article.tables.iter().enumerate() {
        for (row, line) in table.rows.iter().enumerate() {
            for (column, cell) in line.cells.iter().enumerate() {
                if let Content::Amount(amount) = &cell.content
                    && amount.unit != Unit::Percent
                    && amount.digits.unsigned_abs().to_string().len() >= DIGITS
                {
                    let key = (amount.digits.abs(), amount.decimals);
                    let place = (number, row, column);
                    cells
                        .entry(key)
                        .and_modify(|known| *known = None)
                        .or_insert(Some(place));
                }
            }
        }
    }
    let mut cited: FxHashMap<usize, Place> = FxHashMap::default();
    for (figure, found) in article.figures.iter().enumerate() {
        let level = matches!(
            found.kind(),
            Measure::Money | Measure::Number | Measure::Quantity
        );
        let key = level.then(|| digits(article, figure)).flatten();
        if let Some(Some(place)) = key.and_then(|key| cells.get(&key)) {
            cited.insert(found.span.start, *place);
            all.push(same(article, figure, *place));
        }
    }
    let changes: Vec<Relation> = all
        .iter()
        .filter(|relation| relation.kind == Kind::UnknownBase)
        .filter_map(|relation| {
            let level = relation.operands.first()?;
            change(article, relation, *cited.get(&level.span.start)?)
        })
        .collect();
    all.extend(changes);
}

/// The digits of a figure's number, and how many of them are decimals.
fn digits(article: &Article<'_>, figure: usize) -> Option<(i64, u8)> {
    let number = article.words(&article.found(figure).number());
    let number = number
        .split(|c: char| c.is_whitespace() || c.is_alphabetic())
        .next()?;
    let plain: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let decimals = plain
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let enough = digits.len() >= DIGITS && digits.len() <= 17;
    Some((
        digits.parse().ok().filter(|_| enough)?,
        u8::try_from(decimals).ok()?,
    ))
}

fn part(article: &Article<'_>, name: &'static str, (table, row, column): Place) -> Part {
    part::of_cell(&article.tables[table], name, row, column)
}

/// The same figure in the prose and in a cell.
fn same(article: &Article<'_>, figure: usize, place: Place) -> Relation {
    let cell = part(article, "a", place);
    let message = format!("the table says {} too", cell.text);
    Relation::told(
        RULE.name(),
        Kind::Repeated,
        Strength::Suggests,
        Some(Part::of(article, "stated", figure)),
        vec![cell],
        Verdict::Consistent,
        message,
    )
}

/// A change in per cent to an amount that a cell has, from another cell of its row.
fn change(article: &Article<'_>, relation: &Relation, place: Place) -> Option<Relation> {
    let (number, row, column) = place;
    let table: &Table<'_> = &article.tables[number];
    let stated = relation.stated.as_ref()?;
    let figure = article.figures_in(&stated.span).next()?;
    let read = article.figure(figure);
    if read.kind != Measure::Percent {
        return None;
    }
    let value = (read.nominal() * Rational::from(100)).to_f64();
    let text = article.words(&article.found(figure).number());
    let decimals = text
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let rounded = Rounded::with(value, i32::try_from(decimals).unwrap_or(0));
    let level = amount(table, row, column)?;
    let others: Vec<(usize, Rounded)> = (0..table.columns.len())
        .filter(|other| *other != column && role(&table.header(*other)) != Role::Rate)
        .filter_map(|other| Some((other, amount(table, row, other)?)))
        .collect();
    let fits = |base: Rounded| {
        // The words say which way it went; the percentage has no sign.
        match fit(rounded, level, base, 1.0) {
            Fit::Wrong | Fit::Silent => fit(rounded.turned(), level, base, 1.0),
            fit => fit,
        }
    };
    let held = others.iter().find(|(_, base)| fits(*base) == Fit::Holds);
    let (base, verdict) = match (held, &others[..]) {
        (Some(held), _) => (held, Verdict::Consistent),
        // Only where there is no other cell that it could be of.
        (None, [only]) if fits(only.1) == Fit::Wrong => (only, Verdict::Inconsistent),
        _ => return None,
    };
    let rise = gives(level, base.1, 1.0);
    let (a, b) = (
        part(article, "a", (number, row, base.0)),
        part(article, "b", place),
    );
    let way = if rise < 0.0 { "a fall" } else { "a rise" };
    let message = format!(
        "from {} to {} in the table is {way} of {:.1} %, and the article says {}",
        a.text,
        b.text,
        rise.abs(),
        stated.text
    );
    let stated = Part {
        name: "stated",
        ..stated.clone()
    };
    let strength = Strength::Suggests;
    let parts = vec![a, b];
    let mut told = Relation::told(
        RULE.name(),
        Kind::Growth,
        strength,
        Some(stated),
        parts,
        verdict,
        message,
    );
    told.computed = Some(format!("{rise:.1} %"));
    Some(told)
}
