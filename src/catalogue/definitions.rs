//! What editors read: files in the format of Rhai's `Definitions` (`.d.rhai`), one for each module, and Rhai's own.

use super::entry::{Entry, Kind};
use super::{entries, members, named};
use std::fmt::Write;

/// A type that is not known.
const ANY: &str = "?";

/// The files: names and texts.
pub fn definitions() -> Vec<(String, String)> {
    let engine = rhai::Engine::new();
    let of_rhai = engine.definitions().with_headers(true);
    let mut files: Vec<(String, String)> = of_rhai.iter_files().collect();
    files.push((
        "sandbox.d.rhai".to_string(),
        format!("module static;\n\n{}", bare()),
    ));
    let modules = modules().map(|module| {
        let text = format!("module {};\n\n{}", module.name(), of_module(module));
        (format!("{}.d.rhai", module.name()), text)
    });
    files.extend(modules);
    files
}

/// All of them in one text.
pub fn merged_definitions() -> String {
    let engine = rhai::Engine::new();
    let mut text = engine.definitions().single_file();
    text += &bare();
    for module in modules() {
        write!(
            text,
            "\nmodule {} {{\n{}\n}}\n",
            module.name(),
            of_module(module)
        )
        .expect("strings grow");
    }
    text
}

fn modules() -> impl Iterator<Item = &'static Entry> {
    entries().iter().filter(|entry| entry.kind == Kind::Module)
}

/// What stands alone, and the methods and properties of all classes: Rhai's format has no place for them elsewhere.
fn bare() -> String {
    let mut text = String::new();
    for entry in modules().flat_map(members).filter(|entry| entry.is_bare) {
        text += &definition(entry);
        if entry.kind == Kind::Class {
            for member in members(entry) {
                text += &definition(member);
            }
        }
    }
    text
}

fn of_module(module: &'static Entry) -> String {
    let is_named = |entry: &&Entry| !entry.calls.is_empty() || entry.kind == Kind::Constant;
    members(module).filter(is_named).map(definition).collect()
}

fn definition(entry: &Entry) -> String {
    let mut text = comment(&entry.doc);
    let receiver = receiver(entry);
    let name = entry.name();
    let result = match entry.kind {
        Kind::Class => name,
        _ => ANY,
    };
    match entry.kind {
        Kind::Constant => return format!("{text}const {name}: {ANY};\n\n"),
        Kind::Property => {
            let of = receiver.unwrap_or_default();
            let first = parameter(&of);
            writeln!(text, "fn get {name}({first}) -> {ANY};").expect("strings grow");
            if !entry.is_fixed {
                writeln!(text, "\nfn set {name}({first}, value: {ANY}) -> ();")
                    .expect("strings grow");
            }
            return text + "\n";
        }
        _ => {}
    }
    let calls = entry.calls.iter().flat_map(|call| ways(call));
    let calls: Vec<String> = calls
        .map(|given| {
            let all = receiver.iter().cloned().chain(given);
            let parameters: Vec<String> = all.map(|name| parameter(&name)).collect();
            format!("fn {name}({}) -> {result};\n", parameters.join(", "))
        })
        .collect();
    if calls.is_empty() {
        return String::new();
    }
    text += &calls.join("\n");
    text + "\n"
}

/// What a method is called on: its class, or the text.
fn receiver(entry: &Entry) -> Option<String> {
    match entry.kind {
        Kind::Method | Kind::Property => entry.owner().map(str::to_string),
        Kind::Function if entry.owner() == Some("str") => {
            Some(entry.before.trim_end_matches('.').to_string())
        }
        _ => None,
    }
}

/// `lock: Lock` for a class, `text: ?` else.
fn parameter(name: &str) -> String {
    if let Some(name) = name.strip_suffix("...") {
        return format!("...{name}: {ANY}");
    }
    let is_class = named(name).any(|entry| entry.kind == Kind::Class);
    let is_capital = name.starts_with(char::is_uppercase);
    match is_class && is_capital {
        true => format!("{}: {name}", name.to_lowercase()),
        false => format!("{name}: {ANY}"),
    }
}

/// The lists of names that a list of parameters with defaults stands for: the shortest first.
fn ways(parameters: &str) -> Vec<Vec<String>> {
    let mut given: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for part in split(parameters) {
        let (name, is_optional) = match part.split_once('=') {
            Some((name, _)) => (name.trim(), true),
            None => (part.trim(), false),
        };
        if name.is_empty() {
            continue;
        }
        if is_optional {
            found.push(given.clone());
        }
        given.push(name.to_string());
    }
    found.push(given);
    found
}

/// At the commas that stand outside of brackets and texts.
fn split(parameters: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut in_text) = (0_i32, false);
    for char in parameters.chars() {
        match char {
            '"' => in_text = !in_text,
            '(' | '[' | '{' if !in_text => depth += 1,
            ')' | ']' | '}' if !in_text => depth -= 1,
            ',' if depth == 0 && !in_text => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(char);
        }
    }
    parts
}

fn comment(doc: &str) -> String {
    let lines = doc.trim().lines().map(|line| {
        let line = line.trim_end();
        match line.is_empty() {
            true => "///\n".to_string(),
            false => format!("/// {line}\n"),
        }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_make_several_ways_to_call() {
        let ways_of = |text| {
            ways(text)
                .iter()
                .map(|way| way.join(" "))
                .collect::<Vec<_>>()
        };
        assert_eq!(ways_of(""), [""]);
        assert_eq!(
            ways_of("a, b = \", \", c = #{x: 1, y: 2}"),
            ["a", "a b", "a b c"]
        );
        assert_eq!(ways_of("template, values..."), ["template values..."]);
    }
}
