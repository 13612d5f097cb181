//! Input that nobody writes by accident: each gives a clear fault, or none where it is merely
//! large, soon and without a panic.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use addsup::check;
use addsup::claim::{ClaimSet, Folder, RawFile};
use addsup::source::{SourceFile, Sources};
use proptest::prelude::*;
use rstest::rstest;

/// Longer than any machine under load takes for what should take a fraction of a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// Loads one claim file with its article.
fn load(claims: Vec<u8>, article: Option<String>) -> (Sources, Folder) {
    let mut sources = Sources::default();
    let article = article.map(|text| sources.add(SourceFile::new("article.md", text.into_bytes())));
    let id = sources.add(SourceFile::new("claims.yaml", claims));
    let raw = RawFile::parse(id, sources.get(id));
    let folder = Folder::link("claims", vec![(raw, article)], &sources);
    (sources, folder)
}

/// The codes of a file's faults, each once, after its claims were checked too. Panics if that takes
/// too long, or if a fault has no place.
fn codes(claims: Vec<u8>, article: Option<String>) -> Vec<String> {
    let (send, receive) = mpsc::channel();
    let worker = thread::spawn(move || {
        let (sources, folder) = load(claims, article);
        let claims = ClaimSet {
            folders: vec![folder],
        };
        let report = check::check(&sources, &claims, &check::Options::default());
        let [file] = report.files.as_slice() else {
            panic!("one file gives one report")
        };
        let text = sources.get(file.source).text();
        let mut codes = BTreeSet::new();
        for fault in &file.diagnostics {
            let places = fault
                .related
                .iter()
                .map(|(span, _)| span)
                .chain([&fault.span]);
            for place in places {
                assert!(
                    text.get(place.clone()).is_some(),
                    "{fault:?} lies outside its file"
                );
            }
            let length = fault.message.len() + fault.help.as_ref().map_or(0, String::len);
            assert!(length < 10_000, "a message of {length} bytes");
            codes.insert(fault.code.to_string());
        }
        send.send(codes.into_iter().collect())
            .expect("somebody waits for the answer");
    });
    match receive.recv_timeout(PATIENCE) {
        Ok(codes) => codes,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("no answer within {PATIENCE:?}"),
        Err(mpsc::RecvTimeoutError::Disconnected) => match worker.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => unreachable!("the worker ended without an answer"),
        },
    }
}

/// A file whose one input is this figure.
fn figure(text: &str) -> String {
    format!("inputs:\n  a: {text}\n")
}

