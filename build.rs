//! Lets the tests that are made of files see new ones: rstest's `#[files]` looks for them when it
//! compiles.

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for folder in ["claims", "tests/cases"] {
        // A folder that is not there would run this, and build the crate, every time.
        if Path::new(folder).exists() {
            println!("cargo::rerun-if-changed={folder}");
        }
    }
}
