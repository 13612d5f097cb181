//! Finding the figures of a text: one pass from one place where a figure may begin to the next.
//!
//! The grammar of [`crate::number`] reads what stands there; the rules of context here say whether
//! it is a figure, and add what only the sentence knows: the unit that a list shares, the direction
//! of a verb, and that `rose from 5 to 7` are two figures and no range.

use std::collections::VecDeque;

use super::malformed::{self, Malformed};
use super::{context, dates, direction, looks, words};
use crate::number::{
    Direction, Figure, Hedge, Join, Kind, Settings, Written, class_of, match_with, next_start,
};
use crate::source::Span;

/// A figure of a text, and where it stands.
#[derive(Clone, Debug)]
pub struct Found<'t> {
    /// Its bytes, hedge and unit included.
    pub span: Span,
    /// Which way the sentence says it went.
    pub direction: Option<Direction>,
    written: Written<'t>,
}

impl Found<'_> {
    /// What it counts or measures. Bare years are dates.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.written.kind
    }

    /// How its words bound or widen it.
    #[must_use]
    pub fn hedge(&self) -> Hedge {
        self.written.hedge
    }

    /// The bytes of its number, without hedge and unit.
    pub(crate) fn number(&self) -> Span {
        self.written.number.clone()
    }

    /// Whether its number is no number: `several`, `dozens`.
    pub(crate) fn is_vague(&self) -> bool {
        self.written.is_vague()
    }

    /// Whether it is a common fraction in words: `a third`.
    pub(crate) fn is_fraction(&self) -> bool {
        self.written.is_fraction()
    }

    /// What it means.
    #[must_use]
    pub fn figure(&self, settings: &Settings) -> Figure {
        self.written.clone().figure(settings)
    }
}

/// The most figures that wait for the unit at the end of their list.
const LONGEST_LIST: usize = 12;

/// The figures of a text from left to right. Nothing is kept of what was passed.
///
/// ```
/// use addsup::number::Settings;
/// use addsup::prose::scan;
/// let text = "Sales rose 5 per cent to US$68 billion in 21 cities.";
/// let settings = Settings::default();
/// let found: Vec<&str> = scan(text, &settings).map(|figure| &text[figure.span]).collect();
/// assert_eq!(found, ["5 per cent", "US$68 billion", "21 cities"]);
/// ```
#[must_use]
pub fn scan<'t, 's>(text: &'t str, settings: &'s Settings) -> Scanner<'t, 's> {
    Scanner {
        text,
        settings,
        at: 0,
        given: 0,
        page: None,
        waiting: VecDeque::new(),
        ready: 0,
        ages_end: None,
        malformed: Vec::new(),
        before: None,
        ends: None,
        last_change: None,
    }
}

/// Whether a passage says that something became warmer or colder by so many degrees.
///
/// ```
/// use addsup::number::Settings;
/// use addsup::prose::changes_by_degrees;
/// let said = |passage| changes_by_degrees(passage, &Settings::default());
/// assert!(said("it has warmed by 1.6 °C (2.9 °F)"));
/// assert!(!said("it rose to 40 °C"));
/// ```
#[must_use]
pub fn changes_by_degrees(passage: &str, settings: &Settings) -> bool {
    const WORDS: [&str; 6] = [
        "warmed by",
        "cooled by",
        "warming",
        "cooling",
        "warmer",
        "colder",
    ];
    let lower = passage.to_lowercase();
    WORDS.iter().any(|words| lower.contains(words))
        || Iterator::any(&mut scan(passage, settings), |found: Found<'_>| {
            found.kind() == Kind::Temperature && found.direction.is_some()
        })
}

/// Which way a passage says that a figure in it went, the figure being given as written there.
///
/// ```
/// use addsup::number::{Direction, Settings};
/// use addsup::prose::direction_in;
/// let said = direction_in("profit was down 40% from £125m", "40%", &Settings::default());
/// assert_eq!(said, Some(Direction::Down));
/// ```
#[must_use]
pub fn direction_in(passage: &str, figure: &str, settings: &Settings) -> Option<Direction> {
    let is_inside = |span: &Span| {
        let mut places = passage.match_indices(figure);
        places.any(|(at, _)| span.start < at + figure.len() && at < span.end)
    };
    let mut all = scan(passage, settings);
    let found = Iterator::find(&mut all, |found| is_inside(&found.span));
    found.and_then(|found| found.direction)
}

