//! What is shown of a name: how it is written, what it does, how Python says it, examples.

use super::entry::{Entry, Kind};
use super::highlight::highlight;
use super::layout::{Look, columns, wrap};
use super::members;
use super::named;
use super::paint::Role;
use super::prose::{Block, blocks};
use super::python::Saying;
use crate::messages::{Language, Message, message};

/// The page of a name, ready to be shown.
pub fn page(entry: &Entry, saying: Option<&Saying>, others: &[&Entry], look: Look) -> String {
    let mut page = head(entry, look);
    page += "\n";
    page += &body(entry, look);
    if let Some(saying) = saying {
        page += &python(saying, look);
    }
    page += &listing(entry, look);
    if !others.is_empty() {
        page += "\n";
        page += &heading(&message!("catalogue-others"), look);
        page += &list(others, look);
    }
    page
}

/// How it is written, each way on a line of its own, and what it is.
fn head(entry: &Entry, look: Look) -> String {
    let mut head = String::new();
    for spelling in entry.spellings() {
        let lines = wrap(&title(entry, &spelling), look.width, "", "    ");
        for line in lines.lines() {
            head += &look.paint.role(Role::Title, line);
            head.push('\n');
        }
    }
    let what = said(&place(entry), look);
    head + &*look.paint.role(Role::Dim, &what) + "\n"
}

/// Words stand as they are; a class tells that it is one.
fn title(entry: &Entry, spelling: &str) -> String {
    match entry.kind {
        Kind::Class => format!("class {spelling}"),
        _ => spelling.to_string(),
    }
}

/// What it is, and of what.
fn place(entry: &Entry) -> Message {
    let owner = entry.owner().unwrap_or_default();
    match entry.kind {
        Kind::Module => message!("catalogue-is-module"),
        Kind::Word => message!("catalogue-is-word"),
        Kind::Type => message!("catalogue-is-type"),
        Kind::Class => message!("catalogue-is-class", owner),
        Kind::Constant => message!("catalogue-is-constant", owner),
        Kind::Method => message!("catalogue-is-method", owner),
        Kind::Property if entry.is_fixed => message!("catalogue-is-fixed", owner),
        Kind::Property => message!("catalogue-is-property", owner),
        Kind::Function if owner == "str" => message!("catalogue-is-method", owner = "string"),
        Kind::Function if named(owner).any(|of| of.kind == Kind::Type) => {
            message!("catalogue-is-function-of-type", owner)
        }
        Kind::Function => message!("catalogue-is-function", owner),
    }
}

/// What it does, in the words of the language.
fn body(entry: &Entry, look: Look) -> String {
    prose(pieces(entry, look.language), look)
}

/// The pieces of what an entry's page says, in the words of the language where there are any, else in English.
pub(super) fn pieces(entry: &Entry, language: Language) -> Vec<Block> {
    let pieces = blocks(&entry.doc);
    let translated = match language {
        Language::English => None,
        Language::French => entry.translated_doc(language),
    };
    match translated {
        Some(translated) => in_words_of(pieces, &translated),
        None => pieces,
    }
}

/// The pieces with the paragraphs of the translation in place of their own; examples and headings stay where they are. A test sees to
/// it that there are as many of both.
fn in_words_of(pieces: Vec<Block>, translation: &str) -> Vec<Block> {
    let mut texts = blocks(translation).into_iter().filter(Block::is_text);
    let mut translated: Vec<Block> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece.is_text() {
            true => translated.extend(texts.next()),
            false => translated.push(piece),
        }
    }
    translated.extend(texts);
    translated
}

/// A comment as it is shown.
pub fn prose_page(doc: &str, look: Look) -> String {
    prose(blocks(doc), look)
}

