//! How a script meets the refusal of a permission: a `NotCapable` with the fields `permission` and `value`.

use super::Error;
use crate::objects::value::Value;
use crate::permissions::{Denied, Refused};

/// The kind of a refused permission.
pub const NOT_CAPABLE: &str = "NotCapable";

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Denied(denied) => not_capable(&denied),
            Refused::Stopped(stop) => stop.into(),
        }
    }
}

fn not_capable(denied: &Denied) -> Error {
    let value = denied.value.as_deref().map_or(Value::Unit, Value::from);
    let error = Error::raised(NOT_CAPABLE, denied.message())
        .with_field("permission", denied.permission.name().into())
        .with_field("value", value);
    match denied.hint() {
        Some(hint) => error.with_hint(hint),
        None => error,
    }
}
