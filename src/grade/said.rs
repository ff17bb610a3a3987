//! Reasons in words: the sentence of a failure in both languages.

use super::bilingual::Bilingual;
use super::job::Failure;
use super::reason::Reason;
use crate::messages::{Argument, Language, text, visible};
use std::collections::BTreeMap;

/// All that fills the sentences of reasons.
const PLACES: &[&str] = &[
    "a", "b", "cell", "clock", "count", "error", "expected", "expr", "file", "function", "given",
    "limit", "kind", "line", "lock", "n", "others", "program", "seconds", "text", "thread",
    "turns", "value", "values", "what",
];

/// What stands for a value in French, if it is not the same.
pub fn french(name: &str) -> String {
    format!("{name}.fr")
}

/// The sentence of a reason, filled by these values (`Failure::arguments`).
pub fn sentence(reason: Reason, arguments: &BTreeMap<String, String>) -> Bilingual {
    let said = |language| {
        let filled = PLACES.iter().filter_map(|name| {
            let own = match language {
                Language::English => None,
                Language::French => arguments.get(&french(name)),
            };
            let value = own.or_else(|| arguments.get(*name));
            // Time is virtual unless it is said that it is not.
            let usual = (*name == "clock").then_some("virtual");
            let value = value.map(String::as_str).or(usual)?;
            Some((*name, argument(value)))
        });
        let filled: Vec<(&'static str, Argument)> = filled.collect();
        let told = text(language, reason.message(), &filled);
        told.unwrap_or_else(|| reason.name().to_owned())
    };
    Bilingual {
        en: said(Language::English),
        fr: said(Language::French),
    }
}

/// A whole number chooses words: `1 thread`, `2 threads`.
fn argument(value: &str) -> Argument {
    match value.parse::<i64>() {
        Ok(count) if count.to_string() == value => Argument::Count(count),
        _ => Argument::Text(visible(value)),
    }
}

impl Failure {
    /// Its sentence, when its reason is known.
    pub fn sentence(&self) -> Option<Bilingual> {
        Some(sentence(self.reason?, &self.arguments))
    }
}
