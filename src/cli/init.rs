//! `addsup init`: a small example that works, to be overwritten with one's own article.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::{CliError, output};
use crate::report::Status;

const ARTICLE: &str = include_str!("init/article.md");
const CLAIMS: &str = include_str!("init/figures.yaml");

/// Writes the example into `folder/example`.
pub(super) fn run(folder: &Path) -> Result<Status, CliError> {
    let example = folder.join("example");
    let shown = |path: &Path| path.display().to_string();
    let fail = |path: &Path, source| CliError::Write {
        path: shown(path),
        source,
    };
    fs::create_dir_all(folder).map_err(|source| fail(folder, source))?;
    fs::create_dir(&example).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => CliError::Exists {
            path: shown(&example),
        },
        _ => fail(&example, source),
    })?;
    let article = example.join("article.md");
    let claims = example.join("figures.yaml");
    // What the head of the claim file names, for editors that complete and check it.
    let schema = example.join("addsup.schema.json");
    let of_claims = format!("{:#}\n", crate::claim::schema());
    let files = [
        (&article, ARTICLE),
        (&claims, CLAIMS),
        (&schema, &of_claims),
    ];
    for (path, text) in files {
        let file = OpenOptions::new().write(true).create_new(true).open(path);
        file.and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|source| fail(path, source))?;
    }
    output::print(&format!(
        "Wrote {} and {}, an article and the claims about its figures.\n\
         Check them with: addsup check {}\n",
        shown(&article),
        shown(&claims),
        shown(folder),
    ))
}
