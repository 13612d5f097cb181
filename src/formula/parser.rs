//! Parses a formula by operator precedence (Pratt 1973), as mathematics ranks the operators.
//!
//! From loosest to tightest: `or`, `and`, `not`, comparisons, `+ −`, `× ÷`, the sign, `^`. Powers
//! nest to the right, everything else to the left.

use std::collections::HashMap;

use smallvec::SmallVec;

use super::functions::Function;
use super::lexer::{Lexer, Token};
use super::syntax::{Arithmetic, Item, Syntax, Test};
use super::{Formula, FormulaError, FormulaErrorKind, Name};
use crate::number::{Figure, RangeEnd, Rational, Settings};
use crate::source::Span;

/// How many bytes a formula may have.
pub(super) const MAX_BYTES: usize = 64 << 10;
/// How deep parentheses, calls, signs and powers may nest.
const MAX_DEPTH: u32 = 200;
/// From how many names on they are looked up by hash.
const MANY_NAMES: usize = 24;

const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARE: u8 = 4;
const SUM: u8 = 5;
const PRODUCT: u8 = 6;
const SIGN: u8 = 7;
const POWER: u8 = 8;

/// Parses a whole formula.
pub(super) fn parse(text: &str, settings: &Settings) -> Result<Formula, Vec<FormulaError>> {
    if text.len() > MAX_BYTES {
        return Err(vec![FormulaError {
            kind: FormulaErrorKind::Limit,
            span: 0..text.floor_char_boundary(40),
            message: format!("a formula of more than {} kilobytes", MAX_BYTES >> 10),
            help: Some("split it into claims that use one another".to_owned()),
        }]);
    }
    let mut parser = Parser {
        text,
        settings,
        lexer: Lexer::new(text),
        token: Token::End,
        span: 0..0,
        depth: 0,
        items: Vec::with_capacity(8),
        names: Vec::with_capacity(4),
        by_name: HashMap::new(),
        quoted: Vec::new(),
        counts: false,
    };
    parser.advance();
    if parser.expression(0).is_some() && parser.token != Token::End {
        parser.expected("an operator or the end");
    }
    let mut errors = parser.lexer.errors;
    if errors.is_empty() {
        return Ok(Formula {
            names: parser.names,
            quoted: parser.quoted,
            items: parser.items,
            text: text.into(),
        });
    }
    errors.sort_by_key(|error| error.span.start);
    Err(errors)
}

struct Parser<'a> {
    text: &'a str,
    settings: &'a Settings,
    lexer: Lexer<'a>,
    /// The token not yet taken, and its place.
    token: Token,
    span: Span,
    depth: u32,
    items: Vec<Item>,
    names: Vec<Name>,
    by_name: HashMap<(&'a str, Option<RangeEnd>), u32>,
    quoted: Vec<Figure>,
    /// Whether this is an argument of `count`.
    counts: bool,
}

/// How an operator is applied.
enum Infix {
    Arithmetic(Arithmetic),
    Compare(Test),
    And,
    Or,
    In,
}

impl<'a> Parser<'a> {
    fn advance(&mut self) {
        (self.token, self.span) = self.lexer.next();
    }

    fn error(&mut self, kind: FormulaErrorKind, span: Span, message: String, help: Option<String>) {
        self.lexer.errors.push(FormulaError {
            kind,
            span,
            message,
            help,
        });
    }

    /// Reports that the next token is not what should stand there.
    fn expected(&mut self, what: &str) {
        let found = match &self.token {
            Token::Fault => return,
            Token::End => "the formula ends".to_owned(),
            _ => format!("found `{}`", &self.text[self.span.clone()]),
        };
        let help = match &self.token {
            Token::Name | Token::Number(_) | Token::Open | Token::Quoted
                if what.starts_with("an operator") =>
            {
                Some("a product is written with `*`".to_owned())
            }
            Token::Compare(_) => Some("comparisons are joined with `and` or `or`".to_owned()),
            _ => None,
        };
        let message = format!("expected {what}, but {found}");
        self.error(FormulaErrorKind::Syntax, self.span.clone(), message, help);
    }

    fn push(&mut self, syntax: Syntax, span: Span) {
        self.items.push(Item::new(syntax, span));
    }

