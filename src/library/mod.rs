//! What scripts see: Python's modules, in Python's names. The map from names to natives is here, the natives are in the rooms.
//!
//! ```text
//! declare     how a native is written down: doc, name, parameters, body in one place
//! arguments   what a native reads its arguments with
//! reach       asking for permission before reaching outside
//! summary     what each name is, in one sentence and two languages
//! builtins    print, int, str, len, sum, sorted …: what Python has without an import
//! text        what Python's strings can do and Rhai's cannot: strip, format, join …
//! sys         argv, exit, stdout, stderr, stdin
//! time        sleep, time, ctime, strftime …
//! random      random, randint, choice …
//! dates       date, datetime, timedelta
//! files       open, os_path, os
//! threading   Thread, Lock, Condition …
//! futures     ThreadPoolExecutor, Future, as_completed, wait
//! collections set, deque, Counter, defaultdict
//! queue       Queue, LifoQueue, PriorityQueue, SimpleQueue
//! socket      socket, create_server, create_connection …
//! subprocess  call, run, Popen …
//! logging     basicConfig, getLogger, debug … critical
//! signal      SIGINT, SIGTERM …
//! missed      what a modelled run does not have and was asked for
//! sections    functions whose entries and exits are noted
//! variables   the environment of a run that has one of its own
//! ```

mod arguments;
mod builtins;
mod collections;
mod dates;
mod declare;
mod files;
mod futures;
mod items;
mod logging;
mod missed;
mod queue;
mod random;
mod reach;
mod sections;
mod signal;
pub mod socket;
mod subprocess;
pub mod summary;
mod sys;
mod text;
pub mod threading;
mod time;
mod variables;

pub use missed::Missed;
pub use sections::{SECTION, WITH_SECTIONS};
pub use variables::Variables;

use crate::objects::abi::{Library, Native, NativeClass, Shared};
use crate::objects::error::Error;
use crate::objects::value::Value;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a native gives.
pub(crate) type Answer = Result<Value, Error>;

/// A module of Python, as far as scripts have it.
pub struct Module {
    /// `threading`; the built-ins are `builtins`.
    pub name: &'static str,
    pub doc: &'static str,
    /// The natives, room by room.
    pub functions: &'static [&'static [Native]],
    pub classes: &'static [&'static NativeClass],
    pub constants: &'static [Constant],
    /// Names that are reached through the module only, because they mean something else when they stand alone.
    pub qualified_only: &'static [&'static str],
}

impl Module {
    pub fn functions(&self) -> impl Iterator<Item = &'static Native> {
        self.functions.iter().copied().flatten()
    }
}

/// A name that stands for a value.
pub struct Constant {
    pub name: &'static str,
    pub doc: &'static str,
    pub value: fn(&Shared) -> Value,
}

/// All modules. Where two have the same name, it stands for what the first has when it stands alone.
static MODULES: &[Module] = &[
    builtins::MODULE,
    text::MODULE,
    sys::MODULE,
    time::MODULE,
    random::MODULE,
    threading::MODULE,
    futures::MODULE,
    queue::MODULE,
    collections::MODULE,
    socket::MODULE,
    socket::SELECT,
    files::IO,
    files::OS_PATH,
    files::OS,
    dates::DATETIME,
    dates::DATE,
    subprocess::MODULE,
    signal::MODULE,
    logging::MODULE,
];

/// Functions of Rhai's own packages that ours take the place of.
const REPLACED: &[&str] = &[
    "print",
    "debug",
    "sleep",
    "exit",
    "int",
    "timestamp",
    "elapsed",
];

/// Functions of ours whose names Rhai's own packages have too. They are asked for when Rhai's do not take the arguments.
const SHARED: &[&str] = &[
    "all", "find", "len", "max", "min", "range", "round", "set", "zip",
];

/// All modules, for help and for the tests that walk them.
pub fn modules() -> &'static [Module] {
    MODULES
}

/// The function or constructor that `name(…)` calls.
pub fn function(name: &str) -> Option<&'static Native> {
    NAMES.bare.functions.get(name).copied()
}

/// The function or constructor that `module::name(…)` calls.
pub fn qualified(module: &str, name: &str) -> Option<&'static Native> {
    NAMES.modules.get(module)?.functions.get(name).copied()
}

/// The native class of this name.
pub fn class(name: &str) -> Option<&'static NativeClass> {
    NAMES.bare.classes.get(name).copied()
}

/// What the name stands for in this run.
pub fn constant(shared: &Shared, name: &str) -> Option<Value> {
    let constant = NAMES.bare.constants.get(name)?;
    Some((constant.value)(shared))
}

