//! One schedule of a run, and all that can be read of it.

use crate::explore::{Subject, Trial};
use crate::grade::job::{Job, Place, RunJob};
use crate::objects::error::Source;
use crate::runtime::{Life, ThreadId};

use super::conditions::invariant::Known;
use super::reading::Reading;
use super::world::text_of;
use std::cell::OnceCell;

/// A schedule that is looked at.
pub struct Scene<'s> {
    pub job: &'s Job,
    pub run: &'s RunJob,
    pub subject: &'s Subject,
    pub trial: &'s Trial,
    /// What expressions are for which values.
    pub known: &'s Known,
    reading: OnceCell<Option<Reading<'s>>>,
}

/// Whose threads are meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whose<'n> {
    /// The submission's; when companions call it, everybody's.
    Submission,
    /// A companion's.
    Companion(&'n str),
}

impl<'s> Scene<'s> {
    pub fn new(
        job: &'s Job,
        run: &'s RunJob,
        subject: &'s Subject,
        known: &'s Known,
        trial: &'s Trial,
    ) -> Self {
        Scene {
            job,
            run,
            subject,
            trial,
            known,
            reading: OnceCell::new(),
        }
    }

    /// Its events, if they were noted.
    pub fn reading(&self) -> Option<&Reading<'s>> {
        let read = || self.trial.recording.as_ref().map(Reading::of);
        self.reading.get_or_init(read).as_ref()
    }

    /// Does a thread that reports call so belong to it?
    pub fn belongs(&self, thread: &str, whose: Whose) -> bool {
        let owner = self.owner(thread);
        match whose {
            Whose::Submission => owner.is_none() || self.run.is_called,
            Whose::Companion(name) => owner == Some(name),
        }
    }

    /// The companion that a thread belongs to.
    pub fn owner(&self, thread: &str) -> Option<&'s str> {
        let (name, _) = thread.split_once('/')?;
        let mut names = self
            .run
            .companions
            .iter()
            .map(|companion| companion.name.as_str());
        names.find(|other| *other == name)
    }

    /// The threads that were started besides main threads and children.
    pub fn lives(&self, whose: Whose) -> impl Iterator<Item = &'s Life> {
        let lives = self.trial.facts.lives.iter();
        lives.filter(move |life| {
            life.thread != ThreadId::MAIN && !life.apart && self.belongs(&life.name, whose)
        })
    }

    /// What reports call a thread: `main`, `T1` and its name if that is not the usual one.
    pub fn called(&self, thread: ThreadId) -> String {
        let lives = &self.trial.facts.lives;
        let life = lives.get(thread.0 as usize);
        let usual = format!("Thread-{}", thread.0);
        match life.map(|life| life.name.as_str()) {
            Some(name) if thread != ThreadId::MAIN && !name.starts_with(&usual) => {
                format!("{thread} ({name})")
            }
            Some(name) if thread != ThreadId::MAIN => {
                format!("{thread}{}", &name[usual.len()..])
            }
            _ => thread.to_string(),
        }
    }

    /// The script that a thread of this name runs, as far as is known.
    pub fn file_of(&self, thread: &str) -> &'s str {
        match self.owner(thread) {
            Some(_) => &self.subject.source_of(thread).name,
            None => &self.job.main,
        }
    }

    /// The program of the submission.
    pub fn source(&self) -> Source {
        let text = self.job.scripts.get(&self.job.main);
        Source {
            name: self.job.main.clone(),
            text: text.cloned().unwrap_or_default(),
        }
    }

    /// A line of a script of the submission, or of a companion's.
    pub fn place(&self, file: &str, line: u32) -> Place {
        let own = self.job.scripts.get(file).map(String::as_str);
        let companions = self.run.companions.iter();
        let mut others = companions.filter(|companion| companion.script == file);
        let text = own.or_else(|| others.next().map(|companion| companion.text.as_str()));
        Place {
            file: file.to_owned(),
            line,
            column: 0,
            text: text_of(text.unwrap_or_default(), line).to_owned(),
        }
    }
}
