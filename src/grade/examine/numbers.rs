//! The bounds of a number that is asked for, and the words for it.

use crate::grade::property::Number;

/// A number as sentences say what is expected: `5`, `≥ 5`, `2–4`.
pub fn wanted(number: Number) -> String {
    match number {
        Number::Exactly(value) => value.to_string(),
        Number::AtLeast(least) => format!("≥ {least}"),
        Number::AtMost(most) => format!("≤ {most}"),
        Number::Between(least, most) => format!("{least}–{most}"),
    }
}

/// The least that would do.
pub fn least(number: Number) -> f64 {
    match number {
        Number::Exactly(value) | Number::AtLeast(value) | Number::Between(value, _) => value,
        Number::AtMost(_) => f64::NEG_INFINITY,
    }
}

/// The most that would do.
pub fn most(number: Number) -> f64 {
    match number {
        Number::Exactly(value) | Number::AtMost(value) | Number::Between(_, value) => value,
        Number::AtLeast(_) => f64::INFINITY,
    }
}
