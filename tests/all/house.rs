//! What every source file of the house keeps to: its length, its first line, safe code only.

use crate::rust_text;

/// Beyond this a file has more than one idea.
const LONGEST: usize = 600;

/// Files that are one idea and longer, each with the reason.
const LONGER: &[(&str, &str)] = &[(
    "src/vm/machine/run.rs",
    "one `match` over all instructions, which share their locals",
)];

/// The one file that needs `unsafe`, and says why.
const UNSAFE: &str = "src/memory/allocator.rs";

/// Every file of our own with its text.
fn files() -> Vec<(String, String)> {
    [
        "src",
        "tests",
        "benches",
        "examples",
        "fuzz/src",
        "fuzz/fuzz_targets",
    ]
    .into_iter()
    .filter(|folder| has(folder))
    .flat_map(rust_text::sources)
    .collect()
}

fn has(folder: &str) -> bool {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(folder)
        .is_dir()
}

#[test]
fn no_file_is_longer_than_one_idea_takes() {
    let long: Vec<String> = files()
        .iter()
        .map(|(file, text)| (file, text.lines().count()))
        .filter(|(file, lines)| {
            *lines > LONGEST && !LONGER.iter().any(|(name, _)| file.ends_with(name))
        })
        .map(|(file, lines)| format!("{file}: {lines} lines"))
        .collect();
    assert!(
        long.is_empty(),
        "files beyond {LONGEST} lines, to be split by idea:\n{}",
        long.join("\n")
    );
}

#[test]
fn every_file_opens_by_saying_what_lives_in_it() {
    let silent: Vec<String> = files()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(file, _)| file)
        .collect();
    assert!(
        silent.is_empty(),
        "files that do not open with a `//!` sentence:\n{}",
        silent.join("\n")
    );
}

#[test]
fn no_code_of_ours_is_unsafe() {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut places = Vec::new();
    for (file, text) in files() {
        if file.ends_with(UNSAFE) {
            continue;
        }
        for (index, line) in rust_text::bare(&text).lines().enumerate() {
            if line.split(|c| !is_word(c)).any(|word| word == "unsafe") {
                places.push(format!("{file}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    assert!(
        places.is_empty(),
        "`unsafe` is forbidden here:\n{}",
        places.join("\n")
    );
}
