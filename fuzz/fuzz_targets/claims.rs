//! No exact sample of a random claim file's figures contradicts what is reported of it.

#![no_main]

#[path = "../../tests/generated/mod.rs"]
mod generated;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| generated::holds(bytes));
