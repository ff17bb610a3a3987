//! The names of `src/library`: modules, functions, classes with their methods and properties, constants.

use super::entry::{Entry, Kind};
use super::prose::unindented;
use crate::library;
use crate::library::Module;
use crate::objects::abi::{Native, NativeClass};

pub fn entries() -> Vec<Entry> {
    library::modules().iter().flat_map(of_module).collect()
}

fn of_module(module: &'static Module) -> Vec<Entry> {
    let mut found = vec![new(Kind::Module, &[module.name], module.doc)];
    for constant in module.constants {
        let entry = new(Kind::Constant, &[module.name, constant.name], constant.doc);
        found.push(placed(entry, module));
    }
    for native in module.functions() {
        let mut entry = new(Kind::Function, &[module.name, native.name], native.doc);
        entry.calls = vec![parameters(native)];
        // The first parameter is the text that stands before the dot.
        if module.name == "str" {
            let (first, rest) = native
                .parameters
                .split_once(',')
                .unwrap_or((native.parameters, ""));
            entry.before = format!("{first}.");
            entry.calls = vec![tidy(rest)];
            entry.is_bare = true;
        } else {
            entry = placed(entry, module);
        }
        found.push(entry);
    }
    for class in module.classes {
        found.extend(of_class(module, class));
    }
    found
}

fn of_class(module: &'static Module, class: &'static NativeClass) -> Vec<Entry> {
    let path = [module.name, class.name];
    let mut entry = placed(new(Kind::Class, &path, class.doc), module);
    entry.parent = class.parent.map(|parent| parent.name.to_string());
    if let Some(native) = class.constructor {
        entry.calls = vec![parameters(native)];
        entry.doc = format!(
            "{}\n\n{}",
            unindented(class.doc).trim_end(),
            unindented(native.doc)
        );
    }
    let mut found = vec![entry];
    let member = |kind, name, doc| {
        let mut entry = new(kind, &[module.name, class.name, name], doc);
        entry.before = format!("{}.", class.name);
        entry
    };
    for native in class.methods {
        let mut entry = member(Kind::Method, native.name, native.doc);
        entry.calls = vec![parameters(native)];
        found.push(entry);
    }
    for property in class.properties {
        let mut entry = member(Kind::Property, property.name, property.doc);
        entry.is_fixed = property.set.is_none();
        found.push(entry);
    }
    found
}

fn new(kind: Kind, path: &[&str], doc: &str) -> Entry {
    Entry {
        kind,
        path: path.iter().map(|name| name.to_string()).collect(),
        before: String::new(),
        calls: Vec::new(),
        is_bare: kind == Kind::Module,
        is_fixed: false,
        doc: unindented(doc),
        id: format!("native-{}", path.join("-")),
        parent: None,
    }
}

/// With its module before it, where another thing or nothing has the name alone.
fn placed(mut entry: Entry, module: &Module) -> Entry {
    let name = entry.name();
    let first = library::modules().iter().find(|other| {
        let mut functions = other.functions().map(|native| native.name);
        let mut classes = other.classes.iter().map(|class| class.name);
        let mut constants = other.constants.iter().map(|constant| constant.name);
        !other.qualified_only.contains(&name)
            && (functions.any(|other| other == name)
                || classes.any(|other| other == name)
                || constants.any(|other| other == name))
    });
    entry.is_bare = first.is_some_and(|first| first.name == module.name);
    if !entry.is_bare {
        entry.before = format!("{}::", module.name);
    }
    entry
}

/// In one line.
fn parameters(native: &Native) -> String {
    tidy(native.parameters)
}

fn tidy(parameters: &str) -> String {
    parameters.split_whitespace().collect::<Vec<_>>().join(" ")
}
