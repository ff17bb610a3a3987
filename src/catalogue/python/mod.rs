//! Names of Python that are said otherwise here, or not at all: each with its text `python-…` in `data/messages`. A name that means the
//! same here needs no row: it is found as it is.
//!
//! ```text
//! language   words, built-in functions, errors, methods of texts, lists, dictionaries
//! modules    threading, queue, socket, subprocess, and what else is imported
//! ```

mod language;
mod modules;

use super::entry::Entry;
use crate::messages::{Language, text};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How names of Python are said here.
#[derive(Debug)]
pub struct Saying {
    /// Its text is `python-` and this.
    pub id: &'static str,
    /// As Python writes them from the module on, with commas between; `*` at the end stands for any ending.
    names: &'static str,
    /// The name of ours whose page answers best.
    pub instead: Option<&'static str>,
    /// Names of ours to read on.
    see: &'static str,
}

/// Said in words alone.
const fn said(id: &'static str, names: &'static str) -> Saying {
    Saying {
        id,
        names,
        instead: None,
        see: "",
    }
}

/// The page of a name of ours answers.
const fn page(id: &'static str, names: &'static str, ours: &'static str) -> Saying {
    Saying {
        instead: Some(ours),
        ..said(id, names)
    }
}

impl Saying {
    const fn see(mut self, names: &'static str) -> Saying {
        self.see = names;
        self
    }

    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.split(", ")
    }

    pub fn message_id(&self) -> String {
        format!("python-{}", self.id)
    }

    pub fn text(&self, language: Language) -> String {
        // A test sees to it that there is one.
        text(language, &self.message_id(), &[]).unwrap_or_default()
    }

    /// What to read on.
    pub fn see_also(&self) -> impl Iterator<Item = &'static Entry> {
        self.see
            .split(", ")
            .filter_map(|name| super::named(name).next())
    }

    /// The names of ours that the row speaks of.
    pub fn ours(&self) -> impl Iterator<Item = &'static str> {
        let see = self.see.split(", ").filter(|name| !name.is_empty());
        self.instead.into_iter().chain(see)
    }
}

/// All rows.
pub fn sayings() -> impl Iterator<Item = &'static Saying> {
    language::ROWS.iter().chain(modules::ROWS)
}

/// Python's names, but for those that stand for many.
pub fn names() -> impl Iterator<Item = &'static str> {
    let names = sayings().flat_map(|saying| saying.names());
    names.filter(|name| !name.ends_with('*'))
}

/// The rows by name.
static BY_NAME: LazyLock<HashMap<&str, &Saying>> = LazyLock::new(|| {
    let of = |saying: &'static Saying| saying.names().map(move |name| (name, saying));
    sayings().flat_map(of).collect()
});

/// How this name of Python is said here, if that is otherwise.
pub fn saying(name: &str) -> Option<&'static Saying> {
    let bare = name.strip_prefix("builtins.").unwrap_or(name);
    BY_NAME.get(bare).copied()
}

/// What is said of all names that begin as this one does.
pub fn saying_of_family(name: &str) -> Option<&'static Saying> {
    let is_of = |pattern: &str| {
        let start = pattern.strip_suffix('*');
        start.is_some_and(|start| name.starts_with(start))
    };
    sayings().find(|saying| saying.names().any(is_of))
}

/// How the member of this name of any type of Python is said here.
pub fn saying_of_member(name: &str) -> Option<&'static Saying> {
    if !name.contains(char::is_alphanumeric) {
        return None;
    }
    sayings().find(|saying| {
        let mut names = saying.names();
        names.any(|known| known.rsplit_once('.').is_some_and(|(_, last)| last == name))
    })
}

/// Python's owners of names, and ours.
const OWNERS: &[(&str, &str)] = &[
    ("list", "array"),
    ("dict", "map"),
    ("bytes", "blob"),
    ("bytes", "str"),
    ("bytearray", "blob"),
    ("math", "number"),
    ("os.path", "os_path"),
    ("concurrent.futures", "concurrent_futures"),
    ("sys.stdout", "TextStream"),
    ("sys.stderr", "TextStream"),
    ("sys.stdin", "TextStream"),
    ("stdout", "TextStream"),
    ("stderr", "TextStream"),
    ("stdin", "TextStream"),
    ("file", "File"),
    ("io.TextIOWrapper", "File"),
    ("socket", "socket.socket"),
];

/// The same member where we have it: `list.pop` is `array.pop`, `lock.acquire` is `Lock.acquire`.
pub fn renamed(name: &str) -> Option<String> {
    let known = |name: String| super::named(&name).next().is_some().then_some(name);
    if let Some((_, ours)) = OWNERS.iter().find(|(owner, _)| *owner == name) {
        return known(ours.to_string());
    }
    let (owner, member) = name.rsplit_once('.')?;
    let ours = OWNERS.iter().filter(|(python, _)| *python == owner);
    let mut ours = ours.map(|(_, ours)| format!("{ours}.{member}"));
    ours.find_map(known).or_else(|| {
        let (first, rest) = owner.split_at_checked(owner.chars().next()?.len_utf8())?;
        known(format!("{}{rest}.{member}", first.to_uppercase()))
    })
}
