//! Methods of strings that give a new value: strip, upper, startswith, join, encode … Formatting is in `format`.

use super::coding::{Encoding, Faults};
use super::plain::{all_bytes, fill_up, plainly_padded, plainly_stripped, plainly_tested};
use crate::builtins::{check_replaced, drafted, find, replace, same_item};
use crate::library::Answer;
use crate::library::declare::natives;
use crate::messages::message;
use crate::objects::abi;
use crate::objects::abi::{Call, Native, meter, size};
use crate::objects::error::Error;
use crate::objects::value::{Text, Value, type_name};
use rhai::{Blob, Dynamic};

pub static FUNCTIONS: &[Native] = natives! {
    /// Give the text without white space, or the given characters, at both ends.
    ///
    /// Rhai's `trim` changes the string in place and gives nothing.
    ///
    /// Without `characters`, white space is meant: spaces, tabs, ends of lines.
    ///
    /// ```
    /// print("[" + "  banane ".strip() + "]");   // prints [banane]
    /// print("**a**".strip("*"));                // prints a
    /// ```
    fn strip(text, characters = ()) |call| {
        stripped(call, |text, strip| text.trim_matches(strip))
    } plain |text, others| { plainly_stripped(text, others, str::trim) }

    /// Give the text without white space, or the given characters, at its start.
    ///
    /// ```
    /// print("[" + "  banane ".lstrip() + "]");  // prints [banane ]
    /// print("007".lstrip("0"));                 // prints 7
    /// ```
    fn lstrip(text, characters = ()) |call| {
        stripped(call, |text, strip| text.trim_start_matches(strip))
    } plain |text, others| { plainly_stripped(text, others, str::trim_start) }

    /// Give the text without white space, or the given characters, at its end.
    ///
    /// ```
    /// print("[" + "  banane\n".rstrip() + "]"); // prints [  banane]
    /// print("oui !!!".rstrip("! "));            // prints oui
    /// ```
    fn rstrip(text, characters = ()) |call| {
        stripped(call, |text, strip| text.trim_end_matches(strip))
    } plain |text, others| { plainly_stripped(text, others, str::trim_end) }

    /// Give the text in capital letters.
    ///
    /// ```
    /// print("ping".upper());    // prints PING
    /// ```
    fn upper(text) |call| {
        let text = call.text(0, "text")?;
        Ok(match text.is_short_ascii() {
            true => Value::Str(text.to_ascii_uppercase()),
            false => text.to_uppercase().into(),
        })
    } plain |text, _others| {
        match text {
            Value::Str(text) if text.is_short_ascii() => Some(Value::Str(text.to_ascii_uppercase())),
            _ => None,
        }
    }

    /// Give the text in small letters.
    ///
    /// ```
    /// print("PING".lower());    // prints ping
    /// ```
    fn lower(text) |call| {
        let text = call.text(0, "text")?;
        Ok(match text.is_short_ascii() {
            true => Value::Str(text.to_ascii_lowercase()),
            false => text.to_lowercase().into(),
        })
    } plain |text, _others| {
        match text {
            Value::Str(text) if text.is_short_ascii() => Some(Value::Str(text.to_ascii_lowercase())),
            _ => None,
        }
    }

    /// Give the text with its first letter as a capital and the others small.
    ///
    /// ```
    /// print("aDA".capitalize());              // prints Ada
    /// ```
    fn capitalize(text) |call| {
        let text = call.text(0, "text")?;
        let mut chars = text.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
        Ok(format!("{first}{}", chars.as_str().to_lowercase()).into())
    }

    /// Give the text with a capital at the start of each word.
    ///
    /// ```
    /// print("ada lovelace".title());          // prints Ada Lovelace
    /// ```
    fn title(text) |call| {
        let mut result = String::new();
        let mut inside = false;
        for char in call.text(0, "text")?.chars() {
            match inside {
                true => result.extend(char.to_lowercase()),
                false => result.extend(char.to_uppercase()),
            }
            inside = char.is_alphabetic();
        }
        Ok(result.into())
    }

    /// Tell whether the text starts with `prefix`, or with one of an array of them.
    ///
    /// ```
    /// print("google.fr".startswith("goo"));             // prints true
    /// print("google.fr".startswith(["www.", "ftp."]));  // prints false
    /// ```
    fn startswith(text, prefix) |call| { with_one_of(call, "prefix", |text, part| text.starts_with(part)) }
        plain |text, others| { plainly_tested(text, others, |text, part| text.starts_with(part)) }

    /// Tell whether the text ends with `suffix`, or with one of an array of them.
    ///
    /// ```
    /// print("notes.txt".endswith(".txt"));              // prints true
    /// print("notes.txt".endswith([".md", ".rhai"]));    // prints false
    /// ```
    fn endswith(text, suffix) |call| { with_one_of(call, "suffix", |text, part| text.ends_with(part)) }
        plain |text, others| { plainly_tested(text, others, |text, part| text.ends_with(part)) }

    /// Give the text without `prefix` at its start, if it is there.
    ///
    /// ```
    /// print("www.google.fr".removeprefix("www."));      // prints google.fr
    /// print("google.fr".removeprefix("www."));          // prints google.fr
    /// ```
    fn removeprefix(text, prefix) |call| {
        let (text, prefix) = (call.text(0, "text")?, call.text(1, "prefix")?);
        Ok(text.strip_prefix(prefix.as_str()).unwrap_or(&text).into())
    }

    /// Give the text without `suffix` at its end, if it is there.
    ///
    /// ```
    /// print("notes.txt".removesuffix(".txt"));          // prints notes
    /// ```
    fn removesuffix(text, suffix) |call| {
        let (text, suffix) = (call.text(0, "text")?, call.text(1, "suffix")?);
        Ok(text.strip_suffix(suffix.as_str()).unwrap_or(&text).into())
    }

    /// Give the place (from 0) where `part` first stands in the text, or -1.
    ///
    /// ```
    /// print("ping pong".find("pong"), "ping pong".find("x"));   // prints 5 -1
    /// ```
    fn find(text, part) |call| {
        let (text, part) = (call.text(0, "text")?, call.text(1, "part")?);
        Ok(Value::Int(find(&text, &part).map_or(-1, |at| text.characters_before(at) as i64)))
    }

    /// Give the place (from 0) where `part` last stands in the text, or -1.
    ///
    /// ```
    /// print("a/b/c".rfind("/"), "a/b/c".find("/"));     // prints 3 1
    /// ```
    fn rfind(text, part) |call| {
        let (text, part) = (call.text(0, "text")?, call.text(1, "part")?);
        Ok(Value::Int(text.rfind(part.as_str()).map_or(-1, |at| text.characters_before(at) as i64)))
    }

    /// Count how often `part` stands in the text, or how many items of an array equal it.
    ///
    /// ```
    /// print("banane".count("an"));            // prints 2
    /// print([3, 1, 3].count(3));              // prints 2
    /// ```
    fn count(text, part) |call| {
        if let Value::Array(items) = &call.args[0] {
            let mut count = 0;
            for item in items.iter() {
                count += i64::from(same_item(item, &call.args[1], call.at)?);
                meter::step(1)?;
            }
            return Ok(Value::Int(count));
        }
        let (text, part) = (call.text(0, "text")?, call.text(1, "part")?);
        Ok(Value::Int(text.matches(part.as_str()).count() as i64))
    }

    /// Give the text with `new` wherever it had `old`.
    ///
    /// Python calls this `replace`; Rhai's `replace` changes the string in place and gives nothing.
    ///
    /// ```
    /// print("a-b".replaced("-", "+"));        // prints a+b
    /// ```
    fn replaced(text, old, new) |call| {
        let (text, old, new) = (call.text(0, "text")?, call.text(1, "old")?, call.text(2, "new")?);
        check_replaced(&text, &old, &new)?;
        Ok(Value::Str(replace(&text, &old, &new)))
    }

    /// Give the lines of the text, without their ends.
    ///
    /// ```
    /// print("un\ndeux\n".splitlines());       // prints ["un", "deux"]
    /// ```
    fn splitlines(text) |call| {
        let text = call.text(0, "text")?;
        size::check_array(text.lines().count())?;
        Ok(Value::array(text.lines().map(Value::from).collect()))
    }

    /// Give what stands before the first `separator`, the separator, and what follows it.
    ///
    /// Without a separator in the text: the text and two empty ones. Fails with `ValueError` for an empty separator. Python gives a tuple.
    ///
    /// ```
    /// print("host:port".partition(":"));      // prints ["host", ":", "port"]
    /// print("host".partition(":"));           // prints ["host", "", ""]
    /// ```
    fn partition(text, separator) |call| {
        let (text, separator) = (call.text(0, "text")?, call.text(1, "separator")?);
        if separator.is_empty() {
            return Err(Error::value_error(message!("separator-empty")));
        }
        let parts = match text.split_once(separator.as_str()) {
            Some((before, after)) => [before, &separator, after],
            None => [text.as_str(), "", ""],
        };
        Ok(Value::array(parts.into_iter().map(Value::from).collect()))
    }

    /// Put the texts of an array together, with `separator` between them.
    ///
    /// Fails with `TypeError` for items that are no texts. Also as `list.join(", ")`.
    ///
    /// ```
    /// print(", ".join(["a", "b"]));           // prints a, b
    /// ```
    fn join(separator, texts) |call| {
        if matches!(call.args[0], Value::Array(_)) {
            call.args.swap(0, 1);
        }
        let separator = call.text(0, "separator")?;
        // The texts of an array are read where they stand.
        if let Value::Array(texts) = &call.args[1] {
            let join = |joined: &mut String| {
                for (index, text) in texts.iter().enumerate() {
                    call.count(index)?;
                    join_one(joined, &separator, index, text)?;
                }
                Ok(())
            };
            return drafted(join).map(Value::Str);
        }
        let mut joined = String::new();
        for (index, text) in call.items(1)?.enumerate() {
            call.count(index)?;
            join_one(&mut joined, &separator, index, &text?)?;
        }
        Ok(joined.into())
    }

    /// Give the text with spaces, or `fill`, behind it, `width` characters long.
    ///
    /// A text that is as long already stays as it is. Fails with `TypeError` if `fill` is more than one character.
    ///
    /// ```
    /// print("[" + "ab".ljust(4) + "]");       // prints [ab  ]
    /// print("ab".ljust(4, "."));              // prints ab..
    /// ```
    fn ljust(text, width, fill = " ") |call| { padded(call, |space| (0, space)) }
        plain |text, others| { plainly_padded(text, others, |space| (0, space)) }

    /// Give the text with spaces, or `fill`, before it, `width` characters long.
    ///
    /// ```
    /// for n in [7, 42] { print(str(n).rjust(3)); }
    /// // prints   7
    /// // prints  42
    /// ```
    fn rjust(text, width, fill = " ") |call| { padded(call, |space| (space, 0)) }
        plain |text, others| { plainly_padded(text, others, |space| (space, 0)) }

    /// Give the text in the middle of `width` characters.
    ///
    /// `fill` is the character to put there.
    ///
    /// ```
    /// print("titre".center(11, "="));         // prints ===titre===
    /// ```
    fn center(text, width, fill = " ") |call| { padded(call, |space| (space / 2, space - space / 2)) }

    /// Give the number with zeros before it, `width` characters long.
    ///
    /// ```
    /// print("7".zfill(3), "-7".zfill(3));     // prints 007 -07
    /// ```
    fn zfill(text, width) |call| {
        let text = call.text(0, "text")?;
        let width = width(call, 1)?;
        let (sign, digits) = match text.strip_prefix(['-', '+']) {
            Some(digits) => (&text[..1], digits),
            None => ("", text.as_str()),
        };
        let mut padded = Text::from(sign);
        fill_up(&mut padded, "0", width.saturating_sub(text.length()));
        padded.append(digits);
        Ok(Value::Str(padded))
    }

    /// Tell whether the text is made of digits, and not empty.
    ///
    /// Python's also takes digits of other scripts; here those are for `isnumeric`.
    ///
    /// ```
    /// print("12".isdigit(), "1.5".isdigit(), "".isdigit());   // prints true false false
    /// ```
    fn isdigit(text) |call| { all_chars(call, |char| char.is_ascii_digit()) }
        plain |text, _others| { all_bytes(text, u8::is_ascii_digit) }

    /// Tell whether the text is made of digits, of whatever script, and not empty.
    ///
    /// Python's `isnumeric` takes fractions such as `½` too, and so does this one.
    ///
    /// ```
    /// print("12".isnumeric(), "½".isnumeric(), "-1".isnumeric());   // prints true true false
    /// ```
    fn isnumeric(text) |call| { all_chars(call, char::is_numeric) }

    /// Tell whether the text is made of letters, and not empty.
    ///
    /// ```
    /// print("été".isalpha(), "a1".isalpha());  // prints true false
    /// ```
    fn isalpha(text) |call| { all_chars(call, char::is_alphabetic) }
        plain |text, _others| { all_bytes(text, u8::is_ascii_alphabetic) }

    /// Tell whether the text is made of letters and digits, and not empty.
    ///
    /// ```
    /// print("a1".isalnum(), "a 1".isalnum());  // prints true false
    /// ```
    fn isalnum(text) |call| { all_chars(call, char::is_alphanumeric) }
        plain |text, _others| { all_bytes(text, u8::is_ascii_alphanumeric) }

    /// Tell whether the text is made of white space, and not empty.
    ///
    /// ```
    /// print(" \t\n".isspace(), "".isspace());  // prints true false
    /// ```
    fn isspace(text) |call| { all_chars(call, char::is_whitespace) }

    /// Tell whether the text has letters and all of them are capitals.
    ///
    /// ```
    /// print("PING 2".isupper(), "Ping".isupper());   // prints true false
    /// ```
    fn isupper(text) |call| {
        let text = call.text(0, "text")?;
        Ok((text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)).into())
    }

    /// Tell whether the text has letters and all of them are small.
    ///
    /// ```
    /// print("ping 2".islower(), "Ping".islower());   // prints true false
    /// ```
    fn islower(text) |call| {
        let text = call.text(0, "text")?;
        Ok((text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase)).into())
    }

    /// Give the bytes of the text in UTF-8, as a blob.
    ///
    /// `encoding` may be `"utf-8"`, `"ascii"` or `"latin-1"`. Fails with `ValueError` for characters that it does not have, with `LookupError` for
    /// another name.
    ///
    /// ```
    /// print("é".encode().len(), "é".encode("latin-1").len());   // prints 2 1
    /// ```
    fn encode(text, encoding = "utf-8") |call| {
        let text = call.text(0, "text")?;
        Ok(blob(encoding(call)?.encode(&text)?))
    }

    /// Give the text that the bytes of a blob mean in UTF-8.
    ///
    /// Fails with `ValueError` for bytes that are no text; `errors` may be `"replace"` or `"ignore"` instead of `"strict"`.
    ///
    /// `encoding` as for `encode`.
    ///
    /// ```
    /// print("été".encode().decode());                       // prints été
    /// print("été".encode().decode("ascii", "ignore"));      // prints t
    /// ```
    fn decode(bytes, encoding = "utf-8", errors = "strict") |call| {
        let bytes = match &call.args[0] {
            Value::Foreign(dynamic) => dynamic.read_lock::<Blob>().map(|blob| blob.clone()),
            _ => None,
        };
        let Some(bytes) = bytes else {
            return Err(call.wrong(0, "bytes", message!("a-blob")));
        };
        let encoding = encoding(call)?;
        let faults = match call.optional_text(2, "errors")? {
            Some(name) => Faults::named(&name)?,
            None => Faults::Strict,
        };
        encoding.decode(bytes, faults)
    }
};

