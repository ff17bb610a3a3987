//! Calls that take time: how often programs are started, and how many of a kind last at once.

use super::super::condition::{Finding, Judged};
use super::super::numbers::wanted;
use super::super::reading::{Waiting, calls_of, waiting};
use super::super::scene::{Scene, Whose};
use crate::grade::property::Number;
use crate::grade::reason::Reason;
use crate::runtime::Life;

/// The children of this program.
fn children<'s>(scene: &Scene<'s>, whose: Whose, program: &str) -> Vec<&'s Life> {
    let lives = scene.trial.facts.lives.iter();
    let own = lives.filter(|life| {
        let name = match scene.owner(&life.name) {
            Some(owner) => &life.name[owner.len() + 1..],
            None => &life.name,
        };
        let rest = name.strip_prefix(program).unwrap_or_default();
        let is_child = rest.starts_with('[') && rest.ends_with(']');
        life.apart && is_child && scene.belongs(&life.name, whose)
    });
    own.collect()
}

/// The program is started so often.
pub fn calls(scene: &Scene, whose: Whose, program: &str, count: Number) -> Judged {
    let children = children(scene, whose, program);
    if count.holds(children.len() as f64) {
        return Judged::Holds;
    }
    let finding = Finding::new(Reason::WrongCalls)
        .with("program", program)
        .with("given", children.len())
        .with("expected", wanted(count));
    match children.last() {
        Some(life) => finding.at(scene.place(scene.file_of(&life.name), life.line)),
        None => finding,
    }
    .fails()
}

/// Something that lasts from one moment to another, and the line that began it.
struct Lasting {
    from: u64,
    /// None: to the end of the run.
    to: Option<u64>,
    line: u32,
}

/// The most that last at once, and the line of the last of them.
fn most_at_once(all: &[Lasting]) -> (u64, u32) {
    let together = |one: &Lasting| {
        let lasts =
            |other: &&Lasting| other.from <= one.from && other.to.is_none_or(|to| to > one.from);
        (all.iter().filter(lasts).count() as u64, one.line)
    };
    // The first of those with as many.
    (all.iter().map(together)).fold((0, 0), |most, other| match other.0 > most.0 {
        true => other,
        false => most,
    })
}

fn at_once(scene: &Scene, whose: Whose, call: &str) -> (u64, u32) {
    let child = |life: &&Life| Lasting {
        from: life.begun.into(),
        to: life.ended.map(u64::from),
        line: life.line,
    };
    let children: Vec<Lasting> = children(scene, whose, call).iter().map(child).collect();
    if !children.is_empty() {
        return most_at_once(&children);
    }
    let (Some(call), Some(reading)) = (calls_of(call), scene.reading()) else {
        return (0, 0);
    };
    let threads = &reading.recording.threads;
    let belongs = |waiting: &&Waiting| {
        let name = threads.get(&waiting.thread);
        name.is_some_and(|name| scene.belongs(name, whose))
    };
    let waits = waiting(reading, scene);
    let waits = waits.iter().filter(|waiting| waiting.call == call);
    let lasting = waits.filter(belongs).map(|waiting| Lasting {
        from: waiting.from as u64,
        to: waiting.to.map(|to| to as u64),
        line: waiting.line,
    });
    most_at_once(&lasting.collect::<Vec<_>>())
}

/// Never more of these calls last at once.
pub fn at_most(scene: &Scene, whose: Whose, call: &str, most: u64) -> Judged {
    let (given, line) = at_once(scene, whose, call);
    if given <= most {
        return Judged::Holds;
    }
    Finding::new(Reason::TooManyInside)
        .with("given", given)
        .with("function", call)
        .with("expected", most)
        .at(scene.place(&scene.job.main, line))
        .fails()
}

/// At some moment so many of these calls last at once.
pub fn at_least(scene: &Scene, whose: Whose, call: &str, least: u64) -> Judged {
    let (given, line) = at_once(scene, whose, call);
    if given >= least {
        return Judged::Holds;
    }
    Finding::new(Reason::Sequential)
        .with("given", given)
        .with("expected", least)
        .at(scene.place(&scene.job.main, line))
        .comes_near(given as f64)
}
