//! What two schedules of their own tell: how much can be done at once, and which loops wait by looking.

use super::super::condition::{Finding, Judged};
use super::super::numbers::{least, most};
use super::super::outcome::seconds;
use super::super::scene::{Scene, Whose};
use super::ending::rounded;
use crate::explore::IdleLoop;
use crate::grade::property::Number;
use crate::grade::reason::Reason;
use crate::messages::message;
use crate::runtime::Work;

/// As much can be done at once, in the balanced schedule.
pub fn parallelism(work: Work, number: Number) -> Judged {
    let given = (work.parallelism() * 100.0).round() / 100.0;
    if number.holds(given) {
        return Judged::Holds;
    }
    let expected = match given < least(number) {
        true => least(number),
        false => most(number),
    };
    Finding::new(Reason::NotParallel)
        .with("given", given)
        .with("expected", expected)
        .fails()
}

/// No loop only looks, in the patient schedule, and in those that a bound has cut.
pub fn no_busy_wait(scene: &Scene, whose: Whose, loops: &[IdleLoop]) -> Judged {
    let names = &scene.trial.facts.lives;
    let belongs = |idle: &&IdleLoop| {
        let life = names.get(idle.thread.0 as usize);
        life.is_some_and(|life| scene.belongs(&life.name, whose))
    };
    let own = || loops.iter().filter(belongs);
    // One that spins is worse than one that polls.
    let Some(idle) = own()
        .find(|idle| idle.every.is_none())
        .or_else(|| own().next())
    else {
        return Judged::Holds;
    };
    let finding = match idle.every {
        None => Finding::new(Reason::BusyWait).with("turns", idle.turns),
        Some(every) => Finding::new(Reason::Polling).with("seconds", rounded(seconds(every))),
    };
    let looks_at: Vec<&str> = (idle.looks_at.iter().map(String::as_str))
        .filter(|name| !name.is_empty())
        .collect();
    let hint = (!looks_at.is_empty()).then(|| {
        let hint = message!("grade-wait-for-it", what = looks_at.join(", "));
        (&hint).into()
    });
    let life = names.get(idle.thread.0 as usize);
    let file = scene.file_of(life.map_or("", |life| life.name.as_str()));
    let finding = finding.at(scene.place(file, idle.line));
    Finding { hint, ..finding }.fails()
}
