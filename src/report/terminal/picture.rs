//! Ranges as a picture in text: one row each, on one axis.
//!
//! ```text
//! stated                    (━━━━━━━━━━━━━━━━━━━━▶
//! compound  [──●──]
//! simple                                  [──●──]
//!         ──┴───────┴───────┴───────┴───────┴────
//!          15      18      21      24      27  %
//! ```
//! `[` is an end that belongs to the range, `(` one that does not, `▶` no end at all; `╌` is what a loose
//! reading adds, `●` the value with the figures as printed.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use crate::check::{Evaluated, Shape, Stated};
use crate::report::text;

use super::paint::Paint;

/// The two ends of a range, in base units.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ends {
    lower: Option<f64>,
    upper: Option<f64>,
    shape: Shape,
}

/// One row of a picture.
pub(super) struct Row<'a> {
    label: &'a str,
    style: Style,
    is_stated: bool,
    close: Ends,
    loose: Option<Ends>,
    nominal: Option<f64>,
}

impl<'a> Row<'a> {
    pub(super) fn stated(label: &'a str, style: Style, stated: &Stated) -> Self {
        Row {
            label,
            style,
            is_stated: true,
            close: Ends::new(stated.inf, stated.sup, stated.shape),
            loose: stated.loose.as_ref().map(Ends::of),
            nominal: None,
        }
    }

    pub(super) fn computed(
        label: &'a str,
        style: Style,
        close: &Evaluated,
        loose: Option<&Evaluated>,
    ) -> Self {
        Row {
            label,
            style,
            is_stated: false,
            close: Ends::of(close),
            loose: loose.map(Ends::of),
            nominal: close.nominal.filter(|value| value.is_finite()),
        }
    }
}

impl Ends {
    fn new(lower: Option<f64>, upper: Option<f64>, shape: Shape) -> Self {
        let finite = |end: Option<f64>| end.filter(|value| value.is_finite());
        Ends {
            lower: finite(lower),
            upper: finite(upper),
            shape,
        }
    }

    fn is_bounded(&self) -> bool {
        self.lower.is_some() && self.upper.is_some()
    }

    fn of(range: &Evaluated) -> Self {
        Ends::new(range.inf, range.sup, range.shape)
    }
}

/// The axis: which value stands in which column.
struct Axis {
    low: f64,
    high: f64,
    width: usize,
}

impl Axis {
    /// An axis on which everything finite has its place, with some air at both sides.
    fn around(rows: &[Row<'_>], width: usize) -> Option<Self> {
        let values = || {
            rows.iter().flat_map(|row| {
                let loose = row.loose.unwrap_or(row.close);
                [
                    row.close.lower,
                    row.close.upper,
                    loose.lower,
                    loose.upper,
                    row.nominal,
                ]
                .into_iter()
                .flatten()
            })
        };
        let low = values().reduce(f64::min)?;
        let high = values().reduce(f64::max)?;
        // One and the same point in every row needs no picture.
        let all_one = high <= low && rows.iter().all(|row| row.close.is_bounded());
        if all_one {
            return None;
        }
        let spread = if high > low {
            high - low
        } else {
            (low.abs() * 0.1).max(f64::MIN_POSITIVE)
        };
        let has_no_end =
            |end: fn(&Ends) -> Option<f64>| rows.iter().any(|row| end(&row.close).is_none());
        let air = |unbounded: bool| spread * if unbounded { 0.3 } else { 0.08 };
        let low = low - air(has_no_end(|ends| ends.lower));
        let high = high + air(has_no_end(|ends| ends.upper));
        ((high - low).is_finite() && high > low).then_some(Axis { low, high, width })
    }

    fn column(&self, value: f64) -> usize {
        let share = (value - self.low) / (self.high - self.low);
        let last = self.width - 1;
        // The share is within 0 and 1, so the product is a small whole number.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let column = (share.clamp(0.0, 1.0) * last as f64).round() as usize;
        column.min(last)
    }
}

/// The characters a picture is drawn with.
struct Pens {
    stated: char,
    computed: char,
    loose: char,
    left: char,
    right: char,
    point: char,
    nominal: char,
    axis: char,
    tick: char,
}

const UNICODE: Pens = Pens {
    stated: '━',
    computed: '─',
    loose: '╌',
    left: '◀',
    right: '▶',
    point: '┃',
    nominal: '●',
    axis: '─',
    tick: '┴',
};

const ASCII: Pens = Pens {
    stated: '=',
    computed: '-',
    loose: '.',
    left: '<',
    right: '>',
    point: '|',
    nominal: 'o',
    axis: '-',
    tick: '+',
};

/// Draws the rows, at most `width` columns wide; nothing where there is no finite number to draw.
pub(super) fn draw(
    rows: &[Row<'_>],
    unit: &str,
    width: usize,
    unicode: bool,
    paint: Paint,
) -> Option<Vec<String>> {
    let pens = if unicode { &UNICODE } else { &ASCII };
    let label_width = rows.iter().map(|row| row.label.width()).max()?;
    // The unit stands behind the last number, perhaps as so many trillions.
    let margin = label_width + unit.width() + "trillion".len() + 5;
    let room = width.saturating_sub(margin).min(64);
    if room < 16 {
        return None;
    }
    let axis = Axis::around(rows, room)?;
    let mut lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let padding = " ".repeat(label_width - row.label.width());
            let bar = bar(row, &axis, pens);
            format!(
                "{}{padding}  {}",
                row.label,
                paint.paint(row.style, bar.trim_end())
            )
        })
        .collect();
    let indent = " ".repeat(label_width + 2);
    let (ruler, numbers) = ruler(&axis, rows[0].close.shape.unit_size, unit, pens)?;
    lines.push(format!(
        "{indent}{}",
        paint.paint(super::paint::FAINT, ruler)
    ));
    lines.push(format!(
        "{indent}{}",
        paint.paint(super::paint::FAINT, numbers)
    ));
    Some(lines)
}

