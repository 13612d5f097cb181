//! The rules that findings come under: a name, how grave breaking it is, and what it means.

use crate::check::NoteCode;
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Level {
    /// The run fails.
    Error,
    /// The run passes, but somebody should look.
    Warning,
    /// Worth knowing.
    Note,
}

/// A rule.
pub(crate) struct Rule {
    /// Its stable name.
    pub(crate) name: &'static str,
    /// How much it weighs, unless the editors or the run's options say otherwise.
    pub(crate) level: Level,
    /// What it says, in a sentence.
    pub(crate) summary: &'static str,
    /// What to do about it.
    pub(crate) help: &'static str,
}

/// The rule that all sentences of a folder can be true together.
pub(crate) const CONFLICT: &str = "conflict";
/// The rule that what is asked for can be read.
pub(crate) const UNREAD: &str = "unread";
/// The rule that every figure of an article is accounted for.
pub(crate) const UNCOVERED: &str = "uncovered-figure";
/// The rule that a verdict the editors accepted is still the one that is found.
pub(crate) const STALE: &str = "stale-expect";

/// How much a verdict weighs that nobody has accepted.
pub(crate) fn level_of(verdict: Verdict) -> Level {
    match verdict {
        Verdict::Inconsistent | Verdict::Ambiguous => Level::Error,
        Verdict::Strained | Verdict::Undetermined => Level::Warning,
        Verdict::Consistent => Level::Note,
    }
}

/// Every rule: of verdicts, of all sentences together, of remarks, of coverage, and of what is
/// written in claim files.
pub(crate) fn all() -> Vec<Rule> {
    let verdicts = Verdict::ALL.into_iter().filter_map(of_verdict);
    let notes = NoteCode::ALL.iter().map(|&note| of_note(note));
    let codes = Code::ALL.iter().map(|&code| of_code(code));
    verdicts
        .chain([
            Rule {
                name: STALE,
                level: Level::Error,
                summary: "A claim no longer has the verdict that the editors accepted.",
                help: "Take `expect` and `because` out if the claim is consistent now, or look at it again and \
                       accept what it is.",
            },
            Rule {
                name: UNREAD,
                level: Level::Error,
                summary: "A file or folder that was asked for cannot be read.",
                help: "Give the path of a claim file, or of a folder that holds some.",
            },
            Rule {
                name: CONFLICT,
                level: Level::Error,
                summary: "Several sentences, each possible by itself, cannot all be true.",
                help: "Change one of the sentences named: leave out any one of them, and the rest can be true.",
            },
        ])
        .chain(notes)
        .chain([Rule {
            name: UNCOVERED,
            level: Level::Note,
            summary: "No claim, input or `ignore` accounts for a figure of the article.",
            help: "Write a claim for the figure, or list it under `ignore` with the reason why it needs none.",
        }])
        .chain(codes)
        .collect()
}

fn of_verdict(verdict: Verdict) -> Option<Rule> {
    let (summary, help) = match verdict {
        Verdict::Consistent => return None,
        Verdict::Strained => (
            "A claim holds only if its figures were rounded further than they say, or only by rounding.",
            "State the figure as its inputs give it. If it is right as it stands, accept the verdict with \
             `expect: strained` and `because`.",
        ),
        Verdict::Ambiguous => (
            "A claim holds in one reading of its sentence and not in another.",
            "Make the sentence say which reading is meant. If it is to stay, accept the verdict with \
             `expect: ambiguous` and `because`.",
        ),
        Verdict::Inconsistent => (
            "A claim contradicts the figures it rests on, however they were rounded.",
            "Change the stated figure or one it rests on; the report says to what. If it is to stay, accept the \
             verdict with `expect: inconsistent` and `because`.",
        ),
        Verdict::Undetermined => (
            "A claim cannot be decided, because a figure it rests on is unknown.",
            "Find the unknown figure and state it; the report says which values would do. If it cannot be found, \
             accept the verdict with `expect: undetermined` and `because`.",
        ),
    };
    Some(Rule {
        name: verdict.as_str(),
        level: level_of(verdict),
        summary,
        help,
    })
}

fn of_note(note: NoteCode) -> Rule {
    Rule {
        name: note.as_str(),
        level: Level::Note,
        summary: note.summary(),
        help: note.help(),
    }
}

fn of_code(code: Code) -> Rule {
    Rule {
        name: code.as_str(),
        level: match code.severity() {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Note => Level::Note,
        },
        summary: code.explanation(),
        help: "The message says what would be right, where that can be told. `addsup schema` prints the schema of \
               claim files, for editors to complete and check them by.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_rule_explains_itself() {
        let rules = all();
        for (index, rule) in rules.iter().enumerate() {
            let ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(rule.name.chars().all(ok), "{}", rule.name);
            assert!(rule.summary.ends_with('.'), "{}", rule.summary);
            assert!(rule.help.ends_with('.'), "{}", rule.help);
            let same = rules[..index].iter().find(|other| other.name == rule.name);
            assert!(same.is_none(), "{} twice", rule.name);
        }
    }

    #[test]
    fn remarks_have_the_names_that_the_json_report_gives_them() {
        let schema = crate::report::schema();
        let listed = schema["$defs"]["NoteCode"]["oneOf"].as_array();
        let listed = listed.expect("remarks by their names").len();
        assert_eq!(listed, NoteCode::ALL.len());
        for &note in NoteCode::ALL {
            assert_eq!(serde_json::json!(note), note.as_str());
        }
    }
}
