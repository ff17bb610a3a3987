//! Keys of maps. A short key stands in the map itself: finding one looks at no other memory, and threads that use the same keys count no
//! references to them.

use super::Text;
use foldhash::SharedSeed;
use foldhash::fast::FoldHasher;
use rhai::{Identifier, ImmutableString};
use std::cmp::Ordering;
use std::fmt;
use std::hash::Hasher;
use std::ops::Deref;
use triomphe::Arc;

/// Bytes of the longest key that needs no memory of its own.
const SHORT: usize = 14;

/// The key of an entry, in 16 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Form);

#[derive(Clone, PartialEq, Eq)]
enum Form {
    Short(Short),
    /// With its hash.
    Long(u32, Arc<Text>),
}

/// A short text; the bytes behind it are zeros, so that texts compare as numbers do.
#[derive(Clone, Copy)]
pub(super) struct Short {
    length: u8,
    bytes: [u8; SHORT],
}

/// What is looked for in a map.
pub enum Sought<'a> {
    Short(ShortText),
    Long(u32, &'a str),
}

/// A short key that is looked for: all of it in two numbers, which never go through memory as bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ShortText(u64, u64);

/// What keys can be looked for by.
pub trait Search {
    fn sought(&self) -> Sought<'_>;

    /// The key, for a map that does not have it yet.
    fn to_key(&self) -> Key;
}

impl ShortText {
    #[inline(always)]
    fn of(text: &str) -> Option<ShortText> {
        let bytes = text.as_bytes();
        let length = bytes.len();
        let (head, tail) = match length {
            0..=3 => {
                let places = bytes.iter().enumerate();
                let head = places.fold(0, |head, (place, byte)| {
                    head | u64::from(*byte) << (8 * place)
                });
                (head, 0)
            }
            // The last bytes are read at once, those before them a second time.
            4..=7 => {
                let first = u32::from_le_bytes(*bytes.first_chunk()?);
                let last = u32::from_le_bytes(*bytes.last_chunk()?);
                (u64::from(first) | u64::from(last) << (8 * (length - 4)), 0)
            }
            8..=SHORT => {
                let first = u64::from_le_bytes(*bytes.first_chunk()?);
                let last = u64::from_le_bytes(*bytes.last_chunk()?);
                (first, (last >> 8) >> (8 * (15 - length)))
            }
            _ => return None,
        };
        Some(ShortText(head, tail | (length as u64) << 48))
    }

    fn key(self) -> Key {
        let [a, b, c, d, e, f, g, h] = self.0.to_le_bytes();
        let [i, j, k, l, m, n, length, _] = self.1.to_le_bytes();
        Key(Form::Short(Short {
            length,
            bytes: [a, b, c, d, e, f, g, h, i, j, k, l, m, n],
        }))
    }

    #[inline(always)]
    fn hash(self) -> u64 {
        let mut hasher = hasher();
        hasher.write_u64(self.0);
        hasher.write_u64(self.1);
        hasher.finish()
    }
}

impl Short {
    #[inline(always)]
    fn words(&self) -> ShortText {
        let [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = self.bytes;
        ShortText(
            u64::from_le_bytes([a, b, c, d, e, f, g, h]),
            u64::from_le_bytes([i, j, k, l, m, n, self.length, 0]),
        )
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl PartialEq for Short {
    #[inline(always)]
    fn eq(&self, other: &Short) -> bool {
        self.words() == other.words()
    }
}

impl Eq for Short {}

#[inline(always)]
fn hasher() -> FoldHasher<'static> {
    FoldHasher::with_seed(0, SharedSeed::global_random())
}

#[cold]
#[inline(never)]
fn hash_of_long(text: &str) -> u32 {
    let mut hasher = hasher();
    hasher.write(text.as_bytes());
    hasher.finish() as u32
}

/// The table takes some of the highest bits and the lowest: all come from the 32 that are kept.
#[inline(always)]
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Sought<'_> {
    #[inline(always)]
    pub(super) fn of(text: &str) -> Sought<'_> {
        match ShortText::of(text) {
            Some(short) => Sought::Short(short),
            None => Sought::Long(hash_of_long(text), text),
        }
    }

    #[inline(always)]
    pub(super) fn hash(&self) -> u64 {
        match self {
            Sought::Short(text) => text.hash(),
            Sought::Long(hash, _) => spread(*hash),
        }
    }

