//! `:doc NAME` and `help(NAME)`: the session's own functions and classes, a variable's class, `:commands`; all else the catalogue knows.

use super::commands::COMMANDS;
use crate::catalogue::{Look, Role, about, help};
use crate::objects::abi::Topic;
use crate::objects::code::Lines;
use crate::objects::value::Value;

/// What is known of the name, ready to be shown.
pub fn doc(name: &str, lines: &Lines, look: Look) -> String {
    let bare = name.trim().trim_end_matches("()");
    if let Some(page) = of_command(bare, look).or_else(|| of_session(bare, lines, look)) {
        return page;
    }
    help(&of_variable(bare, lines), look).unwrap_or_else(|unknown| unknown.text)
}

fn of_command(name: &str, look: Look) -> Option<String> {
    let name = name.strip_prefix(':')?;
    let command = COMMANDS.iter().find(|known| known.name == name)?;
    let title = look
        .paint
        .role(Role::Title, &command.spelled(look.language));
    Some(format!("{title}\n{}\n", command.summary(look.language)))
}

/// A function or class of the session.
fn of_session(name: &str, lines: &Lines, look: Look) -> Option<String> {
    let mut named = lines.functions();
    named.retain(|(unit, index)| unit.function(*index).name == name);
    let topic = match lines.class(name) {
        Some(class) => Topic::Class(class),
        None if named.is_empty() => return None,
        None => Topic::Functions(named),
    };
    about(&topic, look).ok()
}

/// `verrou.acquire` is `Lock.acquire` where the variable holds a lock.
fn of_variable(name: &str, lines: &Lines) -> String {
    let class = || {
        let (variable, rest) = name.split_once('.').unwrap_or((name, ""));
        let (cell, _) = lines.variable(variable)?;
        let Value::Object(object) = cell.load()? else {
            return None;
        };
        let class = object.native_class()?;
        let dot = if rest.is_empty() { "" } else { "." };
        Some(format!("{}.{}{dot}{rest}", class.module, class.name))
    };
    class().unwrap_or_else(|| name.to_string())
}
