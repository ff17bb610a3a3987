//! Threads of a session that wait for each other while its prompt waits for the next line: only what somebody types could wake them, so
//! that is no deadlock, but it must not stay hidden. Real runtime only: in the other one nobody runs while the prompt waits.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::roster::Roster;
use super::{DeadlockReport, Thread, ThreadId, ThreadState, Wait, World};

/// Whom a session tells of a knot.
pub(super) type Listener = Box<dyn Fn(&DeadlockReport) + Send + Sync>;

impl World {
    /// Tell `listener`, once for each, of threads that wait for each other while the prompt waits.
    pub fn on_knot(&self, listener: impl Fn(&DeadlockReport) + Send + Sync + 'static) {
        let _ = self.knot_listener.set(Box::new(listener));
    }

    /// The threads of a knot, if all threads but the prompt's are blocked.
    pub(super) fn knot(&self, roster: &Roster) -> Option<(BTreeSet<ThreadId>, DeadlockReport)> {
        if !self.census.all_but_one_blocked() {
            return None;
        }
        let others: Vec<&Arc<Thread>> = roster
            .living()
            .filter(|thread| thread.id() != ThreadId::MAIN)
            .collect();
        let main_serves = roster.get(ThreadId::MAIN).is_some_and(|main| {
            matches!(
                main.state(),
                ThreadState::Waiting {
                    wait: Wait::Prompt,
                    ..
                }
            )
        });
        let blocked =
            |thread: &&Arc<Thread>| thread.parker.is_blocked() && !thread.is_interrupted();
        if !main_serves || !others.iter().all(blocked) {
            return None;
        }
        let mut knot: BTreeSet<ThreadId> = others.iter().map(|thread| thread.id()).collect();
        loop {
            let before = knot.len();
            let waits_inside = |thread: &Arc<Thread>| match thread.state() {
                ThreadState::Waiting { wait, .. } => match wait {
                    Wait::Join(other) => knot.contains(&other.id()),
                    Wait::Resource(resource) => resource
                        .holder()
                        .is_some_and(|holder| knot.contains(&holder.thread)),
                    _ => false,
                },
                _ => false,
            };
            let inside: BTreeSet<ThreadId> = others
                .iter()
                .filter(|thread| knot.contains(&thread.id()) && waits_inside(thread))
                .map(|thread| thread.id())
                .collect();
            knot = inside;
            if knot.is_empty() {
                return None;
            }
            if knot.len() == before {
                break;
            }
        }
        let threads = others
            .into_iter()
            .filter(|thread| knot.contains(&thread.id()));
        Some((knot.clone(), DeadlockReport::of(threads, &[])))
    }

    pub(super) fn tell_of_knot(&self, report: &DeadlockReport) {
        if let Some(listener) = self.knot_listener.get() {
            listener(report);
        }
    }
}
