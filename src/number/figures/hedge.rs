//! The table of hedges: which words widen or bound a figure, by how much at each strength, and why.
//!
//! Widths are made of three grains of a written number `x`: `u`, the unit of its last written
//! digit; `U`, the unit of its last digit that is not nought; and `G`, the grain people speak in,
//! the coarsest of 1 and 5 times a power of ten that divides `x`.
//!
//! Sources: rounding to the last digit is that of XBRL Calculations 1.1 and of statcheck (Nuijten
//! et al. 2016). Round numbers are read roughly (Krifka 2007, "Approximate interpretation of number
//! words"), and the scale of the roundness sets how roughly: Cummins, Sauerland & Solt 2012,
//! "Granularity and scalar implicature in numerical expressions"; Ferson et al. 2015, "Natural
//! language of uncertainty: numeric hedge words", measured what readers take `about`, `nearly`,
//! `over` and the like to admit; Williams & Power 2013, "Hedging and rounding in numerical
//! expressions", which hedges writers choose for which distances.

/// How a figure's words widen or bound it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hedge {
    /// As written.
    Plain,
    /// `exactly`
    Exactly,
    /// `about`
    About,
    /// `more than`
    MoreThan,
    /// `at least`
    AtLeast,
    /// `less than`
    LessThan,
    /// `at most`
    AtMost,
    /// `just over`
    JustOver,
    /// `nearly`
    JustUnder,
    /// `between … and …`
    Between,
}

/// A width on one side of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::number) enum Width {
    /// None.
    Nought,
    /// `u/2`
    LastDigit,
    /// `min(U/2, 5 %)`
    Rounding,
    /// `min(G/2, 5 %)`
    HalfGrain,
    /// `min(G, 10 %)`
    Grain,
}

/// The form of the set a hedge leaves of a number `x` with a width `w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::number) enum Shape {
    /// `[x − w, x + w]`
    Around,
    /// `(x, ∞)`
    Above,
    /// `[x, ∞)`
    From,
    /// `(−∞, x)`
    Below,
    /// `(−∞, x]`
    UpTo,
    /// `(x, x + w]`
    JustAbove,
    /// `[x − w, x)`
    JustBelow,
    /// `[a − w, b + w]`
    Span,
}

/// One row of the table.
#[derive(Debug)]
pub(in crate::number) struct Rule {
    pub(in crate::number) hedge: Hedge,
    /// The name in the scan contract.
    pub(in crate::number) contract: &'static str,
    pub(in crate::number) shape: Shape,
    pub(in crate::number) close: Width,
    pub(in crate::number) loose: Width,
    /// Whether the set holds at least what the same figure without hedge would allow.
    pub(super) at_least_plain: bool,
    /// Words before the number; of two that begin alike the longer is taken.
    pub(in crate::number) before: &'static [&'static str],
    /// Words behind the number or its unit.
    pub(in crate::number) after: &'static [&'static str],
    /// Signs before the number.
    pub(in crate::number) signs: &'static [&'static str],
    /// Why this rule and no other.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the reader of the table"))]
    pub(in crate::number) why: &'static str,
}

