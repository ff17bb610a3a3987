//! One request from the question to the answer: the rules, then a person if there is one, then the audit.

use super::files::{Change, PathPattern};
use super::flags::Flags;
use super::network::HostPattern;
use super::programs::ProgramPattern;
use super::rule::{Pattern, Rule, Scope, Verdict};
use super::variables::NamePattern;
use super::{Answer, Denied, Permission, Permissions, Question, Reason, Refused};
use crate::messages::{Message, message_id};
use crate::runtime::Task;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a thread whose question has to wait looks whether it shall give up.
const LOOK: Duration = Duration::from_millis(50);

/// Who asks: the thread, and the call in the script.
pub struct Asker<'a> {
    pub task: &'a Task<'a>,
    /// The native that was called.
    pub native: &'a str,
    /// The calls that are open in the script, innermost first, as lines of text.
    pub stack: &'a dyn Fn() -> Vec<String>,
}

/// The rules of a run, with the answers that were given.
#[derive(Default)]
pub(super) struct State {
    pub all: bool,
    pub read: Rule<PathPattern>,
    pub write: Rule<PathPattern>,
    pub import: Rule<PathPattern>,
    pub net: Rule<HostPattern>,
    pub run: Rule<ProgramPattern>,
    pub env: Rule<NamePattern>,
    /// A person has refused the environment as a whole.
    pub env_declined: bool,
    /// The script's folder, whose modules it may load.
    pub home: Option<PathBuf>,
}

impl State {
    pub fn new(flags: &Flags, search: Option<&OsStr>) -> Result<Self, Message> {
        let mut state = State {
            all: flags.all,
            read: Rule::read(&flags.read, PathPattern::parse)?,
            write: Rule::read(&flags.write, PathPattern::parse)?,
            import: Rule::read(&flags.import, PathPattern::parse)?,
            net: Rule::read(&flags.net, HostPattern::parse)?,
            run: Rule::read(&flags.run, |word| ProgramPattern::parse(word, search))?,
            env: Rule::read(&flags.env, NamePattern::parse)?,
            env_declined: false,
            home: None,
        };
        if flags.all {
            state.allow_all();
        }
        Ok(state)
    }

    pub fn everything() -> Self {
        let mut state = State {
            all: true,
            ..State::default()
        };
        state.allow_all();
        state
    }

    fn allow_all(&mut self) {
        for permission in Permission::EACH {
            self.allow(permission);
        }
    }

    fn allow(&mut self, permission: Permission) {
        match permission {
            Permission::Read => self.read.allow = Scope::Everything,
            Permission::Write => self.write.allow = Scope::Everything,
            Permission::Import => self.import.allow = Scope::Everything,
            Permission::Net => self.net.allow = Scope::Everything,
            Permission::Run => self.run.allow = Scope::Everything,
            Permission::Env => self.env.allow = Scope::Everything,
            Permission::All => {}
        }
    }

    /// The rule of a permission that is about paths.
    pub fn paths(&self, permission: Permission) -> &Rule<PathPattern> {
        match permission {
            Permission::Write => &self.write,
            Permission::Import => &self.import,
            _ => &self.read,
        }
    }

    /// Nobody may write there, whatever else is allowed.
    pub fn protect(&mut self, path: &Path) {
        let pattern = PathPattern::exactly(super::files::reached(path));
        self.write.deny.add(pattern);
    }

    /// Does a rule rest on the path as it is? What `--deny-…` names, the audit and the script's folder stay where they are, and so
    /// does every folder above them.
    pub fn is_fixed(&self, path: &Path, change: Change) -> bool {
        let holds = |rule: &Rule<PathPattern>| match &rule.deny {
            Scope::Everything => false,
            Scope::Only(patterns) => patterns.iter().any(|pattern| pattern.lies_in(path)),
        };
        let program = |rule: &Rule<ProgramPattern>| match &rule.deny {
            Scope::Everything => false,
            Scope::Only(patterns) => patterns.iter().any(|pattern| pattern.lies_in(path)),
        };
        // A module that must not be loaded could be loaded from another place.
        let banned = || match &self.import.deny {
            Scope::Everything => false,
            Scope::Only(patterns) => {
                let path = path.to_path_buf();
                patterns.iter().any(|pattern| pattern.covers(&path))
            }
        };
        let home = || {
            let home = self
                .home
                .as_ref()
                .filter(|_| !self.import.allow.is_everything());
            home.is_some_and(|home| home.starts_with(path))
        };
        holds(&self.read)
            || holds(&self.write)
            || holds(&self.import)
            || program(&self.run)
            || change == Change::Moved && banned()
            || home()
    }

