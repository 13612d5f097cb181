use crate::report::{Detail, Format, Options, render, sample};

fn shown(options: &Options) -> String {
    let sample = sample::everything();
    render(&sample.report, &sample.sources, Format::Terminal, options)
}

#[test]
fn one_of_everything() {
    insta::assert_snapshot!(shown(&Options::default()));
}

#[test]
fn in_ascii_and_narrow() {
    insta::assert_snapshot!(shown(&Options {
        unicode: false,
        width: 72,
        ..Options::default()
    }));
}

#[test]
fn only_problems() {
    let quiet = shown(&Options {
        detail: Detail::Problems,
        ..Options::default()
    });
    assert!(quiet.starts_with("error[unknown-id]"), "{quiet}");
    assert!(!quiet.contains("grain_share"), "{quiet}");
}

#[test]
fn nothing_that_comes_from_files_acts_on_the_terminal() {
    let mut sample = sample::everything();
    sample::poison(
        &mut sample.report,
        "\u{1b}]0;title\u{7}\u{9b}2J\u{202e}\r\n::error::",
    );
    for detail in [
        Detail::Problems,
        Detail::Usual,
        Detail::List,
        Detail::Everything,
    ] {
        let options = Options {
            detail,
            ..Options::default()
        };
        let shown = render(&sample.report, &sample.sources, Format::Terminal, &options);
        let acts = |c: char| c != '\n' && crate::report::text::visible(c).is_some();
        assert_eq!(shown.lines().find(|line| line.contains(acts)), None);
        assert_eq!(shown.lines().find(|line| line.starts_with("::")), None);
    }
}

#[test]
fn no_line_is_a_command_to_a_runner() {
    let mut sample = sample::everything();
    let report = &mut sample.report;
    let command = |text: &mut String| text.insert_str(0, "::error::");
    for file in &mut report.files {
        command(&mut file.path);
        for claim in &mut file.claims {
            command(&mut claim.id);
            claim
                .because
                .iter_mut()
                .for_each(|because| *because = " ::error::".repeat(30));
        }
    }
    report
        .implied
        .iter_mut()
        .for_each(|implied| command(&mut implied.id));
    report
        .coverage
        .iter_mut()
        .for_each(|coverage| command(&mut coverage.article));
    for detail in [Detail::Usual, Detail::List, Detail::Everything] {
        let options = Options {
            detail,
            ..Options::default()
        };
        let shown = render(&sample.report, &sample.sources, Format::Terminal, &options);
        let is_command = |line: &&str| line.trim_start().starts_with("::");
        assert_eq!(shown.lines().find(is_command), None);
    }
}
