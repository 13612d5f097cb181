//! Loading and linking from text to folder.

use super::*;
use crate::source::Sources;

impl ClaimSet {
    /// One folder of claims, its files given as part and text.
    pub(crate) fn from_parts(
        sources: &mut Sources,
        folder: &str,
        article: Option<(&str, &str)>,
        parts: &[(&str, &str)],
    ) -> Self {
        let named: Vec<(String, &str)> = parts
            .iter()
            .map(|(part, text)| (format!("{part}.yaml"), *text))
            .collect();
        let files: Vec<(&str, &str)> = named.iter().map(|(name, text)| (&**name, *text)).collect();
        ClaimSet::from_texts(sources, folder, article, &files)
    }
}

/// Links files given as name and text.
pub(super) fn folder(files: &[(&str, &str)]) -> Folder {
    let mut sources = Sources::default();
    let set = ClaimSet::from_texts(&mut sources, "claims/x", None, files);
    set.folders.into_iter().next().expect("a folder")
}

fn codes(folder: &Folder) -> Vec<&'static str> {
    let faults = folder.files.iter().flat_map(|file| &file.diagnostics);
    faults.map(|fault| fault.code.as_str()).collect()
}

#[test]
fn figures_keep_their_written_text() {
    let folder = folder(&[(
        "a.yaml",
        "inputs:\n  x: 0550\n  y: { stated: 7, period: 2015 }\n",
    )]);
    assert_eq!(codes(&folder), [""; 0]);
    let Content::Stated(text, _) = &folder.quantities[0].content else {
        panic!("x is stated")
    };
    assert_eq!(text, "0550");
    assert_eq!(folder.quantities[0].span, 13..17);
    assert!(folder.quantities[1].period.is_some());
}

#[test]
fn all_faults_of_a_file_are_reported_in_its_order() {
    let text = "inputs:\n  X: 1\n  y: [1]\n  z: { sated: 1 }\nclaims:\n  c: { stated: 1 }\n  z: 5\nfoo: 1\n";
    assert_eq!(
        codes(&folder(&[("a.yaml", text)])),
        [
            "bad-id",
            "wrong-type",
            "unknown-key",
            "missing-key",
            "duplicate-id",
            "unknown-key"
        ]
    );
}
