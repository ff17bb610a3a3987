//! Companions as they run: each is a program with variables and a console of its own, on threads of the same world.

use super::{Begins, Companion, Limits};
use crate::border::{Failures, Reports, Summary};
use crate::catalogue::help_of_script;
use crate::files::Files;
use crate::library::{Variables, socket};
use crate::messages::message;
use crate::objects::abi;
use crate::objects::abi::{Budget, Console, DEFAULT_SOURCE, Shared};
use crate::objects::code::Linked;
use crate::objects::error::{Error, Kind};
use crate::permissions;
use crate::places::{FilePlaces, SocketPlaces};
use crate::process::Children;
use crate::runtime::{SpawnError, Task};
use crate::vm::machine::Machine;
use crate::vm::modules::ModuleTable;
use std::io::{self, Write};
use std::sync::Arc;

/// A companion that will run, or runs.
pub struct Guest {
    companion: Companion,
    shared: Arc<Shared>,
    linked: Arc<Linked>,
}

/// Set up the companions of a run. Those without a console of their own write among what the program writes.
///
/// # Errors
/// Classes whose base is unknown.
pub fn invite(
    companions: &[Companion],
    consoles: Vec<Console>,
    host: &Arc<Shared>,
    limits: &Limits,
) -> Result<Vec<Arc<Guest>>, Error> {
    let mut consoles = consoles.into_iter();
    let guest = |companion: &Companion| {
        let console = consoles.next();
        let console = console.unwrap_or_else(|| among(host, &companion.name));
        let guest = Guest {
            linked: companion.program.link()?,
            shared: Arc::new(shared(companion, console, host, limits)),
            companion: companion.clone(),
        };
        Ok(Arc::new(guest))
    };
    companions.iter().map(guest).collect()
}

/// What the threads of a companion share with each other, and with the program.
fn shared(companion: &Companion, console: Console, host: &Shared, limits: &Limits) -> Shared {
    let (world, arguments) = (host.world.clone(), companion.arguments.clone());
    let mut shared = Shared::new(world, console, arguments, host.library);
    shared.language = host.language;
    shared.help = help_of_script;
    shared.operations = Budget::new(limits.operations);
    shared.permissions = host.permissions.clone();
    shared.max_call_depth = host.max_call_depth;
    shared.max_source = limits.source.unwrap_or(DEFAULT_SOURCE);
    shared.guest = Some(abi::Guest {
        name: companion.name.clone(),
        ends: companion.ends,
    });
    socket::share(&shared, host);
    shared.share::<SocketPlaces>(host);
    shared.share::<FilePlaces>(host);
    shared.share::<Files>(host);
    shared.share::<Children>(host);
    // How threads end is told of all programs together.
    shared.share::<Failures>(host);
    shared.share::<Reports>(host);
    let folder = companion.folder.as_deref().map(permissions::reached);
    *shared.state::<ModuleTable>().root.lock() = folder;
    shared.share::<Variables>(host);
    if let Some(modules) = host.state::<ModuleTable>().modules() {
        (shared.state::<ModuleTable>()).set_modules(modules.clone());
    }
    shared
}

