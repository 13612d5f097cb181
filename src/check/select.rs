//! A report on some of the files that were checked: the others were read because they share
//! figures.

use std::collections::HashSet;

use super::report::{FileReport, Report};
use super::summarise;

impl Report {
    /// Keeps the files that `wanted` wants, with what concerns their folders and articles, and
    /// counts anew.
    pub fn retain_files(&mut self, wanted: impl Fn(&FileReport) -> bool) {
        self.files.retain(wanted);
        let folder = |file: &FileReport| {
            let folder = file.path.rsplit_once('/').map_or(".", |(folder, _)| folder);
            folder.to_owned()
        };
        let folders: HashSet<String> = self.files.iter().map(folder).collect();
        let articles: HashSet<&String> = self
            .files
            .iter()
            .filter_map(|file| file.article.as_ref())
            .collect();
        let parts: HashSet<&str> = self.files.iter().map(|file| &*file.part).collect();
        // Where a folder has several files, a name begins with that of its file.
        let wanted = |name: &String| {
            name.split_once('.')
                .is_none_or(|(part, _)| parts.contains(part))
        };
        self.implied
            .retain(|implied| folders.contains(&implied.path) && wanted(&implied.id));
        self.conflicts.retain(|conflict| {
            folders.contains(&conflict.path) && conflict.members.iter().any(wanted)
        });
        for apart in [&mut self.left_out, &mut self.undecided] {
            apart.retain(|apart| folders.contains(&apart.path));
        }
        self.coverage
            .retain(|coverage| articles.contains(&coverage.article));
        self.summary = summarise(&self.files);
        self.count_figures();
    }

    /// Sums up the articles' figures.
    pub(super) fn count_figures(&mut self) {
        self.summary.figures = self.coverage.iter().map(|coverage| coverage.figures).sum();
        self.summary.checked = self.coverage.iter().map(|coverage| coverage.covered).sum();
        self.summary.uncovered = self
            .coverage
            .iter()
            .map(|coverage| coverage.uncovered.len())
            .sum();
    }
}
