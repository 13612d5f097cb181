//! Holds the import rule that the crate's front page states.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The stages, leftmost first; modules of one stage are siblings.
const STAGES: &[&[&str]] = &[
    &["source"],
    &["diagnostic"],
    &["number"],
    &["prose", "formula"],
    &["table"],
    &["claim"],
    &["check"],
    &["relation"],
    &["draft", "lint"],
    &["report"],
    &["load"],
    &["watch"],
    &["cli", "harness", "lsp"],
];

/// The modules that may touch files, the clock, the environment or the terminal.
const IMPURE: &[&str] = &["load", "cli", "harness", "watch", "lsp"];

fn stage(module: &str) -> Option<usize> {
    STAGES.iter().position(|stage| stage.contains(&module))
}

/// Every source file with the top-level module it belongs to.
fn files() -> Vec<(String, PathBuf)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src is readable") {
            let path = entry.expect("src is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&src).expect("below src");
                let first = inside.components().next().expect("a file name").as_os_str();
                let module = first.to_string_lossy().trim_end_matches(".rs").to_owned();
                found.push((module, path));
            }
        }
    }
    found
}

/// The code without its unit tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a readable source file");
    let code = text
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules named after `crate::` in a piece of code, braces opened.
fn imports(code: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for character in group.chars() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    _ if depth > 0 => {}
                    ',' => modules.push(std::mem::take(&mut word)),
                    _ => word.push(character),
                }
            }
            modules.push(word);
        } else {
            modules.push(rest.to_owned());
        }
    }
    let head = |path: &String| {
        path.trim()
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect()
    };
    modules
        .iter()
        .map(head)
        .filter(|module: &String| !module.is_empty())
        .collect()
}

#[test]
fn every_module_has_its_stage() {
    for (module, path) in files() {
        if module != "lib" && module != "main" {
            assert!(
                stage(&module).is_some(),
                "{} belongs to no stage",
                path.display()
            );
        }
    }
}

#[test]
fn imports_run_leftwards_only() {
    let mut wrong = Vec::new();
    for (module, path) in files() {
        let Some(own) = stage(&module) else { continue };
        for import in imports(&code(&path)) {
            let allowed = import == module || stage(&import).is_none_or(|other| other < own);
            if !allowed {
                wrong.push(format!("{}: `{module}` imports `{import}`", path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports against the rule:\n{}",
        wrong.join("\n")
    );
}

/// The rooms of `number`, lowest first.
const ROOMS: &[&str] = &["exact", "lexicon", "units", "figures", "reading"];

#[test]
fn the_rooms_of_number_take_from_lower_ones_only() {
    let mut wrong = Vec::new();
    for (_, path) in files() {
        let folders: Vec<_> = path.components().map(|part| part.as_os_str()).collect();
        let Some(at) = folders.iter().position(|folder| *folder == "number") else {
            continue;
        };
        let own = ROOMS.iter().position(|room| folders[at + 1] == *room);
        let Some(own) = own else { continue };
        let code = code(&path);
        for (start, name) in code.match_indices("crate::number::") {
            let rest = &code[start + name.len()..];
            let word: String = rest
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            // What stands on the shelf of `number` itself may come from any room.
            let room = ROOMS.iter().position(|room| *room == word);
            if room.is_none_or(|room| room > own) {
                wrong.push(format!("{}: `{word}`", path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "against the order of rooms:\n{}",
        wrong.join("\n")
    );
}

/// The siblings that a file names behind `super::`, braces opened.
fn siblings(code: &str) -> Vec<String> {
    let own = code.replace("crate::", "").replace("super::super::", "");
    imports(&own.replace("super::", "crate::"))
}

/// The first circle among files that import one another.
fn circle(arrows: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    // Takes out, again and again, what imports nothing that is left.
    let mut left = arrows.clone();
    loop {
        let names: BTreeSet<String> = left.keys().cloned().collect();
        let before = left.len();
        left.retain(|_, imports| !imports.is_disjoint(&names));
        if left.len() == before {
            break;
        }
    }
    (!left.is_empty()).then(|| left.into_keys().collect())
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut folders: BTreeMap<PathBuf, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (_, path) in files() {
        let stem = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if ["mod", "lib", "main"].contains(&stem.as_str()) || stem.ends_with("tests") {
            continue;
        }
        let folder = path.parent().expect("a folder").to_owned();
        let code = fs::read_to_string(&path).expect("a readable source file");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let lines: Vec<&str> = lines.collect();
        let mut imports: BTreeSet<String> = siblings(&lines.join("\n")).into_iter().collect();
        imports.remove(&stem);
        folders.entry(folder).or_default().insert(stem, imports);
    }
    for (folder, arrows) in &folders {
        let found = circle(arrows);
        assert_eq!(found, None, "in {}", folder.display());
    }
    let arrow = |from: &str, to: &str| (from.to_owned(), BTreeSet::from([to.to_owned()]));
    let round = BTreeMap::from([arrow("a", "b"), arrow("b", "a"), arrow("c", "d")]);
    assert_eq!(circle(&round), Some(vec!["a".to_owned(), "b".to_owned()]));
}

#[test]
fn everything_through_report_is_pure() {
    let mut wrong = Vec::new();
    for (module, path) in files() {
        // Unit tests in files of their own may watch the clock: a hang must not hang the test.
        let is_test = path
            .file_stem()
            .is_some_and(|stem| stem.to_string_lossy().ends_with("tests"));
        if module == "main" || is_test || IMPURE.contains(&module.as_str()) {
            continue;
        }
        let code = code(&path);
        for word in [
            "std::fs",
            "std::env",
            "std::io::std",
            "std::time",
            "std::process",
            "std::net",
            "println!",
        ] {
            if code.contains(word) {
                wrong.push(format!("{}: `{word}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "not pure:\n{}", wrong.join("\n"));
}

#[test]
fn the_rule_would_notice() {
    assert_eq!(
        imports("use crate::{check::{a, b}, number};"),
        ["check", "number"]
    );
    assert_eq!(
        imports("use crate::report::Format; crate::check::f()"),
        ["report", "check"]
    );
}
