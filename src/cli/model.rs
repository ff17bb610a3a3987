//! The flags that say what stands for the outside of a controlled run, and what they name.

use super::MISUSE;
use super::arguments::RunWords;
use super::output::Streams;
use crate::engine::error::render::{Options as Style, render_plain};
use crate::files::model::{Image, Skipped, Unreadable, Why};
use crate::messages::{Message, message, system_reason};
use crate::process::model::Programs;
use crate::session::{Mistake, Model, read_programs};
use clap::Args;
use std::io::Read;
use std::path::Path;

#[derive(Debug, Clone, Args)]
#[command(
    next_help_heading = "Outside (controlled runs: explore, --seed, --virtual-time, --schedule)"
)]
pub struct ModelWords {
    /// Touch no real file: scripts find what is in FOLDER, in memory and anew for each run
    #[arg(long, value_name = "FOLDER")]
    pub files: Option<String>,
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
    /// What the words name. What is left out of it is said.
    ///
    /// # Errors
    /// What cannot be read, or is wrong in it.
    pub fn model(&self, say: &dyn Fn(&Message)) -> Result<Model, Wrong> {
        let image = |folder: &String| files(folder, say);
        Ok(Model {
            files: self.files.as_ref().map(image).transpose()?,
            programs: self.programs.as_deref().map(programs).transpose()?,
        })
    }

    /// The same for `sandbox run`: real threads have the real outside.
    ///
    /// # Errors
    /// As `model`; a run of real threads.
    pub fn of_run(&self, words: &RunWords, say: &dyn Fn(&Message)) -> Result<Model, Wrong> {
        match (words.seed(), self.first()) {
            (None, Some(flag)) => Err(Wrong {
                message: message!("model-real", flag),
                hint: Some(message!("model-real.hint", flag)),
            }),
            _ => self.model(say),
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
        let flags = [("--files", &self.files), ("--programs", &self.programs)];
        let given = flags.into_iter().find(|(_, given)| given.is_some());
        given.map(|(flag, _)| flag)
    }
}

/// So many entries that were left out are named.
const MOST_SKIPPED: usize = 5;

fn files(folder: &str, say: &dyn Fn(&Message)) -> Result<Image, Wrong> {
    let (image, skipped) =
        Image::read(Path::new(folder)).map_err(|error| unreadable(folder, error))?;
    for Skipped { path, why } in skipped.iter().take(MOST_SKIPPED) {
        let path = path.display().to_string();
        say(&match why {
            Why::Link => message!("model-skipped-link", path),
            Why::Special => message!("model-skipped-special", path),
            Why::Name => message!("model-skipped-name", path),
        });
    }
    if skipped.len() > MOST_SKIPPED {
        say(&message!(
            "model-skipped-more",
            count = skipped.len() - MOST_SKIPPED
        ));
    }
    Ok(image)
}

fn unreadable(folder: &str, error: Unreadable) -> Wrong {
    let (message, hint) = match error {
        Unreadable::System(path, error) => {
            let file = path.display().to_string();
            let reason = system_reason(&error);
            (message!("file-unreadable", file, reason), None)
        }
        Unreadable::NoFolder => (
            message!("model-no-folder", folder),
            Some(message!("model-no-folder.hint")),
        ),
        Unreadable::TooMany(most) => (
            message!("model-many-files", folder, most),
            Some(message!("model-many-files.hint")),
        ),
        Unreadable::TooLarge(most) => (
            message!("model-large-files", folder, most = most >> 20),
            Some(message!("model-many-files.hint")),
        ),
    };
    Wrong { message, hint }
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
    if Path::new(file).is_dir() {
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
