//! The kinds of remark on a claim, in one table: what each is called, what it means, and what to do
//! about it.

use schemars::JsonSchema;
use serde::Serialize;

/// Builds [`NoteCode`] from one table, so that a remark cannot lack its name, its meaning or its
/// advice.
macro_rules! notes {
    ($(#[doc = $doc:literal] $note:ident $name:literal $summary:literal $help:literal;)+) => {
        /// The kinds of remark.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        #[non_exhaustive]
        pub enum NoteCode {
            $(#[doc = $doc] #[serde(rename = $name)] $note,)+
        }

        impl NoteCode {
            /// Every kind.
            pub const ALL: &[NoteCode] = &[$(NoteCode::$note),+];

            /// The name in reports.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(NoteCode::$note => $name,)+ }
            }

            /// What it means, in a sentence.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(NoteCode::$note => $summary,)+ }
            }

            /// What to do about it.
            #[must_use]
            pub fn help(self) -> &'static str {
                match self { $(NoteCode::$note => $help,)+ }
            }
        }
    };
}

#[rustfmt::skip]
notes! {
    /// The stated bound is far from the computed figure.
    WeakBound "weak-bound"
        "A stated bound is true, but far from the figure."
        "Say the figure itself, or a bound that is near it.";
    /// The figure would fit as the other of percent and percentage points.
    PercentOrPoints "percent-or-points"
        "A change of a percentage fits as percent where percentage points are stated, or the reverse."
        "Say the other of “percent” and “percentage points”.";
    /// More digits are stated than the inputs carry.
    FalsePrecision "false-precision"
        "A figure is stated with more digits than the figures it comes from carry."
        "Round the figure, or state its inputs with more digits.";
    /// The stated figure holds only if it was cut off, not rounded.
    OnlyIfTruncated "only-if-truncated"
        "A figure holds only if it was cut off after its last digit, not rounded."
        "Round the figure to the nearest.";
    /// Some figure was rounded further than its digits say.
    OnlyIfRoundedFurther "only-if-rounded-further"
        "A claim holds only if some figure was rounded further than its digits say."
        "Hedge the figure (“about”), or state it to its last digit.";
    /// A bound or comparison that the figures as printed break.
    OnlyByRounding "only-by-rounding"
        "The figures as printed break a bound or comparison that holds only for values that round to them."
        "State the figures with more digits, or choose another bound.";
    /// The formula has no value somewhere in the figures' ranges.
    NoValueSomewhere "no-value-somewhere"
        "For some values that the figures allow, the formula has no value."
        "State the figures more closely, so that the formula has a value for all they allow.";
    /// A multiple is stated where the formula gives a growth, or the reverse.
    MultipleOrGrowth "multiple-or-growth"
        "A multiple is stated where the formula gives a growth, or the reverse: what doubled has grown by 100%."
        "Use `ratio(to, from)` for a multiple and `growth(from, to)` for a growth, or mend the sentence.";
    /// It fits in one size of a unit whose word has several.
    UnitSize "unit-size"
        "A claim fits in one size of a unit whose word has several: pints, gallons, tons, calories."
        "Say which is meant: “imperial pints”, “short tons”, “tonnes”.";
    /// The claim counts other things than the figures that its formula adds.
    OtherThings "other-things"
        "A claim counts other things than the figures that its formula adds: apples, where those are oranges."
        "See whether both mean the same things; state both by one word if they do.";
    /// The search budget ran out.
    Budget "budget"
        "The search for an answer was cut short, so there is none."
        "Split the claim into smaller ones.";
}
