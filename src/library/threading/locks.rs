//! `Lock` and `RLock`.

use crate::library::declare::{native, natives};
use crate::objects::abi::NativeClass;
use crate::objects::value::{Handle, Object, Value};
use crate::sync::{Lock, RLock};

impl Handle for Lock {
    fn class(&self) -> &'static NativeClass {
        &LOCK
    }

    fn name_it(&self, name: &str) {
        self.identity().set_name(name);
    }

    fn describe(&self) -> String {
        format!("<Lock: {}>", state(self.is_held()))
    }
}

impl Handle for RLock {
    fn class(&self) -> &'static NativeClass {
        &RLOCK
    }

    fn name_it(&self, name: &str) {
        self.identity().set_name(name);
    }

    fn describe(&self) -> String {
        format!("<RLock: {}>", state(self.is_held()))
    }
}

fn state(held: bool) -> &'static str {
    if held { "locked" } else { "unlocked" }
}

pub static LOCK: NativeClass = NativeClass {
    name: "Lock",
    module: "threading",
    doc: "A lock (verrou): free, or held by one thread at a time. It protects a critical section. Any thread may release it.",
    parent: None,
    constructor: Some(&native! {
        /// Make a lock that is free.
        ///
        /// `with lock { … }` holds it in the block and lets it go however the block is left.
        ///
        /// ```
        /// let lock = Lock();
        /// let compteur = 0;
        /// with lock { compteur += 1; }
        /// print(compteur, lock.locked());   // prints 1 false
        /// ```
        fn Lock() |call| { Ok(Value::Object(Object::new(Lock::new(&call.host.shared().world)))) }
    }),
    methods: natives! {
        /// Wait until the lock is free, then hold it; tells whether it is held.
        ///
        /// With `blocking = false` do not wait; with a `timeout` wait at most so many seconds (-1: for ever). Fails with `ValueError` for a timeout without
        /// waiting, or a negative one.
        ///
        /// A thread that already holds it waits for itself: a deadlock. Python's `acquire(timeout=2)` is `acquire(true, 2)`.
        ///
        /// ```
        /// let lock = Lock();
        /// print(lock.acquire(), lock.acquire(false));   // prints true false
        /// ```
        fn acquire(blocking = true, timeout = -1) |call| {
            let lock = call.handle::<Lock>()?;
            let timeout = call.optional_float(1, "timeout")?;
            Ok(lock.acquire_with(call.task(), call.truth_or(0, true), timeout)?.into())
        } alone |lock: Lock, task| {
            lock.acquire(task)?;
            Ok(Value::Bool(true))
        }

        /// Let the lock go; one of the threads that wait for it goes on.
        ///
        /// Fails with `RuntimeError` if nobody holds it.
        ///
        /// ```
        /// let lock = Lock();
        /// lock.acquire();
        /// lock.release();
        /// print(lock.locked());             // prints false
        /// ```
        fn release() |call| {
            call.handle::<Lock>()?.release(call.host.task())?;
            Ok(Value::Unit)
        } alone |lock: Lock, task| {
            lock.release(task)?;
            Ok(Value::Unit)
        }

        /// Tell whether somebody holds the lock.
        ///
        /// The answer may be out of date at once: to take a lock if it is free, use `acquire(false)`.
        ///
        /// ```
        /// let lock = Lock();
        /// with lock { print(lock.locked()); }   // prints true
        /// ```
        fn locked() |call| { Ok(call.handle::<Lock>()?.locked(call.task())?.into()) }
    },
    properties: &[],
    blank: None,
};

pub static RLOCK: NativeClass = NativeClass {
    name: "RLock",
    module: "threading",
    doc: "A lock that the thread which holds it may acquire again; it is free after as many releases. Only that thread can release it.",
    parent: None,
    constructor: Some(&native! {
        /// Make a re-entrant lock that is free.
        ///
        /// ```
        /// let lock = RLock();
        /// with lock { with lock { print("twice"); } }   // prints twice
        /// ```
        fn RLock() |call| { Ok(Value::Object(Object::new(RLock::new(&call.host.shared().world)))) }
    }),
    methods: natives! {
        /// Wait until the lock is free or the caller's own, then hold it once more; tells whether it is held.
        ///
        /// With `blocking = false` do not wait; with a `timeout` wait at most so many seconds (-1: for ever). Fails with `ValueError` for a timeout without
        /// waiting, or a negative one.
        ///
        /// ```
        /// let lock = RLock();
        /// print(lock.acquire(), lock.acquire());   // prints true true
        /// lock.release();
        /// print(lock.locked());                    // prints true
        /// lock.release();
        /// print(lock.locked());                    // prints false
        /// ```
        fn acquire(blocking = true, timeout = -1) |call| {
            let lock = call.handle::<RLock>()?;
            let timeout = call.optional_float(1, "timeout")?;
            Ok(lock.acquire_with(call.task(), call.truth_or(0, true), timeout)?.into())
        } alone |lock: RLock, task| {
            lock.acquire(task)?;
            Ok(Value::Bool(true))
        }

        /// Undo one acquire; the last one lets the lock go.
        ///
        /// Fails with `RuntimeError` if the thread that asks does not hold it.
        ///
        /// ```
        /// let lock = RLock();
        /// try { lock.release(); } catch (e) { print(e.kind); }   // prints RuntimeError
        /// ```
        fn release() |call| {
            call.handle::<RLock>()?.release(call.host.task())?;
            Ok(Value::Unit)
        } alone |lock: RLock, task| {
            lock.release(task)?;
            Ok(Value::Unit)
        }

        /// Tell whether somebody holds the lock.
        ///
        /// Python has this from 3.14 on.
        ///
        /// ```
        /// let lock = RLock();
        /// print(lock.locked());                    // prints false
        /// ```
        fn locked() |call| { Ok(call.handle::<RLock>()?.locked(call.task())?.into()) }
    },
    properties: &[],
    blank: None,
};
