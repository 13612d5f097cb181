//! Tables as people print them: `tables/*`, each with what `lint` tells of it in a text beside it.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use addsup::lint::{Options, lint};
use addsup::prose::Markup;
use addsup::source::Span;
use rstest::rstest;

/// `rule severity | stated <- operands | message`
#[rstest]
fn what_is_told_of_tables(
    #[files("tests/tables/*.md")]
    #[files("tests/tables/*.html")]
    #[files("tests/tables/*.csv")]
    path: PathBuf,
) {
    let article = fs::read_to_string(&path).expect("a readable file");
    let expected = fs::read_to_string(path.with_extension("txt")).expect("what is told of it");
    let found = lint(
        &article,
        Markup::of_path(&path.to_string_lossy()),
        &Options::default(),
    );
    let mut told = String::new();
    for (relation, severity) in found.wrong() {
        let stated = relation.stated.as_ref().map_or("", |part| &part.text);
        let operands: Vec<&str> = relation.operands.iter().map(|part| &*part.text).collect();
        writeln!(
            told,
            "{} {} | {stated} <- {} | {}",
            relation.rule,
            severity.as_str(),
            operands.join("; "),
            relation.message
        )
        .expect("a string takes all");
    }
    assert_eq!(told, expected, "{}", path.display());
}

/// What is wrong is at the cell, in the file's own bytes.
#[test]
fn a_finding_stands_at_its_cell() {
    let article = "<table><tr><th>x<th>a<th>b<tr><td>p<td>1,100<td>1,200<tr><td>q<td>2,050<td>2,300<tr><td>Total<td>3,150<td><b>3,600</b></table>";
    let visible = addsup::prose::Visible::new(article, Markup::Html);
    let found = lint(article, Markup::Html, &Options::default());
    let stated: Vec<Span> = found
        .wrong()
        .filter_map(|(relation, _)| Some(visible.original(relation.stated.as_ref()?.span.clone())))
        .collect();
    let told: Vec<&str> = stated.iter().map(|span| &article[span.clone()]).collect();
    assert_eq!(told, ["3,600"]);
}

/// The sums of Python's `fractions`, of cells with decimals of several lengths.
#[test]
fn sums_are_exact() {
    // sum(map(Fraction, ["0.1", "0.2", "1234567.89", "-0.005"])) == Fraction("1234568.185")
    let article = "| x | a | b |\n|---|---|---|\n| p | 0.1 | 10 |\n| q | 0.2 | 20 |\n| r | 1,234,567.89 | 30 |\n\
                   | s | (0.005) | 40 |\n| Total | 1,234,568.185 | 100 |\n";
    let found = lint(article, Markup::Markdown, &Options::default());
    let totals: Vec<&str> = found
        .relations
        .iter()
        .filter(|(relation, _)| relation.rule.as_str() == "table-total")
        .map(|(relation, _)| relation.computed.as_deref().unwrap_or_default())
        .collect();
    assert_eq!(totals, ["1,234,568.185", "100"]);
    assert_eq!(found.wrong().count(), 0);
}