    /// Parses operands joined by operators that bind at least as tightly as `least`. `None` after
    /// an error that leaves no sense in reading on.
    fn expression(&mut self, least: u8) -> Option<Span> {
        if self.depth == MAX_DEPTH {
            let message = format!("parts nested more than {MAX_DEPTH} deep");
            self.error(FormulaErrorKind::Limit, self.span.clone(), message, None);
            return None;
        }
        self.depth += 1;
        let first = self.items.len();
        let mut left = self.operand()?;
        let mut linked = false;
        loop {
            let (infix, binding) = match self.token {
                Token::Arithmetic(sign) => (
                    Infix::Arithmetic(sign),
                    match sign {
                        Arithmetic::Add | Arithmetic::Subtract => SUM,
                        Arithmetic::Multiply | Arithmetic::Divide => PRODUCT,
                        Arithmetic::Power => POWER,
                    },
                ),
                Token::Compare(test) => (Infix::Compare(test), COMPARE),
                Token::And => (Infix::And, AND),
                Token::Or => (Infix::Or, OR),
                Token::In => (Infix::In, COMPARE),
                _ => break,
            };
            if binding < least {
                break;
            }
            self.advance();
            if let Infix::In = infix {
                if linked {
                    self.expected("an operator other than `in` behind a comparison");
                    return None;
                }
                left = left.start..self.within(first, &left)?;
                linked = true;
                continue;
            }
            let nests_right = binding == POWER;
            let right = self.expression(if nests_right { binding } else { binding + 1 })?;
            let span = left.start..right.end;
            let syntax = match infix {
                Infix::Arithmetic(sign) => Syntax::Arithmetic(sign),
                Infix::Compare(test) => Syntax::Compare { test, linked },
                Infix::And => Syntax::And,
                Infix::Or => Syntax::Or,
                Infix::In => continue,
            };
            linked = matches!(syntax, Syntax::Compare { .. });
            self.push(syntax, span.clone());
            left = span;
        }
        self.depth -= 1;
        Some(left)
    }

    /// A number, an id, a quoted figure, a call, a group, or one of these with a sign.
    fn operand(&mut self) -> Option<Span> {
        let span = self.span.clone();
        match std::mem::replace(&mut self.token, Token::Fault) {
            Token::Number(value) => {
                self.advance();
                if self.token == Token::Name
                    && let Some(end) = self.with_unit(span.start)
                {
                    let whole = span.start..end;
                    self.figure(whole.clone());
                    while self.token != Token::End && self.span.start < end {
                        self.advance();
                    }
                    return Some(whole);
                }
                self.push(Syntax::Number(value), span.clone());
            }
            Token::Quoted => {
                self.figure(span.clone());
                self.advance();
            }
            Token::Name => {
                self.advance();
                if self.token == Token::Open {
                    return self.call(span);
                }
                let name = self.intern(span.clone(), None);
                self.push(Syntax::Name(name), span.clone());
            }
            Token::Open => {
                self.advance();
                self.expression(0)?;
                if self.token != Token::Close {
                    self.expected("`)`");
                    return None;
                }
                let whole = span.start..self.span.end;
                self.advance();
                return Some(whole);
            }
            Token::Arithmetic(sign @ (Arithmetic::Subtract | Arithmetic::Add)) => {
                self.advance();
                let whole = span.start..self.expression(SIGN)?.end;
                if sign == Arithmetic::Subtract {
                    self.push(Syntax::Negate, whole.clone());
                }
                return Some(whole);
            }
            Token::Not => {
                self.advance();
                let whole = span.start..self.expression(NOT)?.end;
                self.push(Syntax::Not, whole.clone());
                return Some(whole);
            }
            other => {
                self.token = other;
                self.expected("a number, an id, a figure in quotes or `(`");
                return None;
            }
        }
        Some(span)
    }

    /// Where a figure ends that begins with a number and goes on with words: `16 years`, `1
    /// billion`. The longest that is one, of at most four words; what formulas use otherwise is
    /// not among them.
    fn with_unit(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let is_end = |c: char| "+-*/^<>=!(),;\"“”≤≥≠−×".contains(c);
        let part = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        let mut ends = Vec::new();
        let mut at = 0;
        for word in part.split_inclusive(' ').take(5) {
            if matches!(word.trim(), "and" | "or" | "not" | "in") {
                break;
            }
            at += word.len();
            ends.push(part[..at].trim_end().len());
        }
        let mut ends = ends.into_iter().skip(1).rev();
        ends.find(|&end| Figure::parse(&part[..end], self.settings).is_ok())
            .map(|end| start + end)
    }

