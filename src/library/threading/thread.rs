//! `Thread`: what scripts make, ask and wait for. What a script holds of it is in `handle`, how one starts and ends in `start`.

use super::handle::{Plan, ThreadHandle, Work};
use super::old::old_spelling;
use super::registry::ident;
use super::start;
use crate::library::Answer;
use crate::library::arguments::{check_options, is_true};
use crate::library::declare::{native, natives, properties};
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Map, Object, ObjectKind, Value, type_name};
use crate::runtime::{Operation, Pending, time};

/// Understand `Thread(target, args, options)` and `Thread(options)`.
fn plan(call: &mut Call) -> Result<Plan, Error> {
    let mut options = Map::default();
    if matches!(call.args.last(), Some(Value::Map(_)))
        && let Some(Value::Map(map)) = call.args.pop()
    {
        check_options(&map, "Thread", &["target", "args", "name", "daemon"])?;
        options = map;
    }
    let option = |name: &str| options.get(name).filter(|value| !value.is_unit()).cloned();
    let work = Work {
        target: match call.args.is_empty() {
            true => option("target").unwrap_or_default(),
            false => call.take(0),
        },
        args: match (call.optional(1).cloned(), option("args")) {
            (Some(args), _) | (None, Some(args)) => array_of_arguments(args)?,
            (None, None) => Vec::new(),
        },
    };
    check_target(
        &work.target,
        call.args.is_empty() && !options.contains_key("target"),
    )?;
    start::check_arguments(&*call.host, &work.target, work.args.len())?;
    let name = option("name");
    let name = name.map(|name| call.host.text_of(&name)).transpose()?;
    Ok(Plan {
        name: name.map(|name| name.to_string()),
        daemon: option("daemon").map(|daemon| is_true(&daemon)),
        work,
    })
}

fn array_of_arguments(args: Value) -> Result<Vec<Value>, Error> {
    match args {
        Value::Array(args) => Ok(args.into_items()),
        other => Err(
            Error::type_error(message!("thread-arguments", kind = type_name(&other)))
                .with_hint(message!("thread-arguments.hint")),
        ),
    }
}

/// Can the value be called? `()` only where none was given.
pub fn check_target(target: &Value, may_be_missing: bool) -> Result<(), Error> {
    match target {
        Value::Function(_) => Ok(()),
        Value::Object(object) if !matches!(object.kind(), ObjectKind::Native(_)) => Ok(()),
        Value::Unit if may_be_missing => Ok(()),
        Value::Str(name) => Err(Error::type_error(message!("thread-target-text"))
            .with_hint(message!("thread-target-text.hint", name = name.as_str()))),
        other => Err(
            Error::type_error(message!("thread-target", kind = type_name(other)))
                .with_hint(message!("thread-target.hint")),
        ),
    }
}

fn set_name(call: &mut Call) -> Answer {
    let name = call.take(0);
    let name = call.host.text_of(&name)?;
    call.handle::<ThreadHandle>()?.set_name(&name);
    Ok(Value::Unit)
}

fn join(call: &mut Call) -> Answer {
    let handle = call.handle::<ThreadHandle>()?;
    let timeout = call.optional_float(0, "timeout")?;
    let timeout = timeout.map(time::seconds_or_none_left).transpose();
    let timeout = timeout.map_err(|bad| Error::value_error(bad.message()))?;
    handle.check_initialised()?;
    let Some(record) = handle.record() else {
        return Err(Error::runtime_error(message!("join-unstarted"))
            .with_hint(message!("join-unstarted.hint")));
    };
    if record.id() == call.host.task().id() {
        return Err(Error::runtime_error(message!("join-itself")));
    }
    let task = call.task();
    let deadline = timeout.map(|timeout| task.deadline(timeout));
    Ok(task.join(&record, deadline)?.into())
}

