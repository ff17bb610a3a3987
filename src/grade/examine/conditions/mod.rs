//! How conditions are judged.
//!
//! ```text
//! ending   how the run ended: errors, deadlocks, limits, threads that were left
//! counts   threads and time
//! calls    how often programs are started, and how many calls last at once
//! locks    who holds one to the end, takes two in both orders, or waits meanwhile
//! sections threads inside of functions
//! signals  wake-ups for nothing
//! cells    variables that threads share: locks that guard them, and order
//! idle     loops that wait by looking; how much can be done at once
//! invariant what must hold of variables after every change
//! ```

pub mod calls;
pub mod cells;
pub mod counts;
pub mod ending;
pub mod idle;
pub mod invariant;
pub mod locks;
pub mod sections;
pub mod signals;
