//! `import "path"`: finds `path.rhai` beside the importing file, outside of the script's folder only with permission, and
//! loads it once a run.

use super::{COMPILING, Modules, check_size, compile_source};
use crate::held;
use crate::lang::hir::Environment;
use crate::lang::watch::watched;
use crate::messages::{message, system_reason};
use crate::objects::abi::Shared;
use crate::objects::code::Linked;
use crate::objects::error::{Error, ErrorKind, Source};
use crate::permissions::{Access, Asker, open_reached};
use crate::runtime::{Task, ThreadId};
use crate::sync::Event;
use crate::vm::machine::link;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Modules that one run may load.
const MAX_MODULES: usize = 64;

/// The modules of a run.
#[derive(Default)]
pub struct ModuleTable {
    /// The folder of the script, where all links lead. None: there is nothing to import.
    pub root: Mutex<Option<PathBuf>>,
    /// The only modules that there are; none: those of the disk.
    modules: OnceLock<Arc<Modules>>,
    units: Mutex<HashMap<PathBuf, Entry>>,
}

enum Entry {
    Loading(Loading),
    Ready(Arc<Linked>),
}

/// A module whose text is read or whose top level runs.
struct Loading {
    thread: ThreadId,
    /// Set when it is ready, or has failed.
    ended: Event,
    /// The threads that wait for that.
    waiting: Vec<ThreadId>,
}

pub enum Loaded {
    Ready(Arc<Linked>),
    /// Its top level must run, then `finish` or `abandon` be called.
    New(Arc<Linked>),
}

/// Find a module by the path that `import` gives, seen from the unit that imports it. One that another thread is loading is waited for.
///
/// # Errors
/// `ErrorModuleNotFound` when there is no such file, `NotCapable` when it lies outside of the script's folder and no permission allows
/// it, mistakes of syntax in it, an import in a circle.
pub fn load(
    asker: &Asker,
    shared: &Shared,
    from: &Arc<Linked>,
    path: &str,
) -> Result<Loaded, Error> {
    let table = shared.state::<ModuleTable>();
    let file = table.file(asker, shared, from, path)?;
    loop {
        match table.begin(asker, &file, path)? {
            Begun::Ready(unit) => return Ok(Loaded::Ready(unit)),
            Begun::Mine => break,
            Begun::Others(ended) => {
                let waited = ended.wait(asker.task, None);
                table.stop_waiting(&file, asker.task.id());
                waited?;
            }
        }
    }
    let look = Box::new(asker.task.look());
    let points = asker.task.is_controlled();
    let read = || watched(look, || read_unit(shared, &file, points));
    let unit = (asker.task.on_stack_of(COMPILING, read))
        .unwrap_or_else(|_| Err(Error::language(ErrorKind::CallDepth { natives: 0 })));
    match unit {
        Ok(unit) => Ok(Loaded::New(unit)),
        Err(error) => {
            table.end(asker.task, &file, None);
            Err(error)
        }
    }
}

/// What a thread that wants a module finds.
enum Begun {
    Ready(Arc<Linked>),
    /// It is for this thread to load it.
    Mine,
    /// Another thread is loading it.
    Others(Event),
}

impl ModuleTable {
    /// The run is over: let go of all modules and what they hold.
    pub fn clear(&self) {
        let units = std::mem::take(&mut *self.units.lock());
        for entry in units.into_values() {
            if let Entry::Ready(unit) = entry {
                unit.clear();
            }
        }
    }

    /// From now on there are only these modules. To be said before the run begins.
    pub fn set_modules(&self, modules: Arc<Modules>) {
        let _ = self.modules.set(modules);
    }

    pub fn modules(&self) -> Option<&Arc<Modules>> {
        self.modules.get()
    }

    /// The file that a path means, if it may be imported.
    fn file(
        &self,
        asker: &Asker,
        shared: &Shared,
        from: &Arc<Linked>,
        path: &str,
    ) -> Result<PathBuf, Error> {
        let not_found = || Error::language(ErrorKind::UnknownModule(path.to_string()));
        if let Some(modules) = self.modules.get() {
            let from = &from.home().code.source.name;
            return modules.find(from, path).ok_or_else(not_found);
        }
        let root = self.root.lock().clone().ok_or_else(not_found)?;
        let from = from.home();
        let beside = folder_of(&from.code.source).unwrap_or_else(|| root.clone());
        let file = beside.join(format!("{}.rhai", path.trim_end_matches(".rhai")));
        // A file that was loaded at the prompt may import what lies in its folder, as if it were run.
        let root = if from.lines.is_some() { beside } else { root };
        let file = shared.permissions.check_import(asker, &file, &root)?;
        match held::metadata(&file).is_ok_and(|about| about.is_file()) {
            true => Ok(file),
            false => Err(not_found()),
        }
    }

