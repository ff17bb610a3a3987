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

/// Writing so many submissions again and again costs more than marking them: then it is done once a second at most,
const MANY: usize = 200;
const PAUSE: Duration = Duration::from_secs(1);
/// and with a rest as long as writing takes, so many times.
const REST: u32 = 9;

/// Files of results.
pub struct Writing<'w> {
    words: &'w GradeWords,
    look: Look,
    hand_ins: &'w [HandIn],
    /// The sheet to be filled in, and its text.
    sheet: Option<(PathBuf, String)>,
    last: Option<Instant>,
    /// How long writing took the last time.
    took: Duration,
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
            took: Duration::ZERO,
            failed: None,
        })
    }

    /// Is it time to write so many submissions?
    pub fn is_due(&self, submissions: usize) -> bool {
        let pause = PAUSE.max(self.took * REST);
        let is_early = self.last.is_some_and(|last| last.elapsed() < pause);
        submissions <= MANY || !is_early
    }

    /// Write all that there is in the end.
    pub fn write_last(&mut self, results: &Results) {
        self.write(results);
        if let Some(path) = &self.words.feedback {
            let archive =
                crate::grade::results::formats::feedback(results, self.look, self.hand_ins);
            self.put(Path::new(path), &archive);
        }
    }

    /// Write what is known.
    #[expect(
        clippy::disallowed_methods,
        reason = "how often a person's files are written, whatever time submissions have"
    )]
    pub fn write(&mut self, results: &Results) {
        let begun = Instant::now();
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
        self.took = begun.elapsed();
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
