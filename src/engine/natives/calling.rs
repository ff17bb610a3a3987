//! Functions of arrays and maps that call a function value of the script: `map`, `filter`, `sort` …

use super::{Args, Host};
use crate::engine::error::Error;
use crate::engine::value::Value;
use rhai::Position;

/// A function that calls script code. `receiver` is a private copy; the machine writes it back.
pub type Calling =
    fn(&mut dyn Host, receiver: &mut Value, args: Args, at: Position) -> Result<Value, Error>;

/// The function for this receiver, name and arguments; nothing when no function of that name calls back.
pub fn calling(_receiver: &Value, _name: &str, _args: &[Value]) -> Option<Calling> {
    None
}
