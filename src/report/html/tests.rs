use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use html5gum::{Token, Tokenizer};
use proptest::prelude::*;

use super::*;
use crate::check::{InputReport, Report};
use crate::claim::{Citation, Verdict};
use crate::report::sample::{self, Sample};
use crate::report::{Format, Options, render};

/// One of everything, and the inputs behind it: one that claims share, one of a claim alone, one
/// unknown.
fn everything() -> Sample {
    let mut sample = sample::everything();
    let article = sample
        .sources
        .iter()
        .find(|(_, file)| file.path().ends_with(".md"));
    let article = article.expect("there is an article").1.text().to_owned();
    let place = |text: &str| article.find(text).map(|at| at..at + text.len());
    let source = sample.report.files[1].source;
    let input = |id: &str, written: Option<&str>, claim: Option<&str>, quote: &str| {
        Arc::new(InputReport {
            id: id.to_owned(),
            written: written.map(str::to_owned),
            claim: claim.map(str::to_owned),
            source,
            key: 10..20,
            quote: place(quote),
            citation: Some(Citation {
                title: Some("The port's yearbook".to_owned()),
                url: Some("https://port.example/2022?a=1&b=2".to_owned()),
                accessed: None,
                ..Citation::default()
            }),
            note: Some("As the port counts.".to_owned()),
        })
    };
    let early = input("trade_2015", Some("US$68 billion"), None, "US$68 billion");
    let late = input(
        "trade_2022",
        Some("approximately US$195 billion"),
        None,
        "approximately US$195 billion in 2022",
    );
    let own = input(
        "bought",
        Some("about 1 million tonnes"),
        Some("grain_share"),
        "about 1 million tonnes",
    );
    let unknown = input("never_used", None, None, "nowhere in it");
    let file = &mut sample.report.files[1];
    file.inputs = vec![early.clone(), late.clone(), own.clone(), unknown];
    file.claims[0].uses = vec![early.clone(), late.clone()];
    file.claims[1].uses = vec![own];
    file.claims[2].uses = vec![early, late];
    sample
}

fn shown(sample: &Sample) -> String {
    render(
        &sample.report,
        &sample.sources,
        Format::Html,
        &Options::default(),
    )
}

/// The page's tags without what is between them.
fn tags(page: &str) -> Vec<Token> {
    let start = page.find("<style>").expect("a style");
    let end = page.find("</script>").expect("a script") + "</script>".len();
    // A browser without scripts sees the elements inside.
    let page = format!("{}{}", &page[..start], &page[end..])
        .replace("<noscript>", "")
        .replace("</noscript>", "");
    let tokens = Tokenizer::new(page.as_str()).map(|token| match token {
        Ok(token) => token,
    });
    let kept = |token: &Token| !matches!(token, Token::String(_));
    tokens.filter(kept).collect()
}

fn attributes(page: &str, name: &str) -> Vec<String> {
    let of_tag = |token| match token {
        Token::StartTag(tag) => {
            let found = tag.attributes.get(name.as_bytes()).cloned();
            found.map(|value| String::from_utf8_lossy(&value.value).into_owned())
        }
        _ => None,
    };
    tags(page).into_iter().filter_map(of_tag).collect()
}

/// Elements that have no end.
const VOID: &[&str] = &["meta", "br", "hr", "input"];

fn assert_sound(page: &str) {
    let mut open: Vec<String> = Vec::new();
    for token in tags(page) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !tag.self_closing && !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                assert_eq!(open.pop(), Some(name));
            }
            Token::Error(error) => panic!("{error:?}"),
            _ => {}
        }
    }
    assert_eq!(open, [""; 0]);

    let ids = attributes(page, "id");
    let unique: HashSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "{ids:?}");
    assert!(
        ids.iter().all(|id| !id.contains(char::is_whitespace)),
        "{ids:?}"
    );
    for link in attributes(page, "href") {
        let lost = link
            .strip_prefix('#')
            .is_some_and(|id| !unique.contains(&id.to_owned()));
        assert!(!lost, "{link} leads nowhere");
    }
}

#[test]
fn the_page_is_sound() {
    let page = shown(&everything());
    assert_sound(&page);
    assert_sound(&shown(&Sample::new()));
    for name in [
        "style",
        "onclick",
        "src",
        "srcset",
        "srcdoc",
        "action",
        "background",
    ] {
        assert_eq!(attributes(&page, name), [""; 0], "{name}");
    }
}

