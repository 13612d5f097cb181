//! The program from outside: what is typed, what is printed, and with which status it ends.

#![cfg(feature = "cli")]

#[allow(dead_code, reason = "other tests use the rest")]
mod program;

use program::Program;

const ARTICLE: &str = "Sales rose from 40 to 50, an increase of 25%.\n";

const GOOD: &str = "\
inputs:
  before: 40
  after: 50
claims:
  increase:
    quote: an increase of 25%
    stated: 25%
    formula: growth(before, after)
";

const WRONG: &str = "\
claims:
  share:
    stated: 35%
    formula: share(12, 40)
";

const DOUBTFUL: &str = "\
inputs:
  total: { unknown: number }
claims:
  part:
    stated: 41%
    formula: share(12, total)
";

const FAULTY: &str = "\
claims:
  sum:
    stated: 5
    formula: 2 + missing
  right:
    stated: 5
    formula: 2 + 3
";

#[test]
fn a_clean_run_ends_with_0() {
    let ran = Program::new().article(ARTICLE).claims(GOOD).run("check");
    assert_eq!(ran.status, 0, "{ran}");
    assert!(
        ran.stdout.ends_with(
            "1 claim holds\n3 of 3 figures checked (100%); \
             1 of 1 relation that the article states is checked\n"
        ),
        "{ran}"
    );
    assert_eq!(ran.stderr, "");
}

#[test]
fn a_claim_that_fails_ends_with_1() {
    let ran = Program::new().claims(WRONG).run("check");
    assert_eq!(ran.status, 1, "{ran}");
    assert!(ran.stdout.contains("error[inconsistent]: share: "), "{ran}");
    assert!(
        ran.stdout.contains("claims/paper/figures.yaml:3:13"),
        "{ran}"
    );
}

#[test]
fn a_warning_fails_only_where_strictness_is_asked_for() {
    let program = Program::new().claims(DOUBTFUL);
    let ran = program.run("check");
    assert_eq!(ran.status, 0, "{ran}");
    assert!(
        ran.stdout.contains("warning[undetermined]: part: "),
        "{ran}"
    );
    let ran = program.run("check --strict");
    assert_eq!(ran.status, 1, "{ran}");
    assert!(ran.stdout.contains("error[undetermined]: part: "), "{ran}");
}

#[test]
fn a_fault_ends_with_2_and_hides_nothing() {
    let program = Program::new()
        .claims(FAULTY)
        .file("claims/other/figures.yaml", WRONG);
    let ran = program.run("check -v");
    assert_eq!(ran.status, 2, "{ran}");
    assert!(ran.stdout.contains("error[unknown-id]: "), "{ran}");
    assert!(
        ran.stdout.contains("claims/paper/figures.yaml:4:18"),
        "{ran}"
    );
    assert!(ran.stdout.contains("consistent    right"), "{ran}");
    assert!(ran.stdout.contains("error[inconsistent]: share: "), "{ran}");
}

#[test]
fn bytes_that_are_no_text_are_a_fault_of_their_file_alone() {
    let program = Program::new()
        .claims(GOOD)
        .article(ARTICLE)
        .file("claims/bad.yaml", b"claims: \xff");
    let ran = program.run("check -v");
    assert_eq!(ran.status, 2, "{ran}");
    assert!(ran.stdout.contains("error[not-utf8]: "), "{ran}");
    assert!(ran.stdout.contains("consistent    increase"), "{ran}");
}

#[test]
fn what_is_not_there_is_named() {
    let program = Program::new().claims(GOOD).article(ARTICLE).folder("empty");
    let ran = program.run("check nowhere");
    assert_eq!(ran.status, 2, "{ran}");
    assert_eq!(
        ran.stderr,
        "error: cannot read nowhere: there is no such file or folder\n"
    );
    assert_eq!(ran.stdout, "");
    let ran = program.run("check empty claims");
    assert_eq!(ran.status, 2, "{ran}");
    assert_eq!(
        ran.stderr,
        "error: no claim files (*.yaml, *.yml) in empty\n"
    );
    assert!(ran.stdout.contains("1 claim holds"), "{ran}");
}

