//! What the threads of a real run have noted, all together: bounded, the oldest left out. In which order it happened is `merge`'s.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

use parking_lot::Mutex;

use super::log::{Chunk, Place};
use crate::runtime::time::nanos;
use crate::runtime::{Event, Lifetime, Nanos, Recording, Thread, ThreadId};

/// Locks whose last release is known, told apart by the last bits of their numbers: more share a place, and may not know a cause.
const LOCKS: usize = 4096;
/// Threads whose names and times are kept.
const THREADS: usize = 100_000;

/// What all threads share to note with.
pub(in crate::runtime) struct Recorder {
    start: Instant,
    /// Bytes of events that are kept.
    most: usize,
    kept: Mutex<Kept>,
    /// The last release of each lock.
    releases: Box<[AtomicU64; LOCKS]>,
    /// What is waited for outside.
    outside: Mutex<Vec<&'static str>>,
    threads: Mutex<BTreeMap<ThreadId, Known>>,
}

/// What is kept of a thread whatever becomes of its events.
#[derive(Default)]
struct Known {
    name: String,
    daemon: bool,
    life: Lifetime,
}

#[derive(Default)]
pub(super) struct Kept {
    pub chunks: VecDeque<Chunk>,
    bytes: usize,
    pub dropped: usize,
}

impl Chunk {
    /// What the events will take.
    fn bytes(&self) -> usize {
        size_of::<Chunk>() + self.records.len() * size_of::<Event>() + self.text_bytes
    }
}

impl Recorder {
    pub fn new(start: Instant, most: usize) -> Self {
        Recorder {
            start,
            most,
            kept: Mutex::default(),
            releases: Box::new([const { AtomicU64::new(0) }; LOCKS]),
            outside: Mutex::default(),
            threads: Mutex::default(),
        }
    }

    pub(super) fn now(&self) -> Nanos {
        nanos(self.start.elapsed())
    }

    /// `place` is the release of this lock; gives the one before. Called while the lock is held.
    #[inline(always)]
    pub(super) fn released(&self, lock: u32, place: Place) -> Place {
        let last = &self.releases[lock as usize & (LOCKS - 1)];
        let before = last.load(Relaxed);
        last.store(place.0, Relaxed);
        Place(before)
    }

    pub(super) fn outside(&self, what: &'static str) -> u32 {
        let mut known = self.outside.lock();
        let place = known.iter().position(|other| *other == what);
        place.unwrap_or_else(|| {
            known.push(what);
            known.len() - 1
        }) as u32
    }

    pub(super) fn name(&self, thread: &Thread) {
        let mut threads = self.threads.lock();
        if threads.len() >= THREADS && !threads.contains_key(&thread.id()) {
            threads.pop_first();
        }
        let known = threads.entry(thread.id()).or_default();
        (known.name, known.daemon) = (thread.name().to_string(), thread.is_daemon());
    }

    /// Note when a thread lives that has a name.
    pub(super) fn with_life(&self, thread: ThreadId, change: impl FnOnce(&mut Lifetime)) {
        if let Some(known) = self.threads.lock().get_mut(&thread) {
            change(&mut known.life);
        }
    }

    /// Keep these, instead of the oldest if need be.
    pub(super) fn take_in(&self, chunk: Chunk) {
        if chunk.records.is_empty() {
            return;
        }
        let mut kept = self.kept.lock();
        kept.bytes += chunk.bytes();
        kept.chunks.push_back(chunk);
        while kept.bytes > self.most
            && kept.chunks.len() > 1
            && let Some(oldest) = kept.chunks.pop_front()
        {
            kept.bytes -= oldest.bytes();
            kept.dropped += oldest.records.len();
        }
    }

    /// Everything that was kept, in its order.
    pub fn take(&self) -> Recording {
        let kept = std::mem::take(&mut *self.kept.lock());
        let end = self.now();
        let mut recording = Recording::default();
        recording.dropped = kept.dropped;
        recording.events = super::merge::events(kept, &self.outside.lock());
        for (id, known) in self.threads.lock().iter() {
            recording.threads.insert(*id, known.name.clone());
            recording.lifetimes.insert(*id, known.life.clone());
            if known.daemon {
                recording.daemons.insert(*id);
            }
        }
        recording.end = recording.events.last().map_or(end, |last| last.time);
        recording
    }
}
