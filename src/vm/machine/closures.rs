//! Function values: making them, calling them.
use super::blame::wrong_arguments;
use super::calls::Entry;
use super::{End, Flow, Machine, Outcome};
use crate::messages::message;
use crate::objects::abi::Args;
use crate::objects::code::{Function, Linked, Reg, SiteCache};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::{Cell, Closure, FunctionTarget, Object, ObjectKind, Value};
use std::sync::Arc;

impl Machine<'_> {
    /// Enter, or carry out, a call of a function value.
    pub(super) fn call_closure(
        &mut self,
        base: Reg,
        closure: &Arc<Closure>,
        args: Args,
        this: Option<Value>,
        end: End,
    ) -> Outcome<Flow> {
        let mut args = with_curried(closure, args);
        match &closure.target {
            FunctionTarget::Script { unit, function } => {
                let callee = unit.function(*function);
                if callee.params as usize != args.len() {
                    return Err(wrong_arguments(&closure.name, &args, [callee]));
                }
                self.enter_call(
                    base,
                    Entry {
                        linked: unit,
                        function: *function,
                        closure: Some(closure.clone()),
                        args: &mut args,
                        this: this.or_else(|| closure.this.clone()),
                        end,
                    },
                )?;
                Ok(Flow::Entered)
            }
            FunctionTarget::Method(object) => {
                // A method keeps its own object, whatever the call binds to `this`.
                let end = match end {
                    End::Boundary => End::Boundary,
                    _ => End::Plain,
                };
                self.object_method(base, object, &closure.name, args, None, end)
            }
            FunctionTarget::Named(home) => {
                let linked = home.as_ref().unwrap_or(&self.linked).clone();
                if let Some(this) = &this {
                    let type_name = crate::objects::value::type_name(this);
                    if let Some((unit, function)) =
                        self.find_method(&linked, &closure.name, args.len(), &type_name)
                    {
                        self.enter_call(
                            base,
                            Entry::of(&unit, function, &mut args)
                                .with_this(this.clone())
                                .ending(end),
                        )?;
                        return Ok(Flow::Entered);
                    }
                    // With `this` bound, a function of the script takes the other arguments only; a native takes it first.
                    args.insert(0, this.clone());
                    let at = self.place(self.pc.saturating_sub(1));
                    return self.call_native_by_name(&closure.name, &mut args, at);
                } else if let Some((unit, function)) = linked.find_in(&closure.name, args.len()) {
                    self.enter_call(base, Entry::of(&unit, function, &mut args).ending(end))?;
                    return Ok(Flow::Entered);
                }
                let name = closure.name.clone();
                self.call_by_name(&linked, base, &name, &mut args, end)
            }
        }
    }

    /// Is `value.call(f, …)`, with so many arguments, a call of a native of the language's own types on the value?
    pub(super) fn means_native(&self, closure: &Closure, this: &Value, args: usize) -> bool {
        let arity = args + closure.curried.len();
        let FunctionTarget::Named(home) = &closure.target else {
            return false;
        };
        let linked = home.as_ref().unwrap_or(&self.linked);
        let type_name = crate::objects::value::type_name(this);
        self.find_method(linked, &closure.name, arity, &type_name)
            .is_none()
            && self.library_first(&closure.name, arity + 1).is_none()
    }

    /// Call a native for a native, with an item as its first argument: gives what the item has become, too. As in Rhai, arguments that
    /// the function value has already come before the item, which then is a copy.
    pub(super) fn call_with_item(
        &mut self,
        closure: &Closure,
        item: Value,
        args: Args,
    ) -> Outcome<(Value, Value)> {
        let at = self.place(self.pc.saturating_sub(1));
        let in_place = closure.curried.is_empty();
        let shared = self.shared.library.function(&closure.name).is_some();
        let kept = (!in_place || shared).then(|| item.clone());
        let curried = closure.curried.iter().cloned();
        let mut all: Args = curried.chain([item]).chain(args).collect();
        let cache = SiteCache::default();
        let value = match self.call_data(&closure.name, &mut all, &cache, at)? {
            Flow::Value(value) => value,
            Flow::Entered => Value::Unit,
        };
        let changed = all.into_iter().next().filter(|_| in_place);
        Ok((value, changed.or(kept).unwrap_or_default()))
    }

    /// Enter, or carry out, a call of any value that can be called; nothing when it cannot be.
    pub(super) fn call_any(
        &mut self,
        base: Reg,
        callee: &Value,
        args: Args,
        end: End,
    ) -> Outcome<Option<Flow>> {
        match callee {
            Value::Function(closure) => self.call_closure(base, closure, args, None, end).map(Some),
            Value::Object(object) => match object.kind() {
                ObjectKind::Class(class) => {
                    let class = class.clone();
                    self.construct(base, &class, args, end).map(Some)
                }
                _ => Ok(None),
            },
            Value::Cell(cell) => {
                let value = cell.load().unwrap_or_default();
                self.call_any(base, &value, args, end)
            }
            _ => Ok(None),
        }
    }

    /// Call a value that should be a function.
    pub(super) fn call_function_value(
        &mut self,
        base: Reg,
        callee: &Value,
        args: Args,
        end: End,
    ) -> Outcome<Flow> {
        match self.call_any(base, callee, args, end)? {
            Some(flow) => Ok(flow),
            None => Err(not_callable(callee)),
        }
    }

    pub(super) fn call_value(&mut self, base: Reg, count: u8, name: u16) -> Outcome<Flow> {
        let callee = std::mem::take(&mut self.stack[self.base + base as usize]);
        let args = self.take_args(base as usize + 1, count);
        if let Some(flow) = self.call_any(base, &callee, args.clone(), End::Plain)? {
            return Ok(flow);
        }
        let linked = self.linked.clone();
        let site = &linked.function(self.function).names[name as usize];
        if site.name.is_empty() {
            // `(value)(…)`: no function can be meant by a name.
            return Err(not_callable(&callee));
        }
        let mut args = args;
        self.call_by_name(&linked, base, &site.name, &mut args, End::Plain)
            .map_err(|error| match error.as_language() {
                Some(ErrorKind::UnknownFunction(_)) => not_callable(&callee)
                    .with_hint(message!("not-callable.variable", name = site.name.as_str())),
                _ => error,
            })
    }

    /// A closure around the cells in consecutive registers.
    #[inline(never)]
    pub(super) fn make_closure(
        &mut self,
        linked: &Arc<Linked>,
        first: Reg,
        function: u16,
    ) -> Arc<Closure> {
        let callee: &Function = linked.function(function as usize);
        let this = callee.holds_this.then(|| self.bound_this()).flatten();
        let start = self.base + first as usize;
        let captures: Box<[triomphe::Arc<Cell>]> = self.stack[start..start + callee.captures.len()]
            .iter_mut()
            .map(|register| match std::mem::take(register) {
                Value::Cell(cell) => {
                    cell.set_captured();
                    cell
                }
                other => triomphe::Arc::new(Cell::new(other)),
            })
            .collect();
        let closure = Arc::new(Closure {
            name: callee.name.clone(),
            target: FunctionTarget::Script {
                unit: linked.clone(),
                function: function as usize,
            },
            captures,
            this,
            curried: Vec::new(),
            imports: self.imports_to_keep(),
            place: Default::default(),
        });
        self.shared.cycles.note_closure(&closure);
        closure
    }

    pub(super) fn method_value(object: &Object, name: &rhai::ImmutableString) -> Value {
        Value::Function(Arc::new(Closure {
            name: name.clone(),
            target: FunctionTarget::Method(object.clone()),
            captures: Box::new([]),
            this: None,
            curried: Vec::new(),
            imports: None,
            place: Default::default(),
        }))
    }
}

fn with_curried(closure: &Closure, args: Args) -> Args {
    if closure.curried.is_empty() {
        return args;
    }
    closure.curried.iter().cloned().chain(args).collect()
}

pub(super) fn not_callable(value: &Value) -> Error {
    Error::type_error(message!(
        "not-callable",
        kind = crate::objects::value::type_name(value)
    ))
}