fn is_alive(call: &Call) -> Answer {
    let handle = call.handle::<ThreadHandle>()?;
    handle.check_initialised()?;
    call.task().point(Pending::of(Operation::Inspect))?;
    let Some(record) = handle.record() else {
        return Ok(false.into());
    };
    let lives = record.is_alive();
    call.task().note_look(&record, lives);
    Ok(lives.into())
}

pub static THREAD: NativeClass = NativeClass {
    name: "Thread",
    module: "threading",
    doc: "A thread of execution: a function that runs beside the others, on the same variables. A class of the script may extend it: its `run` is what the thread does.",
    parent: None,
    constructor: Some(&native! {
        /// Make a thread that will call `target` with the arguments in `args`. It begins with `start()`.
        ///
        /// `options` may have `name` (else `Thread-1 (target)`, `Thread-2 (target)`, …) and `daemon` (else that of the thread that makes it): a daemon
        /// thread ends with the program. `target` and `args` may stand in the options too.
        ///
        /// Python writes `Thread(target=f, args=(a, b))`, `Thread(target=f, kwargs={…})` and so on; there are no `kwargs` here.
        ///
        /// ```
        /// fn ping(host, delay) { print("ping", host); }
        /// let t = Thread(ping, ["localhost", 3]);
        /// t.start();
        /// t.join();                                  // prints ping localhost
        /// Thread(ping, ["localhost", 3], #{name: "pinger", daemon: true});
        /// ```
        fn Thread(target = (), args = [], options = #{}) |call| {
            let plan = plan(call)?;
            construct(call, plan, || ThreadHandle::blank(None))
        }
    }),
    methods: natives! {
        /// Begin: the function runs from now on beside the caller.
        ///
        /// Fails with `RuntimeError` the second time: each thread runs once.
        ///
        /// ```
        /// let t = Thread(|| print("in the thread"));
        /// t.start();                                 // prints in the thread
        /// t.join();
        /// ```
        fn start() |call| { start::start(call) }

        /// Do what the thread does, in the thread that asks: `start()` calls it in the new one. Classes that extend `Thread` have their own.
        ///
        /// ```
        /// class Pinger : Thread {
        ///     run() { print("ping from", this.name); }
        /// }
        /// let p = Pinger();
        /// p.name = "P";
        /// p.start();
        /// p.join();                                  // prints ping from P
        /// ```
        fn run() |call| {
            let handle = call.handle::<ThreadHandle>()?;
            start::base_run(call.host, handle)
        }

        /// Wait until the thread has ended, at most `timeout` seconds; tells whether it has.
        ///
        /// An error in that thread is not raised here. Fails with `RuntimeError` for a thread that has not been started, and for the thread that asks.
        /// Python's `join` gives nothing.
        ///
        /// `()` waits as long as it takes.
        ///
        /// ```
        /// let stop = Event();
        /// let t = Thread(|| stop.wait());
        /// t.start();
        /// print(t.join(0.01));                       // prints false
        /// stop.set();
        /// print(t.join());                           // prints true
        /// ```
        fn join(timeout = ()) |call| { join(call) }

        /// Tell whether the thread has been started and has not ended.
        ///
        /// ```
        /// let stop = Event();
        /// let t = Thread(|| stop.wait());
        /// print(t.is_alive());                       // prints false
        /// t.start();
        /// print(t.is_alive());                       // prints true
        /// stop.set();
        /// t.join();
        /// print(t.is_alive());                       // prints false
        /// ```
        fn is_alive() |call| { is_alive(call) }

        /// Old spelling of `is_alive()`.
        ///
        /// ```
        /// print(Thread(|| ()).isAlive());            // prints false
        /// // warns hint: line 1: `isAlive` is an old spelling; write `is_alive()`
        /// ```
        fn isAlive() |call| {
            old_spelling(call, "is_alive()")?;
            is_alive(call)
        }

        /// Old spelling of the property `name`.
        ///
        /// ```
        /// print(current_thread().getName());         // prints MainThread
        /// // warns hint: line 1: `getName` is an old spelling; write `t.name`
        /// ```
        fn getName() |call| {
            old_spelling(call, "t.name")?;
            Ok(call.handle::<ThreadHandle>()?.name().into())
        }

        /// Old spelling of `t.name = name`.
        ///
        /// ```
        /// let t = Thread(|| ());
        /// t.setName("clock");
        /// // warns hint: line 2: `setName` is an old spelling; write `t.name = …`
        /// print(t.name);                             // prints clock
        /// ```
        fn setName(name) |call| {
            old_spelling(call, "t.name = …")?;
            set_name(call)
        }

        /// Old spelling of the property `daemon`.
        ///
        /// ```
        /// print(Thread(|| ()).isDaemon());           // prints false
        /// // warns hint: line 1: `isDaemon` is an old spelling; write `t.daemon`
        /// ```
        fn isDaemon() |call| {
            old_spelling(call, "t.daemon")?;
            Ok(call.handle::<ThreadHandle>()?.is_daemon().into())
        }

        /// Old spelling of `t.daemon = daemon`.
        ///
        /// ```
        /// let t = Thread(|| ());
        /// t.setDaemon(true);
        /// // warns hint: line 2: `setDaemon` is an old spelling; write `t.daemon = …`
        /// print(t.daemon);                           // prints true
        /// ```
        fn setDaemon(daemon) |call| {
            old_spelling(call, "t.daemon = …")?;
            call.handle::<ThreadHandle>()?.set_daemon(is_true(&call.args[0]))?;
            Ok(Value::Unit)
        }
    },
    properties: properties! {
        /// The thread's name, for messages. Can be set; need not be unique.
        ///
        /// ```
        /// let t = Thread(|| print("hello"));
        /// t.name = "greeter";
        /// print(t.name, current_thread().name);      // prints greeter MainThread
        /// ```
        name
            get |call| { Ok(call.handle::<ThreadHandle>()?.name().into()) }
            set |call| {
                set_name(call)
            }

        /// Does the program end without waiting for the thread? Can be set before `start()`.
        ///
        /// Fails with `RuntimeError` when it is set after the start.
        ///
        /// ```
        /// let clock = Thread(|| loop { sleep(1); });
        /// clock.daemon = true;
        /// clock.start();
        /// print("the end");                          // prints the end
        /// ```
        daemon
            get |call| { Ok(call.handle::<ThreadHandle>()?.is_daemon().into()) }
            set |call| {
                call.handle::<ThreadHandle>()?.set_daemon(is_true(&call.args[0]))?;
                Ok(Value::Unit)
            }

        /// The thread's number: 1 for main, then in the order of their start; `()` before the start.
        ///
        /// Python gives large numbers that differ from run to run.
        ///
        /// ```
        /// let t = Thread(|| ());
        /// print(t.ident, main_thread().ident);       // prints  1
        /// t.start();
        /// print(t.ident);                            // prints 2
        /// ```
        ident get |call| {
            let record = call.handle::<ThreadHandle>()?.record();
            Ok(record.map_or(Value::Unit, |record| ident(record.id())))
        }

        /// The thread's number, as `ident`.
        ///
        /// Python gives the operating system's number.
        ///
        /// ```
        /// print(current_thread().native_id);         // prints 1
        /// ```
        native_id get |call| {
            let record = call.handle::<ThreadHandle>()?.record();
            Ok(record.map_or(Value::Unit, |record| ident(record.id())))
        }
    },
    blank: Some(|_| Object::new(ThreadHandle::blank(None))),
};

/// Fill in the native part of an instance, or make a handle.
pub fn construct(call: &Call, plan: Plan, blank: impl FnOnce() -> ThreadHandle) -> Answer {
    if let Some(object) = call.receiver {
        start::check_run(object)?;
        call.handle::<ThreadHandle>()?.fill(call, plan)?;
        return Ok(Value::Unit);
    }
    let handle = blank();
    handle.fill(call, plan)?;
    Ok(Value::Object(Object::new(handle)))
}