/// A file with two inputs and one comparison.
fn formula(text: &str) -> String {
    format!("inputs: {{ a: 5, b: -1 to 1 }}\nclaims:\n  c:\n    formula: {text}\n")
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[rstest]
// ---- Bytes
#[case::no_utf8(b"inputs: { a: \xff }".to_vec(), &["not-utf8"])]
#[case::half_a_character(b"inputs: { a: \xe2\x82".to_vec(), &["not-utf8"])]
#[case::a_surrogate(b"inputs: { a: \xed\xa0\x80 }".to_vec(), &["not-utf8"])]
#[case::utf16(b"\xff\xfei\0n\0p\0u\0t\0s\0:\0".to_vec(), &["not-utf8"])]
#[case::nul(b"inputs:\0 { a: 5 }".to_vec(), &["nul-byte"])]
#[case::too_large(vec![b'#'; SourceFile::MAX_BYTES + 1], &["file-too-large"])]
#[case::nothing(Vec::new(), &["empty-file"])]
#[case::only_a_mark("\u{feff}".into(), &["empty-file"])]
#[case::control_characters(b"inputs: { a: \x07 }".to_vec(), &["yaml-syntax"])]
#[case::lone_returns(b"inputs:\r  a: 5\r".to_vec(), &[])]
#[case::tabs(b"inputs:\n\ta: 5\n".to_vec(), &["yaml-syntax"])]
// ---- YAML
#[case::deep_lists("[".repeat(200_000).into(), &["yaml-limit"])]
#[case::deep_mappings("{a: ".repeat(200_000).into(), &["yaml-limit"])]
#[case::deep_dashes("- ".repeat(200_000).into(), &["yaml-limit"])]
#[case::deep_keys("? ".repeat(200_000).into(), &["yaml-limit"])]
#[case::deep_indentation(lines(3000, |n| format!("{}a:\n", " ".repeat(n))).into(), &["unknown-key", "yaml-limit"])]
#[case::deep_inside_a_claim(formula(&"[".repeat(1000)).into(), &["yaml-limit"])]
#[case::alias_bomb(
    lines(30, |n| if n == 0 { "x0: &x0 [1, 1]\n".into() } else { format!("x{n}: &x{n} [*x{0}, *x{0}]\n", n - 1) }).into(),
    &["unknown-key", "yaml-limit"]
)]
#[case::wide_aliases(format!("x: &x [{}]\n{}", "1, ".repeat(5000), lines(5000, |n| format!("y{n}: *x\n"))).into(), &["unknown-key", "yaml-limit"])]
#[case::alias_of_itself(b"inputs: &a { b: *a }".to_vec(), &["yaml-unsupported"])]
#[case::alias_of_nothing(b"inputs: *a".to_vec(), &["yaml-syntax"])]
#[case::anchors_without_end(format!("inputs: {}", "&a ".repeat(100_000)).into(), &["yaml-syntax"])]
#[case::tag(b"inputs: { a: !!str 5, b: ! 5, c: !!binary 5 }".to_vec(), &["yaml-unsupported"])]
#[case::own_tag(b"inputs: { a: !ruby/object 5 }".to_vec(), &["yaml-unsupported"])]
#[case::documents("---\n".repeat(100_000).into(), &["yaml-unsupported"])]
#[case::endless_key("k".repeat(1 << 20).into(), &["wrong-type"])]
#[case::never_closed(format!("inputs: {{ a: \"{}", "x\n".repeat(100_000)).into(), &["yaml-syntax"])]
#[case::many_duplicates(format!("inputs:\n{}", "  a: 5\n".repeat(20_000)).into(), &["duplicate-key", "too-many-faults"])]
#[case::many_unknown_keys(lines(20_000, |n| format!("claims{n}: 5\n")).into(), &["too-many-faults", "unknown-key"])]
#[case::a_key_of_a_megabyte(format!("inputs:\n  ? \"{}\"\n  : 5\n", "k".repeat(1 << 20)).into(), &["bad-id"])]
#[case::an_unknown_key_of_a_megabyte(format!("? \"{}\"\n: 5\n", "k".repeat(1 << 20)).into(), &["unknown-key"])]
#[case::values_of_a_megabyte(
    format!("published: &a {0}\nsettings: {{ currency: *a, decimal: *a }}\nclaims: {{ c: {{ formula: 1 < 2, expect: *a, because: *a }} }}\n", "k".repeat(1 << 20)).into(),
    &["bad-date", "bad-expect", "bad-setting"]
)]
#[case::more_nodes_than_there_may_be(format!("inputs: {{{}}}", "a,".repeat(4_100_000)).into(), &["duplicate-key", "too-many-faults", "wrong-type", "yaml-limit"])]
#[case::strange_keys("inputs: { ~: 1, [a]: 2, {b: 3}: 4, true: 5, 6: 7, '': 8, 'é': 9 }".into(), &["bad-id", "yaml-unsupported"])]
// ---- Figures
#[case::a_thousand_digits(figure(&"9".repeat(1000)).into(), &["bad-figure"])]
#[case::a_million_digits(figure(&"9".repeat(1_000_000)).into(), &["bad-figure"])]
#[case::a_million_decimals(figure(&format!("0.{}1", "0".repeat(1_000_000))).into(), &["bad-figure"])]
#[case::a_large_exponent(figure("1e1000000").into(), &["bad-figure"])]
#[case::a_small_exponent(figure("1e-1000000").into(), &["bad-figure"])]
#[case::an_endless_exponent(figure(&format!("1e{}", "9".repeat(1000))).into(), &["bad-figure"])]
#[case::no_number(figure(".nan").into(), &["bad-figure"])]
#[case::infinity(figure("-.inf").into(), &["bad-figure"])]
#[case::hexadecimal(figure("0xFFFFFFFFFFFFFFFFFFFFFFFFFFFF").into(), &["bad-figure"])]
#[case::words_without_end(figure(&"million ".repeat(50_000)).into(), &["bad-figure"])]
#[case::hedges_without_end(figure(&format!("{}5", "about ".repeat(50_000))).into(), &["bad-figure"])]
#[case::units_without_end(figure(&format!("5 {}", "tonnes per ".repeat(20_000))).into(), &["bad-figure"])]
#[case::no_width(b"inputs: { a: { stated: 5, tolerance: 0 }, b: { stated: 5, round_to: -1 } }".to_vec(), &["bad-figure"])]
#[case::occurrences(
    b"inputs:\n  a: { stated: 5, quote: x, occurrence: 0 }\n  b: { stated: 5, quote: x, occurrence: 99999999999999999999 }\n  c: { stated: 5, quote: x, occurrence: -1 }\n".to_vec(),
    &["wrong-type"]
)]
#[case::periods(
    b"published: -262143-01-01\ninputs:\n  a: { stated: 5, period: last year }\n  b: { stated: 5, period: 99999999999 }\n  c: { stated: 5, period: 9999-12..0001-01 }\n".to_vec(),
    &["bad-period"]
)]
// ---- Formulas
#[case::parentheses(formula(&format!("{}a{} > 1", "(".repeat(100_000), ")".repeat(100_000))).into(), &["formula-limit"])]
#[case::open_parentheses(formula(&"(".repeat(100_000)).into(), &["formula-limit"])]
#[case::minus_signs(formula(&format!("\"{}a > 1\"", "-".repeat(100_000))).into(), &["formula-limit"])]
#[case::negations(formula(&format!("{}a > 1", "not ".repeat(100_000))).into(), &["formula-limit"])]
#[case::powers(formula("10 ^ 10 ^ 10 ^ 10 > a").into(), &["formula-limit"])]
#[case::a_power_of_an_input(formula("a ^ 1000000000 > 1").into(), &[])]
#[case::a_large_constant(formula("1e1000000 > a").into(), &["formula-limit"])]
#[case::a_long_sum(formula(&format!("a{} > 1", " + a".repeat(100_000))).into(), &["formula-limit"])]
#[case::a_long_call(formula(&format!("sum(a{}) > 1", ", a".repeat(100_000))).into(), &["formula-limit"])]
#[case::a_long_name(formula(&format!("{} > 1", "n".repeat(1 << 20))).into(), &["formula-limit"])]
#[case::many_names(formula(&format!("{} > 1", lines(50_000, |n| format!("n{n} + ")))).into(), &["formula-limit"])]
#[case::an_interval_with_nought(formula("a / b > 1").into(), &[])]
#[case::nought(b"inputs: { a: 5, z: exactly 0 }\nclaims: { c: { stated: 5, formula: a / (z - z) } }\n".to_vec(), &["no-value"])]
#[case::a_root_of_minus_one(formula("sqrt(0 - 1) > a").into(), &["no-value"])]
// ---- Claims
#[case::a_claim_on_itself(b"claims: { a: { stated: 1, formula: a } }".to_vec(), &["cycle"])]
#[case::a_long_cycle(
    format!("claims:\n{}", lines(20_000, |n| format!("  c{n}: {{ stated: 1, formula: c{} + 0 }}\n", (n + 1) % 20_000))).into(),
    &["cycle"]
)]
#[case::a_dense_cycle(
    format!("claims:\n{}", lines(60, |n| format!("  c{n}: {{ stated: 1, formula: {}0 }}\n", lines(60, |m| if m == n { String::new() } else { format!("c{m} + ") })))).into(),
    &["cycle"]
)]
#[case::many_unknown_ids(
    format!("inputs:\n{}claims:\n{}", lines(10_000, |n| format!("  input_{n}: 5\n")), lines(10_000, |n| format!("  c{n}: {{ formula: inptu_{n} > 1 }}\n"))).into(),
    &["too-many-faults", "unknown-id"]
)]
#[case::many_readings(
    format!("claims:\n  c:\n    stated: 2\n    readings:\n{}", lines(10_000, |n| format!("      r{n}: 1 + 1\n"))).into(),
    &[]
)]
#[case::many_claims(
    format!("inputs: {{ a: 5 }}\nclaims:\n{}", lines(20_000, |n| format!("  c{n}: {{ stated: {n}, formula: a * {n} }}\n"))).into(),
    &[]
)]
#[case::one_endless_line(
    format!("{{ claims: {{ {} }} }}", lines(20_000, |n| format!("c{n}: {{ stated: {n}, formula: d{n} }}, "))).into(),
    &["too-many-faults", "unknown-id"]
)]
fn hostile(#[case] claims: Vec<u8>, #[case] expected: &[&str]) {
    assert_eq!(codes(claims, None), expected);
}