    #[inline(always)]
    pub(super) fn is(&self, key: &Key) -> bool {
        match (self, &key.0) {
            (Sought::Short(sought), Form::Short(short)) => *sought == short.words(),
            (Sought::Long(sought, text), Form::Long(hash, long)) => {
                sought == hash && *text == long.as_str()
            }
            _ => false,
        }
    }
}

impl Key {
    #[inline(always)]
    pub(super) fn hash(&self) -> u64 {
        match &self.0 {
            Form::Short(short) => short.words().hash(),
            Form::Long(hash, _) => spread(*hash),
        }
    }

    pub fn as_str(&self) -> &str {
        match &self.0 {
            Form::Short(short) => short.as_str(),
            Form::Long(_, long) => long.as_str(),
        }
    }

    /// The key as a text of the script.
    pub fn text(&self) -> Text {
        match &self.0 {
            Form::Short(short) => short.as_str().into(),
            Form::Long(_, long) => Text::clone(long),
        }
    }
}

impl Deref for Key {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        match (&self.0, &other.0) {
            (Form::Short(a), Form::Short(b)) => {
                let (ShortText(a, rest), ShortText(b, other)) = (a.words(), b.words());
                (a.swap_bytes(), rest.swap_bytes()).cmp(&(b.swap_bytes(), other.swap_bytes()))
            }
            _ => self.as_str().cmp(other.as_str()),
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Key {
        match Sought::of(text) {
            Sought::Short(short) => short.key(),
            Sought::Long(hash, text) => Key(Form::Long(hash, Arc::new(text.into()))),
        }
    }
}

impl From<&ImmutableString> for Key {
    fn from(text: &ImmutableString) -> Key {
        text.as_str().into()
    }
}

impl From<&Text> for Key {
    fn from(text: &Text) -> Key {
        text.to_key()
    }
}

impl From<Identifier> for Key {
    fn from(text: Identifier) -> Key {
        match ShortText::of(&text) {
            Some(short) => short.key(),
            None => Key(Form::Long(
                hash_of_long(&text),
                Arc::new(text.as_str().into()),
            )),
        }
    }
}

impl Search for str {
    #[inline(always)]
    fn sought(&self) -> Sought<'_> {
        Sought::of(self)
    }

    fn to_key(&self) -> Key {
        self.into()
    }
}

impl Search for ImmutableString {
    #[inline(always)]
    fn sought(&self) -> Sought<'_> {
        Sought::of(self.as_str())
    }

    fn to_key(&self) -> Key {
        self.as_str().into()
    }
}

impl Search for Text {
    #[inline(always)]
    fn sought(&self) -> Sought<'_> {
        Sought::of(self.as_str())
    }

    #[inline]
    fn to_key(&self) -> Key {
        match Sought::of(self.as_str()) {
            Sought::Short(short) => short.key(),
            Sought::Long(hash, _) => Key(Form::Long(hash, Arc::new(self.clone()))),
        }
    }
}

impl Search for Key {
    #[inline(always)]
    fn sought(&self) -> Sought<'_> {
        match &self.0 {
            Form::Short(short) => Sought::Short(short.words()),
            Form::Long(hash, long) => Sought::Long(*hash, long.as_str()),
        }
    }

    fn to_key(&self) -> Key {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_every_length_are_told_apart_and_in_the_order_of_their_bytes() {
        let letters = "abcdefghijklmnopqrstuvwxyz";
        let mut texts: Vec<String> = (0..=20)
            .map(|length| letters[..length].to_string())
            .collect();
        texts.extend(
            [
                "a\0",
                "a\0\0",
                "\0",
                "é",
                "éé",
                "日本語",
                "日本語日本",
                "b",
                "abz",
                "\u{10ffff}",
            ]
            .map(String::from),
        );
        for a in &texts {
            let key = Key::from(a.as_str());
            assert_eq!(key.as_str(), a);
            for b in &texts {
                let other = Key::from(b.as_str());
                assert_eq!(key.cmp(&other), a.cmp(b), "{a:?} {b:?}");
                assert_eq!(key == other, a == b, "{a:?} {b:?}");
                assert_eq!(b.as_str().sought().is(&key), a == b, "{a:?} {b:?}");
                assert!(a != b || key.hash() == b.as_str().sought().hash());
            }
        }
    }

    #[test]
    fn a_key_takes_sixteen_bytes() {
        assert_eq!(size_of::<Key>(), 16);
    }
}
