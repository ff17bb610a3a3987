//! Generated programs with classes print what a model of classes says, on both runtimes.
//!
//! `SANDBOX_CASES=10000 cargo test --test all generated_classes` asks for more of them.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::TestCaseError;
use sandbox::library::LIBRARY;
use sandbox::session::{Limits, Runtime, evaluate};
use std::cell::Cell;
use std::time::Duration;

use crate::generated::{cases, runner};
use crate::sandbox_fuzz::classes::{Program, program};
use crate::sandbox_fuzz::tape::Tape;

/// As many programs as `cargo test` has time for.
const USUAL_CASES: u32 = 300;
/// Choices that a program is made of, at most.
const TAPE: usize = 1_500;

#[test]
fn generated_classes_do_what_the_model_says() {
    let cases = cases(USUAL_CASES);
    let (run, lines) = (Cell::new(0), Cell::new(0));
    let verdict = runner(cases).run(&vec(any::<u16>(), 0..TAPE), |tape| {
        let Some(program) = program(Tape::new(&tape)) else {
            return Ok(());
        };
        run.set(run.get() + 1);
        lines.set(lines.get() + program.output.len());
        for runtime in [Runtime::Real, Runtime::Controlled { seed: 1 }] {
            if let Some(story) = difference(&program, runtime) {
                return Err(TestCaseError::fail(story));
            }
        }
        Ok(())
    });
    if let Err(story) = verdict {
        panic!("{story}");
    }
    assert!(
        run.get() * 2 > cases,
        "only {} programs were run",
        run.get()
    );
    assert!(
        lines.get() > 5 * run.get() as usize,
        "the programs print little"
    );
}

fn difference(program: &Program, runtime: Runtime) -> Option<String> {
    let limits = Limits {
        time: Some(Duration::from_secs(60)),
        ..Limits::default()
    };
    let found = evaluate(&program.source, runtime, limits, LIBRARY);
    let output: Vec<&str> = found.output.lines().collect();
    (output != program.output || found.result.is_err()).then(|| {
        let result = found.result.err();
        format!(
            "== {runtime:?}\n{}\nexpected: {:#?}\nprinted:  {output:#?}\nerrors: {}\nerror: {result:?}",
            program.source, program.output, found.errors
        )
    })
}
