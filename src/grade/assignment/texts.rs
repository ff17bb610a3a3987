//! What texts and numbers may be: `">= 5"`, `{ has = ["VIVANT"] }`.

use super::table::{Entry, Given};
use crate::grade::outcomes::{compiled, compiled_block};
use crate::grade::property::{Condition, Number, Outcomes, Text};
use crate::messages::{Message, message};
use toml_edit::Value;

/// The keys of a text's table.
const OF_TEXT: &[&str] = &[
    "has",
    "lacks",
    "lines",
    "unordered",
    "regex",
    "count",
    "times",
    "same_as",
];

/// What the solution gives is asked for by this word.
pub const SOLUTION: &str = "solution";

/// Counts are whole; times and ratios may have a point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Whole,
    Any,
}

/// `5`, `">= 5"`, `"<= 3.5"`, `"2..4"`, `"± 1 of 26"`.
pub fn number(entry: &Entry, kind: Kind) -> Option<Number> {
    let wanted = || message!("assignment-a-condition");
    let number = match entry.given {
        Given::Value(Value::Integer(_) | Value::Float(_)) => Number::Exactly(entry.number()?),
        Given::Value(Value::String(text)) => {
            let given = || format!("\"{}\"", text.value());
            match parsed(text.value()) {
                Some(number) => number,
                None => {
                    let key = &entry.key;
                    entry.wrong(
                        message!("model-wrong", key, wanted = wanted(), given = given()),
                        None,
                    );
                    return None;
                }
            }
        }
        _ => return entry.unlike(wanted()),
    };
    let (least, most) = match number {
        Number::Exactly(value) => (value, value),
        Number::AtLeast(least) => (least, least),
        Number::AtMost(most) => (most, most),
        Number::Between(least, most) => (least, most),
    };
    let is_whole = |value: f64| value.fract() == 0.0;
    let refused = if most < 0.0 || matches!(number, Number::Exactly(value) if value < 0.0) {
        message!("assignment-number-negative", key = &entry.key)
    } else if least > most {
        message!("assignment-number-empty", key = &entry.key)
    } else if kind == Kind::Whole && !(is_whole(least) && is_whole(most)) {
        message!("assignment-number-whole", key = &entry.key)
    } else {
        return Some(number);
    };
    entry.wrong(refused, None);
    None
}

fn parsed(text: &str) -> Option<Number> {
    let value = |text: &str| {
        let number = text.trim().parse::<f64>().ok()?;
        number.is_finite().then_some(number)
    };
    let text = text.trim();
    if let Some(least) = text.strip_prefix(">=").or_else(|| text.strip_prefix('≥')) {
        return Some(Number::AtLeast(value(least)?));
    }
    if let Some(most) = text.strip_prefix("<=").or_else(|| text.strip_prefix('≤')) {
        return Some(Number::AtMost(value(most)?));
    }
    if let Some(around) = text.strip_prefix('±').or_else(|| text.strip_prefix("+-")) {
        let (by, of) = around
            .split_once(" of ")
            .or_else(|| around.split_once(" de "))?;
        let (by, of) = (value(by)?, value(of)?);
        return (by >= 0.0).then_some(Number::Between((of - by).max(0.0), of + by));
    }
    if let Some((least, most)) = text.split_once("..") {
        return Some(Number::Between(value(least)?, value(most)?));
    }
    Some(Number::Exactly(value(text)?))
}

/// A text that must be equal, or a table of conditions.
pub fn text(entry: &Entry) -> Option<Text> {
    if let Some(text) = entry.as_str() {
        return Some(Text::Equal(text.to_owned()));
    }
    if !entry.given.is_table() {
        return entry.unlike(message!("assignment-a-text-condition"));
    }
    let table = entry.table(entry.key.clone())?;
    table.check_keys(OF_TEXT);
    let mut conditions = Vec::new();
    let mut is_right = true;
    // In the order of the text: what a teacher writes first is told first.
    for part in table.entries() {
        let condition = match part.key.as_str() {
            "has" => part.some_strings().map(Condition::Has),
            "lacks" => part.some_strings().map(Condition::Lacks),
            "lines" => part.strings().map(Condition::Lines),
            "unordered" => part.strings().map(Condition::Unordered),
            "regex" => regex(&part).map(Condition::Regex),
            "count" => match table.required("times") {
                None => None,
                Some(times) => (regex(&part).zip(number(&times, Kind::Whole)))
                    .map(|(regex, times)| Condition::Count { regex, times }),
            },
            "same_as" => part.word(&[SOLUTION]).map(|_| Condition::SameAsSolution),
            "times" if !table.has("count") => {
                let owner = entry.key.clone();
                part.wrong(
                    message!("assignment-key-missing", key = "count", owner),
                    None,
                );
                None
            }
            _ => continue,
        };
        match condition {
            Some(condition) => conditions.push(condition),
            None => is_right = false,
        }
    }
    if table.entries().next().is_none() {
        entry.wrong(message!("assignment-text-empty", key = &entry.key), None);
        return None;
    }
    is_right.then_some(Text::With(conditions))
}

/// A regular expression that compiles.
pub fn regex(entry: &Entry) -> Option<String> {
    pattern(entry, compiled)
}

/// One of a block of lines.
pub fn block(entry: &Entry) -> Option<String> {
    pattern(entry, compiled_block)
}

fn pattern(
    entry: &Entry,
    compiled: fn(&str) -> Result<regex::Regex, regex::Error>,
) -> Option<String> {
    let pattern = entry.text()?;
    match compiled(&pattern) {
        Ok(_) => Some(pattern),
        Err(error) => {
            entry.wrong(message!("assignment-regex", reason = reason(&error)), None);
            None
        }
    }
}

/// The last line of what the crate says: the others draw the pattern.
fn reason(error: &regex::Error) -> Message {
    let told = error.to_string();
    let last = told.lines().last().unwrap_or_default().trim();
    Message::from(last.strip_prefix("error: ").unwrap_or(last))
}

/// A list of texts, or those of the solution.
pub fn outcomes(entry: &Entry) -> Option<Outcomes> {
    if entry.as_str().is_some() {
        return entry.word(&[SOLUTION]).map(|_| Outcomes::OfTheSolution);
    }
    let list = entry.list(message!("assignment-some-outcomes"))?;
    if list.is_empty() {
        entry.wrong(message!("assignment-empty-list", key = &entry.key), None);
        return None;
    }
    let texts: Vec<Option<Text>> = list.iter().map(text).collect();
    Some(Outcomes::These(texts.into_iter().collect::<Option<_>>()?))
}
