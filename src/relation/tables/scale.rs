//! Values in another magnitude than their header's: `$51,090,000,000` under `in billions`.

use super::part;
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::relation::model::{Kind, Relation, Strength};
use crate::relation::rule::Rule;
use crate::table::{Amount, Content, Table, Unit};

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::TableScale,
    why: "A header that says millions says it of all its cells: one with all its noughts is a million times too \
          much.",
    found: "| Country | Trade (in millions of dollars) |\n|---|---|\n| Chad | 2,310 |\n| Mali | 4,105 |\n| Togo | 3,950,000,000 |\n",
    unfound: "| Country | Trade (in millions of dollars) |\n|---|---|\n| Chad | 2,310 |\n| Mali | 4,105 |\n| Togo | 3,950 |\n",
    most: Severity::Warning,
    measured: [0, 0],
    read: |article, all| article.tables.iter().for_each(|table| read(table, all)),
};

fn read(table: &Table<'_>, all: &mut Vec<Relation>) {
    for column in 0..table.columns.len() {
        let Some((name, size)) = table.unit(column).and_then(scale) else {
            continue;
        };
        let amounts: Vec<&Amount> = table
            .rows
            .iter()
            .filter_map(|row| match &row.cells[column].content {
                Content::Amount(amount) if matches!(amount.unit, Unit::None | Unit::Money) => {
                    Some(amount)
                }
                _ => None,
            })
            .collect();
        let mut values: Vec<f64> = amounts.iter().map(|amount| amount.value().abs()).collect();
        values.sort_by(f64::total_cmp);
        let Some(middle) = values.get(values.len() / 2).filter(|_| values.len() >= 3) else {
            continue;
        };
        for amount in amounts {
            let value = amount.value().abs();
            // Written out in full, and a scale away from all the others.
            let whole = amount.decimals == 0 && amount.digits % size == 0 && amount.digits != 0;
            if !whole
                || value / size as f64 > 100.0 * middle
                || value * 100.0 < middle * size as f64
            {
                continue;
            }
            let stated = part::at(table, "stated", amount.span.clone());
            let message = format!(
                "{} stands under a header that says {name}, which the other cells follow",
                stated.text
            );
            all.push(Relation::told(
                RULE.name(),
                Kind::Other,
                Strength::Suggests,
                Some(stated),
                Vec::new(),
                Verdict::Inconsistent,
                message,
            ));
        }
    }
}

/// The scale that a unit begins with.
fn scale(unit: &str) -> Option<(&'static str, i64)> {
    const SCALES: [(&str, i64); 3] = [
        ("thousands", 1_000),
        ("millions", 1_000_000),
        ("billions", 1_000_000_000),
    ];
    let lower = unit.to_ascii_lowercase();
    SCALES.into_iter().find(|(name, _)| lower.starts_with(name))
}
