//! The tables of a session: threads, locks and what else threads wait for, variables.

use super::messages::Messages;
use super::paint::{Paint, Role};
use crate::runtime::{Resource, Thread, ThreadId, ThreadState, Wait, World};
use std::sync::Arc;

/// Writes tables for one terminal.
#[derive(Clone, Copy)]
pub struct Tables {
    pub messages: Messages,
    pub paint: Paint,
}

impl Tables {
    /// Rows under their titles, the columns as wide as needed.
    pub fn table(&self, titles: &[&str], rows: &[Vec<String>]) -> String {
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            let widest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
            widest.max(titles.get(column).map_or(0, |title| title.chars().count()))
        };
        let widths: Vec<usize> = (0..titles.len()).map(width).collect();
        let line = |cells: Vec<&str>| {
            let padded = cells.iter().zip(&widths);
            let padded: Vec<String> = padded
                .map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.chars().count())))
                .collect();
            padded.join("  ").trim_end().to_string()
        };
        let mut text = self.paint.role(Role::Title, &line(titles.to_vec()));
        text.push('\n');
        for row in rows {
            text += &line(row.iter().map(String::as_str).collect());
            text.push('\n');
        }
        text
    }

    /// What each thread does, what it waits for and since when, and its line.
    pub fn threads(&self, world: &World) -> String {
        let messages = self.messages;
        let rows: Vec<Vec<String>> = world
            .threads()
            .iter()
            .map(|thread| {
                let mut name = label(thread);
                if thread.is_daemon() {
                    name += &format!(" ({})", messages.daemon());
                }
                let line = match thread.line() {
                    0 => String::new(),
                    line => line.to_string(),
                };
                vec![name, self.state(thread, world), line]
            })
            .collect();
        let titles = [
            messages.column_thread(),
            messages.column_state(),
            messages.column_line(),
        ];
        self.table(&titles, &rows)
    }

    fn state(&self, thread: &Thread, world: &World) -> String {
        let messages = self.messages;
        let ThreadState::Waiting { wait, since } = thread.state() else {
            return messages.runs().to_string();
        };
        if matches!(wait, Wait::Prompt) {
            return messages.here().to_string();
        }
        let mut text = match &wait {
            Wait::Sleep => messages.sleeps().to_string(),
            Wait::Join(other) => messages.waits_for(&format!("{} to finish", label(other))),
            Wait::Resource(resource) => {
                let what = resource.waited_for(thread.id());
                messages.waits_for(&what.in_language(messages.0))
            }
            wait => messages.waits_for(&wait.to_string()),
        };
        if let Wait::Resource(resource) = &wait
            && let Some(holder) = resource.holder()
        {
            let name = name_of(world, holder.thread);
            text += &format!(" ({} {name})", messages.column_holder());
        }
        let seconds = world.now().saturating_sub(since) as f64 / 1e9;
        format!("{text}, {}", messages.since(seconds))
    }

    /// Who holds what and who waits for it; `wanted` chooses by kind.
    pub fn resources(&self, world: &World, wanted: impl Fn(&str) -> bool) -> Option<String> {
        let messages = self.messages;
        let threads = world.threads();
        let rows: Vec<Vec<String>> = world
            .resources()
            .iter()
            .filter(|resource| wanted(resource.identity().kind()))
            .map(|resource| {
                let identity = resource.identity();
                let state = match resource.holder() {
                    Some(holder) => {
                        let holder_name = name_of(world, holder.thread);
                        let held = messages.held_by(&holder_name, holder.line);
                        format!("{} {held}", messages.column_holder())
                    }
                    None => match resource.contents() {
                        Some(contents) => contents,
                        None => messages.free().to_string(),
                    },
                };
                vec![
                    identity.to_string(),
                    identity.kind().to_string(),
                    state,
                    waiters(resource, &threads),
                ]
            })
            .collect();
        let titles = [
            messages.column_name(),
            messages.column_kind(),
            messages.column_contents(),
            messages.column_waiters(),
        ];
        (!rows.is_empty()).then(|| self.table(&titles, &rows))
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
        .map(|thread| label(thread))
        .collect();
    names.join(", ")
}

fn name_of(world: &World, id: ThreadId) -> String {
    let threads = world.threads();
    let found = threads.iter().find(|thread| thread.id() == id);
    found.map_or_else(|| id.to_string(), |thread| label(thread))
}

/// How a thread is called in tables: its name.
pub fn label(thread: &Thread) -> String {
    thread.name().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::error::Language;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let tables = Tables {
            messages: Messages(Language::English),
            paint: Paint::new(false),
        };
        let rows = vec![
            vec!["é".to_string(), "b".to_string()],
            vec!["longer".to_string(), String::new()],
        ];
        assert_eq!(
            tables.table(&["a", "bb"], &rows),
            "a       bb\né       b\nlonger\n"
        );
    }
}
