//! What the events of a schedule say, read once for all conditions.
//!
//! ```text
//! sections  when threads run which functions
//! waits     what threads wait for, as scripts call it, and what they hold meanwhile
//! order     which accesses to variables nothing orders
//! ```

mod order;
mod sections;
mod waits;

pub use order::{Access, Pair, accesses};
pub use sections::Section;
pub use waits::{Waiting, calls_of, waiting};

use crate::runtime::{ObjectId, Recording, ThreadId};
use crate::timeline::{Events, Held, Kind, State};
use order::unordered;
use sections::sections;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The events of a schedule, and what follows from them.
pub struct Reading<'r> {
    pub recording: &'r Recording,
    /// What each event is called.
    pub kinds: Vec<Kind>,
    /// The event that made each possible.
    pub causes: Vec<Option<usize>>,
    /// Which thread held which lock from when to when.
    pub held: Vec<Held>,
    /// What several conditions ask for.
    pairs: [OnceCell<BTreeMap<ObjectId, Pair>>; 2],
    sections: OnceCell<Vec<Section>>,
}

impl<'r> Reading<'r> {
    pub fn of(recording: &'r Recording) -> Reading<'r> {
        let Events {
            kinds,
            causes,
            held,
        } = Events::of(recording);
        Reading {
            recording,
            kinds,
            causes,
            held,
            pairs: Default::default(),
            sections: OnceCell::new(),
        }
    }

    /// For each variable the first two accesses that nothing orders. `counts`: do two changes in place count?
    pub fn unordered(&self, counts: bool) -> &BTreeMap<ObjectId, Pair> {
        self.pairs[usize::from(counts)].get_or_init(|| unordered(self, counts))
    }

    /// When threads run which functions.
    pub fn sections(&self) -> &[Section] {
        self.sections.get_or_init(|| sections(self))
    }

    /// What the thread of this event, a wait, is doing from then on.
    pub fn state_of_wait(&self, at: usize) -> State {
        Events::state_of_wait(self.recording, &self.recording.events[at])
    }

    /// The locks that the thread holds when the event at this place comes.
    pub fn held_by(&self, thread: ThreadId, at: usize) -> impl Iterator<Item = &Held> {
        let before = self.held.iter().take_while(move |held| held.first < at);
        before.filter(move |held| held.thread == thread && held.last.is_none_or(|last| last > at))
    }

    /// What reports call an object.
    pub fn name(&self, object: ObjectId) -> String {
        self.recording.name(object)
    }

    /// Is the object called so? Of an attribute, `solde` and `Compte.solde` are both its name.
    pub fn is_called(&self, object: ObjectId, name: &str) -> bool {
        let own = self.recording.objects.get(&object);
        let own = own.and_then(|named| named.name.as_deref());
        let last = name.rsplit('.').next().unwrap_or(name);
        own.is_some_and(|own| own == name || own == last || own.ends_with(&format!(".{last}")))
    }

    /// The place of the last event of each thread that has ended by itself.
    pub fn ends(&self) -> impl Iterator<Item = (ThreadId, usize)> {
        use crate::runtime::{Detail, EventKind};
        let events = self.recording.events.iter().enumerate();
        events
            .filter(|(_, event)| event.kind == EventKind::End && event.detail != Detail::Cut)
            .map(|(at, event)| (event.thread, at))
    }
}