fn join_one(joined: &mut String, separator: &str, index: usize, text: &Value) -> Result<(), Error> {
    let mut letter = [0; 4];
    let part = match text {
        Value::Str(text) => text.as_str(),
        Value::Char(char) => char.encode_utf8(&mut letter),
        other => {
            let kind = type_name(other);
            return Err(Error::type_error(message!("join-item", index, kind))
                .with_hint(message!("join-item.hint")));
        }
    };
    let more = separator.len() + part.len();
    if joined.capacity() - joined.len() < more {
        abi::check_text(joined.len() + more)?;
    }
    if index > 0 {
        joined.push_str(separator);
    }
    joined.push_str(part);
    Ok(())
}

fn encoding(call: &Call) -> Result<Encoding, Error> {
    match call.optional_text(1, "encoding")? {
        Some(name) => Encoding::named(&name),
        None => Ok(Encoding::Utf8),
    }
}

fn blob(bytes: Vec<u8>) -> Value {
    Value::foreign(Dynamic::from_blob(bytes))
}

/// What `strip` and its sisters take off.
type Strip<'a> = &'a dyn Fn(char) -> bool;

fn stripped(call: &mut Call, strip: impl for<'t> Fn(&'t str, Strip) -> &'t str) -> Answer {
    let text = call.text(0, "text")?;
    let result = match call.optional_text(1, "characters")? {
        Some(characters) => strip(&text, &|char| characters.contains(char)),
        None => strip(&text, &char::is_whitespace),
    };
    Ok(match result.len() == text.len() {
        true => Value::Str(text),
        false => result.into(),
    })
}

