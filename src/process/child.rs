//! A child, from its start until its exit code is known: a program of the machine, or a modelled one.

use std::sync::Arc;

use super::Error;
use super::model::Process;
use super::real::Real;
use crate::runtime::{Nanos, Task};

/// A program that runs beside the script, or has ended. Clones are the same child.
#[derive(Clone)]
pub struct Child(Kind);

#[derive(Clone)]
enum Kind {
    Real(Arc<Real>),
    Modelled(Arc<Process>),
}

impl From<Real> for Child {
    fn from(real: Real) -> Self {
        Child(Kind::Real(Arc::new(real)))
    }
}

impl From<Arc<Process>> for Child {
    fn from(process: Arc<Process>) -> Self {
        Child(Kind::Modelled(process))
    }
}

impl Child {
    /// The number of the process.
    pub fn pid(&self) -> i32 {
        match &self.0 {
            Kind::Real(child) => child.pid(),
            Kind::Modelled(child) => child.pid(),
        }
    }

    /// The exit code as far as it is known: that of the program, or minus the number of the signal that ended it.
    pub fn code(&self) -> Option<i32> {
        match &self.0 {
            Kind::Real(child) => child.code(),
            Kind::Modelled(child) => child.code(),
        }
    }

    /// Has it ended? Then its exit code.
    ///
    /// # Errors
    /// What the system says.
    pub fn poll(&self) -> Result<Option<i32>, Error> {
        match &self.0 {
            Kind::Real(child) => child.poll(),
            Kind::Modelled(child) => Ok(child.poll()),
        }
    }

    /// Wait until it has ended, at most until `deadline`. Gives the exit code.
    ///
    /// # Errors
    /// `TimedOut`; a stop of the run.
    pub fn wait(&self, task: &Task<'_>, deadline: Option<Nanos>) -> Result<i32, Error> {
        match &self.0 {
            Kind::Real(child) => child.wait(task, deadline),
            Kind::Modelled(child) => child.wait(task, deadline),
        }
    }

    /// Send it a signal, unless it is known to have ended. Signal 0 only asks.
    ///
    /// # Errors
    /// What the system says; for a number that is no signal, `InvalidInput`.
    pub fn signal(&self, number: i32) -> Result<(), Error> {
        match &self.0 {
            Kind::Real(child) => child.signal(number),
            Kind::Modelled(child) => child.signal(number),
        }
    }

    /// End it at once, and with it all that it started and that is still below it.
    pub fn kill_family(&self) {
        match &self.0 {
            Kind::Real(child) => child.kill_family(),
            Kind::Modelled(child) => child.kill(),
        }
    }

    pub fn is_modelled(&self) -> bool {
        matches!(self.0, Kind::Modelled(_))
    }

    pub(super) fn real(&self) -> Option<&Arc<Real>> {
        match &self.0 {
            Kind::Real(child) => Some(child),
            Kind::Modelled(_) => None,
        }
    }
}
