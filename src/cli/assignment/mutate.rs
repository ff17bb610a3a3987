//! Wrong solutions made from the right one: which would get full points?

use super::prove::stop;
use super::words::MutateWords;
use crate::cli::MISUSE;
use crate::cli::explore::{cores, interruption};
use crate::cli::output::{CLOSED_PIPE, Streams};
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::grade::assignment::Assignment;
use crate::grade::examine::InProcess;
use crate::grade::job::Clock;
use crate::grade::mutants::{Fate, Measured, Measuring, Mutant};
use crate::grade::open::Open;
use crate::grade::property::Property;
use crate::grade::prove::{Proving, Stopped};
use crate::messages::{Language, Message, message, visible};
use std::sync::atomic::AtomicBool;

/// Make them and mark them; gives the exit code: 1 when one passes.
pub fn mutate(words: &MutateWords, style: &Style, streams: &Streams) -> i32 {
    let assignment = match super::read(&words.assignment, style, streams) {
        Ok(assignment) => assignment,
        Err(code) => return code,
    };
    if assignment.right.is_empty() {
        let hint = message!("assignment-prove-none.hint");
        let none = message!("assignment-prove-none");
        streams.say(&render_plain(&none, Some(&hint), style));
        return MISUSE;
    }
    let interrupted = interruption();
    let jobs = words.jobs.unwrap_or_else(cores);
    let measured = match measured(&assignment, jobs, style.language, &interrupted) {
        Ok(measured) => measured,
        Err(stopped) => return stop(&stopped, style, streams),
    };
    streams.print(&told(&assignment, &measured, words.all, style.language));
    match streams.is_closed() {
        true => CLOSED_PIPE,
        false => i32::from(measured.count(Fate::Passes) > 0),
    }
}

/// The mutants of an assignment's solution, marked by it.
///
/// # Errors
/// Nothing could be marked.
pub fn measured(
    assignment: &Assignment,
    jobs: usize,
    language: Language,
    interrupted: &AtomicBool,
) -> Result<Measured, Stopped> {
    let proving = Proving {
        assignment,
        jobs,
        language,
        interrupted,
        examiner: &|| Box::new(Open::new(true).beside(InProcess::default())),
    };
    let measuring = Measuring {
        proving: &proving,
        seed: assignment.seed,
    };
    let solution = assignment.right.first();
    let text = solution.map_or_else(String::new, |proof| {
        String::from_utf8_lossy(&proof.file.bytes).into_owned()
    });
    measuring.measure(&text)
}

fn told(assignment: &Assignment, measured: &Measured, all: bool, language: Language) -> String {
    let solution = assignment.right.first();
    let solution = solution.map_or("", |proof| proof.file.name.as_str());
    let summary = message!(
        "mutants-summary",
        count = measured.mutants.len(),
        solution = visible(solution),
        refused = measured.count(Fate::Refused),
        equivalent = measured.count(Fate::Equivalent),
        passes = measured.count(Fate::Passes)
    );
    let mut text = summary.in_language(language) + "\n";
    for (mutant, fate) in &measured.mutants {
        if all || *fate == Fate::Passes {
            text += &line(assignment, mutant, *fate, language);
        }
    }
    text
}

fn line(assignment: &Assignment, mutant: &Mutant, fate: Fate, language: Language) -> String {
    let what = visible(&mutant.what.in_language(language));
    let told = match fate {
        Fate::Refused => message!("mutants-refused", line = mutant.line, what),
        Fate::Equivalent => message!("mutants-equivalent", line = mutant.line, what),
        Fate::Passes => {
            message!(
                "mutants-passes",
                line = mutant.line,
                what,
                advice = advice(assignment, mutant.remedy)
            )
        }
    };
    format!("  {}\n", told.in_language(language))
}

/// What would see it: a property of a check, or a run. What is there already is not asked for again.
fn advice(assignment: &Assignment, remedy: &'static str) -> Message {
    let key = remedy.split(' ').next().unwrap_or_default();
    let is_there = match key {
        "clock" => {
            let mut checks = assignment.checks.iter();
            checks.any(|check| {
                let mut runs = check.runs.iter();
                runs.any(|run| assignment.runs[*run].clock == Clock::Any)
            })
        }
        _ => {
            let mut properties = (assignment.checks.iter()).flat_map(|check| &check.properties);
            properties.any(|property| asks(property, key, remedy))
        }
    };
    let first = assignment.runs.first().map_or("", |run| run.name.as_str());
    match (is_there, key) {
        (true, _) => message!("mutants-advice-there", key),
        (false, "clock") => message!("mutants-advice-run", remedy, run = visible(first)),
        (false, _) => message!("mutants-advice-check", remedy),
    }
}

/// Does a property ask for what the remedy would? Of those in braces, for the same part.
fn asks(property: &Property, key: &str, remedy: &str) -> bool {
    let parts: &[(&str, bool)] = match property {
        Property::Threads {
            started,
            daemon,
            peak,
        } => &[
            ("started", started.is_some()),
            ("daemon", daemon.is_some()),
            ("peak", peak.is_some()),
        ],
        Property::Inside { most, reaches, .. } => {
            &[("most", most.is_some()), ("reaches", reaches.is_some())]
        }
        Property::NoDeadlock => return key == "sound",
        _ => return property.key() == key,
    };
    let mut parts = parts.iter();
    property.key() == key && parts.any(|(part, is_there)| *is_there && remedy.contains(part))
}
