//! A future in the hands of a script: what it has given, and errors with their own trace.

use super::future::FUTURE;
use crate::border::catch_value;
use crate::library::Answer;
use crate::messages::message;
use crate::objects::abi::{Args, Call, Host, NativeClass};
use crate::objects::error::{Error, Frame, Kind};
use crate::objects::value::{Contents, Handle, Object, Value};
use crate::runtime::{Stop, World};
use crate::sync::{Ended, Future, Place, Step};
use rhai::Position;
use std::sync::Arc;

/// What a task has given.
pub type Given = Result<Value, Arc<Error>>;

/// A future, whose callbacks are functions of the script.
pub struct FutureHandle {
    pub future: Future<Given, Value>,
    /// The function that the task calls; empty for a future that no pool has made.
    pub task: Arc<str>,
}

impl FutureHandle {
    /// A future that nobody runs: the script fulfils it.
    pub fn alone(world: &World) -> Self {
        FutureHandle {
            future: Future::new(world, None),
            task: "".into(),
        }
    }

    /// The future of a task of a pool.
    pub fn of_task(world: &World, place: Place) -> Self {
        FutureHandle {
            task: place.task().clone(),
            future: Future::new(world, Some(place)),
        }
    }

    /// How it has ended, after waiting at most `timeout` seconds for that.
    pub fn ended(&self, call: &Call, timeout: Option<f64>) -> Result<Ended<Given>, Error> {
        let ended = self.future.wait(call.task(), timeout)?;
        ended.ok_or_else(|| {
            Error::raised("TimedOut", message!("future-timed-out", name = self.name()))
                .with_hint(message!("future-timed-out.hint"))
        })
    }

    /// What the task has given, or its error.
    pub fn result(&self, call: &Call, timeout: Option<f64>) -> Answer {
        match self.ended(call, timeout)? {
            Ended::Done(Ok(value)) => Ok(value),
            Ended::Done(Err(error)) => Err(asked_for(&error, call)),
            Ended::Cancelled => Err(self.cancelled()),
        }
    }

    /// The error that is raised for a future that was cancelled.
    pub fn cancelled(&self) -> Error {
        Error::raised(
            "Cancelled",
            message!("future-cancelled-error", name = self.name()),
        )
        .with_hint(message!("future-cancelled-error.hint"))
    }

    /// The error that the task has ended with, as `catch` binds it; `()` when there was none.
    pub fn exception(&self, call: &Call, timeout: Option<f64>) -> Answer {
        match self.ended(call, timeout)? {
            Ended::Done(Ok(_)) => Ok(Value::Unit),
            Ended::Done(Err(error)) => Ok(catch_value(&error, call.host.shared().language)),
            Ended::Cancelled => Err(self.cancelled()),
        }
    }

    /// The stage that it is in, in Python's words.
    pub fn step_in_words(&self) -> &'static str {
        match self.future.glance() {
            Step::Pending => "pending",
            Step::Running(_) => "running",
            Step::Cancelled => "cancelled",
            Step::Done => "finished",
        }
    }

    /// What messages call it: its variable, or its task.
    pub fn name(&self) -> String {
        match self.future.identity().name() {
            Some(name) => format!("`{name}`"),
            None if self.task.is_empty() => self.future.identity().to_string(),
            None => format!("`{}`", self.task),
        }
    }
}

/// The error of a task as it goes up in the thread that asked for the result: with its own place and calls, and where it was asked for.
fn asked_for(error: &Error, call: &Call) -> Error {
    let mut error = error.clone();
    if !matches!(error.kind(), Kind::Stop(_)) {
        error.body_mut().trace.push(Frame {
            function: call.name.to_string(),
            at: call.at,
            source: Some(call.host.source()),
        });
    }
    error
}

/// The error of a task that was handed over at this place, as its future keeps it.
pub fn of_task(error: Error, task: &str, at: Position, host: &dyn Host) -> Error {
    let source = host.source();
    let mut error = error.at(at).within(&source);
    if !matches!(error.kind(), Kind::Stop(_)) {
        error.body_mut().trace.push(Frame {
            function: task.to_string(),
            at,
            source: Some(source),
        });
    }
    error
}

/// Is it an error that a future can keep? All others end the thread that meets them.
pub fn can_be_kept(error: &Error) -> bool {
    error.is_catchable() || matches!(error.kind(), Kind::Stop(Stop::Exit(_)))
}

/// Tell the callbacks that the future has ended. Their errors are shown; a stop goes up.
pub fn tell(host: &mut dyn Host, future: &Object, callbacks: Vec<Value>) -> Result<(), Error> {
    for callback in callbacks {
        let args: Args = [Value::Object(future.clone())].into_iter().collect();
        match host.call(&callback, args) {
            Ok(_) => {}
            Err(error) if error.is_catchable() => {
                let error = error.within(&host.source());
                crate::library::threading::tell_failure(host, error);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

impl Contents for FutureHandle {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        let look = std::cell::RefCell::new(look);
        self.future.look(
            &mut |given| {
                if let Ok(value) = given {
                    look.borrow_mut()(value);
                }
            },
            &mut |callback| look.borrow_mut()(callback),
        )
    }

    fn let_go(&self) {
        self.future.abandon();
    }
}

impl Handle for FutureHandle {
    fn class(&self) -> &'static NativeClass {
        &FUTURE
    }

    fn name_it(&self, name: &str) {
        self.future.identity().set_name(name);
    }

    /// `<Future square: running>`
    fn describe(&self) -> String {
        let step = self.step_in_words();
        match &*self.task {
            "" => format!("<Future: {step}>"),
            task => format!("<Future {task}: {step}>"),
        }
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
    }
}
