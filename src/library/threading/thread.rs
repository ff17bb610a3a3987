//! `Thread`: what scripts make, ask and wait for. How one starts and ends is in `start`.

use super::old::old_spelling;
use super::registry::{Registry, ident};
use super::start;
use super::timer::Alarm;
use crate::engine::error::Error;
use crate::engine::natives::{Call, NativeClass};
use crate::engine::value::{Handle, Map, Object, ObjectKind, Value, to_text, type_name};
use crate::library::Answer;
use crate::library::arguments::{check_options, is_true};
use crate::library::declare::{native, natives, properties};
use crate::messages::message;
use crate::runtime::{Operation, Pending, Thread, ThreadId, time};
use parking_lot::Mutex;
use std::sync::Arc;

/// A thread of the script, from before its start until after its end.
pub struct ThreadHandle {
    inner: Mutex<Inner>,
    /// What a `Timer` has more than a thread.
    pub alarm: Option<Alarm>,
}

struct Inner {
    stage: Stage,
    name: String,
    daemon: bool,
    work: Work,
}

/// What the thread will call.
#[derive(Default)]
pub struct Work {
    pub target: Value,
    pub args: Vec<Value>,
}

enum Stage {
    /// An instance of a script's class that has not called `super.init(…)`.
    Blank,
    Initial,
    Starting,
    Started(Arc<Thread>),
    /// The body has ended; the runtime's record may say so a moment later.
    Finished(Arc<Thread>),
}

/// The arguments of a constructor, understood.
pub struct Plan {
    pub name: Option<String>,
    pub daemon: Option<bool>,
    pub work: Work,
}

impl ThreadHandle {
    pub fn blank(alarm: Option<Alarm>) -> Self {
        let inner = Inner {
            stage: Stage::Blank,
            name: String::new(),
            daemon: false,
            work: Work::default(),
        };
        ThreadHandle {
            inner: Mutex::new(inner),
            alarm,
        }
    }

    /// The thread that runs the script's top level.
    pub fn main(record: Option<Arc<Thread>>) -> Self {
        let handle = ThreadHandle::blank(None);
        {
            let mut inner = handle.inner.lock();
            inner.name = "MainThread".into();
            inner.stage = match record {
                Some(record) => Stage::Started(record),
                None => Stage::Starting,
            };
        }
        handle
    }

    /// What the constructor does, also for an instance of a script's class.
    pub fn fill(&self, call: &Call, plan: Plan) -> Result<(), Error> {
        let registry = call.host.shared().state::<Registry>();
        let name = plan.name.unwrap_or_else(|| {
            let name = registry.next_name();
            match target_name(&plan.work.target).filter(|_| self.alarm.is_none()) {
                Some(target) => format!("{name} ({target})"),
                None => name,
            }
        });
        let daemon = plan
            .daemon
            .unwrap_or_else(|| call.host.task().thread().is_daemon());
        let mut inner = self.inner.lock();
        if !matches!(inner.stage, Stage::Blank | Stage::Initial) {
            return Err(Error::runtime_error(message!("thread-started")));
        }
        let before = std::mem::replace(
            &mut *inner,
            Inner {
                stage: Stage::Initial,
                name,
                daemon,
                work: plan.work,
            },
        );
        drop(inner);
        drop(before);
        Ok(())
    }

    pub fn name(&self) -> String {
        self.inner.lock().name.clone()
    }

    pub fn is_daemon(&self) -> bool {
        self.inner.lock().daemon
    }

    /// The runtime's record, once the thread was started.
    pub fn record(&self) -> Option<Arc<Thread>> {
        match &self.inner.lock().stage {
            Stage::Started(record) | Stage::Finished(record) => Some(record.clone()),
            _ => None,
        }
    }

    /// Go from `Initial` to `Starting`.
    pub fn begin_start(&self) -> Result<(), Error> {
        let mut inner = self.inner.lock();
        match inner.stage {
            Stage::Blank => Err(not_initialised()),
            Stage::Initial => {
                inner.stage = Stage::Starting;
                Ok(())
            }
            _ => Err(Error::runtime_error(message!("thread-started"))
                .with_hint(message!("thread-started.hint"))),
        }
    }

    /// The thread could not be started.
    pub fn undo_start(&self) {
        self.inner.lock().stage = Stage::Initial;
    }

