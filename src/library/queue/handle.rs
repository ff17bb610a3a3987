//! A queue in the hands of a script: its items are values, its mistakes name it, `for` walks over it.

use std::cmp::Ordering;

use super::classes::PRIORITY_QUEUE;
use crate::builtins::compare_by_method;
use crate::library::Answer;
use crate::library::builtins::{compare, compare_on};
use crate::messages::{Message, message};
use crate::objects::abi::{Call, Host, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Contents, Handle, Object, Value};
use crate::sync;
use crate::sync::{Discipline, ErrorKind, Item, Patience, Queue, Refusal, partition};

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

impl Contents for QueueHandle {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        self.queue.look(look)
    }

    fn let_go(&self) {
        self.queue.abandon();
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

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
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
        let object = Object::new(QueueHandle { queue, class });
        call.host.shared().cycles.note_handle(&object);
        Ok(Value::Object(object))
    }

    pub fn put(&self, call: &mut Call, patience: Patience) -> Answer {
        let item = call.take(0);
        let is_sorted = std::ptr::eq(self.class, &PRIORITY_QUEUE);
        if is_sorted && compare_by_method([&item]) {
            return self.put_object(call, item, patience);
        }
        match self.queue.put(call.task(), item, patience) {
            Ok(()) => Ok(Value::Unit),
            Err(Refusal::Error(error)) => Err(self.named(error)),
            Err(Refusal::Disorder(error)) => Err(error.with_hint(message!("queue-order.hint"))),
        }
    }

    /// Put what the script compares: no guard is held meanwhile, and when another thread has changed the queue, the place is looked for again.
    fn put_object(&self, call: &mut Call, item: Value, patience: Patience) -> Answer {
        let mut item = item;
        loop {
            let (items, version) = self.queue.items();
            let place = partition(items.len(), |at| {
                compare_on(call.host, &item, &items[at]).map(Ordering::is_lt)
            })?;
            let put = (self.queue).put_at(call.task(), item, (place, version), patience);
            match put.map_err(|error| self.named(error))? {
                None => return Ok(Value::Unit),
                Some(again) => item = again,
            }
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
            Some(name) => Message::from(format!("`{name}`")),
            None => message!("queue-unnamed"),
        };
        let (message, hint) = match kind {
            ErrorKind::Empty => (message!("queue-empty", name), message!("queue-empty.hint")),
            ErrorKind::Full => (message!("queue-full", name), message!("queue-full.hint")),
            ErrorKind::ShutDown => (
                message!("queue-shut-down", name),
                message!("queue-shut-down.hint"),
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
                0 => message!("queue-patience-get"),
                _ => message!("queue-patience-put"),
            };
            let error = call.wrong(index, "block", message!("true-or-false"));
            return Err(error.with_hint(message!("queue-patience.hint", example)));
        }
    }
    let timeout = call.optional_float(index + 1, "timeout")?;
    Ok(Patience::of(call.truth_or(index, true), timeout))
}
