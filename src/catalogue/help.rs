//! The answer to a question about a name: a page, several to choose from, how Python's name is said here, or nothing.

use super::entry::{Entry, Kind};
use super::find::{Meaning, find, nearest};
use super::layout::{Look, wrap};
use super::own::{class_page, function_page};
use super::page::{heading, list, page, python, said, table};
use super::paint::Role;
use super::search::search;
use super::synonyms::meant;
use super::{entries, python as pythons};
use crate::messages::{Language, message};
use crate::objects::abi::Topic;

/// Matches of a search that are shown.
const MOST: usize = 24;

/// Nothing is known of the name.
#[derive(Debug)]
pub struct Unknown {
    /// What to say, ready to be shown.
    pub text: String,
}

/// What is known of the name; nothing asked is the overview.
///
/// # Errors
/// Nobody knows the name, and nothing speaks of it.
pub fn help(name: &str, look: Look) -> Result<String, Unknown> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(overview(look));
    }
    let found = find(name);
    if let Some(page) = page_of_synonym(name, &found, look) {
        return Ok(page);
    }
    match found {
        Meaning::One {
            entry,
            others,
            saying,
        } => Ok(page(entry, saying, &others, look)),
        Meaning::Python(saying) => Ok(of_python(name, saying, look)),
        Meaning::Several { members, saying } => Ok(several(name, &members, saying, look)),
        Meaning::Nothing => search_page(name, look),
    }
}

/// The page of what a word of lectures means, in the language of the answer or, if the word is nothing else, in the other one.
fn page_of_synonym(word: &str, found: &Meaning, look: Look) -> Option<String> {
    let mut entries = meant(word, look.language);
    match found {
        Meaning::Nothing => entries.extend(meant(word, look.language.other())),
        Meaning::One { entry, .. } => entries.push(entry),
        _ => {}
    }
    let (first, others) = entries.split_first()?;
    let is_a_name = matches!(found, Meaning::One { entry, .. } if entry.name() == word);
    let mut distinct: Vec<&Entry> = Vec::new();
    for other in others {
        let is_known = distinct
            .iter()
            .chain([first])
            .any(|known| std::ptr::eq(*known, *other));
        if !is_known {
            distinct.push(other);
        }
    }
    (!is_a_name).then(|| page(first, None, &distinct, look))
}

/// What is known of what a script asks about.
///
/// # Errors
/// As `help`.
pub fn about(topic: &Topic, look: Look) -> Result<String, Unknown> {
    match topic {
        Topic::Name(name) => help(name, look),
        Topic::Functions(functions) => {
            let functions = functions.iter().map(|(unit, index)| unit.function(*index));
            let pages = functions.map(|function| function_page(function, look));
            Ok(pages.collect::<Vec<_>>().join("\n"))
        }
        Topic::Class(class) => Ok(class_page(class, look)),
    }
}

/// What a script's `help(…)` prints.
pub fn help_of_script(topic: &Topic, language: Language) -> String {
    match about(topic, Look::plain(language)) {
        Ok(page) => page,
        Err(unknown) => unknown.text,
    }
}

/// A page for a name that only Python has.
fn of_python(name: &str, saying: &pythons::Saying, look: Look) -> String {
    let mut page = look.paint.role(Role::Title, name) + "\n";
    let place = said(&message!("catalogue-is-python"), look);
    page += &look.paint.role(Role::Dim, &place);
    page.push('\n');
    page += &python(saying, look);
    let see: Vec<&Entry> = saying.see_also().collect();
    if !see.is_empty() {
        page += &format!("\n{}", heading(&message!("catalogue-see"), look));
        page += &list(&see, look);
    }
    page
}

/// Members of several types that have the name, then what else speaks of it.
fn several(
    name: &str,
    members: &[&'static Entry],
    saying: Option<&pythons::Saying>,
    look: Look,
) -> String {
    let count = members.len();
    let title = said(&message!("catalogue-several", name, count), look);
    let mut page = look.paint.role(Role::Title, &title) + "\n";
    page += &list(members, look);
    if let Some(saying) = saying {
        page += &python(saying, look);
    }
    let more: Vec<&Entry> = search(name, look.language)
        .into_iter()
        .filter(|entry| !members.iter().any(|member| std::ptr::eq(*member, *entry)))
        .take(MOST.saturating_sub(count))
        .collect();
    if !more.is_empty() {
        page += &format!("\n{}", heading(&message!("catalogue-see"), look));
        page += &list(&more, look);
    }
    let first = members
        .first()
        .map_or(String::new(), |entry| entry.short_name());
    page + &*more_with(&first, look)
}

/// What speaks of the words.
///
/// # Errors
/// Nothing does.
pub fn search_page(words: &str, look: Look) -> Result<String, Unknown> {
    let found = search(words, look.language);
    if found.is_empty() {
        let hint = match nearest(words) {
            names if names.is_empty() => message!("catalogue-unknown.hint"),
            names => message!("did-you-mean-one", names = names.join("`, `")),
        };
        let text = message!("catalogue-unknown", name = words, hint);
        return Err(Unknown {
            text: wrap(&said(&text, look), look.width, "", ""),
        });
    }
    let title = message!("catalogue-found", words, count = found.len());
    let mut page = look.paint.role(Role::Title, &said(&title, look)) + "\n";
    page += &list(&found[..found.len().min(MOST)], look);
    if found.len() > MOST {
        let more = message!("catalogue-more", count = found.len() - MOST);
        page += &format!("  … {}\n", said(&more, look));
    }
    Ok(page + &*more_with(&found[0].short_name(), look))
}

/// How to read more.
fn more_with(name: &str, look: Look) -> String {
    let text = said(&message!("catalogue-ask", name), look);
    format!("\n{}", wrap(&text, look.width, "", ""))
}

/// Modules, types and words, and how to ask.
fn overview(look: Look) -> String {
    let of = |kind| entries().iter().filter(move |entry| entry.kind == kind);
    let mut page = heading(&message!("catalogue-modules"), look);
    page += &list(&of(Kind::Module).collect::<Vec<_>>(), look);
    page += &format!("\n{}", heading(&message!("catalogue-types"), look));
    page += &list(&of(Kind::Type).collect::<Vec<_>>(), look);
    page += &format!("\n{}", heading(&message!("catalogue-words"), look));
    let words: Vec<&str> = of(Kind::Word).map(Entry::name).collect();
    page += &wrap(&words.join(" "), look.width, "  ", "  ");
    page += "\n";
    let asks = [
        ("help(\"Queue.get\")", message!("catalogue-how-name")),
        ("help(\"None\")", message!("catalogue-how-python")),
        ("sandbox doc attendre", message!("catalogue-how-word")),
    ];
    let rows = asks.map(|(name, text)| (name.to_string(), said(&text, look)));
    page += &heading(&message!("catalogue-how"), look);
    page + &*table(&rows, look)
}
