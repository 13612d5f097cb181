//! The ladders of common fractions and multiples, and vague counts: what lies between the words
//! people use.

use crate::number::exact::{Endpoint, Interval, Rational};

/// The fractions people use below one, by numerator and denominator: halves to quarters in full, fifths, tenths
/// where they are not fifths, the outermost sixths and eighths, and unit fractions beyond. A word for one of them
/// says that the truth is nearer to it than to its neighbours.
#[rustfmt::skip]
const FRACTIONS: &[(i64, i64)] = &[
    (0, 1), (1, 1_000_000), (1, 100_000), (1, 10_000), (1, 1_000), (1, 500), (1, 200), (1, 100), (1, 50), (1, 40), (1, 30),
    (1, 25), (1, 20), (1, 15), (1, 12), (1, 10), (1, 9), (1, 8), (1, 7), (1, 6), (1, 5), (1, 4), (3, 10), (1, 3), (2, 5),
    (1, 2), (3, 5), (2, 3), (7, 10), (3, 4), (4, 5), (5, 6), (7, 8), (9, 10), (19, 20), (99, 100), (1, 1),
];

/// The multiples people use, below ten.
#[rustfmt::skip]
const MULTIPLES: &[(i64, i64)] = &[
    (1, 1), (3, 2), (2, 1), (5, 2), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), (9, 1), (10, 1), (12, 1), (15, 1),
    (20, 1), (25, 1), (30, 1), (40, 1), (50, 1), (60, 1), (70, 1), (80, 1), (90, 1), (100, 1), (150, 1), (200, 1),
    (250, 1), (300, 1), (400, 1), (500, 1), (600, 1), (700, 1), (800, 1), (900, 1), (1_000, 1), (1_500, 1), (2_000, 1),
];

/// The ladder of fractions.
pub(super) fn fraction_cell(value: &Rational, wider: bool) -> Option<Interval> {
    cell(FRACTIONS, value, wider)
}

/// The ladder of multiples.
pub(super) fn multiple_cell(value: &Rational, wider: bool) -> Option<Interval> {
    cell(MULTIPLES, value, wider)
}

/// The numbers nearer to `value` than to its neighbours on the ladder, and if `wider` one cell more
/// on either side. `None` where the ladder has no neighbours on both sides.
fn cell(ladder: &[(i64, i64)], value: &Rational, wider: bool) -> Option<Interval> {
    let rung = |at: usize| ladder.get(at).map(|(n, d)| Rational::new(*n, *d));
    // The first rung above, and the number of rungs below or at the value.
    let above = ladder.partition_point(|(n, d)| Rational::new(*n, *d) <= *value);
    let on_ladder = above > 0 && rung(above - 1).as_ref() == Some(value);
    let below = above.checked_sub(1 + usize::from(on_ladder))?;
    let half = |a: Rational, b: Rational| (a + b) * Rational::new(1, 2);
    let inner_low = if wider { rung(below)? } else { value.clone() };
    let outer_low = rung(below.saturating_sub(wider.into()))?;
    let inner_high = if wider { rung(above)? } else { value.clone() };
    let outer_high = rung((above + usize::from(wider)).min(ladder.len() - 1))
        .filter(|_| above < ladder.len())?;
    Some(Interval::closed(
        half(outer_low, inner_low),
        half(outer_high, inner_high),
    ))
}

/// What a vague count admits.
pub(in crate::number) struct Vague {
    /// The words; those that end in ` of` only before a scale or a noun.
    pub(in crate::number) words: &'static [&'static str],
    /// The number it is shown as.
    pub(in crate::number) typical: i64,
    pub(in crate::number) close: (i64, i64),
    pub(in crate::number) loose: (i64, i64),
    /// Why these.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the reader of the table"))]
    pub(in crate::number) why: &'static str,
}