#[test]
fn a_file_alone_still_knows_its_neighbours() {
    let program = Program::new()
        .file(
            "claims/paper/a.yaml",
            "inputs: { ten: 10 }\nclaims:\n  wrong: { stated: 1, formula: 2 + 2 }\n",
        )
        .file(
            "claims/paper/b.yaml",
            "claims:\n  right: { stated: 20, formula: 2 * a.ten }\n",
        );
    let ran = program.run("check claims/paper/b.yaml");
    assert_eq!(ran.status, 0, "{ran}");
    assert!(ran.stdout.ends_with("1 claim holds\n"), "{ran}");
    assert!(!ran.stdout.contains("wrong"), "{ran}");
}

#[test]
fn a_file_elsewhere_is_held_to_all_that_its_folder_says() {
    let program = Program::new().folder("elsewhere").claims(
        "inputs: { w: { unknown: number } }\n\
         claims: { more: { formula: w > 5 }, less: { formula: w < 4 } }\n",
    );
    for (folder, path) in [
        (".", "claims"),
        ("elsewhere", "../claims"),
        ("elsewhere", "../claims/paper/figures.yaml"),
    ] {
        let ran = program.run_in(folder, &["check", path]);
        assert_eq!(ran.status, 1, "{ran}");
        assert!(ran.stdout.contains("error[conflict]"), "{ran}");
        let last = "2 claims, but some cannot all be true: 2 undecided, 1 conflict\n";
        assert!(ran.stdout.ends_with(last), "{ran}");
    }
}

#[test]
fn a_file_asked_for_twice_is_checked_once() {
    let program = Program::new().article(ARTICLE).claims(GOOD);
    let ran = program.run("check claims ./claims/paper claims/paper/figures.yaml");
    assert!(
        ran.stdout.ends_with(
            "1 claim holds\n3 of 3 figures checked (100%); \
             1 of 1 relation that the article states is checked\n"
        ),
        "{ran}"
    );
}

#[test]
fn hidden_files_and_other_files_are_no_claim_files() {
    let program = Program::new()
        .article(ARTICLE)
        .claims(GOOD)
        .file("claims/.hidden/figures.yaml", WRONG)
        .file("claims/paper/notes.txt", WRONG);
    let ran = program.run("check");
    assert_eq!(ran.status, 0, "{ran}");
}

#[test]
fn no_path_of_the_machine_is_shown() {
    let program = Program::new()
        .article(ARTICLE)
        .claims(WRONG)
        .folder("elsewhere");
    let root = program.root().display().to_string();
    for (folder, path) in [
        (".", format!("{root}/claims")),
        ("elsewhere", "../claims".to_owned()),
        ("elsewhere", format!("{root}/claims")),
    ] {
        let ran = program.run_in(folder, &["check", &path]);
        assert!(
            ran.stdout.contains("claims/paper/figures.yaml:3:13"),
            "{ran}"
        );
        assert!(!ran.stdout.contains(&root), "{ran}");
    }
    let ran = program.run_in("claims/paper", &["check", "."]);
    assert!(ran.stdout.contains("▸ figures.yaml:3:13"), "{ran}");
}

#[test]
fn json_is_one_document() {
    let program = Program::new().article(ARTICLE).claims(WRONG);
    let ran = program.run("check --format json");
    assert_eq!(ran.status, 1, "{ran}");
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(report["version"], 1);
    assert_eq!(report["files"][0]["path"], "claims/paper/figures.yaml");
    assert_eq!(report["files"][0]["claims"][0]["verdict"], "inconsistent");
}

