//! What a thread waits for and what it is about to do: the words of reports and of policies. No waiting happens here.

use std::sync::{Arc, OnceLock};

use smallvec::SmallVec;

use crate::messages::{Message, MessageId, message};

use super::names::Names;
use super::{Thread, ThreadId};

/// Number of an object (lock, cell, queue …) within its world, in the order of creation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ObjectId(pub u64);

impl ObjectId {
    /// For operations that concern no object.
    pub const NONE: ObjectId = ObjectId(0);

    /// The variable of this number (`World::new_cell`).
    pub const fn of_cell(number: u32) -> ObjectId {
        ObjectId(1 << 32 | number as u64)
    }

    /// Is it a variable?
    pub const fn is_cell(self) -> bool {
        self.0 >> 32 == 1
    }

    /// The thread, as what `join` waits for.
    pub const fn of_thread(thread: ThreadId) -> ObjectId {
        ObjectId(2 << 32 | thread.0 as u64)
    }
}

/// What kind of operation a thread is about to do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Operation {
    /// A thread begins.
    Start,
    /// Start another thread.
    Spawn,
    /// Wait for another thread's end.
    Join,
    /// Read a shared cell or attribute.
    Read,
    /// Write a shared cell or attribute.
    Write,
    /// Take something exclusive: lock, permit of a semaphore.
    Acquire,
    /// Give it back.
    Release,
    /// Wait for a signal: condition, event, barrier.
    Wait,
    /// Give a signal: notify, set.
    Notify,
    /// Look at the state of a primitive: `locked`, `is_set`.
    Inspect,
    /// Put into a queue or send.
    Send,
    /// Take from a queue or receive.
    Receive,
    /// Wait for time to pass.
    Sleep,
    /// Print.
    Output,
    /// Draw from the world's chance.
    Chance,
    /// Nothing but letting others run.
    Yield,
    /// The time of the wait that the thread is in comes, although others can run (`Clock::Explored`).
    Timeout,
}

impl Operation {
    /// Does it change nothing that another thread could see, or only what its counterpart changes back (a lock that is taken and let go)? A
    /// thread that does nothing else waits for others by looking.
    pub fn only_looks(self) -> bool {
        matches!(
            self,
            Operation::Read
                | Operation::Inspect
                | Operation::Yield
                | Operation::Acquire
                | Operation::Release
                | Operation::Sleep
                | Operation::Wait
                | Operation::Join
                | Operation::Timeout
        )
    }
}

/// The operation that a thread will do next, once the policy lets it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Pending {
    pub operation: Operation,
    pub object: ObjectId,
    /// What it changes besides: the lock of a condition.
    pub also: ObjectId,
    /// Line of the script, 0 when unknown.
    pub line: u32,
    /// A look at what has never changed since it was there: a lock in its variable.
    pub quiet: bool,
    /// It waits for ever until it can be done.
    pub waits: bool,
    /// When asked for (`Options::proves`): equal when the thread has come back to where it was, with the same in all its own variables; 0
    /// when that is not known.
    pub state: u64,
}

impl Pending {
    /// An operation on `object`; the line is the one the engine noted last (`Task::set_line`).
    pub const fn on(operation: Operation, object: ObjectId) -> Self {
        Pending {
            operation,
            object,
            also: ObjectId::NONE,
            line: 0,
            quiet: false,
            waits: false,
            state: 0,
        }
    }

    /// The same, that waits until it can be done, if it `waits` at all and for ever.
    pub const fn that_waits(self, waits: bool) -> Self {
        Pending { waits, ..self }
    }

    /// An operation that concerns no object.
    pub const fn of(operation: Operation) -> Self {
        Pending::on(operation, ObjectId::NONE)
    }
}

/// Number, kind and name of an object that threads share.
#[derive(Debug)]
pub struct Identity {
    id: ObjectId,
    kind: &'static str,
    name: OnceLock<Box<str>>,
    /// Told of the name, if it is noted what happens.
    names: Option<Arc<Names>>,
}

impl Identity {
    pub(super) fn new(id: ObjectId, kind: &'static str, names: Option<Arc<Names>>) -> Self {
        if let Some(names) = &names {
            names.add(id, kind);
        }
        Identity {
            id,
            kind,
            name: OnceLock::new(),
            names,
        }
    }

    pub fn id(&self) -> ObjectId {
        self.id
    }

    /// `Lock`, `Queue` …
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The variable that the object was first bound to, if known.
    pub fn name(&self) -> Option<&str> {
        self.name.get().map(|name| &**name)
    }

    /// Give the object its name; only the first name counts.
    pub fn set_name(&self, name: &str) {
        if self.name.set(name.into()).is_ok()
            && let Some(names) = &self.names
        {
            names.set(self.id, name);
        }
    }
}

impl std::fmt::Display for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "{} #{}", self.kind, self.id.0),
        }
    }
}

