//! The names of the library, as messages need them.

use super::hints::{Member, Names};
use crate::catalogue::{self, Entry, Kind, python};
use std::sync::LazyLock;

/// What scripts can call, for *did you mean*: Rhai's functions and ours.
pub fn known_names() -> &'static Names {
    static NAMES: LazyLock<Names> = LazyLock::new(|| {
        let mut names = Names {
            calls: Some(|name| {
                let named = catalogue::entries()
                    .iter()
                    .filter(|entry| entry.name() == name);
                named.flat_map(|entry| entry.calls.clone()).collect()
            }),
            contents: Some(|module| members(Kind::Module, module)),
            members: Some(|class| members(Kind::Class, class)),
            pythons: Some(|name, language| {
                // A family is of a module: `logging.*`.
                let is_of_module = name.matches('.').count() == 1;
                let family = || {
                    is_of_module
                        .then(|| python::saying_of_family(name))
                        .flatten()
                };
                let saying = python::saying(name).or_else(family);
                Some(saying?.text(language))
            }),
            ..Names::default()
        };
        for entry in catalogue::entries() {
            let name = || entry.name().to_string();
            match entry.kind {
                Kind::Module => names.modules.push(name()),
                Kind::Type | Kind::Word => {}
                Kind::Class | Kind::Constant => names.functions.push(name()),
                Kind::Method | Kind::Property if entry.path.len() == 3 => {
                    names.methods.push(name());
                }
                // Also those of the language's own types: `push(xs, 1)`.
                Kind::Method | Kind::Property | Kind::Function => {
                    names.functions.push(name());
                    names.methods.push(name());
                }
            }
        }
        names
    });
    &NAMES
}

/// What the module or class of this name has, with what a class has from its parent.
fn members(kind: Kind, owner: &str) -> Vec<Member> {
    let of = |owner: &str| {
        let is_owner = |entry: &&Entry| entry.kind == kind && entry.name() == owner;
        catalogue::entries().iter().find(is_owner)
    };
    let Some(entry) = of(owner) else {
        return Vec::new();
    };
    let parent = entry.parent.as_deref().and_then(of);
    let all = [Some(entry), parent].into_iter().flatten();
    all.flat_map(catalogue::members)
        .map(|entry| Member {
            name: entry.name(),
            calls: &entry.calls,
            is_bare: entry.is_bare,
        })
        .collect()
}
