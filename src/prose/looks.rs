//! Words that only look like numbers: the pronoun `one`, a split `second`, the first `half`.

use super::words::{self, Word};
use crate::number::{Kind, Written, is_determiner};

/// Whether a figure the grammar read from words is one.
pub(super) fn is_figure(text: &str, written: &Written<'_>) -> bool {
    let number = written.number.clone();
    if written.kind == Kind::Ordinal && is_century(&text[written.span.end..]) {
        return false;
    }
    if is_divisor(text, written) {
        return false;
    }
    // An arrow, or two signs that leave nothing.
    if ["=>", "=<", "<>", "><"]
        .iter()
        .any(|sign| text[written.span.start..].starts_with(sign))
    {
        return false;
    }
    let letters = |word: &Word<'_>| word.text.as_bytes()[0].is_ascii_alphabetic();
    let Some(first) = words::starting_at(text, number.start).filter(letters) else {
        return true;
    };
    let near = Near {
        text,
        written,
        before: words::before(text, written.span.start),
        after: words::after(text, written.span.end),
        hedged: written.span.start < number.start,
    };
    let alone = first.end() == number.end;
    let lower = first.text.to_ascii_lowercase();
    match &*lower {
        "one" if alone && written.second().is_none() => near.is_one(),
        "zero" | "nil" | "naught" | "nought" => near.is_zero(),
        _ if written.kind == Kind::Ordinal => near.is_rank(&lower),
        // The end of the quarter `to $254 million` is no range of it.
        "half" | "quarter" if written.second().is_some() => false,
        "half" => near.is_half(),
        "quarter" => near.is_quarter(),
        "a" | "an" if written.is_fraction() => near.is_part(),
        "once" | "halves" | "point" if alone => false,
        "hundred" if alone => near.hedged || !written.is_bare_or_counted(),
        "few" => near.before_is(&[
            "next", "last", "past", "first", "these", "previous", "recent",
        ]),
        "couple" => near.is_couple(),
        "scores" | "tens" => near.after_is(&["of"]) || written.is_scaled() || !written.is_bare(),
        "double" | "doubles" | "triple" | "triples" | "treble" | "quadruple" => {
            near.is_multiplying()
        }
        _ => true,
    }
}

/// Whether quarters are of a year and no fraction: `the last two quarters`, `three quarters in a
/// row`.
pub(super) fn is_quarters(text: &str, written: &Written<'_>) -> bool {
    let words_of = &text[written.number.clone()];
    if !written.is_fraction() || !words_of.ends_with("quarters") || !written.is_bare() {
        return false;
    }
    let before = words::before(text, written.span.start);
    let after = words::after(text, written.span.end);
    if after.is_some_and(|word| word.is_any(&["of"])) {
        return false;
    }
    before.is_some_and(|word| {
        word.is_any(&[
            "last",
            "past",
            "first",
            "next",
            "previous",
            "these",
            "for",
            "consecutive",
        ])
    }) || after.is_some_and(|word| {
        word.is_any(&[
            "in", "running", "straight", "later", "earlier", "ago", "now",
        ])
    })
}

/// Whether a number is only what another is divided by: the `100,000` of `12 deaths per 100,000`.
fn is_divisor(text: &str, written: &Written<'_>) -> bool {
    let digits = &text[written.number.clone()];
    written.span.start == written.number.start
        && written.is_bare_or_counted()
        && digits.len() > 2
        && digits.starts_with('1')
        && digits[1..].bytes().all(|byte| matches!(byte, b'0' | b','))
        && words::before(text, written.span.start).is_some_and(|word| word.is_any(&["per"]))
}

/// What lasts some time, before `over`: `it took over 10 years`.
#[rustfmt::skip]
const LASTS: &[&str] = &[
    "for", "after", "of", "took", "take", "takes", "taken", "lasted", "lasts", "last", "waited", "spent", "is", "was",
    "are", "were", "been", "be", "being", "served", "worked", "lived", "just", "well", "in", "the", "a", "with", "needs",
    "and", "by", "to", "than", "now", "aged", "anyone", "those", "people", "men", "women", "child", "children", "span",
    "spans", "spanned",
];

/// Verbs that go with `up to`.
#[rustfmt::skip]
const WITH_UP: &[&str] = &[
    "add", "adds", "added", "adding", "come", "comes", "came", "brings", "brought", "goes", "went", "sum", "sums", "summed", "round", "rounded", "moved", "edged", "crept", "sped",
];

