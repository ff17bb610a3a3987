//! Programs that are hard on limits: each must end in time and within its memory, on both runtimes.
#![no_main]

use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use sandbox::session::Runtime;
use sandbox_fuzz::case::{Case, Recipe};
use sandbox_fuzz::evaluate::{CONTROLLED, TIME};
use sandbox_fuzz::measure::{LATENESS, excesses};

#[derive(Debug)]
struct Hungry(Case);

impl<'a> Arbitrary<'a> for Hungry {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Hungry> {
        let recipe = *bytes.choose(&[Recipe::Data, Recipe::Natives, Recipe::Threads])?;
        let rest = bytes.bytes(bytes.len())?;
        Ok(Hungry(Case::cook(recipe, rest)))
    }
}

libfuzzer_sys::fuzz_target!(|case: Hungry| {
    for runtime in [CONTROLLED, Runtime::Real] {
        let found = excesses(&case.0, runtime, TIME, LATENESS);
        assert!(found.is_empty(), "{found:?}\n{}", case.0);
    }
});
