//! Binds a formula to its operands: checks the units, then lowers it to the core language.
//!
//! The items stand in postfix order, so one pass over them with a stack does it. A part with a
//! fault becomes [`Entry::Fault`], about which nothing more is said.

use smallvec::SmallVec;

use super::build::{Builder, Fault};
use super::core::{Binary, Condition, Node, NodeId, Unary};
use super::program::{Domain, Program};
use super::syntax::{Arithmetic, Syntax, Test};
use super::tree::Tree;
use super::units::{self, Type};
use super::{Formula, FormulaError, FormulaErrorKind, Operand, Output};
use crate::number::{Base, Dimension, Rational, SECONDS_PER_YEAR};
use crate::source::Span;

/// How many seconds a day has.
pub(super) const SECONDS_PER_DAY: i64 = 86_400;
/// The largest power or root of a unit.
const MAX_UNIT_POWER: i8 = 12;
/// How much of a formula a message repeats.
const SHOWN: usize = 60;

/// A part of the formula that was lowered.
#[derive(Clone)]
pub(super) enum Entry {
    Number(Number),
    Truth(Truth),
    /// Already reported.
    Fault,
}

/// A number: its node and what is known of it.
#[derive(Clone)]
pub(super) struct Number {
    pub(super) node: NodeId,
    pub(super) of: Type,
    pub(super) span: Span,
}

/// A condition, and the right side of its last comparison, which a chain compares further.
#[derive(Clone)]
pub(super) struct Truth {
    condition: u32,
    right: Option<Number>,
    span: Span,
}

/// Why a part could not be lowered: nothing, if that has been said already.
pub(super) type Refused = Option<FormulaError>;

pub(super) struct Binder<'a> {
    formula: &'a Formula,
    pub(super) builder: Builder,
    conditions: Vec<Condition<NodeId>>,
    errors: Vec<FormulaError>,
}

/// Binds a formula.
pub(super) fn bind(formula: &Formula, operands: &[Operand]) -> Result<Program, Vec<FormulaError>> {
    let mut binder = Binder {
        formula,
        builder: Builder::with_capacity(formula.items.len() + 2),
        conditions: Vec::new(),
        errors: Vec::new(),
    };
    let mut stack: SmallVec<[Entry; 6]> = SmallVec::new();
    for item in &formula.items {
        let taken = match &item.syntax {
            Syntax::Number(_) | Syntax::Name(_) | Syntax::Quoted(_) => 0,
            Syntax::Negate | Syntax::Not => 1,
            Syntax::Arithmetic(_) | Syntax::Compare { .. } | Syntax::And | Syntax::Or => 2,
            Syntax::Call { arguments, .. } => *arguments as usize,
        };
        let rest = stack.len().checked_sub(taken);
        let rest = rest.expect("internal error: an operator without its operands");
        let made = binder.item(&item.syntax, item.span(), &mut stack[rest..], operands);
        stack.truncate(rest);
        stack.push(made.unwrap_or_else(|refused| {
            binder.errors.extend(refused);
            Entry::Fault
        }));
    }
    let result = stack.pop();
    if !binder.errors.is_empty() {
        return Err(binder.errors);
    }
    let nodes = binder.builder.into_nodes();
    let from_to = match formula.items.last().map(|item| &item.syntax) {
        Some(Syntax::Call { function, .. }) => function.takes_from_and_to(),
        _ => false,
    };
    let domain = Domain::of(operands, from_to);
    match result {
        Some(Entry::Number(number)) => {
            let output = Output::Number {
                dimension: number.of.dimension,
                absolute: number.of.absolute,
                whole: number.of.whole,
                years: number.of.years,
            };
            Ok(Program::number(
                output,
                Tree::new(number.node, nodes),
                domain,
            ))
        }
        Some(Entry::Truth(truth)) => {
            let conditions = below(truth.condition, binder.conditions);
            let tree = |node| Tree::below(node, &nodes);
            let conditions = conditions.into_iter();
            let conditions = conditions.map(|condition| condition.map(tree)).collect();
            Ok(Program::truth_of(conditions, domain))
        }
        Some(Entry::Fault) | None => unreachable!("internal error: a fault nobody reported"),
    }
}

