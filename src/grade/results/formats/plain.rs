//! A check as plain text: what is wrong, where, the schedule that shows it, the hint.

use super::words;
use crate::grade::results::CheckResult;
use crate::messages::{Language, message, visible, visible_lines};

/// The sentence with its line.
pub fn sentence(check: &CheckResult, language: Language) -> String {
    let message = visible_lines(check.message.in_language(language));
    let place = check.place.as_ref().filter(|place| place.line > 0);
    match place {
        Some(place) if !message.is_empty() => {
            format!("{message} ({})", words::place(place, "", language))
        }
        _ => message,
    }
}

/// All of it but the hint.
pub fn body(check: &CheckResult, language: Language) -> String {
    let mut lines = vec![sentence(check, language)];
    if let Some(place) = check.place.as_ref().filter(|place| !place.text.is_empty()) {
        lines.push(format!("{}: {}", place.line, visible(&place.text)));
    }
    if let Some(example) = &check.counterexample {
        lines.push(words::drawn(example, language));
        lines.push(words::found(example, check.evidence).in_language(language));
    }
    if let Some(replay) = &check.replay {
        lines.push(message!("marks-replay", command = visible(replay)).in_language(language));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// The hints.
pub fn hint(check: &CheckResult, language: Language) -> String {
    check.hint.as_ref().map_or_else(String::new, |hint| {
        visible_lines(hint.in_language(language))
    })
}

/// Everything.
pub fn whole(check: &CheckResult, language: Language) -> String {
    let hint = hint(check, language);
    match hint.is_empty() {
        true => body(check, language),
        false => format!(
            "{}\n{}",
            body(check, language),
            message!("marks-hint", hint).in_language(language)
        ),
    }
}
