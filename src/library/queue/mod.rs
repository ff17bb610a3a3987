//! Python's `queue` as scripts see it: `Queue`, `LifoQueue`, `PriorityQueue`, `SimpleQueue`. What waits, waits in `crate::sync`.

mod classes;
mod handle;

use super::Module;

pub const MODULE: Module = Module {
    name: "queue",
    doc: "Queues through which threads hand over values. Each operation is safe by itself: no lock is needed around it.",
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
