//! Texts of the script. Up to sixteen bytes stand in the value itself: no memory is taken and no reference is counted for them. Longer ones
//! are shared by all who hold them, and copied when one of these changes it; whoever holds one alone adds to it in place.

use super::Value;
use super::characters::{Characters, count, place_in};
use super::work;
use lean_string::LeanString;
use rhai::ImmutableString;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::mem::replace;
use std::ops::{Deref, Range};
use std::sync::OnceLock;
use triomphe::Arc;

/// Texts from this length on keep what was found out of their characters; shorter ones are looked through each time.
const LONG: usize = 512;

/// A text of the script.
#[derive(Clone)]
pub struct Text(Form);

#[derive(Clone)]
enum Form {
    /// In place, or one piece of memory with a count of references before it.
    Short(LeanString),
    Long(Arc<Long>),
}

#[derive(Clone)]
struct Long {
    text: String,
    /// Found out when somebody asks, and kept up when something is added.
    characters: OnceLock<Characters>,
}

impl Long {
    fn form(text: String) -> Form {
        Form::Long(Arc::new(Long {
            text,
            characters: OnceLock::new(),
        }))
    }

    fn characters(&self) -> &Characters {
        let found = || Characters::of(&self.text);
        self.characters.get_or_init(found)
    }
}

/// The text alone, to be changed: copied when others hold it too.
fn own(long: &mut Arc<Long>) -> &mut Long {
    if !long.is_unique() {
        work::owe_bytes(long.text.len());
    }
    Arc::make_mut(long)
}

/// Two functions, so that neither form is copied by way of memory that serves both.
#[inline(never)]
fn copy_short(text: &LeanString, place: &mut Value) {
    std::mem::forget(replace(place, Value::Str(Text(Form::Short(text.clone())))));
}

#[inline(never)]
fn copy_long(long: &Arc<Long>, place: &mut Value) {
    std::mem::forget(replace(place, Value::Str(Text(Form::Long(long.clone())))));
}

impl Text {
    /// Put a copy into a place where nothing stands that must be dropped.
    #[inline(always)]
    pub(super) fn copy_to(&self, place: &mut Value) {
        match &self.0 {
            Form::Short(text) => copy_short(text, place),
            Form::Long(long) => copy_long(long, place),
        }
    }

    pub const fn new() -> Text {
        Text(Form::Short(LeanString::new()))
    }

