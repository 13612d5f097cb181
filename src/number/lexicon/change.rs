//! Words that say which way something went.

use std::sync::LazyLock;

use super::phrases::WordMap;

/// Which way a verb says that a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// "Rose 5 %".
    Up,
    /// "Fell 5 %".
    Down,
}

/// Verbs and nouns of going up, in all their forms.
#[rustfmt::skip]
const UP: &[&str] = &[
    "accelerate accelerated accelerates accelerating", "add added adding adds", "advance advanced advances advancing", "appreciate appreciated appreciation",
    "balloon ballooned ballooning", "boost boosted boosting boosts", "bounce bounced", "climb climbed climbing climbs", "escalated escalating", "exceeding",
    "expand expanded expanding expands expansion", "gain gained gaining gains", "grew grow growing grown grows growth", "hike hiked hikes hiking",
    "improve improved improvement improves improving", "increase increased increases increasing", "jump jumped jumping jumps", "leap leaped leapt leaping leaps", "lift lifted lifting lifts",
    "mounted", "rally rallied rallies rallying", "rebound rebounded rebounding rebounds", "recover recovered recovering", "rise risen rises rising rose",
    "skyrocket skyrocketed skyrocketing", "soar soared soaring soars", "spike spiked spikes spiking", "strengthen strengthened strengthening", "surge surged surges surging",
    "swell swelled swelling swollen", "up", "upped", "upsurge", "uptick", "upturn",
];

/// Verbs and nouns of going down, in all their forms.
#[rustfmt::skip]
const DOWN: &[&str] = &[
    "collapse collapsed collapses collapsing", "contract contracted contracting contraction", "crash crashed crashing", "curbed", "cut cuts cutting", "decline declined declines declining",
    "decrease decreased decreases decreasing", "deducted", "depreciate depreciated depreciation", "devalued", "dip dipped dipping dips", "dive dived dives dove diving", "down", "downturn",
    "drop dropped dropping drops", "dwindle dwindled dwindling", "ease eased eases easing", "fall fallen falling falls fell", "lose losing loses lost", "lower lowered lowering lowers",
    "plummet plummeted plummeting plummets", "plunge plunged plunges plunging", "reduce reduced reduces reducing reduction reductions", "retreat retreated retreating", "sank sink sinking sinks sunk",
    "shed shedding sheds", "shrank shrink shrinking shrinks shrunk", "slash slashed slashes slashing", "slid slide slides sliding", "slip slipped slipping slips", "slow slowed slowing slowdown slows",
    "slump slumped slumping slumps", "subtracted", "trim trimmed trimming trims", "tumble tumbled tumbles tumbling", "weaken weakened weakening", "worsened",
];

/// Every form with its direction.
static VERBS: LazyLock<WordMap<Direction>> = LazyLock::new(|| {
    let forms = |rows: &'static [&'static str], direction: Direction| {
        rows.iter()
            .flat_map(move |row| row.split(' ').map(move |form| (form.into(), direction)))
    };
    forms(UP, Direction::Up)
        .chain(forms(DOWN, Direction::Down))
        .collect()
});

/// Comparatives and nouns that stand behind a figure: `5 % higher`, `a 5 % rise`.
#[rustfmt::skip]
const UP_AFTER: &[&str] = &[
    "higher", "increase", "rise", "gain", "growth", "jump", "surge", "hike", "boost", "advance", "climb", "uplift",
    "uptick", "upturn", "expansion", "rally", "leap", "spike", "improvement", "raise", "bigger", "larger", "greater",
    "faster", "longer", "upward", "up",
];
#[rustfmt::skip]
const DOWN_AFTER: &[&str] = &[
    "lower", "decrease", "fall", "drop", "decline", "cut", "reduction", "slump", "plunge", "dip", "slide", "slump",
    "contraction", "downturn", "slowdown", "smaller", "shorter", "cheaper", "slower", "devaluation", "depreciation",
    "down", "tumble", "crash", "shortfall",
];

/// Whether one of these words, whatever its case.
fn is_any(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

impl Direction {
    /// What a verb or noun of change says before its figure: `rose`, `falling`, `an increase of`.
    #[must_use]
    pub(crate) fn of_verb(word: &str) -> Option<Self> {
        let mut buffer = [0; 16];
        let lower = buffer.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        VERBS.get(std::str::from_utf8(lower).ok()?).copied()
    }

    /// What a comparative or a noun of change says behind its figure: `5 % higher`, `a 5 % rise`.
    #[must_use]
    pub(crate) fn behind(word: &str) -> Option<Self> {
        if is_any(word, UP_AFTER) {
            Some(Direction::Up)
        } else if is_any(word, DOWN_AFTER) {
            Some(Direction::Down)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_says_both() {
        let forms = |rows: &[&'static str]| -> Vec<&'static str> {
            rows.iter().flat_map(|row| row.split(' ')).collect()
        };
        for word in forms(UP) {
            assert_eq!(Direction::of_verb(word), Some(Direction::Up), "{word}");
        }
        for word in forms(DOWN) {
            assert_eq!(Direction::of_verb(word), Some(Direction::Down), "{word}");
        }
        for word in UP_AFTER {
            assert_eq!(Direction::behind(word), Some(Direction::Up), "{word}");
            assert_ne!(Direction::of_verb(word), Some(Direction::Down), "{word}");
        }
        for word in DOWN_AFTER {
            assert_eq!(Direction::behind(word), Some(Direction::Down), "{word}");
            assert_ne!(Direction::of_verb(word), Some(Direction::Up), "{word}");
        }
    }
}
