//! YAML as a tree of nodes with their places: the part of loading that knows YAML and nothing of
//! claims.
//!
//! Read from the parser's events, which serde_yaml hands out beside its serde interface: serde's
//! data model stops at the first fault, forgets how a number was written and where a mapping
//! stands, and costs twice the time. So every fault can be reported, and what stands before a fault
//! of syntax is still read.

mod fault;

use std::borrow::Cow;
use std::collections::HashMap;

use serde_yaml::granit_parser::{
    self as parser, Event, Parser, ScalarStyle, ScanError, StrInput, Tag,
};

use crate::diagnostic::Code;
use crate::source::Span;

/// The deepest nesting a claim file may have; real ones have four levels.
const MAX_DEPTH: usize = 32;
/// How many nodes aliases may stand for, all together.
const MAX_REPEATED: usize = 10_000;
/// How many nodes a file may have: more than the largest file of claims, and as many as fit into
/// half a gigabyte.
const MAX_NODES: usize = 8_000_000;

/// What a text holds.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    /// `None` where there is nothing.
    pub(super) root: Option<Node<'a>>,
    pub(super) faults: Vec<YamlFault>,
    /// Where reading stopped for good; what could be touched by that is left out.
    pub(super) stopped: Option<usize>,
}

/// A node and where it stands; behind an alias, where the alias stands.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) value: Value<'a>,
    start: u32,
    end: u32,
}

/// What a node holds. Numbers are texts like any other.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Bool(bool),
    Null,
    Map(Vec<Entry<'a>>),
    List(Vec<Node<'a>>),
    /// Something that claim files do not use, which is reported.
    Unusable,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) key: Node<'a>,
    pub(super) value: Node<'a>,
}

/// Why (part of) a text is no YAML that claim files may use.
#[derive(Debug)]
pub(super) struct YamlFault {
    pub(super) code: Code,
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) help: Option<String>,
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
            Value::Bool(_) => "true or false",
            Value::Null | Value::Unusable => "nothing",
            Value::Map(_) => "a mapping",
            Value::List(_) => "a list",
        }
    }
}

/// Reads a text of less than 4 GiB.
pub(super) fn parse(text: &str) -> Tree<'_> {
    let options = parser::options! {
        emit_unresolved_aliases: true,
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut composer = Composer {
        text,
        parser: Parser::new_from_str_with_options(text, options),
        anchors: HashMap::new(),
        nodes: MAX_NODES,
        repeated: MAX_REPEATED,
        tree: Tree::default(),
    };
    composer.document();
    composer.tree
}

struct Composer<'a> {
    text: &'a str,
    parser: Parser<'a, StrInput<'a>>,
    /// The nodes that aliases may repeat, by the parser's numbers.
    anchors: HashMap<usize, Node<'a>>,
    /// How many nodes may still come, and how many of them through aliases.
    nodes: usize,
    repeated: usize,
    tree: Tree<'a>,
}

impl<'a> Composer<'a> {
    fn document(&mut self) {
        let mut documents = 0;
        while let Some((event, span)) = self.next() {
            match event {
                Event::DocumentStart(..) if documents == 1 => {
                    self.stop(fault::documents(span));
                }
                Event::DocumentStart(..) => documents += 1,
                Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
                event => {
                    let root = self.node(event, span, 0);
                    self.tree.root = Some(root).filter(|root| !matches!(root.value, Value::Null));
                }
            }
        }
    }

