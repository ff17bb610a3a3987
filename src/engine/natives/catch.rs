//! What `catch (error)` binds.

use crate::engine::error::{Error, Kind};
use crate::engine::value::Value;

/// The value that a script sees of an error.
pub fn catch_value(error: &Error) -> Value {
    match error.kind() {
        Kind::Thrown(value) => value.clone(),
        Kind::Language(error) => Value::string(error.to_string()),
        Kind::Raised(raised) => Value::string(format!("{}: {}", raised.kind, raised.message)),
        Kind::Stop(_) => Value::Unit,
    }
}
