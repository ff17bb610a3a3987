//! What a check can ask for. ∀: in every schedule looked at; ∃: in at least one; 1: of the text, or of one schedule that is always the
//! same. The order is the one in which the properties of a check are judged.

use serde::{Deserialize, Serialize};

/// One condition on a run.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Property {
    // Of the text (1).
    Uses(Vec<String>),
    Avoids(Vec<String>),
    Defines(Vec<Definition>),
    Warnings(Refused),
    // Of the end of the run (∀). `sound = true` is the first four.
    NoError,
    NoDeadlock,
    Ends,
    WithinLimits,
    Exit(i64),
    LeftRunning(u64),
    // Of what was printed and written (∀, but for `Reaches`).
    Stdout(Text),
    Stderr(Text),
    File(Vec<(String, Text)>),
    /// Regular expressions of blocks of lines.
    Blocks(Vec<String>),
    Alternates {
        pieces: Vec<String>,
        then: Option<String>,
    },
    PrintedBy {
        lines: String,
        thread: Writer,
    },
    Outcomes(Outcomes),
    /// ∃ for each.
    Reaches(Outcomes),
    OneOutcome,
    // Of concurrency.
    Threads {
        /// ∀
        started: Option<Number>,
        /// ∀
        daemon: Option<Number>,
        /// ∃: most alive at once besides main.
        peak: Option<Number>,
    },
    /// ∀, virtual seconds.
    Duration(Number),
    /// ∀
    Calls {
        program: String,
        count: Number,
    },
    AtOnce {
        call: String,
        /// ∀
        most: Option<u64>,
        /// ∃
        least: Option<u64>,
    },
    Inside {
        functions: Vec<String>,
        /// ∀
        most: Option<u64>,
        /// ∃
        reaches: Option<u64>,
        /// ∀
        excludes: Vec<String>,
    },
    /// 1, in the balanced schedule.
    Parallelism(Number),
    /// ∀: a variable, and the lock that must guard it if one is named.
    Guarded(Vec<(String, Option<String>)>),
    /// ∀: these variables; none is named for all of them.
    Ordered(Option<Vec<String>>),
    /// ∀: an expression over top-level variables; looked at only while the lock is free, if one is named.
    Invariant {
        expression: String,
        free: Option<String>,
    },
    /// ∀
    OrderOfLocks,
    /// ∀
    Released,
    /// ∀: while these wait no lock is held, or not this one.
    NotHeldWhile {
        calls: Vec<String>,
        lock: Option<String>,
    },
    /// 1, in the patient schedule.
    NoBusyWait,
    /// ∀
    Fair {
        function: String,
        overtaken: u64,
    },
    /// ∀
    WokenForNothing(Number),
    /// ∀: a function of `judge.rhai`.
    Judge(String),
}

/// `writer/2`, `Clock : Thread`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Definition {
    Function { name: String, parameters: usize },
    Class { name: String, base: Option<String> },
}

/// Warnings of `sandbox check` that a submission must not get.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refused {
    All,
    These(Vec<String>),
}

/// Who prints lines.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Writer {
    Main,
    /// Each line another thread.
    Different,
    Named(String),
}

/// Which outcomes are meant.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Outcomes {
    These(Vec<Text>),
    /// Those that the solution has in an exhaustive exploration.
    OfTheSolution,
}

/// What a text must be. Line ends are the same, blanks at the ends of lines and the last newline do not count.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Text {
    Equal(String),
    /// All that is said must hold.
    With(Vec<Condition>),
}

/// One key of a text's table.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Condition {
    /// In this order, other text between.
    Has(Vec<String>),
    Lacks(Vec<String>),
    Lines(Vec<String>),
    /// The same lines in any order, as often.
    Unordered(Vec<String>),
    /// Multi-line; of the crate `regex`.
    Regex(String),
    /// So many lines match.
    Count {
        regex: String,
        times: Number,
    },
    /// What the solution prints.
    SameAsSolution,
}

/// `5`, `">= 5"`, `"<= 3.5"`, `"2..4"`, `"± 1 of 26"`.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub enum Number {
    Exactly(f64),
    AtLeast(f64),
    AtMost(f64),
    Between(f64, f64),
}

impl Number {
    pub fn holds(self, value: f64) -> bool {
        match self {
            Number::Exactly(wanted) => value == wanted,
            Number::AtLeast(least) => value >= least,
            Number::AtMost(most) => value <= most,
            Number::Between(least, most) => (least..=most).contains(&value),
        }
    }
}

/// Who can judge a property.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Judged {
    /// Whoever has the text.
    ByTheText,
    /// The one who runs the submission, by facts: nothing of what is expected to be printed is in it.
    ByFacts,
    /// The supervisor, by outcomes: what is expected never comes near the submission.
    ByOutcomes,
}

impl Property {
    /// Its key in `assignment.toml`.
    pub fn key(&self) -> &'static str {
        use Property::*;
        match self {
            Uses(_) => "uses",
            Avoids(_) => "avoids",
            Defines(_) => "defines",
            Warnings(_) => "warnings",
            NoError => "no_error",
            NoDeadlock => "no_deadlock",
            Ends => "ends",
            WithinLimits => "within_limits",
            Exit(_) => "exit",
            LeftRunning(_) => "left_running",
            Stdout(_) => "stdout",
            Stderr(_) => "stderr",
            File(_) => "file",
            Blocks(_) => "blocks",
            Alternates { .. } => "alternates",
            PrintedBy { .. } => "printed_by",
            Outcomes(_) => "outcomes",
            Reaches(_) => "reaches",
            OneOutcome => "one_outcome",
            Threads { .. } => "threads",
            Duration(_) => "duration",
            Calls { .. } => "calls",
            AtOnce { .. } => "at_once",
            Inside { .. } => "inside",
            Parallelism(_) => "parallelism",
            Guarded(_) => "guarded",
            Ordered(_) => "ordered",
            Invariant { .. } => "invariant",
            OrderOfLocks => "order_of_locks",
            Released => "released",
            NotHeldWhile { .. } => "not_held_while",
            NoBusyWait => "no_busy_wait",
            Fair { .. } => "fair",
            WokenForNothing(_) => "woken_for_nothing",
            Judge(_) => "judge",
        }
    }

    pub fn judged(&self) -> Judged {
        use Property::*;
        match self {
            Uses(_) | Avoids(_) | Defines(_) | Warnings(_) => Judged::ByTheText,
            Exit(_)
            | Stdout(_)
            | Stderr(_)
            | File(_)
            | Blocks(_)
            | Alternates { .. }
            | PrintedBy { .. }
            | Outcomes(_)
            | Reaches(_)
            | OneOutcome
            | Judge(_) => Judged::ByOutcomes,
            _ => Judged::ByFacts,
        }
    }
}