impl Binder<'_> {
    fn item(
        &mut self,
        syntax: &Syntax,
        span: Span,
        taken: &mut [Entry],
        operands: &[Operand],
    ) -> Result<Entry, Refused> {
        Ok(match syntax {
            Syntax::Number(value) => Entry::Number(Number {
                node: self.builder.constant(value.clone()),
                of: Type {
                    whole: value.is_whole(),
                    ..Type::plain()
                },
                span,
            }),
            Syntax::Name(index) => self.operand(*index as usize, span, operands),
            Syntax::Quoted(index) => {
                self.operand(self.formula.names.len() + *index as usize, span, operands)
            }
            Syntax::Negate => {
                let x = self.number(&mut taken[0])?;
                self.amount(&x, "a sign before")?;
                let node = self.unary(Unary::Negate, x.node, &span)?;
                Entry::Number(Number { node, span, ..x })
            }
            Syntax::Arithmetic(sign) => {
                let [x, y] = self.numbers(taken)?;
                Entry::Number(self.arithmetic(*sign, x, y, span)?)
            }
            Syntax::Compare { test, linked } => {
                let right = self.number(&mut taken[1])?;
                Entry::Truth(self.comparison(*test, *linked, &mut taken[0], right, span)?)
            }
            Syntax::Not => {
                let truth = self.truth(&mut taken[0], "not")?;
                let opposite = self.opposite(truth.condition);
                Entry::Truth(Truth {
                    condition: opposite,
                    right: None,
                    span,
                })
            }
            Syntax::And | Syntax::Or => {
                let and = *syntax == Syntax::And;
                let word = if and { "and" } else { "or" };
                let x = self.truth(&mut taken[0], word)?.condition;
                let y = self.truth(&mut taken[1], word)?.condition;
                let both = if and {
                    Condition::And(x, y)
                } else {
                    Condition::Or(x, y)
                };
                Entry::Truth(self.condition(both, None, span))
            }
            Syntax::Call { function, .. } => Entry::Number(self.call(function, taken, span)?),
        })
    }

    fn operand(&mut self, index: usize, span: Span, operands: &[Operand]) -> Entry {
        let operand = &operands[index];
        let place = u32::try_from(index).expect("internal error: too many operands");
        Entry::Number(Number {
            node: self.builder.push(Node::Operand(place)),
            of: Type {
                dimension: operand.dimension.clone(),
                absolute: operand.absolute,
                offset: operand.offset.clone(),
                whole: operand.whole || operand.counts,
                years: false,
                period: operand.period,
            },
            span,
        })
    }

    /// Takes a number off the stack.
    pub(super) fn number(&self, entry: &mut Entry) -> Result<Number, Refused> {
        match std::mem::replace(entry, Entry::Fault) {
            Entry::Number(number) => Ok(number),
            Entry::Fault => Err(None),
            Entry::Truth(truth) => {
                let text = self.text(&truth.span);
                let message = format!("`{text}` is true or false, not a number");
                Err(self.unit(truth.span, message, None))
            }
        }
    }

    pub(super) fn numbers<const N: usize>(
        &self,
        entries: &mut [Entry],
    ) -> Result<[Number; N], Refused> {
        let all: Result<SmallVec<[Number; N]>, Refused> =
            entries.iter_mut().map(|entry| self.number(entry)).collect();
        let all = all?.into_inner();
        Ok(all.unwrap_or_else(|_| unreachable!("internal error: a wrong number of operands")))
    }

    fn truth(&self, entry: &mut Entry, word: &str) -> Result<Truth, Refused> {
        match std::mem::replace(entry, Entry::Fault) {
            Entry::Truth(truth) => Ok(truth),
            Entry::Fault => Err(None),
            Entry::Number(number) => {
                let text = self.text(&number.span);
                let message = format!("`{word}` takes comparisons, but `{text}` is a number");
                Err(self.unit(number.span, message, None))
            }
        }
    }

    fn arithmetic(
        &mut self,
        sign: Arithmetic,
        x: Number,
        y: Number,
        span: Span,
    ) -> Result<Number, Refused> {
        match sign {
            Arithmetic::Add | Arithmetic::Subtract => {
                self.sum(sign == Arithmetic::Subtract, x, y, span)
            }
            Arithmetic::Multiply => self.product(x, y, span),
            Arithmetic::Divide => self.quotient(&x, &y, span),
            Arithmetic::Power => self.power(&x, &y, span),
        }
    }

    /// `x + y` or `x − y`. Of positions (dates, temperatures on a scale) the difference is an
    /// amount, and an amount can be added to one.
    pub(super) fn sum(
        &mut self,
        minus: bool,
        mut x: Number,
        mut y: Number,
        span: Span,
    ) -> Result<Number, Refused> {
        let function = if minus { Binary::Subtract } else { Binary::Add };
        let clash = |binder: &Self, x: &Number, y: &Number| {
            let (a, b) = (x.of.describe(), y.of.describe());
            let text = binder.text(&span);
            let message = if minus {
                format!("`{text}` subtracts {b} from {a}")
            } else {
                format!("`{text}` adds {b} to {a}")
            };
            binder.unit(span.clone(), message, units::help(&x.of, &y.of))
        };
        let date_with_time = (x.of.is(Base::Date) && is_time(&y.of))
            || (!minus && y.of.is(Base::Date) && is_time(&x.of));
        if date_with_time {
            let time = if x.of.is(Base::Date) { &mut y } else { &mut x };
            self.in_seconds(time, &span)?;
            let day = self.builder.constant(Rational::from(SECONDS_PER_DAY));
            time.node = self.binary(Binary::Divide, time.node, day, &span)?;
            let node = self.binary(function, x.node, y.node, &span)?;
            let of = Type::of(Dimension::of(Base::Date));
            return Ok(Number { node, of, span });
        }
        // "It rose 5 °C from 10 °C": of two temperatures that are added the second is a difference.
        if !minus && x.of.absolute && y.of.absolute {
            let nought = self.builder.constant(y.of.offset.clone());
            y.node = self.binary(Binary::Subtract, y.node, nought, &span)?;
            y.of.absolute = false;
        }
        let (x_position, y_position) = (x.of.is_position(), y.of.is_position());
        let fits = self.unify(&mut x, &mut y, &span)?
            || (x.of.dimension == y.of.dimension && x_position && !y_position)
            || (x.of.dimension == y.of.dimension && !minus && y_position && !x_position);
        let sensible = match (x_position, y_position) {
            (true, true) => minus && !x.of.is(Base::Weekday),
            (false, true) => !minus,
            _ => true,
        };
        if !fits || !sensible {
            return Err(clash(self, &x, &y));
        }
        let constants = [&x, &y].map(|z| self.builder.value(z.node).is_some());
        let mut node = self.binary(function, x.node, y.node, &span)?;
        let mut of = Type {
            absolute: x.of.absolute != y.of.absolute,
            offset: x.of.offset.max(y.of.offset),
            whole: x.of.whole && y.of.whole,
            years: x.of.years || y.of.years,
            period: units::joint_period((x.of.period, constants[0]), (y.of.period, constants[1])),
            dimension: x.of.dimension,
        };
        if x_position && of.dimension == Dimension::of(Base::Date) {
            let day = self.builder.constant(Rational::from(SECONDS_PER_DAY));
            node = self.binary(Binary::Multiply, node, day, &span)?;
            of = Type::of(Dimension::of(Base::Time));
        }
        Ok(Number { node, of, span })
    }

    pub(super) fn product(&mut self, x: Number, y: Number, span: Span) -> Result<Number, Refused> {
        self.amount(&x, "a product with")?;
        self.amount(&y, "a product with")?;
        let of = self.scaled(&x, &y, x.of.dimension.times(&y.of.dimension));
        let whole = x.of.whole && y.of.whole;
        let node = self.binary(Binary::Multiply, x.node, y.node, &span)?;
        let of = Type { whole, ..of };
        Ok(Number { node, of, span })
    }

    pub(super) fn quotient(
        &mut self,
        x: &Number,
        y: &Number,
        span: Span,
    ) -> Result<Number, Refused> {
        self.amount(x, "a quotient with")?;
        self.amount(y, "a quotient with")?;
        let of = self.scaled(x, y, x.of.dimension.over(&y.of.dimension));
        let node = self.binary(Binary::Divide, x.node, y.node, &span)?;
        Ok(Number { node, of, span })
    }

    /// The type of a product or quotient.
    fn scaled(&self, x: &Number, y: &Number, dimension: Dimension) -> Type {
        let [a, b] = [x, y].map(|z| (z.of.period, self.builder.value(z.node).is_some()));
        Type {
            period: units::joint_period(a, b),
            ..Type::of(dimension)
        }
    }

    /// `x^y`.
    fn power(&mut self, x: &Number, y: &Number, span: Span) -> Result<Number, Refused> {
        self.amount(x, "a power of")?;
        if !y.of.dimension.is_none() {
            let message = format!(
                "an exponent is a plain number, but `{}` is in {}",
                self.text(&y.span),
                y.of.describe()
            );
            return Err(self.unit(y.span.clone(), message, None));
        }
        let dimension = if x.of.dimension.is_none() {
            Dimension::NONE
        } else {
            let exponent = self.builder.value(y.node);
            let dimension = exponent.and_then(|value| raised(&x.of.dimension, value));
            dimension.ok_or_else(|| {
                let message = format!(
                    "`{}` is in {}, which has no such power",
                    self.text(&x.span),
                    x.of.describe()
                );
                self.unit(span.clone(), message, None)
            })?
        };
        let node = {
            let made = self.power_node(x.node, y.node);
            self.built(made, &span)?
        };
        let exponent = self.builder.value(y.node);
        let whole = x.of.whole && exponent.is_some_and(|e| e.is_whole() && e.signum() >= 0);
        let of = Type {
            whole,
            ..Type::of(dimension)
        };
        Ok(Number { node, of, span })
    }

    /// The node of a power; whole constant exponents have one of their own.
    pub(super) fn power_node(&mut self, x: NodeId, y: NodeId) -> Result<NodeId, Fault> {
        let whole = self.builder.value(y).filter(|value| value.is_whole());
        match whole.map(|value| i32::try_from(value.parts().0)) {
            Some(Ok(0)) => Ok(self.builder.constant(Rational::ONE)),
            Some(Ok(1)) => Ok(x),
            Some(Ok(exponent)) => self.builder.unary(Unary::Power(exponent), x),
            Some(Err(_)) => Err(Fault::Limit),
            None => self.builder.binary(Binary::Power, x, y),
        }
    }

    fn comparison(
        &mut self,
        test: Test,
        linked: bool,
        left: &mut Entry,
        mut right: Number,
        span: Span,
    ) -> Result<Truth, Refused> {
        let before = if linked {
            let truth = self.truth(left, "and")?;
            let middle = truth.right.expect("internal error: a chain without a link");
            Some((truth.condition, middle))
        } else {
            None
        };
        let (before, mut left) = match before {
            Some((condition, middle)) => (Some(condition), middle),
            None => (None, self.number(left)?),
        };
        let place = left.span.start..right.span.end;
        if !self.unify(&mut left, &mut right, &place)? {
            let (a, b) = (left.of.describe(), right.of.describe());
            let message = format!("`{}` compares {a} with {b}", self.text(&place));
            return Err(self.unit(place, message, units::help(&left.of, &right.of)));
        }
        let kept = right.clone();
        let difference = if self
            .builder
            .value(right.node)
            .is_some_and(Rational::is_zero)
        {
            left.node
        } else {
            self.binary(Binary::Subtract, left.node, right.node, &place)?
        };
        let compare = Condition::Compare(test, difference);
        let truth = self.condition(compare, Some(kept), span.clone());
        let Some(before) = before else {
            return Ok(truth);
        };
        let both = Condition::And(before, truth.condition);
        Ok(self.condition(both, truth.right, span))
    }

    fn condition(
        &mut self,
        condition: Condition<NodeId>,
        right: Option<Number>,
        span: Span,
    ) -> Truth {
        self.conditions.push(condition);
        let place = self.conditions.len() - 1;
        Truth {
            condition: u32::try_from(place).expect("internal error: too many conditions"),
            right,
            span,
        }
    }

    /// The opposite of a condition (De Morgan), beside it.
    fn opposite(&mut self, condition: u32) -> u32 {
        // Each condition stands behind those it is made of, so one pass over them does it.
        let first = self.conditions.len();
        let kept = below(condition, self.conditions.clone());
        let place =
            |at: u32| u32::try_from(first).expect("internal error: too many conditions") + at;
        self.conditions
            .extend(kept.into_iter().map(|condition| match condition {
                Condition::Compare(test, node) => Condition::Compare(test.opposite(), node),
                Condition::And(x, y) => Condition::Or(place(x), place(y)),
                Condition::Or(x, y) => Condition::And(place(x), place(y)),
            }));
        u32::try_from(self.conditions.len() - 1).expect("internal error: too many conditions")
    }

    /// Brings two numbers to one unit, if they have one: years to seconds beside a duration, and a
    /// nought written out to whatever amount stands beside it.
    pub(super) fn unify(
        &mut self,
        x: &mut Number,
        y: &mut Number,
        span: &Span,
    ) -> Result<bool, Refused> {
        if x.of.dimension == y.of.dimension {
            return Ok(x.of.absolute == y.of.absolute);
        }
        if x.of.years && y.of.is(Base::Time) {
            self.in_seconds(x, span)?;
            return Ok(true);
        }
        if y.of.years && x.of.is(Base::Time) {
            self.in_seconds(y, span)?;
            return Ok(true);
        }
        let is_nought = |z: &Number| {
            z.of.dimension.is_none() && self.builder.value(z.node).is_some_and(Rational::is_zero)
        };
        if is_nought(x) && !y.of.is_position() {
            x.of.dimension = y.of.dimension.clone();
            return Ok(true);
        }
        if is_nought(y) && !x.of.is_position() {
            y.of.dimension = x.of.dimension.clone();
            return Ok(true);
        }
        Ok(false)
    }

    /// Turns years into seconds; leaves a duration as it is.
    fn in_seconds(&mut self, x: &mut Number, span: &Span) -> Result<(), Refused> {
        if x.of.years {
            let year = self.builder.constant(Rational::from(SECONDS_PER_YEAR));
            x.node = self.binary(Binary::Multiply, x.node, year, span)?;
            x.of = Type::of(Dimension::of(Base::Time));
        }
        Ok(())
    }

    /// Refuses dates and temperatures on a scale where an amount is needed.
    pub(super) fn amount(&self, x: &Number, what: &str) -> Result<(), Refused> {
        if !x.of.is_position() {
            return Ok(());
        }
        let help = if x.of.absolute {
            "differences of temperatures are amounts: `change(from, to)`"
        } else if x.of.is(Base::Date) {
            "`years(from, to)` and the difference of two dates are amounts"
        } else {
            "days of the week can only be compared"
        };
        let (text, kind) = (self.text(&x.span), x.of.describe());
        let message = format!("`{text}` is {kind}, and {what} {kind} means nothing");
        Err(self.unit(x.span.clone(), message, Some(help.to_owned())))
    }

    /// The text of a part, cut to what a message can hold.
    pub(super) fn text(&self, span: &Span) -> String {
        let text = &self.formula.text[span.clone()];
        if text.len() <= SHOWN {
            return text.to_owned();
        }
        format!("{}…", &text[..text.floor_char_boundary(SHOWN)])
    }

    pub(super) fn unit(&self, span: Span, message: String, help: Option<String>) -> Refused {
        Some(FormulaError {
            kind: FormulaErrorKind::Unit,
            span,
            message,
            help,
        })
    }

    pub(super) fn unary(
        &mut self,
        function: Unary,
        x: NodeId,
        span: &Span,
    ) -> Result<NodeId, Refused> {
        let made = self.builder.unary(function, x);
        self.built(made, span)
    }

    pub(super) fn binary(
        &mut self,
        function: Binary,
        x: NodeId,
        y: NodeId,
        span: &Span,
    ) -> Result<NodeId, Refused> {
        let made = self.builder.binary(function, x, y);
        self.built(made, span)
    }

    /// A node, or the fault of a constant part in words.
    pub(super) fn built(
        &self,
        made: Result<NodeId, Fault>,
        span: &Span,
    ) -> Result<NodeId, Refused> {
        made.map_err(|fault| {
            let text = self.text(span);
            let (kind, message) = match fault {
                Fault::NoValue => (FormulaErrorKind::Domain, format!("`{text}` has no value")),
                Fault::Limit => (
                    FormulaErrorKind::Limit,
                    format!("`{text}` is too large to compute"),
                ),
            };
            Some(FormulaError {
                kind,
                span: span.clone(),
                message,
                help: None,
            })
        })
    }
}

