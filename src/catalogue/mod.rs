//! Every name that a script can use, in one list: how it is written, what it does, an example. Help, completion, `sandbox doc`, the
//! book's reference and the definitions for editors all read it; none of them has a list of its own.
//!
//! ```text
//! entry        one name
//! ours         the names of src/library
//! own          what a script has defined itself
//! packages     the functions of Rhai's standard packages, by the type that they belong to
//! words        the words of the language and of the dialect
//! examples     examples for words, and for functions where Rhai shows none that runs
//! python       the names of Python, and how each is said here
//! find         what somebody meant by what he wrote
//! search       entries that speak of a word, in either language
//! synonyms     the words of lectures for what scripts name otherwise
//! prose        a doc comment taken apart
//! page         what is shown of a name (layout, paint, highlight)
//! help         the answer to a question about a name
//! book         the chapters of the reference
//! definitions  what editors read
//! ```

mod book;
mod definitions;
mod entry;
mod examples;
mod find;
mod help;
mod highlight;
mod layout;
mod ours;
mod own;
mod packages;
mod page;
mod paint;
mod prose;
pub mod python;
mod search;
mod synonyms;
mod words;

pub use book::with_reference;
pub use definitions::{definitions, merged_definitions};
pub use entry::{Entry, Kind};
pub use find::{Meaning, find};
pub use help::{Unknown, about, help, help_of_script, search_page};
pub use highlight::highlight;
pub use layout::Look;
pub use own::parameters;
pub use paint::{Paint, Role};
pub use prose::{Example, examples, paragraphs};
pub use synonyms::is_term;

use std::collections::HashMap;
use std::sync::LazyLock;

/// All entries and what they are found by.
struct Catalogue {
    entries: Vec<Entry>,
    /// Places among the entries, the one that the name stands for first.
    names: HashMap<String, Vec<usize>>,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let mut entries = ours::entries();
    entries.extend(words::entries());
    entries.extend(packages::entries());
    let mut names = HashMap::<String, Vec<usize>>::new();
    for (place, entry) in entries.iter().enumerate() {
        for name in entry.names() {
            let places = names.entry(name).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    // What a class has from its parent is found by its own name, too.
    for class in entries.iter().filter(|entry| entry.parent.is_some()) {
        let parents = entries.iter().enumerate();
        let is_of_parent = |entry: &Entry| entry.owner() == class.parent.as_deref();
        for (place, member) in parents.filter(|(_, entry)| is_of_parent(entry)) {
            for owner in [class.full_name(), class.name().to_string()] {
                let name = format!("{owner}.{}", member.name());
                names.entry(name).or_default().push(place);
            }
        }
    }
    for places in names.values_mut() {
        places.sort_by_key(|place| entries[*place].kind.rank());
    }
    Catalogue { entries, names }
});

/// Every entry: modules with what is in them, words, types with what is in them.
pub fn entries() -> &'static [Entry] {
    &CATALOGUE.entries
}

/// The entries that this name stands for, the usual meaning first.
fn named(name: &str) -> impl Iterator<Item = &'static Entry> + use<> {
    let places = CATALOGUE.names.get(name).map_or(&[][..], Vec::as_slice);
    places.iter().map(|place| &CATALOGUE.entries[*place])
}

/// What is in a module, class or type, without what it has from a parent.
pub fn members(owner: &Entry) -> impl Iterator<Item = &'static Entry> {
    let path = match owner.kind {
        Kind::Module | Kind::Class => owner.path.clone(),
        Kind::Type => vec![owner.name().to_string()],
        _ => Vec::new(),
    };
    let is_inside = move |entry: &&Entry| {
        let (kind, own) = (entry.kind, &entry.path);
        !path.is_empty()
            && kind != Kind::Type
            && own.len() == path.len() + 1
            && own.starts_with(&path)
    };
    entries().iter().filter(is_inside)
}

/// Read everything now, so that the first question need not.
pub fn prepare() {
    LazyLock::force(&CATALOGUE);
}

/// What can follow a dot after a value of this type, as `type_of` calls it.
pub fn members_of_type(name: &str) -> impl Iterator<Item = &'static Entry> {
    let of: &[&str] = match name {
        "string" => &["str", "string", "any"],
        "i64" | "f64" => &["number", "any"],
        "array" => &["array", "any"],
        "map" => &["map", "any"],
        "blob" => &["blob", "any"],
        "char" => &["char", "any"],
        "bool" => &["bool", "any"],
        "Fn" => &["Fn", "any"],
        "timestamp" => &["timestamp", "any"],
        "range" | "range=" => &["range", "any"],
        _ => &[],
    };
    let owners = of.iter().flat_map(|owner| named(owner));
    let types = owners.filter(|entry| matches!(entry.kind, Kind::Type | Kind::Module));
    types.flat_map(members)
}