#[test]
fn a_report_goes_to_several_files_at_once() {
    let program = Program::new().article(ARTICLE).claims(WRONG);
    let json = program.run("check --format json").stdout;
    let ran = program.run("check -o report.json --output sarif:out --output=a.xml -o b.TXT");
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""), "{ran}");
    assert!(ran.stdout.contains("error[inconsistent]: share: "), "{ran}");
    assert_eq!(program.read("report.json"), json);
    assert!(program.read("out").contains(r#""columnKind""#));
    assert!(program.read("a.xml").contains("<testsuites "));
    assert_eq!(program.read("b.TXT"), ran.stdout);

    // What is printed may be cut short, what is written is not.
    let quiet = program.run("check --quiet --format terminal -o c.txt");
    assert!(!quiet.stdout.contains("1 of 1 claim fails"), "{quiet}");
    assert_eq!(program.read("c.txt"), ran.stdout);
}

#[test]
fn an_output_that_cannot_be_written_is_named_and_stops_no_other() {
    let program = Program::new().article(ARTICLE).claims(WRONG);
    let ran = program.run("check -o no/such/folder/report.json -o report.sarif");
    assert_eq!(ran.status, 2, "{ran}");
    assert!(ran.stdout.contains("1 of 1 claim fails"), "{ran}");
    assert!(
        ran.stderr
            .starts_with("error: cannot write no/such/folder/report.json: "),
        "{ran}"
    );
    assert!(program.read("report.sarif").contains("inconsistent"));
}

#[test]
fn an_output_without_a_format_is_refused() {
    let program = Program::new().article(ARTICLE).claims(WRONG);
    let ran = program.run("check -o report.docx");
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{ran}");
    for known in [
        ".txt (terminal)",
        ".json",
        ".sarif",
        ".xml (junit)",
        "sarif:report.docx",
    ] {
        assert!(ran.stderr.contains(known), "{ran}");
    }
}

#[test]
fn no_output_is_written_over_another_or_over_what_is_checked() {
    let program = Program::new().article(ARTICLE).claims(GOOD);
    let ran = program.run("check -o report.json -o sarif:claims/../report.json");
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{ran}");
    assert_eq!(
        ran.stderr,
        "error: claims/../report.json is asked for twice, and nothing was written\n"
    );
    assert!(!program.root().join("report.json").exists());
    for source in ["claims/paper/article.md", "./claims/paper/figures.yaml"] {
        let before = program.read(source);
        let ran = program.run(&format!("check -o json:{source}"));
        assert_eq!(ran.status, 2, "{ran}");
        assert_eq!(
            ran.stderr,
            format!("error: {source} is what is checked, and no report is written over it\n")
        );
        assert_eq!(program.read(source), before);
    }
}

#[test]
fn how_much_is_said() {
    let program = Program::new().article(ARTICLE).claims(GOOD);
    assert_eq!(program.run("check --quiet").stdout, "");
    let everything = program.run("check -vv");
    assert!(
        everything.stdout.contains("passes[consistent]: increase: "),
        "{everything}"
    );
    let both = program.run("check -q -v");
    assert_eq!(both.status, 2, "{both}");
}

#[test]
fn a_large_run_lists_only_what_needs_to_be_seen() {
    let claims: String = (0..150)
        .map(|n| format!("  c{n}: {{ stated: {n}, formula: {n} + 0 }}\n"))
        .collect();
    let program = Program::new().claims(format!(
        "claims:\n{claims}  wrong: {{ stated: 1, formula: 2 + 2 }}\n"
    ));
    let ran = program.run("check");
    assert!(!ran.stdout.contains("c149"), "{ran}");
    assert!(ran.stdout.contains("and 150 claims consistent"), "{ran}");
    let ran = program.run("check -v");
    assert!(ran.stdout.contains("c149"), "{ran}");
}

#[test]
fn colours_only_where_they_are_wanted() {
    let program = Program::new().claims(WRONG);
    assert!(!program.run("check").stdout.contains('\u{1b}'));
    assert!(
        program
            .run("check --color always")
            .stdout
            .contains("\u{1b}[")
    );
    assert!(!program.run("check --color never").stdout.contains('\u{1b}'));
}

#[test]
fn the_environment_says_whether_to_colour_and_the_argument_overrules_it() {
    let program = Program::new().claims(WRONG);
    let coloured = |arguments: &str, variable: &str| {
        let arguments: Vec<_> = arguments.split(' ').collect();
        let mut command = program.command(".", &arguments);
        let output = command.env(variable, "1").output().expect("it runs");
        let on_stdout = output.stdout.contains(&0x1b);
        let on_stderr = output.stderr.contains(&0x1b);
        (on_stdout, on_stderr)
    };
    for (arguments, variable, expected) in [
        ("check claims nowhere", "CLICOLOR_FORCE", true),
        ("check claims nowhere", "NO_COLOR", false),
        (
            "check claims nowhere --color never",
            "CLICOLOR_FORCE",
            false,
        ),
        ("--color always check claims nowhere", "NO_COLOR", true),
    ] {
        let shown = coloured(arguments, variable);
        assert_eq!(shown, (expected, expected), "{variable} {arguments}");
    }
}

#[test]
fn a_short_run_and_one_without_a_terminal_show_no_progress() {
    let program = Program::new().article(ARTICLE).claims(GOOD);
    assert_eq!(program.run("check --color always").stderr, "");
}

#[test]
fn text_of_files_does_not_act_on_the_terminal() {
    let program = Program::new()
        .claims("claims:\n  c:\n    stated: \"2\\e[31m\"\n    formula: 1 + 1 \u{202e}\n");
    let ran = program.run("check");
    assert_eq!(ran.status, 2, "{ran}");
    assert!(!ran.stdout.contains(['\u{1b}', '\u{202e}']), "{ran}");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let claims: String = (0..5000)
        .map(|n| format!("  c{n}: {{ stated: 1, formula: 2 + 2 }}\n"))
        .collect();
    let program = Program::new().claims(format!("claims:\n{claims}"));
    let ran = program.run_unread("check");
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""), "{ran}");
}

