//! The order in which threads take locks while they hold others. Two threads with different orders may come to wait for each other for
//! ever, also when they did not in this run: the Linux kernel's lockdep warns of the same. Only nested acquires are looked at.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use parking_lot::Mutex;
use smallvec::SmallVec;

use super::epoch::{Epoch, Moment, Signs};
use super::inversion::{Inversion, inversions};
use super::{ObjectId, Resource, Thread, ThreadId};

/// So many pairs of locks are remembered; of more than that nothing is learned any more.
const MOST_PAIRS: usize = 20_000;
/// Likewise, ways in which one thread came to hold locks together.
const MOST_WAYS: usize = 10_000;
/// Of one pair of locks, so many threads are remembered, each with so many moments.
const MOST_THREADS: usize = 4;
const MOST_MOMENTS: usize = 8;

/// A thread took a lock while it held another.
#[derive(Clone, Debug)]
pub(super) struct Nesting {
    pub thread: ThreadId,
    /// What tracebacks call it.
    pub label: String,
    pub outer: ObjectId,
    /// Where in the script it had taken that; 0 when unknown.
    pub outer_line: u32,
    pub inner: ObjectId,
    pub inner_line: u32,
    /// All that it held, in the order of the numbers.
    held: SmallVec<[ObjectId; 4]>,
    /// Semaphores of which it had a permit, each with the number of permits that there are.
    gates: SmallVec<[(ObjectId, u64); 2]>,
    moment: Moment,
}

impl Nesting {
    /// Can both threads be at their inner locks at the same time?
    pub fn may_meet(&self, other: &Nesting) -> bool {
        self.thread != other.thread
            && !self.held.iter().any(|lock| other.held.contains(lock))
            && !self.moment.is_before(self.thread, &other.moment)
            && !other.moment.is_before(other.thread, &self.moment)
    }

    /// How many threads can be there at once, as far as this semaphore lets them.
    pub fn gates(&self) -> impl Iterator<Item = (ObjectId, u64)> {
        self.gates.iter().copied()
    }
}

/// What is known of the orders in a world.
#[derive(Default)]
pub(super) struct Orders {
    known: Mutex<Known>,
    pub signs: Signs,
}

#[derive(Default)]
pub(super) struct Known {
    /// By the outer and the inner lock.
    pub pairs: BTreeMap<(ObjectId, ObjectId), Vec<Nesting>>,
    pub names: BTreeMap<ObjectId, String>,
    /// Locks and permits that were released by another thread than the one that took them: they are signals, and nobody waits for their
    /// holder.
    pub signals: BTreeSet<ObjectId>,
    /// Inversions that were told.
    pub told: BTreeSet<Vec<(String, u32, u32)>>,
    has_news: bool,
}

impl Orders {
    fn note(&self, thread: &Thread, found: Found<'_>, inner: &dyn Resource) {
        let Found {
            held,
            gates,
            moment,
        } = found;
        let mut known = self.known.lock();
        if known.pairs.len() >= MOST_PAIRS {
            return;
        }
        let mut all: SmallVec<[ObjectId; 4]> =
            held.iter().map(|(lock, _)| lock.identity().id()).collect();
        all.sort_unstable();
        let inner_id = inner.identity().id();
        for (outer, outer_line) in held {
            let outer_id = outer.identity().id();
            let nesting = Nesting {
                thread: thread.id(),
                label: thread.label(),
                outer: outer_id,
                outer_line: *outer_line,
                inner: inner_id,
                inner_line: thread.line(),
                held: all.clone(),
                gates: gates.iter().copied().collect(),
                moment: moment.clone(),
            };
            for lock in [&**outer, inner] {
                let identity = lock.identity();
                if let Entry::Vacant(name) = known.names.entry(identity.id()) {
                    name.insert(identity.to_string());
                    lock.watch_releases();
                }
            }
            known.add(nesting);
        }
    }

    /// A thread has released a lock that another one had taken.
    pub fn note_signal(&self, lock: ObjectId) {
        self.known.lock().signals.insert(lock);
    }

    /// Locks that were taken in different orders, as far as they were not told before.
    pub fn take_inversions(&self) -> Vec<Inversion> {
        let mut known = self.known.lock();
        match std::mem::take(&mut known.has_news) {
            true => inversions(&mut known),
            false => Vec::new(),
        }
    }
}

impl Known {
    fn add(&mut self, nesting: Nesting) {
        let known = self
            .pairs
            .entry((nesting.outer, nesting.inner))
            .or_default();
        let is_own = |other: &&Nesting| other.thread == nesting.thread;
        let own = known.iter().filter(is_own).count();
        let others = known.iter().filter(|other| other.thread != nesting.thread);
        let mut threads: SmallVec<[ThreadId; 4]> = others.map(|other| other.thread).collect();
        threads.dedup();
        let same = (known.iter())
            .position(|other| other.thread == nesting.thread && other.moment == nesting.moment);
        match same {
            // The fewer other locks it held, the less keeps the others away.
            Some(same) if known[same].held.len() > nesting.held.len() => known[same] = nesting,
            None if own < MOST_MOMENTS && threads.len() < MOST_THREADS => known.push(nesting),
            None if own > 0 => {
                // What comes later may meet more of the others.
                let last = known
                    .iter()
                    .rposition(|other| other.thread == nesting.thread);
                known[last.unwrap_or_default()] = nesting;
            }
            _ => return,
        }
        self.has_news = true;
    }
}

