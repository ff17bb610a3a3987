//! `import` does on our engine what it does on Rhai's, both with their own resolver on the same folder of modules:
//! `tests/cases/imports`.

use rhai::module_resolvers::FileModuleResolver;

use crate::corpus::{Snippet, cases, split};
use crate::differential::report;
use crate::oracle::{Oracle, on_a_deep_stack};
use crate::ours;

/// Scripts that differ, each with the reason.
const DIFFERENCES: &[(&str, &str)] = &[(
    "an_error_inside_is_caught",
    "a caught error names what went wrong; Rhai says `ErrorInFunctionCall`",
)];

/// Of two imports under one name, Rhai's parser means the older one as long as both stand in one text. Once an `eval` has defined a variable,
/// names are searched for when they are used, and the latest import counts, as it always does with us.
pub const LATEST_IMPORT: &str = "eval(\"let latest_import = 0;\"); ";

#[test]
fn imports_give_what_rhai_gives() {
    let wrong = on_a_deep_stack(|| {
        let folder = cases().join("imports");
        let modules = folder.join("modules");
        let mut oracle = Oracle::new();
        let resolver = FileModuleResolver::new_with_path(&modules);
        oracle.engine.set_module_resolver(resolver);
        let mut scripts = Vec::new();
        for file in ["scripts", "scopes"] {
            let text = std::fs::read_to_string(folder.join(format!("{file}.rhai")));
            scripts.extend(split(file, &text.expect("the cases exist")));
        }
        assert!(scripts.len() >= 60, "only {} scripts", scripts.len());
        let mut wrong = Vec::new();
        for Snippet { name, source } in &scripts {
            let expected = oracle.evaluate(&format!("{LATEST_IMPORT}{source}"));
            let found = ours::evaluate_in(Some(modules.clone()), source);
            let listed = DIFFERENCES
                .iter()
                .any(|(script, _)| name.ends_with(&format!("/{script}")));
            if expected.agrees_with(&found) == listed {
                wrong.push(report(name, source, &expected, &found));
            }
        }
        wrong
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
