//! The flags that say what stands for the outside of a controlled run, and what they name.

use super::arguments::RunWords;
use super::output::Streams;
use super::{MISUSE, amounts, broken, script};
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::files::model::{Image, Skipped, Unreadable, Why};
use crate::library::LIBRARY;
use crate::messages::{Message, message, system_reason};
use crate::objects::abi::DEFAULT_SOURCE;
use crate::process::model::{Programs, shell};
use crate::runtime::time::Allowance;
use crate::session::{Begins, Companion, Limits, Mistake, Model, Program, Runtime, read_programs};
use clap::Args;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

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
    /// Run another script in the same world, as 'clients.rhai 12 40'; before it may stand listening:PORT, at:SECONDS, endless
    #[arg(long, value_name = "SCRIPT")]
    pub with: Vec<String>,
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
            companions: Vec::new(),
            modules: None,
            variables: None,
            start: None,
            files: self.files.as_ref().map(image).transpose()?,
            programs: self.programs.as_deref().map(programs).transpose()?,
        })
    }

    /// The scripts that `--with` names, compiled; gives the exit code when that cannot be done, which is said.
    ///
    /// # Errors
    /// Words that do not fit, scripts that cannot be read, mistakes of syntax.
    pub fn companions(
        &self,
        seed: u64,
        limits: &Limits,
        style: &Style,
        streams: &Streams,
    ) -> Result<Vec<Companion>, i32> {
        let mut companions: Vec<Companion> = Vec::new();
        for text in &self.with {
            let words = WithWords::of(text).map_err(|wrong| wrong.tell(style, streams))?;
            let most = limits.source.unwrap_or(DEFAULT_SOURCE);
            let script = script::read(&words.file, most).map_err(|unreadable| {
                streams.say(&render_plain(
                    &unreadable.message,
                    unreadable.hint.as_ref(),
                    style,
                ));
                MISUSE
            })?;
            let time = Allowance::begin(Some(COMPILING));
            let runtime = Runtime::Controlled { seed };
            let program = Program::new(script.source, runtime, LIBRARY, limits, time)
                .map_err(|error| broken(error, time, style, streams))?;
            let stem = Path::new(&words.file).file_stem();
            let stem = stem.map_or("with".into(), |stem| stem.to_string_lossy());
            let same = |companion: &&Companion| companion.script() == stem;
            let name = match companions.iter().filter(same).count() {
                0 => stem.into_owned(),
                others => format!("{stem}-{}", others + 1),
            };
            companions.push(Companion {
                name,
                program,
                arguments: [script.name].into_iter().chain(words.arguments).collect(),
                folder: script.folder,
                begins: words.begins,
                ends: words.ends,
            });
        }
        Ok(companions)
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
        let with = (!self.with.is_empty()).then_some("--with");
        given.map(|(flag, _)| flag).or(with)
    }
}

/// Compiling takes no longer than this.
const COMPILING: Duration = Duration::from_secs(30);

/// What one `--with` says. It is one word of the command line with words in it, so that the script's arguments may hold anything, colons too;
/// what stands before the script is told from it by its form.
struct WithWords {
    begins: Begins,
    ends: bool,
    file: String,
    arguments: Vec<String>,
}

impl WithWords {
    fn of(text: &str) -> Result<WithWords, Wrong> {
        let wrong = |message: Message| Wrong {
            message,
            hint: Some(message!("model-with-none.hint")),
        };
        let words = shell::words(text);
        let words = words.map_err(|_| wrong(message!("model-with-quote", text)))?;
        let (mut begins, mut ends) = (Begins::AtOnce, true);
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            if let Some(port) = word.strip_prefix("listening:") {
                let port = port.parse::<u16>().ok().filter(|port| *port > 0);
                begins = Begins::Listening(
                    port.ok_or_else(|| wrong(message!("model-with-port", word)))?,
                );
            } else if let Some(time) = word.strip_prefix("at:") {
                begins = Begins::At(amounts::time(time).map_err(wrong)?);
            } else if word == "endless" {
                ends = false;
            } else {
                return Ok(WithWords {
                    begins,
                    ends,
                    file: word,
                    arguments: words.collect(),
                });
            }
        }
        Err(wrong(message!("model-with-none", text)))
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

/// The fake programs of a file.
///
/// # Errors
/// It cannot be read, or a line of it is wrong.
pub fn programs(file: &str) -> Result<Programs, Wrong> {
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