#[test]
fn every_claim_is_there_once() {
    let sample = everything();
    let ids = attributes(&shown(&sample), "id");
    for file in &sample.report.files {
        for claim in &file.claims {
            let id = format!("{}:{}", file.path, claim.id);
            assert_eq!(ids.iter().filter(|it| **it == id).count(), 1, "{id}");
        }
    }
    assert!(ids.contains(&"claims/harbour/trade.yaml:trade_2015".to_owned()));
    assert!(
        shown(&sample).contains("fails: no longer inconsistent</span> <code class=\"id\">settled")
    );
    // It is shown with its claim.
    assert!(!ids.contains(&"claims/harbour/trade.yaml:bought".to_owned()));
}

#[test]
fn an_article_is_shown_before_anybody_claims_anything() {
    let sample = Sample::new()
        .article("claims/a.md", "We grew 5 tonnes.")
        .file("claims/a.yaml", "claims:\n");
    let page = shown(&sample);
    assert_eq!(text_of(&page).trim(), "We grew 5 tonnes.");
    assert!(!page.contains("<fieldset"));
    assert_sound(&page);
}

#[test]
fn the_article_is_marked() {
    let page = shown(&everything());
    let marks = [
        "<a class=\"to m ambiguous fails attention\" href=\"#claims/harbour/trade.yaml:average_growth\" id=\"m-claims/harbour/trade.yaml:average_growth\"><span class=\"vh\">ambiguous: </span>growth of more than 20% on average</a>",
        "<a class=\"to m ambiguous fails attention input\" href=\"#claims/harbour/trade.yaml:trade_2015\" id=\"m-claims/harbour/trade.yaml:trade_2015\"><span class=\"vh\">ambiguous: </span>US$68 billion</a>",
        "<a class=\"to m consistent input\" href=\"#claims/harbour/trade.yaml:grain_share\"",
        "<a class=\"to m uncovered\" href=\"#u0\" id=\"m-u0\"><span class=\"vh\">not covered: </span>2031</a>",
    ];
    for mark in marks {
        assert!(page.contains(mark), "{mark}\n{page}");
    }
}

#[test]
fn a_card_says_all_there_is_to_say() {
    let page = shown(&everything());
    let start = page
        .find("<details class=\"claim folded ambiguous")
        .expect("it is there");
    let card = &page[start..start + page[start..].find("</details>").expect("it ends")];
    for part in [
        "holds as simple, but not as compound",
        "<q dir=\"auto\">growth of more than 20% on average</q>",
        "in the article",
        "more than 20%",
        "Read as <code>compound</code>",
        "cagr(US$68 billion, approximately US$195 billion)",
        "16.2 % (15.9 % to 16.6 %)",
        "off by 3.4 percentage points",
        "<svg class=\"picture\"",
        "class=\"gap\"",
        "say which average is meant",
        "normally the compound one",
        "<a href=\"https://port.example/2022?a=1&amp;b=2\" rel=\"noopener noreferrer\">The port&#39;s yearbook</a>",
        "claims/harbour/trade.yaml:6:3",
    ] {
        assert!(card.contains(part), "{part}\n{card}");
    }
}

fn all_texts(report: &mut Report, change: &dyn Fn(&mut String)) {
    for file in &mut report.files {
        for input in &mut file.inputs {
            let input = Arc::make_mut(input);
            change(&mut input.id);
            input.claim.iter_mut().for_each(change);
            input.written.iter_mut().for_each(change);
            input.note.iter_mut().for_each(change);
            if let Some(citation) = &mut input.citation {
                citation.title.iter_mut().for_each(change);
                citation.url.iter_mut().for_each(change);
            }
        }
        let inputs = file.inputs.clone();
        for claim in &mut file.claims {
            if !claim.uses.is_empty() {
                claim.uses.clone_from(&inputs);
            }
        }
    }
}

