//! Which object stands for which thread: `current_thread`, `main_thread`, `threading::enumerate`, `active_count`, `get_ident`.

use super::handle::ThreadHandle;
use super::old::old_spelling;
use crate::library::declare::natives;
use crate::messages::message;
use crate::objects::abi::{Call, Host, Native};
use crate::objects::error::Error;
use crate::objects::value::{Object, Value};
use crate::runtime::{Operation, Pending, ThreadId};
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// The threads of a run as scripts see them.
#[derive(Default)]
pub struct Registry {
    /// The living ones that a script has started, and main once somebody has asked for it.
    objects: Mutex<HashMap<ThreadId, Object>>,
    /// How many default names have been given.
    named: AtomicU64,
}

impl Registry {
    pub fn add(&self, id: ThreadId, object: &Object) {
        let before = self.objects.lock().insert(id, object.clone());
        drop(before);
    }

    pub fn remove(&self, id: ThreadId) {
        let object = self.objects.lock().remove(&id);
        drop(object);
    }

    pub fn get(&self, id: ThreadId) -> Option<Object> {
        self.objects.lock().get(&id).cloned()
    }

    /// The number in the next default name: `Thread-1`, `Thread-2` …
    pub fn next_number(&self) -> u64 {
        self.named.fetch_add(1, Ordering::SeqCst) + 1
    }
}

/// The number by which scripts know a thread: main is 1, as 0 would be taken for none.
pub fn ident(id: ThreadId) -> Value {
    Value::Int(i64::from(id.0) + 1)
}

/// The object of a thread; that of main is made when first asked for.
fn object_of(host: &dyn Host, id: ThreadId) -> Option<Object> {
    let registry = host.shared().state::<Registry>();
    if id == host.shared().main_thread() && registry.get(id).is_none() {
        let threads = host.task().world().threads();
        let record = match host.task().id() == id {
            true => Some(host.task().thread().clone()),
            false => threads.into_iter().find(|thread| thread.id() == id),
        };
        let main = Object::new(ThreadHandle::main(record));
        return Some(registry.objects.lock().entry(id).or_insert(main).clone());
    }
    registry.get(id)
}

/// The name of the thread that asks.
pub fn current_name(host: &dyn Host) -> String {
    let object = object_of(host, host.task().id());
    let name = object.and_then(|object| Some(object.downcast::<ThreadHandle>()?.name()));
    name.unwrap_or_else(|| host.task().thread().name().to_string())
}

/// The living threads, main first if it lives.
fn living(call: &Call) -> Result<Vec<Value>, Error> {
    call.task().point(Pending::of(Operation::Inspect))?;
    let threads = call.host.task().world().threads();
    call.task().note_roll_call();
    let alive = threads.iter().filter(|thread| thread.is_alive());
    Ok(alive
        .filter_map(|thread| object_of(&*call.host, thread.id()))
        .map(Value::Object)
        .collect())
}

fn current(call: &Call) -> Result<Value, Error> {
    let object = object_of(&*call.host, call.host.task().id());
    object
        .map(Value::Object)
        .ok_or_else(|| Error::runtime_error(message!("thread-foreign")))
}

pub static FUNCTIONS: &[Native] = natives! {
    /// Give the thread that asks.
    ///
    /// ```
    /// print(current_thread().name);   // prints MainThread
    /// let t = Thread(|| print(current_thread().name), [], #{name: "clock"});
    /// t.start();
    /// t.join();                       // prints clock
    /// ```
    fn current_thread() |call| { current(call) }

    /// Old spelling of `current_thread()`.
    ///
    /// ```
    /// print(currentThread().name);    // prints MainThread
    /// // warns hint: line 1: `currentThread` is an old spelling; write `current_thread()`
    /// ```
    fn currentThread() |call| {
        old_spelling(call, "current_thread()")?;
        current(call)
    }

    /// Give the thread that runs the script's top level.
    ///
    /// ```
    /// let t = Thread(|| print(main_thread().name, main_thread().is_alive()));
    /// t.start();
    /// t.join();                       // prints MainThread true
    /// ```
    fn main_thread() |call| {
        object_of(&*call.host, call.host.shared().main_thread())
            .map(Value::Object)
            .ok_or_else(|| Error::runtime_error(message!("thread-no-main")))
    }

    /// List the threads that are alive, in the order in which they were started.
    ///
    /// `enumerate(items)` without `threading::` numbers items.
    ///
    /// ```
    /// let stop = Event();
    /// let t = Thread(|| stop.wait(), [], #{name: "clock"});
    /// t.start();
    /// for thread in threading::enumerate() { print(thread.name); }
    /// stop.set();
    /// // prints MainThread
    /// // prints clock
    /// ```
    fn enumerate() |call| { Ok(Value::array(living(call)?)) }

    /// Count the threads that are alive, main included.
    ///
    /// ```
    /// print(active_count());          // prints 1
    /// let t = Thread(|| print(active_count()));
    /// t.start();
    /// t.join();                       // prints 2
    /// ```
    fn active_count() |call| { Ok(Value::Int(living(call)?.len() as i64)) }

    /// Old spelling of `active_count()`.
    ///
    /// ```
    /// print(activeCount());           // prints 1
    /// // warns hint: line 1: `activeCount` is an old spelling; write `active_count()`
    /// ```
    fn activeCount() |call| {
        old_spelling(call, "active_count()")?;
        Ok(Value::Int(living(call)?.len() as i64))
    }

    /// Give the number of the thread that asks: 1 for main, then in the order of their start.
    ///
    /// Python gives large numbers here that differ from run to run.
    ///
    /// ```
    /// print(get_ident());             // prints 1
    /// ```
    fn get_ident() |call| { Ok(ident(call.host.task().id())) }

    /// Give the number of the thread that asks, as `get_ident`.
    ///
    /// Python gives the operating system's number here, which differs from run to run.
    ///
    /// ```
    /// print(get_native_id() == get_ident());   // prints true
    /// ```
    fn get_native_id() |call| { Ok(ident(call.host.task().id())) }
};
