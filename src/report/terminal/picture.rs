//! Ranges as a picture in text: one row each, on one axis.
//!
//! ```text
//! stated                    (━━━━━━━━━━━━━━━━━━━━▶
//! compound  [──●──]
//! simple                                  [──●──]
//!         ──┴───────┴───────┴───────┴───────┴────
//!          15      18      21      24      27  %
//! ```
//! `[` is an end that belongs to the range, `(` one that does not, `▶` no end at all; `╌` is what a
//! loose reading adds, `●` the value with the figures as printed.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::paint::Paint;
use crate::check::{Evaluated, Stated};
use crate::report::axis::{Axis, Bar, Ends, Tick};

/// One row of a picture.
pub(super) struct Row<'a> {
    label: &'a str,
    style: Style,
    is_stated: bool,
    bar: Bar,
}

impl<'a> Row<'a> {
    pub(super) fn stated(label: &'a str, style: Style, stated: &Stated) -> Self {
        Row {
            label,
            style,
            is_stated: true,
            bar: Bar::stated(stated),
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
            bar: Bar::computed(close, loose),
        }
    }
}

/// The axis in columns.
struct Columns {
    axis: Axis,
    width: usize,
}

impl Columns {
    fn of_value(&self, value: f64) -> usize {
        self.of_share(self.axis.share(value))
    }

    fn of_share(&self, share: f64) -> usize {
        let last = self.width - 1;
        // The share is within 0 and 1, so the product is a small whole number.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let column = (share * last as f64).round() as usize;
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
    let axis = Columns {
        axis: Axis::around(rows.iter().map(|row| &row.bar))?,
        width: room,
    };
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
    let (ruler, numbers) = ruler(&axis, rows[0].bar.close.shape.unit_size, unit, pens)?;
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

fn bar(row: &Row<'_>, axis: &Columns, pens: &Pens) -> String {
    let mut cells = vec![' '; axis.width];
    let fill = if row.is_stated {
        pens.stated
    } else {
        pens.computed
    };
    if let Some(loose) = row.bar.loose {
        stroke(&mut cells, &loose, axis, pens.loose, pens);
        for cell in &mut cells {
            // A loose reading has no ends to point out.
            if matches!(*cell, '[' | ']' | '(' | ')') {
                *cell = pens.loose;
            }
        }
    }
    stroke(&mut cells, &row.bar.close, axis, fill, pens);
    if let Some(value) = row.bar.nominal {
        let cell = &mut cells[axis.of_value(value)];
        if *cell == fill || *cell == pens.point || *cell == ' ' {
            *cell = pens.nominal;
        }
    }
    cells.into_iter().collect()
}

fn stroke(cells: &mut [char], ends: &Ends, axis: &Columns, fill: char, pens: &Pens) {
    let last = axis.width - 1;
    let from = ends.lower.map_or(0, |value| axis.of_value(value));
    let to = ends.upper.map_or(last, |value| axis.of_value(value));
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
fn ruler(axis: &Columns, unit_size: f64, unit: &str, pens: &Pens) -> Option<(String, String)> {
    let lay_out = |ticks: &[Tick]| {
        let numbers = lay_out(ticks, axis)?;
        let mut ruler = vec![pens.axis; axis.width];
        for tick in ticks {
            ruler[axis.of_share(tick.at)] = pens.tick;
        }
        Some((ruler.into_iter().collect(), numbers))
    };
    let ((ruler, numbers), words) = axis.axis.ruler(unit_size, unit, lay_out)?;
    Some((ruler, format!("{numbers}  {words}").trim_end().to_owned()))
}

/// The numbers, each under its tick; `None` if they would touch.
fn lay_out(ticks: &[Tick], axis: &Columns) -> Option<String> {
    let mut line = String::new();
    for Tick { at, text } in ticks {
        let start = axis
            .of_share(*at)
            .saturating_sub(text.len() / 2)
            .min(axis.width.saturating_sub(text.len()));
        let gap = if line.is_empty() { 0 } else { 2 };
        if start < line.len() + gap {
            return None;
        }
        line.push_str(&" ".repeat(start - line.len()));
        line.push_str(text);
    }
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::Shape;

    fn ends(lower: Option<f64>, upper: Option<f64>) -> Ends {
        let open = |end: Option<f64>| end.is_some_and(|value| value < 0.0);
        let shape = Shape {
            lower_open: open(lower),
            upper_open: open(upper),
            unit_size: 1.0,
            named: false,
        };
        Ends::new(lower, upper, shape)
    }

    fn row(label: &str, close: Ends, loose: Option<Ends>, nominal: Option<f64>) -> Row<'_> {
        Row {
            label,
            style: Style::new(),
            is_stated: label == "stated",
            bar: Bar {
                close,
                loose,
                nominal,
            },
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
