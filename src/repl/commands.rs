//! The `:commands`: their names, and what is typed after them. What they do is in `acts`.

use crate::messages::{Language, Message, MessageId, message_id};

/// A command of the prompt.
pub struct Command {
    pub name: &'static str,
    /// What follows it.
    parameter: Option<MessageId>,
    summary: MessageId,
}

const NAME: Option<MessageId> = Some(message_id!("repl-parameter-name"));
const EXPRESSION: Option<MessageId> = Some(message_id!("repl-parameter-expression"));
const NUMBER: Option<MessageId> = Some(message_id!("repl-parameter-number"));
const FILE: Option<MessageId> = Some(message_id!("repl-parameter-file"));

const fn command(name: &'static str, parameter: Option<MessageId>, summary: MessageId) -> Command {
    Command {
        name,
        parameter,
        summary,
    }
}

/// In the order in which help shows them.
pub const COMMANDS: &[Command] = &[
    command("help", None, message_id!("repl-command-help")),
    command("doc", NAME, message_id!("repl-command-doc")),
    command("vars", None, message_id!("repl-command-vars")),
    command("source", NAME, message_id!("repl-command-source")),
    command("type", EXPRESSION, message_id!("repl-command-type")),
    command("time", EXPRESSION, message_id!("repl-command-time")),
    command("threads", None, message_id!("repl-command-threads")),
    command("locks", None, message_id!("repl-command-locks")),
    command("queues", None, message_id!("repl-command-queues")),
    command("join", None, message_id!("repl-command-join")),
    command("kill", NAME, message_id!("repl-command-kill")),
    command("seed", NUMBER, message_id!("repl-command-seed")),
    command("scripts", None, message_id!("repl-command-scripts")),
    command("load", FILE, message_id!("repl-command-load")),
    command("save", FILE, message_id!("repl-command-save")),
    command("edit", None, message_id!("repl-command-edit")),
    command("reset", None, message_id!("repl-command-reset")),
    command("quit", None, message_id!("repl-command-quit")),
];

impl Command {
    /// `:doc NAME`
    pub fn spelled(&self, language: Language) -> String {
        match self.parameter {
            Some(id) => format!(
                ":{} {}",
                self.name,
                Message::known(id).in_language(language)
            ),
            None => format!(":{}", self.name),
        }
    }

    /// What it does, in one line.
    pub fn summary(&self, language: Language) -> String {
        Message::known(self.summary).in_language(language)
    }
}

/// What was typed or pasted, without Python's `>>> ` and `... ` when it was copied from there.
pub fn without_prompts(text: &str) -> Option<String> {
    const PROMPTS: [&str; 4] = [">>> ", "... ", ">>>", "..."];
    if !text.trim_start().starts_with(">>>") {
        return None;
    }
    let bare = |row: &str| {
        let row = row.trim_start();
        let rest = PROMPTS.iter().find_map(|prompt| row.strip_prefix(prompt));
        rest.unwrap_or(row).to_string()
    };
    Some(text.lines().map(bare).collect::<Vec<_>>().join("\n"))
}

/// What was typed at the prompt.
#[derive(Debug, PartialEq, Eq)]
pub enum Typed<'a> {
    Nothing,
    /// Code to run.
    Code(&'a str),
    Command {
        name: &'a str,
        rest: &'a str,
    },
    /// A command that there is not.
    Unknown(&'a str),
}

/// Understand what was typed; what a Python student types for the prompt is understood, too.
pub fn understand<'a>(text: &'a str, is_own: impl Fn(&str) -> bool) -> Typed<'a> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Typed::Nothing;
    }
    let command = |name, rest| Typed::Command { name, rest };
    if let Some(command_text) = trimmed.strip_prefix(':') {
        let (name, rest) = command_text
            .split_once(char::is_whitespace)
            .unwrap_or((command_text, ""));
        let bare = name.strip_suffix('!').unwrap_or(name);
        return match COMMANDS.iter().any(|known| known.name == bare) {
            true => command(name, rest.trim()),
            false => Typed::Unknown(name),
        };
    }
    let line = trimmed.trim_end_matches(';').trim_end();
    match line {
        "exit" | "quit" | "quit()" if !is_own(line.trim_end_matches("()")) => {
            return command("quit", "");
        }
        "help" | "help()" | "?" if !is_own("help") => return command("help", ""),
        _ => {}
    }
    let is_name = |char: char| char.is_alphanumeric() || matches!(char, '_' | '.' | ':');
    if let Some(name) = line.strip_suffix("??").or_else(|| line.strip_prefix("??"))
        && !name.is_empty()
        && name.chars().all(is_name)
    {
        return command("source", name);
    }
    // Python's ways to ask what is there.
    if let Some(name @ ("dir" | "vars" | "locals" | "globals")) = line.strip_suffix("()")
        && !is_own(name)
    {
        return command("vars", "");
    }
    let asked = line
        .strip_prefix("help(")
        .and_then(|rest| rest.strip_suffix(')'))
        .filter(|_| !is_own("help"))
        .or_else(|| line.strip_prefix('?'))
        .or_else(|| line.strip_suffix('?'));
    if let Some(name) = asked {
        let name = name.trim().trim_matches(['"', '\'', '`']);
        if !name.is_empty() && name.chars().all(is_name) {
            return command("doc", name);
        }
    }
    Typed::Code(text)
}

/// The command that is written most like this one.
pub fn nearest(name: &str) -> Option<&'static str> {
    let likeness = |command: &&Command| strsim::jaro_winkler(name, command.name);
    COMMANDS
        .iter()
        .filter(|command| likeness(command) > 0.7)
        .max_by(|one, other| likeness(one).total_cmp(&likeness(other)))
        .map(|command| command.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_habits_are_commands_and_code_is_code() {
        let command = |name, rest| Typed::Command { name, rest };
        for (text, typed) in [
            ("  ", Typed::Nothing),
            ("exit", command("quit", "")),
            ("quit();", command("quit", "")),
            ("exit()", Typed::Code("exit()")),
            ("help", command("help", "")),
            ("help(threading.Lock)", command("doc", "threading.Lock")),
            ("help(\"Lock\")", command("doc", "Lock")),
            ("Lock.acquire?", command("doc", "Lock.acquire")),
            (":load a b.rhai ", command("load", "a b.rhai")),
            (":save! x", command("save!", "x")),
            (":thread", Typed::Unknown("thread")),
            ("help(1 + 2)", Typed::Code("help(1 + 2)")),
            ("a + b", Typed::Code("a + b")),
        ] {
            assert_eq!(understand(text, |_| false), typed, "{text}");
        }
        assert_eq!(understand("help()", |_| true), Typed::Code("help()"));
        assert_eq!(nearest("thread"), Some("threads"));
        assert_eq!(nearest("xyz"), None);
    }
}
