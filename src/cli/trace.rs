//! `--trace`: where the time line of a run goes, and in which form.

use super::output::Streams;
use super::{INTERRUPTED, LIMIT, amounts};
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::explore::report::find;
use crate::explore::{Counterexample, Exploration};
use crate::memory;
use crate::messages::{Message, message, system_reason};
use crate::objects::error::Source;
use crate::runtime::{EventKind, RECORDED, Recording, Stop, ThreadId, World};
use crate::session::Outcome;
use crate::timeline::{About, Axis, Finding, Trace, table, write_chrome, write_json};
use chrono::{DateTime, Utc};
use clap::{Args, ValueEnum};
use parking_lot::Mutex;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Result as Written, Write};
use std::path::Path;
use std::sync::Arc;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Trace")]
pub struct TraceWords {
    /// Write what happened, thread by thread, to FILE; -: as a table on standard output
    #[arg(long, value_name = "FILE")]
    pub trace: Option<String>,
    /// Write it for tools (json), for ui.perfetto.dev (chrome) or as a table (text) [default: by the ending of FILE, else json]
    #[arg(long, value_name = "FORMAT", requires = "trace")]
    pub trace_format: Option<Format>,
    /// Draw it by the time, or by the steps: one for each event
    #[arg(long, value_name = "NAME", requires = "trace")]
    pub trace_axis: Option<AxisWord>,
    /// Keep the last SIZE bytes of events: 4m, 1g; 0: all [default: 64m]
    #[arg(long, value_name = "SIZE", value_parser = amounts::size, requires = "trace")]
    pub trace_limit: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Json,
    Chrome,
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AxisWord {
    Time,
    Steps,
}

/// Why no trace can be written, and what to do.
pub type Refusal = (Message, Option<Message>);

/// Where a trace goes.
pub struct Destination {
    /// The name as given, and the file.
    file: Option<(String, Mutex<File>)>,
    /// It was not there before.
    is_new: bool,
    format: Format,
    axis: Option<Axis>,
    most: usize,
}

impl Destination {
    /// Open the file that the words name, if they name one: what cannot be written is known before the run.
    ///
    /// # Errors
    /// A form that there is not, a script, a file that cannot be written.
    pub fn open(words: &TraceWords) -> Result<Option<Destination>, Refusal> {
        let Some(name) = &words.trace else {
            return Ok(None);
        };
        let format = format(name, words.trace_format)?;
        let is_new = !Path::new(name).exists();
        let file = match name.as_str() {
            "-" => None,
            name => {
                // What is there stays until there is something in its place.
                let mut options = OpenOptions::new();
                let opened = options.write(true).create(true).truncate(false).open(name);
                let file = opened.map_err(|error| {
                    let reason = system_reason(&error);
                    (message!("trace-unwritable", file = name, reason), None)
                })?;
                Some((name.to_owned(), Mutex::new(file)))
            }
        };
        Ok(Some(Destination {
            file,
            is_new,
            format,
            axis: words.trace_axis.map(|axis| match axis {
                AxisWord::Time => Axis::Time,
                AxisWord::Steps => Axis::Steps,
            }),
            most: match words.trace_limit {
                None => RECORDED,
                Some(0) => usize::MAX,
                Some(bytes) => usize::try_from(bytes).unwrap_or(usize::MAX),
            },
        }))
    }

    /// Bytes of events to keep.
    pub fn most(&self) -> usize {
        self.most
    }

    pub fn is_standard_output(&self) -> bool {
        self.file.is_none()
    }

    /// There is nothing to be written.
    pub fn give_up(self, style: &Style, streams: &Streams) {
        let told = match &self.file {
            Some((name, _)) => message!("trace-no-example", file = name),
            None => message!("trace-no-example-table"),
        };
        if let Some((name, _)) = self.file.filter(|_| self.is_new) {
            // An empty file would be taken for a trace.
            let _ = std::fs::remove_file(name);
        }
        streams.say(&(told.in_language(style.language) + "\n"));
    }