/// The table, in the order of [`Hedge`].
#[rustfmt::skip]
pub(in crate::number) const RULES: [Rule; 10] = [
    Rule {
        hedge: Hedge::Plain, contract: "exact", shape: Shape::Around,
        close: Width::LastDigit, loose: Width::Rounding, at_least_plain: true,
        before: &["a total of", "some total of", "only", "just", "merely", "a mere", "no other than", "a record", "a full", "a whopping", "a staggering", "an average of", "averaging", "on average", "all of", "equal to", "equals to", "equals", "equaling to", "equaling"],
        after: &["in total", "in all", "altogether", "overall", "on average"],
        signs: &["="],
        why: "Close: rounded to nearest at the last digit, as XBRL Calculations 1.1 and statcheck read it. Loose: zeros at the \
              end may be rounding (Krifka 2007), and many cut digits off instead of rounding, which moves the truth up to one u up.",
    },
    Rule {
        hedge: Hedge::Exactly, contract: "exact", shape: Shape::Around,
        close: Width::Nought, loose: Width::Nought, at_least_plain: false,
        before: &["exactly", "precisely", "an exact", "exact"],
        after: &["exactly", "precisely", "sharp", "on the nose"],
        signs: &[],
        why: "The word denies rounding.",
    },
    Rule {
        hedge: Hedge::About, contract: "about", shape: Shape::Around,
        close: Width::HalfGrain, loose: Width::Grain, at_least_plain: true,
        before: &["about", "around", "roughly", "approximately", "approx.", "approx", "some", "circa", "ca.", "ca", "c.", "an estimated", "estimated", "estimated at",
                  "somewhere around", "somewhere near", "somewhere in the region of", "in the region of", "in the order of", "on the order of", "of the order of",
                  "in the neighborhood of", "in the neighbourhood of", "in the vicinity of", "in the ballpark of", "something like", "more or less",
                  "very roughly", "very approximately", "very nearly about", "broadly", "loosely", "give or take", "or so", "probably", "perhaps", "maybe", "an approximate", "a rough", "at around", "at about", "barely", "scarcely"],
        after: &["or so", "or thereabouts", "or thereabout", "approximately", "approx.", "approx", "roughly", "more or less", "give or take", "-odd", "odd", "-ish", "ish"],
        signs: &["~", "≈", "∼", "≃", "≅", "≒"],
        why: "Readers of Ferson et al. 2015 take `about` to admit some half to one grain around a round number and next to nothing \
              around a sharp one; the grain is that of Cummins, Sauerland & Solt 2012. A hedge never makes a figure narrower.",
    },
    Rule {
        hedge: Hedge::MoreThan, contract: "more_than", shape: Shape::Above,
        close: Width::Nought, loose: Width::Nought, at_least_plain: false,
        before: &["more than", "over", "above", "exceeding", "exceeds", "exceeded", "exceed", "in excess of", "upwards of", "upward of", "greater than", "higher than", "larger than", "bigger than", "longer than",
                  "older than", "well over", "well above", "well in excess of", "far more than", "far above", "much more than", "many more than", "considerably more than", "significantly more than", "substantially more than", "way over", "way more than",
                  "not less than or equal to", "surpassing", "surpassed", "surpasses", "surpass", "topping", "topped", "beyond", "north of", "better than", "at more than", "at over", "far in excess of", "comfortably over", "comfortably above", "easily more than", "farther than", "further than", "faster than", "heavier than", "taller than", "warmer than", "hotter than"],
        after: &["plus change"],
        signs: &[">", "＞", "﹥"],
        why: "A strict lower bound in all of the literature; how far above is the business of the weak-bound note.",
    },
    Rule {
        hedge: Hedge::AtLeast, contract: "more_than", shape: Shape::From,
        close: Width::Nought, loose: Width::Nought, at_least_plain: false,
        before: &["at least", "no less than", "not less than", "no fewer than", "not fewer than", "a minimum of", "minimum of", "minimum", "at a minimum", "at the very least", "at the least", "as many as or more than", "no lower than", "not lower than", "not below", "not under",
                  "more than or equal to", "greater than or equal to", "greater or equal to", "equal to or more than", "equal to or greater than", "at least or equal to", "higher or equal than", "greater or equal than", "bigger or equal than", "larger or equal than", "more or equal than", "more or equal to", "bigger or equal to", "larger or equal to", "equal or greater than", "equal or more than", "higher or equal to", "higher than or equal to", "from at least", "no younger than", "no shorter than", "no smaller than", "starting at", "starting from"],
        after: &["or more", "or over", "or above", "or greater", "or higher", "or better", "or longer", "or older", "or larger", "or bigger", "or up", "and more", "and over", "and above", "and up", "and upwards", "or upwards", "and older", "and higher", "plus", "+", "at least", "at minimum", "at a minimum", "minimum", "min.", "upwards", "at the least", "and greater", "or heavier", "or faster"],
        signs: &["≥", ">=", "=>", "⩾", "≧", "> ="],
        why: "The bound itself is admitted by the words.",
    },
    Rule {
        hedge: Hedge::LessThan, contract: "less_than", shape: Shape::Below,
        close: Width::Nought, loose: Width::Nought, at_least_plain: false,
        before: &["less than", "under", "below", "fewer than", "short of", "lower than", "smaller than", "shorter than", "younger than", "well under", "well below", "far less than", "far fewer than", "much less than", "considerably less than", "significantly less than", "substantially less than", "far below", "way below", "way under", "south of",
                  "not even", "not quite half of", "inside", "within less than", "at less than", "cheaper than", "slower than", "lighter than", "cooler than", "colder than"],
        after: &[],
        signs: &["<", "＜", "﹤"],
        why: "A strict upper bound; nothing counted or measured is below nought.",
    },
    Rule {
        hedge: Hedge::AtMost, contract: "less_than", shape: Shape::UpTo,
        close: Width::Nought, loose: Width::Nought, at_least_plain: false,
        before: &["at most", "no more than", "not more than", "up to", "does not exceed", "do not exceed", "did not exceed", "doesn't exceed", "doesn’t exceed", "don't exceed", "don’t exceed", "didn't exceed", "didn’t exceed", "not exceeding", "never exceeding", "not to exceed", "a maximum of", "maximum of", "maximum", "max.", "max", "at the most",
                  "as many as", "as much as", "as high as", "as long as", "as few as or fewer than", "no greater than", "not greater than", "no higher than", "not over", "not above", "no larger than", "no longer than", "no older than", "no bigger than", "within", "a ceiling of", "capped at", "limited to",
                  "less than or equal to", "lower than or equal to", "lower or equal to", "fewer than or equal to", "smaller than or equal to", "equal to or less than", "equal to or lower than", "equal or less than", "equal or smaller than", "equal to or smaller than", "less or equal to", "less or equal than", "lower or equal than", "smaller or equal than", "fewer or equal than", "smaller or equal to", "at most or equal to"],
        after: &["or less", "or fewer", "or under", "or below", "or lower", "or younger", "or shorter", "or smaller", "and under", "and below", "and younger", "and less", "at most", "at the most", "max.", "max", "maximum", "tops", "or lighter"],
        signs: &["≤", "<=", "=<", "⩽", "≦", "< ="],
        why: "The bound itself is admitted by the words; `up to` and `as many as` are used of what is reached.",
    },
    Rule {
        hedge: Hedge::JustOver, contract: "more_than", shape: Shape::JustAbove,
        close: Width::HalfGrain, loose: Width::Grain, at_least_plain: false,
        before: &["just over", "just above", "just more than", "slightly over", "slightly above", "slightly more than", "slightly higher than", "slightly greater than", "a little over", "a little above", "a little more than", "little more than", "a bit over", "a bit more than", "a fraction over", "a shade over", "a touch over", "barely over", "barely more than", "marginally over", "marginally above", "marginally more than", "a tad over", "narrowly above"],
        after: &["and change", "and a bit", "and counting"],
        signs: &["≳"],
        why: "Above, and by no more than one would have rounded away: Ferson et al. 2015.",
    },
    Rule {
        hedge: Hedge::JustUnder, contract: "less_than", shape: Shape::JustBelow,
        close: Width::HalfGrain, loose: Width::Grain, at_least_plain: false,
        before: &["nearly", "almost", "close to", "just under", "just below", "just less than", "just short of", "just shy of", "shy of", "slightly under", "slightly below", "slightly less than", "slightly fewer than", "slightly lower than", "a little under", "a little below", "a little less than", "a bit under", "a bit less than", "a fraction under", "a shade under", "a touch under", "marginally under", "marginally below", "marginally less than", "approaching", "not quite", "virtually", "practically", "nearing", "little less than", "barely under", "a tad under", "very nearly", "very close to", "nigh on", "well nigh", "coming up to"],
        after: &["nearly"],
        signs: &["≲"],
        why: "Below, and by no more than one would have rounded away: Ferson et al. 2015 find `nearly` and `almost` strictly below.",
    },
    Rule {
        hedge: Hedge::Between, contract: "range", shape: Shape::Span,
        close: Width::Nought, loose: Width::LastDigit, at_least_plain: false,
        before: &[], after: &[], signs: &[],
        why: "The ends are themselves rounded figures.",
    },
];

