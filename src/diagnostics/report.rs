//! How the uncaught errors of a run are told while it goes on. An error that ends many threads at once is told once and counted.

use super::render::{Options, render, render_thread};
use crate::border::Reporter;
use crate::border::headline::headline;
use crate::messages::{grouped, message, visible};
use crate::objects::error::Error;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::time::Duration;

/// The same error after this time is told again.
const AGAIN: Duration = Duration::from_secs(1);

/// Tells errors as messages are written, with excerpts and hints.
pub struct Reporting {
    options: Options,
    told: Mutex<Told>,
}

/// The errors that ended threads, in the order in which they came first.
#[derive(Default)]
struct Told {
    places: HashMap<String, usize>,
    errors: Vec<Repeated>,
}

/// An error that was told.
struct Repeated {
    /// Of the thread that it ended first.
    thread: String,
    headline: String,
    /// When it was told last, in nanoseconds.
    at: u64,
    /// The threads that it ended without being told.
    more: usize,
}

impl Reporting {
    pub fn new(options: Options) -> Self {
        Reporting {
            options,
            told: Mutex::default(),
        }
    }
}

impl Reporter for Reporting {
    fn of_main(&self, error: &Error) -> String {
        render(error, &self.options)
    }

    fn of_thread(&self, error: &Error, thread: &str, now: u64) -> Option<String> {
        let options = &self.options;
        let text = render(error, options);
        let mut told = self.told.lock();
        if let Some(place) = told.places.get(&text).copied() {
            let repeated = &mut told.errors[place];
            if now.saturating_sub(repeated.at) < AGAIN.as_nanos() as u64 {
                repeated.more += 1;
                return None;
            }
            repeated.at = now;
        } else {
            let place = told.errors.len();
            told.places.insert(text.clone(), place);
            told.errors.push(Repeated {
                thread: thread.to_string(),
                headline: headline(error, &options.words()),
                at: now,
                more: 0,
            });
        }
        Some(render_thread(&text, thread, options))
    }

    fn rest(&self) -> Option<String> {
        let told = std::mem::take(&mut *self.told.lock());
        let language = self.options.language;
        let repeated = told.errors.iter().filter(|error| error.more > 0);
        let lines = repeated.map(|error| {
            let more = message!(
                "thread-crashed-more",
                count = error.more,
                number = grouped(error.more as u64),
                thread = visible(&error.thread),
                error = &error.headline
            );
            more.in_language(language) + "\n"
        });
        let text: String = lines.collect();
        (!text.is_empty()).then_some(text)
    }
}
