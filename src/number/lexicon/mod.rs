//! Words: those of numbers, of time and of nouns, and how a phrase is found in a text.
//!
//! | file | what it owns |
//! | --- | --- |
//! | `phrases` | tables of phrases, matched in a text whatever its case and its blanks |
//! | `number` | a number as written, with its precision |
//! | `words` | number words and scale words |
//! | `change` | words that say which way something went |
//! | `calendar` | the names of months and weekdays |
//! | `closed` | the closed classes of words: articles, prepositions, auxiliaries … |
//! | `noun` | one and many of a noun |

mod calendar;
mod change;
mod closed;
pub(in crate::number) mod noun;
mod number;
mod phrases;
pub(in crate::number) mod words;

pub(crate) use calendar::{MONTHS, WEEKDAYS};
pub use change::Direction;
pub(crate) use closed::{WordClass, class_of, is_determiner};
pub(crate) use noun::is_plural;
pub(in crate::number) use number::{Form, Number, trailing_zeros};
pub(crate) use phrases::WordMap;
pub(in crate::number) use phrases::{
    Phrases, blank_size, ends_word, gap, lowercase_word, one_of, skip_blanks, word_end,
};
