//! Formulas that the numbers themselves suggest: of the pairs and triples of figures, those whose
//! ratio, sum or growth gives another figure so exactly that chance is no likely reason.
//!
//! How exactly is a matter of digits. Numbers that have nothing to do with one another have leading
//! digits spread as Benford's law says (Benford, "The law of anomalous numbers", 1938), so that one
//! of them lies between `x` and `y` of one decade with probability log₁₀(y / x). The chance of one
//! combination is that of coming as near to the stated figure as it does; no nearer counts than the
//! figures' own grains, since 200 says less than 207. Many combinations are tried, so it is
//! multiplied by their number, which bounds the probability that any of them fits by chance
//! (Bonferroni's correction; Dunn, "Multiple comparisons among means", 1961). What is near is tried
//! apart from what is far: figures of one sentence mostly belong together and are few.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::figures::Reading;
use super::item::{Class, Item};
use super::proposal::{Chance, Formula, Keep, Operation, Origin, Proposal};
use crate::number::{Direction, Override, Period, Rational, Strength};

/// The most fits by chance that are to be expected of figures as far apart as these.
pub(super) const LIMIT: f64 = 0.05;
/// How many figures to either side of a figure are looked at: for triples, in its own paragraph,
/// and for pairs.
const NEAR: usize = 12;
pub(super) const FAR: usize = 40;

/// A figure as floats, for a first look; what is proposed is checked exactly.
struct Value {
    /// The number as printed.
    nominal: f64,
    /// What it may be, read closely.
    close: Range<f64>,
    /// What it may be, taken for as round as it looks: 200 says less than 207.
    grain: Range<f64>,
    /// What it measures; figures of one dimension have one number.
    dimension: usize,
    /// The thing it counts, or none.
    noun: usize,
    period: Option<Period>,
    class: Class,
    direction: Option<Direction>,
    sentence: usize,
    paragraph: usize,
    index: usize,
}

/// A combination of figures that may give another one.
struct Combination<'c, 'v> {
    members: &'c [&'v Value],
    operation: Operation,
    falls: bool,
    /// What it gives from the numbers as printed.
    nominal: f64,
    /// What it may give, read closely.
    close: Range<f64>,
    /// How coarse that is: half the width that the members' grains leave open.
    coarse: f64,
}

/// A combination that fits.
struct Fit {
    target: usize,
    formula: Formula,
    among: Among,
    each: f64,
}

/// How far apart the figures of a combination and the one they may give are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Among {
    /// In one paragraph, and two of them beside one another: `A, 10.1 % of the total`.
    Beside,
    Sentence,
    Paragraph,
    Article,
}

impl Among {
    fn words(self) -> &'static str {
        match self {
            Among::Beside => "neighbouring figures with one of the paragraph",
            Among::Sentence => "figures of one sentence",
            Among::Paragraph => "figures of one paragraph",
            Among::Article => "figures of the article",
        }
    }

    fn of(target: &Value, members: &[&Value]) -> Self {
        let in_sentence = |value: &Value| value.sentence == target.sentence;
        let beside = |value: &&&Value| in_sentence(value) && value.index + 1 == target.index;
        if !members
            .iter()
            .all(|value| value.paragraph == target.paragraph)
        {
            Among::Article
        } else if target.is_rate() && members.iter().any(|value| beside(&value)) {
            Among::Beside
        } else if members.iter().all(|value| in_sentence(value)) {
            Among::Sentence
        } else {
            Among::Paragraph
        }
    }
}

