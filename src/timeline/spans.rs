//! What each thread was doing from when to when: its spans follow each other without a gap, from its begin to its end.

use std::collections::BTreeMap;

use super::kinds::{State, state_of_wait};
use crate::runtime::{EventKind, Nanos, ObjectId, Recording, ThreadId};

/// A thread was in this state from its event `first` to its event `last`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    pub thread: ThreadId,
    pub from: Nanos,
    pub to: Nanos,
    /// Places among the events.
    pub first: usize,
    pub last: usize,
    pub state: State,
    /// What it waited for.
    pub object: ObjectId,
    /// Of its first event.
    pub line: u32,
}

/// What is known of a thread while the events are gone through.
struct Open {
    /// Where the running span began.
    first: usize,
    state: State,
    /// Its last event so far.
    last: usize,
}

/// The spans of all threads, in the order in which they end. One thread at a time: whoever could run meanwhile was ready.
pub(super) fn spans(recording: &Recording, one_at_a_time: bool) -> Vec<Span> {
    let events = &recording.events;
    let span = |first: usize, last: usize, state: State| Span {
        thread: events[first].thread,
        from: events[first].time,
        to: events[last].time,
        first,
        last,
        state,
        object: match state {
            State::Run | State::Ready => ObjectId::NONE,
            _ => events[first].object,
        },
        line: events[first].line,
    };
    let mut spans: Vec<Span> = Vec::new();
    let mut open: BTreeMap<ThreadId, Open> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        let lane = open.entry(event.thread).or_insert(Open {
            first: at,
            state: State::Run,
            last: at,
        });
        if lane.state != State::Run {
            spans.push(span(lane.first, at, lane.state));
            (lane.first, lane.state) = (at, State::Run);
        } else if one_at_a_time && lane.last + 1 < at {
            spans.push(span(lane.first, lane.last, State::Run));
            spans.push(span(lane.last, at, State::Ready));
            lane.first = at;
        }
        lane.last = at;
        if event.kind == EventKind::Wait {
            spans.push(span(lane.first, at, State::Run));
            (lane.first, lane.state) = (at, state_of_wait(recording, event));
        }
    }
    for lane in open.into_values() {
        let mut rest = span(lane.first, lane.last, lane.state);
        if events[lane.last].kind != EventKind::End {
            // It was left behind when the run was over.
            rest.to = rest.to.max(recording.end);
        }
        spans.push(rest);
    }
    spans
}