impl Hedge {
    /// The name in the scan contract: `exact`, `about`, `more_than`, `less_than` or `range`.
    #[must_use]
    pub fn contract_name(self) -> &'static str {
        self.rule().contract
    }

    /// Whether the words bound the figure on one side and leave the other open.
    #[must_use]
    pub fn is_bound(self) -> bool {
        matches!(
            self.rule().shape,
            Shape::Above | Shape::From | Shape::Below | Shape::UpTo
        )
    }

    pub(in crate::number) fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }

    /// Two hedges of one figure, the outer one first: `at least about 5`, `just over`. The bound
    /// counts, and the second value tells whether it is a rough one.
    pub(in crate::number) fn with(self, inner: Hedge) -> (Hedge, bool) {
        match (self, inner) {
            (hedge, Hedge::Plain) | (Hedge::Plain, hedge) => (hedge, false),
            (Hedge::About, Hedge::About) => (Hedge::About, false),
            (Hedge::About, bound) | (bound, Hedge::About) => (bound, true),
            (_, inner) => (inner, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_hedges() {
        for rule in &RULES {
            assert_eq!(rule.hedge.rule().hedge, rule.hedge);
            assert!(!rule.why.is_empty());
        }
    }

    #[test]
    fn no_phrase_means_two_things() {
        let mut seen = std::collections::HashMap::new();
        for rule in &RULES {
            for phrase in rule.before {
                assert_eq!(seen.insert(phrase, rule.hedge), None, "{phrase}");
            }
        }
    }

    #[test]
    fn the_bound_counts_of_two_hedges() {
        assert_eq!(Hedge::AtLeast.with(Hedge::About), (Hedge::AtLeast, true));
        assert_eq!(Hedge::About.with(Hedge::About), (Hedge::About, false));
        assert_eq!(Hedge::Plain.with(Hedge::MoreThan), (Hedge::MoreThan, false));
        assert_eq!(Hedge::About.with(Hedge::Plain), (Hedge::About, false));
    }
}
