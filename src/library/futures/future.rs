//! `Future`: what scripts ask of one.

use super::handle::{FutureHandle, Given, tell};
use crate::library::Answer;
use crate::library::arguments::check_call_back;
use crate::library::declare::{native, natives};
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::error::{Error, Kind};
use crate::objects::value::{Object, Value};
use crate::sync::Step;
use std::sync::Arc;

fn cancel(call: &mut Call) -> Answer {
    let handle = call.handle::<FutureHandle>()?;
    let (is_cancelled, callbacks) = handle.future.cancel(call.task())?;
    if let Some(object) = call.receiver {
        tell(call.host, object, callbacks)?;
    }
    Ok(is_cancelled.into())
}

fn add_done_callback(call: &mut Call) -> Answer {
    let function = call.take(0);
    match &function {
        Value::Function(_) => check_call_back(&*call.host, &function, 1)?,
        other => {
            let error = message!(
                "future-callback",
                kind = crate::objects::value::type_name(other)
            );
            return Err(Error::type_error(error).with_hint(message!("future-callback.hint")));
        }
    }
    let handle = call.handle::<FutureHandle>()?;
    let late = handle.future.call_back(call.task(), function)?;
    if let Some(object) = call.receiver {
        tell(call.host, object, late.into_iter().collect())?;
    }
    Ok(Value::Unit)
}

/// Fulfil a future by hand.
fn set(call: &mut Call, given: Given) -> Answer {
    let handle = call.handle::<FutureHandle>()?;
    let callbacks = (handle.future.finish(call.task(), given)).map_err(|error| match error {
        crate::sync::Error::Misuse(kind, _) => {
            let step = handle.step_in_words();
            let message = message!("future-set-late", name = handle.name(), step);
            Error::raised(kind.name(), message)
        }
        other => other.into(),
    })?;
    if let Some(object) = call.receiver {
        tell(call.host, object, callbacks)?;
    }
    Ok(Value::Unit)
}

