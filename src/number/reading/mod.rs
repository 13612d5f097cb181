//! From text to figures: numerals, units behind them, hedges about them, ranges and periods.
//!
//! A reader stands at a place of a text and takes the longest figure that begins there; `parse`
//! asks that it be the whole text, and prose lets the sentence go on behind it.
//!
//! | file | what it owns |
//! | --- | --- |
//! | `parse` | texts that are one figure or one period |
//! | `reader` | what the grammar reads by, and a figure as it stands in a text |
//! | `written` | the grammar of one figure with its hedges |
//! | `openings` | the words that a figure may begin with |
//! | `operand` | one number with its unit or currency |
//! | `range` | two numbers that are one figure |
//! | `numeral` | numbers in digits |
//! | `counts` | multiples, ranks and vague counts |
//! | `unit` | a unit as read |
//! | `unit_name` | names and symbols of units |
//! | `unit_written` | the unit behind a number |
//! | `per` | divisors of a unit |
//! | `noun_phrase` | the thing that is counted, in a claim's figure |
//! | `prose_noun` | which noun of a sentence is counted |
//! | `letter` | what a letter behind digits stands for: millions or metres |
//! | `hedges` | hedges before and behind a number |
//! | `directed` | rises and falls, and figures in other words |
//! | `period_written`, `accounts` | periods in words, and as accounts name them |
//! | `prose` | where the next figure of a sentence may begin |
//! | `fault` | why a text is no figure |

mod accounts;
mod counts;
mod directed;
mod fault;
mod hedges;
mod letter;
mod noun_phrase;
mod numeral;
mod openings;
mod operand;
mod parse;
mod per;
mod period_written;
mod prose;
mod prose_noun;
mod range;
mod reader;
mod unit;
mod unit_name;
mod unit_written;
mod written;

pub use fault::FigureError;
pub use prose::match_at;
pub(crate) use prose::{match_with, next_start};
pub(crate) use reader::Join;
pub use reader::Written;