    /// Write the trace; gives the exit code, which is not 0 when the trace is lost.
    pub fn write(&self, trace: &Trace, code: i32, style: &Style, streams: &Streams) -> i32 {
        let Some((name, file)) = &self.file else {
            // What is lost of standard output is told at the end.
            let _ = self.form(trace, &mut streams.out());
            return code;
        };
        let file = &mut *file.lock();
        // A device has no length.
        let _ = file.set_len(0);
        match self.form(trace, file) {
            Ok(()) => code,
            Err(error) => {
                let reason = system_reason(&error);
                let lost = message!("trace-lost", file = name, reason);
                streams.say(&render_plain(&lost, None, style));
                if code == 0 { 1 } else { code }
            }
        }
    }

    fn form(&self, trace: &Trace, out: &mut dyn Write) -> Written<()> {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        match self.format {
            Format::Json => write_json(trace, &mut out)?,
            Format::Chrome => write_chrome(trace, self.axis.unwrap_or(Axis::Time), &mut out)?,
            Format::Text => out.write_all(table(trace, self.axis).as_bytes())?,
        }
        out.flush()
    }
}

/// The form that is asked for, or that the ending of the name says.
fn format(name: &str, asked: Option<Format>) -> Result<Format, Refusal> {
    let ending = Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str());
    match (name, ending, asked) {
        ("", ..) => Err((message!("trace-no-name"), None)),
        (_, Some("rhai"), _) => Err((
            message!("trace-script", file = name),
            Some(message!("trace-script.hint")),
        )),
        (.., Some(format)) => Ok(format),
        ("-", ..) | (_, Some("txt"), _) => Ok(Format::Text),
        (_, Some(ending @ ("html" | "htm" | "svg" | "pdf" | "png")), _) => Err((
            message!("trace-ending", file = name, ending),
            Some(message!("trace-ending.hint")),
        )),
        _ => Ok(Format::Json),
    }
}

/// What a trace of a run tells besides what happened.
pub struct Told {
    pub source: Source,
    pub arguments: Vec<String>,
    pub seed: Option<u64>,
    pub schedule: Option<String>,
    pub style: Style,
}

/// A run that is traced.
#[derive(Clone)]
pub struct Tracing(Arc<Traced>);

struct Traced {
    destination: Arc<Destination>,
    told: Told,
    world: Arc<World>,
    start: String,
}

impl Tracing {
    pub fn begin(destination: Arc<Destination>, told: Told, world: Arc<World>) -> Tracing {
        let start = start(&world);
        Tracing(Arc::new(Traced {
            destination,
            told,
            world,
            start,
        }))
    }

    /// Write the trace of the run that has ended; gives the exit code.
    pub fn write(&self, outcome: &mut Outcome, code: i32, streams: &Streams) -> i32 {
        // The limit was the script's, which has ended; what is noted of it has a bound of its own.
        memory::set_limit(None);
        let Traced {
            destination,
            told,
            world,
            start,
        } = &*self.0;
        let Some(recording) = outcome.recording.take() else {
            return code;
        };
        let mut about = told.about(
            finding(outcome, code, &recording),
            start.clone(),
            world.is_controlled(),
        );
        let played = outcome.played.as_ref();
        about.schedule = (about.schedule).or(played.map(|played| played.schedule.to_string()));
        destination.write(&Trace::of(about, recording), code, &told.style, streams)
    }

    /// Write what is known of a run that is ended by force.
    pub fn write_rest(&self, stop: Stop, streams: &Streams) {
        let Traced {
            destination,
            told,
            world,
            start,
        } = &*self.0;
        let Some(recording) = world.recording() else {
            return;
        };
        let exit = match stop {
            Stop::Interrupted => INTERRUPTED,
            _ => LIMIT,
        };
        let finding = Finding {
            exit,
            reason: reason(stop).map(str::to_owned),
            ..Finding::default()
        };
        let about = told.about(finding, start.clone(), world.is_controlled());
        destination.write(&Trace::of(about, recording), exit, &told.style, streams);
    }
}

impl Told {
    fn about(&self, finding: Finding, start: String, is_controlled: bool) -> About {
        About {
            source: self.source.clone(),
            arguments: self.arguments.clone(),
            seed: self.seed,
            schedule: self.schedule.clone(),
            is_controlled,
            start,
            finding,
            outcomes: Vec::new(),
            language: self.style.language,
        }
    }

