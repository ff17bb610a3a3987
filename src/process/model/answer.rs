//! What a modelled program does with its arguments and its streams: the case that fits is chosen, then played in virtual time.

use std::time::Duration;

use super::super::Error;
use super::process::Process;
use super::stream::Input;
use super::table::{Answer, Case, Program};
use super::{Start, Template};
use crate::runtime::{Nanos, Task, time};

/// More bytes are not kept of what comes from standard input: as much as a child may say.
const MOST: usize = 64 << 20;

/// A program that begins, with what it was started with.
pub(super) struct Play<'a> {
    pub process: &'a Process,
    pub task: &'a Task<'a>,
    pub start: &'a Start,
    /// All that came from standard input, once it was asked for.
    pub heard: Option<String>,
}

impl Play<'_> {
    /// Do what the table says; gives the exit code.
    pub fn run(mut self) -> Result<i32, Error> {
        let began = self.task.world().now();
        let program = self.start.program.clone();
        let Some(answer) = self.choose(&program)? else {
            return self.refuse();
        };
        self.answer(answer, began)?;
        self.process.pass_last(self.task, self.start)?;
        Ok(answer.exit)
    }

    fn choose<'p>(&mut self, program: &'p Program) -> Result<Option<&'p Answer>, Error> {
        for Case { stdin, answer, .. } in program
            .cases
            .iter()
            .filter(|case| case.takes(&self.start.arguments))
        {
            let fits = match stdin {
                None => true,
                Some(pattern) => pattern.fits(self.input()?),
            };
            if fits {
                return Ok(Some(answer));
            }
        }
        static NOTHING: Answer = Answer {
            exit: 0,
            takes: Duration::ZERO,
            stdout: Template(String::new()),
            stderr: Template(String::new()),
            lines_every: None,
            echo: false,
        };
        let nothing = program.cases.is_empty().then_some(&NOTHING);
        Ok(program.otherwise.as_ref().or(nothing))
    }

    /// The table says nothing of these arguments: that must be seen.
    fn refuse(&mut self) -> Result<i32, Error> {
        let complaint = self.start.complaint.in_language(self.start.language);
        let line = format!("{complaint}\n");
        self.start.errors.write(self.task, line.as_bytes())?;
        self.process.pass_last(self.task, self.start)?;
        Ok(1)
    }

    fn answer(&mut self, answer: &Answer, began: Nanos) -> Result<(), Error> {
        if answer.stdout.wants_input() || answer.stderr.wants_input() {
            self.input()?;
        }
        let heard = self.heard.as_deref().unwrap_or_default();
        let arguments = &self.start.arguments;
        let (stdout, stderr) = (
            answer.stdout.filled(arguments, heard),
            answer.stderr.filled(arguments, heard),
        );
        for (place, line) in stdout.split_inclusive('\n').enumerate() {
            if let Some(pause) = answer.lines_every {
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                self.sleep_until(began, pause.saturating_mul(place))?;
            }
            self.process.pass(self.task)?;
            self.start.output.write(self.task, line.as_bytes())?;
        }
        if answer.echo {
            self.echo()?;
        }
        for line in stderr.split_inclusive('\n') {
            self.process.pass(self.task)?;
            self.start.errors.write(self.task, line.as_bytes())?;
        }
        self.sleep_until(began, answer.takes)
    }

    fn echo(&mut self) -> Result<(), Error> {
        if let Some(heard) = self.heard.take() {
            return self.start.output.write(self.task, heard.as_bytes());
        }
        loop {
            let bytes = self.start.input.read(self.task)?;
            if bytes.is_empty() {
                return Ok(());
            }
            self.process.pass(self.task)?;
            self.start.output.write(self.task, &bytes)?;
        }
    }

    /// All of standard input, which is waited for.
    fn input(&mut self) -> Result<&str, Error> {
        if self.heard.is_none() {
            let all = read_all(&*self.start.input, self.task)?;
            self.heard = Some(String::from_utf8_lossy(&all).into_owned());
        }
        Ok(self.heard.as_deref().unwrap_or_default())
    }

    /// Wait until so much time has passed since the start.
    fn sleep_until(&self, began: Nanos, after: Duration) -> Result<(), Error> {
        let passed = self.task.world().now().saturating_sub(began);
        let left = time::nanos(after).saturating_sub(passed);
        match left {
            0 => Ok(()),
            left => Ok(self.task.sleep(Duration::from_nanos(left))?),
        }
    }
}

fn read_all(input: &dyn Input, task: &Task<'_>) -> Result<Vec<u8>, Error> {
    let mut all = Vec::new();
    loop {
        let bytes = input.read(task)?;
        if bytes.is_empty() {
            return Ok(all);
        }
        all.extend_from_slice(&bytes);
        if all.len() > MOST {
            return Err(Error::TooLong(MOST));
        }
    }
}
