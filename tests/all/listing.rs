//! The listing of compiled code: every instruction that a program can contain has words. Its look is asked in `cli`.

use std::fs;
use std::path::Path;

use sandbox::messages::Language;
use sandbox::objects::code::{Code, Function, Op, listing, verify};
use sandbox::objects::error::Source;
use sandbox::session::{Runtime, compile};

use crate::case;

/// The rows of the listing that are instructions: what stands after the number.
fn steps(name: &str, text: &str, runtime: Runtime) -> Vec<String> {
    let source = Source {
        name: name.to_string(),
        text: text.to_string(),
    };
    let Ok(code) = compile(source, runtime) else {
        return Vec::new();
    };
    let listed = listing(&code, Language::French);
    listed
        .lines()
        .filter(|line| line.get(5..8) != Some(" | "))
        .filter_map(|line| {
            let number = line.get(12..16)?.trim();
            number.parse::<u32>().ok()?;
            line.get(18..).map(str::to_string)
        })
        .collect()
}

#[test]
fn every_instruction_has_words() {
    let controlled = Runtime::Controlled { seed: 0 };
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let mut programs: Vec<(String, String)> = case::snippets()
        .into_iter()
        .map(|snippet| (snippet.name, snippet.source))
        .collect();
    for path in case::scripts_under(&scripts) {
        let text = fs::read_to_string(&path).expect("a script can be read");
        programs.push((path.display().to_string(), text));
    }
    let mut count = 0;
    for (name, text) in &programs {
        for runtime in [Runtime::Real, controlled] {
            for step in steps(name, text, runtime) {
                count += 1;
                assert!(
                    step.starts_with(|first: char| first.is_ascii_lowercase()),
                    "{name}: no words for `{step}`"
                );
            }
        }
    }
    assert!(count > 10_000, "only {count} instructions were listed");
}

/// Code with a loop, a closure, a call, a path and a handler.
fn sample() -> Code {
    let text = "let a = [1]; fn f(x) { try { x.len() + a.len() } catch { 0 } }\n\
                for i in 0..3 { a[0] += f(a); }\nfn h() { let z = 1; let g = |y| y + z; g.call(1) } print(\"h: \" + h());";
    let source = Source {
        name: "sample".to_string(),
        text: text.to_string(),
    };
    compile(source, Runtime::Real).unwrap_or_else(|_| panic!("the sample compiles"))
}

#[test]
fn code_that_leads_nowhere_is_refused() {
    assert_eq!(verify(&sample()), Ok(()));
    let refused = |name: &str, spoil: fn(&mut Function)| {
        let count = sample().functions.len();
        let wrong = (0..count).filter(|function| {
            let mut code = sample();
            spoil(&mut code.functions[*function]);
            verify(&code).is_err()
        });
        assert!(wrong.count() > 0, "{name}: nothing is found wrong");
    };
    refused("jumps beyond the end", |function| {
        let length = function.ops.len() as u32;
        for target in function.ops.iter_mut().filter_map(|op| op.target_mut()) {
            *target = length;
        }
    });
    refused("no registers", |function| function.registers = 0);
    refused("one register less", |function| function.registers -= 1);
    refused("a call with more arguments than registers", |function| {
        for op in function.ops.iter_mut() {
            if let Op::CallName { count, .. } = op {
                *count = u8::MAX;
            }
        }
    });
    refused("no constants", |function| function.constants = Box::new([]));
    refused("no paths", |function| function.paths = Box::new([]));
    refused("no methods", |function| function.methods = Box::new([]));
    refused("no names", |function| function.names = Box::new([]));
    refused("no captures", |function| function.captures = Box::new([]));
    refused("a handler beyond the end", |function| {
        for handler in &mut function.handlers {
            handler.target = function.ops.len() as u32;
        }
    });
    refused("the last instruction is missing", |function| {
        let shorter = function.ops.len() - 1;
        function.ops = function.ops[..shorter].into();
        function.places = function.places[..shorter].into();
    });
    let mut code = sample();
    code.globals.clear();
    assert!(verify(&code).is_err(), "no globals");
}