/// The locks that a thread has taken lately, those that it holds among them. What it takes again and again costs no count of references.
#[derive(Default)]
pub(super) struct Held {
    locks: Vec<Taken>,
    /// Which locks it has taken under which others before, as hashes.
    seen: HashSet<u64>,
    permits: SmallVec<[Permit; 2]>,
}

/// Permits of a semaphore that a thread has taken and not given back.
struct Permit {
    semaphore: ObjectId,
    /// How many there are.
    all: u64,
    count: u64,
}

/// What the thread had when it took another lock.
struct Found<'f> {
    held: &'f [(Arc<dyn Resource>, u32)],
    gates: &'f [(ObjectId, u64)],
    moment: Moment,
}

/// Who takes a lock, and what it knows of the others.
pub(super) struct Taker<'t> {
    pub thread: &'t Thread,
    /// As `Task::holder_word`.
    pub word: u64,
    pub epoch: &'t Epoch,
    pub orders: &'t Orders,
}

struct Taken {
    place: *const (),
    lock: Arc<dyn Resource>,
    /// Not let go since, as far as its releases are watched.
    is_kept: bool,
    /// A hash of what was held when it was taken last; 0 for nothing.
    under: u64,
}

/// So many locks are remembered besides those that are held.
const MOST_TAKEN: usize = 8;

impl Held {
    /// The thread has taken the lock at `place`, and would have waited for it for ever if it `waits`.
    pub fn add(
        &mut self,
        taker: &Taker<'_>,
        place: *const (),
        lock: impl FnOnce() -> Arc<dyn Resource>,
        waits: bool,
    ) {
        let mut under = 0_u64;
        let mut own = None;
        for (index, taken) in self.locks.iter().enumerate() {
            if taken.place == place {
                own = Some(index);
            } else if taken.lock.is_held_by(taker.word) {
                let id = taken.lock.identity().id().0;
                under = (under.rotate_left(5) ^ id).wrapping_mul(0x517c_c1b7_2722_0a95);
            }
        }
        if under != 0 {
            // Under the same locks, but others may have gone on meanwhile.
            under ^= u64::from(taker.epoch.version()) << 32;
        }
        let own = own.unwrap_or_else(|| self.insert(taker.word, place, lock()));
        let taken = &mut self.locks[own];
        taken.is_kept = true;
        if under != taken.under && waits {
            taken.under = under;
            self.note(taker, own);
        }
    }

    #[cold]
    fn insert(&mut self, word: u64, place: *const (), lock: Arc<dyn Resource>) -> usize {
        if self.locks.len() >= MOST_TAKEN {
            self.locks.retain(|taken| taken.lock.is_held_by(word));
        }
        self.locks.push(Taken {
            place,
            lock,
            is_kept: true,
            under: 0,
        });
        self.locks.len() - 1
    }

    #[cold]
    fn note(&mut self, taker: &Taker<'_>, own: usize) {
        let inner = &self.locks[own].lock;
        let key = self.locks[own].under ^ inner.identity().id().0.rotate_left(32);
        let is_new = self.seen.len() < MOST_WAYS && self.seen.insert(key);
        if self.locks[own].under == 0 || !is_new {
            return;
        }
        let others = self
            .locks
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != own);
        let held: Vec<(Arc<dyn Resource>, u32)> = others
            .filter(|(_, taken)| taken.lock.is_held_by(taker.word))
            .map(|(_, taken)| (taken.lock.clone(), taken.lock.holder()))
            .filter_map(|(lock, holder)| Some((lock, holder?.line)))
            .collect();
        let permits = self.permits.iter().filter(|permit| permit.count > 0);
        let gates: Vec<_> = permits
            .map(|permit| (permit.semaphore, permit.all))
            .collect();
        let found = Found {
            held: &held,
            gates: &gates,
            moment: taker.epoch.moment(&taker.orders.signs),
        };
        taker.orders.note(taker.thread, found, &**inner);
    }

    /// Does the thread, whose `word` holders have, hold any lock?
    pub fn holds_any(&self, word: u64) -> bool {
        self.locks.iter().any(|taken| taken.lock.is_held_by(word))
    }

    /// The thread has taken one of `all` permits.
    pub fn take_permit(&mut self, semaphore: ObjectId, all: u64) {
        let known = self
            .permits
            .iter_mut()
            .find(|known| known.semaphore == semaphore);
        match known {
            Some(known) => known.count += 1,
            None => {
                if self.permits.len() >= MOST_TAKEN {
                    self.permits.retain(|permit| permit.count > 0);
                    self.permits.truncate(MOST_TAKEN);
                }
                self.permits.push(Permit {
                    semaphore,
                    all,
                    count: 1,
                });
            }
        }
    }

    /// The thread gives permits back. Are they those that it took?
    pub fn give_permits(&mut self, semaphore: ObjectId, count: u64) -> bool {
        let known = self
            .permits
            .iter_mut()
            .find(|known| known.semaphore == semaphore);
        known.is_some_and(|known| {
            let has_them = known.count >= count;
            known.count = known.count.saturating_sub(count);
            has_them
        })
    }

    /// The thread lets a lock go. Was it this thread that had taken it?
    pub fn let_go(&mut self, lock: ObjectId) -> bool {
        let taken = (self.locks.iter_mut()).find(|taken| taken.lock.identity().id() == lock);
        taken.is_some_and(|taken| std::mem::take(&mut taken.is_kept))
    }

    /// Keep nothing alive that is not held.
    pub fn forget(&mut self, word: u64) {
        self.locks.retain(|taken| taken.lock.is_held_by(word));
    }
}