    fn figure(&mut self, span: Span) {
        let quoted = &self.text[span.clone()];
        let text = quoted
            .trim_start_matches(['"', '“'])
            .trim_end_matches(['"', '”']);
        let offset = span.start + (quoted.len() - quoted.trim_start_matches(['"', '“']).len());
        let index = u32::try_from(self.quoted.len()).expect("internal error: too many figures");
        match Figure::parse(text, self.settings) {
            Ok(figure) => self.quoted.push(figure),
            // What is counted goes by its name: `count("education", "crime")`.
            Err(_) if self.counts => {
                self.push(Syntax::Number(Rational::ONE), span);
                return;
            }
            Err(error) => {
                let span = offset + error.at.start..offset + error.at.end;
                self.error(FormulaErrorKind::Syntax, span, error.message, error.help);
            }
        }
        self.push(Syntax::Quoted(index), span);
    }

    /// `x in y` behind its `in`: `low(y) <= x <= high(y)`, with `x` the items from the given one
    /// on. Where it ends.
    fn within(&mut self, first: usize, x: &Span) -> Option<usize> {
        let span = self.span.clone();
        let mut ends = self.ends(&[RangeEnd::Low, RangeEnd::High])?;
        let (high, low) = (ends.pop()?, ends.pop()?);
        let whole = x.start..span.end;
        let at_most = |linked| Syntax::Compare {
            test: Test::AtMost,
            linked,
        };
        self.items.insert(first, Item::new(low, span.clone()));
        self.push(at_most(false), whole.clone());
        self.push(high, span);
        self.push(at_most(true), whole.clone());
        Some(whole.end)
    }

    /// Takes an id or a figure in quotes, and gives the wanted ends of it as operands.
    fn ends(&mut self, wanted: &[RangeEnd]) -> Option<SmallVec<[Syntax; 2]>> {
        let span = self.span.clone();
        let ends = match self.token {
            Token::Name => {
                let names = wanted
                    .iter()
                    .map(|&end| Syntax::Name(self.intern(span.clone(), Some(end))));
                names.collect()
            }
            Token::Quoted => {
                let faults = self.lexer.errors.len();
                self.counts = false;
                self.figure(span.clone());
                self.items.pop();
                let range = self
                    .quoted
                    .pop()
                    .filter(|_| self.lexer.errors.len() == faults);
                let mut ends = SmallVec::new();
                for &end in wanted {
                    let index =
                        u32::try_from(self.quoted.len()).expect("internal error: too many figures");
                    match range.as_ref().and_then(|range| range.range_end(end)) {
                        Some(end) => self.quoted.push(end),
                        None if self.lexer.errors.len() > faults => {}
                        None => {
                            let message = format!(
                                "{} is one number, so it has no ends",
                                &self.text[span.clone()]
                            );
                            let help = Some("a range is written `\"5% to 7%\"`".to_owned());
                            self.error(FormulaErrorKind::Arguments, span.clone(), message, help);
                        }
                    }
                    ends.push(Syntax::Quoted(index));
                }
                ends
            }
            _ => {
                self.expected("the id of a range, or a range in quotes");
                return None;
            }
        };
        self.advance();
        Some(ends)
    }

    fn call(&mut self, name: Span) -> Option<Span> {
        let word = &self.text[name.clone()];
        let function = Function::named(word);
        if let Some(end) = function.and_then(Function::range_end) {
            self.advance();
            let operand = self.ends(&[end])?.pop()?;
            if self.token != Token::Close {
                self.expected("`)`");
                return None;
            }
            let whole = name.start..self.span.end;
            self.advance();
            self.push(operand, whole.clone());
            return Some(whole);
        }
        if function.is_none() {
            let help = match Function::nearest(word) {
                Some(near) => format!("did you mean `{}`?", near.signature),
                None => "`addsup functions` lists them; a product with an id is written with `*`"
                    .to_owned(),
            };
            let message = format!("there is no function `{word}`");
            self.error(
                FormulaErrorKind::UnknownFunction,
                name.clone(),
                message,
                Some(help),
            );
        }
        self.advance();
        let mut arguments = 0_u32;
        if self.token != Token::Close {
            loop {
                let outer = std::mem::replace(&mut self.counts, word == "count");
                let argument = self.expression(0);
                self.counts = outer;
                argument?;
                arguments += 1;
                if self.token != Token::Comma {
                    break;
                }
                self.advance();
            }
        }
        if self.token != Token::Close {
            self.expected("`,` or `)`");
            return None;
        }
        let whole = name.start..self.span.end;
        self.advance();
        if let Some(function) = function {
            if !function.takes(arguments as usize) {
                let message = format!(
                    "`{word}` takes {}, but has {arguments}",
                    function.arguments()
                );
                let help = Some(format!("{} = {}", function.signature, function.definition));
                self.error(FormulaErrorKind::Arguments, whole.clone(), message, help);
            }
            self.push(
                Syntax::Call {
                    function,
                    arguments,
                },
                whole.clone(),
            );
        }
        Some(whole)
    }

