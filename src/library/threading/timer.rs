//! `Timer`: a thread that calls a function after a while, unless it is cancelled.

use super::handle::{Plan, ThreadHandle, Work};
use super::start::check_arguments;
use super::thread::{self, check_target, construct};
use crate::library::Answer;
use crate::library::declare::{native, natives, properties};
use crate::messages::message;
use crate::objects::abi::{Host, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Object, Value};
use crate::sync::Event;
use parking_lot::Mutex;

/// When to call, and whether it is over.
pub struct Alarm {
    interval: Mutex<Value>,
    /// Set when the function has been called, and by `cancel`.
    finished: Event,
}

impl Alarm {
    fn new(world: &crate::runtime::World) -> Self {
        Alarm {
            interval: Mutex::new(Value::Unit),
            finished: Event::new(world),
        }
    }
}

/// Wait for the time, then call the function.
pub fn run(host: &mut dyn Host, alarm: &Alarm, handle: &ThreadHandle) -> Answer {
    let interval = match *alarm.interval.lock() {
        Value::Int(int) => int as f64,
        Value::Float(float) => float,
        _ => 0.0,
    };
    if !alarm.finished.wait(host.task(), Some(interval))? {
        let Work { target, args } = handle.take_work();
        host.call(&target, args.into_iter().collect())?;
    }
    alarm.finished.set(host.task())?;
    Ok(Value::Unit)
}

pub static TIMER: NativeClass = NativeClass {
    name: "Timer",
    module: "threading",
    doc: "A thread that waits, then calls a function, unless it is cancelled meanwhile.",
    parent: Some(&thread::THREAD),
    constructor: Some(&native! {
        /// Make a thread that will call `function` with the arguments in `args`, `interval` seconds after its `start()`.
        ///
        /// `interval` is in seconds, an integer or a float.
        ///
        /// ```
        /// let t = Timer(0.01, || print("dring"));
        /// t.start();
        /// t.join();                                  // prints dring
        /// ```
        fn Timer(interval, function, args = []) |call| {
            let interval = call.float(0, "interval")?;
            if interval.is_nan() {
                return Err(Error::value_error(message!("timer-nan")));
            }
            check_target(&call.args[1], false)?;
            let args = call.optional_array(2, "args")?;
            check_arguments(&*call.host, &call.args[1], args.len())?;
            let work = Work { target: call.take(1), args };
            if let Some(receiver) = call.receiver
                && let Some(ThreadHandle { alarm: Some(alarm), .. }) = receiver.downcast()
            {
                *alarm.interval.lock() = Value::Float(interval);
            }
            let alarm = Alarm::new(&call.host.shared().world);
            *alarm.interval.lock() = Value::Float(interval);
            construct(call, Plan { name: None, daemon: None, work }, || ThreadHandle::blank(Some(alarm)))
        }
    }),
    methods: natives! {
        /// Give up the call, if the time has not come yet; the thread ends at once.
        ///
        /// ```
        /// let t = Timer(3600, || print("too late"));
        /// t.start();
        /// t.cancel();
        /// print(t.join());                           // prints true
        /// ```
        fn cancel() |call| {
            if let Some(alarm) = &call.handle::<ThreadHandle>()?.alarm {
                alarm.finished.set(call.task())?;
            }
            Ok(Value::Unit)
        }
    },
    properties: properties! {},
    blank: Some(|shared| Object::new(ThreadHandle::blank(Some(Alarm::new(&shared.world))))),
};
