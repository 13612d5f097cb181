//! Shares in tables: columns of them beside amounts, and cells that hold both, `182 (58.1%)`.

use super::part;
use super::ratio::{Fit, Rounded, amount, fit, gives, percent, percents};
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::rule::Rule;
use crate::source::Span;
use crate::table::{Content, RowKind, Table};

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::TableShare,
    why: "Shares of one whole are worked out from it: where the other rows are, the odd one is wrong.",
    found: "| Answer | Men (n=120) |\n|---|---|\n| Yes | 66 (55.0%) |\n| No | 42 (53.0%) |\n| Neither | 12 (10.0%) |\n",
    unfound: "| Answer | Men (n=120) |\n|---|---|\n| Yes | 66 (55.0%) |\n| No | 42 (35.0%) |\n| Neither | 12 (10.0%) |\n",
    most: Severity::Error,
    measured: [0, 0],
    read: |article, all| article.tables.iter().for_each(|table| read(table, all)),
};

/// How many shares must hold for each that does not.
const ROWS: usize = 3;
/// How many digits all shares that hold must have together.
const DIGITS: f64 = 4.0;

/// A share, the part and the whole it is of.
struct Of {
    stated: (Span, Rounded),
    part: (Span, Rounded),
    whole: (Option<Span>, Rounded),
}

fn read(table: &Table<'_>, all: &mut Vec<Relation>) {
    for column in 0..table.columns.len() {
        let (mut own, mut named) = (Vec::new(), Vec::new());
        let whole = counted(&table.header(column));
        for row in &table.rows {
            let cell = &row.cells[column];
            let Content::Share(share) = &cell.content else {
                continue;
            };
            let read = |amount: &crate::table::Amount| (amount.span.clone(), Rounded::of(amount));
            let (stated, mut part) = (read(&share.percent), read(&share.part));
            // People are counted, and not rounded.
            if share.part.decimals == 0 {
                part.1 = Rounded::exact(share.part.digits);
            }
            match (&share.whole, whole) {
                (Some(whole), _) => {
                    let (span, whole) = read(whole);
                    named.push(Of {
                        stated,
                        part,
                        whole: (Some(span), whole),
                    });
                }
                (None, Some(whole)) => own.push(Of {
                    stated,
                    part,
                    whole: (None, whole),
                }),
                (None, None) => {}
            }
        }
        // `298/313 (95%)` says all of it.
        tell_all(table, &named, true, all);
        tell_all(table, &own, false, all);
    }
    for column in 0..table.columns.len() {
        if let Some(bare) = percents(table, column) {
            beside(table, column, bare, all);
        }
    }
}

/// How many a header says there are: `(n=313)`, `N = 1,204`.
fn counted(header: &str) -> Option<Rounded> {
    let at = header
        .find("n=")
        .or_else(|| header.find("N="))
        .or_else(|| header.find("n =").or_else(|| header.find("N =")))?;
    let before = header[..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let digits: String = header[at + 1..]
        .trim_start_matches([' ', '='])
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ',')
        .filter(char::is_ascii_digit)
        .collect();
    let count: i64 = digits.parse().ok().filter(|count| *count > 0)?;
    // A count is exact.
    Some(Rounded::exact(count))
}

/// A column of shares beside one of amounts, down to where it says 100 per cent.
fn beside(table: &Table<'_>, column: usize, bare: bool, all: &mut Vec<Relation>) {
    let near = [
        column.checked_sub(1),
        Some(column + 1),
        column.checked_sub(2),
    ];
    for amounts in near
        .into_iter()
        .flatten()
        .filter(|near| *near < table.columns.len())
    {
        let before = all.len();
        let mut start = 0;
        for (place, row) in table.rows.iter().enumerate() {
            if row.kind == RowKind::Break {
                start = place + 1;
                continue;
            }
            let (Some(stated), Some(whole)) = (
                percent(table, place, column, bare),
                amount(table, place, amounts),
            ) else {
                continue;
            };
            if stated.value != 100.0 {
                continue;
            }
            let span = |row: usize, column: usize| table.rows[row].cells[column].span.clone();
            let shares: Vec<Of> = (start..place)
                .filter_map(|row| {
                    Some(Of {
                        stated: (span(row, column), percent(table, row, column, bare)?),
                        part: (span(row, amounts), amount(table, row, amounts)?),
                        whole: (Some(span(place, amounts)), whole),
                    })
                })
                .collect();
            tell_all(table, &shares, false, all);
            start = place + 1;
        }
        if all.len() > before {
            return;
        }
    }
}

/// Tells shares that are worked out alike; `alone`: each says its whole itself, and needs no other.
fn tell_all(table: &Table<'_>, shares: &[Of], alone: bool, all: &mut Vec<Relation>) {
    let fits: Vec<Fit> = shares
        .iter()
        .map(|of| fit(of.stated.1, of.part.1, of.whole.1, 0.0))
        .collect();
    let holds = fits.iter().filter(|fit| **fit == Fit::Holds).count();
    let wrong = fits.iter().filter(|fit| **fit == Fit::Wrong).count();
    let digits: f64 = shares
        .iter()
        .zip(&fits)
        .filter(|(_, fit)| **fit == Fit::Holds)
        .map(|(of, _)| of.stated.1.digits())
        .sum();
    let few = wrong == 1 && holds >= 2;
    let confirmed = (few || holds >= wrong * ROWS) && holds >= 2 && digits >= DIGITS;
    if !alone && (holds < 2 || holds < wrong) {
        return;
    }
    for (of, fit) in shares.iter().zip(fits) {
        let verdict = match fit {
            Fit::Holds => Verdict::Consistent,
            Fit::Near => Verdict::Strained,
            Fit::Wrong => Verdict::Inconsistent,
            Fit::Silent => continue,
        };
        if verdict == Verdict::Inconsistent && !alone && !confirmed {
            continue;
        }
        let part = |name, span: &Span| part::at(table, name, span.clone());
        let stated = part("stated", &of.stated.0);
        let mut operands = vec![part("a", &of.part.0)];
        operands.extend(of.whole.0.as_ref().map(|span| part("b", span)));
        let share = gives(of.part.1, of.whole.1, 0.0);
        let message = format!(
            "{} of {} is {share:.1} %, and the table says {}",
            operands[0].text,
            operands
                .get(1)
                .map_or_else(|| of.whole.1.value.to_string(), |whole| whole.text.clone()),
            stated.text
        );
        let mut relation = Relation::told(
            RULE.name(),
            Kind::Share,
            Strength::Says,
            Some(stated),
            operands,
            verdict,
            message,
        );
        relation.computed = Some(format!("{share:.1} %"));
        all.push(relation);
    }
}
