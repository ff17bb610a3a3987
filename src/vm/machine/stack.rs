//! The registers of a new machine. An OS thread that carries one script thread after the other, or several in turns, uses them again, since
//! most threads of a script are short and call little: in an exploration of short runs, making them took half of the time.

use super::WINDOW;
use crate::objects::value::Value;
use std::cell::RefCell;

/// Registers that a machine begins with: enough for calls that go a few deep.
const FIRST: usize = 3 * WINDOW;

/// So many are kept for one OS thread, each of 12 KiB.
const MOST: usize = 32;

thread_local! {
    /// Each has `FIRST` registers, all unit.
    static SPARES: RefCell<Vec<Vec<Value>>> = const { RefCell::new(Vec::new()) };
}

/// Registers, all unit.
pub(super) fn take() -> Vec<Value> {
    let spare = SPARES.try_with(|spares| spares.borrow_mut().pop());
    let spare = spare.unwrap_or_default();
    spare.unwrap_or_else(|| vec![Value::Unit; FIRST])
}

/// Keep the registers of a machine that is done; what they hold is dropped.
pub(super) fn give_back(mut registers: Vec<Value>) {
    if registers.len() != FIRST {
        return;
    }
    for register in &mut registers {
        register.set_unit();
    }
    // At the end of the OS thread, the list may be gone.
    let _ = SPARES.try_with(|spares| {
        let mut spares = spares.borrow_mut();
        if spares.len() < MOST {
            spares.push(registers);
        }
    });
}

/// The registers of the running call.
#[inline(always)]
pub(super) fn window(stack: &mut [Value], base: usize) -> &mut [Value; WINDOW] {
    (&mut stack[base..base + WINDOW])
        .try_into()
        .expect("the slice has the length of a window")
}
