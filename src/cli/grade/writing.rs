//! Where results go: files that are whole at each moment, and standard output at the end.

use super::words::{Destination, GradeWords};
use crate::cli::output::Streams;
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::grade::results::file::{replace, unwritable};
use crate::grade::results::formats::{Format, Look, rendered};
use crate::grade::results::{Results, moodle};
use crate::grade::submission::HandIn;
use crate::messages::{Message, message, system_reason};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Writing so many submissions again and again costs more than marking them: then it is done once a second.
const MANY: usize = 200;
const PAUSE: Duration = Duration::from_secs(1);

/// Files of results.
pub struct Writing<'w> {
    words: &'w GradeWords,
    look: Look,
    hand_ins: &'w [HandIn],
    /// The sheet to be filled in, and its text.
    sheet: Option<(PathBuf, String)>,
    last: Option<Instant>,
    /// The first file that could not be written.
    pub failed: Option<Message>,
}

impl<'w> Writing<'w> {
    /// # Errors
    /// Moodle's sheet cannot be read, or is none.
    pub fn new(
        words: &'w GradeWords,
        look: Look,
        hand_ins: &'w [HandIn],
    ) -> Result<Writing<'w>, (Message, Option<Message>)> {
        type Refusal = (Message, Option<Message>);
        let sheet = words
            .moodle
            .as_ref()
            .map(|name| -> Result<(PathBuf, String), Refusal> {
                let text = std::fs::read_to_string(name).map_err(|error| {
                    let reason = system_reason(&error);
                    (message!("marks-unreadable", file = name, reason), None)
                })?;
                moodle::check(&text).map_err(|wrong| {
                    (
                        message!("marks-sheet", file = name, wrong),
                        Some(message!("marks-sheet.hint")),
                    )
                })?;
                let name = name.strip_suffix(".csv").unwrap_or(name);
                Ok((PathBuf::from(format!("{name}.graded.csv")), text))
            });
        Ok(Writing {
            words,
            look,
            hand_ins,
            sheet: sheet.transpose()?,
            last: None,
            failed: None,
        })
    }

    /// Write what is known: at once when it is the last time, else not too often.
    #[expect(
        clippy::disallowed_methods,
        reason = "how often a person's files are written, whatever time submissions have"
    )]
    pub fn write(&mut self, results: &Results, is_last: bool) {
        let is_early = self.last.is_some_and(|last| last.elapsed() < PAUSE);
        if !is_last && results.submissions.len() > MANY && is_early {
            return;
        }
        for Destination { format, file } in &self.words.format {
            let Some(file) = file else {
                continue;
            };
            if *format == Format::Html {
                self.pages(Path::new(file), results);
                continue;
            }
            let text = rendered(*format, results, self.look, self.hand_ins);
            self.put(Path::new(file), text.as_bytes());
            if *format == Format::Classroom50 {
                let body = crate::grade::results::formats::release_body(results, self.look);
                self.put(
                    &Path::new(file).with_file_name("release-body.md"),
                    body.as_bytes(),
                );
            }
        }
        if let Some((path, text)) = self.sheet.clone() {
            let filled = moodle::filled(&text, results, self.look.language);
            self.put(&path, filled.as_bytes());
        }
        if let (Some(path), true) = (&self.words.feedback, is_last) {
            let archive =
                crate::grade::results::formats::feedback(results, self.look, self.hand_ins);
            self.put(Path::new(path), &archive);
        }
        self.last = Some(Instant::now());
    }

    /// The page of one into a file; those of several into a folder.
    fn pages(&mut self, path: &Path, results: &Results) {
        if self.hand_ins.len() <= 1 {
            let text = rendered(Format::Html, results, self.look, self.hand_ins);
            self.put(path, text.as_bytes());
            return;
        }
        if let Err(error) = std::fs::create_dir_all(path) {
            self.failed.get_or_insert(unwritable(path, &error));
            return;
        }
        for (name, text) in crate::grade::results::formats::pages(results, self.look, self.hand_ins)
        {
            self.put(&path.join(name), text.as_bytes());
        }
    }

    fn put(&mut self, path: &Path, bytes: &[u8]) {
        if let Err(error) = replace(path, bytes) {
            self.failed.get_or_insert(unwritable(path, &error));
        }
    }

    /// What goes to standard output, once everything is known.
    pub fn print(&self, results: &Results, streams: &Streams) {
        for destination in self
            .words
            .format
            .iter()
            .filter(|destination| destination.file.is_none())
        {
            streams.print(&rendered(
                destination.format,
                results,
                self.look,
                self.hand_ins,
            ));
        }
    }

    pub fn tell(&self, style: &Style, streams: &Streams) {
        if let Some(failed) = &self.failed {
            streams.say(&render_plain(failed, None, style));
        }
    }
}
