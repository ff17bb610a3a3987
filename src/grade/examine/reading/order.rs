//! Which accesses to variables nothing orders: vector clocks over the events of one schedule, after FastTrack (Flanagan, Freund, PLDI 2009).
//! Threads are ordered by starts, ends, locks, semaphores, conditions, events, barriers, queues, futures, children and sockets. Where an
//! object lets several threads go on, all that was done before with it counts as known: nobody is accused who may be ordered. Who looks at an
//! object (`is_set`, `empty`, `locked`, a try in vain) knows of all that has changed it; who looks at a thread, of its start and its end.

use super::Reading;
use crate::runtime::{Detail, EventKind, ObjectId, Operation, ThreadId};
use crate::timeline::Kind;
use std::collections::{BTreeMap, HashMap};

/// What a thread knows of the others: how many of their events.
type Clock = Vec<u32>;

/// An access to a variable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Access {
    /// The place of its event.
    pub at: usize,
    pub thread: ThreadId,
    pub writes: bool,
    /// A change in place, by a method of an array or a map: indivisible.
    pub is_change: bool,
    /// It concerns only the part that this number stands for.
    pub part: Option<u64>,
}

/// Two accesses, the first before the second in this schedule, that nothing orders.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pair {
    pub first: Access,
    pub second: Access,
}

/// All accesses to the variable that an event of this place may be.
fn access(reading: &Reading, at: usize) -> Option<Access> {
    let event = &reading.recording.events[at];
    let writes = match event.kind {
        EventKind::Did(Operation::Write) => true,
        EventKind::Did(Operation::Read) => false,
        _ => return None,
    };
    event.object.is_cell().then_some(Access {
        at,
        thread: event.thread,
        writes,
        is_change: writes && event.detail == Detail::Part(None),
        part: match event.detail {
            Detail::Part(part) => part,
            _ => None,
        },
    })
}

/// The accesses to each variable, in their order.
pub fn accesses(reading: &Reading) -> BTreeMap<ObjectId, Vec<Access>> {
    let mut all: BTreeMap<ObjectId, Vec<Access>> = BTreeMap::new();
    for at in 0..reading.recording.events.len() {
        if let Some(access) = access(reading, at) {
            let object = reading.recording.events[at].object;
            all.entry(object).or_default().push(access);
        }
    }
    all
}

/// Who has reached which part of a variable.
type Owner = (ThreadId, Option<u64>);

/// What is known of a variable while the events are gone through.
#[derive(Default)]
struct Variable {
    /// The last write of each thread to each part, and its last read, with the count of its events then.
    writes: BTreeMap<Owner, (Access, u32)>,
    reads: BTreeMap<Owner, (Access, u32)>,
}

/// For each variable the first two accesses of different threads, one of them a write, that nothing orders. `counts`: do two changes in
/// place count?
pub fn unordered(reading: &Reading, counts: bool) -> BTreeMap<ObjectId, Pair> {
    let mut clocks = Clocks::default();
    let mut variables: HashMap<ObjectId, Variable> = HashMap::new();
    let mut found = BTreeMap::new();
    let needed: std::collections::HashSet<usize> =
        reading.causes.iter().flatten().copied().collect();
    for at in 0..reading.recording.events.len() {
        clocks.step(reading, at);
        if let Some(second) = access(reading, at) {
            let object = reading.recording.events[at].object;
            let variable = variables.entry(object).or_default();
            let own = clocks.of(second.thread);
            let is_unordered = |(first, count): &&(Access, u32)| {
                let known = own.get(first.thread.0 as usize).copied().unwrap_or(0);
                let is_apart = first
                    .part
                    .zip(second.part)
                    .is_some_and(|(one, other)| one != other);
                let counted = !is_apart && (counts || !(first.is_change && second.is_change));
                first.thread != second.thread && *count > known && counted
            };
            let writes = variable.writes.values().find(is_unordered);
            let reads = || {
                let reads = second.writes.then(|| variable.reads.values());
                reads.and_then(|mut reads| reads.find(is_unordered))
            };
            if let Some((first, _)) = writes.or_else(reads) {
                found.entry(object).or_insert(Pair {
                    first: *first,
                    second,
                });
            }
            let count = own.get(second.thread.0 as usize).copied().unwrap_or(0);
            let known = match second.writes {
                true => &mut variable.writes,
                false => &mut variable.reads,
            };
            known.insert((second.thread, second.part), (second, count));
        }
        if needed.contains(&at) {
            clocks.keep(reading, at);
        }
    }
    found
}

#[derive(Default)]
struct Clocks {
    threads: HashMap<ThreadId, Clock>,
    /// What is known by who goes on thanks to an object.
    objects: HashMap<ObjectId, Clock>,
    /// What is known by who looks at an object: of all that has changed it.
    changes: HashMap<ObjectId, Clock>,
    /// All sockets together.
    network: Clock,
    /// All ends of futures and signals to children: for who waits for the first of several.
    futures: Clock,
    /// What is known by who sees that a thread has been started, or has ended.
    lives: HashMap<ThreadId, Clock>,
    /// The lock that a thread gets back when its wait for a condition is over.
    guards: HashMap<ThreadId, ObjectId>,
    /// What a thread knew when it did what made another event possible.
    kept: HashMap<usize, Clock>,
}

