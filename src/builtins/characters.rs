//! Functions of characters, with exactly the behaviour of Rhai's `string_more.rs` and `math_basic.rs`.

use crate::objects::abi::Word;
use crate::objects::value::Value;

/// Call the function, if it is one of characters for these arguments.
pub(crate) fn call(word: Word, char: char, args: &[Value]) -> Option<Value> {
    if !args.is_empty() {
        return None;
    }
    Some(match word {
        Word::ToUpper => Value::Char(only(char.to_uppercase()).unwrap_or(char)),
        Word::ToLower => Value::Char(only(char.to_lowercase()).unwrap_or(char)),
        Word::ToInt => Value::Int(i64::from(u32::from(char))),
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
