//! Allow and deny for one kind of thing: deny beats allow, and what neither names is open.

use super::flags::{Listed, Words};
use crate::messages::Message;

/// A pattern that a flag or an answer has set.
pub trait Pattern {
    /// What is asked about.
    type Subject;

    fn covers(&self, subject: &Self::Subject) -> bool;

    /// Do these patterns together allow the subject? For most, one of them must.
    fn allow(patterns: &[Self], subject: &Self::Subject) -> bool
    where
        Self: Sized,
    {
        patterns.iter().any(|pattern| pattern.covers(subject))
    }
}

/// How much a flag speaks of.
#[derive(Debug, Clone)]
pub enum Scope<P> {
    Only(Vec<P>),
    Everything,
}

impl<P> Default for Scope<P> {
    fn default() -> Self {
        Scope::Only(Vec::new())
    }
}

impl<P> Scope<P> {
    fn read(
        listed: &Listed,
        parse: &impl Fn(&str) -> Result<P, Message>,
    ) -> Result<Scope<P>, Message> {
        Ok(match listed {
            Listed::Nothing => Scope::default(),
            Listed::Everything => Scope::Everything,
            Listed::Only(words) => Scope::Only(
                words
                    .iter()
                    .map(|word| parse(word))
                    .collect::<Result<_, _>>()?,
            ),
        })
    }

    pub fn add(&mut self, pattern: P) {
        if let Scope::Only(patterns) = self {
            patterns.push(pattern);
        }
    }

    pub fn is_everything(&self) -> bool {
        matches!(self, Scope::Everything)
    }
}

/// What the rules say about one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Allowed,
    /// A `--deny-…` flag names it.
    Forbidden,
    /// A person has answered no.
    Declined,
    /// Nobody has said anything about it.
    Open,
}

/// The two flags of one permission, and the answers of the run.
#[derive(Debug, Clone)]
pub struct Rule<P> {
    pub allow: Scope<P>,
    pub deny: Scope<P>,
    pub declined: Vec<P>,
}

impl<P> Default for Rule<P> {
    fn default() -> Self {
        Rule {
            allow: Scope::default(),
            deny: Scope::default(),
            declined: Vec::new(),
        }
    }
}

impl<P: Pattern> Rule<P> {
    pub fn read(
        words: &Words,
        parse: impl Fn(&str) -> Result<P, Message>,
    ) -> Result<Self, Message> {
        Ok(Rule {
            allow: Scope::read(&words.allow, &parse)?,
            deny: Scope::read(&words.deny, &parse)?,
            declined: Vec::new(),
        })
    }

    pub fn judge(&self, subject: &P::Subject) -> Verdict {
        let forbidden = match &self.deny {
            Scope::Everything => true,
            Scope::Only(patterns) => patterns.iter().any(|pattern| pattern.covers(subject)),
        };
        if forbidden {
            return Verdict::Forbidden;
        }
        match &self.allow {
            Scope::Everything => Verdict::Allowed,
            Scope::Only(patterns) if P::allow(patterns, subject) => Verdict::Allowed,
            Scope::Only(_) if self.declined.iter().any(|pattern| pattern.covers(subject)) => {
                Verdict::Declined
            }
            Scope::Only(_) => Verdict::Open,
        }
    }
}
