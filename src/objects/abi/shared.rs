//! What all threads of one run share: the world, the console, the arguments, the state of the library.

use super::cycles::Watch;
use super::{Help, Library};
use crate::messages::{Language, message, system_reason};
use crate::objects::error::Error;
use crate::objects::value::Cycles;
use crate::permissions::Permissions;
use crate::runtime::{Stop, ThreadId, World};
use parking_lot::Mutex;
use std::any::{Any, TypeId};
use std::io::{self, BufRead, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Where lines of standard input come from.
pub trait Input: Send {
    /// The next line with its end; empty at the end of the input. Who can look meanwhile gives up, with any answer, when
    /// `given_up` says so.
    ///
    /// # Errors
    /// What the system says.
    fn read_line(&mut self, given_up: &dyn Fn() -> bool) -> io::Result<Vec<u8>>;
}

impl<R: BufRead + Send> Input for R {
    fn read_line(&mut self, _: &dyn Fn() -> bool) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.read_until(b'\n', &mut line)?;
        Ok(line)
    }
}

/// How often a thread whose turn to read has not come looks whether it shall give up.
const LOOK: Duration = Duration::from_millis(50);

/// Standard input, output and error of a run. Each write goes out whole, in one piece.
pub struct Console {
    input: Mutex<Box<dyn Input>>,
    out: Mutex<Paper>,
    err: Mutex<Paper>,
    /// Where the run's own words go, on the same paper as `err`.
    reports: Option<Mutex<Paper>>,
    limit: OnceLock<OutputLimit>,
}

/// How much may be written, and which run ends when it is more.
struct OutputLimit {
    left: AtomicU64,
    world: Arc<World>,
}

/// Where texts are written, and how many were.
struct Paper {
    writer: Box<dyn Write + Send>,
    written: u64,
}

impl Paper {
    fn new(writer: Box<dyn Write + Send>) -> Mutex<Self> {
        Mutex::new(Paper { writer, written: 0 })
    }
}

impl Console {
    pub fn new(out: Box<dyn Write + Send>, err: Box<dyn Write + Send>) -> Self {
        Console {
            input: Mutex::new(Box::new(std::io::empty())),
            out: Paper::new(out),
            err: Paper::new(err),
            reports: None,
            limit: OnceLock::new(),
        }
    }

    /// Stop the run when its scripts have written more than so many bytes, of which the rest is not written.
    pub fn set_limit(&self, bytes: u64, world: &Arc<World>) {
        let _ = self.limit.set(OutputLimit {
            left: AtomicU64::new(bytes),
            world: world.clone(),
        });
    }

    /// As much of the text as may still be written.
    fn allowed<'t>(&self, text: &'t str) -> &'t str {
        let Some(OutputLimit { left, world }) = self.limit.get() else {
            return text;
        };
        let wanted = text.len() as u64;
        let take = |left: u64| Some(left.saturating_sub(wanted));
        let before = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        let room = before.unwrap_or_else(|left| left);
        if wanted <= room {
            return text;
        }
        world.stop(Stop::OutputLimit);
        let end = (0..=room as usize).rfind(|end| text.is_char_boundary(*end));
        &text[..end.unwrap_or_default()]
    }

    /// Standard input, output and error of the process.
    pub fn process() -> Self {
        Console::new(Box::new(std::io::stdout()), Box::new(std::io::stderr()))
            .with_input(Box::new(std::io::BufReader::new(std::io::stdin())))
    }

    /// Write reports there; a new console has them among the errors.
    pub fn with_reports(self, reports: Box<dyn Write + Send>) -> Self {
        Console {
            reports: Some(Paper::new(reports)),
            ..self
        }
    }

    /// Read from there; a new console has nothing to read.
    pub fn with_input(self, input: Box<dyn Input>) -> Self {
        Console {
            input: Mutex::new(input),
            ..self
        }
    }

    /// The next line of standard input with its end; empty at the end of the input, or once `given_up` says so. Blocks: to be
    /// called by `Task::outside`.
    pub fn read_line(&self, given_up: &dyn Fn() -> bool) -> Result<String, Error> {
        let mut input = loop {
            match self.input.try_lock_for(LOOK) {
                Some(input) => break input,
                None if given_up() => return Ok(String::new()),
                None => {}
            }
        };
        let line = input.read_line(given_up).map_err(|error| {
            Error::raised(
                "OSError",
                message!("stdin-unreadable", reason = system_reason(&error)),
            )
        })?;
        Ok(String::from_utf8_lossy(&line).into_owned())
    }

    /// Write to standard output; gives how many texts were written there before.
    pub fn write(&self, text: &str) -> Result<u64, Error> {
        write_to(&self.out, "stdout", self.allowed(text))
    }

    /// Write to standard error; gives how many texts were written there before.
    pub fn write_error(&self, text: &str) -> Result<u64, Error> {
        write_to(&self.err, "stderr", self.allowed(text))
    }

    /// What the run itself has to say, unlike what its script writes.
    pub fn report(&self, text: &str) -> Result<(), Error> {
        write_to(self.reports.as_ref().unwrap_or(&self.err), "stderr", text).map(drop)
    }

    pub fn flush(&self) -> Result<(), Error> {
        self.out
            .lock()
            .writer
            .flush()
            .map_err(|error| broken("stdout", &error))
    }
}