#[test]
fn init_writes_an_example_that_checks_and_overwrites_nothing() {
    let program = Program::new();
    let ran = program.run("init");
    assert_eq!(ran.status, 0, "{ran}");
    let checked = program.run("check");
    assert_eq!(checked.status, 0, "{checked}");
    assert!(!checked.stdout.contains("warning"), "{checked}");
    let article = program.read("claims/example/article.md");
    let again = program.run("init");
    assert_eq!(again.status, 2, "{again}");
    assert_eq!(
        again.stderr,
        "error: claims/example is there already, and nothing was written\n"
    );
    assert_eq!(program.read("claims/example/article.md"), article);
}

#[test]
fn schemas_are_json() {
    for (arguments, key) in [
        ("schema", "readings"),
        ("schema --claims", "readings"),
        ("schema --report", "conflicts"),
    ] {
        let ran = Program::new().run(arguments);
        assert_eq!(ran.status, 0, "{ran}");
        let schema: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
        assert!(
            schema.is_object() && ran.stdout.contains(key),
            "{arguments}"
        );
    }
}

#[test]
fn shells_get_their_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = Program::new().run(&format!("completions {shell}"));
        assert_eq!(ran.status, 0, "{ran}");
        assert!(ran.stdout.contains("strict"), "{ran}");
    }
}

#[test]
fn manual_pages_say_what_the_help_says() {
    let page = |arguments: &str| {
        let ran = Program::new().run(arguments);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran}");
        // A hyphen is written so that it is one.
        ran.stdout.replace("\\-", "-")
    };
    let whole = page("man");
    assert!(whole.contains(".TH addsup 1 "), "{whole}");
    for words in [
        "EXIT STATUS",
        "addsup-check(1)",
        "addsup-watch(1)",
        "--color",
    ] {
        assert!(whole.contains(words), "{words}: {whole}");
    }
    let check = page("man check");
    for words in [
        "addsup-check",
        "--strict",
        "Let what would warn fail",
        "EXIT STATUS",
    ] {
        assert!(check.contains(words), "{words}: {check}");
    }
    assert!(page("man watch").contains("--serve"));
    let ran = Program::new().run("man chekc");
    assert_eq!(ran.status, 2, "{ran}");
    assert!(
        ran.stderr
            .starts_with("error: there is no command `chekc`; there are check, watch,"),
        "{ran}"
    );
}

