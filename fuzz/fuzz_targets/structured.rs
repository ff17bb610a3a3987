//! Programs built from bytes by a grammar, so that the compiler and the machine are reached and not only the parser.
#![no_main]

use sandbox_fuzz::case::Case;
use sandbox_fuzz::evaluate::{CONTROLLED, TIME, run};
use sandbox_fuzz::grammar::Program;

libfuzzer_sys::fuzz_target!(|program: Program| {
    run(&Case::program(program.text), CONTROLLED, TIME);
});
