//! The `addsup` program: reads its arguments, does what they ask for, and ends with a status that
//! says how it went (0 clean, 1 a claim fails or some cannot all be true, 2 something could not be
//! read).

use std::process::ExitCode;

use addsup::cli::{self, Arguments};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::read();
    match arguments.run() {
        Ok(status) => ExitCode::from(status.code()),
        Err(error) => cli::fail(&error),
    }
}
