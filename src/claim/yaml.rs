//! YAML as a tree of nodes with their places: the part of loading that knows YAML and nothing of claims.
//!
//! serde's data model stops at the first fault and loses how a number was written. So the text is read
//! into this tree whole, and `raw` interprets the tree and collects every fault in it.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Error, Location, Spanned, UserMessageFormatter};

use crate::diagnostic::Code;
use crate::source::{Position, SourceFile, Span};

/// The deepest nesting a claim file may have; real ones have four levels.
const MAX_DEPTH: usize = 32;
/// How many nodes aliases may stand for, all together.
const MAX_REPLAYED: usize = 10_000;

/// A node and where it stands.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) value: Value<'a>,
    start: u32,
    end: u32,
}

/// What a node holds.
#[derive(Debug)]
pub(super) enum Value<'a> {
    /// A string, or a scalar that reads as no other type.
    Text(Cow<'a, str>),
    /// A number, by the place where it is written: behind an alias not the node's own place.
    Number(Range<u32>),
    Bool(bool),
    Null,
    Map(Vec<Entry<'a>>),
    List(Vec<Node<'a>>),
}

/// A key with its value.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) key: Node<'a>,
    pub(super) value: Node<'a>,
}

impl Node<'_> {
    /// Where it stands; of a map or list only where it begins.
    pub(super) fn span(&self) -> Span {
        self.start as usize..self.end as usize
    }

    /// What it is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "text",
            Value::Number(_) => "a number",
            Value::Bool(_) => "true or false",
            Value::Null => "nothing",
            Value::Map(_) => "a mapping",
            Value::List(_) => "a list",
        }
    }
}

/// Why a text is no YAML that claim files may use.
#[derive(Debug)]
pub(super) struct YamlFault {
    pub(super) code: Code,
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// Reads a text; `None` where it holds no node.
pub(super) fn parse(file: &SourceFile) -> Result<Option<Node<'_>>, YamlFault> {
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            // The text's own size bounds what it can hold; only aliases can multiply it.
            max_events: usize::MAX,
            max_nodes: usize::MAX,
            max_total_scalar_bytes: usize::MAX,
            max_recorded_anchor_events: MAX_REPLAYED,
            max_depth: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: MAX_REPLAYED },
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        ignore_binary_tag_for_string: true,
        reject_unsupported_tags: true,
        strict_booleans: true,
        with_snippet: false,
    };
    match serde_yaml::from_str_with_options::<Spanned<Node<'_>>>(file.text(), options) {
        Ok(root) => Ok(Some(Node::placed(root)).filter(|node| !matches!(node.value, Value::Null))),
        Err(error) => Err(fault(&error, file)),
    }
}

impl<'a> Node<'a> {
    fn placed(spanned: Spanned<Node<'a>>) -> Self {
        let mut value = spanned.value.value;
        if let Value::Number(written) = &mut value {
            *written = bytes(spanned.defined);
        }
        let Range { start, end } = bytes(spanned.referenced);
        Node { value, start, end }
    }
}

/// The bytes of a location; none where it has no place in the text.
fn bytes(location: Location) -> Range<u32> {
    let narrow = |offset: Option<u64>| u32::try_from(offset.unwrap_or(0)).unwrap_or(u32::MAX);
    let start = narrow(location.span().byte_offset());
    start..start.saturating_add(narrow(location.span().byte_len()))
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = deserializer.deserialize_any(NodeVisitor)?;
        Ok(Node {
            value,
            start: 0,
            end: 0,
        })
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Value<'de>, E> {
        Ok(Value::Text(Cow::Owned(text)))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value<'de>, E> {
        Ok(Value::Number(0..0))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value<'de>, E> {
        Ok(Value::Number(0..0))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Value<'de>, E> {
        Ok(Value::Number(0..0))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Value<'de>, E> {
        Ok(Value::Number(0..0))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value<'de>, E> {
        Ok(Value::Number(0..0))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) =
            access.next_entry::<Spanned<Node<'de>>, Spanned<Node<'de>>>()?
        {
            entries.push(Entry {
                key: Node::placed(key),
                value: Node::placed(value),
            });
        }
        Ok(Value::Map(entries))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value<'de>, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = access.next_element::<Spanned<Node<'de>>>()? {
            nodes.push(Node::placed(node));
        }
        Ok(Value::List(nodes))
    }
}

