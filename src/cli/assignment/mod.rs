//! `sandbox assignment`: what teachers do with an assignment before students see it.
//!
//! ```text
//! words   the words of the command
//! new     an assignment from a solution
//! show    what is run and what is checked, in words
//! prove   its right and wrong solutions, marked
//! mutate  wrong solutions made from the right one
//! pack    the archive for students
//! ```

mod mutate;
mod new;
mod pack;
mod prove;
mod show;
mod words;

pub use words::AssignmentWords;

use super::MISUSE;
use super::output::Streams;
use crate::diagnostics::render::Options as Style;
use crate::grade::assignment::{Assignment, Mistake};
use std::path::Path;
use words::AssignmentAction;

/// Do what the words say; gives the exit code.
pub fn assignment(words: &AssignmentWords, style: &Style, streams: &Streams) -> i32 {
    match &words.action {
        AssignmentAction::New(words) => new::new(words, style, streams),
        AssignmentAction::Show(words) => show::show(words, style, streams),
        AssignmentAction::Prove(words) => prove::prove(words, style, streams),
        AssignmentAction::Mutate(words) => mutate::mutate(words, style, streams),
        AssignmentAction::Pack(words) => pack::pack(words, style, streams),
    }
}

/// Read an assignment and say what is odd in it; gives the exit code when something is wrong with it.
pub(super) fn read(name: &str, style: &Style, streams: &Streams) -> Result<Assignment, i32> {
    let read = Assignment::read(Path::new(name));
    let (assignment, warnings) = read.map_err(|mistakes| refuse(&mistakes, style, streams))?;
    for warning in warnings {
        streams.say(&warning.render_warning(style));
    }
    Ok(assignment)
}

/// Say what is wrong with an assignment; gives the exit code.
pub(super) fn refuse(mistakes: &[Mistake], style: &Style, streams: &Streams) -> i32 {
    let reports: Vec<String> = mistakes
        .iter()
        .map(|mistake| mistake.render(style))
        .collect();
    streams.say(&reports.join("\n"));
    MISUSE
}
