//! The registers of a new machine. An OS thread that carries one script thread after the other uses them again, since most
//! threads of a script are short and call little.

use super::WINDOW;
use crate::engine::value::Value;
use std::cell::Cell;

/// Registers that a machine begins with: enough for calls that go a few deep.
const FIRST: usize = 3 * WINDOW;

thread_local! {
    /// All unit when it is not empty.
    static SPARE: Cell<Vec<Value>> = const { Cell::new(Vec::new()) };
}

/// Registers, all unit.
pub(super) fn take() -> Vec<Value> {
    let spare = SPARE.try_with(Cell::take).unwrap_or_default();
    match spare.len() {
        FIRST => spare,
        _ => vec![Value::Unit; FIRST],
    }
}

/// Keep the registers of a machine that is done; what they hold is dropped.
pub(super) fn give_back(mut registers: Vec<Value>) {
    if registers.len() != FIRST {
        return;
    }
    for register in &mut registers {
        register.set_unit();
    }
    let _ = SPARE.try_with(|spare| spare.set(registers));
}

/// The registers of the running call.
#[inline(always)]
pub(super) fn window(stack: &mut [Value], base: usize) -> &mut [Value; WINDOW] {
    (&mut stack[base..base + WINDOW])
        .try_into()
        .expect("the slice has the length of a window")
}
