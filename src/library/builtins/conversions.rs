//! From one type to another: `int`, `float`, `str`, `bool`, `repr`, `type`, `ord`, `chr`, `hex` …

use super::console::show;
use crate::library::Answer;
use crate::library::arguments::is_true;
use crate::library::declare::natives;
use crate::messages::{Message, message};
use crate::objects::abi::Native;
use crate::objects::error::Error;
use crate::objects::value::{Value, to_text, type_name};

pub static FUNCTIONS: &[Native] = natives! {
    /// Make an integer of a text or a number; a float loses what stands behind its point.
    ///
    /// `base` is that of the digits in the text, 2 to 36; 0 reads `0x`, `0o` or `0b` in front of them. Fails with `ValueError` for a text that is no
    /// number.
    ///
    /// Python's integers know no limit; here what is beyond `maxsize` fails with `OverflowError`.
    ///
    /// ```
    /// print(int("3") + 1);      // prints 4
    /// print(int(-2.7));         // prints -2
    /// print(int("ff", 16));     // prints 255
    /// ```
    fn int(value = 0, base = 10) |call| {
        let based = call.optional(1).is_some();
        match call.args.first() {
            None => Ok(Value::Int(0)),
            Some(Value::Str(_) | Value::Char(_)) => {
                let text = call.text(0, "value")?;
                parse_int(&text, call.int_or(1, "base", 10)?)
            }
            Some(_) if based => Err(Error::type_error(message!("int-base-without-text"))),
            Some(Value::Int(int)) => Ok(Value::Int(*int)),
            Some(Value::Bool(truth)) => Ok(Value::Int(i64::from(*truth))),
            Some(Value::Float(float)) => truncate(*float),
            Some(other) => Err(Error::type_error(message!("int-argument", kind = type_name(other)))),
        }
    } plain |value, others| {
        match (value, others) {
            (Value::Int(int), []) => Some(Value::Int(*int)),
            (Value::Str(text), []) => short_number(text).map(Value::Int),
            _ => None,
        }
    }

    /// Make a float of a text or a number.
    ///
    /// Fails with `ValueError` for a text that is no number.
    ///
    /// ```
    /// print(float("2.5") * 2);  // prints 5.0
    /// ```
    fn float(value = 0.0) |call| {
        match call.args.first() {
            None => Ok(Value::Float(0.0)),
            Some(Value::Str(_) | Value::Char(_)) => parse_float(&call.text(0, "value")?),
            Some(Value::Int(_) | Value::Float(_) | Value::Bool(_)) => Ok(Value::Float(call.float(0, "value")?)),
            Some(other) => Err(Error::type_error(message!("float-argument", kind = type_name(other)))),
        }
    }

    /// Give the text that `print` shows for the value.
    ///
    /// ```
    /// print("n = " + str(3));   // prints n = 3
    /// ```
    fn str(value = "") |call| {
        match call.args.first().cloned() {
            None => Ok("".into()),
            Some(value) => Ok(Value::Str(show(call, &value)?)),
        }
    } plain |value, _others| {
        match value {
            Value::Int(_) | Value::Char(_) | Value::Float(_) | Value::Str(_) => Some(Value::Str(to_text(value))),
            _ => None,
        }
    }

    /// Give the text that shows the value inside an array: strings in quotes.
    ///
    /// ```
    /// print(repr("a"));         // prints "a"
    /// ```
    fn repr(value) |call| {
        let value = call.take(0);
        Ok(call.host.debug_of(&value)?.into())
    }

    /// Tell whether an `if` of Python would take the value for true: not `false`, `()`, zero, or empty.
    ///
    /// An `if` of a script takes `true` and `false` alone, and says so for anything else.
    ///
    /// ```
    /// print(bool([]), bool("no"));   // prints false true
    /// ```
    fn bool(value = false) |call| { Ok(call.truth_or(0, false).into()) }

    /// Give the name of the value's type, as `type_of`.
    ///
    /// Python gives a class here; this is a text.
    ///
    /// ```
    /// print(type(1), type(1.5), type("a"), type([]));   // prints i64 f64 string array
    /// ```
    fn type(value) |call| { Ok(type_name(&call.args[0]).into()) }

    /// Give the number (code point) of a character.
    ///
    /// Fails with `TypeError` for a text of any other length than one character.
    ///
    /// ```
    /// print(ord("A"));          // prints 65
    /// ```
    fn ord(character) |call| {
        let text = call.text(0, "character")?;
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(char), None) => Ok(Value::Int(i64::from(u32::from(char)))),
            _ => Err(Error::type_error(message!("ord-argument", length = text.chars().count()))),
        }
    } plain |character, _others| {
        let char = match character {
            Value::Char(char) => *char,
            Value::Str(text) => {
                let mut chars = text.chars();
                chars.next().filter(|_| chars.as_str().is_empty())?
            }
            _ => return None,
        };
        Some(Value::Int(i64::from(u32::from(char))))
    }

    /// Give the character with this number (code point), as a string.
    ///
    /// Fails with `ValueError` for a number that no character has.
    ///
    /// ```
    /// print(chr(65));           // prints A
    /// ```
    fn chr(number) |call| {
        let char = u32::try_from(call.int(0, "number")?).ok().and_then(char::from_u32);
        char.map(|char| Value::Str(char.into()))
            .ok_or_else(|| Error::value_error(message!("chr-argument")))
    } plain |number, _others| {
        match number {
            Value::Int(number) => {
                let char = u32::try_from(*number).ok().and_then(char::from_u32)?;
                Some(Value::Str(char.into()))
            }
            _ => None,
        }
    }

    /// Give the integer in base 16, as `0xff`.
    ///
    /// ```
    /// print(hex(255), hex(-16));   // prints 0xff -0x10
    /// ```
    fn hex(number) |call| { Ok(prefixed("0x", call.int(0, "number")?, |n| format!("{n:x}"))) }

    /// Give the integer in base 8, as `0o17`.
    ///
    /// ```
    /// print(oct(8));            // prints 0o10
    /// ```
    fn oct(number) |call| { Ok(prefixed("0o", call.int(0, "number")?, |n| format!("{n:o}"))) }

    /// Give the integer in base 2, as `0b101`.
    ///
    /// ```
    /// print(bin(5));            // prints 0b101
    /// ```
    fn bin(number) |call| { Ok(prefixed("0b", call.int(0, "number")?, |n| format!("{n:b}"))) }

    /// Go on if the condition is true, else fail with `AssertionError` and the message.
    ///
    /// Python's `assert` is a statement; here it is a function with brackets.
    ///
    /// ```
    /// assert(1 + 1 == 2, "arithmetic is broken");
    /// try { assert(len("été") == 5, "len counts characters"); } catch (e) { print(e); }
    /// // prints AssertionError: len counts characters
    /// ```
    fn assert(condition, message = ()) |call| {
        if is_true(&call.args[0]) {
            return Ok(Value::Unit);
        }
        let message = match call.optional(1).cloned() {
            Some(message) => Message::from(show(call, &message)?.as_str()),
            None => message!("assertion"),
        };
        Err(Error::raised("AssertionError", message))
    }
};