fn write_to(paper: &Mutex<Paper>, name: &str, text: &str) -> Result<u64, Error> {
    let mut paper = paper.lock();
    (paper.writer)
        .write_all(text.as_bytes())
        .map_err(|error| broken(name, &error))?;
    paper.written += 1;
    Ok(paper.written - 1)
}

fn broken(name: &str, error: &std::io::Error) -> Error {
    Error::raised(
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            "BrokenPipe"
        } else {
            "OSError"
        },
        message!("stream-unwritable", name, reason = system_reason(error)),
    )
}

/// What all threads of one run share.
pub struct Shared {
    pub world: Arc<World>,
    pub console: Console,
    /// The script's name as given, then its arguments.
    pub arguments: Vec<String>,
    /// The names beyond Rhai's own.
    pub library: &'static dyn Library,
    /// Operations left over all threads (`--max-operations`); threads take them in batches.
    pub operations: Budget,
    /// Of the messages that scripts read and of those that are shown.
    pub language: Language,
    /// How many calls may be open in one thread (`--max-call-depth`).
    pub max_call_depth: usize,
    /// Bytes of a text that may be compiled (`--max-source`).
    pub max_source: usize,
    /// Answers `help(…)`.
    pub help: Help,
    /// What the run may reach outside of itself.
    pub permissions: Arc<Permissions>,
    /// Which of several programs in one world this is; none: the one that was asked for.
    pub guest: Option<Guest>,
    main: OnceLock<ThreadId>,
    /// Has a module been imported that has methods for types (`fn int.double()`)? As long as none has, method calls need not look for them.
    pub typed_modules: AtomicBool,
    /// What can be part of a reference cycle, and when to look at it.
    pub cycles: Arc<Cycles>,
    pub(crate) watch: Watch,
    /// The libraries' states: a handful, so that looking through them is faster than hashing.
    state: Mutex<Vec<(TypeId, Arc<dyn Any + Send + Sync>)>>,
}

/// A program that runs beside the one that was asked for, in the same world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    pub name: String,
    /// Does the run wait for its end?
    pub ends: bool,
}

impl Guest {
    /// What reports call a thread of it.
    pub fn label(&self, thread: &str) -> String {
        format!("{}/{thread}", self.name)
    }
}

/// A count that all threads draw from, in portions.
pub struct Budget {
    left: AtomicU64,
    /// What threads have taken and not accounted for yet.
    held: AtomicU64,
    pub limit: Option<u64>,
}

/// The largest portion of a limited budget, and how much must be left for it: near the limit each takes what it needs.
const PORTION: u64 = 256;
const NEAR: u64 = 1 << 14;

impl Budget {
    pub fn new(limit: Option<u64>) -> Self {
        Budget {
            left: AtomicU64::new(limit.unwrap_or(u64::MAX)),
            held: AtomicU64::new(0),
            limit,
        }
    }

    /// Operations that were taken of a limited budget.
    pub fn used(&self) -> u64 {
        let limit = self.limit.unwrap_or(u64::MAX);
        limit - self.left.load(Ordering::Relaxed).min(limit)
    }

