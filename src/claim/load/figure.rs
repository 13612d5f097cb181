//! Figures and what belongs to them: widths, periods, quotes, sources.

use std::collections::HashMap;

use super::{Field, Loader, Text, period, shown};
use crate::claim::keys;
use crate::claim::model::{CellName, Citation, Content, Quantity, Quote};
use crate::claim::place::within;
use crate::claim::raw::{RawInput, RawReading};
use crate::claim::yaml::{Entry, Value};
use crate::diagnostic::Code;
use crate::number::{Company, Figure, Override, Period, Rational, Unit};
use crate::prose::changes_by_degrees;
use crate::source::Span;

/// What figures and claims have in common.
pub(super) struct Details {
    pub(super) quote: Option<Quote>,
    pub(super) period: Option<Period>,
    pub(super) citation: Option<Citation>,
    pub(super) note: Option<String>,
}

impl<'a> Loader<'a> {
    pub(super) fn inputs<'n>(
        &mut self,
        entries: &'n [Entry<'a>],
        ids: &mut HashMap<&'n str, (Span, bool)>,
    ) -> Vec<RawInput>
    where
        'a: 'n,
    {
        let mut inputs = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(id) = self.id(entry, ids, false) else {
                continue;
            };
            let derived = self.derived(id, entry);
            let quantity = match derived {
                Some(_) => None,
                None => self.figure(id, &entry.key.span(), entry),
            };
            inputs.push(RawInput {
                id: id.to_owned(),
                quantity,
                derived: derived.flatten(),
            });
        }
        inputs
    }

    /// A figure that a formula gives, if this is one; nothing inside where the formula has a fault.
    fn derived(&mut self, id: &str, entry: &Entry<'a>) -> Option<Option<RawReading>> {
        let Value::Map(entries) = &entry.value.value else {
            return None;
        };
        let is_formula =
            |entry: &Entry<'a>| matches!(&entry.key.value, Value::Text(text) if text == "formula");
        if !entries.iter().any(is_formula) {
            return None;
        }
        let fields = self.fields("a figure", entries, &keys::FIGURE);
        let mut formula = None;
        for (key, field) in keys::FIGURE.iter().zip(fields) {
            match (key.name, field) {
                ("formula", field) => formula = field,
                ("note" | "source", _) | (_, None) => {}
                (other, Some(field)) => {
                    let message =
                        format!("`{id}` follows from other figures, so it has no `{other}`");
                    self.report(Code::ConflictingKeys, field.key.span(), message)
                        .help("leave it out, or state the figure in a claim with this formula");
                }
            }
        }
        Some(formula.and_then(|entry| self.reading("formula", entry)))
    }

    pub(super) fn figure(&mut self, id: &str, key: &Span, entry: &Entry<'a>) -> Option<Quantity> {
        let entries = match &entry.value.value {
            Value::Map(entries) => entries,
            Value::Text(_) => {
                let text = self.text(entry)?;
                let figure = self.stated(&text)?;
                let period = figure.period;
                let content = Content::Stated(text.text.into(), figure);
                return Some(quantity(id, key, content, period, text.span));
            }
            Value::Unusable => return None,
            _ => {
                let message = format!(
                    "`{id}` should be a figure, and this is {}",
                    entry.value.kind()
                );
                self.report(Code::WrongType, self.place_of(entry), message)
                    .help("write the figure, `{ stated: …, period: … }`, or `{ unknown: USD }`");
                return None;
            }
        };
        let before = self.faults;
        let [
            stated,
            means,
            _,
            unknown,
            quote,
            occurrence,
            cell,
            period,
            source,
            note,
            tolerance,
            round_to,
            negative,
        ] = self.fields("a figure", entries, &keys::FIGURE);
        let details = self.details((quote, occurrence, cell), period, source, note);
        let (content, own_period, overrule, span) = match (stated, unknown) {
            (Some(stated), None) => {
                if let Some(negative) = negative {
                    let message = "`may_be_negative` is for unknowns; a stated figure has its sign";
                    self.report(Code::ConflictingKeys, negative.key.span(), message);
                }
                let text = self.text(stated)?;
                let figure = self.meant(&text, means)?;
                let overrule = self.overrule(&figure, tolerance, round_to);
                let own_period = figure.period;
                (
                    Content::Stated(text.text.into(), figure),
                    own_period,
                    overrule,
                    text.span,
                )
            }
            (None, Some(unknown)) => {
                for entry in [tolerance, round_to, means].into_iter().flatten() {
                    let message = "an unknown has no digits to widen";
                    self.report(Code::ConflictingKeys, entry.key.span(), message);
                }
                let may_be_negative = negative
                    .and_then(|entry| self.truth(entry))
                    .unwrap_or(false);
                let text = self.text(unknown)?;
                let unit = self.unit(&text)?;
                (
                    Content::Unknown {
                        unit,
                        may_be_negative,
                    },
                    None,
                    Override::default(),
                    text.span,
                )
            }
            (Some(stated), Some(unknown)) => {
                let message = format!("`{id}` cannot be both stated and unknown");
                let stated = stated.key.span();
                let diagnostic = self.report(Code::ConflictingKeys, unknown.key.span(), message);
                diagnostic.related(stated, "stated here");
                return None;
            }
            (None, None) => {
                if self.faults == before {
                    let message = format!("`{id}` has neither `stated` nor `unknown`");
                    self.report(Code::MissingKey, key.clone(), message)
                        .help("write `stated:` with the figure, or `unknown:` with its unit");
                }
                return None;
            }
        };
        let mut quantity = quantity(id, key, content, details.period.or(own_period), span);
        quantity.overrule = overrule;
        self.temper(&mut quantity, details.quote.as_ref());
        quantity.quote = details.quote;
        quantity.citation = details.citation;
        quantity.note = details.note;
        Some(quantity)
    }

    pub(super) fn details(
        &mut self,
        (quote, occurrence, cell): (Field<'_, 'a>, Field<'_, 'a>, Field<'_, 'a>),
        period: Field<'_, 'a>,
        source: Field<'_, 'a>,
        note: Field<'_, 'a>,
    ) -> Details {
        if let (Some(_), Some(cell)) = (quote, cell) {
            let message = "a figure has a `quote` or a `cell`, and not both";
            self.report(Code::ConflictingKeys, cell.key.span(), message);
        }
        let quoted = self.quote(quote, occurrence);
        Details {
            quote: quoted.or_else(|| cell.and_then(|entry| self.cell(entry))),
            period: period.and_then(|entry| self.period(entry)),
            citation: source.and_then(|entry| self.citation(entry)),
            note: note
                .and_then(|entry| self.text(entry))
                .map(|text| text.text.into()),
        }
    }

    pub(super) fn stated(&mut self, text: &Text<'_>) -> Option<Figure> {
        match Figure::parse(&text.text, &self.settings) {
            Ok(figure) => Some(figure),
            Err(error) => {
                let span = within(self.text, &text.span, &text.text, &error.at);
                self.report(Code::BadFigure, span, error.message).help = error.help;
                None
            }
        }
    }

    /// Reads a temperature as a difference where its passage speaks of a change by degrees.
    pub(super) fn temper(&self, quantity: &mut Quantity, quote: Option<&Quote>) {
        if let (Content::Stated(_, figure), Some(quote)) = (&mut quantity.content, quote)
            && !figure.unit.offset().is_zero()
            && changes_by_degrees(&quote.text, &self.settings)
        {
            *figure = figure.as_difference();
        }
    }

    /// The figure to calculate with: what the words say, or what `means` says they amount to.
    pub(super) fn meant(&mut self, text: &Text<'_>, means: Field<'_, 'a>) -> Option<Figure> {
        let Some(means) = means else {
            return self.stated(text);
        };
        let means = self.text(means)?;
        self.stated(&means)
    }

    pub(super) fn unit(&mut self, text: &Text<'_>) -> Option<Unit> {
        if text.text == "number" {
            return Some(Unit::none());
        }
        // Digits would make a figure of it: `1 000 tonnes`.
        let begins_well = !text.text.starts_with(|c: char| c.is_numeric());
        let one = format!("1 {}", text.text);
        let figure = Figure::parse(&one, &self.settings)
            .ok()
            .filter(|_| begins_well);
        if figure.is_none() {
            let message = format!("`{}` is no unit", shown(&text.text));
            self.report(Code::BadUnit, text.span.clone(), message).help(
                "write a unit alone: `USD`, `tonnes`, `people`, `cubic metres per year`, or `number`",
            );
        }
        Some(figure?.unit)
    }

    pub(super) fn overrule(
        &mut self,
        figure: &Figure,
        tolerance: Field<'_, 'a>,
        round_to: Field<'_, 'a>,
    ) -> Override {
        if let (Some(_), Some(round_to)) = (tolerance, round_to) {
            let message = "`tolerance` already says how far the true value may lie";
            self.report(Code::ConflictingKeys, round_to.key.span(), message)
                .help("keep one of `tolerance` and `round_to`");
        }
        Override {
            tolerance: tolerance.and_then(|entry| self.width(figure, entry)),
            round_to: round_to.and_then(|entry| self.width(figure, entry)),
        }
    }

    /// A width in base units: in the figure's own unit where it has none, or in percent of the
    /// figure.
    pub(super) fn width(&mut self, figure: &Figure, entry: &Entry<'a>) -> Option<Rational> {
        let text = self.text(entry)?;
        let width = self.stated(&text)?;
        let (unit, own) = (&width.unit, &figure.unit);
        let value = if unit.dimension() == own.dimension() && unit.factor() != &Rational::ONE {
            width.nominal()
        } else if unit.dimension().is_none() && unit.factor() == &Rational::ONE {
            width.nominal() * own.factor()
        } else if unit.dimension() == own.dimension() {
            width.nominal()
        } else if unit.dimension().is_none() {
            width.nominal() * &figure.nominal().abs()
        } else {
            let message = "this is not in the figure's unit";
            self.report(Code::BadUnit, text.span, message)
                .help("leave the unit out, or write it as the figure has it");
            return None;
        };
        if value > Rational::ZERO {
            return Some(value);
        }
        self.report(
            Code::BadFigure,
            text.span,
            "this should be more than nought",
        );
        None
    }

    pub(super) fn period(&mut self, entry: &Entry<'a>) -> Option<Period> {
        let text = self.text(entry)?;
        match period::read(&text.text, self.published) {
            Ok(period) => Some(period),
            Err(fault) => {
                self.report(Code::BadPeriod, text.span, fault.message).help = fault.help;
                None
            }
        }
    }

    pub(super) fn citation(&mut self, entry: &Entry<'a>) -> Option<Citation> {
        let Value::Map(entries) = &entry.value.value else {
            let text = String::from(self.text(entry)?.text);
            let is_address = text.starts_with("http://") || text.starts_with("https://");
            let (title, url) = if is_address {
                (None, Some(text))
            } else {
                (Some(text), None)
            };
            return Some(Citation {
                title,
                url,
                ..Citation::default()
            });
        };
        let [title, publisher, date, side, revision, url, accessed] =
            self.fields("`source`", entries, &keys::CITATION);
        let mut text = |field: Field<'_, 'a>| {
            let text = field.and_then(|entry| self.text(entry));
            text.map(|text| text.text.into())
        };
        Some(Citation {
            title: text(title),
            publisher: text(publisher),
            side: text(side),
            revision: text(revision),
            url: text(url),
            date: date.and_then(|entry| self.date(entry)),
            accessed: accessed.and_then(|entry| self.date(entry)),
        })
    }

    /// A cell by its labels, as the passage that states a figure.
    fn cell(&mut self, entry: &Entry<'a>) -> Option<Quote> {
        let Value::Map(entries) = &entry.value.value else {
            let message = format!("`cell` is a mapping, and this is {}", entry.value.kind());
            self.report(Code::WrongType, self.place_of(entry), message)
                .help("write `cell: { table: 1, row: …, column: … }`");
            return None;
        };
        let before = self.faults;
        let [table, row, column] = self.fields("`cell`", entries, &keys::CELLS);
        for (field, name) in [(row, "row"), (column, "column")] {
            if field.is_none() && self.faults == before {
                let message = format!("this `cell` has no `{name}`");
                self.report(Code::MissingKey, self.place_of(entry), message)
                    .help("write `cell: { table: 1, row: …, column: … }`");
            }
        }
        let table = table.map_or(Some(1), |entry| self.count(entry))?;
        let (row, column) = (self.text(row?)?, self.text(column?)?);
        let cell = CellName {
            table,
            row: row.text.into(),
            column: column.text.into(),
        };
        Some(Quote {
            text: format!("{}, {}", cell.row, cell.column),
            span: self.place_of(entry),
            occurrence: None,
            cell: Some(cell),
            anchor: None,
        })
    }

    pub(super) fn quote(
        &mut self,
        quote: Field<'_, 'a>,
        occurrence: Field<'_, 'a>,
    ) -> Option<Quote> {
        let number = occurrence.and_then(|entry| self.count(entry));
        let Some(quote) = quote else {
            if let Some(occurrence) = occurrence {
                self.report(
                    Code::MissingKey,
                    occurrence.key.span(),
                    "`occurrence` counts a `quote`, and there is none",
                );
            }
            return None;
        };
        let text = self.text(quote)?;
        Some(Quote {
            text: text.text.into(),
            span: text.span,
            occurrence: number,
            cell: None,
            anchor: None,
        })
    }
}

/// A quantity with nothing but its figure; which file and claim it is in is filled in when files
/// are linked.
pub(super) fn quantity(
    id: &str,
    key: &Span,
    content: Content,
    period: Option<Period>,
    span: Span,
) -> Quantity {
    Quantity {
        id: id.to_owned(),
        file: 0,
        claim: None,
        is_statement: false,
        content,
        overrule: Override::default(),
        direction: None,
        company: Company::default(),
        period,
        quote: None,
        stands: Vec::new(),
        citation: None,
        note: None,
        key: key.clone(),
        span,
    }
}
