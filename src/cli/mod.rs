//! Words typed → action → exit code.
//!
//! ```text
//! arguments   the words and what they mean
//! shorthand   words that are short for others, and those that commands share
//! script      where a script's text comes from
//! output      the standard streams of a run; patience: how long they wait for readers
//! model       what stands for the outside of a controlled run
//! overtime    the end of a run that does not end when it is told to
//! permissions the flags of permissions
//! prompt      the question about a permission on a terminal
//! run         sandbox run
//! sealed      sandbox run --sealed: the supervisor, and sealing the run
//! trace       where the time line of a run goes
//! explore     sandbox explore
//! check       sandbox check
//! grade       sandbox grade
//! assignment  sandbox assignment
//! dis         sandbox dis
//! doc         sandbox doc
//! doctor      sandbox doctor
//! french      the help of the command line in French
//! misuse      words that do not fit, and the help that was asked for
//! ```

mod arguments;
mod assignment;
mod check;
mod dis;
mod doc;
mod doctor;
mod explore;
mod fix;
mod french;
mod grade;
mod marked;
mod misuse;
mod model;
mod output;
mod overtime;
mod patience;
mod permissions;
mod prompt;
mod run;
mod script;
mod sealed;
mod shorthand;
mod trace;

use crate::catalogue::{Look, Paint};
pub use crate::diagnostics::known_names as names;
use crate::diagnostics::mistakes;
use crate::diagnostics::render::{Options, render, render_plain, stop_message};
use crate::grade::examine::InProcess;
use crate::grade::worker;
use crate::messages::{Broken, Language, Message, message, use_texts_of};
use crate::objects::error::{Error, Kind as ErrorKind};
use crate::runtime::time::Allowance;
use crate::session::amounts;
use crate::{process, seal};
use arguments::{Action, Color, CommandLine, Messages};
use clap::Parser;
use output::{Ended, Streams};
use shorthand::{asked, expanded, kept_for_run};
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// The exit code of an unknown flag or a missing file.
const MISUSE: i32 = 2;
/// The exit code of a run that a limit ended.
const LIMIT: i32 = 4;
/// The exit code of what Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// The program.
pub fn main() -> ExitCode {
    let streams = Streams::of_process();
    let code = act(&streams);
    let code = match streams.end(code) {
        Ended::As(code) => code,
        Ended::OutputLost { message, code } => {
            let words: Vec<String> = std::env::args_os()
                .filter_map(|word| word.into_string().ok())
                .collect();
            streams.say(&render_plain(&message, None, &style(&asked(&words))));
            code
        }
    };
    // What the system keeps of an exit code is its last byte.
    ExitCode::from((code & 0xff) as u8)
}

fn act(streams: &Streams) -> i32 {
    if let Some(code) = hidden(streams) {
        return code;
    }
    let mut words = Vec::new();
    for word in std::env::args_os() {
        match word.into_string() {
            Ok(word) => words.push(word),
            Err(word) => {
                let word = word.to_string_lossy();
                return refused(
                    &message!("word-not-text", word = &*word),
                    None,
                    &words,
                    streams,
                );
            }
        }
    }
    if let Err(broken) = own_texts() {
        return refused(&broken.message, broken.hint.as_ref(), &words, streams);
    }
    let is_inside = words.get(1).is_some_and(|word| word == sealed::WORD);
    if is_inside {
        words.remove(1);
    }
    let words = expanded(words);
    let mut line = match CommandLine::try_parse_from(&words) {
        Ok(line) => line,
        Err(error) => return misuse::tell(error, &words, &style(&asked(&words)), streams),
    };
    let style = style(&line.messages);
    if let Action::Run(words) = &mut line.action {
        words.is_inside = is_inside;
    }
    match &mut line.action {
        Action::Run(words) => {
            let color = has_color(&line.messages, std::io::stdout().is_terminal());
            run::run(words, style, color, streams)
        }
        Action::Explore(explore) => explore::run(explore, kept_for_run(&words), style, streams),
        Action::Check(words) => {
            let color = has_color(&line.messages, std::io::stdout().is_terminal());
            let out = Options {
                color,
                ..style.clone()
            };
            check::check(words, out, &style, streams)
        }
        Action::Grade(words) => {
            let color = has_color(&line.messages, std::io::stdout().is_terminal());
            grade::grade(words, color, style, streams)
        }
        Action::Assignment(words) => assignment::assignment(words, &style, streams),
        Action::Dis(words) => dis::dis(words, style, streams),
        Action::Doctor(words) => doctor::doctor(words, style, streams),
        Action::Doc(words) => doc::doc(words, look(&line.messages, &style), &style, streams),
    }
}

