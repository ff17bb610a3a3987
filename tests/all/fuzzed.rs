//! A slice of what `examples/fuzz_minutes` runs, the same programs on every machine: none panics, crashes, hangs or takes more than its
//! limits allow. For more of them, `fuzz/README.md`.

#[path = "../../fuzz/src/lib.rs"]
mod sandbox_fuzz;

use sandbox::session::Runtime;

use crate::apart::apart;
use crate::binary::package;
use crate::oracle::on_a_deep_stack;
use sandbox_fuzz::case::{Case, RECIPES};
use sandbox_fuzz::evaluate::{CONTROLLED, TIME};
use sandbox_fuzz::measure::{LATENESS, excesses};
use sandbox_fuzz::mutate::{Snippets, bytes};

const SEED: u64 = 2026;

/// Programs of each recipe, and mutated snippets.
const EACH: u64 = 36;

/// One after the other with its number, and the runtime that it is for.
fn cases() -> impl Iterator<Item = (u64, Case, Runtime)> {
    let snippets = Snippets::read(&[&package().join("tests/cases/rhai")]);
    let snippets = snippets.expect("the corpus is there");
    let turns = RECIPES.len() as u64 + 1;
    (0..EACH * turns).map(move |number| {
        let case = match RECIPES.get((number % turns) as usize) {
            Some(recipe) => Case::cook(*recipe, &bytes(SEED, number)),
            None => Case::program(snippets.program(SEED, snippets.count() + number)),
        };
        let runtime = match (number / turns).is_multiple_of(2) {
            true => CONTROLLED,
            false => Runtime::Real,
        };
        (number, case, runtime)
    })
}

/// Memory and panics belong to a process, and a crash ends one.
#[test]
fn a_slice_of_fuzzing_finds_nothing() {
    apart("fuzzed::a_slice_of_fuzzing_finds_nothing", || {
        let findings = on_a_deep_stack(|| {
            let mut findings = Vec::new();
            for (number, case, runtime) in cases() {
                // Read when it has died there. Whoever hangs is later than a machine that has other things to do.
                println!("{number}");
                for finding in excesses(&case, runtime, TIME / 4, LATENESS * 60) {
                    findings.push(format!("== number {number}: {finding}\n{case}"));
                }
            }
            findings
        });
        assert!(findings.is_empty(), "{}", findings.join("\n"));
    });
}

/// What is shown of a finding can be run again.
#[test]
fn a_case_is_read_as_it_is_shown() {
    for (number, case, _) in cases() {
        let shown = case.to_string();
        let read = Case::read(&shown).to_string();
        assert_eq!(read.trim_end(), shown.trim_end(), "number {number}");
    }
}
