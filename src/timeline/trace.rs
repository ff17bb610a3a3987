//! A run as a time line: the events that the runtime noted, what they are called and what follows from them.

use std::collections::BTreeMap;

use super::causes::causes;
use super::held::{Held, held};
use super::kinds::{Kind, Sort, kinds};
use super::spans::{Span, spans};
use crate::messages::Language;
use crate::objects::error::Source;
use crate::runtime::{Detail, EventKind, Nanos, ObjectId, Recording, ThreadId};

/// What is told of a run besides its events.
pub struct About {
    /// The script.
    pub source: Source,
    /// The words that it found after its own name.
    pub arguments: Vec<String>,
    /// Of the controlled runtime.
    pub seed: Option<u64>,
    /// The turns, if they are known: as `--schedule` takes them.
    pub schedule: Option<String>,
    /// Did one thread run at a time, in virtual time?
    pub is_controlled: bool,
    /// The date and time at which it started, by its own clock.
    pub start: String,
    pub finding: Finding,
    /// What schedules that end well print, and how often, if many were looked at.
    pub outcomes: Vec<(String, u64)>,
    pub language: Language,
}

/// How the run ended.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Finding {
    pub exit: i32,
    /// What was wrong, in one word or two: `deadlock`, `error`, `lost-update`; nothing when nothing was.
    pub reason: Option<String>,
    pub lines: Vec<u32>,
    /// Places among the events.
    pub events: Vec<usize>,
}

/// What the distances on a picture stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Axis {
    Time,
    /// One unit for each event: for races, in which no time passes.
    Steps,
}

/// A thread.
pub struct Lane {
    pub id: ThreadId,
    pub name: String,
    pub daemon: bool,
    pub parent: Option<ThreadId>,
    /// Where it was started; 0 when unknown.
    pub line: u32,
    pub from: Nanos,
    pub to: Nanos,
    /// Of its first and its last event, if any was kept.
    pub first: usize,
    pub last: usize,
    pub has_events: bool,
    /// `returned`, `failed`, `cut` by the end of the run.
    pub end: &'static str,
}

/// A run as a time line.
pub struct Trace {
    pub about: About,
    pub recording: Recording,
    /// One for each event.
    pub kinds: Vec<Kind>,
    /// For each event the one that made it possible.
    pub causes: Vec<Option<usize>>,
    pub spans: Vec<Span>,
    pub held: Vec<Held>,
    pub lanes: Vec<Lane>,
    /// Of the script, without their indentation.
    lines: Vec<String>,
}

impl Trace {
    pub fn of(about: About, recording: Recording) -> Trace {
        let kinds = kinds(&recording);
        let causes = causes(&recording, &kinds);
        Trace {
            spans: spans(&recording, about.is_controlled),
            held: held(&recording, &kinds),
            lanes: lanes(&recording, &causes),
            lines: (about.source.text.lines())
                .map(|line| line.trim().to_owned())
                .collect(),
            about,
            recording,
            kinds,
            causes,
        }
    }

    /// The spans again, from the events alone: the same as those that were given.
    pub fn spans_of_events(&self) -> Vec<Span> {
        spans(&self.recording, self.about.is_controlled)
    }

    /// The objects that events speak of, in the order in which they do, each with its first line.
    pub fn objects(&self) -> Vec<(ObjectId, u32)> {
        let mut lines: BTreeMap<ObjectId, (usize, u32)> = BTreeMap::new();
        for (at, event) in self.recording.events.iter().enumerate() {
            if event.object != ObjectId::NONE {
                lines.entry(event.object).or_insert((at, event.line));
            }
        }
        let mut objects: Vec<_> = lines.into_iter().collect();
        objects.sort_unstable_by_key(|(_, (at, _))| *at);
        objects
            .into_iter()
            .map(|(id, (_, line))| (id, line))
            .collect()
    }

    /// The pieces of output, each with the place of its event: whether it went to standard error, and the text.
    pub fn output(&self) -> impl Iterator<Item = (usize, bool, &str)> {
        let events = self.recording.events.iter().enumerate();
        events.filter_map(|(at, event)| {
            let text = event.value.as_deref()?;
            let is_output = self.kinds[at] == Kind::Output;
            is_output.then_some((at, event.detail == Detail::ErrorStream, text))
        })
    }

    pub fn is_lock(&self, object: ObjectId) -> bool {
        Sort::of(&self.recording, object) == Sort::Lock
    }

    pub fn is_queue(&self, object: ObjectId) -> bool {
        Sort::of(&self.recording, object) == Sort::Queue
    }

    /// A line of the script, without its indentation.
    pub fn text_of_line(&self, line: u32) -> Option<&str> {
        let line = self.lines.get((line as usize).checked_sub(1)?)?;
        Some(line.as_str())
    }
}

impl Lane {
    fn new(recording: &Recording, id: ThreadId, from: Nanos) -> Self {
        let name = recording.threads.get(&id).cloned();
        Lane {
            id,
            name: name.unwrap_or_else(|| id.to_string()),
            daemon: recording.daemons.contains(&id),
            parent: None,
            line: u32::from(id == ThreadId::MAIN),
            from,
            to: from,
            first: 0,
            last: 0,
            has_events: false,
            end: "cut",
        }
    }
}

/// The threads whose first events were left out, if not all of them, as far as is known of them.
fn forgotten(recording: &Recording) -> BTreeMap<ThreadId, Lane> {
    let mut lanes = BTreeMap::new();
    if recording.dropped == 0 {
        return lanes;
    }
    for (&id, life) in &recording.lifetimes {
        let Some(from) = life.from else {
            continue;
        };
        let lane = Lane::new(recording, id, from);
        let lane = Lane {
            parent: life.parent,
            line: life.line.max(lane.line),
            to: life.to.unwrap_or(recording.end),
            end: life.end(),
            ..lane
        };
        lanes.insert(id, lane);
    }
    lanes
}

fn lanes(recording: &Recording, causes: &[Option<usize>]) -> Vec<Lane> {
    let mut lanes = forgotten(recording);
    for (at, event) in recording.events.iter().enumerate() {
        let id = event.thread;
        let lane = (lanes.entry(id)).or_insert_with(|| Lane::new(recording, id, event.time));
        if !lane.has_events {
            (lane.first, lane.has_events) = (at, true);
        }
        (lane.to, lane.last) = (event.time, at);
        match event.kind {
            EventKind::Begin => {
                let start = causes[at].map(|cause| &recording.events[cause]);
                if let Some(start) = start {
                    (lane.parent, lane.line) = (Some(start.thread), start.line);
                }
            }
            EventKind::Error => lane.end = "failed",
            EventKind::End if event.detail == Detail::Nothing && lane.end != "failed" => {
                lane.end = "returned";
            }
            _ => {}
        }
    }
    for lane in lanes.values_mut() {
        if lane.has_events && recording.events[lane.last].kind != EventKind::End {
            lane.to = lane.to.max(recording.end);
        }
    }
    lanes.into_values().collect()
}
