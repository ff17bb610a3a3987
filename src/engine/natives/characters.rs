//! Functions of characters, with exactly the behaviour of Rhai's `string_more.rs` and `math_basic.rs`.

use crate::engine::value::Value;

/// Call the function, if it is one of characters for these arguments.
pub(super) fn call(name: &str, char: char, args: &[Value]) -> Option<Value> {
    if !args.is_empty() {
        return None;
    }
    Some(match name {
        "to_upper" => Value::Char(only(char.to_uppercase()).unwrap_or(char)),
        "to_lower" => Value::Char(only(char.to_lowercase()).unwrap_or(char)),
        "to_int" => Value::Int(i64::from(u32::from(char))),
        _ => return None,
    })
}

/// The character, when it is one.
fn only(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let first = chars.next();
    match chars.next() {
        None => first,
        Some(_) => None,
    }
}
