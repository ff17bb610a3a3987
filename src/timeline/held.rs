//! Which thread held which lock from when to when.

use std::collections::HashMap;

use super::kinds::{Kind, Sort};
use crate::runtime::{Detail, EventKind, ObjectId, Recording, ThreadId};

/// A thread held a lock, from its event `first` to the event `last`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Held {
    pub lock: ObjectId,
    pub thread: ThreadId,
    pub first: usize,
    /// None: to the end of the run.
    pub last: Option<usize>,
}

struct Holding {
    thread: ThreadId,
    first: usize,
    depth: u32,
}

/// All holdings, in the order in which they began.
pub(super) fn held(recording: &Recording, kinds: &[Kind]) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::new();
    let mut holding: HashMap<ObjectId, Holding> = HashMap::new();
    // Who waits for a condition gets its lock back, as deep as before.
    let mut let_go: HashMap<ThreadId, (ObjectId, u32)> = HashMap::new();
    let mut end = |lock: ObjectId, held: Holding, last: Option<usize>| {
        all.push(Held {
            lock,
            thread: held.thread,
            first: held.first,
            last,
        });
    };
    for (at, event) in recording.events.iter().enumerate() {
        let thread = event.thread;
        let is_lock = Sort::of(recording, event.object) == Sort::Lock;
        match kinds[at] {
            Kind::Acquire if is_lock => {
                let regained = let_go.remove(&thread);
                let depth = regained.filter(|(lock, _)| *lock == event.object);
                let lock = holding.entry(event.object).or_insert(Holding {
                    thread,
                    first: at,
                    depth: 0,
                });
                if lock.thread == thread {
                    lock.depth += depth.map_or(1, |(_, depth)| depth);
                }
            }
            Kind::Release if is_lock => {
                if let Some(lock) = holding.get_mut(&event.object) {
                    lock.depth = lock.depth.saturating_sub(1);
                    if lock.depth == 0
                        && let Some(lock) = holding.remove(&event.object)
                    {
                        end(event.object, lock, Some(at));
                    }
                }
            }
            // It was handed the lock together with the notice.
            _ if event.kind != EventKind::Wait && event.kind != EventKind::Wake => {
                if !matches!(event.detail, Detail::Guard(_))
                    && kinds[at] != Kind::Try
                    && event.kind != EventKind::Deadline
                    && let Some((lock, depth)) = let_go.remove(&thread)
                {
                    holding.entry(lock).or_insert(Holding {
                        thread,
                        first: at,
                        depth,
                    });
                }
            }
            _ => {}
        }
        if let Detail::Guard(lock) = event.detail
            && let Some(held) = holding.remove(&lock)
        {
            let_go.insert(thread, (lock, held.depth));
            end(lock, held, Some(at));
        }
    }
    for (lock, held) in holding {
        end(lock, held, None);
    }
    all.sort_unstable_by_key(|held| (held.first, held.lock));
    all
}
