//! Modules in memory: all that the scripts of a run can import, compiled once for many runs.

use super::compile_watched;
use crate::objects::code::Code;
use crate::objects::error::{Error, Source};
use parking_lot::Mutex;
use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Texts that can be imported, by the names of their files.
pub struct Modules {
    texts: BTreeMap<PathBuf, Arc<Source>>,
    /// A name that stands for one of the files, if no file has it.
    other: Option<(PathBuf, PathBuf)>,
    /// Functions whose entries and exits are noted.
    watched: Vec<String>,
    compiled: Mutex<HashMap<PathBuf, Arc<Code>>>,
}

impl Modules {
    /// These files, for the controlled runtime; `other` may be a further name, without `.rhai`, of one of them.
    pub fn new(
        files: impl IntoIterator<Item = (String, String)>,
        other: Option<(&str, &str)>,
    ) -> Self {
        let source = |(name, text): (String, String)| {
            let path = PathBuf::from(&name);
            (path, Arc::new(Source { name, text }))
        };
        Modules {
            texts: files.into_iter().map(source).collect(),
            other: other.map(|(name, file)| (format!("{name}.rhai").into(), file.into())),
            watched: Vec::new(),
            compiled: Mutex::default(),
        }
    }

    /// The same, with the entries and exits of these functions noted.
    pub fn watching(self, functions: Vec<String>) -> Self {
        Modules {
            watched: functions,
            ..self
        }
    }

    /// The file that is meant by a path in a script of the file `from`: beside it, or from the top.
    pub(super) fn find(&self, from: &str, path: &str) -> Option<PathBuf> {
        let name = format!("{}.rhai", path.trim_end_matches(".rhai"));
        let beside = Path::new(from).parent().unwrap_or(Path::new(""));
        let beside = inside(&beside.join(&name));
        let candidates = [beside, inside(Path::new(&name))];
        let mut candidates = candidates.into_iter().flatten();
        let found = candidates
            .clone()
            .find(|file| self.texts.contains_key(file));
        found.or_else(|| {
            let (name, file) = self.other.as_ref()?;
            (candidates.any(|candidate| candidate == *name)).then(|| file.clone())
        })
    }

    pub(super) fn text(&self, file: &Path) -> Option<&Arc<Source>> {
        self.texts.get(file)
    }

    /// The compiled module.
    ///
    /// # Errors
    /// Mistakes of syntax.
    pub(super) fn code(&self, file: &Path) -> Option<Result<Arc<Code>, Error>> {
        if let Some(code) = self.compiled.lock().get(file) {
            return Some(Ok(code.clone()));
        }
        let source = self.text(file)?;
        Some(compile_watched(source, &self.watched).map(|code| {
            let code = Arc::new(code);
            (self.compiled.lock()).insert(file.to_path_buf(), code.clone());
            code
        }))
    }
}

/// The path without `.` and `..`; none for one that leads outside.
fn inside(path: &Path) -> Option<PathBuf> {
    let mut inside = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => inside.push(name),
            Component::CurDir => {}
            Component::ParentDir if inside.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(inside)
}
