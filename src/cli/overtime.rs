//! The last resort for a run that was told to stop and does not: it sits in a call that nothing reaches, and the process ends without it.

use super::output::Streams;
use super::{INTERRUPTED, LIMIT};
use crate::diagnostics::render;
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::messages::message;
use crate::process::Children;
use crate::runtime::{Stop, World};
use crate::session::MainLine;
use parking_lot::{Condvar, Mutex};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// How long the threads of a run may take to end once they were told to.
const GRACE: Duration = Duration::from_millis(150);

/// Watches over one run.
#[derive(Clone)]
pub struct Overtime(Arc<Inner>);

struct Inner {
    style: Style,
    streams: Streams,
    run: OnceLock<Run>,
    /// Has the run ended by itself?
    over: Mutex<bool>,
    changed: Condvar,
    pressed: AtomicBool,
    /// Done before the process ends without the run.
    last: OnceLock<Last>,
}

/// Something to be done that knows why the run ends.
type Last = Box<dyn Fn(Stop) + Send + Sync>;

struct Run {
    world: Arc<World>,
    children: Arc<Children>,
    line: MainLine,
}

impl Overtime {
    /// From now on the time counts.
    #[expect(
        clippy::disallowed_methods,
        reason = "looks at a run from outside: no thread of it may be held up"
    )]
    pub fn begin(limit: Option<Duration>, style: &Style, streams: &Streams) -> Overtime {
        let overtime = Overtime(Arc::new(Inner {
            style: style.clone(),
            streams: streams.clone(),
            run: OnceLock::new(),
            over: Mutex::new(false),
            changed: Condvar::new(),
            pressed: AtomicBool::new(false),
            last: OnceLock::new(),
        }));
        if let Some(end) = limit.and_then(|limit| Instant::now().checked_add(limit)) {
            streams.patience().ends_at(end);
            let inside = overtime.clone();
            // Without it the run itself still looks at the clock.
            let _ = std::thread::Builder::new()
                .name("time limit".to_owned())
                .spawn(move || inside.watch(end + GRACE, Stop::TimeLimit));
        }
        overtime
    }

    /// The run that is watched over.
    pub fn belong_to(&self, world: Arc<World>, children: Arc<Children>, line: MainLine) {
        let _ = self.0.run.set(Run {
            world,
            children,
            line,
        });
    }

    /// What to do before the process ends without the run.
    pub fn at_last(&self, last: impl Fn(Stop) + Send + Sync + 'static) {
        let _ = self.0.last.set(Box::new(last));
    }

    /// The first Ctrl-C, or wish of the system, ends the run in order, or without it; the second at once.
    #[expect(
        clippy::disallowed_methods,
        reason = "looks at a run from outside: no thread of it may be held up"
    )]
    pub fn interrupt(&self) {
        let again = self.0.pressed.swap(true, SeqCst);
        self.0.streams.patience().interrupt();
        if again {
            self.end(Stop::Interrupted);
        }
        if let Some(run) = self.0.run.get() {
            run.world.stop(Stop::Interrupted);
        }
        let inside = self.clone();
        let at = Instant::now() + GRACE;
        // The next signal finds its handler free.
        let started = std::thread::Builder::new()
            .name("interrupted".to_owned())
            .spawn(move || inside.watch(at, Stop::Interrupted));
        if started.is_err() {
            self.watch(at, Stop::Interrupted);
        }
    }

    /// The run has ended by itself.
    pub fn over(&self) {
        *self.0.over.lock() = true;
        self.0.changed.notify_all();
    }

    fn watch(&self, end: Instant, stop: Stop) {
        let mut over = self.0.over.lock();
        while !*over {
            if self.0.changed.wait_until(&mut over, end).timed_out() {
                break;
            }
        }
        // When its threads have ended, the rest is done in time: children are ended, and nobody waits for readers.
        let is_ending = *over || self.0.run.get().is_some_and(|run| run.world.is_over());
        drop(over);
        if !is_ending {
            self.end(stop);
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "no thread of the run may be left to end the process in order"
    )]
    fn end(&self, stop: Stop) -> ! {
        let Inner { style, streams, .. } = &*self.0;
        streams.patience().interrupt();
        let reason = render::stop_message(&stop, style);
        let line = self.0.run.get().and_then(|run| run.line.get());
        let words = match line {
            Some(line) if stop != Stop::Interrupted => {
                message!("limit-at-line", limit = reason, line = line.to_string())
            }
            _ => reason,
        };
        streams.last_words(&render_plain(&words, None, style));
        if let Some(run) = self.0.run.get() {
            run.children.kill_all();
        }
        if let Some(last) = self.0.last.get() {
            last(stop);
        }
        std::process::exit(match stop {
            Stop::Interrupted => INTERRUPTED,
            _ => LIMIT,
        });
    }
}
