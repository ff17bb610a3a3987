//! Why a check does not hold: a fixed list, by which teachers group a class. The texts are the messages `grade-NAME`.

use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($variant:ident = $name:literal,)*) => {
        /// Why a check does not hold.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        pub enum Reason {
            $(#[serde(rename = $name)] $variant,)*
        }

        impl Reason {
            /// All of them, in the order of the specification.
            pub const ALL: &'static [Reason] = &[$(Reason::$variant,)*];

            /// As results and `//! refused:` heads name it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Reason::$variant => $name,)*
                }
            }

            /// The message with its sentence.
            pub fn message(self) -> &'static str {
                match self {
                    $(Reason::$variant => concat!("grade-", $name),)*
                }
            }
        }
    };
}

reasons! {
    MissingFile = "missing-file",
    Syntax = "syntax",
    MissingConstruct = "missing-construct",
    ForbiddenConstruct = "forbidden-construct",
    Warning = "warning",
    RuntimeError = "runtime-error",
    ThreadError = "thread-error",
    Deadlock = "deadlock",
    StuckThread = "stuck-thread",
    Endless = "endless",
    ThreadLeft = "thread-left",
    WrongExitCode = "wrong-exit-code",
    WrongOutput = "wrong-output",
    NoOutput = "no-output",
    WrongFile = "wrong-file",
    WrongOrder = "wrong-order",
    TornOutput = "torn-output",
    WrongThread = "wrong-thread",
    WrongOutcome = "wrong-outcome",
    OutcomeVaries = "outcome-varies",
    TooStrict = "too-strict",
    LostUpdate = "lost-update",
    CheckThenAct = "check-then-act",
    Invariant = "invariant",
    UnguardedAccess = "unguarded-access",
    UnorderedAccess = "unordered-access",
    ReadBeforeEnd = "read-before-end",
    Sequential = "sequential",
    WrongThreadCount = "wrong-thread-count",
    WrongCalls = "wrong-calls",
    TooSlow = "too-slow",
    TooFast = "too-fast",
    NotParallel = "not-parallel",
    TooManyInside = "too-many-inside",
    HeldWhileWaiting = "held-while-waiting",
    LockLeftHeld = "lock-left-held",
    LockOrder = "lock-order",
    BusyWait = "busy-wait",
    Polling = "polling",
    SleepAsSynchronisation = "sleep-as-synchronisation",
    Overtaken = "overtaken",
    NeedlessWakes = "needless-wakes",
    OperationLimit = "operation-limit",
    MemoryLimit = "memory-limit",
    OutputLimit = "output-limit",
    ThreadLimit = "thread-limit",
    DepthLimit = "depth-limit",
    FileLimit = "file-limit",
    SocketLimit = "socket-limit",
    Refused = "refused",
    Judge = "judge",
    Crash = "crash",
    Machine = "machine",
}

impl Reason {
    pub fn named(name: &str) -> Option<Reason> {
        Self::ALL
            .iter()
            .copied()
            .find(|reason| reason.name() == name)
    }
}
