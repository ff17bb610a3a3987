//! Examples for the words of the language and the functions of its types, in a script of their own: `examples.rhai`. A test runs them all.

use std::collections::HashMap;
use std::sync::LazyLock;

static EXAMPLES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let cases = include_str!("examples.rhai").split("\n//// ").skip(1);
    cases
        .filter_map(|case| case.split_once('\n'))
        .map(|(name, code)| (name, code.trim_end()))
        .collect()
});

/// The example of a word (`with`) or of a function of a type (`array.push`).
pub fn example_of(name: &str) -> Option<&'static str> {
    EXAMPLES.get(name).copied()
}
