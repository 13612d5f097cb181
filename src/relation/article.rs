//! An article's sentences as tokens: figures, times, words and marks.

use std::cell::Cell;

use super::Options;
use crate::number::{Direction, Figure, Kind, Period};
use crate::prose::sentence::{self, Sentence};
use crate::prose::{Found, Malformed, scan};
use crate::source::Span;
use crate::table::Table;

/// The most edits that are tried to mend the relations of one article: some hundreds of them are
/// wrong by then, and the rest are told without.
const EDITS: usize = 200_000;

/// An article, read as far as every rule needs it.
pub(crate) struct Article<'t> {
    pub(crate) text: &'t str,
    pub(crate) options: &'t Options,
    pub(crate) figures: Vec<Found<'t>>,
    pub(crate) malformed: Vec<Malformed>,
    pub(crate) tables: &'t [Table<'t>],
    /// How many edits may yet be tried to mend its relations.
    pub(crate) edits_left: Cell<usize>,
    pub(crate) sentences: Vec<Sentence>,
    /// The sentences that hold a figure.
    pub(crate) clauses: Vec<Clause>,
}

/// A sentence as tokens.
pub(crate) struct Clause {
    pub(crate) span: Span,
    pub(crate) paragraph: usize,
    pub(crate) tokens: Vec<Token>,
}

impl Clause {
    /// Its figures, each with its place among the tokens.
    pub(crate) fn figures(&self) -> impl Iterator<Item = (usize, usize)> {
        let tokens = self.tokens.iter().enumerate();
        tokens.filter_map(|(place, token)| Some((place, token.figure()?)))
    }
}

/// A time that a sentence names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Time {
    /// The period of the calendar, where it is told.
    pub(crate) period: Option<Period>,
    /// Whether it is counted from another: `a year earlier`.
    pub(crate) earlier: bool,
}

/// A token with its place.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) what: What,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// A figure, by its place among the article's.
    Figure(usize),
    /// A time with its preposition.
    Time(Time),
    Word,
    Mark(char),
}

impl<'t> Article<'t> {
    pub(crate) fn new(text: &'t str, tables: &'t [Table<'t>], options: &'t Options) -> Self {
        let mut scanner = scan(text, &options.settings);
        let figures: Vec<Found<'t>> = scanner.by_ref().collect();
        let malformed = scanner.take_malformed();
        let mut article = Article {
            text,
            options,
            figures,
            malformed,
            tables,
            edits_left: Cell::new(EDITS),
            sentences: sentence::split(text),
            clauses: Vec::new(),
        };
        article.clauses = article.tokenised();
        article
    }

    /// Puts tokens of each clause together.
    pub(super) fn collapse(&mut self, together: fn(&Article<'_>, &[Token]) -> Vec<Token>) {
        let collapsed: Vec<Vec<Token>> = self
            .clauses
            .iter()
            .map(|clause| together(self, &clause.tokens))
            .collect();
        for (clause, tokens) in self.clauses.iter_mut().zip(collapsed) {
            clause.tokens = tokens;
        }
    }

    fn tokenised(&self) -> Vec<Clause> {
        let mut next = 0;
        let mut clauses = Vec::new();
        let mut sentences = self.sentences.iter().cloned().peekable();
        while let Some(Sentence {
            mut span,
            paragraph,
        }) = sentences.next()
        {
            // No sentence ends within a figure: `a reward of Rs. 25,000,000`.
            let cut = self
                .figures
                .partition_point(|figure| figure.span.end <= span.end);
            while self
                .figures
                .get(cut)
                .is_some_and(|figure| figure.span.start < span.end && span.end < figure.span.end)
                && let Some(next) = sentences.next_if(|next| next.paragraph == paragraph)
            {
                span.end = next.span.end;
            }
            while next < self.figures.len() && self.figures[next].span.end <= span.start {
                next += 1;
            }
            let own = self.figures[next..]
                .iter()
                .take_while(|figure| figure.span.start < span.end)
                .count();
            if own > 0 {
                let tokens = self.tokens(&span, next);
                clauses.push(Clause {
                    span,
                    paragraph,
                    tokens,
                });
            }
        }
        clauses
    }

    fn tokens(&self, span: &Span, first: usize) -> Vec<Token> {
        let (text, mut figure, mut at) = (self.text, first, span.start);
        let mut tokens = Vec::new();
        while at < span.end {
            while self
                .figures
                .get(figure)
                .is_some_and(|found| found.span.end <= at)
            {
                figure += 1;
            }
            if let Some(found) = self
                .figures
                .get(figure)
                .filter(|found| found.span.start <= at)
            {
                let inside = found.span.start < at;
                let end = found.span.end;
                if !inside {
                    tokens.push(Token {
                        span: found.span.clone(),
                        what: What::Figure(figure),
                    });
                }
                at = end;
                continue;
            }
            let most = self
                .figures
                .get(figure)
                .map_or(span.end, |found| found.span.start.min(span.end));
            let Some(c) = text[at..most].chars().next() else {
                break;
            };
            let start = at;
            at += c.len_utf8();
            let what = if c.is_alphanumeric() {
                for c in text[at..most].chars() {
                    if !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '&')) {
                        break;
                    }
                    at += c.len_utf8();
                }
                What::Word
            } else if c.is_whitespace() {
                continue;
            } else {
                What::Mark(c)
            };
            tokens.push(Token {
                span: start..at,
                what,
            });
        }
        tokens
    }

    /// The places of the figures of a passage, those within times too.
    pub(crate) fn figures_in(&self, span: &Span) -> std::ops::Range<usize> {
        let first = self
            .figures
            .partition_point(|found| found.span.end <= span.start);
        let end = self
            .figures
            .partition_point(|found| found.span.start < span.end);
        first..end.max(first)
    }

    pub(crate) fn found(&self, figure: usize) -> &Found<'t> {
        &self.figures[figure]
    }

    pub(crate) fn kind(&self, figure: usize) -> Kind {
        self.figures[figure].kind()
    }

    pub(crate) fn figure(&self, figure: usize) -> Figure {
        self.figures[figure].figure(&self.options.settings)
    }

    pub(crate) fn direction(&self, figure: usize) -> Option<Direction> {
        self.figures[figure].direction
    }

    pub(crate) fn words(&self, span: &Span) -> &'t str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The token's text.
    pub(crate) fn token(&self, token: &Token) -> &'t str {
        self.words(&token.span)
    }

    /// Whether one of the tokens is one of the words.
    pub(crate) fn has_word(&self, tokens: &[Token], words: &[&str]) -> bool {
        tokens.iter().any(|token| self.is_word(Some(token), words))
    }

    /// Whether a token is one of these words, in either case.
    pub(crate) fn is_word(&self, token: Option<&Token>, known: &[&str]) -> bool {
        token.is_some_and(|token| {
            token.what == What::Word && {
                let word = self.token(token);
                known.iter().any(|known| word.eq_ignore_ascii_case(known))
            }
        })
    }
}

impl Token {
    pub(crate) fn figure(&self) -> Option<usize> {
        match self.what {
            What::Figure(figure) => Some(figure),
            _ => None,
        }
    }

    pub(crate) fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.what, What::Mark(c) if marks.contains(&c))
    }
}
