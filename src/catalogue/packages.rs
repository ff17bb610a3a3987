//! The functions of Rhai's standard packages, as their own metadata tells of them, by the type that they belong to.

use super::entry::{Entry, Kind};
use super::examples::example_of;
use crate::library::LIBRARY;
use crate::messages::{Language, text};
use std::collections::BTreeMap;

/// The types of the language, and how a value of them is called before a dot.
const TYPES: &[&str] = &[
    "array",
    "string",
    "char",
    "number",
    "bool",
    "map",
    "blob",
    "range",
    "timestamp",
    "Fn",
    "any",
];

/// What is called rather than asked of a value, beside the functions of numbers.
const CALLED: &[&str] = &["blob"];

/// Functions that ours of the same name stand before, or that show how Rhai works inside.
const LEFT_OUT: &[&str] = &[
    "min",
    "max",
    "range",
    "get_fn_metadata_list",
    "tag",
    "set_tag",
];

/// Names of parameters that would say little.
const CLEARER: &[(&str, &str)] = &[
    ("array2", "other"),
    ("blob2", "other"),
    ("map2", "other"),
    ("new_array", "other"),
    ("find_string", "part"),
    ("match_string", "part"),
    ("sub_string", "part"),
    ("find_character", "part"),
    ("substitute_string", "other"),
    ("substitute_character", "other"),
    ("replace", "other"),
    ("map", "function"),
    ("mapper", "function"),
    ("filter", "function"),
    ("reducer", "function"),
    ("comparer", "function"),
    ("utf8", "blob"),
    ("character", "char"),
];

/// Functions whose receiver the metadata leaves open, or that make a value of the type.
const PLACED: &[(&str, &str)] = &[
    ("E", "number"),
    ("PI", "number"),
    ("to_float", "number"),
    ("to_int", "number"),
    ("blob", "blob"),
    ("to_string", "any"),
    ("to_debug", "any"),
];

/// Methods of arrays and maps that Rhai does not have: `src/builtins`. The type, the name, its parameters.
const OURS: &[(&str, &str, &[&str])] = &[
    ("array", "count", &["value"]),
    ("array", "index", &["value"]),
    ("array", "index", &["value", "start"]),
    ("array", "index", &["value", "start", "stop"]),
    ("map", "get", &["property", "default"]),
    ("map", "items", &[]),
    ("map", "pop", &["property"]),
    ("map", "pop", &["property", "default"]),
    ("map", "setdefault", &["property"]),
    ("map", "setdefault", &["property", "default"]),
    ("map", "update", &["other"]),
];

/// One function of one type.
#[derive(Default)]
struct Function {
    /// Parameters behind the receiver, and what the comment says, for each way to call it.
    ways: Vec<(Vec<String>, String)>,
    is_property: bool,
    is_set: bool,
}

pub fn entries() -> Vec<Entry> {
    let functions = functions();
    let mut found = Vec::new();
    for of in TYPES {
        let id = format!("type-{of}");
        let mut entry = new(Kind::Type, &["type", of], english(&id), id);
        entry.is_bare = true;
        found.push(entry);
        let own = functions.iter().filter(|((owner, _), _)| owner == of);
        found.extend(own.map(|((_, name), function)| entry_of(of, name, function)));
    }
    found
}

fn entry_of(of: &str, name: &str, function: &Function) -> Entry {
    let id = format!("package-{of}-{name}");
    let is_called = CALLED.contains(&name) || of == "number";
    let mut ways: Vec<&(Vec<String>, String)> = function.ways.iter().collect();
    // Rhai lists them in no order.
    ways.sort_by_key(|(names, doc)| (names.len(), names.clone(), doc.clone()));
    let kind = match is_called {
        true => Kind::Function,
        false => Kind::Method,
    };
    let mut entry = new(kind, &[of, name], doc_of(of, name, &ways), id);
    entry.is_bare = is_called;
    if !is_called {
        entry.before = format!("{of}.");
    }
    let skipped = usize::from(!is_called);
    let mut calls: Vec<String> = Vec::new();
    for (names, _) in ways {
        let names = names.iter().skip(skipped);
        let call = names.cloned().collect::<Vec<_>>().join(", ");
        if !calls.contains(&call) {
            calls.push(call);
        }
    }
    entry.calls = calls;
    if entry.calls.is_empty() {
        entry.kind = Kind::Property;
        entry.is_fixed = !function.is_set;
    }
    entry
}

