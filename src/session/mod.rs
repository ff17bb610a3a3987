//! One program, one run, one outcome. The ways of working with programs (command line, REPL, grading) start here.

pub mod amounts;
mod evaluate;
mod guests;
mod interactive;
mod model;
mod outcome;
mod play;
mod program;
mod seal;

pub use evaluate::{Evaluation, evaluate, evaluate_in};
pub use interactive::{Answer, Gone, Interactive};
pub use model::{Begins, Companion, Mistake, Model, programs_in, read_programs};
pub use outcome::{Outcome, exit_code};
pub use play::Play;
pub use program::Program;
pub use seal::load;

use crate::border::{Reports, Summary};
use crate::catalogue::help_of_script;
use crate::lang::hir::Environment;
use crate::messages::Language;
use crate::objects::abi::{Budget, Console, DEFAULT_SOURCE, Library, Shared};
use crate::objects::code::{Code, Linked};
use crate::objects::error::{Error, Kind, Source};
use crate::permissions;
use crate::permissions::Permissions;
use crate::places::{FilePlaces, SocketPlaces};
use crate::process::Children;
use crate::runtime::time::Allowance;
use crate::runtime::{Misfit, Stop, Thread, ThreadId, World};
use crate::vm::machine::Machine;
use crate::vm::modules::{ModuleTable, compile_source};
use rhai::Position;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Which runtime carries the threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runtime {
    /// OS threads and the machine's clock.
    Real,
    /// One thread at a time, chosen by chance from the seed; virtual time.
    Controlled { seed: u64 },
}

/// What a run may use up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits {
    /// Operations of all threads together.
    pub operations: Option<u64>,
    /// Calls open at once in one thread.
    pub call_depth: Option<usize>,
    pub time: Option<Duration>,
    /// Threads alive at once besides main.
    pub threads: Option<usize>,
    /// Children alive at once.
    pub processes: Option<usize>,
    /// Sockets open at once.
    pub sockets: Option<usize>,
    /// Files open at once.
    pub files: Option<usize>,
    /// Bytes of a text to compile: the script, a module, the text of an `eval`, what is typed at a time.
    pub source: Option<usize>,
    /// Bytes that each program of the run may write, to standard output and standard error together.
    pub output: Option<u64>,
    /// Bytes in use at once: of the whole process, since memory has no owner. A run without this limit leaves the limit of another alone.
    pub memory: Option<u64>,
}

impl Limits {
    /// Limit what the library counts.
    fn set_counts(&self, shared: &Shared) {
        if let Some(limit) = self.processes {
            shared.state::<Children>().set_limit(limit);
        }
        if let Some(limit) = self.sockets {
            shared.state::<SocketPlaces>().0.set_limit(limit);
        }
        if let Some(limit) = self.files {
            shared.state::<FilePlaces>().0.set_limit(limit);
        }
    }
}

/// What to run, and how.
pub struct Options {
    pub source: Source,
    /// The script's name as given, then its arguments.
    pub arguments: Vec<String>,
    pub runtime: Runtime,
    pub limits: Limits,
    pub console: Console,
    pub library: &'static dyn Library,
    /// The folder that `import` stays inside of unless more is allowed.
    pub folder: Option<PathBuf>,
    /// What the run may reach outside of itself.
    pub permissions: Permissions,
    /// Of the messages, also of those that the script reads (`e.message`).
    pub language: Language,
}

/// What one run of a program is made with.
pub struct Making {
    /// The script's name as given, then its arguments.
    pub arguments: Vec<String>,
    pub limits: Limits,
    pub console: Console,
    /// The folder that `import` stays inside of unless more is allowed, as `permissions::reached` gives it.
    pub folder: Option<PathBuf>,
    /// What the run may reach outside of itself.
    pub permissions: Arc<Permissions>,
    pub language: Language,
    /// What the run finds in place of the outside: only for the controlled runtime.
    pub model: Model,
    /// Where the companions write, in their order; what is missing writes among what the program writes, with its name before each line.
    pub consoles: Vec<Console>,
}

