//! Our engine behind one function; nothing else in the tests knows how it is called.

use crate::outcome::Outcome;

/// Until the engine is in the house, the oracle answers for it.
pub const IS_THE_ORACLE: bool = true;

/// Run `source` as a script of its own and describe what it did.
pub fn evaluate(source: &str) -> Outcome {
    thread_local!(static ORACLE: crate::oracle::Oracle = crate::oracle::Oracle::new());
    ORACLE.with(|oracle| oracle.evaluate(source))
}