fn bar(row: &Row<'_>, axis: &Axis, pens: &Pens) -> String {
    let mut cells = vec![' '; axis.width];
    let fill = if row.is_stated {
        pens.stated
    } else {
        pens.computed
    };
    if let Some(loose) = row.loose {
        stroke(&mut cells, &loose, axis, pens.loose, pens);
        for cell in &mut cells {
            // A loose reading has no ends to point out.
            if matches!(*cell, '[' | ']' | '(' | ')') {
                *cell = pens.loose;
            }
        }
    }
    stroke(&mut cells, &row.close, axis, fill, pens);
    if let Some(value) = row.nominal {
        let cell = &mut cells[axis.column(value)];
        if *cell == fill || *cell == pens.point || *cell == ' ' {
            *cell = pens.nominal;
        }
    }
    cells.into_iter().collect()
}

fn stroke(cells: &mut [char], ends: &Ends, axis: &Axis, fill: char, pens: &Pens) {
    let last = axis.width - 1;
    let from = ends.lower.map_or(0, |value| axis.column(value));
    let to = ends.upper.map_or(last, |value| axis.column(value));
    if from > to {
        return;
    }
    cells[from..=to].fill(fill);
    if from == to {
        cells[from] = pens.point;
        return;
    }
    cells[from] = match ends.lower {
        None => pens.left,
        Some(_) if ends.shape.lower_open => '(',
        Some(_) => '[',
    };
    cells[to] = match ends.upper {
        None => pens.right,
        Some(_) if ends.shape.upper_open => ')',
        Some(_) => ']',
    };
}

