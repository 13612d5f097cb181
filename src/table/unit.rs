//! The unit or the scale that a header, or what stands above a table, gives to cells.

use super::Table;
use crate::number::{Figure, Settings};

impl Table<'_> {
    /// What the cells of a column are in, as the header says it, or else the caption: `ms` of
    /// `Latency (ms)`, `thousands of euros` of `in thousands of euros`.
    #[must_use]
    pub fn unit(&self, column: usize) -> Option<&str> {
        let headers = self.columns[column].headers.iter().rev();
        headers
            .map(|span| self.words(span))
            .find_map(|header| bracketed(header).or_else(|| scale(header)))
            .or_else(|| scale(self.caption()))
    }
}

/// A unit in brackets: `(ms)`, `[MiB]`.
fn bracketed(header: &str) -> Option<&str> {
    for (open, close) in [('(', ')'), ('[', ']')] {
        let Some((_, rest)) = header.split_once(open) else {
            continue;
        };
        let Some((inner, _)) = rest.split_once(close) else {
            continue;
        };
        let inner = inner.trim().trim_start_matches("in ");
        if let Some(found) = scale(inner).filter(|_| inner.split(' ').count() <= 4) {
            return Some(found);
        }
        let one = Figure::parse(&format!("1 {inner}"), &Settings::default());
        let is_unit = one.is_ok_and(|one| !one.unit.is_none() && !one.unit.is_counted());
        if is_unit && inner.len() <= 24 {
            return Some(inner);
        }
    }
    None
}

/// A scale, with what is counted where it is said: `in thousands of euros`, `thousands`.
fn scale(words: &str) -> Option<&str> {
    const SCALES: [&str; 4] = ["thousands", "millions", "billions", "trillions"];
    let lower = words.to_ascii_lowercase();
    let (at, scale) = SCALES
        .iter()
        .find_map(|scale| lower.find(scale).map(|at| (at, scale)))?;
    let led = at == 0 || lower[..at].trim_end().ends_with("in") || lower[..at].ends_with('$');
    if !led {
        return None;
    }
    let end = at + scale.len();
    // Of what, in one or two words.
    let rest = &words[end..];
    let more = rest.strip_prefix(" of ").map_or(0, |things| {
        let stop = things
            .find([',', ';', ')', '.', ':'])
            .unwrap_or(things.len());
        let things = &things[..stop];
        let size: usize = things.split_inclusive(' ').take(2).map(str::len).sum();
        " of ".len() + things[..size].trim_end().len()
    });
    Some(&words[at..end + more])
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Latency (ms)", Some("ms"))]
    #[case("Memory [MiB]", Some("MiB"))]
    #[case("Revenue (in millions of dollars)", Some("millions of dollars"))]
    #[case("Share (%)", Some("%"))]
    #[case("Dec 29, 2018", None)]
    #[case("Sold (1)", None)]
    #[case("Revenue", None)]
    fn headers_give_units(#[case] header: &str, #[case] unit: Option<&str>) {
        assert_eq!(
            bracketed(header).or_else(|| scale(header)),
            unit,
            "{header}"
        );
    }

    #[rstest]
    #[case("In thousands of euros:", Some("thousands of euros"))]
    #[case("(in thousands, except per share data)", Some("thousands"))]
    #[case("Thousands came", Some("Thousands"))]
    #[case("He has thousands of books", None)]
    fn lines_above_give_scales(#[case] line: &str, #[case] unit: Option<&str>) {
        assert_eq!(scale(line), unit, "{line}");
    }
}