/// Vague counts.
#[rustfmt::skip]
pub(in crate::number) const VAGUE: &[Vague] = &[
    Vague { words: &["a couple", "couple", "a couple of"], typical: 2, close: (2, 2), loose: (2, 3),
            why: "Two by the word, and loosely three at most." },
    Vague { words: &["a few", "few", "quite a few"], typical: 3, close: (3, 5), loose: (2, 8),
            why: "Dictionaries say a small number of two or more; speakers settle between three and five." },
    Vague { words: &["several"], typical: 5, close: (3, 7), loose: (2, 12),
            why: "More than two and not many: more than a few, less than a dozen." },
    Vague { words: &["a handful", "a handful of"], typical: 5, close: (3, 6), loose: (2, 10),
            why: "As many as fingers, with the few to either side." },
    Vague { words: &["tens", "tens of"], typical: 20, close: (20, 100), loose: (10, 200),
            why: "Two tens or more, and less than hundreds." },
    Vague { words: &["dozens", "dozens of"], typical: 24, close: (24, 100), loose: (13, 200),
            why: "Two dozen or more, and less than hundreds." },
    Vague { words: &["scores", "scores of"], typical: 40, close: (40, 100), loose: (20, 300),
            why: "Two score or more, and less than hundreds." },
    Vague { words: &["hundreds", "hundreds of"], typical: 200, close: (200, 1_000), loose: (101, 2_000),
            why: "Two hundred or more, and less than thousands." },
    Vague { words: &["thousands", "thousands of"], typical: 2_000, close: (2_000, 10_000), loose: (1_001, 100_000),
            why: "Two thousand or more; `tens of thousands` would be said of ten times that." },
    Vague { words: &["millions", "millions of"], typical: 2_000_000, close: (2_000_000, 10_000_000), loose: (1_000_001, 100_000_000),
            why: "As thousands." },
    Vague { words: &["billions", "billions of"], typical: 2_000_000_000, close: (2_000_000_000, 10_000_000_000), loose: (1_000_000_001, 100_000_000_000),
            why: "As thousands." },
    Vague { words: &["trillions", "trillions of"], typical: 2_000_000_000_000, close: (2_000_000_000_000, 10_000_000_000_000), loose: (1_000_000_000_001, 100_000_000_000_000),
            why: "As thousands." },
];

impl Vague {
    /// The set at one strength.
    pub(in crate::number) fn set(&self, loose: bool) -> Interval {
        let (low, high) = if loose { self.loose } else { self.close };
        Interval::new(Endpoint::Closed(low.into()), Endpoint::Closed(high.into()))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn interval(low: (i64, i64), high: (i64, i64)) -> Interval {
        Interval::closed(Rational::new(low.0, low.1), Rational::new(high.0, high.1))
    }

    #[rstest]
    #[case((1, 2), false, (9, 20), (11, 20))]
    #[case((1, 2), true, (11, 30), (19, 30))]
    #[case((1, 3), false, (19, 60), (11, 30))]
    #[case((1, 4), false, (9, 40), (11, 40))]
    #[case((2, 3), false, (19, 30), (41, 60))]
    // Off the ladder: between its neighbours 2/5 and 1/2.
    #[case((3, 7), false, (29, 70), (13, 28))]
    fn fractions(
        #[case] value: (i64, i64),
        #[case] wider: bool,
        #[case] low: (i64, i64),
        #[case] high: (i64, i64),
    ) {
        assert_eq!(
            fraction_cell(&Rational::new(value.0, value.1), wider),
            Some(interval(low, high))
        );
    }

    #[rstest]
    #[case((2, 1), false, (7, 4), (9, 4))]
    #[case((2, 1), true, (5, 4), (11, 4))]
    #[case((3, 1), false, (11, 4), (7, 2))]
    #[case((10, 1), false, (19, 2), (11, 1))]
    fn multiples(
        #[case] value: (i64, i64),
        #[case] wider: bool,
        #[case] low: (i64, i64),
        #[case] high: (i64, i64),
    ) {
        assert_eq!(
            multiple_cell(&Rational::new(value.0, value.1), wider),
            Some(interval(low, high))
        );
    }

    #[test]
    fn the_ladders_rise() {
        for ladder in [FRACTIONS, MULTIPLES] {
            assert!(
                ladder
                    .windows(2)
                    .all(|w| Rational::new(w[0].0, w[0].1) < Rational::new(w[1].0, w[1].1))
            );
        }
    }

    #[test]
    fn vague_counts_hold_what_they_are_shown_as_loosely_and_widen() {
        for row in VAGUE {
            assert!(row.set(false).is_subset(&row.set(true)), "{:?}", row.words);
            assert!(!row.why.is_empty());
        }
    }
}
