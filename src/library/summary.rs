//! The one sentence that says what a name of the library is. English is the first sentence of its doc comment; French stands in
//! `data/messages/fr/help.ftl` as `native-MODULE-NAME` or `native-MODULE-CLASS-MEMBER`.

use super::Module;
use crate::messages::{Language, text};
use crate::objects::abi::NativeClass;

/// A public name: its way from the module on, and its doc comment.
pub struct Named {
    /// `["threading", "Lock", "acquire"]`
    pub path: Vec<&'static str>,
    pub doc: &'static str,
}

impl Named {
    /// The id of its French summary.
    pub fn message_id(&self) -> String {
        format!("native-{}", self.path.join("-"))
    }

    /// What it is, in one sentence; in English where there is no French one.
    pub fn summary(&self, language: Language) -> String {
        match language {
            Language::English => None,
            Language::French => text(language, &self.message_id(), &[]),
        }
        .unwrap_or_else(|| first_sentence(self.doc))
    }
}

/// Every name of a module, the module itself first.
pub fn names(module: &'static Module) -> Vec<Named> {
    let of = |path: &[&'static str], doc| Named {
        path: path.to_vec(),
        doc,
    };
    let mut found = vec![of(&[module.name], module.doc)];
    for constant in module.constants {
        found.push(of(&[module.name, constant.name], constant.doc));
    }
    for native in module.functions() {
        found.push(of(&[module.name, native.name], native.doc));
    }
    for class in module.classes {
        found.push(of(&[module.name, class.name], class.doc));
        for (name, doc) in members(class) {
            found.push(of(&[module.name, class.name, name], doc));
        }
    }
    found
}

/// The constructor, methods and properties of a class: name and doc comment.
fn members(class: &'static NativeClass) -> impl Iterator<Item = (&'static str, &'static str)> {
    let natives = class.constructor.into_iter().chain(class.methods);
    let properties = class.properties.iter();
    natives
        .map(|native| (native.name, native.doc))
        .chain(properties.map(|property| (property.name, property.doc)))
}

fn first_sentence(doc: &str) -> String {
    let first = doc.trim().split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = first.split_whitespace().collect();
    let text = words.join(" ");
    match text.find(". ") {
        Some(end) => text[..=end].to_string(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::modules;
    use crate::messages::{FILES, shapes};
    use std::collections::BTreeSet;

    /// Modules that are being written.
    const LATER: &[&str] = &[];

    fn french_ids() -> BTreeSet<String> {
        let (.., source) = FILES
            .iter()
            .find(|(_, name, _)| *name == "help")
            .expect("the file is in the program");
        let shapes = shapes(source).expect("the file can be read");
        let ids = shapes.into_iter().map(|shape| shape.id);
        // How a page goes on, `.rest`, is a matter of the catalogue.
        ids.filter(|id| !id.contains('.')).collect()
    }

    #[test]
    fn every_name_has_a_french_summary_and_no_summary_is_left_over() {
        let known: BTreeSet<String> = modules()
            .iter()
            .filter(|module| !LATER.contains(&module.name))
            .flat_map(names)
            .map(|named| named.message_id())
            .collect();
        let french = french_ids();
        let missing: Vec<_> = known.difference(&french).collect();
        let orphans: Vec<_> = french.difference(&known).collect();
        assert!(
            missing.is_empty() && orphans.is_empty(),
            "data/messages/fr/help.ftl lacks {missing:#?}\nand has for nobody {orphans:#?}"
        );
    }

    #[test]
    fn a_summary_is_one_sentence_in_the_language_asked_for() {
        let acquire = modules()
            .iter()
            .flat_map(names)
            .find(|named| named.path == ["threading", "Lock", "acquire"])
            .expect("locks can be acquired");
        assert_eq!(
            acquire.summary(Language::English),
            "Wait until the lock is free, then hold it; tells whether it is held."
        );
        assert_eq!(
            acquire.summary(Language::French),
            "Attend que le verrou soit libre, puis le prend ; dit s'il est tenu."
        );
    }
}
