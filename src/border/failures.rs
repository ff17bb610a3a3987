//! The threads that ended by an uncaught error, as long as the run goes on.

use crate::border::headline::{Limits, Words, headline};
use crate::messages::Language;
use crate::objects::error::Error;
use crate::runtime::ThreadId;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Threads other than main that ended by an uncaught error.
#[derive(Default)]
pub struct Failures {
    all: AtomicU64,
    refused: AtomicU64,
    first: OnceLock<Failed>,
}

/// A thread that an uncaught error ended.
#[derive(Debug, Clone)]
pub struct Failed {
    pub thread: ThreadId,
    pub error: Summary,
}

/// What is kept of an error when it is gone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Summary {
    /// Did an `assert` fail?
    pub is_assertion: bool,
    /// Was a permission refused?
    pub is_refusal: bool,
    /// The file that it happened in, as messages show it.
    pub file: String,
    /// 0 when unknown.
    pub line: usize,
    /// Its kind and message.
    pub text: String,
}

impl Summary {
    pub fn of(error: &Error, language: Language) -> Self {
        let body = error.body();
        let words = Words {
            language,
            limits: &Limits::default(),
        };
        Summary {
            is_assertion: (error.as_raised()).is_some_and(|raised| raised.kind == "AssertionError"),
            is_refusal: error.is_refusal(),
            file: (body.source.as_ref()).map_or_else(String::new, |source| source.name.clone()),
            line: body.at.line().unwrap_or_default(),
            text: headline(error, &words),
        }
    }
}

impl Failures {
    pub fn add(&self, error: &Error, thread: ThreadId, language: Language) {
        self.all.fetch_add(1, Ordering::SeqCst);
        if error.is_refusal() {
            self.refused.fetch_add(1, Ordering::SeqCst);
        }
        self.first.get_or_init(|| Failed {
            thread,
            error: Summary::of(error, language),
        });
    }

    /// The one that failed first.
    pub fn first(&self) -> Option<&Failed> {
        self.first.get()
    }

    pub fn count(&self) -> usize {
        self.all.load(Ordering::SeqCst) as usize
    }

    /// How many of them by a permission that was refused.
    pub fn refused(&self) -> usize {
        self.refused.load(Ordering::SeqCst) as usize
    }
}
