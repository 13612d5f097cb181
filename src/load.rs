//! Reading claim files and their articles from disk.
//!
//! What is read is shown under paths that mean the same on every machine: relative to the current
//! folder, or to the path that was asked for where that lies elsewhere, always with `/`.

mod paths;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use paths::Base;
#[cfg(feature = "cli")]
pub(crate) use paths::is_claim_file;
use rayon::prelude::*;

use crate::check::{self, Report, Unread};
use crate::claim::{ClaimSet, Folder, RawFile};
use crate::lint;
use crate::source::{SourceFile, SourceId, Sources};

/// The article of a folder whose claim files name none.
const ARTICLE: &str = "article.md";

/// Why something that was asked for could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// Nothing is there, or it cannot be opened.
    #[error("cannot read {path}: {}", reason(.source))]
    Read {
        /// As it was asked for, or as it is shown.
        path: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A folder without claim files.
    #[error("no claim files (*.yaml, *.yml) in {path}")]
    Empty {
        /// As it was asked for.
        path: String,
    },
    /// A file of a kind that is not read here, and what to do with it.
    #[error("{path} is {what}")]
    Kind {
        /// As it was asked for.
        path: String,
        /// What it is instead, and what to do.
        what: String,
    },
    /// The current folder is not known.
    #[error("cannot find out the current folder: {}", reason(.source))]
    CurrentFolder {
        /// The system's reason.
        source: io::Error,
    },
}

/// The system's reason without its number, which differs between systems.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error")
                .next()
                .unwrap_or(&text)
                .to_lowercase()
        }
    }
}

/// What was read: texts, claims, and what could not be read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Every claim file and article.
    pub sources: Sources,
    /// The claims in them.
    pub claims: ClaimSet,
    /// What could not be read. It hides nothing else.
    pub failures: Vec<LoadError>,
    /// The paths under which that would have been shown, one for each failure.
    pub unread: Vec<String>,
    /// The articles that were asked for themselves: they are linted.
    pub articles: Vec<SourceId>,
    /// Where was looked for them.
    pub looked: Looked,
    /// The claim files that were asked for; others of their folders were read because they share
    /// figures.
    asked: HashSet<SourceId>,
}

/// Where files were looked for: when something changes there, so may what is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Folders whose claim files count, absolute.
    pub folders: BTreeSet<PathBuf>,
    /// Claim files and articles, absolute, also where nothing is; and what was asked for and is
    /// not there.
    pub files: BTreeSet<PathBuf>,
}

/// Reads the claim files that `paths` name: files, and all claim files in folders.
///
/// # Errors
/// Only if the current folder is not known. What else cannot be read is among the
/// [`Loaded::failures`].
pub fn load<P: AsRef<Path>>(paths: &[P]) -> Result<Loaded, LoadError> {
    let base = Base::current().map_err(|source| LoadError::CurrentFolder { source })?;
    let mut loaded = Loaded::default();
    let mut wanted = BTreeMap::new();
    let mut articles = BTreeSet::new();
    for path in paths {
        let path = path.as_ref();
        if is_article(path) && base.absolute(path).is_file() {
            articles.insert(base.absolute(path));
        } else if let Err(failure) = find(&base, path, &mut wanted, &mut loaded.looked) {
            loaded.failures.push(failure);
            let root = base.absolute(path);
            loaded.unread.push(base.shown(&root, &root));
        }
    }
    let mut wanted: Vec<Wanted> = wanted.into_values().collect();
    wanted.sort_by(|a, b| a.shown.split('/').cmp(b.shown.split('/')));
    read_claim_files(&base, wanted, &mut loaded);
    for path in articles {
        // An article of the claim files that are checked is told of beside them.
        if loaded.looked.files.insert(path.clone()) {
            let shown = base.shown(&path, &path);
            match read(&path, &shown) {
                Ok(text) => loaded.articles.push(loaded.sources.add(text)),
                Err(failure) => {
                    loaded.failures.push(failure);
                    loaded.unread.push(shown);
                }
            }
        }
    }
    Ok(loaded)
}

impl Loaded {
    /// Checks what was read, and reports on what was asked for.
    #[must_use]
    pub fn check(&self, options: &check::Options) -> Report {
        self.check_observed(options, &|| ())
    }

