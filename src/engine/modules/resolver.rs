//! `import "path"`: finds `path.rhai` beside the importing file, outside of the script's folder only with permission, and
//! loads it once a run.

use super::compile_source;
use crate::engine::code::Linked;
use crate::engine::error::{Error, Source};
use crate::engine::lower::Environment;
use crate::engine::machine::link;
use crate::engine::natives::Shared;
use crate::messages::{message, system_reason};
use crate::permissions::{Access, Asker, open_reached};
use parking_lot::Mutex;
use rhai::{EvalAltResult, Position};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Modules that one run may load.
const MAX_MODULES: usize = 64;

/// The modules of a run.
#[derive(Default)]
pub struct ModuleTable {
    /// The folder of the script. None: there is nothing to import.
    pub root: Mutex<Option<PathBuf>>,
    units: Mutex<HashMap<PathBuf, Entry>>,
}

enum Entry {
    /// Its top level is running.
    Loading,
    Ready(Arc<Linked>),
}

pub enum Loaded {
    Ready(Arc<Linked>),
    /// Its top level must run, then `finish` be called.
    New(Arc<Linked>),
}

/// Find a module by the path that `import` gives, seen from the unit that imports it.
///
/// # Errors
/// `ErrorModuleNotFound` when there is no such file, `NotCapable` when it lies outside of the script's folder and no permission allows
/// it, mistakes of syntax in it, an import in a circle.
pub fn load(asker: &Asker, shared: &Shared, from: &Linked, path: &str) -> Result<Loaded, Error> {
    let table = shared.state::<ModuleTable>();
    let not_found = || {
        Error::language(EvalAltResult::ErrorModuleNotFound(
            path.to_string(),
            Position::NONE,
        ))
    };
    let root = table.root.lock().clone().ok_or_else(not_found)?;
    let folder = Path::new(&from.code.source.name)
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .map_or_else(|| root.clone(), Path::to_path_buf);
    let file = folder.join(format!("{}.rhai", path.trim_end_matches(".rhai")));
    let file = shared.permissions.check_import(asker, &file, &root)?;
    if !file.is_file() {
        return Err(not_found());
    }
    {
        let mut units = table.units.lock();
        match units.get(&file) {
            Some(Entry::Ready(unit)) => return Ok(Loaded::Ready(unit.clone())),
            Some(Entry::Loading) => {
                return Err(Error::raised(
                    "ImportError",
                    message!("import-circle", path),
                ));
            }
            None if units.len() >= MAX_MODULES => {
                return Err(Error::language(EvalAltResult::ErrorTooManyModules(
                    Position::NONE,
                )));
            }
            None => units.insert(file.clone(), Entry::Loading),
        };
    }
    let unit = read_unit(shared, &file, asker.task.is_controlled());
    match unit {
        Ok(unit) => Ok(Loaded::New(unit)),
        Err(error) => {
            table.units.lock().remove(&file);
            Err(error)
        }
    }
}

fn read_unit(shared: &Shared, file: &Path, points: bool) -> Result<Arc<Linked>, Error> {
    let read = Access {
        read: true,
        ..Access::default()
    };
    let text = open_reached(file, read).and_then(std::io::read_to_string);
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
    let source = Arc::new(Source {
        name: file.display().to_string(),
        text,
    });
    let code = compile_source(&source, &Environment::default(), points).map_err(|mut error| {
        error.body_mut().from_other_text = true;
        error
    })?;
    link(Arc::new(code), shared.library, |_| None, |_| None)
}

/// The module's top level has run: from now on it is there for everybody.
pub fn finish(shared: &Shared, unit: &Arc<Linked>) {
    let file = PathBuf::from(&unit.code.source.name);
    shared
        .state::<ModuleTable>()
        .units
        .lock()
        .insert(file, Entry::Ready(unit.clone()));
}
