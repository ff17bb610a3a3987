//! What a run of an assignment finds in place of the outside, for `sandbox run --as-marked`: the same as marking gave it, so that a
//! schedule which marking tells of can be seen again.

use super::MISUSE;
use super::output::Streams;
use super::script::Script;
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::explore::Making;
use crate::grade::assignment::{Assignment, Main};
use crate::grade::examine::Scripts;
use crate::grade::mark;
use crate::grade::submission::HandIn;
use crate::messages::{Message, closest, message};
use std::path::Path;

/// So many scripts beside the program can be imported.
const MOST_SCRIPTS: usize = 64;

/// The outside of a run.
pub struct Marked {
    pub making: Making,
    /// Companions call the program's functions; nothing of it is run by itself.
    pub is_called: bool,
}

/// Read `ASSIGNMENT:RUN`; gives the exit code when it cannot be had, which is said.
///
/// # Errors
/// There is no such assignment or run, or the script does not parse.
pub fn marked(
    named: &str,
    script: &Script,
    seed: u64,
    style: &Style,
    streams: &Streams,
) -> Result<Marked, i32> {
    let refuse = |message: Message, hint: Option<Message>| {
        streams.say(&render_plain(&message, hint.as_ref(), style));
        MISUSE
    };
    let Some((assignment, run)) = named.rsplit_once(':') else {
        let hint = message!("as-marked-run.hint");
        return Err(refuse(message!("as-marked-run", named), Some(hint)));
    };
    let (assignment, _) = Assignment::read(Path::new(assignment))
        .map_err(|mistakes| super::assignment::refuse(&mistakes, style, streams))?;
    let names = || assignment.runs.iter().map(|run| run.name.as_str());
    let Some(place) = names().position(|name| name == run) else {
        let hint = match closest(run, names()) {
            Some(name) => message!("did-you-mean", name),
            None => message!("model-keys", known = names().collect::<Vec<_>>().join(", ")),
        };
        return Err(refuse(
            message!("assignment-no-run", name = run),
            Some(hint),
        ));
    };
    if assignment.runs[place].real.is_some() {
        return Err(refuse(message!("as-marked-real", name = run), None));
    }
    let hand_in = hand_in(&assignment, script);
    let job = mark::job(&assignment, place, &hand_in, seed).map_err(|(check, error)| {
        refuse(
            message!("marks-expression", check, error = error.to_string()),
            None,
        )
    })?;
    let making =
        Scripts::compiled(&job).and_then(|scripts| scripts.making(&job, &job.runs[0], true));
    let making = making.map_err(|failure| {
        let said = failure.sentence().unwrap_or_default();
        refuse(
            Message::from(said.in_language(style.language).to_owned()),
            None,
        )
    })?;
    Ok(Marked {
        making,
        is_called: assignment.runs[place].main == Main::Call,
    })
}

/// The script as if it were handed in, with the scripts that lie beside it.
fn hand_in(assignment: &Assignment, script: &Script) -> HandIn {
    let mut hand_in = HandIn::of_text(assignment, script.source.text.clone());
    let folder = script.folder.as_deref().map(std::fs::read_dir);
    for entry in folder
        .into_iter()
        .flatten()
        .flatten()
        .flatten()
        .take(MOST_SCRIPTS)
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_script = name.ends_with(".rhai")
            && Path::new(&script.name).file_name() != Some(&entry.file_name());
        if is_script && let Ok(text) = std::fs::read_to_string(entry.path()) {
            hand_in.scripts.entry(name).or_insert(text);
        }
    }
    hand_in
}
