//! Formulas that the numbers themselves suggest: of the pairs and triples of figures, those whose ratio, sum or
//! growth gives another figure so exactly that chance is no likely reason.
//!
//! How exactly is a matter of digits. Numbers that have nothing to do with one another have leading digits
//! spread as Benford's law says (Benford, "The law of anomalous numbers", 1938), so one of them lies between `x`
//! and `y` of one decade with probability log₁₀(y / x). With a set as wide as the figures' own grains, that is
//! the chance of one combination. Many combinations are tried, so it is multiplied by their number, which
//! bounds the probability that any of them fits by chance (Bonferroni's correction; Dunn, "Multiple comparisons
//! among means", 1961). What is near is tried apart from what is far, with its own share of the limit, as
//! figures of one sentence mostly belong together and are few.

use std::collections::HashMap;
use std::ops::Range;

use crate::number::{Direction, Override, Period, Rational, Strength};

use super::figures::{Class, Item, Reading};
use super::proposal::{Chance, Formula, Keep, Origin, Proposal};

/// The most fits by chance that are to be expected in a draft.
pub(super) const LIMIT: f64 = 0.05;
/// How many figures to either side of a figure are looked at: for triples, in its own paragraph, and for pairs.
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

/// A fit of figures.
struct Fit {
    target: usize,
    formula: Formula,
    each: f64,
}

/// How far apart the figures of a combination may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Among {
    Sentence,
    Paragraph,
    Article,
}

impl Among {
    const ALL: [Among; 3] = [Among::Sentence, Among::Paragraph, Among::Article];

    fn words(self) -> &'static str {
        match self {
            Among::Sentence => "figures of one sentence",
            Among::Paragraph => "figures of one paragraph",
            Among::Article => "figures of the article",
        }
    }

    /// The nearest tier that holds all of these.
    fn of(values: &[&Value]) -> Self {
        let first = values[0];
        if values.iter().all(|value| value.sentence == first.sentence) {
            Among::Sentence
        } else if values
            .iter()
            .all(|value| value.paragraph == first.paragraph)
        {
            Among::Paragraph
        } else {
            Among::Article
        }
    }
}

/// Adds the claims that the numbers suggest to those that the words do.
pub(super) fn propose(reading: &Reading, proposals: &mut Vec<Proposal>) {
    let values = values(reading);
    let mut tried = [0_usize; 3];
    let mut fits: Vec<(Among, Fit)> = Vec::new();
    for (at, target) in values.iter().enumerate() {
        let is_stated = proposals
            .iter()
            .any(|proposal| proposal.states == Some(target.index));
        if is_stated || target.class == Class::Duration {
            continue;
        }
        let window = at.saturating_sub(FAR)..values.len().min(at + FAR + 1);
        let others: Vec<&Value> = values[window]
            .iter()
            .filter(|value| value.index != target.index)
            .collect();
        let mut look =
            |combination: &[&Value], formula: &dyn Fn() -> Formula, computed: [Range<f64>; 2]| {
                let mut all = vec![target];
                all.extend(combination);
                let among = Among::of(&all);
                tried[among as usize] += 1;
                let [close, grain] = computed;
                if meet(&close, &target.close) {
                    let each = chance(&grain, &target.grain);
                    fits.push((
                        among,
                        Fit {
                            target: target.index,
                            formula: formula(),
                            each,
                        },
                    ));
                }
            };
        match target.class {
            Class::Percent | Class::Fraction | Class::Multiple => rates(target, &others, &mut look),
            _ => sums(target, &others, &mut look),
        }
    }
    fits.retain(|(among, fit)| {
        fit.each * tried[*among as usize] as f64 <= LIMIT / Among::ALL.len() as f64
    });
    fits.sort_by(|(_, a), (_, b)| a.each.total_cmp(&b.each).then(a.target.cmp(&b.target)));
    for (among, fit) in fits {
        let figures = |proposal: &Proposal| {
            let mut figures: Vec<usize> = proposal.figures().collect();
            figures.sort_unstable();
            figures
        };
        let chance = Chance {
            each: fit.each,
            tried: tried[among as usize],
            among: among.words(),
        };
        let mut proposal = Proposal::of(fit.target, fit.formula, Origin::Numbers(chance));
        proposal.keep = Keep::IfRight;
        let known = proposals
            .iter()
            .any(|other| other.states == proposal.states || figures(other) == figures(&proposal));
        if !known {
            proposals.push(proposal);
        }
    }
}

