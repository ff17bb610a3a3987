//! The bridge between scripts and Rust: how natives are written, found and called.
//! The natives themselves are in `library` (what Python's modules offer) and, for the language's own types, in `builtins`.

pub(crate) mod answers;
pub(crate) mod captured;
pub(crate) mod counts;
pub(crate) mod cycles;
pub(crate) mod each;
pub(crate) mod help;
pub(crate) mod library;
pub mod meter;
pub(crate) mod prepared;
pub(crate) mod shared;
pub mod size;
pub(crate) mod sorter;
pub(crate) mod words;

pub use captured::Captured;
pub use counts::Counts;
pub use each::{Each, MOST_ARGUMENTS};
pub use help::{Help, Topic};
pub use library::{Library, NoLibrary};
pub use prepared::Prepared;
pub use shared::{Budget, Console, DEFAULT_CALL_DEPTH, DEFAULT_SOURCE, Guest, Input, Shared};
pub use size::{check_growth, check_memory, check_room, check_text, fits_text, too_large};
pub use words::Word;

use crate::messages::message;
use crate::objects::code::Linked;
use crate::objects::error::{Error, Source};
use crate::objects::value::{Object, Text, Value, to_debug, to_text};
use crate::runtime::Task;
use rhai::Position;
use smallvec::SmallVec;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Arguments of a call, in order.
pub type Args = SmallVec<[Value; 3]>;

/// A function written in Rust that scripts call by name.
pub struct Native {
    pub name: &'static str,
    /// How a script writes its parameters, with defaults: `blocking = true, timeout = -1`.
    pub parameters: &'static str,
    /// How many arguments it takes.
    pub arity: RangeInclusive<usize>,
    /// What it does, for help: one sentence first, then errors, the Python function it follows, an example with `// prints`.
    pub doc: &'static str,
    pub run: Body,
    /// A call of a method without arguments that needs only the handle and the thread.
    pub alone: Option<Alone>,
    /// What it gives for the commonest arguments.
    pub plain: Option<Plain>,
}

/// What a native does when it is called.
pub type Body = fn(&mut Call) -> Result<Value, Error>;

/// What a method does without arguments.
pub type Alone = fn(&Object, &Task<'_>) -> Result<Value, Error>;

/// What a native gives for a first argument and others, where that takes no work worth counting, cannot fail and needs nothing else; nothing
/// for all other arguments, which are the body's. It may be called while the first argument stands in a cell.
pub type Plain = fn(&Value, &[Value]) -> Option<Value>;

/// What a thread of the script does, with its own host.
pub type ThreadBody = Box<dyn FnOnce(&mut dyn Host) + Send>;

/// A property of a native class.
pub struct Property {
    pub name: &'static str,
    pub doc: &'static str,
    pub get: Body,
    /// The new value is the first argument.
    pub set: Option<Body>,
}

/// A class written in Rust: what a script can do with its handles.
pub struct NativeClass {
    pub name: &'static str,
    /// The module of Python that it comes from.
    pub module: &'static str,
    pub doc: &'static str,
    /// The native class whose methods and properties it has too.
    pub parent: Option<&'static NativeClass>,
    /// `Name(…)`; the result is the handle. For a class that scripts can extend, `super.init(…)` runs it too.
    pub constructor: Option<&'static Native>,
    pub methods: &'static [Native],
    pub properties: &'static [Property],
    /// For a class that scripts can extend: the native part of a new instance, before `super.init(…)` has run. The constructor
    /// then fills it in: it is called with the instance as receiver by `super.init(…)`, and by the machine with the arguments of
    /// `Name(…)` when no class of the line has an `init`.
    pub blank: Option<fn(&Shared) -> Object>,
}

impl Native {
    /// Does it take so many arguments?
    pub fn check_arity(&self, given: usize) -> Result<(), Error> {
        if self.arity.contains(&given) {
            return Ok(());
        }
        let (least, most) = (*self.arity.start(), *self.arity.end());
        let name = self.name;
        let error = match given < least {
            _ if least == most => message!("arity", name, count = least, given),
            true => message!("arity-least", name, count = least, given),
            false => message!("arity-most", name, count = most, given),
        };
        let parameters = self.parameters;
        Err(Error::type_error(error).with_hint(message!("arity.hint", name, parameters)))
    }
}

impl NativeClass {
    /// Can a script's class extend it?
    pub fn is_extensible(&self) -> bool {
        self.blank.is_some()
    }

    pub fn method(&self, name: &str) -> Option<&'static Native> {
        let own = self.methods.iter().find(|native| native.name == name);
        own.or_else(|| self.parent?.method(name))
    }

    pub fn property(&self, name: &str) -> Option<&'static Property> {
        let own = self
            .properties
            .iter()
            .find(|property| property.name == name);
        own.or_else(|| self.parent?.property(name))
    }
}

