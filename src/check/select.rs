//! A report on some of the files that were checked: the others were read because they share figures.

use std::collections::HashSet;

use super::report::{FileReport, Report};
use super::summarise;

impl Report {
    /// Keeps the files that `wanted` wants, with what concerns their folders and articles, and counts anew.
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
        self.implied
            .retain(|implied| folders.contains(&implied.path));
        self.conflicts
            .retain(|conflict| folders.contains(&conflict.path));
        self.coverage
            .retain(|coverage| articles.contains(&coverage.article));
        self.summary = summarise(&self.files);
        self.summary.figures = self.coverage.iter().map(|coverage| coverage.figures).sum();
        self.summary.uncovered = self
            .coverage
            .iter()
            .map(|coverage| coverage.uncovered.len())
            .sum();
    }
}
