//! The worker: reads a job, seals itself, and examines one run after the other until its standard input ends.

use super::exit;
use super::frame;
use super::say::{Asked, Kept, Told};
use crate::grade::job::{Examiner, Job, Judge, Lost, Opinion, Outcome, Report, RunJob};
use crate::grade::judge::{self, Calls, Functions};
use crate::memory;
use crate::seal::{self, Reach, Sealing};
use std::io::{self, ErrorKind, Read, Write};

/// How a worker ended: its exit code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Served(pub i32);

/// A worker's life, over its standard input and output. `seal` seals the process and `examiner` runs what is asked for, sealed.
pub fn serve(
    mut input: impl Read,
    mut output: impl Write,
    seal: impl FnOnce(&Reach) -> Sealing,
    examiner: &mut dyn Examiner,
) -> Served {
    match served(&mut input, &mut output, seal, examiner) {
        Ok(()) => Served(0),
        Err(error) => Served(match error.kind() {
            ErrorKind::FileTooLarge => exit::OUTPUT,
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof => exit::MALFORMED,
            _ => 1,
        }),
    }
}

fn served(
    input: &mut impl Read,
    output: &mut impl Write,
    seal: impl FnOnce(&Reach) -> Sealing,
    examiner: &mut dyn Examiner,
) -> io::Result<()> {
    let Some(begin) = frame::read(input)? else {
        return Ok(());
    };
    let sealed = |bounds: Kept| {
        let processor = bounds.processor;
        Told::Ready(seal(&Reach::Nothing { processor }))
    };
    let (mut job, ready) = match begin {
        Asked::Begin { job, bounds } => (job, sealed(bounds)),
        Asked::Teach { script, bounds } => {
            frame::write(output, &sealed(bounds))?;
            return teach(input, output, Functions::new(script));
        }
        _ => return Err(ErrorKind::InvalidData.into()),
    };
    frame::write(output, &ready)?;
    while let Some(asked) = frame::read(input)? {
        let Asked::Run(run) = asked else {
            return Err(ErrorKind::InvalidData.into());
        };
        examine(input, output, &mut job, run, examiner)?;
    }
    Ok(())
}

/// Call the teacher's functions.
fn teach(
    input: &mut impl Read,
    output: &mut impl Write,
    mut functions: Functions,
) -> io::Result<()> {
    while let Some(asked) = frame::read(input)? {
        let Asked::Call { function, input } = asked else {
            return Err(ErrorKind::InvalidData.into());
        };
        let said = limited(Some(judge::MEMORY), || functions.call(&function, &input));
        frame::write(output, &Told::Said(said))?;
    }
    Ok(())
}

fn examine(
    input: &mut impl Read,
    output: &mut impl Write,
    job: &mut Job,
    run: Option<RunJob>,
    examiner: &mut dyn Examiner,
) -> io::Result<()> {
    job.runs = run.into_iter().collect();
    let mut judge = Line {
        input,
        output,
        broken: None,
    };
    let report = examiner.examine(job, &mut judge);
    if let Some(error) = judge.broken {
        return Err(error);
    }
    match report {
        Ok(report) => frame::write(output, &Told::Report(report)),
        // Nobody is further inside who could be lost.
        Err(lost) => Err(io::Error::other(lost.what)),
    }
}

/// The judge is at the other end.
struct Line<'l, I, O> {
    input: &'l mut I,
    output: &'l mut O,
    /// Nobody is there any more.
    broken: Option<io::Error>,
}

impl<I: Read, O: Write> Judge for Line<'_, I, O> {
    fn outcome(&mut self, _: usize, outcome: &Outcome) -> Opinion {
        let answer = match self.broken {
            None => self.ask(outcome),
            Some(_) => return over(),
        };
        answer.unwrap_or_else(|error| {
            self.broken = Some(error);
            over()
        })
    }
}

/// Whatever comes, nobody hears of it: the run may end.
fn over() -> Opinion {
    Opinion {
        enough: true,
        ..Opinion::default()
    }
}

impl<I: Read, O: Write> Line<'_, I, O> {
    fn ask(&mut self, outcome: &Outcome) -> io::Result<Opinion> {
        frame::write(self.output, &Told::Outcome(outcome.clone()))?;
        match frame::read(self.input)? {
            Some(Asked::Opinion(opinion)) => Ok(opinion),
            Some(_) => Err(ErrorKind::InvalidData.into()),
            None => Err(ErrorKind::UnexpectedEof.into()),
        }
    }
}

/// Examines with the memory of this process limited to what a run may take, beyond what is in use when it begins. The limit belongs to the
/// process, so nobody else may run in it.
pub struct Limited<E>(pub E);

impl<E: Examiner> Examiner for Limited<E> {
    fn examine(&mut self, job: &Job, judge: &mut dyn Judge) -> Result<Report, Lost> {
        let most = job.runs.iter().map(|run| run.limits.memory).max();
        limited(most, || self.0.examine(job, judge))
    }
}

/// Run with so many bytes at most beyond what is in use now.
fn limited<T>(most: Option<u64>, run: impl FnOnce() -> T) -> T {
    memory::settle();
    let in_use = memory::in_use() as u64;
    memory::set_limit(most.map(|most| most.saturating_add(in_use)));
    let result = run();
    memory::set_limit(None);
    result
}

/// What a process is before it serves: nobody's heir, gone with its supervisor, and with a last word for when memory is used up.
///
/// # Errors
/// What the system says; the supervisor is gone.
#[expect(
    clippy::disallowed_methods,
    reason = "an allocation has no other way to fail than by ending the process"
)]
pub fn prepare(supervisor: Option<rustix::process::Pid>) -> io::Result<()> {
    match seal::die_with_parent(supervisor) {
        // Elsewhere than on Linux it ends with its pipes.
        Err(error) if error.kind() != ErrorKind::Unsupported => return Err(error),
        _ => {}
    }
    seal::close_the_inherited();
    memory::seal();
    memory::on_exhaustion(|| std::process::exit(exit::MEMORY));
    Ok(())
}
