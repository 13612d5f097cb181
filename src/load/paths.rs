//! Which claim files a path stands for, and the paths they are shown under.

use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use ignore::WalkBuilder;

/// The place paths are shown relative to.
pub(super) struct Base {
    current: PathBuf,
}

impl Base {
    pub(super) fn current() -> io::Result<Self> {
        Ok(Base {
            current: std::env::current_dir()?,
        })
    }

    /// The absolute path, without `.` and `..`.
    pub(super) fn absolute(&self, path: &Path) -> PathBuf {
        clean(&self.current.join(path))
    }

    /// What `path`, inside `asked` or `asked` itself, is shown as.
    pub(super) fn shown(&self, path: &Path, asked: &Path) -> String {
        let relative = path.strip_prefix(&self.current).unwrap_or_else(|_| {
            let parent = asked.parent().unwrap_or(asked);
            path.strip_prefix(parent)
                .unwrap_or_else(|_| path.file_name().map_or(path, Path::new))
        });
        let parts = relative.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            _ => None,
        });
        let shown = parts.collect::<Vec<_>>().join("/");
        if shown.is_empty() {
            ".".to_owned()
        } else {
            shown
        }
    }
}

/// Takes `.` and `..` out of an absolute path by its text, as people read it.
fn clean(path: &Path) -> PathBuf {
    let mut cleaned = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                cleaned.pop();
            }
            _ => cleaned.push(part),
        }
    }
    cleaned
}

/// Whether a file of this name is a claim file.
pub(crate) fn is_claim_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
    })
}

/// Every file of a kind in a folder and the folders in it, but for hidden and git-ignored ones.
/// `enter` is told of each folder.
pub(super) fn walk(
    folder: &Path,
    is_wanted: fn(&Path) -> bool,
    mut enter: impl FnMut(&Path),
) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in WalkBuilder::new(folder).build() {
        let entry = entry.map_err(into_io_error)?;
        if entry.file_type().is_some_and(|kind| kind.is_dir()) {
            enter(entry.path());
        }
        let path = entry.into_path();
        if is_wanted(&path) && path.is_file() {
            found.push(path);
        }
    }
    Ok(found)
}

fn into_io_error(error: ignore::Error) -> io::Error {
    let shown = error.to_string();
    error
        .into_io_error()
        .unwrap_or_else(|| io::Error::other(shown))
}

/// The claim files that share a file's folder, itself among them.
pub(super) fn siblings(file: &Path) -> io::Result<Vec<PathBuf>> {
    let folder = file.parent().unwrap_or(file);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path == file || (is_claim_file(&path) && path.is_file() && !is_hidden(&path)) {
            found.push(path);
        }
    }
    Ok(found)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_paths_name_no_machine() {
        let base = Base {
            current: PathBuf::from("/home/ann/project"),
        };
        let shown = |path: &str, asked: &str| {
            base.shown(
                &base.absolute(Path::new(path)),
                &base.absolute(Path::new(asked)),
            )
        };
        assert_eq!(shown("claims/x/a.yaml", "claims"), "claims/x/a.yaml");
        assert_eq!(shown("./claims/../b.yaml", "."), "b.yaml");
        assert_eq!(shown(".", "."), ".");
        assert_eq!(
            shown("/srv/news/claims/x/a.yaml", "/srv/news/claims"),
            "claims/x/a.yaml"
        );
        assert_eq!(shown("../other/a.yaml", "../other/a.yaml"), "a.yaml");
        assert_eq!(shown("/srv/article.md", "/srv/news/claims"), "article.md");
    }
}