/// The axis and the numbers under it, in the shown unit.
fn ruler(axis: &Axis, unit_size: f64, unit: &str, pens: &Pens) -> Option<(String, String)> {
    let largest = axis.low.abs().max(axis.high.abs()) / unit_size;
    let (scale, word) = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")]
        .into_iter()
        .find(|(scale, _)| largest >= *scale)
        .unwrap_or((1.0, ""));
    let size = unit_size * scale;
    let (low, high) = (axis.low / size, axis.high / size);
    if !(high - low).is_normal() || largest > 1e15 {
        return None;
    }
    let words = [word, unit].into_iter().filter(|text| !text.is_empty());
    let words = words.collect::<Vec<_>>().join(" ");
    (2..=6).rev().find_map(|ticks| {
        let step = nice(f64::from(ticks), high - low);
        let marks = marks(low, high, step);
        let numbers = lay_out(&marks, |value| axis.column(value * size), axis.width)?;
        let mut ruler = vec![pens.axis; axis.width];
        for (value, _) in &marks {
            ruler[axis.column(value * size)] = pens.tick;
        }
        Some((
            ruler.into_iter().collect(),
            format!("{numbers}  {words}").trim_end().to_owned(),
        ))
    })
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

/// The multiples of `step` on the axis, with their texts.
fn marks(low: f64, high: f64, step: f64) -> Vec<(f64, String)> {
    // A step is at least a sixth of the axis, and its exponent that of an ordinary number.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let decimals = (-step.log10().floor()).clamp(0.0, 12.0) as usize;
    let first = (low / step).ceil();
    (0..12)
        .map(|index| (first + f64::from(index)) * step)
        .take_while(|&value| value <= high)
        .map(|value| {
            let value = if value == 0.0 { 0.0 } else { value };
            (value, text::grouped(&format!("{value:.decimals$}")))
        })
        .collect()
}

/// The numbers, each under its tick; `None` if they would touch.
fn lay_out(marks: &[(f64, String)], column: impl Fn(f64) -> usize, width: usize) -> Option<String> {
    let mut line = String::new();
    for (value, number) in marks {
        let start = column(*value)
            .saturating_sub(number.len() / 2)
            .min(width.saturating_sub(number.len()));
        let gap = if line.is_empty() { 0 } else { 2 };
        if start < line.len() + gap {
            return None;
        }
        line.push_str(&" ".repeat(start - line.len()));
        line.push_str(number);
    }
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ends(lower: Option<f64>, upper: Option<f64>) -> Ends {
        let open = |end: Option<f64>| end.is_some_and(|value| value < 0.0);
        let shape = Shape {
            lower_open: open(lower),
            upper_open: open(upper),
            unit_size: 1.0,
        };
        Ends::new(lower, upper, shape)
    }

    fn row(label: &str, close: Ends, loose: Option<Ends>, nominal: Option<f64>) -> Row<'_> {
        Row {
            label,
            style: Style::new(),
            is_stated: label == "stated",
            close,
            loose,
            nominal,
        }
    }

    fn plain(rows: &[Row<'_>], width: usize, unicode: bool) -> Option<Vec<String>> {
        draw(rows, "m", width, unicode, Paint::new(false))
    }

    #[test]
    fn the_kinds_of_ends() {
        let rows = [
            row("stated", ends(Some(-4.0), None), None, None),
            row("a", ends(None, Some(-8.0)), None, None),
            row(
                "b",
                ends(Some(2.0), Some(6.0)),
                Some(ends(Some(0.0), Some(7.0))),
                Some(3.0),
            ),
            row("c", ends(Some(8.0), Some(8.0)), None, None),
        ];
        let shown = plain(&rows, 60, true).expect("there is much to draw");
        insta::assert_snapshot!(shown.join("\n"));
    }

    #[test]
    fn what_has_no_extent_is_not_drawn() {
        assert_eq!(
            plain(
                &[row("stated", ends(Some(5.0), Some(5.0)), None, Some(5.0))],
                80,
                true
            ),
            None
        );
        assert_eq!(
            plain(&[row("stated", ends(None, None), None, None)], 80, true),
            None
        );
        assert_eq!(
            plain(
                &[row(
                    "stated",
                    ends(Some(f64::MIN), Some(f64::MAX)),
                    None,
                    None
                )],
                80,
                true
            ),
            None
        );
    }

    proptest! {
        #[test]
        fn any_ranges_can_be_drawn(
            values in prop::collection::vec(prop::option::of(any::<f64>()), 4),
            near in prop::collection::vec(-1e9_f64..1e12, 2),
            width in 0_usize..130,
        ) {
            let rows = [
                row("stated", ends(values[0], values[1]), None, None),
                row("computed", ends(Some(near[0]), Some(near[1])), Some(ends(values[2], values[3])), Some(near[0])),
            ];
            for rows in [&rows[..], &rows[1..]] {
                for line in plain(rows, width, false).into_iter().flatten() {
                    prop_assert!(line.is_ascii() && line.len() <= width, "{line}");
                }
            }
        }
    }
}
