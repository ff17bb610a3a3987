//! Why threads can never continue: what is told below the table of a deadlock, and how to mend it.

use crate::messages::{Message, message};

use super::report::{Failed, Stuck};
use super::{Need, ThreadId};

/// Why threads can never continue. The names are those of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cause {
    /// A thread takes a lock again that it holds.
    Again { lock: String },
    /// Whoever holds it has ended.
    Abandoned { lock: String, holder: String },
    /// Threads hold what the others wait for: the locks, each before the one that its holder waits for.
    Cycle { locks: Vec<String> },
    /// Somebody waits for the end of a thread that needs a lock of his.
    JoinHolding {
        lock: String,
        holder: String,
        thread: String,
    },
    /// Somebody holds a lock that others need while he waits for something that they may have to do.
    WaitHolding {
        lock: String,
        holder: String,
        object: String,
    },
    /// Threads wait for each other's ends.
    Joins,
    /// Somebody waits for what a thread that an error ended may have had to do.
    Failed { thread: String, line: u32 },
    /// Nobody is left who could do what a thread waits for.
    Nobody { need: Need, object: String },
}

impl Cause {
    /// The cause that explains most; none when nothing certain can be said.
    pub(super) fn of(threads: &[Stuck], failed: &[Failed]) -> Option<Cause> {
        let own = |stuck: &&Stuck| {
            let holder = stuck.held_by.as_ref();
            holder.is_some_and(|holder| holder.thread == stuck.thread)
        };
        if let Some(stuck) = threads.iter().find(own) {
            let lock = stuck.object.clone();
            return Some(Cause::Again { lock });
        }
        let abandoned = threads.iter().find_map(|stuck| {
            let holder = stuck.held_by.as_ref().filter(|holder| holder.ended)?;
            Some(Cause::Abandoned {
                lock: stuck.object.clone(),
                holder: holder.label.clone(),
            })
        });
        abandoned
            .or_else(|| round(threads))
            .or_else(|| nobody(threads, failed))
            .or_else(|| elsewhere(threads))
    }

    /// What to change.
    pub fn hint(&self) -> Message {
        match self.clone() {
            Cause::Again { lock } => message!("deadlock-hint-again", lock),
            Cause::Abandoned { lock, holder } => {
                message!("deadlock-hint-abandoned", lock, holder)
            }
            Cause::Cycle { locks } => message!("deadlock-hint-cycle", order = order(&locks)),
            Cause::JoinHolding {
                lock,
                holder,
                thread,
            } => message!("deadlock-hint-join-holding", lock, holder, thread),
            Cause::WaitHolding {
                lock,
                holder,
                object,
            } => message!("deadlock-hint-wait-holding", lock, holder, object),
            Cause::Joins => message!("deadlock-hint-joins"),
            Cause::Failed { thread, line: 0 } => message!("deadlock-hint-failed", thread),
            Cause::Failed { thread, line } => message!("deadlock-hint-failed-at", thread, line),
            Cause::Nobody { need, object } => match need {
                Need::Item => message!("deadlock-hint-item", object),
                Need::Room => message!("deadlock-hint-room", object),
                Need::TaskDone => message!("deadlock-hint-task-done", object),
                Need::Notify => message!("deadlock-hint-notify", object),
                Need::Set => message!("deadlock-hint-set", object),
                Need::Permit => message!("deadlock-hint-permit", object),
                Need::Worker => message!("deadlock-hint-worker"),
                Need::WorkerElsewhere => message!("deadlock-hint-worker-elsewhere"),
                Need::Parties(count) => message!("deadlock-hint-parties", object, count),
                Need::Release | Need::Other => message!("deadlock-hint-nobody", object),
            },
        }
    }
}

/// Threads each of which waits for the next one, round to the first: for a lock of its, or for its end.
pub(super) fn circle(threads: &[Stuck]) -> Option<Vec<&Stuck>> {
    let find = |id: ThreadId| threads.iter().find(|stuck| stuck.thread == id);
    let next = |stuck: &Stuck| {
        let holder = stuck.held_by.as_ref().map(|holder| holder.thread);
        find(holder.or(stuck.joins)?)
    };
    threads.iter().find_map(|start| {
        let mut circle = vec![start];
        let mut at = next(start)?;
        while at.thread != start.thread {
            // A way that never comes back to its start leads into another circle.
            if circle.len() > threads.len() {
                return None;
            }
            circle.push(at);
            at = next(at)?;
        }
        Some(circle)
    })
}

fn round(threads: &[Stuck]) -> Option<Cause> {
    let find = |id: ThreadId| threads.iter().find(|stuck| stuck.thread == id);
    let circle = circle(threads)?;
    // Each with the one before it, who waits for it.
    let before = circle.iter().cycle().skip(circle.len() - 1);
    let links: Vec<(&Stuck, &Stuck)> = before.copied().zip(circle.iter().copied()).collect();
    let is_wanted = |(before, _): &&(&Stuck, &Stuck)| before.held_by.is_some();
    let joiner = |link: &&(&Stuck, &Stuck)| is_wanted(link) && link.1.joins.is_some();
    if let Some((before, holder)) = links.iter().find(joiner) {
        return Some(Cause::JoinHolding {
            lock: before.object.clone(),
            holder: holder.label.clone(),
            thread: find(holder.joins?)?.label.clone(),
        });
    }
    let locks: Vec<String> = (links.iter())
        .filter(is_wanted)
        .map(|(before, _)| before.object.clone())
        .collect();
    Some(match locks.is_empty() {
        true => Cause::Joins,
        false => Cause::Cycle { locks },
    })
}

/// So many locks are named.
const MOST_NAMED: usize = 5;

/// An order for these locks, for a hint: `a` before `b`; `a`, then `b`, then `c`.
pub(super) fn order(locks: &[String]) -> Message {
    let (first, rest) = match locks {
        [] => return Message::from(""),
        [first, second] => return message!("lock-order-two", first, second),
        [first, rest @ ..] => (message!("lock-order-first", lock = first), rest),
    };
    let named = rest.iter().take(MOST_NAMED - 1);
    let named = named.fold(first, |before, lock| {
        message!("lock-order-then", before, lock)
    });
    match rest.len() < MOST_NAMED {
        true => named,
        false => message!("lock-order-more", before = named),
    }
}

/// Tasks of one pool that wait for those of another, whose workers wait too.
fn elsewhere(threads: &[Stuck]) -> Option<Cause> {
    let waits = |stuck: &&Stuck| stuck.need == Need::WorkerElsewhere;
    threads.iter().find(waits).map(|stuck| Cause::Nobody {
        need: stuck.need,
        object: stuck.object.clone(),
    })
}

/// A wait that no lock is behind.
fn nobody(threads: &[Stuck], failed: &[Failed]) -> Option<Cause> {
    let unsaid = [Need::Other, Need::Release, Need::WorkerElsewhere];
    let alone = |stuck: &&Stuck| !unsaid.contains(&stuck.need);
    if let Some(stuck) = threads
        .iter()
        .filter(alone)
        .find(|stuck| !stuck.holds.is_empty())
    {
        return Some(Cause::WaitHolding {
            lock: stuck.holds[0].what.clone(),
            holder: stuck.label.clone(),
            object: stuck.object.clone(),
        });
    }
    let stuck = threads.iter().find(alone)?;
    Some(match failed.first() {
        Some(dead) => Cause::Failed {
            thread: dead.label.clone(),
            line: dead.line,
        },
        None => Cause::Nobody {
            need: stuck.need,
            object: stuck.object.clone(),
        },
    })
}
