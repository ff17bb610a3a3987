//! Programs of a script and two modules, generated from a grammar, do on our engine what they do on Rhai's evaluator.
//!
//! `SANDBOX_CASES=10000 cargo test --test all generated_modules` asks for more of them.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::TestCaseError;
use rhai::module_resolvers::StaticModuleResolver;
use rhai::{Module, Scope};
use tempfile::TempDir;

use crate::differential::report;
use crate::generated::{USUAL_CASES, cases, runner};
use crate::oracle::{LATEST_IMPORT, Oracle, on_a_deep_stack};
use crate::ours;
use crate::outcome::Outcome;
use crate::sandbox_fuzz::tape::Tape;
use crate::sandbox_fuzz::typed::imports::{Program, program};

/// Choices that a program is made of, at most.
const TAPE: usize = 500;

/// What Rhai makes of a program.
fn expected(oracle: &mut Oracle, program: &Program) -> Outcome {
    let mut resolver = StaticModuleResolver::new();
    for (name, text) in &program.modules {
        oracle.engine.set_module_resolver(resolver.clone());
        let ast = oracle.engine.compile(text);
        let ast = ast.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let module = Module::eval_ast_as_new(Scope::new(), &ast, &oracle.engine);
        resolver.insert(
            *name,
            module.unwrap_or_else(|error| panic!("{error}\n{text}")),
        );
    }
    oracle.engine.set_module_resolver(resolver);
    oracle.evaluate(&format!("{LATEST_IMPORT}{}", program.script))
}

/// A folder for the modules of one test.
struct Folder(TempDir);

impl Folder {
    fn evaluate(&self, program: &Program) -> Outcome {
        for (name, text) in &program.modules {
            let file = self.0.path().join(format!("{name}.rhai"));
            std::fs::write(file, text).expect("a temporary file can be written");
        }
        ours::evaluate_in(Some(self.0.path().to_path_buf()), &program.script)
    }
}

fn story(program: &Program, expected: &Outcome, found: &Outcome) -> String {
    let modules = program.modules.iter();
    let modules: String = modules
        .map(|(name, text)| format!("-- {name}\n{text}"))
        .collect();
    let script = report("generated modules", &program.script, expected, found);
    format!("{modules}{script}")
}

#[test]
fn generated_modules_give_what_rhai_gives() {
    let verdict = on_a_deep_stack(move || {
        let oracle = std::cell::RefCell::new(Oracle::new());
        let folder = Folder(tempfile::tempdir().expect("a temporary folder can be made"));
        runner(cases(USUAL_CASES))
            .run(&vec(any::<u16>(), 0..TAPE), |tape| {
                let program = program(Tape::new(&tape));
                let expected = expected(&mut oracle.borrow_mut(), &program);
                let found = folder.evaluate(&program);
                if expected.agrees_with(&found) {
                    return Ok(());
                }
                Err(TestCaseError::fail(story(&program, &expected, &found)))
            })
            .map_err(|error| error.to_string())
    });
    if let Err(story) = verdict {
        panic!("{story}");
    }
}

/// The programs are worth running: they end well, and most of what they try succeeds.
#[test]
fn generated_modules_are_programs() {
    let (good, bad) = on_a_deep_stack(|| {
        let oracle = std::cell::RefCell::new(Oracle::new());
        let counts = std::cell::Cell::new((0, 0));
        let mut runner = runner(USUAL_CASES / 2);
        runner
            .run(&vec(any::<u16>(), TAPE / 2..TAPE), |tape| {
                let program = program(Tape::new(&tape));
                let outcome = expected(&mut oracle.borrow_mut(), &program);
                assert!(outcome.result.is_ok(), "{program:?}\n{outcome}");
                let printed = outcome.printed.iter();
                let failed = printed.filter(|line| *line == "fails").count();
                let (good, bad) = counts.get();
                counts.set((good + outcome.printed.len() - failed, bad + failed));
                Ok(())
            })
            .expect("nothing is asserted inside");
        counts.get()
    });
    assert!(good > bad, "{good} attempts succeed and {bad} fail");
}
