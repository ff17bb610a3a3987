//! The book's reference is made when the book is built: every name has its section, and every chapter that asks is filled. Where its links
//! lead is asked in `papers`, whether its examples hold in `examples` and `catalogue`.

use sandbox::catalogue::{Kind, entries, with_reference};
use sandbox::messages::Language;

use crate::papers::{read, root};

/// A chapter as the built book has it.
fn chapter(language: Language, name: &str) -> String {
    let folder = root().join("book").join(language.code());
    let written = read(&folder.join(name));
    let filled = with_reference(&written);
    assert!(filled.len() > 10 * written.len(), "{name} is not filled");
    assert!(!filled.contains("{{#reference"), "{name} asks in vain");
    filled
}

#[test]
fn every_name_has_its_section_with_its_text_in_both_languages() {
    for language in [Language::English, Language::French] {
        let library = chapter(language, "reference.md");
        let words = chapter(language, "reference-language.md");
        let mut missing = Vec::new();
        for entry in entries() {
            let chapter = match entry.id.starts_with("native-") {
                true => &library,
                false => &words,
            };
            let title = match entry.kind {
                Kind::Module | Kind::Type => format!("# {}\n", entry.name()),
                _ => format!("# `{}`", entry.spellings()[0]),
            };
            let sections = chapter.match_indices(&title);
            let first = entry.summary(language);
            let told = |(at, _): (usize, &str)| {
                let section = &chapter[at + title.len()..];
                let end = section.find("\n#").unwrap_or(section.len());
                section[..end].contains(&first)
            };
            if !sections.into_iter().any(told) {
                missing.push(entry.full_name());
            }
        }
        assert!(missing.is_empty(), "without a section: {missing:?}");
        assert!(library.lines().count() > 3500 && words.lines().count() > 2300);
    }
}

#[test]
fn blocks_of_the_reference_are_closed_and_marked_as_no_rust() {
    for language in [Language::English, Language::French] {
        for name in ["reference.md", "reference-language.md"] {
            let chapter = chapter(language, name);
            let fences: Vec<&str> = chapter
                .lines()
                .filter(|line| line.starts_with("```"))
                .collect();
            assert_eq!(fences.len() % 2, 0, "{name}");
            for pair in fences.chunks(2) {
                assert_eq!(pair, ["```rust,ignore", "```"], "{name}");
            }
        }
    }
}
