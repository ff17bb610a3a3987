//! `sandbox explore`: many schedules of one script, and what is said of them.

use super::arguments::{ExploreWords, Format};
use super::output::{CLOSED_PIPE, Streams};
use super::trace::{Destination, Told};
use super::{INTERRUPTED, LIMIT, MISUSE, broken, names, script};
use crate::diagnostics::render::{Options as Style, render_plain, render_plain_warning};
use crate::explore::report::{Telling, to_json, verdict};
use crate::explore::{
    Asked, Budget, BugKind, Counterexample, Evidence, Expected, Exploration, Follower, Making,
    Progress, Subject, explore, shrink,
};
use crate::library::LIBRARY;
use crate::messages::{Message, grouped, message, system_reason};
use crate::objects::abi::DEFAULT_SOURCE;
use crate::permissions::reached;
use crate::process::{adopt_orphans, keep_children};
use crate::runtime::time::Allowance;
use crate::session::{Program, Runtime};
use std::io::{IsTerminal, Read};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// The exit code of an exploration that found a deadlock.
const DEADLOCK: i32 = 3;
/// Runs that shrinking a schedule may take; of runs that never end, which take long, a tenth.
const SHRINKS: usize = 600;

/// Explore the script that the words name; gives the exit code. A replay of it takes the options that are kept.
pub fn run(words: &ExploreWords, kept: Vec<String>, mut style: Style, streams: &Streams) -> i32 {
    style.names = names;
    match explored(words, &kept, &style, streams) {
        _ if streams.is_closed() => CLOSED_PIPE,
        Ok(code) | Err(code) => code,
    }
}

fn explored(
    words: &ExploreWords,
    kept: &[String],
    style: &Style,
    streams: &Streams,
) -> Result<i32, i32> {
    let trace = destination(words, style, streams)?;
    let subject = subject(words, style, streams)?;
    let time = Allowance::begin(words.time.filter(|time| !time.is_zero()));
    let interrupted = interruption();
    let given_up = || interrupted.load(SeqCst) || time.check().is_err();
    let shows_progress = std::io::stderr().is_terminal();
    let mut line = ProgressLine {
        is_shown: shows_progress,
        style,
        streams,
    };
    let exploration = explore(
        &subject,
        &Budget {
            strategy: words.strategy,
            seed: words.seed,
            schedules: words.schedules.max(1),
            jobs: words.jobs.unwrap_or_else(cores),
            goes_on: false,
            given_up: &given_up,
        },
        &mut line,
    );
    if shows_progress {
        streams.say("\r\u{1b}[K");
    }
    if let Some(error) = &exploration.refused {
        let refused = message!("explore-refused", error = &error.text);
        let hint = message!("explore-refused.hint");
        streams.say(&render_plain(&refused, Some(&hint), style));
        return Err(MISUSE);
    }
    let is_interrupted = interrupted.load(SeqCst);
    let (code, example) = told(
        words,
        kept,
        &subject,
        &exploration,
        is_interrupted,
        style,
        streams,
    );
    let code = match is_interrupted && exploration.found.is_none() {
        true => INTERRUPTED,
        false => code,
    };
    let Some(destination) = trace else {
        return Ok(code);
    };
    let Some(example) = example else {
        destination.give_up(style, streams);
        return Ok(code);
    };
    let told = Told {
        source: subject.source().clone(),
        arguments: words.words[1..].to_vec(),
        seed: Some(words.seed),
        schedule: None,
        style: style.clone(),
    };
    let trace = told.of_example(example, &exploration, code);
    Ok(destination.write(&trace, code, style, streams))
}

