//! What the threads of a pool do: one task after the other, until the line is closed.

use super::handle::{FutureHandle, can_be_kept, of_task, tell};
use crate::library::Answer;
use crate::messages::message;
use crate::objects::abi::{Args, Host};
use crate::objects::error::Error;
use crate::objects::value::{Object, Value};
use crate::sync;
use crate::sync::Crew;
use rhai::Position;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// A task that stands in line.
pub struct Job {
    pub future: Object,
    pub target: Value,
    pub args: Vec<Value>,
    /// Where it was handed over.
    pub at: Position,
}

/// What the workers of a pool have in common.
pub struct Workshop {
    pub crew: Crew<Job>,
    /// What each worker calls before its first task, with these arguments.
    pub initializer: Option<(Value, Vec<Value>)>,
    /// Has an initializer failed?
    pub is_broken: AtomicBool,
}

impl Workshop {
    /// The life of a worker, on its own thread.
    pub fn work(&self, host: &mut dyn Host) -> Result<(), Error> {
        self.crew.enlist(host.task());
        if let Some((function, args)) = &self.initializer {
            let args: Args = args.iter().cloned().collect();
            if let Err(error) = host.call(function, args) {
                self.break_down(host)?;
                return Err(error);
            }
        }
        while let Some(job) = self.crew.take(host.task())? {
            self.run(host, job)?;
        }
        Ok(())
    }

    fn run(&self, host: &mut dyn Host, job: Job) -> Result<(), Error> {
        let Some(handle) = job.future.downcast::<FutureHandle>() else {
            return Ok(());
        };
        if !handle.future.begin(host.task())? {
            return Ok(());
        }
        let given = match call(host, &job.target, job.args) {
            Ok(value) => Ok(value),
            Err(error) if can_be_kept(&error) => {
                Err(Arc::new(of_task(error, &handle.task, job.at, host)))
            }
            Err(error) => return Err(error),
        };
        drop(job.target);
        match handle.future.finish(host.task(), given) {
            Ok(callbacks) => tell(host, &job.future, callbacks),
            // The script has fulfilled it by hand meanwhile.
            Err(sync::Error::Misuse(..)) => Ok(()),
            Err(stop) => Err(stop.into()),
        }
    }

    /// An initializer has failed: no task is run any more.
    fn break_down(&self, host: &mut dyn Host) -> Result<(), Error> {
        self.is_broken.store(true, SeqCst);
        for job in self.crew.close(host.task(), true)? {
            let Some(handle) = job.future.downcast::<FutureHandle>() else {
                continue;
            };
            if handle.future.begin(host.task())? {
                let callbacks = (handle.future).finish(host.task(), Err(Arc::new(broken())))?;
                tell(host, &job.future, callbacks)?;
            }
        }
        Ok(())
    }
}

fn call(host: &mut dyn Host, target: &Value, args: Vec<Value>) -> Answer {
    host.call(target, args.into_iter().collect())
}

/// The error of all tasks of a pool whose initializer has failed.
pub fn broken() -> Error {
    Error::raised("BrokenThreadPool", message!("pool-broken"))
        .with_hint(message!("pool-broken.hint"))
}