fn prefixed(prefix: &str, number: i64, digits: impl Fn(u64) -> String) -> Value {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{prefix}{}", digits(number.unsigned_abs())).into()
}

/// The integer below (towards zero) a float.
pub fn truncate(float: f64) -> Answer {
    if float.is_nan() {
        return Err(Error::value_error(message!("int-of-nan")));
    }
    if float.is_infinite() {
        return Err(Error::raised("OverflowError", message!("int-of-infinity")));
    }
    let whole = float.trunc();
    // 2^63 is a float, 2^63 - 1 is not.
    if !(-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&whole) {
        return Err(Error::raised(
            "OverflowError",
            message!("int-of-large-float"),
        ));
    }
    Ok(Value::Int(whole as i64))
}

/// The number that a text of a few digits means.
fn short_number(text: &str) -> Option<i64> {
    let trimmed = text.as_bytes().trim_ascii();
    let (negative, digits) = match trimmed {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 18 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let size = digits
        .iter()
        .fold(0, |size, digit| 10 * size + i64::from(digit - b'0'));
    Some(if negative { -size } else { size })
}

fn parse_int(text: &str, base: i64) -> Answer {
    let invalid = || Error::value_error(message!("int-literal", base, text));
    if base != 0 && !(2..=36).contains(&base) {
        return Err(Error::value_error(message!("int-base")));
    }
    let trimmed = text.trim();
    let (sign, rest) = match trimmed.strip_prefix(['-', '+']) {
        Some(rest) => (if trimmed.starts_with('-') { "-" } else { "" }, rest),
        None => ("", trimmed),
    };
    let (found, digits) = match rest.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") if base == 0 || base == 16 => (16, &rest[2..]),
        Some("0o") if base == 0 || base == 8 => (8, &rest[2..]),
        Some("0b") if base == 0 || base == 2 => (2, &rest[2..]),
        _ if base == 0 => (10, rest),
        _ => (base as u32, rest),
    };
    let digits = without_underscores(digits).ok_or_else(invalid)?;
    if digits.is_empty() || !digits.chars().all(|char| char.is_digit(found)) {
        return Err(invalid());
    }
    i64::from_str_radix(&format!("{sign}{digits}"), found)
        .map(Value::Int)
        .map_err(|_| Error::raised("OverflowError", message!("int-too-large", text)))
}

