//! Errors on their way up: handlers, traces, and the errors that the machine itself raises.

use super::{End, Machine, Outcome};
use crate::border::catch_value;
use crate::objects::code::{Handler, HandlerKind, Linked, Op, PathRoot, Reg};
use crate::objects::error;
use crate::objects::error::{Error, ErrorKind, Kind};
use crate::objects::value::Value;
use crate::runtime::Stop;

/// Calls kept in a trace; of a deep recursion, the innermost and outermost tell the story.
const TRACE: usize = 64;

impl Machine<'_> {
    /// Find who goes on with the error: a handler of this run, or whoever called from Rust.
    #[inline(never)]
    pub(super) fn unwind(&mut self, error: Error) -> Outcome<()> {
        let mut error = error;
        if matches!(error.kind(), Kind::Stop(Stop::MemoryLimit)) {
            // Natives find out first, and cannot stop the other threads.
            self.shared.world.reach_limit(Stop::MemoryLimit);
        }
        loop {
            error = self.outranked(error);
            let at = self.pc.saturating_sub(1);
            self.describe(&mut error, at);
            error = error.at(self.place(at)).within(&self.linked.code.source);
            let handler = match error.ends_script() {
                true => {
                    self.leave_all_subjects(at);
                    None
                }
                false => self.handler(at, &mut error),
            };
            let function = self.linked.function(self.function);
            if let Some(handler) = handler {
                if handler.kind == HandlerKind::Catch {
                    self.stack[self.base + handler.error as usize] =
                        catch_value(&error, self.shared.language);
                }
                self.caught.push((self.frames.len(), error));
                self.pc = handler.target as usize;
                return Ok(());
            }
            let name = function.name.clone();
            let mut this = self.clear_call();
            let Some(frame) = self.frames.pop().map(std::mem::take) else {
                return Err(error);
            };
            let depth = self.frames.len();
            while self.caught.last().is_some_and(|(at, _)| *at > depth) {
                self.caught.pop();
            }
            let lent = frame.lent;
            let end = self.leave(frame);
            if lent > 0 {
                *self.register_mut((lent - 1) as Reg) = this;
                this = Value::Unit;
            }
            let call_place = self.place(self.pc.saturating_sub(1));
            let body = error.body_mut();
            let entry = error::Frame {
                function: name.to_string(),
                at: call_place,
                source: Some(self.linked.code.source.clone()),
            };
            if depth == 0 {
                // The top level of the program, or of a thread: nothing called it.
            } else if body.trace.len() < TRACE {
                body.trace.push(entry);
            } else {
                body.omitted += 1;
                body.trace[TRACE - 1] = entry;
            }
            match end {
                End::Boundary => return Err(error),
                End::WriteBack { base, method } => {
                    // What the method has changed stays changed.
                    let _ = self.write_back(base, method, this);
                }
                _ => {}
            }
        }
    }

    /// What goes up in place of the error: a stop outranks every error that is met on its way out.
    fn outranked(&mut self, error: Error) -> Error {
        if !error.is_catchable() {
            return error;
        }
        // The code of this call leaves a `with` that ended by an error that nobody can catch.
        let depth = self.frames.len();
        if let Some((_, original)) =
            (self.caught).pop_if(|(at, original)| *at == depth && !original.is_catchable())
        {
            return original;
        }
        match self.shared.world.check() {
            Err(stop) => stop.into(),
            Ok(()) => error,
        }
    }

    /// The handler of the running call that goes on with the error. In a `catch` block, `throw` alone is the error that was caught.
    fn handler(&mut self, at: usize, error: &mut Error) -> Option<Handler> {
        let function = self.linked.function(self.function);
        for candidate in function.handlers.iter().filter(|one| one.watches(at)) {
            match candidate.kind {
                HandlerKind::Catch if !error.is_catchable() => {}
                HandlerKind::Again => {
                    if let Some((_, original)) = self.caught.pop()
                        && matches!(error.kind(), Kind::Thrown(Value::Unit))
                    {
                        let place = error.body().at;
                        *error = original;
                        error.body_mut().at = place;
                    }
                }
                _ => return Some(*candidate),
            }
        }
        None
    }

    /// Leave the `with` blocks of the running call without running any code of the script.
    fn leave_all_subjects(&mut self, at: usize) {
        let linked = self.linked.clone();
        let function = linked.function(self.function);
        // The stop may have come while the block was being left.
        let interrupted = function.ops.get(at).copied();
        let watching = function
            .handlers
            .iter()
            .filter(|handler| handler.kind == HandlerKind::Finally && handler.watches(at));
        let leaving = watching.map(|handler| function.ops[handler.target as usize]);
        for op in interrupted.into_iter().chain(leaving) {
            if let Op::Leave { subject } = op {
                self.leave_quietly(subject);
            }
        }
    }

    /// The open calls, innermost first, each with its place: `f (x.rhai:3)`.
    pub(super) fn calls_as_text(&self) -> Vec<String> {
        let text = |linked: &Linked, function: usize, pc: usize| {
            let function = linked.function(function);
            let line = function.places.get(pc.saturating_sub(1));
            let line = line.and_then(|place| place.line()).unwrap_or(0);
            let place = format!("{}:{line}", linked.code.source.name);
            match function.name.is_empty() {
                true => place,
                false => format!("{} ({place})", function.name),
            }
        };
        let mut linked = &self.linked;
        let mut calls = vec![text(linked, self.function, self.pc)];
        // The outermost frame is what came before the thread's first call.
        for frame in self.frames.open().take(self.frames.len().saturating_sub(1)) {
            if let Some(caller) = frame.rare.as_ref().and_then(|rare| rare.linked.as_ref()) {
                linked = caller;
            }
            calls.push(text(linked, frame.function as usize, frame.pc as usize));
            if calls.len() == TRACE {
                break;
            }
        }
        calls
    }

    pub(super) fn not_a_bool(&self, register: Reg) -> Error {
        let value = &self.stack[self.base + register as usize];
        Error::wrong_type("bool", value)
    }

    pub(super) fn unset_variable(&self) -> Error {
        self.missing_variable("?")
    }

    pub(super) fn missing_variable(&self, name: &str) -> Error {
        Error::language(ErrorKind::UnknownVariable(name.into()))
    }

    pub(super) fn unset_capture(&self, index: u16) -> Error {
        let name = self
            .linked
            .function(self.function)
            .captures
            .get(index as usize)
            .cloned()
            .unwrap_or_default();
        self.missing_variable(&name)
    }

    pub(super) fn unset_global(&self, index: u16) -> Error {
        let name = &self.linked.code.globals[index as usize].name;
        self.missing_variable(name)
    }

    pub(super) fn unbound_this(&self) -> Error {
        Error::language(ErrorKind::UnboundThis)
    }

    pub(super) fn failure(&self, name: u16) -> Error {
        let name = match &self.linked.function(self.function).constants[name as usize] {
            Value::Str(name) => name.to_string(),
            _ => String::new(),
        };
        Error::language(ErrorKind::Constant(name))
    }

    /// The name of the variable at the root of a path, for errors.
    pub(super) fn root_name(&self, root: PathRoot) -> String {
        match root {
            PathRoot::Register(register) | PathRoot::CellIn(register) => self
                .linked
                .function(self.function)
                .register_name(register, self.pc.saturating_sub(1))
                .map(|name| name.to_string())
                .unwrap_or_default(),
            PathRoot::Capture(index) => self
                .linked
                .function(self.function)
                .captures
                .get(index as usize)
                .map(|name| name.to_string())
                .unwrap_or_default(),
            PathRoot::Global(index) => self.linked.code.globals[index as usize].name.to_string(),
        }
    }
}