/// The pieces of a doc comment, with a line between them.
fn prose(pieces: Vec<Block>, look: Look) -> String {
    let mut page = String::new();
    let (mut in_list, mut had_code) = (false, false);
    for block in pieces {
        let is_of_list = matches!(block, Block::Item(_) | Block::Line(_));
        let goes_on = is_of_list && in_list;
        if !(page.is_empty() || goes_on || page.ends_with("\n\n")) {
            page.push('\n');
        }
        in_list = is_of_list;
        match block {
            Block::Heading(text) => {
                if let Some(known) = known_heading(&text) {
                    page += &heading(&known, look);
                }
            }
            Block::Paragraph(text) => page += &wrap(&text, look.width, "", ""),
            Block::Item(text) => page += &wrap(&text, look.width, "* ", "  "),
            Block::Line(text) => page += &format!("{text}\n"),
            Block::Code(example) => {
                if !had_code {
                    page += &heading(&message!("catalogue-example"), look);
                    had_code = true;
                }
                page += &code(&example.code, look);
            }
        }
    }
    page
}

fn code(code: &str, look: Look) -> String {
    let rows = code.trim_end().lines();
    let rows = rows.map(|row| match row.trim().is_empty() {
        true => "\n".to_string(),
        false => format!("    {}\n", highlight(row, None, look.paint)),
    });
    rows.collect()
}

/// The headings of Rhai's comments; that of the example is ours to set.
pub(super) fn known_heading(text: &str) -> Option<Message> {
    match text {
        "Example" => None,
        "Function Parameters" => Some(message!("catalogue-parameters")),
        "No Function Parameter" => Some(message!("catalogue-no-parameters")),
        "Return Value" => Some(message!("catalogue-gives")),
        "Errors" => Some(message!("catalogue-errors")),
        "Data types" | "Supported Data Types" => Some(message!("catalogue-data-types")),
        other => Some(Message::from(other)),
    }
}

/// How Python's name is said here.
pub fn python(saying: &Saying, look: Look) -> String {
    let mut text = heading(&message!("catalogue-python"), look);
    for block in blocks(&saying.text(look.language)) {
        if let Block::Paragraph(paragraph) | Block::Item(paragraph) = block {
            text += &wrap(&paragraph, look.width, "", "");
        }
    }
    format!("\n{text}")
}

/// What is in a module, class or type.
fn listing(entry: &Entry, look: Look) -> String {
    let mut inside: Vec<&Entry> = members(entry).collect();
    let mut page = String::new();
    if !inside.is_empty() {
        inside.sort_by_key(|entry| matches!(entry.kind, Kind::Property | Kind::Constant));
        let title = match entry.kind {
            Kind::Module => message!("catalogue-names"),
            _ => message!("catalogue-members"),
        };
        page += &heading(&title, look);
        page += &list_named(&inside, look, |member| member.spelled_inside());
        page = format!("\n{page}");
    }
    if let Some(parent) = &entry.parent {
        let text = said(&message!("catalogue-parent", parent = &**parent), look);
        page += &wrap(&text, look.width, "", "");
    }
    page
}

/// Names with their sentences.
pub fn list(entries: &[&Entry], look: Look) -> String {
    list_named(entries, look, |entry| entry.short_name())
}

fn list_named(entries: &[&Entry], look: Look, name: impl Fn(&Entry) -> String) -> String {
    let rows = entries
        .iter()
        .map(|entry| (name(entry), entry.summary(look.language)));
    table(&rows.collect::<Vec<_>>(), look)
}

/// Two columns, the second one wrapped.
pub fn table(rows: &[(String, String)], look: Look) -> String {
    const WIDEST: usize = 30;
    let widths = rows.iter().map(|(name, _)| columns(name));
    let width = widths.filter(|width| *width <= WIDEST).max().unwrap_or(0);
    let rest = " ".repeat(width + 4);
    let rows = rows.iter().map(|(name, text)| {
        let pad = " ".repeat(width.saturating_sub(columns(name)));
        let painted = look.paint.role(Role::Object, name);
        if columns(name) > width {
            return format!("  {painted}\n{}", wrap(text, look.width, &rest, &rest));
        }
        let lines = wrap(text, look.width, &rest, &rest);
        let text = lines.get(rest.len()..).unwrap_or("\n");
        format!("  {painted}{pad}  {text}")
    });
    rows.collect()
}

pub fn heading(text: &Message, look: Look) -> String {
    let colon = look.language.before_colon();
    look.paint
        .role(Role::Title, &format!("{}{colon}:", said(text, look)))
        + "\n"
}

pub fn said(text: &Message, look: Look) -> String {
    text.in_language(look.language)
}
