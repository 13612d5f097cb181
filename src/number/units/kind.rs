//! What a figure counts or measures.

/// What a figure counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A plain number or a count.
    Number,
    /// A percentage, or percentage points.
    Percent,
    /// An amount of money.
    Money,
    /// A physical quantity.
    Quantity,
    /// A length of time.
    Duration,
    /// How old somebody or something is.
    Age,
    /// A temperature.
    Temperature,
    /// A multiple: `doubled`, `three times`.
    Ratio,
    /// A rank: `10th`.
    Ordinal,
    /// A day, a month, a day of the week.
    Date,
}

impl Kind {
    /// The name in the scan contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Quantity => "quantity",
            Kind::Duration => "duration",
            Kind::Age => "age",
            Kind::Temperature => "temperature",
            Kind::Ratio => "ratio",
            Kind::Ordinal => "ordinal",
            Kind::Date => "date",
        }
    }
}
