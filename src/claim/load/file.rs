//! The sections of a claim file.

use std::collections::HashMap;

use super::{Field, Loader, shown};
use crate::claim::keys;
use crate::claim::model::Ignored;
use crate::claim::raw::RawFile;
use crate::claim::yaml::{Entry, Node, Value};
use crate::diagnostic::Code;
use crate::number::{Currency, Measures};

impl<'a> Loader<'a> {
    pub(super) fn file(&mut self, root: Option<&Node<'a>>, raw: &mut RawFile) {
        let Some(root) = root else {
            if self.faults > 0 {
                return;
            }
            self.report(Code::EmptyFile, 0..0, "this file is empty")
                .help("a claim file has `inputs:` and `claims:`");
            return;
        };
        let Value::Map(entries) = &root.value else {
            // It is reported, or it is the beginning of what could not be read.
            if matches!(root.value, Value::Unusable) || !raw.is_whole {
                return;
            }
            let message = format!("a claim file is a mapping, and this is {}", root.kind());
            self.report(Code::WrongType, root.span(), message)
                .help("begin with `inputs:` or `claims:`");
            return;
        };
        let [article, published, settings, inputs, claims, ignore] =
            self.fields("a claim file", entries, &keys::FILE);
        // What figures and periods are read by comes first, wherever it stands.
        self.settings(settings);
        self.published = published.and_then(|entry| self.date(entry));
        raw.article = article
            .and_then(|entry| self.text(entry))
            .map(|text| (text.text.into(), text.span));
        let mut ids = HashMap::new();
        if let Some(entries) = self.mapping(inputs, "figures by their ids") {
            raw.inputs = self.inputs(entries, &mut ids);
        }
        if let Some(entries) = self.mapping(claims, "claims by their ids") {
            raw.claims.reserve(entries.len());
            for entry in entries {
                let Some(id) = self.id(entry, &mut ids, true) else {
                    continue;
                };
                let claim = self.claim(id, entry);
                raw.claims.extend(claim);
            }
        }
        raw.ignored = self.ignored(ignore);
        let is_empty = |entry: &Entry<'_>| matches!(entry.value.value, Value::Null);
        if self.faults == 0
            && (entries.iter().all(is_empty) || inputs.is_none() && claims.is_none())
        {
            self.report(
                Code::EmptyFile,
                0..0,
                "this file has neither inputs nor claims",
            )
            .help("a claim file has `inputs:` and `claims:`");
        }
    }

    pub(super) fn settings(&mut self, field: Field<'_, 'a>) {
        let Some(entries) = self.mapping(field, "settings by their names") else {
            return;
        };
        let [currency, decimal, measures] = self.fields("`settings`", entries, &keys::SETTINGS);
        if let Some(text) = currency.and_then(|entry| self.text(entry)) {
            match Currency::from_code(&text.text) {
                Some(currency) => self.settings.currency = currency,
                None => {
                    let message = format!("no currency has the code `{}`", shown(&text.text));
                    self.report(Code::BadSetting, text.span, message)
                        .help("write an ISO 4217 code: USD, AUD, CAD …");
                }
            }
        }
        if let Some(text) = decimal.and_then(|entry| self.text(entry)) {
            match &*text.text {
                "point" => self.settings.decimal_comma = false,
                "comma" => self.settings.decimal_comma = true,
                other => {
                    let message = format!(
                        "numerals are written with a point or a comma, not `{}`",
                        shown(other)
                    );
                    self.report(Code::BadSetting, text.span, message)
                        .help("write `decimal: point` for 1,234.5 or `decimal: comma` for 1.234,5");
                }
            }
        }
        if let Some(text) = measures.and_then(|entry| self.text(entry)) {
            let named = |measures: &Measures| measures.name().eq_ignore_ascii_case(&text.text);
            self.settings.measures = Measures::ALL.into_iter().find(named);
            if self.settings.measures.is_none() {
                let message = format!("there are no `{}` measures", shown(&text.text));
                self.report(Code::BadSetting, text.span, message)
                    .help("write `measures: american`, `measures: imperial` or `measures: metric`");
            }
        }
    }

    pub(super) fn ignored(&mut self, field: Field<'_, 'a>) -> Vec<Ignored> {
        let Some(entry) = field else {
            return Vec::new();
        };
        let nodes = match &entry.value.value {
            Value::List(nodes) => nodes.as_slice(),
            Value::Null | Value::Unusable => &[],
            _ => {
                let message = format!("`ignore` is a list, and this is {}", entry.value.kind());
                self.report(Code::WrongType, self.place_of(entry), message)
                    .help("write `- { quote: …, because: … }` for each figure");
                return Vec::new();
            }
        };
        let mut ignored = Vec::with_capacity(nodes.len());
        for node in nodes {
            let Value::Map(entries) = &node.value else {
                if matches!(node.value, Value::Unusable) {
                    continue;
                }
                let message = format!(
                    "an item of `ignore` is a mapping, and this is {}",
                    node.kind()
                );
                self.report(Code::WrongType, node.span(), message)
                    .help("write `- { quote: …, because: … }`");
                continue;
            };
            let before = self.faults;
            let [quote, occurrence, because] =
                self.fields("an item of `ignore`", entries, &keys::IGNORED);
            let quote = self.quote(quote, occurrence);
            let because = because.and_then(|entry| self.text(entry));
            match (quote, because) {
                (Some(quote), Some(because)) => {
                    ignored.push(Ignored {
                        quote,
                        again: Vec::new(),
                        because: because.text.into(),
                    });
                }
                (quote, _) if self.faults == before => {
                    let missing = if quote.is_none() { "quote" } else { "because" };
                    let message = format!("this item of `ignore` has no `{missing}`");
                    self.report(Code::MissingKey, node.span(), message);
                }
                _ => {}
            }
        }
        ignored
    }
}