    fn begin(&self, asker: &Asker, file: &Path, path: &str) -> Result<Begun, Error> {
        let mut units = self.units.lock();
        let me = asker.task.id();
        if let Some(Entry::Loading(loading)) = units.get(file)
            && leads_to(&units, loading.thread, me)
        {
            return Err(Error::raised(
                "ImportError",
                message!("import-circle", path),
            ));
        }
        match units.get_mut(file) {
            Some(Entry::Ready(unit)) => return Ok(Begun::Ready(unit.clone())),
            Some(Entry::Loading(loading)) => {
                loading.waiting.push(me);
                return Ok(Begun::Others(loading.ended.clone()));
            }
            None => {}
        }
        if units.len() >= MAX_MODULES {
            return Err(Error::language(ErrorKind::TooManyModules));
        }
        let ended = Event::new(asker.task.world());
        ended.identity().set_name(path);
        let loading = Loading {
            thread: me,
            ended,
            waiting: Vec::new(),
        };
        units.insert(file.to_path_buf(), Entry::Loading(loading));
        Ok(Begun::Mine)
    }

    fn stop_waiting(&self, file: &Path, thread: ThreadId) {
        if let Some(Entry::Loading(loading)) = self.units.lock().get_mut(file) {
            loading.waiting.retain(|waiting| *waiting != thread);
        }
    }

    /// A module is ready, or cannot be had this time: let those go on who wait for it.
    fn end(&self, task: &Task<'_>, file: &Path, ready: Option<&Arc<Linked>>) {
        let mut units = self.units.lock();
        let before = match ready {
            Some(unit) => units.insert(file.to_path_buf(), Entry::Ready(unit.clone())),
            None => units.remove(file),
        };
        drop(units);
        if let Some(Entry::Loading(loading)) = before {
            // A run that is ending wakes everybody itself.
            let _ = loading.ended.set(task);
        }
    }
}

/// Is the thread `me`, or does it wait for a module that `me` is loading, perhaps through others?
fn leads_to(units: &HashMap<PathBuf, Entry>, thread: ThreadId, me: ThreadId) -> bool {
    let mut thread = thread;
    // A thread waits for one module at most, and a circle without `me` was refused when it would have been closed.
    while thread != me {
        let waited_for = units.values().find_map(|entry| match entry {
            Entry::Loading(loading) if loading.waiting.contains(&thread) => Some(loading.thread),
            _ => None,
        });
        match waited_for {
            Some(next) => thread = next,
            None => return false,
        }
    }
    true
}

/// The folder in which the file of a text really lies, whatever links lead there. None when the text comes from no file.
fn folder_of(source: &Source) -> Option<PathBuf> {
    let file = Path::new(&source.name).canonicalize().ok()?;
    file.parent().map(Path::to_path_buf)
}

fn read_unit(shared: &Shared, file: &Path, points: bool) -> Result<Arc<Linked>, Error> {
    let read = Access {
        read: true,
        ..Access::default()
    };
    let most = shared.max_source;
    if let Some(unit) = stored_unit(shared, file) {
        return unit;
    }
    let text = open_reached(file, read).and_then(|file| {
        // One byte more tells that there are too many.
        std::io::read_to_string(file.take((most as u64).saturating_add(1)))
    });
    let text = text.map_err(|error| {
        Error::raised(
            "ImportError",
            message!(
                "import-unreadable",
                file = file.display().to_string(),
                reason = system_reason(&error)
            ),
        )
    })?;
    check_size(text.len(), most)?;
    let source = Arc::new(Source {
        name: file.display().to_string(),
        text,
    });
    let code = compile_source(&source, &Environment::default(), points).map_err(of_other_text)?;
    link(Arc::new(code), shared.library, |_| None, |_| None)
}

fn of_other_text(mut error: Error) -> Error {
    error.body_mut().from_other_text = true;
    error
}

/// A module that lies in memory.
fn stored_unit(shared: &Shared, file: &Path) -> Option<Result<Arc<Linked>, Error>> {
    let table = shared.state::<ModuleTable>();
    let modules = table.modules()?;
    let bytes = modules.text(file)?.text.len();
    if let Err(error) = check_size(bytes, shared.max_source) {
        return Some(Err(error));
    }
    let code = modules.code(file)?.map_err(of_other_text);
    Some(code.and_then(|code| link(code, shared.library, |_| None, |_| None)))
}

/// The module's top level has run: from now on it is there for everybody.
pub fn finish(task: &Task<'_>, shared: &Shared, unit: &Arc<Linked>) {
    let file = Path::new(&unit.code.source.name);
    shared.state::<ModuleTable>().end(task, file, Some(unit));
}

/// The module's top level has failed: the next import tries anew.
pub fn abandon(task: &Task<'_>, shared: &Shared, unit: &Arc<Linked>) {
    let file = Path::new(&unit.code.source.name);
    shared.state::<ModuleTable>().end(task, file, None);
}