/// Adds the claims that the numbers suggest to those that the words do.
pub(super) fn propose(reading: &Reading, proposals: &mut Vec<Proposal>) {
    let values = values(reading);
    let mut stated: HashSet<usize> = proposals
        .iter()
        .filter_map(|proposal| proposal.states)
        .collect();
    let mut tried = [0_usize; 4];
    let mut fits: Vec<Fit> = Vec::new();
    for (at, target) in values.iter().enumerate() {
        if stated.contains(&target.index) || target.class == Class::Duration {
            continue;
        }
        let window = at.saturating_sub(FAR)..values.len().min(at + FAR + 1);
        let others = values[window]
            .iter()
            .filter(|value| value.index != target.index);
        let others: Vec<&Value> = others.collect();
        let mut look = |combination: &Combination<'_, '_>| {
            let among = Among::of(target, combination.members);
            tried[among as usize] += 1;
            if meet(&combination.close, &target.close) {
                let members = combination.members.iter().map(|value| value.index);
                let formula =
                    Formula::new(combination.operation, members).falling(combination.falls);
                let each = chance(target, combination);
                fits.push(Fit {
                    target: target.index,
                    formula,
                    among,
                    each,
                });
            }
        };
        if target.is_rate() {
            rates(target, &others, &mut look);
        } else {
            sums(target, &others, &mut look);
        }
    }
    fits.retain(|fit| fit.each * tried[fit.among as usize] as f64 <= LIMIT);
    let expected = |fit: &Fit| fit.each * tried[fit.among as usize] as f64;
    fits.sort_by(|a, b| {
        expected(a)
            .total_cmp(&expected(b))
            .then(a.target.cmp(&b.target))
    });
    let mut known: HashSet<Vec<usize>> = proposals.iter().map(figures).collect();
    for fit in fits {
        let tried = tried[fit.among as usize];
        let chance = Chance {
            each: fit.each,
            tried,
            among: fit.among.words(),
        };
        let mut proposal = Proposal::of(fit.target, fit.formula, Origin::Numbers(chance));
        proposal.keep = Keep::IfRight;
        // One relation of figures makes one claim.
        if !stated.contains(&fit.target) && known.insert(figures(&proposal)) {
            stated.insert(fit.target);
            proposals.push(proposal);
        }
    }
}

/// A claim's figures, in order.
fn figures(proposal: &Proposal) -> Vec<usize> {
    let mut figures: Vec<usize> = proposal.figures().collect();
    figures.sort_unstable();
    figures
}

/// Growths, shares and ratios of pairs that may give a percentage, a fraction or a multiple.
fn rates(target: &Value, others: &[&Value], look: &mut dyn FnMut(&Combination<'_, '_>)) {
    let levels: Vec<&Value> = others
        .iter()
        .copied()
        .filter(|value| !value.is_rate())
        .collect();
    for a in &levels {
        for b in &levels {
            if a.nominal == b.nominal || !a.measures_like(b) {
                continue;
            }
            let members = [*a, *b];
            let ratio = |operation| Combination {
                members: &members,
                operation,
                falls: false,
                nominal: a.nominal / b.nominal,
                close: over(&a.close, &b.close),
                coarse: half(&over(&a.grain, &b.grain)),
            };
            let growth = |falls: bool| {
                let sign = if falls { -1.0 } else { 1.0 };
                let ratio = over(&b.close, &a.close);
                let ends = [sign * (ratio.start - 1.0), sign * (ratio.end - 1.0)];
                Combination {
                    members: &members,
                    operation: Operation::Growth,
                    falls,
                    nominal: sign * (b.nominal / a.nominal - 1.0),
                    close: ends[0].min(ends[1])..ends[0].max(ends[1]),
                    coarse: half(&over(&b.grain, &a.grain)),
                }
            };
            match (target.class, target.direction) {
                (Class::Multiple, _) if a.nominal > b.nominal => look(&ratio(Operation::Ratio)),
                (Class::Multiple, _) => {}
                (_, Some(Direction::Up)) if a.is_before(b) && a.nominal < b.nominal => {
                    look(&growth(false));
                }
                (_, Some(Direction::Down)) if a.is_before(b) && a.nominal > b.nominal => {
                    look(&growth(true));
                }
                (_, None) if a.nominal < b.nominal && a.is_with(b) => {
                    look(&ratio(Operation::Share))
                }
                _ => {}
            }
        }
    }
}

/// Pairs that may add up to an amount, and near it triples.
fn sums(target: &Value, others: &[&Value], look: &mut dyn FnMut(&Combination<'_, '_>)) {
    let is_part = |value: &&Value| {
        value.measures_like(target) && value.is_with(target) && value.nominal < target.nominal
    };
    let parts: Vec<&Value> = others.iter().copied().filter(is_part).collect();
    let mut add = |members: &[&Value]| {
        look(&Combination {
            members,
            operation: Operation::Sum,
            falls: false,
            nominal: members.iter().map(|value| value.nominal).sum(),
            close: members.iter().map(|value| value.close.start).sum()
                ..members.iter().map(|value| value.close.end).sum(),
            // A sum is on the grid of its coarsest part.
            coarse: members
                .iter()
                .map(|value| half(&value.grain))
                .fold(0.0, f64::max),
        });
    };
    for (at, a) in parts.iter().enumerate() {
        for b in &parts[at + 1..] {
            add(&[a, b]);
        }
    }
    let near: Vec<&Value> = parts
        .into_iter()
        .filter(|value| value.is_near(target))
        .collect();
    for (at, a) in near.iter().enumerate() {
        for (next, b) in near.iter().enumerate().skip(at + 1) {
            for c in &near[next + 1..] {
                add(&[a, b, c]);
            }
        }
    }
}

