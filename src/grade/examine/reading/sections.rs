//! When threads run which functions.

use super::Reading;
use crate::runtime::{EventKind, ThreadId};

/// A thread runs a function, from one event to another.
#[derive(Clone, Debug)]
pub struct Section {
    pub thread: ThreadId,
    pub function: String,
    pub from: usize,
    /// None: to the end of the run.
    pub to: Option<usize>,
    pub line: u32,
}

impl Section {
    /// Does it run when the event of this place comes?
    pub fn runs_at(&self, at: usize) -> bool {
        self.from <= at && self.to.is_none_or(|to| to > at)
    }
}

/// All sections, in the order in which they begin; a function that calls itself runs as long as its first call.
pub fn sections(reading: &Reading) -> Vec<Section> {
    let mut all: Vec<Section> = Vec::new();
    // Open calls, also those inside of another call of the same function.
    let mut open: Vec<(ThreadId, &str, Option<usize>)> = Vec::new();
    for (at, event) in reading.recording.events.iter().enumerate() {
        let name = event.value.as_deref().unwrap_or_default();
        let is_own =
            |call: &&(ThreadId, &str, Option<usize>)| call.0 == event.thread && call.1 == name;
        match event.kind {
            EventKind::Enter => {
                let is_inside = open.iter().any(|call| is_own(&call));
                open.push((event.thread, name, (!is_inside).then_some(all.len())));
                if !is_inside {
                    all.push(Section {
                        thread: event.thread,
                        function: name.to_owned(),
                        from: at,
                        to: None,
                        line: event.line,
                    });
                }
            }
            EventKind::Leave => {
                if let Some(place) = open.iter().rposition(|call| is_own(&call))
                    && let (.., Some(section)) = open.remove(place)
                {
                    all[section].to = Some(at);
                }
            }
            // Whoever is ended by a stop leaves nothing.
            EventKind::End => {
                for (.., section) in open.iter().filter(|call| call.0 == event.thread) {
                    if let Some(section) = section {
                        all[*section].to = Some(at);
                    }
                }
                open.retain(|call| call.0 != event.thread);
            }
            _ => {}
        }
    }
    all
}