    /// The next event; `None` at the end, and for ever after a fault.
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        if self.tree.stopped.is_some() {
            return None;
        }
        match self.parser.next_event()? {
            Ok((event, span)) => {
                // Tags that claim files do not use stand in front of their node.
                let tagged = span.tag_span().and_then(|tag| tag.byte_range());
                let at = span.byte_range().unwrap_or_default();
                if let Some(tag) = tagged
                    && is_foreign(&event)
                {
                    self.tree.faults.push(fault::tag(tag));
                }
                Some((event, at))
            }
            Err(error) => {
                let fault = self.syntax(&error);
                self.stop(fault);
                None
            }
        }
    }

    fn syntax(&self, error: &ScanError) -> YamlFault {
        let at = error.marker().byte_offset().unwrap_or(self.text.len());
        fault::syntax(error, self.text, at)
    }

    fn stop(&mut self, fault: YamlFault) {
        self.tree.stopped = Some(fault.span.start);
        self.tree.faults.push(fault);
    }

    /// The node that begins with this event, as far as it can be read.
    fn node(&mut self, event: Event<'a>, at: Span, depth: usize) -> Node<'a> {
        if depth > MAX_DEPTH {
            self.stop(fault::depth(at.clone()));
        } else if self.nodes == 0 {
            self.stop(fault::nodes(at.clone()));
        }
        self.nodes = self.nodes.saturating_sub(1);
        let foreign = is_foreign(&event);
        let anchor = event.anchor_id();
        let value = match event {
            Event::Scalar(text, style, _, tag) => scalar(text, style, tag.is_some()),
            Event::SequenceStart(..) => Value::List(self.list(depth)),
            Event::MappingStart(..) => Value::Map(self.map(depth)),
            Event::Alias(anchor) => self.repeat(anchor, &at),
            Event::UnresolvedAlias(_) => {
                self.tree.faults.push(fault::alias_of_nothing(at.clone()));
                Value::Unusable
            }
            _ => Value::Null,
        };
        let value = if foreign { Value::Unusable } else { value };
        let node = placed(value, &at);
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, node.clone());
        }
        node
    }

    fn list(&mut self, depth: usize) -> Vec<Node<'a>> {
        let mut nodes = Vec::new();
        while let Some((event, at)) = self.next() {
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            let node = self.node(event, at, depth + 1);
            if self.tree.stopped.is_none() {
                nodes.push(node);
            }
        }
        nodes
    }

    fn map(&mut self, depth: usize) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        while let Some((event, at)) = self.next() {
            if matches!(event, Event::MappingEnd) {
                return entries;
            }
            let key = self.node(event, at, depth + 1);
            let Some((event, at)) = self.next() else {
                break;
            };
            let value = self.node(event, at, depth + 1);
            let is_whole = self.tree.stopped.is_none();
            // Of a section of the file, what was read before the fault is kept.
            if is_whole || depth == 0 && matches!(value.value, Value::Map(_)) {
                entries.push(Entry { key, value });
            }
            if !is_whole {
                return entries;
            }
        }
        // A fault may be the end of what seemed whole in front of it.
        match entries.last_mut().map(|last| &mut last.value.value) {
            Some(Value::Map(section)) if depth == 0 => drop(section.pop()),
            _ => drop(entries.pop()),
        }
        entries
    }

    /// What an alias stands for, at the alias's place.
    fn repeat(&mut self, anchor: usize, at: &Span) -> Value<'a> {
        let Some(node) = self.anchors.get(&anchor) else {
            self.tree
                .faults
                .push(fault::alias_inside_itself(at.clone()));
            return Value::Unusable;
        };
        if !count(node, &mut self.repeated) {
            self.stop(fault::repeated(at.clone()));
            return Value::Unusable;
        }
        let mut node = node.clone();
        place(&mut node, at);
        node.value
    }
}

/// Takes a node and all in it off what is left; false where that does not suffice.
fn count(node: &Node<'_>, left: &mut usize) -> bool {
    if *left == 0 {
        return false;
    }
    *left -= 1;
    match &node.value {
        Value::Map(entries) => entries
            .iter()
            .all(|entry| count(&entry.key, left) && count(&entry.value, left)),
        Value::List(nodes) => nodes.iter().all(|node| count(node, left)),
        _ => true,
    }
}

/// Moves a node and all in it to where it is repeated.
fn place(node: &mut Node<'_>, at: &Span) {
    (node.start, node.end) = narrow(at);
    match &mut node.value {
        Value::Map(entries) => {
            for entry in entries {
                place(&mut entry.key, at);
                place(&mut entry.value, at);
            }
        }
        Value::List(nodes) => nodes.iter_mut().for_each(|node| place(node, at)),
        _ => {}
    }
}

fn placed<'a>(value: Value<'a>, at: &Span) -> Node<'a> {
    let (start, end) = narrow(at);
    Node { value, start, end }
}

fn narrow(at: &Span) -> (u32, u32) {
    let narrow = |offset: usize| {
        u32::try_from(offset).expect("internal error: a claim file over its size limit")
    };
    (narrow(at.start), narrow(at.end))
}

/// A scalar by the core schema of YAML 1.2, in which `yes` and `no` are texts.
fn scalar(text: Cow<'_, str>, style: ScalarStyle, tagged: bool) -> Value<'_> {
    if style != ScalarStyle::Plain || tagged {
        return Value::Text(text);
    }
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => Value::Text(text),
    }
}

/// Whether a node has a tag other than the one for text, which says nothing here.
fn is_foreign(event: &Event<'_>) -> bool {
    let is_text = |tag: &Tag| tag.is_yaml_core_schema_tag("str") || tag.original() == "!";
    event
        .tag()
        .is_some_and(|tag| !(is_text(tag) && matches!(event, Event::Scalar(..))))
}
