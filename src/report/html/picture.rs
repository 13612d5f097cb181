//! A claim's ranges as a picture: stated and computed, one row each, on one axis, and the distance
//! where they miss. Everything across is in percent and everything down in pixels, so that the
//! picture fits any width and its letters keep their size.

use std::fmt::{self, Write};

use super::escape::Text;
use crate::check::ClaimReport;
use crate::report::axis::{self, Axis, Bar, Ends, Tick};
use crate::report::wording;

/// A row's height: its words, and under them its bar.
const ROW: usize = 40;
/// The height of the words under the bar of a row that misses the stated range.
const OFF: usize = 14;
/// Where in a row its bar is.
const BAR: usize = 28;
/// The width that the axis's numbers have room in: that of a small telephone.
const NARROWEST: f64 = 260.0;
/// A digit's width, rather too much than too little.
const DIGIT: f64 = 7.5;

/// Writes the picture, where there is something to see.
pub(super) fn write(out: &mut dyn Write, claim: &ClaimReport) -> fmt::Result {
    let Some(stated) = &claim.stated else {
        return Ok(());
    };
    if claim.readings.iter().all(axis::says_little) {
        return Ok(());
    }
    let mut bars = vec![Bar::stated(stated)];
    for reading in &claim.readings {
        let Some(range) = &reading.computed else {
            return Ok(());
        };
        bars.push(Bar::computed(range, reading.loose.as_ref()));
    }
    let ruler = Axis::around(bars.iter()).and_then(|axis| {
        let unit_size = stated.shape.unit_size;
        let (ticks, words) = axis.ruler(unit_size, &stated.unit, |ticks| {
            leaves_room(ticks).then(|| ticks.to_vec())
        })?;
        Some((axis, ticks, words))
    });
    let Some((axis, ticks, words)) = ruler else {
        return Ok(());
    };

    let missing = claim
        .readings
        .iter()
        .filter(|reading| reading.distance.is_some());
    let bottom = bars.len() * ROW + missing.count() * OFF;
    write!(
        out,
        "<svg class=\"picture\" aria-hidden=\"true\" width=\"100%\" height=\"{}\"><svg x=\"2%\" width=\"96%\" overflow=\"visible\">",
        bottom + 34
    )?;
    band(out, &axis, &bars[0], bottom)?;
    let label = wording::meaning(stated).unwrap_or(&stated.written);
    row(out, &axis, &bars[0], 0, ("stated", label))?;
    let mut y = ROW;
    for (reading, bar) in claim.readings.iter().zip(&bars[1..]) {
        let mut height = ROW;
        if let Some(distance) = &reading.distance {
            gap(out, &axis, &bars[0].close, &bar.close, y + BAR, distance)?;
            height += OFF;
        }
        let value = reading
            .computed
            .as_ref()
            .map_or_else(String::new, wording::value);
        row(out, &axis, bar, y, (wording::name(claim, reading), &value))?;
        y += height;
    }
    write!(
        out,
        "<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{bottom}\" y2=\"{bottom}\"/>"
    )?;
    for Tick { at, text } in &ticks {
        let x = at * 100.0;
        let anchor = anchor(x, 4.0);
        write!(
            out,
            "<line class=\"axis\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{bottom}\" y2=\"{}\"/>\
             <text x=\"{x:.2}%\" y=\"{}\" text-anchor=\"{anchor}\">{text}</text>",
            bottom + 4,
            bottom + 17
        )?;
    }
    write!(
        out,
        "<text x=\"100%\" y=\"{}\" text-anchor=\"end\">{}</text></svg></svg>",
        bottom + 31,
        Text(&words)
    )
}

/// Whether the numbers stand apart even where the picture is narrow.
fn leaves_room(ticks: &[Tick]) -> bool {
    let width = |tick: &Tick| tick.text.len() as f64 * DIGIT;
    !ticks.is_empty()
        && ticks.windows(2).all(|pair| {
            let apart = (pair[1].at - pair[0].at) * NARROWEST;
            apart >= f64::midpoint(width(&pair[0]), width(&pair[1])) + DIGIT
        })
}

/// Where a range begins and ends, in percent; open ends at the picture's edges.
fn extent(axis: &Axis, ends: &Ends) -> (f64, f64) {
    let left = ends.lower.map_or(0.0, |value| axis.share(value));
    let right = ends.upper.map_or(1.0, |value| axis.share(value));
    (left * 100.0, right.max(left) * 100.0)
}

