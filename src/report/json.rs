//! The report for programs.

use std::io;

use crate::check::Report;

/// Writes the report as one line of JSON.
pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, report)?;
    out.write_all(b"\n")
}

/// The JSON Schema of the report, from its types.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Report)
}
