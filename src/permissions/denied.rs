//! The refusal: what was asked for, why it was refused, what to do. How a script meets it is the library's.

use super::needs::{quoted, visible};
use super::{Need, Permission};
use crate::messages::{Message, message};
use crate::runtime::Stop;

/// Why a native may not go on.
#[derive(Debug)]
pub enum Refused {
    Denied(Box<Denied>),
    /// The run was stopped while somebody was asked.
    Stopped(Stop),
}

/// Something that a script may not do.
#[derive(Debug, Clone)]
pub struct Denied {
    pub permission: Permission,
    /// The path, host, program or variable, as the script named it; none for all of them.
    pub value: Option<String>,
    /// Where a path leads, when a link makes that something else: for questions and the audit. A script is not told.
    pub leads_to: Option<String>,
    pub reason: Reason,
    /// What the script says it needs.
    pub needs: Vec<Need>,
    /// Would it let other machines in?
    pub opens_to_all: bool,
}

/// Why it was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No flag grants it, and there was nobody to ask.
    NotGranted,
    /// A person said no.
    Declined,
    /// A `--deny-…` flag names it.
    Forbidden,
    /// The program lies where the script may write.
    Replaceable,
    /// A rule names what would be moved or removed, or something in it.
    Fixed,
    /// The audit cannot be written.
    Unrecorded(String),
}

impl Denied {
    /// Does a link lead the path elsewhere?
    pub(super) fn is_link(&self) -> bool {
        self.leads_to.is_some() && !matches!(self.permission, Permission::Run | Permission::All)
    }

    /// As a person is asked, who must know where a path leads.
    pub(super) fn as_asked(&self) -> Denied {
        Denied {
            value: self.leads_to.clone().or_else(|| self.value.clone()),
            ..self.clone()
        }
    }

    /// What is asked for, as a sentence goes on: `run access to "ping"`.
    pub fn wanted(&self) -> Message {
        let permission = self.permission.name();
        match &self.value {
            Some(value) => message!("permission-wanted", permission, value = visible(value)),
            None => message!("permission-wanted-whole", permission),
        }
    }

    /// What went wrong, in Deno's words.
    pub fn message(&self) -> Message {
        let (wanted, permission) = (self.wanted(), self.permission.name());
        match &self.reason {
            Reason::NotGranted | Reason::Declined => {
                message!("permission-required", wanted, permission)
            }
            Reason::Forbidden => message!("permission-forbidden", wanted, permission),
            Reason::Replaceable => message!("permission-replaceable", wanted),
            Reason::Fixed => message!("permission-fixed", wanted),
            Reason::Unrecorded(reason) => message!("permission-unrecorded", wanted, reason),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<Message> {
        match &self.reason {
            Reason::NotGranted | Reason::Declined => {}
            Reason::Forbidden | Reason::Unrecorded(_) => return None,
            Reason::Replaceable => return Some(message!("permission-replaceable.hint")),
            Reason::Fixed => return Some(message!("permission-fixed.hint")),
        }
        let flag = self.flag();
        Some(match self.needs() {
            _ if self.opens_to_all => message!("permission-listen", flag),
            _ if self.is_link() => message!("permission-add.link", flag),
            Some(needs) => message!("permission-add.needs", flag, needs),
            None => message!("permission-add", flag),
        })
    }

    /// What the script says it needs, if it says so.
    pub fn needs(&self) -> Option<String> {
        quoted(&self.needs)
    }

    /// The flag that grants exactly this, as it is typed in a shell.
    pub fn flag(&self) -> String {
        let name = self.permission.name();
        match &self.value {
            Some(value) if self.permission != Permission::All => {
                let value = visible(&value.replace(',', ",,"));
                let plain = |char: char| char.is_alphanumeric() || "/._-:,@+".contains(char);
                match value.chars().all(plain) {
                    true => format!("--allow-{name}={value}"),
                    false => format!("'--allow-{name}={}'", value.replace('\'', r"'\''")),
                }
            }
            _ => format!("--allow-{name}"),
        }
    }
}
