//! Linking: code meets the cells of a run.

use crate::messages::message;
use crate::objects::abi::{Library, NativeClass};
use crate::objects::code::{ClassCode, Code, Lines, Linked};
use crate::objects::error::Error;
use crate::objects::value::{Cell, Class, ClassId, Form, INIT, Slot, Slots};
use rhai::ImmutableString;
use std::collections::{BTreeMap, HashMap};
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
                .unwrap_or_else(|| triomphe::Arc::new(Cell::global()))
        })
        .collect();
    let classes = no_classes(&code);
    let linked = Arc::new(Linked {
        code,
        globals,
        classes,
        imports: Default::default(),
        lines: None,
        caller: None,
        at_top: false,
        evaluated: Default::default(),
        cycles: OnceLock::new(),
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
        classes: no_classes(&code),
        code,
        imports: Default::default(),
        lines: caller.lines.clone(),
        caller: Some(caller.clone()),
        at_top,
        evaluated: Default::default(),
        cycles: OnceLock::new(),
    });
    link_classes(&linked, library, |name| caller.find_class(name))?;
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
        classes: no_classes(&code),
        code: code.clone(),
        imports: lines.imports.clone(),
        lines: Some(lines.clone()),
        caller: None,
        at_top: false,
        evaluated: Default::default(),
        cycles: OnceLock::new(),
    });
    link_classes(&linked, library, |name| lines.class(name))?;
    Ok(linked)
}

fn no_classes(code: &Code) -> Box<[OnceLock<Arc<Class>>]> {
    code.classes.iter().map(|_| OnceLock::new()).collect()
}

fn link_classes(
    linked: &Arc<Linked>,
    library: &dyn Library,
    outer_class: impl Fn(&str) -> Option<Arc<Class>>,
) -> Result<(), Error> {
    let code = &linked.code;
    let mut earlier: HashMap<&str, usize> = HashMap::new();
    for (index, class) in code.classes.iter().enumerate() {
        let of_unit = |name: &ImmutableString| earlier.get(name.as_str()).copied();
        if let Some(base) = base_of(linked, class, of_unit, library, &outer_class)? {
            make_class(linked, index, base);
        }
        earlier.insert(&class.name, index);
    }
    Ok(())
}

/// What the class extends, as far as it is known yet: `of_unit` finds the earlier classes of its own unit.
fn base_of(
    linked: &Linked,
    class: &ClassCode,
    of_unit: impl Fn(&ImmutableString) -> Option<usize>,
    library: &dyn Library,
    outer_class: &impl Fn(&str) -> Option<Arc<Class>>,
) -> Result<Option<Base>, Error> {
    let Some(name) = &class.base else {
        return Ok(Some(Base::None));
    };
    if name.contains(SEPARATOR) {
        return Ok(None);
    }
    if let Some(index) = of_unit(name) {
        // It may wait for a module, as this one then does.
        return Ok(linked.classes[index].get().cloned().map(Base::Script));
    }
    match outer_class(name) {
        Some(parent) => Ok(Some(Base::Script(parent))),
        None => native_base(library, class)
            .map(Some)
            .map_err(|error| error.within(&linked.code.source)),
    }
}

/// What a class extends.
pub(super) enum Base {
    None,
    Script(Arc<Class>),
    Native(&'static NativeClass),
}

/// What stands between the name of a module and a name in it.
pub(super) const SEPARATOR: &str = "::";

/// The class of the library that a script's class extends; a module of the library may stand before its name.
pub(super) fn native_base(library: &dyn Library, class: &ClassCode) -> Result<Base, Error> {
    let base = class.base.as_ref().map_or("", ImmutableString::as_str);
    let (module, name) = match base.split_once(SEPARATOR) {
        Some((module, name)) => (Some(module), name),
        None => (None, base),
    };
    let native = library.class(name);
    let native = native.filter(|native| module.is_none_or(|module| native.module == module));
    let Some(native) = native else {
        return Err(base_unknown(class));
    };
    if !native.is_extensible() {
        return Err(
            Error::type_error(message!("base-closed", class = class.name.as_str(), name))
                .at(class.at),
        );
    }
    Ok(Base::Native(native))
}

pub(super) fn base_unknown(class: &ClassCode) -> Error {
    let base = class.base.as_ref().map_or("", ImmutableString::as_str);
    Error::raised("NameError", message!("base-unknown", base))
        .with_hint(message!(
            "base-unknown.hint",
            base,
            class = class.name.as_str()
        ))
        .at(class.at)
}

/// Make a class of the unit. Of two threads that make the same one, the first wins.
pub(super) fn make_class(linked: &Arc<Linked>, index: usize, base: Base) -> Arc<Class> {
    let class = &linked.code.classes[index];
    let (base, native_base) = match base {
        Base::None => (None, None),
        Base::Script(parent) => {
            let native = parent.native_base;
            (Some(parent), native)
        }
        Base::Native(native) => (None, Some(native)),
    };
    let make = || {
        let inherited = base.as_ref().map(|base| base.slots.all());
        let inherited = inherited.unwrap_or_default();
        Arc::new(Class {
            name: class.name.clone(),
            makers: makers(linked, &class.methods, base.as_ref()),
            slots: slots(&linked.code, &class.methods, inherited),
            base,
            native_base,
            methods: forms(&linked.code, &class.methods),
            unit: Arc::downgrade(linked),
            id: ClassId::fresh(),
            cycles: OnceLock::new(),
        })
    };
    linked.classes[index].get_or_init(make).clone()
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

/// The attributes that methods of the class assign to `this`, after those of its base.
fn slots(code: &Code, methods: &[(ImmutableString, usize)], inherited: Vec<Slot>) -> Slots {
    let mut slots = inherited;
    for (method, function) in methods {
        let function = &code.functions[*function];
        for name in function.assigned_attributes() {
            let again = method != INIT;
            match slots.iter_mut().find(|slot| slot.name == *name) {
                Some(slot) => slot.once &= !again,
                None => slots.push(Slot {
                    name: name.clone(),
                    once: !again,
                }),
            }
        }
    }
    Slots::new(slots)
}

/// The forms of `init` that make an instance of the class, when they are functions of its own unit.
fn makers(
    linked: &Arc<Linked>,
    methods: &[(ImmutableString, usize)],
    base: Option<&Arc<Class>>,
) -> Vec<Form> {
    let own = forms(&linked.code, methods).remove(INIT);
    match (own, base) {
        (Some(own), _) => own,
        (None, Some(base)) if base.is_of(linked) => base.makers.clone(),
        (None, _) => Vec::new(),
    }
}
