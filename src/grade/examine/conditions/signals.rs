//! Wake-ups of conditions after which the thread waits again.

use super::super::condition::{Finding, Judged};
use super::super::scene::{Scene, Whose};
use crate::grade::property::Number;
use crate::grade::reason::Reason;
use crate::runtime::{EventKind, ObjectId, Operation, ThreadId};
use std::collections::BTreeMap;

/// So many threads are woken that find that they have to wait again.
pub fn woken_for_nothing(scene: &Scene, whose: Whose, number: Number) -> Judged {
    let Some(reading) = scene.reading() else {
        return Judged::Holds;
    };
    let kind = |object: ObjectId| {
        reading
            .recording
            .objects
            .get(&object)
            .map(|named| named.kind)
    };
    let mut woken: BTreeMap<ThreadId, ObjectId> = BTreeMap::new();
    let (mut count, mut line) = (0_u64, 0);
    for event in &reading.recording.events {
        let name = reading.recording.threads.get(&event.thread);
        if !name.is_some_and(|name| scene.belongs(name, whose)) {
            continue;
        }
        match event.kind {
            EventKind::Wake if kind(event.object) == Some("Condition") => {
                woken.insert(event.thread, event.object);
            }
            EventKind::Did(Operation::Wait)
                if woken.remove(&event.thread) == Some(event.object) =>
            {
                count += 1;
                line = event.line;
            }
            // It got what it waited for, and goes on.
            EventKind::Did(Operation::Release | Operation::Write | Operation::Notify) => {
                woken.remove(&event.thread);
            }
            _ => {}
        }
    }
    if number.holds(count as f64) {
        return Judged::Holds;
    }
    Finding::new(Reason::NeedlessWakes)
        .with("given", count)
        .at(scene.place(&scene.job.main, line))
        .fails()
}