#[test]
fn nothing_that_comes_from_files_acts_on_the_page() {
    let poison = "</title></style></script></noscript><script>alert(1)</script><img src=x onerror=alert(1)>\
                  \" onfocus='alert(1)' autofocus x=\" javascript:alert(1) ]]>\u{1b}[1m\u{202e}`<b>`";
    let mut sample = everything();
    all_texts(&mut sample.report, &|_| {});
    let harmless = shown(&sample);
    sample::poison(&mut sample.report, poison);
    all_texts(&mut sample.report, &|text| text.push_str(poison));
    let page = shown(&sample);
    assert_sound(&page);
    let names = |page: &str| {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for token in tags(page) {
            if let Token::StartTag(tag) = token {
                *names
                    .entry(String::from_utf8_lossy(&tag.name).into_owned())
                    .or_default() += 1;
            }
        }
        names
    };
    let (clean, poisoned) = (names(&harmless), names(&page));
    // Backticks are set as code, and formulas that were empty stand in a line of their own.
    for (name, number) in &poisoned {
        let before = clean.get(name).unwrap_or(&0);
        assert!(
            number <= before || ["code", "br"].contains(&name.as_str()),
            "{name}: {number} of {before}"
        );
    }
    assert_eq!(attributes(&page, "onerror"), [""; 0]);
    assert_eq!(attributes(&page, "onfocus"), [""; 0]);
    let acts = |c: char| c != '\n' && crate::report::text::visible(c).is_some();
    assert_eq!(page.lines().find(|line| line.contains(acts)), None);
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let mut sample = everything();
    all_texts(&mut sample.report, &|text| {
        if text.starts_with("https:") {
            *text = " JavaScript:alert(1)//".to_owned();
        }
    });
    let links = attributes(&shown(&sample), "href");
    assert!(links.iter().all(|link| link.starts_with('#')), "{links:?}");
}

#[test]
fn the_policy_allows_the_pages_own_script_and_style_alone() {
    // The example of the specification.
    assert_eq!(
        hash("alert('Hello, world.');"),
        "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
    );
    let page = shown(&everything());
    let between = |start: &str, end: &str| {
        let from = page.find(start).expect("it begins") + start.len();
        &page[from..from + page[from..].find(end).expect("it ends")]
    };
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(between("<style>", "</style>")),
        hash(between("<script>", "</script>"))
    );
    assert_eq!(
        between("Content-Security-Policy\" content=\"", "\">"),
        policy
    );
    assert!(!page.contains("addsup-live\" content"));
    assert_eq!(as_parsed("a\r\nb"), "a\nb");
}

#[test]
fn a_served_page_may_ask_its_server() {
    let sample = everything();
    let page = crate::report::live_page(&sample.report, &sample.sources);
    assert!(page.contains("; connect-src 'self'\">"));
    assert!(page.contains("<meta name=\"addsup-live\" content=\"/events\">"));
    assert_sound(&page);
}

/// The colours of the style sheet, light and dark.
fn palettes() -> [BTreeMap<&'static str, [f64; 3]>; 2] {
    let mut palettes = [BTreeMap::new(), BTreeMap::new()];
    let style = include_str!("style.css");
    let (light, dark) = style
        .split_once("prefers-color-scheme: dark")
        .expect("two schemes");
    for (palette, text) in palettes.iter_mut().zip([light, dark]) {
        let block = &text[..text.find("}").expect("a block ends")];
        for line in block.lines() {
            let Some((name, value)) = line.trim().split_once(": #") else {
                continue;
            };
            let digits = value.trim_end_matches(';');
            let digits: String = match digits.len() {
                3 => digits.chars().flat_map(|c| [c, c]).collect(),
                _ => digits.to_owned(),
            };
            let channel = |at: usize| {
                let value = u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal");
                f64::from(value) / 255.0
            };
            palette.insert(name, [channel(0), channel(2), channel(4)]);
        }
    }
    palettes
}

