//! How a run tells its uncaught errors while it goes on: whoever starts the run says how, the threads ask here.

use super::Error;
use super::render::{Options, render, render_thread};
use parking_lot::RwLock;

/// Part of the state that all threads of a run share.
#[derive(Default)]
pub struct Reports(RwLock<Option<Options>>);

impl Reports {
    /// From now on uncaught errors are told in this way.
    pub fn set(&self, options: Options) {
        *self.0.write() = Some(options);
    }

    /// What to say at once about the uncaught error of the main thread; nothing when nobody asked for it.
    pub fn of_main(&self, error: &Error) -> Option<String> {
        self.0.read().as_ref().map(|options| render(error, options))
    }

    /// What to say at once about the uncaught error of another thread.
    pub fn of_thread(&self, error: &Error, thread: &str) -> String {
        let options = self.0.read();
        render_thread(
            error,
            thread,
            options.as_ref().unwrap_or(&Options::default()),
        )
    }
}
