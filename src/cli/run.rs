//! `sandbox run`: one script from its words to its exit code.

use super::arguments::{DeadlockWord, RunWords};
use super::marked::{self, Marked};
use super::output::{CLOSED_PIPE, Streams};
use super::overtime::Overtime;
use super::script::{self, Script};
use super::trace::{Destination, Told, Tracing};
use super::{LIMIT, MISUSE, broken, names, sealed};
use crate::border::{Reports, headline};
use crate::check::warnings;
use crate::diagnostics::render::{
    Options as Style, Warning, render, render_plain, render_plain_warning, render_warning,
};
use crate::diagnostics::{Reporting, render};
use crate::lang::position_of;
use crate::library::LIBRARY;
use crate::messages::{Language, Message, message, visible, visible_lines};
use crate::objects::abi::{DEFAULT_CALL_DEPTH, DEFAULT_SOURCE};
use crate::objects::error::{Kind, Source};
use crate::objects::value::to_debug;
use crate::permissions::{Permissions, Prompter};
use crate::process::{Children, adopt_orphans, keep_children};
use crate::runtime::time::Allowance;
use crate::runtime::{Clock, Stop, World};
use crate::session::{MainLine, Options, Outcome, Play, Runtime, Session, exit_code};
use crate::{memory, repl};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use std::io::IsTerminal;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