#[rstest]
#[case::many_drifted_quotes(
    lines(2000, |n| format!("  a{n}: {{ stated: 5, quote: they never sold 5 of item {n} }}\n")),
    "They sold a few things of which nobody knows the number. ".repeat(2000),
    &["quote-drifted", "too-many-faults"]
)]
#[case::a_quote_of_a_megabyte(
    format!("  a: {{ stated: 5, quote: \"{}\" }}\n", "they sold 6 of it, ".repeat(50_000)),
    "They sold 5 of it. ".repeat(50_000),
    &["figure-not-in-quote", "quote-drifted"]
)]
#[case::a_quote_everywhere("  a: { stated: 5, quote: 5 5 }\n".into(), "5 ".repeat(1_000_000), &["quote-ambiguous"])]
#[case::an_empty_quote("  a: { stated: 5, quote: '' }\n".into(), "5".into(), &["figure-not-in-quote", "quote-drifted"])]
#[case::brackets("  a: { stated: 5, quote: sold 5 }\n".into(), "[".repeat(200_000), &["quote-drifted"])]
#[case::stars("  a: { stated: 5, quote: sold 5 }\n".into(), "*a **b ".repeat(50_000), &["quote-drifted"])]
#[case::links("  a: { stated: 5, quote: sold 5 }\n".into(), "[a](".repeat(50_000), &["quote-drifted"])]
#[case::tags("  a: { stated: 5, quote: sold 5 }\n".into(), "<a <!-- ".repeat(50_000), &["quote-drifted"])]
#[case::block_quotes("  a: { stated: 5, quote: sold 5 }\n".into(), format!("{} sold 5", ">".repeat(100_000)), &[])]
#[case::an_article_with_nul("  a: { stated: 5, quote: sold 5 }\n".into(), "sold\0 5".into(), &["nul-byte"])]
fn hostile_article(#[case] inputs: String, #[case] article: String, #[case] expected: &[&str]) {
    assert_eq!(
        codes(format!("inputs:\n{inputs}").into_bytes(), Some(article)),
        expected
    );
}

