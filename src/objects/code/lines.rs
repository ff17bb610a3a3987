//! What the lines of a session have defined so far. Each line finds here what the earlier ones made; a function finds what later
//! lines make when it is called. How a line is compiled is in `modules`.

use super::Linked;
use crate::objects::value::{Cell, Class, Value};
use parking_lot::RwLock;
use rhai::ImmutableString;
use std::collections::HashMap;
use std::sync::Arc;

/// The modules that a unit has imported: alias (empty: its functions are global) and unit, latest last.
pub type Imports = Arc<RwLock<Vec<(ImmutableString, Arc<Linked>)>>>;

/// The names of one session.
#[derive(Default)]
pub struct Lines {
    defined: RwLock<Defined>,
    /// Shared by all lines.
    pub imports: Imports,
}

#[derive(Default)]
struct Defined {
    variables: HashMap<ImmutableString, Variable>,
    /// In the order in which they were defined; of one signature, the latest only.
    functions: HashMap<ImmutableString, Vec<(Arc<Linked>, usize)>>,
    /// With the units that they refer to.
    classes: HashMap<ImmutableString, Arc<Class>>,
    units: Vec<Arc<Linked>>,
}

#[derive(Clone)]
struct Variable {
    cell: triomphe::Arc<Cell>,
    constant: bool,
}

impl Defined {
    fn add_classes(&mut self, unit: &Arc<Linked>) {
        let classes = unit.made_classes();
        self.classes
            .extend(classes.map(|class| (class.name.clone(), class.clone())));
        // Instances of classes that were defined again live on with their unit.
        let is_new = !self.units.iter().any(|known| Arc::ptr_eq(known, unit));
        if is_new && !unit.classes.is_empty() {
            self.units.push(unit.clone());
        }
    }
}

impl Lines {
    /// The cell of a variable that has a value, and whether it is constant.
    pub fn variable(&self, name: &str) -> Option<(triomphe::Arc<Cell>, bool)> {
        let defined = self.defined.read();
        let variable = defined.variables.get(name)?;
        variable.cell.load()?;
        Some((variable.cell.clone(), variable.constant))
    }

    /// The cell for a variable that a line declares or mentions: the one that is there, or a new one without a value.
    pub fn cell(&self, name: &ImmutableString) -> triomphe::Arc<Cell> {
        let mut defined = self.defined.write();
        let variable = defined.variables.entry(name.clone());
        variable
            .or_insert_with(|| Variable {
                cell: triomphe::Arc::new(Cell::global()),
                constant: false,
            })
            .cell
            .clone()
    }

    /// The variables that have a value, and whether they are constant; in no order.
    pub fn variables(&self) -> Vec<(ImmutableString, bool)> {
        self.variables_that(|_| true)
    }

    /// As `variables`, of those whose name is wanted.
    pub fn variables_that(&self, wanted: impl Fn(&str) -> bool) -> Vec<(ImmutableString, bool)> {
        let defined = self.defined.read();
        let set = defined.variables.iter();
        set.filter(|(name, variable)| wanted(name) && variable.cell.load().is_some())
            .map(|(name, variable)| (name.clone(), variable.constant))
            .collect()
    }

    /// The function of this name for this many arguments, and its unit.
    pub fn function(&self, name: &str, arity: usize) -> Option<(Arc<Linked>, usize)> {
        self.find(name, |unit, function| {
            let function = unit.function(function);
            function.this_type.is_none() && function.params as usize == arity
        })
    }

    /// The function to run as a method of a value of this type: one for the type first, then one for any.
    pub fn method(
        &self,
        name: &str,
        arity: usize,
        type_name: &str,
    ) -> Option<(Arc<Linked>, usize)> {
        let own = self.find(name, |unit, function| {
            let function = unit.function(function);
            function.this_type.as_deref() == Some(type_name) && function.params as usize == arity
        });
        own.or_else(|| self.function(name, arity))
    }

    fn find(
        &self,
        name: &str,
        fits: impl Fn(&Linked, usize) -> bool,
    ) -> Option<(Arc<Linked>, usize)> {
        let defined = self.defined.read();
        let functions = defined.functions.get(name)?;
        functions
            .iter()
            .find(|(unit, function)| fits(unit, *function))
            .cloned()
    }

    /// The functions of this name, for any number of arguments.
    pub fn functions_named(&self, name: &str) -> Vec<(Arc<Linked>, usize)> {
        let defined = self.defined.read();
        defined.functions.get(name).cloned().unwrap_or_default()
    }

    /// Is there a function of this name?
    pub fn has_function(&self, name: &str) -> bool {
        self.defined.read().functions.contains_key(name)
    }

    /// All functions: name and unit with the function's number.
    pub fn functions(&self) -> Vec<(Arc<Linked>, usize)> {
        self.defined
            .read()
            .functions
            .values()
            .flatten()
            .cloned()
            .collect()
    }

    pub fn class(&self, name: &str) -> Option<Arc<Class>> {
        self.defined.read().classes.get(name).cloned()
    }

    pub fn classes(&self) -> Vec<Arc<Class>> {
        self.defined.read().classes.values().cloned().collect()
    }

    /// From now on the functions and classes of a line are there, instead of earlier ones of their names.
    pub fn define(&self, unit: &Arc<Linked>) {
        let mut defined = self.defined.write();
        for (index, function) in unit.code.functions.iter().enumerate() {
            if !function.is_named {
                continue;
            }
            let same = |(other, index): &(Arc<Linked>, usize)| {
                let other = other.function(*index);
                other.params == function.params && other.this_type == function.this_type
            };
            let named = defined.functions.entry(function.name.clone()).or_default();
            named.retain(|other| !same(other));
            named.push((unit.clone(), index));
        }
        defined.add_classes(unit);
    }

    /// Classes of a line have been made while it ran.
    pub fn define_classes(&self, unit: &Arc<Linked>) {
        self.defined.write().add_classes(unit);
    }

    /// The line has run: its `let` and `const` decide from now on whether a variable can be assigned.
    pub fn settle(&self, unit: &Linked) {
        let mut defined = self.defined.write();
        for global in &unit.code.globals {
            if let Some(variable) = defined.variables.get_mut(&global.name) {
                variable.constant = global.constant;
            }
        }
    }

    /// A variable that the text of an `eval` has defined at the top level.
    pub fn define_variable(
        &self,
        name: &ImmutableString,
        cell: &triomphe::Arc<Cell>,
        constant: bool,
    ) {
        let variable = Variable {
            cell: cell.clone(),
            constant,
        };
        self.defined
            .write()
            .variables
            .insert(name.clone(), variable);
    }

    /// Give a variable its value from outside of the lines: `_`.
    pub fn set(&self, name: &str, value: Value) {
        self.cell(&name.into()).store(value);
    }

    /// Forget everything: closures in variables hold units, which hold the variables.
    pub fn clear(&self) {
        let defined = std::mem::take(&mut *self.defined.write());
        let imports = std::mem::take(&mut *self.imports.write());
        for variable in defined.variables.values() {
            variable.cell.store(Value::Unit);
        }
        drop((defined, imports));
    }
}
