//! Dropping values without recursion, whatever holds whatever. What can hold values hands its parts over here when it is dropped; while
//! the parts of one are being dropped, those of what they held wait their turn in a list of the thread instead of nesting on its stack.
//!
//! A native handle needs to do nothing for this: its fields are dropped as Rust drops them, and the values among them come here.

use super::map::Entry;
use super::object::Hollow;
use super::{Handle, Object, Value};
use std::cell::RefCell;
use std::vec;

/// What something gives up when it is dropped.
#[expect(dead_code, reason = "what most of these hold is only ever dropped")]
pub(super) enum Part {
    Value(Value),
    Values(vec::IntoIter<Value>),
    Entries(vec::IntoIter<Entry>),
    Handle(Box<dyn Handle>),
    Object(Object),
}

#[derive(Default)]
struct Parts {
    waiting: Vec<Part>,
    /// Somebody further out on this stack drops one part after the other.
    at_work: bool,
}

/// Room that the list keeps for the next time.
const KEPT: usize = 256;

thread_local! {
    static PARTS: RefCell<Parts> = const { RefCell::new(Parts { waiting: Vec::new(), at_work: false }) };
}

/// Drop the part: now, or after those that are being dropped on this thread.
pub(super) fn dismantle(part: Part) {
    let mut part = Some(part);
    let begins = PARTS.try_with(|parts| {
        let mut parts = parts.borrow_mut();
        if parts.at_work {
            parts.waiting.extend(part.take());
            return false;
        }
        parts.at_work = true;
        true
    });
    match begins {
        Ok(true) => {
            let _end = AtWork;
            while let Some(next) = part.take() {
                next.let_go();
                part = PARTS
                    .try_with(|parts| parts.borrow_mut().waiting.pop())
                    .unwrap_or_default();
            }
        }
        Ok(false) => {}
        // The thread ends and its list is gone: nothing deep is left at this point.
        Err(_) => drop(part),
    }
}

impl Part {
    /// Drop it; of many values, as far as the first that could go deep: the rest waits below what that one gives up, so that the list
    /// grows with the depth of the data and not with its width.
    fn let_go(self) {
        match self {
            Part::Values(values) => let_go_of(values, |value| value, Part::Values),
            Part::Entries(entries) => let_go_of(entries, |entry| entry.value, Part::Entries),
            other => drop(other),
        }
    }
}

fn let_go_of<I: ExactSizeIterator>(
    mut items: I,
    value: impl Fn(I::Item) -> Value,
    rest: impl Fn(I) -> Part,
) {
    while let Some(item) = items.next() {
        let value = value(item);
        if value.is_container() {
            if items.len() > 0 {
                dismantle(rest(items));
            }
            return drop(value);
        }
    }
}

/// Ends the work, also when a drop panics: what waits then is dropped with the next.
struct AtWork;

impl Drop for AtWork {
    fn drop(&mut self) {
        let _ = PARTS.try_with(|parts| {
            let mut parts = parts.borrow_mut();
            parts.at_work = false;
            if parts.waiting.is_empty() && parts.waiting.capacity() > KEPT {
                parts.waiting = Vec::new();
            }
        });
    }
}

/// Take the handle out of an object that is being dropped.
pub(super) fn dismantle_handle(handle: &mut Box<dyn Handle>) {
    dismantle(Part::Handle(std::mem::replace(handle, Box::new(Hollow))));
}

#[cfg(test)]
mod tests {
    use super::super::{Array, Cell, Closure, FunctionTarget, Map};
    use super::*;
    use crate::objects::abi::NativeClass;
    use crate::objects::value::iterate;
    use std::sync::Arc;

    /// A handle that holds a value, and knows nothing of all this.
    #[expect(dead_code, reason = "it only holds")]
    struct Holder(Value);

    impl Handle for Holder {
        fn class(&self) -> &'static NativeClass {
            Hollow.class()
        }
    }

    fn links() -> Vec<fn(Value) -> Value> {
        vec![
            |value| Value::array(vec![Value::Int(1), value]),
            |value| Value::Map(Map::from([("next", value)])),
            |value| Value::Cell(triomphe::Arc::new(Cell::new(value))),
            |value| Value::Object(Object::new(Holder(value))),
            |value| function(FunctionTarget::Named(None), Some(value), None),
            |value| function(FunctionTarget::Named(None), None, Some(value)),
            |value| match value {
                Value::Object(object) => function(FunctionTarget::Method(object), None, None),
                other => function(
                    FunctionTarget::Method(Object::new(Holder(other))),
                    None,
                    None,
                ),
            },
            |value| {
                let items = Value::Array(Array::new(vec![value]));
                let walk = iterate(items, rhai::Position::NONE).expect("an array has items");
                Value::Iterator(Box::new(walk))
            },
        ]
    }

    fn function(target: FunctionTarget, captured: Option<Value>, curried: Option<Value>) -> Value {
        Value::Function(Arc::new(Closure {
            name: "f".into(),
            target,
            captures: captured
                .map(|value| triomphe::Arc::new(Cell::new(value)))
                .into_iter()
                .collect(),
            this: None,
            curried: curried.into_iter().collect(),
            imports: None,
            place: Default::default(),
        }))
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "values know no runtime")]
    fn chains_of_every_kind_are_dropped_on_a_small_stack() {
        let links = links();
        let mut chains: Vec<Value> = links
            .iter()
            .map(|link| (0..200_000).fold(Value::Unit, |value, _| link(value)))
            .collect();
        // And all kinds by turns.
        let turns = links.iter().cycle().take(400_000);
        chains.push(turns.fold(Value::Unit, |value, link| link(value)));
        let dropped = std::thread::Builder::new()
            .stack_size(64 << 10)
            .spawn(move || drop(chains));
        dropped.expect("a thread").join().expect("no overflow");
    }
}
