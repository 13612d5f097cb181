//! The axis that ranges are drawn on: which values it shows, and where its numbers stand. What it
//! is drawn with, characters or lines, is each format's own.

use super::text;
use crate::check::{Evaluated, ReadingReport, Shape, Stated};
use crate::claim::Verdict;

/// The two ends of a range, in base units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ends {
    pub(crate) lower: Option<f64>,
    pub(crate) upper: Option<f64>,
    pub(crate) shape: Shape,
}

impl Ends {
    pub(crate) fn new(lower: Option<f64>, upper: Option<f64>, shape: Shape) -> Self {
        let finite = |end: Option<f64>| end.filter(|value| value.is_finite());
        Ends {
            lower: finite(lower),
            upper: finite(upper),
            shape,
        }
    }

    fn of(range: &Evaluated) -> Self {
        Ends::new(range.inf, range.sup, range.shape)
    }

    fn is_bounded(&self) -> bool {
        self.lower.is_some() && self.upper.is_some()
    }
}

/// What one row of a picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bar {
    pub(crate) close: Ends,
    /// The loose reading, where it matters.
    pub(crate) loose: Option<Ends>,
    /// The value with the figures as printed.
    pub(crate) nominal: Option<f64>,
}

impl Bar {
    pub(crate) fn stated(stated: &Stated) -> Self {
        Bar {
            close: Ends::new(stated.inf, stated.sup, stated.shape),
            loose: stated.loose.as_ref().map(Ends::of),
            nominal: None,
        }
    }

    pub(crate) fn computed(close: &Evaluated, loose: Option<&Evaluated>) -> Self {
        Bar {
            close: Ends::of(close),
            loose: loose.map(Ends::of),
            nominal: close.nominal.filter(|value| value.is_finite()),
        }
    }

    /// Every finite value in it.
    fn values(&self) -> impl Iterator<Item = f64> {
        let loose = self.loose.unwrap_or(self.close);
        [
            self.close.lower,
            self.close.upper,
            loose.lower,
            loose.upper,
            self.nominal,
        ]
        .into_iter()
        .flatten()
    }
}

/// Whether an unknown leaves a range so wide that a picture of it says nothing.
pub(crate) fn says_little(reading: &ReadingReport) -> bool {
    let is_unbounded = |range: &Evaluated| range.inf.is_none() || range.sup.is_none();
    reading.verdict == Verdict::Undetermined && reading.computed.as_ref().is_none_or(is_unbounded)
}

/// The values from `low` to `high`, in base units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Axis {
    low: f64,
    high: f64,
}

/// A number at the axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    /// Where it stands: 0 at the axis's beginning, 1 at its end.
    pub(crate) at: f64,
    pub(crate) text: String,
}

impl Axis {
    /// An axis on which everything finite has its place, with some air at both sides; none where
    /// there is nothing to see.
    pub(crate) fn around<'a>(bars: impl Iterator<Item = &'a Bar> + Clone) -> Option<Self> {
        if bars.clone().any(|bar| bar.close.shape.named) {
            return None;
        }
        let values = || bars.clone().flat_map(Bar::values);
        let low = values().reduce(f64::min)?;
        let high = values().reduce(f64::max)?;
        // One and the same point in every row needs no picture.
        if high <= low && bars.clone().all(|bar| bar.close.is_bounded()) {
            return None;
        }
        let spread = if high > low {
            high - low
        } else {
            (low.abs() * 0.1).max(f64::MIN_POSITIVE)
        };
        let has_no_end =
            |end: fn(&Ends) -> Option<f64>| bars.clone().any(|bar| end(&bar.close).is_none());
        let air = |unbounded: bool| spread * if unbounded { 0.3 } else { 0.08 };
        let low = low - air(has_no_end(|ends| ends.lower));
        let high = high + air(has_no_end(|ends| ends.upper));
        ((high - low).is_finite() && high > low).then_some(Axis { low, high })
    }

    /// Where a value stands: 0 at the axis's beginning, 1 at its end.
    pub(crate) fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The most numbers, up to six, that `lay_out` finds room for; and the words that follow them,
    /// the scale and the unit. None where numbers would say little.
    pub(crate) fn ruler<T>(
        &self,
        unit_size: f64,
        unit: &str,
        lay_out: impl Fn(&[Tick]) -> Option<T>,
    ) -> Option<(T, String)> {
        let largest = self.low.abs().max(self.high.abs()) / unit_size;
        let (scale, word) = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")]
            .into_iter()
            .find(|(scale, _)| largest >= *scale)
            .unwrap_or((1.0, ""));
        let size = unit_size * scale;
        let length = (self.high - self.low) / size;
        if !length.is_normal() || largest > 1e15 {
            return None;
        }
        let laid_out = (2..=6)
            .rev()
            .find_map(|parts| lay_out(&self.ticks(size, nice(f64::from(parts), length))))?;
        let words = [word, unit].into_iter().filter(|text| !text.is_empty());
        Some((laid_out, words.collect::<Vec<_>>().join(" ")))
    }

    /// The multiples of `step` on the axis, counted in `size`s.
    fn ticks(&self, size: f64, step: f64) -> Vec<Tick> {
        // A step is at least a sixth of the axis, and its exponent that of an ordinary number.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let decimals = (-step.log10().floor()).clamp(0.0, 12.0) as usize;
        let (low, high) = (self.low / size, self.high / size);
        let first = (low / step).ceil();
        (0..12)
            .map(|index| (first + f64::from(index)) * step)
            .take_while(|&value| value <= high)
            .map(|value| {
                let value = if value == 0.0 { 0.0 } else { value };
                Tick {
                    at: self.share(value * size),
                    text: text::grouped(&format!("{value:.decimals$}")),
                }
            })
            .collect()
    }
}

/// The step of at least a `parts`-th of `length` that is 1, 2 or 5 times a power of ten.
fn nice(parts: f64, length: f64) -> f64 {
    let rough = length / parts;
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|digit| digit * power)
        .find(|&step| step >= rough * 0.999)
        .unwrap_or(10.0 * power)
}
