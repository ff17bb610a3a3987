//! The book's reference, in Markdown: what a chapter that asks for it is filled with when the book is built.

use super::entry::{Entry, Kind};
use super::{entries, members};

/// The chapter with the reference in place of each line that asks for it: `{{#reference library}}`, `{{#reference language}}`.
pub fn with_reference(chapter: &str) -> String {
    let filled = chapter.replace("{{#reference library}}\n", library().trim_start());
    filled.replace("{{#reference language}}\n", language().trim_start())
}

/// The modules of the library, name by name.
fn library() -> String {
    chapters(&[Kind::Module])
}

/// The words and the types of the language.
fn language() -> String {
    let words = entries().iter().filter(|entry| entry.kind == Kind::Word);
    let words: String = words.map(|entry| section("###", entry)).collect();
    format!("\n## Words\n{words}{}", chapters(&[Kind::Type]))
}

fn chapters(kinds: &[Kind]) -> String {
    let wanted = entries().iter().filter(|entry| kinds.contains(&entry.kind));
    wanted.map(chapter).collect()
}

fn chapter(entry: &Entry) -> String {
    let mut page = format!("\n## {}\n\n{}", entry.name(), prose(&entry.doc));
    for member in members(entry) {
        page += &section("###", member);
        for inner in members(member) {
            page += &section("####", inner);
        }
    }
    page
}

fn section(level: &str, entry: &Entry) -> String {
    let spellings = entry.spellings();
    let title: Vec<String> = spellings
        .iter()
        .map(|spelling| format!("`{spelling}`"))
        .collect();
    let access = match entry.is_fixed {
        true => " (read only)",
        false => "",
    };
    let title = title.join(", ");
    format!("\n{level} {title}{access}\n\n{}", prose(&entry.doc))
}

/// A doc comment as the book has it: its examples marked as no Rust of ours, headings as paragraphs.
fn prose(doc: &str) -> String {
    let mut inside = false;
    let mut text = String::new();
    for line in doc.trim_end().lines() {
        let bare = line.trim();
        if bare.starts_with("```") {
            text += if inside { "```" } else { "```rust,ignore" };
            inside = !inside;
        } else if !inside && bare.starts_with('#') {
            text += &format!("**{}**", bare.trim_start_matches('#').trim());
        } else {
            text += line;
        }
        text.push('\n');
    }
    text.trim_start_matches('\n').to_string()
}
