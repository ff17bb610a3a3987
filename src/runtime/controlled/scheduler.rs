//! The state of a controlled world: who can run, who waits until when, what time it is. Switches nobody by itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::runtime::options::{Clock, Options};
use crate::runtime::resources::Resources;
use crate::runtime::{Nanos, ObjectId, Operation, Pending, Played, ThreadId, Wake};

use super::policies::{Candidate, Gate, Patient, Policy};

/// So many scheduling points of any kind, and time passes too.
const WORKING: u32 = 1_000_000;
/// What a tick, a few thousand operations without a scheduling point, counts as.
const TICK: u32 = 1_000;
/// So many looks at the clock, and every further one moves it on by a millisecond.
const CLOCK_LOOKS: u32 = 1_000;
const MILLISECOND: Nanos = 1_000_000;
/// So often in a run time comes early (`Clock::Explored`); afterwards it passes when nobody can run. Otherwise two threads that look again
/// and again, each for a while, could keep a third one from ever running.
const MOST_FIRES: u32 = 300;

/// One step of a run: this thread did this.
pub type Step = Candidate;

/// What a thread does, as the scheduler sees it.
struct Entry {
    permit: bool,
    parked: Option<Parked>,
    /// How its last park ended; None: woken to look at an interrupt.
    wake: Option<Wake>,
    /// The time of that came while others could run.
    fired: bool,
}

struct Parked {
    pending: Pending,
    deadline: Option<Nanos>,
    internal: bool,
}

/// A wait that is about to begin.
pub(super) struct Parking {
    pub internal: bool,
    /// The thread waits for the next line of a session: nobody runs meanwhile.
    pub at_prompt: bool,
    /// The thread has an interrupt to hear of.
    pub interrupted: bool,
    pub deadline: Option<Nanos>,
}

/// What the host must do next.
pub(super) enum Decision {
    Run(ThreadId),
    /// Everybody waits, and somebody outside can end a wait: until then, or at most so long.
    WaitOutside(Option<Nanos>),
    /// Nobody will ever run again.
    Deadlock,
    /// Nobody is left.
    Over,
}

pub(super) struct Scheduler {
    policy: Box<dyn Policy>,
    now: Nanos,
    entries: BTreeMap<ThreadId, Entry>,
    /// In the order of thread ids; exactly the entries that are not parked.
    runnable: Vec<Candidate>,
    /// Exactly the deadlines of the parked entries.
    deadlines: BTreeSet<(Nanos, ThreadId)>,
    current: Option<ThreadId>,
    /// The thread that waits at the prompt of a session.
    at_prompt: Option<ThreadId>,
    /// Chosen at a point, to be run by the host.
    next: Option<ThreadId>,
    looking: u32,
    working: u32,
    clock_looks: u32,
    /// So many scheduling points in a row that only look, and it is a busy wait: time must pass for it to end.
    patience: u32,
    /// Steps that may still be taken.
    points_left: u64,
    /// The policy has given up.
    is_useless: bool,
    /// When no more may be taken.
    end: Nanos,
    /// How often the time of a wait may still come while others can run.
    fires_left: u32,
    /// Threads whose times never come early.
    on_time: BTreeSet<ThreadId>,
    counts_work: bool,
    /// What threads can wait for, when the policy is to hear of it.
    resources: Option<Resources>,
    /// Who can run, and whose time can come.
    candidates: Vec<Candidate>,
    trace: Option<Vec<Step>>,
    played: Option<Played>,
}

impl Scheduler {
    pub fn new(policy: Box<dyn Policy>, options: &Options, resources: &Resources) -> Self {
        Scheduler {
            policy,
            now: 0,
            entries: BTreeMap::new(),
            runnable: Vec::new(),
            deadlines: BTreeSet::new(),
            current: None,
            at_prompt: None,
            next: None,
            looking: 0,
            working: 0,
            clock_looks: 0,
            patience: options.patience,
            points_left: options.max_points.unwrap_or(u64::MAX),
            is_useless: false,
            end: options.max_time.unwrap_or(Nanos::MAX),
            fires_left: match options.clock {
                Clock::Virtual => 0,
                Clock::Explored => MOST_FIRES,
            },
            on_time: BTreeSet::new(),
            counts_work: options.counts_work,
            resources: options.proves.then(|| resources.clone()),
            candidates: Vec::new(),
            trace: options.trace.then(Vec::new),
            played: options.record.then(Played::default),
        }
    }

