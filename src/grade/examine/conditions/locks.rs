//! Locks: who holds one to the end, takes two in both orders, or waits for something else meanwhile.

use super::super::condition::{Finding, Judged};
use super::super::reading::{Reading, calls_of, waiting};
use super::super::scene::{Scene, Whose};
use crate::grade::reason::Reason;
use crate::messages::message;
use crate::runtime::{Cause, InversionStep, ThreadId};
use crate::timeline::Held;

fn belongs(scene: &Scene, reading: &Reading, thread: ThreadId, whose: Whose) -> bool {
    let name = reading.recording.threads.get(&thread);
    name.is_some_and(|name| scene.belongs(name, whose))
}

/// No thread ends that holds a lock, and none is let go by who does not hold it.
pub fn released(scene: &Scene, whose: Whose) -> Judged {
    let Some(reading) = scene.reading() else {
        return Judged::Holds;
    };
    let line = |at: usize| reading.recording.events[at].line;
    let kept = reading.ends().find_map(|(thread, end)| {
        let own = belongs(scene, reading, thread, whose);
        let held = own.then(|| reading.held_by(thread, end).next()).flatten();
        Some((thread, held?))
    });
    let left = |thread: ThreadId, held: &Held, place: u32| {
        Finding::new(Reason::LockLeftHeld)
            .with("thread", scene.called(thread))
            .with("lock", reading.name(held.lock))
            .with("line", line(held.first))
            .at(scene.place(&scene.job.main, place))
    };
    if let Some((thread, held)) = kept {
        return left(thread, held, line(held.first)).fails();
    }
    let let_go = |held: &&Held| {
        let last = held.last.map(|last| &reading.recording.events[last]);
        last.is_some_and(|last| {
            last.thread != held.thread && belongs(scene, reading, last.thread, whose)
        })
    };
    let Some(held) = reading.held.iter().find(let_go) else {
        return Judged::Holds;
    };
    let at = held.last.unwrap_or(held.first);
    let by = reading.recording.events[at].thread;
    let hint = message!(
        "grade-released-by-another",
        thread = scene.called(by),
        line = line(at),
        holder = scene.called(held.thread)
    );
    let finding = left(held.thread, held, line(at));
    Finding {
        hint: Some((&hint).into()),
        ..finding
    }
    .fails()
}

/// No two locks are taken in both orders.
pub fn order_of_locks(scene: &Scene, whose: Whose) -> Judged {
    let facts = &scene.trial.facts;
    let own = |steps: &[InversionStep]| steps.iter().all(|step| scene.belongs(&step.thread, whose));
    let found = facts.inversions.iter().find(|found| own(&found.steps));
    if let Some([first, second, ..]) = found.map(|found| &found.steps[..]) {
        return crossed(
            scene,
            (&first.outer, &first.inner),
            (first.inner_line, second.inner_line),
        );
    }
    // What has led to a deadlock is told with it.
    let Some(report) = &facts.deadlock else {
        return Judged::Holds;
    };
    let mut rows = (report.threads.iter())
        .filter(|row| !row.holds.is_empty() && scene.belongs(&row.label, whose))
        .filter(|row| {
            row.held_by
                .as_ref()
                .is_some_and(|by| by.thread != row.thread)
        });
    match (&report.cause, rows.next(), rows.next()) {
        (Some(Cause::Cycle { .. }), Some(first), Some(second)) => crossed(
            scene,
            (&first.holds[0].what, &first.object),
            (first.line, second.line),
        ),
        _ => Judged::Holds,
    }
}

fn crossed(scene: &Scene, (outer, inner): (&str, &str), (here, there): (u32, u32)) -> Judged {
    Finding::new(Reason::LockOrder)
        .with("a", outer)
        .with("b", inner)
        .with("line", there)
        .at(scene.place(&scene.job.main, here))
        .fails()
}

/// No lock, or not this one, is held by a thread that waits in such a call.
pub fn not_held_while(scene: &Scene, whose: Whose, call: &str, lock: Option<&str>) -> Judged {
    let (Some(wanted), Some(reading)) = (calls_of(call), scene.reading()) else {
        return Judged::Holds;
    };
    let waits = waiting(reading, scene);
    let found = waits.iter().find_map(|waiting| {
        let is_meant = waiting.call == wanted && belongs(scene, reading, waiting.thread, whose);
        if !is_meant {
            return None;
        }
        let mut held = reading
            .held_by(waiting.thread, waiting.from)
            .filter(|held| held.lock != waiting.object)
            .filter(|held| lock.is_none_or(|name| reading.is_called(held.lock, name)));
        Some((waiting, held.next()?))
    });
    let Some((waiting, held)) = found else {
        return Judged::Holds;
    };
    Finding::new(Reason::HeldWhileWaiting)
        .with("lock", reading.name(held.lock))
        .with("what", call)
        .at(scene.place(&scene.job.main, waiting.line))
        .fails()
}