#[test]
fn arguments_nobody_knows_are_refused() {
    let ran = Program::new().run("check --fromat json");
    assert_eq!(ran.status, 2, "{ran}");
    assert!(ran.stderr.contains("--format"), "{ran}");
}

#[test]
fn explain_tells_what_a_figure_rests_on_and_how_far_it_can_move() {
    let ran = Program::new()
        .article(ARTICLE)
        .claims(GOOD)
        .run("explain increase");
    assert_eq!(ran.status, 0, "{ran}");
    for part in [
        "increase  claims/paper/figures.yaml:5:3\n  “an increase of 25%”\n",
        "It rests on\n  increase  25%  24.5% to 25.5% = growth(before, after)\n    before  40   40",
        "How far it can move\n",
    ] {
        assert!(ran.stdout.contains(part), "no {part:?} in {ran}");
    }
    let ran = Program::new().claims(GOOD).run("explain before");
    assert!(
        ran.stdout.contains("less would contradict after, increase"),
        "{ran}"
    );
}

#[test]
fn explain_as_json_is_one_object() {
    let ran = Program::new()
        .claims(DOUBTFUL)
        .run("explain total --format json");
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(json["id"], "total");
    assert_eq!(json["room"]["kind"], "values");
    assert_eq!(json["implied"]["from"][0], "part");
}

#[test]
fn explain_says_what_comes_near_an_id_that_nothing_has() {
    let ran = Program::new().claims(GOOD).run("explain increse");
    assert_eq!(ran.status, 2, "{ran}");
    assert_eq!(
        ran.stderr,
        "error: no figure or claim is called `increse`; did you mean `increase`?\n"
    );
}

#[test]
fn explain_asks_which_of_several_is_meant() {
    let inputs = "inputs:\n  sold: 5\n";
    let two = || {
        Program::new()
            .file("claims/paper/a.yaml", inputs)
            .file("claims/paper/b.yaml", inputs)
    };
    let ran = two().run("explain sold");
    assert_eq!(ran.status, 2, "{ran}");
    assert!(
        ran.stderr
            .contains("\n  a.sold  claims/paper/a.yaml:2:3\n  b.sold  claims/paper/b.yaml:2:3"),
        "{ran}"
    );
    assert_eq!(two().run("explain b.sold").status, 0);
}

/// An article is checked by itself, with or without claims beside it, and one that a claim file
/// names is told of once.
#[test]
fn an_article_handed_to_a_check_is_linted() {
    let program = || {
        Program::new()
            .claims(GOOD)
            .file("texts/a.md", "Sales rose 50% to 120 from 100.\n")
            .file("texts/b.md", "Sales rose 20% to 120 from 100.\n")
    };
    let ran = program().run("check texts/a.md");
    assert_eq!(ran.status, 1, "{ran}");
    assert!(
        ran.stdout.contains("from 100 to 120 is a rise of 20%"),
        "{ran}"
    );
    assert!(ran.stdout.contains("texts/a.md:1:12"), "{ran}");
    let ran = program().run("check texts/b.md");
    assert_eq!(ran.status, 0, "{ran}");
    assert!(
        ran.stdout.contains("3 figures, ") && ran.stdout.contains("checked, 0 wrong"),
        "{ran}"
    );
    let ran = program().run("check claims texts/a.md");
    assert_eq!(ran.status, 1, "{ran}");
    assert!(
        ran.stdout.contains("1 claim holds") && ran.stdout.contains("checked, 1 wrong"),
        "{ran}"
    );
    assert!(ran.stdout.contains("a rise of 20%"), "{ran}");
    let ran = program().run("check texts/none.md");
    assert_eq!(ran.status, 2, "{ran}");
}

