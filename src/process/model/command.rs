//! What to start of a modelled program, and how its streams are made of what was asked for.

use std::sync::Arc;

use super::pipe;
use super::process::{Process, Start};
use super::stream::{Input, Nowhere, Output, Stream, SystemFile};
use super::table::Program;
use crate::messages::{Language, Message};
use crate::process::channel::Channel;
use crate::process::{Error, Own, Reader, Redirect, Started, Writer};
use crate::runtime::Task;

/// A modelled program to be started.
pub struct Modelled {
    pub program: Arc<Program>,
    /// What reports call it; its number is added.
    pub label: String,
    pub arguments: Vec<String>,
    /// What it says when the table says nothing of its arguments.
    pub complaint: Message,
    pub language: Language,
    pub input: Redirect,
    pub output: Redirect,
    pub errors: Redirect,
    /// The run's own streams.
    pub own: Streams,
}

/// Standard input, output and error of a run.
#[derive(Clone)]
pub struct Streams {
    pub input: Arc<dyn Input>,
    pub output: Arc<dyn Output>,
    pub errors: Arc<dyn Output>,
}

impl Modelled {
    /// Start it: the process, and what its starter has of it.
    pub(in crate::process) fn start(
        self,
        task: &Task<'_>,
        pid: i32,
    ) -> Result<(Arc<Process>, Started), Error> {
        let has_pipe = [&self.input, &self.output, &self.errors]
            .iter()
            .any(|redirect| matches!(redirect, Redirect::Pipe | Redirect::Modelled(_)));
        let (theirs, input) = self.own.input_of(self.input, task);
        let (output_theirs, output) = self.own.output_of(self.output, Own::Output, task);
        let (errors_theirs, errors) = match self.errors {
            Redirect::ToOutput => (output_theirs.clone(), None),
            errors => self.own.output_of(errors, Own::Errors, task),
        };
        let start = Start {
            program: self.program,
            label: self.label,
            arguments: self.arguments,
            complaint: self.complaint,
            language: self.language,
            input: theirs,
            output: output_theirs,
            errors: errors_theirs,
            has_pipe,
        };
        let process = Process::start(task, pid, start)?;
        let started = Started {
            child: process.clone().into(),
            input,
            output,
            errors,
        };
        Ok((process, started))
    }
}

impl Streams {
    /// Their end, and ours.
    fn input_of(&self, redirect: Redirect, task: &Task<'_>) -> (Arc<dyn Input>, Option<Writer>) {
        match redirect {
            Redirect::Inherit | Redirect::ToOutput | Redirect::Own(Own::Input) => {
                (self.input.clone(), None)
            }
            Redirect::File(file) => (SystemFile::new(file), None),
            Redirect::Modelled(Stream::Input(input)) => (input, None),
            Redirect::Pipe => {
                let (reads, writes) = pipe(task.world());
                (reads, Some(Writer::of(Channel::Writes(writes))))
            }
            // Who reads from what can only be written to finds nothing.
            Redirect::Null | Redirect::Modelled(_) | Redirect::Own(_) => (Arc::new(Nowhere), None),
        }
    }

    /// Their end, and ours.
    fn output_of(
        &self,
        redirect: Redirect,
        inherited: Own,
        task: &Task<'_>,
    ) -> (Arc<dyn Output>, Option<Reader>) {
        let own = |stream| match stream {
            Own::Errors => self.errors.clone(),
            Own::Input | Own::Output => self.output.clone(),
        };
        match redirect {
            Redirect::Inherit | Redirect::ToOutput => (own(inherited), None),
            Redirect::Own(stream) => (own(stream), None),
            Redirect::File(file) => (SystemFile::new(file), None),
            Redirect::Modelled(Stream::Output(output)) => (output, None),
            Redirect::Pipe => {
                let (reads, writes) = pipe(task.world());
                (writes, Some(Reader::of(Channel::Reads(reads))))
            }
            Redirect::Null | Redirect::Modelled(_) => (Arc::new(Nowhere), None),
        }
    }
}
