//! What the checks of an assignment may speak of: its programs, what its solution defines, its judge.

use super::table::Entry;
use crate::catalogue;
use crate::grade::outline::Outline;
use crate::messages::{Message, closest, message};

/// Known before checks are read.
#[derive(Default)]
pub struct Context {
    /// Names of the fake programs.
    pub programs: Vec<String>,
    /// What the first right solution defines; nothing in an archive for students, which has none.
    pub solution: Option<Outline>,
    /// The functions of `judge.rhai`.
    pub judge: Option<Outline>,
}

impl Context {
    /// Write down that the solution has no such function.
    pub fn check_function(&self, entry: &Entry, name: &str) {
        if let Some(solution) = &self.solution
            && !solution.has_function(name)
        {
            let near = closest(name, solution.function_names());
            let hint = near.map(|name| message!("did-you-mean", name));
            entry.wrong(message!("assignment-no-function", name), hint);
        }
    }

    /// Write down that the solution has no such variable or attribute.
    pub fn check_cell(&self, entry: &Entry, name: &str) {
        if let Some(solution) = &self.solution
            && !solution.has_cell(name)
        {
            let names = solution.cell_names();
            let near = closest(name, names.iter().map(String::as_str));
            let hint = near.map_or_else(
                || message!("assignment-no-cell.hint"),
                |name| message!("did-you-mean", name),
            );
            entry.wrong(message!("assignment-no-cell", name), Some(hint));
        }
    }

    /// Write down that no such program is declared.
    pub fn check_program(&self, entry: &Entry, name: &str) {
        if !self.programs.iter().any(|program| program == name) {
            let near = closest(name, self.programs.iter().map(String::as_str));
            let hint = near.map_or_else(
                || message!("assignment-no-program.hint", name),
                |name| message!("did-you-mean", name),
            );
            entry.wrong(message!("assignment-no-program", name), Some(hint));
        }
    }

    /// Write down that scripts can call nothing of this name that waits.
    pub fn check_call(&self, entry: &Entry, name: &str) {
        if !WAITING.contains(&name) && !is_library_name(name) {
            let near = closest(name, WAITING.iter().copied());
            let hint = near.map_or_else(
                || message!("model-keys", known = WAITING.join(", ")),
                |name| message!("did-you-mean", name),
            );
            entry.wrong(message!("assignment-no-call", name), Some(hint));
        }
    }

    /// Write down that a solution is asked for and there is none.
    pub fn check_solution(&self, entry: &Entry, has_right: bool) {
        if !has_right {
            let hint = message!("assignment-no-solution.hint");
            entry.wrong(
                message!("assignment-no-solution", key = &entry.key),
                Some(hint),
            );
        }
    }

    /// Write down that `judge.rhai` has no such function of one parameter.
    pub fn check_judge(&self, entry: &Entry, name: &str) {
        let Some(judge) = &self.judge else {
            let hint = message!("assignment-no-judge.hint");
            entry.wrong(message!("assignment-no-judge", name), Some(hint));
            return;
        };
        let mut named = judge
            .functions
            .iter()
            .filter(|(function, _)| function == name);
        let parameters: Vec<usize> = named.by_ref().map(|(_, parameters)| *parameters).collect();
        if parameters.contains(&1) {
            return;
        }
        let (title, hint): (Message, Message) = match parameters.first() {
            Some(count) => (
                message!("assignment-judge-parameters", name, count = *count),
                message!("assignment-judge-parameters.hint", name),
            ),
            None => {
                let near = closest(name, judge.functions.iter().map(|(name, _)| name.as_str()));
                let hint = near.map_or_else(
                    || message!("assignment-no-judge.hint"),
                    |name| message!("did-you-mean", name),
                );
                (message!("assignment-no-judge", name), hint)
            }
        };
        entry.wrong(title, Some(hint));
    }
}

/// What a thread can wait in.
const WAITING: &[&str] = &[
    "sleep",
    "call",
    "recv",
    "accept",
    "join",
    "connect",
    "send",
    "get",
    "put",
    "wait",
    "acquire",
    "input",
    "communicate",
    "check_output",
    "run",
];

fn is_library_name(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    catalogue::entries()
        .iter()
        .any(|entry| entry.name() == last)
}