pub static FUTURE: NativeClass = NativeClass {
    name: "Future",
    module: "concurrent_futures",
    doc: "What a task will give: `submit` of a pool makes it, `result()` waits for it.",
    parent: None,
    constructor: Some(&native! {
        /// Make a future that a thread of the script fulfils with `set_result` or `set_exception`; mostly `submit` of a pool makes them.
        ///
        /// ```
        /// let promise = Future();
        /// let t = Thread(|| promise.set_result("kept"));
        /// t.start();
        /// print(promise.result());                   // prints kept
        /// ```
        fn Future() |call| {
            let world = &call.host.shared().world;
            let object = Object::new(FutureHandle::alone(world));
            call.host.shared().cycles.note_handle(&object);
            Ok(Value::Object(object))
        }
    }),
    methods: natives! {
        /// Wait until the task has ended, and give what it has given; its error is raised here, with the task's own place and calls.
        ///
        /// Waits at most `timeout` seconds: then it fails with `TimedOut`, and the task goes on. Fails with `Cancelled` for a task that was cancelled. In a
        /// task of the same pool it waits for a worker too: when all of them wait so, that is a deadlock.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(2);
        /// let half = pool.submit(|n| n / 2, 10);
        /// let wrong = pool.submit(|n| n / 0, 10);
        /// print(half.result());                              // prints 5
        /// try { wrong.result(); } catch (e) { print(e.kind); }   // prints ZeroDivisionError
        /// pool.shutdown();
        /// ```
        fn result(timeout = ()) |call| {
            let timeout = call.optional_float(0, "timeout")?;
            let handle = call.handle::<FutureHandle>()?;
            handle.check_other(call)?;
            handle.result(call, timeout)
        }

        /// Wait until the task has ended, and give its error as `catch` would bind it; `()` if it ended well.
        ///
        /// Waits at most `timeout` seconds: then it fails with `TimedOut`. Fails with `Cancelled` for a task that was cancelled.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(1);
        /// print(pool.submit(|| 1).exception() == ());        // prints true
        /// print(pool.submit(|| 1 / 0).exception().kind);     // prints ZeroDivisionError
        /// pool.shutdown();
        /// ```
        fn exception(timeout = ()) |call| {
            let timeout = call.optional_float(0, "timeout")?;
            let handle = call.handle::<FutureHandle>()?;
            handle.check_other(call)?;
            handle.exception(call, timeout)
        }

        /// Tell whether the task has ended: well, by an error, or cancelled.
        ///
        /// ```
        /// let promise = Future();
        /// print(promise.done());                     // prints false
        /// promise.set_result(1);
        /// print(promise.done());                     // prints true
        /// ```
        fn done() |call| {
            let step = call.handle::<FutureHandle>()?.future.step(call.task())?;
            Ok(matches!(step, Step::Done | Step::Cancelled).into())
        }

        /// Tell whether a worker is at the task now; another thread may change that at once.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(1);
        /// let begun = Event();
        /// let stop = Event();
        /// let f = pool.submit(|| { begun.set(); stop.wait(); });
        /// begun.wait();
        /// print(f.running());                        // prints true
        /// stop.set();
        /// pool.shutdown();
        /// print(f.running());                        // prints false
        /// ```
        fn running() |call| {
            let step = call.handle::<FutureHandle>()?.future.step(call.task())?;
            Ok(matches!(step, Step::Running(_)).into())
        }

        /// Give the task up, unless it has begun; tells whether it will not be done.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(1);
        /// let stop = Event();
        /// let first = pool.submit(|| stop.wait());
        /// let second = pool.submit(|| print("never"));
        /// print(second.cancel(), second.cancelled());    // prints true true
        /// stop.set();
        /// pool.shutdown();
        /// print(first.cancel());                         // prints false
        /// ```
        fn cancel() |call| { cancel(call) }

        /// Tell whether the task was cancelled before it began.
        ///
        /// ```
        /// let promise = Future();
        /// promise.cancel();
        /// print(promise.cancelled());                // prints true
        /// ```
        fn cancelled() |call| {
            let step = call.handle::<FutureHandle>()?.future.step(call.task())?;
            Ok((step == Step::Cancelled).into())
        }

        /// Have `function` called with this future when the task has ended; at once if it has.
        ///
        /// It is called by the worker that ends the task, or by the thread that cancels it. An error in it is shown, and the others go on.
        ///
        /// ```
        /// let pool = ThreadPoolExecutor(1);
        /// let f = pool.submit(|| 6 * 7);
        /// f.add_done_callback(|f| print("got", f.result()));
        /// pool.shutdown();                           // prints got 42
        /// ```
        fn add_done_callback(function) |call| { add_done_callback(call) }

        /// Fulfil the future: `result()` gives the value. For futures made by `Future()`.
        ///
        /// Fails with `InvalidState` if it has ended.
        ///
        /// ```
        /// let promise = Future();
        /// promise.set_result(18);
        /// print(promise.result());                   // prints 18
        /// try { promise.set_result(19); } catch (e) { print(e.kind); }   // prints InvalidState
        /// ```
        fn set_result(result) |call| {
            let value = call.take(0);
            set(call, Ok(value))
        }

        /// End the future with an error: `result()` raises it. For futures made by `Future()`.
        ///
        /// `exception` is what a `throw` could throw: a caught error, or any value. Fails with `InvalidState` if it has ended.
        ///
        /// ```
        /// let promise = Future();
        /// promise.set_exception("broken");
        /// try { promise.result(); } catch (e) { print(e); }   // prints broken
        /// ```
        fn set_exception(exception) |call| {
            let thrown = Error::new(Kind::Thrown(call.take(0)));
            let error = thrown.at(call.at).within(&call.host.source());
            set(call, Err(Arc::new(error)))
        }
    },
    properties: &[],
    blank: None,
};

impl FutureHandle {
    /// A task that waits for itself would wait for ever.
    fn check_other(&self, call: &Call) -> Result<(), Error> {
        match self.future.glance() {
            Step::Running(thread) if thread == call.host.task().id() => {
                let error = Error::runtime_error(message!("future-itself", name = self.name()));
                Err(error.with_hint(message!("future-itself.hint")))
            }
            _ => Ok(()),
        }
    }
}
