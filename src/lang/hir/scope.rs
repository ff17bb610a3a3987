//! The function under way: its scopes, locals and captures, and how a name is found in them.

use std::collections::HashMap;

use rhai::ImmutableString;

use super::tree::{Capture, ClassId, FunctionKind, GlobalId, Local, LocalId, Var};

#[derive(Debug, Clone, Copy)]
pub enum Slot {
    Local(LocalId),
    Global(GlobalId),
    Named,
}

/// A function under way. Closures lie on top of the functions they are written in.
pub struct Builder {
    pub kind: FunctionKind,
    pub by_name: bool,
    /// Do its blocks import modules?
    pub imports: bool,
    /// The class whose method this is, or is written in.
    pub class: Option<ClassId>,
    /// For a closure: does it, or one inside it, mention `this` of the method that it is written in?
    pub holds_this: bool,
    pub locals: Vec<Local>,
    pub captures: Vec<Capture>,
    /// What the captures are in the function outside.
    pub captured: Vec<Var>,
    /// The place of each name among the captures.
    capture_places: HashMap<ImmutableString, usize>,
    /// What each name is, the innermost scope's meaning last.
    names: HashMap<ImmutableString, Vec<Slot>>,
    /// The names that each open scope declares.
    scopes: Vec<Vec<ImmutableString>>,
}

impl Builder {
    pub fn new(kind: FunctionKind, by_name: bool, class: Option<ClassId>) -> Self {
        Self {
            kind,
            by_name,
            imports: false,
            class,
            holds_this: false,
            locals: Vec::new(),
            captures: Vec::new(),
            captured: Vec::new(),
            capture_places: HashMap::new(),
            names: HashMap::new(),
            scopes: vec![Vec::new()],
        }
    }

    pub fn enter(&mut self) {
        self.scopes.push(Vec::new());
    }

    pub fn leave(&mut self) {
        for name in self.scopes.pop().into_iter().flatten() {
            if let Some(slots) = self.names.get_mut(&name) {
                slots.pop();
            }
        }
    }

    pub fn is_outermost(&self) -> bool {
        self.scopes.len() == 1
    }

    pub fn declare(&mut self, name: &ImmutableString, constant: bool) -> Var {
        let slot = if self.by_name {
            Slot::Named
        } else {
            self.locals.push(Local {
                name: name.clone(),
                constant,
                captured: false,
            });
            Slot::Local(self.locals.len() - 1)
        };
        self.bind(name, slot)
    }

    /// Parameters are the first locals, also of functions that find them by name.
    pub fn declare_parameter(&mut self, name: &ImmutableString) {
        self.locals.push(Local {
            name: name.clone(),
            constant: false,
            captured: false,
        });
        let local = Slot::Local(self.locals.len() - 1);
        self.bind(name, if self.by_name { Slot::Named } else { local });
    }

    pub fn bind(&mut self, name: &ImmutableString, slot: Slot) -> Var {
        let scope = self
            .scopes
            .last_mut()
            .expect("a function has at least one scope");
        scope.push(name.clone());
        self.names.entry(name.clone()).or_default().push(slot);
        match slot {
            Slot::Local(local) => Var::Local(local),
            Slot::Global(global) => Var::Global(global),
            Slot::Named => Var::Named(name.clone()),
        }
    }

    /// Which of the captures the name is.
    pub fn capture_place(&self, name: &str) -> Option<usize> {
        self.capture_places.get(name).copied()
    }

    pub fn find(&self, name: &str) -> Option<Slot> {
        self.names.get(name)?.last().copied()
    }
}

/// Find a variable in the innermost function, capturing it through the closures on the way.
pub fn find(builders: &mut [Builder], name: &ImmutableString) -> Option<Var> {
    let (inner, outer) = builders.split_last_mut()?;
    if let Some(slot) = inner.find(name) {
        return Some(match slot {
            _ if inner.by_name => Var::Named(name.clone()),
            Slot::Local(local) => Var::Local(local),
            Slot::Global(global) => Var::Global(global),
            Slot::Named => Var::Named(name.clone()),
        });
    }
    if let Some(index) = inner.capture_place(name) {
        return Some(capture_var(inner, index));
    }
    if inner.kind != FunctionKind::Closure {
        return None;
    }
    // A global needs no capture, also when the function outside calls it by name.
    if let Some(Slot::Global(global)) = outer.last().and_then(|outer| outer.find(name)) {
        return Some(if inner.by_name {
            Var::Named(name.clone())
        } else {
            Var::Global(global)
        });
    }
    let var = find(outer, name)?;
    Some(match var {
        Var::Global(_) if inner.by_name => Var::Named(name.clone()),
        Var::Global(_) => var,
        _ => {
            let constant = mark_captured(outer, &var);
            capture(inner, name, constant, var)
        }
    })
}

/// Capture by name through all closures up to the `by_name` function that may know the name at run time.
pub fn find_by_name(builders: &mut [Builder], name: &ImmutableString) -> Option<Var> {
    let (inner, outer) = builders.split_last_mut()?;
    if inner.by_name {
        return Some(Var::Named(name.clone()));
    }
    if inner.kind != FunctionKind::Closure {
        return None;
    }
    let var = find_by_name(outer, name)?;
    Some(capture(inner, name, false, var))
}

fn capture(closure: &mut Builder, name: &ImmutableString, constant: bool, var: Var) -> Var {
    closure.captures.push(Capture {
        name: name.clone(),
        constant,
    });
    closure.captured.push(var);
    let place = closure.captures.len() - 1;
    closure.capture_places.insert(name.clone(), place);
    capture_var(closure, closure.captures.len() - 1)
}

fn capture_var(closure: &Builder, index: usize) -> Var {
    if closure.by_name {
        Var::Named(closure.captures[index].name.clone())
    } else {
        Var::Capture(index)
    }
}

/// Note that a closure holds the variable; is it constant?
fn mark_captured(builders: &mut [Builder], var: &Var) -> bool {
    let Some(builder) = builders.last_mut() else {
        return false;
    };
    match var {
        Var::Local(local) => {
            let local = &mut builder.locals[*local];
            local.captured = true;
            local.constant
        }
        Var::Capture(index) => builder.captures[*index].constant,
        _ => false,
    }
}
