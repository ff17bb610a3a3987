//! The book's reference chapters are what the catalogue says. Their introductions are written by hand.
//!
//! `BLESS=1 cargo test --test all reference` writes the chapters anew.

use std::path::Path;

use sandbox::catalogue::{language_reference, library_reference};

/// The line of a chapter after which nothing is written by hand.
const MARK: &str =
    "<!-- From here on generated from src/catalogue by tests/all/reference.rs. -->\n";

fn compare(chapter: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("book/src")
        .join(chapter);
    let page = std::fs::read_to_string(&path).expect("the chapter is UTF-8 text");
    let (introduction, written) = page.split_once(MARK).expect("the chapter has its mark");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, format!("{introduction}{MARK}{generated}"))
            .expect("the chapter can be written");
        return;
    }
    let mut lines = generated.lines().zip(written.lines());
    let differs = lines.find(|(new, old)| new != old);
    assert!(
        generated == written,
        "{chapter} is out of date from {differs:?} on; `BLESS=1 cargo test --test all reference` writes it anew"
    );
}

#[test]
fn the_reference_of_the_library_is_what_the_catalogue_says() {
    compare("reference.md", &library_reference());
}

#[test]
fn the_reference_of_the_language_is_what_the_catalogue_says() {
    compare("reference-language.md", &language_reference());
}
