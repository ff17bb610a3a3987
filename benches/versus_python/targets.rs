//! What the programs have to reach, on two free cores: one row for each group, and for each program that differs from
//! its group.

/// What a program has to reach.
#[derive(Clone, Copy)]
pub enum Target {
    /// CPython's time divided by ours is at least this much.
    Faster(f64),
    /// Our peak memory in megabytes stays below `megabytes` and, if given, our time below `milliseconds`.
    Within {
        milliseconds: Option<f64>,
        megabytes: f64,
    },
    /// Twice the work of `yardstick` on two threads: at least `factor` times one thread's throughput.
    Scales {
        yardstick: &'static str,
        factor: f64,
    },
    /// The program takes the number of threads: with two of them at least `factor` times the throughput of one.
    Threads(f64),
    /// As `Threads`, for a program that takes a lock `turns` times in each thread: nanoseconds per turn at most, with
    /// one thread and with two.
    Locks { turns: u32, one: f64, two: f64 },
    /// Measured for others to be compared with.
    Yardstick,
}

/// A folder of programs.
pub struct Group {
    pub name: &'static str,
    /// Below `benches/programs`.
    pub folder: &'static str,
    /// Of every program that has no row of its own.
    usual: Target,
    special: &'static [(&'static str, Target)],
    /// What the geometric mean has to reach.
    pub mean: Option<f64>,
    /// The programs that count in the mean; none: all with a ratio.
    pub in_mean: &'static [&'static str],
}

impl Group {
    pub fn target(&self, program: &str) -> Target {
        let row = self.special.iter().find(|(name, _)| *name == program);
        row.map_or(self.usual, |(_, target)| *target)
    }

    /// Does the program count in the geometric mean?
    pub fn counts(&self, program: &str) -> bool {
        self.in_mean.is_empty() || self.in_mean.contains(&program)
    }
}

const fn locks(turns: u32) -> Target {
    Target::Locks {
        turns,
        one: 80.0,
        two: 150.0,
    }
}

pub const GROUPS: &[Group] = &[
    Group {
        name: "course",
        folder: "",
        usual: Target::Faster(1.5),
        special: COURSE,
        mean: Some(3.0),
        in_mean: &["loop", "lock_loop", "fib", "sieve", "mandelbrot"],
    },
    Group {
        name: "are_we_fast_yet",
        folder: "are_we_fast_yet",
        usual: Target::Faster(1.0),
        special: &[],
        mean: Some(1.5),
        in_mean: &[],
    },
    Group {
        name: "idioms",
        folder: "idioms",
        usual: Target::Faster(1.0),
        special: &[],
        mean: Some(2.0),
        in_mean: &[],
    },
    Group {
        name: "threads",
        folder: "threads",
        usual: Target::Threads(1.8),
        special: &[("lock", locks(3_000_000)), ("lock_with", locks(1_000_000))],
        mean: None,
        in_mean: &[],
    },
];

const COURSE: &[(&str, Target)] = &[
    ("incremente", Target::Faster(12.0)),
    ("start_join", Target::Faster(5.0)),
    ("children", Target::Faster(1.2)),
    ("hand_over", Target::Faster(3.0)),
    ("condition", Target::Faster(3.0)),
    ("queue_many", Target::Faster(5.0)),
    ("queue_one", Target::Faster(3.0)),
    ("connections", Target::Faster(2.0)),
    ("pool_tasks", Target::Faster(5.0)),
    ("private_one", Target::Yardstick),
    (
        "private_two",
        Target::Scales {
            yardstick: "private_one",
            factor: 1.9,
        },
    ),
    (
        "empty",
        Target::Within {
            milliseconds: Some(2.5),
            megabytes: 8.0,
        },
    ),
    (
        "thousand_threads",
        Target::Within {
            milliseconds: None,
            megabytes: 40.0,
        },
    ),
];