/// What this program does as a process of its own beside another `sandbox`; gives the exit code.
fn hidden(streams: &Streams) -> Option<i32> {
    let mut words = std::env::args_os().skip(1);
    let word = words.next()?;
    if word == process::KEEPER {
        return Some(i32::from(process::keep().is_err()));
    }
    if word == seal::TRIAL {
        let layer = words.next().unwrap_or_default();
        let tried = seal::be_tried(&layer.to_string_lossy());
        return Some(i32::from(tried.is_err_and(|reason| {
            streams.print(&reason);
            true
        })));
    }
    (word == worker::WORD).then(|| work(words.next()))
}

/// Run submissions for the supervisor of this number.
fn work(supervisor: Option<std::ffi::OsString>) -> i32 {
    // Its supervisor has refused what is wrong with them.
    let _ = own_texts();
    let supervisor = supervisor.and_then(|word| word.to_str()?.parse().ok());
    if worker::prepare(supervisor.and_then(rustix::process::Pid::from_raw)).is_err() {
        return 1;
    }
    let mut examiner = worker::Limited(InProcess {
        limits_memory: true,
    });
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let worker::Served(code) = worker::serve(input, output, seal::enter, &mut examiner);
    code
}

/// A teacher's own texts in the place of ours.
fn own_texts() -> Result<(), Broken> {
    match variable("SANDBOX_MESSAGES").filter(|folder| !folder.is_empty()) {
        Some(folder) => use_texts_of(Path::new(&folder)),
        None => Ok(()),
    }
}

/// Tell why nothing is done.
fn refused(message: &Message, hint: Option<&Message>, words: &[String], streams: &Streams) -> i32 {
    let text = render_plain(message, hint, &style(&asked(words)));
    streams.say(&text);
    MISUSE
}

/// Tell all mistakes that keep a script from being run, from the first on.
fn broken(first: Error, time: Allowance, style: &Options, streams: &Streams) -> i32 {
    if let ErrorKind::Stop(stop) = first.kind() {
        streams.say(&render_plain(&stop_message(stop, style), None, style));
        return LIMIT;
    }
    /// More would be waited for.
    const LONGEST: Duration = Duration::from_secs(2);
    let mistakes = mistakes(first, time.at_most(LONGEST)).into_iter();
    let reports: Vec<String> = mistakes.map(|error| render(&error, style)).collect();
    streams.say(&reports.join("\n"));
    1
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn has_color(messages: &Messages, is_terminal: bool) -> bool {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    match messages.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            is_terminal && !is_set("NO_COLOR") && variable("TERM").as_deref() != Some("dumb")
        }
    }
}

/// How pages look on standard output.
fn look(messages: &Messages, style: &Options) -> Look {
    let out = std::io::stdout();
    let columns = match out.is_terminal() {
        true => rustix::termios::tcgetwinsize(&out).map_or(80, |size| size.ws_col.into()),
        false => usize::MAX,
    };
    let paint = Paint::new(has_color(messages, out.is_terminal()));
    Look::new(style.language, paint, columns)
}

fn style(messages: &Messages) -> Options {
    Options {
        color: has_color(messages, std::io::stderr().is_terminal()),
        language: messages
            .lang
            .unwrap_or_else(|| Language::from_environment(variable)),
        ..Options::default()
    }
}
