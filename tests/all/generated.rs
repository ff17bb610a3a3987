//! Programs generated from a grammar do on our engine what they do on Rhai's evaluator.
//!
//! `SANDBOX_CASES=10000 cargo test --test all generated` asks for more of them.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use crate::differential::{ours_or_panic, report};
use crate::oracle::{Oracle, on_a_deep_stack};
use crate::outcome::Outcome;
use crate::sandbox_fuzz::tape::Tape;
use crate::sandbox_fuzz::typed::program;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// As many programs as `cargo test` has time for.
pub const USUAL_CASES: u32 = 400;
/// Choices that a program is made of, at most.
const TAPE: usize = 600;

#[test]
fn generated_programs_give_what_rhai_gives() {
    let verdict = on_a_deep_stack(move || {
        let oracle = Oracle::with_small_data();
        runner(cases(USUAL_CASES))
            .run(&vec(any::<u16>(), 0..TAPE), |tape| {
                let program = program(Tape::new(&tape));
                let source = program.ours;
                let Some(expected) = verdict_of(&oracle, &program.rhais) else {
                    return Ok(());
                };
                let found = ours_or_panic(&source);
                if expected.agrees_with(&found) {
                    return Ok(());
                }
                Err(TestCaseError::fail(report(
                    "generated program",
                    &source,
                    &expected,
                    &found,
                )))
            })
            .map_err(|error| error.to_string())
    });
    if let Err(story) = verdict {
        panic!("{story}");
    }
}

/// What Rhai does; nothing when it meets a mistake of its own, such as a shared value inside of data, which its check of sizes takes to
/// be impossible.
fn verdict_of(oracle: &Oracle, source: &str) -> Option<Outcome> {
    catch_unwind(AssertUnwindSafe(|| oracle.evaluate(source))).ok()
}

/// The programs are worth running: they parse, most end well, and they print and compute.
#[test]
fn generated_programs_are_programs() {
    let outcomes = on_a_deep_stack(|| {
        let oracle = Oracle::with_small_data();
        let outcomes = std::cell::RefCell::new(Vec::new());
        let mut runner = runner(USUAL_CASES);
        runner
            .run(&vec(any::<u16>(), TAPE / 2..TAPE), |tape| {
                outcomes.borrow_mut().push({
                    let source = program(Tape::new(&tape)).rhais;
                    let outcome = oracle.evaluate(&source);
                    (source, outcome)
                });
                Ok(())
            })
            .expect("nothing is asserted inside");
        outcomes.into_inner()
    });
    let mut well = 0;
    let mut talkative = 0;
    for (source, outcome) in &outcomes {
        match &outcome.result {
            Ok(_) => well += 1,
            Err(_) if outcome.gave_up() => {}
            Err(failure) => {
                let odd = ["ErrorParsing", "ErrorDataRace"];
                assert!(
                    !odd.iter().any(|kind| failure.kind.starts_with(kind)),
                    "{source}\n{outcome}"
                );
            }
        }
        talkative += usize::from(!outcome.printed.is_empty());
    }
    let half = outcomes.len() / 2;
    assert!(
        well > half,
        "only {well} of {} programs end well",
        outcomes.len()
    );
    assert!(
        talkative > half,
        "only {talkative} of {} programs print",
        outcomes.len()
    );
}

/// As many programs as are asked for.
pub fn cases(usual: u32) -> u32 {
    let asked = std::env::var("SANDBOX_CASES").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// The same programs on every machine and every day.
pub fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        max_shrink_iters: 4_000,
        max_shrink_time: 20_000,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}