    /// The index of a name, new or old.
    fn intern(&mut self, span: Span, end: Option<RangeEnd>) -> u32 {
        let id = &self.text[span.clone()];
        let known = if self.names.len() < MANY_NAMES {
            let place = self
                .names
                .iter()
                .position(|name| name.id == id && name.end == end);
            place.map(|place| u32::try_from(place).expect("internal error: too many names"))
        } else {
            if self.by_name.is_empty() {
                let names = (0..).zip(&self.names);
                let entries =
                    names.map(|(place, name)| ((&self.text[name.span.clone()], name.end), place));
                self.by_name = entries.collect();
            }
            self.by_name.get(&(id, end)).copied()
        };
        known.unwrap_or_else(|| {
            let place = u32::try_from(self.names.len()).expect("internal error: too many names");
            if !self.by_name.is_empty() {
                self.by_name.insert((id, end), place);
            }
            self.names.push(Name {
                id: id.to_owned(),
                end,
                span,
            });
            place
        })
    }
}

impl Formula {
    /// The formula with some of its names replaced by other formulas, one entry for each name.
    ///
    /// The names of what is put in stand where the replaced name stood, so that messages point
    /// there.
    pub(crate) fn with_parts(&self, parts: &[Option<&Formula>]) -> Formula {
        let mut names: Vec<Name> = Vec::new();
        // Where each own name's, or each part's, names begin among the new ones.
        let mut starts = Vec::with_capacity(parts.len());
        let mut quoted = self.quoted.clone();
        let mut quotes = Vec::with_capacity(parts.len());
        for (name, part) in self.names.iter().zip(parts) {
            starts.push(names.len());
            quotes.push(quoted.len());
            match part {
                None => names.push(name.clone()),
                Some(part) => {
                    let placed = |inner: &Name| Name {
                        id: inner.id.clone(),
                        end: inner.end,
                        span: name.span.clone(),
                    };
                    names.extend(part.names.iter().map(placed));
                    quoted.extend(part.quoted.iter().cloned());
                }
            }
        }
        let index = |at: usize| u32::try_from(at).expect("internal error: too many names");
        let mut items = Vec::with_capacity(self.items.len());
        for item in &self.items {
            let Syntax::Name(name) = item.syntax else {
                items.push(item.clone());
                continue;
            };
            let name = name as usize;
            let Some(part) = parts[name] else {
                items.push(Item::new(Syntax::Name(index(starts[name])), item.span()));
                continue;
            };
            items.extend(part.items.iter().map(|inner| {
                let syntax = match &inner.syntax {
                    Syntax::Name(at) => Syntax::Name(index(starts[name] + *at as usize)),
                    Syntax::Quoted(at) => Syntax::Quoted(index(quotes[name] + *at as usize)),
                    other => other.clone(),
                };
                Item::new(syntax, item.span())
            }));
        }
        Formula {
            names,
            quoted,
            items,
            text: self.text.clone(),
        }
    }

    /// The formula that is one figure.
    pub(crate) fn of_figure(figure: Figure) -> Formula {
        Formula {
            names: Vec::new(),
            quoted: vec![figure],
            items: vec![Item::new(Syntax::Quoted(0), 0..0)],
            text: "".into(),
        }
    }

    /// Whether all it does with its operands is adding and subtracting.
    pub(crate) fn is_sum(&self) -> bool {
        self.items.iter().all(|item| match item.syntax {
            Syntax::Name(_)
            | Syntax::Quoted(_)
            | Syntax::Negate
            | Syntax::Arithmetic(Arithmetic::Add | Arithmetic::Subtract) => true,
            Syntax::Call { function, .. } => function.name == "sum",
            Syntax::Number(_)
            | Syntax::Arithmetic(_)
            | Syntax::Compare { .. }
            | Syntax::Not
            | Syntax::And
            | Syntax::Or => false,
        })
    }

    /// How many parts it has.
    pub(crate) fn size(&self) -> usize {
        self.items.len()
    }

    /// Every place where the name of this index is used, in the order of the text.
    pub fn uses(&self, name: usize) -> impl Iterator<Item = Span> {
        let used = self.items.iter().filter(
            move |item| matches!(item.syntax, Syntax::Name(index) if index as usize == name),
        );
        used.map(Item::span)
    }
}
