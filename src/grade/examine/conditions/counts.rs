//! Threads and time.

use super::super::condition::{Finding, Judged};
use super::super::numbers::{least, most, wanted};
use super::super::outcome::seconds;
use super::super::scene::{Scene, Whose};
use super::ending::rounded;
use crate::grade::property::Number;
use crate::grade::reason::Reason;
use crate::runtime::Life;

/// So many threads are started.
pub fn started(scene: &Scene, whose: Whose, number: Number) -> Judged {
    number_of(scene, scene.lives(whose).collect(), number)
}

/// So many of them are daemons.
pub fn daemons(scene: &Scene, whose: Whose, number: Number) -> Judged {
    let daemons = scene.lives(whose).filter(|life| life.daemon);
    number_of(scene, daemons.collect(), number)
}

fn number_of(scene: &Scene, threads: Vec<&Life>, number: Number) -> Judged {
    if number.holds(threads.len() as f64) {
        return Judged::Holds;
    }
    let finding = Finding::new(Reason::WrongThreadCount)
        .with("given", threads.len())
        .with("expected", wanted(number));
    match threads.last() {
        Some(life) => finding.at(scene.place(scene.file_of(&life.name), life.line)),
        None => finding,
    }
    .fails()
}

/// So many live at once at some moment.
pub fn peak(scene: &Scene, whose: Whose, number: Number) -> Judged {
    let lives: Vec<&Life> = scene.lives(whose).collect();
    let peak = (lives.iter())
        .map(|first| {
            let together = lives.iter().filter(|other| {
                other.begun <= first.begun && other.ended.is_none_or(|ended| ended > first.begun)
            });
            together.count()
        })
        .max()
        .unwrap_or_default();
    if number.holds(peak as f64) {
        return Judged::Holds;
    }
    let reason = match (peak as f64) < least(number) && !lives.is_empty() {
        true => Reason::Sequential,
        false => Reason::WrongThreadCount,
    };
    let finding = Finding::new(reason)
        .with("given", peak)
        .with("expected", wanted(number));
    let finding = match lives.last() {
        Some(life) => finding.at(scene.place(scene.file_of(&life.name), life.line)),
        None => finding,
    };
    finding.comes_near(peak as f64)
}

/// The run takes so many virtual seconds.
pub fn duration(scene: &Scene, number: Number) -> Judged {
    let given = seconds(scene.trial.played.time);
    if number.holds(given) {
        return Judged::Holds;
    }
    let (reason, expected) = match given > most(number) {
        true => (Reason::TooSlow, most(number)),
        false => (Reason::TooFast, least(number)),
    };
    Finding::new(reason)
        .with("given", rounded(given))
        .with("expected", expected)
        .fails()
}
