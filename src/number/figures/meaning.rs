//! What a figure's words allow: the sets of the table of hedges, at either strength.

use super::figure::{End, Grain, Override, Strength};
use super::hedge::{Shape, Width};
use super::ladder::{VAGUE, fraction_cell, multiple_cell};
use super::{Figure, Hedge};
use crate::number::exact::{Endpoint, Interval, Rational};
use crate::number::lexicon::Form;
use crate::number::units::{Kind, Unit};

impl ValueSet {
    /// Of what its own words say went down, the negative.
    fn directed(self, figure: &Figure) -> Self {
        if figure.goes_down() {
            self.negated()
        } else {
            self
        }
    }

    /// The negatives of the values.
    #[must_use]
    pub fn negated(self) -> Self {
        ValueSet {
            interval: self.interval.neg(),
            ..self
        }
    }
}

/// What stands around a figure and says how exact it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// Whether something says that it is a count: the other figure of the share or sum it stands
    /// in.
    pub counted: bool,
    /// Whether it is only added and subtracted, so that money to the smallest coin is exact.
    pub added: bool,
    /// Whether a quotient gives it, a rate or an average: then even a whole number is a rounded
    /// one.
    pub quotient: bool,
}

/// Up to where a count with zeros at its end is as exact as its company: nobody rounds a sample's
/// size.
const LARGEST_SAMPLE: i64 = 10_000;

/// The numbers a figure may stand for, in base units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueSet {
    /// The ends.
    pub interval: Interval,
    /// Whether only whole numbers are meant.
    pub whole: bool,
}

impl Figure {
    /// The values the words allow.
    ///
    /// [`Strength::Loose`] allows all that [`Strength::Close`] does.
    #[must_use]
    pub fn values(&self, strength: Strength, overrule: &Override) -> ValueSet {
        self.values_among(strength, overrule, Company::default())
    }

    /// The values the words allow, in view of what stands around the figure.
    ///
    /// ```
    /// use addsup::number::{Company, Figure, Interval, Override, Rational, Settings, Strength};
    /// let figure = Figure::parse("42", &Settings::default()).expect("a figure");
    /// let counted = Company { counted: true, ..Company::default() };
    /// let values = figure.values_among(Strength::Loose, &Override::default(), counted).interval;
    /// assert_eq!(values, Interval::point(Rational::from(42)));
    /// ```
    #[must_use]
    pub fn values_among(
        &self,
        strength: Strength,
        overrule: &Override,
        company: Company,
    ) -> ValueSet {
        let interval = match self.half_width(overrule) {
            Some(half) => self.overruled(strength, &half),
            None => self.own(strength, company),
        };
        let whole = self.whole && !company.quotient;
        self.in_base(interval, whole)
    }

    /// The close reading, and what cutting digits off instead of rounding would leave: up to one
    /// unit of the last digit more. Other than plain figures are not cut, and read closely.
    #[must_use]
    pub fn truncated(&self, company: Company) -> ValueSet {
        let rounds = self.precision.form == Form::Plain && self.counting() == Counting::Nothing;
        let close = self.own(Strength::Close, Company::default());
        let interval = if self.hedge == Hedge::Plain && (rounds || company.quotient) {
            self.with_truncation(close)
        } else {
            close
        };
        self.in_base(interval, self.whole && !company.quotient)
    }

    /// The grains of the number as written.
    #[must_use]
    pub fn grain(&self) -> Grain {
        let factor = self.unit.factor();
        Grain {
            last_digit: self.last_digit() * factor,
            rounded: self.rounded() * factor,
            spoken: self.spoken() * factor,
        }
    }

    fn last_digit(&self) -> &Rational {
        &self.precision.places[0]
    }

    fn rounded(&self) -> Rational {
        match self.precision.zeros {
            0 => self.last_digit().clone(),
            zeros => self.last_digit() * &Rational::power_of_ten(zeros.into()),
        }
    }

    fn spoken(&self) -> Rational {
        spoken_grain(&self.numbers[0], self.last_digit())
    }

    /// What the number counts, as far as it says so itself.
    fn counting(&self) -> Counting {
        let is_count = self.precision.form == Form::Plain
            && self.kind == Kind::Number
            && !self.precision.scaled
            && self.precision.places[0] == Rational::ONE
            && self.numbers[0].is_whole();
        match is_count {
            true if self.whole => Counting::Things,
            true if self.unit.is_none() => Counting::Bare,
            _ => Counting::Nothing,
        }
    }