/// Whether the word at the beginning of a figure is no hedge of it: the `over` of a stretch of
/// time, the `minus` of `plus or minus`.
pub(super) fn is_no_hedge(text: &str, written: &Written<'_>) -> bool {
    let start = written.span.start;
    let hedged = start < written.number.start;
    let Some(word) = words::starting_at(text, start).filter(|_| hedged) else {
        return false;
    };
    // `About the two men`, `over the 50 years`, `within his first term`: a preposition.
    let determined = words::after(text, word.end())
        .is_some_and(|word| word.start < written.number.start && is_determiner(word.text));
    let of_age = text[start..written.number.start].contains("age");
    if determined
        && !of_age
        && word.is_any(&[
            "about", "around", "over", "under", "within", "above", "below", "beyond", "up",
            "through",
        ])
    {
        return true;
    }
    // `10 per cent more than the 366`: the words compare the two, and bound neither.
    let compares = word.is_any(&[
        "more", "less", "fewer", "higher", "lower", "greater", "larger", "bigger",
    ]);
    let edge = text[..start].trim_end_matches(' ');
    if compares
        && (edge.ends_with('%')
            || ["percent", "per cent", "times", "points", "point"]
                .iter()
                .any(|unit| edge.ends_with(unit)))
    {
        return true;
    }
    let Some(before) = words::before(text, start) else {
        return false;
    };
    if word.is_any(&["minus"]) {
        return before.is_any(&["or"]);
    }
    // `They add up to 136`: what a verb does is no bound.
    if word.is_any(&["up"]) && before.is_any(WITH_UP) {
        return true;
    }
    word.is_any(&["over"])
        && written.kind == Kind::Duration
        && !text[written.number.end..].starts_with('-')
        && !before.is_any(LASTS)
}

/// A figure with the words around it.
struct Near<'t, 'w> {
    text: &'t str,
    written: &'w Written<'t>,
    before: Option<Word<'t>>,
    after: Option<Word<'t>>,
    /// Whether a hedge or sign stands before the number.
    hedged: bool,
}

/// Words before a `one` that is a pronoun.
#[rustfmt::skip]
const BEFORE_PRONOUN: &[&str] = &[
    "no", "any", "which", "this", "that", "another", "each", "every", "some", "such", "hand", "number", "new", "last",
    "right", "wrong", "good", "big", "little", "old", "great", "day", "same",
];

/// Words after `second` that show it to be a stretch of time.
#[rustfmt::skip]
const AFTER_SECOND: &[&str] = &[
    "later", "ago", "before", "after", "to", "and", "or", "he", "she", "they", "i", "it", "in", "for", "as", "that", "the",
];

/// Words before a half that is a stretch of a game, a year or a place.
#[rustfmt::skip]
const BEFORE_STRETCH: &[&str] = &[
    "first", "second", "latter", "other", "opening", "both", "each", "better", "in", "this", "last", "final", "1st", "2nd",
    "either", "goalless", "top", "bottom", "upper", "lower", "northern", "southern", "eastern", "western",
    // `A half` was tried as a whole, and is none.
    "a",
];

/// What makes one word with a half before it.
#[rustfmt::skip]
const HALVED: &[&str] = &[
    "time", "way", "past", "hearted", "brother", "sister", "term", "back", "marathon", "moon", "mast", "life", "court",
    "volley", "centuries", "century",
];

/// What `half-` may measure.
#[rustfmt::skip]
const HALF_OF: &[&str] = &[
    "hour", "mile", "dozen", "million", "billion", "a", "year", "day", "century", "point", "percentage", "per",
    "kilometer", "kilometre", "pound", "inch", "acre", "litre", "liter", "pint",
];

/// Words before a quarter of a year.
#[rustfmt::skip]
const BEFORE_QUARTER: &[&str] = &[
    "first", "second", "third", "fourth", "final", "last", "this", "next", "previous", "latest", "per", "each",
];

/// Words after `a quarter` that is a part.
#[rustfmt::skip]
const AFTER_QUARTER: &[&str] = &[
    "of", "more", "less", "fewer", "higher", "lower", "to", "the", "from", "century",
];

/// Words before `a quarter` or `a third` that is a part.
#[rustfmt::skip]
const BEFORE_PART: &[&str] = &[
    "by", "about", "nearly", "almost", "than", "over", "and", "only", "just", "to",
];

/// Words after `a third` that is a part: behind it no thing can follow.
#[rustfmt::skip]
const AFTER_PART: &[&str] = &[
    "of", "more", "less", "fewer", "higher", "lower", "to", "the", "in", "on", "from", "since", "and", "or", "as", "by",
    "were", "was", "are", "is", "had", "have", "has", "said", "this", "that", "over", "at", "off", "who", "among", "with",
    "when", "while", "after", "before", "below", "above", "up", "down", "his", "her", "its", "their",
];

