//! A slice of what `examples/fuzz_minutes` runs, the same programs on every machine: none panics, crashes, hangs or takes more than its
//! limits allow. For more of them, `fuzz/README.md`.

use sandbox::session::Runtime;

use crate::apart::apart;
use crate::oracle::on_a_deep_stack;
use crate::sandbox_fuzz::case::Case;
use crate::sandbox_fuzz::evaluate::TIME;
use crate::sandbox_fuzz::measure::{LATENESS, excesses};
use crate::sandbox_fuzz::series::{Series, TURNS};

const SEED: u64 = 2026;

/// Programs of each recipe, and mutated snippets.
const EACH: u64 = 36;

/// One after the other with its number, and the runtime that it is for.
fn cases() -> impl Iterator<Item = (u64, Case, Runtime)> {
    let series = Series::open(SEED, None, &["tests/cases/rhai"]).expect("the corpus is there");
    let first = series.snippets.count().next_multiple_of(TURNS);
    let numbers = first..first + EACH * TURNS;
    numbers.map(move |number| (number, series.case(number), Series::runtime(number)))
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