    /// Begin anew: a line of a session.
    pub fn refill(&self) {
        self.left
            .store(self.limit.unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Take up to `wanted` operations; gives how many, 0 when none are left. What is taken is accounted for by `give_back`.
    pub fn take(&self, wanted: u64) -> u64 {
        if self.limit.is_none() {
            return wanted;
        }
        self.held.fetch_add(PORTION, Ordering::SeqCst);
        let taken = self.subtract(|left| match left < NEAR {
            true => left.min(1),
            false => wanted.min(PORTION),
        });
        self.held.fetch_sub(PORTION - taken, Ordering::SeqCst);
        taken
    }

    /// [`take`](Self::take), and while others may still give something back, wait for that. `alone`: no other thread runs meanwhile.
    pub fn take_patiently(&self, wanted: u64, alone: bool) -> u64 {
        /// A thread that holds operations uses them within microseconds, unless it sits in a long native.
        const TRIES: usize = 1000;
        for _ in 0..TRIES {
            let held = self.held.load(Ordering::SeqCst);
            let taken = self.take(wanted);
            if taken > 0 || alone || held == 0 {
                return taken;
            }
            std::thread::yield_now();
        }
        0
    }

    /// Count work that is done already, or is about to be done as a whole. False when less than that was left.
    pub fn spend(&self, operations: u64) -> bool {
        self.limit.is_none() || self.subtract(|left| left.min(operations)) == operations
    }

    fn subtract(&self, portion: impl Fn(u64) -> u64) -> u64 {
        let mut left = self.left.load(Ordering::SeqCst);
        loop {
            let taken = portion(left);
            match self.left.compare_exchange_weak(
                left,
                left - taken,
                Ordering::SeqCst,
                Ordering::SeqCst,
            ) {
                Ok(_) => return taken,
                Err(now) => left = now,
            }
        }
    }

    /// Account for `taken` operations, of which `unused` were not done.
    pub fn give_back(&self, taken: u64, unused: u64) {
        if self.limit.is_some() && taken > 0 {
            self.left.fetch_add(unused, Ordering::SeqCst);
            self.held.fetch_sub(taken, Ordering::SeqCst);
        }
    }
}

impl Shared {
    pub fn new(
        world: Arc<World>,
        console: Console,
        arguments: Vec<String>,
        library: &'static dyn Library,
    ) -> Self {
        Shared {
            world,
            console,
            arguments,
            library,
            operations: Budget::new(None),
            help: |_, _| String::new(),
            language: Language::default(),
            max_call_depth: DEFAULT_CALL_DEPTH,
            typed_modules: AtomicBool::new(false),
            max_source: DEFAULT_SOURCE,
            permissions: Arc::default(),
            cycles: Arc::default(),
            watch: Watch::default(),
            guest: None,
            main: OnceLock::new(),
            state: Mutex::default(),
        }
    }

    /// The thread that runs the program's top level.
    pub fn main_thread(&self) -> ThreadId {
        self.main.get().copied().unwrap_or(ThreadId::MAIN)
    }

    /// Another thread than the world's first runs the top level. To be said before it does.
    pub fn set_main_thread(&self, thread: ThreadId) {
        let _ = self.main.set(thread);
    }

    /// Have the value of this type in common with another program of the same world. To be said before anybody has asked for it here.
    pub fn share<T: Any + Send + Sync + Default>(&self, other: &Shared) {
        let value: Arc<dyn Any + Send + Sync> = other.state::<T>();
        self.state.lock().push((TypeId::of::<T>(), value));
    }

    /// The one value of this type that belongs to the run, made when first asked for: a library's own state.
    pub fn state<T: Any + Send + Sync + Default>(&self) -> Arc<T> {
        let wanted = TypeId::of::<T>();
        let mut states = self.state.lock();
        let value = match states.iter().find(|(id, _)| *id == wanted) {
            Some((_, value)) => value.clone(),
            None => {
                let value: Arc<dyn Any + Send + Sync> = Arc::new(T::default());
                states.push((wanted, value.clone()));
                value
            }
        };
        drop(states);
        value
            .downcast::<T>()
            .expect("beside its type stands a value of that type")
    }
}

/// Deep enough for quicksort on 10 000 sorted elements.
pub const DEFAULT_CALL_DEPTH: usize = 20_000;

/// Bytes of a text that may be compiled when nothing else is said: 4 MiB.
pub const DEFAULT_SOURCE: usize = 4 << 20;
