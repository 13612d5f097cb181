//! Waits until something that was read has changed, and reads it again.
//!
//! Folders are watched, not files: many editors write a new file and put it in the place of the old
//! one, and what watched the old one would see nothing from then on. A folder's own folder is
//! watched too, so that it may go and come back.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{Event, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::WatchError;
use crate::load::{self, Loaded, Looked};

/// How long nothing may change before it is read: editors save in several steps.
const SETTLED: Duration = Duration::from_millis(20);
/// After this long it is read even if it goes on changing.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long a file that is gone, or empty, may take to come back before that is believed: some
/// editors remove or empty a file before they write it.
const GONE: Duration = Duration::from_millis(200);

/// Reads claim files and articles, again whenever they change.
pub(crate) struct Watcher {
    paths: Vec<PathBuf>,
    system: RecommendedWatcher,
    shared: Arc<Shared>,
    /// What was read last.
    last: Option<Loaded>,
}

/// Ends the waiting of a [`Watcher`], from any thread.
#[derive(Clone)]
pub(crate) struct Stopper(Arc<Shared>);

impl Stopper {
    /// Lets [`Watcher::next`] give nothing any more. Says whether it was asked for before.
    pub(crate) fn stop(&self) -> bool {
        let mut state = self.0.lock();
        let before = std::mem::replace(&mut state.stopped, true);
        self.0.woken.notify_all();
        before
    }
}

/// What the system's thread and the one that waits share.
#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    woken: Condvar,
}

#[derive(Default)]
struct State {
    stopped: bool,
    /// When the first and the last change since the last reading were seen.
    changed: Option<(Instant, Instant)>,
    /// What counts as a change.
    interest: Interest,
    /// The folders the system watches.
    watched: BTreeSet<PathBuf>,
}

impl Shared {
    /// Nothing is done under the lock that could leave the state half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what the system tells of.
    fn hear(&self, event: notify::Result<Event>) {
        let mut state = self.lock();
        let concerns = match event {
            // What was merely read is no change; this program reads too.
            Ok(event) if event.kind.is_access() => false,
            Ok(event) => {
                let replaced = matches!(
                    event.kind,
                    EventKind::Create(_)
                        | EventKind::Remove(_)
                        | EventKind::Modify(ModifyKind::Name(_))
                );
                if replaced {
                    // A folder that goes or comes is another one; the system would go on watching
                    // the old.
                    let is_other =
                        |folder: &PathBuf| event.paths.iter().any(|path| folder.starts_with(path));
                    state.watched.retain(|folder| !is_other(folder));
                }
                event.need_rescan()
                    || event.paths.is_empty()
                    || event
                        .paths
                        .iter()
                        .any(|path| state.interest.includes(path, replaced))
            }
            // Something may have been missed.
            Err(_) => true,
        };
        if concerns {
            let now = Instant::now();
            let first = state.changed.map_or(now, |(first, _)| first);
            state.changed = Some((first, now));
            self.woken.notify_all();
        }
    }

