//! Linking: code meets the cells of a run.

use super::objects::find_class;
use crate::engine::code::{Code, Lines, Linked};
use crate::engine::error::Error;
use crate::engine::natives::Library;
use crate::engine::value::{Cell, Class, Form};
use crate::messages::message;
use rhai::ImmutableString;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Give the unit fresh cells, except for the variables and classes that `existing` has already.
///
/// # Errors
/// A class whose base is unknown or cannot be extended.
pub fn link(
    code: Arc<Code>,
    library: &dyn Library,
    existing: impl Fn(&str) -> Option<triomphe::Arc<Cell>>,
    outer_class: impl Fn(&str) -> Option<Arc<Class>>,
) -> Result<Arc<Linked>, Error> {
    let globals = code
        .globals
        .iter()
        .map(|global| {
            global
                .existing
                .then(|| existing(&global.name))
                .flatten()
                .unwrap_or_else(|| triomphe::Arc::new(Cell::unset()))
        })
        .collect();
    let linked = Arc::new(Linked {
        code,
        globals,
        classes: OnceLock::new(),
        imports: Default::default(),
        lines: None,
        caller: None,
        at_top: false,
        evaluated: Default::default(),
    });
    link_classes(&linked, library, outer_class)?;
    Ok(linked)
}

/// Link the text of an `eval`: it has no variables of its own, and what it does not know is its caller's.
///
/// # Errors
/// As `link`.
pub fn link_eval(
    code: Arc<Code>,
    library: &dyn Library,
    caller: &Arc<Linked>,
    at_top: bool,
) -> Result<Arc<Linked>, Error> {
    let linked = Arc::new(Linked {
        globals: code
            .globals
            .iter()
            .map(|_| triomphe::Arc::new(Cell::unset()))
            .collect(),
        code,
        classes: OnceLock::new(),
        imports: Default::default(),
        lines: caller.lines.clone(),
        caller: Some(caller.clone()),
        at_top,
        evaluated: Default::default(),
    });
    link_classes(&linked, library, |name| find_class(caller, name))?;
    Ok(linked)
}

/// Link a line of a session: its variables, classes and modules are the session's.
///
/// # Errors
/// As `link`.
pub fn link_line(
    code: Arc<Code>,
    library: &dyn Library,
    lines: &Arc<Lines>,
) -> Result<Arc<Linked>, Error> {
    let globals = code.globals.iter().map(|global| lines.cell(&global.name));
    let linked = Arc::new(Linked {
        globals: globals.collect(),
        code: code.clone(),
        classes: OnceLock::new(),
        imports: lines.imports.clone(),
        lines: Some(lines.clone()),
        caller: None,
        at_top: false,
        evaluated: Default::default(),
    });
    link_classes(&linked, library, |name| lines.class(name))?;
    Ok(linked)
}

fn link_classes(
    linked: &Arc<Linked>,
    library: &dyn Library,
    outer_class: impl Fn(&str) -> Option<Arc<Class>>,
) -> Result<(), Error> {
    let code = &linked.code;
    let mut classes: Vec<Arc<Class>> = Vec::new();
    for class in &code.classes {
        let unknown = |base: &ImmutableString| {
            Error::raised("NameError", message!("base-unknown", base = base.as_str()))
                .with_hint(message!(
                    "base-unknown.hint",
                    base = base.as_str(),
                    class = class.name.as_str()
                ))
                .at(class.at)
                .within(&code.source)
        };
        let (base, native_base) = match &class.base {
            None => (None, None),
            Some(name) => {
                let script = classes
                    .iter()
                    .find(|known| known.name == *name)
                    .cloned()
                    .or_else(|| outer_class(name));
                match script {
                    Some(parent) => {
                        let native = parent.native_base;
                        (Some(parent), native)
                    }
                    None => {
                        let native = library.class(name).ok_or_else(|| unknown(name))?;
                        if !native.is_extensible() {
                            return Err(Error::type_error(message!(
                                "base-closed",
                                class = class.name.as_str(),
                                name = name.as_str()
                            ))
                            .at(class.at)
                            .within(&code.source));
                        }
                        (None, Some(native))
                    }
                }
            }
        };
        classes.push(Arc::new(Class {
            name: class.name.clone(),
            base,
            native_base,
            methods: forms(code, &class.methods),
            unit: Arc::downgrade(linked),
        }));
    }
    let _ = linked.classes.set(classes);
    Ok(())
}

/// The methods of a class by name, each with its forms.
fn forms(
    code: &Code,
    methods: &[(ImmutableString, usize)],
) -> BTreeMap<ImmutableString, Vec<Form>> {
    let mut forms: BTreeMap<ImmutableString, Vec<Form>> = BTreeMap::new();
    for (name, function) in methods {
        forms.entry(name.clone()).or_default().push(Form {
            params: code.functions[*function].params as usize,
            function: *function,
        });
    }
    forms
}