    pub fn now(&self) -> Nanos {
        self.now
    }

    pub fn take_trace(&mut self) -> Vec<Step> {
        self.trace.take().unwrap_or_default()
    }

    pub fn take_played(&mut self) -> Option<Played> {
        let mut played = self.played.take()?;
        played.time = self.now;
        Some(played)
    }

    /// Have more steps been taken than are allowed?
    pub fn is_over_limit(&self) -> bool {
        self.points_left == 0
    }

    /// Has the policy given the run up?
    pub fn is_useless(&self) -> bool {
        self.is_useless
    }

    pub fn add(&mut self, thread: ThreadId) {
        let pending = Pending::of(Operation::Start);
        let entry = Entry {
            permit: false,
            parked: None,
            wake: Some(Wake::Woken),
            fired: false,
        };
        self.entries.insert(thread, entry);
        if self
            .current
            .is_some_and(|current| self.on_time.contains(&current))
        {
            self.on_time.insert(thread);
        }
        if let Some(current) = self.current {
            self.policy.woke(current, thread);
        }
        self.insert_runnable(Candidate { thread, pending });
    }

    pub fn remove(&mut self, thread: ThreadId) {
        if let Some(parked) = self.entries.remove(&thread).and_then(|entry| entry.parked) {
            self.forget_deadline(thread, parked.deadline);
        }
        self.runnable.retain(|candidate| candidate.thread != thread);
    }

    /// The running `thread` is about to do `pending`. True when another one was chosen to run before it.
    pub fn point(&mut self, thread: ThreadId, pending: Pending) -> bool {
        self.looking = match pending.operation.only_looks() {
            true => self.looking + 1,
            false => 0,
        };
        self.working += 1;
        self.let_time_pass();
        if let Ok(place) = self.place(thread) {
            self.runnable[place].pending = pending;
        }
        let chosen = self.choose();
        if chosen == thread {
            self.record(thread);
            return false;
        }
        self.next = Some(chosen);
        true
    }

    /// The times of this thread, and of those that it will start, never come early.
    pub fn hold_to_time(&mut self, thread: ThreadId) {
        self.on_time.insert(thread);
    }

    /// The running thread has done so much since it was heard of last.
    pub fn worked(&mut self, thread: ThreadId, operations: u64) {
        if self.counts_work && operations > 0 {
            self.policy.worked(thread, operations);
        }
    }

    /// A few thousand operations passed without a scheduling point.
    pub fn tick(&mut self) {
        self.working += TICK;
    }

    /// A script looks at the clock.
    pub fn look_at_clock(&mut self) -> Nanos {
        self.clock_looks += 1;
        if self.clock_looks > CLOCK_LOOKS {
            self.advance(self.now.saturating_add(MILLISECOND));
        }
        self.now
    }

    /// The running `thread` wants to wait. The answer, if it need not: as `wake_of`.
    pub fn park(&mut self, thread: ThreadId, parking: Parking) -> Option<Option<Wake>> {
        let Parking {
            internal, deadline, ..
        } = parking;
        let place = self.place(thread).expect("a running thread is runnable");
        let entry = (self.entries.get_mut(&thread)).expect("a running thread has an entry");
        if std::mem::take(&mut entry.permit) {
            return Some(Some(Wake::Woken));
        }
        if parking.interrupted {
            return Some(None);
        }
        if deadline.is_some_and(|deadline| deadline <= self.now) {
            return Some(Some(Wake::TimedOut));
        }
        if parking.at_prompt {
            self.at_prompt = Some(thread);
        }
        let pending = self.runnable.remove(place).pending;
        entry.fired = false;
        entry.parked = Some(Parked {
            pending,
            deadline,
            internal,
        });
        self.deadlines
            .extend(deadline.map(|deadline| (deadline, thread)));
        None
    }

    /// How the last park of `thread` ended.
    pub fn wake_of(&self, thread: ThreadId) -> Option<Wake> {
        self.entries
            .get(&thread)
            .map_or(Some(Wake::Woken), |entry| entry.wake)
    }

    /// Did it end because its time came, while others could run?
    pub fn has_fired(&self, thread: ThreadId) -> bool {
        self.entries.get(&thread).is_some_and(|entry| entry.fired)
    }

