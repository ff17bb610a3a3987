//! The book's reference chapter is what the library's natives say of themselves. Its introduction is written by hand.
//!
//! `BLESS=1 cargo test --test all reference` writes the chapter anew.

use std::fmt::Write;
use std::path::Path;

use sandbox::engine::natives::{Native, NativeClass};
use sandbox::library::{self, Module};

/// The line of the chapter after which nothing is written by hand.
const MARK: &str = "<!-- From here on generated from src/library by tests/all/reference.rs. -->\n";

#[test]
fn the_reference_chapter_is_what_the_library_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("book/src/reference.md");
    let page = std::fs::read_to_string(&path).expect("the chapter is UTF-8 text");
    let (introduction, written) = page.split_once(MARK).expect("the chapter has its mark");
    let generated: String = library::modules().iter().map(chapter).collect();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, format!("{introduction}{MARK}{generated}"))
            .expect("the chapter can be written");
    } else {
        let differs = generated
            .lines()
            .zip(written.lines())
            .find(|(new, old)| new != old);
        assert!(
            generated == written,
            "the chapter is out of date from {differs:?} on; `BLESS=1 cargo test --test all reference` writes it anew"
        );
    }
}

fn chapter(module: &Module) -> String {
    let mut page = format!("\n## {}\n\n{}", module.name, prose(module.doc));
    for constant in module.constants {
        write!(page, "\n### `{}`\n\n{}", constant.name, prose(constant.doc)).expect("strings grow");
    }
    for native in module.functions() {
        page += &entry("###", native);
    }
    for class in module.classes {
        page += &class_entry(class);
    }
    page
}

fn class_entry(class: &NativeClass) -> String {
    let mut page = format!("\n### {}\n\n{}", class.name, prose(class.doc));
    for native in class.constructor.into_iter().chain(class.methods) {
        page += &entry("####", native);
    }
    for property in class.properties {
        let access = if property.set.is_some() {
            ""
        } else {
            " (read only)"
        };
        write!(
            page,
            "\n#### `{}`{access}\n\n{}",
            property.name,
            prose(property.doc)
        )
        .expect("strings grow");
    }
    page
}

fn entry(level: &str, native: &Native) -> String {
    let parameters = native
        .parameters
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    format!(
        "\n{level} `{}({parameters})`\n\n{}",
        native.name,
        prose(native.doc)
    )
}

/// A doc comment as the book has it: without the space after `///`, its examples marked as no Rust of ours.
fn prose(doc: &str) -> String {
    let mut inside = false;
    let mut text = String::new();
    for line in doc.trim_end().lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        let fence = line.trim_start().starts_with("```");
        let opens = fence && !inside;
        inside ^= fence;
        text += if opens { "```rust,ignore" } else { line };
        text.push('\n');
    }
    text
}
