//! How a function of arrays or maps calls its callback, in the three ways that Rhai tries: the item as `this`, the item as an argument, and
//! with the index or further values after that.

use crate::objects::abi::each::{Form, Visit};
use crate::objects::abi::{Args, Counts, Each, Host, MOST_ARGUMENTS, Prepared};
use crate::objects::error::Error;
use crate::objects::value::{Closure, FunctionTarget, Value};
use rhai::{FnPtr, ImmutableString};
use std::sync::Arc;

/// A function value, ready to be called for each item.
pub(super) struct Callback<'h> {
    host: &'h mut dyn Host,
    function: Value,
    takes: Takes,
    /// The function of the script for so many arguments, when it is one.
    prepared: Option<Prepared>,
    prepared_for: usize,
    pub name: ImmutableString,
    /// Where the arguments of a call are put side by side. A call takes what is on the heap and leaves numbers behind, so that most
    /// calls write numbers over numbers.
    args: [Value; 4],
}

/// What is known of the function before it is called.
enum Takes {
    /// So many arguments.
    Count(usize),
    /// It has its own object: a method, or a class. The item is never `this`.
    Bound(Option<Counts>),
    /// Nothing: it is found by name in the call.
    Anything,
}

impl Takes {
    fn of(host: &dyn Host, function: &Value) -> Takes {
        let is_bound = match function {
            Value::Function(closure) => matches!(closure.target, FunctionTarget::Method(_)),
            _ => true,
        };
        match host.arity_of(function) {
            _ if is_bound => Takes::Bound(host.counts_of(function)),
            Some(count) => Takes::Count(count),
            None => Takes::Anything,
        }
    }
}

/// What a call gives: the result, and what the item has become when it was `this`.
pub(super) struct Called {
    pub result: Value,
    pub this: Option<Value>,
}

impl From<Value> for Called {
    fn from(result: Value) -> Self {
        Called { result, this: None }
    }
}

impl<'h> Callback<'h> {
    /// From a function value, or from the name of a function. Errors: a name that no function can have.
    pub fn new(host: &'h mut dyn Host, function: Value) -> Result<Self, Error> {
        let function = match function {
            Value::Str(name) => {
                FnPtr::new(name.as_str())?;
                Value::Function(Arc::new(Closure::named(name.into())))
            }
            function => function,
        };
        let name = match &function {
            Value::Function(closure) => closure.name.clone(),
            _ => ImmutableString::new(),
        };
        Ok(Callback {
            takes: Takes::of(host, &function),
            host,
            function,
            name,
            prepared: None,
            prepared_for: usize::MAX,
            args: Default::default(),
        })
    }

    /// Does it take two arguments, or three? Nothing when that shows only in the call.
    pub fn takes_pair_or_more(&self) -> Option<usize> {
        match &self.takes {
            Takes::Count(2) => Some(2),
            Takes::Count(_) => Some(3),
            Takes::Bound(counts) => {
                let takes = |count| counts.as_ref().is_some_and(|counts| counts.contains(count));
                Some(if !takes(2) && takes(3) { 3 } else { 2 })
            }
            Takes::Anything => None,
        }
    }

    /// How a loop calls the function, with so many arguments of its own before the item at `place`; see [`each`](Self::each). Nothing when
    /// that shows only in the call.
    pub fn form(&self, args: u8, place: Option<u8>) -> Option<Form> {
        Some(match &self.takes {
            Takes::Anything => return None,
            Takes::Count(count) => Form::of_count(*count, args, place),
            Takes::Bound(counts) => {
                let takes = |more| {
                    let counts = counts.as_ref();
                    counts.is_some_and(|counts| counts.contains(usize::from(args) + more))
                };
                let place = place.unwrap_or(args);
                match (takes(1), takes(2), takes(0)) {
                    (false, true, _) => Form::after(args, false, Some(place), true),
                    (false, _, true) => Form::after(args, false, None, false),
                    _ => Form::after(args, false, Some(place), false),
                }
            }
        })
    }

    /// Run a loop to its end: in the machine where the function allows it, else call by call.
    pub fn run(&mut self, mut each: Each) -> (Each, Result<(), Error>) {
        self.prepare(usize::from(each.form().count));
        if let Some(prepared) = &self.prepared
            && prepared.is_steady
        {
            return self.host.run_each(prepared, each);
        }
        let outcome = loop {
            let mut args = [const { Value::Unit }; MOST_ARGUMENTS + 1];
            if !each.put(&mut args, MOST_ARGUMENTS) {
                break Ok(());
            }
            let Form {
                count, binds_this, ..
            } = each.form();
            let count = usize::from(count);
            let called = match binds_this {
                true => {
                    let item = std::mem::take(&mut args[MOST_ARGUMENTS]);
                    self.bound(&item, &args[..count], None)
                }
                false => self.call(&mut args[..count]).map(Called::from),
            };
            match called {
                Ok(Called { mut result, this }) => {
                    if !each.visit(&mut result, this) {
                        break Ok(());
                    }
                }
                Err(error) if each.forgives(&error) => {}
                Err(error) => break Err(error),
            }
        };
        (each, outcome)
    }

    /// As [`run`](Self::run), for a function that is found in the call: each item is tried in the three ways.
    pub fn search_each(
        &mut self,
        mut each: Each,
        place: Option<usize>,
    ) -> (Each, Result<(), Error>) {
        let outcome = loop {
            let Some(item) = each.item().cloned() else {
                break Ok(());
            };
            let args: Args = match &mut each.visit {
                Visit::Fold(result) => [std::mem::take(result)].into_iter().collect(),
                _ => Args::new(),
            };
            match self.each(&item, &args, Some(each.at as i64), place) {
                Ok(Called { mut result, this }) => {
                    if !each.visit(&mut result, this) {
                        break Ok(());
                    }
                }
                Err(error) => break Err(error),
            }
        };
        (each, outcome)
    }

