//! Splits a formula into tokens.

use super::syntax::{Arithmetic, Test};
use super::{FormulaError, FormulaErrorKind};
use crate::number::Rational;
use crate::source::Span;

/// The most digits a number may have.
const MAX_DIGITS: usize = 200;
/// The largest power of ten a number may be scaled by.
const MAX_EXPONENT: u32 = 300;

/// A token of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(Rational),
    /// A figure in quotes; its text is the token's without them.
    Quoted,
    Name,
    Arithmetic(Arithmetic),
    Compare(Test),
    And,
    Or,
    In,
    Not,
    Open,
    Close,
    Comma,
    /// Something already reported.
    Fault,
    End,
}

/// Reads tokens one after the other.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// What could not be read.
    pub(super) errors: Vec<FormulaError>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Lexer {
            text,
            at: 0,
            errors: Vec::new(),
        }
    }

    fn byte(&self, ahead: usize) -> u8 {
        // No token contains NUL, so it can stand for the end.
        self.text
            .as_bytes()
            .get(self.at + ahead)
            .copied()
            .unwrap_or(0)
    }

    fn character(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// The next token and where it stands.
    pub(super) fn next(&mut self) -> (Token, Span) {
        self.skip_space();
        let start = self.at;
        let token = match self.byte(0) {
            _ if start == self.text.len() => Token::End,
            b'0'..=b'9' => self.number(),
            b'.' if self.byte(1).is_ascii_digit() => self.number(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.name(),
            b'"' => self.quoted('"'),
            byte => match self.sign(byte) {
                Some((token, length)) => {
                    self.at += length;
                    token
                }
                None => self.other(),
            },
        };
        (token, start..self.at)
    }

    fn skip_space(&mut self) {
        while self.byte(0).is_ascii_whitespace() {
            self.at += 1;
        }
        while let Some(c) = self.character()
            && c.is_whitespace()
        {
            self.at += c.len_utf8();
        }
    }

    /// The ASCII sign here, with its length.
    fn sign(&self, byte: u8) -> Option<(Token, usize)> {
        let followed_by_equals = self.byte(1) == b'=';
        Some(match byte {
            b'+' => (Token::Arithmetic(Arithmetic::Add), 1),
            b'-' => (Token::Arithmetic(Arithmetic::Subtract), 1),
            b'*' if self.byte(1) != b'*' => (Token::Arithmetic(Arithmetic::Multiply), 1),
            b'/' => (Token::Arithmetic(Arithmetic::Divide), 1),
            b'^' => (Token::Arithmetic(Arithmetic::Power), 1),
            b'(' => (Token::Open, 1),
            b')' => (Token::Close, 1),
            b',' => (Token::Comma, 1),
            b'<' if followed_by_equals => (Token::Compare(Test::AtMost), 2),
            b'<' if self.byte(1) != b'>' => (Token::Compare(Test::Less), 1),
            b'>' if followed_by_equals => (Token::Compare(Test::AtLeast), 2),
            b'>' => (Token::Compare(Test::Greater), 1),
            b'=' if followed_by_equals => (Token::Compare(Test::Equal), 2),
            b'=' => (Token::Compare(Test::Equal), 1),
            b'!' if followed_by_equals => (Token::Compare(Test::Unequal), 2),
            _ => return None,
        })
    }

    /// What is neither an ASCII sign nor begins an ASCII word.
    fn other(&mut self) -> Token {
        let c = self.character().unwrap_or('\0');
        let token = match c {
            '−' => Token::Arithmetic(Arithmetic::Subtract),
            '×' | '·' | '⋅' => Token::Arithmetic(Arithmetic::Multiply),
            '÷' => Token::Arithmetic(Arithmetic::Divide),
            '≤' => Token::Compare(Test::AtMost),
            '≥' => Token::Compare(Test::AtLeast),
            '≠' => Token::Compare(Test::Unequal),
            '“' => return self.quoted('”'),
            c if c.is_alphabetic() => return self.name(),
            _ => return self.unknown(c),
        };
        self.at += c.len_utf8();
        token
    }

    fn unknown(&mut self, c: char) -> Token {
        let start = self.at;
        let two = self.text.get(start..start + 2).unwrap_or_default();
        let (length, message, help) = match (two, c) {
            ("**", _) => (2, None, Some("a power is written `^`")),
            ("<>", _) => (2, None, Some("\"not equal\" is written `!=`")),
            ("&&", _) => (2, None, Some("write `and`")),
            ("||", _) => (2, None, Some("write `or`")),
            (_, '!') => (1, None, Some("write `not`")),
            (_, '[' | ']' | '{' | '}') => (1, None, Some("group with `(` and `)`")),
            (_, '%') => (
                1,
                Some("`%` stands after a number only".to_owned()),
                Some("a share of something is a product: `20% * x`"),
            ),
            (_, '$' | '€' | '£' | '¥' | '°') => (
                c.len_utf8(),
                None,
                Some("write a figure with its unit in quotes: `\"US$5 billion\"`"),
            ),
            (_, '\'' | '‘' | '’') => (c.len_utf8(), None, Some("quote figures with `\"`")),
            _ => (c.len_utf8(), None, None),
        };
        self.at += length;
        let shown = self.text[start..self.at].escape_debug();
        self.errors.push(FormulaError {
            kind: FormulaErrorKind::Syntax,
            span: start..self.at,
            message: message.unwrap_or_else(|| format!("`{shown}` means nothing in a formula")),
            help: help.map(str::to_owned),
        });
        Token::Fault
    }

    fn name(&mut self) -> Token {
        let start = self.at;
        self.word();
        let word = &self.text[start..self.at];
        match word {
            "and" => return Token::And,
            "or" => return Token::Or,
            "not" => return Token::Not,
            "in" => return Token::In,
            _ => {}
        }
        // `part.id`
        if self.byte(0) == b'.' && (self.byte(1).is_ascii_alphabetic() || self.byte(1) == b'_') {
            self.at += 1;
            self.word();
        }
        Token::Name
    }

    fn word(&mut self) {
        loop {
            while self.byte(0).is_ascii_alphanumeric() || self.byte(0) == b'_' {
                self.at += 1;
            }
            match self.character() {
                Some(c) if !c.is_ascii() && c.is_alphanumeric() => self.at += c.len_utf8(),
                _ => return,
            }
        }
    }

    fn quoted(&mut self, close: char) -> Token {
        let start = self.at;
        let open = self.character().map_or(1, char::len_utf8);
        match self.text[start + open..].find(close) {
            Some(length) => {
                self.at = start + open + length + close.len_utf8();
                Token::Quoted
            }
            None => {
                self.at = self.text.len();
                self.errors.push(FormulaError {
                    kind: FormulaErrorKind::Syntax,
                    span: start..start + open,
                    message: "this quote is not closed".to_owned(),
                    help: Some(format!("end the figure with `{close}`")),
                });
                Token::Fault
            }
        }
    }

    /// `1_000.5e3`, `20 %`.
    fn number(&mut self) -> Token {
        let start = self.at;
        let mut small: i64 = 0;
        let mut digits = 0_usize;
        let mut decimals = 0_u32;
        let mut after_point = false;
        loop {
            let byte = self.byte(0);
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    decimals += u32::from(after_point);
                    if digits <= 18 {
                        small = small * 10 + i64::from(byte - b'0');
                    }
                }
                b'_' if self.byte(1).is_ascii_digit() && self.at > start => {}
                b'.' if !after_point && self.byte(1).is_ascii_digit() => after_point = true,
                _ => break,
            }
            self.at += 1;
        }
        let mantissa = &self.text[start..self.at];
        let exponent = self.exponent();
        if digits > MAX_DIGITS {
            self.limit(start, format!("a number of more than {MAX_DIGITS} digits"));
            return Token::Number(Rational::ONE);
        }
        let Some(exponent) = exponent else {
            self.limit(start, format!("a power of ten above {MAX_EXPONENT}"));
            return Token::Number(Rational::ONE);
        };
        let value = if digits <= 18 {
            Rational::from(small)
        } else {
            let plain: String = mantissa.chars().filter(char::is_ascii_digit).collect();
            Rational::from_digits(&plain).expect("internal error: digits that are none")
        };
        let scale = i64::from(exponent) - i64::from(decimals);
        let value = scaled(value, scale);
        let value = if self.percent() {
            scaled(value, -2)
        } else {
            value
        };
        self.unit_after(start);
        Token::Number(value)
    }

    /// The exponent after a mantissa, nought where there is none; `None` if it is too large.
    fn exponent(&mut self) -> Option<i32> {
        if !matches!(self.byte(0), b'e' | b'E') {
            return Some(0);
        }
        let signed = matches!(self.byte(1), b'+' | b'-');
        if !self.byte(1 + usize::from(signed)).is_ascii_digit() {
            return Some(0);
        }
        let negative = self.byte(1) == b'-';
        self.at += 1 + usize::from(signed);
        let mut exponent: u32 = 0;
        while self.byte(0).is_ascii_digit() {
            exponent = exponent
                .saturating_mul(10)
                .saturating_add(u32::from(self.byte(0) - b'0'));
            self.at += 1;
        }
        let exponent = i32::try_from(exponent).ok()?;
        (exponent.unsigned_abs() <= MAX_EXPONENT).then_some(if negative {
            -exponent
        } else {
            exponent
        })
    }

    fn percent(&mut self) -> bool {
        let rest = self.text[self.at..].trim_start();
        if !rest.starts_with('%') {
            return false;
        }
        self.at = self.text.len() - rest.len() + 1;
        true
    }

    /// Reports a unit that stands right behind a number, and skips it.
    fn unit_after(&mut self, start: usize) {
        let from = self.at;
        if self
            .character()
            .is_some_and(|c| c.is_alphabetic() || c == '_' || c == '°')
        {
            self.at += self.character().map_or(0, char::len_utf8);
            self.word();
            let (number, unit) = (&self.text[start..from], &self.text[from..self.at]);
            self.errors.push(FormulaError {
                kind: FormulaErrorKind::Syntax,
                span: start..self.at,
                message: format!("a number runs into `{unit}`"),
                help: Some(format!(
                    "write a figure with its unit in quotes: `\"{number} {unit}\"`"
                )),
            });
        }
    }

    fn limit(&mut self, start: usize, what: String) {
        self.errors.push(FormulaError {
            kind: FormulaErrorKind::Limit,
            span: start..self.at,
            message: format!("{what} is beyond what addsup reads"),
            help: None,
        });
    }
}

fn scaled(value: Rational, exponent: i64) -> Rational {
    let power = || {
        let exponent = u32::try_from(exponent.unsigned_abs());
        Rational::power_of_ten(exponent.expect("internal error: an exponent over its limit"))
    };
    match exponent {
        0 => value,
        1.. => value * power(),
        _ => value / power(),
    }
}
