//! The table of a deadlock: who waits for what, and who holds it. Only told, not detected, here.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::messages::{Language, Message, grouped, message, visible};

use super::cause::{Cause, circle};
use super::{Holder, Need, ObjectId, Thread, ThreadId, ThreadState, Wait};

/// Threads that can never continue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeadlockReport {
    /// In the order in which the threads were started.
    pub threads: Vec<Stuck>,
    /// Threads that an error had ended before: what the others wait for may have been theirs to do.
    pub failed: Vec<Failed>,
    /// Why the threads wait, as far as it is known.
    pub cause: Option<Cause>,
}

impl DeadlockReport {
    /// Those that wait for each other in a circle; the others only wait for them, or for what nobody will do.
    pub fn circle(&self) -> Vec<ThreadId> {
        let circle = circle(&self.threads).unwrap_or_default();
        circle.iter().map(|stuck| stuck.thread).collect()
    }
}

/// One thread that can never continue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stuck {
    pub thread: ThreadId,
    /// `MainThread`, `Thread-1 (left)`
    pub label: String,
    /// Where in the script it waits; 0 when unknown.
    pub line: u32,
    /// `fork[1]`, `Thread-1 (left) to finish`
    pub waits_for: Message,
    /// What it waits for, without its state: `q`.
    pub object: String,
    /// What would end the wait.
    pub need: Need,
    /// Whose end it waits for.
    pub joins: Option<ThreadId>,
    /// Who holds what it waits for.
    pub held_by: Option<Keeper>,
    /// What it holds of the things that others wait for.
    pub holds: Vec<Held>,
}

/// Who holds what somebody waits for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keeper {
    pub thread: ThreadId,
    pub label: String,
    /// Where it took it; 0 when unknown.
    pub line: u32,
    /// Has it ended without giving it back?
    pub ended: bool,
}

/// Something that a stuck thread holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    pub what: String,
    /// Where in the script it was taken; 0 when unknown.
    pub line: u32,
}

/// A thread that ended by an error.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failed {
    pub thread: ThreadId,
    pub label: String,
    /// Where in the script; 0 when unknown.
    pub line: u32,
}

impl DeadlockReport {
    /// The same, in which threads are called as this says of their numbers and what they were called.
    pub fn named(&self, name: &dyn Fn(ThreadId, &str) -> String) -> DeadlockReport {
        let labels: BTreeMap<ThreadId, String> = (self.threads.iter())
            .map(|stuck| (stuck.thread, name(stuck.thread, &stuck.label)))
            .collect();
        let mut report = self.clone();
        for stuck in &mut report.threads {
            stuck.label = name(stuck.thread, &stuck.label);
            if let Some(keeper) = &mut stuck.held_by {
                keeper.label = name(keeper.thread, &keeper.label);
            }
            if let Some(label) = stuck.joins.and_then(|joined| labels.get(&joined)) {
                stuck.waits_for = message!("wait-join", thread = label.as_str());
            }
        }
        for failed in &mut report.failed {
            failed.label = name(failed.thread, &failed.label);
        }
        report.cause = Cause::of(&report.threads, &report.failed);
        report
    }

