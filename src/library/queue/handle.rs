//! A queue in the hands of a script: its items are values, its mistakes name it, `for` walks over it.

use std::cmp::Ordering;

use crate::engine::error::Error;
use crate::engine::natives::{Call, Host, NativeClass};
use crate::engine::value::{Handle, Object, Value};
use crate::library::Answer;
use crate::library::builtins::compare;
use crate::sync::{self, Discipline, ErrorKind, Item, Patience, Queue, Refusal};

/// A queue and which of Python's classes it is of.
pub struct QueueHandle {
    pub queue: Queue<Value>,
    class: &'static NativeClass,
}

impl Item for Value {
    type Disorder = Error;

    fn order(&self, other: &Self) -> Result<Ordering, Error> {
        compare(self, other)
    }
}

impl Handle for QueueHandle {
    fn class(&self) -> &'static NativeClass {
        self.class
    }

    fn name_it(&self, name: &str) {
        self.queue.identity().set_name(name);
    }

    /// `<Queue fifo: 2 of 5 items>`
    fn describe(&self) -> String {
        let (length, is_shut_down) = self.queue.glance();
        let mut text = format!("<{}", self.class.name);
        if let Some(name) = self.queue.identity().name() {
            text += &format!(" {name}");
        }
        text += &format!(": {length}");
        let most = self
            .queue
            .bound()
            .inspect(|bound| text += &format!(" of {bound}"));
        text += if most.unwrap_or(length) == 1 {
            " item"
        } else {
            " items"
        };
        if is_shut_down {
            text += ", shut down";
        }
        text + ">"
    }

    fn is_iterable(&self) -> bool {
        true
    }

    /// As `get()`; the end of the items is the shutdown.
    fn next_item(&self, host: &mut dyn Host) -> Result<Option<Value>, Error> {
        match self.queue.get(host.task(), Patience::Forever) {
            Ok(item) => Ok(Some(item)),
            Err(sync::Error::Misuse(ErrorKind::ShutDown, _)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn give_up(&mut self, work: &mut Vec<Value>) {
        work.append(&mut self.queue.give_up());
    }
}

impl Drop for QueueHandle {
    fn drop(&mut self) {
        // An array is dropped without recursion.
        drop(Value::array(self.queue.give_up()));
    }
}

impl QueueHandle {
    /// A new queue of `class` for at most `maxsize` items; 0 or less is any number.
    pub fn make(
        call: &Call,
        class: &'static NativeClass,
        discipline: Discipline,
        maxsize: i64,
    ) -> Answer {
        let bound = usize::try_from(maxsize).ok().filter(|&bound| bound > 0);
        let world = &call.host.shared().world;
        let queue = Queue::new(world, class.name, discipline, bound);
        Ok(Value::Object(Object::new(QueueHandle { queue, class })))
    }

    pub fn put(&self, call: &mut Call, patience: Patience) -> Answer {
        let item = call.take(0);
        match self.queue.put(call.task(), item, patience) {
            Ok(()) => Ok(Value::Unit),
            Err(Refusal::Error(error)) => Err(self.named(error)),
            Err(Refusal::Disorder(error)) => Err(error.with_hint(
                "a `PriorityQueue` compares its items: put `[priority, number, value]` with another number each time, so that it never has to compare the values",
            )),
        }
    }

    pub fn get(&self, call: &Call, patience: Patience) -> Answer {
        (self.queue.get(call.task(), patience)).map_err(|error| self.named(error))
    }

    /// The error with the queue's name and what to do.
    fn named(&self, error: sync::Error) -> Error {
        let Some(kind) = error.kind() else {
            return error.into();
        };
        let name = match self.queue.identity().name() {
            Some(name) => format!("`{name}`"),
            None => "the queue".to_owned(),
        };
        let (message, hint) = match kind {
            ErrorKind::Empty => (
                format!("{name} is empty"),
                "`get()` waits until there is an item",
            ),
            ErrorKind::Full => (
                format!("{name} is full"),
                "`put(item)` waits until there is room",
            ),
            ErrorKind::ShutDown => (
                format!("{name} has been shut down"),
                "after `shutdown()` nothing can be put, and only what is still there can be got",
            ),
            _ => return error.into(),
        };
        Error::raised(kind.name(), message).with_hint(hint)
    }
}

/// The arguments `block` and `timeout`, of which `block` stands at `index`.
pub fn patience(call: &Call, index: usize) -> Result<Patience, Error> {
    match call.optional(index) {
        None | Some(Value::Bool(_) | Value::Int(_)) => {}
        // Python takes any value for `block`: `get(0.5)` waits for ever there, and `get(#{timeout: 1})` would here.
        Some(_) => {
            let example = match index {
                0 => "`get(true, 0.5)` waits",
                _ => "`put(item, true, 0.5)` waits",
            };
            let error = call.wrong(index, "block", "true or false");
            return Err(error.with_hint(format!("{example} at most half a second")));
        }
    }
    let timeout = call.optional_float(index + 1, "timeout")?;
    Ok(Patience::of(call.truth_or(index, true), timeout))
}
