//! Quotients of cells under rounding: how a percentage agrees with the amounts it is of.

use crate::table::{Amount, Content, Table, Unit};

/// How a percentage agrees with what its amounts give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// Nothing can be said.
    Silent,
    /// It holds under rounding.
    Holds,
    /// It misses by little, as what is worked out from finer amounts than are printed does, or by its
    /// sign.
    Near,
    /// It does not hold.
    Wrong,
}

/// An amount with half a unit of its last digit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rounded {
    pub(super) value: f64,
    half: f64,
}

impl Rounded {
    pub(super) fn of(amount: &Amount) -> Self {
        Rounded {
            value: amount.value(),
            half: 0.5 * 10_f64.powi(-i32::from(amount.decimals)),
        }
    }

    /// A value written with so many decimals.
    pub(super) fn with(value: f64, decimals: i32) -> Self {
        Rounded {
            value,
            half: 0.5 * 10_f64.powi(-decimals),
        }
    }

    /// The same the other way.
    pub(super) fn turned(self) -> Self {
        Rounded {
            value: -self.value,
            ..self
        }
    }

    /// The same as percentages: 1.5 times are 150 of a hundred.
    pub(super) fn in_hundreds(self) -> Self {
        Rounded {
            value: 100.0 * self.value,
            half: 100.0 * self.half,
        }
    }

    /// A count, which is not rounded.
    pub(super) fn exact(count: i64) -> Self {
        Rounded {
            value: count as f64,
            half: 0.0,
        }
    }

    /// The same, exact where it is a whole number: how many there were.
    pub(super) fn exact_if_whole(self) -> Self {
        let half = if self.value.fract() == 0.0 {
            0.0
        } else {
            self.half
        };
        Rounded { half, ..self }
    }

    /// The least and the most that it may stand for.
    pub(super) fn ends(self) -> [f64; 2] {
        [self.value - self.half, self.value + self.half]
    }

    /// How many digits the value has.
    pub(super) fn digits(self) -> f64 {
        (self.value.abs() / (2.0 * self.half).max(f64::MIN_POSITIVE) + 1.0).log10()
    }
}

/// The amount of a cell that can be a part or a base: no percentage.
pub(super) fn amount(table: &Table<'_>, row: usize, column: usize) -> Option<Rounded> {
    match &table.rows[row].cells[column].content {
        Content::Amount(amount) if matches!(amount.unit, Unit::None | Unit::Money) => {
            Some(Rounded::of(amount))
        }
        _ => None,
    }
}

/// The percentage of a cell.
pub(super) fn percent(table: &Table<'_>, row: usize, column: usize, bare: bool) -> Option<Rounded> {
    match &table.rows[row].cells[column].content {
        Content::Amount(amount)
            if amount.unit == Unit::Percent || bare && amount.unit == Unit::None =>
        {
            Some(Rounded::of(amount))
        }
        _ => None,
    }
}

/// Whether a column holds percentages, and whether its cells leave the sign to its header.
pub(super) fn percents(table: &Table<'_>, column: usize) -> Option<bool> {
    let (mut signed, mut bare) = (0_usize, 0_usize);
    for row in &table.rows {
        match &row.cells[column].content {
            Content::Amount(amount) if amount.unit == Unit::Percent => signed += 1,
            Content::Amount(amount) if amount.unit == Unit::None => bare += 1,
            _ => {}
        }
    }
    if signed > 0 && signed >= bare {
        return Some(false);
    }
    let header = table.header(column).to_lowercase();
    let says = header.contains('%') || header.contains("percent") || header.contains("per cent");
    (says && bare > 0 && signed == 0).then_some(true)
}

/// Whether a column holds multiples: `1.5x`.
pub(super) fn multiples(table: &Table<'_>, column: usize) -> bool {
    let mut times = 0_usize;
    let mut others = 0_usize;
    for row in &table.rows {
        match &row.cells[column].content {
            Content::Amount(amount) if amount.unit == Unit::Times => times += 1,
            Content::Amount(_) => others += 1,
            _ => {}
        }
    }
    times > 1 && times >= others
}

/// The multiple of a cell, in hundredths.
pub(super) fn multiple(table: &Table<'_>, row: usize, column: usize) -> Option<Rounded> {
    match &table.rows[row].cells[column].content {
        Content::Amount(amount) if amount.unit == Unit::Times => {
            Some(Rounded::of(amount).in_hundreds())
        }
        _ => None,
    }
}

/// How a percentage agrees with `part / base - less`, as percentages: `less` is 1 of a change.
pub(super) fn fit(stated: Rounded, part: Rounded, base: Rounded, less: f64) -> Fit {
    let [low, high] = base.ends();
    if low <= 0.0 && high >= 0.0 {
        return Fit::Silent;
    }
    // A change from what is below nought is told of its size.
    let size = |base: f64| if less > 0.0 { base.abs() } else { base };
    let gives = |part: f64, base: f64| 100.0 * (part - less * base) / size(base);
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for a in part.ends() {
        for b in base.ends() {
            least = least.min(gives(a, b));
            most = most.max(gives(a, b));
        }
    }
    let meets = |value: f64, half: f64| value - half <= most + 1e-9 && least - 1e-9 <= value + half;
    if meets(stated.value, stated.half) {
        Fit::Holds
    } else if [1.0, -1.0].iter().any(|sign| {
        meets(
            sign * stated.value,
            (2.0 * stated.half).max(0.1 * stated.value.abs()),
        )
    }) {
        Fit::Near
    } else {
        Fit::Wrong
    }
}

/// What two amounts give, in per cent.
pub(super) fn gives(part: Rounded, base: Rounded, less: f64) -> f64 {
    let size = if less > 0.0 {
        base.value.abs()
    } else {
        base.value
    };
    100.0 * (part.value - less * base.value) / size
}
