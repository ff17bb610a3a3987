//! Environment variables: `--allow-env=HOME,APP_*`.

use super::decision::{Decision, Grant, State};
use super::rule::{Pattern, Scope, Verdict};
use super::{Asker, Permission, Permissions, Refused};
use crate::messages::Message;

/// A name, or with `*` at its end all names that begin so.
#[derive(Debug, Clone)]
pub struct NamePattern(String);

impl NamePattern {
    pub fn parse(word: &str) -> Result<Self, Message> {
        Ok(NamePattern(word.to_string()))
    }
}

impl Pattern for NamePattern {
    type Subject = String;

    fn covers(&self, subject: &String) -> bool {
        match self.0.strip_suffix('*') {
            Some(start) => subject.starts_with(start),
            None => *subject == self.0,
        }
    }
}

/// What a child gets of the run's environment without a flag: where programs and the person's files are, language, time, terminal.
pub(super) fn is_usual(name: &str) -> bool {
    ["PATH", "HOME", "LANG", "TZ", "TERM"].contains(&name) || name.starts_with("LC_")
}

/// Does the variable only choose among what the system has? A path in it could lead a program to files of the script.
fn is_harmless(name: &str, value: &str) -> bool {
    let chooses = ["LANG", "TZ", "TERM"].contains(&name) || name.starts_with("LC_");
    chooses && !value.contains('/')
}

/// Variables that make the system's own libraries load other code into any program.
pub fn is_loader_variable(name: &str) -> bool {
    name.starts_with("LD_") || name.starts_with("DYLD_") || name == "GCONV_PATH"
}

impl Permissions {
    /// Does a child get this variable of the run's environment?
    pub fn passes_on(&self, name: &str) -> bool {
        let state = self.state.lock();
        match state.env.judge(&name.to_string()) {
            Verdict::Allowed => !state.would_load(name),
            Verdict::Forbidden | Verdict::Declined => false,
            Verdict::Open => is_usual(name),
        }
    }

    /// May the script give a child this variable? Where only some programs are allowed, it takes the permission for its name, as
    /// reading it does.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_passed(&self, asker: &Asker, name: &str, value: &str) -> Result<(), Refused> {
        let verdict = self.state.lock().env.judge(&name.to_string());
        // A script that may run every program can also run one that sets variables.
        let is_free = is_harmless(name, value) || !self.runs_only_some();
        if verdict == Verdict::Open && is_free {
            return Ok(());
        }
        self.check_env(asker, name)
    }

    /// Is it a variable of the loader that would make of a program that is allowed by name another one?
    pub fn would_load(&self, name: &str) -> bool {
        self.state.lock().would_load(name)
    }
}

impl State {
    /// Only some programs may be run, and no flag names this variable, which loads other code into them.
    fn would_load(&self, name: &str) -> bool {
        let is_named = match &self.env.allow {
            Scope::Everything => false,
            Scope::Only(names) => NamePattern::allow(names, &name.to_string()),
        };
        is_loader_variable(name) && !is_named && !self.all && !self.run.allow.is_everything()
    }
}

impl Permissions {
    /// May the variable be read?
    ///
    /// # Errors
    /// The refusal.
    pub fn check_env(&self, asker: &Asker, name: &str) -> Result<(), Refused> {
        let subject = name.to_string();
        self.decide(
            asker,
            Decision {
                grant: Grant::Name(NamePattern(subject.clone())),
                ..Decision::of(Permission::Env, Some(subject.clone()), &|state| {
                    state.env.judge(&subject)
                })
            },
        )
    }

    /// May the whole environment be read?
    ///
    /// # Errors
    /// The refusal.
    pub fn check_whole_env(&self, asker: &Asker) -> Result<(), Refused> {
        self.decide(
            asker,
            Decision::of(Permission::Env, None, &|state| {
                let denied = match &state.env.deny {
                    Scope::Everything => true,
                    Scope::Only(names) => !names.is_empty(),
                };
                match () {
                    () if denied => Verdict::Forbidden,
                    () if state.env.allow.is_everything() => Verdict::Allowed,
                    () if state.env_declined => Verdict::Declined,
                    () => Verdict::Open,
                }
            }),
        )
    }
}
