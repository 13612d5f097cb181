//! Keys, ids and scalars.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use chrono::NaiveDate;

use super::{Field, Loader, Text, shown};
use crate::claim::keys::Key;
use crate::claim::yaml::{Entry, Value};
use crate::diagnostic::{Code, nearest};
use crate::source::Span;

impl<'a> Loader<'a> {
    /// Sorts a mapping's entries by the table; what has no place in it is reported.
    pub(super) fn fields<'n, const N: usize>(
        &mut self,
        what: &str,
        entries: &'n [Entry<'a>],
        keys: &[Key; N],
    ) -> [Field<'n, 'a>; N] {
        let mut found = [None; N];
        for entry in entries {
            let Some(name) = self.key(entry) else {
                continue;
            };
            if matches!(entry.value.value, Value::Unusable) {
                self.faults += 1;
                continue;
            }
            match keys.iter().position(|key| key.name == name) {
                Some(at) => match found[at] {
                    None => found[at] = Some(entry),
                    Some(first) => self.duplicate_key(name, &first.key.span(), entry.key.span()),
                },
                None => self.unknown_key(what, name, entry, keys),
            }
        }
        found
    }

    pub(super) fn duplicate_key(&mut self, name: &str, first: &Span, second: Span) {
        let diagnostic = self.report(
            Code::DuplicateKey,
            second,
            format!("`{name}` stands here twice"),
        );
        diagnostic.related(first.clone(), "first here");
    }

    pub(super) fn unknown_key(&mut self, what: &str, name: &str, entry: &Entry<'a>, keys: &[Key]) {
        let span = entry.key.span();
        // `{ formula: growth(a, b) }`: in braces a comma ends the value, and the rest is a key.
        let behind = self.text.get(span.end..).unwrap_or_default().trim_start();
        if matches!(entry.value.value, Value::Null) && behind.starts_with([',', '}']) {
            let message = format!(
                "`{}` is no key: the comma before it ended the value",
                shown(name)
            );
            self.report(Code::UnknownKey, span, message)
                .help("between braces, put quotes around a value that has a comma in it");
            return;
        }
        let names = keys.iter().map(|key| key.name);
        let is_claim = |entry: &Entry<'a>| {
            match &entry.value.value {
            Value::Map(inside) => inside.iter().any(
                |it| matches!(&it.key.value, Value::Text(key) if key == "stated" || key == "formula"),
            ),
            _ => false,
        }
        };
        if what == "a claim file" && is_claim(entry) {
            let message = format!("`{}` stands beside `claims:`, not under it", shown(name));
            self.report(Code::UnknownKey, span, message)
                .help("a claim or input is indented by two columns, under `claims:` or `inputs:`");
            return;
        }
        let help = match nearest(name, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("{what} has {}", names.collect::<Vec<_>>().join(", ")),
        };
        let message = format!("{what} has no key `{}`", shown(name));
        self.report(Code::UnknownKey, span, message).help(help);
    }

    /// A key's text.
    pub(super) fn key<'n>(&mut self, entry: &'n Entry<'a>) -> Option<&'n str>
    where
        'a: 'n,
    {
        match &entry.key.value {
            Value::Text(text) if text == "<<" => {
                let message = "claim files have no merge keys";
                self.report(Code::YamlUnsupported, entry.key.span(), message)
                    .help("write the keys out");
                None
            }
            Value::Text(text) => Some(text),
            Value::Bool(_) => self.text.get(entry.key.span()),
            Value::Unusable => {
                self.faults += 1;
                None
            }
            _ => {
                let message = format!("a key is text, and this is {}", entry.key.kind());
                self.report(Code::YamlUnsupported, entry.key.span(), message);
                None
            }
        }
    }

    /// An id that is well formed and new; `ids` holds where the others stand, and whether as
    /// claims.
    pub(super) fn id<'n>(
        &mut self,
        entry: &'n Entry<'a>,
        ids: &mut HashMap<&'n str, (Span, bool)>,
        claim: bool,
    ) -> Option<&'n str>
    where
        'a: 'n,
    {
        let id = self.key(entry)?;
        let span = entry.key.span();
        if !is_id(id) {
            let message = format!("`{}` is no id", shown(id));
            let help = match as_id(id) {
                Some(id) => format!("ids are in snake_case: `{id}`"),
                None => format!(
                    "an id has small letters, digits and `_`, begins with a letter, and is at most {LONGEST_ID} long"
                ),
            };
            self.report(Code::BadId, span, message).help(help);
            return None;
        }
        if RESERVED.contains(&id) {
            let message = format!("`{id}` means something else in formulas");
            self.report(Code::BadId, span, message)
                .help("take another id");
            return None;
        }
        match ids.entry(id) {
            Slot::Vacant(slot) => {
                slot.insert((span, claim));
                Some(id)
            }
            Slot::Occupied(slot) => {
                let (first, was_claim) = slot.get();
                if *was_claim == claim {
                    self.duplicate_key(id, first, span);
                } else {
                    let message = format!("`{id}` is an input already");
                    let diagnostic = self.report(Code::DuplicateId, span, message);
                    diagnostic.related(first.clone(), "the input");
                    diagnostic
                        .help("inputs and claims of a file share one name space: take another id");
                }
                None
            }
        }
    }

    /// The entries of a mapping; none where the section is missing, empty, or no mapping.
    pub(super) fn mapping<'n>(
        &mut self,
        field: Field<'n, 'a>,
        of: &str,
    ) -> Option<&'n [Entry<'a>]> {
        let entry = field?;
        match &entry.value.value {
            Value::Map(entries) => Some(entries),
            Value::Null => None,
            _ => {
                let name = self.key(entry).unwrap_or_default();
                let message = format!("`{name}` holds {of}, and this is {}", entry.value.kind());
                self.report(Code::WrongType, self.place_of(entry), message);
                None
            }
        }
    }

    /// A scalar's text; a number's as it was written.
    pub(super) fn text<'n>(&mut self, entry: &'n Entry<'a>) -> Option<Text<'n>>
    where
        'a: 'n,
    {
        let mut span = entry.value.span();
        // A block scalar's place goes on to the next key.
        span.end = span.start
            + self
                .text
                .get(span.clone())
                .unwrap_or_default()
                .trim_end()
                .len();
        let text = match &entry.value.value {
            Value::Text(text) => Cow::Borrowed(text.trim()),
            Value::Unusable => {
                self.faults += 1;
                return None;
            }
            _ => {
                let name = self.key(entry).unwrap_or_default();
                let (message, help) = match entry.value.value {
                    Value::Null => (format!("`{name}` has no value"), None),
                    Value::Bool(_) => (
                        format!("`{name}` is text, and YAML reads this as true or false"),
                        Some("put quotes around it"),
                    ),
                    _ => (
                        format!("`{name}` is text, and this is {}", entry.value.kind()),
                        None,
                    ),
                };
                self.report(Code::WrongType, self.place_of(entry), message)
                    .help = help.map(str::to_owned);
                return None;
            }
        };
        Some(Text { text, span })
    }

    pub(super) fn truth(&mut self, entry: &Entry<'a>) -> Option<bool> {
        if let Value::Bool(truth) = entry.value.value {
            return Some(truth);
        }
        let name = self.key(entry).unwrap_or_default();
        let message = format!(
            "`{name}` is true or false, and this is {}",
            entry.value.kind()
        );
        self.report(Code::WrongType, self.place_of(entry), message);
        None
    }

    pub(super) fn count(&mut self, entry: &Entry<'a>) -> Option<u32> {
        let written = match &entry.value.value {
            Value::Text(text) => text,
            _ => "",
        };
        let count = written.parse().ok().filter(|&count| count > 0);
        if count.is_none() {
            let name = self.key(entry).unwrap_or_default();
            let message = format!("`{name}` is a whole number from 1");
            self.report(Code::WrongType, self.place_of(entry), message);
        }
        count
    }

    pub(super) fn date(&mut self, entry: &Entry<'a>) -> Option<NaiveDate> {
        let text = self.text(entry)?;
        let date = NaiveDate::parse_from_str(&text.text, "%Y-%m-%d").ok();
        if date.is_none() {
            let message = format!("`{}` is no date", shown(&text.text));
            self.report(Code::BadDate, text.span, message)
                .help("write it as year-month-day: 2023-06-14");
        }
        date
    }

    /// Where to point for a value: at itself, or at its key where the value has no place of its
    /// own.
    pub(super) fn place_of(&self, entry: &Entry<'a>) -> Span {
        match entry.value.value {
            Value::Null | Value::Map(_) | Value::List(_) => entry.key.span(),
            _ => entry.value.span(),
        }
    }
}

/// The longest id, in letters.
const LONGEST_ID: usize = 100;

/// Words of formulas that no id can have.
const RESERVED: [&str; 4] = ["and", "or", "not", "in"];

fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() <= LONGEST_ID
        && bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// The id somebody may have meant.
fn as_id(text: &str) -> Option<String> {
    let mut id = String::new();
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            'A'..='Z' => {
                if id.ends_with(|last: char| last.is_ascii_lowercase()) {
                    id.push('_');
                }
                id.push(c.to_ascii_lowercase());
            }
            _ if id.ends_with('_') => {}
            _ => id.push('_'),
        }
    }
    let id = id.trim_matches('_');
    is_id(id).then(|| id.to_owned())
}
