//! Who lived when in a run, for who asks afterwards: kept only when asked for (`Options::lives`).

use std::sync::Arc;

use super::{Operation, Thread, ThreadId, ThreadState, Wait};

/// The life of a thread. Moments count the begins and ends of all threads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Life {
    pub thread: ThreadId,
    /// Its last name.
    pub name: String,
    pub daemon: bool,
    /// It is none of the script's: a modelled child, the main thread of another program.
    pub apart: bool,
    /// Where it was started; 0 when unknown.
    pub line: u32,
    pub begun: u32,
    /// None: the end of the run cut it.
    pub ended: Option<u32>,
    /// Has somebody waited for its end, and seen it?
    pub joined: bool,
    /// In what the end of the run cut it.
    pub cut: Option<Interrupted>,
}

/// What a thread was doing when the run was stopped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Interrupted {
    /// What it waited for: the kind of the object, `Thread` for an end, `sleep`, or the name of a message for the outside; none: it was working.
    pub waits: Option<&'static str>,
    /// Whom it waited for: who held it, or whose end it was.
    pub whom: Option<ThreadId>,
    /// What it was about to do, if it did not wait.
    pub next: Option<Operation>,
    pub line: u32,
}

/// The lives of a run's threads, in the order in which they were started.
#[derive(Default)]
pub(super) struct Lives {
    is_kept: bool,
    all: Vec<Life>,
    moment: u32,
}

impl Lives {
    pub fn kept(is_kept: bool) -> Self {
        Lives {
            is_kept,
            ..Lives::default()
        }
    }

    pub fn begin(&mut self, thread: &Thread, apart: bool) {
        if self.is_kept {
            self.all.push(Life {
                thread: thread.id(),
                name: thread.name().to_string(),
                daemon: thread.is_daemon(),
                apart,
                line: 0,
                begun: self.moment,
                ended: None,
                joined: false,
                cut: None,
            });
            self.moment += 1;
        }
    }

    fn change(&mut self, thread: ThreadId, change: impl FnOnce(&mut Life)) {
        // Threads are numbered as they are started.
        if let Some(life) = self.all.get_mut(thread.0 as usize) {
            change(life);
        }
    }

    pub fn set_line(&mut self, thread: ThreadId, line: u32) {
        self.change(thread, |life| life.line = line);
    }

    pub fn set_joined(&mut self, thread: ThreadId) {
        self.change(thread, |life| life.joined = true);
    }

    /// It has ended; after the end of the run it was cut.
    pub fn end(&mut self, thread: &Thread, is_cut: bool) {
        let moment = self.moment;
        self.change(thread.id(), |life| {
            life.name = thread.name().to_string();
            life.ended = (!is_cut).then_some(moment);
        });
        self.moment += u32::from(!is_cut);
    }

    /// The run is stopped while these threads live.
    pub fn cut<'t>(
        &mut self,
        living: impl Iterator<Item = &'t Arc<Thread>>,
        next: impl Fn(ThreadId) -> Option<Operation>,
    ) {
        if !self.is_kept {
            return;
        }
        for thread in living.filter(|thread| thread.is_alive()) {
            let (waits, whom) = match thread.state() {
                ThreadState::Waiting { wait, .. } => match wait {
                    Wait::Resource(resource) => (
                        Some(resource.identity().kind()),
                        resource.holder().map(|holder| holder.thread),
                    ),
                    Wait::Join(other) => (Some("Thread"), Some(other.id())),
                    Wait::Sleep => (Some("sleep"), None),
                    Wait::External(what) => (Some(what), None),
                    Wait::Prompt => (Some("prompt"), None),
                },
                ThreadState::Runnable | ThreadState::Ended => (None, None),
            };
            let (line, next) = (thread.line(), next(thread.id()));
            self.change(thread.id(), |life| {
                life.cut = Some(Interrupted {
                    waits,
                    whom,
                    next,
                    line,
                });
            });
        }
    }

    pub fn take(&mut self) -> Vec<Life> {
        std::mem::take(&mut self.all)
    }
}
