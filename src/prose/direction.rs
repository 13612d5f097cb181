//! Which way a figure went: `rose 5 %`, `a fall of 3`, `20 % higher`.

use super::words::{self, Word};
use crate::number::{Direction, Kind, is_determiner};

/// Words that may stand between a verb and its figure.
#[rustfmt::skip]
const BETWEEN: &[&str] = &[
    "by", "an", "a", "another", "annualized", "annualised", "estimated", "modest", "record", "whopping",
    "combined", "total", "net", "average", "mere", "full", "further", "additional", "only", "just", "even", "again",
    "sharply", "steeply", "slightly", "modestly", "rapidly", "steadily", "nearly", "almost", "about", "around",
    "roughly", "some", "over", "more", "than", "the", "up", "back", "as", "much", "of", "its", "their", "his", "her",
];

/// Prepositions after which the figure is not what changed but when, or from where.
const NOT_BY: &[&str] = &[
    "from", "for", "in", "during", "since", "after", "within", "on",
];

/// The direction of the figure from `start` to `end`, hedge and unit included.
pub(super) fn of(text: &str, start: usize, end: usize, kind: Kind) -> Option<Direction> {
    behind(text, end, kind).or_else(|| ahead(text, start, kind))
}

/// `5 % higher`, `a 5 % rise`, `5 % year-on-year growth`.
fn behind(text: &str, end: usize, kind: Kind) -> Option<Direction> {
    let word = words::after(text, end).filter(|word| word.start > end)?;
    // `5 % more` is a change, `six more` are six.
    if kind == Kind::Percent && word.is_any(&["more"]) {
        Some(Direction::Up)
    } else if kind == Kind::Percent && word.is_any(&["less", "fewer"]) {
        Some(Direction::Down)
    } else if word.is_any(&["up", "down"])
        && words::after(text, word.end())
            .is_some_and(|next| next.is_any(&["to", "for", "in", "and"]))
        || word.is_any(&["up", "down"]) && a_figure_follows(text, word.end())
    {
        // `It carries 416 passengers up to 8,000 miles.` The `up` of `8,412.55 up 31.2` is the
        // second's.
        None
    } else {
        Direction::behind(word.text)
    }
}

/// Whether digits, with a currency's sign or not, follow what ends at `at`.
fn a_figure_follows(text: &str, at: usize) -> bool {
    text[words::blanks_after(text, at)..]
        .trim_start_matches(['$', '£', '€', '¥'])
        .starts_with(|c: char| c.is_ascii_digit())
}

/// Words before an `up` or `down` of its own: `was up 5`, `ended down 20 points`.
#[rustfmt::skip]
const BEFORE_UP: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "go", "goes", "going", "gone", "went", "move", "moved", "moves", "moving", "end", "ended", "ending", "ends",
    "finish", "finished", "close", "closed", "closing", "closes", "open", "opened", "tick", "ticked", "edge", "edged", "edging", "inch", "inched", "creep", "crept", "nudged",
    "trade", "traded", "trading", "traded", "climbed", "bid", "jumped", "shot", "drifted", "still", "also", "now", "currently", "sharply", "and", "or", "but", "both", "from",
    "already", "bounced", "driven", "pushed", "sent", "came", "year", "month", "week", "quarter",
];

/// Words with which `up` or `down` makes another verb even before per cents and money: `made up 80 %`.
#[rustfmt::skip]
const PHRASAL: &[&str] = &[
    "make", "makes", "made", "making", "take", "takes", "took", "taken", "taking", "give", "gives", "gave", "given", "giving", "put", "puts", "putting", "pay", "paid", "pays", "paying",
    "set", "sets", "setting", "pick", "picks", "picked", "picking", "rack", "racked", "racking", "hold", "held", "sign", "signed", "cough", "coughed", "stump", "stumped", "buy", "bought", "buying",
    "use", "used", "using", "eat", "ate", "eaten", "eating", "pile", "piled", "split", "show", "showed", "write", "wrote", "lay", "laid", "snap", "snapped", "free", "freed", "freeing", "hand", "handed",
];

/// Whether an `up` or `down` before a figure belongs to a verb that is none of change.
fn is_particle(text: &str, word: &Word<'_>, kind: Kind) -> bool {
    let Some(before) = words::before(text, word.start).filter(|_| word.is_any(&["up", "down"]))
    else {
        return false;
    };
    let measured = matches!(kind, Kind::Percent | Kind::Money);
    if measured {
        before.is_any(PHRASAL)
    } else {
        !before.is_any(BEFORE_UP) && before.text.starts_with(|c: char| c.is_lowercase())
    }
}

/// `rose by about 5 %`, `an increase of 5 %`, `up 5 %`.
fn ahead(text: &str, start: usize, kind: Kind) -> Option<Direction> {
    let mut at = start;
    // What a figure with an article describes did not change by it: `dropped a 2,000-pound bomb`.
    if words::before(text, start).is_some_and(|word| {
        is_determiner(word.text) || word.is_any(&["another"]) && kind != Kind::Percent
    }) {
        return None;
    }
    // A level that is reached has no direction of its own: growth that fell to 5 % is growth.
    if words::before(text, start).is_some_and(|word| word.is_any(&["to"])) {
        return None;
    }
    // Behind `by` the verb may be farther off, with what it is about between them.
    let by = words::before(text, start).filter(|word| word.is_any(&["by"]));
    if let Some(by) = by {
        let mut at = by.start;
        for _ in 0..8 {
            let Some(word) = words::before(text, at) else {
                break;
            };
            // `It cut its growth forecast by 0.7 points.`
            let is_thing = word.is_any(&["growth", "expansion", "improvement"]);
            if let Some(direction) = Direction::of_verb(word.text)
                .or_else(|| raised(&word))
                .filter(|_| !is_thing)
            {
                return Some(direction);
            }
            if word.is_any(&["from", "that", "which", "who", "and", "but"])
                || word.text.starts_with(|c: char| c.is_ascii_digit()) && word.text.len() != 4
            {
                break;
            }
            at = word.start;
        }
        return None;
    }
    for _ in 0..4 {
        let word = words::before(text, at)?;
        if let Some(direction) = Direction::of_verb(word.text) {
            return (!is_particle(text, &word, kind)).then_some(direction);
        }
        if word.is_any(NOT_BY) || !word.is_any(BETWEEN) {
            return None;
        }
        at = word.start;
    }
    None
}

