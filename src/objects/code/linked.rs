//! A unit in one run, and how its functions are found by name.

use super::{Code, Function, Imports, Lines};
use crate::objects::value::{Cell, Class, Cycles, Value};
use parking_lot::RwLock;
use rhai::ImmutableString;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A unit in one run: its code and the cells of its top-level variables.
pub struct Linked {
    pub code: Arc<Code>,
    pub globals: Box<[triomphe::Arc<Cell>]>,
    /// In the order of the code; classes refer back to the unit. Those whose base is in a module are made when that is there: when their
    /// definition is reached, or when they are used before. All others, when the unit is linked.
    pub classes: Box<[OnceLock<Arc<Class>>]>,
    /// What the top level has imported. Imports of blocks are the machine's.
    pub imports: Imports,
    /// The session that the unit is a line of, or that its `eval` stands in.
    pub lines: Option<Arc<Lines>>,
    /// For the text of an `eval`: the unit that it stands in, whose functions, classes and modules it sees.
    pub caller: Option<Arc<Linked>>,
    /// For the text of an `eval`: does that stand at the top level, outside of all blocks?
    pub at_top: bool,
    /// Constants of the top level that an `eval` has defined.
    pub evaluated: RwLock<HashMap<ImmutableString, triomphe::Arc<Cell>>>,
    /// Where its closures are noted, once there is one.
    pub cycles: OnceLock<Arc<Cycles>>,
}

/// A module that is there under a name as long as a block runs.
#[derive(Clone)]
pub struct Import {
    /// In whose code the import stands.
    pub owner: Owner,
    pub alias: ImmutableString,
    pub module: Arc<Linked>,
}

/// A script, a module, or a session with all its lines: those whose code shares its names. Valid as long as its code runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Owner(usize);

impl Linked {
    #[inline(always)]
    pub fn function(&self, index: usize) -> &Function {
        &self.code.functions[index]
    }

    /// The unit itself; for the text of an `eval`, the script or module that the `eval` stands in.
    pub fn home(self: &Arc<Self>) -> &Arc<Linked> {
        let mut unit = self;
        while let Some(caller) = &unit.caller {
            unit = caller;
        }
        unit
    }

    /// The run is over: let go of all values and modules. Those may hold functions of this unit, and so the unit itself.
    pub fn clear(&self) {
        for global in &self.globals {
            global.store(Value::Unit);
        }
        let imports = std::mem::take(&mut *self.imports.write());
        let evaluated = std::mem::take(&mut *self.evaluated.write());
        drop((imports, evaluated));
    }

    /// The classes that have been made.
    pub fn made_classes(&self) -> impl Iterator<Item = &Arc<Class>> {
        self.classes.iter().filter_map(OnceLock::get)
    }

    /// The class of this name, if it has been made.
    pub fn class(&self, name: &str) -> Option<Arc<Class>> {
        self.made_classes()
            .find(|class| class.name == name)
            .cloned()
    }

    /// The class that a name means in the unit: one of its session, or its own, if it has been made.
    pub fn find_class(self: &Arc<Self>, name: &str) -> Option<Arc<Class>> {
        let lines = self.lines.as_ref();
        lines
            .and_then(|lines| lines.class(name))
            .or_else(|| self.home().class(name))
    }

    /// Whose code this is.
    pub fn owner(self: &Arc<Self>) -> Owner {
        let home = self.home();
        match &home.lines {
            Some(lines) => Owner(Arc::as_ptr(lines).addr()),
            None => Owner(Arc::as_ptr(home).addr()),
        }
    }

    /// The module that the top level has imported last under this name.
    pub fn imported(&self, alias: &str) -> Option<Arc<Linked>> {
        let imports = self.imports.read();
        let mut latest = imports.iter().rev();
        let found = latest.find(|(name, _)| name == alias);
        found.map(|(_, module)| module.clone())
    }

