//! What is found of claim files.

use super::*;
use crate::claim::{ClaimSet, Verdict};
use crate::source::Sources;

/// The folder of these claim files.
fn folder(files: &[(&str, &str)]) -> Folder {
    let mut sources = Sources::default();
    let set = ClaimSet::from_parts(&mut sources, "claims/x", None, files);
    let folder = set.folders.into_iter().next().expect("a folder");
    let faults: Vec<_> = folder
        .files
        .iter()
        .flat_map(|file| &file.diagnostics)
        .collect();
    assert!(faults.is_empty(), "{faults:?}");
    folder
}

/// All claims together, none of them known to be true.
fn together(folder: &Folder, all: bool) -> JointReport {
    solve(folder, &vec![Alone::Open; folder.claims.len()], all)
}

fn joint(text: &str) -> JointReport {
    together(&folder(&[("a", text)]), false)
}

const TRADE: &str = "
inputs:
  trade: US$195 billion
  world: { unknown: USD }
claims:
  share: { stated: 3%, formula: trade / world }
";

#[test]
fn an_unknown_is_implied_with_the_sentences_it_comes_from() {
    let joint = joint(TRADE);
    let implied = &joint.implied[0];
    assert_eq!((joint.implied.len(), implied.id.as_str()), (1, "world"));
    assert_eq!(implied.text, "US$5.5 trillion to US$7.9 trillion");
    assert_eq!(implied.from, ["trade", "share"]);
    assert!(joint.conflicts.is_empty() && joint.undecided.is_none());
}

#[test]
fn what_is_left_unsaid_ties_claims_into_a_conflict() {
    let text = format!("{TRADE}  half: {{ stated: US$1.2 trillion, formula: world / 2 }}\n");
    let joint = joint(&text);
    let [conflict] = joint.conflicts.as_slice() else {
        panic!("{:?}", joint.conflicts)
    };
    assert_eq!(conflict.members, ["trade", "share", "half"]);
    assert_eq!(
        (conflict.verdict, conflict.minimal),
        (Verdict::Inconsistent, true)
    );
    assert_eq!(
        conflict.message,
        "these sentences cannot all be true: by `share` (3% = trade / world) and `trade` (US$195 billion), \
         `world` is US$4.8625 trillion to US$7.84 trillion; so world / 2 is US$2.43125 trillion to \
         US$3.92 trillion, and not US$1.2 trillion, as `half` says"
    );
    let mends: Vec<&str> = conflict
        .mends
        .iter()
        .map(|mend| mend.message.as_str())
        .collect();
    assert_eq!(
        mends,
        [
            "`trade`, US$195 billion, would have to be US$57.5 billion to US$104 billion",
            "`share`, 3%, would have to be 7.4% to 8.6%",
            "`half`, US$1.2 trillion, would have to be US$2.43125 trillion to US$3.92 trillion",
        ]
    );
}

#[test]
fn a_conflict_that_a_loose_reading_resolves_is_strained() {
    let joint = joint(
        "
inputs:
  all: { unknown: number }
claims:
  one: { stated: 100, formula: all * 2 }
  other: { stated: 102, formula: all + all }
",
    );
    assert_eq!(joint.conflicts.len(), 1);
    assert_eq!(joint.conflicts[0].verdict, Verdict::Strained);
}

#[test]
fn what_the_editors_accept_as_inconsistent_is_left_out() {
    let text = format!(
        "{TRADE}  half: {{ stated: US$1.2 trillion, formula: world / 2, expect: inconsistent, because: so it is }}\n"
    );
    let joint = joint(&text);
    assert!(joint.conflicts.is_empty());
    assert_eq!(joint.left_out.expect("one is").claims, ["half"]);
}

#[test]
fn what_the_editors_accept_as_strained_takes_part_at_its_loosest() {
    let with = |stated: &str| {
        joint(&format!(
            "
inputs:
  a: 60 km
  b: 50 km
claims:
  sum: {{ stated: {stated}, formula: a + b, expect: strained, because: rounded }}
"
        ))
    };
    assert!(with("112 km").conflicts.is_empty());
    assert_eq!(with("150 km").conflicts[0].verdict, Verdict::Inconsistent);
}

#[test]
fn a_stated_figure_is_what_its_formula_gives() {
    let joint = joint(
        "
inputs:
  a: { unknown: tonnes }
claims:
  part: { stated: 20 tonnes, formula: a / 2 }
  whole: { stated: 45 to 50 tonnes, formula: part * 2 + 6 tonnes }
"
        .replace("6 tonnes }", "\"6 tonnes\" }")
        .as_str(),
    );
    assert_eq!(joint.implied[0].text, "39 to 41 tonnes");
    assert!(joint.conflicts.is_empty(), "{:?}", joint.conflicts);
}

#[test]
fn figures_of_several_files_are_named_with_their_part() {
    let folder = folder(&[
        ("a", "inputs:\n  total: { unknown: people }\n"),
        (
            "b",
            "claims:\n  first: { stated: 500, formula: a.total / 2 }\n  second: { stated: 700, formula: a.total - 1 }\n",
        ),
    ]);
    let joint = together(&folder, false);
    assert_eq!(joint.conflicts[0].members, ["b.first", "b.second"]);
    assert_eq!(joint.implied.len(), 0);
}

#[test]
fn conflicts_that_share_no_claim_are_all_reported_and_all_of_them_if_asked() {
    let text = "
inputs:
  x: { unknown: number }
claims:
  a: { stated: 100, formula: x }
  b: { stated: 200, formula: x }
  c: { stated: 300, formula: x }
  d: { stated: 400, formula: x }
";
    let members = |all| -> Vec<String> {
        let joint = together(&folder(&[("a", text)]), all);
        joint
            .conflicts
            .iter()
            .map(|conflict| conflict.members.join(" "))
            .collect()
    };
    assert_eq!(members(false).len(), 2);
    let mut all = members(true);
    all.sort();
    assert_eq!(all, ["a b", "a c", "a d", "b c", "b d", "c d"]);
}

#[test]
fn of_very_many_sentences_the_nearest_are_named() {
    let mut text = "inputs:\n  x0: 5 cm\n".to_owned();
    for at in 1..=150 {
        text += &format!("  x{at}: {{ unknown: cm }}\n");
    }
    text += "claims:\n";
    for at in 1..=150 {
        text += &format!(
            "  c{at}: {{ stated: 3 cm, formula: x{at} - x{} }}\n",
            at - 1
        );
    }
    let joint = joint(&text);
    let [near, .., far] = joint.implied.as_slice() else {
        panic!("{:?}", joint.implied)
    };
    assert_eq!(
        (near.from_more, &near.from[..]),
        (false, &["x0".to_owned(), "c1".to_owned()][..])
    );
    assert!(
        far.from_more && far.from.contains(&"c150".to_owned()),
        "{far:?}"
    );
    assert!(!far.from.contains(&"c1".to_owned()), "{far:?}");
    assert!(joint.undecided.is_none());
}