/// The iterator of [`scan`].
#[derive(Clone, Debug)]
pub struct Scanner<'t, 's> {
    text: &'t str,
    settings: &'s Settings,
    /// Everything before was read.
    at: usize,
    /// Everything before belongs to a figure, or to nothing.
    given: usize,
    /// The next address of a page at or behind `at`; an empty range at the end if there is none.
    page: Option<Span>,
    /// Figures found and not given out yet.
    waiting: VecDeque<Found<'t>>,
    /// How many of them are known to be whole.
    ready: usize,
    /// Where the last age of `aged 19, 23 and 31` ends.
    ages_end: Option<usize>,
    /// Digits passed that can be no number.
    malformed: Vec<Malformed>,
    /// The figure given last.
    before: Option<Box<Found<'t>>>,
    /// What `from a to b` says together, where it is two figures: the second may leave out its
    /// unit.
    ends: Option<Written<'t>>,
    /// Where the last `from a to b` ends that is two figures.
    last_change: Option<usize>,
}

impl<'t> Iterator for Scanner<'t, '_> {
    type Item = Found<'t>;

    fn next(&mut self) -> Option<Found<'t>> {
        while self.ready == 0 {
            match self.find() {
                Some(found) => {
                    self.given = found.span.end;
                    self.take_in(found);
                }
                None if self.waiting.is_empty() => return None,
                None => self.close_list(),
            }
        }
        self.ready -= 1;
        self.waiting.pop_front()
    }
}