/// Operations on one object that would have to wait, and the thread that would not.
pub type Shut = SmallVec<[(Operation, Option<ThreadId>); 1]>;

/// One operation that would have to wait now if it `is_shut`, whoever does it.
pub fn shut_if(is_shut: bool, operation: Operation) -> Shut {
    let shut = is_shut.then_some((operation, None));
    shut.into_iter().collect()
}

/// Who holds a resource, and since which line of the script.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holder {
    pub thread: ThreadId,
    pub line: u32,
}

/// What would have to happen for a wait to end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// Its holder gives it back.
    Release,
    /// Somebody puts an item into a queue, takes one out, or calls `task_done`.
    Item,
    Room,
    TaskDone,
    /// Somebody calls `notify`.
    Notify,
    /// Somebody calls `set`.
    Set,
    /// Somebody releases a permit.
    Permit,
    /// A worker of a pool gets free, of which the waiting thread is one.
    Worker,
    /// A worker of a pool gets free, of which the waiting thread is none.
    WorkerElsewhere,
    /// So many more threads come to a barrier.
    Parties(usize),
    /// Something that has no advice of its own.
    Other,
}

/// Whose doing can end a wait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Enders {
    /// Its holder's, as a rule. Another thread may let it go too, and will when the holder is the one who waits.
    Holder(ThreadId),
    /// One of these has to do something first; nobody else can.
    OneOf(Vec<ThreadId>),
}

/// Something a thread can wait for.
pub trait Resource: Send + Sync {
    fn identity(&self) -> &Identity;

    /// Who holds it now, for things that are held.
    fn holder(&self) -> Option<Holder> {
        None
    }

    /// Whose doing ends the wait of a thread; none when that is not known, or when any thread may.
    fn enders(&self) -> Option<Enders> {
        self.holder().map(|holder| Enders::Holder(holder.thread))
    }

    /// Does the thread hold it whose number + 1 is the upper half of this word (`Task::holder_word`)?
    fn is_held_by(&self, word: u64) -> bool {
        let holder = self.holder().map(|holder| u64::from(holder.thread.0) + 1);
        holder == Some(word >> 32)
    }

    /// What reports say that `waiter` waits for.
    fn waited_for(&self, _waiter: ThreadId) -> Message {
        Message::from(self.identity().to_string())
    }

    /// What would end the wait of `waiter`.
    fn need(&self, _waiter: ThreadId) -> Need {
        Need::Other
    }

    /// Which thread is at work on it, and what that does, for tables: the task of a future.
    fn done_by(&self) -> Option<(ThreadId, Message)> {
        None
    }

    /// From now on note when another thread than the one that took it lets it go (`Task::lets_go`). For what has a holder.
    fn watch_releases(&self) {}

    /// What there is of it, for tables: `3 of 10 items`.
    fn contents(&self) -> Option<Message> {
        None
    }

    /// Which operations that wait would have to wait now.
    fn shut(&self) -> Shut {
        Shut::default()
    }

    /// What `waiter`, who parked for this, waits for by now, if it was moved on without being woken: whoever is notified
    /// waits for the lock of the condition.
    fn moved_on(&self, _waiter: ThreadId) -> Option<Arc<dyn Resource>> {
        None
    }
}

/// What a thread waits for.
#[derive(Clone)]
pub enum Wait {
    /// A lock, a condition, a queue …: only threads of this world can end the wait.
    Resource(Arc<dyn Resource>),
    /// The end of another thread.
    Join(Arc<Thread>),
    /// Time.
    Sleep,
    /// A socket, a child, a terminal: somebody outside this world can end the wait.
    External(MessageId),
    /// The next line of a session: the main thread has nothing to do until somebody types.
    Prompt,
}

impl Wait {
    /// The same, looked at now rather than when the thread parked.
    pub(super) fn by_now(self, waiter: ThreadId) -> Wait {
        match &self {
            Wait::Resource(resource) => resource.moved_on(waiter).map_or(self, Wait::Resource),
            _ => self,
        }
    }

    /// What reports say that `waiter` waits for.
    pub(super) fn told_of(&self, waiter: ThreadId) -> Message {
        match self {
            Wait::Resource(resource) => resource.waited_for(waiter),
            _ => self.message(),
        }
    }

    /// Can only a thread of this world end the wait? (Not considering a deadline.)
    pub(super) fn is_internal(&self) -> bool {
        !matches!(self, Wait::External(_) | Wait::Prompt)
    }
}

impl Wait {
    /// What the thread waits for, in words.
    pub fn message(&self) -> Message {
        match self {
            Wait::Resource(resource) => Message::from(resource.identity().to_string()),
            Wait::Join(thread) => message!("wait-join", thread = thread.label()),
            Wait::Sleep => message!("wait-sleep"),
            Wait::External(what) => Message::known(what),
            Wait::Prompt => message!("wait-prompt"),
        }
    }
}

/// In English.
impl std::fmt::Display for Wait {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}