/// A file with every key in it.
const EVERYTHING: &str = include_str!("cases/every-key/claims.yaml");
const ARTICLE: &str = include_str!("cases/every-key/article.md");

/// Every claim is either read or to blame for a fault, and every fault lies in the text.
fn holds_together(claims: &[u8]) {
    let (sources, folder) = load(claims.to_vec(), Some(ARTICLE.to_owned()));
    for fault in folder.files.iter().flat_map(|file| &file.diagnostics) {
        assert!(
            sources
                .get(fault.source)
                .text()
                .get(fault.span.clone())
                .is_some(),
            "{fault:?}"
        );
    }
    for claim in &folder.claims {
        assert!(!claim.readings.is_empty());
        for reading in &claim.readings {
            assert_eq!(reading.operands.len(), reading.formula.names.len());
        }
    }
    for quantity in &folder.quantities {
        let owner = quantity.claim.map(|claim| folder.claim(claim));
        assert!(owner.is_none_or(|claim| claim.file == quantity.file));
        let anchor = quantity
            .quote
            .as_ref()
            .and_then(|quote| quote.anchor.clone());
        assert!(anchor.is_none_or(|at| ARTICLE.get(at).is_some()));
    }
}

#[test]
fn a_file_with_every_key_has_no_fault() {
    assert_eq!(codes(EVERYTHING.into(), Some(ARTICLE.to_owned())), [""; 0]);
}

#[test]
fn a_file_cut_short_anywhere_is_answered() {
    for end in 0..EVERYTHING.len() {
        holds_together(&EVERYTHING.as_bytes()[..end]);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        holds_together(&bytes);
    }

    #[test]
    fn any_yaml_like_text_is_answered(text in "([a-c]|inputs|claims|stated|formula|quote|[:,&*!|>'\"{}\\[\\]?%@-]|: |\n  |\n|[0-9]){0,60}") {
        holds_together(text.as_bytes());
    }

    #[test]
    fn a_file_changed_anywhere_is_answered(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0usize..6, "[a-z0-9:,{}\\[\\]'\"\n -]{0,4}"), 1..6),
    ) {
        let mut bytes = EVERYTHING.as_bytes().to_vec();
        for (at, length, text) in changes {
            let start = at.index(bytes.len() + 1);
            let end = bytes.len().min(start + length);
            bytes.splice(start..end, text.into_bytes());
        }
        holds_together(&bytes);
    }

    #[test]
    fn lines_left_out_are_answered(kept in prop::collection::vec(any::<bool>(), 100)) {
        let mut text = String::new();
        for (line, _) in EVERYTHING.lines().zip(kept).filter(|(_, kept)| *kept) {
            writeln!(text, "{line}").expect("writing to a string");
        }
        holds_together(text.as_bytes());
    }
}