/// WCAG 2.2's contrast ratio.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let linear = colour.map(|c| {
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_text_stands_out_from_its_ground() {
    for palette in palettes() {
        let inks = ["--ink", "--faint", "--link", "--computed"];
        for ink in inks
            .into_iter()
            .chain(Verdict::ALL.map(|verdict| match verdict {
                Verdict::Consistent => "--consistent",
                Verdict::Strained => "--strained",
                Verdict::Ambiguous => "--ambiguous",
                Verdict::Inconsistent => "--inconsistent",
                Verdict::Undetermined => "--undetermined",
            }))
        {
            for ground in ["--paper", "--sheet"] {
                let ratio = contrast(palette[ink], palette[ground]);
                assert!(ratio >= 4.5, "{ink} on {ground}: {ratio:.2}");
            }
            // A marked passage that is chosen: the text's own colour on three parts in ten of the
            // verdict's.
            let tint = |n: usize| 0.3 * palette[ink][n] + 0.7 * palette["--paper"][n];
            let ratio = contrast(palette["--ink"], [tint(0), tint(1), tint(2)]);
            assert!(ratio >= 4.5 || ink == "--ink", "chosen {ink}: {ratio:.2}");
        }
    }
}

/// An article alone, with some passages marked.
fn article(path: &str, text: &str, spans: &[(usize, usize)]) -> String {
    let mut sample = Sample::new()
        .article(path, text)
        .file("claims/x.yaml", "claims:\n  one: 1\n");
    for &(start, length) in spans {
        let mut claim = sample::claim("one", Verdict::Strained, None);
        let start = text.floor_char_boundary(start % (text.len() + 1));
        let end = text.floor_char_boundary((start + length).min(text.len()));
        claim.places.quote = Some(start..end);
        sample.report.files[0].claims.push(claim);
    }
    sample.report.summary.claims = spans.len();
    shown(&sample)
}

/// The text of the article as it is shown, without tags and what only assistive technology reads.
fn text_of(page: &str) -> String {
    let Some(start) = page.find("<article") else {
        return String::new();
    };
    let end = page.find("</article>").expect("it ends");
    let mut text = String::new();
    let mut in_hint = false;
    for Ok(token) in Tokenizer::new(&page[start..end]) {
        match token {
            Token::StartTag(tag) if **tag.name == *b"span" => {
                let class = tag.attributes.get(&b"class"[..]);
                in_hint = class.is_some_and(|class| **class.value == *b"vh");
            }
            Token::EndTag(_) => in_hint = false,
            Token::String(piece) if !in_hint => text += &String::from_utf8_lossy(&piece.value),
            _ => {}
        }
    }
    text
}

#[test]
fn articles_are_read_as_what_they_are() {
    let text = "\u{feff}# A *year*\n\nWe sold <b>5</b> &amp; `6`.\n\n<div>\nNot 7\n</div>\n\n- [one](x)\n- two";
    let page = article("claims/a.md", text, &[(6, 30)]);
    let shown = text_of(&page);
    let words: Vec<&str> = shown.split_whitespace().collect();
    assert_eq!(words.join(" "), "A year We sold 5 & 6. Not 7 one two");
    for part in [
        "<h3 dir=\"auto\">A<a ",
        "<li dir=\"auto\">",
        "<code>6</code>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert_eq!(
        text_of(&article("claims/a.txt", "# 5 <b>\n\n*6*", &[(0, 3)])).trim(),
        "# 5 <b>\n*6*"
    );
    assert_eq!(
        text_of(&article(
            "claims/a.html",
            "<h1>5</h1><script>6</script><p>7 &lt;",
            &[(0, 30)]
        ))
        .trim(),
        "5\n7 <"
    );
}

#[test]
fn deep_nesting_is_cut() {
    let text = format!("{} five\n\n{}six", ">".repeat(10_000), "- ".repeat(1_000));
    let page = article("claims/a.md", &text, &[(10_001, 4)]);
    assert_sound(&page);
    assert!(page.matches("<blockquote>").count() <= 50);
    assert!(text_of(&page).contains("five") && text_of(&page).contains("six"));
}

proptest! {
    #[test]
    fn any_article_with_any_marks_is_sound(
        text in "([#*_`>|!<&a-c0-9 \n:~é日-]|\\[x\\]|\\(y\\)|<b>|</p>|<div>|&amp;|\n\n|\n- |\n1. |\\|-\\|-\\||```|\\[\\^1\\]){0,40}",
        spans in prop::collection::vec((0_usize..80, 0_usize..40), 1..5),
        ending in prop::sample::select(vec!["md", "html", "txt"]),
    ) {
        let path = format!("claims/article.{ending}");
        let marked = article(&path, &text, &spans);
        assert_sound(&marked);
        prop_assert_eq!(text_of(&marked), text_of(&article(&path, &text, &[(0, 0)])));
    }
}
