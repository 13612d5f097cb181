//! Relations: what an article itself says of its figures, without anybody writing it down.
//!
//! ```text
//! article  sentences as tokens: figures, times, words and marks
//! time     what belongs to a time: "for the year ended December 31, 2019", "a year earlier"
//! role     what a figure is in its clause: where from, where to, by how much, a level
//! rules    one file a rule, each reading relations of its kind
//! read     a figure as a rule takes it
//! relate   a relation decided by the one check, with its arithmetic in words
//! mend     the single edits that would make it right
//! ```
//!
//! Nothing is printed to be parsed again: a relation goes to the check as typed figures, and so it
//! does to whoever lints, drafts or covers an article.

mod article;
mod mend;
mod model;
mod read;
mod relate;
mod role;
mod rule;
mod rules;
mod tables;
mod time;

use chrono::NaiveDate;

pub(crate) use article::Article;
pub use model::{Kind, Part, Relation, Strength};
pub use rule::Rule;

use crate::number::Settings;
use crate::prose::Visible;
use crate::table::{self, Table};

/// What is known of an article besides its text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// When it was published: what `last year` counts from.
    pub published: Option<NaiveDate>,
    /// How its bare signs and numerals are read.
    pub settings: Settings,
}

/// What reading an article's visible text gave.
#[derive(Clone, Debug)]
pub struct Relations {
    /// How many figures it has.
    pub figures: usize,
    /// The relations among them, in the text's order.
    pub relations: Vec<Relation>,
}

/// Reads the relations that an article's visible text states.
///
/// ```
/// use addsup::claim::Verdict;
/// use addsup::relation::{Options, read};
/// let found = read("Sales fell 95%, from $31.64 billion to $23.78 billion.", &Options::default());
/// assert_eq!(found.relations[0].verdict, Verdict::Inconsistent);
/// ```
#[must_use]
pub fn read(text: &str, options: &Options) -> Relations {
    read_all(text, &[], options)
}

/// Reads the relations that an article's prose and its tables state.
#[must_use]
pub fn read_article(visible: &Visible<'_>, options: &Options) -> Relations {
    let tables = Table::all(visible);
    let prose = table::without(visible.text(), &tables);
    let mut relations = read_all(&prose, &tables, options);
    relations.figures += tables.iter().map(Table::amounts).sum::<usize>();
    relations
}

fn read_all<'t>(text: &'t str, tables: &'t [Table<'t>], options: &'t Options) -> Relations {
    let mut article = Article::new(text, tables, options);
    article.collapse(time::collapse);
    let mut relations = Vec::new();
    for rule in RULES {
        (rule.read)(&article, &mut relations);
    }
    relations.sort_by_key(|relation: &Relation| relation.start());
    relations.dedup_by(|later, earlier| later.is_same(earlier));
    Relations {
        figures: article.figures.len(),
        relations,
    }
}

/// The rules, in the order of what they found in real texts.
pub static RULES: &[&Rule] = &[
    &rules::malformed::RULE,
    &rules::doubled::RULE,
    &rules::weekday::RULE,
    &rules::conversion::RULE,
    &rules::currency::RULE,
    &rules::change::RULE,
    &rules::points::RULE,
    &rules::share::RULE,
    &rules::total::RULE,
    &rules::remainder::RULE,
    &rules::multiple::RULE,
    &rules::average::RULE,
    &rules::product::RULE,
    &rules::age::RULE,
    &rules::count::RULE,
    &rules::repeated::RULE,
    &rules::majority::RULE,
    &rules::parts::RULE,
    &rules::order::RULE,
    &rules::headline::RULE,
    &tables::foot::RULE,
    &tables::change::RULE,
    &tables::share::RULE,
    &tables::product::RULE,
    &tables::carried::RULE,
    &tables::scale::RULE,
    &tables::cited::RULE,
];
