//! The program as it is run again and again: compiled once, each time with a fresh world, fresh variables and an output of its own.

use super::expected::Expected;
use super::facts::Facts;
use super::verdict::{Bug, BugKind, Cut, Ending, Outcome};
use crate::messages::Language;
use crate::objects::abi::{Captured, Console, Input};
use crate::objects::error::Error;
use crate::permissions::Permissions;
use crate::runtime::{
    Clock, Operation, Played, Policy, RECORDED, Recording, Schedule, Stacks, Step, ThreadId,
};
use crate::session;
use crate::session::{Limits, Model, Play, Program, Session};
use std::io;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// A run whose last so many steps only looked may be one that waits for ever by looking.
const SUSPECT: u64 = 500;
/// So many steps more that only look, fairly shared, and it is one.
const SURE: u64 = 50_000;

/// What each run is made with.
#[derive(Clone)]
pub struct Making {
    /// The script's name as given, then its arguments.
    pub arguments: Vec<String>,
    pub limits: Limits,
    /// As `permissions::reached` gives it.
    pub folder: Option<PathBuf>,
    pub permissions: Arc<Permissions>,
    pub language: Language,
    /// What each run finds in place of the outside.
    pub model: Model,
    /// When time passes.
    pub clock: Clock,
    /// Virtual time after which a schedule is cut, as after too many steps.
    pub max_time: Option<Duration>,
    /// What trials tell besides how they ended and what they printed.
    pub asked: Asked,
    /// What each run finds on standard input: asked for when the first run reads.
    pub input: Arc<dyn Fn() -> Arc<[u8]> + Send + Sync>,
}

/// What else is told of a trial, since it takes a little time.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Outputs of each program apart, errors, files, and who lived when.
    pub facts: bool,
    /// Locks that are taken in different orders.
    pub orders: bool,
    /// In events, the values of variables after changes in place.
    pub values: bool,
}

/// A program to be explored.
pub struct Subject {
    program: Program,
    making: Making,
    expected: Option<Expected>,
    /// Steps after which a schedule is cut.
    points: u64,
    /// Its runs reach nothing of the machine.
    sealed: bool,
}

/// What is noted of a run besides its schedule.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Note {
    Nothing,
    Trace,
    Events,
    /// Events without the values of variables, which take the most time.
    Outline,
    TraceAndEvents,
    TraceAndOutline,
}

impl Note {
    /// The same, and the steps.
    pub fn with_trace(self) -> Note {
        match self {
            Note::Nothing | Note::Trace => Note::Trace,
            Note::Events | Note::TraceAndEvents => Note::TraceAndEvents,
            Note::Outline | Note::TraceAndOutline => Note::TraceAndOutline,
        }
    }

    fn has_trace(self) -> bool {
        self == self.with_trace()
    }

    fn has_events(self) -> bool {
        !matches!(self, Note::Nothing | Note::Trace)
    }

    fn has_values(self) -> bool {
        matches!(self, Note::Events | Note::TraceAndEvents)
    }
}

/// One run.
pub struct Trial {
    pub outcome: Outcome,
    pub played: Played,
    pub trace: Vec<Step>,
    pub recording: Option<Recording>,
    /// What was asked for (`Making::asked`).
    pub facts: Facts,
}

impl Subject {
    /// # Errors
    /// What keeps the program from starting at all.
    pub fn new(
        program: Program,
        making: Making,
        expected: Option<Expected>,
        points: u64,
    ) -> Result<Subject, Error> {
        let subject = Subject {
            program,
            making,
            expected,
            points,
            sealed: false,
        };
        subject
            .session(Play::default(), &Papers::of(&subject.making.model))
            .map(drop)?;
        Ok(subject)
    }

    /// The same, whose runs reach nothing of the machine: no file, program, host or address of it, whatever is not modelled; each on the OS
    /// thread that asks for it. What runs read once is read now, and the process may lose the right to do so (`explore` with one job).
    pub fn sealed(mut self) -> Subject {
        session::load(self.program.library());
        self.sealed = true;
        self
    }

    /// The text that it was compiled from, and the name of the file.
    pub fn source(&self) -> &crate::objects::error::Source {
        self.program.source()
    }

    /// The text that a thread of this name runs: the program's, or a companion's.
    pub fn source_of(&self, thread: &str) -> &crate::objects::error::Source {
        let companions = &self.making.model.companions;
        let owner = companions.iter().find(|companion| companion.owns(thread));
        owner.map_or(self.source(), |companion| companion.program.source())
    }

    /// Run once, with the turns that the policy gives.
    pub fn run(&self, policy: Box<dyn Policy>, note: Note, stacks: &Stacks) -> Trial {
        let play = Play {
            policy: Some(policy),
            clock: self.making.clock,
            ..Play::default()
        };
        let mut trial = self.play(play, note, self.points, stacks);
        let is_cut = trial.outcome.ending == Ending::Cut(Cut::Steps);
        if is_cut && trial.played.looks >= SUSPECT {
            trial = self.look_on(trial, note, stacks);
        }
        trial
    }

    /// Run once for an exhaustive search: threads say in which states they are, the policy hears what would have to wait, and a run that was cut is taken as it is.
    pub fn run_once(&self, policy: Box<dyn Policy>, note: Note, stacks: &Stacks) -> Trial {
        let play = Play {
            policy: Some(policy),
            clock: self.making.clock,
            proves: true,
            ..Play::default()
        };
        self.play(play, note, self.points, stacks)
    }

    /// Run once, with these turns.
    pub fn replay(&self, schedule: &Schedule, note: Note, stacks: &Stacks) -> Trial {
        let play = || Play {
            schedule: Some(schedule.clone()),
            ..Play::default()
        };
        let trial = self.play(play(), note, self.points, stacks);
        let is_cut = trial.outcome.ending == Ending::Cut(Cut::Steps);
        match is_cut && trial.played.looks >= SUSPECT {
            true => self.look_on(trial, note, stacks),
            false => trial,
        }
    }

