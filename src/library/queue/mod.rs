//! Python's `queue` as scripts see it: `Queue`, `LifoQueue`, `PriorityQueue`, `SimpleQueue`. What waits, waits in `crate::sync`.

mod classes;
mod handle;

use super::Module;
use super::declare::about;

pub const MODULE: Module = Module {
    name: "queue",
    doc: about! {
        /// Queues through which threads hand over values. Each operation is safe by itself: no lock is needed around it.
        ///
        /// ```
        /// let q = Queue();
        /// let producer = Thread(|| { for n in range(3) { q.put(n); } q.shutdown(); });
        /// producer.start();
        /// for n in q { print(n); }
        /// // prints 0
        /// // prints 1
        /// // prints 2
        /// ```
    },
    functions: &[],
    classes: &[
        &classes::QUEUE,
        &classes::LIFO_QUEUE,
        &classes::PRIORITY_QUEUE,
        &classes::SIMPLE_QUEUE,
    ],
    constants: &[],
    qualified_only: &[],
};
