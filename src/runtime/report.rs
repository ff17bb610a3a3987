//! The table of a deadlock: who waits for what, and who holds it. Only told, not detected, here.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::messages::{Language, Message, grouped, message, visible};

use super::{Holder, ObjectId, Thread, ThreadId, ThreadState, Wait};

/// Threads that can never continue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeadlockReport {
    /// In the order in which the threads were started.
    pub threads: Vec<Stuck>,
}

/// One thread that can never continue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stuck {
    pub thread: ThreadId,
    pub name: Arc<str>,
    /// Where in the script it waits; 0 when unknown.
    pub line: u32,
    /// `fork[1]`, `T1 to finish`
    pub waits_for: Message,
    /// Who holds what it waits for.
    pub held_by: Option<ThreadId>,
    /// What it holds of the things that others wait for.
    pub holds: Vec<Held>,
}

/// Something that a stuck thread holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    pub what: String,
    /// Where in the script it was taken; 0 when unknown.
    pub line: u32,
}

impl DeadlockReport {
    /// The table for `living` threads, all of which wait.
    pub(super) fn of<'a>(living: impl Iterator<Item = &'a Arc<Thread>> + Clone) -> Self {
        let waits = living.filter_map(|thread| match thread.state() {
            ThreadState::Waiting { wait, .. } => Some((thread, wait)),
            ThreadState::Runnable | ThreadState::Ended => None,
        });
        let waits: Vec<(&Arc<Thread>, Wait)> = waits.collect();
        let mut held: BTreeMap<ObjectId, (Holder, String)> = BTreeMap::new();
        for (_, wait) in &waits {
            if let Wait::Resource(resource) = wait
                && let Some(holder) = resource.holder()
            {
                let identity = resource.identity();
                held.insert(identity.id(), (holder, identity.to_string()));
            }
        }
        let stuck = |(thread, wait): &(&Arc<Thread>, Wait)| Stuck {
            thread: thread.id(),
            name: thread.name(),
            line: thread.line(),
            waits_for: wait.told_of(thread.id()),
            held_by: match wait {
                Wait::Resource(resource) => resource.holder().map(|holder| holder.thread),
                _ => None,
            },
            holds: (held.values())
                .filter(|(holder, _)| holder.thread == thread.id())
                .map(|(holder, what)| Held {
                    what: what.clone(),
                    line: holder.line,
                })
                .collect(),
        };
        DeadlockReport {
            threads: waits.iter().map(stuck).collect(),
        }
    }
}

impl Stuck {
    /// `main`, `T1 (left)`
    fn label(&self) -> String {
        let ThreadId(number) = self.thread;
        // `Thread-1 (left)` is a default name: its number says nothing new.
        let name = match self.name.strip_prefix(&format!("Thread-{number}")) {
            Some(target) => target
                .trim_start()
                .trim_start_matches('(')
                .trim_end_matches(')'),
            None if self.thread == ThreadId::MAIN && &*self.name == "MainThread" => "",
            None => &self.name,
        };
        if name.is_empty() {
            self.thread.to_string()
        } else {
            format!("{} ({})", self.thread, visible(name))
        }
    }

    /// `holds fork[0] since line 10, waits for  fork[1]  held by T2`
    fn story(&self) -> Message {
        let what = self.waits_for.clone();
        let waits = match self.held_by {
            Some(holder) if holder == self.thread => message!("deadlock-waits-itself", what),
            Some(holder) => message!("deadlock-waits-held", what, holder = holder.to_string()),
            None => message!("deadlock-waits", what),
        };
        let things = self.holds.iter().map(|held| match held.line {
            0 => Message::from(held.what.as_str()),
            line => message!("deadlock-since", what = &held.what, line),
        });
        match things.reduce(|first, second| message!("deadlock-and", first, second)) {
            Some(things) => message!("deadlock-holds", things, waits),
            None => waits,
        }
    }
}

/// A table of more rows than this is folded.
const MOST_ROWS: usize = 20;
/// So many rows that say the same are shown then.
const SAME: usize = 3;
/// And so many rows at all.
const LONGEST: usize = 100;

/// A row: who, what it waits for, its line.
type Row = (String, String, u32);