    /// The thread runs: told by the thread itself and by who started it. `enlist` is done unless the thread has ended already.
    pub fn set_started(&self, record: &Arc<Thread>, enlist: impl FnOnce()) {
        let mut inner = self.inner.lock();
        if !matches!(inner.stage, Stage::Finished(_)) {
            inner.stage = Stage::Started(record.clone());
            enlist();
        }
    }

    pub fn set_finished(&self, record: &Arc<Thread>, strike_out: impl FnOnce()) {
        let mut inner = self.inner.lock();
        inner.stage = Stage::Finished(record.clone());
        strike_out();
    }

    /// Take out what is to be called; it is called once.
    pub fn take_work(&self) -> Work {
        std::mem::take(&mut self.inner.lock().work)
    }

    fn check_initialised(&self) -> Result<(), Error> {
        match self.inner.lock().stage {
            Stage::Blank => Err(not_initialised()),
            _ => Ok(()),
        }
    }

    fn set_name(&self, name: &str) {
        let mut inner = self.inner.lock();
        inner.name = name.to_string();
        if let Stage::Started(record) = &inner.stage {
            record.set_name(name);
        }
    }

    fn set_daemon(&self, daemon: bool) -> Result<(), Error> {
        let mut inner = self.inner.lock();
        match inner.stage {
            Stage::Blank => Err(not_initialised()),
            Stage::Initial => {
                inner.daemon = daemon;
                Ok(())
            }
            _ => Err(Error::runtime_error(message!("thread-daemon-late"))
                .with_hint(message!("thread-daemon-late.hint"))),
        }
    }
}

fn not_initialised() -> Error {
    Error::runtime_error(message!("thread-not-initialised"))
        .with_hint(message!("thread-not-initialised.hint"))
}

/// What a default name says about the function.
fn target_name(target: &Value) -> Option<String> {
    match target {
        Value::Function(closure) if closure.is_anonymous() => Some("closure".into()),
        Value::Function(closure) => Some(closure.name.to_string()),
        Value::Object(object) => Some(object.class_name()),
        _ => None,
    }
}

impl Handle for ThreadHandle {
    fn class(&self) -> &'static NativeClass {
        match self.alarm {
            Some(_) => &super::timer::TIMER,
            None => &THREAD,
        }
    }

    fn describe(&self) -> String {
        let inner = self.inner.lock();
        let (stage, id) = match &inner.stage {
            Stage::Blank | Stage::Initial => ("initial", None),
            Stage::Starting => ("started", None),
            Stage::Started(record) if record.is_alive() => ("started", Some(record.id())),
            Stage::Started(record) | Stage::Finished(record) => ("stopped", Some(record.id())),
        };
        let class = match id {
            Some(ThreadId::MAIN) => "_MainThread",
            _ => self.class().name,
        };
        let daemon = if inner.daemon { " daemon" } else { "" };
        format!("<{class}({}, {stage}{daemon})>", inner.name)
    }
}

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
    Ok(Plan {
        name: option("name").map(|name| to_text(&name).to_string()),
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
        Value::Unit => Err(Error::type_error(message!("thread-target-nothing"))
            .with_hint(message!("thread-target-nothing.hint"))),
        Value::Str(name) => Err(Error::type_error(message!("thread-target-text"))
            .with_hint(message!("thread-target-text.hint", name = name.as_str()))),
        other => Err(Error::type_error(message!(
            "thread-target",
            kind = type_name(other)
        ))),
    }
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
    task.point(Pending::of(Operation::Join))?;
    let deadline = timeout.map(|timeout| task.deadline(timeout));
    Ok(task.join(&record, deadline)?.into())
}

fn is_alive(call: &Call) -> Answer {
    let handle = call.handle::<ThreadHandle>()?;
    handle.check_initialised()?;
    call.task().point(Pending::of(Operation::Inspect))?;
    Ok(handle
        .record()
        .is_some_and(|record| record.is_alive())
        .into())
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
            call.handle::<ThreadHandle>()?.set_name(&to_text(&call.args[0]));
            Ok(Value::Unit)
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
                call.handle::<ThreadHandle>()?.set_name(&to_text(&call.args[0]));
                Ok(Value::Unit)
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
    if call.receiver.is_some() {
        call.handle::<ThreadHandle>()?.fill(call, plan)?;
        return Ok(Value::Unit);
    }
    let handle = blank();
    handle.fill(call, plan)?;
    Ok(Value::Object(Object::new(handle)))
}