    /// Whether this is a plain count of things it names: `21 cities`.
    #[must_use]
    pub fn counts_things(&self) -> bool {
        self.hedge == Hedge::Plain && self.counting() == Counting::Things
    }

    /// Whether this is a bare whole number, which may be a count: `21`.
    #[must_use]
    pub fn is_bare_count(&self) -> bool {
        self.hedge == Hedge::Plain && self.counting() == Counting::Bare
    }

    /// Whether no zeros end the number, which would make it a round one.
    #[must_use]
    pub fn is_sharp(&self) -> bool {
        self.precision.zeros == 0
    }

    /// Whether it is an amount of money to the smallest coin: `$461,335.20`.
    #[must_use]
    pub fn is_to_the_coin(&self) -> bool {
        self.hedge == Hedge::Plain
            && self.precision.form == Form::Plain
            && self
                .unit
                .currency()
                .is_some_and(|currency| self.unit == Unit::money(currency))
            && self.precision.places[0] == Rational::new(1, 100)
    }

    /// Counts of indivisible things are exact unless a scale word says otherwise.
    fn counts_exactly(&self) -> bool {
        self.whole && !self.precision.scaled
    }

    /// The set in the figure's own unit.
    fn own(&self, strength: Strength, company: Company) -> Interval {
        let rule = self.hedge.rule();
        let width = match strength {
            Strength::Close => rule.close,
            Strength::Loose => rule.loose,
        };
        let [x, last] = &self.numbers;
        let set = match self.precision.form {
            Form::Ordinal | Form::Date | Form::Exact => {
                Some(Interval::closed(x.clone(), last.clone()))
            }
            Form::Fraction | Form::Multiple => self.cell(strength),
            Form::Vague(row) => Some(self.vague(row, strength)),
            Form::Plain => None,
        };
        match (rule.shape, set) {
            (Shape::Around, Some(_)) if self.hedge == Hedge::Exactly => Interval::point(x.clone()),
            (Shape::Around, Some(set)) => set,
            (Shape::Around, None) if self.hedge == Hedge::Plain => self.plain(strength, company),
            (Shape::Around, None) => {
                let around = around(x, &self.width(width));
                if rule.at_least_plain {
                    around.hull(&self.rounded_off(strength))
                } else {
                    around
                }
            }
            // Nothing is said to be just beside nought on one side alone.
            (Shape::JustAbove | Shape::JustBelow, _) if x.is_zero() => self.rounded_off(strength),
            (Shape::JustAbove, Some(set)) => {
                self.cut(Interval::more_than(x.clone()).intersection(&set))
            }
            (Shape::JustBelow, Some(set)) => {
                let below = Interval::less_than(x.clone());
                let short = match self.precision.form {
                    // What is nearly dozens falls short of them.
                    Form::Vague(row) if below.intersection(&set).is_empty() => {
                        self.vague(row, Strength::Loose)
                    }
                    _ => set,
                };
                self.cut(below.intersection(&short))
            }
            (Shape::JustAbove, None) => Interval::new(
                Endpoint::Open(x.clone()),
                Endpoint::Closed(x + &self.width(width)),
            ),
            (Shape::JustBelow, None) => Interval::new(
                Endpoint::Closed(x - &self.width(width)),
                Endpoint::Open(x.clone()),
            ),
            (Shape::Span, _) => {
                let (low, high) = (usize::from(x > last), usize::from(x <= last));
                Interval::new(
                    self.end_of_span(low, -1, width, strength),
                    self.end_of_span(high, 1, width, strength),
                )
            }
            (shape, set) => self.bound(shape, set, &self.roughness(0, strength)),
        }
    }

    /// An end of a range, moved outward: down for the lower (`side` −1), up for the upper (1).
    fn end_of_span(&self, at: usize, side: i64, width: Width, strength: Strength) -> Endpoint {
        let x = &self.numbers[at];
        let place = &self.precision.places[at];
        // One is twenty-four until one is twenty-five.
        if self.kind == Kind::Age && side > 0 {
            return Endpoint::Open(x + place);
        }
        let rounds = self.precision.form == Form::Plain && !self.counts_exactly();
        let margin = match (self.precision.ends[at], width) {
            (End::Rounded, Width::LastDigit) if rounds => place * &Rational::new(1, 2),
            _ => Rational::ZERO,
        };
        let moved = x + &(margin.max(self.roughness(at, strength)) * Rational::from(side));
        match self.precision.ends[at] {
            End::Strict => Endpoint::Open(moved),
            End::Rounded | End::Reached => Endpoint::Closed(moved),
        }
    }

