//! `addsup draft` from outside: what it prints and writes, and with which status it ends.

#![cfg(feature = "cli")]

#[allow(dead_code, reason = "other tests use the rest")]
mod program;

use program::Program;

const ARTICLE: &str = "Last year sales rose from $40.0m to $50.0m, an increase of 25%.\n";

#[test]
fn a_draft_is_printed_and_checks() {
    let ran = Program::new()
        .article(ARTICLE)
        .run("draft claims/paper/article.md --published 2023-06-14");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran}");
    assert_eq!(
        ran.stdout,
        "\
# yaml-language-server: $schema=addsup.schema.json
# A draft of the claim file of article.md, by `addsup draft`. Nothing in it is certain: read every line.
#
# It has 1 claim, 2 inputs and no figures that are ignored.
#
# What to do next:
# 1. See whether each formula is what its sentence means, and mend or delete it where it is not.
# 2. Give each `unknown` a figure with its `source:`, or leave it for addsup to solve for.
# 3. Add the claims the draft did not see, and delete inputs that no claim needs.
# 4. Run `addsup check`, and delete these lines.

article: article.md
published: 2023-06-14

claims:
  # From the words: “from A to B, a change of C”.
  increase_sales_2022:
    quote: Last year sales rose from $40.0m to $50.0m, an increase of 25%
    stated: 25%
    period: 2022
    formula: growth(sales_2022, sales_2022_2)

inputs:
  sales_2022:
    stated: $40.0m
    period: 2022
    quote: Last year sales rose from $40.0m to $50.0m
  sales_2022_2:
    stated: $50.0m
    period: 2022
    quote: Last year sales rose from $40.0m to $50.0m
"
    );
    let again = Program::new()
        .article(ARTICLE)
        .claims(&ran.stdout)
        .run("check --strict");
    assert_eq!(again.status, 0, "{again}");
}

#[test]
fn a_file_is_written_where_nothing_is_yet() {
    let program = Program::new().article(ARTICLE).folder("drafts");
    let ran = program.run("draft claims/paper/article.md -o drafts/paper.yaml");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran}");
    assert_eq!(
        ran.stdout,
        "Wrote drafts/paper.yaml. Check it with: addsup check drafts/paper.yaml\n"
    );
    // The article is named as it is seen from there.
    let text = program.read("drafts/paper.yaml");
    assert!(
        text.contains("article: ../claims/paper/article.md"),
        "{text}"
    );
    assert_eq!(program.run("check drafts/paper.yaml").status, 0);

    let ran = program.run("draft claims/paper/article.md -o drafts/paper.yaml");
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{ran}");
    assert_eq!(
        ran.stderr,
        "error: drafts/paper.yaml is there already, and nothing was written\n"
    );
    assert_eq!(program.read("drafts/paper.yaml"), text);
}

#[test]
fn what_is_no_article_is_refused() {
    let program = Program::new()
        .file("binary.md", b"5 %\0\x01")
        .file("latin.txt", b"caf\xe9 5 %")
        .file("article.md", ARTICLE);
    for (arguments, expected) in [
        ("draft nowhere.md", "cannot read nowhere.md"),
        ("draft binary.md", "there is a NUL at byte 3"),
        ("draft latin.txt", "no UTF-8 text at byte 3"),
        (
            "draft article.md --published yesterday",
            "invalid value 'yesterday'",
        ),
        (
            "draft article.md -o no/such/folder.yaml",
            "cannot write no/such/folder.yaml",
        ),
        ("draft", "<ARTICLE>"),
    ] {
        let ran = program.run(arguments);
        assert_eq!(
            (ran.status, ran.stdout.as_str()),
            (2, ""),
            "{arguments}: {ran}"
        );
        assert!(ran.stderr.contains(expected), "{arguments}: {ran}");
    }
}
