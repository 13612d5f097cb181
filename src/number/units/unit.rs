//! Units: what a figure is measured in, and how that compares with other units.

use std::fmt;
use std::sync::Arc;

use super::unit_data::UnitData;
use super::unit_table::registry;
use super::{Base, Currency, Dimension, Kind, Measures};
use crate::number::exact::Rational;

/// A unit of measure, plain or compound, or the thing that is counted.
///
/// Cheap to clone: the units of the table are shared, others are counted references.
///
/// ```
/// use addsup::number::{Figure, Rational, Settings};
/// let figure = Figure::parse("90 km/h", &Settings::default()).expect("a figure");
/// assert_eq!(figure.unit.name(), "kilometer per hour");
/// assert_eq!(figure.nominal(), Rational::from(25)); // metres per second
/// ```
#[derive(Clone)]
pub struct Unit(Repr);

#[derive(Clone)]
enum Repr {
    Table(&'static UnitData),
    Own(Arc<UnitData>),
}

impl Unit {
    /// The unit of plain numbers.
    #[must_use]
    pub fn none() -> Self {
        Unit(Repr::Table(&registry().none))
    }

    /// Percent: no dimension, a hundredth.
    #[must_use]
    pub fn percent() -> Self {
        Unit(Repr::Table(&registry().percent))
    }

    /// Percentage points: a hundredth of [`Base::Points`].
    #[must_use]
    pub fn points() -> Self {
        Unit(Repr::Table(&registry().points))
    }

    /// A currency's main unit.
    #[must_use]
    pub fn money(currency: Currency) -> Self {
        Unit(Repr::Table(&registry().money[currency.index()]))
    }

    /// A year of 365.2425 days, the mean of the Gregorian calendar.
    #[must_use]
    pub fn year() -> Self {
        Unit(Repr::Table(&registry().year))
    }

    /// A day of 86,400 seconds.
    #[must_use]
    pub fn day() -> Self {
        let day = registry().by_name("day").map(Self::table);
        day.expect("internal error: no day among the units")
    }

    /// The unit of calendar days as points in time.
    #[must_use]
    pub fn date() -> Self {
        Unit(Repr::Table(&registry().date))
    }

    /// The unit of days of the week.
    #[must_use]
    pub fn weekday() -> Self {
        Unit(Repr::Table(&registry().weekday))
    }

    /// A count of the things this noun phrase names: `cities`, `Russian cities`, `person`.
    #[must_use]
    pub fn counted(noun: &str) -> Self {
        let (singular, plural) = crate::number::lexicon::noun::both_numbers(noun);
        Unit(Repr::Own(Arc::new(UnitData {
            name: singular.clone().into(),
            prefix: "".into(),
            plural: plural.into(),
            singular: singular.into(),
            symbol: "".into(),
            dimension: Dimension::NONE,
            factor: Rational::ONE,
            offset: Rational::ZERO,
            kind: Kind::Number,
            counted: true,
            sizes: Vec::new(),
        })))
    }

    /// The unit in which quantities of a dimension are kept, for results that nobody wrote a unit
    /// for.
    #[must_use]
    pub fn of_dimension(dimension: &Dimension) -> Self {
        match dimension.powers() {
            [] => Self::none(),
            [(base, 1)] => Self::of_base(*base),
            powers => powers
                .iter()
                .map(|&(base, power)| Self::of_base(base).pow(power))
                .reduce(|product, unit| product.times(&unit))
                .unwrap_or_else(Self::none),
        }
    }

    fn of_base(base: Base) -> Self {
        let registry = registry();
        let name = match base {
            Base::Money(currency) => return Self::money(currency),
            Base::Points => return Unit(Repr::Table(&registry.whole_point)),
            Base::Date => return Self::date(),
            Base::Weekday => return Self::weekday(),
            Base::Length => "meter",
            Base::Mass => "kilogram",
            Base::Time => "second",
            Base::Temperature => "kelvin",
            Base::Current => "ampere",
            Base::Data => "bit",
            Base::Angle => "degree",
        };
        registry
            .by_name(name)
            .map(Self::table)
            .expect("internal error: a base dimension without a unit")
    }

    pub(in crate::number) fn table(data: &'static UnitData) -> Self {
        Unit(Repr::Table(data))
    }