    /// An empty text with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Text {
        match bytes < LONG {
            true => Text(Form::Short(LeanString::with_capacity(bytes))),
            false => Text(Long::form(String::with_capacity(bytes))),
        }
    }

    /// One text behind the other.
    pub fn joined(text: &str, more: &str) -> Text {
        let mut sum = Text::with_capacity(text.len() + more.len());
        sum.append(text);
        sum.append(more);
        sum
    }

    #[inline(always)]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Form::Short(text) => text.as_str(),
            Form::Long(long) => &long.text,
        }
    }

    /// Bytes that it can have before it moves, if nobody else holds it.
    #[inline]
    pub fn capacity(&self) -> usize {
        match &self.0 {
            Form::Short(text) => text.capacity(),
            Form::Long(long) => long.text.capacity(),
        }
    }

    /// Is it the very same data? Of texts that stand in their values, equal ones are the same.
    pub fn is_same(&self, other: &Text) -> bool {
        match (&self.0, &other.0) {
            (Form::Short(a), Form::Short(b)) if a.is_heap_allocated() => {
                a.as_ptr() == b.as_ptr() && a.len() == b.len()
            }
            (Form::Short(a), Form::Short(b)) => a == b,
            (Form::Long(a), Form::Long(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// Is it one in which places of characters are those of bytes, and that shows at once?
    #[inline]
    pub fn is_short_ascii(&self) -> bool {
        match &self.0 {
            Form::Short(text) => text.is_ascii(),
            Form::Long(_) => false,
        }
    }

    /// Are its characters found without a walk over a long text?
    #[inline]
    pub fn is_known(&self) -> bool {
        match &self.0 {
            Form::Short(_) => true,
            Form::Long(long) => long.characters.get().is_some(),
        }
    }

    /// The number of characters. The text may be walked over, which `meter::settle` accounts for.
    #[inline]
    pub fn length(&self) -> usize {
        match &self.0 {
            Form::Short(text) => count(text),
            Form::Long(long) => long.characters().count(),
        }
    }

    /// The character of a number, from the first.
    #[inline]
    pub fn character(&self, number: usize) -> Option<char> {
        match &self.0 {
            Form::Short(text) => match text.is_ascii() {
                true => text.as_bytes().get(number).map(|byte| char::from(*byte)),
                false => text.chars().nth(number),
            },
            Form::Long(long) => {
                let place = long.characters().place_of(&long.text, number);
                long.text[place..].chars().next()
            }
        }
    }

    /// The bytes of the characters in a range; what is beyond the end is left out.
    pub fn bytes_of(&self, characters: Range<usize>) -> Range<usize> {
        let Range { start, end } = characters;
        let text = match &self.0 {
            Form::Short(text) => text.as_str(),
            Form::Long(long) => {
                let known = long.characters();
                let first = known.place_of(&long.text, start);
                return first..known.place_of(&long.text, end).max(first);
            }
        };
        if text.is_ascii() {
            let first = start.min(text.len());
            return first..end.min(text.len()).max(first);
        }
        let first = place_in(text, start);
        first..first + place_in(&text[first..], end.saturating_sub(start))
    }

    /// How many characters begin before a byte.
    pub fn characters_before(&self, place: usize) -> usize {
        match &self.0 {
            Form::Short(text) => count(&text[..place]),
            Form::Long(long) => long.characters().before(&long.text, place),
        }
    }

    /// Add to the text where it stands. What is known of it grows with it, so that a loop may add and ask in turns.
    #[inline]
    pub fn append(&mut self, more: &str) {
        match &mut self.0 {
            Form::Short(text) if text.len() + more.len() < LONG => text.push_str(more),
            _ => self.append_long(more),
        }
    }

    #[inline(never)]
    fn append_long(&mut self, more: &str) {
        match &mut self.0 {
            Form::Short(text) => {
                let length = text.len() + more.len();
                let mut sum = String::with_capacity(length + length / 2);
                sum.push_str(text);
                sum.push_str(more);
                self.0 = Long::form(sum);
            }
            Form::Long(long) => {
                let Long { text, characters } = own(long);
                let from = text.len();
                text.push_str(more);
                if let Some(characters) = characters.get_mut() {
                    characters.look_on(text, from);
                }
            }
        }
    }

    /// The text so many times.
    pub fn repeat(&self, times: usize) -> Text {
        match &self.0 {
            Form::Short(text) if text.len().saturating_mul(times) < LONG => {
                Text(Form::Short(text.repeat(times)))
            }
            _ => self.as_str().repeat(times).into(),
        }
    }

    /// Take the last character away.
    pub fn pop(&mut self) -> Option<char> {
        match &mut self.0 {
            Form::Short(text) => text.pop(),
            Form::Long(long) => {
                let Long { text, characters } = own(long);
                let last = text.pop()?;
                if let Some(characters) = characters.get_mut() {
                    characters.forget_last();
                }
                Some(last)
            }
        }
    }

    /// The text with all letters of ASCII made large; itself when they are.
    pub fn to_ascii_uppercase(&self) -> Text {
        match &self.0 {
            Form::Short(text) => Text(Form::Short(text.to_ascii_uppercase())),
            Form::Long(long) if long.text.bytes().any(|byte| byte.is_ascii_lowercase()) => {
                long.text.to_ascii_uppercase().into()
            }
            Form::Long(_) => self.clone(),
        }
    }

    /// The text with all letters of ASCII made small; itself when they are.
    pub fn to_ascii_lowercase(&self) -> Text {
        match &self.0 {
            Form::Short(text) => Text(Form::Short(text.to_ascii_lowercase())),
            Form::Long(long) if long.text.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                long.text.to_ascii_lowercase().into()
            }
            Form::Long(_) => self.clone(),
        }
    }
}

impl Default for Text {
    fn default() -> Text {
        Text::new()
    }
}

impl Deref for Text {
    type Target = str;

    #[inline(always)]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Text {
    #[inline]
    fn eq(&self, other: &Text) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Text) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Text) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl From<&str> for Text {
    #[inline]
    fn from(text: &str) -> Text {
        match text.len() < LONG {
            true => Text(Form::Short(text.into())),
            false => Text(Long::form(text.to_string())),
        }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        match text.len() < LONG {
            true => Text(Form::Short(text.as_str().into())),
            false => Text(Long::form(text)),
        }
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Text {
        text.as_str().into()
    }
}

impl From<char> for Text {
    #[inline]
    fn from(char: char) -> Text {
        Text(Form::Short(char.into()))
    }
}

/// From Rhai's packages, and from the names in code.
impl From<ImmutableString> for Text {
    fn from(text: ImmutableString) -> Text {
        text.as_str().into()
    }
}

impl From<&ImmutableString> for Text {
    fn from(text: &ImmutableString) -> Text {
        text.as_str().into()
    }
}

/// For Rhai's packages.
impl From<Text> for ImmutableString {
    fn from(text: Text) -> ImmutableString {
        text.as_str().into()
    }
}

impl From<&Text> for ImmutableString {
    fn from(text: &Text) -> ImmutableString {
        text.as_str().into()
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        match text.0 {
            Form::Short(text) => text.into(),
            Form::Long(mut long) => match Arc::get_mut(&mut long) {
                Some(long) => std::mem::take(&mut long.text),
                None => long.text.clone(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_sixteen_bytes_and_leaves_room_for_the_kind_of_a_value() {
        assert_eq!(size_of::<Text>(), 16);
        assert_eq!(size_of::<Option<Option<Text>>>(), 16);
    }

    #[test]
    fn what_is_kept_of_a_text_is_what_a_walk_finds() {
        let pieces = [
            "abc",
            "é",
            "日本語",
            "😀x",
            "",
            "zzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        ];
        for first in ["a", "é", "😀"] {
            for start in [1, 100, 300] {
                let mut text = Text::from(first.repeat(start));
                for turn in 0..600 {
                    text.append(pieces[turn * 7 % pieces.len()]);
                    let all: Vec<(usize, char)> = text.char_indices().collect();
                    assert_eq!(text.length(), all.len());
                    for number in [
                        0,
                        1,
                        turn,
                        63,
                        64,
                        65,
                        all.len() - 1,
                        all.len(),
                        all.len() + 70,
                    ] {
                        let wanted = all.get(number);
                        assert_eq!(text.character(number), wanted.map(|(_, char)| *char));
                        let place = wanted.map_or(text.len(), |(place, _)| *place);
                        assert_eq!(text.characters_before(place), number.min(all.len()));
                        let end = all.get(number + 5).map_or(text.len(), |(place, _)| *place);
                        assert_eq!(text.bytes_of(number..number + 5), place..end);
                    }
                    if turn % 50 == 0 {
                        assert_eq!(text.pop(), all.last().map(|(_, char)| *char));
                        assert_eq!(text.length(), all.len() - 1);
                    }
                }
            }
        }
    }

    #[test]
    fn adding_to_a_text_that_was_looked_at_copies_nothing() {
        let mut text = Text::from("a".repeat(1 << 20));
        text.append("b");
        let place = text.as_ptr();
        for _ in 0..100 {
            assert_eq!(text.character(1 << 20), Some('b'));
            text.append("c");
        }
        assert_eq!(text.as_ptr(), place);
    }

    #[test]
    fn a_text_that_others_hold_stays_as_it_is() {
        for length in [3, 16, 17, 500, 511, 512, 5000] {
            let text = Text::from("é".repeat(length / 2 + 1));
            let before = text.to_string();
            let mut other = text.clone();
            assert!(text.is_same(&other));
            other.append("x");
            assert!(!text.is_same(&other));
            assert_eq!(other.pop(), Some('x'));
            assert_eq!(other, text);
            assert_eq!(text.as_str(), before);
            assert_eq!(String::from(other), before);
        }
    }
}
