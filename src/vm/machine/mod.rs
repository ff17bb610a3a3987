//! The machine: runs code on one script thread.
//!
//! ```text
//! run            the dispatch: what is quick and common
//! step           the whole meaning of every instruction, out of the dispatch's way
//! frames         the calls that are open; stack: the registers they use
//! fuel           operations: taken, used, given back
//! calls          entering and ending calls of script functions; unwind: leaving them by an error; blame: what the code says of it
//! call_backs     calls from Rust into the script: threads, natives that call back; host: what natives may ask of the machine
//! closures       function values, arities: how many arguments they take; names: calls by name; keywords: those that the machine answers itself
//! quick_calls    calls that need no more than registers: nothing is looked up
//! methods        method calls: quick_methods, quick_data, data_methods, library_methods
//! objects        classes and their instances: attributes, subjects (`with`), late_classes (their base is in a module)
//! paths, walk    `a.b[1].c`: reading, assigning and calling at the end of a chain; quick_paths: through data only; quick_registers: data in registers
//! points         scheduling points before accesses to shared cells
//! places         natives that change their first argument where it stands
//! texts          what values show: instances say it themselves; quick_texts: characters, sums and templates in registers
//! operators      operators that the dispatch left alone; data: arrays, maps, templates; ranges: loops over ranges
//! named          variables found by name (`eval`); imports: modules, and the names that code sees them under
//! link           compiled code and the cells of a run, put together
//! ```

mod arities;
mod attributes;
mod blame;
mod call_backs;
mod calls;
mod closures;
mod data;
mod data_methods;
mod frames;
mod fuel;
mod host;
mod imports;
mod keywords;
mod late_classes;
mod library_methods;
mod link;
mod methods;
mod named;
mod names;
mod objects;
mod operators;
mod paths;
mod places;
mod points;
mod quick_calls;
mod quick_data;
mod quick_methods;
mod quick_paths;
mod quick_registers;
mod quick_texts;
mod ranges;
mod run;
mod stack;
mod step;
mod subjects;
mod texts;
mod unwind;
mod walk;

pub use link::{link, link_eval, link_line};

use frames::{Frame, Frames};

use crate::objects::abi::{Shared, meter};
use crate::objects::code::{Import, Linked, Reg};
use crate::objects::error::Error;
use crate::objects::value::{Cell, Closure, Object, Value};
use crate::runtime::Task;
use rhai::ImmutableString;
use std::sync::Arc;

/// Registers that one call can name.
const WINDOW: usize = 256;
/// Loop turns and calls between two looks at the stop flag.
const BATCH: i64 = 4096;
/// Calls from natives back into the script that may be open at once: each takes native stack.
const MAX_NATIVE_DEPTH: usize = 48;

/// One thread's machine.
pub struct Machine<'t> {
    task: &'t Task<'t>,
    shared: Arc<Shared>,
    stack: Vec<Value>,
    frames: Frames,
    /// Errors that `catch` and `with` blocks hold, with the number of frames that were open.
    caught: Vec<(usize, Error)>,
    /// Variables of functions that find them by name.
    named: Vec<Named>,
    /// What blocks have imported that are open, of any unit.
    imports: Vec<Import>,
    fuel: i64,
    /// How many operations were taken last; `fuel` of them are left.
    given: i64,
    /// Operations until the next look at the stop flag.
    until_look: i64,
    /// Are the operations of the run limited, or those of each thread counted?
    limited: bool,
    native_depth: usize,
    /// The most there were.
    deepest: usize,

    // The running call. `run` keeps copies in locals; they are written back before anything else looks.
    linked: Arc<Linked>,
    function: usize,
    pc: usize,
    base: usize,
    closure: Option<std::sync::Arc<Closure>>,
    named_base: usize,
    far: Vec<triomphe::Arc<Cell>>,
    /// A reference to the running unit that `run` can have without counting.
    spare: Option<Arc<Linked>>,
    /// The result of the call from Rust that ended last.
    result: Value,
    /// What `this` became in the call from Rust that ended last.
    boundary_this: Value,
    max_depth: usize,
    /// The loops of natives that call functions of the script, the innermost last.
    loops: Vec<call_backs::Loop>,
    /// The class of the locks that `with` has entered or left last.
    subject: Option<subjects::KnownSubject>,
}

struct Named {
    name: ImmutableString,
    cell: triomphe::Arc<Cell>,
    constant: bool,
}

struct Rare {
    end: End,
    /// The caller's unit, when the call went into another one.
    linked: Option<Arc<Linked>>,
    named_base: usize,
    named_length: usize,
    imports_length: usize,
    far: Vec<triomphe::Arc<Cell>>,
}

/// What happens to the result of a call.
enum End {
    /// It goes to the caller's register.
    Plain,
    /// `run` was entered from Rust: it ends.
    Boundary,
    /// `this` goes back to where the method call at this instruction took it from.
    WriteBack { base: Reg, method: u16 },
    /// The result is the new instance.
    Instance(Object),
    /// Variables declared by name stay: `eval`.
    KeepNamed,
}

/// What a slow path has done.
enum Flow {
    /// The result is here.
    Value(Value),
    /// A call has been entered.
    Entered,
}

/// What runs after a step.
#[derive(Clone, Copy)]
enum Next {
    /// The same call.
    Same,
    /// Another one: a call has been entered, or has ended.
    Other,
    /// Whoever called from Rust.
    Rust,
}

type Outcome<T> = Result<T, Error>;

impl<'t> Machine<'t> {
    pub fn new(task: &'t Task<'t>, shared: Arc<Shared>, linked: Arc<Linked>) -> Self {
        let max_depth = shared.max_call_depth;
        meter::work_for(&shared);
        Machine {
            task,
            stack: stack::take(),
            frames: Frames::default(),
            caught: Vec::new(),
            named: Vec::new(),
            imports: Vec::new(),
            fuel: 0,
            given: 0,
            until_look: 0,
            limited: shared.operations.limit.is_some() || task.counts_work(),
            native_depth: 0,
            deepest: 0,
            shared,
            linked,
            function: 0,
            pc: 0,
            base: 0,
            closure: None,
            named_base: 0,
            far: Vec::new(),
            spare: None,
            result: Value::Unit,
            boundary_this: Value::Unit,
            max_depth,
            loops: Vec::new(),
            subject: None,
        }
    }

    /// Run the top level of a unit and give its value.
    pub fn run_unit(&mut self, linked: &Arc<Linked>) -> Result<Value, Error> {
        match self.call_function_of(linked, 0, None, &mut [], None) {
            Ok((value, _)) => Ok(value),
            Err(mut error) => {
                self.tell_thrown(&mut error);
                Err(error)
            }
        }
    }

    /// The line of the script that this thread is at.
    pub fn line(&self) -> Option<usize> {
        self.linked
            .function(self.function)
            .places
            .get(self.pc.saturating_sub(1))
            .and_then(|place| place.line())
    }

    fn place(&self, pc: usize) -> rhai::Position {
        self.linked
            .function(self.function)
            .places
            .get(pc)
            .copied()
            .unwrap_or(rhai::Position::NONE)
    }
}

impl Drop for Machine<'_> {
    fn drop(&mut self) {
        self.hand_in();
        stack::give_back(std::mem::take(&mut self.stack));
    }
}