    fn data(&self) -> &UnitData {
        match &self.0 {
            Repr::Table(data) => data,
            Repr::Own(data) => data,
        }
    }

    /// What may be added to figures of this unit.
    #[must_use]
    pub fn dimension(&self) -> &Dimension {
        &self.data().dimension
    }

    /// How many base units one of this unit is.
    #[must_use]
    pub fn factor(&self) -> &Rational {
        &self.data().factor
    }

    /// What is added after the factor to reach the base unit: of degrees Celsius and Fahrenheit,
    /// otherwise nought.
    #[must_use]
    pub fn offset(&self) -> &Rational {
        &self.data().offset
    }

    /// Whether its word stands for units of several sizes.
    #[must_use]
    pub(crate) fn has_sizes(&self) -> bool {
        !self.data().sizes.is_empty()
    }

    /// Of a word for units of several sizes, the multiple of this one that a system of measures
    /// means by it.
    #[must_use]
    pub(crate) fn size_in(&self, measures: Measures) -> Option<&Rational> {
        self.data().sizes.get(measures as usize)
    }

    /// What figures of this unit count or measure.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.data().kind
    }

    /// Whether this is the unit of plain numbers.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.data().name.is_empty()
    }

    /// Whether figures of this unit count things of a kind, `cities`.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.data().counted
    }

    /// The currency, where this is the main unit or a part of one and nothing else.
    #[must_use]
    pub fn currency(&self) -> Option<Currency> {
        match self.dimension().powers() {
            [(Base::Money(currency), 1)] => Some(*currency),
            _ => None,
        }
    }

    /// The name in the scan contract: an ISO 4217 code, `percent`, `percentage point`, or an
    /// English singular in US spelling, `kilometer`, `barrel per day`, `city`; empty for plain
    /// numbers.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.data().name
    }

    /// The name in the JSON report: as [`Unit::name`], but `%`, and the ISO 4217 code for parts of
    /// a currency too.
    #[must_use]
    pub fn report_name(&self) -> &str {
        let data = self.data();
        if *data.name == *"percent" {
            return "%";
        }
        match data.dimension.powers() {
            [(Base::Money(currency), 1)] => registry().money[currency.index()].name.as_ref(),
            _ => &data.name,
        }
    }

    /// The sign or abbreviation, `%`, `US$`, `km`; the name where there is none.
    #[must_use]
    pub fn symbol(&self) -> &str {
        let data = self.data();
        if data.symbol.is_empty() {
            &data.name
        } else {
            &data.symbol
        }
    }

    /// The name of several of it, in British spelling: `cities`, `kilometres`.
    pub(crate) fn plural(&self) -> &str {
        &self.data().plural
    }

    /// What is shown before and behind a number, in British spelling: `US$` and nothing, nothing
    /// and `tonnes`.
    pub(in crate::number) fn affixes(&self, one: bool) -> (&str, &str) {
        let data = self.data();
        (
            &data.prefix,
            if one { &data.singular } else { &data.plural },
        )
    }

    /// This unit for each of `other`.
    #[must_use]
    pub fn per(&self, other: &Unit) -> Self {
        self.per_many(other, Rational::ONE)
    }

    /// This unit for every so many of `other`: deaths per 100,000 people.
    ///
    /// # Panics
    /// If `many` is nought.
    #[must_use]
    pub fn per_many(&self, other: &Unit, many: Rational) -> Self {
        let (a, b) = (self.data(), other.data());
        let each = if many == Rational::ONE {
            String::new()
        } else {
            format!(
                "{} ",
                crate::number::exact::digits::group_digits(&many.to_string())
            )
        };
        let one = each.is_empty();
        let join = |top: &str, bottom: &str| {
            let space = if top.is_empty() { "" } else { " " };
            format!("{top}{space}per {each}{bottom}")
                .trim_end()
                .to_owned()
        };
        let (name, bottom) = if one {
            (join(&a.name, &b.name), &b.singular)
        } else {
            (join(&a.name, &american(&b.plural)), &b.plural)
        };
        let symbol =
            if a.symbol.is_empty() || b.symbol.is_empty() || !one || self.currency().is_some() {
                String::new()
            } else {
                format!("{}/{}", a.symbol, b.symbol)
            };
        Unit(Repr::Own(Arc::new(UnitData {
            prefix: a.prefix.clone(),
            plural: join(&a.plural, bottom).into(),
            singular: join(&a.singular, bottom).into(),
            name: name.into(),
            symbol: symbol.into(),
            dimension: a.dimension.over(&b.dimension),
            factor: &a.factor / &(&b.factor * &many),
            offset: Rational::ZERO,
            kind: match a.kind {
                Kind::Money => Kind::Money,
                Kind::Percent => Kind::Percent,
                _ if a.counted || a.name.is_empty() => Kind::Number,
                _ => Kind::Quantity,
            },
            counted: false,
            sizes: combined(&a.sizes, &b.sizes, |x, y| x / y),
        })))
    }

    /// The product of two units, `kilowatt hour`.
    #[must_use]
    pub fn times(&self, other: &Unit) -> Self {
        let (a, b) = (self.data(), other.data());
        Unit(Repr::Own(Arc::new(UnitData {
            name: format!("{} {}", a.name, b.name).trim().to_owned().into(),
            prefix: format!("{}{}", a.prefix, b.prefix).into(),
            plural: format!("{} {}", a.singular, b.plural)
                .trim()
                .to_owned()
                .into(),
            singular: format!("{} {}", a.singular, b.singular)
                .trim()
                .to_owned()
                .into(),
            symbol: format!("{}·{}", self.symbol(), other.symbol()).into(),
            dimension: a.dimension.times(&b.dimension),
            factor: &a.factor * &b.factor,
            offset: Rational::ZERO,
            kind: Kind::Quantity,
            counted: false,
            sizes: combined(&a.sizes, &b.sizes, |x, y| x * y),
        })))
    }

    /// A power of this unit.
    #[must_use]
    pub fn pow(&self, exponent: i8) -> Self {
        if exponent == 1 {
            return self.clone();
        }
        let data = self.data();
        let raised = |text: &str| format!("{text}^{exponent}");
        Unit(Repr::Own(Arc::new(UnitData {
            name: raised(&data.name).into(),
            prefix: "".into(),
            plural: raised(self.symbol()).into(),
            singular: raised(self.symbol()).into(),
            symbol: raised(self.symbol()).into(),
            dimension: data.dimension.pow(exponent),
            factor: data.factor.pow(exponent.into()).unwrap_or(Rational::ONE),
            offset: Rational::ZERO,
            kind: Kind::Quantity,
            counted: false,
            sizes: Vec::new(),
        })))
    }

    /// Of a word for units of several sizes, the one that a system of measures means by it.
    #[must_use]
    pub(in crate::number) fn measured_by(self, measures: Option<Measures>) -> Self {
        let Some(size) = measures.and_then(|measures| self.size_in(measures)) else {
            return self;
        };
        let factor = self.factor() * size;
        Unit(Repr::Own(Arc::new(UnitData {
            factor,
            sizes: Vec::new(),
            ..self.data().clone()
        })))
    }

    /// The same unit read as a difference: without offset, and of the same name.
    #[must_use]
    pub fn as_difference(&self) -> Self {
        let data = self.data();
        if data.offset.is_zero() {
            return self.clone();
        }
        Unit(Repr::Own(Arc::new(UnitData {
            offset: Rational::ZERO,
            ..data.clone()
        })))
    }
}

/// The sizes of a unit made of two.
fn combined(
    a: &[Rational],
    b: &[Rational],
    join: impl Fn(&Rational, &Rational) -> Rational,
) -> Vec<Rational> {
    let one = Rational::ONE;
    (0..a.len().max(b.len()))
        .map(|at| join(a.get(at).unwrap_or(&one), b.get(at).unwrap_or(&one)))
        .collect()
}

/// British spelling to US: the inverse of how the table makes the words that are shown.
fn american(text: &str) -> String {
    text.replace("tonne", "metric ton")
        .replace("metre", "meter")
        .replace("litre", "liter")
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.data(), other.data());
        std::ptr::eq(a, b)
            || (a.name == b.name
                && a.dimension == b.dimension
                && a.factor == b.factor
                && a.offset == b.offset)
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unit({})", self.name())
    }
}

/// The name as in [`Unit::name`].
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
