//! The threads that ended by an uncaught error, as long as the run goes on.

use crate::border::headline::{Limits, Words, headline};
use crate::messages::Language;
use crate::objects::error::Error;
use crate::runtime::{Thread, ThreadId};
use parking_lot::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Threads other than main that ended by an uncaught error.
#[derive(Default)]
pub struct Failures {
    all: AtomicU64,
    refused: AtomicU64,
    /// The first of them.
    known: Mutex<Vec<Failed>>,
}

/// So many of them are remembered.
const MOST_KNOWN: usize = 16;

/// A thread that an uncaught error ended.
#[derive(Debug, Clone)]
pub struct Failed {
    pub thread: ThreadId,
    /// What reports call it.
    pub label: String,
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
    /// The same in English and in French.
    pub texts: [String; 2],
    /// Which message it is, of those that are ours.
    pub id: Option<&'static str>,
}

impl Summary {
    pub fn of(error: &Error, language: Language) -> Self {
        let body = error.body();
        let said = |language| {
            let limits = &Limits::default();
            headline(error, &Words { language, limits })
        };
        let texts = [said(Language::English), said(Language::French)];
        Summary {
            is_assertion: (error.as_raised()).is_some_and(|raised| raised.kind == "AssertionError"),
            is_refusal: error.is_refusal(),
            file: (body.source.as_ref()).map_or_else(String::new, |source| source.name.clone()),
            line: body.at.line().unwrap_or_default(),
            text: match language {
                Language::English => texts[0].clone(),
                Language::French => texts[1].clone(),
            },
            texts,
            id: (error.as_raised()).and_then(|raised| raised.message.id()),
        }
    }
}

impl Failures {
    pub fn add(&self, error: &Error, thread: &Thread, language: Language) {
        self.all.fetch_add(1, Ordering::SeqCst);
        if error.is_refusal() {
            self.refused.fetch_add(1, Ordering::SeqCst);
        }
        let mut known = self.known.lock();
        if known.len() < MOST_KNOWN {
            known.push(Failed {
                thread: thread.id(),
                label: thread.label(),
                error: Summary::of(error, language),
            });
        }
    }

    /// Those that failed first, in this order.
    pub fn known(&self) -> Vec<Failed> {
        self.known.lock().clone()
    }

    pub fn count(&self) -> usize {
        self.all.load(Ordering::SeqCst) as usize
    }

    /// How many of them by a permission that was refused.
    pub fn refused(&self) -> usize {
        self.refused.load(Ordering::SeqCst) as usize
    }
}
