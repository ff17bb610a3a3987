//! Variables found by name: functions with `eval`, the text of `eval` itself, names of modules and natives.

use super::calls::Entry;
use super::{End, Flow, Machine, Named, Outcome};
use crate::lang::watch::watched;
use crate::objects::code::{Linked, Reg};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::{Cell, Closure, Object, Value};
use crate::vm::modules;
use rhai::ImmutableString;

impl Machine<'_> {
    /// The cell of a variable of the running function's scope, latest first, then of a top-level variable.
    pub(super) fn find_named(&self, name: &str) -> Option<(triomphe::Arc<Cell>, bool)> {
        let own = self.named[self.named_base..]
            .iter()
            .rev()
            .find(|named| named.name == name)
            .map(|named| (named.cell.clone(), named.constant));
        own.or_else(|| global_of(&self.linked, name))
    }

    /// The cell of a variable found by name; the value, when the name stands for something else.
    pub(super) fn named_cell(&mut self, name: u16) -> Outcome<Value> {
        let name = self.constant_text(name);
        match self.find_named(&name) {
            Some((cell, constant)) => {
                if constant {
                    cell.set_constant();
                }
                Ok(Value::Cell(cell))
            }
            None => self.outer(&name, &[]),
        }
    }

    /// The name of a variable that was found by name.
    pub(super) fn name_of(&self, cell: &triomphe::Arc<Cell>) -> String {
        let own = self.named.iter().rev();
        let found = own
            .filter(|named| triomphe::Arc::ptr_eq(&named.cell, cell))
            .map(|named| named.name.to_string())
            .next();
        found.unwrap_or_else(|| global_name(&self.linked, cell).unwrap_or_default())
    }

    pub(super) fn load_named(&mut self, name: u16) -> Outcome<Value> {
        let name = self.constant_text(name);
        let found = self.find_named(&name).and_then(|(cell, _)| cell.load());
        match found {
            Some(value) => Ok(value),
            None => self.outer(&name, &[]),
        }
    }

    pub(super) fn store_named(&mut self, name: u16, from: Reg) -> Outcome<()> {
        let name = self.constant_text(name);
        match self.find_named(&name) {
            Some((_, true)) => Err(Error::language(ErrorKind::Constant(name.to_string()))),
            Some((cell, false)) => {
                cell.store(self.register(from).clone());
                Ok(())
            }
            None => Err(self.missing_variable(&name)),
        }
    }

    pub(super) fn declare_named(&mut self, name: u16, from: Reg, constant: bool) -> Outcome<()> {
        let name = self.constant_text(name);
        let value = self.register(from).clone();
        let cell = match (value, self.undeclared_global(&name)) {
            (Value::Cell(cell), _) => cell,
            (value, Some(cell)) => {
                cell.declare(value);
                cell
            }
            (value, None) => triomphe::Arc::new(Cell::new(value)),
        };
        self.named.push(Named {
            name,
            cell,
            constant,
        });
        Ok(())
    }

    /// The cell of a top-level variable of the unit whose declaration runs now: functions reach it, too.
    fn undeclared_global(&self, name: &str) -> Option<triomphe::Arc<Cell>> {
        if self.function != 0 {
            return None;
        }
        let globals = &self.linked.code.globals;
        let index = globals
            .iter()
            .position(|global| global.name == name && !global.existing)?;
        let cell = &self.linked.globals[index];
        cell.load().is_none().then(|| cell.clone())
    }

    /// A name that no variable of the script has: a module's variable, a constant of the library, a function or class as a value.
    pub(super) fn load_outer(&mut self, site: u16) -> Outcome<Value> {
        let linked = self.linked.clone();
        let site = &linked.function(self.function).names[site as usize];
        self.outer(&site.name, &site.namespace)
    }

    fn outer(&mut self, name: &ImmutableString, namespace: &[ImmutableString]) -> Outcome<Value> {
        let linked = self.linked.clone();
        if let [module, rest @ ..] = namespace {
            if let Some(unit) = self.find_module(namespace) {
                let class = || {
                    let class = unit.class(name)?;
                    Some(Value::Object(Object::class_value(class)))
                };
                return modules::exported(&unit, name)
                    .or_else(class)
                    .ok_or_else(|| self.missing_variable(name));
            }
            if module == "global" && rest.is_empty() {
                return match self.top_level_variable(name).and_then(|cell| cell.load()) {
                    Some(value) => Ok(value),
                    None => Err(self.missing_variable(&format!("global::{name}"))),
                };
            }
            let library = self.shared.library;
            if let Some(value) = library.qualified_constant(&self.shared, module, name) {
                return Ok(value);
            }
            if library.qualified(module, name).is_some() {
                return Ok(Value::Function(std::sync::Arc::new(Closure::named(
                    name.clone(),
                ))));
            }
            if library.has_module(module) {
                return Err(self.missing_variable(&format!("{module}::{name}")));
            }
            return Err(Error::language(ErrorKind::UnknownModule(
                namespace.join("::"),
            )));
        }
        if let Some(value) = self.late_variable(name).and_then(|(cell, _)| cell.load()) {
            return Ok(value);
        }
        if linked.has_function(name) {
            return Ok(Value::Function(std::sync::Arc::new(Closure::named_in(
                &linked,
                name.clone(),
            ))));
        }
        if let Some(value) = self.shared.library.constant(&self.shared, name) {
            return Ok(value);
        }
        if let Some(class) = self.class_named(&linked, name)? {
            return Ok(Value::Object(Object::class_value(class)));
        }
        if self.shared.library.function(name).is_some() {
            return Ok(Value::Function(std::sync::Arc::new(Closure::named_in(
                &linked,
                name.clone(),
            ))));
        }
        Err(self.missing_variable(name))
    }

    /// `global::name` of a name that the compiler did not know.
    fn top_level_variable(&self, name: &str) -> Option<triomphe::Arc<Cell>> {
        let evaluated = self.linked.home().evaluated.read().get(name).cloned();
        let known = evaluated.or_else(|| global_of(&self.linked, name).map(|(cell, _)| cell));
        known.or_else(|| self.find_named(name).map(|(cell, _)| cell))
    }

    /// `eval(text)`: compile in the scope of the running function, whose variables are found by name, and run there.
    pub(super) fn eval(&mut self, base: Reg, top: bool) -> Outcome<Flow> {
        let text = match std::mem::take(self.register_mut(base)) {
            Value::Str(text) => ImmutableString::from(text),
            other => return Err(Error::wrong_type("string", &other)),
        };
        if text.trim().is_empty() {
            return Ok(Flow::Value(Value::Unit));
        }
        // In the text of an `eval`, the top is where the outer one stands.
        let top = top && (self.linked.caller.is_none() || self.linked.at_top);
        let compiled = modules::check_size(text.len(), self.shared.max_source).and_then(|()| {
            let compile = || modules::compile_eval(&self.linked, &text, top, self.points());
            let watch = || watched(Box::new(self.task.look()), compile);
            let compiled = self.task.on_stack_of(modules::COMPILING, watch);
            compiled.unwrap_or_else(|_| {
                Err(Error::language(ErrorKind::CallDepth {
                    natives: self.native_depth,
                }))
            })
        });
        let linked = compiled.map_err(|mut error| {
            error.body_mut().from_other_text = true;
            error
        })?;
        let visible = self.named_base;
        let this = self.bound_this();
        self.enter_call(
            base,
            Entry::of(&linked, 0, &mut [])
                .with_this(this)
                .ending(End::KeepNamed),
        )?;
        self.named_base = visible;
        Ok(Flow::Entered)
    }

    /// A variable of the session that the unit did not know when it was compiled.
    pub(super) fn late_variable(&self, name: &str) -> Option<(triomphe::Arc<Cell>, bool)> {
        self.linked.lines.as_ref()?.variable(name)
    }

    fn points(&self) -> bool {
        self.task.is_controlled()
    }
}

fn global_name(linked: &Linked, cell: &triomphe::Arc<Cell>) -> Option<String> {
    let mut globals = linked.globals.iter();
    match globals.position(|global| triomphe::Arc::ptr_eq(global, cell)) {
        Some(index) => Some(linked.code.globals[index].name.to_string()),
        None => global_name(linked.caller.as_ref()?, cell),
    }
}

/// A top-level variable of the unit; the text of an `eval` reaches those of its caller.
fn global_of(linked: &Linked, name: &str) -> Option<(triomphe::Arc<Cell>, bool)> {
    let globals = &linked.code.globals;
    if let Some(index) = globals.iter().position(|global| global.name == name) {
        let cell = &linked.globals[index];
        if cell.load().is_some() {
            return Some((cell.clone(), globals[index].constant));
        }
    }
    if let Some(caller) = &linked.caller
        && let Some(found) = global_of(caller, name)
    {
        return Some(found);
    }
    linked.lines.as_ref()?.variable(name)
}
