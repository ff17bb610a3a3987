//! Environment variables: `--allow-env=HOME,APP_*`.

use super::decision::{Decision, Grant};
use super::rule::{Pattern, Verdict};
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
                    super::rule::Scope::Everything => true,
                    super::rule::Scope::Only(names) => !names.is_empty(),
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
