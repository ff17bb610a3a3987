//! What must hold of top-level variables after every change of one of them.

use super::super::condition::{Finding, Judged};
use super::super::reading::Reading;
use super::super::scene::Scene;
use super::cells::missing;
use crate::grade::reason::Reason;
use crate::library::LIBRARY;
use crate::objects::value::Value;
use crate::runtime::{Detail, Event, EventKind, ObjectId, Operation};
use crate::session::{Limits, Runtime, evaluate};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// Operations that one look at an expression may take.
const OPERATIONS: u64 = 100_000;

/// What expressions are for which values: they are looked at often, and the values are few.
#[derive(Default)]
pub struct Known(RefCell<HashMap<String, Option<bool>>>);

impl Known {
    /// Is it true with these variables? None for what is neither true nor false: an error, a value that cannot be written.
    fn is_true(&self, expression: &str, values: &BTreeMap<&str, String>) -> Option<bool> {
        let variables = values.iter();
        let variables: String = variables
            .map(|(name, value)| format!("let {name} = {value}; "))
            .collect();
        let text = format!("{variables}{expression}");
        let mut known = self.0.borrow_mut();
        *known.entry(text).or_insert_with_key(|text| {
            let limits = Limits {
                operations: Some(OPERATIONS),
                ..Limits::default()
            };
            let runtime = Runtime::Controlled { seed: 0 };
            match evaluate(text, runtime, limits, LIBRARY).result {
                Ok(Value::Bool(truth)) => Some(truth),
                _ => None,
            }
        })
    }
}

/// The variables of an expression: words that are no calls, no members and no words of the language.
fn variables(expression: &str) -> Vec<&str> {
    const WORDS: [&str; 7] = ["true", "false", "in", "if", "else", "let", "this"];
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found: Vec<&str> = Vec::new();
    let mut start = None;
    let mut quoted = None;
    for (at, c) in expression.char_indices().chain([(expression.len(), ' ')]) {
        if let Some(quote) = quoted {
            if c == quote {
                quoted = None;
            }
            continue;
        }
        match (start, is_word(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                start = None;
                let word = &expression[from..at];
                let is_member = expression[..from].trim_end().ends_with('.')
                    && !expression[..from].trim_end().ends_with("..");
                let is_call = expression[at..].trim_start().starts_with('(');
                let is_number = word.starts_with(|c: char| c.is_ascii_digit());
                let is_name = !is_member && !is_call && !is_number && !WORDS.contains(&word);
                if is_name && !found.contains(&word) {
                    found.push(word);
                }
            }
            _ => {}
        }
        if matches!(c, '"' | '`') {
            quoted = Some(c);
        }
    }
    found
}

/// The variables while the events are gone through.
struct Look<'s, 't> {
    scene: &'s Scene<'t>,
    reading: &'s Reading<'t>,
    expression: &'s str,
    names: Vec<&'s str>,
    /// The cell of each: the first of its name.
    cells: BTreeMap<ObjectId, &'s str>,
    values: BTreeMap<&'s str, String>,
    /// The last change that was not looked at yet.
    changed: Option<usize>,
}

/// The expression holds after every change of one of its variables; with a lock, whenever that is free.
pub fn invariant(scene: &Scene, expression: &str, free: Option<&str>) -> Judged {
    let names = variables(expression);
    if let Some(missing) = names.iter().find_map(|name| missing(scene, name)) {
        return missing;
    }
    let Some(reading) = scene.reading() else {
        return Judged::Holds;
    };
    let mut look = Look {
        scene,
        reading,
        expression,
        names,
        cells: BTreeMap::new(),
        values: BTreeMap::new(),
        changed: None,
    };
    for (at, event) in reading.recording.events.iter().enumerate() {
        look.take(at, event);
        let is_free = free.is_none_or(|lock| look.is_free(at, event, lock));
        if let Some(change) = look.changed.filter(|_| is_free) {
            look.changed = None;
            if let Some(finding) = look.refuse(change) {
                return finding.fails();
            }
        }
    }
    Judged::Holds
}

impl<'s> Look<'s, '_> {
    fn take(&mut self, at: usize, event: &Event) {
        let writes = event.kind == EventKind::Did(Operation::Write);
        let reads = event.kind == EventKind::Did(Operation::Read);
        if !event.object.is_cell() || !(writes || reads) {
            return;
        }
        let Some(name) = self.name(event.object) else {
            return;
        };
        if let Some(value) = &event.value {
            self.values.insert(name, value.clone());
        }
        if writes {
            self.changed = Some(at);
        }
    }

    fn name(&mut self, object: ObjectId) -> Option<&'s str> {
        if let Some(name) = self.cells.get(&object) {
            return Some(name);
        }
        let own = self.reading.recording.objects.get(&object)?;
        let is_own =
            |name: &&&'s str| own.kind == "variable" && own.name.as_deref() == Some(**name);
        let name = *self.names.iter().find(is_own)?;
        if self.cells.values().any(|other| *other == name) {
            return None;
        }
        self.cells.insert(object, name);
        Some(name)
    }

    /// Does nobody hold the lock after this event?
    fn is_free(&self, at: usize, event: &Event, lock: &str) -> bool {
        let lets_go = |held_lock| match event.detail {
            Detail::Guard(guard) => guard == held_lock,
            _ => event.kind == EventKind::Did(Operation::Release) && event.object == held_lock,
        };
        let mut held = self.reading.held.iter().filter(|held| {
            let lasts = held.first <= at && held.last.is_none_or(|last| last > at);
            lasts && self.reading.is_called(held.lock, lock)
        });
        held.all(|held| lets_go(held.lock) && held.last.is_some_and(|last| last <= at))
    }

    fn refuse(&self, change: usize) -> Option<Finding> {
        if self.values.len() < self.names.len() {
            return None;
        }
        if self.scene.known.is_true(self.expression, &self.values)? {
            return None;
        }
        let line = self.reading.recording.events[change].line;
        let values = self.values.iter();
        let values: Vec<String> = values
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        Some(
            Finding::new(Reason::Invariant)
                .with("expr", self.expression)
                .with("line", line)
                .with("values", values.join(", "))
                .at(self.scene.place(&self.scene.job.main, line)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::variables;

    #[test]
    fn variables_are_told_from_calls_members_and_words() {
        let found = variables("stock >= 0 && xs.len() <= 3 && max(a, b) < 10 && \"c\" in noms");
        assert_eq!(found, ["stock", "xs", "a", "b", "noms"]);
        assert!(variables("1 < 2").is_empty());
    }
}
