//! What natives of sockets read and give: bytes and texts, lengths, timeouts, families.

use crate::engine::error::Error;
use crate::engine::natives::Call;
use crate::engine::value::Value;
use crate::net::{Family, Flags, Kind};
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
    let wrong = call.wrong(index, parameter, "a string or a blob");
    Err(wrong.with_hint("`str(…)` or `format(…)` makes a text of a number"))
}

/// A number of bytes.
pub fn length(call: &Call, index: usize, parameter: &str) -> Result<usize, Error> {
    let length = call.int(index, parameter)?;
    usize::try_from(length).map_err(|_| {
        Error::value_error(format!(
            "`{}`: `{parameter}` must not be negative, but is {length}",
            call.name
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
        BadTime::Negative => Error::value_error("Timeout value out of range")
            .with_hint("`()` waits as long as it takes, 0 not at all"),
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
        Error::value_error(format!(
            "`{}`: {number} is no family of addresses that is known here",
            call.name
        ))
        .with_hint("there are `AF_INET`, `AF_INET6` and `AF_UNIX`")
    })
}

pub fn kind(call: &Call, index: usize, default: Kind) -> Result<Kind, Error> {
    let number = call.int_or(index, "type", default.number())?;
    Kind::from_number(number).ok_or_else(|| {
        Error::value_error(format!(
            "`{}`: {number} is no type of socket that is known here",
            call.name
        ))
        .with_hint("there are `SOCK_STREAM` (TCP) and `SOCK_DGRAM` (UDP)")
    })
}

/// The flags of `recv`.
pub fn flags(call: &Call, index: usize) -> Result<Flags, Error> {
    let number = call.int_or(index, "flags", 0)?;
    if number & !0x142 != 0 {
        return Err(
            Error::value_error(format!("`{}`: unknown flags {number:#x}", call.name))
                .with_hint("there are `MSG_PEEK`, `MSG_DONTWAIT` and `MSG_WAITALL`"),
        );
    }
    Ok(Flags {
        peek: number & 2 != 0,
        no_wait: number & 0x40 != 0,
        all: number & 0x100 != 0,
    })
}
