//! Claims that nobody wrote in a file: figures as an article was read, and what they should give.
//!
//! They become a folder like any other, so that one check decides for both.

use super::fit;
use super::model::{Claim, Content, Folder, Quantity, QuantityId, Reading};
use crate::formula::{Formula, Operand};
use crate::number::{Company, Direction, Figure, Override, Period, Settings};

/// A figure with what its sentence knows of it.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    /// Its words.
    pub(crate) text: String,
    pub(crate) figure: Figure,
    /// Which way the sentence says it went.
    pub(crate) direction: Option<Direction>,
    /// What time it speaks of.
    pub(crate) period: Option<Period>,
}

/// The names of the operands, in their order.
pub(crate) const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

impl Folder {
    /// A folder of one claim: `stated` should be what a formula gives of the operands, which it
    /// names `a`, `b` and so on. Each formula is a reading of its own. `None` where no formula fits
    /// the figures' units.
    pub(crate) fn of_figures(
        stated: Option<&Typed>,
        operands: &[Typed],
        formulas: &[&str],
    ) -> Option<Self> {
        let mut folder = Folder {
            path: String::new(),
            files: Vec::new(),
            quantities: Vec::with_capacity(operands.len() + 1),
            claims: Vec::with_capacity(1),
        };
        for (typed, name) in operands.iter().zip(NAMES) {
            folder.quantities.push(quantity(typed, name, false));
        }
        let statement = stated.map(|typed| {
            folder.quantities.push(quantity(typed, "stated", true));
            QuantityId(u32::try_from(operands.len()).unwrap_or(u32::MAX))
        });
        let mut readings = Vec::with_capacity(formulas.len());
        for text in formulas {
            readings.extend(reading(&folder, text, stated));
        }
        if readings.is_empty() {
            return None;
        }
        folder.claims.push(Claim {
            id: "stated".to_owned(),
            file: 0,
            key: 0..0,
            stated: statement,
            quote: None,
            readings,
            expect: None,
            note: None,
        });
        super::company::note(&mut folder);
        Some(folder)
    }
}

/// One reading, if the units of its formula fit.
fn reading(folder: &Folder, text: &str, stated: Option<&Typed>) -> Option<Reading> {
    let formula = Formula::parse(text, &Settings::default()).ok()?;
    let ids: Option<Vec<QuantityId>> = formula
        .names
        .iter()
        .map(|name| {
            let place = folder
                .quantities
                .iter()
                .position(|quantity| quantity.id == name.id && !quantity.is_statement)?;
            Some(QuantityId(u32::try_from(place).ok()?))
        })
        .collect();
    let ids = ids?;
    let operands: Vec<Operand> = ids
        .iter()
        .map(|&id| super::link::operand(folder.quantity(id)))
        .collect();
    debug_assert!(formula.quoted.is_empty(), "a relation quotes no figures");
    let program = formula.bind(&operands).ok()?;
    fit::fits(&program.output, stated.map(|typed| &typed.figure)).then_some(())?;
    Some(Reading {
        name: "formula".to_owned(),
        text: text.to_owned(),
        span: 0..0,
        formula,
        program,
        company: Company::default(),
        operands: ids,
        ranges: Vec::new(),
    })
}

fn quantity(typed: &Typed, name: &str, is_statement: bool) -> Quantity {
    Quantity {
        id: name.to_owned(),
        file: 0,
        claim: None,
        is_statement,
        content: Content::Stated(typed.text.clone(), typed.figure.clone()),
        overrule: Override::default(),
        direction: typed.direction,
        company: Company::default(),
        period: typed.period,
        quote: None,
        stands: Vec::new(),
        citation: None,
        note: None,
        key: 0..0,
        span: 0..0,
    }
}