    /// Call with plain arguments.
    pub fn call(&mut self, args: &mut [Value]) -> Result<Value, Error> {
        self.prepare(args.len());
        match &self.prepared {
            Some(prepared) => self.host.call_prepared(prepared, args, None),
            None => self.host.call_with(&self.function, args),
        }
    }

    #[inline]
    fn prepare(&mut self, count: usize) {
        if self.prepared_for != count {
            self.prepared = self.host.prepare(&self.function, count);
            self.prepared_for = count;
        }
    }

    /// Call with the first so many of `args`.
    #[inline]
    fn call_own(&mut self, count: usize) -> Result<Value, Error> {
        self.prepare(count);
        let args = &mut self.args[..count];
        match &self.prepared {
            Some(prepared) => self.host.call_prepared(prepared, args, None),
            None => self.host.call_with(&self.function, args),
        }
    }

    /// Call with two arguments.
    #[inline]
    pub fn call_with_pair(&mut self, a: &Value, b: &Value) -> Result<Value, Error> {
        self.args[0].set_copy(a);
        self.args[1].set_copy(b);
        self.call_own(2)
    }

    /// Call for an item with Rhai's `args`; `extra` is what follows when the function takes one more.
    ///
    /// A function with as many parameters as `args` gets the item as `this`; one with more gets it as an argument at `place`, and then the
    /// extra. Without a place (`for_each`), the item is always `this`. A method has a `this` of its own: it gets the item as an argument,
    /// the extra where it takes one more, and neither when it takes `args` alone.
    #[inline]
    pub fn each(
        &mut self,
        item: &Value,
        args: &[Value],
        extra: Option<i64>,
        place: Option<usize>,
    ) -> Result<Called, Error> {
        match (&self.takes, place) {
            (Takes::Count(arity), _) if *arity == args.len() => self.bound(item, args, None),
            (Takes::Count(arity), Some(place)) => {
                let extra = extra.filter(|_| *arity != args.len() + 1);
                self.moved(item, args, extra, place)
            }
            (Takes::Count(_), None) => self.bound(item, args, extra),
            (Takes::Bound(counts), _) => {
                let takes = |more| {
                    counts
                        .as_ref()
                        .is_some_and(|counts| counts.contains(args.len() + more))
                };
                let (with_extra, without_item) = (!takes(1) && takes(2), !takes(1) && takes(0));
                let place = place.unwrap_or(args.len());
                match extra {
                    Some(_) if with_extra => self.moved(item, args, extra, place),
                    _ if without_item => {
                        let count = self.put(args, None);
                        self.call_own(count).map(Called::from)
                    }
                    _ => self.moved(item, args, None, place),
                }
            }
            (Takes::Anything, _) => self.search(item, args, extra, place),
        }
    }

    fn bound(&mut self, this: &Value, args: &[Value], extra: Option<i64>) -> Result<Called, Error> {
        let count = self.put(args, extra);
        let mut this = this.clone();
        // A function found by name is another one for each type of `this`.
        if !matches!(&self.function, Value::Function(closure) if matches!(closure.target, FunctionTarget::Named(_)))
        {
            self.prepare(count);
            if let Some(prepared) = &self.prepared {
                let args = &mut self.args[..count];
                let result = self.host.call_prepared(prepared, args, Some(&mut this))?;
                let this = Some(this);
                return Ok(Called { result, this });
            }
        }
        let all = self.args[..count].iter_mut().map(std::mem::take).collect();
        let (result, this) = self.host.call_with_this(&self.function, this, all)?;
        Ok(Called {
            result,
            this: Some(this),
        })
    }

    /// Put arguments side by side; gives how many.
    #[inline]
    fn put(&mut self, args: &[Value], extra: Option<i64>) -> usize {
        for (slot, value) in self.args.iter_mut().zip(args) {
            slot.set_copy(value);
        }
        match extra {
            Some(extra) => {
                self.args[args.len()].set_int(extra);
                args.len() + 1
            }
            None => args.len(),
        }
    }

    #[inline]
    fn moved(
        &mut self,
        item: &Value,
        args: &[Value],
        extra: Option<i64>,
        place: usize,
    ) -> Result<Called, Error> {
        if let ([], 0) = (args, place) {
            self.args[0].set_copy(item);
        } else {
            let given = args[..place].iter().chain([item]).chain(&args[place..]);
            for (slot, value) in self.args.iter_mut().zip(given) {
                slot.set_copy(value);
            }
        }
        let mut count = args.len() + 1;
        if let Some(extra) = extra {
            self.args[count].set_int(extra);
            count += 1;
        }
        self.call_own(count).map(Called::from)
    }

    /// For a function found by name in the call only: one form after the other, as long as there is no such function.
    fn search(
        &mut self,
        item: &Value,
        args: &[Value],
        extra: Option<i64>,
        place: Option<usize>,
    ) -> Result<Called, Error> {
        let name = self.name.clone();
        let mut result = self.bound(item, args, None);
        let missing = |result: &Result<Called, Error>| matches!(result, Err(error) if error.is_unknown_function(&name));
        if missing(&result)
            && let Some(place) = place
        {
            result = self.moved(item, args, None, place);
        }
        if missing(&result) && extra.is_some() {
            result = match place {
                Some(place) => self.moved(item, args, extra, place),
                None => self.bound(item, args, extra),
            };
        }
        result
    }
}
