//! Formulas that the words around figures suggest: `rose from A to B, an increase of C`, `A of B (C
//! %)`.
//!
//! What no pattern can tell, such as whether two figures measure the same, is asked of the figures
//! themselves.

use chrono::{Datelike, Months};
use regex::Captures;

use super::figures::{Reading, token};
use super::item::{Class, Item};
use super::name::Names;
use super::patterns::{
    AVERAGE, CLOSED, COMPARED, COMPILED, DOWN, ELSEWHERE, Meaning, PART_OF, PARTS, Pattern,
    TOTAL_BEFORE, TOTAL_BEHIND, UP, WHOLE,
};
use super::proposal::{Formula, Keep, Operation, Origin, Proposal, Term, Unknown, unit_of};
use super::when::Time;
use crate::number::{Direction, Period, Settings};

/// The claims that an article's words suggest, in the article's order.
pub(super) fn propose(reading: &Reading, names: &mut Names, settings: &Settings) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    for sentence in 0..reading.sentences.len() {
        if reading.of_sentence(sentence).len() < 2 {
            continue;
        }
        let mut finder = Finder {
            reading,
            names,
            settings,
            sentence,
            stated: Vec::new(),
            found: Vec::new(),
        };
        finder.totals();
        finder.patterns();
        finder.parts();
        let mut found = finder.found;
        found.sort_by_key(|proposal| {
            proposal
                .figures()
                .map(|item| reading.items[item].span.start)
                .max()
        });
        proposals.append(&mut found);
    }
    proposals
}

/// Finds the claims of one sentence.
struct Finder<'r> {
    reading: &'r Reading,
    names: &'r mut Names,
    settings: &'r Settings,
    sentence: usize,
    /// Figures that a claim found here states.
    stated: Vec<usize>,
    found: Vec<Proposal>,
}