/// Run the script that the words name; gives the exit code.
pub fn run(words: &RunWords, mut style: Style, color: bool, streams: &Streams) -> i32 {
    let limits = words.limits.limits();
    style.limits = headline::Limits {
        operations: limits.operations,
        call_depth: Some(limits.call_depth.unwrap_or(DEFAULT_CALL_DEPTH)),
        time: limits.time,
        memory: limits.memory,
    };
    style.names = names;
    if words.sealed && !words.is_inside {
        return sealed::supervise(words, &style, streams);
    }
    let time = Allowance::begin(limits.time);
    let on_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if words.interactive && words.trace.trace.is_some() {
        let hint = message!("trace-at-prompt.hint");
        streams.say(&render_plain(
            &message!("trace-at-prompt"),
            Some(&hint),
            &style,
        ));
        return MISUSE;
    }
    if words.interactive && on_terminal {
        if let Err(wrong) = words.model.of_prompt() {
            return wrong.tell(&style, streams);
        }
        return prompt(words, style, color, streams);
    }
    let (script, arguments) = match script_and_arguments(words) {
        Ok(found) => found,
        Err(unreadable) => {
            let hint = unreadable.hint.as_ref();
            streams.say(&render_plain(&unreadable.message, hint, &style));
            return match unreadable.is_too_large {
                true => LIMIT,
                false => MISUSE,
            };
        }
    };
    let flags = match words.sealed {
        true => words.permissions.unprompted(),
        false => words.permissions.clone(),
    };
    let mut permissions = match flags.permissions(streams, style.language, |asks| asks) {
        Ok(permissions) => permissions,
        Err(wrong) => {
            streams.say(&render_plain(&wrong, None, &style));
            return MISUSE;
        }
    };
    let warn = |said: &Message| streams.say(&render_plain_warning(said, None, &style));
    let mut model = match words.model.of_run(words, &warn) {
        Ok(model) => model,
        Err(wrong) => return wrong.tell(&style, streams),
    };
    let seed = words.seed().unwrap_or(0);
    model.companions = match words.model.companions(seed, &limits, &style, streams) {
        Ok(companions) => companions,
        Err(code) => return code,
    };
    let marked = match &words.as_marked {
        None => None,
        Some(named) => match marked::marked(named, &script, seed, &style, streams) {
            Ok(marked) => Some(marked),
            Err(code) => return code,
        },
    };
    let destination = match Destination::open(&words.trace) {
        Ok(destination) => destination.map(Arc::new),
        Err((wrong, hint)) => {
            streams.say(&render_plain(&wrong, hint.as_ref(), &style));
            return MISUSE;
        }
    };
    if words.sealed {
        permissions = match sealed::enter(permissions, script.folder.as_deref(), &style, streams) {
            Ok(permissions) => permissions,
            Err(code) => return code,
        };
    }
    let overtime = Overtime::begin(limits.time, &style, streams);
    let main = Arc::new(OnceLock::<MainLine>::new());
    let line = main.clone();
    end_when_memory_is_exhausted(move || line.get()?.get(), || {}, &style, streams);
    let written = Arc::new(Source {
        name: script.source.name.clone(),
        text: script.source.text.clone(),
    });
    let mut play = Play {
        schedule: words.schedule.clone(),
        record: words.show_schedule,
        events: destination.as_ref().map(|destination| destination.most()),
        clock: words.clock.map(Clock::from).unwrap_or_default(),
        on_deadlock: words.on_deadlock.into(),
        ..Play::default()
    };
    let told = Told {
        source: script.source.clone(),
        arguments: arguments[1..].to_vec(),
        seed: words.seed(),
        schedule: words.schedule.as_ref().map(ToString::to_string),
        style: style.clone(),
    };
    let mut options = Options {
        permissions,
        source: script.source,
        arguments,
        runtime: match words.seed() {
            Some(seed) => Runtime::Controlled { seed },
            None => Runtime::Real,
        },
        limits,
        console: streams.console(),
        library: LIBRARY,
        folder: script.folder,
        language: style.language,
    };
    if let Some(Marked { making, is_called }) = marked {
        model = making.model;
        play.clock = making.clock;
        options.arguments = making.arguments;
        options.limits = making.limits;
        options.permissions = Arc::into_inner(making.permissions).unwrap_or_default();
        let input = std::io::Cursor::new((making.input)());
        options.console = options.console.with_input(Box::new(input));
        if is_called {
            options.source = Source::default();
        }
    }
    let mut session = match Session::playing(options, model, play) {
        Ok(session) => session,
        Err(error) => {
            return broken(error, time, &style, streams);
        }
    };
    streams.belong_to(session.world());
    tell_knots(&session.world(), words.on_deadlock, style.language, streams);
    let reports = session.shared().state::<Reports>();
    reports.set(Arc::new(Reporting::new(style.clone())));
    let children = session.shared().state::<Children>();
    overtime.belong_to(session.world(), children, session.main_line());
    stop_on_interrupt(overtime.clone(), &style, streams);
    adopt_orphans();
    keep_children();
    let _ = main.set(session.main_line());
    let tracing = destination.map(|destination| Tracing::begin(destination, told, session.world()));
    if let Some(tracing) = &tracing {
        let (tracing, streams) = (tracing.clone(), streams.clone());
        overtime.at_last(move |stop| tracing.write_rest(stop, &streams));
    }
    if words.code.is_some() {
        session.show_value();
    }
    let mut outcome = session.run();
    overtime.over();
    if streams.is_closed() {
        if let Some(tracing) = &tracing {
            tracing.write(&mut outcome, CLOSED_PIPE, streams);
        }
        return CLOSED_PIPE;
    }
    if let Some(stop) = streams.patience().gave_up()
        && matches!(outcome.stopped, None | Some(Stop::Exit(_)))
    {
        outcome.stopped = Some(stop);
    }
    tell(&outcome, &style, streams);
    tell_schedule(&outcome, &style, streams);
    tell_traps(&outcome, &written, &style, streams);
    if words.code.is_some()
        && let Some(value) = outcome.value.as_ref().filter(|value| !value.is_unit())
    {
        streams.print(&format!("{}\n", to_debug(value)));
    }
    let code = exit_code(&outcome);
    match &tracing {
        Some(tracing) => tracing.write(&mut outcome, code, streams),
        None => code,
    }
}

/// So many tables of deadlocks are shown whose waits end with an error.
const MOST_TABLES: u32 = 10;

/// Tell at once of threads that wait for each other while others go on.
fn tell_knots(world: &World, reaction: DeadlockWord, language: Language, streams: &Streams) {
    let streams = streams.clone();
    let left = AtomicU32::new(MOST_TABLES);
    world.on_knot(move |report| {
        let take = |left: u32| left.checked_sub(1);
        if left.fetch_update(Relaxed, Relaxed, take).is_err() {
            return;
        }
        let after = match reaction {
            DeadlockWord::Report => message!("deadlock-others-go-on"),
            DeadlockWord::Throw => message!("deadlock-one-fails"),
        };
        let (table, after) = (report.in_language(language), after.in_language(language));
        streams.say(&format!("{table}\n  {after}\n"));
    });
}

