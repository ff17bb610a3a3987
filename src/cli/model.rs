//! The flags that say what stands for the outside of a controlled run, and what they name.

use super::MISUSE;
use super::arguments::RunWords;
use super::output::Streams;
use crate::engine::error::render::{Options as Style, render_plain};
use crate::messages::{Message, message, system_reason};
use crate::process::model::Programs;
use crate::session::{Mistake, Model, read_programs};
use clap::Args;
use std::io::Read;

#[derive(Debug, Clone, Args)]
#[command(
    next_help_heading = "Outside (controlled runs: explore, --seed, --virtual-time, --schedule)"
)]
pub struct ModelWords {
    /// Start no real program: those that scripts start are described in FILE (TOML)
    #[arg(long, value_name = "FILE")]
    pub programs: Option<String>,
}

/// Why there is no such outside.
#[derive(Debug)]
pub struct Wrong {
    message: Message,
    hint: Option<Message>,
}

impl Wrong {
    /// Say it; gives the exit code.
    pub fn tell(&self, style: &Style, streams: &Streams) -> i32 {
        streams.say(&render_plain(&self.message, self.hint.as_ref(), style));
        MISUSE
    }
}

/// A file that describes programs has no more bytes.
const LARGEST: u64 = 1 << 20;

impl ModelWords {
    /// What the words name.
    ///
    /// # Errors
    /// What cannot be read, or is wrong in it.
    pub fn model(&self) -> Result<Model, Wrong> {
        Ok(Model {
            programs: self.programs.as_deref().map(programs).transpose()?,
        })
    }

    /// The same for `sandbox run`: real threads have the real outside.
    ///
    /// # Errors
    /// As `model`; a run of real threads.
    pub fn of_run(&self, words: &RunWords) -> Result<Model, Wrong> {
        match (words.seed(), self.first()) {
            (None, Some(flag)) => Err(Wrong {
                message: message!("model-real", flag),
                hint: Some(message!("model-real.hint", flag)),
            }),
            _ => self.model(),
        }
    }

    /// The prompt has the real outside.
    ///
    /// # Errors
    /// Any of the flags.
    pub fn of_prompt(&self) -> Result<(), Wrong> {
        match self.first() {
            None => Ok(()),
            Some(flag) => Err(Wrong {
                message: message!("model-prompt", flag),
                hint: None,
            }),
        }
    }

    fn first(&self) -> Option<&'static str> {
        self.programs.as_ref().map(|_| "--programs")
    }
}

fn programs(file: &str) -> Result<Programs, Wrong> {
    let text = text(file)?;
    read_programs(&text).map_err(
        |Mistake {
             line,
             message,
             hint,
         }| Wrong {
            message: message!(
                "model-mistake",
                file,
                line = line.to_string(),
                mistake = message
            ),
            hint,
        },
    )
}

fn text(file: &str) -> Result<String, Wrong> {
    let unreadable = |reason: Message| Wrong {
        message: message!("file-unreadable", file, reason),
        hint: None,
    };
    if std::path::Path::new(file).is_dir() {
        return Err(unreadable(message!("file-is-folder")));
    }
    let opened = std::fs::File::open(file).map_err(|error| unreadable(system_reason(&error)))?;
    let mut bytes = Vec::new();
    let read = opened.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(system_reason(&error)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(unreadable(message!("model-large")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + valid.iter().filter(|byte| **byte == b'\n').count();
        unreadable(message!("file-not-text", line))
    })
}