impl<'r> Finder<'r> {
    fn item(&self, index: usize) -> &'r Item {
        &self.reading.items[index]
    }

    fn push(&mut self, proposal: Proposal) {
        let is_free = proposal
            .states
            .is_none_or(|item| !self.stated.contains(&item));
        let usable = proposal.figures().all(|item| self.item(item).is_stated());
        let circular = proposal
            .operands()
            .any(|item| Some(item) == proposal.states);
        if is_free && usable && !circular {
            self.stated.extend(proposal.states);
            self.found.push(proposal);
        }
    }

    fn patterns(&mut self) {
        let skeleton = &self.reading.skeletons[self.sentence];
        for pattern in COMPILED.iter() {
            let mut at = 0;
            while let Some(captures) = pattern.regex.captures_at(skeleton, at) {
                // Matches may overlap: of `A, C more than B, D more than E` each is looked at.
                let all = captures.get(0).expect("internal error: a match is a match");
                at = skeleton.ceil_char_boundary(all.start() + 1);
                self.matched(pattern, &captures);
            }
        }
    }

    fn matched(&mut self, pattern: &Pattern, captures: &Captures<'_>) {
        let number = |name: &str| {
            captures
                .name(name)
                .and_then(|digits| digits.as_str().parse::<usize>().ok())
        };
        let words = ["link", "tail"]
            .map(|name| captures.name(name).map_or("", |words| words.as_str()))
            .join(" ");
        let (a, b, c) = (number("a"), number("b"), number("c"));
        let origin = Origin::Language(pattern.words);
        let proposal = match (pattern.meaning, a, b, c) {
            (Meaning::Change, Some(a), Some(b), Some(c)) => {
                self.change(a, b, c, &words, origin, false)
            }
            (Meaning::NamedChange, Some(a), Some(b), Some(c)) => {
                self.change(a, b, c, &words, origin, true)
            }
            (Meaning::Multiple, Some(a), Some(b), Some(c)) => {
                let fits =
                    self.item(a).is_same(self.item(b)) && self.item(c).class == Class::Multiple;
                fits.then(|| Proposal::of(c, Formula::new(Operation::Ratio, [b, a]), origin))
            }
            (Meaning::ChangeFromUnknown, None, Some(b), Some(c)) => {
                let yearly = captures
                    .get(0)
                    .is_some_and(|all| all.as_str().contains("<y>"));
                self.against_unknown(b, c, &words, yearly, origin)
            }
            (Meaning::Share, Some(a), Some(b), Some(c)) => self.share(a, b, c, origin),
            (Meaning::Each, Some(a), Some(b), Some(c)) => {
                let (whole, time, each) = (self.item(a), self.item(b), self.item(c));
                let unit = whole
                    .figure
                    .unit
                    .dimension()
                    .over(time.figure.unit.dimension());
                let fits = unit == *each.figure.unit.dimension() && !unit.is_none();
                fits.then(|| Proposal::of(c, Formula::new(Operation::Quotient, [a, b]), origin))
            }
            (Meaning::EachOf, Some(a), Some(b), Some(c)) => {
                let (whole, things, each) = (self.item(a), self.item(b), self.item(c));
                let counted = things.figure.unit.is_counted() && !whole.figure.unit.is_counted();
                let fits = counted && whole.is_like(each);
                fits.then(|| Proposal::of(c, Formula::new(Operation::Quotient, [a, b]), origin))
            }
            (Meaning::Rise, Some(a), Some(b), None) => {
                self.order(a, b, Operation::Less, "rises", origin)
            }
            (Meaning::Fall, Some(a), Some(b), None) => {
                self.order(a, b, Operation::More, "falls", origin)
            }
            _ => None,
        };
        if let Some(proposal) = proposal {
            self.push(proposal);
        }
    }

    /// Which way the words say it went; where they do not, which way the figures went.
    fn falls(&self, a: Option<usize>, b: usize, c: usize, words: &str) -> Option<bool> {
        match (
            UP.is_match(words),
            DOWN.is_match(words),
            self.item(c).direction,
        ) {
            (true, false, _) => Some(false),
            (false, true, _) => Some(true),
            (_, _, Some(direction)) => Some(direction == Direction::Down),
            _ => a.map(|a| self.item(b).figure.nominal() < self.item(a).figure.nominal()),
        }
    }

    /// `a` became `b`, a change of `c`. `named`: the words must say that it is one.
    fn change(
        &mut self,
        a: usize,
        b: usize,
        c: usize,
        words: &str,
        origin: Origin,
        named: bool,
    ) -> Option<Proposal> {
        let (from, to, by) = (self.item(a), self.item(b), self.item(c));
        if !from.is_same(to) || a == b || is_about_else(words) || named && self.is_whole(b) {
            return None;
        }
        let says = UP.is_match(words) || DOWN.is_match(words) || by.direction.is_some();
        let apart = words.trim().trim_start_matches(['(', ',', ' ']);
        let halved = by.class == Class::Fraction && by.stated.to_lowercase().ends_with("halved");
        let plain = matches!(apart, "" | "or" | "or by" | "by" | "i.e.")
            && matches!(by.class, Class::Percent | Class::Points);
        if !says
            && !halved
            && by.class != Class::Multiple
            && (named || !plain && !AVERAGE.is_match(words))
        {
            return None;
        }
        let falls = self.falls(Some(a), b, c, words)?;
        let propose = |formula| Proposal::of(c, formula, origin.clone());
        // What fell is taken the other way round where the difference is named without its sign.
        let (first, then) = if falls { (b, a) } else { (a, b) };
        Some(match by.class {
            Class::Fraction if halved => propose(Formula::new(Operation::Ratio, [b, a])),
            Class::Percent | Class::Fraction
                if AVERAGE.is_match(words) || AVERAGE.is_match(&by.stated) =>
            {
                return self.average(a, b, c, falls, words, origin);
            }
            Class::Percent | Class::Fraction => {
                propose(Formula::new(Operation::Growth, [a, b]).falling(falls))
            }
            Class::Points if from.class == Class::Percent => {
                propose(Formula::new(Operation::Points, [first, then]))
            }
            Class::Multiple => propose(Formula::new(Operation::Ratio, [b, a])),
            _ if by.is_same(from) && says => {
                propose(Formula::new(Operation::Change, [first, then]))
            }
            _ => return None,
        })
    }

    /// `c` a year on average: compound where the words say so, otherwise that or the simple mean.
    fn average(
        &self,
        a: usize,
        b: usize,
        c: usize,
        falls: bool,
        words: &str,
        origin: Origin,
    ) -> Option<Proposal> {
        let (from, to) = (self.item(a), self.item(b));
        let dated = from
            .period
            .zip(to.period)
            .is_some_and(|(from, to)| from.start() < to.start());
        let mut spans = self.reading.mentions[self.sentence]
            .iter()
            .filter_map(|mention| match mention.time {
                Time::Period(Some(period))
                    if period
                        .months()
                        .is_some_and(|months| months > 12 && months % 12 == 0) =>
                {
                    Some(years_in(&period))
                }
                _ => None,
            });
        let span = spans.next_back();
        let duration = self
            .reading
            .of_sentence(self.sentence)
            .find(|&item| self.item(item).class == Class::Duration && ![a, b, c].contains(&item));
        let mut terms = vec![Term::Figure(a), Term::Figure(b)];
        let mut simple = true;
        if let Some(years) = span.filter(|_| !dated) {
            terms.push(Term::Number(years.to_string()));
        } else if !dated {
            terms.push(Term::Figure(duration?));
            simple = false;
        }
        let formula = |operation| Formula {
            operation,
            falls,
            terms: terms.clone(),
        };
        let mut proposal = Proposal::of(c, formula(Operation::Cagr), origin);
        let says_compound = words.contains("compound") || words.contains("cagr");
        if simple && !says_compound {
            proposal.readings[0].0 = "compound";
            proposal
                .readings
                .push(("simple", formula(Operation::YearlyGrowth)));
        }
        Some(proposal)
    }

    /// `b`, up `c` from what the article does not say, or says elsewhere.
    fn against_unknown(
        &mut self,
        b: usize,
        c: usize,
        words: &str,
        yearly: bool,
        origin: Origin,
    ) -> Option<Proposal> {
        let (to, by) = (self.item(b), self.item(c));
        if by.class != Class::Percent
            || !matches!(to.class, Class::Amount | Class::Duration)
            || self.stated.contains(&c)
            || !to.is_stated()
            || self.is_whole(b)
        {
            return None;
        }
        let falls = self.falls(None, b, c, words)?;
        let earlier = to.period.filter(|_| yearly).and_then(year_before);
        let known = earlier.and_then(|period| {
            let same = |item: &Item| {
                item.period == Some(period)
                    && item.is_same(to)
                    && item.is_stated()
                    && item.label == to.label
            };
            self.reading.items.iter().position(same)
        });
        if let Some(known) = known {
            return Some(Proposal::of(
                c,
                Formula::new(Operation::Growth, [known, b]).falling(falls),
                origin,
            ));
        }
        let unit = unit_of(&to.figure, self.settings)?;
        let id = self.names.unique(&format!(
            "{}_{}",
            to.id,
            if yearly { "year_earlier" } else { "before" }
        ));
        let note = format!(
            "What the article compares {} with, and does not say.",
            to.id
        );
        let mut proposal = Proposal::of(
            c,
            Formula {
                operation: Operation::Growth,
                falls,
                terms: vec![Term::Unknown(0), Term::Figure(b)],
            },
            origin,
        );
        proposal.unknowns.push(Unknown {
            id,
            unit,
            period: earlier,
            note,
        });
        Some(proposal)
    }

    fn share(&self, a: usize, b: usize, c: usize, origin: Origin) -> Option<Proposal> {
        let (part, whole, share) = (self.item(a), self.item(b), self.item(c));
        let levels = [part, whole]
            .iter()
            .all(|item| matches!(item.class, Class::Amount | Class::Duration));
        let fits = levels
            && part.is_like(whole)
            && matches!(share.class, Class::Percent | Class::Fraction)
            && self.ends_statement(c);
        fits.then(|| Proposal::of(c, Formula::new(Operation::Share, [a, b]), origin))
    }

    /// Whether a figure is the whole of a part before it: the 20 of `five of the 20 firms`. What is
    /// said behind is said of the part.
    fn is_whole(&self, whole: usize) -> bool {
        let skeleton = &self.reading.skeletons[self.sentence];
        let token = token(self.item(whole).class, whole);
        let before = skeleton.split_once(&token).map_or("", |(before, _)| before);
        PART_OF.is_match(before)
    }

    /// Whether a percentage behind a part and its whole is said of them: not the `12 % more` of `5
    /// of 20 firms, 12 % more than in 2019`, nor the `12 % of staff` of `5 of 20 firms, 12 % of
    /// staff`.
    fn ends_statement(&self, share: usize) -> bool {
        let skeleton = &self.reading.skeletons[self.sentence];
        let token = token(self.item(share).class, share);
        let Some((before, behind)) = skeleton.split_once(&token) else {
            return false;
        };
        // `20 % of its 500 shops, or 100` says its whole itself.
        let of_whole = behind.starts_with(" of ") && behind.contains('<');
        let named = !before.ends_with(", ") || before.ends_with(", or ");
        (of_whole || self.item(share).direction.is_none())
            && !COMPARED.is_match(behind)
            && (named || of_whole || CLOSED.is_match(behind))
    }

    /// What rose must be more than before; worth a claim only where it is not.
    fn order(
        &mut self,
        a: usize,
        b: usize,
        operation: Operation,
        verb: &str,
        origin: Origin,
    ) -> Option<Proposal> {
        let (from, to) = (self.item(a), self.item(b));
        if !from.is_same(to) || !from.is_stated() || !to.is_stated() {
            return None;
        }
        let mut proposal = Proposal::of(a, Formula::new(operation, [a, b]), origin);
        proposal.states = None;
        proposal.id = Some(self.names.unique(&format!("{}_{verb}", to.id)));
        proposal.keep = Keep::IfWrong;
        Some(proposal)
    }

    /// `100 (25%) failed and 300 (75%) passed`, of the whole at the sentence's beginning.
    fn parts(&mut self) {
        let skeleton = &self.reading.skeletons[self.sentence];
        let number = |captures: &Captures<'_>, name: &str| captures[name].parse::<usize>().ok();
        let Some(whole) = WHOLE
            .captures(skeleton)
            .and_then(|captures| number(&captures, "b"))
        else {
            return;
        };
        for captures in PARTS.captures_iter(skeleton) {
            if let (Some(a), Some(c)) = (number(&captures, "a"), number(&captures, "c"))
                && a != whole
                && let Some(proposal) = self.share(a, whole, c, Origin::Language("of B, A (C)"))
            {
                self.push(proposal);
            }
        }
    }

    /// `12 plants: five in China, four in Mexico and three in Poland`; `five, four and three, 12 in
    /// all`.
    fn totals(&mut self) {
        let skeleton = &self.reading.skeletons[self.sentence];
        let items = self.reading.of_sentence(self.sentence);
        let before = TOTAL_BEFORE
            .captures(skeleton)
            .and_then(|captures| captures["t"].parse::<usize>().ok());
        if let Some(total) = before {
            let parts = self.list(total, total + 1..items.end);
            self.total(total, parts, "a total, and its parts behind a colon");
        }
        let behind = TOTAL_BEHIND.captures(skeleton).and_then(|captures| {
            captures
                .name("t")
                .or(captures.name("u"))
                .and_then(|digits| digits.as_str().parse::<usize>().ok())
        });
        // `723 homes in all` may be one figure.
        let says_so = |item: &usize| {
            ["in all", "in total", "altogether"]
                .iter()
                .any(|words| self.item(*item).stated.ends_with(words))
        };
        let behind = behind.or_else(|| items.clone().find(says_so));
        if let Some(total) = behind {
            let parts = self.list(total, items.start..total);
            self.total(total, parts, "parts, and what they are in all");
        }
    }

    fn total(&mut self, total: usize, parts: Option<Vec<usize>>, words: &'static str) {
        let Some(parts) = parts else { return };
        // So far from the total they are no slip of the pen but only some of the parts.
        let sum: f64 = parts
            .iter()
            .map(|&part| self.item(part).figure.nominal().to_f64())
            .sum();
        let whole = self.item(total).figure.nominal().to_f64();
        if (0.5..=1.5).contains(&(sum / whole)) {
            self.push(Proposal::of(
                total,
                Formula::new(Operation::Sum, parts),
                Origin::Language(words),
            ));
        }
    }

    /// Figures that can be the parts of a total: two or more of its kind, one behind the other.
    /// Percentages may stand beside them.
    fn list(&self, total: usize, range: std::ops::Range<usize>) -> Option<Vec<usize>> {
        let whole = self.item(total);
        let mut parts = Vec::new();
        for index in range {
            let item = self.item(index);
            if item.class == Class::Percent && whole.class != Class::Percent {
                continue;
            }
            if !item.is_like(whole) || !item.is_stated() {
                return None;
            }
            parts.push(index);
        }
        let skeleton = &self.reading.skeletons[self.sentence];
        let listed = parts.windows(2).all(|pair| {
            let between = self.between(skeleton, pair[0], pair[1]);
            [", ", " and ", "; ", " plus ", " & "]
                .iter()
                .any(|mark| between.contains(mark))
                && ![" of which", " of whom", " than "]
                    .iter()
                    .any(|word| between.contains(word))
        });
        (parts.len() >= 2 && listed).then_some(parts)
    }

    /// What stands between two figures of a skeleton.
    fn between<'s>(&self, skeleton: &'s str, first: usize, second: usize) -> &'s str {
        let at = |number: usize| skeleton.find(&token(self.item(number).class, number));
        match (at(first), at(second)) {
            (Some(start), Some(end)) if start < end => &skeleton[start..end],
            _ => "",
        }
    }
}

/// Whether the words between two levels and a change lead to something else.
fn is_about_else(words: &str) -> bool {
    ELSEWHERE.is_match(words)
}

/// From the first year of a span to its last.
fn years_in(period: &Period) -> i32 {
    period.last_day().year() - period.start().year()
}

pub(super) fn year_before(period: Period) -> Option<Period> {
    let back = |date: chrono::NaiveDate| date.checked_sub_months(Months::new(12));
    Period::new(back(period.start())?, back(period.end())?)
}