fn parse_float(text: &str) -> Answer {
    let invalid = || Error::value_error(message!("float-literal", text));
    let digits = without_underscores(text.trim()).ok_or_else(invalid)?;
    digits.parse().map(Value::Float).map_err(|_| invalid())
}

/// Digits may be grouped by single underscores between them.
fn without_underscores(text: &str) -> Option<String> {
    let stray = text.starts_with('_') || text.ends_with('_') || text.contains("__");
    (!stray).then(|| text.replace('_', ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::value::to_debug;

    fn shown(answer: Answer) -> String {
        match answer {
            Ok(value) => to_debug(&value),
            Err(error) => format!("{:?}", error.kind()),
        }
    }

    #[test]
    fn texts_become_integers_as_in_python() {
        for (text, base, value) in [
            (" 42\n", 10, "42"),
            ("-7", 10, "-7"),
            ("+1_000", 10, "1000"),
            ("ff", 16, "255"),
            ("0xFF", 16, "255"),
            ("0b11", 0, "3"),
            ("-9223372036854775808", 10, "-9223372036854775808"),
            ("z", 36, "35"),
        ] {
            assert_eq!(shown(parse_int(text, base)), value, "{text:?}");
        }
        for text in ["", "x", "1_", "1__0", "3.5", "- 1", "0x10", "+-1", "é"] {
            assert!(
                shown(parse_int(text, 10)).contains("invalid literal"),
                "{text:?}"
            );
        }
        assert!(shown(parse_int("9223372036854775808", 10)).contains("OverflowError"));
        assert!(shown(parse_int("1", 1)).contains("base must be"));
    }

    #[test]
    fn floats_lose_what_stands_behind_the_point() {
        assert_eq!(shown(truncate(-2.7)), "-2");
        assert!(shown(truncate(f64::NAN)).contains("ValueError"));
        assert!(shown(truncate(1e19)).contains("OverflowError"));
        assert!(shown(truncate(9.3e18)).contains("OverflowError"));
        assert_eq!(shown(parse_float(" 1_0.5 ")), "10.5");
        assert!(shown(parse_float("abc")).contains("could not convert string to float: 'abc'"));
    }
}