/// What is doubled, behind `double`.
#[rustfmt::skip]
const DOUBLED: &[&str] = &[
    "the", "that", "its", "their", "his", "her", "what", "to", "in", "by", "from", "as", "since", "this", "last", "over",
    "every", "and",
];

/// Words before a couple of people.
#[rustfmt::skip]
const PAIRED: &[&str] = &[
    "the", "this", "that", "married", "young", "old", "elderly", "her", "his", "their", "each", "every", "same",
];

impl Near<'_, '_> {
    fn before_is(&self, known: &[&str]) -> bool {
        self.before.is_some_and(|word| word.is_any(known))
    }

    fn after_is(&self, known: &[&str]) -> bool {
        self.after.is_some_and(|word| word.is_any(known))
    }

    fn rest(&self) -> &str {
        &self.text[self.written.span.end..]
    }

    /// Whether nothing but the figure is on its line.
    fn is_all(&self) -> bool {
        let empty = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
        empty(line_before(self.text, self.written.span.start))
            && empty(line_after(self.text, self.written.span.end))
    }

    fn is_hyphened(&self) -> bool {
        self.rest().starts_with(['-', '‑'])
    }

    fn is_one(&self) -> bool {
        let written = self.written;
        let measured = !written.is_bare_or_counted() && written.kind != Kind::Duration;
        if !measured && self.before_is(BEFORE_PRONOUN) {
            return false;
        }
        if self.rest().starts_with(['\'', '’']) || self.is_hyphened() {
            return false;
        }
        if self.hedged || written.kind == Kind::Ratio {
            return true;
        }
        if let Some(noun) = written.noun() {
            // `At one point`, `on the one hand`
            let idioms = ["point", "time", "stage", "end", "hand", "side"];
            let idiom = idioms.iter().any(|idiom| noun.eq_ignore_ascii_case(idiom));
            return !(idiom && self.before_is(&["at", "the"])) && is_thing(noun);
        }
        if !written.is_bare() {
            // `One day` is some day.
            let unit = &self.text[written.number.end..written.span.end];
            let day = unit.trim().eq_ignore_ascii_case("day") && !unit.starts_with('-');
            return !day
                || self.before_is(&[
                    "for", "in", "within", "least", "than", "only", "just", "after", "over", "of",
                ])
                || self.after_is(&["ago", "before", "after", "per", "a", "later", "earlier"]);
        }
        // Bare: only where a number is what is spoken of.
        let counted = [
            "minus", "plus", "times", "only", "just", "than", "equals", "zero", "least",
        ];
        self.is_all() || self.before_is(&counted) && self.after.is_none()
    }

    fn is_zero(&self) -> bool {
        const GOALS: &[&str] = &[
            "tolerance",
            "emission",
            "emissions",
            "carbon",
            "sum",
            "hour",
            "hours",
            "gravity",
            "covid",
            "waste",
            "trust",
        ];
        let named = [
            "net", "ground", "absolute", "sub", "near", "year", "patient",
        ];
        !self.is_hyphened() && !self.before_is(&named) && !self.after_is(GOALS)
    }

    fn is_rank(&self, word: &str) -> bool {
        let start = self.written.number.start;
        let idiom = word == "first"
            && (self.before_is(&["at"]) || self.after_is(&["lady", "aid", "name", "names", "and"]));
        if idiom || self.is_hyphened() && is_compound(self.rest()) {
            return false;
        }
        // `First, …`: a point of an enumeration.
        let begins = words::begins_sentence(self.text, start);
        if begins && self.rest().starts_with(',') && !self.is_all() {
            return false;
        }
        // `The Second World War`
        let capital = |word: Option<Word<'_>>| word.is_some_and(|word| word.is_capitalised());
        let own = self.text[start..].starts_with(|c: char| c.is_uppercase());
        if own && !begins && capital(self.after) {
            return false;
        }
        // `For a second he …`
        let lasts = self.before_is(&["a", "per", "each", "every", "split", "one", "any", "this"])
            && self.after.is_none_or(|word| word.is_any(AFTER_SECOND));
        !(word == "second" && lasts)
    }

    fn is_half(&self) -> bool {
        // `Its second half-point cut`
        if !self.written.is_bare() && self.text[self.written.number.end..].starts_with('-') {
            return true;
        }
        if self.written.is_bare() && self.before_is(BEFORE_STRETCH)
            || self.text[..self.written.span.start].ends_with('-')
        {
            return false;
        }
        if self.after_is(HALVED) && self.written.is_bare() {
            return false;
        }
        let hyphened = self.text[self.written.number.end..].strip_prefix(['-', '‑']);
        hyphened
            .and_then(|rest| words::starting_at(rest, 0))
            .is_none_or(|word| word.is_any(HALF_OF))
    }

