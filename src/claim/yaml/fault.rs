//! What is wrong with a text as YAML, in the words of somebody who edits articles.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::{MAX_DEPTH, MAX_NODES, MAX_REPEATED, YamlFault};
use crate::diagnostic::Code;
use crate::source::Span;

fn fault(code: Code, span: Span, message: impl Into<String>, help: Option<&str>) -> YamlFault {
    YamlFault {
        code,
        span,
        message: message.into(),
        help: help.map(str::to_owned),
    }
}

fn limit(span: Span, message: &str, help: String) -> YamlFault {
    YamlFault {
        help: Some(help),
        ..fault(Code::YamlLimit, span, message, None)
    }
}

pub(super) fn depth(span: Span) -> YamlFault {
    let help = format!("at most {MAX_DEPTH} levels");
    limit(span, "this nests deeper than a claim file can need", help)
}

pub(super) fn nodes(span: Span) -> YamlFault {
    let help = format!(
        "at most {MAX_NODES} keys and values; split it into several files of the same folder"
    );
    limit(span, "this file holds more than one file may", help)
}

pub(super) fn repeated(span: Span) -> YamlFault {
    let help = format!("aliases may stand for at most {MAX_REPEATED} keys and values");
    limit(
        span,
        "this file repeats itself more than a claim file can need",
        help,
    )
}

pub(super) fn documents(span: Span) -> YamlFault {
    let help = "put each document in a file of its own, and leave `---` out";
    fault(
        Code::YamlUnsupported,
        span,
        "a second document begins here",
        Some(help),
    )
}

pub(super) fn tag(span: Span) -> YamlFault {
    let help = "leave it out; every value is taken as it is written";
    fault(
        Code::YamlUnsupported,
        span,
        "claim files have no tags",
        Some(help),
    )
}

pub(super) fn alias_inside_itself(span: Span) -> YamlFault {
    fault(
        Code::YamlUnsupported,
        span,
        "this alias stands inside what it repeats",
        None,
    )
}

pub(super) fn alias_of_nothing(span: Span) -> YamlFault {
    let help = "put quotes around text that begins with `*`";
    let message = "this repeats a value by a name that nothing has";
    fault(Code::YamlSyntax, span, message, Some(help))
}

/// A fault that the parser stops at.
pub(super) fn syntax(error: &ScanError, text: &str, at: usize) -> YamlFault {
    use ErrorKind as Kind;
    let kind = error.kind();
    let at = text.floor_char_boundary(at.min(text.len()));
    let length = text[at..]
        .chars()
        .next()
        .filter(|&c| c != '\n')
        .map_or(0, char::len_utf8);
    let mut span = at..at + length;
    let (message, help) = match kind {
        Kind::RecursionLimitExceeded => return depth(span),
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInPlainScalar => {
            // The parser stops behind the tab.
            let before = text[..at].trim_end_matches('\t').len();
            if before < at {
                span = before..at;
            }
            (
                "a tab cannot indent YAML".to_owned(),
                Some("indent with spaces"),
            )
        }
        Kind::MappingValueNotAllowed | Kind::MappingKeyNotAllowed | Kind::InvalidSimpleKey => (
            "a key cannot stand here".to_owned(),
            Some(
                "put quotes around text that has a colon and a space in it, and begin the keys of one mapping in one column",
            ),
        ),
        Kind::UnexpectedCharacter { character } => (
            format!("text cannot begin with `{}`", character.escape_debug()),
            Some("put quotes around it"),
        ),
        Kind::InvalidBlockScalarHeader | Kind::ZeroBlockScalarIndent => (
            "`>` and `|` begin a text that stands in lines of its own".to_owned(),
            Some("put quotes around text that begins with one of them"),
        ),
        Kind::UnclosedQuotedScalar => (
            "this quotation mark is never closed".to_owned(),
            Some("put the whole text in the other kind of quotes"),
        ),
        Kind::InvalidTrailingSingleQuotedScalar
        | Kind::InvalidTrailingDoubleQuotedScalar
        | Kind::ExpectedBlockMappingKey
            if text[..at].trim_end().ends_with(['"', '\'']) =>
        {
            (
                "more text behind a text in quotes".to_owned(),
                Some("put the whole in the other kind of quotes"),
            )
        }
        Kind::UnknownQuotedScalarEscape => (
            "this is no escape that YAML knows".to_owned(),
            Some("in double quotes write `\\\\` for `\\`, or use single quotes"),
        ),
        Kind::UnclosedFlowCollection { open } => (
            format!("this `{open}` is never closed"),
            Some("put quotes around text that begins with a bracket"),
        ),
        Kind::MismatchedFlowCollectionEnd { open, close } => (
            format!("`{open}` is closed by `{close}`"),
            Some("put quotes around text that has brackets in it"),
        ),
        Kind::ExpectedFlowMappingSeparator | Kind::ExpectedFlowSequenceSeparator => (
            "between braces or brackets, a comma should stand here".to_owned(),
            Some("put quotes around text that has quotes, braces or brackets in it"),
        ),
        _ => (format!("this is not valid YAML: {kind}"), None),
    };
    fault(Code::YamlSyntax, span, message, help)
}