/// What is in doubt is a note: told where it is asked for, and never a failure.
#[test]
fn notes_are_told_where_they_are_asked_for() {
    let program =
        || Program::new().file("a.txt", "Costs fell 20%, as expected, from $50m to $45m.\n");
    let ran = program().run("lint a.txt");
    assert!(ran.status == 0 && !ran.stdout.contains("note"), "{ran}");
    let ran = program().run("lint --all --strict a.txt");
    assert_eq!(ran.status, 0, "{ran}");
    assert!(ran.stdout.contains("note[change]"), "{ran}");
    assert!(
        ran.stdout.contains("is expected, revised or an average"),
        "{ran}"
    );
    assert!(
        ran.stdout.contains("0 wrong") && ran.stdout.contains("1 note in the articles"),
        "{ran}"
    );
    for (format, level) in [
        ("json", "\"note\""),
        ("sarif", "\"note\""),
        ("github", "::notice "),
        ("markdown", "note"),
    ] {
        let ran = program().run(&format!("lint --all --format {format} a.txt"));
        assert!(ran.status == 0 && ran.stdout.contains(level), "{ran}");
    }
}

/// Articles are found in folders as claim files are: but for hidden and ignored ones.
#[test]
fn the_articles_of_a_folder_are_linted() {
    let wrong = "Sales rose 50% to 120 from 100.\n";
    let ran = Program::new()
        .file("texts/b.md", wrong)
        .file("texts/in/a.txt", wrong)
        .file("texts/.hidden.md", wrong)
        .file("texts/left/out.md", wrong)
        .file("texts/.ignore", "left\n")
        .file("texts/data.csv2", wrong)
        .run("lint texts");
    assert_eq!(ran.status, 1, "{ran}");
    assert!(ran.stdout.contains("2 wrong"), "{ran}");
    assert!(
        ran.stdout.contains("b.md:1:12") && ran.stdout.contains("a.txt:1:12"),
        "{ran}"
    );
}

/// One item ignores what the article says again and again.
#[test]
fn what_is_ignored_is_ignored_wherever_it_stands() {
    let text = "It has two sides, two sides make one, and there are two sides to 5 stories.\n";
    let program = |claims: &str| {
        Program::new()
            .article(text)
            .claims(format!(
                "claims:\n  a: {{ stated: 5 stories, formula: 2 + 3 }}\n\
                 ignore:\n  - {{ quote: two sides, because: no amount{claims} }}\n"
            ))
            .run("check")
    };
    let ran = program("");
    assert!(ran.status == 0 && ran.stdout.contains("3 ignored"), "{ran}");
    let ran = program(", occurrence: 2");
    assert!(ran.status == 0 && ran.stdout.contains("1 ignored"), "{ran}");
}

/// A figure of a table is named by its labels, which a new row leaves as they are.
#[test]
fn a_cell_is_named_by_its_labels() {
    let article = |wages: &str| {
        format!(
            "In thousands of euros:\n\n| Costs | 2022 | 2023 |\n|---|---|---|\n| Wages | 410 | {wages} |\n| Rent | 125 | 140 |\n| Total | 535 | 490 |\n"
        )
    };
    let claims = |row: &str, column: &str| {
        format!(
            "inputs:\n  wages: {{ stated: €250 thousand, cell: {{ row: {row}, column: {column} }} }}\n  \
             rent: {{ stated: €140 thousand, cell: {{ table: 1, row: Rent, column: 2023 }} }}\n\
             claims:\n  total:\n    stated: €490 thousand\n    cell: {{ row: total, column: 2023 }}\n    formula: wages + rent\n"
        )
    };
    let run = |article: String, claims: String| {
        Program::new().article(&article).claims(claims).run("check")
    };
    let ran = run(article("250"), claims("Wages", "2023"));
    assert_eq!(ran.status, 1, "{ran}");
    assert!(ran.stdout.contains("€390,000"), "{ran}");
    assert!(ran.stdout.contains("article.md:7:17"), "{ran}");
    let ran = run(article("250"), claims("Wage", "2023"));
    assert_eq!(ran.status, 2, "{ran}");
    assert!(
        ran.stdout.contains("table 1 has no row `Wage`")
            && ran.stdout.contains("did you mean `Wages`?"),
        "{ran}"
    );
    let ran = run(article("250"), claims("Wages", "2024"));
    assert!(ran.stdout.contains("table 1 has no column `2024`"), "{ran}");
    let ran = run(article("350"), claims("Wages", "2023"));
    assert!(
        ran.stdout.contains("is not in its cell, which says `350`"),
        "{ran}"
    );
    let ran = run("No table.\n".to_owned(), claims("Wages", "2023"));
    assert!(ran.stdout.contains("has no table with amounts"), "{ran}");
}