    /// A bound at the number, or for a vague count at the outer end of what it admits; moved
    /// outward by `margin`.
    fn bound(&self, shape: Shape, set: Option<Interval>, margin: &Rational) -> Interval {
        let x = &self.numbers[0];
        let vague = set.filter(|_| matches!(self.precision.form, Form::Vague(_)));
        let low = || vague.as_ref().and_then(Interval::inf).unwrap_or(x) - margin;
        let high = || vague.as_ref().and_then(Interval::sup).unwrap_or(x) + margin;
        match shape {
            Shape::Above => Interval::more_than(low()),
            Shape::From => Interval::at_least(low()),
            Shape::Below => self.cut(Interval::less_than(high())),
            Shape::UpTo => self.cut(Interval::at_most(high())),
            _ => unreachable!("internal error: a shape that is no bound"),
        }
    }

    /// How far a rough bound may lie outward of its number.
    fn roughness(&self, end: usize, strength: Strength) -> Rational {
        if !self.precision.rough {
            return Rational::ZERO;
        }
        let x = &self.numbers[end];
        let grain = spoken_grain(x, &self.precision.places[end]);
        match strength {
            Strength::Close => (grain * Rational::new(1, 2)).min(x.abs() * Rational::new(1, 20)),
            Strength::Loose => grain.min(x.abs() * Rational::new(1, 10)),
        }
    }

    /// A plain figure's set.
    fn plain(&self, strength: Strength, company: Company) -> Interval {
        if self.kind == Kind::Age {
            return self.completed(strength);
        }
        let x = &self.numbers[0];
        if company.added && self.is_to_the_coin() {
            return Interval::point(x.clone());
        }
        let counting = self.counting();
        if company.quotient || (counting == Counting::Nothing && !self.counts_exactly()) {
            return self.rounded_off(strength);
        }
        let is_round = self.precision.zeros > 0
            && !(company.counted && x.abs() < Rational::from(LARGEST_SAMPLE));
        match (strength, counting) {
            (Strength::Close, _) => Interval::point(x.clone()),
            (Strength::Loose, Counting::Bare) if !company.counted => {
                around(x, &self.width(Width::LastDigit))
            }
            (Strength::Loose, _) if is_round => around(x, &self.width(Width::Rounding)),
            (Strength::Loose, _) => Interval::point(x.clone()),
        }
    }

    /// An age: years are counted when they are completed, so one is thirty-five until one is
    /// thirty-six.
    fn completed(&self, strength: Strength) -> Interval {
        let x = &self.numbers[0];
        let close = Interval::new(
            Endpoint::Closed(x.clone()),
            Endpoint::Open(x + self.last_digit()),
        );
        match strength {
            Strength::Close => close,
            Strength::Loose => close.hull(&self.rounded_off(strength)),
        }
    }

    /// What rounding would leave of the number.
    fn rounded_off(&self, strength: Strength) -> Interval {
        let close = self.width(Width::LastDigit);
        let x = &self.numbers[0];
        match strength {
            Strength::Close => around(x, &close),
            Strength::Loose => {
                self.with_truncation(around(x, &self.width(Width::Rounding).max(close)))
            }
        }
    }

    /// With room for digits that were cut off, away from nought.
    fn with_truncation(&self, set: Interval) -> Interval {
        let x = &self.numbers[0];
        let cut = if x.signum() < 0 {
            Interval::closed(x - self.last_digit(), x.clone())
        } else {
            Interval::closed(x.clone(), x + self.last_digit())
        };
        set.hull(&cut)
    }

    /// The cell of a fraction or multiple on its ladder, times what it is a fraction of.
    fn cell(&self, strength: Strength) -> Option<Interval> {
        let wider =
            strength == Strength::Loose && (self.hedge != Hedge::Plain || self.precision.rough);
        let scale = &self.precision.scale;
        let value = self.numbers[0].checked_div(scale)?;
        let cell = match self.precision.form {
            Form::Fraction => fraction_cell(&value, wider),
            _ => multiple_cell(&value, wider),
        }?;
        Some(scaled(&cell, scale))
    }