    /// As [`Loaded::check`], and calls `done` after each claim, from several threads at once.
    #[must_use]
    pub fn check_observed(&self, options: &check::Options, done: &(dyn Fn() + Sync)) -> Report {
        let mut report = check::check_observed(&self.sources, &self.claims, options, done);
        report.retain_files(|file| self.asked.contains(&file.source));
        lint::add_articles(&mut report, &self.sources, &self.claims);
        lint::add(
            &mut report,
            &self.sources,
            &self.articles,
            &lint::Options::default(),
        );
        let unread = self.unread.iter().zip(&self.failures);
        report.unread = unread
            .map(|(path, failure)| Unread {
                path: path.clone(),
                message: failure.to_string(),
            })
            .collect();
        report
    }
}

/// A claim file to read.
struct Wanted {
    /// Absolute.
    path: PathBuf,
    /// What it is called in reports.
    shown: String,
    /// What its folder is called.
    folder: String,
    /// Whether it is reported on.
    asked: bool,
}

/// Finds the claim files that a path stands for.
fn find(
    base: &Base,
    path: &Path,
    wanted: &mut BTreeMap<PathBuf, Wanted>,
    looked: &mut Looked,
) -> Result<(), LoadError> {
    let name = || path.display().to_string();
    let root = base.absolute(path);
    let fail = |source| LoadError::Read {
        path: name(),
        source,
    };
    looked.files.insert(root.clone());
    if let Some(what) = unreadable_kind(path, None)
        && root.is_file()
    {
        return Err(LoadError::Kind { path: name(), what });
    }
    let is_folder = fs::metadata(&root).map_err(fail)?.is_dir();
    let found = if is_folder {
        // The walk does not tell of it where it is a link.
        looked.folders.insert(root.clone());
        paths::walk(&root, paths::is_claim_file, |folder| {
            looked.folders.insert(folder.to_owned());
        })
    } else {
        looked
            .folders
            .insert(root.parent().unwrap_or(&root).to_owned());
        paths::siblings(&root)
    }
    .map_err(fail)?;
    if found.is_empty() {
        return Err(LoadError::Empty { path: name() });
    }
    for path in found {
        let asked = is_folder || path == root;
        let folder = path.parent().unwrap_or(&path);
        let next = Wanted {
            shown: base.shown(&path, &root),
            folder: base.shown(folder, &root),
            asked,
            path: path.clone(),
        };
        wanted
            .entry(path)
            .and_modify(|known| known.asked |= asked)
            .or_insert(next);
    }
    Ok(())
}

/// Reads the files and their articles, and links each folder's claims.
fn read_claim_files(base: &Base, wanted: Vec<Wanted>, loaded: &mut Loaded) {
    let texts: Vec<_> = wanted
        .par_iter()
        .map(|file| read(&file.path, &file.shown))
        .collect();
    let mut files = Vec::new();
    for (file, text) in wanted.into_iter().zip(texts) {
        loaded.looked.files.insert(file.path.clone());
        match text {
            Ok(text) => {
                let source = loaded.sources.add(text);
                if file.asked {
                    loaded.asked.insert(source);
                }
                files.push((file, source));
            }
            Err(failure) => {
                loaded.failures.push(failure);
                loaded.unread.push(file.shown);
            }
        }
    }
    let sources = &loaded.sources;
    let raws: Vec<RawFile> = files
        .par_iter()
        .map(|&(_, source)| RawFile::parse(source, sources.get(source)))
        .collect();

    let mut articles = Articles::default();
    let mut folders: BTreeMap<PathBuf, Unlinked> = BTreeMap::new();
    for ((file, _), raw) in files.into_iter().zip(raws) {
        let article = articles.of(base, &file, &raw, &mut loaded.sources);
        let path = file.path.parent().unwrap_or(&file.path).to_owned();
        let folder = folders.entry(path).or_insert_with(|| Unlinked {
            shown: file.folder,
            files: Vec::new(),
        });
        folder.files.push((raw, article));
    }
    loaded.looked.files.extend(articles.known.into_keys());
    let mut folders: Vec<Unlinked> = folders.into_values().collect();
    folders.sort_by(|a, b| a.shown.split('/').cmp(b.shown.split('/')));
    let sources = &loaded.sources;
    loaded.claims.folders = folders
        .into_par_iter()
        .map(|folder| Folder::link(folder.shown, folder.files, sources))
        .collect();
}

