//! The tables of a session: threads, locks and what else threads wait for, variables.

use crate::catalogue::{Paint, Role};
use crate::messages::{Language, Message, message, visible};
use crate::runtime::{Holder, Resource, Thread, ThreadId, ThreadState, Wait, World};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Writes tables for one terminal.
#[derive(Clone, Copy)]
pub struct Tables {
    pub language: Language,
    pub paint: Paint,
}

impl Tables {
    /// Rows under their titles, the columns as wide as needed.
    pub fn table(&self, titles: &[Message], rows: &[Vec<String>]) -> String {
        let titles: Vec<String> = titles.iter().map(|title| self.put(title)).collect();
        let (title, rest) = columns(&titles, rows);
        format!("{}\n{rest}", self.paint.role(Role::Title, &title))
    }

    /// Rows without titles.
    pub fn list(&self, rows: &[Vec<String>]) -> String {
        columns(&[], rows).1
    }

    fn put(&self, message: &Message) -> String {
        message.in_language(self.language)
    }

    /// What each thread does, what it waits for and since when, and its line.
    pub fn threads(&self, world: &World) -> String {
        let tasks: BTreeMap<ThreadId, Message> = (world.resources().iter())
            .filter_map(|resource| resource.done_by())
            .collect();
        let rows: Vec<Vec<String>> = world
            .threads()
            .iter()
            .map(|thread| {
                let name = match thread.is_daemon() {
                    true => self.put(&message!("repl-daemon", name = thread.label())),
                    false => thread.label(),
                };
                let line = match thread.line() {
                    0 => String::new(),
                    line => line.to_string(),
                };
                let mut state = self.state(thread, world);
                if let Some(what) = tasks.get(&thread.id()) {
                    state = message!("repl-does", what = what.clone(), state);
                }
                vec![name, self.put(&state), line]
            })
            .collect();
        let titles = [
            message!("repl-column-thread"),
            message!("repl-column-state"),
            message!("repl-column-line"),
        ];
        self.table(&titles, &rows)
    }

    fn state(&self, thread: &Thread, world: &World) -> Message {
        let ThreadState::Waiting { wait, since } = thread.state() else {
            // While a table is asked for, no line runs: the main thread is on its way back to the prompt.
            return match thread.id() {
                ThreadId::MAIN => message!("repl-here"),
                _ => message!("repl-runs"),
            };
        };
        let time = lasted(world.now().saturating_sub(since));
        match wait {
            Wait::Prompt => message!("repl-here"),
            Wait::Sleep => message!("repl-sleeps", time),
            Wait::Join(other) => {
                let what = message!("wait-join", thread = other.label());
                message!("repl-waits", what, time)
            }
            Wait::Resource(resource) => {
                let what = resource.waited_for(thread.id());
                match resource.holder() {
                    Some(holder) => {
                        let holder = name_of(world, holder.thread);
                        message!("repl-waits-held", what, holder, time)
                    }
                    None => message!("repl-waits", what, time),
                }
            }
            Wait::External(_) => message!("repl-waits", what = wait.message(), time),
        }
    }

    /// Who holds what and who waits for it; `wanted` chooses by kind.
    pub fn resources(&self, world: &World, wanted: impl Fn(&str) -> bool) -> Option<String> {
        let threads = world.threads();
        let rows: Vec<Vec<String>> = world
            .resources()
            .iter()
            .filter(|resource| wanted(resource.identity().kind()))
            .map(|resource| {
                let identity = resource.identity();
                let state = match resource.holder() {
                    Some(Holder { thread, line: 0 }) => {
                        message!("repl-held", holder = name_of(world, thread))
                    }
                    Some(Holder { thread, line }) => {
                        message!("repl-held-since", holder = name_of(world, thread), line)
                    }
                    None => resource.contents().unwrap_or(message!("repl-free")),
                };
                vec![
                    identity.to_string(),
                    identity.kind().to_string(),
                    self.put(&state),
                    waiters(resource, &threads),
                ]
            })
            .collect();
        let titles = [
            message!("repl-column-name"),
            message!("repl-column-kind"),
            message!("repl-column-state"),
            message!("repl-column-waiters"),
        ];
        (!rows.is_empty()).then(|| self.table(&titles, &rows))
    }
}

/// The titles in a line, and the rows, the columns as wide as needed.
fn columns(titles: &[String], rows: &[Vec<String>]) -> (String, String) {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| visible(cell)).collect())
        .collect();
    let count = rows.iter().map(Vec::len).chain([titles.len()]).max();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let cells = cells.chain(titles.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count.unwrap_or(0)).map(width).collect();
    let line = |cells: &[String]| {
        let padded = cells.iter().zip(&widths);
        let padded: Vec<String> = padded
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())))
            .collect();
        padded.join("  ").trim_end().to_string()
    };
    let rows = rows.iter().map(|row| line(row) + "\n").collect();
    (line(titles), rows)
}

/// `3.2 s`, `2 min 5 s`: how long something has lasted.
fn lasted(nanoseconds: u64) -> String {
    let seconds = nanoseconds as f64 / 1e9;
    match seconds < 60.0 {
        true => format!("{seconds:.1} s"),
        false => format!(
            "{:.0} min {:.0} s",
            (seconds / 60.0).floor(),
            seconds % 60.0
        ),
    }
}

fn waiters(resource: &Arc<dyn Resource>, threads: &[Arc<Thread>]) -> String {
    let waits = |thread: &&Arc<Thread>| match thread.state() {
        ThreadState::Waiting {
            wait: Wait::Resource(other),
            ..
        } => other.identity().id() == resource.identity().id(),
        _ => false,
    };
    let names: Vec<String> = threads
        .iter()
        .filter(waits)
        .map(|thread| thread.label())
        .collect();
    names.join(", ")
}

fn name_of(world: &World, id: ThreadId) -> String {
    let threads = world.threads();
    let found = threads.iter().find(|thread| thread.id() == id);
    found.map_or_else(|| id.to_string(), |thread| thread.label())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = vec![
            vec!["é".to_string(), "b".to_string()],
            vec!["longer".to_string(), String::new()],
        ];
        assert_eq!(
            columns(&["a".to_string(), "bb".to_string()], &rows),
            ("a       bb".to_string(), "é       b\nlonger\n".to_string())
        );
    }
}
