//! What events and states are called. An operation that could not be done at once is a `try`; it is called by its name where it is done,
//! at the end of the wait.

use std::collections::HashMap;

use crate::runtime::{Detail, Event, EventKind, ObjectId, Operation, Recording, ThreadId};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum $name { $($variant,)* }

        impl $name {
            /// All there are.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// As the trace says it.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }
    };
}

words! {
    /// What happened. A release may add some.
    Kind {
        Begin "begin", End "end", Start "start", Join "join",
        Acquire "acquire", Try "try", Release "release",
        Wait "wait", Wake "wake", Deadline "deadline",
        Notify "notify", Set "set", Clear "clear", Arrive "arrive", Leave "leave",
        Put "put", Get "get", TaskDone "task_done", Shutdown "shutdown",
        Read "read", Write "write", Look "look", Chance "chance", Yield "yield", Call "call",
        Spawn "spawn", ChildExit "exit-child", Signal "signal",
        Accept "accept", Connect "connect", Send "send", Receive "recv",
        Sleep "sleep", Input "input", Output "output", Error "error",
    }
}

words! {
    /// What a thread is doing.
    State {
        Run "run", Ready "ready", Lock "lock", Queue "queue", Condition "condition", Semaphore "semaphore",
        Barrier "barrier", Event "event", Join "join", Sleep "sleep", Socket "socket", Child "child", Input "input",
        File "file", Other "other",
    }
}

/// Kinds of objects, by the names that the primitives give them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    Lock,
    Queue,
    Condition,
    Semaphore,
    Barrier,
    Event,
    Socket,
    File,
    Cell,
    Other,
}

impl Sort {
    pub fn of(recording: &Recording, object: ObjectId) -> Sort {
        if object.is_cell() {
            return Sort::Cell;
        }
        match recording.objects.get(&object).map(|named| named.kind) {
            Some("Lock" | "RLock") => Sort::Lock,
            Some(kind) if kind.ends_with("Queue") => Sort::Queue,
            Some("Condition") => Sort::Condition,
            Some("Semaphore" | "BoundedSemaphore") => Sort::Semaphore,
            Some("Barrier") => Sort::Barrier,
            Some("Event") => Sort::Event,
            Some("socket") => Sort::Socket,
            Some("File") => Sort::File,
            _ => Sort::Other,
        }
    }
}

/// What an operation is called when it is done.
fn done(event: &Event, operation: Operation, sort: Sort) -> Kind {
    let shuts_down = || event.value.as_deref() == Some("shutdown");
    match (operation, sort) {
        (Operation::Start, _) => Kind::Begin,
        (Operation::Spawn, _) if matches!(event.detail, Detail::Thread(_)) => Kind::Start,
        (Operation::Spawn, _) => Kind::Spawn,
        (Operation::Join, _) => Kind::Join,
        (Operation::Read, _) => Kind::Read,
        (Operation::Write, Sort::Event) => Kind::Clear,
        (Operation::Write, Sort::Cell) => Kind::Write,
        (Operation::Write, _) => Kind::Call,
        (Operation::Acquire, _) => Kind::Acquire,
        (Operation::Release, _) => Kind::Release,
        (Operation::Wait, Sort::Barrier) => Kind::Arrive,
        (Operation::Wait, Sort::Other) => Kind::ChildExit,
        (Operation::Wait, _) => Kind::Wake,
        (Operation::Notify, Sort::Event) => Kind::Set,
        (Operation::Notify, Sort::Queue) if shuts_down() => Kind::Shutdown,
        (Operation::Notify, Sort::Queue) => Kind::TaskDone,
        (Operation::Notify, Sort::Condition | Sort::Barrier) => Kind::Notify,
        (Operation::Notify, _) => Kind::Signal,
        (Operation::Inspect, _) => Kind::Look,
        (Operation::Send, Sort::Queue) => Kind::Put,
        (Operation::Send, _) => Kind::Send,
        (Operation::Receive, Sort::Queue) => Kind::Get,
        (Operation::Receive, _) => Kind::Receive,
        (Operation::Sleep, _) => Kind::Sleep,
        (Operation::Output, _) => Kind::Output,
        (Operation::Chance, _) => Kind::Chance,
        (Operation::Yield, _) => Kind::Yield,
        (Operation::Timeout, _) => Kind::Deadline,
    }
}

