//! Which figures of an article are accounted for: those that stand in a passage somebody names, or
//! say what an input or a claim says that names no passage.

use super::scan::{Found, scan};
use super::visible::{Markup, Visible};
use crate::number::{Figure, Kind, Settings};
use crate::source::Span;

/// An article's figures that ask to be accounted for, in the order they stand.
///
/// Dates are not among them, nor ranks in words (`the third quarter`): they say when, and in what
/// order.
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

    /// Those of them that a passage names which is quoted for one figure: the one with the figure's
    /// words or its number and unit, or where there is none so near, all that the passage
    /// holds.
    ///
    /// ```
    /// use addsup::number::{Figure, Settings};
    /// use addsup::prose::{Figures, Markup};
    /// let article = "Sales rose 5 % to $7 million in 21 cities.";
    /// let settings = Settings::default();
    /// let figures = Figures::of(article, Markup::Plain, &settings);
    /// let seven = Figure::parse("$7 million", &settings).expect("a figure");
    /// let named = figures.named(&(0..article.len()), Some(("$7 million", &seven)));
    /// assert_eq!(named, [1]);
    /// ```
    #[must_use]
    pub fn named(&self, passage: &Span, figure: Option<(&str, &Figure)>) -> Vec<usize> {
        let first = self
            .stated
            .partition_point(|it| it.span.end <= passage.start);
        let inside: Vec<usize> = (first..self.stated.len())
            .take_while(|&at| self.stated[at].span.start < passage.end)
            .collect();
        let Some((words, figure)) = figure else {
            return inside;
        };
        let lower = |text: &str| text.to_lowercase();
        let words = lower(words);
        let is_it = |at: &usize| {
            let stated = &self.stated[*at];
            is_same(&stated.figure, figure)
                || lower(&stated.text).contains(&words)
                || words.contains(&lower(&stated.text))
        };
        let named: Vec<usize> = inside.iter().copied().filter(is_it).collect();
        if named.is_empty() { inside } else { named }
    }

    /// Those of the same number and unit as a figure, wherever they stand.
    #[must_use]
    pub fn same_as(&self, figure: &Figure) -> Vec<usize> {
        let same = |at: &usize| is_same(&self.stated[*at].figure, figure);
        (0..self.stated.len()).filter(same).collect()
    }

    /// One of them, by its place in their order.
    #[must_use]
    pub fn get(&self, at: usize) -> &Stated {
        &self.stated[at]
    }
}

/// Whether two figures say the same number of the same unit.
fn is_same(a: &Figure, b: &Figure) -> bool {
    a.unit.dimension() == b.unit.dimension()
        && a.numbers
            .iter()
            .zip(&b.numbers)
            .all(|(x, y)| a.to_base(x) == b.to_base(y))
}

/// Whether a figure is something the article states.
fn is_stated(text: &str, found: &Found<'_>) -> bool {
    match found.kind() {
        Kind::Date => false,
        Kind::Ordinal => text[found.span.clone()].contains(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(article: &str) -> Figures {
        Figures::of(article, Markup::Plain, &Settings::default())
    }

    fn named(article: &str, passage: &str, words: &str) -> Vec<String> {
        let figure = Figure::parse(words, &Settings::default()).expect("a figure");
        let start = article.find(passage).expect("it stands in the article");
        let figures = figures(article);
        let named = figures.named(&(start..start + passage.len()), Some((words, &figure)));
        named
            .iter()
            .map(|&at| figures.get(at).text.clone())
            .collect()
    }

    #[test]
    fn a_passage_names_the_figure_it_is_quoted_for_and_no_other() {
        let article = "It sold 5 cars, 6 boats and 7 planes.";
        assert_eq!(named(article, article, "6 boats"), ["6 boats"]);
        assert_eq!(named(article, "sold 5", "5"), ["5 cars"]);
        assert_eq!(
            named(article, "6 boats and 7", "13"),
            ["6 boats", "7 planes"]
        );
        assert_eq!(figures(article).named(&(0..article.len()), None), [0, 1, 2]);
    }

    #[test]
    fn the_same_figure_is_found_in_other_words() {
        let article = "About 110 million tonnes were bought, and 5 cars.";
        let same = |words: &str| {
            let figure = Figure::parse(words, &Settings::default()).expect("a figure");
            figures(article).same_as(&figure).len()
        };
        assert_eq!(same("about 110 million tonnes"), 1);
        assert_eq!(same("110,000,000,000 kg"), 1);
        assert_eq!(same("110 million dollars"), 0);
    }

    #[test]
    fn dates_and_ranks_in_words_are_not_asked_for() {
        assert_eq!(
            figures("In 2019, for the third time, it came 12th.").stated[0].text,
            "12th"
        );
    }
}
