//! Properties of real threads that are judged by what repetitions show.

use super::example;
use super::seen::{Seen, Thread};
use crate::grade::examine::numbers::{least, most, wanted};
use crate::grade::job::{Failure, Limits, Place, RunJob};
use crate::grade::property::{Number, Property};
use crate::grade::reason::Reason;
use std::collections::BTreeMap;

/// What is known of each property after some repetitions.
pub struct Facts<'r> {
    run: &'r RunJob,
    failures: Vec<Option<Failure>>,
    /// Most threads that lived at once, of all repetitions; it is enough if one shows it.
    peak: usize,
}

impl Facts<'_> {
    pub fn of(run: &RunJob) -> Facts<'_> {
        Facts {
            run,
            failures: vec![None; run.properties.len()],
            peak: 0,
        }
    }

    pub fn add(&mut self, seen: &Seen, number: u64) {
        self.peak = self.peak.max(peak(&seen.threads));
        for (place, property) in self.run.properties.iter().enumerate() {
            if self.failures[place].is_none() {
                self.failures[place] = failure(property, seen, &self.run.limits, number);
            }
        }
    }

    /// What does not hold, with its place among the properties.
    pub fn failures(self) -> Vec<(usize, Failure)> {
        let properties = self.run.properties.iter();
        let found = properties
            .zip(self.failures)
            .map(|(property, found)| match property {
                Property::Threads {
                    peak: Some(number), ..
                } => found.or_else(|| too_few(*number, self.peak)),
                _ => found,
            });
        let places = found.enumerate();
        places
            .filter_map(|(place, found)| Some((place, found?)))
            .collect()
    }
}

fn too_few(number: Number, peak: usize) -> Option<Failure> {
    let reason = match (peak as f64) < least(number) && peak > 0 {
        true => Reason::Sequential,
        false => Reason::WrongThreadCount,
    };
    let given = peak.to_string();
    (!number.holds(peak as f64)).then(|| {
        told(
            reason,
            &[("given", &given), ("expected", &wanted(number))],
            0,
        )
    })
}

/// Most that lived at the same time.
fn peak(threads: &[Thread]) -> usize {
    let alive = |at: u64| {
        threads
            .iter()
            .filter(|other| other.from <= at && at < other.to)
            .count()
    };
    threads
        .iter()
        .map(|thread| alive(thread.from))
        .max()
        .unwrap_or_default()
}

/// What a repetition has against a property.
fn failure(property: &Property, seen: &Seen, limits: &Limits, number: u64) -> Option<Failure> {
    let found = match property {
        Property::NoError => error(seen),
        Property::NoDeadlock => (seen.reason == "deadlock").then(|| deadlock(seen)),
        Property::Ends => seen.is_cut.then(|| endless(seen)),
        Property::WithinLimits => limit(seen, limits),
        Property::LeftRunning(most) => left(seen, *most),
        Property::Threads {
            started, daemon, ..
        } => {
            let daemons = seen.threads.iter().filter(|thread| thread.daemon).count();
            count(*started, seen.threads.len()).or_else(|| count(*daemon, daemons))
        }
        Property::Duration(number) => duration(*number, seen.seconds),
        Property::Calls { program, count } => calls(program, *count, seen),
        _ => None,
    };
    found.map(|failure| Failure {
        counterexample: Some(example(number, Some(&seen.outcome))),
        ..failure
    })
}

fn told(reason: Reason, arguments: &[(&str, &str)], line: u32) -> Failure {
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let clock = ("clock".to_owned(), "real".to_owned());
    Failure {
        reason: Some(reason),
        arguments: arguments
            .iter()
            .map(pair)
            .chain([clock])
            .collect::<BTreeMap<_, _>>(),
        hint: None,
        place: (line > 0).then(|| Place {
            file: String::new(),
            line,
            column: 0,
            text: String::new(),
        }),
        held: None,
        counterexample: None,
    }
}