/// The library that scripts run with.
pub static LIBRARY: &dyn Library = &Python;

struct Python;

impl Library for Python {
    fn function(&self, name: &str) -> Option<&'static Native> {
        function(name)
    }

    fn replaces(&self, name: &str) -> bool {
        REPLACED.contains(&name)
    }

    fn shares(&self, name: &str) -> bool {
        SHARED.contains(&name)
    }

    fn qualified(&self, module: &str, name: &str) -> Option<&'static Native> {
        qualified(module, name)
    }

    fn class(&self, name: &str) -> Option<&'static NativeClass> {
        class(name)
    }

    fn constant(&self, shared: &Shared, name: &str) -> Option<Value> {
        constant(shared, name)
    }

    fn qualified_constant(&self, shared: &Shared, module: &str, name: &str) -> Option<Value> {
        let constant = NAMES.modules.get(module)?.constants.get(name)?;
        Some((constant.value)(shared))
    }

    fn has_module(&self, module: &str) -> bool {
        NAMES.modules.contains_key(module)
    }

    fn main_has_ended(&self, shared: &Shared) {
        futures::close_all(shared);
    }
}

/// The names of one module, or of all of them together.
#[derive(Default)]
struct Names {
    functions: HashMap<&'static str, &'static Native>,
    classes: HashMap<&'static str, &'static NativeClass>,
    constants: HashMap<&'static str, &'static Constant>,
}

#[derive(Default)]
struct AllNames {
    bare: Names,
    modules: HashMap<&'static str, Names>,
}

static NAMES: LazyLock<AllNames> = LazyLock::new(|| {
    let mut names = AllNames::default();
    for module in MODULES {
        let own = names.modules.entry(module.name).or_default();
        own.add(module, |_| true);
        names
            .bare
            .add(module, |name| !module.qualified_only.contains(&name));
    }
    names
});

impl Names {
    fn add(&mut self, module: &'static Module, wanted: impl Fn(&str) -> bool) {
        for native in module.functions().filter(|native| wanted(native.name)) {
            self.functions.entry(native.name).or_insert(native);
        }
        for class in module.classes.iter().filter(|class| wanted(class.name)) {
            self.classes.entry(class.name).or_insert(class);
            if let Some(constructor) = class.constructor {
                self.functions.entry(class.name).or_insert(constructor);
            }
        }
        for constant in module
            .constants
            .iter()
            .filter(|constant| wanted(constant.name))
        {
            self.constants.entry(constant.name).or_insert(constant);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::border::rhai_functions;

    /// Every native of every module, with the name that help gives it.
    fn natives() -> impl Iterator<Item = (String, &'static Native)> {
        MODULES.iter().flat_map(|module| {
            let functions = module
                .functions()
                .map(move |native| (format!("{}::{}", module.name, native.name), native));
            let members = module.classes.iter().flat_map(|class| {
                let own = class.constructor.into_iter().chain(class.methods);
                own.map(move |native| (format!("{}.{}", class.name, native.name), native))
            });
            functions.chain(members)
        })
    }

    #[test]
    fn every_native_says_in_one_sentence_what_it_does() {
        for (name, native) in natives() {
            let first = native
                .doc
                .trim_start()
                .lines()
                .next()
                .unwrap_or_default()
                .trim_end();
            assert!(
                first.ends_with('.') || first.ends_with(':'),
                "`{name}`: {first:?}"
            );
            assert!(
                first.chars().count() <= 140,
                "`{name}`: the summary is too long"
            );
        }
    }

    #[test]
    fn no_module_has_a_name_twice() {
        for module in MODULES {
            let functions = module.functions().map(|native| native.name);
            let classes = module.classes.iter().map(|class| class.name);
            let constants = module.constants.iter().map(|constant| constant.name);
            let mut seen = std::collections::HashSet::new();
            for name in functions.chain(classes).chain(constants) {
                assert!(
                    seen.insert(name),
                    "`{}::{name}` is there twice",
                    module.name
                );
            }
        }
    }

    #[test]
    fn what_takes_the_place_of_rhais_functions_exists() {
        for name in REPLACED {
            assert!(function(name).is_some(), "`{name}`");
        }
    }

    #[test]
    fn the_names_that_rhai_has_too_are_listed() {
        let rhais: std::collections::BTreeSet<&str> =
            rhai_functions().map(|(name, _)| name).collect();
        let ours: Vec<&str> = (rhais.into_iter())
            .filter(|name| function(name).is_some() && !REPLACED.contains(name))
            .collect();
        assert_eq!(SHARED, ours);
    }
}
