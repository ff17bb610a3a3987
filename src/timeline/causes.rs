//! What made an event possible, where the runtime did not have to know it: what was free already had been let go by somebody before.

use std::collections::{HashMap, VecDeque};

use super::kinds::{Kind, Sort};
use crate::runtime::{Detail, ObjectId, Recording, ThreadId};

/// What is known of the objects while the events are gone through.
#[derive(Default)]
struct Known {
    /// The last release of a lock or of a permit, the last set of an event.
    signals: HashMap<ObjectId, usize>,
    /// What lies in a queue that hands out in the order of its coming.
    items: HashMap<ObjectId, VecDeque<usize>>,
    ends: HashMap<ThreadId, usize>,
    /// The last two arrivals of a thread at a barrier.
    arrivals: HashMap<(ObjectId, ThreadId), [Option<usize>; 2]>,
}

/// The cause of each event: always an earlier one, of another thread.
pub(super) fn causes(recording: &Recording, kinds: &[Kind]) -> Vec<Option<usize>> {
    let events = &recording.events;
    let mut known = Known::default();
    let mut causes = Vec::with_capacity(events.len());
    for (at, event) in events.iter().enumerate() {
        let found = known.cause(recording, kinds, at);
        let told = event.cause.filter(|cause| *cause < at);
        let cause = match kinds[at] {
            // Who is woken to look may find that another one has let go since.
            Kind::Acquire => found.max(told),
            // Between its arrival and the opening, the last one has run the barrier's action.
            Kind::Leave => told.and_then(|told| known.arrival(recording, event.object, told)),
            _ => told.or(found),
        };
        causes.push(cause.filter(|cause| events[*cause].thread != event.thread));
        known.note(recording, kinds, at);
    }
    causes
}

impl Known {
    fn cause(&mut self, recording: &Recording, kinds: &[Kind], at: usize) -> Option<usize> {
        let event = &recording.events[at];
        match kinds[at] {
            Kind::Acquire => self.signals.get(&event.object).copied(),
            Kind::Wake if Sort::of(recording, event.object) == Sort::Event => {
                self.signals.get(&event.object).copied()
            }
            Kind::Get => self.items.get_mut(&event.object)?.pop_front(),
            Kind::Join => match event.detail {
                Detail::Thread(thread) => self.ends.get(&thread).copied(),
                _ => None,
            },
            _ => None,
        }
    }

    /// With which arrival the thread of that event opened the barrier.
    fn arrival(&self, recording: &Recording, barrier: ObjectId, opened: usize) -> Option<usize> {
        let thread = recording.events[opened].thread;
        let [last, before] = *self.arrivals.get(&(barrier, thread))?;
        last.filter(|last| *last <= opened).or(before)
    }

    fn note(&mut self, recording: &Recording, kinds: &[Kind], at: usize) {
        let event = &recording.events[at];
        match kinds[at] {
            Kind::Release | Kind::Set => drop(self.signals.insert(event.object, at)),
            // An older one may have been left out, and then the order is not known.
            Kind::Put if recording.dropped == 0 && is_fifo(recording, event.object) => {
                self.items.entry(event.object).or_default().push_back(at);
            }
            Kind::Arrive => {
                let key = (event.object, event.thread);
                let arrivals = self.arrivals.entry(key).or_default();
                *arrivals = [Some(at), arrivals[0]];
            }
            Kind::End => drop(self.ends.insert(event.thread, at)),
            _ => {}
        }
        if let Detail::Guard(lock) = event.detail {
            self.signals.insert(lock, at);
        }
    }
}

fn is_fifo(recording: &Recording, object: ObjectId) -> bool {
    let kind = recording.objects.get(&object).map(|named| named.kind);
    matches!(kind, Some("Queue" | "SimpleQueue"))
}
