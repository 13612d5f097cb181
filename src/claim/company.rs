//! What the claims of a folder say of how exact its figures are: whether a number is a count,
//! whether money is only added up, whether a quotient gives what is stated.

use super::model::{Content, Folder};
use crate::formula::Output;
use crate::number::{Base, Company, Dimension, Figure};

/// Notes at every figure, and at every reading for the figures it quotes, what company it keeps.
///
/// One claim that shows a figure to be a count shows it for all; money is exact to the coin only
/// where no claim multiplies or divides it.
pub(super) fn note(folder: &mut Folder) {
    let mut companies = vec![Company::default(); folder.quantities.len()];
    let mut multiplied = vec![false; folder.quantities.len()];
    for claim in &mut folder.claims {
        for reading in &mut claim.readings {
            let members = || {
                let operands = reading.operands.iter().copied();
                operands.chain(claim.stated)
            };
            let counted = is_of_counts(
                members()
                    .map(|id| &folder.quantities[id.index()])
                    .filter_map(|quantity| quantity.stated().map(|(_, figure)| figure))
                    .chain(&reading.formula.quoted),
            );
            // "15 °C − 10 °C = 5 degrees": of the scale that the formula's figures have.
            if let (Some(id), Output::Number { dimension, .. }) =
                (claim.stated, &reading.program.output)
                && *dimension == Dimension::of(Base::Temperature)
                && folder.quantities[id.index()].unit().name() == "degree"
            {
                let operands = reading.operands.iter();
                let units = operands.map(|id| folder.quantities[id.index()].unit());
                let quoted = reading.formula.quoted.iter().map(|figure| &figure.unit);
                let scale = units
                    .chain(quoted)
                    .find(|unit| unit.dimension() == dimension);
                if let (Some(scale), Content::Stated(_, figure)) =
                    (scale.cloned(), &mut folder.quantities[id.index()].content)
                {
                    *figure = figure.in_unit(scale.as_difference());
                }
            }
            let added = reading.program.only_adds();
            for id in members() {
                let company = &mut companies[id.index()];
                company.counted |= counted;
                company.added |= added;
                multiplied[id.index()] |= !added;
            }
            if let (Some(id), Output::Number { whole: false, .. }) =
                (claim.stated, &reading.program.output)
            {
                companies[id.index()].quotient = true;
            }
            reading.company = Company {
                counted,
                added,
                quotient: false,
            };
        }
    }
    for ((quantity, company), multiplied) in
        folder.quantities.iter_mut().zip(companies).zip(multiplied)
    {
        quantity.company = Company {
            added: company.added && !multiplied,
            ..company
        };
    }
}

/// Whether figures that stand in one formula are counts: one of them says what it counts, one is
/// not round, and nothing is measured in units.
fn is_of_counts<'f>(figures: impl Iterator<Item = &'f Figure> + Clone) -> bool {
    let is_count = |figure: &&Figure| figure.counts_things() || figure.is_bare_count();
    figures
        .clone()
        .all(|figure| figure.unit.dimension().is_none())
        && figures.clone().any(Figure::counts_things)
        && figures.clone().filter(is_count).any(Figure::is_sharp)
}

/// Whether a figure may be a count, so that sums of such are not rounded.
pub(super) fn may_count(figure: &Figure) -> bool {
    figure.counts_things() || figure.is_bare_count()
}
