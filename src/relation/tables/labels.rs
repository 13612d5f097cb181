//! What the words of a row or a column make of it.

/// What a row or a column is among those that may be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A total of others: `Total`, `Subtotal`, `All`.
    Total,
    /// What is left of others: `Net income`, `Balance`.
    Net,
    /// What is taken away: `Less: …`.
    Less,
    /// A rate, a mean or a part for each, which is no part of a sum.
    Rate,
    /// Nothing names it, so that it may be a total.
    Bare,
    /// Anything else.
    Plain,
}

/// Words that make a total.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sub-total",
    "sum",
    "overall",
    "altogether",
];
/// Words that make what is left, at the beginning of a label.
const NETS: &[&str] = &[
    "net",
    "adjusted",
    "balance",
    "gross",
    "profit",
    "loss",
    "income",
    "earnings",
    "operating",
    "cash",
    "ending",
    "closing",
    "end",
    "at",
    "surplus",
    "deficit",
    "remaining",
    "margin",
    "equity",
    "change",
    "increase",
    "decrease",
    "difference",
    "variance",
    "saved",
    "saving",
    "savings",
    "diff",
    "gap",
    "delta",
];
/// Words of what is no amount that could be added up.
const RATES: &[&str] = &[
    "average",
    "avg",
    "mean",
    "median",
    "ratio",
    "percent",
    "percentage",
    "yield",
    "eps",
    "weighted",
    "weighted-average",
    "per",
    "%",
    "rank",
    "maximum",
    "minimum",
    "max",
    "min",
];

/// What a label makes of its row or column.
pub(super) fn role(label: &str) -> Role {
    let lower = outside_brackets(label).to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '%' || c == '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    // `Effective tax rate`, but `Effect of exchange rate changes`.
    let is_rate = |word: Option<&&str>| word.is_some_and(|word| matches!(*word, "rate" | "rates"));
    if label.trim().is_empty() {
        Role::Bare
    } else if has(RATES) || is_rate(words.first()) || is_rate(words.last()) {
        Role::Rate
    } else if lower.trim_start().starts_with("less")
        || lower.trim_start().starts_with("minus")
        || label.trim_start().to_lowercase().starts_with("(less")
    {
        Role::Less
    } else if has(TOTALS) || words == ["all"] {
        Role::Total
    } else if words.first().is_some_and(|word| NETS.contains(word)) || has(&["net"]) {
        Role::Net
    } else {
        Role::Plain
    }
}

/// A label without what it says in brackets: `(in thousands, except per share data)`.
fn outside_brackets(label: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(label.len());
    for c in label.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Total", Role::Total)]
    #[case("Total assets", Role::Total)]
    #[case("Headcount Expense Subtotal", Role::Total)]
    #[case("Net income", Role::Net)]
    #[case("Balance at December 31", Role::Net)]
    #[case("Less: imputed interest", Role::Less)]
    #[case("Net income per share", Role::Rate)]
    #[case("Effective tax rate", Role::Rate)]
    #[case("% change", Role::Rate)]
    #[case("Effect of exchange rate changes", Role::Plain)]
    #[case("2019 (in thousands, except per share data)", Role::Plain)]
    #[case("6.50% Senior Notes due 2020", Role::Plain)]
    #[case("", Role::Bare)]
    #[case("Wages", Role::Plain)]
    fn labels_say_what_a_row_is(#[case] label: &str, #[case] expected: Role) {
        assert_eq!(role(label), expected, "{label}");
    }
}
