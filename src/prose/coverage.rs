//! Which figures of an article are accounted for: those that stand in a passage somebody names, or say what an
//! input or a claim says that names no passage.

use crate::number::{Figure, Kind, Settings};
use crate::source::Span;

use super::article::{Markup, Visible};
use super::scan::{Found, scan};

/// An article's figures that ask to be accounted for, in the order they stand.
///
/// Dates are not among them, nor ranks in words (`the third quarter`): they say when, and in what order.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    stated: Vec<Stated>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Where it stands in the article's file.
    pub span: Span,
    /// Its words as readers see them, without markup.
    pub text: String,
    figure: Figure,
}

impl Figures {
    /// Those of an article, with their places in its file.
    #[must_use]
    pub fn of(article: &str, markup: Markup, settings: &Settings) -> Self {
        let visible = Visible::new(article, markup);
        let text = visible.text();
        let stated = scan(text, settings)
            .filter(|found| is_stated(text, found))
            .map(|found| Stated {
                span: visible.original(found.span.clone()),
                text: text[found.span.clone()].to_owned(),
                figure: found.figure(settings),
            })
            .collect();
        Figures { stated }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stated.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stated.is_empty()
    }

    /// Those that nothing accounts for: neither one of the passages, nor a figure of the same number and unit.
    ///
    /// ```
    /// use addsup::number::Settings;
    /// use addsup::prose::{Figures, Markup};
    /// let article = "Sales rose 5 % to $7 million in 21 cities.";
    /// let figures = Figures::of(article, Markup::Plain, &Settings::default());
    /// let left = figures.unaccounted([0..14].to_vec(), &[]);
    /// assert_eq!(left.iter().map(|figure| &*figure.text).collect::<Vec<_>>(), ["$7 million", "21 cities"]);
    /// ```
    #[must_use]
    pub fn unaccounted(&self, passages: Vec<Span>, known: &[Figure]) -> Vec<&Stated> {
        let passages = merged(passages);
        let quoted = |place: &Span| {
            let after = passages.partition_point(|passage| passage.end <= place.start);
            passages
                .get(after)
                .is_some_and(|passage| passage.start < place.end)
        };
        let repeats = |figure: &Figure| {
            known
                .iter()
                .any(|known| known.numbers == figure.numbers && known.unit == figure.unit)
        };
        self.stated
            .iter()
            .filter(|stated| !quoted(&stated.span) && !repeats(&stated.figure))
            .collect()
    }
}

/// Whether a figure is something the article states.
fn is_stated(text: &str, found: &Found<'_>) -> bool {
    match found.kind() {
        Kind::Date => false,
        Kind::Ordinal => text[found.span.clone()].contains(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

/// Passages in their order, those that meet put together.
fn merged(mut passages: Vec<Span>) -> Vec<Span> {
    passages.sort_by_key(|passage| passage.start);
    let mut merged: Vec<Span> = Vec::with_capacity(passages.len());
    for passage in passages {
        match merged.last_mut() {
            Some(last) if passage.start <= last.end => last.end = last.end.max(passage.end),
            _ => merged.push(passage),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(article: &str, passages: &[&str], stated: &[&str]) -> Vec<String> {
        let settings = Settings::default();
        let figures = Figures::of(article, Markup::Plain, &settings);
        let place = |passage: &&str| {
            let start = article.find(passage).expect("it stands in the article");
            start..start + passage.len()
        };
        let stated: Vec<Figure> = stated
            .iter()
            .map(|text| Figure::parse(text, &settings).expect("a figure"))
            .collect();
        let left = figures.unaccounted(passages.iter().map(place).collect(), &stated);
        left.iter().map(|figure| figure.text.clone()).collect()
    }

    #[test]
    fn passages_account_for_the_figures_they_touch() {
        let article = "It sold 5 cars, 6 boats and 7 planes.";
        assert_eq!(left(article, &[], &[]), ["5 cars", "6 boats", "7 planes"]);
        assert_eq!(left(article, &["sold 5", "6 boats and 7"], &[]), [""; 0]);
        assert_eq!(
            left(article, &["boats and 7 planes", "6 boats"], &[]),
            ["5 cars"]
        );
    }

    #[test]
    fn an_input_without_a_passage_accounts_for_the_figure_it_repeats() {
        let article = "About 110 million tonnes were bought, and 5 cars.";
        assert_eq!(
            left(article, &[], &["about 110 million tonnes"]),
            ["5 cars"]
        );
        assert_eq!(left(article, &[], &["110 million dollars"]).len(), 2);
    }

    #[test]
    fn dates_and_ranks_in_words_are_not_asked_for() {
        assert_eq!(
            left("In 2019, for the third time, it came 12th.", &[], &[]),
            ["12th"]
        );
    }
}
