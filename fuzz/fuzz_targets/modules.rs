//! A program with two modules, made together: what goes over the edge of a file.
#![no_main]

use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use sandbox_fuzz::case::{Case, Recipe};
use sandbox_fuzz::evaluate::{CONTROLLED, TIME, run};

/// Shown as a program by `cargo fuzz fmt`.
#[derive(Debug)]
struct Made(Case);

impl<'a> Arbitrary<'a> for Made {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Made> {
        let all = bytes.bytes(bytes.len())?;
        Ok(Made(Case::cook(Recipe::Modules, all)))
    }
}

libfuzzer_sys::fuzz_target!(|made: Made| {
    run(&made.0, CONTROLLED, TIME);
});