    /// What a thread that can run is about to do.
    pub fn next_of(&self, thread: ThreadId) -> Option<Operation> {
        let place = self.place(thread).ok()?;
        Some(self.runnable[place].pending.operation)
    }

    pub fn unpark(&mut self, thread: ThreadId) {
        if let Some(entry) = self.entries.get_mut(&thread) {
            entry.permit = entry.parked.is_none();
            if let Some(current) = self.current {
                self.policy.woke(current, thread);
            }
            self.resume(thread, Some(Wake::Woken));
        }
    }

    /// Let a thread that waits look at its interrupt.
    pub fn wake_to_look(&mut self, thread: ThreadId) {
        self.resume(thread, None);
    }

    fn resume(&mut self, thread: ThreadId, wake: Option<Wake>) {
        let Some(entry) = self.entries.get_mut(&thread) else {
            return;
        };
        let Some(parked) = entry.parked.take() else {
            return;
        };
        entry.wake = wake;
        if self.at_prompt == Some(thread) {
            self.at_prompt = None;
            // Without asking the policy: whether the line came before or after the thread parked must not make a difference.
            self.next = Some(thread);
        }
        self.forget_deadline(thread, parked.deadline);
        self.insert_runnable(Candidate {
            thread,
            pending: parked.pending,
        });
    }

    /// What comes next, when the thread that ran gave way.
    pub fn decide(&mut self, stopped: bool) -> Decision {
        if stopped {
            let others = self
                .entries
                .keys()
                .any(|thread| Some(*thread) != self.current);
            if let Some(played) = &mut self.played {
                played.cuts_others |= others;
            }
            return match self.entries.keys().next() {
                Some(&thread) => Decision::Run(thread),
                None => Decision::Over,
            };
        }
        if let Some(next) = self.next.take() {
            return self.run(next);
        }
        if self.at_prompt.is_some() {
            return Decision::WaitOutside(None);
        }
        if self.runnable.is_empty() && !self.waits_outside() {
            match self.deadlines.first() {
                Some(&(deadline, _)) => self.advance(deadline),
                None if self.entries.is_empty() => return Decision::Over,
                None => return Decision::Deadlock,
            }
        }
        if self.runnable.is_empty() {
            let nearest = self
                .deadlines
                .first()
                .map(|&(deadline, _)| deadline - self.now);
            return Decision::WaitOutside(nearest);
        }
        let chosen = self.choose();
        self.run(chosen)
    }

    /// So much time has passed while everybody waited and somebody for the outside.
    pub fn follow(&mut self, passed: Nanos) {
        self.advance(self.now.saturating_add(passed));
    }

    pub fn is_parked(&self, thread: ThreadId) -> bool {
        (self.entries.get(&thread)).is_some_and(|entry| entry.parked.is_some())
    }

    /// Does it wait without end for what only other threads can do?
    pub fn is_blocked(&self, thread: ThreadId) -> bool {
        let parked = (self.entries.get(&thread)).and_then(|entry| entry.parked.as_ref());
        parked.is_some_and(|parked| parked.internal && parked.deadline.is_none())
    }

    fn run(&mut self, thread: ThreadId) -> Decision {
        self.record(thread);
        self.current = Some(thread);
        Decision::Run(thread)
    }

    fn choose(&mut self) -> ThreadId {
        if let Some(resources) = &self.resources {
            let gates = self.gates(resources);
            self.policy.shut(gates);
        }
        if let Some(late) = self.late() {
            return self.choose_with(late);
        }
        if let [only] = self.runnable[..] {
            self.policy.forced(&only);
            self.end_if_useless();
            return only.thread;
        }
        let chosen = self.policy.next(&self.runnable, self.current);
        self.end_if_useless();
        assert!(
            self.place(chosen).is_ok(),
            "a policy must choose a thread that can run"
        );
        chosen
    }

    /// The operations that would have to wait now.
    fn gates(&self, resources: &Resources) -> Vec<Gate> {
        let joins = self.entries.keys().map(|thread| Gate {
            object: ObjectId::of_thread(*thread),
            operation: Operation::Join,
            but: None,
        });
        let resources = resources.living();
        let shut = resources.iter().flat_map(|resource| {
            let object = resource.identity().id();
            let gate = move |(operation, but)| Gate {
                object,
                operation,
                but,
            };
            resource.shut().into_iter().map(gate)
        });
        joins.chain(shut).collect()
    }

