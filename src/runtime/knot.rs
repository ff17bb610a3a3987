//! Threads that wait for each other while others go on: at a prompt, whose next line could wake them, and in a run of which another part
//! still works. No deadlock of the whole, but it must not stay hidden. Real runtime only: in the other one the run soon comes to where
//! nobody can go on, or stands still with its prompt.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::roster::Roster;
use super::{DeadlockReport, Nanos, Thread, ThreadId, ThreadState, Wait, World};

/// The threads of a knot, each with the moment since which it waits.
pub(super) type Knotted = BTreeMap<ThreadId, Nanos>;

/// Who is told of a knot.
pub(super) type Listener = Box<dyn Fn(&DeadlockReport) + Send + Sync>;

impl World {
    /// Tell `listener`, once for each, of threads that wait for each other while others go on.
    pub fn on_knot(&self, listener: impl Fn(&DeadlockReport) + Send + Sync + 'static) {
        let _ = self.knot_listener.set(Box::new(listener));
    }

    /// The threads that wait for each other, if there are any. At a prompt, if all threads but its own are blocked.
    pub(super) fn knot(&self, roster: &Roster) -> Option<(Knotted, DeadlockReport)> {
        let at_prompt = self.serves_prompt();
        if at_prompt && !(self.census.all_but_one_blocked() && prompt_waits(roster)) {
            return None;
        }
        let blocked =
            |thread: &&Arc<Thread>| thread.parker.is_blocked() && !thread.is_interrupted();
        let others: Vec<&Arc<Thread>> = (roster.living())
            .filter(|thread| !at_prompt || thread.id() != ThreadId::MAIN)
            .collect();
        if at_prompt && !others.iter().all(blocked) {
            return None;
        }
        let links: BTreeMap<ThreadId, (Nanos, ThreadId)> = (others.iter())
            .filter(|thread| blocked(thread))
            .filter_map(|thread| {
                let (since, next) = waits_for(thread)?;
                // A `Lock` that its holder waits for may be a signal, which another thread gives.
                (at_prompt || next != thread.id()).then_some((thread.id(), (since, next)))
            })
            .collect();
        let knot = closed(links);
        if knot.is_empty() {
            return None;
        }
        let threads = (roster.living()).filter(|thread| knot.contains_key(&thread.id()));
        let report = DeadlockReport::of(threads, &[]);
        Some((knot, report))
    }

    pub(super) fn tell_of_knot(&self, report: &DeadlockReport) {
        if let Some(listener) = self.knot_listener.get() {
            listener(report);
        }
    }
}

/// Does the main thread wait for the next line?
fn prompt_waits(roster: &Roster) -> bool {
    let state = roster.get(ThreadId::MAIN).map(|main| main.state());
    let waits = |state| {
        matches!(
            state,
            ThreadState::Waiting {
                wait: Wait::Prompt,
                ..
            }
        )
    };
    state.is_some_and(waits)
}

/// Since when a thread waits for which other one: for its end, or for something that it holds.
fn waits_for(thread: &Thread) -> Option<(Nanos, ThreadId)> {
    let ThreadState::Waiting { wait, since } = thread.state() else {
        return None;
    };
    let next = match wait {
        Wait::Join(other) => other.id(),
        Wait::Resource(resource) => resource.holder()?.thread,
        _ => return None,
    };
    Some((since, next))
}

/// Those whose chain of waits never leaves them.
fn closed(mut links: BTreeMap<ThreadId, (Nanos, ThreadId)>) -> Knotted {
    loop {
        let inside: BTreeMap<ThreadId, (Nanos, ThreadId)> = (links.iter())
            .filter(|(_, (_, next))| links.contains_key(next))
            .map(|(thread, link)| (*thread, *link))
            .collect();
        if inside.len() == links.len() {
            return links
                .into_iter()
                .map(|(thread, (since, _))| (thread, since))
                .collect();
        }
        links = inside;
    }
}
