//! What an outcome has against it.

use crate::grade::job::Ended;
use crate::grade::reason::Reason;
use crate::messages::{Message, visible};

/// A condition that an outcome breaks.
#[derive(Clone, Debug)]
pub struct Breach {
    pub reason: Reason,
    pub message: Message,
    /// What is wanted and what there is, as texts; where one line tells, it is that line.
    pub expected: Option<String>,
    pub given: Option<String>,
    /// Of the output: the first line that is wrong, from 1.
    pub output_line: Option<usize>,
    /// Of the script, if the condition tells it.
    pub line: Option<u32>,
    /// Parts that hold, and how many are asked for; of a judge, thousandths.
    pub held: (u64, u64),
    /// The outcome is no outcome of a run that came to its end: what ended it is why the condition does not hold.
    pub because: Option<Ended>,
}

impl Breach {
    /// Nothing of it holds.
    pub fn new(reason: Reason, message: Message) -> Breach {
        Breach {
            reason,
            message,
            expected: None,
            given: None,
            output_line: None,
            line: None,
            held: (0, 1),
            because: None,
        }
    }

    pub fn between(mut self, expected: impl Into<String>, given: impl Into<String>) -> Breach {
        (self.expected, self.given) = (Some(expected.into()), Some(given.into()));
        self
    }

    pub fn at_output_line(mut self, line: usize) -> Breach {
        self.output_line = Some(line);
        self
    }

    pub fn holding(mut self, held: u64, asked: u64) -> Breach {
        self.held = (held.min(asked), asked.max(1));
        self
    }
}

/// Longer texts are cut inside of a sentence.
const LONGEST: usize = 80;

/// A text of a script or a teacher as it stands in a sentence: one line that drives no terminal, and not too long.
pub fn shown(text: &str) -> String {
    let line = visible(text);
    match line.char_indices().nth(LONGEST) {
        None => line,
        Some((end, _)) => format!("{}…", &line[..end]),
    }
}
