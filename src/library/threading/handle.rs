//! A thread as a script holds it: its name, what it will call, how far it has come. What scripts call on it is in `thread`.

use super::registry::Registry;
use super::thread::THREAD;
use super::timer::{Alarm, TIMER};
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::error::Error;
use crate::objects::value::{Contents, Handle, Value};
use crate::runtime::{Thread, ThreadId};
use parking_lot::Mutex;
use rhai::ImmutableString;
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

    /// A thread that is no daemon and will be started at once.
    pub fn named(name: String) -> Self {
        let handle = ThreadHandle::blank(None);
        {
            let mut inner = handle.inner.lock();
            (inner.name, inner.stage) = (name, Stage::Initial);
        }
        handle
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
            let number = registry.next_number();
            match target_name(&plan.work.target).filter(|_| self.alarm.is_none()) {
                Some(target) => format!("Thread-{number} ({target})"),
                None => format!("Thread-{number}"),
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

    /// The thread runs: told by the thread itself and by who started it. `enlist` is done by who comes first.
    pub fn set_started(&self, record: &Arc<Thread>, enlist: impl FnOnce()) {
        let mut inner = self.inner.lock();
        if matches!(inner.stage, Stage::Starting) {
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

    pub fn check_initialised(&self) -> Result<(), Error> {
        match self.inner.lock().stage {
            Stage::Blank => Err(not_initialised()),
            _ => Ok(()),
        }
    }

    pub fn set_name(&self, name: &str) {
        let mut inner = self.inner.lock();
        inner.name = name.to_string();
        if let Stage::Started(record) = &inner.stage {
            record.set_name(name);
        }
    }

    pub fn set_daemon(&self, daemon: bool) -> Result<(), Error> {
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
fn target_name(target: &Value) -> Option<ImmutableString> {
    match target {
        Value::Function(closure) if closure.is_anonymous() => Some("closure".into()),
        Value::Function(closure) => Some(closure.name.clone()),
        Value::Object(object) => Some(object.class_name().into()),
        _ => None,
    }
}

/// What reports call the task that calls this function.
pub fn task_name(target: &Value) -> ImmutableString {
    target_name(target).unwrap_or_else(|| "?".into())
}

impl Contents for ThreadHandle {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        let Some(inner) = self.inner.try_lock() else {
            return false;
        };
        look(&inner.work.target);
        inner.work.args.iter().for_each(look);
        true
    }

    fn let_go(&self) {
        drop(self.take_work());
    }
}

impl Handle for ThreadHandle {
    fn class(&self) -> &'static NativeClass {
        match self.alarm {
            Some(_) => &TIMER,
            None => &THREAD,
        }
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
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
