//! One folder of `tests/cases` for each diagnostic code and each feature: a small folder of claims, with
//! what must be found in it. `expect.txt` is asserted; the snapshot beside it is only how that reads.
//!
//! A line of `expect.txt` is `fault CODE FILE:LINE:COLUMN TEXT`, the text being what the caret stands
//! under, or `claim ID VERDICT`, in the files' order.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use addsup::claim::{Folder, RawFile};
use addsup::diagnostic::Code;
use addsup::source::{SourceFile, SourceId, Sources};
use rstest::rstest;

/// A case's folder, loaded.
fn load(folder: &Path) -> (Sources, Folder) {
    let mut sources = Sources::default();
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a case is a folder")
        .map(|entry| entry.expect("an entry of the folder").path())
        .collect();
    paths.sort();
    let name = |path: &Path| {
        let name = path.file_name().expect("a file has a name");
        name.to_str().expect("cases have plain names").to_owned()
    };
    let read = |sources: &mut Sources, path: &Path| -> SourceId {
        sources.add(SourceFile::new(
            name(path),
            fs::read(path).expect("a file of the case"),
        ))
    };
    let yaml = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    let mut raws = Vec::new();
    for path in yaml {
        let id = read(&mut sources, path);
        let raw = RawFile::parse(id, sources.get(id));
        let article = folder.join(raw.article().unwrap_or("article.md"));
        let article = article.exists().then(|| read(&mut sources, &article));
        raws.push((raw, article));
    }
    let linked = Folder::link(name(folder), raws, &sources);
    (sources, linked)
}

/// The faults in the words of `expect.txt`.
fn faults(sources: &Sources, folder: &Folder) -> Vec<String> {
    let faults = folder.files.iter().flat_map(|file| &file.diagnostics);
    faults
        .map(|fault| {
            let file = sources.get(fault.source);
            let at = file.position(fault.span.start);
            let text = file.text()[fault.span.clone()].escape_debug();
            let place = format!("{}:{}:{}", file.path(), at.line, at.column);
            format!("fault {} {place} {text}", fault.code.as_str())
        })
        .collect()
}

#[rstest]
fn case(
    #[base_dir = "tests/cases"]
    #[files("*")]
    #[dirs]
    folder: PathBuf,
) {
    let expected = fs::read_to_string(folder.join("expect.txt")).expect("`expect.txt` is text");
    let (sources, linked) = load(&folder);
    let found = faults(&sources, &linked);
    let expected: Vec<&str> = expected
        .lines()
        .filter(|line| line.starts_with("fault"))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn every_code_has_a_case() {
    // A file over the size limit has no place in a repository; `tests/hostile.rs` makes one.
    let elsewhere = Code::FileTooLarge.as_str();
    let mut covered = BTreeSet::from([elsewhere.to_owned()]);
    for folder in fs::read_dir("tests/cases").expect("the cases") {
        let expect = folder.expect("a case").path().join("expect.txt");
        let expect = fs::read_to_string(expect).expect("every case has its `expect.txt`");
        let codes = expect
            .lines()
            .filter_map(|line| line.strip_prefix("fault ")?.split(' ').next());
        covered.extend(codes.map(str::to_owned));
    }
    let without: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| !covered.contains(*code))
        .collect();
    assert!(without.is_empty(), "no case for {without:?}");
}
