//! What the system says about files and streams, in the words of both languages where we have them.

use super::{Message, message};
use std::io::{Error, ErrorKind};

/// Why the system refused; its own words, without their number, where we have none.
pub fn system_reason(error: &Error) -> Message {
    match error.kind() {
        ErrorKind::NotFound => message!("file-missing"),
        ErrorKind::PermissionDenied => message!("file-forbidden"),
        ErrorKind::IsADirectory => message!("file-is-folder"),
        ErrorKind::StorageFull => message!("file-device-full"),
        _ => {
            let text = error.to_string();
            Message::from(text.split(" (os error").next().unwrap_or(&text))
        }
    }
}
