//! Threads that wait for each other while others go on: at a prompt, whose next line could wake them, and in a run of which another part
//! still works. No deadlock of the whole, but it must not stay hidden. Who looks, and when, is the vehicles' business.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::roster::Roster;
use super::{DeadlockReport, Enders, Nanos, Thread, ThreadId, ThreadState, Wait, World};

/// The threads of a knot, each with the moment since which it waits.
pub(super) type Knotted = BTreeMap<ThreadId, Nanos>;

/// Who is told of a knot.
pub(super) type Listener = Box<dyn Fn(&DeadlockReport) + Send + Sync>;

impl World {
    /// Tell `listener`, once for each, of threads that wait for each other while others go on.
    pub fn on_knot(&self, listener: impl Fn(&DeadlockReport) + Send + Sync + 'static) {
        let _ = self.knot_listener.set(Box::new(listener));
    }

    /// Does anybody want to hear of knots?
    pub(super) fn is_told_of_knots(&self) -> bool {
        self.knot_listener.get().is_some()
    }

    /// The threads that wait for each other, if there are any. At a prompt, if all threads but its own are blocked.
    pub(super) fn knot(&self, roster: &Roster) -> Option<(Knotted, DeadlockReport)> {
        let at_prompt = self.serves_prompt();
        if at_prompt && !(self.census.all_but_one_blocked() && prompt_waits(roster)) {
            return None;
        }
        let blocked = |thread: &&Arc<Thread>| self.is_blocked(thread) && !thread.is_interrupted();
        let others: Vec<&Arc<Thread>> = (roster.living())
            .filter(|thread| !at_prompt || thread.id() != ThreadId::MAIN)
            .collect();
        if at_prompt && !others.iter().all(blocked) {
            return None;
        }
        let links: Links = (others.iter())
            .filter(|thread| blocked(thread))
            .filter_map(|thread| {
                let (since, next) = waits_for(thread, at_prompt, roster)?;
                Some((thread.id(), (since, next)))
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

/// Since when threads wait, and for what living threads, of which one has to do something first.
type Links = BTreeMap<ThreadId, (Nanos, Vec<ThreadId>)>;

/// Since when a thread waits for which others: for the end of one, or for what only they can do.
fn waits_for(thread: &Thread, at_prompt: bool, roster: &Roster) -> Option<(Nanos, Vec<ThreadId>)> {
    let ThreadState::Waiting { wait, since } = thread.state() else {
        return None;
    };
    let is_alive = |id: &ThreadId| roster.get(*id).is_some();
    let next = match wait {
        Wait::Join(other) => vec![other.id()],
        Wait::Resource(resource) => match resource.enders()? {
            // One that its holder waits for may be a signal, which another thread gives; so may one whose holder has ended.
            Enders::Holder(holder) if !at_prompt && holder == thread.id() => return None,
            Enders::Holder(holder) if !is_alive(&holder) => return None,
            Enders::Holder(holder) => vec![holder],
            Enders::OneOf(threads) => threads.into_iter().filter(is_alive).collect(),
        },
        _ => return None,
    };
    Some((since, next))
}

/// Those whose waits all lead back to themselves.
fn closed(mut links: Links) -> Knotted {
    loop {
        let is_inside = |next: &Vec<ThreadId>| next.iter().all(|next| links.contains_key(next));
        let inside: Links = (links.iter())
            .filter(|(_, (_, next))| is_inside(next))
            .map(|(thread, link)| (*thread, link.clone()))
            .collect();
        if inside.len() == links.len() {
            let waits = links.into_iter();
            return waits.map(|(thread, (since, _))| (thread, since)).collect();
        }
        links = inside;
    }
}

/// Knots are told when they are there at two looks in a row, the same waits of the same threads, and once.
#[derive(Default)]
pub(super) struct Knots {
    seen: Knotted,
    told: bool,
}

impl Knots {
    /// What is to be told.
    pub fn look(&mut self, world: &World, roster: &Roster) -> Option<DeadlockReport> {
        let Some((knot, report)) = world.knot(roster) else {
            *self = Knots::default();
            return None;
        };
        if knot != self.seen {
            *self = Knots {
                seen: knot,
                told: false,
            };
            return None;
        }
        let is_new = !std::mem::replace(&mut self.told, true);
        is_new.then_some(report)
    }
}