    /// The run went on looking until it was cut: does it go on so for ever, when everybody gets turns?
    fn look_on(&self, trial: Trial, note: Note, stacks: &Stacks) -> Trial {
        if (trial.played.last).is_some_and(|step| step.pending.operation == Operation::Yield) {
            // It works on something of its own, and may well come to an end.
            return trial;
        }
        let play = Play {
            schedule: Some(trial.played.schedule.clone()),
            ..Play::default()
        };
        let points = self.points + SURE;
        let longer = self.play(play, Note::Nothing, points, stacks);
        match longer.outcome.ending {
            Ending::Cut(Cut::Steps) if longer.played.looks >= SURE => {
                let last = trial.played.last;
                let outcome = Outcome {
                    ending: Ending::Bug(Bug {
                        kind: BugKind::NeverEnds,
                        file: self.source().name.clone(),
                        line: last.map_or(0, |step| step.pending.line as usize),
                        thread: last.map_or(ThreadId::MAIN, |step| step.thread),
                        text: String::new(),
                        deadlock: None,
                    }),
                    ..trial.outcome
                };
                Trial { outcome, ..trial }
            }
            Ending::Cut(_) => trial,
            // It has come to an end after all.
            _ if note == Note::Nothing => longer,
            _ => {
                let play = Play {
                    schedule: Some(longer.played.schedule.clone()),
                    ..Play::default()
                };
                self.play(play, note, points, stacks)
            }
        }
    }

    fn play(&self, play: Play, note: Note, points: u64, stacks: &Stacks) -> Trial {
        let papers = Papers::of(&self.making.model);
        let play = Play {
            record: true,
            ignores_orders: !self.making.asked.orders,
            trace: note.has_trace(),
            events: note.has_events().then_some(RECORDED),
            max_points: Some(points),
            max_time: self.making.max_time,
            lives: self.making.asked.facts,
            outline: !note.has_values(),
            values: self.making.asked.values,
            sealed: self.sealed,
            stacks: stacks.clone(),
            ..play
        };
        let session = self.session(play, &papers);
        let session = session.expect("it could be made before, from the same");
        let shared = self.making.asked.facts.then(|| session.shared().clone());
        let mut run = session.run();
        let facts = shared.map_or_else(Facts::default, |shared| {
            Facts::of(&run, &shared, &papers, self.making.language)
        });
        let (played, recording) = (run.played.take(), run.recording.take());
        let trace = std::mem::take(&mut run.trace);
        let file = &self.source().name;
        let language = self.making.language;
        let mut outcome = Outcome::of(
            &run,
            papers.out.take(),
            papers.err.take(),
            file,
            language,
            self.expected.as_ref(),
        );
        if let Ending::Bug(bug) = &mut outcome.ending {
            self.correct_file(bug);
        }
        for (companion, (written, _)) in self.making.model.companions.iter().zip(&papers.guests) {
            for line in written.take().lines() {
                outcome.stdout += &companion.line(line);
            }
        }
        Trial {
            outcome,
            played: played.unwrap_or_default(),
            trace,
            recording,
            facts,
        }
    }

    /// The line of a deadlock may be a companion's.
    fn correct_file(&self, bug: &mut Bug) {
        let rows = bug.deadlock.iter().flat_map(|report| &report.threads);
        let mut rows = rows.filter(|row| row.thread == bug.thread);
        if let Some(row) = rows.next() {
            bug.file = self.source_of(&row.label).name.clone();
        }
    }

    fn session(&self, play: Play, papers: &Papers) -> Result<Session, Error> {
        let Papers { out, err, guests } = papers;
        let making = &self.making;
        let input = Lines {
            text: making.input.clone(),
            place: 0,
        };
        let console = Console::new(Box::new(out.clone()), Box::new(err.clone()));
        let console = console.with_input(Box::new(input));
        let making = session::Making {
            arguments: making.arguments.clone(),
            limits: making.limits,
            console,
            folder: making.folder.clone(),
            permissions: making.permissions.clone(),
            language: making.language,
            model: making.model.clone(),
            consoles: guests
                .iter()
                .map(|(out, own)| {
                    let errors = Both(err.clone(), own.clone());
                    Console::new(Box::new(out.clone()), Box::new(errors))
                })
                .collect(),
        };
        Session::of(&self.program, making, play)
    }
}

/// What a run writes: the program, and each companion.
pub(super) struct Papers {
    pub out: Captured,
    pub err: Captured,
    /// Output and errors; the errors stand in `err` too.
    pub guests: Vec<(Captured, Captured)>,
}

/// What is written here stands in both.
struct Both(Captured, Captured);

impl Write for Both {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(bytes)?;
        self.1.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Papers {
    fn of(model: &Model) -> Self {
        Papers {
            out: Captured::default(),
            err: Captured::default(),
            guests: model
                .companions
                .iter()
                .map(|_| Default::default())
                .collect(),
        }
    }
}

/// Standard input, as each run finds it from the beginning.
struct Lines {
    text: Arc<dyn Fn() -> Arc<[u8]> + Send + Sync>,
    place: usize,
}

impl Input for Lines {
    fn read_line(&mut self, _: &dyn Fn() -> bool) -> std::io::Result<Vec<u8>> {
        let text = (self.text)();
        let rest = &text[self.place..];
        let end = rest.iter().position(|byte| *byte == b'\n');
        let line = &rest[..end.map_or(rest.len(), |end| end + 1)];
        self.place += line.len();
        Ok(line.to_vec())
    }
}