/// The stated range behind all rows, for the eye to compare with.
fn band(out: &mut dyn Write, axis: &Axis, stated: &Bar, height: usize) -> fmt::Result {
    let (left, right) = extent(axis, &stated.close);
    write!(
        out,
        "<rect class=\"band\" x=\"{left:.2}%\" width=\"{:.2}%\" y=\"0\" height=\"{height}\"/>",
        right - left
    )
}

fn row(
    out: &mut dyn Write,
    axis: &Axis,
    bar: &Bar,
    y: usize,
    (name, value): (&str, &str),
) -> fmt::Result {
    write!(
        out,
        "<text x=\"0\" y=\"{}\"><tspan class=\"name\">{}</tspan> {}</text><g class=\"{}\">",
        y + 13,
        Text(name),
        Text(value),
        if y == 0 { "stated" } else { "computed" }
    )?;
    let middle = y + BAR;
    if let Some(loose) = &bar.loose {
        let (left, right) = extent(axis, loose);
        write!(
            out,
            "<rect class=\"loose\" x=\"{left:.2}%\" width=\"{:.2}%\" y=\"{}\" height=\"6\"/>",
            right - left,
            middle - 3
        )?;
    }
    let (left, right) = extent(axis, &bar.close);
    write!(
        out,
        "<line class=\"close\" x1=\"{left:.2}%\" x2=\"{right:.2}%\" y1=\"{middle}\" y2=\"{middle}\"/>"
    )?;
    let ends = &bar.close;
    end(
        out,
        left,
        middle,
        ends.lower.is_some(),
        ends.shape.lower_open,
        "M9-6L1 0L9 6",
    )?;
    end(
        out,
        right,
        middle,
        ends.upper.is_some(),
        ends.shape.upper_open,
        "M-9-6L-1 0L-9 6",
    )?;
    if let Some(nominal) = bar.nominal {
        let x = axis.share(nominal) * 100.0;
        write!(
            out,
            "<circle class=\"nominal\" cx=\"{x:.2}%\" cy=\"{middle}\" r=\"4.5\"/>"
        )?;
    }
    out.write_str("</g>")
}

/// The end of a bar: a stroke where it belongs to the range, a ring where it does not, an arrow
/// where there is none.
fn end(
    out: &mut dyn Write,
    x: f64,
    y: usize,
    is_there: bool,
    is_open: bool,
    arrow: &str,
) -> fmt::Result {
    match (is_there, is_open) {
        (false, _) => write!(
            out,
            "<svg x=\"{x:.2}%\" y=\"{y}\" width=\"1\" height=\"1\" overflow=\"visible\"><path class=\"arrow\" d=\"{arrow}\"/></svg>"
        ),
        (true, true) => write!(
            out,
            "<circle class=\"open\" cx=\"{x:.2}%\" cy=\"{y}\" r=\"4\"/>"
        ),
        (true, false) => write!(
            out,
            "<line class=\"end\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{}\" y2=\"{}\"/>",
            y - 7,
            y + 7
        ),
    }
}

/// The distance between the stated and a computed range, with its words under it.
fn gap(
    out: &mut dyn Write,
    axis: &Axis,
    stated: &Ends,
    computed: &Ends,
    y: usize,
    distance: &str,
) -> fmt::Result {
    let below = computed
        .upper
        .zip(stated.lower)
        .filter(|(from, to)| from < to);
    let above = stated
        .upper
        .zip(computed.lower)
        .filter(|(from, to)| from < to);
    let Some((from, to)) = below.or(above) else {
        return Ok(());
    };
    let (from, to) = (axis.share(from) * 100.0, axis.share(to) * 100.0);
    let middle = f64::midpoint(from, to);
    write!(
        out,
        "<line class=\"gap\" x1=\"{from:.2}%\" x2=\"{to:.2}%\" y1=\"{y}\" y2=\"{y}\"/>\
         <text class=\"off\" x=\"{middle:.2}%\" y=\"{}\" text-anchor=\"{}\">off by {}</text>",
        y + 21,
        anchor(middle, 30.0),
        Text(distance)
    )
}

/// How words at a place in percent are set so that they stay in the picture.
fn anchor(at: f64, margin: f64) -> &'static str {
    if at < margin {
        "start"
    } else if at > 100.0 - margin {
        "end"
    } else {
        "middle"
    }
}
