//! What natives ask of the machine.

use super::{End, Machine, Outcome};
use crate::builtins;
use crate::messages::message;
use crate::objects::abi::{Args, Counts, Each, Host, Prepared, Shared};
use crate::objects::code::{Linked, Reg, SiteCache};
use crate::objects::error::{Error, Source};
use crate::objects::value::{FunctionTarget, Text, Value, share_cells};
use crate::runtime::{SpawnError, Task, Thread};
use std::sync::Arc;

impl Host for Machine<'_> {
    fn task(&self) -> &Task<'_> {
        self.task
    }

    fn call_with(&mut self, function: &Value, args: &mut [Value]) -> Result<Value, Error> {
        if let Some(prepared) = self.prepare_callback(function, args.len()) {
            return self.call_prepared_callback(&prepared, args, None);
        }
        let args = args.iter_mut().map(std::mem::take).collect();
        self.call_from_rust(function, args, None)
            .map(|(value, _)| value)
    }

    fn prepare(&mut self, function: &Value, count: usize) -> Option<Prepared> {
        self.prepare_callback(function, count)
    }

    fn call_prepared(
        &mut self,
        prepared: &Prepared,
        args: &mut [Value],
        this: Option<&mut Value>,
    ) -> Result<Value, Error> {
        self.call_prepared_callback(prepared, args, this)
    }

    fn steady(&mut self, function: &Value) -> Option<(usize, Prepared)> {
        self.steady_callback(function)
    }

    fn run_each(&mut self, prepared: &Prepared, each: Each) -> (Each, Result<(), Error>) {
        self.run_loop(prepared, each)
    }

    fn call_with_this(
        &mut self,
        function: &Value,
        this: Value,
        args: Args,
    ) -> Result<(Value, Value), Error> {
        self.call_from_rust(function, args, Some(this))
    }

    fn arity_of(&self, function: &Value) -> Option<usize> {
        let Value::Function(closure) = function else {
            return None;
        };
        match &closure.target {
            FunctionTarget::Script { unit, function } => {
                let params = unit.function(*function).params as usize;
                Some(params.saturating_sub(closure.curried.len()))
            }
            FunctionTarget::Named(home) => {
                let home = home.as_ref().unwrap_or(&self.linked);
                let named = home.functions_named(&closure.name);
                let [(unit, function)] = named.as_slice() else {
                    return None;
                };
                let params = unit.function(*function).params as usize;
                Some(params.saturating_sub(closure.curried.len()))
            }
            FunctionTarget::Method(_) => self.counts_of_value(function)?.only(),
        }
    }

    fn counts_of(&self, callee: &Value) -> Option<Counts> {
        self.counts_of_value(callee)
    }

    fn text_of(&mut self, value: &Value) -> Result<Text, Error> {
        self.text_of_value(value)
    }

    fn debug_of(&mut self, value: &Value) -> Result<String, Error> {
        self.debug_of_value(value)
    }

    fn tell_thrown(&mut self, error: &mut Error) {
        Machine::tell_thrown(self, error);
    }

    fn call_method(&mut self, receiver: &Value, name: &str, args: Args) -> Result<Value, Error> {
        self.call_method_of(receiver, name, args)
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    fn source(&self) -> Arc<Source> {
        self.linked.code.source.clone()
    }

    fn functions_named(&self, name: &str) -> Vec<(Arc<Linked>, usize)> {
        self.linked.functions_named(name)
    }

    fn open_calls(&self) -> Vec<String> {
        self.calls_as_text()
    }

    fn function(&self) -> String {
        self.linked.function(self.function).name.to_string()
    }

    fn caught(&self) -> Option<&Error> {
        self.caught.last().map(|(_, error)| error)
    }

    fn spawn(
        &mut self,
        name: String,
        daemon: bool,
        body: Box<dyn FnOnce(&mut dyn Host) + Send>,
    ) -> Result<Arc<Thread>, Error> {
        // The threads of a controlled run take turns.
        if !self.task.is_controlled() {
            share_cells();
        }
        let shared = self.shared.clone();
        let linked = self.linked.clone();
        let imports = self.imports.clone();
        let world = shared.world.clone();
        let (name, daemon) = match &shared.guest {
            None => (name, daemon),
            Some(guest) => (guest.label(&name), daemon || !guest.ends),
        };
        world
            .spawn(
                self.task,
                &name,
                daemon,
                Box::new(move |task| {
                    let mut machine = Machine::new(task, shared, linked);
                    machine.imports = imports;
                    body(&mut machine);
                }),
            )
            .map_err(|error| match error {
                SpawnError::Stopped(stop) => stop.into(),
                SpawnError::Limit(_) => {
                    Error::runtime_error(error.message()).with_hint(message!("spawn-limit.hint"))
                }
                SpawnError::System(_) => Error::runtime_error(error.message()),
            })
    }
}

impl Machine<'_> {
    /// `receiver.name(args)` from Rust, run to its end.
    pub(super) fn call_method_of(
        &mut self,
        receiver: &Value,
        name: &str,
        mut args: Args,
    ) -> Outcome<Value> {
        match receiver {
            Value::Object(object) => {
                self.check_native_depth()?;
                let base = self.linked.function(self.function).registers as Reg;
                let flow =
                    self.object_method(base, object, &name.into(), args, None, End::Boundary)?;
                self.finish_call(flow)
            }
            Value::Function(_) if name == "call" => self
                .call_from_rust(receiver, args, None)
                .map(|(value, _)| value),
            other => {
                let mut receiver = other.clone();
                let at = self.place(self.pc.saturating_sub(1));
                match builtins::calling(&receiver, name, &args) {
                    Some(calling) => calling(self, &mut receiver, args, at),
                    None => builtins::method(
                        name,
                        &mut receiver,
                        &mut args,
                        false,
                        &SiteCache::default(),
                        at,
                    ),
                }
            }
        }
    }
}
