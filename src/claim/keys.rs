//! The keys of a claim file: which there are, where, and what each holds. The loader and the
//! published schema both read this table, so that neither can know a key the other does not.

/// A key and its meaning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    /// For people who complete or read the file in an editor.
    pub(super) description: &'static str,
}

/// What a key's value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    /// Text that is often written as a bare number.
    Written,
    Formula,
    Count,
    Truth,
    Date,
    Verdict,
    Currency,
    Decimal,
    Measures,
    Settings,
    /// A mapping from ids to figures.
    Figures,
    /// A mapping from ids to claims.
    Claims,
    /// A mapping from names to formulas.
    Readings,
    /// A cell of a table, by its labels.
    Cell,
    Ignored,
    Citation,
}

const fn key(name: &'static str, shape: Shape, description: &'static str) -> Key {
    Key {
        name,
        shape,
        description,
    }
}

const QUOTE: Key = key(
    "quote",
    Shape::Text,
    "The passage of the article, word for word.",
);
const OCCURRENCE: Key = key(
    "occurrence",
    Shape::Count,
    "Which of the quote's occurrences is meant, from 1.",
);
const CELL: Key = key(
    "cell",
    Shape::Cell,
    "The cell of the article's table that states it, in place of a quote.",
);
const STATED: Key = key(
    "stated",
    Shape::Written,
    "The figure as the article writes it.",
);
const MEANS: Key = key(
    "means",
    Shape::Written,
    "What the stated words amount to, where they cannot be calculated with: `0.5 percentage points`.",
);
const PERIOD: Key = key(
    "period",
    Shape::Written,
    "The time the figure speaks of: a year, a quarter, a month, a day, or a span of them.",
);
const SOURCE: Key = key(
    "source",
    Shape::Citation,
    "Where the figure comes from, if not from the article.",
);
const NOTE: Key = key("note", Shape::Text, "A remark for readers of the report.");
const TOLERANCE: Key = key(
    "tolerance",
    Shape::Written,
    "How far the true value may lie from the figure, in the figure's own unit or in percent of it.",
);
const ROUND_TO: Key = key(
    "round_to",
    Shape::Written,
    "What the figure is rounded to, in the figure's own unit.",
);

/// Of a file.
pub(super) const FILE: [Key; 6] = [
    key(
        "article",
        Shape::Text,
        "The article's file, beside this one; quotes are looked for in it.",
    ),
    key(
        "published",
        Shape::Date,
        "When the article was published; \"last year\" counts from here.",
    ),
    key(
        "settings",
        Shape::Settings,
        "How bare signs and numerals are to be read.",
    ),
    key(
        "inputs",
        Shape::Figures,
        "Figures that claims depend on, by their ids.",
    ),
    key(
        "claims",
        Shape::Claims,
        "What the article says follows from its figures, by ids.",
    ),
    key(
        "ignore",
        Shape::Ignored,
        "Figures of the article that need no claim.",
    ),
];

/// Of `settings`.
pub(super) const SETTINGS: [Key; 3] = [
    key(
        "currency",
        Shape::Currency,
        "What a bare `$` means: an ISO 4217 code of a dollar.",
    ),
    key(
        "decimal",
        Shape::Decimal,
        "`point` for 1,234.5 or `comma` for 1.234,5.",
    ),
    key(
        "measures",
        Shape::Measures,
        "Whose gallons, pints, tons and calories are meant: `american`, `imperial` or `metric`; each may be where it is left out.",
    ),
];

/// Of an input.
pub(super) const FIGURE: [Key; 13] = [
    STATED,
    MEANS,
    key(
        "formula",
        Shape::Formula,
        "What gives a figure that follows from others and has no wording of its own.",
    ),
    key(
        "unknown",
        Shape::Text,
        "The unit of a figure that is stated nowhere; it is solved for.",
    ),
    QUOTE,
    OCCURRENCE,
    CELL,
    PERIOD,
    SOURCE,
    NOTE,
    TOLERANCE,
    ROUND_TO,
    key(
        "may_be_negative",
        Shape::Truth,
        "Whether the unknown can be below nought.",
    ),
];

/// Of a claim.
pub(super) const CLAIM: [Key; 15] = [
    QUOTE,
    OCCURRENCE,
    CELL,
    STATED,
    MEANS,
    PERIOD,
    SOURCE,
    NOTE,
    TOLERANCE,
    ROUND_TO,
    key(
        "formula",
        Shape::Formula,
        "What should give the stated figure, or a comparison that should be true.",
    ),
    key(
        "readings",
        Shape::Readings,
        "The formulas the sentence may mean, by name, where there are several.",
    ),
    key("inputs", Shape::Figures, "Inputs of this claim alone."),
    key(
        "expect",
        Shape::Verdict,
        "The verdict the editors have accepted.",
    ),
    key("because", Shape::Text, "Why the editors have accepted it."),
];

/// Of `source`.
pub(super) const CITATION: [Key; 7] = [
    key("title", Shape::Text, "Its title."),
    key("publisher", Shape::Text, "Who published it."),
    key("date", Shape::Date, "When it was published."),
    key(
        "side",
        Shape::Text,
        "Whose count it is, where sides differ: `American customs`.",
    ),
    key(
        "revision",
        Shape::Text,
        "Which state of the figure it is: `first published`, `revised`.",
    ),
    key("url", Shape::Text, "Its address."),
    key("accessed", Shape::Date, "When it was read."),
];

/// Of `cell`.
pub(super) const CELLS: [Key; 3] = [
    key(
        "table",
        Shape::Count,
        "Which of the article's tables that hold amounts, from 1; the first where it is left out.",
    ),
    key(
        "row",
        Shape::Written,
        "The row's label; behind that of its group where several rows have it, `Goods > Subtotal`.",
    ),
    key("column", Shape::Written, "The column's header."),
];

/// Of an item of `ignore`.
pub(super) const IGNORED: [Key; 3] = [
    QUOTE,
    key(
        "occurrence",
        Shape::Count,
        "Which of the quote's occurrences is meant, from 1; without it, all of them.",
    ),
    key("because", Shape::Text, "Why the figure needs no claim."),
];
