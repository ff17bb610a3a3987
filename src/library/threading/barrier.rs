//! `Barrier`, with its action, which runs as script code under no guard.

use super::thread::check_target;
use crate::library::Answer;
use crate::library::arguments::check_call_back;
use crate::library::declare::{native, natives, properties};
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Contents, Handle, Object, Value};
use crate::sync::{Arrival, Barrier};
use parking_lot::Mutex;

/// A barrier with what Python's constructor gives it.
struct BarrierHandle {
    barrier: Barrier,
    action: Mutex<Value>,
    timeout: Option<f64>,
}

impl Contents for BarrierHandle {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        let action = self.action.try_lock();
        action.as_deref().inspect(|action| look(action)).is_some()
    }

    fn let_go(&self) {
        let action = std::mem::take(&mut *self.action.lock());
        drop(action);
    }
}

impl Handle for BarrierHandle {
    fn class(&self) -> &'static NativeClass {
        &BARRIER
    }

    fn name_it(&self, name: &str) {
        self.barrier.identity().set_name(name);
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
    }
}

fn new(call: &mut Call) -> Answer {
    let parties = call.int(0, "parties")?;
    let timeout = call.optional_float(2, "timeout")?;
    let action = call.take(1);
    if !action.is_unit() && check_target(&action, true).is_err() {
        return Err(Error::type_error(message!("barrier-action")));
    }
    check_call_back(&*call.host, &action, 0)?;
    let barrier = Barrier::new(&call.host.shared().world, parties)?;
    Ok(Value::Object(Object::new(BarrierHandle {
        barrier,
        action: Mutex::new(action),
        timeout,
    })))
}

fn wait(call: &mut Call) -> Answer {
    let BarrierHandle {
        barrier,
        action,
        timeout,
    } = call.handle()?;
    let timeout = call.optional_float(0, "timeout")?.or(*timeout);
    let index = match barrier.arrive(call.task(), timeout)? {
        Arrival::Passed(index) => index,
        Arrival::Last { index, round } => {
            let action = action.lock().clone();
            if !action.is_unit()
                && let Err(error) = call.host.call(&action, Default::default())
            {
                barrier.abort(call.task())?;
                return Err(error);
            }
            barrier.open(call.task(), round)?;
            index
        }
    };
    Ok(Value::Int(index as i64))
}

pub static BARRIER: NativeClass = NativeClass {
    name: "Barrier",
    module: "threading",
    doc: "A place where a number of threads wait for each other; when the last one comes, all go on, and it can be used again.",
    parent: None,
    constructor: Some(&native! {
        /// Make a barrier for `parties` threads. The last one to come calls `action` before they go on; `timeout` is that of `wait`.
        ///
        /// `timeout` is in seconds, `()` for ever. Fails with `ValueError` for fewer than one thread.
        ///
        /// ```
        /// let start = Barrier(2, || print("go"));
        /// let t = Thread(|| start.wait());
        /// t.start();
        /// start.wait();                              // prints go
        /// ```
        fn Barrier(parties, action = (), timeout = ()) |call| { new(call) }
    }),
    methods: natives! {
        /// Wait until all threads have come; gives this one's number, 0 to `parties - 1`, in the order in which they came.
        ///
        /// Fails with `BrokenBarrier` if the barrier is broken, by `abort()`, by a failed action, or by a `timeout` (in seconds) of one of the threads.
        ///
        /// ```
        /// let line = Barrier(2);
        /// let a = Thread(|| { line.wait(); print("A goes on"); });
        /// a.start();
        /// print("B arrives");
        /// line.wait();
        /// a.join();
        /// // prints B arrives
        /// // prints A goes on
        /// ```
        fn wait(timeout = ()) |call| { wait(call) }

        /// Make the barrier like new; threads that wait fail with `BrokenBarrier`.
        ///
        /// ```
        /// let line = Barrier(2);
        /// line.abort();
        /// line.reset();
        /// print(line.broken);                        // prints false
        /// ```
        fn reset() |call| {
            call.handle::<BarrierHandle>()?.barrier.reset(call.task())?;
            Ok(Value::Unit)
        }

        /// Break the barrier: threads that wait, and all that come, fail with `BrokenBarrier` until `reset()`.
        ///
        /// ```
        /// let line = Barrier(2);
        /// line.abort();
        /// try { line.wait(); } catch (e) { print(e.kind); }   // prints BrokenBarrier
        /// ```
        fn abort() |call| {
            call.handle::<BarrierHandle>()?.barrier.abort(call.task())?;
            Ok(Value::Unit)
        }
    },
    properties: properties! {
        /// How many threads the barrier is for.
        ///
        /// ```
        /// print(Barrier(3).parties);                 // prints 3
        /// ```
        parties get |call| { Ok(Value::Int(call.handle::<BarrierHandle>()?.barrier.parties() as i64)) }

        /// How many threads wait at it now.
        ///
        /// ```
        /// let line = Barrier(2);
        /// print(line.n_waiting);                     // prints 0
        /// ```
        n_waiting get |call| {
            Ok(Value::Int(call.handle::<BarrierHandle>()?.barrier.waiting(call.task())? as i64))
        }

        /// Is it broken?
        ///
        /// ```
        /// let line = Barrier(2);
        /// try { line.wait(0.01); } catch (e) { print(e.kind, line.broken); }   // prints BrokenBarrier true
        /// ```
        broken get |call| { Ok(call.handle::<BarrierHandle>()?.barrier.is_broken(call.task())?.into()) }
    },
    blank: None,
};
