//! The names of the library, as messages need them.

use super::hints::Names;
use crate::catalogue::{self, Kind, python};
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
            pythons: Some(|name, language| Some(python::saying(name)?.text(language))),
            ..Names::default()
        };
        for entry in catalogue::entries() {
            let name = || entry.name().to_string();
            match entry.kind {
                Kind::Module | Kind::Type | Kind::Word => {}
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
