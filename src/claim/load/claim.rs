//! Claims: what they state, and the formulas that should give it.

use std::collections::HashMap;

use super::figure::{Details, quantity};
use super::{Field, Loader, shown};
use crate::claim::keys;
use crate::claim::model::{Content, Expectation, Quantity, Verdict};
use crate::claim::raw::{RawClaim, RawReading, formula_fault};
use crate::claim::yaml::{Entry, Value};
use crate::diagnostic::{Code, nearest};
use crate::formula::Formula;
use crate::prose::direction_in;
use crate::source::Span;

impl<'a> Loader<'a> {
    pub(super) fn claim(&mut self, id: &str, entry: &Entry<'a>) -> Option<RawClaim> {
        let key = entry.key.span();
        if matches!(entry.value.value, Value::Unusable) {
            return Some(RawClaim::without_content(id, key));
        }
        let Value::Map(entries) = &entry.value.value else {
            let message = format!(
                "the claim `{id}` should be a mapping, and this is {}",
                entry.value.kind()
            );
            let help = match entry.value.value {
                Value::Text(_) => "a figure alone is an input: put it under `inputs:`",
                _ => "write `stated:` and `formula:` under it",
            };
            self.report(Code::WrongType, self.place_of(entry), message)
                .help(help);
            return Some(RawClaim::without_content(id, key));
        };
        let before = self.faults;
        let [
            quote,
            occurrence,
            cell,
            stated,
            means,
            period,
            source,
            note,
            tolerance,
            round_to,
            formula,
            readings,
            inputs,
            expect,
            because,
        ] = self.fields("a claim", entries, &keys::CLAIM);
        let mut claim = RawClaim::without_content(id, key);
        claim.states = stated.is_some();
        let keys_are_right = self.faults == before;
        let details = self.details((quote, occurrence, cell), period, source, note);
        if let Some(stated) = stated {
            claim.statement = self.statement(
                id,
                &claim.key,
                (stated, means),
                [tolerance, round_to],
                &details,
            );
        } else {
            for entry in [means, tolerance, round_to, period, source]
                .into_iter()
                .flatten()
            {
                let name = self.key(entry).unwrap_or_default();
                let message =
                    format!("`{name}` belongs to a stated figure, and this claim states none");
                self.report(Code::ConflictingKeys, entry.key.span(), message);
            }
        }
        claim.quote = details.quote;
        claim.note = details.note;
        if let Some(entries) = self.mapping(inputs, "figures by their ids") {
            claim.inputs = self.inputs(entries, &mut HashMap::new());
        }
        claim.readings = match (formula, readings) {
            (Some(formula), None) => self.reading("formula", formula).into_iter().collect(),
            (None, Some(readings)) => self.readings(readings),
            (Some(formula), Some(readings)) => {
                let message = "a claim has one `formula` or several `readings`, not both";
                let formula = formula.key.span();
                let diagnostic = self.report(Code::ConflictingKeys, readings.key.span(), message);
                diagnostic.related(formula, "the formula");
                diagnostic.help("make the formula one of the readings");
                Vec::new()
            }
            (None, None) => {
                if keys_are_right {
                    let message = format!("the claim `{id}` has neither `formula` nor `readings`");
                    self.report(Code::MissingKey, claim.key.clone(), message)
                        .help("say what should give the figure; a figure alone is an input");
                }
                Vec::new()
            }
        };
        claim.expect = self.expectation(expect, because);
        claim.faulty = self.faults > before;
        Some(claim)
    }

    pub(super) fn statement(
        &mut self,
        id: &str,
        key: &Span,
        (stated, means): (&Entry<'a>, Field<'_, 'a>),
        [tolerance, round_to]: [Field<'_, 'a>; 2],
        details: &Details,
    ) -> Option<Quantity> {
        let text = self.text(stated)?;
        let figure = self.meant(&text, means)?;
        let overrule = self.overrule(&figure, tolerance, round_to);
        let period = details.period.or(figure.period);
        let content = Content::Stated(text.text.into(), figure);
        let mut quantity = quantity(id, key, content, period, text.span);
        quantity.is_statement = true;
        self.temper(&mut quantity, details.quote.as_ref());
        quantity.direction = quantity.stated().and_then(|(text, figure)| {
            let said = details.quote.as_ref();
            let said = said.and_then(|quote| direction_in(&quote.text, text, &self.settings));
            figure.direction.or(said)
        });
        quantity.overrule = overrule;
        quantity.quote.clone_from(&details.quote);
        quantity.citation.clone_from(&details.citation);
        quantity.note.clone_from(&details.note);
        Some(quantity)
    }

    pub(super) fn readings(&mut self, entry: &Entry<'a>) -> Vec<RawReading> {
        let Value::Map(entries) = &entry.value.value else {
            let message = format!(
                "`readings` are formulas by their names, and this is {}",
                entry.value.kind()
            );
            self.report(Code::WrongType, self.place_of(entry), message)
                .help("write a name and its formula on each line, or one `formula:`");
            return Vec::new();
        };
        if entries.is_empty() {
            self.report(
                Code::MissingKey,
                entry.key.span(),
                "`readings` has no formula",
            );
        }
        let mut names = HashMap::new();
        let mut readings = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(name) = self.id(entry, &mut names, false) else {
                continue;
            };
            readings.extend(self.reading(name, entry));
        }
        readings
    }

    pub(super) fn reading(&mut self, name: &str, entry: &Entry<'a>) -> Option<RawReading> {
        let text = self.text(entry)?;
        match Formula::parse(&text.text, &self.settings) {
            Ok(formula) => Some(RawReading {
                name: name.to_owned(),
                text: text.text.into(),
                span: text.span,
                formula,
            }),
            Err(errors) => {
                for error in errors {
                    let fault =
                        formula_fault(self.source, self.text, &text.span, &text.text, error);
                    self.push(fault);
                }
                None
            }
        }
    }

    pub(super) fn expectation(
        &mut self,
        expect: Field<'_, 'a>,
        because: Field<'_, 'a>,
    ) -> Option<Expectation> {
        let verdict = expect.and_then(|entry| self.verdict(entry));
        let reason = because.and_then(|entry| self.text(entry));
        let alone = match (expect, because) {
            (Some(expect), None) => (
                expect,
                "`expect` needs a `because`",
                "say why the editors accept this verdict",
            ),
            (None, Some(because)) => (
                because,
                "`because` needs an `expect`",
                "name the verdict that this is the reason for, or write a `note`",
            ),
            (Some(expect), Some(_)) => {
                return Some(Expectation {
                    verdict: verdict?,
                    because: reason?.text.into(),
                    span: expect.value.span(),
                });
            }
            (None, None) => return None,
        };
        let (entry, message, help) = alone;
        self.report(Code::ExpectAlone, entry.key.span(), message)
            .help(help);
        None
    }

    pub(super) fn verdict(&mut self, entry: &Entry<'a>) -> Option<Verdict> {
        let text = self.text(entry)?;
        let found = Verdict::ALL
            .iter()
            .find(|verdict| verdict.as_str() == text.text);
        if found.is_none() {
            let names = Verdict::ALL.iter().map(|verdict| verdict.as_str());
            let help = match nearest(&text.text, names.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it is one of {}", names.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("`{}` is no verdict", shown(&text.text));
            self.report(Code::BadExpect, text.span, message).help(help);
        }
        found.copied()
    }
}