impl Guest {
    /// Begin, now or when its time has come. `task` is the program's main thread.
    pub fn begin(self: Arc<Self>, task: &Task<'_>) -> Result<(), Error> {
        if self.companion.begins == Begins::AtOnce {
            return self.spawn(task);
        }
        // Who waits for the moment keeps no run alive.
        let world = task.world().clone();
        let name = self.companion.name.clone();
        let body = Box::new(move |task: &Task<'_>| {
            let waited = match self.companion.begins {
                Begins::AtOnce => Ok(()),
                Begins::At(time) => task.sleep(time),
                Begins::Listening(port) => {
                    socket::network(&self.shared).wait_for_listener(task, port)
                }
            };
            if waited.is_ok() {
                // What keeps it from being started is a stop of the run.
                let _ = self.spawn(task);
            }
        });
        world
            .spawn_apart(task, &name, true, body)
            .map(|thread| world.hold_to_time(thread.id()))
            .map_err(not_started)
    }

    /// What is to be said when the run is over and the companion waited for a port that nobody opened. A port that was closed again too early
    /// is the business of the script.
    pub fn never_began(&self) -> Option<Error> {
        let Begins::Listening(port) = self.companion.begins else {
            return None;
        };
        if socket::network(&self.shared).has_listened(port) {
            return None;
        }
        let (name, port) = (self.companion.name.as_str(), port.to_string());
        let hint = message!("companion-never-began.hint");
        Some(Error::runtime_error(message!("companion-never-began", name, port)).with_hint(hint))
    }

    fn spawn(self: Arc<Self>, task: &Task<'_>) -> Result<(), Error> {
        let world = task.world().clone();
        let name = format!("{}/MainThread", self.companion.name);
        let daemon = !self.companion.ends;
        let body = Box::new(move |task: &Task<'_>| self.run(task));
        world
            .spawn_apart(task, &name, daemon, body)
            .map(|thread| world.hold_to_time(thread.id()))
            .map_err(not_started)
    }

    fn run(&self, task: &Task<'_>) {
        self.shared.set_main_thread(task.id());
        let mut machine = Machine::new(task, self.shared.clone(), self.linked.clone());
        if let Err(error) = machine.run_unit(&self.linked) {
            self.fail(task, &error);
        }
        self.shared.library.main_has_ended(&self.shared);
        let _ = self.shared.console.flush();
    }

    /// An error has ended its main thread; the others go on.
    fn fail(&self, task: &Task<'_>, error: &Error) {
        if matches!(error.kind(), Kind::Stop(_)) || task.world().is_stopped() {
            return;
        }
        let line = error.body().at.line().unwrap_or(0) as u32;
        task.world().note_failure(task.thread(), line);
        let language = self.shared.language;
        (self.shared.state::<Failures>()).add(error, task.thread(), language);
        task.note_error(|| Summary::of(error, language).text);
        let label = task.thread().label();
        let now = task.world().now();
        if let Some(text) = self.shared.state::<Reports>().of_thread(error, &label, now) {
            // Standard error may be closed; the exit code tells then.
            let _ = self.shared.console.report(&text);
        }
    }

    /// Let go of its variables, which may hold each other.
    pub fn clear(&self) {
        self.linked.clear();
        self.shared.state::<ModuleTable>().clear();
    }
}

fn not_started(error: SpawnError) -> Error {
    match error {
        SpawnError::Stopped(stop) => stop.into(),
        other => Error::runtime_error(message!("companion-not-started", reason = other.message())),
    }
}

/// A console among what the program writes: each line begins with the companion's name.
fn among(host: &Arc<Shared>, name: &str) -> Console {
    let among = |to_errors| -> Box<dyn Write + Send> {
        Box::new(Among {
            host: host.clone(),
            mark: format!("[{name}] "),
            to_errors,
            is_within: false,
        })
    };
    let reports = Box::new(Told(host.clone()));
    Console::new(among(false), among(true)).with_reports(reports)
}

struct Among {
    host: Arc<Shared>,
    mark: String,
    to_errors: bool,
    /// The last line has not ended.
    is_within: bool,
}

impl Write for Among {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut text = String::new();
        for line in String::from_utf8_lossy(bytes).split_inclusive('\n') {
            if !self.is_within {
                text += &self.mark;
            }
            text += line;
            self.is_within = !line.ends_with('\n');
        }
        let console = &self.host.console;
        let written = match self.to_errors {
            true => console.write_error(&text),
            false => console.write(&text),
        };
        written
            .map_err(|_| io::ErrorKind::BrokenPipe.into())
            .map(|_| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.host.console.flush();
        flushed.map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// Where the run's own words go.
struct Told(Arc<Shared>);

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let told = self.0.console.report(&String::from_utf8_lossy(bytes));
        told.map_err(|_| io::ErrorKind::BrokenPipe.into())
            .map(|_| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
