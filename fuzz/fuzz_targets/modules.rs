//! A program with two modules, made together: what goes over the edge of a file.
#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use sandbox_fuzz::case::{Case, Recipe};
use sandbox_fuzz::evaluate::{CONTROLLED, TIME, run};

#[derive(Debug)]
struct WithModules(Case);

impl<'a> Arbitrary<'a> for WithModules {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<WithModules> {
        let all = bytes.bytes(bytes.len())?;
        Ok(WithModules(Case::cook(Recipe::Modules, all)))
    }
}

libfuzzer_sys::fuzz_target!(|case: WithModules| {
    run(&case.0, CONTROLLED, TIME);
});