    fn is_quarter(&self) -> bool {
        if self.text[..self.written.span.start].ends_with('-') {
            return false;
        }
        let measures = self.written.is_scaled() || !self.written.is_bare();
        measures && !self.before_is(BEFORE_QUARTER)
            || self.before_is(&["a", "one", "by"]) && self.after_is(&["of"])
            || self.is_all()
    }

    /// `a third`, `a quarter`: a part, unless what follows is a thing.
    fn is_part(&self) -> bool {
        if self.written.is_scaled() {
            return true;
        }
        let measures = !self.written.is_bare() || self.hedged;
        let words = &self.text[self.written.number.clone()];
        if words.ends_with("half") {
            // Of `a day and a half` the half is no number of its own.
            return !self.before_is(&["and"]) && (!self.is_hyphened() || self.after.is_none());
        }
        if self.is_hyphened() {
            return false;
        }
        if words.ends_with("quarter") {
            let stretch = self.after_is(&["earlier", "later", "ago", "final", "finals"]);
            return !stretch
                && (measures
                    || self.after_is(AFTER_QUARTER)
                    || self.before_is(BEFORE_PART)
                    || self.is_all());
        }
        measures || self.after.is_none() || self.before_is(BEFORE_PART) || self.after_is(AFTER_PART)
    }

    fn is_couple(&self) -> bool {
        let of = self.after_is(&["of"]) || self.text[..self.written.span.end].ends_with(" of");
        if self.before_is(PAIRED) && !of {
            return false;
        }
        of || self.after_is(&["more", "hundred", "thousand", "dozen", "million"])
            || self.written.noun().is_some()
            || !self.written.is_bare()
            || self.is_all()
    }

    fn is_multiplying(&self) -> bool {
        let modal = [
            "to", "will", "would", "could", "may", "might", "than", "nearly", "almost", "roughly",
            "can", "should",
        ];
        // `The bridge doubles as a market`
        let serves = self.after.is_some_and(|word| {
            word.is_any(&["as"])
                && words::after(self.text, word.end())
                    .is_some_and(|word| word.is_any(&["a", "an", "the"]))
        });
        !serves
            && (self.hedged
                || self.after_is(DOUBLED) && !self.before_is(&["a", "the", "an", "his", "her"])
                || self.before_is(&modal))
    }
}

/// Whether a century follows a rank: a stretch of time, and no figure.
fn is_century(rest: &str) -> bool {
    let word = rest.trim_start_matches([' ', '-', '\u{a0}', '‑']);
    word.len() < rest.len()
        && word
            .get(..5)
            .is_some_and(|word| word.eq_ignore_ascii_case("centu"))
}

/// Whether the word behind `one` is a thing and not the rest of a clause about people.
fn is_thing(noun: &str) -> bool {
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        "can", "could", "may", "might", "must", "should", "would", "will", "wonders", "needs", "wants", "knows", "thinks",
        "called", "known", "named", "says", "said", "has", "had", "was", "is", "does", "did", "sees", "gets", "goes",
        "feels", "finds", "cannot", "hopes", "expects", "thing", "way", "always", "never", "ever", "really", "reason",
        "suspects", "imagines", "remembers",
    ];
    // `When one reads a map`: one thing has no plural, so this is a verb.
    const SINGULAR: &[&str] = &[
        "series",
        "species",
        "gas",
        "lens",
        "bias",
        "atlas",
        "canvas",
        "means",
        "christmas",
    ];
    let verb = noun.ends_with('s')
        && !["ss", "us", "is"]
            .iter()
            .any(|ending| noun.ends_with(ending))
        && !SINGULAR
            .iter()
            .any(|known| noun.eq_ignore_ascii_case(known))
        || noun.contains("n't")
        || noun.contains("n’t");
    !VERBS.iter().any(|known| noun.eq_ignore_ascii_case(known)) && !noun.ends_with("ly") && !verb
}

/// `-hand`, `-party`, `-class`, `-degree`: no rank any more.
fn is_compound(rest: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "hand", "party", "class", "degree", "person", "world", "rate", "guess", "ever", "aid", "time", "born", "generation",
    ];
    words::starting_at(rest, 1).is_some_and(|word| word.is_any(WORDS))
}

/// At most so much of a line is looked at.
const LINE: usize = 80;

fn line_before(text: &str, at: usize) -> &str {
    let start = text.ceil_char_boundary(at.saturating_sub(LINE));
    let line = &text[start..at];
    line.rsplit('\n').next().unwrap_or(line)
}

fn line_after(text: &str, at: usize) -> &str {
    let end = text.floor_char_boundary((at + LINE).min(text.len()));
    let line = &text[at..end];
    line.split('\n').next().unwrap_or(line)
}