/// A condition and those it is made of, it being the last.
fn below(condition: u32, conditions: Vec<Condition<NodeId>>) -> Vec<Condition<NodeId>> {
    let root = condition as usize;
    let mut needed = vec![false; root + 1];
    needed[root] = true;
    for place in (0..=root).rev() {
        if needed[place]
            && let Condition::And(x, y) | Condition::Or(x, y) = conditions[place]
        {
            needed[x as usize] = true;
            needed[y as usize] = true;
        }
    }
    let mut places = vec![0_u32; root + 1];
    let mut kept = Vec::new();
    for (place, condition) in conditions.into_iter().take(root + 1).enumerate() {
        if needed[place] {
            places[place] = u32::try_from(kept.len()).expect("internal error: too many conditions");
            kept.push(match condition {
                Condition::And(x, y) => Condition::And(places[x as usize], places[y as usize]),
                Condition::Or(x, y) => Condition::Or(places[x as usize], places[y as usize]),
                compare @ Condition::Compare(..) => compare,
            });
        }
    }
    kept
}

fn is_time(of: &Type) -> bool {
    of.years || of.is(Base::Time)
}

/// A dimension to a constant power, if it has it.
fn raised(dimension: &Dimension, exponent: &Rational) -> Option<Dimension> {
    let (p, q) = exponent.parts();
    let p = i8::try_from(p).ok().filter(|p| p.abs() <= MAX_UNIT_POWER)?;
    let q = i8::try_from(q).ok().filter(|q| *q <= MAX_UNIT_POWER)?;
    Some(dimension.root(q)?.pow(p))
}
