use pulldown_cmark::{Event, Options as Syntax, Parser, Tag};

use super::*;
use crate::report::sample::{self, Sample};
use crate::report::{Format, render};

fn written(sample: &Sample, detail: Detail) -> String {
    let options = Options {
        detail,
        ..Options::default()
    };
    render(&sample.report, &sample.sources, Format::Markdown, &options)
}

/// What Markdown makes of a report: its headings, lists and tables, and every tag in it.
fn parsed(markdown: &str) -> (Vec<String>, Vec<String>) {
    let mut shape = Vec::new();
    let mut tags = Vec::new();
    for event in Parser::new_ext(markdown, Syntax::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => tags.push(html.trim().to_owned()),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => panic!("{event:?}"),
            Event::Start(tag) => shape.push(format!("{tag:?}")),
            Event::TaskListMarker(_) | Event::FootnoteReference(_) | Event::Rule => {
                panic!("{event:?}")
            }
            _ => {}
        }
    }
    (shape, tags)
}

#[test]
fn one_of_everything() {
    insta::assert_snapshot!(written(&sample::everything(), Detail::Usual));
}

#[test]
fn every_claim_in_full() {
    let all = written(&sample::everything(), Detail::Everything);
    for id in ["grain_share", "accepted_growth", "deeper"] {
        assert!(all.contains(&format!("#### `{id}`: ")), "{id}");
    }
    let problems = written(&sample::everything(), Detail::Problems);
    assert!(!problems.contains("grain_share"), "{problems}");
}

#[test]
fn texts_from_files_change_nothing_but_texts() {
    for poison in [
        "</details><script>alert(1)</script>",
        "](https://a.b) ![x](y) <https://a.b> www.a.b @ann #1",
        "\r\n\r\n# heading\n- list\n```\n|a|b|\n|---|---|\n",
        "`` ` ``` | \\ *a* _b_ ~~c~~ $x$ [^1] [ ] --> ]]> &amp; =HYPERLINK(\"a\")",
    ] {
        let mut sample = sample::everything();
        let (before, own) = parsed(&written(&sample, Detail::Everything));
        sample::poison(&mut sample.report, poison);
        let (after, tags) = parsed(&written(&sample, Detail::Everything));
        assert_eq!(after, before, "{poison}");
        let more: Vec<_> = tags.iter().filter(|tag| !own.contains(tag)).collect();
        assert!(
            more.iter()
                .all(|tag| ["<code>", "</code>"].contains(&tag.as_str())),
            "{poison}: {more:?}"
        );
    }
}

#[test]
fn a_comment_has_an_end() {
    let mut sample = sample::everything();
    let failing = sample.report.files[0].claims[0].clone();
    sample.report.files[0].claims = vec![failing; 1000];
    sample.report.summary.claims = 1000;
    let shown = written(&sample, Detail::Usual);
    assert!(shown.chars().count() < 65_536, "{}", shown.len());
    assert!(
        shown.contains(" more, for which this comment has no room*"),
        "{shown}"
    );
    assert_eq!(
        shown.matches("<details>").count(),
        shown.matches("</details>").count()
    );
    assert!(written(&sample, Detail::List).matches("#### ").count() == 1001);
}

#[test]
fn nothing_checked_is_nothing_said() {
    assert_eq!(written(&Sample::new(), Detail::Everything), "");
}