/// Warnings of `check` that are certain and may be why a run ends badly, or does nothing.
const TRAPS: &[&str] = &[
    "chained-comparison",
    "condition-not-held",
    "copied-argument",
    "lock-acquired-twice",
    "assigned-to-itself",
    "function-not-called",
    "lock-per-thread",
    "method-not-called",
    "nothing-kept",
    "pair-in-for",
    "sign-after-equals",
    "text-not-kept",
    "thread-arguments",
    "thread-never-started",
    "thread-of-call",
    "type-comparison",
];

/// After a run that failed, stood still or printed nothing: what is wrong in the script for certain.
fn tell_traps(outcome: &Outcome, source: &Arc<Source>, style: &Style, streams: &Streams) {
    let has_failed = outcome.error.is_some() || outcome.failures > 0 || outcome.deadlock.is_some();
    let is_idle = outcome.stopped.is_none() && outcome.value.is_some() && !streams.has_printed();
    if !has_failed && !is_idle {
        return;
    }
    let told = outcome
        .error
        .as_ref()
        .and_then(|error| error.body().at.line());
    for found in warnings(source, names()) {
        let line = position_of(&source.text, found.at.start).line();
        if !TRAPS.contains(&found.name()) || line.is_some() && line == told {
            continue;
        }
        let warning = Warning {
            name: found.name(),
            title: &found.title,
            hint: &found.hint,
            source,
            at: found.at.clone(),
            foretells: None,
        };
        streams.say(&format!("\n{}", render_warning(warning, style)));
    }
}

/// Which turns the threads had, and whether those that were asked for could be given.
fn tell_schedule(outcome: &Outcome, style: &Style, streams: &Streams) {
    if let Some(misfit) = outcome.misfit {
        let thread = misfit.thread.to_string();
        let step = misfit.step + 1;
        let hint = message!("schedule-misfit.hint");
        let misfit = message!("schedule-misfit", step = step.to_string(), thread);
        streams.say(&render_plain_warning(&misfit, Some(&hint), style));
    }
    if let Some(played) = &outcome.played {
        let schedule = played.schedule.to_string();
        let said = message!("schedule-played", schedule).in_language(style.language);
        streams.say(&format!("{said}\n"));
    }
}

/// The prompt, after the script or code that the words name.
fn prompt(words: &RunWords, style: Style, color: bool, streams: &Streams) -> i32 {
    let misuse = |message: &Message, hint: Option<&Message>| {
        streams.say(&render_plain(message, hint, &style));
        MISUSE
    };
    // Of `run -i -` the terminal is the prompt, and what is typed there the script.
    let is_typed = words.words.first().is_none_or(|file| file == "-");
    let (script, arguments) = match words.code.is_none() && is_typed {
        true if words.words.is_empty() => (None, vec![String::new()]),
        true => (None, words.words.clone()),
        false => match script_and_arguments(words) {
            Ok((script, arguments)) => (Some(script), arguments),
            Err(unreadable) => return misuse(&unreadable.message, unreadable.hint.as_ref()),
        },
    };
    let permissions = (words.permissions.clone(), streams.clone(), style.language);
    let permissions = move |turns: &repl::Turns| -> Result<Permissions, Message> {
        let made = permissions
            .0
            .permissions(&permissions.1, permissions.2, turns)?;
        // What was typed is the person's.
        Ok(match repl::history_file() {
            Some(history) => made.with_kept(&history),
            None => made,
        })
    };
    if let Err(wrong) = permissions(&|asks: Arc<dyn Prompter>| asks) {
        return misuse(&wrong, None);
    }
    adopt_orphans();
    keep_children();
    let terminal = tcgetattr(std::io::stdin()).ok();
    let restored = move || {
        if let Some(terminal) = &terminal {
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, terminal);
        }
    };
    end_when_memory_is_exhausted(|| None, restored, &style, streams);
    let most = limits_of_source(words);
    let folder = script.as_ref().and_then(|script| script.folder.clone());
    repl::open(repl::Options {
        color,
        limits: words.limits.limits(),
        seed: words.seed(),
        arguments,
        folder: folder.or_else(|| std::env::current_dir().ok()),
        permissions: Box::new(move |turns| permissions(turns).unwrap_or_default()),
        read: Box::new(move |file| {
            // `-` is no file here: standard input is the prompt's.
            let script = script::read(if file == "-" { "./-" } else { file }, most);
            let script = script.map_err(|unreadable| (unreadable.message, unreadable.hint))?;
            Ok(script.source)
        }),
        script: script.map(|script| script.source),
        history: repl::history_file(),
        style,
    })
}

