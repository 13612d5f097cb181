//! The visible text of tables with delimiters: CSV (RFC 4180) and TSV.

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::visible::{Builder, Visible};

/// What readers see of a file whose cells a byte parts: every cell a block, the first row a header.
pub(super) fn read(article: &str, delimiter: u8) -> Visible<'_> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut builder = Builder::new(article);
    let bytes = article.as_bytes();
    // What the fields say without their quotes is not needed, as their places are.
    let mut unquoted = vec![0; 1 << 12];
    let (mut at, mut start) = (0, 0);
    let (mut in_row, mut is_first) = (false, true);
    let (grids, none) = builder.grids();
    grids.open_table(none);
    loop {
        let (result, taken, _) = reader.read_field(&bytes[at..], &mut unquoted);
        at += taken;
        let ends_row = match result {
            ReadFieldResult::OutputFull => continue,
            // At the end of the input what is open is a field yet.
            ReadFieldResult::InputEmpty => continue,
            ReadFieldResult::Field { record_end } => record_end,
            ReadFieldResult::End => break,
        };
        let field = trimmed(article, start, at, delimiter);
        let (grids, now) = builder.grids();
        if !in_row {
            grids.open_row(now);
        }
        grids.open_cell(now, is_first);
        builder.copy(field);
        let (grids, now) = builder.grids();
        grids.close_cell(now);
        builder.end_block(at);
        in_row = !ends_row;
        is_first &= !ends_row;
        start = at;
    }
    let (grids, now) = builder.grids();
    grids.close_table(now);
    builder.finish()
}

/// A field without its delimiter, line end and quotes.
fn trimmed(article: &str, start: usize, end: usize, delimiter: u8) -> std::ops::Range<usize> {
    let text = &article[start..end];
    let text = text.trim_end_matches(['\r', '\n']);
    let text = text.strip_suffix(char::from(delimiter)).unwrap_or(text);
    let lead = text.len() - text.trim_start_matches(['\r', '\n', ' ']).len();
    let inner = text[lead..].trim_end();
    let quoted = inner
        .strip_prefix('"')
        .and_then(|inner| inner.strip_suffix('"'));
    match quoted {
        Some(quoted) => start + lead + 1..start + lead + 1 + quoted.len(),
        None => start + lead..start + lead + inner.len(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("a,b\n5,6\n", b',', &["a b", "5 6"])]
    #[case("a,b\r\n\"1,579\",6", b',', &["a b", "1,579 6"])]
    #[case("a\tb\n\t6\n", b'\t', &["a b", " 6"])]
    #[case("\"a \"\"b\"\"\",c\n\n5,\"6\n7\"\n", b',', &["a \"\"b\"\" c", "5 6\n7"])]
    #[case("", b',', &[])]
    fn cells_are_found(#[case] text: &str, #[case] delimiter: u8, #[case] rows: &[&str]) {
        let visible = read(text, delimiter);
        let grids = visible.tables();
        let found: Vec<String> = grids
            .iter()
            .flat_map(|grid| &grid.rows)
            .map(|row| {
                let cells = row.iter().map(|cell| &visible.text()[cell.span.clone()]);
                cells.collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(found, rows);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "name,amount\n\"Smith, John\",\"1,579\"\n";
        let visible = read(text, b',');
        let cell = &visible.tables()[0].rows[1][1];
        assert_eq!(&text[visible.original(cell.span.clone())], "1,579");
    }
}