/// Our sentence, then what Rhai's comment says of the simplest way to call it; the example is ours, since not all of Rhai's run.
fn doc_of(of: &str, name: &str, ways: &[&(Vec<String>, String)]) -> String {
    let mut said = ways.iter().map(|(_, doc)| doc.as_str());
    let said = said.find(|doc| !doc.is_empty()).unwrap_or_default();
    let (_, more) = said.split_once("\n\n").unwrap_or_default();
    let more = more.split("```").next().unwrap_or_default();
    let more = more.split("# Example").next().unwrap_or_default().trim();
    let sentence = english(&format!("package-{of}-{name}"));
    let example = example_of(&format!("{of}.{name}")).unwrap_or_default();
    format!("{sentence}\n\n{more}\n\n```\n{example}\n```\n")
}

fn new(kind: Kind, path: &[&str], doc: String, id: String) -> Entry {
    Entry {
        kind,
        path: path.iter().map(|name| name.to_string()).collect(),
        before: String::new(),
        calls: Vec::new(),
        is_bare: false,
        is_fixed: false,
        doc,
        id,
        parent: None,
    }
}

fn english(id: &str) -> String {
    text(Language::English, id, &[]).unwrap_or_default()
}

/// All functions with a name, by type and name.
fn functions() -> BTreeMap<(String, String), Function> {
    let mut found = BTreeMap::<(String, String), Function>::new();
    let listed = rhai::Engine::new().collect_fn_metadata(
        None,
        |info| {
            let metadata = info.metadata;
            let comments = metadata.comments.iter().map(|line| line.as_str());
            let parameters = metadata.params_info.iter().map(|info| info.to_string());
            Some((
                metadata.name.to_string(),
                parameters.collect::<Vec<_>>(),
                comments.collect::<Vec<_>>().join("\n"),
            ))
        },
        true,
    );
    for (name, parameters, comment) in listed {
        let is_name = name.starts_with(char::is_alphabetic);
        let is_old = comment.contains("# Deprecated API");
        let (accessor, name) = match name.split_once('$') {
            Some((accessor, name)) => (Some(accessor), name.to_string()),
            None => (None, name),
        };
        if !is_name || is_old || LEFT_OUT.contains(&&*name) || LIBRARY.replaces(&name) {
            continue;
        }
        let Some(of) = type_of(&name, &parameters) else {
            continue;
        };
        let function = found.entry((of.to_string(), name)).or_default();
        match accessor {
            Some("get") => function.is_property = true,
            Some(_) => function.is_set = true,
            None => {
                let names = parameters.iter().map(|parameter| name_of(parameter));
                function.ways.push((names.collect(), uncommented(&comment)));
            }
        }
    }
    for (of, name, parameters) in OURS {
        let function = found.entry((of.to_string(), name.to_string())).or_default();
        let names = std::iter::once("receiver").chain(parameters.iter().copied());
        (function.ways).push((names.map(String::from).collect(), String::new()));
    }
    found.retain(|_, function| !function.ways.is_empty() || function.is_property);
    found
}

/// The name of `mut item: Dynamic`; `x` for none.
fn name_of(parameter: &str) -> String {
    let name = parameter.split(':').next().unwrap_or_default();
    let name = name.trim().trim_start_matches("mut ");
    let clearer = CLEARER.iter().find(|(rhais, _)| *rhais == name);
    match clearer
        .map_or(name, |(_, clearer)| clearer)
        .trim_matches('_')
    {
        "" => "x".to_string(),
        name => name.to_string(),
    }
}

/// The type that a function belongs to; none for those of numbers that scripts do not have.
fn type_of(name: &str, parameters: &[String]) -> Option<&'static str> {
    if let Some((_, of)) = PLACED.iter().find(|(placed, _)| *placed == name) {
        return Some(of);
    }
    let (_, of) = parameters.first()?.split_once(':')?;
    let of = of
        .trim()
        .trim_start_matches("&mut ")
        .trim_start_matches('&');
    Some(match of {
        "Array" | "array" | "Vec<Dynamic>" => "array",
        "Map" | "map" => "map",
        "str" | "string" | "String" | "ImmutableString" => "string",
        "INT" | "i64" | "FLOAT" | "f64" => "number",
        "char" => "char",
        "bool" => "bool",
        "FnPtr" | "Fn" => "Fn",
        "Blob" | "blob" => "blob",
        "Instant" | "timestamp" => "timestamp",
        "Dynamic" => "any",
        "ExclusiveRange" | "InclusiveRange" => "range",
        _ => return None,
    })
}

/// The text of `///` lines.
fn uncommented(comment: &str) -> String {
    let lines = comment.lines().map(|line| {
        let line = line.trim_start().trim_start_matches("///");
        line.strip_prefix(' ').unwrap_or(line)
    });
    lines.collect::<Vec<_>>().join("\n")
}
