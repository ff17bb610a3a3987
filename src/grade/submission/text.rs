//! The text of a file that a student's editor wrote.

use crate::messages::{Message, message};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and how it was encoded: `utf-8`, `utf-16le`, `windows-1252` …
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    pub text: String,
    pub encoding: String,
}

/// Read a script: UTF-8, UTF-16 with a byte order mark, else Windows-1252, which old editors write.
///
/// # Errors
/// It is no text, or has more than `most` bytes.
pub fn decoded(bytes: &[u8], most: u64) -> Result<Decoded, Message> {
    if bytes.len() as u64 > most {
        return Err(message!("marks-source-long", bytes = bytes.len(), most));
    }
    let marked = Encoding::for_bom(bytes);
    let (encoding, start) = match marked {
        Some((encoding, length)) => (encoding, length),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (WINDOWS_1252, 0),
    };
    let (text, is_damaged) = encoding.decode_without_bom_handling(&bytes[start..]);
    let nul = text.find('\0');
    if nul.is_some() || is_damaged && [UTF_8, UTF_16BE, UTF_16LE].contains(&encoding) {
        let line = 1 + text[..nul.unwrap_or_default()].matches('\n').count();
        return Err(message!("marks-source-binary", line));
    }
    Ok(Decoded {
        text: text.into_owned(),
        encoding: encoding.name().to_ascii_lowercase(),
    })
}