impl Value {
    /// Whether it says how amounts compare, and is none itself.
    fn is_rate(&self) -> bool {
        matches!(
            self.class,
            Class::Percent | Class::Fraction | Class::Multiple
        )
    }

    fn measures_like(&self, other: &Value) -> bool {
        self.dimension == other.dimension
            && (self.noun == other.noun || self.noun == 0 || other.noun == 0)
            && (self.class == Class::Percent) == (other.class == Class::Percent)
    }

    /// Whether two figures may be of one time.
    fn is_with(&self, other: &Value) -> bool {
        self.period.is_none() || other.period.is_none() || self.period == other.period
    }

    /// Whether this may be what the other has become.
    fn is_before(&self, other: &Value) -> bool {
        match (self.period, other.period) {
            (Some(from), Some(to)) => from.start() < to.start(),
            _ => true,
        }
    }

    /// Whether this is among the nearest figures of the other's paragraph.
    fn is_near(&self, other: &Value) -> bool {
        self.paragraph == other.paragraph && self.index.abs_diff(other.index) <= NEAR
    }
}

/// The figures that formulas can be tried on: numbers above nought that are no bounds.
fn values(reading: &Reading) -> Vec<Value> {
    let mut dimensions = HashMap::new();
    let mut nouns = HashMap::from([(String::new(), 0)]);
    let usable = |item: &&(usize, &Item)| {
        let figure = &item.1.figure;
        item.1.is_stated()
            && !figure.hedge.is_bound()
            && figure.numbers[0] == figure.numbers[1]
            && figure.numbers[0] > Rational::ZERO
            && !matches!(item.1.class, Class::Other | Class::Points)
    };
    let items: Vec<(usize, &Item)> = reading.items.iter().enumerate().collect();
    items
        .iter()
        .filter(usable)
        .map(|&(index, item)| {
            let figure = &item.figure;
            let nominal = figure.nominal().to_f64();
            let close = figure
                .values(Strength::Close, &Override::default())
                .interval;
            let end = |end: Option<&Rational>| end.map_or(nominal, Rational::to_f64);
            let close = end(close.inf())..end(close.sup());
            let half = figure.grain().spoken.to_f64() / 2.0;
            let grain = close.start.min(nominal - half)..close.end.max(nominal + half);
            let next = dimensions.len();
            let dimension = *dimensions
                .entry(figure.unit.dimension().clone())
                .or_insert(next);
            let noun = if figure.unit.is_counted() {
                figure.unit.name().to_owned()
            } else {
                String::new()
            };
            let next = nouns.len();
            Value {
                nominal,
                close,
                grain,
                dimension,
                noun: *nouns.entry(noun).or_insert(next),
                period: item.period,
                class: item.class,
                direction: item.direction,
                sentence: item.sentence,
                paragraph: reading.sentences[item.sentence].paragraph,
                index,
            }
        })
        .collect()
}

/// The quotient of two sets of positive numbers.
fn over(a: &Range<f64>, b: &Range<f64>) -> Range<f64> {
    let floor = |value: f64| value.max(f64::MIN_POSITIVE);
    a.start / floor(b.end)..a.end / floor(b.start)
}

fn half(range: &Range<f64>) -> f64 {
    (range.end - range.start) / 2.0
}

fn meet(a: &Range<f64>, b: &Range<f64>) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// The chance that a combination comes as near to the stated figure as this one does.
fn chance(target: &Value, combination: &Combination<'_, '_>) -> f64 {
    let distance = (combination.nominal - target.nominal).abs();
    decades(
        target.nominal,
        distance.max(combination.coarse).max(half(&target.grain)),
    )
}

/// How much of a decade is so near to a number.
fn decades(number: f64, distance: f64) -> f64 {
    let (low, high) = (number - distance, number + distance);
    if low > 0.0 && high.is_finite() {
        (high / low).log10().clamp(f64::MIN_POSITIVE, 1.0)
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_the_share_of_a_decade() {
        // From 1 to 10, from 3.95 to 4.05, and all of it where nought is near.
        assert!((decades(5.5, 4.5) - 1.0).abs() < 1e-12);
        assert!((decades(4.0, 0.05) - (4.05_f64 / 3.95).log10()).abs() < 1e-12);
        assert!((decades(1.0, 2.0) - 1.0).abs() < 1e-12);
    }
}