impl<'t> Scanner<'t, '_> {
    /// The digits passed so far that can be no number, in their order; they are given once.
    ///
    /// ```
    /// use addsup::number::Settings;
    /// use addsup::prose::scan;
    /// let text = "A fine of $110,00 was paid.";
    /// let settings = Settings::default();
    /// let mut figures = scan(text, &settings);
    /// assert!(figures.next().is_none());
    /// assert_eq!(&text[figures.take_malformed()[0].span.clone()], "$110,00");
    /// ```
    pub fn take_malformed(&mut self) -> Vec<Malformed> {
        std::mem::take(&mut self.malformed)
    }

    /// Takes in a figure. It may be one of a list with those that wait: `5, 6 and 7 per cent`.
    fn take_in(&mut self, found: Found<'t>) {
        let goes_on = self.waiting.back().is_some_and(|last| {
            let between = &self.text[last.span.end..found.span.start];
            self.waiting.len() < LONGEST_LIST
                && joins_list(between)
                && found.written.kind != Kind::Date
        });
        if !goes_on {
            self.close_list();
        }
        let wants_unit = is_plain(&found.written);
        self.waiting.push_back(found);
        if !wants_unit {
            self.close_list();
        }
    }

    /// The list ends: what has no unit takes the last one's.
    fn close_list(&mut self) {
        let text = self.text;
        let items = self.waiting.len() - self.ready;
        if let Some((last, before)) = self.waiting.make_contiguous().split_last_mut()
            && let Some(second_last) = before.last()
            && last.written.unit_is_behind()
        {
            // `1.8 million, or 6 per cent` says one thing twice.
            let apart = items == 2 && text[second_last.span.end..last.span.start].contains(',');
            for found in before
                .iter_mut()
                .skip(self.ready)
                .filter(|found| is_plain(&found.written))
            {
                // Of `5 and 1.2 million barrels` the five may be anything.
                if !apart && (items > 2 || last.written.is_scaled() == found.written.is_scaled()) {
                    found.written.share_unit_of(&last.written);
                }
            }
        }
        self.ready = self.waiting.len();
    }

    /// The next figure.
    fn find(&mut self) -> Option<Found<'t>> {
        while let Some(at) = next_start(self.text, self.at) {
            if self.skip_page(at) {
                continue;
            }
            let bytes = self.text.as_bytes();
            // `+44 20 …` may be dialled.
            let digits = at + usize::from(bytes[at] == b'+');
            if bytes.get(digits).is_some_and(u8::is_ascii_digit) {
                let end = context::digits_end(self.text, digits);
                if bytes.get(end) == Some(&b',')
                    && let Some(malformed) = malformed::at(self.text, digits)
                {
                    self.at = malformed.span.end;
                    self.malformed.push(malformed);
                    continue;
                }
                if let Some(stop) = context::code(self.text, digits, end) {
                    self.at = stop.max(end);
                    continue;
                }
                match dates::at(self.text, digits, end, self.given) {
                    Some(dates::Time::Skip(stop)) => {
                        self.at = stop.max(end);
                        continue;
                    }
                    Some(dates::Time::Date(written)) => {
                        self.at = written.span.end.max(end);
                        return Some(Found {
                            span: written.span.clone(),
                            direction: None,
                            written,
                        });
                    }
                    None => {}
                }
                if let Some(stop) = context::score(self.text, at, end) {
                    self.at = stop;
                    continue;
                }
            }
            if let Some(written) = dates::spoken_year(self.text, at) {
                self.at = written.span.end;
                return Some(Found {
                    span: written.span.clone(),
                    direction: None,
                    written,
                });
            }
            if let Some(stop) = context::formula(self.text, at) {
                self.at = stop;
                continue;
            }
            if self.is_inside_name(at) {
                self.at = self.behind(at);
                continue;
            }
            // Behind the sign of a currency.
            let behind = at + self.text[at..].chars().next().map_or(1, char::len_utf8);
            if matches!(self.text[at..behind].as_ref(), "$" | "£")
                && let Some(malformed) = malformed::at(self.text, behind)
            {
                self.at = malformed.span.end;
                self.malformed.push(malformed);
                continue;
            }
            if let Some(found) = self.figure(at) {
                return Some(found);
            }
        }
        self.at = self.text.len();
        None
    }

    /// Whether the word at `at` is joined to one before it: the number of `K-one` or `one-to-one`.
    fn is_inside_name(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        bytes[at].is_ascii_alphabetic()
            && matches!(bytes[..at], [.., before, b'-'] if before.is_ascii_alphanumeric())
    }

    /// Whether a `from` tells another change, as the one before in the sentence does: `letters from 37
    /// cents to 39 cents; postcards from 23 cents to 24 cents`.
    fn goes_on(&self, at: usize) -> bool {
        let from = [
            words::starting_at(self.text, at),
            words::before(self.text, at),
        ]
        .into_iter()
        .flatten()
        .any(|word| word.is_any(&["from"]));
        // Within the change itself the first figure is read again without its `from`.
        let between = self.last_change.map(|end| &self.text[end.min(at)..at]);
        from && between.is_some_and(|between| {
            between.len() <= 60 && !between.contains(". ") && !between.contains('\n')
        })
    }

    /// The figure at `at`; goes on behind it, or behind the word there if it is none.
    fn figure(&mut self, at: usize) -> Option<Found<'t>> {
        let text = self.text;
        let mut read = match_with(text, at, self.settings, Join::Ranges);
        if let Some(range) = read.as_ref().filter(|range| range.second().is_some()) {
            // `5–7 March` are days, and of `the three months to 30 September` only the last number
            // is one.
            if let Some(days) = dates::days(text, range.span.start, range.span.end) {
                if range.is_bare() {
                    self.at = days.span.end;
                    return Some(Found {
                        span: days.span.clone(),
                        direction: None,
                        written: days,
                    });
                }
                read = match_with(text, at, self.settings, Join::Nothing);
            }
        }
        if read
            .as_ref()
            .is_some_and(|range| range.second().is_some() && self.is_joined_by_word(range))
            && (direction::changes_before(text, at)
                || read.as_ref().is_some_and(Written::falls)
                || self.goes_on(at))
        {
            // `Rose 5 % to 84` are two figures. `Rose 5 to 7 per cent` is a range, as its first end
            // has no unit.
            let opened = words::starting_at(text, at).is_some_and(|word| word.is_any(&["from"]))
                || direction::rises_from(text, at);
            let first = match_with(text, at, self.settings, Join::Nothing);
            let shares = first.as_ref().is_some_and(|first| {
                let range = read.as_ref().filter(|range| !range.is_bare());
                // `$5 to $6 million` is of millions as a whole.
                range
                    .is_some_and(|range| first.is_bare() || range.is_scaled() && !first.is_scaled())
            });
            if opened || !shares {
                self.last_change = read.as_ref().map(|range| range.span.end);
                if opened {
                    self.ends = read;
                }
                read = first;
            }
        }
        let Some(written) = read.filter(|written| self.is_whole(written)) else {
            self.at = self.behind(at);
            return None;
        };
        let number = written.number.clone();
        if number.start > at && text.as_bytes()[number.start].is_ascii_digit() {
            // Digits behind words may be a date or a code all the same: `about 2019`, `between 2010
            // and 2020`.
            let end = context::digits_end(text, number.start);
            if let Some(stop) = context::code(text, number.start, end) {
                self.at = stop.max(end);
                return None;
            }
            let timed = if written.is_bare_or_counted() && !written.hedge.is_bound() {
                dates::at(text, number.start, end, at)
            } else {
                None
            };
            match timed {
                Some(dates::Time::Date(date)) => {
                    self.at = date.span.end.max(end);
                    return Some(Found {
                        span: date.span.clone(),
                        direction: None,
                        written: date,
                    });
                }
                Some(dates::Time::Skip(stop)) => {
                    self.at = stop.max(end);
                    return None;
                }
                None => {}
            }
        }
        if context::is_name(text, &written) {
            self.at = if written.second().is_some() {
                written.span.end
            } else {
                number.end.max(self.behind(at))
            };
            return None;
        }
        // `Over 10 years` is how long, unless something lasted it: the number is read again without
        // the word.
        let skipped = looks::is_no_hedge(text, &written);
        if skipped {
            self.at = self.behind(at);
            return None;
        }
        if !looks::is_figure(text, &written) {
            // Behind the article of `a third attempt` stands a rank.
            let article =
                number.start == at && written.is_fraction() && number.end > self.behind(at);
            self.at = if article {
                self.behind(at)
            } else {
                number.end.max(self.behind(at))
            };
            return None;
        }
        let written = if looks::is_quarters(text, &written) {
            written.into_quarters()
        } else {
            written
        };
        let mut written = self.below_nought(self.aged(written));
        // `Sub-200`: below it.
        if text.as_bytes()[..written.span.start]
            .last_chunk::<4>()
            .is_some_and(|prefix| prefix.eq_ignore_ascii_case(b"sub-"))
            && written.hedge == Hedge::Plain
        {
            written.hedge = Hedge::LessThan;
            written.span.start -= "sub-".len();
        }
        // `Until at least 2008` is a time.
        if written.hedge.is_bound()
            && written.is_bare()
            && written.kind == Kind::Number
            && text[number.clone()]
                .parse::<u32>()
                .is_ok_and(|year| (1900..2061).contains(&year))
            && words::before(text, written.span.start)
                .is_some_and(|word| word.is_any(&["until", "till", "since", "through"]))
        {
            self.at = written.span.end;
            return None;
        }
        if let Some(ends) = &self.ends
            && ends.span.end == written.span.end
            && is_plain(&written)
        {
            written.share_unit_of(ends);
        }
        let more_ages = self.ages_end.is_some_and(|end| {
            end <= written.span.start && joins_list(&text[end..written.span.start])
        });
        if more_ages && is_plain(&written) && written.second().is_none() {
            written = written.into_age();
        }
        let listed = more_ages || text[written.span.clone()].starts_with(['a', 'A']);
        self.ages_end = (written.kind == Kind::Age && listed).then_some(written.span.end);
        let direction = match written.kind {
            Kind::Date | Kind::Duration | Kind::Age | Kind::Ordinal => None,
            kind => direction::of(text, written.span.start, written.span.end, kind),
        };
        self.at = written.span.end;
        // A measure that stands before the thing is a figure too: `six million 330ml cans`.
        if written.noun().is_some()
            && let Some(inner) = text[number.end..written.span.end]
                .find(|c: char| c.is_ascii_digit())
                .filter(|_| written.second().is_none())
            && match_with(text, number.end + inner, self.settings, Join::Nothing)
                .is_some_and(|inner| !inner.is_bare_or_counted())
        {
            self.at = number.end + inner;
        }
        let mut found = Found {
            span: written.span.clone(),
            direction,
            written,
        };
        self.inherit(&mut found);
        self.before = Some(Box::new(found.clone()));
        Some(found)
    }

    /// Takes over what the figure before says of this one too: the bound and direction of `more than
    /// 12 kg (26 lb)`, the direction of `fell 120 points, or 0.9%` and of `rose 5% and 3%`.
    fn inherit(&self, found: &mut Found<'t>) {
        let Some(before) = &self.before else { return };
        let Some(between) = self.text.get(before.span.end..found.span.start) else {
            return;
        };
        if between.len() > 40 || matches!(found.kind(), Kind::Date | Kind::Ordinal | Kind::Age) {
            return;
        }
        let converts = matches!(between, " (" | " (or " | "/" | " / ")
            && before.kind() == found.kind()
            && before.written.measures_as(&found.written, self.settings);
        if converts && found.hedge() == Hedge::Plain && before.hedge() != Hedge::Between {
            found.written.hedge = before.hedge();
        }
        let apposed =
            matches!(between, ", or " | " or " | " (" | ", ") && before.kind() != found.kind();
        let alike = before.kind() == found.kind() && before.kind() != Kind::Number;
        let of = words::after(self.text, found.span.end).is_some_and(|word| word.is_any(&["of"]));
        let listed = alike && !of && !between.contains("to") && joins_list(between);
        let gapped = alike && !of && found.kind() == Kind::Percent && is_gap(between);
        if found.direction.is_none() && (converts || apposed || listed || gapped) {
            found.direction = before.direction;
        }
    }

    /// Whether `to` and not a dash joins the ends of a range, or `and` behind `between`.
    fn is_joined_by_word(&self, range: &Written<'_>) -> bool {
        let joint = &self.text[range.number.end..range.span.end];
        joint.contains(" to ") || joint.contains("\nto ") || joint.contains(" to\n")
    }

    /// Whether a figure ends where a word ends: `777F` and `4x4` are codes.
    fn is_whole(&self, written: &Written<'_>) -> bool {
        let rest = &self.text[written.span.end..];
        if rest.is_empty() || !self.text[..written.span.end].ends_with(char::is_alphanumeric) {
            return true;
        }
        // The power of a unit nobody knows leaves the number what it is.
        let power = rest.starts_with(['²', '³', '⁻', '⁴']);
        power || !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    }

    /// Behind the word, number or sign at `at`.
    fn behind(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        if bytes[at].is_ascii_digit() {
            // `1.2.3` and `777F` are passed as a whole.
            let mut end = context::digits_end(self.text, at);
            loop {
                end = words::starting_at(self.text, end).map_or(end, |word| word.end());
                let point = matches!(bytes.get(end), Some(b'.' | b',' | b'-'))
                    && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
                if !point || end - at > 64 {
                    return end.max(at + 1);
                }
                end += 1;
            }
        }
        match words::starting_at(self.text, at) {
            Some(word) if bytes[at].is_ascii_alphabetic() => word.end(),
            _ => at + self.text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }

    /// Whether `at` lies in the address of a page, which is passed.
    fn skip_page(&mut self, at: usize) -> bool {
        if self
            .page
            .as_ref()
            .is_none_or(|page| page.end <= at && page.start < self.text.len())
        {
            self.page = Some(next_page(self.text, self.at));
        }
        match &self.page {
            Some(page) if page.start <= at && at < page.end => {
                self.at = page.end;
                true
            }
            _ => false,
        }
    }

    /// `- 20 degrees`: a minus that stands apart, where it can be no dash. Nothing else of the line
    /// may be before it, or the figure is a temperature.
    fn below_nought(&self, written: Written<'t>) -> Written<'t> {
        let before = &self.text[..written.span.start];
        let trimmed = before.trim_end_matches(' ');
        let Some(rest) = trimmed
            .strip_suffix(['-', '−'])
            .filter(|_| trimmed.len() < before.len())
        else {
            return written;
        };
        let line = rest.trim_end_matches([' ', '\t']);
        let alone = (line.is_empty() || line.ends_with('\n'))
            && self.text[written.span.end..]
                .trim_start_matches([' ', '.'])
                .is_empty();
        let apart = rest.is_empty() || rest.ends_with(' ');
        if alone
            || written.kind == Kind::Temperature
                && apart
                && !words::before(self.text, rest.len())
                    .is_some_and(|word| word.text.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return written.negated(rest.len());
        }
        written
    }

    /// `Jane Doe, 45, …`: an age.
    fn aged(&self, written: Written<'t>) -> Written<'t> {
        let text = self.text;
        let span = written.span.clone();
        let in_digits =
            written.number == span && text[span.clone()].bytes().all(|byte| byte.is_ascii_digit());
        if written.kind != Kind::Number
            || !written.is_bare()
            || !in_digits
            || span.len() > 3
            || text[span.clone()]
                .parse::<u32>()
                .is_ok_and(|age| age == 0 || age > 115)
        {
            return written;
        }
        let commas = text[..span.start].ends_with(", ") && text[span.end..].starts_with([',', '.']);
        let name = commas.then(|| words::ending_at(text, span.start - 2));
        match name.flatten() {
            Some(name)
                if name.text.chars().all(char::is_alphabetic)
                    && !text[span.end + 1..].starts_with(|c: char| c.is_ascii_digit())
                    && dates::month(name.text).is_none()
                    && (name.is_capitalised() || is_person(&name)) =>
            {
                written.into_age()
            }
            _ => written,
        }
    }
}

/// Words for people, behind which a number between commas is an age.
fn is_person(word: &words::Word<'_>) -> bool {
    // `The singer, 45, …`, `the president, 78, …`
    #[rustfmt::skip]
    const THINGS: &[&str] = &[
        "number", "other", "former", "latter", "over", "ever", "never", "winter", "summer", "quarter", "order", "paper", "power", "water", "letter", "chapter", "later", "after", "under",
        "further", "rather", "together", "major", "minor", "for", "or", "per", "percent", "event", "accident", "agreement", "government", "recent", "different", "list", "least", "river", "tower",
        "centre", "center", "corner", "weather", "matter", "offer", "door", "floor", "error", "sector", "factor",
    ];
    let works = ["er", "or", "ist", "man", "ian", "dent", "chief"];
    if works.iter().any(|end| word.text.ends_with(end))
        && !word.is_any(THINGS)
        && !word.text.ends_with("ment")
    {
        return true;
    }
    word.is_any(&[
        "mother",
        "father",
        "son",
        "daughter",
        "wife",
        "husband",
        "brother",
        "sister",
        "man",
        "woman",
        "boy",
        "girl",
        "partner",
        "girlfriend",
        "boyfriend",
        "grandmother",
        "grandfather",
        "uncle",
        "aunt",
        "nephew",
        "niece",
        "cousin",
        "friend",
        "actor",
        "actress",
        "singer",
        "driver",
        "player",
        "student",
        "teacher",
        "farmer",
        "widow",
        "widower",
        "twin",
        "teenager",
        "pensioner",
        "striker",
    ])
}

/// A number without a unit of its own, hedge or not.
fn is_plain(written: &Written<'_>) -> bool {
    written.kind == Kind::Number
        && written.is_bare()
        && !written.is_vague()
        && !written.is_fraction()
}

/// Whether what stands between two figures only names another thing of which the same is said, its
/// verb left out: `wheat rose 5%, barley 3%`.
fn is_gap(between: &str) -> bool {
    let Some(rest) = between
        .strip_prefix(", ")
        .or_else(|| between.strip_prefix(" and "))
    else {
        return false;
    };
    let rest = rest.strip_prefix("and ").unwrap_or(rest);
    let mut words = rest.split(' ').filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && rest.ends_with(' ')
        && words.clone().count() <= 3
        && words.all(|word| {
            word.chars().all(|c| c.is_alphabetic() || c == '-')
                && (class_of(word).is_none() || word == "the")
        })
}

/// Whether two figures with this between them are items of one list.
fn joins_list(between: &str) -> bool {
    if between.len() > 12 {
        return false;
    }
    // `Four-, six- and eight-string`
    let rest = between
        .trim_start_matches('-')
        .trim_start()
        .trim_start_matches([',', '/'])
        .trim();
    (rest.is_empty() && !between.trim().is_empty())
        || [
            "and", "or", "&", "to", "then", "and then", "and over", "or even",
        ]
        .contains(&rest)
}

/// The next address of a page from `at` on: the run without blanks around `://`.
fn next_page(text: &str, at: usize) -> Span {
    let Some(found) = memchr::memmem::find(&text.as_bytes()[at..], b"://") else {
        return text.len()..text.len();
    };
    let mark = at + found;
    let scheme = text.as_bytes()[..mark]
        .iter()
        .rev()
        .take(12)
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let end = text[mark..]
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '’'))
        .map_or(text.len(), |length| mark + length);
    mark - scheme..end
}
