//! Which steps depend on each other: their order can make a difference. In doubt, they do.

use crate::runtime::{ObjectId, Operation, Pending, ThreadId};

/// A step that was taken.
#[derive(Clone, Copy)]
pub struct Done {
    pub thread: ThreadId,
    pub pending: Pending,
    /// Did the thread end with it, in this execution?
    pub ends: bool,
}

/// What a step touches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Touch {
    /// Nothing that others see.
    Nothing,
    Reads(ObjectId),
    Changes(ObjectId),
    /// The threads of the run as a whole: who is there, who has ended.
    Threads,
    /// Whether this one has been started, and whether it has ended.
    Joins(ObjectId),
    Prints,
    Draws,
    /// A variable that is found by name, or time: anything.
    Anything,
}

fn touch(pending: &Pending) -> Touch {
    let object = pending.object;
    match pending.operation {
        Operation::Start | Operation::Yield => Touch::Nothing,
        Operation::Output => Touch::Prints,
        Operation::Chance => Touch::Draws,
        Operation::Sleep => Touch::Anything,
        Operation::Join if object != ObjectId::NONE => Touch::Joins(object),
        Operation::Spawn | Operation::Join => Touch::Threads,
        Operation::Inspect if object == ObjectId::NONE => Touch::Threads,
        _ if object == ObjectId::NONE => Touch::Anything,
        Operation::Read | Operation::Inspect => Touch::Reads(object),
        // Until an event is set, a future done, a queue worked off: who comes through has only looked.
        Operation::Wait if pending.waits => Touch::Reads(object),
        _ => Touch::Changes(object),
    }
}

/// Do steps that do this depend on each other?
pub fn depend(a: &Pending, b: &Pending) -> bool {
    match (touch(a), touch(b)) {
        (Touch::Nothing, _) | (_, Touch::Nothing) => false,
        (Touch::Anything, _) | (_, Touch::Anything) => true,
        (Touch::Reads(_), Touch::Reads(_)) | (Touch::Joins(_), Touch::Joins(_)) => false,
        (Touch::Joins(_), Touch::Threads) | (Touch::Threads, Touch::Joins(_)) => true,
        (Touch::Reads(_) | Touch::Changes(_), Touch::Reads(_) | Touch::Changes(_)) => {
            let same = |a: ObjectId, b: ObjectId| a != ObjectId::NONE && a == b;
            same(a.object, b.object)
                || same(a.also, b.object)
                || same(a.object, b.also)
                || same(a.also, b.also)
        }
        (a, b) => a == b,
    }
}

/// As [`depend`], for steps of an execution, of which it is known whether their thread ended with them.
pub fn depend_done(a: &Done, b: &Done) -> bool {
    let sees_end = |step: &Done, other: &Done| match touch(&step.pending) {
        // Numbers and names of new threads count those that were started.
        Touch::Threads => step.pending.operation != Operation::Spawn,
        Touch::Anything => true,
        Touch::Joins(thread) => thread == ObjectId::of_thread(other.thread),
        _ => false,
    };
    // Two threads may end in either order: who sees only one of the ends depends on that one.
    depend(&a.pending, &b.pending) || a.ends && sees_end(b, a) || b.ends && sees_end(a, b)
}