/// Puts the parser's error in the words of somebody who edits articles.
fn fault(error: &Error, file: &SourceFile) -> YamlFault {
    let mut error = error.without_snippet();
    let place = error.location();
    // What went wrong where an alias was repeated.
    while let Error::AliasError { error: inner, .. } = error {
        error = inner.without_snippet();
    }
    let span = place.map_or(0..0, |location| character_at(location, file));
    let (code, message, help) = match error {
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => (
            Code::YamlLimit,
            "this file nests or repeats itself more than a claim file can need".to_owned(),
            Some(format!(
                "at most {MAX_DEPTH} levels, and {MAX_REPLAYED} nodes repeated through aliases"
            )),
        ),
        Error::MultipleDocuments { .. } => (
            Code::YamlUnsupported,
            "a second document begins here".to_owned(),
            Some("put each document in a file of its own, and leave `---` out".to_owned()),
        ),
        Error::MergeKeyNotAllowed { .. } => (
            Code::YamlUnsupported,
            "merge keys (`<<`) are not used in claim files".to_owned(),
            Some("write the keys out".to_owned()),
        ),
        Error::RecursiveReferencesRequireWeakTypes { .. } => (
            Code::YamlUnsupported,
            "this alias stands inside what it repeats".to_owned(),
            None,
        ),
        error => from_message(error),
    };
    let span = sharpened(span, code, file.text());
    YamlFault {
        code,
        span,
        message,
        help,
    }
}

/// What the parser tells apart only in words: a part of its message, and what editors are told instead
/// (nothing where its own words will do), with what would be right.
const SYNTAX: [(&str, &str, &str); 9] = [
    (
        "mapping values are not allowed",
        "a key cannot stand here",
        "put quotes around text that has a colon and a space in it, and begin the keys of one mapping in one column",
    ),
    (
        "tabs disallowed",
        "a tab cannot indent YAML",
        "indent with spaces",
    ),
    (
        "unexpected character",
        "",
        "put quotes around text that begins with a sign",
    ),
    (
        "block scalar",
        "",
        "put quotes around text that begins with `>` or `|`",
    ),
    (
        "unclosed quote",
        "this quotation mark is never closed",
        "put the whole text in the other kind of quotes",
    ),
    (
        "did not find expected key",
        "",
        "text that begins with a quotation mark must end with it: put the whole in the other kind of quotes",
    ),
    (
        "unknown escape",
        "",
        "in double quotes write `\\\\` for `\\`, or use single quotes",
    ),
    (
        "unknown value",
        "this repeats a value by a name that nothing has",
        "put quotes around text that begins with `*`",
    ),
    (
        "unclosed bracket",
        "this bracket is never closed",
        "put quotes around text that begins with a bracket",
    ),
];

fn from_message(error: &Error) -> (Code, String, Option<String>) {
    let message = error.render_with_formatter(&UserMessageFormatter);
    // The place is shown beside it.
    let message = message
        .rsplit_once(" at line ")
        .map_or(&*message, |(head, _)| head);
    let has = |part: &str| message.contains(part);
    if has("recursion limit") || has("nesting") {
        let help = format!("at most {MAX_DEPTH} levels");
        let message = "this nests deeper than a claim file can need".to_owned();
        return (Code::YamlLimit, message, Some(help));
    }
    if has("unsupported tag") || has("invalid ") {
        let help = "leave out the `!` word; every value is taken as it is written".to_owned();
        let message = "claim files have no tags".to_owned();
        return (Code::YamlUnsupported, message, Some(help));
    }
    let known = SYNTAX.iter().find(|(part, ..)| has(part));
    let message = match known {
        Some((_, words, _)) if !words.is_empty() => (*words).to_owned(),
        _ => format!("this is not valid YAML: {message}"),
    };
    (
        Code::YamlSyntax,
        message,
        known.map(|&(.., help)| help.to_owned()),
    )
}

/// The parser stops behind a tab or a tag; the fault is the tab or the tag.
fn sharpened(span: Span, code: Code, text: &str) -> Span {
    let line = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let before = &text[line..span.start];
    if code == Code::YamlSyntax && before.ends_with('\t') {
        return line + before.trim_end_matches('\t').len()..span.start;
    }
    if code == Code::YamlUnsupported
        && let Some(tag) = before.trim_end().rsplit([' ', ',', '[', '{']).next()
        && tag.starts_with('!')
    {
        let start = line + before.trim_end().len() - tag.len();
        return start..start + tag.len();
    }
    span
}

/// The character at an error's place.
fn character_at(location: Location, file: &SourceFile) -> Span {
    let whole = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
    let start = location.span().byte_offset().map_or_else(
        || {
            // The parser does not count the byte order mark as a character of its line.
            let mark = location.line() == 1 && file.text().starts_with('\u{FEFF}');
            let column = whole(location.column()) + usize::from(mark);
            file.offset(Position {
                line: whole(location.line()),
                column,
            })
        },
        whole,
    );
    let start = file
        .text()
        .floor_char_boundary(start.min(file.text().len()));
    let length = file.text()[start..]
        .chars()
        .next()
        .filter(|&c| c != '\n')
        .map_or(0, char::len_utf8);
    start..start + length
}
