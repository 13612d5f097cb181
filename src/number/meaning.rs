//! What a figure's words allow: the sets of the table of hedges, at either strength.

use super::figure::{Grain, Override, Strength};
use super::hedge::{Shape, Width};
use super::ladder::{VAGUE, fraction_cell, multiple_cell};
use super::numeral::Form;
use super::{Endpoint, Figure, Hedge, Interval, Kind, Rational};

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
        let interval = match self.half_width(overrule) {
            Some(half) => self.overruled(strength, &half),
            None => self.own(strength),
        };
        self.in_base(interval)
    }

    /// The close reading, and what cutting digits off instead of rounding would leave: up to one unit of the
    /// last digit more. Other than plain figures are not cut, and read closely.
    #[must_use]
    pub fn truncated(&self) -> ValueSet {
        let close = self.own(Strength::Close);
        let interval = if self.hedge == Hedge::Plain && self.rounds() {
            self.with_truncation(close)
        } else {
            close
        };
        self.in_base(interval)
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

    /// Whether the number is a rounded one, and not a rank, a date or a count of things.
    fn rounds(&self) -> bool {
        self.precision.form == Form::Plain && !self.counts_exactly()
    }

    /// Counts of indivisible things are exact unless a scale word says otherwise.
    fn counts_exactly(&self) -> bool {
        self.whole && !self.precision.scaled
    }

    /// The set in the figure's own unit.
    fn own(&self, strength: Strength) -> Interval {
        let rule = self.hedge.rule();
        let width = match strength {
            Strength::Close => rule.close,
            Strength::Loose => rule.loose,
        };
        let [x, last] = &self.numbers;
        let set = match self.precision.form {
            Form::Ordinal | Form::Date => Some(Interval::closed(x.clone(), last.clone())),
            Form::Fraction | Form::Multiple => self.cell(strength),
            Form::Vague(row) => Some(self.vague(row, strength)),
            Form::Plain => None,
        };
        match (rule.shape, set) {
            (Shape::Around, Some(_)) if self.hedge == Hedge::Exactly => Interval::point(x.clone()),
            (Shape::Around, Some(set)) => set,
            (Shape::Around, None) if self.hedge == Hedge::Plain => self.plain(strength),
            (Shape::Around, None) => {
                let around = around(x, &self.width(width));
                if rule.at_least_plain {
                    around.hull(&self.rounded_off(strength))
                } else {
                    around
                }
            }
            (Shape::JustAbove, Some(set)) => {
                self.cut(Interval::more_than(x.clone()).intersection(&set))
            }
            (Shape::JustBelow, Some(set)) => {
                self.cut(Interval::less_than(x.clone()).intersection(&set))
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
                let margin = |end: usize| match (width, self.precision.form) {
                    (Width::LastDigit, Form::Plain) if !self.counts_exactly() => {
                        &self.precision.places[end] * &Rational::new(1, 2)
                    }
                    _ => Rational::ZERO,
                };
                let rough = |end: usize| self.roughness(end, strength);
                let (low, high) = (usize::from(x > last), usize::from(x <= last));
                Interval::closed(
                    &self.numbers[low] - &margin(low).max(rough(low)),
                    &self.numbers[high] + &margin(high).max(rough(high)),
                )
            }
            (shape, set) => self.bound(shape, set, &self.roughness(0, strength)),
        }
    }

    /// A bound at the number, or for a vague count at the outer end of what it admits; moved outward by `margin`.
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
    fn plain(&self, strength: Strength) -> Interval {
        if self.kind == Kind::Age {
            return self.completed(strength);
        }
        if !self.counts_exactly() {
            return self.rounded_off(strength);
        }
        let x = &self.numbers[0];
        match strength {
            Strength::Loose if self.precision.zeros > 0 => around(x, &self.width(Width::Rounding)),
            _ => Interval::point(x.clone()),
        }
    }

    /// An age: years are counted when they are completed, so one is thirty-five until one is thirty-six.
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

    fn in_base(&self, interval: Interval) -> ValueSet {
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
            interval: if self.whole {
                interval.whole()
            } else {
                interval
            },
            whole: self.whole,
        }
    }
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

/// `G`: the coarsest of 1 and 5 times a power of ten that divides `value`; `place` of nought and of what no power
/// of ten divides.
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