    fn vague(&self, row: u8, strength: Strength) -> Interval {
        scaled(
            &VAGUE[usize::from(row)].set(strength == Strength::Loose),
            &self.precision.scale,
        )
    }

    /// A width of the table, of the first number.
    fn width(&self, width: Width) -> Rational {
        let percent = |percent: i64| self.numbers[0].abs() * Rational::new(percent, 100);
        let half = Rational::new(1, 2);
        match width {
            Width::Nought => Rational::ZERO,
            Width::LastDigit => self.last_digit() * &half,
            Width::Rounding => (self.rounded() * half).min(percent(5)),
            Width::HalfGrain => (self.spoken() * half).min(percent(5)),
            Width::Grain => self.spoken().min(percent(10)),
        }
    }

    fn half_width(&self, overrule: &Override) -> Option<Rational> {
        let half = match (&overrule.tolerance, &overrule.round_to) {
            (Some(tolerance), _) => tolerance.clone(),
            (None, Some(unit)) => unit * &Rational::new(1, 2),
            (None, None) => return None,
        };
        half.abs().checked_div(self.unit.factor())
    }

    /// The set with a width of the editor's.
    fn overruled(&self, strength: Strength, half: &Rational) -> Interval {
        let [x, last] = &self.numbers;
        match self.hedge.rule().shape {
            Shape::Around => around(x, half),
            Shape::JustAbove => {
                Interval::new(Endpoint::Open(x.clone()), Endpoint::Closed(x + half))
            }
            Shape::JustBelow => {
                Interval::new(Endpoint::Closed(x - half), Endpoint::Open(x.clone()))
            }
            Shape::Span => Interval::closed(
                x.clone().min(last.clone()) - half,
                x.clone().max(last.clone()) + half,
            ),
            shape if strength == Strength::Loose => self.bound(shape, None, half),
            shape => self.bound(shape, None, &Rational::ZERO),
        }
    }

    /// Without what no amount or count can be: less than nought.
    fn cut(&self, set: Interval) -> Interval {
        if self.numbers[0].signum() > 0 && self.is_never_negative() {
            set.intersection(&Interval::at_least(Rational::ZERO))
        } else {
            set
        }
    }

    /// Amounts, counts and shares in words are not below nought; growth and temperatures may be.
    fn is_never_negative(&self) -> bool {
        match self.kind {
            Kind::Money
            | Kind::Quantity
            | Kind::Duration
            | Kind::Age
            | Kind::Ratio
            | Kind::Ordinal => true,
            Kind::Number => self.unit.is_counted() || self.precision.form != Form::Plain,
            Kind::Percent | Kind::Temperature | Kind::Date => false,
        }
    }

    fn in_base(&self, interval: Interval, whole: bool) -> ValueSet {
        let interval = if *self.unit.factor() == Rational::ONE && self.unit.offset().is_zero() {
            interval
        } else {
            let end = |end: &Endpoint| match end {
                Endpoint::Unbounded => Endpoint::Unbounded,
                Endpoint::Closed(value) => Endpoint::Closed(self.to_base(value)),
                Endpoint::Open(value) => Endpoint::Open(self.to_base(value)),
            };
            Interval::new(end(interval.lower()), end(interval.upper()))
        };
        ValueSet {
            interval: if whole {
                self.whole_numbers(&interval)
            } else {
                interval
            },
            whole,
        }
        .directed(self)
    }

    /// The whole numbers of a set; of `just over 21 cities`, which has none, the next.
    fn whole_numbers(&self, set: &Interval) -> Interval {
        let whole = set.whole();
        match (self.hedge.rule().shape, set.inf(), set.sup()) {
            (Shape::JustAbove, Some(low), _) if whole.is_empty() => {
                Interval::point(low.floor() + Rational::ONE)
            }
            (Shape::JustBelow, _, Some(high)) if whole.is_empty() => {
                Interval::point(high.ceil() - Rational::ONE)
            }
            _ => whole,
        }
    }
}

/// What a whole number says that it counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counting {
    /// Things it names.
    Things,
    /// It does not say.
    Bare,
    /// It is no count.
    Nothing,
}

fn around(x: &Rational, width: &Rational) -> Interval {
    Interval::closed(x - width, x + width)
}