/// Verbs that also mean to bring together: money is raised without going up, but rates are raised
/// by some.
fn raised(word: &Word<'_>) -> Option<Direction> {
    word.is_any(&["raise", "raised", "raises", "raising"])
        .then_some(Direction::Up)
}

/// Verbs that lead from one figure to another without a direction of their own.
#[rustfmt::skip]
const MOVES: &[&str] = &[
    "go", "goes", "going", "gone", "went", "move", "moved", "moves", "moving", "change", "changed", "changes",
    "changing", "shift", "shifted", "swing", "swung", "revise", "revised", "adjusted", "widen", "widened", "narrow",
    "narrowed", "extend", "extended", "extending", "switched", "switch", "turned", "came", "doubled", "tripled",
    "halved", "quadrupled", "upgraded", "downgraded", "swings", "converted", "transferred", "set", "amended",
];

/// Whether `rose from` or the like stands right before `at`, with a word between at most.
pub(super) fn rises_from(text: &str, at: usize) -> bool {
    let Some(from) = words::before(text, at).filter(|word| word.is_any(&["from"])) else {
        return false;
    };
    let mut at = from.start;
    for _ in 0..2 {
        let Some(word) = words::before(text, at) else {
            return false;
        };
        if Direction::of_verb(word.text).is_some() {
            return true;
        }
        at = word.start;
    }
    false
}

/// Whether a verb of change stands before `at`, so that `from a to b` and `a to b` are two figures.
/// Behind `from` it may be farther off, with what changes between them, or beyond a comma.
pub(super) fn changes_before(text: &str, at: usize) -> bool {
    let opened = words::starting_at(text, at).filter(|word| word.is_any(&["from"]));
    let from = opened.or_else(|| from_before(text, at));
    // `Set at $5 to $6`, `rose for 5 to 7 days`
    let among = words::before(text, at).is_some_and(|word| {
        // `A decrease of $0.8 billion to $75.1 billion`
        let changes = word.is_any(&["of"])
            && words::before(text, word.start)
                .is_some_and(|noun| Direction::of_verb(noun.text).is_some());
        word.is_any(&["at", "of", "for", "in", "within", "with", "between"]) && !changes
    });
    if from.is_none() && among {
        return false;
    }
    // So may it behind `by`: `hiked the repo rate by 0.25 per cent to 7.25`.
    let by = words::before(text, at).is_some_and(|word| word.is_any(&["by"]));
    let most = match (from, by) {
        (Some(_), _) => 12,
        (None, true) => 8,
        (None, false) => 4,
    };
    if from.is_some_and(|word| text[..words::blanks_before(text, word.start)].ends_with(',')) {
        return true;
    }
    let mut at = from.map_or(at, |word| word.start);
    for _ in 0..most {
        let Some(word) = words::before(text, at) else {
            return false;
        };
        // `On a sliding scale`: a participle behind its article is said of the thing.
        let adjective = word.text.ends_with("ing")
            && words::before(text, word.start).is_some_and(|article| is_determiner(article.text));
        let moves = Direction::of_verb(word.text)
            .or_else(|| raised(&word))
            .is_some()
            || word.is_any(MOVES);
        if moves && !adjective {
            return true;
        }
        at = word.start;
    }
    false
}

/// The `from` before a figure, over what says that it is of now: `from a current US$38 billion`.
fn from_before<'t>(text: &'t str, at: usize) -> Option<Word<'t>> {
    const NOW: &[&str] = &[
        "current", "present", "initial", "original", "previous", "today's",
    ];
    let mut word = words::before(text, at)?;
    if word.is_any(NOW) {
        word = words::before(text, word.start)?;
        if is_determiner(word.text) {
            word = words::before(text, word.start)?;
        }
    }
    Some(word).filter(|word| word.is_any(&["from"]))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("shares rose by about [5 %] in May", Some(Direction::Up))]
    #[case("down [5 %] on the year", Some(Direction::Down))]
    #[case("an increase of [5 %]", Some(Direction::Up))]
    #[case("a [5 %] rise", Some(Direction::Up))]
    #[case("[5 %] lower", Some(Direction::Down))]
    #[case("rose for [5 days]", None)]
    #[case("fell from [5 %]", None)]
    #[case("the Rose Bowl seats [5 %]", None)]
    #[case("[5 %] of sales", None)]
    fn the_verb_tells(#[case] marked: &str, #[case] direction: Option<Direction>) {
        let start = marked.find('[').expect("a mark");
        let end = marked.find(']').expect("a mark") - 1;
        let text = marked.replace(['[', ']'], "");
        assert_eq!(of(&text, start, end, Kind::Percent), direction);
    }
}