fn join(clock: &mut Clock, other: &Clock) {
    if clock.len() < other.len() {
        clock.resize(other.len(), 0);
    }
    for (own, other) in clock.iter_mut().zip(other) {
        *own = (*own).max(*other);
    }
}

impl Clocks {
    fn of(&mut self, thread: ThreadId) -> &mut Clock {
        self.threads.entry(thread).or_default()
    }

    fn keep(&mut self, reading: &Reading, at: usize) {
        let thread = reading.recording.events[at].thread;
        let clock = self.of(thread).clone();
        self.kept.insert(at, clock);
    }

    /// The event at this place has come.
    fn step(&mut self, reading: &Reading, at: usize) {
        let event = &reading.recording.events[at];
        let (thread, object, place) = (event.thread, event.object, event.thread.0 as usize);
        let mut clock = std::mem::take(self.of(thread));
        if clock.len() <= place {
            clock.resize(place + 1, 0);
        }
        clock[place] += 1;
        if let Some(known) = reading.causes[at].and_then(|cause| self.kept.get(&cause)) {
            join(&mut clock, known);
        }
        match reading.kinds[at] {
            Kind::Acquire | Kind::Wake | Kind::Leave | Kind::ChildExit => {
                self.learn(&mut clock, object);
            }
            Kind::Release | Kind::Set | Kind::Notify | Kind::TaskDone | Kind::Shutdown => {
                self.tell(&clock, object);
            }
            Kind::Signal => {
                self.tell(&clock, object);
                join(&mut self.futures, &clock);
            }
            Kind::Arrive => {
                self.tell(&clock, object);
                self.learn(&mut clock, object);
            }
            // Of those that hand out in the order of their coming the item's own cause is known.
            Kind::Get if reading.causes[at].is_none() => self.learn(&mut clock, object),
            Kind::Put => {
                if event.detail == Detail::Room {
                    self.see(&mut clock, object);
                }
                self.tell(&clock, object);
            }
            Kind::Send | Kind::Connect => join(&mut self.network, &clock),
            Kind::Receive | Kind::Accept => join(&mut clock, &self.network),
            Kind::Join => self.see_life(&mut clock, event.detail),
            Kind::Start => {
                if let Detail::Thread(other) = event.detail {
                    self.lives.insert(other, clock.clone());
                }
            }
            Kind::End => drop(self.lives.insert(thread, clock.clone())),
            _ => {}
        }
        self.look(&mut clock, reading, at);
        if matches!(event.kind, EventKind::Wake | EventKind::Deadline)
            && let Some(lock) = self.guards.remove(&thread)
        {
            self.learn(&mut clock, lock);
        }
        if let Detail::Guard(lock) = event.detail {
            // A wait for a condition lets its lock go.
            self.tell(&clock, lock);
            self.guards.insert(thread, lock);
        }
        *self.of(thread) = clock;
    }

    /// The event at this place shows the thread what others have done with the object or the thread, or changes the object.
    fn look(&mut self, clock: &mut Clock, reading: &Reading, at: usize) {
        let event = &reading.recording.events[at];
        let object = event.object;
        match (reading.kinds[at], event.kind) {
            _ if object.is_cell() => {}
            (Kind::Look, _) if object == ObjectId::NONE => self.see_life(clock, event.detail),
            // A sleep shows nothing; a join whose time came together with the end shows that.
            (_, EventKind::Deadline) if object == ObjectId::NONE => {
                if matches!(event.detail, Detail::Thread(_)) {
                    self.see_life(clock, event.detail);
                }
            }
            (Kind::Look, _) | (_, EventKind::Deadline) => self.see(clock, object),
            (Kind::Try, _) if event.detail == Detail::Refused => self.see(clock, object),
            // Of futures, files and the like it is not told apart.
            (Kind::Call | Kind::ChildExit, EventKind::Did(_)) => {
                self.see(clock, object);
                self.change(clock, object);
            }
            (Kind::Try | Kind::Wait | Kind::Wake, _) => {}
            _ => self.change(clock, object),
        }
        if reading.kinds[at] == Kind::ChildExit {
            join(clock, &self.futures);
        }
    }

    /// The thread sees that the other one has been started, or has ended; without one, it sees so of all.
    fn see_life(&self, clock: &mut Clock, whose: Detail) {
        match whose {
            Detail::Thread(other) => {
                if let Some(known) = self.lives.get(&other) {
                    join(clock, known);
                }
            }
            _ => self.lives.values().for_each(|known| join(clock, known)),
        }
    }

    /// The thread sees the state of the object.
    fn see(&self, clock: &mut Clock, object: ObjectId) {
        self.learn(clock, object);
        if let Some(known) = self.changes.get(&object) {
            join(clock, known);
        }
    }

    /// The thread changes the state of the object.
    fn change(&mut self, clock: &Clock, object: ObjectId) {
        if object != ObjectId::NONE {
            join(self.changes.entry(object).or_default(), clock);
        }
    }

    fn learn(&self, clock: &mut Clock, object: ObjectId) {
        if let Some(known) = self
            .objects
            .get(&object)
            .filter(|_| object != ObjectId::NONE)
        {
            join(clock, known);
        }
    }

    fn tell(&mut self, clock: &Clock, object: ObjectId) {
        if object != ObjectId::NONE {
            join(self.objects.entry(object).or_default(), clock);
        }
    }
}
