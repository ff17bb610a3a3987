//! Any text at all: parse, compile and run it under limits. What falls out is a panic, a crash or a hang.
#![no_main]

libfuzzer_sys::fuzz_target!(|source: &str| sandbox_fuzz::evaluate::evaluate(source));