/// The claim files of one folder, each with its article.
struct Unlinked {
    shown: String,
    files: Vec<(RawFile, Option<SourceId>)>,
}

/// The articles read so far, each once.
#[derive(Default)]
struct Articles {
    known: HashMap<PathBuf, Option<SourceId>>,
}

impl Articles {
    /// The article of a claim file: the one it names, or else its folder's `article.md`.
    fn of(
        &mut self,
        base: &Base,
        file: &Wanted,
        raw: &RawFile,
        sources: &mut Sources,
    ) -> Option<SourceId> {
        let folder = file.path.parent().unwrap_or(&file.path);
        let path = base.absolute(&folder.join(raw.article().unwrap_or(ARTICLE)));
        *self.known.entry(path).or_insert_with_key(|path| {
            read(path, &base.shown(path, folder))
                .ok()
                .map(|text| sources.add(text))
        })
    }
}

/// What a file is that holds no plain text, by its ending or its first bytes, and how to get a text
/// from it.
fn unreadable_kind(path: &Path, bytes: Option<&[u8]>) -> Option<String> {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let shown = path.display();
    if ending == "pdf" || bytes.is_some_and(|bytes| bytes.starts_with(b"%PDF")) {
        return Some(format!(
            "a PDF; take its text out first, `pdftotext -layout {shown} article.txt`, and use that"
        ));
    }
    let from = match ending.as_str() {
        "docx" | "doc" | "odt" | "rtf" => "a word processor's document",
        "tex" | "latex" => "LaTeX",
        "typ" => "Typst",
        _ if bytes.is_some_and(|bytes| bytes.starts_with(b"PK\x03\x04")) => "a packed document",
        _ => return None,
    };
    Some(format!(
        "{from}; turn it into Markdown or HTML first, `pandoc {shown} -o article.md`, and use that"
    ))
}

/// The articles in a folder and the folders in it, in the order of their paths, but for hidden and
/// git-ignored ones.
///
/// # Errors
///
/// If a folder cannot be read.
pub fn articles_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = paths::walk(folder, is_article, |_| {})?;
    found.sort();
    Ok(found)
}

/// Whether a path is one of an article, by its ending.
#[must_use]
pub fn is_article(path: &Path) -> bool {
    const ENDINGS: &[&str] = &[
        "md", "markdown", "html", "htm", "xhtml", "txt", "csv", "tsv",
    ];
    path.extension().is_some_and(|ending| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// Reads one file, an article say, shown under the path it was asked for.
///
/// # Errors
/// When it cannot be read.
pub fn read_file(path: &Path) -> Result<SourceFile, LoadError> {
    let mut first = [0; 4];
    // What is no ordinary file can be read only once.
    let begins = match path.is_file() {
        true => File::open(path).and_then(|mut file| file.read(&mut first)),
        false => Ok(0),
    };
    if let Some(what) = begins
        .ok()
        .and_then(|size| unreadable_kind(path, Some(&first[..size])))
    {
        return Err(LoadError::Kind {
            path: path.to_string_lossy().replace('\\', "/"),
            what,
        });
    }
    read(path, &path.to_string_lossy().replace('\\', "/"))
}

/// Reads a text of any size the limit allows; of a larger one only its size.
fn read(path: &Path, shown: &str) -> Result<SourceFile, LoadError> {
    let fail = |source| LoadError::Read {
        path: shown.to_owned(),
        source,
    };
    let file = File::open(path).map_err(fail)?;
    let size = usize::try_from(file.metadata().map_err(fail)?.len()).unwrap_or(usize::MAX);
    if size > SourceFile::MAX_BYTES {
        return Ok(SourceFile::too_large(shown, size));
    }
    let mut bytes = Vec::with_capacity(size);
    // What is no ordinary file may go on without end.
    file.take(SourceFile::MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    Ok(SourceFile::new(shown, bytes))
}