/// What is shown of the rows: those that say the same as others are counted.
fn folded(rows: Vec<Row>, language: Language) -> Vec<Row> {
    if rows.len() <= MOST_ROWS {
        return rows;
    }
    let mut alike: BTreeMap<(String, u32), usize> = BTreeMap::new();
    for (_, story, line) in &rows {
        *alike.entry((story.clone(), *line)).or_default() += 1;
    }
    let mut seen: BTreeMap<(String, u32), usize> = BTreeMap::new();
    let mut shown = Vec::new();
    let mut left = 0;
    for (label, story, line) in rows {
        let key = (story, line);
        let place = seen.entry(key.clone()).or_default();
        *place += 1;
        let others = alike[&key].saturating_sub(SAME);
        match *place {
            // One more takes no more room than the line that counts it.
            place if shown.len() < LONGEST && (place <= SAME || others == 1) => {
                shown.push((label.clone(), key.0, line));
                if place == SAME && others > 1 {
                    let more = message!(
                        "deadlock-more",
                        count = others,
                        number = grouped(others as u64),
                        thread = &label
                    );
                    shown.push((more.in_language(language), String::new(), 0));
                }
            }
            place if place > SAME && others > 1 => {}
            _ => left += 1,
        }
    }
    if left > 0 {
        let more = message!(
            "deadlock-others",
            count = left,
            number = grouped(left as u64)
        );
        shown.push((more.in_language(language), String::new(), 0));
    }
    shown
}

impl DeadlockReport {
    /// The table in words: one line for each thread; of many that say the same, some.
    pub fn in_language(&self, language: Language) -> String {
        let rows: Vec<Row> = self
            .threads
            .iter()
            .map(|row| {
                (
                    row.label(),
                    visible(&row.story().in_language(language)),
                    row.line,
                )
            })
            .collect();
        let rows = folded(rows, language);
        let width = |column: fn(&Row) -> &str| {
            rows.iter()
                .filter(|row| !row.1.is_empty())
                .map(|row| column(row).chars().count())
                .max()
                .unwrap_or(0)
        };
        let (labels, stories) = (width(|row| &row.0), width(|row| &row.1));
        let mut text = message!("deadlock", count = self.threads.len()).in_language(language);
        for (label, story, line) in &rows {
            text += &match line {
                0 if story.is_empty() => format!("\n  {label}"),
                0 => format!("\n  {label:labels$}   {story}"),
                line => {
                    let line = message!("line", line = *line).in_language(language);
                    format!("\n  {label:labels$}   {story:stories$}   {line}")
                }
            };
        }
        text
    }
}

/// In English.
impl fmt::Display for DeadlockReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::English))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stuck(number: u32, name: &str, line: u32, waits_for: &str) -> Stuck {
        let thread = ThreadId(number);
        let waits_for = waits_for.into();
        Stuck {
            thread,
            name: name.into(),
            line,
            waits_for,
            held_by: None,
            holds: Vec::new(),
        }
    }

    #[test]
    fn the_table_says_who_waits_for_whom() {
        let held = |what: &str, line| {
            vec![Held {
                what: what.to_owned(),
                line,
            }]
        };
        let mut main = stuck(0, "MainThread", 22, "");
        main.waits_for = message!("wait-join", thread = "T1");
        let mut left = stuck(1, "left", 11, "fork[1]");
        (left.held_by, left.holds) = (Some(ThreadId(2)), held("fork[0]", 10));
        let mut right = stuck(2, "Thread-2 (right)", 16, "fork[0]");
        (right.held_by, right.holds) = (Some(ThreadId(1)), held("fork[1]", 15));
        let report = DeadlockReport {
            threads: vec![main, left, right],
        };
        let expected = "\
deadlock: 3 threads can never continue
  main         waits for  T1 to finish                                       line 22
  T1 (left)    holds fork[0] since line 10, waits for  fork[1]  held by T2   line 11
  T2 (right)   holds fork[1] since line 15, waits for  fork[0]  held by T1   line 16";
        assert_eq!(report.to_string(), expected);
        let expected = "\
interblocage : 3 threads ne peuvent plus avancer
  main         attend la fin de T1                                             ligne 22
  T1 (left)    tient fork[0] depuis la ligne 10, attend fork[1], tenu par T2   ligne 11
  T2 (right)   tient fork[1] depuis la ligne 15, attend fork[0], tenu par T1   ligne 16";
        assert_eq!(report.in_language(Language::French), expected);
    }
}