/// Where the trace of the counterexample goes, if it is wanted; gives the exit code when it cannot be written.
fn destination(
    words: &ExploreWords,
    style: &Style,
    streams: &Streams,
) -> Result<Option<Destination>, i32> {
    let misuse = |message: &Message, hint: Option<&Message>| {
        streams.say(&render_plain(message, hint, style));
        MISUSE
    };
    let opened =
        Destination::open(&words.trace).map_err(|(wrong, hint)| misuse(&wrong, hint.as_ref()))?;
    match &opened {
        Some(destination) if destination.is_standard_output() && words.format == Format::Json => {
            let hint = message!("trace-two-reports.hint");
            Err(misuse(&message!("trace-two-reports"), Some(&hint)))
        }
        _ => Ok(opened),
    }
}

/// Set by Ctrl-C, which ends the exploration with what is known so far; a second one ends the program.
#[expect(
    clippy::disallowed_methods,
    reason = "who asks twice waits for no report"
)]
pub fn interruption() -> Arc<AtomicBool> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let set = interrupted.clone();
    // Without a handler, Ctrl-C ends the program at once, as it does anyway.
    let _ = ctrlc::set_handler(move || {
        if set.swap(true, SeqCst) {
            std::process::exit(INTERRUPTED);
        }
    });
    interrupted
}

/// Print the report.
fn told(
    words: &ExploreWords,
    kept: &[String],
    subject: &Subject,
    exploration: &Exploration,
    is_interrupted: bool,
    style: &Style,
    streams: &Streams,
) -> (i32, Option<Counterexample>) {
    let telling = Telling {
        language: style.language,
        source: subject.source(),
        source_of: &|thread| subject.source_of(thread),
        strategy: words.strategy.name(),
        seed: words.seed,
        stopped: match exploration.given_up && exploration.found.is_none() {
            true if is_interrupted => Some("interrupted"),
            true => Some("time"),
            false => None,
        },
        command: replay(words, kept),
    };
    let most = |kind| match kind {
        BugKind::NeverEnds => SHRINKS / 10,
        _ => SHRINKS,
    };
    let example =
        (exploration.found.as_ref()).map(|found| shrink(subject, found, most(found.bug.kind)));
    let text = match (words.format, &exploration.found, &example) {
        (Format::Json, ..) => to_json(exploration, example.as_ref(), &telling),
        (Format::Text, Some(found), Some(example)) => telling.finding(found, example),
        (Format::Text, ..) if exploration.schedules == 0 => {
            message!("explore-none").in_language(style.language) + "\n"
        }
        (Format::Text, ..) => verdict(exploration, &telling),
    };
    streams.print(&text);
    if words.format == Format::Text && exploration.found.is_none() {
        tell_of_time(words, exploration, is_interrupted, style, streams);
    }
    let code = match (&exploration.found, exploration.evidence) {
        (Some(found), _) if found.bug.kind == BugKind::Deadlock => DEADLOCK,
        (Some(_), _) => 1,
        (None, Evidence::Sampled { ended: 0, .. } | Evidence::Partial { ended: 0, .. }) => LIMIT,
        (None, _) => 0,
    };
    (code, example)
}

/// The command that replays a schedule: what stands before and after the schedule.
fn replay(words: &ExploreWords, kept: &[String]) -> (String, String) {
    let mut before = String::from("sandbox run ");
    if words.seed != 0 {
        before += &format!("--seed {} ", words.seed);
    }
    for word in kept {
        before += &format!("{} ", quoted(word));
    }
    let mut after: Vec<String> = words.words.iter().map(|word| quoted(word)).collect();
    if words.words[0].starts_with('-') && words.words[0] != "-" {
        after.insert(0, "--".to_string());
    }
    (before, after.join(" "))
}

/// Fewer schedules than were asked for: that is said, since it says less.
fn tell_of_time(
    words: &ExploreWords,
    exploration: &Exploration,
    is_interrupted: bool,
    style: &Style,
    streams: &Streams,
) {
    let is_proved = matches!(exploration.evidence, Evidence::Proved { .. });
    if is_proved || exploration.schedules >= words.schedules {
        return;
    }
    let stopped = match words.time {
        _ if is_interrupted => {
            message!("explore-interrupted", schedules = grouped(words.schedules))
        }
        Some(time) if exploration.given_up => message!(
            "explore-timeout",
            seconds = time.as_secs_f64(),
            schedules = grouped(words.schedules)
        ),
        _ if matches!(exploration.evidence, Evidence::Partial { .. }) => {
            message!("explore-not-followed")
        }
        _ => return,
    };
    streams.print(&(stopped.in_language(style.language) + "\n"));
}

