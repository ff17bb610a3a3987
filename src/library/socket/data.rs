//! What natives of sockets read and give: bytes and texts, lengths, timeouts, families.

use crate::messages::message;
use crate::net::{Family, Flags, Kind};
use crate::objects::abi::Call;
use crate::objects::error::Error;
use crate::objects::value::Value;
use crate::runtime::time::{BadTime, seconds};
use rhai::{Blob, Dynamic};
use std::time::Duration;

pub fn blob(bytes: Vec<u8>) -> Value {
    Value::foreign(Dynamic::from_blob(bytes))
}

/// The bytes of a text or a blob.
pub fn bytes(call: &Call, index: usize, parameter: &str) -> Result<Vec<u8>, Error> {
    match call.args.get(index) {
        Some(Value::Str(text)) => return Ok(text.as_bytes().to_vec()),
        Some(Value::Char(char)) => return Ok(char.to_string().into_bytes()),
        Some(Value::Foreign(dynamic)) => {
            if let Some(blob) = dynamic.read_lock::<Blob>() {
                return Ok(blob.clone());
            }
        }
        _ => {}
    }
    let wrong = call.wrong(index, parameter, message!("a-string-or-blob"));
    Err(wrong.with_hint(message!("a-string-or-blob.hint")))
}

/// A number of bytes.
pub fn length(call: &Call, index: usize, parameter: &str) -> Result<usize, Error> {
    let length = call.int(index, parameter)?;
    usize::try_from(length).map_err(|_| {
        Error::value_error(message!(
            "length-negative",
            name = call.name,
            parameter,
            length
        ))
    })
}

/// Seconds of patience: `()` for as long as it takes, 0 for none.
pub fn timeout(call: &Call, index: usize, parameter: &str) -> Result<Option<Duration>, Error> {
    let given = call.optional_float(index, parameter)?;
    let Some(value) = given else {
        return Ok(None);
    };
    let timeout = seconds(value).map_err(|bad| match bad {
        BadTime::Negative => {
            Error::value_error(message!("timeout-range")).with_hint(message!("timeout-range.hint"))
        }
        bad => Error::value_error(bad.message()),
    })?;
    Ok(Some(timeout))
}

pub fn timeout_value(timeout: Option<Duration>) -> Value {
    timeout.map_or(Value::Unit, |timeout| Value::Float(timeout.as_secs_f64()))
}

pub fn family(call: &Call, index: usize, default: Family) -> Result<Family, Error> {
    let number = call.int_or(index, "family", default.number())?;
    Family::from_number(number).ok_or_else(|| {
        Error::value_error(message!("family-unknown", name = call.name, number))
            .with_hint(message!("family-unknown.hint"))
    })
}

pub fn kind(call: &Call, index: usize, default: Kind) -> Result<Kind, Error> {
    let number = call.int_or(index, "type", default.number())?;
    Kind::from_number(number).ok_or_else(|| {
        Error::value_error(message!("socket-type", name = call.name, number))
            .with_hint(message!("socket-type.hint"))
    })
}

/// The flags of `recv`.
pub fn flags(call: &Call, index: usize) -> Result<Flags, Error> {
    let number = call.int_or(index, "flags", 0)?;
    if number & !0x142 != 0 {
        return Err(Error::value_error(message!(
            "flags-unknown",
            name = call.name,
            number = format!("{number:#x}")
        ))
        .with_hint(message!("flags-unknown.hint")));
    }
    Ok(Flags {
        peek: number & 2 != 0,
        no_wait: number & 0x40 != 0,
        all: number & 0x100 != 0,
    })
}