impl Kind {
    /// Is it a `try` when it has to wait? What was printed before a wait for input was printed.
    fn may_wait(self) -> bool {
        use Kind::*;
        matches!(
            self,
            Acquire | Get | Put | Join | Receive | Send | Wake | ChildExit
        )
    }
}

/// What a thread has begun and may have to wait for.
struct Asked {
    at: usize,
    done: Kind,
    /// Where it went on after a wait, if it did not have to wait again.
    gone_on: Option<usize>,
}

/// The kind of each event.
pub(super) fn kinds(recording: &Recording) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::with_capacity(recording.events.len());
    let mut asked: HashMap<ThreadId, Asked> = HashMap::new();
    for (at, event) in recording.events.iter().enumerate() {
        let sort = Sort::of(recording, event.object);
        let kind = match event.kind {
            EventKind::Begin => Kind::Begin,
            EventKind::End => Kind::End,
            EventKind::Error => Kind::Error,
            EventKind::Enter | EventKind::Leave => Kind::Call,
            EventKind::Did(operation) => {
                let done = done(event, operation, sort);
                let gone_on = None;
                asked.insert(event.thread, Asked { at, done, gone_on });
                match event.detail {
                    Detail::Refused => Kind::Try,
                    _ => done,
                }
            }
            EventKind::Wait => {
                if let Some(asked) = asked.get_mut(&event.thread) {
                    if let Some(in_vain) = asked.gone_on.take() {
                        kinds[in_vain] = Kind::Wake;
                    }
                    if asked.done.may_wait() {
                        kinds[asked.at] = Kind::Try;
                    }
                }
                Kind::Wait
            }
            EventKind::Wake => {
                let by = event.cause.and_then(|cause| kinds.get(cause)).copied();
                let asked = asked.get_mut(&event.thread);
                let outside = outside_before(recording, event.thread, at, asked.as_deref());
                asked.map_or(Kind::Wake, |asked| {
                    asked.gone_on = Some(at);
                    gone_on(asked.done, by, outside)
                })
            }
            EventKind::Deadline => {
                asked.remove(&event.thread);
                Kind::Deadline
            }
        };
        kinds.push(kind);
    }
    kinds
}

/// What the thread has waited for outside of the run.
fn outside_before(
    recording: &Recording,
    thread: ThreadId,
    at: usize,
    asked: Option<&Asked>,
) -> Option<&'static str> {
    let from = asked?.at;
    let own = recording.events[from..at].iter().rev();
    match own
        .filter(|event| event.thread == thread)
        .map(|event| event.detail)
        .next()?
    {
        Detail::Outside(what) => Some(what),
        _ => None,
    }
}

/// What it is called that a thread goes on, after it waited for what would be `done`, thanks to an event of that kind.
fn gone_on(done: Kind, by: Option<Kind>, outside: Option<&'static str>) -> Kind {
    match (done, by, outside) {
        (_, _, Some("wait-input")) => Kind::Input,
        (_, _, Some("wait-connection")) => Kind::Accept,
        (_, _, Some("wait-answer")) => Kind::Connect,
        (_, _, Some("wait-file" | "wait-permission")) => Kind::Wake,
        (_, Some(Kind::Shutdown), _) => Kind::Wake,
        (Kind::Arrive, Some(Kind::Notify | Kind::Deadline | Kind::Wait), _) => Kind::Wake,
        (Kind::Arrive, ..) => Kind::Leave,
        (Kind::Acquire | Kind::Get | Kind::Put | Kind::Join, ..) => done,
        (Kind::Receive | Kind::Send | Kind::ChildExit, ..) => done,
        _ => Kind::Wake,
    }
}

/// What a thread is doing while it waits.
pub(super) fn state_of_wait(recording: &Recording, wait: &Event) -> State {
    match wait.detail {
        Detail::Thread(_) => return State::Join,
        Detail::Outside(what) => {
            return match what {
                "wait-input" | "wait-permission" => State::Input,
                "wait-file" => State::File,
                what if what.starts_with("wait-child") => State::Child,
                _ => State::Socket,
            };
        }
        _ if wait.object == ObjectId::NONE => return State::Sleep,
        _ => {}
    }
    match Sort::of(recording, wait.object) {
        Sort::Lock => State::Lock,
        Sort::Queue => State::Queue,
        Sort::Condition => State::Condition,
        Sort::Semaphore => State::Semaphore,
        Sort::Barrier => State::Barrier,
        Sort::Event => State::Event,
        Sort::Socket => State::Socket,
        Sort::File => State::File,
        Sort::Cell | Sort::Other => State::Other,
    }
}