fn with_one_of(call: &mut Call, parameter: &str, test: impl Fn(&str, &str) -> bool) -> Answer {
    let text = call.text(0, "text")?;
    if let Value::Array(parts) = &call.args[1] {
        return Ok(parts
            .iter()
            .any(|part| part.as_str().is_some_and(|part| test(&text, part)))
            .into());
    }
    Ok(test(&text, &call.text(1, parameter)?).into())
}

fn all_chars(call: &mut Call, test: impl Fn(char) -> bool) -> Answer {
    let text = call.text(0, "text")?;
    Ok((!text.is_empty() && text.chars().all(test)).into())
}

/// Widest text that padding makes.
pub(super) const WIDEST: i64 = 10_000_000;

fn width(call: &Call, index: usize) -> Result<usize, Error> {
    let width = call.int(index, "width")?;
    match width > WIDEST {
        true => Err(Error::value_error(message!(
            "width-too-large",
            name = call.name
        ))),
        false => Ok(usize::try_from(width).unwrap_or(0)),
    }
}

fn padded(call: &mut Call, sides: impl Fn(usize) -> (usize, usize)) -> Answer {
    let text = call.text(0, "text")?;
    let width = width(call, 1)?;
    let fill = call.optional_text(2, "fill")?;
    let fill = fill.as_ref().map_or(" ", Text::as_str);
    if fill.chars().count() != 1 {
        return Err(Error::type_error(message!("fill-character")));
    }
    let (before, after) = sides(width.saturating_sub(text.length()));
    let mut padded = Text::new();
    fill_up(&mut padded, fill, before);
    padded.append(&text);
    fill_up(&mut padded, fill, after);
    Ok(Value::Str(padded))
}
