//! Python's `concurrent.futures` as scripts see it. What waits, waits in `crate::sync`.
//!
//! ```text
//! pool      ThreadPoolExecutor
//! worker    what its threads do
//! handle    a future in the hands of a script: what it has given, errors with their own trace
//! future    Future
//! results   what `map` and `as_completed` give, one after the other
//! waiting   as_completed, wait
//! ```

mod future;
mod handle;
mod pool;
mod results;
mod waiting;
mod worker;

pub use pool::close_all;

use super::Module;
use super::declare::{about, constants};

pub const MODULE: Module = Module {
    name: "concurrent_futures",
    doc: about! {
        /// Pools: a few threads that do many tasks, and futures, which are what the tasks will give. Python's `concurrent.futures`.
        ///
        /// ```
        /// fn square(n) { n * n }
        /// let pool = ThreadPoolExecutor(4);
        /// with pool {
        ///     let future = pool.submit(square, 12);
        ///     for n in pool.map(square, [1, 2, 3]) { print(n); }
        ///     print(future.result());
        /// }
        /// // prints 1
        /// // prints 4
        /// // prints 9
        /// // prints 144
        /// ```
    },
    functions: &[waiting::FUNCTIONS],
    classes: &[&pool::POOL, &future::FUTURE],
    constants: constants! {
        /// For `wait`: until one of the futures has ended.
        ///
        /// ```
        /// print(FIRST_COMPLETED);                   // prints FIRST_COMPLETED
        /// ```
        FIRST_COMPLETED = |_| { waiting::FIRST_COMPLETED.into() }
        /// For `wait`: until one of the futures has failed, or all have ended.
        ///
        /// ```
        /// print(FIRST_EXCEPTION);                   // prints FIRST_EXCEPTION
        /// ```
        FIRST_EXCEPTION = |_| { waiting::FIRST_EXCEPTION.into() }
        /// For `wait`: until all futures have ended.
        ///
        /// ```
        /// print(ALL_COMPLETED);                     // prints ALL_COMPLETED
        /// ```
        ALL_COMPLETED = |_| { waiting::ALL_COMPLETED.into() }
    },
    qualified_only: &[],
};
