//! The start of a modelled program: found in the table by its name, or told as missing. Nobody is asked for permission: nothing real is reached.

use super::failure;
use super::options::{Wanted, Words};
use crate::files::Files;
use crate::library::builtins::Stream;
use crate::library::missed::miss;
use crate::messages::{message, message_id};
use crate::objects::abi::{Call, Shared};
use crate::objects::error::Error;
use crate::process;
use crate::process::model::{
    Answer, Input, Modelled, Nowhere, Output, Program, Programs, Streams, Template, shell,
};
use crate::process::{Children, Redirect, Started};
use crate::runtime::{Operation, Pending, Task};
use std::io::{self, ErrorKind};
use std::sync::Arc;

/// What `sh` gives for a program that is not there.
const NOT_FOUND: i32 = 127;

/// Start what is wanted.
///
/// # Errors
/// `NotFound` for a program that the table does not describe, `UnsupportedOperation` for a line that only a real shell understands.
pub fn start(
    call: &Call,
    wanted: &mut Wanted,
    children: &Children,
    programs: &Programs,
) -> Result<Started, Error> {
    let words = words(wanted)?;
    let Some((name, arguments)) = words.split_first() else {
        return Err(failure::undeclared(wanted, "", programs));
    };
    let (name, program) = match (programs.find(name), &wanted.words) {
        (Some((name, program)), _) => (name, program.clone()),
        (None, Words::Shell(_)) if shell::is_own(name) => return Err(failure::strange_line(name)),
        (None, Words::Shell(_)) => {
            miss(call, name);
            ("sh", Arc::new(missing(name)))
        }
        (None, _) => {
            miss(call, name);
            return Err(failure::undeclared(wanted, name, programs));
        }
    };
    check_folder(call, wanted)?;
    let take = |redirect: &mut Redirect| std::mem::take(redirect);
    let shared = call.host.shared();
    let complaint = message!("subprocess-no-case", name, words = arguments.join(" "));
    let command = Modelled {
        program,
        label: match &shared.guest {
            Some(guest) => guest.label(name),
            None => name.to_owned(),
        },
        complaint,
        language: shared.language,
        arguments: arguments.to_vec(),
        input: take(&mut wanted.input),
        output: take(&mut wanted.output),
        errors: take(&mut wanted.errors),
        own: own_streams(shared),
    };
    let started = children.start_modelled(call.task(), command);
    started.map_err(failure::of_process)
}

/// The folder that the child shall work in is there, in the files of the run.
fn check_folder(call: &Call, wanted: &Wanted) -> Result<(), Error> {
    let Some(folder) = &wanted.folder else {
        return Ok(());
    };
    match call.host.shared().state::<Files>().disk() {
        Some(disk) => {
            let about = disk.about(&folder.to_string_lossy());
            failure::check_found_folder(folder, about.map(|about| about.is_folder))
        }
        None => {
            call.check_read(folder)?;
            failure::check_folder(folder)
        }
    }
}

/// The program and its arguments. What a line for the shell says of the streams becomes what is wanted of them.
fn words(wanted: &mut Wanted) -> Result<Vec<String>, Error> {
    let line = match &wanted.words {
        Words::Program(words) => return Ok(words.clone()),
        Words::Name(name) => return Ok(vec![name.clone()]),
        Words::Shell(line) => line,
    };
    let line =
        shell::Line::of(line).map_err(|shell::Strange(what)| failure::strange_line(&what))?;
    if line.no_input {
        wanted.input = Redirect::Null;
    }
    if line.no_output {
        wanted.output = Redirect::Null;
    }
    if line.errors_to_output {
        wanted.errors = Redirect::ToOutput;
    }
    if line.no_errors {
        wanted.errors = Redirect::Null;
    }
    Ok(line.words)
}

/// What a shell does when there is no such program.
fn missing(name: &str) -> Program {
    let answer = Answer {
        exit: NOT_FOUND,
        stderr: Template(format!("sh: 1: {name}: not found\n")),
        ..Answer::default()
    };
    Program {
        cases: Vec::new(),
        otherwise: Some(answer),
    }
}

/// The run's own streams, which children inherit.
fn own_streams(shared: &Arc<Shared>) -> Streams {
    let own = |stream| {
        Arc::new(OwnStream {
            shared: shared.clone(),
            stream,
        })
    };
    Streams {
        input: match shared.world.serves_prompt() {
            // What is typed there is the prompt's.
            true => Arc::new(Nowhere),
            false => own(Stream::Input),
        },
        output: own(Stream::Output),
        errors: own(Stream::Error),
    }
}

struct OwnStream {
    shared: Arc<Shared>,
    stream: Stream,
}

impl Output for OwnStream {
    fn write(&self, task: &Task<'_>, bytes: &[u8]) -> Result<(), process::Error> {
        task.point(Pending::of(Operation::Output))?;
        let text = String::from_utf8_lossy(bytes);
        task.note_value(|| text.to_string());
        let console = &self.shared.console;
        let written = match self.stream {
            Stream::Error => console.write_error(&text),
            Stream::Input | Stream::Output => console.write(&text),
        };
        // Whatever the reason, nobody reads it.
        written
            .map(|_| ())
            .map_err(|_| io::Error::from(ErrorKind::BrokenPipe).into())
    }
}

impl Input for OwnStream {
    fn read(&self, task: &Task<'_>) -> Result<Vec<u8>, process::Error> {
        let console = &self.shared.console;
        let line = task.outside(message_id!("wait-input"), || {
            console.read_line(&|| task.must_stop())
        })?;
        let line = line.map_err(|_| io::Error::from(ErrorKind::BrokenPipe))?;
        Ok(line.into_bytes())
    }
}
