//! How a run tells its uncaught errors while it goes on: whoever starts the run says how, the threads ask here.

use crate::border::headline::{Limits, Words, headline};
use crate::messages::{Language, message, visible};
use crate::objects::error::Error;
use parking_lot::RwLock;
use std::sync::Arc;

/// Who tells uncaught errors.
pub trait Reporter: Send + Sync {
    /// What to say at once about the uncaught error of the main thread.
    fn of_main(&self, error: &Error) -> String;

    /// What to say at once about the uncaught error of another thread, at this time; nothing when the same has just been said of others.
    fn of_thread(&self, error: &Error, thread: &str, now: u64) -> Option<String>;

    /// What was not said at once: how many threads ended by the errors that were told. From now on they are told anew.
    fn rest(&self) -> Option<String>;
}

/// Part of the state that all threads of a run share.
#[derive(Default)]
pub struct Reports(RwLock<Option<Arc<dyn Reporter>>>);

impl Reports {
    /// From now on uncaught errors are told by this one.
    pub fn set(&self, reporter: Arc<dyn Reporter>) {
        *self.0.write() = Some(reporter);
    }

    /// As [`Reporter::of_main`]; nothing when nobody asked for it.
    pub fn of_main(&self, error: &Error) -> Option<String> {
        Some(self.0.read().as_ref()?.of_main(error))
    }

    /// As [`Reporter::of_thread`]; in one line when nobody has said how.
    pub fn of_thread(&self, error: &Error, thread: &str, now: u64) -> Option<String> {
        if let Some(reporter) = &*self.0.read() {
            return reporter.of_thread(error, thread, now);
        }
        let words = Words {
            language: Language::default(),
            limits: &Limits::default(),
        };
        let intro = message!("thread-crashed", thread = visible(thread));
        let intro = intro.in_language(words.language);
        Some(format!("{intro}\n{}\n", headline(error, &words)))
    }

    /// As [`Reporter::rest`].
    pub fn rest(&self) -> Option<String> {
        self.0.read().as_ref()?.rest()
    }
}
