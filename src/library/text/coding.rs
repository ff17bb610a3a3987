//! Encodings of texts: their names, and text from bytes and back.

use crate::messages::message;
use crate::objects::abi::size;
use crate::objects::error::Error;
use crate::objects::value::Value;

/// How a text stands in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

/// What is done about bytes that mean nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Faults {
    Strict,
    Replace,
    Ignore,
}

impl Encoding {
    /// The encoding that has this name.
    ///
    /// # Errors
    /// `LookupError` for any other name.
    pub fn named(name: &str) -> Result<Encoding, Error> {
        match name.to_lowercase().replace('_', "-").as_str() {
            "utf-8" | "utf8" => Ok(Encoding::Utf8),
            "ascii" | "us-ascii" => Ok(Encoding::Ascii),
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" => Ok(Encoding::Latin1),
            _ => Err(Error::raised(
                "LookupError",
                message!("encoding-unknown", name),
            )),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
        }
    }

    /// The bytes of a text.
    ///
    /// # Errors
    /// `ValueError` for characters that it does not have.
    pub fn encode(self, text: &str) -> Result<Vec<u8>, Error> {
        let last = match self {
            Encoding::Utf8 => return Ok(text.as_bytes().to_vec()),
            Encoding::Ascii => 127,
            Encoding::Latin1 => 255,
        };
        let byte = |char| {
            u8::try_from(u32::from(char))
                .ok()
                .filter(|byte| *byte <= last)
        };
        let bytes = text.chars().map(byte).collect::<Option<Vec<u8>>>();
        bytes.ok_or_else(|| {
            Error::value_error(message!("encode-characters", encoding = self.name()))
        })
    }

    /// The text that bytes mean.
    ///
    /// # Errors
    /// `ValueError` for bytes that mean nothing, unless they are replaced or ignored; too large a text.
    pub fn decode(self, bytes: Vec<u8>, faults: Faults) -> Result<Value, Error> {
        if self == Encoding::Latin1 {
            return size::made_text(bytes.into_iter().map(char::from).collect());
        }
        let bad = (bytes.iter()).position(|byte| self == Encoding::Ascii && !byte.is_ascii());
        match (String::from_utf8(bytes), bad, faults) {
            (Ok(text), None, _) => Ok(text.into()),
            (Ok(text), Some(_), Faults::Replace | Faults::Ignore) => {
                let replacement = (faults == Faults::Replace).then_some('\u{fffd}');
                let kept = |char: char| {
                    if char.is_ascii() {
                        Some(char)
                    } else {
                        replacement
                    }
                };
                size::made_text(text.chars().filter_map(kept).collect())
            }
            (Err(error), _, Faults::Replace) => {
                size::made_text(String::from_utf8_lossy(error.as_bytes()).into_owned())
            }
            (Err(error), _, Faults::Ignore) => {
                let chunks = error.as_bytes().utf8_chunks();
                Ok(chunks.map(|chunk| chunk.valid()).collect::<String>().into())
            }
            (Ok(_), Some(at), Faults::Strict) => Err(self.undecodable(at)),
            (Err(error), bad, Faults::Strict) => {
                Err(self.undecodable(bad.unwrap_or(error.utf8_error().valid_up_to())))
            }
        }
    }

    fn undecodable(self, at: usize) -> Error {
        Error::value_error(message!("decode-byte", name = self.name(), at))
    }
}

impl Faults {
    /// What this word of Python's asks for.
    ///
    /// # Errors
    /// `LookupError` for any other word.
    pub fn named(name: &str) -> Result<Faults, Error> {
        match name {
            "strict" => Ok(Faults::Strict),
            "replace" => Ok(Faults::Replace),
            "ignore" => Ok(Faults::Ignore),
            _ => Err(
                Error::raised("LookupError", message!("faults-unknown", name))
                    .with_hint(message!("faults-unknown.hint")),
            ),
        }
    }
}
