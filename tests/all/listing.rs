//! The listing of compiled code: every instruction that a program can contain has words. Its look is asked in `cli`.

use std::fs;
use std::path::Path;

use sandbox::engine::code::listing;
use sandbox::engine::error::{Language, Source};
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
