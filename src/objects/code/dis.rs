//! The listing of compiled code under its source lines, for `sandbox dis`. The words of each step are in `dis_steps`.

use super::dis_steps::{Words, targets};
use super::{Code, Function};
use crate::messages::{Language, message};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The code of every function, under the lines that it comes from.
pub fn listing(code: &Code, language: Language) -> String {
    let mut text = String::new();
    for (index, function) in code.functions.iter().enumerate() {
        let _ = writeln!(text, "{}", title(code, index, language));
        list(&mut text, code, function, language);
        text.push('\n');
    }
    text.push_str(&message!("dis-legend").in_language(language));
    text.push('\n');
    text
}

fn title(code: &Code, index: usize, language: Language) -> String {
    let function = &code.functions[index];
    if index == 0 {
        return message!("dis-top-level", file = &code.source.name).in_language(language);
    }
    let parameters: Vec<&str> = (0..function.params)
        .filter_map(|register| {
            let mut names = function.register_names.iter();
            names
                .find(|named| named.register == register)
                .map(|named| named.name.as_str())
        })
        .collect();
    let parameters = parameters.join(", ");
    let line = function.at.line().unwrap_or(0);
    let class = code.classes.iter().find(|class| {
        let mut methods = class.methods.iter();
        methods.any(|(_, method)| *method == index)
    });
    let name = match (class, &function.this_type) {
        (Some(class), _) => format!("{}.{}({parameters})", class.name, function.name),
        (None, _) if function.name.starts_with("anon$") => format!("|{parameters}|"),
        (None, Some(of)) => format!("fn {of}.{}({parameters})", function.name),
        (None, None) => format!("fn {}({parameters})", function.name),
    };
    message!("dis-function", name, line).in_language(language)
}

fn list(text: &mut String, code: &Code, function: &Function, language: Language) {
    let labels = labels(function);
    let label = |target: u32| {
        labels
            .get(&target)
            .map_or(target.to_string(), |number| format!("L{number}"))
    };
    let lines: Vec<&str> = code.source.text.lines().collect();
    let mut shown = None;
    for (at, op) in function.ops.iter().enumerate() {
        let line = function.places[at].line();
        if line.is_some() && line != shown {
            let number = line.unwrap_or(0);
            let source = lines.get(number - 1).unwrap_or(&"").trim_end();
            let _ = writeln!(text, "{number:>5} | {source}");
            shown = line;
        }
        watched(text, function, at, &label, language);
        let words = Words {
            code,
            function,
            at,
            label: &label,
            language,
        };
        let step = words.step(*op);
        let mark = match labels.get(&(at as u32)) {
            Some(number) => format!("L{number}:"),
            None => String::new(),
        };
        let row = format!(
            "{mark:>11} {at:>4}  {:<8}  {:<28}  {}",
            step.name, step.does, step.meaning
        );
        let _ = writeln!(text, "{}", row.trim_end());
    }
}

/// A line where a watched range of instructions starts.
fn watched(
    text: &mut String,
    function: &Function,
    at: usize,
    label: &dyn Fn(u32) -> String,
    language: Language,
) {
    for handler in &function.handlers {
        if handler.start as usize != at || handler.start == handler.end {
            continue;
        }
        let target = label(handler.target);
        let last = handler.end - 1;
        let watched = message!("dis-watched", first = at, last, target);
        let _ = writeln!(text, "{:18}{}", "", watched.in_language(language));
    }
}

/// The instructions that are jumped to, numbered from 1 in their order.
fn labels(function: &Function) -> BTreeMap<u32, usize> {
    let mut labels = BTreeMap::new();
    for op in &function.ops {
        for target in targets(function, *op) {
            labels.insert(target, 0);
        }
    }
    for handler in &function.handlers {
        labels.insert(handler.target, 0);
    }
    for (index, number) in labels.values_mut().enumerate() {
        *number = index + 1;
    }
    labels
}
