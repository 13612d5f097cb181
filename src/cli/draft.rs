//! `addsup draft`: a claim file for an article that has none.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::arguments::Draft;
use super::{CliError, output, scan};
use crate::draft::{Options, draft};
use crate::number::Settings;
use crate::report::Status;

/// Drafts, and prints the file or writes it where nothing is yet.
pub(super) fn run(asked: &Draft) -> Result<Status, CliError> {
    let file = match scan::read(&asked.article) {
        Ok(file) => file,
        Err(error) => {
            output::complain(&error);
            return Ok(Status::Unreadable);
        }
    };
    let options = Options {
        article: name(&asked.article, asked.output.as_deref()),
        published: asked.published,
        settings: Settings::default(),
    };
    let text = draft(file.text(), &options);
    let Some(path) = &asked.output else {
        return output::print(&text);
    };
    let shown = path.display().to_string();
    let created = OpenOptions::new().write(true).create_new(true).open(path);
    created
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => CliError::Exists {
                path: shown.clone(),
            },
            _ => CliError::Write {
                path: shown.clone(),
                source,
            },
        })?;
    output::print(&format!(
        "Wrote {shown}. Check it with: addsup check {shown}\n"
    ))
}

/// The article as a claim file at `output` names it: from there, or as a file beside it.
fn name(article: &Path, output: Option<&Path>) -> String {
    let beside = || article.file_name().map(PathBuf::from).unwrap_or_default();
    let from_output = output.and_then(|output| {
        let folder = output
            .parent()
            .filter(|folder| *folder != Path::new(""))
            .unwrap_or(Path::new("."));
        relative(
            &fs::canonicalize(article).ok()?,
            &fs::canonicalize(folder).ok()?,
        )
    });
    let path = from_output.unwrap_or_else(beside);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// A file as seen from a folder; both are absolute. `None` where no relative path leads there.
fn relative(file: &Path, folder: &Path) -> Option<PathBuf> {
    let (file, folder): (Vec<_>, Vec<_>) =
        (file.components().collect(), folder.components().collect());
    let shared = file.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return None;
    }
    let up = folder[shared..].iter().map(|_| Component::ParentDir);
    Some(up.chain(file[shared..].iter().copied()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_seen_from_a_folder() {
        let seen = |file: &str, folder: &str| relative(Path::new(file), Path::new(folder));
        assert_eq!(seen("/a/b/article.md", "/a/b"), Some("article.md".into()));
        assert_eq!(
            seen("/a/b/article.md", "/a/c/d"),
            Some("../../b/article.md".into())
        );
        assert_eq!(seen("/a/b/article.md", "/a"), Some("b/article.md".into()));
    }
}
