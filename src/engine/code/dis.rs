//! The listing of compiled code under its source lines, for `sandbox dis`. The words of each step are in `dis_steps`.

use super::dis_steps::{Words, targets};
use super::{Code, Function};
use crate::engine::error::Language;
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
    text.push_str(legend(language));
    text
}

fn title(code: &Code, index: usize, language: Language) -> String {
    let function = &code.functions[index];
    if index == 0 {
        return match language {
            Language::English => format!("{}, top level", code.source.name),
            Language::French => format!("{}, premier niveau", code.source.name),
        };
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
    match language {
        Language::English => format!("{name}, line {line}"),
        Language::French => format!("{name}, ligne {line}"),
    }
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
        let _ = match language {
            Language::English => {
                writeln!(text, "{:18}an error in steps {at} to {last} → {target}", "")
            }
            Language::French => {
                writeln!(
                    text,
                    "{:18}une erreur dans les étapes {at} à {last} → {target}",
                    ""
                )
            }
        };
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

fn legend(language: Language) -> &'static str {
    match language {
        Language::English => {
            "\
How to read this: under each line of the script stand the steps that it is made of.
  %3                    a value that the running call keeps for itself
  load, store           read, write a variable that threads share: each is one step that nobody can interrupt
  call %2 = f(%2, %3)   the result takes the place of the first argument
  → L1                  go on at L1 (after `if`, `unless`: only when that is so, or not so)
Between two steps another thread may run.
"
        }
        Language::French => {
            "\
Comment lire ceci : sous chaque ligne du script, les étapes dont elle est faite.
  %3                    une valeur que l'appel en cours garde pour lui
  load, store           lit, écrit une variable que les threads partagent : chacune est une étape indivisible
  call %2 = f(%2, %3)   le résultat prend la place du premier argument
  → L1                  continue en L1 (après `if`, `unless` : seulement si c'est vrai, ou faux)
Entre deux étapes, un autre thread peut passer.
"
        }
    }
}
