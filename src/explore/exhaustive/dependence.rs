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
    /// A condition and its lock: any lock.
    Waits(ObjectId),
    /// The threads of the run as a whole: who is there, who has ended.
    Threads,
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
        Operation::Spawn | Operation::Join => Touch::Threads,
        Operation::Inspect if object == ObjectId::NONE => Touch::Threads,
        Operation::Wait | Operation::Notify => Touch::Waits(object),
        _ if object == ObjectId::NONE => Touch::Anything,
        Operation::Read | Operation::Inspect => Touch::Reads(object),
        _ => Touch::Changes(object),
    }
}

/// Do steps that do this depend on each other?
pub fn depend(a: &Pending, b: &Pending) -> bool {
    match (touch(a), touch(b)) {
        (Touch::Nothing, _) | (_, Touch::Nothing) => false,
        (Touch::Anything, _) | (_, Touch::Anything) => true,
        (Touch::Reads(_), Touch::Reads(_)) => false,
        (Touch::Waits(_), Touch::Waits(_)) => true,
        // Conditions let locks go and take them again, and move those who wait from one queue to another.
        (Touch::Waits(_), Touch::Changes(other) | Touch::Reads(other))
        | (Touch::Changes(other) | Touch::Reads(other), Touch::Waits(_)) => !other.is_cell(),
        (Touch::Reads(a) | Touch::Changes(a), Touch::Reads(b) | Touch::Changes(b)) => a == b,
        (a, b) => a == b,
    }
}

/// As [`depend`], for steps of an execution, of which it is known whether their thread ended with them.
pub fn depend_done(a: &Done, b: &Done) -> bool {
    let sees_end = |step: &Done| matches!(touch(&step.pending), Touch::Threads | Touch::Anything);
    depend(&a.pending, &b.pending) || a.ends && (sees_end(b) || b.ends) || b.ends && sees_end(a)
}