    /// Whose time can come before others have run: the nearest.
    fn late(&self) -> Option<Candidate> {
        if self.fires_left == 0 {
            return None;
        }
        let &(_, thread) = self.deadlines.first()?;
        if self.on_time.contains(&thread) {
            return None;
        }
        let parked = self.entries.get(&thread)?.parked.as_ref()?;
        let pending = Pending {
            line: parked.pending.line,
            ..Pending::of(Operation::Timeout)
        };
        parked.internal.then_some(Candidate { thread, pending })
    }

    /// Choose among those who can run and one whose time can come.
    fn choose_with(&mut self, late: Candidate) -> ThreadId {
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        candidates.extend(&self.runnable);
        let place = candidates.partition_point(|candidate| candidate.thread < late.thread);
        candidates.insert(place, late);
        let chosen = self.policy.next(&candidates, self.current);
        self.candidates = candidates;
        self.end_if_useless();
        if chosen == late.thread {
            self.fires_left -= 1;
            if let Some(&(deadline, _)) = self.deadlines.first() {
                self.advance(deadline);
            }
            if let Some(entry) = self.entries.get_mut(&chosen) {
                entry.fired = true;
            }
            if let Ok(place) = self.place(chosen) {
                self.runnable[place].pending = late.pending;
            }
        }
        assert!(
            self.place(chosen).is_ok(),
            "a policy must choose a thread that can run"
        );
        chosen
    }

    /// The run is over: who decides from outside hears of it.
    pub fn let_policy_go(&mut self) {
        self.policy = Box::new(Patient::default());
    }

    fn end_if_useless(&mut self) {
        if self.policy.gives_up() {
            self.points_left = 0;
            self.is_useless = true;
        }
    }

    fn record(&mut self, thread: ThreadId) {
        self.points_left = self.points_left.saturating_sub(1);
        if self.trace.is_none() && self.played.is_none() {
            return;
        }
        let Ok(place) = self.place(thread) else {
            return;
        };
        let step = self.runnable[place];
        if let Some(trace) = &mut self.trace {
            trace.push(step);
        }
        let can_run = self.runnable.len() + usize::from(self.late().is_some());
        let last_can_run = (self.current).is_some_and(|current| self.place(current).is_ok());
        if let Some(played) = &mut self.played {
            played.step(&step, self.current, last_can_run, can_run);
        }
    }

    fn let_time_pass(&mut self) {
        if self.looking < self.patience && self.working < WORKING {
            return;
        }
        (self.looking, self.working) = (0, 0);
        if let Some(&(deadline, _)) = self.deadlines.first() {
            self.advance(deadline);
        }
    }

    /// Set the clock and end the waits whose time has come.
    fn advance(&mut self, to: Nanos) {
        if to != self.now {
            (self.looking, self.working) = (0, 0);
        }
        self.now = self.now.max(to);
        if self.now > self.end {
            self.points_left = 0;
        }
        while let Some(&(deadline, thread)) = self.deadlines.first()
            && deadline <= self.now
        {
            self.clock_looks = 0;
            self.resume(thread, Some(Wake::TimedOut));
        }
    }

    pub fn is_at_prompt(&self) -> bool {
        self.at_prompt.is_some()
    }

    /// Is there somebody to run?
    pub fn can_go_on(&self) -> bool {
        !self.runnable.is_empty() && self.at_prompt.is_none()
    }

    fn waits_outside(&self) -> bool {
        let outside = |entry: &Entry| entry.parked.as_ref().is_some_and(|parked| !parked.internal);
        self.entries.values().any(outside)
    }

    fn forget_deadline(&mut self, thread: ThreadId, deadline: Option<Nanos>) {
        if let Some(deadline) = deadline {
            self.deadlines.remove(&(deadline, thread));
        }
    }

    fn place(&self, thread: ThreadId) -> Result<usize, usize> {
        self.runnable
            .binary_search_by_key(&thread, |candidate| candidate.thread)
    }

    fn insert_runnable(&mut self, candidate: Candidate) {
        if let Err(place) = self.place(candidate.thread) {
            self.runnable.insert(place, candidate);
        }
    }
}
