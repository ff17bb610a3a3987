//! The corpus of Rhai snippets under `tests/cases/rhai`, found by walking.
//!
//! A file holds several snippets; the line `//// name` opens each of them.

use std::fs;
use std::path::{Path, PathBuf};

/// One snippet: a whole program.
#[derive(Debug, Clone)]
pub struct Snippet {
    /// `area/file/name`.
    pub name: String,
    pub source: String,
}

/// Where the cases are.
pub fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Every `.rhai` file under `folder`, in the order of their names.
pub fn scripts_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(scripts_under(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "rhai")
        {
            found.push(path);
        }
    }
    found
}

/// Every snippet of the corpus.
pub fn snippets() -> Vec<Snippet> {
    let root = cases().join("rhai");
    let mut snippets = Vec::new();
    for path in scripts_under(&root) {
        let file = path
            .strip_prefix(&root)
            .expect("found under the root")
            .with_extension("");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        snippets.extend(split(&file.display().to_string(), &text));
    }
    snippets
}

/// The snippets of a file.
pub fn split(file: &str, text: &str) -> Vec<Snippet> {
    let mut snippets: Vec<Snippet> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("//// ") {
            snippets.push(Snippet {
                name: format!("{file}/{}", name.trim()),
                source: String::new(),
            });
        } else if let Some(snippet) = snippets.last_mut() {
            snippet.source.push_str(line);
            snippet.source.push('\n');
        }
    }
    snippets
}

#[test]
fn every_snippet_has_a_name_and_a_program_of_its_own() {
    let snippets = snippets();
    let mut names = std::collections::HashSet::new();
    let mut sources = std::collections::HashMap::new();
    for Snippet { name, source } in &snippets {
        assert!(names.insert(name), "`{name}` is the name of two snippets");
        assert!(!source.trim().is_empty(), "`{name}` is empty");
        if let Some(other) = sources.insert(source.trim(), name) {
            panic!("`{name}` and `{other}` are the same program");
        }
    }
    assert!(
        snippets.len() >= 650,
        "the corpus has shrunk to {} snippets",
        snippets.len()
    );
}
