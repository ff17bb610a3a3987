//! Frames: four bytes of length, little-endian, and so many bytes of JSON in UTF-8.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{Error, ErrorKind, Read, Result, Write};

/// The longest that either side takes.
pub const LONGEST: usize = 8 << 20;

/// As it goes through the pipe.
///
/// # Errors
/// `FileTooLarge`: it is longer than a frame may be.
pub fn framed(said: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; 4];
    serde_json::to_writer(&mut bytes, said)?;
    let length = bytes.len() - 4;
    if length > LONGEST {
        return Err(ErrorKind::FileTooLarge.into());
    }
    bytes[..4].copy_from_slice(&(length as u32).to_le_bytes());
    Ok(bytes)
}

/// How many bytes follow these four.
///
/// # Errors
/// `InvalidData`: more than a frame may have.
pub fn length(head: [u8; 4]) -> Result<usize> {
    match u32::from_le_bytes(head) as usize {
        length if length > LONGEST => Err(ErrorKind::InvalidData.into()),
        length => Ok(length),
    }
}

/// What the bytes say.
///
/// # Errors
/// `InvalidData`: nothing that is known.
pub fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes).map_err(|error| Error::new(ErrorKind::InvalidData, error))
}

/// Write one, waiting as long as it takes.
///
/// # Errors
/// As `framed`; what the system says.
pub fn write(pipe: &mut impl Write, said: &impl Serialize) -> Result<()> {
    pipe.write_all(&framed(said)?)?;
    pipe.flush()
}

/// Read one, waiting as long as it takes; none at the end of the pipe.
///
/// # Errors
/// As `length` and `parsed`; a pipe that ends inside of a frame; what the system says.
pub fn read<T: DeserializeOwned>(pipe: &mut impl Read) -> Result<Option<T>> {
    let mut head = [0; 4];
    let mut got = 0;
    while got < head.len() {
        match pipe.read(&mut head[got..]) {
            Ok(0) if got == 0 => return Ok(None),
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => got += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let mut bytes = vec![0; length(head)?];
    pipe.read_exact(&mut bytes)?;
    parsed(&bytes).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_its_length_and_its_text() {
        let bytes = framed(&"é").expect("it is short");
        assert_eq!(bytes, b"\x04\0\0\0\"\xc3\xa9\"");
        assert_eq!(
            read::<String>(&mut &bytes[..]).ok().flatten().as_deref(),
            Some("é")
        );
        assert!(matches!(read::<String>(&mut &b""[..]), Ok(None)));
    }

    #[test]
    fn what_is_no_frame_is_an_error_and_takes_no_memory() {
        let wrong: [&[u8]; 6] = [
            b"\x01",
            b"\xff\xff\xff\xff{}",
            b"\x05\0\0\0{}",
            b"\x02\0\0\0{]",
            b"\x02\0\0\0\xff\xfe",
            b"HTTP/1.1 200 OK",
        ];
        for bytes in wrong {
            assert!(read::<String>(&mut &bytes[..]).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_too_long_is_not_sent() {
        let long = "x".repeat(LONGEST);
        let error = framed(&long).expect_err("it is too long");
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
    }
}