type Look<'l, 'v> = dyn FnMut(&[&'v Value], &dyn Fn() -> Formula, [Range<f64>; 2]) + 'l;

/// Growths, shares and ratios of pairs that may give a percentage, a fraction or a multiple.
fn rates<'v>(target: &Value, others: &[&'v Value], look: &mut Look<'_, 'v>) {
    let is_level = |value: &&&Value| matches!(value.class, Class::Amount | Class::Duration);
    for (at, a) in others.iter().enumerate() {
        if !is_level(&a) {
            continue;
        }
        for (place, b) in others.iter().enumerate() {
            if at == place || !is_level(&b) || !a.measures_like(b) || a.nominal == b.nominal {
                continue;
            }
            match (target.class, target.direction) {
                (Class::Multiple, _) if a.nominal > b.nominal => {
                    let template = || Formula::new("ratio({0}, {1})", [a.index, b.index]);
                    look(
                        &[a, b],
                        &template,
                        [over(&a.close, &b.close), over(&a.grain, &b.grain)],
                    );
                }
                (Class::Multiple, _) => {}
                (_, Some(direction)) if a.is_before(b) => {
                    let falls = direction == Direction::Down;
                    if falls != (b.nominal < a.nominal) {
                        continue;
                    }
                    let template = if falls {
                        "-growth({0}, {1})"
                    } else {
                        "growth({0}, {1})"
                    };
                    let growth = |a: &Range<f64>, b: &Range<f64>| {
                        let ratio = over(b, a);
                        if falls {
                            1.0 - ratio.end..1.0 - ratio.start
                        } else {
                            ratio.start - 1.0..ratio.end - 1.0
                        }
                    };
                    let formula = || Formula::new(template, [a.index, b.index]);
                    look(
                        &[a, b],
                        &formula,
                        [growth(&a.close, &b.close), growth(&a.grain, &b.grain)],
                    );
                }
                (_, None) if a.nominal < b.nominal && a.is_with(b) => {
                    let formula = || Formula::new("share({0}, {1})", [a.index, b.index]);
                    look(
                        &[a, b],
                        &formula,
                        [over(&a.close, &b.close), over(&a.grain, &b.grain)],
                    );
                }
                _ => {}
            }
        }
    }
}

/// Pairs that may add up to an amount, and near it triples.
fn sums<'v>(target: &Value, others: &[&'v Value], look: &mut Look<'_, 'v>) {
    let is_part = |value: &&Value| {
        value.measures_like(target) && value.is_with(target) && value.nominal < target.nominal
    };
    let parts: Vec<&'v Value> = others.iter().copied().filter(is_part).collect();
    for (at, a) in parts.iter().enumerate() {
        for b in &parts[at + 1..] {
            let formula = || Formula::new("sum({*})", [a.index, b.index]);
            let sum = |of: fn(&Value) -> &Range<f64>| plus(of(a), of(b));
            look(
                &[a, b],
                &formula,
                [sum(|value| &value.close), sum(|value| &value.grain)],
            );
        }
    }
    let near: Vec<&'v Value> = parts
        .into_iter()
        .filter(|value| value.is_near(target))
        .collect();
    for (at, a) in near.iter().enumerate() {
        for (next, b) in near.iter().enumerate().skip(at + 1) {
            for c in &near[next + 1..] {
                let formula = || Formula::new("sum({*})", [a.index, b.index, c.index]);
                let sum = |of: fn(&Value) -> &Range<f64>| plus(&plus(of(a), of(b)), of(c));
                look(
                    &[a, b, c],
                    &formula,
                    [sum(|value| &value.close), sum(|value| &value.grain)],
                );
            }
        }
    }
}

impl Value {
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

fn plus(a: &Range<f64>, b: &Range<f64>) -> Range<f64> {
    a.start + b.start..a.end + b.end
}

fn meet(a: &Range<f64>, b: &Range<f64>) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// The chance that what a combination gives, with this width, meets a stated set, with its own.
fn chance(computed: &Range<f64>, stated: &Range<f64>) -> f64 {
    let slack = (computed.end - computed.start) / 2.0;
    let (low, high) = (stated.start - slack, stated.end + slack);
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
        let exact = |value: f64| value..value;
        assert!((chance(&exact(5.0), &(1.0..10.0)) - 1.0).abs() < 1e-12);
        assert!((chance(&exact(5.0), &(4.0..4.001)) - (4.001_f64 / 4.0).log10()).abs() < 1e-12);
        // The computed set's width counts as the stated one's does.
        assert!(chance(&(4.0..4.2), &(4.0..4.001)) > chance(&exact(4.0), &(4.0..4.001)));
        assert!((chance(&exact(1.0), &(-1.0..1.0)) - 1.0).abs() < 1e-12);
    }
}
