//! One name of the catalogue. Where it comes from is the business of `ours`, `packages` and `words`.

use super::prose::{first_sentence, split_sentence};
use crate::messages::{Language, text};

/// What a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A module of Python.
    Module,
    /// A word of the language.
    Word,
    /// A type of the language: `array`, `string`.
    Type,
    Class,
    Function,
    Constant,
    /// Called on a value.
    Method,
    Property,
}

impl Kind {
    /// Of two things that have a name, which one is meant? The lower.
    pub(super) fn rank(self) -> usize {
        match self {
            Kind::Module => 0,
            Kind::Word => 1,
            Kind::Class => 2,
            Kind::Function | Kind::Constant => 3,
            Kind::Type => 4,
            Kind::Method | Kind::Property => 5,
        }
    }
}

/// A name that a script can use.
#[derive(Debug)]
pub struct Entry {
    pub kind: Kind,
    /// From its module or type on: `["threading", "Lock", "acquire"]`, `["array", "push"]`, `["with"]`; `["type", "array"]`.
    pub path: Vec<String>,
    /// Before the name where it is used: `threading::`, `Lock.`, `text.`; often nothing.
    pub before: String,
    /// The parameters of each way to call it; none for what is not called.
    pub calls: Vec<String>,
    /// Can it stand alone? `Lock` can, `acquire` and `threading::enumerate` cannot.
    pub is_bare: bool,
    /// Can a script give it a new value?
    pub is_fixed: bool,
    /// In English: what it is in one sentence, then all else, with examples between fences.
    pub doc: String,
    /// The id of its texts.
    pub id: String,
    /// For a class that has what another one has: the other's name.
    pub parent: Option<String>,
}

impl Entry {
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// `threading.Lock.acquire`
    pub fn full_name(&self) -> String {
        self.path.join(".")
    }

    /// The class or type that it is a member of, else its module.
    pub fn owner(&self) -> Option<&str> {
        self.path.iter().rev().nth(1).map(String::as_str)
    }

    /// What to type after `help`: the shortest name that means it.
    pub fn short_name(&self) -> String {
        let short = match self.is_bare || self.path.len() == 1 {
            true => self.name().to_string(),
            false => self.path[self.path.len() - 2..].join("."),
        };
        match super::named(&short).next() {
            Some(first) if std::ptr::eq(first, self) => short,
            _ => self.full_name(),
        }
    }

    /// Each way to write it: `Lock.acquire(blocking = true, timeout = -1)`.
    pub fn spellings(&self) -> Vec<String> {
        let name = format!("{}{}", self.before, self.name());
        match self.calls.is_empty() {
            true => vec![name],
            false => self
                .calls
                .iter()
                .map(|parameters| format!("{name}({parameters})"))
                .collect(),
        }
    }

    /// In the list of what is in its module or class: `acquire(…)`, `name`.
    pub(super) fn spelled_inside(&self) -> String {
        match self.calls.first().map(String::as_str) {
            None => self.name().to_string(),
            Some("") if self.calls.len() == 1 => format!("{}()", self.name()),
            Some(_) => format!("{}(…)", self.name()),
        }
    }

    /// What it is, in one sentence; in English where there is no other.
    pub fn summary(&self, language: Language) -> String {
        match self.translated(language) {
            Some(text) => split_sentence(&text).0.to_string(),
            None => first_sentence(&self.doc),
        }
    }

    /// What the first paragraph of `doc` says, in this language, if it has a text of its own.
    pub fn translated(&self, language: Language) -> Option<String> {
        text(language, &self.id, &[])
    }

    /// The paragraphs of `doc` in this language, without examples and headings: the text of its id, then the attribute `rest`; for a
    /// class those of its constructor follow, as in `doc`.
    pub fn translated_doc(&self, language: Language) -> Option<String> {
        let constructor = format!("{}-{}", self.id, self.name());
        let is_made = self.kind == Kind::Class && !self.calls.is_empty();
        let ids = std::iter::once(&self.id).chain(is_made.then_some(&constructor));
        let parts = ids.flat_map(|id| [id.clone(), format!("{id}.rest")]);
        let texts: Vec<String> = parts.filter_map(|id| text(language, &id, &[])).collect();
        (!texts.is_empty()).then(|| texts.join("\n\n"))
    }

    /// What it is found by.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = vec![self.full_name()];
        if self.path.len() == 3 {
            names.push(self.path[1..].join("."));
        }
        if self.is_bare {
            names.push(self.name().to_string());
        }
        // What texts can do is in two places: Python's names in the module `str`, Rhai's in the type `string`.
        match self.path.as_slice() {
            [owner, name] if owner == "str" => names.push(format!("string.{name}")),
            [owner, name] if owner == "string" => names.push(format!("str.{name}")),
            [owner, name] if owner == "number" => {
                names.extend(["int", "float", "i64", "f64"].map(|of| format!("{of}.{name}")));
            }
            _ => {}
        }
        names
    }
}
