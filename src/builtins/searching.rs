//! Finding a text in another one, and what is made of that: pieces and replacements. The standard library prepares each search for long
//! texts; most texts of a script are short.

use crate::objects::value::{Text, Value};
use memchr::{memchr, memchr_iter};

/// In longer texts the preparation pays, and the plain way could take very long.
const SHORT: usize = 256;

/// Letters to choose from: fewer than a search for many bytes at once is worth.
const LETTERS: usize = 32;

/// Where the part begins first, in bytes.
pub fn find(text: &str, part: &str) -> Option<usize> {
    let [first, rest @ ..] = part.as_bytes() else {
        return Some(0);
    };
    let bytes = text.as_bytes();
    if rest.is_empty() {
        return memchr(*first, bytes);
    }
    if bytes.len() > SHORT {
        return text.find(part);
    }
    let last = bytes.len().checked_sub(part.len())?;
    let starts = memchr_iter(*first, &bytes[..=last]);
    starts
        .into_iter()
        .find(|start| bytes[start + 1..].starts_with(rest))
}

/// Does the character stand in the text?
pub fn has_char(text: &str, char: char) -> bool {
    match char.is_ascii() && text.len() < LETTERS {
        true => text.as_bytes().contains(&(char as u8)),
        false => text.contains(char),
    }
}

/// The pieces of the text between the separators; nothing where it has none. The separator is not empty.
pub(crate) fn split(text: &str, between: &str) -> Option<Vec<Value>> {
    let first = find(text, between)?;
    if between.len() > 1 && text.len() > SHORT {
        return Some(text.split(between).map(Value::from).collect());
    }
    if let [only] = between.as_bytes() {
        return Some(split_by_byte(text, *only, first));
    }
    let mut pieces = Vec::with_capacity(4);
    let (mut rest, mut found) = (text, Some(first));
    while let Some(place) = found {
        pieces.push(Value::from(&rest[..place]));
        rest = &rest[place + between.len()..];
        found = find(rest, between);
    }
    pieces.push(Value::from(rest));
    Some(pieces)
}

/// The pieces between all bytes of a value, of which the first is found.
fn split_by_byte(text: &str, between: u8, first: usize) -> Vec<Value> {
    let bytes = text.as_bytes();
    let count = memchr_iter(between, &bytes[first..]).count();
    let mut pieces = Vec::with_capacity(count + 1);
    let mut start = 0;
    let mut piece = |place: usize| {
        pieces.push(Value::from(&text[start..place]));
        start = place + 1;
    };
    // Many bytes at once are looked at with a start of their own, which short pieces are not worth.
    if bytes.len() < 16 * count {
        let places = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == between);
        places.for_each(|(place, _)| piece(place));
    } else {
        memchr_iter(between, bytes).for_each(piece);
    }
    pieces.push(Value::from(&text[start..]));
    pieces
}

/// The text with all `old` made `new`.
pub fn replace(text: &Text, old: &str, new: &str) -> Text {
    if old.is_empty() || text.len() > SHORT {
        return text.replace(old, new).into();
    }
    let Some(mut place) = find(text, old) else {
        return text.clone();
    };
    let mut changed = String::with_capacity(text.len() + new.len());
    let mut rest = text.as_str();
    loop {
        changed.push_str(&rest[..place]);
        changed.push_str(new);
        rest = &rest[place + old.len()..];
        match find(rest, old) {
            Some(next) => place = next,
            None => break,
        }
    }
    changed.push_str(rest);
    changed.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_texts_are_searched_as_the_standard_library_does() {
        let texts = [
            "",
            "a",
            "aa",
            "aaa",
            "abab",
            "ababa",
            "b",
            "é",
            "aéa",
            "日本日本",
            "xay",
        ];
        let mut all: Vec<String> = texts.map(String::from).into();
        all.extend(texts.map(|text| text.repeat(200)));
        for text in &all {
            for part in texts.iter().filter(|part| !part.is_empty()) {
                assert_eq!(find(text, part), text.find(part));
                let pieces: Option<Vec<String>> = split(text, part).map(|pieces| {
                    let texts = pieces.iter().filter_map(Value::as_str);
                    texts.map(String::from).collect()
                });
                let wanted = text.contains(part);
                let wanted = wanted.then(|| text.split(part).map(String::from).collect());
                assert_eq!(pieces, wanted, "{text:?} {part:?}");
                for new in ["", "z", "aba", "日"] {
                    let changed = replace(&text.as_str().into(), part, new);
                    assert_eq!(changed.as_str(), text.replace(part, new));
                }
            }
        }
    }
}
