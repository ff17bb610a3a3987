//! The refusal: what was asked for, why it was refused, what to do. How a script meets it is the library's.

use super::needs::quoted;
use super::{Need, Permission};
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
    /// The path, host, program or variable; none for all of them.
    pub value: Option<String>,
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
    /// The audit cannot be written.
    Unrecorded(String),
}

impl Denied {
    /// What is asked for, as a sentence goes on: `run access to "ping"`.
    pub fn wanted(&self) -> String {
        let name = self.permission.name();
        match &self.value {
            Some(value) => format!("{name} access to \"{}\"", visible(value)),
            None => format!("{name} access"),
        }
    }

    /// What went wrong, in Deno's words.
    pub fn message(&self) -> String {
        let (wanted, name) = (self.wanted(), self.permission.name());
        match &self.reason {
            Reason::NotGranted | Reason::Declined => {
                format!("Requires {wanted}, run again with the --allow-{name} flag")
            }
            Reason::Forbidden => format!("Requires {wanted}, which --deny-{name} forbids"),
            Reason::Replaceable => format!(
                "Requires {wanted}, which lies where the script may write: it could put another program there"
            ),
            Reason::Unrecorded(error) => {
                format!(
                    "Requires {wanted}, and the audit of permissions cannot be written: {error}"
                )
            }
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match &self.reason {
            Reason::NotGranted | Reason::Declined => {}
            Reason::Forbidden | Reason::Unrecorded(_) => return None,
            Reason::Replaceable => {
                return Some("grant `--allow-write` for another folder".to_string());
            }
        }
        let flag = self.flag();
        let mut hint = match self.opens_to_all {
            true => {
                format!("`localhost` takes no permission; to let other machines in, add `{flag}`")
            }
            false => format!("to allow it, add `{flag}` before the script's name"),
        };
        if let Some(needs) = self.needs() {
            hint.push_str(&format!("; the script says it needs: {needs}"));
        }
        Some(hint)
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

/// Text that somebody else wrote, in one line, with all that could drive or deceive a terminal made visible.
pub fn visible(text: &str) -> String {
    let mut shown = String::new();
    for char in text.chars() {
        let deceives = matches!(char,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
        match char {
            '"' | '\\' => shown.extend(['\\', char]),
            char if char.is_control() || deceives => shown.extend(char.escape_default()),
            char => shown.push(char),
        }
    }
    shown
}
