//! `Condition`.

use super::old::old_spelling;
use crate::library::Answer;
use crate::library::arguments::{check_call_back, is_true};
use crate::library::declare::{native, natives};
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Object, Value};
use crate::runtime::time::seconds_or_none_left;
use crate::sync::{Condition, Lock, RLock};

impl Handle for Condition {
    fn class(&self) -> &'static NativeClass {
        &CONDITION
    }

    fn name_it(&self, name: &str) {
        self.set_name(name);
    }
}

fn new(call: &mut Call) -> Answer {
    let lock = call.take(0);
    let world = &call.host.shared().world;
    let condition = match lock {
        Value::Unit => Condition::new(world),
        Value::Object(object) => {
            if let Some(lock) = object.downcast::<Lock>() {
                Condition::over_lock(world, lock.clone())
            } else if let Some(lock) = object.downcast::<RLock>() {
                Condition::over_rlock(world, lock.clone())
            } else {
                return Err(not_a_lock(&object.class_name()));
            }
        }
        other => return Err(not_a_lock(&crate::objects::value::type_name(&other))),
    };
    Ok(Value::Object(Object::new(condition)))
}

fn not_a_lock(kind: &str) -> Error {
    Error::type_error(message!("condition-lock", kind))
}

fn wait_for(call: &mut Call) -> Answer {
    let condition = call.handle::<Condition>()?;
    let predicate = call.take(0);
    check_call_back(&*call.host, &predicate, 0)?;
    let timeout = call
        .optional_float(1, "timeout")?
        .map(seconds_or_none_left)
        .transpose();
    let timeout = timeout.map_err(|bad| Error::value_error(bad.message()))?;
    let mut deadline = None;
    loop {
        let result = call.host.call(&predicate, Default::default())?;
        if is_true(&result) {
            return Ok(result);
        }
        let task = call.task();
        if deadline.is_none() {
            deadline = timeout.map(|timeout| task.deadline(timeout));
        } else if deadline.is_some_and(|deadline| task.now() >= deadline) {
            return Ok(result);
        }
        condition.wait_until(task, deadline)?;
    }
}

fn notify_all(call: &Call) -> Answer {
    call.handle::<Condition>()?.notify_all(call.task())?;
    Ok(Value::Unit)
}

pub static CONDITION: NativeClass = NativeClass {
    name: "Condition",
    module: "threading",
    doc: "A place to wait, under a lock, until another thread says that something has changed.",
    parent: None,
    constructor: Some(&native! {
        /// Make a condition over `lock`, a `Lock` or an `RLock`; without one it has an `RLock` of its own.
        ///
        /// Fails with `TypeError` for any other lock.
        ///
        /// ```
        /// let lock = Lock();
        /// let ping = Condition(lock);
        /// let pong = Condition(lock);
        /// with ping { print(pong.locked()); }        // prints true
        /// ```
        fn Condition(lock = ()) |call| { new(call) }
    }),
    methods: natives! {
        /// Wait until the condition's lock is free, then hold it; tells whether it is held.
        ///
        /// `blocking` and `timeout` (in seconds, -1 for ever) as for `Lock.acquire`. Mostly `with condition { … }` is better.
        ///
        /// ```
        /// let changed = Condition();
        /// print(changed.acquire());                  // prints true
        /// changed.release();
        /// ```
        fn acquire(blocking = true, timeout = -1) |call| {
            let condition = call.handle::<Condition>()?;
            let timeout = call.optional_float(1, "timeout")?;
            Ok(condition.acquire_with(call.task(), call.truth_or(0, true), timeout)?.into())
        }

        /// Let the condition's lock go.
        ///
        /// Fails with `RuntimeError` if the caller does not hold it.
        ///
        /// ```
        /// let changed = Condition();
        /// changed.acquire();
        /// changed.release();
        /// print(changed.locked());                   // prints false
        /// ```
        fn release() |call| {
            call.handle::<Condition>()?.release(call.task())?;
            Ok(Value::Unit)
        }

        /// Let the lock go, wait to be notified, take the lock again; tells whether it was notified.
        ///
        /// With a `timeout` wait at most so many seconds; `false` when they have passed. What was waited for may be gone again when the lock is taken: wait in a `while`. Fails with
        /// `RuntimeError` if the lock is not held.
        ///
        /// ```
        /// let ready = false;
        /// let changed = Condition();
        /// let t = Thread(|| { with changed { ready = true; changed.notify(); } });
        /// with changed {
        ///     t.start();
        ///     while !ready { changed.wait(); }
        /// }
        /// print(ready);                              // prints true
        /// ```
        fn wait(timeout = ()) |call| {
            let timeout = call.optional_float(0, "timeout")?;
            Ok(call.handle::<Condition>()?.wait(call.task(), timeout)?.into())
        }

        /// Wait until `predicate()` is true, at most `timeout` seconds; gives its last answer.
        ///
        /// The predicate is called with the lock held. Fails with `RuntimeError` if the lock is not held.
        ///
        /// ```
        /// let places = 0;
        /// let changed = Condition();
        /// let t = Thread(|| { with changed { places = 2; changed.notify(); } });
        /// with changed {
        ///     t.start();
        ///     changed.wait_for(|| places > 0);
        ///     print(places);                         // prints 2
        /// }
        /// ```
        fn wait_for(predicate, timeout = ()) |call| { wait_for(call) }

        /// Wake the first `count` of the threads that wait. A notification that finds nobody is lost.
        ///
        /// Fails with `RuntimeError` if the lock is not held.
        ///
        /// It does not let the lock go: who wakes goes on when the notifier leaves its `with`.
        ///
        /// ```
        /// let messages = [];
        /// let changed = Condition();
        /// fn reader() { with changed { while len(messages) == 0 { changed.wait(); } print(messages[0]); } }
        /// let t = Thread(reader);
        /// t.start();
        /// with changed { messages.push("bonjour"); changed.notify(); }
        /// t.join();                                  // prints bonjour
        /// ```
        fn notify(count = 1) |call| {
            let count = usize::try_from(call.int_or(0, "count", 1)?).unwrap_or(0);
            call.handle::<Condition>()?.notify(call.task(), count)?;
            Ok(Value::Unit)
        }

        /// Wake all the threads that wait.
        ///
        /// Fails with `RuntimeError` if the lock is not held.
        ///
        /// ```
        /// let open = false;
        /// let changed = Condition();
        /// fn visitor(n) { with changed { while !open { changed.wait(); } } }
        /// let visitors = [1, 2, 3].map(|n| Thread(visitor, [n]));
        /// for t in visitors { t.start(); }
        /// with changed { open = true; changed.notify_all(); }
        /// for t in visitors { t.join(); }
        /// print("all are in");                       // prints all are in
        /// ```
        fn notify_all() |call| { notify_all(call) }

        /// Old spelling of `notify_all()`.
        ///
        /// ```
        /// let changed = Condition();
        /// with changed { changed.notifyAll(); }
        /// // warns hint: line 2: `notifyAll` is an old spelling; write `notify_all()`
        /// print("nobody waited");                    // prints nobody waited
        /// ```
        fn notifyAll() |call| {
            old_spelling(call, "notify_all()")?;
            notify_all(call)
        }

        /// Tell whether somebody holds the condition's lock.
        ///
        /// ```
        /// let changed = Condition();
        /// with changed { print(changed.locked()); }  // prints true
        /// ```
        fn locked() |call| { Ok(call.handle::<Condition>()?.locked(call.task())?.into()) }
    },
    properties: &[],
    blank: None,
};
