//! Reports: one [`Report`](crate::check::Report), several formats.