/// What a native can ask of the machine that calls it.
pub trait Host {
    /// The running thread: its identity, its way to wait.
    fn task(&self) -> &Task<'_>;

    /// Call a function value of the script, or anything else that can be called.
    /// The arguments are taken.
    fn call_with(&mut self, function: &Value, args: &mut [Value]) -> Result<Value, Error>;

    /// As [`Host::call_with`].
    fn call(&mut self, function: &Value, mut args: Args) -> Result<Value, Error> {
        self.call_with(function, &mut args)
    }

    /// Find the function of the script that a value stands for, for many calls with so many arguments from the native that runs. Nothing when
    /// it is none, or when that shows only in the call.
    fn prepare(&mut self, _function: &Value, _count: usize) -> Option<Prepared> {
        None
    }

    /// As [`Host::prepare`], of a closure that finds the machine in each call as in the one before; gives how many arguments it takes, too.
    /// Nothing for anything else.
    fn steady(&mut self, _function: &Value) -> Option<(usize, Prepared)> {
        None
    }

    /// Call what [`Host::prepare`] has found, on behalf of the same native; the arguments are taken. When a place for `this` is given, that
    /// is bound, and holds afterwards what it has become.
    fn call_prepared(
        &mut self,
        _prepared: &Prepared,
        _args: &mut [Value],
        _this: Option<&mut Value>,
    ) -> Result<Value, Error> {
        unreachable!("what was prepared is called by who has prepared it")
    }

    /// Run a loop that calls what [`Host::prepare`] has found, on behalf of the same native. The loop comes back, whatever has ended it.
    fn run_each(&mut self, _prepared: &Prepared, each: Each) -> (Each, Result<(), Error>) {
        drop(each);
        unreachable!("what was prepared is called by who has prepared it")
    }

    /// Call a function value with `this` bound; gives the result and what `this` has become.
    fn call_with_this(
        &mut self,
        function: &Value,
        this: Value,
        args: Args,
    ) -> Result<(Value, Value), Error>;

    /// How many arguments the function value takes, without those that it already has; nothing when that shows only in the call.
    fn arity_of(&self, function: &Value) -> Option<usize>;

    /// The numbers of arguments that anything that can be called takes, without those that it already has; nothing when that shows only in
    /// the call.
    fn counts_of(&self, _callee: &Value) -> Option<Counts> {
        None
    }

    /// What `print` shows of the value; instances whose class has a `to_string` are asked.
    fn text_of(&mut self, value: &Value) -> Result<Text, Error> {
        Ok(to_text(value))
    }

    /// What shows of the value inside arrays.
    fn debug_of(&mut self, value: &Value) -> Result<String, Error> {
        Ok(to_debug(value))
    }

    /// Have a thrown object say what it is, for the report of the error.
    fn tell_thrown(&mut self, _error: &mut Error) {}

    /// Call a method of any value by name, as `receiver.name(args)` would.
    fn call_method(&mut self, receiver: &Value, name: &str, args: Args) -> Result<Value, Error>;

    /// Everything of the run that is not this thread's own: console, arguments, library state.
    fn shared(&self) -> &Arc<Shared>;

    /// The text that the running code comes from.
    fn source(&self) -> Arc<Source>;

    /// The script's own functions of this name.
    fn functions_named(&self, _name: &str) -> Vec<(Arc<Linked>, usize)> {
        Vec::new()
    }

    /// The calls that are open in the script, innermost first, as lines of text.
    fn open_calls(&self) -> Vec<String> {
        Vec::new()
    }

    /// The function of the script that runs: its name, empty at the top level.
    fn function(&self) -> String {
        String::new()
    }

    /// The error that the innermost `catch` block has caught, while that block runs.
    fn caught(&self) -> Option<&Error> {
        None
    }

    /// Start a thread of the script. `body` runs on it with that thread's own host.
    fn spawn(
        &mut self,
        name: String,
        daemon: bool,
        body: ThreadBody,
    ) -> Result<Arc<crate::runtime::Thread>, Error>;
}

/// One call of a native.
pub struct Call<'m> {
    pub host: &'m mut dyn Host,
    /// The handle whose method or property it is.
    pub receiver: Option<&'m Object>,
    pub args: Args,
    /// Where the call stands in the script.
    pub at: Position,
    /// The name it was called by.
    pub name: &'static str,
}
