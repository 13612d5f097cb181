//! What every figure of a formula may be: read closely, read loosely, and as printed.

use crate::claim::{Content, Folder, Quantity, Reading};
use crate::number::{
    Base, Hedge, Interval, Kind, Measures, Override, Rational, Strength, Unit, ValueSet,
};

/// The operands of a reading: a box for each strength, and the point that is printed.
pub(crate) struct Operands<'a> {
    folder: &'a Folder,
    reading: &'a Reading,
    /// In which system of measures words for units of several sizes are taken; `None`: as the
    /// table has them.
    system: Option<Measures>,
}

impl<'a> Operands<'a> {
    pub(crate) fn new(folder: &'a Folder, reading: &'a Reading) -> Self {
        Operands {
            folder,
            reading,
            system: None,
        }
    }

    /// The same in another system of measures.
    pub(crate) fn in_system(&self, system: Measures) -> Self {
        Operands {
            system: Some(system),
            ..*self
        }
    }

    /// Whether some figure's unit has several sizes.
    pub(crate) fn has_sizes(&self) -> bool {
        self.units().any(Unit::has_sizes)
    }

    /// What its figures are measured in: those of named operands first, then those of quoted
    /// figures.
    pub(crate) fn units(&self) -> impl Iterator<Item = &Unit> {
        let quoted = self.reading.formula.quoted.iter();
        self.named()
            .map(Quantity::unit)
            .chain(quoted.map(|figure| &figure.unit))
    }

    /// Whether the formula does no more with them than add and subtract.
    pub(crate) fn are_added(&self) -> bool {
        self.reading.formula.is_sum()
    }

    /// The values each operand may have; named operands first, then the formula's quoted figures.
    pub(crate) fn domain(&self, strength: Strength) -> Vec<Interval> {
        let named = self.named().map(|quantity| {
            sized(
                values_of(quantity, strength).interval,
                quantity.unit(),
                self.system,
            )
        });
        let quoted = self.reading.formula.quoted.iter();
        named
            .chain(quoted.map(|figure| {
                let values =
                    figure.values_among(strength, &Override::default(), self.reading.company);
                sized(values.interval, &figure.unit, self.system)
            }))
            .collect()
    }

    /// The numbers as printed: a point of each figure, but of a range all between its two ends,
    /// since nobody printed its middle. `None` if one is unknown, or lies outside what its
    /// words allow (the bound of "more than 10" is not itself more than 10), so that there is
    /// nothing to speak of.
    pub(crate) fn printed(&self, close: &[Interval]) -> Option<Vec<Interval>> {
        let named = self
            .named()
            .map(|quantity| quantity.stated().map(|(_, figure)| figure));
        let quoted = self.reading.formula.quoted.iter().map(Some);
        let printed = named.chain(quoted).zip(close).map(|(figure, set)| {
            let figure = figure?;
            if figure.hedge == Hedge::Between {
                return Some(set.clone());
            }
            let value = figure.nominal();
            let value = match self.system.and_then(|system| figure.unit.size_in(system)) {
                Some(size) => value * size,
                None => value,
            };
            set.contains(&value).then(|| Interval::point(value))
        });
        printed.collect()
    }

    /// The two percentages that the formula is about and that it subtracts or divides, if it is
    /// about just two.
    pub(crate) fn percentages(&self) -> Option<[Rational; 2]> {
        let percent = Unit::percent();
        let mut all: Vec<Rational> = Vec::new();
        let quoted = self.reading.formula.quoted.iter();
        let named = self
            .named()
            .map(|quantity| quantity.stated().map(|(_, figure)| figure));
        for figure in named.chain(quoted.map(Some)) {
            all.push(figure.filter(|figure| figure.unit == percent)?.nominal());
        }
        all.extend(self.reading.formula.percentages());
        all.try_into().ok()
    }

    /// The unknowns, by their place among the operands.
    pub(crate) fn unknowns(&self) -> impl Iterator<Item = (usize, &'a Quantity)> {
        self.named()
            .enumerate()
            .filter(|(_, quantity)| matches!(quantity.content, Content::Unknown { .. }))
    }

    /// The quantities that the formula's names stand for.
    pub(crate) fn named(&self) -> impl Iterator<Item = &'a Quantity> {
        self.reading
            .operands
            .iter()
            .map(|&id| self.folder.quantity(id))
    }
}

/// A set of amounts, where the word for their unit is taken in a system of measures.
pub(crate) fn sized(set: Interval, unit: &Unit, system: Option<Measures>) -> Interval {
    match system.and_then(|system| unit.size_in(system)) {
        Some(size) => set.mul(&Interval::point(size.clone())),
        None => set,
    }
}

/// The least interval that holds a set of amounts in every size of their unit.
pub(crate) fn in_every_size(set: Interval, unit: &Unit) -> Interval {
    if !unit.has_sizes() {
        return set;
    }
    let sizes = Measures::ALL
        .into_iter()
        .map(|system| sized(set.clone(), unit, Some(system)));
    sizes.fold(set.clone(), |hull, set| hull.hull(&set))
}

/// The values a quantity may have.
pub(crate) fn values_of(quantity: &Quantity, strength: Strength) -> ValueSet {
    match &quantity.content {
        Content::Stated(_, figure) => {
            figure.values_among(strength, &quantity.overrule, quantity.company)
        }
        Content::Unknown {
            unit,
            may_be_negative,
        } => ValueSet {
            interval: if *may_be_negative || !is_amount(unit) {
                Interval::ENTIRE
            } else {
                Interval::at_least(Rational::ZERO)
            },
            whole: false,
        },
    }
}

/// Whether what is measured in this unit cannot be less than nothing: amounts, counts and plain
/// numbers, but not percentages (a growth rate may be negative), nor differences of them,
/// temperatures and dates.
fn is_amount(unit: &Unit) -> bool {
    unit.kind() != Kind::Percent
        && !unit.dimension().powers().iter().any(|&(base, _)| {
            matches!(
                base,
                Base::Points | Base::Temperature | Base::Date | Base::Weekday
            )
        })
}
