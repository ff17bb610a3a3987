//! How conditions are judged.
//!
//! ```text
//! ending   how the run ended: errors, deadlocks, limits, threads that were left
//! counts   threads and time
//! ```

pub mod counts;
pub mod ending;