    /// The trace of a counterexample.
    pub fn of_example(
        &self,
        example: Counterexample,
        exploration: &Exploration,
        code: i32,
    ) -> Trace {
        let pattern = find(&example, &self.source);
        let bug = &example.bug;
        let line = u32::try_from(bug.line).ok().filter(|line| *line > 0);
        let finding = Finding {
            exit: code,
            reason: Some(match &pattern {
                Some(pattern) => pattern.name.to_owned(),
                None => bug.kind.name().to_owned(),
            }),
            lines: match pattern {
                Some(pattern) => pattern.lines,
                None => line.into_iter().collect(),
            },
            events: telling(&example.recording, bug.deadlock.is_some().then_some(&[])),
        };
        let mut about = self.about(finding, VIRTUAL_START.to_owned(), true);
        let outcomes = exploration.outcomes.iter();
        about.outcomes = outcomes
            .map(|seen| (seen.stdout.clone(), seen.count))
            .collect();
        about.schedule = Some(example.schedule.to_string());
        Trace::of(about, example.recording)
    }
}

/// When explored runs start.
const VIRTUAL_START: &str = "2026-01-01T00:00:00";

/// The date and time by the clock of the world.
fn start(world: &World) -> String {
    let start: DateTime<Utc> = world.wall_clock().into();
    start.format("%Y-%m-%dT%H:%M:%S").to_string()
}

fn reason(stop: Stop) -> Option<&'static str> {
    Some(match stop {
        Stop::Interrupted => "interrupted",
        Stop::TimeLimit => "time-limit",
        Stop::OperationLimit => "operation-limit",
        Stop::CallDepthLimit => "call-depth-limit",
        Stop::PointLimit => "point-limit",
        Stop::OutputLimit => "output-limit",
        Stop::MemoryLimit => "memory-limit",
        Stop::Deadlock | Stop::DeadlockHere => "deadlock",
        Stop::Exit(_) | Stop::Ended => return None,
    })
}

/// How a run ended, and which events tell it.
fn finding(outcome: &Outcome, exit: i32, recording: &Recording) -> Finding {
    let deadlock = outcome.deadlock.as_ref();
    let stuck: Option<Vec<ThreadId>> =
        deadlock.map(|report| report.threads.iter().map(|row| row.thread).collect());
    let failed = outcome.error.is_some() || outcome.failures > 0;
    let reason = match outcome.stopped.and_then(reason) {
        Some(reason) => Some(reason),
        None if !outcome.panics.is_empty() => Some("internal-error"),
        None if failed => Some("error"),
        None => None,
    };
    let events = match reason {
        Some("deadlock" | "error") => telling(recording, stuck.as_deref()),
        _ => Vec::new(),
    };
    let mut lines: Vec<u32> = match deadlock {
        Some(report) => report.threads.iter().map(|row| row.line).collect(),
        None => events.iter().map(|at| recording.events[*at].line).collect(),
    };
    lines.retain(|line| *line > 0);
    Finding {
        exit,
        reason: reason.map(str::to_owned),
        lines,
        events,
    }
}

/// The errors, or the last waits of the threads that are stuck; of no thread in particular: of all that wait.
fn telling(recording: &Recording, stuck: Option<&[ThreadId]>) -> Vec<usize> {
    let events = recording.events.iter().enumerate();
    let Some(stuck) = stuck else {
        let errors = events.filter(|(_, event)| event.kind == EventKind::Error);
        return errors.map(|(at, _)| at).collect();
    };
    let mut waits = std::collections::BTreeMap::new();
    for (at, event) in events {
        match event.kind {
            EventKind::Wait if stuck.is_empty() || stuck.contains(&event.thread) => {
                waits.insert(event.thread, at);
            }
            EventKind::End | EventKind::Enter | EventKind::Leave => {}
            _ => drop(waits.remove(&event.thread)),
        }
    }
    let mut waits: Vec<usize> = waits.into_values().collect();
    waits.sort_unstable();
    waits
}
