//! Watching claim files and articles while they are edited.
//!
//! ```text
//! files    waits until something that was read has changed, and reads it again
//! changes  what a check found that the one before had not
//! server   the report as a page on this machine's own address
//! ```
//!
//! Nothing here prints: the program decides what is shown.

mod changes;
#[cfg(test)]
mod changes_tests;
mod files;
mod server;

pub(crate) use changes::{Changes, Claimed, History};
pub(crate) use files::Watcher;
pub(crate) use server::Server;

/// Why nothing can be watched or shown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WatchError {
    /// The system does not tell of changes.
    #[error("cannot watch files: {reason}")]
    Watch {
        /// The system's reason.
        reason: String,
    },
    /// What was asked for could not be looked for.
    #[error(transparent)]
    Load(#[from] crate::load::LoadError),
    /// Somebody else listens at that port.
    #[error("cannot serve the report at port {port}: it is in use; name another, or 0 for any")]
    PortInUse {
        /// As it was asked for.
        port: u16,
    },
    /// The system does not let it listen there.
    #[error("cannot serve the report at port {port}: {}", crate::load::reason(.source))]
    Listen {
        /// As it was asked for.
        port: u16,
        /// The system's reason.
        source: std::io::Error,
    },
}
