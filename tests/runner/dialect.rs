//! Cases that do on our engine what they do on Rhai's evaluator, but for those that say that they differ, and how.

use rhai::module_resolvers::FileModuleResolver;

use crate::shared::case::{Case, cases};
use crate::shared::differential::{ours_or_panic, report};
use crate::shared::oracle::{LATEST_IMPORT, Oracle, on_a_deep_stack};
use crate::shared::ours;
use crate::shared::outcome::Outcome;

/// A program without modules.
pub fn check(case: &Case) -> Result<(), String> {
    on_a_deep_stack(|| {
        let expected = Oracle::new().evaluate(&case.source);
        judge(case, &expected, &ours_or_panic(&case.source))
    })
}

/// A program that imports, both with their own resolver on the same folder of modules.
pub fn check_imports(case: &Case) -> Result<(), String> {
    on_a_deep_stack(|| {
        let modules = cases().join("imports/modules");
        let mut oracle = Oracle::new();
        let resolver = FileModuleResolver::new_with_path(&modules);
        oracle.engine.set_module_resolver(resolver);
        let expected = oracle.evaluate(&format!("{LATEST_IMPORT}{}", case.source));
        judge(
            case,
            &expected,
            &ours::evaluate_in(Some(modules), &case.source),
        )
    })
}

fn judge(case: &Case, expected: &Outcome, found: &Outcome) -> Result<(), String> {
    let told = || report(&case.name, &case.source, expected, found);
    if let Some(story) = &case.story
        && *story != in_one_line(found)
    {
        let got = in_one_line(found);
        return Err(format!("expected: {story}\n  got:      {got}\n{}", told()));
    }
    match (expected.agrees_with(found), &case.differs) {
        (true, None) | (false, Some(_)) => Ok(()),
        (true, Some(_)) => Err(format!("differs no more:\n{}", told())),
        (false, None) => Err(format!("differs from Rhai:\n{}", told())),
    }
}

fn in_one_line(outcome: &Outcome) -> String {
    let told = outcome.to_string();
    let lines: Vec<&str> = told.lines().map(str::trim).collect();
    lines.join("; ")
}