    /// From now on the top level has the module under this name.
    pub fn add_import(&self, alias: ImmutableString, module: Arc<Linked>) {
        let mut imports = self.imports.write();
        imports.retain(|(name, other)| *name != alias || !Arc::ptr_eq(other, &module));
        imports.push((alias, module));
    }

    /// A module's method for values of this type, or one of the modules that it has imported.
    pub fn typed_method(
        self: &Arc<Self>,
        name: &str,
        arity: usize,
        type_name: &str,
    ) -> Option<(Arc<Linked>, usize)> {
        let own = self.code.functions.iter().position(|function| {
            function.is_named
                && !function.private
                && function.this_type.as_deref() == Some(type_name)
                && function.params as usize == arity
                && function.name == name
        });
        own.map(|index| (self.clone(), index))
            .or_else(|| self.imported_method(name, arity, type_name))
    }

    /// A method for values of this type, of the modules that the top level has imported: of the latest that has one.
    pub fn imported_method(
        &self,
        name: &str,
        arity: usize,
        type_name: &str,
    ) -> Option<(Arc<Linked>, usize)> {
        let imports = self.imports.read();
        let mut latest = imports.iter().rev();
        latest.find_map(|(_, module)| module.typed_method(name, arity, type_name))
    }

    /// The function that a call by name means, and its unit. In a session that is the latest of the name.
    pub fn find_in(self: &Arc<Self>, name: &str, arity: usize) -> Option<(Arc<Linked>, usize)> {
        if let Some(lines) = &self.lines
            && let Some(found) = lines.function(name, arity)
        {
            return Some(found);
        }
        let home = self.home();
        home.find(name, arity).map(|index| (home.clone(), index))
    }

    /// All functions of this name, for any number of arguments. In a session, its latest ones.
    pub fn functions_named(self: &Arc<Self>, name: &str) -> Vec<(Arc<Linked>, usize)> {
        if let Some(lines) = &self.lines {
            let found = lines.functions_named(name);
            if !found.is_empty() {
                return found;
            }
        }
        let home = self.home();
        let functions = home.code.functions.iter().enumerate();
        functions
            .filter(|(_, function)| function.is_named && function.name == name)
            .map(|(index, _)| (home.clone(), index))
            .collect()
    }

    /// As `find_method`, in the unit and its session.
    pub fn find_method_in(
        self: &Arc<Self>,
        name: &str,
        arity: usize,
        type_name: &str,
    ) -> Option<(Arc<Linked>, usize)> {
        if let Some(lines) = &self.lines
            && let Some(found) = lines.method(name, arity, type_name)
        {
            return Some(found);
        }
        let home = self.home();
        let own = home.find_method(name, arity, type_name);
        own.map(|index| (home.clone(), index))
    }

    /// Does the unit, or its session, have a function of this name?
    pub fn has_function(self: &Arc<Self>, name: &str) -> bool {
        let mut own = self.home().code.functions.iter();
        own.any(|function| function.is_named && function.name == name)
            || self
                .lines
                .as_ref()
                .is_some_and(|lines| lines.has_function(name))
    }

    /// The named function with this name and number of parameters.
    pub fn find(&self, name: &str, arity: usize) -> Option<usize> {
        self.code.functions.iter().position(|function| {
            function.is_named
                && function.this_type.is_none()
                && function.params as usize == arity
                && function.name == name
        })
    }

    /// The function to run as a method of a value of this type: one for the type first, then one for any.
    pub fn find_method(&self, name: &str, arity: usize, type_name: &str) -> Option<usize> {
        let mut any = None;
        for (index, function) in self.code.functions.iter().enumerate() {
            if function.is_named && function.params as usize == arity && function.name == name {
                match &function.this_type {
                    Some(this_type) if this_type == type_name => return Some(index),
                    Some(_) => {}
                    None => any = any.or(Some(index)),
                }
            }
        }
        any
    }
}
