//! Wrong solutions made from the right one: which would get full points?

use super::prove::stop;
use super::words::MutateWords;
use crate::cli::MISUSE;
use crate::cli::explore::{cores, interruption};
use crate::cli::output::{CLOSED_PIPE, Streams};
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::grade::assignment::Assignment;
use crate::grade::examine::InProcess;
use crate::grade::mutants::{Fate, Measured, Measuring, Mutant};
use crate::grade::prove::{Proving, Stopped};
use crate::messages::{Language, message, visible};
use std::sync::atomic::AtomicBool;

/// Make them and mark them; gives the exit code: 1 when one passes.
pub fn mutate(words: &MutateWords, style: &Style, streams: &Streams) -> i32 {
    let assignment = match super::read(&words.assignment, style, streams) {
        Ok(assignment) => assignment,
        Err(code) => return code,
    };
    let Some(solution) = assignment.right.first() else {
        let hint = message!("assignment-prove-none.hint");
        let none = message!("assignment-prove-none");
        streams.say(&render_plain(&none, Some(&hint), style));
        return MISUSE;
    };
    let interrupted = interruption();
    let jobs = words.jobs.unwrap_or_else(cores);
    let measured = match measured(&assignment, jobs, style.language, &interrupted) {
        Ok(measured) => measured,
        Err(stopped) => return stop(&stopped, style, streams),
    };
    let name = &solution.file.name;
    streams.print(&told(&measured, name, words.all, style.language));
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
        examiner: &|| Box::new(InProcess::default()),
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

fn told(measured: &Measured, solution: &str, all: bool, language: Language) -> String {
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
            text += &line(mutant, *fate, language);
        }
    }
    text
}

fn line(mutant: &Mutant, fate: Fate, language: Language) -> String {
    let what = visible(&mutant.what.in_language(language));
    let told = match fate {
        Fate::Refused => message!("mutants-refused", line = mutant.line, what),
        Fate::Equivalent => message!("mutants-equivalent", line = mutant.line, what),
        Fate::Passes => {
            message!(
                "mutants-passes",
                line = mutant.line,
                what,
                remedy = mutant.remedy
            )
        }
    };
    format!("  {}\n", told.in_language(language))
}