/// A run that is set up and can be stopped from outside.
pub struct Session {
    shared: Arc<Shared>,
    linked: Arc<Linked>,
    /// The other programs of the same world.
    guests: Vec<Arc<guests::Guest>>,
    main: Arc<OnceLock<Arc<Thread>>>,
    /// Where the schedule that is replayed did not fit the program.
    misfit: Arc<OnceLock<Misfit>>,
    shows_value: bool,
}

/// The line that the main thread is at, without a lock: for last words.
#[derive(Clone)]
pub struct MainLine(Arc<OnceLock<Arc<Thread>>>);

impl MainLine {
    /// The line the engine noted last; nothing before the start.
    pub fn get(&self) -> Option<u32> {
        self.0
            .get()
            .map(|main| main.line())
            .filter(|line| *line > 0)
    }
}

/// Compile a source text, as `run` would.
///
/// # Errors
/// Mistakes of syntax.
pub fn compile(source: Source, runtime: Runtime) -> Result<Code, Error> {
    let points = runtime != Runtime::Real;
    compile_source(&Arc::new(source), &Environment::default(), points)
}

impl Session {
    /// Compile the program and set up its world.
    ///
    /// # Errors
    /// Mistakes of syntax, and classes whose base is unknown.
    pub fn new(options: Options) -> Result<Session, Error> {
        Session::playing(options, Model::default(), Play::default())
    }

    /// As `new`, with a say in the turns of the threads, and in what the run finds outside of itself.
    ///
    /// # Errors
    /// As `new`.
    pub fn playing(options: Options, model: Model, play: Play) -> Result<Session, Error> {
        let (runtime, limits) = (options.runtime, options.limits);
        let time = Allowance::begin(limits.time);
        let program = Program::new(options.source, runtime, options.library, &limits, time)?;
        let making = Making {
            arguments: options.arguments,
            limits: Limits {
                // The time of the run began with its compiling.
                time: time.left(),
                ..limits
            },
            console: options.console,
            folder: options.folder.as_deref().map(permissions::reached),
            permissions: Arc::new(options.permissions.with_needs(program.needs.to_vec())),
            language: options.language,
            model,
            consoles: Vec::new(),
        };
        Session::of(&program, making, play)
    }

    /// Set up a run of a program.
    ///
    /// # Errors
    /// Classes whose base is unknown.
    pub fn of(program: &Program, making: Making, play: Play) -> Result<Session, Error> {
        let limits = making.limits;
        let model = match play.sealed {
            true => making.model.sealed(),
            false => making.model,
        };
        let linked = program.link()?;
        let play = Play {
            virtual_start: model.start,
            ..play
        };
        let (world, misfit) = play.world(program.runtime, &limits);
        if let Some(bytes) = limits.output {
            let consoles = making.consoles.iter().chain([&making.console]);
            consoles.for_each(|console| console.set_limit(bytes, &world));
        }
        let library = program.library;
        let mut shared = Shared::new(world, making.console, making.arguments, library);
        shared.language = making.language;
        shared.help = help_of_script;
        shared.operations = Budget::new(limits.operations);
        making.permissions.set_home(making.folder.clone());
        shared.permissions = making.permissions;
        if let Some(depth) = limits.call_depth {
            shared.max_call_depth = depth;
        }
        shared.max_source = limits.source.unwrap_or(DEFAULT_SOURCE);
        limits.set_counts(&shared);
        model.furnish(&shared);
        *shared.state::<ModuleTable>().root.lock() = making.folder;
        let shared = Arc::new(shared);
        let companions = &model.companions;
        let guests = guests::invite(companions, making.consoles, &shared, &limits)?;
        Ok(Session {
            shared,
            linked,
            guests,
            main: Arc::default(),
            misfit,
            shows_value: false,
        })
    }