fn scaled(set: &Interval, scale: &Rational) -> Interval {
    if *scale == Rational::ONE {
        return set.clone();
    }
    set.mul(&Interval::point(scale.clone()))
}

/// `G`: the coarsest of 1 and 5 times a power of ten that divides `value`; `place` of nought and of
/// what no power of ten divides.
fn spoken_grain(value: &Rational, place: &Rational) -> Rational {
    const MOST_STEPS: u32 = 800;
    let ten = Rational::from(10);
    let tenth = Rational::new(1, 10);
    if value.is_zero() {
        return place.clone();
    }
    let mut rest = value.abs();
    let mut grain = Rational::ONE;
    let mut steps = 0;
    while !rest.is_whole() {
        (rest, grain, steps) = (rest * &ten, grain * &tenth, steps + 1);
        if steps > 40 {
            return place.clone(); // a third, or the like
        }
    }
    while steps < MOST_STEPS {
        let shorter = &rest * &tenth;
        if !shorter.is_whole() {
            break;
        }
        (rest, grain, steps) = (shorter, grain * &ten, steps + 1);
    }
    let five = Rational::from(5);
    if (&rest * &Rational::new(1, 5)).is_whole() {
        grain * five
    } else {
        grain
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::number::Settings;

    fn figure(text: &str) -> Figure {
        Figure::parse(text, &Settings::default())
            .unwrap_or_else(|error| panic!("`{text}`: {error:?}"))
    }

    /// A set in the figure's own unit, `[19.5, 20.5)`.
    fn shown(set: &ValueSet, figure: &Figure) -> String {
        let own = |value: &Rational| {
            ((value - figure.unit.offset()) / figure.unit.factor().clone()).to_f64()
        };
        let (lower, upper) = (set.interval.lower(), set.interval.upper());
        let low = lower
            .value()
            .map_or("−∞".to_owned(), |value| own(value).to_string());
        let high = upper
            .value()
            .map_or("∞".to_owned(), |value| own(value).to_string());
        let closed = |end: &Endpoint| matches!(end, Endpoint::Closed(_));
        format!(
            "{}{low}, {high}{}",
            if closed(lower) { '[' } else { '(' },
            if closed(upper) { ']' } else { ')' }
        )
    }

    fn sets(text: &str, overrule: &Override) -> [String; 2] {
        let figure = figure(text);
        [Strength::Close, Strength::Loose]
            .map(|strength| shown(&figure.values(strength, overrule), &figure))
    }

    #[rstest]
    // Plain: u/2; loosely U/2 up to 5 %, and digits cut off.
    #[case("33.2%", "[33.15, 33.25]", "[33.15, 33.3]")]
    #[case(
        "195 billion tonnes",
        "[194500000000, 195500000000]",
        "[194500000000, 196000000000]"
    )]
    #[case("110 km", "[109.5, 110.5]", "[105, 115]")]
    #[case("200 km", "[199.5, 200.5]", "[190, 210]")]
    #[case("5.50 km", "[5.495, 5.505]", "[5.495, 5.51]")]
    #[case("-5%", "[-5.5, -4.5]", "[-6, -4.5]")]
    #[case("-110%", "[-110.5, -109.5]", "[-115, -105]")]
    #[case("0%", "[-0.5, 0.5]", "[-0.5, 1]")]
    #[case("0", "[0, 0]", "[-0.5, 0.5]")]
    #[case("two and a half million", "[2250000, 2750000]", "[2250000, 3000000]")]
    #[case("a dozen", "[11, 13]", "[11, 14]")]
    #[case("20 °C", "[19.5, 20.5]", "[19, 21]")]
    // Exactly: the point.
    #[case("exactly 20%", "[20, 20]", "[20, 20]")]
    #[case("precisely 5 million", "[5000000, 5000000]", "[5000000, 5000000]")]
    #[case(
        "exactly a third",
        "[0.3333333333333333, 0.3333333333333333]",
        "[0.3333333333333333, 0.3333333333333333]"
    )]
    // About: half a grain up to 5 %, loosely a grain up to 10 %; never narrower than plain.
    #[case("about 35%", "[33.25, 36.75]", "[31.5, 38.5]")]
    #[case("about 250 km", "[237.5, 262.5]", "[225, 275]")]
    #[case("about 200 km", "[190, 210]", "[180, 220]")]
    #[case("about 107 km", "[106.5, 107.5]", "[106, 108]")]
    #[case("about 1 million km", "[500000, 1500000]", "[500000, 2000000]")]
    #[case(
        "about 110 million km",
        "[105000000, 115000000]",
        "[100000000, 120000000]"
    )]
    #[case("roughly 0%", "[-0.5, 0.5]", "[-0.5, 1]")]
    // Bounds.
    #[case("more than 20%", "(20, ∞)", "(20, ∞)")]
    #[case("at least 20%", "[20, ∞)", "[20, ∞)")]
    #[case("less than 20%", "(−∞, 20)", "(−∞, 20)")]
    #[case("at most 20%", "(−∞, 20]", "(−∞, 20]")]
    #[case("less than 5 tonnes", "[0, 5)", "[0, 5)")]
    #[case("up to $5", "[0, 5]", "[0, 5]")]
    #[case("less than 5", "(−∞, 5)", "(−∞, 5)")]
    #[case("less than -5 tonnes", "(−∞, -5)", "(−∞, -5)")]
    #[case("below 5 °C", "(−∞, 5)", "(−∞, 5)")]
    #[case(
        "less than a third",
        "[0, 0.3333333333333333)",
        "[0, 0.3333333333333333)"
    )]
    #[case("less than double", "[0, 2)", "[0, 2)")]
    #[case("fewer than 20 cities", "[0, 19]", "[0, 19]")]
    #[case("more than 30 articles", "[31, ∞)", "[31, ∞)")]
    #[case("at least about 20%", "[19, ∞)", "[18, ∞)")]
    // Just beside.
    #[case("just over 20%", "(20, 21]", "(20, 22]")]
    #[case("slightly more than 35%", "(35, 36.75]", "(35, 38.5]")]
    #[case("nearly 30%", "[28.5, 30)", "[27, 30)")]
    #[case("just under 107 km", "[106.5, 107)", "[106, 107)")]
    #[case("just over 21 cities", "[22, 22]", "[22, 22]")]
    #[case("nearly 21 cities", "[20, 20]", "[20, 20]")]
    #[case("almost zero", "[-0.5, 0.5]", "[-0.5, 1]")]
    // Ranges.
    #[case("between 5% and 7%", "[5, 7]", "[4.5, 7.5]")]
    #[case("5.0–7%", "[5, 7]", "[4.95, 7.5]")]
    #[case("from 12 to 8", "[8, 12]", "[7.5, 12.5]")]
    #[case("21 to 25 cities", "[21, 25]", "[21, 25]")]
    #[case("around 5 to 7 %", "[4.75, 7.35]", "[4.5, 7.7]")]
    #[case("more than 40 and at most 60", "(40, 60]", "(40, 60]")]
    // Fractions and multiples: nearer than their neighbours; one cell wider if hedged.
    #[case("half", "[0.45, 0.55]", "[0.45, 0.55]")]
    #[case("a quarter", "[0.225, 0.275]", "[0.225, 0.275]")]
    #[case(
        "about a quarter",
        "[0.225, 0.275]",
        "[0.18333333333333332, 0.31666666666666665]"
    )]
    #[case("half a million", "[450000, 550000]", "[450000, 550000]")]
    #[case("just over half", "(0.5, 0.55]", "(0.5, 0.6333333333333333]")]
    #[case("nearly half", "[0.45, 0.5)", "[0.36666666666666664, 0.5)")]
    #[case("doubled", "[1.75, 2.25]", "[1.75, 2.25]")]
    #[case("10 times", "[9.5, 11]", "[9.5, 11]")]
    #[case("nearly tripled", "[2.75, 3)", "[2.25, 3)")]
    #[case("more than doubled", "(2, ∞)", "(2, ∞)")]
    #[case("2.3 times", "[2.25, 2.35]", "[2.25, 2.4]")]
    // Vague counts.
    #[case("dozens", "[24, 100]", "[13, 200]")]
    #[case("tens of thousands", "[20000, 100000]", "[10000, 200000]")]
    #[case("a few hundred", "[300, 500]", "[200, 800]")]
    #[case("several", "[3, 7]", "[2, 12]")]
    #[case("nearly dozens", "[13, 24)", "[13, 24)")]
    #[case("nearly several", "[3, 5)", "[2, 5)")]
    #[case("more than several hundred", "(300, ∞)", "(200, ∞)")]
    // Counts of things.
    #[case("21 cities", "[21, 21]", "[21, 21]")]
    #[case("20 cities", "[20, 20]", "[19, 21]")]
    #[case("463,000 ballots", "[463000, 463000]", "[462500, 463500]")]
    #[case("1.5 million people", "[1450000, 1550000]", "[1450000, 1600000]")]
    #[case("about 20 cities", "[19, 21]", "[18, 22]")]
    #[case("10th", "[10, 10]", "[10, 10]")]
    // Ages are counted in completed years.
    #[case("35 years old", "[35, 36)", "[34.5, 36]")]
    #[case("aged 20 to 24", "[20, 25)", "[19.5, 25)")]
    fn each_row_of_the_table(#[case] text: &str, #[case] close: &str, #[case] loose: &str) {
        assert_eq!(sets(text, &Override::default()), [close, loose]);
    }

    #[rstest]
    #[case("33.2%", "[33.1, 33.3]", "[33.1, 33.3]")]
    #[case("about 30%", "[29.9, 30.1]", "[29.9, 30.1]")]
    #[case("exactly 30%", "[29.9, 30.1]", "[29.9, 30.1]")]
    #[case("more than 30%", "(30, ∞)", "(29.9, ∞)")]
    #[case("at most 30%", "(−∞, 30]", "(−∞, 30.1]")]
    #[case("just over 30%", "(30, 30.1]", "(30, 30.1]")]
    #[case("nearly 30%", "[29.9, 30)", "[29.9, 30)")]
    #[case("between 5% and 7%", "[4.9, 7.1]", "[4.9, 7.1]")]
    fn editors_widths_replace_the_table(
        #[case] text: &str,
        #[case] close: &str,
        #[case] loose: &str,
    ) {
        let tolerance = Override {
            tolerance: Some(Rational::new(1, 1_000)),
            round_to: None,
        };
        let round_to = Override {
            tolerance: None,
            round_to: Some(Rational::new(2, 1_000)),
        };
        assert_eq!(sets(text, &tolerance), [close, loose]);
        assert_eq!(sets(text, &round_to), [close, loose]);
    }

    #[rstest]
    #[case("33.2%", "[33.15, 33.3]")]
    #[case("110 km", "[109.5, 111]")]
    #[case("-5%", "[-6, -4.5]")]
    #[case("about 110 km", "[105, 115]")]
    #[case("21 cities", "[21, 21]")]
    #[case("more than 20%", "(20, ∞)")]
    fn plain_figures_may_be_cut(#[case] text: &str, #[case] set: &str) {
        let figure = figure(text);
        assert_eq!(shown(&figure.truncated(Company::default()), &figure), set);
    }

    #[rstest]
    #[case(
        "5.55 billion km",
        "0.01 billion km",
        "0.01 billion km",
        "0.05 billion km"
    )]
    #[case("110 million km", "1 million km", "10 million km", "10 million km")]
    #[case("35 %", "1 %", "1 %", "5 %")]
    #[case("250 %", "1 %", "10 %", "50 %")]
    #[case("200 %", "1 %", "100 %", "100 %")]
    #[case("107 %", "1 %", "1 %", "1 %")]
    #[case("5.50 %", "0.01 %", "0.01 %", "0.5 %")]
    #[case("0 %", "1 %", "1 %", "1 %")]
    fn grains(#[case] text: &str, #[case] last: &str, #[case] rounded: &str, #[case] spoken: &str) {
        let grain = figure(text).grain();
        let [last, rounded, spoken] = [last, rounded, spoken].map(|text| figure(text).nominal());
        assert_eq!(
            (grain.last_digit, grain.rounded, grain.spoken),
            (last, rounded, spoken)
        );
    }

    #[test]
    fn temperatures_are_read_on_their_scale_and_as_differences() {
        let figure = figure("20 °C");
        let absolute = figure
            .values(Strength::Close, &Override::default())
            .interval;
        assert_eq!(
            absolute,
            Interval::closed(Rational::new(29_265, 100), Rational::new(29_365, 100))
        );
        let difference = figure
            .as_difference()
            .values(Strength::Close, &Override::default())
            .interval;
        assert_eq!(
            difference,
            Interval::closed(Rational::new(39, 2), Rational::new(41, 2))
        );
    }
}
