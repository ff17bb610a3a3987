//! `Semaphore` and `BoundedSemaphore`.

use crate::library::declare::{native, natives};
use crate::objects::abi::{Call, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Handle, Object, Value};
use crate::sync::Semaphore;

/// A semaphore and which of the two it is.
struct SemaphoreHandle {
    semaphore: Semaphore,
    class: &'static NativeClass,
}

impl Handle for SemaphoreHandle {
    fn class(&self) -> &'static NativeClass {
        self.class
    }

    fn name_it(&self, name: &str) {
        self.semaphore.identity().set_name(name);
    }
}

fn handle(semaphore: Semaphore, class: &'static NativeClass) -> Value {
    Value::Object(Object::new(SemaphoreHandle { semaphore, class }))
}

fn initial(call: &Call) -> Result<i64, Error> {
    call.int_or(0, "value", 1)
}

pub static SEMAPHORE: NativeClass = NativeClass {
    name: "Semaphore",
    module: "threading",
    doc: "A number of permits (Dijkstra's P and V): `acquire` takes one, and waits while there is none; `release` gives one back.",
    parent: None,
    constructor: Some(&native! {
        /// Make a semaphore with `value` permits.
        ///
        /// Fails with `ValueError` for a negative number.
        ///
        /// ```
        /// let seats = Semaphore(2);
        /// print(seats.acquire(), seats.acquire(), seats.acquire(false));   // prints true true false
        /// ```
        fn Semaphore(value = 1) |call| {
            let semaphore = Semaphore::new(&call.host.shared().world, initial(call)?)?;
            Ok(handle(semaphore, &SEMAPHORE))
        }
    }),
    methods: natives! {
        /// Wait until there is a permit, then take it; tells whether one was taken.
        ///
        /// With `blocking = false` do not wait; with a `timeout` wait at most so many seconds. Threads get their permits in the order in which they came.
        ///
        /// Fails with `ValueError` for a timeout without waiting.
        ///
        /// ```
        /// let seats = Semaphore(1);
        /// print(seats.acquire(), seats.acquire(true, 0.01));   // prints true false
        /// ```
        fn acquire(blocking = true, timeout = ()) |call| {
            let semaphore = &call.handle::<SemaphoreHandle>()?.semaphore;
            let timeout = call.optional_float(1, "timeout")?;
            Ok(semaphore.acquire_with(call.task(), call.truth_or(0, true), timeout)?.into())
        }

        /// Give back `count` permits; as many of the threads that wait go on.
        ///
        /// Fails with `ValueError` for a count below 1; a `BoundedSemaphore` also if it got more permits than it had at first.
        ///
        /// ```
        /// let seats = Semaphore(0);
        /// seats.release(2);
        /// print(seats.acquire(false), seats.acquire(false), seats.acquire(false));   // prints true true false
        /// ```
        fn release(count = 1) |call| {
            let count = call.int_or(0, "count", 1)?;
            call.handle::<SemaphoreHandle>()?.semaphore.release(call.task(), count)?;
            Ok(Value::Unit)
        }
    },
    properties: &[],
    blank: None,
};

pub static BOUNDED_SEMAPHORE: NativeClass = NativeClass {
    name: "BoundedSemaphore",
    module: "threading",
    doc: "A semaphore that never has more permits than at first: one `release` too many is an error.",
    parent: Some(&SEMAPHORE),
    constructor: Some(&native! {
        /// Make a semaphore that has at most `value` permits, and all of them at first.
        ///
        /// Fails with `ValueError` for a negative number.
        ///
        /// ```
        /// let seats = BoundedSemaphore(1);
        /// with seats { print("seated"); }                      // prints seated
        /// try { seats.release(); } catch (e) { print(e.kind); }   // prints ValueError
        /// ```
        fn BoundedSemaphore(value = 1) |call| {
            let semaphore = Semaphore::bounded(&call.host.shared().world, initial(call)?)?;
            Ok(handle(semaphore, &BOUNDED_SEMAPHORE))
        }
    }),
    methods: &[],
    properties: &[],
    blank: None,
};
