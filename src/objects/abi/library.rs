//! The names that scripts find beyond Rhai's own, as the engine asks for them. Who answers is `library`, a floor above.

use super::{Native, NativeClass, Shared};
use crate::objects::value::Value;

/// What a library answers to names. Each answer takes constant time; call sites keep it.
pub trait Library: Send + Sync {
    /// The function, or the constructor of the native class, that `name(…)` calls.
    fn function(&self, name: &str) -> Option<&'static Native>;

    /// Does the library's function of this name win over Rhai's own? Any other is asked for only when Rhai has none for the arguments.
    fn replaces(&self, name: &str) -> bool;

    /// Do Rhai's packages have a function of this name too? Answered from a list: to ask Rhai means to register its packages
    /// first, for which a script that only calls ours need not wait.
    fn shares(&self, name: &str) -> bool;

    /// The function or constructor that `module::name(…)` calls.
    fn qualified(&self, module: &str, name: &str) -> Option<&'static Native>;

    /// The native class `name`: what a script's class extends.
    fn class(&self, name: &str) -> Option<&'static NativeClass>;

    /// What the name stands for when no variable has it: `argv`, `stdout`, `TIMEOUT_MAX`.
    fn constant(&self, shared: &Shared, name: &str) -> Option<Value>;

    /// What `module::NAME` stands for.
    fn qualified_constant(&self, shared: &Shared, module: &str, name: &str) -> Option<Value>;

    /// Is there a module of this name? For the error of a name that it does not have.
    fn has_module(&self, module: &str) -> bool;

    /// The thread that runs the program's top level has come to its end: what waits for more work from it, ends.
    fn main_has_ended(&self, _shared: &Shared) {}
}

/// A library without names, for tests of the engine alone.
pub struct NoLibrary;

impl Library for NoLibrary {
    fn function(&self, _: &str) -> Option<&'static Native> {
        None
    }

    fn replaces(&self, _: &str) -> bool {
        false
    }

    fn shares(&self, _: &str) -> bool {
        false
    }

    fn qualified(&self, _: &str, _: &str) -> Option<&'static Native> {
        None
    }

    fn class(&self, _: &str) -> Option<&'static NativeClass> {
        None
    }

    fn constant(&self, _: &Shared, _: &str) -> Option<Value> {
        None
    }

    fn qualified_constant(&self, _: &Shared, _: &str, _: &str) -> Option<Value> {
        None
    }

    fn has_module(&self, _: &str) -> bool {
        false
    }
}
