//! The book's reference, in Markdown: what a chapter that asks for it is filled with when the book is built.

use super::entry::{Entry, Kind};
use super::page::{known_heading, pieces};
use super::prose::Block;
use super::{entries, members};
use crate::messages::{Language, message};

/// The chapter with the reference in place of each line that asks for it: `{{#reference library en}}`, `{{#reference words fr}}`.
pub fn with_reference(chapter: &str) -> String {
    let mut filled = chapter.to_string();
    for language in [Language::English, Language::French] {
        let code = language.code();
        let asked = format!("{{{{#reference library {code}}}}}\n");
        if filled.contains(&asked) {
            filled = filled.replace(&asked, library(language).trim_start());
        }
        let asked = format!("{{{{#reference words {code}}}}}\n");
        if filled.contains(&asked) {
            filled = filled.replace(&asked, words(language).trim_start());
        }
    }
    filled
}

/// The modules of the library, name by name.
fn library(language: Language) -> String {
    chapters(&[Kind::Module], language)
}

/// The words and the types of the language.
fn words(language: Language) -> String {
    let words = entries().iter().filter(|entry| entry.kind == Kind::Word);
    let words: String = words.map(|entry| section("###", entry, language)).collect();
    let title = message!("catalogue-words").in_language(language);
    let types = chapters(&[Kind::Type], language);
    format!("\n## {title}\n{words}{types}")
}

fn chapters(kinds: &[Kind], language: Language) -> String {
    let wanted = entries().iter().filter(|entry| kinds.contains(&entry.kind));
    wanted.map(|entry| chapter(entry, language)).collect()
}

fn chapter(entry: &Entry, language: Language) -> String {
    let mut page = format!("\n## {}\n\n{}", entry.name(), prose(entry, language));
    for member in members(entry) {
        page += &section("###", member, language);
        for inner in members(member) {
            page += &section("####", inner, language);
        }
    }
    page
}

fn section(level: &str, entry: &Entry, language: Language) -> String {
    let spellings = entry.spellings();
    let title: Vec<String> = spellings
        .iter()
        .map(|spelling| format!("`{spelling}`"))
        .collect();
    let access = match entry.is_fixed {
        true => format!(
            " ({})",
            message!("catalogue-read-only").in_language(language)
        ),
        false => String::new(),
    };
    let title = title.join(", ");
    format!("\n{level} {title}{access}\n\n{}", prose(entry, language))
}

/// What an entry's page says, as Markdown: its examples marked as no Rust of ours, headings as paragraphs.
fn prose(entry: &Entry, language: Language) -> String {
    let mut text = String::new();
    let mut in_list = false;
    for block in pieces(entry, language) {
        let is_of_list = matches!(block, Block::Item(_) | Block::Line(_));
        if !(text.is_empty() || is_of_list && in_list) {
            text.push('\n');
        }
        in_list = is_of_list;
        text += &match block {
            Block::Heading(heading) => match known_heading(&heading) {
                Some(heading) => format!("**{}**\n", heading.in_language(language)),
                None => String::new(),
            },
            Block::Paragraph(line) | Block::Line(line) => line + "\n",
            Block::Item(item) => format!("* {item}\n"),
            Block::Code(example) => format!("```rust,ignore\n{}```\n", example.code),
        };
    }
    text
}
