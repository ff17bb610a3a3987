//! What threads wait for, as scripts call it.

use super::super::scene::Scene;
use super::Reading;
use crate::runtime::{Detail, Event, EventKind, ObjectId, Operation, ThreadId};
use crate::timeline::State;
use std::collections::BTreeMap;

/// A thread waits, from one event to another.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    pub thread: ThreadId,
    pub from: usize,
    /// None: to the end of the run.
    pub to: Option<usize>,
    pub object: ObjectId,
    pub line: u32,
    /// `sleep`, `recv`, `join` …
    pub call: &'static str,
}

/// All names of calls that threads can wait in.
const CALLS: &[&str] = &[
    "sleep", "call", "recv", "accept", "connect", "send", "join", "get", "put", "acquire", "wait",
    "input", "open", "read",
];

/// What an assignment means by the name of a call: one of those that are told apart here; none for something else, as a program.
pub fn calls_of(name: &str) -> Option<&'static str> {
    let same = match name {
        "recvfrom" | "recv_exactly" | "readline" | "makefile" => "recv",
        "sendall" | "sendto" => "send",
        "create_connection" => "connect",
        "run" | "Popen" | "check_call" | "check_output" | "communicate" => "call",
        "wait_for" => "wait",
        name => name,
    };
    CALLS.iter().copied().find(|call| *call == same)
}

/// All waits of a schedule, in the order in which they begin.
pub fn waiting(reading: &Reading, scene: &Scene) -> Vec<Waiting> {
    let events = &reading.recording.events;
    let mut all: Vec<Waiting> = Vec::new();
    let mut open: BTreeMap<ThreadId, usize> = BTreeMap::new();
    let mut did: BTreeMap<ThreadId, Operation> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        match event.kind {
            EventKind::Did(operation) => drop(did.insert(event.thread, operation)),
            EventKind::Wait => {
                let state = reading.state_of_wait(at);
                let operation = did.get(&event.thread).copied();
                open.insert(event.thread, all.len());
                all.push(Waiting {
                    thread: event.thread,
                    from: at,
                    to: None,
                    object: event.object,
                    line: event.line,
                    call: call(scene, state, operation, event),
                });
            }
            EventKind::Wake | EventKind::Deadline | EventKind::End => {
                if let Some(place) = open.remove(&event.thread) {
                    all[place].to = Some(at);
                }
            }
            EventKind::Begin | EventKind::Enter | EventKind::Leave | EventKind::Error => {}
        }
    }
    all
}

fn call(scene: &Scene, state: State, operation: Option<Operation>, event: &Event) -> &'static str {
    let is_child = |thread: ThreadId| {
        let life = scene.trial.facts.lives.get(thread.0 as usize);
        life.is_some_and(|life| life.apart)
    };
    match (state, operation) {
        (State::Join, _) => match event.detail {
            Detail::Thread(thread) if is_child(thread) => "call",
            _ => "join",
        },
        (State::Sleep, _) => "sleep",
        (State::Lock | State::Semaphore, _) => "acquire",
        (State::Queue, Some(Operation::Send)) => "put",
        (State::Queue, Some(Operation::Wait)) => "join",
        (State::Queue, _) => "get",
        (State::Condition | State::Event | State::Barrier, _) => "wait",
        (State::Socket, Some(Operation::Send)) => "send",
        (State::Socket, _) => of_socket(scene, event),
        (State::Child, _) => "call",
        (State::Input, _) => "input",
        (State::File, _) => "open",
        (State::Other | State::Run | State::Ready, _) => "read",
    }
}

/// The modelled network waits for all in the same way: only the text says what for.
fn of_socket(scene: &Scene, event: &Event) -> &'static str {
    let name = scene.trial.facts.lives.get(event.thread.0 as usize);
    let file = scene.file_of(name.map_or("", |life| life.name.as_str()));
    let text = scene.place(file, event.line).text;
    match text {
        _ if text.contains("accept") => "accept",
        _ if text.contains("connect") => "connect",
        _ => "recv",
    }
}