    /// The table for `living` threads, all of which wait, and those that have `failed` before.
    pub(super) fn of<'a>(
        living: impl Iterator<Item = &'a Arc<Thread>> + Clone,
        failed: &[Failed],
    ) -> Self {
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
        let labels = Labels::of(&waits, failed);
        let keeper = |holder: Holder| Keeper {
            thread: holder.thread,
            label: labels.get(holder.thread),
            line: holder.line,
            ended: !(waits.iter()).any(|(thread, _)| thread.id() == holder.thread),
        };
        let stuck = |(thread, wait): &(&Arc<Thread>, Wait)| Stuck {
            thread: thread.id(),
            label: labels.get(thread.id()),
            line: thread.line(),
            waits_for: match wait {
                Wait::Join(other) => message!("wait-join", thread = labels.get(other.id())),
                _ => wait.told_of(thread.id()),
            },
            object: match wait {
                Wait::Resource(resource) => resource.identity().to_string(),
                _ => String::new(),
            },
            joins: match wait {
                Wait::Join(other) => Some(other.id()),
                _ => None,
            },
            need: match wait {
                Wait::Resource(resource) => resource.need(thread.id()),
                _ => Need::Other,
            },
            held_by: match wait {
                Wait::Resource(resource) => resource.holder().map(keeper),
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
        let threads: Vec<Stuck> = waits.iter().map(stuck).collect();
        let failed = failed.iter().map(|failed| Failed {
            label: labels.get(failed.thread),
            ..*failed
        });
        let failed: Vec<Failed> = failed.collect();
        DeadlockReport {
            cause: Cause::of(&threads, &failed),
            threads,
            failed,
        }
    }
}

/// What the threads of a table are called: those of one name are told apart by their numbers.
struct Labels(BTreeMap<ThreadId, String>);

impl Labels {
    fn of(waits: &[(&Arc<Thread>, Wait)], failed: &[Failed]) -> Self {
        let living = waits
            .iter()
            .map(|(thread, _)| (thread.id(), thread.label()));
        let dead = failed.iter().map(|dead| (dead.thread, dead.label.clone()));
        let mut labels: BTreeMap<ThreadId, String> = living.chain(dead).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for label in labels.values() {
            *counts.entry(label.clone()).or_default() += 1;
        }
        for (id, label) in &mut labels {
            if counts[label] > 1 {
                *label = format!("{label} ({id})");
            }
        }
        Labels(labels)
    }

    /// The number of a thread that is not in the table.
    fn get(&self, id: ThreadId) -> String {
        self.0.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }
}

impl Stuck {
    /// `holds fork[0] since line 10, waits for  fork[1]  held by Thread-2 (right)`
    fn story(&self) -> Message {
        let what = self.waits_for.clone();
        let waits = match &self.held_by {
            Some(holder) if holder.thread == self.thread => {
                message!("deadlock-waits-itself", what)
            }
            Some(holder) if holder.ended => {
                message!("deadlock-waits-ended", what, holder = &holder.label)
            }
            Some(holder) => message!("deadlock-waits-held", what, holder = &holder.label),
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
pub(super) type Row = (String, String, u32);

/// The rows, one below the other, each after a line break.
pub(super) fn aligned(rows: &[Row], language: Language) -> String {
    let width = |column: fn(&Row) -> &str| {
        rows.iter()
            .filter(|row| !row.1.is_empty())
            .map(|row| column(row).chars().count())
            .max()
            .unwrap_or(0)
    };
    let (labels, stories) = (width(|row| &row.0), width(|row| &row.1));
    let mut text = String::new();
    for (label, story, line) in rows {
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
    /// The thread whose wait is to be ended so that the others can go on: the youngest of those that wait for each other in a circle, else of
    /// those that wait for something else than the end of a thread.
    pub(super) fn youngest(&self) -> Option<ThreadId> {
        let youngest = |rows: Vec<&Stuck>| rows.iter().map(|row| row.thread).max();
        let circle = circle(&self.threads).and_then(youngest);
        let others = self.threads.iter().filter(|row| row.joins.is_none());
        circle
            .or_else(|| youngest(others.collect()))
            .or_else(|| youngest(self.threads.iter().collect()))
    }

    /// The table in words, with the cause below it.
    pub fn in_language(&self, language: Language) -> String {
        let mut text = self.table(language);
        if let Some(cause) = &self.cause {
            let advice = cause.hint().in_language(language);
            let line = message!("deadlock-hint", advice = visible(&advice));
            text += &format!("\n  {}", line.in_language(language));
        }
        text
    }

    /// The table alone: one line for each thread; of many that say the same, some.
    pub fn table(&self, language: Language) -> String {
        let rows: Vec<Row> = self
            .threads
            .iter()
            .map(|row| {
                (
                    row.label.clone(),
                    visible(&row.story().in_language(language)),
                    row.line,
                )
            })
            .collect();
        let dead = self.failed.iter().map(|failed| {
            let story = message!("deadlock-failed").in_language(language);
            (failed.label.clone(), story, failed.line)
        });
        let mut rows = folded(rows, language);
        rows.extend(dead);
        let title = message!("deadlock", count = self.threads.len()).in_language(language);
        title + aligned(&rows, language).as_str()
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

    fn stuck(number: u32, label: &str, line: u32, waits_for: &str) -> Stuck {
        Stuck {
            thread: ThreadId(number),
            label: label.to_owned(),
            line,
            waits_for: waits_for.into(),
            object: waits_for.to_owned(),
            need: Need::Release,
            joins: None,
            held_by: None,
            holds: Vec::new(),
        }
    }

    fn keeper(number: u32, label: &str) -> Option<Keeper> {
        Some(Keeper {
            thread: ThreadId(number),
            label: label.to_owned(),
            line: 0,
            ended: false,
        })
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
        main.waits_for = message!("wait-join", thread = "left");
        (main.need, main.joins) = (Need::Other, Some(ThreadId(1)));
        let mut left = stuck(1, "left", 11, "fork[1]");
        (left.held_by, left.holds) = (keeper(2, "Thread-2 (right)"), held("fork[0]", 10));
        let mut right = stuck(2, "Thread-2 (right)", 16, "fork[0]");
        (right.held_by, right.holds) = (keeper(1, "left"), held("fork[1]", 15));
        let threads = vec![main, left, right];
        let report = DeadlockReport {
            cause: Cause::of(&threads, &[]),
            threads,
            failed: Vec::new(),
        };
        let expected = "\
deadlock: 3 threads can never continue
  MainThread         waits for  left to finish                                                   line 22
  left               holds fork[0] since line 10, waits for  fork[1]  held by Thread-2 (right)   line 11
  Thread-2 (right)   holds fork[1] since line 15, waits for  fork[0]  held by left               line 16
  hint: each thread holds a lock that another one waits for: take the locks in the same order everywhere, for example always `fork[0]` before `fork[1]`";
        assert_eq!(report.to_string(), expected);
        let expected = "\
interblocage : 3 threads ne peuvent plus avancer
  MainThread         attend la fin de left                                                         ligne 22
  left               tient fork[0] depuis la ligne 10, attend fork[1], tenu par Thread-2 (right)   ligne 11
  Thread-2 (right)   tient fork[1] depuis la ligne 15, attend fork[0], tenu par left               ligne 16
  conseil : chaque thread tient un verrou qu'un autre attend : prendre les verrous partout dans le même ordre, par exemple toujours `fork[0]` avant `fork[1]`";
        assert_eq!(report.in_language(Language::French), expected);
    }
}