    fn remember(&mut self, permission: Permission, grant: Grant, answer: Answer) {
        fn put<P>(rule: &mut Rule<P>, pattern: P, allowed: bool) {
            match allowed {
                true => rule.allow.add(pattern),
                false => rule.declined.push(pattern),
            }
        }
        if answer == Answer::All {
            return self.allow(permission);
        }
        let allowed = answer == Answer::Yes;
        match (grant, permission) {
            (Grant::Path(pattern), Permission::Write) => put(&mut self.write, pattern, allowed),
            (Grant::Path(pattern), Permission::Import) => put(&mut self.import, pattern, allowed),
            (Grant::Path(pattern), _) => put(&mut self.read, pattern, allowed),
            (Grant::Host(pattern), _) => put(&mut self.net, pattern, allowed),
            (Grant::Program(pattern), _) => put(&mut self.run, pattern, allowed),
            (Grant::Name(pattern), _) => put(&mut self.env, pattern, allowed),
            (Grant::Whole, _) if allowed => self.allow(permission),
            (Grant::Whole, _) => self.env_declined = true,
            (Grant::Unnamed, _) => {}
        }
    }
}

/// What a yes gives and a no takes away.
pub(super) enum Grant {
    Path(PathPattern),
    Host(HostPattern),
    Program(ProgramPattern),
    Name(NamePattern),
    /// Everything of the permission.
    Whole,
    /// Nothing that could be remembered.
    Unnamed,
}

/// Says why something is forbidden.
pub(super) type Why<'a> = dyn Fn(&State) -> Option<Reason> + 'a;

/// What is asked for.
pub(super) struct Decision<'a> {
    pub permission: Permission,
    /// As messages show it; none for everything of the permission.
    pub value: Option<String>,
    /// Where it leads, when a link makes that something else.
    pub leads_to: Option<String>,
    pub judge: &'a dyn Fn(&State) -> Verdict,
    pub grant: Grant,
    /// Why it is forbidden, when that is no `--deny-…` flag.
    pub because: Option<&'a Why<'a>>,
    /// Would it let other machines in?
    pub opens_to_all: bool,
}

impl<'a> Decision<'a> {
    pub fn of(
        permission: Permission,
        value: Option<String>,
        judge: &'a dyn Fn(&State) -> Verdict,
    ) -> Self {
        Decision {
            permission,
            value,
            judge,
            leads_to: None,
            grant: Grant::Whole,
            because: None,
            opens_to_all: false,
        }
    }
}

impl Permissions {
    pub(super) fn decide(&self, asker: &Asker, decision: Decision) -> Result<(), Refused> {
        let mut verdict = (decision.judge)(&self.state.lock());
        let stack = match self.trace {
            true => (asker.stack)(),
            false => Vec::new(),
        };
        let mut denied = self.denied(&decision);
        if verdict == Verdict::Open
            && decision.permission != Permission::All
            && let Some(prompter) = &self.prompter
        {
            let thread = asker.task.thread().name();
            let shown = denied.as_asked();
            let question = Question {
                denied: &shown,
                native: asker.native,
                thread: &thread,
                line: asker.task.line(),
                stack: &stack,
            };
            let task = asker.task;
            let grant = decision.grant;
            verdict = asker
                .task
                .outside(message_id!("wait-permission"), || {
                    let _turn = loop {
                        match self.asking.try_lock_for(LOOK) {
                            Some(turn) => break turn,
                            None if task.must_stop() => return Verdict::Open,
                            None => {}
                        }
                    };
                    // Another thread may have had the answer meanwhile.
                    let verdict = (decision.judge)(&self.state.lock());
                    if verdict != Verdict::Open || task.must_stop() {
                        return verdict;
                    }
                    let answer = prompter.ask(&question, &|| task.must_stop());
                    if task.must_stop() {
                        // Nobody has answered: the question was given up.
                        return Verdict::Open;
                    }
                    let mut state = self.state.lock();
                    state.remember(decision.permission, grant, answer);
                    match answer {
                        Answer::No => Verdict::Declined,
                        // What was granted may still be forbidden: a program that the script could replace.
                        Answer::Yes | Answer::All => match (decision.judge)(&state) {
                            Verdict::Open => Verdict::Allowed,
                            verdict => verdict,
                        },
                    }
                })
                .map_err(Refused::Stopped)?;
        }
        denied.reason = match verdict {
            // Whether a rule names the place where a link leads is not told.
            _ if denied.is_link() => Reason::NotGranted,
            Verdict::Forbidden => {
                let because = decision.because.and_then(|why| why(&self.state.lock()));
                because.unwrap_or(Reason::Forbidden)
            }
            Verdict::Declined => Reason::Declined,
            Verdict::Open | Verdict::Allowed => Reason::NotGranted,
        };
        let allowed = verdict == Verdict::Allowed;
        if let Some(audit) = &self.audit
            && let Err(error) = audit.write(&denied, asker.task, allowed, &stack)
        {
            denied.reason = Reason::Unrecorded(error.to_string());
            return Err(Refused::Denied(Box::new(denied)));
        }
        match allowed {
            true => Ok(()),
            false => Err(Refused::Denied(Box::new(denied))),
        }
    }

    fn denied(&self, decision: &Decision) -> Denied {
        Denied {
            permission: decision.permission,
            value: decision.value.clone(),
            leads_to: decision.leads_to.clone(),
            reason: Reason::NotGranted,
            needs: self.needs.clone(),
            opens_to_all: decision.opens_to_all,
        }
    }
}