/// The page marks in the article what it has wrong, and leads to what is said of it.
#[test]
fn the_page_marks_what_the_article_has_wrong() {
    let ran = Program::new()
        .file("a.md", "Sales rose 50% to 120 from 100.\n\n| Item | Cost |\n|---|---|\n| Tea | 1,040 |\n| Milk | 2,025 |\n| Total | 3,165 |\n")
        .run("lint --format html a.md");
    assert_eq!(ran.status, 1, "{ran}");
    for (fault, words) in [(0, "50%"), (1, "3,165")] {
        let mark = format!(
            "href=\"#f{fault}\" id=\"m-f{fault}\"><span class=\"vh\">a fault: </span>{words}</a>"
        );
        assert!(ran.stdout.contains(&mark), "{mark}");
        assert!(
            ran.stdout
                .contains(&format!("<div id=\"f{fault}\" class=\"fault error\">"))
        );
    }
}

/// The cells of a table whose sums hold need no claim.
#[test]
fn a_table_whose_relations_hold_is_covered_by_them() {
    let run = |total: &str| {
        let article = format!(
            "| Costs | 2022 | 2023 |\n|---|---|---|\n| Wages | 410 | 350 |\n| Rent | 125 | 140 |\n| Total | 535 | {total} |\n\nIt grew 5%.\n"
        );
        Program::new()
            .article(&article)
            .claims("claims:\n  five: { stated: 5%, formula: 5% }\n")
            .run("check")
    };
    let ran = run("490");
    assert!(
        ran.status == 0 && ran.stdout.contains("7 of 7 figures checked"),
        "{ran}"
    );
    let ran = run("940");
    assert!(
        ran.stdout.contains("nothing accounts for 3 of 7 figures"),
        "{ran}"
    );
    assert!(ran.stdout.contains("warning[table-total]"), "{ran}");
}

/// A figure of a table is told with the labels of its cell.
#[test]
fn the_scan_tells_the_labels_of_cells() {
    let ran = Program::new()
        .file(
            "a.md",
            "In thousands of euros:\n\n| Costs | 2022 |\n|---|---|\n| Wages | 410 |\n",
        )
        .run("scan --format json a.md");
    assert!(
        ran.stdout.contains(
            r#""cell":{"table":1,"row":"Wages","column":"2022","unit":"thousands of euros"}"#
        ),
        "{ran}"
    );
}

/// What is no claim file, or no text, is told what to do with it.
#[test]
fn files_of_other_kinds_are_told_what_to_do() {
    let program = || {
        Program::new()
            .claims(GOOD)
            .file("texts/a.pdf", "%PDF-1.4\n")
            .file("texts/a.docx", "PK\u{3}\u{4}")
            .file("texts/a.tex", "\\section{A}")
    };
    for (arguments, told) in [
        ("check texts/a.pdf", "pdftotext"),
        ("scan texts/a.pdf", "pdftotext"),
        ("draft texts/a.docx", "pandoc"),
        ("check texts/a.tex", "pandoc"),
    ] {
        let ran = program().run(arguments);
        assert_eq!(ran.status, 2, "{arguments}: {ran}");
        assert!(ran.stderr.contains(told), "{arguments}: {ran}");
    }
    let ran = program().run("explain unsourced");
    assert!(
        ran.status == 0 && ran.stdout.starts_with("unsourced (a warning)"),
        "{ran}"
    );
    let ran = program().run("functions cagr");
    assert!(
        ran.status == 0 && ran.stdout.starts_with("cagr(from, to, years)"),
        "{ran}"
    );
    let ran = program().run("functions average");
    assert!(ran.status == 2 && ran.stderr.contains("`mean`"), "{ran}");
}
