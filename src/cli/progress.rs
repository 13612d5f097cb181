//! A line that says how far a long run has come. It shows only on a terminal, and goes when the run
//! ends.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::check::{self, Report};
use crate::load::Loaded;
use crate::report::text;

/// A run that takes no longer than this says nothing.
const UNNOTICED: Duration = Duration::from_millis(500);
/// How often the line changes.
const PACE: Duration = Duration::from_millis(100);

/// Shows how far a run has come, while it lives.
pub(super) struct Progress {
    counted: Arc<Counted>,
    /// The thread that draws the line, where somebody can see it.
    drawing: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Counted {
    claims: AtomicUsize,
    done: AtomicUsize,
    ended: Mutex<bool>,
    end: Condvar,
}

impl Progress {
    /// Begins to count; to begin with, files are read.
    pub(super) fn start() -> Self {
        let counted = Arc::new(Counted::default());
        let drawing = io::stderr().is_terminal().then(|| {
            let counted = Arc::clone(&counted);
            // Without a thread for it, nothing is drawn.
            let drawing = thread::Builder::new().spawn(move || counted.draw(&mut io::stderr()));
            drawing.ok()
        });
        Progress {
            counted,
            drawing: drawing.flatten(),
        }
    }

    /// Checks what was read, and counts the claims.
    pub(super) fn check(&self, loaded: &Loaded, options: &check::Options) -> Report {
        let folders = &loaded.claims.folders;
        let claims = folders.iter().map(|folder| folder.claims.len()).sum();
        self.counted.claims.store(claims, Ordering::Relaxed);
        let done = &self.counted.done;
        loaded.check_observed(options, &|| {
            done.fetch_add(1, Ordering::Relaxed);
        })
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        *self
            .counted
            .ended
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = true;
        self.counted.end.notify_all();
        if let Some(drawing) = self.drawing.take() {
            // It does not panic; if it did, there would be no line to wait for.
            let _ = drawing.join();
        }
    }
}

impl Counted {
    /// Draws the line until the end; what cannot be drawn is not missed.
    fn draw(&self, out: &mut dyn Write) {
        let mut pause = UNNOTICED;
        let mut is_drawn = false;
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let woken = self.end.wait_timeout_while(ended, pause, |ended| !*ended);
            ended = woken.unwrap_or_else(PoisonError::into_inner).0;
            if *ended {
                break;
            }
            let _ = write!(out, "\r{}\x1b[K", self.line());
            let _ = out.flush();
            is_drawn = true;
            pause = PACE;
        }
        if is_drawn {
            let _ = write!(out, "\r\x1b[K");
            let _ = out.flush();
        }
    }

    fn line(&self) -> String {
        let claims = self.claims.load(Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed);
        let counted = text::count(claims, "claim");
        if claims == 0 {
            "reading the claim files".to_owned()
        } else if done < claims {
            let done = text::grouped(&done.to_string());
            format!("checking {done} of {counted}")
        } else {
            format!("checking whether {counted} can all be true")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_what_is_done_now() {
        let counted = Counted::default();
        assert_eq!(counted.line(), "reading the claim files");
        counted.claims.store(12_000, Ordering::Relaxed);
        counted.done.store(3_400, Ordering::Relaxed);
        assert_eq!(counted.line(), "checking 3400 of 12,000 claims");
        counted.done.store(12_000, Ordering::Relaxed);
        assert_eq!(
            counted.line(),
            "checking whether 12,000 claims can all be true"
        );
    }

    #[test]
    fn a_short_run_draws_nothing_and_a_long_one_leaves_nothing() {
        let drawn = |length: Duration| {
            let counted = Arc::new(Counted::default());
            let drawing = Arc::clone(&counted);
            let thread = thread::spawn(move || {
                let mut out = Vec::new();
                drawing.draw(&mut out);
                String::from_utf8(out).expect("text")
            });
            thread::sleep(length);
            *counted.ended.lock().expect("no panic") = true;
            counted.end.notify_all();
            thread.join().expect("it ends")
        };
        assert_eq!(drawn(Duration::ZERO), "");
        let line = drawn(UNNOTICED + 2 * PACE);
        assert!(
            line.starts_with("\rreading the claim files\x1b[K"),
            "{line:?}"
        );
        assert!(line.ends_with("\r\x1b[K"), "{line:?}");
    }
}
