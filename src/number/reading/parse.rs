//! Texts that are one figure, or one period, and nothing else.

use super::FigureError;
use crate::number::figures::{Figure, Period};
use crate::number::units::{Kind, Settings};

impl Figure {
    /// Reads a text that is one figure and nothing else.
    ///
    /// # Errors
    /// Where and why the text is no figure.
    pub fn parse(text: &str, settings: &Settings) -> Result<Self, FigureError> {
        let directed = || {
            let (direction, rest) = super::directed::of(text)?;
            let figure = super::written::whole(rest, settings).ok()?;
            // What rose or fell by degrees is a difference.
            Some(Figure {
                direction: Some(direction),
                ..figure.as_difference()
            })
        };
        // "Of warming" would be read as what is counted.
        let of_degrees = directed().filter(|figure| figure.kind == Kind::Temperature);
        if let Some(figure) = of_degrees {
            return Ok(figure);
        }
        let otherwise = || {
            let other = super::directed::other_words(text)?;
            super::written::whole(&other, settings).ok()
        };
        super::written::whole(text, settings).or_else(|fault| {
            directed()
                .or_else(otherwise)
                .ok_or_else(|| fault.into_error(text))
        })
    }
}

impl Period {
    /// Reads a period: `2015`, `FY2023`, `Q1 2023`, `first half of 2023`, `2023-04`, `April 2023`,
    /// `January to April 2023`, `2023-01..2023-04`, `first four months of 2023`, `2010–2020`, `14
    /// June 2023`, `1990s`, and as accounts have them: `4Q23`, `third quarter of fiscal 2013`,
    /// `12 months to March 2005`, `three months ended September 30, 2011`, `2012/13`. A fiscal
    /// year without further word is taken as the calendar's; `2012/13` is the twelve months
    /// from the middle of the first year.
    ///
    /// # Errors
    /// What a period looks like, where the text is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let trimmed = text.trim();
        let whole = super::period_written::at(trimmed, 0)
            .filter(|(_, end)| *end == trimmed.len())
            .map(|(period, _)| period);
        match whole.or_else(|| super::accounts::period(trimmed)) {
            Some(period) => Ok(period),
            None => Err(format!(
                "`{}` is not a period; write a year `2023`, a quarter `Q1 2023`, a month `2023-04`, a day `2023-04-30`, or a span `2023-01..2023-04`",
                trimmed.chars().take(40).collect::<String>()
            )),
        }
    }

    /// The period that begins at `at` in a text that goes on behind it, and where it ends.
    pub(crate) fn at(text: &str, at: usize) -> Option<(Self, usize)> {
        super::period_written::at(text, at)
    }
}
