//! Texts that grow piece after piece in variables that threads share.

use super::operators::update;
use crate::objects::code::BinaryOp;
use crate::objects::error::Error;
use crate::objects::value::{Cell, Value};
use rhai::Position;

/// Write what `variable += more` makes of a text that was read. Where the variable still holds that text, it grows in place, so that adding
/// piece after piece does not copy it each time; what the variable holds afterwards is the same.
pub fn write_sum(cell: &Cell, read: Value, more: Value, at: Position) -> Result<(), Error> {
    let written = cell.update(|now| {
        let same = match (&*now, &read) {
            (Value::Str(now), Value::Str(text)) => now.is_same(text),
            _ => false,
        };
        if same {
            drop(read);
            return update(BinaryOp::Add, "+", now, more, at).map(|()| Value::Unit);
        }
        let mut sum = read;
        update(BinaryOp::Add, "+", &mut sum, more, at)?;
        Ok(std::mem::replace(now, sum))
    });
    // What stood there is dropped when the variable is free again.
    written.unwrap_or(Ok(Value::Unit)).map(drop)
}
