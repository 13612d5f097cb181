//! Lowers each function to the core language, by the definitions of the table of functions.

use smallvec::SmallVec;

use super::bind::{Binder, Entry, Number, Refused};
use super::core::{Binary, Many, Node, NodeId, Unary};
use super::functions::{Builtin, Function};
use super::units::{self, Type};
use super::{FormulaError, FormulaErrorKind, calendar};
use crate::number::{Base, Dimension, Period, Rational, SECONDS_PER_YEAR};
use crate::source::Span;

/// The highest root, and the most decimals, that can be asked for.
const MAX_WHOLE: i64 = 60;

type Numbers = SmallVec<[Number; 4]>;

impl Binder<'_> {
    pub(super) fn call(
        &mut self,
        function: &Function,
        taken: &mut [Entry],
        span: Span,
    ) -> Result<Number, Refused> {
        let all: Numbers = taken
            .iter_mut()
            .map(|entry| self.number(entry))
            .collect::<Result<_, _>>()?;
        let name = function.name;
        match function.builtin {
            Builtin::Growth => {
                let [from, to] = self.one_unit(name, all, &span)?;
                let ratio = self.quotient(&to, &from, span.clone())?.node;
                self.minus_one(ratio, span)
            }
            Builtin::Cagr => self.cagr(all, span),
            Builtin::Change => {
                let [from, to] = pair(all);
                self.sum(true, to, from, span)
            }
            Builtin::Points => {
                let [from, to] = self.one_unit(name, all, &span)?;
                self.plain(name, &from)?;
                let node = self.binary(Binary::Subtract, to.node, from.node, &span)?;
                let of = Type::of(Dimension::of(Base::Points));
                Ok(Number { node, of, span })
            }
            Builtin::Share => {
                let [part, whole] = self.one_unit(name, all, &span)?;
                self.quotient(&part, &whole, span)
            }
            Builtin::Ratio => {
                let [a, b] = pair(all);
                self.quotient(&a, &b, span)
            }
            Builtin::Base => {
                let [value, growth] = pair(all);
                self.plain(name, &growth)?;
                let factor = self.plus_one(growth, &span)?;
                self.quotient(&value, &factor, span)
            }
            Builtin::Project => {
                let Ok([value, rate, years]) = <[Number; 3]>::try_from(all.into_vec()) else {
                    unreachable!("internal error: a wrong number of arguments");
                };
                self.plain(name, &rate)?;
                let factor = self.plus_one(rate, &span)?;
                let years = self.years_of(name, years, &span)?;
                let made = self.power_node(factor.node, years);
                let node = self.built(made, &span)?;
                let of = Type::plain();
                let factor = Number {
                    node,
                    of,
                    span: span.clone(),
                };
                let mut projected = self.product(value, factor, span)?;
                projected.of.period = None;
                Ok(projected)
            }
            Builtin::Annualise => self.annualise(&all[0], span),
            Builtin::Years => self.years(&all, span),
            Builtin::Age => {
                let [born, on] = pair(all);
                self.date(name, &born)?;
                self.date(name, &on)?;
                let node = self.binary(Binary::Age, born.node, on.node, &span)?;
                let of = Type::plain().whole().years();
                Ok(Number { node, of, span })
            }
            Builtin::Weekday => {
                self.date(name, &all[0])?;
                let node = self.unary(Unary::Weekday, all[0].node, &span)?;
                let of = Type::of(Dimension::of(Base::Weekday)).whole();
                Ok(Number { node, of, span })
            }
            Builtin::Count => {
                let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
                let node = self.builder.constant(Rational::from(count));
                let of = Type::plain().whole();
                Ok(Number { node, of, span })
            }
            Builtin::Sum => {
                let all = self.like(name, all, &span)?;
                self.total(name, all, &span)
            }
            Builtin::Mean => {
                let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
                let all = self.like(name, all, &span)?;
                let of = self.joined(&all);
                let node = self.fold(Binary::Add, &all, &span)?;
                let count = self.builder.constant(Rational::from(count));
                let node = self.binary(Binary::Divide, node, count, &span)?;
                let of = Type { whole: false, ..of };
                Ok(Number { node, of, span })
            }
            Builtin::Median => {
                let all = self.like(name, all, &span)?;
                let of = self.joined(&all);
                let nodes = all.iter().map(|x| x.node).collect();
                let made = self.builder.many(Many::Median, nodes);
                let node = self.built(made, &span)?;
                let of = Type { whole: false, ..of };
                Ok(Number { node, of, span })
            }
            Builtin::Min | Builtin::Max => {
                let all = self.like(name, all, &span)?;
                let of = self.joined(&all);
                let least = function.builtin == Builtin::Min;
                let choose = if least { Binary::Min } else { Binary::Max };
                let node = self.fold(choose, &all, &span)?;
                Ok(Number { node, of, span })
            }
            Builtin::Rank => {
                let all = self.like(name, all, &span)?;
                let first = all[0].node;
                // A value never exceeds itself, so it may stand among the others.
                let others = all[1..].iter().map(|x| x.node);
                let others = others.filter(|&other| !self.builder.is_same(first, other));
                let nodes = std::iter::once(first).chain(others).collect();
                let made = self.builder.many(Many::Rank, nodes);
                let node = self.built(made, &span)?;
                let of = Type::plain().whole();
                Ok(Number { node, of, span })
            }
            Builtin::Low | Builtin::High => {
                unreachable!("internal error: an end that the parser left a call")
            }
            Builtin::Abs | Builtin::Round => self.sized(function, &all, span),
            Builtin::Sqrt | Builtin::Root => self.root(function, &all, span),
            Builtin::Ln | Builtin::Exp => {
                self.plain(name, &all[0])?;
                let log = function.builtin == Builtin::Ln;
                let node = if log { Unary::Ln } else { Unary::Exp };
                let node = self.unary(node, all[0].node, &span)?;
                let of = Type::plain();
                Ok(Number { node, of, span })
            }
        }
    }

    fn cagr(&mut self, all: Numbers, span: Span) -> Result<Number, Refused> {
        let mut all = all.into_iter();
        let (Some(mut from), Some(mut to)) = (all.next(), all.next()) else {
            unreachable!("internal error: a wrong number of arguments");
        };
        let years = match all.next() {
            Some(years) => self.years_of("cagr", years, &span)?,
            None => {
                let (start, end) = (self.start("cagr", &from)?, self.start("cagr", &to)?);
                let years = end - start;
                if years.signum() <= 0 {
                    let message = format!(
                        "`{}` does not come after `{}`, so no years lie between them",
                        self.text(&to.span),
                        self.text(&from.span)
                    );
                    let help = "`cagr(from, to)` takes the earlier figure first; `cagr(from, to, years)` \
                                gives the years outright";
                    return Err(period_error(span, message, help));
                }
                self.builder.constant(years)
            }
        };
        self.same_unit("cagr", &mut from, &mut to, &span)?;
        let ratio = self.quotient(&to, &from, span.clone())?.node;
        let one = self.builder.constant(Rational::ONE);
        let exponent = self.binary(Binary::Divide, one, years, &span)?;
        let made = self.power_node(ratio, exponent);
        let factor = self.built(made, &span)?;
        self.minus_one(factor, span)
    }

    fn annualise(&mut self, value: &Number, span: Span) -> Result<Number, Refused> {
        self.amount(value, "a yearly rate of")?;
        let Some(period) = value.of.period else {
            return Err(self.no_period("annualise", value));
        };
        let factor = self.builder.constant(per_year(&period));
        let node = self.binary(Binary::Multiply, value.node, factor, &span)?;
        let of = Type {
            whole: false,
            years: false,
            period: None,
            ..value.of.clone()
        };
        Ok(Number { node, of, span })
    }

    fn years(&mut self, all: &[Number], span: Span) -> Result<Number, Refused> {
        let mut year = |x: &Number| -> Result<NodeId, Refused> {
            if x.of.is(Base::Date) {
                return self.unary(Unary::Calendar, x.node, &x.span);
            }
            if let Some(period) = x.of.period {
                let start = calendar::year(&calendar::number(period.start()));
                let start = start.expect("internal error: a period beyond the calendar");
                return Ok(self.builder.constant(start));
            }
            // A year written as a plain number.
            if x.of.dimension.is_none() && x.of.whole && !x.of.years {
                return Ok(x.node);
            }
            Err(self.no_period("years", x))
        };
        let (from, to) = (year(&all[0])?, year(&all[1])?);
        let node = self.binary(Binary::Subtract, to, from, &span)?;
        let of = Type::plain().years();
        Ok(Number { node, of, span })
    }

    /// `abs(x)` or `round(x, digits)`.
    fn sized(
        &mut self,
        function: &Function,
        all: &[Number],
        span: Span,
    ) -> Result<Number, Refused> {
        let x = &all[0];
        self.amount(x, "the size of")?;
        let (node, whole) = if function.builtin == Builtin::Abs {
            (Unary::Abs, x.of.whole)
        } else {
            let digits = match all.get(1) {
                Some(digits) => self.whole(function, digits, -MAX_WHOLE)?,
                None => 0,
            };
            (Unary::Round(digits), digits <= 0)
        };
        let node = self.unary(node, x.node, &span)?;
        let of = Type {
            whole,
            ..x.of.clone()
        };
        Ok(Number { node, of, span })
    }

    fn root(&mut self, function: &Function, all: &[Number], span: Span) -> Result<Number, Refused> {
        let x = &all[0];
        self.amount(x, "a root of")?;
        let degree = match all.get(1) {
            Some(degree) => self.whole(function, degree, 1)?,
            None => 2,
        };
        let degree_of_unit = i8::try_from(degree).ok();
        let Some(dimension) = degree_of_unit.and_then(|degree| x.of.dimension.root(degree)) else {
            let (text, unit) = (self.text(&x.span), x.of.describe());
            let message = format!("`{text}` is in {unit}, which has no such root");
            return Err(self.unit(x.span.clone(), message, None));
        };
        let node = if degree == 1 {
            x.node
        } else {
            let degree = degree.unsigned_abs();
            self.unary(Unary::Root(degree), x.node, &span)?
        };
        let of = Type::of(dimension);
        Ok(Number { node, of, span })
    }

    /// A whole number that is written out.
    fn whole(&self, function: &Function, x: &Number, least: i64) -> Result<i32, Refused> {
        let value = self.builder.value(x.node);
        let value = value.filter(|value| value.is_whole() && x.of.dimension.is_none());
        let range = Rational::from(least)..=Rational::from(MAX_WHOLE);
        let value = value.filter(|value| range.contains(value));
        value.and_then(|value| i32::try_from(value.parts().0).ok()).ok_or_else(|| {
            Some(FormulaError {
                kind: FormulaErrorKind::Arguments,
                span: x.span.clone(),
                message: format!(
                    "the last argument of `{}` is a whole number from {least} to {MAX_WHOLE}, written out",
                    function.name
                ),
                help: Some(format!("{} = {}", function.signature, function.definition)),
            })
        })
    }

    /// Arguments brought to one unit.
    fn like(&mut self, name: &str, mut all: Numbers, span: &Span) -> Result<Numbers, Refused> {
        // The first that is in some unit says which; the others may be years or nought.
        let in_unit = |x: &Number| !x.of.dimension.is_none();
        let first = all.iter().position(in_unit).unwrap_or(0);
        let mut model = all[first].clone();
        for (place, other) in all.iter_mut().enumerate() {
            if place != first {
                self.same_unit(name, &mut model, other, span)?;
            }
        }
        all[first] = model;
        Ok(all)
    }

    fn one_unit(&mut self, name: &str, all: Numbers, span: &Span) -> Result<[Number; 2], Refused> {
        let [mut a, mut b] = pair(all);
        self.same_unit(name, &mut a, &mut b, span)?;
        Ok([a, b])
    }

    fn same_unit(
        &mut self,
        name: &str,
        x: &mut Number,
        y: &mut Number,
        span: &Span,
    ) -> Result<(), Refused> {
        if self.unify(x, y, span)? {
            return Ok(());
        }
        let message = format!(
            "`{name}` takes amounts of one unit, but `{}` is {} and `{}` is {}",
            self.text(&x.span),
            x.of.describe(),
            self.text(&y.span),
            y.of.describe()
        );
        Err(self.unit(span.clone(), message, units::help(&x.of, &y.of)))
    }

    fn total(&mut self, name: &str, all: Numbers, span: &Span) -> Result<Number, Refused> {
        if all.len() > 1 {
            self.amount(&all[0], &format!("a {name} with"))?;
        }
        let of = self.joined(&all);
        let node = self.fold(Binary::Add, &all, span)?;
        let span = span.clone();
        Ok(Number { node, of, span })
    }

    /// What is known of numbers of one unit taken together.
    fn joined(&self, all: &[Number]) -> Type {
        let mut joined = all[0].of.clone();
        let mut constant = self.builder.value(all[0].node).is_some();
        for x in &all[1..] {
            let x_constant = self.builder.value(x.node).is_some();
            let periods = ((joined.period, constant), (x.of.period, x_constant));
            joined.period = units::joint_period(periods.0, periods.1);
            joined.whole &= x.of.whole;
            joined.years |= x.of.years;
            constant &= x_constant;
        }
        joined
    }

    fn fold(&mut self, function: Binary, all: &[Number], span: &Span) -> Result<NodeId, Refused> {
        let mut node = all[0].node;
        for x in &all[1..] {
            node = self.binary(function, node, x.node, span)?;
        }
        Ok(node)
    }

    fn plain(&self, name: &str, x: &Number) -> Result<(), Refused> {
        if x.of.dimension.is_none() {
            return Ok(());
        }
        let (text, unit) = (self.text(&x.span), x.of.describe());
        let message =
            format!("`{name}` takes a share or a plain number here, but `{text}` is {unit}");
        Err(self.unit(x.span.clone(), message, units::help(&x.of, &Type::plain())))
    }

    fn date(&self, name: &str, x: &Number) -> Result<(), Refused> {
        if x.of.is(Base::Date) {
            return Ok(());
        }
        let (text, unit) = (self.text(&x.span), x.of.describe());
        let message = format!("`{name}` takes dates, but `{text}` is {unit}");
        let help = "write a day in quotes: `\"14 June 2023\"`".to_owned();
        Err(self.unit(x.span.clone(), message, Some(help)))
    }

    /// A number of years, from one or from a duration.
    fn years_of(&mut self, name: &str, x: Number, span: &Span) -> Result<NodeId, Refused> {
        if x.of.is(Base::Time) {
            let year = self.builder.constant(Rational::from(SECONDS_PER_YEAR));
            return self.binary(Binary::Divide, x.node, year, span);
        }
        self.plain(name, &x)?;
        Ok(x.node)
    }

    /// The start of the period of a figure, as a point in time counted in years.
    fn start(&self, name: &str, x: &Number) -> Result<Rational, Refused> {
        let period = x.of.period.ok_or_else(|| self.no_period(name, x))?;
        let start = calendar::year(&calendar::number(period.start()));
        Ok(start.expect("internal error: a period beyond the calendar"))
    }

    fn no_period(&self, name: &str, x: &Number) -> Refused {
        let text = self.text(&x.span);
        let message = format!("`{name}` needs the period of `{text}`, which has none");
        let help = match name {
            "cagr" => "give the figure a `period:`, or the years as the third argument",
            "years" => "give the figure a `period:`, or write a year or a date here",
            _ => "give the figure a `period:`",
        };
        period_error(x.span.clone(), message, help)
    }

    fn minus_one(&mut self, x: NodeId, span: Span) -> Result<Number, Refused> {
        let one = self.builder.push(Node::Constant(Rational::ONE));
        let node = self.binary(Binary::Subtract, x, one, &span)?;
        let of = Type::plain();
        Ok(Number { node, of, span })
    }

    fn plus_one(&mut self, x: Number, span: &Span) -> Result<Number, Refused> {
        let one = self.builder.push(Node::Constant(Rational::ONE));
        let node = self.binary(Binary::Add, x.node, one, span)?;
        Ok(Number { node, ..x })
    }
}

fn pair(all: Numbers) -> [Number; 2] {
    let all: Result<[Number; 2], _> = all.into_vec().try_into();
    all.unwrap_or_else(|_| unreachable!("internal error: a wrong number of arguments"))
}

fn period_error(span: Span, message: String, help: &str) -> Refused {
    Some(FormulaError {
        kind: FormulaErrorKind::Period,
        span,
        message,
        help: Some(help.to_owned()),
    })
}

/// How many such periods a year has: by months where the period is whole months, else by days.
fn per_year(period: &Period) -> Rational {
    use chrono::Datelike;
    let (start, end) = (period.start(), period.end());
    if start.day() == end.day() {
        let months = i64::from(end.year() - start.year()) * 12 + i64::from(end.month())
            - i64::from(start.month());
        return Rational::new(12, months);
    }
    let days = calendar::number(end) - calendar::number(start);
    Rational::new(3_652_425, 10_000) / days
}
