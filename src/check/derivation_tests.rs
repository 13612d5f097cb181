//! Explanations of figures and claims.

use super::derivation::*;
use super::*;
use crate::check::Room;

const TRADE: &str = "
inputs:
  before: US$100 million
  after: US$150 million
  world: { unknown: USD }
claims:
  increase: { stated: about 50%, formula: 'growth(before, after)' }
  share: { stated: 3%, formula: after / world }
  twice: { stated: 1, formula: 2 * increase }
";

fn derived(texts: &[(&str, &str)], id: &str) -> Derivation {
    let (sources, claims) = linked(texts);
    let [subject] = subjects(&claims, id)[..] else {
        panic!("not one {id}")
    };
    derive(&sources, &claims, subject)
}

fn linked(texts: &[(&str, &str)]) -> (Sources, ClaimSet) {
    let mut sources = Sources::default();
    let claims = ClaimSet::from_parts(&mut sources, "claims/x", None, texts);
    let folder = &claims.folders[0];
    let faults: Vec<_> = folder
        .files
        .iter()
        .flat_map(|file| &file.diagnostics)
        .collect();
    assert!(faults.is_empty(), "{faults:?}");
    (sources, claims)
}

fn uses(derivation: &Derivation) -> Vec<(&str, bool, Option<&str>)> {
    let uses = derivation.uses.iter();
    uses.map(|it| (&*it.id, it.direct, it.holds_for.as_deref()))
        .collect()
}

#[test]
fn an_input_is_told_with_the_claims_that_use_it_and_how_far_it_can_move() {
    let it = derived(&[("a", TRADE)], "after");
    assert_eq!(it.written.as_deref(), Some("US$150 million"));
    assert_eq!((it.line, it.column), (4, 3));
    assert_eq!(
        uses(&it),
        [
            ("increase", true, Some("US$146 million to US$154 million")),
            ("share", true, None),
            ("twice", false, None),
        ]
    );
    let implied: Vec<&str> = it.implies.iter().map(|implied| &*implied.id).collect();
    assert_eq!(implied, ["world"]);
    // Twice the increase is 1, which is 0.5 to 1.5; "about 50 %" is closer.
    assert_eq!(
        it.room,
        Room::Values {
            text: "US$146 million to US$154 million".to_owned(),
            below: vec!["before".to_owned(), "increase".to_owned()],
            above: vec!["before".to_owned(), "increase".to_owned()],
        }
    );
}

#[test]
fn a_claim_is_told_with_what_it_rests_on() {
    let it = derived(&[("a", TRADE)], "twice");
    let steps: Vec<(usize, &str, Option<&str>)> = it
        .steps
        .iter()
        .map(|step| (step.depth, &*step.id, step.written.as_deref()))
        .collect();
    assert_eq!(
        steps,
        [
            (0, "twice", Some("1")),
            (1, "increase", Some("about 50%")),
            (2, "before", Some("US$100 million")),
            (2, "after", Some("US$150 million")),
        ]
    );
    assert_eq!(it.steps[1].formulas, ["growth(before, after)"]);
    assert_eq!(it.verdict, Some(Verdict::Consistent));
    let Room::Values { text, .. } = &it.room else {
        panic!("{:?}", it.room)
    };
    assert_eq!(text, "0.97 to 1.03");
}

#[test]
fn an_unknown_is_told_as_what_the_sentences_leave_of_it() {
    let it = derived(&[("a", TRADE)], "world");
    let implied = it.implied.expect("something is implied");
    assert_eq!(implied.text, "US$4.2 billion to US$6.1 billion");
    assert_eq!(it.written, None);
    assert_eq!(
        it.room,
        Room::Values {
            text: implied.text,
            below: implied.from.clone(),
            above: implied.from,
        }
    );
}

#[test]
fn what_no_claim_uses_can_be_anything() {
    let it = derived(&[("a", "inputs:\n  alone: 5\n")], "alone");
    assert_eq!(it.room, Room::Alone);
    assert!(it.uses.is_empty() && it.steps.len() == 1);
}

#[test]
fn where_the_others_conflict_nothing_helps() {
    let text = "
inputs:
  x: { unknown: number }
  y: 5
claims:
  a: { stated: 100, formula: x }
  b: { stated: 200, formula: x }
  c: { stated: 105, formula: x + y }
";
    let it = derived(&[("a", text)], "y");
    assert_eq!(it.room, Room::Conflict);
    let b = derived(&[("a", text)], "b");
    assert_eq!(b.conflicts.len(), 1, "{b:?}");
    let Room::Values { text, .. } = b.room else {
        panic!("{:?}", b.room)
    };
    assert_eq!(text, "99.5 to 100.5");
}

#[test]
fn a_figure_that_comes_up_twice_is_told_once() {
    let text = "
inputs: { a: 5 }
claims:
  b: { stated: 10, formula: 2 * a }
  c: { stated: 20, formula: 2 * b }
  d: { stated: 30, formula: b + c }
";
    let it = derived(&[("a", text)], "d");
    let told: Vec<(&str, bool)> = it.steps.iter().map(|it| (&*it.id, it.told)).collect();
    assert_eq!(
        told,
        [
            ("d", false),
            ("b", false),
            ("a", false),
            ("c", false),
            ("b", true)
        ]
    );
}

#[test]
fn ids_of_several_files_are_found_by_their_full_names() {
    let files = [("a", "inputs: { x: 5, y: 6 }"), ("b", "inputs: { x: 7 }")];
    let (_, claims) = linked(&files);
    let count = |id| subjects(&claims, id).len();
    assert_eq!(
        (count("x"), count("a.x"), count("y"), count("z")),
        (2, 1, 1, 0)
    );
    assert_eq!(ids(&claims).collect::<Vec<_>>(), ["a.x", "a.y", "b.x"]);
}

#[test]
fn a_derivation_without_end_is_cut_short() {
    let mut text = "inputs: { x0: 1 }\nclaims:\n".to_owned();
    for at in 1..60 {
        text += &format!("  x{at}: {{ stated: 1, formula: x{} }}\n", at - 1);
    }
    let it = derived(&[("a", &text)], "x59");
    assert!(
        it.steps_cut_short && it.steps.len() <= 20,
        "{:?}",
        it.steps.len()
    );
}