fn script_and_arguments(words: &RunWords) -> Result<(Script, Vec<String>), script::Unreadable> {
    let most = limits_of_source(words);
    let (script, rest) = match (&words.code, words.words.split_first()) {
        (Some(code), _) => (script::given(code), &words.words[..]),
        (None, Some((file, rest))) => (script::read(file, most)?, rest),
        // The prompt without a terminal: what comes from standard input is run like a script.
        (None, None) => (script::read("-", most)?, &words.words[..]),
    };
    let mut arguments = vec![script.name.clone()];
    arguments.extend(rest.iter().cloned());
    Ok((script, arguments))
}

/// How many bytes a script may have.
fn limits_of_source(words: &RunWords) -> usize {
    words.limits.limits().source.unwrap_or(DEFAULT_SOURCE)
}

/// Ctrl-C and a polite wish of the system end the run.
fn stop_on_interrupt(overtime: Overtime, style: &Style, streams: &Streams) {
    let result = ctrlc::set_handler(move || overtime.interrupt());
    if let Err(error) = result {
        let message = Message::from(format!("Ctrl-C: {error}"));
        streams.say(&render_plain(&message, None, style));
    }
}

/// The reserve above the memory limit is used up: in one piece, or faster than the engine looks.
#[expect(
    clippy::disallowed_methods,
    reason = "an allocation has no other way to fail than by ending the process"
)]
fn end_when_memory_is_exhausted(
    line: impl Fn() -> Option<u32> + Send + Sync + 'static,
    tidy_up: impl Fn() + Send + Sync + 'static,
    style: &Style,
    streams: &Streams,
) {
    let (style, streams) = (style.clone(), streams.clone());
    memory::on_exhaustion(move || {
        let limit = render::stop_message(&Stop::MemoryLimit, &style);
        let words = match line() {
            Some(line) => message!("limit-at-line", limit, line = line.to_string()),
            None => limit,
        };
        tidy_up();
        streams.last_words(&render_plain(&words, None, &style));
        std::process::exit(LIMIT);
    });
}

/// What has not been told while the run went on: why it was stopped, and mistakes of ours.
fn tell(outcome: &Outcome, style: &Style, streams: &Streams) {
    for panic in &outcome.panics {
        let text = message!(
            "internal-error",
            thread = visible(&panic.name),
            what = visible_lines(&panic.message)
        );
        streams.say(&(text.in_language(style.language) + "\n"));
    }
    if let Some(stop) = outcome.stopped {
        tell_stop(stop, outcome, style, streams);
    }
    for inversion in &outcome.inversions {
        streams.say(&(inversion.in_language(style.language) + "\n"));
    }
}

fn tell_stop(stop: Stop, outcome: &Outcome, style: &Style, streams: &Streams) {
    match stop {
        Stop::Exit(_) | Stop::Ended | Stop::DeadlockHere => {}
        // Told when it happened.
        Stop::CallDepthLimit if outcome.error.is_some() => {}
        Stop::Deadlock if outcome.deadlock.is_some() => {
            if let Some(report) = &outcome.deadlock {
                streams.say(&(report.in_language(style.language) + "\n"));
            }
        }
        _ => {
            let place = outcome
                .stopped_at
                .as_ref()
                .filter(|error| matches!(error.kind(), Kind::Stop(at) if *at == stop));
            streams.say(&match place {
                Some(error) => render(error, style),
                None => render_plain(&render::stop_message(&stop, style), None, style),
            });
        }
    }
}
