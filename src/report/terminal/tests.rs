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
