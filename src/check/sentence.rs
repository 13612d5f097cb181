//! The English sentences about verdicts and conflicts, made of texts that are ready to be read.

use crate::claim::Verdict;
use crate::number::Strength;

/// What a claim that states a figure comes to, in all its readings.
pub(crate) struct Stated<'t> {
    /// The figure as written.
    pub(crate) written: &'t str,
    /// What the first reading gives.
    pub(crate) computed: &'t str,
    /// What the figures as printed give, where they break it.
    pub(crate) printed: Option<&'t str>,
    /// What each reading gives, where there are several.
    pub(crate) readings: Option<&'t str>,
}

/// The verdict on a stated figure; of an undecided one see [`undecided`].
pub(crate) fn stated(verdict: Verdict, claim: &Stated<'_>) -> Option<String> {
    let Stated {
        written, computed, ..
    } = claim;
    Some(match (verdict, claim.printed, claim.readings) {
        (Verdict::Consistent, ..) => format!("stated {written}; the formula gives {computed}"),
        (Verdict::Strained, Some(printed), _) => {
            format!("stated {written}, but the figures as printed give {printed}")
        }
        (Verdict::Strained, None, _) => {
            format!("stated {written}; read closely, the formula gives {computed}")
        }
        (Verdict::Inconsistent, _, None) => {
            format!("stated {written}, but the formula gives {computed}")
        }
        (Verdict::Inconsistent, _, Some(readings)) => {
            format!("stated {written}, which no reading gives: {readings}")
        }
        (Verdict::Ambiguous, ..) => format!(
            "stated {written}, which depends on what is meant: {}",
            claim.readings.unwrap_or(computed)
        ),
        (Verdict::Undetermined, ..) => return None,
    })
}

/// The verdict on a comparison; of an undecided one see [`undecided`].
pub(crate) fn comparison(verdict: Verdict, readings: &str) -> Option<String> {
    Some(match verdict {
        Verdict::Consistent => "the comparison holds".to_owned(),
        Verdict::Strained => "the comparison holds only within rounding".to_owned(),
        Verdict::Inconsistent => {
            "the comparison does not hold, however the figures were rounded".to_owned()
        }
        Verdict::Ambiguous => format!("it depends on what is meant: {readings}"),
        Verdict::Undetermined => return None,
    })
}

/// Why there is no verdict: the figures that are unknown, by their ids, or the end of the budget.
pub(crate) fn undecided(unknowns: &[String]) -> String {
    match unknowns {
        [] => "the search for an answer was cut short".to_owned(),
        names => format!("it cannot be decided without {}", names.join(" and ")),
    }
}

/// The verdict on what other sentences of the article decide, by their ids.
pub(crate) fn holds_given(sentences: &[String]) -> String {
    format!("it holds, given {}", enumerate(sentences))
}

/// What one of several readings gives; of a comparison, whether it holds.
pub(crate) fn reading(name: &str, gives: Result<&str, bool>) -> String {
    match gives {
        Ok(computed) => format!("`{name}` gives {computed}"),
        Err(true) => format!("`{name}` holds"),
        Err(false) => format!("`{name}` does not hold"),
    }
}

/// What a figure would have to be for all to be well.
pub(crate) fn would_have_to_be(figure: &str, values: &str) -> String {
    format!("{figure} would have to be {values}")
}

/// What a stated bound or range would have to leave room for.
pub(crate) fn would_have_to_allow(figure: &str, values: &str) -> String {
    format!("{figure} would have to allow {values}")
}

/// A figure by its id and its words: `` `share`, 3%, ``.
pub(crate) fn figure(id: &str, words: Option<&str>) -> String {
    match words {
        Some(words) => format!("`{id}`, {words},"),
        None => format!("`{id}`"),
    }
}

/// What a sentence says: `` `a` (US$195 billion) ``, `` `share` (3% = a / b) ``.
pub(crate) fn says(id: &str, stated: Option<&str>, formula: Option<&str>) -> String {
    match (stated, formula) {
        (Some(stated), Some(formula)) => format!("`{id}` ({stated} = {formula})"),
        (stated, formula) => format!("`{id}` ({})", stated.or(formula).unwrap_or_default()),
    }
}

/// A conflict, with what leads to it.
pub(crate) fn conflict(strength: Strength, because: &str) -> String {
    let these = match strength {
        Strength::Loose => "these sentences",
        Strength::Close => "read as closely as they are written, these sentences",
    };
    format!("{these} cannot all be true: {because}")
}

/// That sentences contradict one another, where the way to it is too long to tell.
pub(crate) fn no_values(sentences: &[String]) -> String {
    format!("no values satisfy {}", enumerate(sentences))
}

/// One step to a conflict: what some sentences leave of a figure.
pub(crate) fn step(grounds: &[String], figure: &str, range: &str) -> String {
    format!("by {}, `{figure}` is {range}; ", enumerate(grounds))
}

/// The last step: what a claim's formula gives then, and what the claim states; `None` of a comparison.
pub(crate) fn last_step(
    follows: bool,
    inputs: &[String],
    claim: (&str, &str),
    gives: Option<(&str, &str)>,
) -> String {
    let so = if follows { "so " } else { "" };
    let with = match inputs {
        [] => String::new(),
        inputs => format!("with {}, ", enumerate(inputs)),
    };
    let (id, formula) = claim;
    match gives {
        Some((given, stated)) => {
            format!("{so}{with}{formula} is {given}, and not {stated}, as `{id}` says")
        }
        None => format!("{so}{with}{formula}, as `{id}` says, cannot be true"),
    }
}

/// `a, b and c`.
fn enumerate(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
