//! Functions whose entries and exits are noted: each is a section that its body runs in. Scripts cannot name a section.

use super::LIBRARY;
use super::declare::natives;
use crate::objects::abi::{Library, Native, NativeClass, Shared};
use crate::objects::value::{Handle, Object, Value};

/// What stands before the name of a section where a body asks for it: no name of a script has a blank.
pub const SECTION: &str = "section ";

/// The running of a function of this name.
struct Section(String);

impl Handle for Section {
    fn class(&self) -> &'static NativeClass {
        &CLASS
    }
}

static CLASS: NativeClass = NativeClass {
    name: "Section",
    module: "",
    doc: "The running of a function.",
    parent: None,
    constructor: None,
    methods: natives! {
        /// The function begins.
        fn enter() |call| {
            let section = call.handle::<Section>()?;
            call.task().note_section(&section.0, true);
            Ok(Value::Unit)
        } alone |section: Section, task| {
            task.note_section(&section.0, true);
            Ok(Value::Unit)
        }

        /// The function ends, in whatever way.
        fn leave() |call| {
            let section = call.handle::<Section>()?;
            call.task().note_section(&section.0, false);
            Ok(Value::Unit)
        } alone |section: Section, task| {
            task.note_section(&section.0, false);
            Ok(Value::Unit)
        }
    },
    properties: &[],
    blank: None,
};

/// The library that scripts run with, and sections.
pub static WITH_SECTIONS: &dyn Library = &WithSections;

struct WithSections;

impl Library for WithSections {
    fn function(&self, name: &str) -> Option<&'static Native> {
        LIBRARY.function(name)
    }

    fn replaces(&self, name: &str) -> bool {
        LIBRARY.replaces(name)
    }

    fn shares(&self, name: &str) -> bool {
        LIBRARY.shares(name)
    }

    fn qualified(&self, module: &str, name: &str) -> Option<&'static Native> {
        LIBRARY.qualified(module, name)
    }

    fn class(&self, name: &str) -> Option<&'static NativeClass> {
        LIBRARY.class(name)
    }

    fn constant(&self, shared: &Shared, name: &str) -> Option<Value> {
        match name.strip_prefix(SECTION) {
            Some(section) => Some(Value::Object(Object::new(Section(section.to_owned())))),
            None => LIBRARY.constant(shared, name),
        }
    }

    fn qualified_constant(&self, shared: &Shared, module: &str, name: &str) -> Option<Value> {
        LIBRARY.qualified_constant(shared, module, name)
    }

    fn has_module(&self, module: &str) -> bool {
        LIBRARY.has_module(module)
    }
}
