//! Any text at all: parse, compile and run it under limits. What falls out is a panic, a crash or a hang.
#![no_main]

use sandbox_fuzz::case::Case;
use sandbox_fuzz::evaluate::{CONTROLLED, TIME, run};

libfuzzer_sys::fuzz_target!(|source: &str| {
    run(&Case::program(source.to_owned()), CONTROLLED, TIME);
});