/// The line of a terminal that says how far an exploration is.
struct ProgressLine<'a> {
    is_shown: bool,
    style: &'a Style,
    streams: &'a Streams,
}

impl Follower for ProgressLine<'_> {
    fn progress(&mut self, progress: &Progress) {
        let line = message!(
            "explore-progress",
            schedules = progress.schedules.to_string(),
            distinct = progress.distinct.to_string()
        );
        if self.is_shown {
            let line = line.in_language(self.style.language);
            self.streams.say(&format!("\r{line}"));
        }
    }
}

/// Read and compile the script; gives the exit code when that cannot be done.
fn subject(words: &ExploreWords, style: &Style, streams: &Streams) -> Result<Subject, i32> {
    let misuse = |message: &Message, hint: Option<&Message>| {
        streams.say(&render_plain(message, hint, style));
        MISUSE
    };
    let limits = words.limits.limits();
    let most = limits.source.unwrap_or(DEFAULT_SOURCE);
    let (file, arguments) = words.words.split_first().ok_or(MISUSE)?;
    let script = script::read(file, most).map_err(|unreadable| {
        let code = misuse(&unreadable.message, unreadable.hint.as_ref());
        if unreadable.is_too_large { LIMIT } else { code }
    })?;
    let expected = words
        .expect
        .as_deref()
        .map(|file| -> Result<Expected, i32> {
            let text = std::fs::read_to_string(file).map_err(|error| {
                misuse(
                    &message!("file-unreadable", file, reason = system_reason(&error)),
                    None,
                )
            })?;
            Ok(Expected {
                file: file.to_string(),
                text,
            })
        });
    let permissions = words
        .permissions
        .unasked()
        .map_err(|wrong| misuse(&wrong, None))?;
    let warn = |said: &Message| streams.say(&render_plain_warning(said, None, style));
    let model = words.model.model(&warn);
    let mut model = model.map_err(|wrong| wrong.tell(style, streams))?;
    model.companions = words
        .model
        .companions(words.seed, &limits, style, streams)?;
    let runtime = Runtime::Controlled { seed: words.seed };
    let time = Allowance::begin(Some(COMPILING));
    let program = Program::new(script.source, runtime, LIBRARY, &limits, time)
        .map_err(|error| broken(error, time, style, streams))?;
    adopt_orphans();
    keep_children();
    let making = Making {
        arguments: [script.name]
            .into_iter()
            .chain(arguments.iter().cloned())
            .collect(),
        limits,
        folder: script.folder.as_deref().map(reached),
        permissions: Arc::new(permissions),
        language: style.language,
        model,
        clock: words.clock.into(),
        max_time: None,
        asked: Asked::default(),
        input: Arc::new(input),
    };
    let expected = expected.transpose()?;
    Subject::new(program, making, expected, words.points)
        .map_err(|error| broken(error, time, style, streams))
}

/// What comes from standard input, all of it, when the first run asks for a line; nobody is asked at a terminal.
fn input() -> Arc<[u8]> {
    static INPUT: OnceLock<Arc<[u8]>> = OnceLock::new();
    let read = || {
        let mut bytes = Vec::new();
        if !std::io::stdin().is_terminal() {
            // What cannot be read is not there.
            let _ = std::io::stdin().lock().read_to_end(&mut bytes);
        }
        bytes.into()
    };
    INPUT.get_or_init(read).clone()
}

/// Compiling takes no longer than this.
const COMPILING: Duration = Duration::from_secs(30);

/// How many schedules run side by side when nothing else is said.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, |count| count.get())
}

/// A word as it can be typed again.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:=,+@%".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_string(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}