    /// Where the main thread is, now and while the run lasts.
    pub fn main_line(&self) -> MainLine {
        MainLine(self.main.clone())
    }

    /// What can stop the run from another thread: a handler of Ctrl-C.
    pub fn world(&self) -> Arc<World> {
        self.shared.world.clone()
    }

    pub fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// The value of the script will be shown: objects in it say how.
    pub fn show_value(&mut self) {
        self.shows_value = true;
    }

    /// Run to the end of all threads.
    pub fn run(self) -> Outcome {
        let shared = self.shared.clone();
        let linked = self.linked.clone();
        let main = self.main.clone();
        let shows_value = self.shows_value;
        let guests = self.guests.clone();
        let ended = self.shared.world.run_main("MainThread", move |task| {
            let _ = main.set(task.thread().clone());
            let mut machine = Machine::new(task, shared.clone(), linked.clone());
            let mut run = || {
                for guest in &guests {
                    guest.clone().begin(task)?;
                }
                let value = machine.run_unit(&linked)?;
                let told = if shows_value {
                    machine.told(&value)?
                } else {
                    None
                };
                Ok(told.unwrap_or(value))
            };
            let ended = run().inspect_err(|error: &Error| {
                if !matches!(error.kind(), Kind::Stop(_)) {
                    task.note_error(|| Summary::of(error, shared.language).text);
                }
                tell_at_once(error, &shared);
            });
            shared.library.main_has_ended(&shared);
            ended
        });
        let missed = match &ended.value {
            Some(Ok(_)) if ended.stopped.is_none() => {
                self.guests.iter().find_map(|guest| guest.never_began())
            }
            _ => None,
        };
        missed
            .iter()
            .for_each(|error| tell_at_once(error, &self.shared));
        let _ = self.shared.console.flush();
        tell_rest(&self.shared);
        let interrupted = ended.stopped == Some(Stop::Interrupted);
        self.shared.state::<Children>().end(interrupted);
        self.linked.clear();
        self.guests.iter().for_each(|guest| guest.clear());
        self.shared.state::<ModuleTable>().clear();
        self.shared.free_cycles_at_end();
        let left_behind = ended.value.is_none().then(|| self.main_place()).flatten();
        let mut outcome = Outcome::new(ended, &self.shared);
        outcome.misfit = self.misfit.get().copied();
        outcome.error = outcome.error.or(missed);
        if let (Some(stop), Some(place)) = (outcome.stopped, left_behind) {
            let error = Error::from(stop).at(place).within(&self.linked.code.source);
            outcome.stopped_at = Some(error);
        }
        outcome
    }
}

impl Session {
    /// The line where the main thread waits in a call that no stop can reach.
    fn main_place(&self) -> Option<Position> {
        let threads = self.shared.world.threads();
        let main = threads
            .iter()
            .find(|thread| thread.id() == ThreadId::MAIN)?;
        let line = u16::try_from(main.line()).ok().filter(|line| *line > 0)?;
        Some(Position::new(line, 0))
    }
}

/// The other threads may go on for long: what ended the main thread is told when it happens.
fn tell_at_once(error: &Error, shared: &Shared) {
    if !matches!(error.kind(), Kind::Stop(_))
        && let Some(text) = shared.state::<Reports>().of_main(error)
    {
        // Standard error may be closed; the exit code tells then.
        let _ = shared.console.report(&text);
    }
    if error.is_call_depth() {
        shared.world.stop(Stop::CallDepthLimit);
    }
}

/// Of errors that ended many threads, how many.
fn tell_rest(shared: &Shared) {
    if let Some(text) = shared.state::<Reports>().rest() {
        let _ = shared.console.report(&text);
    }
}

/// Set up and run a program.
///
/// # Errors
/// What keeps it from starting: mistakes of syntax.
pub fn run(options: Options) -> Result<Outcome, Error> {
    Session::new(options).map(Session::run)
}