fn error(seen: &Seen) -> Option<Failure> {
    if !matches!(seen.reason.as_str(), "error" | "internal-error") {
        return None;
    }
    let failed = seen.threads.iter().find(|thread| thread.end == "failed");
    Some(match failed {
        Some(thread) => {
            let arguments = [("thread", thread.name.as_str()), ("error", &seen.said)];
            told(Reason::ThreadError, &arguments, seen.line)
        }
        None => told(Reason::RuntimeError, &[("error", &seen.said)], seen.line),
    })
}

fn deadlock(seen: &Seen) -> Failure {
    let cut: Vec<&str> = (seen.threads.iter())
        .filter(|thread| thread.end == "cut")
        .map(|thread| thread.name.as_str())
        .collect();
    let (count, names) = (cut.len().max(1).to_string(), cut.join(", "));
    let thread = cut.first().copied().unwrap_or("main");
    let arguments = [
        ("kind", "nobody"),
        ("count", count.as_str()),
        ("others", "0"),
        ("a", &names),
        ("b", ""),
        ("thread", thread),
    ];
    told(Reason::Deadlock, &arguments, seen.line)
}

fn endless(seen: &Seen) -> Failure {
    let cut = seen.threads.iter().find(|thread| thread.end == "cut");
    let thread = cut.map_or("main", |thread| thread.name.as_str());
    let seconds = rounded(seen.seconds);
    told(
        Reason::Endless,
        &[("seconds", &seconds), ("thread", thread)],
        seen.line,
    )
}

fn limit(seen: &Seen, limits: &Limits) -> Option<Failure> {
    let mib = |bytes: u64| format!("{} MiB", bytes >> 20);
    let (reason, limit) = match seen.reason.as_str() {
        "operation-limit" => (Reason::OperationLimit, limits.operations.to_string()),
        "memory-limit" => (Reason::MemoryLimit, mib(limits.memory)),
        "output-limit" => (Reason::OutputLimit, format!("{} KiB", limits.output >> 10)),
        "call-depth-limit" => (Reason::DepthLimit, limits.call_depth.to_string()),
        _ => return None,
    };
    Some(told(reason, &[("limit", &limit)], seen.line))
}

fn left(seen: &Seen, most: u64) -> Option<Failure> {
    let left: Vec<&Thread> = seen
        .threads
        .iter()
        .filter(|thread| thread.end == "cut")
        .collect();
    let first = left.first()?;
    (left.len() as u64 > most)
        .then(|| told(Reason::ThreadLeft, &[("thread", &first.name)], first.line))
}

fn count(number: Option<Number>, given: usize) -> Option<Failure> {
    let number = number.filter(|number| !number.holds(given as f64))?;
    let arguments = [
        ("given", &*given.to_string()),
        ("expected", &wanted(number)),
    ];
    Some(told(Reason::WrongThreadCount, &arguments, 0))
}

fn duration(number: Number, seconds: f64) -> Option<Failure> {
    let (reason, expected) = match seconds > most(number) {
        _ if number.holds(seconds) => return None,
        true => (Reason::TooSlow, most(number)),
        false => (Reason::TooFast, least(number)),
    };
    let arguments = [
        ("given", &*rounded(seconds)),
        ("expected", &expected.to_string()),
    ];
    Some(told(reason, &arguments, 0))
}

fn calls(program: &str, number: Number, seen: &Seen) -> Option<Failure> {
    let base = |called: &str| called.rsplit('/').next().unwrap_or_default().to_owned();
    let is_it =
        |called: &&String| base(called.split_whitespace().next().unwrap_or_default()) == program;
    let given = seen.started.iter().filter(is_it).count();
    let arguments = [
        ("program", program),
        ("given", &*given.to_string()),
        ("expected", &wanted(number)),
    ];
    (!number.holds(given as f64)).then(|| told(Reason::WrongCalls, &arguments, 0))
}

/// At most a thousandth of a second.
fn rounded(seconds: f64) -> String {
    ((seconds * 1000.0).round() / 1000.0).to_string()
}
