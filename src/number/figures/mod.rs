//! What a figure means: the set of values that its words allow.
//!
//! | file | what it owns |
//! | --- | --- |
//! | `figure` | a number with its unit, its hedge and its precision |
//! | `hedge` | the table of hedges, with a reason for each row |
//! | `ladder` | the neighbours of fractions and multiples, and vague counts |
//! | `meaning` | from a figure to its set, close and loose, and what the company it keeps says of it |
//! | `period` | spans of days |
//! | `format` | numbers and sets as people write them |

pub(in crate::number) mod figure;
mod format;
pub(in crate::number) mod hedge;
pub(in crate::number) mod ladder;
mod meaning;
pub(in crate::number) mod period;

pub use figure::{Figure, Grain, Override, RangeEnd, Strength};
pub use format::{show_interval, show_number, show_pair};
pub use hedge::Hedge;
pub use meaning::{Company, ValueSet};
pub use period::{Period, date_of_number, number_of_date};
