//! A function of a script that a native is about to call many times: found once, and called without a look-up.

use crate::objects::code::Linked;
use crate::objects::value::{Closure, Value};
use std::sync::Arc;

/// What [`Host::prepare`](super::Host::prepare) has found.
pub struct Prepared {
    /// Nothing when it is the unit of the code that calls the native, and the function needs nothing but registers.
    pub unit: Option<Arc<Linked>>,
    pub function: usize,
    pub closure: Option<std::sync::Arc<Closure>>,
    /// The `this` of a call that binds no other.
    pub this: Option<Value>,
    /// Does each call find the machine as the one before: no variables that are found by name or live beyond the registers, no imports?
    pub is_steady: bool,
}