    /// Waits until something changes, but no longer than this; says whether there is reason to go
    /// on.
    fn pause(&self, time: Duration) -> bool {
        let is_quiet = |state: &mut State| state.changed.is_none() && !state.stopped;
        let waited = self.woken.wait_timeout_while(self.lock(), time, is_quiet);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// Waits until something has changed and then settled; `false` once stopped.
    fn wait(&self) -> bool {
        let mut state = self.lock();
        loop {
            if state.stopped {
                return false;
            }
            let Some((first, last)) = state.changed else {
                state = self
                    .woken
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let due = (last + SETTLED).min(first + PATIENCE);
            let now = Instant::now();
            if now >= due {
                return true;
            }
            let woken = self.woken.wait_timeout(state, due - now);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// Where a change counts.
#[derive(Default)]
struct Interest {
    /// Files and folders that were looked at, or looked for.
    places: BTreeSet<PathBuf>,
    /// Folders in which every claim file counts.
    folders: BTreeSet<PathBuf>,
}

impl Interest {
    /// Places under the names that the system tells of, which have no symbolic links before the
    /// last part, and what these lead to.
    fn new(looked: &Looked) -> Self {
        let mut interest = Interest::default();
        for path in looked.files.iter().chain(&looked.folders) {
            if let (Some(folder), Some(name)) = (path.parent(), path.file_name()) {
                interest.places.insert(resolved(folder).join(name));
            }
            interest.places.insert(resolved(path));
        }
        let folders = looked.folders.iter().map(|folder| resolved(folder));
        interest.folders.extend(folders);
        interest
    }

    /// Whether a change at this path may change what is read; `replaced` if more than content has
    /// changed.
    fn includes(&self, path: &Path, replaced: bool) -> bool {
        let from = (Bound::Included(path), Bound::Unbounded);
        let next = self.places.range::<Path, _>(from).next();
        if next.is_some_and(|place| place.starts_with(path)) {
            return true;
        }
        let in_folder = path.parent().is_some_and(|it| self.folders.contains(it));
        let is_rule = || {
            let name = path.file_name();
            name.is_some_and(|name| name == ".gitignore" || name == ".ignore")
        };
        in_folder && (load::is_claim_file(path) || is_rule() || (replaced && path.is_dir()))
    }

    /// The folders to watch: those in which claim files count, and those that the places are in,
    /// folders among them, so that these may come back. In place of one that is not there, the
    /// nearest above it.
    fn to_watch(&self) -> BTreeSet<PathBuf> {
        let parents = self.places.iter().filter_map(|place| place.parent());
        let wanted = parents.chain(self.folders.iter().map(PathBuf::as_path));
        let wanted: BTreeSet<&Path> = wanted.collect();
        let wanted = wanted.into_iter();
        let nearest = wanted.filter_map(|folder| folder.ancestors().find(|it| it.is_dir()));
        // Under two names the system would watch it once, and stop when one is no longer wanted.
        nearest.map(resolved).collect()
    }
}

/// A path without symbolic links, as far as it is there.
fn resolved(path: &Path) -> PathBuf {
    let real = path.ancestors().find_map(|above| {
        let real = fs::canonicalize(above).ok()?;
        let rest = path.strip_prefix(above).ok()?;
        Some(if rest.as_os_str().is_empty() {
            real
        } else {
            real.join(rest)
        })
    });
    real.unwrap_or_else(|| path.to_owned())
}

impl Watcher {
    /// Will read the claim files that `paths` name, as [`load::load`] does.
    ///
    /// # Errors
    /// When the system does not tell of changes.
    pub(crate) fn new(paths: Vec<PathBuf>) -> Result<Self, WatchError> {
        let shared = Arc::new(Shared::default());
        let ear = Arc::clone(&shared);
        let system = notify::recommended_watcher(move |event| ear.hear(event));
        Ok(Watcher {
            paths,
            system: system.map_err(|error| failed(&error))?,
            shared,
            last: None,
        })
    }

    /// What ends the waiting.
    #[must_use]
    pub(crate) fn stopper(&self) -> Stopper {
        Stopper(Arc::clone(&self.shared))
    }

    /// What there is to read: at first right away, then each time it has changed and the change has
    /// settled. `None` once stopped.
    ///
    /// # Errors
    /// When the current folder is not known, or the system cannot watch a folder.
    pub(crate) fn next(&mut self) -> Result<Option<&Loaded>, WatchError> {
        loop {
            if self.last.is_some() && !self.shared.wait() {
                return Ok(None);
            }
            let mut loaded = self.read()?;
            let is_lost = self.last.as_ref().is_some_and(|it| has_lost(it, &loaded));
            if is_lost && self.shared.pause(GONE) {
                if !self.shared.wait() {
                    return Ok(None);
                }
                loaded = self.read()?;
            }
            if self.last.as_ref().is_none_or(|last| differ(last, &loaded)) {
                return Ok(Some(self.last.insert(loaded)));
            }
        }
    }

    /// Reads everything, and watches where it was. What changes before a folder is watched is not
    /// told of, so it is read again if that was so.
    fn read(&mut self) -> Result<Loaded, WatchError> {
        loop {
            self.shared.lock().changed = None;
            let loaded = load::load(&self.paths)?;
            if !self.watch(&loaded.looked)? {
                return Ok(loaded);
            }
        }
    }

    /// Watches where was looked, and nowhere else. Says whether a folder was not watched before.
    fn watch(&mut self, looked: &Looked) -> Result<bool, WatchError> {
        let interest = Interest::new(looked);
        let wanted = interest.to_watch();
        let watched = {
            let mut state = self.shared.lock();
            state.interest = interest;
            state.watched.clone()
        };
        for folder in watched.difference(&wanted) {
            // It may have gone.
            let _ = self.system.unwatch(folder);
            self.shared.lock().watched.remove(folder);
        }
        let mut is_new = false;
        let mut failure = None;
        for folder in wanted.difference(&watched) {
            // The system may know another one by that name.
            let _ = self.system.unwatch(folder);
            // Noted before it is watched: that it is another one by now may be told at once.
            self.shared.lock().watched.insert(folder.clone());
            if let Err(error) = self.system.watch(folder, RecursiveMode::NonRecursive) {
                self.shared.lock().watched.remove(folder);
                // One that has just gone is none of those that are watched next.
                is_new |= !folder.is_dir();
                failure = Some(error);
            } else {
                is_new = true;
            }
        }
        match failure {
            Some(error) if is_final(&error) || self.shared.lock().watched.is_empty() => {
                Err(failed(&error))
            }
            // A folder that may not be read is not what is checked: that would have been told.
            _ => Ok(is_new),
        }
    }
}

/// Whether no more folders can be watched.
fn is_final(error: &notify::Error) -> bool {
    matches!(error.kind, notify::ErrorKind::MaxFilesWatch)
}

fn failed(error: &notify::Error) -> WatchError {
    let reason = match &error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (see fs.inotify.max_user_watches)".to_owned()
        }
        notify::ErrorKind::Io(source) => load::reason(source),
        _ => error.to_string(),
    };
    WatchError::Watch { reason }
}

/// Whether two readings gave different texts.
fn differ(before: &Loaded, now: &Loaded) -> bool {
    let files = |loaded: &Loaded| loaded.sources.iter().count();
    let is_same = |loaded: &Loaded, other: &Loaded| {
        let pairs = loaded.sources.iter().zip(other.sources.iter());
        pairs.into_iter().all(|((_, a), (_, b))| {
            (a.path(), a.text(), a.malformed()) == (b.path(), b.text(), b.malformed())
        })
    };
    let failures = |loaded: &Loaded| {
        let failures = loaded.failures.iter().map(ToString::to_string);
        failures.collect::<Vec<_>>()
    };
    files(before) != files(now) || !is_same(before, now) || failures(before) != failures(now)
}

/// Whether a file that had text is gone or has none any more.
fn has_lost(before: &Loaded, now: &Loaded) -> bool {
    let with_text = |loaded: &Loaded| {
        let files = loaded.sources.iter().map(|(_, file)| file);
        let files = files.filter(|file| !file.text().trim().is_empty());
        files.map(|file| file.path().to_owned()).collect()
    };
    let now: HashSet<String> = with_text(now);
    with_text(before).iter().any(|path| !now.contains(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_read_counts() {
        let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect();
        let looked = Looked {
            folders: paths(&["/nowhere/claims", "/nowhere/claims/x"]),
            files: paths(&[
                "/nowhere/claims",
                "/nowhere/claims/x/a.yaml",
                "/nowhere/texts/article.md",
            ]),
        };
        let interest = Interest::new(&looked);
        for path in [
            "/nowhere/claims/x/a.yaml",
            "/nowhere/claims/x/new.yml",
            "/nowhere/claims/.gitignore",
            "/nowhere/texts/article.md",
            "/nowhere/texts",
            "/nowhere/claims",
            "/nowhere",
        ] {
            assert!(interest.includes(Path::new(path), false), "{path}");
        }
        for path in [
            "/nowhere/claims/x/a.yaml~",
            "/nowhere/claims/x/report.md",
            "/nowhere/claims/x/deep/b.yaml",
            "/nowhere/texts/other.md",
            "/nowhere/texts/other.yaml",
            "/nowhere/claims2",
            "/nowhere/Cargo.lock",
        ] {
            assert!(!interest.includes(Path::new(path), true), "{path}");
        }
    }

    #[test]
    fn of_what_is_not_there_the_nearest_folder_is_watched() {
        let root = fs::canonicalize(env!("CARGO_MANIFEST_DIR")).expect("the crate is there");
        let looked = Looked {
            folders: BTreeSet::new(),
            files: BTreeSet::from([root.join("src/no/such/folder/a.yaml")]),
        };
        let watched = Interest::new(&looked).to_watch();
        assert_eq!(watched, BTreeSet::from([root.join("src")]));
    }

    #[test]
    fn a_stopped_watcher_waits_for_nothing() {
        let shared = Arc::new(Shared::default());
        let stopper = Stopper(Arc::clone(&shared));
        assert!(!stopper.stop());
        assert!(stopper.stop());
        assert!(!shared.wait());
    }

    #[test]
    fn a_change_is_taken_once_it_has_settled_or_gone_on_for_long() {
        let shared = Shared::default();
        let now = Instant::now();
        shared.lock().changed = Some((now, now));
        assert!(shared.wait());
        assert!(now.elapsed() >= SETTLED);
        let later = Instant::now();
        shared.lock().changed = Some((later - PATIENCE, later));
        assert!(shared.wait());
    }
}
